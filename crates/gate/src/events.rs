//! What happened at the gate: ids and codes, never texts.

use ::store::Event;
use kernel::{Firm, Id};
use serde::{Deserialize, Serialize};

/// A seller was let in to a category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SellerAdmitted {
    /// The category's code.
    pub category: String,
    /// Who.
    pub firm: Id<Firm>,
    /// `line`, `hand` or `before`.
    pub how: String,
}

/// A firm was verified as a buyer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuyerVerified {
    /// Which firm.
    pub firm: Id<Firm>,
    /// `work-mail` or `registry`.
    pub kind: String,
}

impl Event for SellerAdmitted {
    const NAME: &'static str = "seller-admitted";
}

impl Event for BuyerVerified {
    const NAME: &'static str = "buyer-verified";
}
