//! What happened to remedies.

use crate::model::Remedy;
use ::store::Event;
use deal::{DealKind, RemedyKind};
use kernel::{Currency, Firm, Id, Timestamp};
use serde::{Deserialize, Serialize};

/// A remedy moved: it was asked for, answered, went back, was disputed, decided, ended. Told for
/// every transition, by a person or by a timer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of the domain")]
pub struct RemedyMoved {
    pub deal: Id<DealKind>,
    pub remedy: Id<RemedyKind>,
    pub buyer: Id<Firm>,
    pub seller: Id<Firm>,
    /// What moved it, such as `remedy-refused`.
    pub told: String,
    /// How far it is now.
    pub state: String,
    /// What is wanted.
    pub want: String,
    pub currency: Currency,
    pub amount_minor: i64,
    /// What happens by itself next, when.
    pub due_at: Option<Timestamp>,
    pub version: i64,
}

impl Event for RemedyMoved {
    const NAME: &'static str = "remedy-moved";
}

impl RemedyMoved {
    pub(crate) fn of(remedy: &Remedy, told: &str) -> Self {
        Self {
            deal: remedy.deal,
            remedy: remedy.id,
            buyer: remedy.buyer,
            seller: remedy.seller,
            told: told.to_owned(),
            state: remedy.state.word().to_owned(),
            want: remedy.want.word().to_owned(),
            currency: remedy.amount.currency,
            amount_minor: remedy.amount.minor,
            due_at: remedy.due_at,
            version: remedy.version,
        }
    }
}
