//! A seller's quote to a request: line by line, point by point.

use super::{
    NewPart, NewQuote, QUANTITY_MOST, QuoteKind, QuoteState, QuoteTerms, Request, RequestKind,
    RequestLine, RequestRefusal, SourcingRefusal, Spec,
};
use catalog::{CatalogRefusal, NewTier, Tier, price_at, read_tiers};
use kernel::rules::Rules;
use kernel::text::read_line;
use kernel::{
    Currency, Faults, Firm, Id, Incoterm, Locode, Money, Outcome, PaymentPart, Timestamp,
    Transport, Unit, UnitPrice,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// A sentence beside a point.
const ANSWER_CHARS_MOST: usize = 200;
/// A sample that takes longer is no sample.
const SAMPLE_MOST_D: i64 = 180;

/// What a seller says to one point of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Meets {
    /// As asked.
    Yes,
    /// Something else, told in the note.
    Alternative,
    /// Not at all.
    No,
}

impl Meets {
    /// The word in forms and the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Alternative => "alternative",
            Self::No => "no",
        }
    }
}

/// What a seller says to one point, with a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Answer {
    /// Whether the goods meet it.
    pub meets: Meets,
    /// What is offered instead, or what else there is to say; at most 200 characters.
    #[serde(default)]
    pub note: String,
}

/// A line of a quote as a seller types it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NewQuoteLine {
    /// The line of the request, from one on.
    #[schema(example = 1)]
    pub line: i64,
    /// Prices, by rising quantity; the first quantity is the minimum order.
    pub tiers: Vec<NewTier>,
    /// One answer to each point of the line, in order.
    #[serde(default)]
    pub answers: Vec<Answer>,
}

/// A sample as a seller offers it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NewSample {
    /// What it costs, in the quote's currency; `0` is free.
    #[schema(example = "12.00")]
    pub price: String,
    /// Days until it is sent.
    #[schema(example = 4)]
    pub days: i64,
}

/// A quote to a request as a seller types it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NewRequestQuote {
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
    /// The sample, if one is offered.
    #[serde(default)]
    pub sample: Option<NewSample>,
    /// The lines that the seller can deliver; not all must be quoted.
    pub lines: Vec<NewQuoteLine>,
}

/// A sample that is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sample {
    /// What it costs.
    pub price: UnitPrice,
    /// Days until it is sent.
    pub days: i64,
}

/// What a seller offers for one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestQuoteLine {
    /// The line of the request.
    pub nth: i64,
    /// Prices, by rising quantity; never empty.
    pub tiers: Vec<Tier>,
    /// One answer to each point of the line, in order.
    pub answers: Vec<Answer>,
}

impl RequestQuoteLine {
    /// The least quantity that is sold at a time.
    pub fn moq(&self) -> i64 {
        self.tiers.first().map_or(1, |tier| tier.min_quantity)
    }
}

/// A seller's binding quote to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestQuote {
    /// Its id.
    pub id: Id<QuoteKind>,
    /// The request.
    pub request: Id<RequestKind>,
    /// Who is bound.
    pub seller: Id<Firm>,
    /// 0 for the first, 1 for its revision.
    pub revision: i64,
    /// Terms that hold for all lines.
    pub terms: QuoteTerms,
    /// The sample, if one is offered.
    pub sample: Option<Sample>,
    /// The lines that are offered, in order.
    pub lines: Vec<RequestQuoteLine>,
    /// Where it stands.
    pub state: QuoteState,
    /// Raised by every change of its state.
    pub version: i64,
    /// When it was given.
    pub at: Timestamp,
}

/// How far an offer meets what was asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Fit {
    /// Points met as asked.
    pub met: usize,
    /// Points for which something else is offered.
    pub other: usize,
    /// All points.
    pub all: usize,
}

impl Fit {
    /// What the default order goes by: a point met counts two, an alternative one.
    pub const fn weight(self) -> usize {
        2 * self.met + self.other
    }
}

