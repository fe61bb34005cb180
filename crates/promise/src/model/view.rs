//! What is shown of promises and claims.

use super::act::Act;
use super::compensation::{Compensation, CompensationKind, State};
use super::promise::{Price, Promise};
use super::protection::{Protection, Signed};
use deal::{Deal, DealKind, FinishedSides, Side};
use kernel::{Firm, Id, Money, Person, Timestamp};

/// What was done with a claim is kept as it is of every case.
pub use remedy::{Evidence as Shown, Step, StepKind};

/// All of a claim, for its two sides and its officer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words of the domain")]
pub struct CompensationView {
    pub compensation: Compensation,
    /// The promise as it was signed.
    pub signed: Signed,
    pub steps: Vec<Step>,
    pub evidence: Vec<Shown>,
    /// The most that it is worth now.
    pub most: Money,
    /// What the deal is about.
    pub title: String,
    /// Which side looks; nobody's for the officer.
    pub side: Option<Side>,
    /// What whoever looks may do now.
    pub acts: Vec<Act>,
}

/// How an act left a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words of the domain")]
pub struct Done {
    pub deal: Id<DealKind>,
    pub compensation: Id<CompensationKind>,
    pub state: State,
    pub due_at: Option<Timestamp>,
    pub version: i64,
}

impl Done {
    /// How it stands after an act.
    pub const fn of(compensation: &Compensation) -> Self {
        Self {
            deal: compensation.deal,
            compensation: compensation.id,
            state: compensation.state,
            due_at: compensation.due_at,
            version: compensation.version,
        }
    }
}

/// A case that waits for an officer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words of the domain")]
pub struct QueueRow {
    pub deal: Id<DealKind>,
    pub compensation: Id<CompensationKind>,
    pub promise: Promise,
    pub amount: Money,
    pub state: State,
    pub level: i64,
    pub officer: Option<Id<Person>>,
    pub due_at: Timestamp,
}

/// A claim in a firm's own list.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words of the domain")]
pub struct Card {
    pub compensation: Compensation,
    pub side: Side,
}

/// What a firm has in a currency: how it stands, its deposit, and what it owes to the fund.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words of the domain")]
pub struct Held {
    pub protection: Protection,
    pub deposit: Money,
    pub owed: Money,
}

/// What a firm has promised, for itself or for everybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Own {
    /// How it stands, currency by currency.
    pub held: Vec<Held>,
    /// All that was ever signed, newest first, as many as a page holds.
    pub signed: Vec<Signed>,
}

/// What one piece of `verify` found among claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Findings {
    /// Claims looked at.
    pub checked: i64,
    /// What is wrong.
    pub problems: Vec<String>,
    /// Where to go on, if there is more.
    pub next: Option<(Id<DealKind>, Id<CompensationKind>)>,
}

/// What one piece of `verify` found among firms' promises.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirmFindings {
    /// Firms looked at.
    pub checked: i64,
    /// What is wrong.
    pub problems: Vec<String>,
    /// Where to go on, if there is more.
    pub next: Option<Id<Firm>>,
}

/// What of a deal can be claimed: what held when it was agreed, and what it is reckoned from.
#[derive(Debug, Clone)]
pub(crate) struct Claimable {
    pub(crate) deal: Deal,
    pub(crate) sides: FinishedSides,
    pub(crate) held: Vec<Signed>,
    pub(crate) before: Vec<Compensation>,
    pub(crate) price: Price,
}

impl Claimable {
    /// What a promise is worth, whatever else was claimed of the price.
    pub(crate) fn most(&self, promise: Promise) -> Money {
        promise.most(&self.deal.rules().protect, &self.price)
    }
}
