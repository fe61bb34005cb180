//! What trust tells.

use ::store::Event;
use deal::DealKind;
use kernel::{Firm, Id};
use serde::{Deserialize, Serialize};

/// A rating can be seen by everybody from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RatingShown {
    /// Who was rated.
    pub firm: Id<Firm>,
    /// For which deal.
    pub deal: Id<DealKind>,
    /// `good`, `neutral` or `bad`.
    pub verdict: crate::Verdict,
}

impl Event for RatingShown {
    const NAME: &'static str = "trust-rating-shown";
}
