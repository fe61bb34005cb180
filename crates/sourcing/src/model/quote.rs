//! A seller's binding offer with an end.

use super::{Inquiry, InquiryKind, SourcingRefusal};
use catalog::{CatalogRefusal, NewTier, ProductKind, Tier, price_at, read_tiers};
use kernel::rules::Rules;
use kernel::text::{TextFault, read_paragraphs};
use kernel::{
    Currency, Faults, Firm, Id, Incoterm, Kind, Locode, Money, Outcome, PaymentDue, PaymentPart,
    Timestamp, Transport, Unit, UnitPrice,
};
use serde::{Deserialize, Serialize};
use talk::Card;
use utoipa::ToSchema;

/// Whoever needs longer than two years sells a project, not goods.
const LEAD_TIME_MOST_D: i64 = 730;
/// Some half page of conditions.
const NOTE_CHARS_MOST: usize = 2_000;
/// The whole, in basis points.
const WHOLE_BPS: i64 = 10_000;

/// Names quotes.
#[derive(Debug)]
pub enum QuoteKind {}
impl Kind for QuoteKind {
    const PREFIX: &'static str = "quote";
}

/// Where a quote stands; its end in time is told by `valid_until`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum QuoteState {
    /// The buyer may accept it until its end.
    Open,
    /// The buyer accepted it.
    Accepted,
    /// The seller took it back.
    Withdrawn,
    /// The seller gave another one in its place.
    Replaced,
}

impl QuoteState {
    const ALL: [Self; 4] = [Self::Open, Self::Accepted, Self::Withdrawn, Self::Replaced];

    /// The word in the store and the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Accepted => "accepted",
            Self::Withdrawn => "withdrawn",
            Self::Replaced => "replaced",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// What a seller binds itself to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// Its id.
    pub id: Id<QuoteKind>,
    /// The inquiry that it answers.
    pub inquiry: Id<InquiryKind>,
    /// Who is bound.
    pub seller: Id<Firm>,
    /// The terms.
    pub terms: QuoteTerms,
    /// Prices, by rising quantity; never empty.
    pub tiers: Vec<Tier>,
    /// Where it stands.
    pub state: QuoteState,
    /// Raised by every change of its state.
    pub version: i64,
    /// When it was given.
    pub at: Timestamp,
}

/// The terms of a quote but for its prices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuoteTerms {
    /// The currency of its prices.
    pub currency: Currency,
    /// Who carries cost and risk.
    pub incoterm: Incoterm,
    /// To which place.
    pub place: Locode,
    /// How the goods travel.
    pub transport: Transport,
    /// Days from payment to dispatch.
    pub lead_time_d: i64,
    /// Its end.
    pub valid_until: Timestamp,
    /// The parts of the price and when each is due.
    pub parts: Vec<PaymentPart>,
    /// What else the seller says.
    pub note: String,
}

/// What was agreed when a buyer accepted a quote: all that a contract needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Award {
    /// The inquiry.
    pub inquiry: Id<InquiryKind>,
    /// The quote.
    pub quote: Id<QuoteKind>,
    /// The product.
    pub product: Id<ProductKind>,
    /// Its title when it was asked about.
    pub title: String,
    /// What is counted.
    pub unit: Unit,
    /// The buyer.
    pub buyer: Id<Firm>,
    /// The seller.
    pub seller: Id<Firm>,
    /// How many.
    pub quantity: i64,
    /// What one costs.
    pub unit_price: UnitPrice,
    /// What all of it costs.
    pub total: Money,
    /// Who carries cost and risk.
    pub incoterm: Incoterm,
    /// To which place.
    pub place: Locode,
    /// How the goods travel.
    pub transport: Transport,
    /// Days from payment to dispatch.
    pub lead_time_d: i64,
    /// The parts of the price and when each is due.
    pub parts: Vec<PaymentPart>,
    /// What else the seller said.
    pub note: String,
}

impl Quote {
    /// Whether its end has passed.
    pub fn is_expired(&self, now: Timestamp) -> bool {
        now >= self.terms.valid_until
    }

    /// The quote as a card among the messages: codes and figures alone, for two languages.
    pub(crate) fn card(&self, inquiry: &Inquiry) -> Card {
        let QuoteTerms { incoterm, place, lead_time_d, .. } = &self.terms;
        let unit = inquiry.unit.code();
        let number = |quantity: i64| web::show_number(&quantity.to_string());
        let tier = |tier: &Tier| {
            let price = format!("{} {}", tier.price.currency, tier.price.plain());
            (format!("≥ {} {unit}", number(tier.min_quantity)), price)
        };
        let place = (format!("{} {}", incoterm.code(), place.code()), format!("{lead_time_d} d"));
        let sum = self
            .sum_for(inquiry.quantity)
            .map(|sum| (format!("{} {unit}", number(inquiry.quantity)), web::show_money(sum)));
        Card {
            kind: "quote".to_owned(),
            reference: self.id.to_string(),
            title: inquiry.title.clone(),
            lines: self.tiers.iter().map(tier).chain([place]).chain(sum).collect(),
            path: format!("/inquiries/{}", inquiry.id),
        }
    }

