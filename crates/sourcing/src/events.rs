//! What happened between a buyer and a seller: ids and amounts, never names or texts.

use crate::model::{Award, Inquiry, InquiryKind, Quote, QuoteKind, RequestKind};
use ::store::Event;
use catalog::{ProductKind, price_at};
use kernel::{Firm, Id, Money, UnitPrice};
use serde::{Deserialize, Serialize};

/// A buyer asked a seller about a product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InquiryMade {
    /// The inquiry.
    pub inquiry: Id<InquiryKind>,
    /// The product.
    pub product: Id<ProductKind>,
    /// Who asks.
    pub buyer: Id<Firm>,
    /// Who is asked.
    pub seller: Id<Firm>,
    /// How many.
    pub quantity: i64,
}

/// A seller bound itself to a price until a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuoteGiven {
    /// The inquiry.
    pub inquiry: Id<InquiryKind>,
    /// The quote.
    pub quote: Id<QuoteKind>,
    /// Who asked.
    pub buyer: Id<Firm>,
    /// Who quotes.
    pub seller: Id<Firm>,
    /// The price of one unit at the quantity asked for, or at the first tier above it.
    pub price: Option<UnitPrice>,
}

/// A buyer accepted a quote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuoteAccepted {
    /// The inquiry.
    pub inquiry: Id<InquiryKind>,
    /// The quote.
    pub quote: Id<QuoteKind>,
    /// The buyer.
    pub buyer: Id<Firm>,
    /// The seller.
    pub seller: Id<Firm>,
    /// How many.
    pub quantity: i64,
    /// What all of it costs.
    pub total: Money,
}

/// A request opened to sellers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestOpened {
    /// The request.
    pub request: Id<RequestKind>,
    /// Who asks.
    pub buyer: Id<Firm>,
}

/// A clerk sent a request back to its buyer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestReturned {
    /// The request.
    pub request: Id<RequestKind>,
    /// Who asks.
    pub buyer: Id<Firm>,
}

/// As many sellers quoted to a request as may.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestFull {
    /// The request.
    pub request: Id<RequestKind>,
    /// Who asks.
    pub buyer: Id<Firm>,
}

/// A quote was taken back, so that a full request takes another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestFreed {
    /// The request.
    pub request: Id<RequestKind>,
}

impl Event for RequestFreed {
    const NAME: &'static str = "request-freed";
}

/// A request takes no more quotes: its buyer closed it, or its time is over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestClosed {
    /// The request.
    pub request: Id<RequestKind>,
    /// Who asks.
    pub buyer: Id<Firm>,
}

/// A seller bound itself to a quote to a request, or revised it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestQuoted {
    /// The request.
    pub request: Id<RequestKind>,
    /// The quote.
    pub quote: Id<QuoteKind>,
    /// Who asks.
    pub buyer: Id<Firm>,
    /// Who quotes.
    pub seller: Id<Firm>,
}

/// A buyer took a quote to a request, or a part of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestAwarded {
    /// The request.
    pub request: Id<RequestKind>,
    /// The quote.
    pub quote: Id<QuoteKind>,
    /// Who asks.
    pub buyer: Id<Firm>,
    /// Who quoted.
    pub seller: Id<Firm>,
}

impl Event for RequestOpened {
    const NAME: &'static str = "request-opened";
}

impl Event for RequestReturned {
    const NAME: &'static str = "request-returned";
}

impl Event for RequestFull {
    const NAME: &'static str = "request-full";
}

impl Event for RequestClosed {
    const NAME: &'static str = "request-closed";
}

impl Event for RequestQuoted {
    const NAME: &'static str = "request-quoted";
}

impl Event for RequestAwarded {
    const NAME: &'static str = "request-awarded";
}

impl Event for InquiryMade {
    const NAME: &'static str = "inquiry-made";
}

impl Event for QuoteGiven {
    const NAME: &'static str = "quote-given";
}

impl Event for QuoteAccepted {
    const NAME: &'static str = "quote-accepted";
}

impl From<&Inquiry> for InquiryMade {
    fn from(made: &Inquiry) -> Self {
        let Inquiry { id: inquiry, product, buyer, seller, quantity, .. } = *made;
        Self { inquiry, product, buyer, seller, quantity }
    }
}

impl QuoteGiven {
    /// The fact that this quote was given to that inquiry.
    pub(crate) fn of(inquiry: &Inquiry, quote: &Quote) -> Self {
        let first = quote.tiers.first().map(|tier| tier.price);
        let Inquiry { id, buyer, seller, quantity, .. } = *inquiry;
        let price = price_at(&quote.tiers, quantity).or(first);
        Self { inquiry: id, quote: quote.id, buyer, seller, price }
    }
}

impl From<&Award> for QuoteAccepted {
    fn from(award: &Award) -> Self {
        let Award { inquiry, quote, buyer, seller, quantity, total, .. } = *award;
        Self { inquiry, quote, buyer, seller, quantity, total }
    }
}
