//! What a buyer wants to buy, open to many sellers.

mod form;
mod review;

pub use form::{NewRequest, NewRequestLine, NewTarget};
pub use review::{Mark, Reason as ReviewReason, Verdict};
pub(crate) use review::{UnknownBuyer, due_after, marks_of};

use super::{Compared, Lead, QuoteKind, RequestRefusal, Side};
use kernel::rules::Rules;
use kernel::{Actor, Desk, Firm, Id, Incoterm, Kind, Outcome, Stop, Timestamp, Unit, UnitPrice};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Names requests.
#[derive(Debug)]
pub enum RequestKind {}
impl Kind for RequestKind {
    const PREFIX: &'static str = "request";
}

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum RequestState {
    /// The buyer is writing it, or a clerk sent it back.
    Draft,
    /// A clerk looks at it.
    Review,
    /// Sellers may quote.
    Open,
    /// As many sellers quoted as may.
    Full,
    /// Its time for quotes is over.
    Expired,
    /// The buyer wants no more quotes.
    Closed,
    /// All of it was awarded.
    Awarded,
}

impl RequestState {
    const ALL: [Self; 7] = [
        Self::Draft,
        Self::Review,
        Self::Open,
        Self::Full,
        Self::Expired,
        Self::Closed,
        Self::Awarded,
    ];

    /// The word in the store and the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Review => "review",
            Self::Open => "open",
            Self::Full => "full",
            Self::Expired => "expired",
            Self::Closed => "closed",
            Self::Awarded => "awarded",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// Whether quotes are or were asked for.
    pub const fn is_public(self) -> bool {
        !matches!(self, Self::Draft | Self::Review)
    }

    /// Whether its buyer still waits for something.
    pub(crate) const fn is_under_way(self) -> bool {
        matches!(self, Self::Draft | Self::Review | Self::Open | Self::Full)
    }

    /// Whether quotes may still be accepted.
    pub const fn takes_awards(self) -> bool {
        matches!(self, Self::Open | Self::Full | Self::Expired | Self::Closed)
    }
}

/// Who may see an open request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// Every firm.
    Everyone,
    /// The sellers to whom it is brought.
    Asked,
}

impl Audience {
    /// The word in the store and the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Everyone => "everyone",
            Self::Asked => "asked",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Everyone, Self::Asked].into_iter().find(|audience| audience.word() == word)
    }
}

/// One point that the goods must meet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Spec {
    /// Such as `Material`.
    pub name: String,
    /// Such as `merino, 62 g`.
    pub value: String,
}

/// One thing that is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestLine {
    /// From one on.
    pub nth: i64,
    /// What.
    pub what: String,
    /// The shelf that it stands on; empty if nobody said.
    pub category: String,
    /// How many.
    pub quantity: i64,
    /// What is counted.
    pub unit: Unit,
    /// The points that the goods must meet.
    pub specs: Vec<Spec>,
    /// What the buyer hopes to pay for one; never shown to sellers.
    pub target: Option<UnitPrice>,
    /// How many of it were awarded.
    pub awarded: i64,
}

impl RequestLine {
    /// How many are still to be had.
    pub const fn left(&self) -> i64 {
        self.quantity - self.awarded
    }
}

/// A request but for what changes with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// What it is about, in a line.
    pub title: String,
    /// The buyer's own words.
    pub text: String,
    /// BCP 47 tag of the language that it is written in.
    pub lang: String,
    /// A country or a UN/LOCODE; empty while nobody said.
    pub destination: String,
    /// Who should carry cost and risk.
    pub incoterm: Option<Incoterm>,
    /// By when it is wanted, a civil day such as `2027-02-20`.
    pub wanted_by: Option<String>,
    /// Papers that must come with the goods.
    pub certificates: Vec<String>,
    /// Whether a sample is wanted first.
    pub wants_sample: bool,
    /// Who may see it.
    pub audience: Audience,
    /// Days in which quotes may come.
    pub open_d: i64,
    /// What is wanted, in order.
    pub lines: Vec<RequestLine>,
}

impl Wanted {
    /// The shelf of the first line.
    pub fn category(&self) -> &str {
        self.lines.first().map_or("", |line| line.category.as_str())
    }

    /// The ISO 3166-1 code of where it goes; empty while nobody said.
    pub fn country(&self) -> &str {
        self.destination.get(..2).unwrap_or("")
    }

    /// Points that a quote is held against: each line's specs, or the line itself where it has
    /// none.
    pub fn points(&self) -> usize {
        self.lines.iter().map(|line| line.specs.len().max(1)).sum()
    }

    /// Everything in it that somebody may have to read in another language: its title, its text,
    /// and each line with its points.
    pub(crate) fn texts(&self) -> Vec<String> {
        let told = [self.title.clone(), self.text.clone()].into_iter();
        told.chain(self.lines.iter().map(RequestLine::text)).collect()
    }

    /// Tells the same request asked twice: its title and lines without case and spaces.
    pub(crate) fn fingerprint(&self) -> String {
        let mut told = plain(&self.title);
        for line in &self.lines {
            told += &format!("|{}|{}|{}", plain(&line.what), line.quantity, line.unit.code());
        }
        // What is longer than a key should be is told apart by where it begins.
        told.chars().take(FINGERPRINT_CHARS).collect()
    }
}