    /// What so many cost; nothing below the first price.
    pub fn sum_for(&self, quantity: i64) -> Option<Money> {
        price_at(&self.tiers, quantity)?.times(quantity).ok()
    }

    /// Whether the buyer may accept it now.
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.state == QuoteState::Open && !self.is_expired(now)
    }

    /// What is agreed if the buyer accepts so many now.
    pub(crate) fn award(&self, inquiry: &Inquiry, quantity: i64, now: Timestamp) -> Outcome<Award> {
        inquiry.is_going_on()?;
        self.admit_award(now)?;
        let minimum = self.tiers.first().map_or(1, |tier| tier.min_quantity);
        let unit_price =
            price_at(&self.tiers, quantity).ok_or(SourcingRefusal::BelowFirstTier { minimum })?;
        let QuoteTerms { incoterm, place, transport, lead_time_d, parts, note, .. } = &self.terms;
        Ok(Award {
            inquiry: inquiry.id,
            quote: self.id,
            product: inquiry.product,
            title: inquiry.title.clone(),
            unit: inquiry.unit,
            buyer: inquiry.buyer,
            seller: self.seller,
            quantity,
            unit_price,
            total: unit_price.times(quantity)?,
            incoterm: *incoterm,
            place: *place,
            transport: *transport,
            lead_time_d: *lead_time_d,
            parts: parts.clone(),
            note: note.clone(),
        })
    }

    fn admit_award(&self, now: Timestamp) -> Result<(), SourcingRefusal> {
        match self.state {
            QuoteState::Accepted => Err(SourcingRefusal::InquiryAgreed),
            QuoteState::Withdrawn => Err(SourcingRefusal::QuoteWithdrawn),
            QuoteState::Replaced => Err(SourcingRefusal::QuoteReplaced),
            QuoteState::Open if self.is_expired(now) => {
                Err(SourcingRefusal::QuoteExpired { valid_until: self.terms.valid_until })
            }
            QuoteState::Open => Ok(()),
        }
    }

    /// Refuses to take back what is no longer open; one withdrawn already may be again.
    pub(crate) fn admit_withdrawal(&self) -> Result<(), SourcingRefusal> {
        match self.state {
            QuoteState::Open | QuoteState::Withdrawn => Ok(()),
            QuoteState::Accepted => Err(SourcingRefusal::InquiryAgreed),
            QuoteState::Replaced => Err(SourcingRefusal::QuoteReplaced),
        }
    }
}

/// A part of the price as a seller types it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NewPart {
    /// Basis points of the whole; all parts sum to 10,000.
    #[schema(example = 3000)]
    pub share_bps: i64,
    /// `before_production`, `after_inspection` or `before_shipment`.
    #[schema(example = "before_production")]
    pub due: String,
}

/// A quote as a seller types it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NewQuote {
    /// ISO 4217.
    #[schema(example = "USD")]
    pub currency: String,
    /// Incoterms 2020.
    #[schema(example = "FOB")]
    pub incoterm: String,
    /// UN/LOCODE.
    #[schema(example = "CNNGB")]
    pub place: String,
    /// `express`, `surface` or `sea`.
    #[schema(example = "sea")]
    pub transport: String,
    /// Days from payment to dispatch.
    #[schema(example = 25)]
    pub lead_time_d: i64,
    /// The end of the quote, RFC 3339, at most 90 days from now.
    #[schema(example = "2026-12-31T16:00:00Z")]
    pub valid_until: String,
    /// The parts of the price, those due before production first.
    pub parts: Vec<NewPart>,
    /// What else the seller says, at most 2,000 characters.
    #[serde(default)]
    pub note: String,
    /// Prices, by rising quantity.
    pub tiers: Vec<NewTier>,
}

impl NewQuote {
    /// Reads the form; every mistake is told at once, each with its field.
    pub(crate) fn read(&self, now: Timestamp, rules: &Rules) -> Outcome<(QuoteTerms, Vec<Tier>)> {
        let mut faults = Faults::default();
        let currency = Currency::from_code(&self.currency);
        let currency = faults.or(currency.ok_or(CatalogRefusal::CurrencyUnknown), Currency::USD);
        let most = usize::try_from(rules.quote.tiers_most).unwrap_or(usize::MAX);
        let tiers = faults.all_or(read_tiers(&self.tiers, currency, most), Vec::new());
        let terms = self.read_terms(now, rules, &mut faults);
        faults.end()?;
        // The terms are there, or `end` had stopped.
        terms.map(|terms| (terms, tiers)).ok_or_else(|| SourcingRefusal::IncotermUnknown.into())
    }

