//! What is shown of remedies.

use super::act::Act;
use super::remedy::{Decision, Remedy, State, Want};
use deal::{DealKind, RemedyKind};
use kernel::{Currency, Firm, Id, Kind, Money, Person, Timestamp};

/// Names what was done with a remedy.
#[derive(Debug)]
pub enum StepKind {}
impl Kind for StepKind {
    const PREFIX: &'static str = "step";
}

/// Names evidence.
#[derive(Debug)]
pub enum EvidenceKind {}
impl Kind for EvidenceKind {
    const PREFIX: &'static str = "evidence";
}

/// Names published decisions, so that nobody can tell whose they were.
#[derive(Debug)]
pub enum PublishedKind {}
impl Kind for PublishedKind {
    const PREFIX: &'static str = "decision";
}

/// Something that was done, with the words that were written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its place; later ones are larger.
    pub id: Id<StepKind>,
    /// What, such as `remedy-refused`.
    pub told: String,
    /// By which firm; nobody's for an officer or a timer.
    pub firm: Option<Id<Firm>>,
    /// By whom.
    pub person: Option<Id<Person>>,
    /// What was written with it.
    pub text: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// Where evidence came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EvidenceSource {
    /// A photo or a PDF.
    File,
    /// Messages with their hashes, put in by the market itself.
    Talk,
}

impl EvidenceSource {
    /// The word in tables and in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Talk => "talk",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::File, Self::Talk].into_iter().find(|source| source.word() == word)
    }
}

/// What a side shows, with its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The evidence.
    pub id: Id<EvidenceKind>,
    /// Which side shows it.
    pub firm: Id<Firm>,
    /// Where it came from.
    pub source: EvidenceSource,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// As the sender named it.
    pub name: String,
    /// As its bytes say.
    pub media_type: String,
    /// Its length.
    pub bytes: i64,
    /// When it was shown.
    pub at: Timestamp,
}

/// All of a remedy, for its two sides and its officer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words of the domain")]
pub struct RemedyView {
    pub remedy: Remedy,
    pub steps: Vec<Step>,
    pub evidence: Vec<Evidence>,
    /// What is kept for the deal now.
    pub held: Money,
    /// What the deal is about.
    pub title: String,
    /// The waybill of the parcel that it names.
    pub waybill: Option<String>,
    /// What whoever looks may do now.
    pub acts: Vec<Act>,
}

/// What one piece of `verify` found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Findings {
    /// Open remedies looked at.
    pub checked: i64,
    /// What is wrong.
    pub problems: Vec<String>,
    /// Where to go on, if there is more.
    pub next: Option<Id<DealKind>>,
}

/// How an act left a remedy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words of the domain")]
pub struct Done {
    pub deal: Id<DealKind>,
    pub remedy: Id<RemedyKind>,
    pub state: State,
    pub due_at: Option<Timestamp>,
    pub version: i64,
}

impl Done {
    /// How it stands after an act.
    pub const fn of(remedy: &Remedy) -> Self {
        Self {
            deal: remedy.deal,
            remedy: remedy.id,
            state: remedy.state,
            due_at: remedy.due_at,
            version: remedy.version,
        }
    }
}

/// A case that waits for a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words of the domain")]
pub struct QueueRow {
    pub deal: Id<DealKind>,
    pub remedy: Id<RemedyKind>,
    pub want: Want,
    pub amount: Money,
    pub level: i64,
    pub officer: Option<Id<Person>>,
    pub due_at: Timestamp,
}

/// A decision as everybody may read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedDecision {
    /// Its own number.
    pub id: Id<PublishedKind>,
    /// The civil month in which it was decided, `2026-11`.
    pub month: String,
    /// What was wanted.
    pub want: Want,
    /// The goods had left.
    pub was_shipped: bool,
    /// The deal's currency.
    pub currency: Currency,
    /// What was kept, as a power of ten of whole units: `3` is 1,000 to 9,999.
    pub magnitude: i64,
    /// Basis points of it that went to the buyer.
    pub to_buyer_bps: i64,
    /// The goods had to go back first.
    pub needs_return: bool,
    /// Why, without names.
    pub text: String,
}

impl PublishedDecision {
    /// What everybody may know: the month, the size, the share; never the deal, a name or a date.
    pub(crate) fn of(
        id: Id<PublishedKind>,
        remedy: &Remedy,
        (decision, held): (Decision, Money),
        (text, at): (String, Timestamp),
    ) -> Self {
        let date = at.date_in(&remedy.rules().market.time_zone);
        let units = held.plain();
        let digits = units.split('.').next().unwrap_or_default().len();
        let share = i128::from(decision.to_buyer.minor) * 10_000 / i128::from(held.minor.max(1));
        Self {
            id,
            month: date.strftime("%Y-%m").to_string(),
            want: remedy.want,
            was_shipped: remedy.was_shipped,
            currency: held.currency,
            magnitude: i64::try_from(digits).unwrap_or(1) - 1,
            to_buyer_bps: i64::try_from(share).unwrap_or(0),
            needs_return: decision.needs_return,
            text,
        }
    }
}
