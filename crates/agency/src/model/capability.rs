//! What a modern middleman can do.

use kernel::{Firm, Id, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a modern middleman can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum CapabilityKind {
    /// It keeps records of makers, prices and quality that it shows.
    Records,
    /// It joins the goods of several makers into one shipment.
    Consolidation,
    /// It checks quality at the maker's.
    Quality,
    /// It pays makers before the buyer pays.
    Credit,
    /// It designs or develops goods.
    Design,
}

impl CapabilityKind {
    /// Every kind, in the order of the list.
    pub const ALL: [Self; 5] =
        [Self::Records, Self::Consolidation, Self::Quality, Self::Credit, Self::Design];

    /// The word in the store and the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Records => "records",
            Self::Consolidation => "consolidation",
            Self::Quality => "quality",
            Self::Credit => "credit",
            Self::Design => "design",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// How a capability stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum CapabilityState {
    /// The firm says so, with evidence.
    Claimed,
    /// A clerk has seen the evidence.
    Confirmed,
    /// A clerk has seen the evidence and it does not show it.
    Refused,
}

impl CapabilityState {
    const ALL: [Self; 3] = [Self::Claimed, Self::Confirmed, Self::Refused];

    /// The word in the store and the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Claimed => "claimed",
            Self::Confirmed => "confirmed",
            Self::Refused => "refused",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// A capability of a firm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capability {
    /// Whose.
    pub firm: Id<Firm>,
    /// Which.
    pub kind: CapabilityKind,
    /// How it stands.
    pub state: CapabilityState,
    /// What shows it.
    pub evidence: String,
    /// What the clerk said.
    pub note: String,
    /// Since when it is claimed.
    pub at: Timestamp,
}