impl RequestLine {
    /// The line as one text: what, and its points.
    pub(crate) fn text(&self) -> String {
        let points = self.specs.iter().map(|spec| format!("\n{}: {}", spec.name, spec.value));
        std::iter::once(self.what.clone()).chain(points).collect()
    }
}

/// Long enough to tell requests apart, short enough for a row of a list.
const FINGERPRINT_CHARS: usize = 400;

fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What a buyer wants to buy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Its id.
    pub id: Id<RequestKind>,
    /// Who asks.
    pub buyer: Id<Firm>,
    /// What is wanted.
    pub wanted: Wanted,
    /// Where it stands.
    pub state: RequestState,
    /// Sellers that have a quote with it.
    pub quotes: i64,
    /// What made the checks look twice.
    pub marks: Vec<Mark>,
    /// Why a clerk sent it back.
    pub reasons: Vec<ReviewReason>,
    /// What the clerk said with it.
    pub review_note: String,
    /// Until when a clerk should have looked.
    pub due_at: Option<Timestamp>,
    /// Since when sellers may quote.
    pub opened_at: Option<Timestamp>,
    /// Until when they may.
    pub open_until: Option<Timestamp>,
    /// Raised by every change.
    pub version: i64,
    /// When it was begun.
    pub at: Timestamp,
}

impl Request {
    /// A new draft.
    pub(crate) fn draft(
        id: Id<RequestKind>,
        buyer: Id<Firm>,
        wanted: Wanted,
        at: Timestamp,
    ) -> Self {
        Self {
            id,
            buyer,
            wanted,
            state: RequestState::Draft,
            quotes: 0,
            marks: Vec::new(),
            reasons: Vec::new(),
            review_note: String::new(),
            due_at: None,
            opened_at: None,
            open_until: None,
            version: 1,
            at,
        }
    }

    /// Stops whoever is not of the buyer's firm: a stranger to it may not know a draft.
    pub(crate) fn admit_buyer(&self, by: &Actor) -> Outcome<()> {
        let (firm, _) = by.trader()?;
        match () {
            () if firm == self.buyer => Ok(()),
            () if self.state.is_public() => Err(Stop::Forbidden),
            () => Err(Stop::Absent),
        }
    }

    /// Stops whoever may not award it, before the look ahead.
    pub fn admit_award_by(&self, by: &Actor) -> Outcome<()> {
        self.admit_buyer(by)
    }

    /// As which side somebody reads it: a buyer its own, a clerk any, another firm what is open
    /// to it. `is_asked`: it was brought to that firm, or the firm has quoted.
    pub(crate) fn side_of(&self, by: &Actor, is_asked: bool) -> Outcome<Reader> {
        match by {
            Actor::Stranger => Err(Stop::SignIn),
            _ if by.is(self.buyer) => Ok(Reader::Firm(Side::Buyer)),
            _ if by.is_at(Desk::Operator) => Ok(Reader::Clerk),
            _ if by.firm().is_none() || !self.state.is_public() => Err(Stop::Absent),
            _ if self.wanted.audience == Audience::Everyone || is_asked => {
                Ok(Reader::Firm(Side::Seller))
            }
            _ => Err(Stop::Absent),
        }
    }

    /// Refuses a change of what is under review, open or over.
    pub(crate) fn admit_edit(&self, version: i64) -> Outcome<()> {
        if self.state != RequestState::Draft {
            return Err(RequestRefusal::NotADraft.into());
        }
        if self.version == version { Ok(()) } else { Err(Stop::Stale) }
    }

    /// Refuses a quote of a seller that has none yet.
    pub(crate) fn admit_quote(&self, seller: Id<Firm>, now: Timestamp) -> Outcome<()> {
        if seller == self.buyer {
            return Err(RequestRefusal::OwnRequest.into());
        }
        self.admit_revision(now)?;
        if self.state == RequestState::Full {
            return Err(Self::full());
        }
        Ok(())
    }

    /// Refuses a revised quote once the time for quotes is over.
    pub(crate) fn admit_revision(&self, now: Timestamp) -> Result<(), RequestRefusal> {
        match self.state {
            RequestState::Open | RequestState::Full => match self.open_until {
                Some(end) if now >= end => Err(RequestRefusal::Ended { at: end }),
                _ => Ok(()),
            },
            RequestState::Awarded => Err(RequestRefusal::Awarded),
            _ => Err(RequestRefusal::NotOpen),
        }
    }

    /// The refusal of one quote too many.
    pub(crate) fn full() -> Stop {
        RequestRefusal::Full { most: Rules::current().request.quotes_most }.into()
    }

    /// Refuses an award where there is nothing to award any more.
    pub(crate) fn admit_award(&self) -> Result<(), RequestRefusal> {
        match self.state {
            RequestState::Awarded => Err(RequestRefusal::Awarded),
            state if state.takes_awards() => Ok(()),
            _ => Err(RequestRefusal::NotOpen),
        }
    }
}

/// Who reads a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// One of its sides.
    Firm(Side),
    /// A clerk who reviews it.
    Clerk,
}

/// A request as one of its readers sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestSeen {
    /// The request.
    pub request: Request,
    /// Who reads it.
    pub reader: Reader,
    /// Its quotes beside each other for the buyer and a clerk; for a seller its own last quote.
    pub quotes: Vec<Compared>,
    /// How much of each line went to which quote, for the buyer.
    pub awards: Vec<(Id<QuoteKind>, i64, i64)>,
    /// Why it was brought to the reading seller, or to whom it was brought, for a clerk.
    pub leads: Vec<Lead>,
}