/// So many of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Take {
    /// The line, from one on.
    #[schema(example = 1)]
    pub line: i64,
    /// How many.
    #[schema(example = 20_000)]
    pub quantity: i64,
}

/// A line that was awarded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AwardedLine {
    /// The line of the request.
    pub nth: i64,
    /// What.
    pub what: String,
    /// What is counted.
    pub unit: Unit,
    /// How many.
    pub quantity: i64,
    /// What one costs.
    pub unit_price: UnitPrice,
    /// The points asked for, each with what the seller said to it.
    pub points: Vec<(Spec, Answer)>,
}

/// What was agreed when a buyer took a quote to a request: all that a contract needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestAward {
    /// The request.
    pub request: Id<RequestKind>,
    /// The quote.
    pub quote: Id<QuoteKind>,
    /// The buyer.
    pub buyer: Id<Firm>,
    /// The seller.
    pub seller: Id<Firm>,
    /// What is taken, in the order of the request.
    pub lines: Vec<AwardedLine>,
    /// The terms of the quote.
    pub terms: QuoteTerms,
}

impl RequestAward {
    /// What the contract says beside its lines: the seller's note, and each point with its answer:
    /// ✓ as asked, → what is offered instead, ✗ not. Where that is longer than `most` characters it
    /// names the request and the quote, whose texts nobody can change any more.
    pub fn contract_note(&self, most: usize) -> String {
        let mut told = self.terms.note.clone();
        for line in self.lines.iter().filter(|line| !line.points.is_empty()) {
            told += &format!("\n{}", line.what);
            for (spec, answer) in &line.points {
                let said = match answer.meets {
                    Meets::Yes => format!("✓ {}", answer.note),
                    Meets::Alternative => format!("→ {}", answer.note),
                    Meets::No => format!("✗ {}", answer.note),
                };
                told += &format!("\n{}: {} {}", spec.name, spec.value, said.trim_end());
            }
        }
        if told.chars().count() <= most {
            return told.trim().to_owned();
        }
        let named = format!("{}\n{}", self.request, self.quote);
        let whole = format!("{}\n{named}", self.terms.note);
        if whole.chars().count() <= most { whole.trim().to_owned() } else { named }
    }
}

impl RequestQuote {
    /// Whether its end has passed.
    pub fn is_expired(&self, now: Timestamp) -> bool {
        now >= self.terms.valid_until
    }

