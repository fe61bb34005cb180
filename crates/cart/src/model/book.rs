//! The address book of a firm.

use deal::Address;
use kernel::{Id, Kind};

/// Names addresses.
#[derive(Debug)]
pub enum AddressKind {}
impl Kind for AddressKind {
    const PREFIX: &'static str = "address";
}

/// An address that a firm keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookAddress {
    /// The address.
    pub id: Id<AddressKind>,
    /// Whom goods go to, and where.
    pub address: Address,
    /// The one that is proposed first.
    pub is_first: bool,
    /// Raised by every edit.
    pub version: i64,
}
