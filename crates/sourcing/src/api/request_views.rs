//! How requests and the quotes to them are written in the API.

use super::views::{PartView, PlaceView};
use crate::model::{
    Answer, Audience, Compared, Filter, Lead, Mark, NewTarget, Points, QuoteKind, QuoteState,
    Reader, Request, RequestKind, RequestLine, RequestQuote, RequestSeen, RequestState,
    ReviewReason, SavedSearch, SavedSearchKind, Side, Sought, Spec,
};
use catalog::api::TierView;
use kernel::{Firm, Id, Incoterm, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use talk::{TextHash, Translated, text_hash};
use utoipa::ToSchema;
use web::json::Amount;

/// A request in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RequestCard {
    /// Its id.
    #[schema(value_type = String, example = "request_00c5c8g1h00r0")]
    pub id: Id<RequestKind>,
    /// What it is about, in the buyer's own words.
    pub title: String,
    /// BCP 47 tag of the language that it is written in.
    pub lang: String,
    /// Where it goes: a country or a UN/LOCODE.
    pub destination: String,
    /// Lines.
    pub lines: i64,
    /// The shelf of its first line.
    pub category: String,
    /// Where it stands.
    pub state: RequestState,
    /// Sellers that have a quote with it.
    pub quotes: i64,
    /// Until when sellers may quote.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub open_until: Option<Timestamp>,
    /// Until when a clerk should have looked.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub due_at: Option<Timestamp>,
    /// When it was begun.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
}

impl From<Request> for RequestCard {
    fn from(request: Request) -> Self {
        let category = request.wanted.category().to_owned();
        Self {
            id: request.id,
            lines: i64::try_from(request.wanted.lines.len()).unwrap_or(i64::MAX),
            category,
            title: request.wanted.title,
            lang: request.wanted.lang,
            destination: request.wanted.destination,
            state: request.state,
            quotes: request.quotes,
            open_until: request.open_until,
            due_at: request.due_at,
            at: request.at,
        }
    }
}

/// A line of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RequestLineView {
    /// From one on.
    pub line: i64,
    /// What.
    pub what: String,
    /// The shelf that it stands on; empty if nobody said.
    pub category: String,
    /// How many.
    pub quantity: i64,
    /// UN/ECE Recommendation 20.
    #[schema(example = "PR")]
    pub unit: String,
    /// The points that the goods must meet.
    pub specs: Vec<Spec>,
    /// What the buyer hopes to pay for one; for the buyer alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<NewTarget>,
    /// How many of it were awarded.
    pub awarded: i64,
    /// The line with its points in the caller's language, where an engine has made that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub translated: Option<Translated>,
}

impl RequestLineView {
    fn new(line: &RequestLine, is_own: bool) -> Self {
        let target = line.target.filter(|_| is_own).map(|price| NewTarget {
            price: price.plain(),
            currency: price.currency.code().to_owned(),
        });
        Self {
            line: line.nth,
            what: line.what.clone(),
            category: line.category.clone(),
            quantity: line.quantity,
            unit: line.unit.code().to_owned(),
            specs: line.specs.clone(),
            target,
            awarded: line.awarded,
            translated: None,
        }
    }
}

/// A request with what its reader may see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RequestView {
    /// Its id.
    #[schema(value_type = String, example = "request_00c5c8g1h00r0")]
    pub id: Id<RequestKind>,
    /// On which side the caller's firm stands; absent for a clerk.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
    /// Who asks.
    #[schema(value_type = String, example = "firm_00c5c8g1h00q0")]
    pub buyer: Id<Firm>,
    /// What it is about, in the buyer's own words.
    pub title: String,
    /// The buyer's own words.
    pub text: String,
    /// BCP 47 tag of the language that it is written in.
    pub lang: String,
    /// The title in the caller's language (`Accept-Language`), where an engine has made that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title_translated: Option<Translated>,
    /// The text likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text_translated: Option<Translated>,
    /// A country or a UN/LOCODE; empty while nobody said.
    pub destination: String,
    /// The Incoterm wished.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub incoterm: Option<String>,
    /// By when it is wanted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wanted_by: Option<String>,
    /// Papers that must come with the goods.
    pub certificates: Vec<String>,
    /// Whether a sample is wanted first.
    pub wants_sample: bool,
    /// Who may see it.
    pub audience: Audience,
    /// What is wanted.
    pub lines: Vec<RequestLineView>,
    /// Where it stands.
    pub state: RequestState,
    /// Sellers that have a quote with it.
    pub quote_count: i64,
    /// Why a clerk sent it back; for the buyer and clerks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<ReviewReason>,
    /// What the clerk said with it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub review_note: String,
    /// What made the checks look twice; for the buyer and clerks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Mark>,
    /// Until when a clerk should have looked.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub due_at: Option<Timestamp>,
    /// Until when sellers may quote.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub open_until: Option<Timestamp>,
    /// Raised by every change.
    pub version: i64,
    /// When it was begun.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// For the buyer all quotes, best fit first; for a seller its own last one.
    pub quotes: Vec<CompareView>,
    /// For a seller, why it was brought to them; for a clerk, to whom it was brought.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub leads: Vec<PointsView>,
}