    /// Whether the buyer may accept it now.
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.state == QuoteState::Open && !self.is_expired(now)
    }

    /// What it offers for a line.
    pub fn line(&self, nth: i64) -> Option<&RequestQuoteLine> {
        self.lines.iter().find(|line| line.nth == nth)
    }

    /// The answers to a line of the request, one for each of its points; a line that is not
    /// offered meets none.
    pub fn answers(&self, line: &RequestLine) -> Vec<Meets> {
        let count = line.specs.len().max(1);
        match self.line(line.nth) {
            None => vec![Meets::No; count],
            Some(_) if line.specs.is_empty() => vec![Meets::Yes],
            Some(offered) => {
                let told = offered.answers.iter().map(|answer| answer.meets);
                told.chain(std::iter::repeat(Meets::No)).take(count).collect()
            }
        }
    }

    /// How far it meets what was asked, over all lines.
    pub fn fit(&self, lines: &[RequestLine]) -> Fit {
        let mut fit = Fit::default();
        for meets in lines.iter().flat_map(|line| self.answers(line)) {
            fit.all += 1;
            fit.met += usize::from(meets == Meets::Yes);
            fit.other += usize::from(meets == Meets::Alternative);
        }
        fit
    }

    /// What everything that it can deliver of a request costs; nothing if it can deliver nothing.
    pub fn sum_for(&self, lines: &[RequestLine]) -> Option<Money> {
        let amount = |line: &RequestLine| {
            price_at(&self.line(line.nth)?.tiers, line.quantity)?.times(line.quantity).ok()
        };
        let mut amounts = lines.iter().filter_map(amount);
        let first = amounts.next()?;
        amounts.try_fold(first, |sum, amount| sum.plus(amount).ok())
    }

    /// Lines of a request that it can deliver in the whole quantity.
    pub fn covers(&self, lines: &[RequestLine]) -> usize {
        let is_covered = |line: &&RequestLine| {
            self.line(line.nth).is_some_and(|offered| offered.moq() <= line.quantity)
        };
        lines.iter().filter(is_covered).count()
    }

    /// Refuses to take back what is no longer open; one withdrawn already may be again.
    pub(crate) fn admit_withdrawal(&self) -> Result<(), RequestRefusal> {
        match self.state {
            QuoteState::Open | QuoteState::Withdrawn => Ok(()),
            QuoteState::Accepted => Err(RequestRefusal::QuoteAccepted),
            QuoteState::Replaced => Err(RequestRefusal::QuoteReplaced),
        }
    }

    fn admit_award(&self, now: Timestamp) -> Result<(), RequestRefusal> {
        self.admit_withdrawal()?;
        match self.state {
            QuoteState::Withdrawn => Err(RequestRefusal::QuoteWithdrawn),
            _ if self.is_expired(now) => {
                Err(RequestRefusal::QuoteExpired { at: self.terms.valid_until })
            }
            _ => Ok(()),
        }
    }

    /// What is agreed if the buyer takes so much now; everything that is wrong is told at once.
    pub(crate) fn award(
        &self,
        request: &Request,
        takes: &[Take],
        now: Timestamp,
    ) -> Outcome<RequestAward> {
        request.admit_award()?;
        self.admit_award(now)?;
        let mut faults = Faults::default();
        let lines: Vec<_> =
            takes.iter().filter_map(|take| self.take(request, *take, &mut faults)).collect();
        let once: BTreeSet<i64> = takes.iter().map(|take| take.line).collect();
        if takes.is_empty() || once.len() < takes.len() {
            faults.add(RequestRefusal::NothingTaken);
        }
        faults.end()?;
        Ok(RequestAward {
            request: request.id,
            quote: self.id,
            buyer: request.buyer,
            seller: self.seller,
            lines,
            terms: self.terms.clone(),
        })
    }

    fn take(&self, request: &Request, take: Take, faults: &mut Faults) -> Option<AwardedLine> {
        let Take { line: nth, quantity } = take;
        let asked = request.wanted.lines.iter().find(|line| line.nth == nth);
        let (Some(asked), Some(offered)) = (asked, self.line(nth)) else {
            faults.add(RequestRefusal::LineNotOffered { line: nth });
            return None;
        };
        let left = asked.left();
        if !(1..=left).contains(&quantity) {
            faults.add(RequestRefusal::MoreThanAsked { line: nth, left });
            return None;
        }
        let minimum = offered.moq();
        let Some(unit_price) = price_at(&offered.tiers, quantity) else {
            faults.add(RequestRefusal::BelowMinimum { line: nth, minimum });
            return None;
        };
        let (what, unit) = (asked.what.clone(), asked.unit);
        let points = asked.specs.iter().cloned().zip(offered.answers.iter().cloned()).collect();
        Some(AwardedLine { nth, what, unit, quantity, unit_price, points })
    }
}

/// What a seller typed, read.
pub(crate) type ReadQuote = (QuoteTerms, Option<Sample>, Vec<RequestQuoteLine>);

