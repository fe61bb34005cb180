//! How inquiries and quotes are written in the API.

use crate::model::{
    InquiryKind, InquiryRow, InquiryState, Quote, QuoteKind, QuoteState, Side, Thread,
};
use catalog::ProductKind;
use catalog::api::TierView;
use kernel::{Firm, Id, Locode, Page, PaymentPart, Timestamp};
use serde::{Deserialize, Serialize};
use talk::Message;
use talk::api::MessageView;
use utoipa::ToSchema;
use web::json::Rows;

/// An inquiry in a firm's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct InquiryCard {
    /// Its id.
    #[schema(value_type = String, example = "inquiry_00c5c8g1h00r0")]
    pub id: Id<InquiryKind>,
    /// On which side the firm stands.
    pub side: Side,
    /// Who stands on the other.
    #[schema(value_type = String, example = "firm_00c5c8g1h00q0")]
    pub other_firm: Id<Firm>,
    /// The product.
    #[schema(value_type = String, example = "product_00c5c8g1h00p0")]
    pub product: Id<ProductKind>,
    /// The product's title when it was asked about.
    pub title: String,
    /// How many.
    pub quantity: i64,
    /// UN/ECE Recommendation 20.
    #[schema(example = "PR")]
    pub unit: String,
    /// Where it stands.
    pub state: InquiryState,
    /// When it was asked.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
}

impl From<InquiryRow> for InquiryCard {
    fn from(row: InquiryRow) -> Self {
        Self {
            id: row.inquiry,
            side: row.side,
            other_firm: row.other_firm,
            product: row.product,
            title: row.title,
            quantity: row.quantity,
            unit: row.unit.code().to_owned(),
            state: row.state,
            at: row.at,
        }
    }
}

/// An inquiry with its quotes and a page of its messages.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct InquiryView {
    /// Its id.
    #[schema(value_type = String, example = "inquiry_00c5c8g1h00r0")]
    pub id: Id<InquiryKind>,
    /// On which side the caller's firm stands.
    pub side: Side,
    /// The product.
    #[schema(value_type = String, example = "product_00c5c8g1h00p0")]
    pub product: Id<ProductKind>,
    /// The product's title when it was asked about.
    pub title: String,
    /// Who asks.
    #[schema(value_type = String, example = "firm_00c5c8g1h00q0")]
    pub buyer: Id<Firm>,
    /// Who is asked.
    #[schema(value_type = String, example = "firm_00c5c8g1h00s0")]
    pub seller: Id<Firm>,
    /// How many.
    pub quantity: i64,
    /// UN/ECE Recommendation 20.
    #[schema(example = "PR")]
    pub unit: String,
    /// Where the goods shall go: a country or a UN/LOCODE.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub destination: Option<String>,
    /// Where it stands.
    pub state: InquiryState,
    /// Raised by every change of its state.
    pub version: i64,
    /// When it was asked.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Its quotes, newest first.
    pub quotes: Vec<QuoteView>,
    /// Its messages, oldest first; `after` and `limit` of the request say which.
    pub messages: Rows<MessageView>,
}

impl InquiryView {
    /// The inquiry as it stands now.
    pub(super) fn new(thread: Thread, messages: Page<Message>, now: Timestamp) -> Self {
        let Thread { inquiry, side, quotes } = thread;
        Self {
            id: inquiry.id,
            side,
            product: inquiry.product,
            title: inquiry.title,
            buyer: inquiry.buyer,
            seller: inquiry.seller,
            quantity: inquiry.quantity,
            unit: inquiry.unit.code().to_owned(),
            destination: inquiry.destination,
            state: inquiry.state,
            version: inquiry.version,
            at: inquiry.at,
            quotes: quotes.iter().map(|quote| QuoteView::new(quote, now)).collect(),
            messages: messages.into(),
        }
    }
}

/// A place of UN/LOCODE.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PlaceView {
    /// The code.
    #[schema(example = "CNNGB")]
    pub code: String,
    /// The name in Latin script.
    #[schema(example = "Ningbo")]
    pub name: String,
}

impl From<&Locode> for PlaceView {
    fn from(place: &Locode) -> Self {
        Self { code: place.code().to_owned(), name: place.name().to_owned() }
    }
}

/// A part of the price.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PartView {
    /// Basis points of the whole.
    #[schema(example = 3000)]
    pub share_bps: i64,
    /// `before_production`, `after_inspection` or `before_shipment`.
    #[schema(example = "before_production")]
    pub due: String,
}

impl From<&PaymentPart> for PartView {
    fn from(part: &PaymentPart) -> Self {
        Self { share_bps: part.share_bps, due: part.due.word().to_owned() }
    }
}

/// A seller's quote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct QuoteView {
    /// Its id.
    #[schema(value_type = String, example = "quote_00c5c8g1h00v0")]
    pub id: Id<QuoteKind>,
    /// The inquiry that it answers.
    #[schema(value_type = String, example = "inquiry_00c5c8g1h00r0")]
    pub inquiry: Id<InquiryKind>,
    /// Where it stands.
    pub state: QuoteState,
    /// Whether its end has passed.
    pub is_expired: bool,
    /// ISO 4217.
    #[schema(example = "USD")]
    pub currency: String,
    /// Prices, by rising quantity.
    pub tiers: Vec<TierView>,
    /// Incoterms 2020.
    #[schema(example = "FOB")]
    pub incoterm: String,
    /// The place of the Incoterm.
    pub place: PlaceView,
    /// `express`, `surface` or `sea`.
    #[schema(example = "sea")]
    pub transport: String,
    /// Days from payment to dispatch.
    pub lead_time_d: i64,
    /// Its end.
    #[schema(value_type = String, format = DateTime)]
    pub valid_until: Timestamp,
    /// The parts of the price, in the order in which they are due.
    pub parts: Vec<PartView>,
    /// What else the seller says.
    pub note: String,
    /// Raised by every change of its state.
    pub version: i64,
    /// When it was given.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
}

impl QuoteView {
    /// The quote as it stands now.
    pub(super) fn new(quote: &Quote, now: Timestamp) -> Self {
        let terms = &quote.terms;
        Self {
            id: quote.id,
            inquiry: quote.inquiry,
            state: quote.state,
            is_expired: quote.is_expired(now),
            currency: terms.currency.code().to_owned(),
            tiers: quote.tiers.iter().map(TierView::from).collect(),
            incoterm: terms.incoterm.code().to_owned(),
            place: PlaceView::from(&terms.place),
            transport: terms.transport.word().to_owned(),
            lead_time_d: terms.lead_time_d,
            valid_until: terms.valid_until,
            parts: terms.parts.iter().map(PartView::from).collect(),
            note: terms.note.clone(),
            version: quote.version,
            at: quote.at,
        }
    }
}
