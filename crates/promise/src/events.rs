//! What happened to promises and claims.

use crate::model::{Compensation, CompensationKind, Protection};
use ::store::Event;
use deal::DealKind;
use kernel::{Currency, Firm, Id, Timestamp};
use serde::{Deserialize, Serialize};

/// A claim moved: it was made, answered, decided, upheld, paid. Told for every transition, by a
/// person, a timer or the fund. Home: the deal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of the domain")]
pub struct CompensationMoved {
    pub deal: Id<DealKind>,
    pub compensation: Id<CompensationKind>,
    pub buyer: Id<Firm>,
    pub seller: Id<Firm>,
    /// Which promise, such as `fake`.
    pub promise: String,
    /// What moved it, such as `compensation-refused`.
    pub told: String,
    /// How far it is now.
    pub state: String,
    pub currency: Currency,
    pub amount_minor: i64,
    pub awarded_minor: Option<i64>,
    /// What happens by itself next, when.
    pub due_at: Option<Timestamp>,
    pub version: i64,
}

/// How a firm stands by its promises changed. Home: the firm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of the domain")]
pub struct ProtectionMoved {
    pub firm: Id<Firm>,
    pub currency: Currency,
    /// `active`, `short`, `suspended`, `ending` or `ended`.
    pub state: String,
    /// What happens by itself next, when.
    pub due_at: Option<Timestamp>,
    pub version: i64,
}

impl Event for CompensationMoved {
    const NAME: &'static str = "promise-compensation-moved";
}
impl Event for ProtectionMoved {
    const NAME: &'static str = "promise-protection-moved";
}

impl CompensationMoved {
    pub(crate) fn of(claim: &Compensation, told: &str) -> Self {
        Self {
            deal: claim.deal,
            compensation: claim.id,
            buyer: claim.buyer,
            seller: claim.seller,
            promise: claim.promise.word().to_owned(),
            told: told.to_owned(),
            state: claim.state.word().to_owned(),
            currency: claim.amount.currency,
            amount_minor: claim.amount.minor,
            awarded_minor: claim.awarded_minor,
            due_at: claim.due_at,
            version: claim.version,
        }
    }
}

impl ProtectionMoved {
    pub(crate) fn of(protection: &Protection) -> Self {
        Self {
            firm: protection.firm,
            currency: protection.currency,
            state: protection.state.word().to_owned(),
            due_at: protection.due_at,
            version: protection.version,
        }
    }
}