impl RequestView {
    /// The request as it stands now.
    pub(super) fn new(seen: RequestSeen, now: Timestamp) -> Self {
        let RequestSeen { request, reader, quotes, leads, .. } = seen;
        let is_seller = reader == Reader::Firm(Side::Seller);
        let side = match reader {
            Reader::Firm(side) => Some(side),
            Reader::Clerk => None,
        };
        let is_own = side == Some(Side::Buyer);
        let wanted = &request.wanted;
        let lines = wanted.lines.iter().map(|line| RequestLineView::new(line, is_own));
        Self {
            id: request.id,
            side,
            buyer: request.buyer,
            lines: lines.collect(),
            incoterm: wanted.incoterm.map(|term: Incoterm| term.code().to_owned()),
            title: request.wanted.title,
            text: request.wanted.text,
            lang: request.wanted.lang,
            title_translated: None,
            text_translated: None,
            destination: request.wanted.destination,
            wanted_by: request.wanted.wanted_by,
            certificates: request.wanted.certificates,
            wants_sample: request.wanted.wants_sample,
            audience: request.wanted.audience,
            state: request.state,
            quote_count: request.quotes,
            reasons: if is_seller { Vec::new() } else { request.reasons },
            review_note: if is_seller { String::new() } else { request.review_note },
            marks: if is_seller { Vec::new() } else { request.marks },
            due_at: request.due_at,
            open_until: request.open_until,
            version: request.version,
            at: request.at,
            quotes: quotes.iter().map(|one| CompareView::new(one, now)).collect(),
            leads: leads.iter().map(PointsView::from).collect(),
        }
    }

    /// Puts what an engine made of these texts of the request beside each.
    pub(super) fn beside(
        mut self,
        texts: &[String],
        made: &BTreeMap<TextHash, Translated>,
    ) -> Self {
        let mut made = texts.iter().map(|text| made.get(&text_hash(text)).cloned());
        self.title_translated = made.next().flatten();
        self.text_translated = made.next().flatten();
        for (line, made) in self.lines.iter_mut().zip(made) {
            line.translated = made;
        }
        self
    }
}

/// Why a request was brought to a seller.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PointsView {
    /// The seller.
    #[schema(value_type = String, example = "firm_00c5c8g1h00s0")]
    pub firm: Id<Firm>,
    /// All points, of a thousand.
    pub points: i64,
    /// The points by name.
    pub arithmetic: Vec<Points>,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
}

impl From<&Lead> for PointsView {
    fn from(lead: &Lead) -> Self {
        let Lead { firm, points, arithmetic, at, .. } = lead;
        Self { firm: *firm, points: *points, arithmetic: arithmetic.clone(), at: *at }
    }
}

/// A request that was brought to the caller's firm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LeadView {
    /// The request.
    pub request: RequestCard,
    /// Why it was brought.
    pub why: PointsView,
}

impl From<(Request, Lead)> for LeadView {
    fn from((request, lead): (Request, Lead)) -> Self {
        Self { request: request.into(), why: PointsView::from(&lead) }
    }
}

/// What a seller offers for a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct QuoteLineView {
    /// The line of the request.
    pub line: i64,
    /// Prices, by rising quantity.
    pub tiers: Vec<TierView>,
    /// One answer to each point.
    pub answers: Vec<Answer>,
}

/// A sample that is offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SampleView {
    /// What it costs, in the quote's currency.
    #[schema(example = "12.00")]
    pub price: String,
    /// Days until it is sent.
    pub days: i64,
}