impl NewRequestQuote {
    /// Reads the form against the request; every mistake is told at once.
    pub(crate) fn read(
        &self,
        request: &Request,
        now: Timestamp,
        rules: &Rules,
    ) -> Outcome<ReadQuote> {
        let mut faults = Faults::default();
        let terms = self.terms().read_terms(now, rules, &mut faults);
        let currency = Currency::from_code(&self.currency);
        let currency = faults.or(currency.ok_or(CatalogRefusal::CurrencyUnknown), Currency::USD);
        let sample = self.read_sample(currency, &mut faults);
        let once: BTreeSet<i64> = self.lines.iter().map(|line| line.line).collect();
        if self.lines.is_empty() || once.len() < self.lines.len() {
            faults.add(RequestRefusal::NoLineOffered);
        }
        let mut lines: Vec<RequestQuoteLine> = self
            .lines
            .iter()
            .filter_map(|line| line.read(request, currency, rules, &mut faults))
            .collect();
        faults.end()?;
        lines.sort_by_key(|line| line.nth);
        // It is there, or `end` had stopped.
        let terms = terms.ok_or(SourcingRefusal::IncotermUnknown)?;
        Ok((terms, sample, lines))
    }

    /// The part that a quote to an inquiry has as well.
    fn terms(&self) -> NewQuote {
        NewQuote {
            currency: self.currency.clone(),
            incoterm: self.incoterm.clone(),
            place: self.place.clone(),
            transport: self.transport.clone(),
            lead_time_d: self.lead_time_d,
            valid_until: self.valid_until.clone(),
            parts: self.parts.clone(),
            note: self.note.clone(),
            tiers: Vec::new(),
        }
    }

    fn read_sample(&self, currency: Currency, faults: &mut Faults) -> Option<Sample> {
        let told = self.sample.as_ref()?;
        match UnitPrice::parse(&told.price, currency) {
            Ok(price) if price.millionths >= 0 && (0..=SAMPLE_MOST_D).contains(&told.days) => {
                Some(Sample { price, days: told.days })
            }
            _ => {
                faults.add(RequestRefusal::SampleUnreadable { most_d: SAMPLE_MOST_D });
                None
            }
        }
    }
}

impl NewQuoteLine {
    fn read(
        &self,
        request: &Request,
        currency: Currency,
        rules: &Rules,
        faults: &mut Faults,
    ) -> Option<RequestQuoteLine> {
        let nth = self.line;
        let Some(asked) = request.wanted.lines.iter().find(|line| line.nth == nth) else {
            faults.add(RequestRefusal::LineNotAsked { line: nth });
            return None;
        };
        let most = usize::try_from(rules.quote.tiers_most).unwrap_or(usize::MAX);
        let tiers = faults.all_or(read_tiers(&self.tiers, currency, most), Vec::new());
        let has_range = tiers.iter().all(|tier| tier.min_quantity <= QUANTITY_MOST);
        if !has_range || self.answers.len() != asked.specs.len() {
            let points = i64::try_from(asked.specs.len()).unwrap_or(i64::MAX);
            faults.add(RequestRefusal::AnswersMissing { line: nth, points });
        }
        let mut answers = Vec::with_capacity(self.answers.len());
        for answer in &self.answers {
            let note = match answer.note.trim() {
                "" if answer.meets == Meets::Alternative => None,
                "" => Some(String::new()),
                told => read_line(told, ANSWER_CHARS_MOST).ok(),
            };
            match note {
                Some(note) => answers.push(Answer { meets: answer.meets, note }),
                None => {
                    let most = ANSWER_CHARS_MOST;
                    faults.add(RequestRefusal::AlternativeUntold { line: nth, most });
                    break;
                }
            }
        }
        Some(RequestQuoteLine { nth, tiers, answers })
    }
}

/// Terms as they are shown beside an offer.
impl QuoteTerms {
    /// The Incoterm and its place.
    pub fn delivery(&self) -> (Incoterm, Locode, Transport) {
        (self.incoterm, self.place, self.transport)
    }

    /// The share that is due before production, in whole percent.
    pub fn deposit_percent(&self) -> i64 {
        let early = |part: &&PaymentPart| part.due == kernel::PaymentDue::BeforeProduction;
        self.parts.iter().filter(early).map(|part| part.share_bps).sum::<i64>() / 100
    }
}
