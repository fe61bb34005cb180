//! What a clerk found about what a firm says of itself.

use super::role::TradeRoleName;
use kernel::{Firm, Id, Kind, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Names findings.
#[derive(Debug)]
pub enum FindingKind {}
impl Kind for FindingKind {
    const PREFIX: &'static str = "finding";
}

/// Whether a firm says openly what it is, for whoever ranks: a disclosed middleman is never ranked
/// below a factory for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Disclosure {
    /// Nothing is known against what it says.
    Disclosed,
    /// A finding stands that it is not what it says.
    Undisclosed,
}

impl Disclosure {
    /// The word in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Disclosed => "disclosed",
            Self::Undisclosed => "undisclosed",
        }
    }
}

/// What a clerk found about what a firm says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Its id.
    pub id: Id<FindingKind>,
    /// About which firm.
    pub firm: Id<Firm>,
    /// What the firm says it is.
    pub claim: TradeRoleName,
    /// What was found.
    pub evidence: String,
    /// When.
    pub at: Timestamp,
    /// From when it counts, unless it is lifted.
    pub counts_from: Timestamp,
    /// What the firm answers.
    pub reply: Option<String>,
    /// When it was lifted, and why.
    pub lifted: Option<(Timestamp, String)>,
}

impl Finding {
    /// Whether it counts against the firm.
    pub fn stands(&self, now: Timestamp) -> bool {
        self.lifted.is_none() && now >= self.counts_from
    }
}
