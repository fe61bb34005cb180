//! An act with what must be said with it.

use super::act::Act;
use super::ask::NewRemedy;
use super::texts::NewDecision;
use deal::Shipping;

/// What somebody does with a remedy, with all that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NewAct {
    /// An act that needs no words.
    Plain(Act),
    /// A refusal, a contested return, or a statement, with its words.
    Saying(Act, String),
    /// Something else is wanted.
    Change(NewRemedy),
    /// Goods travel: back, or again.
    Travel(Act, Shipping),
    /// A decision.
    Decide(NewDecision),
}

impl NewAct {
    /// Which act it is.
    pub const fn act(&self) -> Act {
        match self {
            Self::Plain(act) | Self::Saying(act, _) | Self::Travel(act, _) => *act,
            Self::Change(_) => Act::Change,
            Self::Decide(_) => Act::Decide,
        }
    }
}