    /// Reads all but the prices; nothing only where a fault was noted.
    pub(crate) fn read_terms(
        &self,
        now: Timestamp,
        rules: &Rules,
        faults: &mut Faults,
    ) -> Option<QuoteTerms> {
        let incoterm = Incoterm::from_code(&self.incoterm);
        let transport = Transport::from_word(&self.transport);
        let transport = transport.filter(|way| Transport::CARRIED.contains(way));
        let place = Locode::parse(&self.place);
        check_travel(incoterm, place, transport, faults);
        if !(0..=LEAD_TIME_MOST_D).contains(&self.lead_time_d) {
            faults.add(SourcingRefusal::LeadTimeOutOfRange { most: LEAD_TIME_MOST_D });
        }
        let valid_until = faults.or(self.read_end(now, rules.quote.valid_most_d), now);
        let parts = self.read_parts(rules.pay.payment_split_most, faults);
        let note = faults.or(self.read_note(), String::new());
        Some(QuoteTerms {
            currency: Currency::from_code(&self.currency)?,
            incoterm: incoterm?,
            place: place?,
            transport: transport?,
            lead_time_d: self.lead_time_d,
            valid_until,
            parts,
            note,
        })
    }

    fn read_end(&self, now: Timestamp, most_d: i64) -> Result<Timestamp, SourcingRefusal> {
        let end: Result<jiff::Timestamp, _> = self.valid_until.trim().parse();
        let end: Timestamp = end.map_err(|_| SourcingRefusal::ValidUntilUnreadable)?.into();
        if end <= now {
            return Err(SourcingRefusal::ValidUntilPast);
        }
        if end > now.plus_days(most_d) {
            return Err(SourcingRefusal::ValidTooLong { most_d });
        }
        Ok(end)
    }

    fn read_parts(&self, most: i64, faults: &mut Faults) -> Vec<PaymentPart> {
        let count = i64::try_from(self.parts.len()).unwrap_or(i64::MAX);
        if !(1..=most).contains(&count) {
            faults.add(SourcingRefusal::PartsOutOfRange { most });
            return Vec::new();
        }
        let due = |part: &NewPart| PaymentDue::from_word(&part.due);
        if self.parts.iter().any(|part| due(part).is_none()) {
            faults.add(SourcingRefusal::PartDueUnknown);
        }
        if self.parts.iter().any(|part| !(1..=WHOLE_BPS).contains(&part.share_bps)) {
            faults.add(SourcingRefusal::PartNotPositive);
        } else {
            let sum_bps: i64 = self.parts.iter().map(|part| part.share_bps).sum();
            if sum_bps != WHOLE_BPS {
                faults.add(SourcingRefusal::PartsNotWhole { sum_bps });
            }
        }
        // What has no known time has been told above.
        let rank = |part: &NewPart| due(part).unwrap_or(PaymentDue::BeforeProduction);
        if !self.parts.is_sorted_by_key(rank) {
            faults.add(SourcingRefusal::PartsNotInOrder);
        }
        let part =
            |part: &NewPart| Some(PaymentPart { share_bps: part.share_bps, due: due(part)? });
        self.parts.iter().filter_map(part).collect()
    }

    fn read_note(&self) -> Result<String, SourcingRefusal> {
        match read_paragraphs(&self.note, NOTE_CHARS_MOST) {
            Ok(note) => Ok(note),
            Err(TextFault::Empty) => Ok(String::new()),
            Err(TextFault::TooLong) => Err(SourcingRefusal::NoteTooLong { most: NOTE_CHARS_MOST }),
            Err(TextFault::Unprintable) => Err(SourcingRefusal::NoteUnprintable),
        }
    }
}

/// Term, place and transport must be known, and must fit each other: some terms are for ships.
fn check_travel(
    incoterm: Option<Incoterm>,
    place: Option<Locode>,
    transport: Option<Transport>,
    faults: &mut Faults,
) {
    if incoterm.is_none() {
        faults.add(SourcingRefusal::IncotermUnknown);
    }
    if place.is_none() {
        faults.add(SourcingRefusal::PlaceUnknown);
    }
    if transport.is_none() {
        faults.add(SourcingRefusal::TransportUnknown);
    }
    let Some(incoterm) = incoterm.filter(|term| term.is_by_water_only()) else { return };
    if let Some(place) = place.filter(|place| !place.is_port()) {
        faults.add(SourcingRefusal::PlaceNotPort { incoterm, place });
    }
    if transport.is_some_and(|transport| transport != Transport::Sea) {
        faults.add(SourcingRefusal::TransportNotSea { incoterm });
    }
}

#[cfg(test)]
mod tests;
