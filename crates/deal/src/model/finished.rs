//! A trade that was carried out, seen from outside.

use super::DealKind;
use kernel::{Firm, Id, Timestamp};

/// Who bought from whom, and when it was over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FinishedSides {
    /// The deal.
    pub deal: Id<DealKind>,
    /// Who paid.
    pub buyer: Id<Firm>,
    /// Who sold.
    pub seller: Id<Firm>,
    /// When it was over.
    pub finished_at: Timestamp,
}
