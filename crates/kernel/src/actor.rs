//! Who acts.

use crate::{Firm, Id, Outcome, Person, Stop};
use serde::{Deserialize, Serialize};

/// A person's role in a firm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// May do everything, also invite and remove people.
    Owner,
    /// May trade for the firm.
    Staff,
}

/// What a key or a session may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// A signed-in person: everything that the role allows.
    Full,
    /// An API key that reads and trades, but changes neither people nor keys.
    Trade,
    /// An API key that only reads.
    Read,
}

/// A desk of the operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Desk {
    /// Runs the market: numbers, health, people of the operator.
    Operator,
    /// Looks into deals that went wrong.
    Officer,
}

/// Who acts: known once per request, passed to every action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// Nobody signed in.
    Stranger,
    /// A person, acting for a firm if they have one.
    Member {
        /// The person.
        person: Id<Person>,
        /// The firm they act for, and as what.
        firm: Option<(Id<Firm>, Role)>,
        /// What the session or key may do.
        scope: Scope,
    },
    /// One of the operator's people.
    Clerk {
        /// The person.
        person: Id<Person>,
        /// Their desk.
        desk: Desk,
    },
    /// A timer that came due.
    Timer,
    /// A rail outside: the bank, the courier, the inspector.
    Rail,
}

impl Actor {
    /// The firm acted for, if any.
    pub fn firm(&self) -> Option<Id<Firm>> {
        match self {
            Self::Member { firm: Some((firm, _)), .. } => Some(*firm),
            _ => None,
        }
    }

    /// Whether this is somebody of that firm.
    pub fn is(&self, firm: Id<Firm>) -> bool {
        self.firm() == Some(firm)
    }

    /// The person behind the act, if there is one.
    pub fn person(&self) -> Option<Id<Person>> {
        match self {
            Self::Member { person, .. } | Self::Clerk { person, .. } => Some(*person),
            _ => None,
        }
    }

    /// The firm and the person that trade for it; stops whoever has no firm, or may only read.
    pub fn trader(&self) -> Outcome<(Id<Firm>, Id<Person>)> {
        match self {
            Self::Stranger => Err(Stop::SignIn),
            Self::Member { person, firm: Some((firm, _)), .. } if self.may_write() => {
                Ok((*firm, *person))
            }
            _ => Err(Stop::Forbidden),
        }
    }

    /// Whether this session or key may change anything.
    pub fn may_write(&self) -> bool {
        !matches!(self, Self::Stranger | Self::Member { scope: Scope::Read, .. })
    }

    /// Whether this is an owner with a full session.
    pub fn is_owner_of(&self, firm: Id<Firm>) -> bool {
        let owner = Some((firm, Role::Owner));
        matches!(self, Self::Member { firm, scope: Scope::Full, .. } if *firm == owner)
    }

    /// A clerk at this desk.
    pub fn is_at(&self, wanted: Desk) -> bool {
        matches!(self, Self::Clerk { desk, .. } if *desk == wanted)
    }
}