/// A seller's quote to a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RequestQuoteView {
    /// Its id.
    #[schema(value_type = String, example = "quote_00c5c8g1h00v0")]
    pub id: Id<QuoteKind>,
    /// The request that it answers.
    #[schema(value_type = String, example = "request_00c5c8g1h00r0")]
    pub request: Id<RequestKind>,
    /// Who is bound.
    #[schema(value_type = String, example = "firm_00c5c8g1h00s0")]
    pub seller: Id<Firm>,
    /// 0 for the first, 1 for its revision.
    pub revision: i64,
    /// Where it stands.
    pub state: QuoteState,
    /// Whether its end has passed.
    pub is_expired: bool,
    /// ISO 4217.
    pub currency: String,
    /// Incoterms 2020.
    pub incoterm: String,
    /// The place of the Incoterm.
    pub place: PlaceView,
    /// `express`, `surface` or `sea`.
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
    /// The sample, if one is offered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sample: Option<SampleView>,
    /// The lines that are offered.
    pub lines: Vec<QuoteLineView>,
    /// Raised by every change of its state.
    pub version: i64,
    /// When it was given.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
}

impl RequestQuoteView {
    /// The quote as it stands now.
    pub(super) fn new(quote: &RequestQuote, now: Timestamp) -> Self {
        let terms = &quote.terms;
        let line = |line: &crate::model::RequestQuoteLine| QuoteLineView {
            line: line.nth,
            tiers: line.tiers.iter().map(TierView::from).collect(),
            answers: line.answers.clone(),
        };
        let sample = quote
            .sample
            .map(|sample| SampleView { price: sample.price.plain(), days: sample.days });
        Self {
            id: quote.id,
            request: quote.request,
            seller: quote.seller,
            revision: quote.revision,
            state: quote.state,
            is_expired: quote.is_expired(now),
            currency: terms.currency.code().to_owned(),
            incoterm: terms.incoterm.code().to_owned(),
            place: PlaceView::from(&terms.place),
            transport: terms.transport.word().to_owned(),
            lead_time_d: terms.lead_time_d,
            valid_until: terms.valid_until,
            parts: terms.parts.iter().map(PartView::from).collect(),
            note: terms.note.clone(),
            sample,
            lines: quote.lines.iter().map(line).collect(),
            version: quote.version,
            at: quote.at,
        }
    }
}

/// A quote with what stands beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CompareView {
    /// The quote.
    pub quote: RequestQuoteView,
    /// Points met as asked.
    pub met: usize,
    /// Points for which something else is offered.
    pub alternative: usize,
    /// All points.
    pub points: usize,
    /// Lines that it can deliver in full.
    pub covers: usize,
    /// What all that it can deliver costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sum: Option<Amount>,
    /// The seller's finished trades.
    pub finished: i64,
    /// Of a hundred buyers who asked the seller, how many got an answer in 30 days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answers_percent: Option<i64>,
    /// Hours until the first answer, the median.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replies_in_h: Option<i64>,
}

impl CompareView {
    /// A quote as it is compared now.
    pub(super) fn new(one: &Compared, now: Timestamp) -> Self {
        Self {
            quote: RequestQuoteView::new(&one.quote, now),
            met: one.fit.met,
            alternative: one.fit.other,
            points: one.fit.all,
            covers: one.covers,
            sum: one.sum.map(Amount::from),
            finished: one.trust.finished,
            answers_percent: one.reply.percent(),
            replies_in_h: one.reply.hours(),
        }
    }
}

/// A quote of the caller's firm, with the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OwnQuoteView {
    /// The request.
    pub request: RequestCard,
    /// The firm's last quote to it.
    pub quote: RequestQuoteView,
}

impl OwnQuoteView {
    /// A quote as it stands now.
    pub(super) fn new(request: Request, quote: &RequestQuote, now: Timestamp) -> Self {
        Self { request: request.into(), quote: RequestQuoteView::new(quote, now) }
    }
}

/// A saved search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SearchView {
    /// Its id.
    #[schema(value_type = String, example = "search_00c5c8g1h00v0")]
    pub id: Id<SavedSearchKind>,
    /// What is looked for.
    pub kind: Sought,
    /// The filter.
    #[serde(flatten)]
    pub filter: Filter,
    /// Before this no letter goes.
    #[schema(value_type = String, format = DateTime)]
    pub next_at: Timestamp,
}

impl From<SavedSearch> for SearchView {
    fn from(search: SavedSearch) -> Self {
        let SavedSearch { id, sought, filter, next_at, .. } = search;
        Self { id, kind: sought, filter, next_at }
    }
}
