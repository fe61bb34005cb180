//! What a firm says it is, who lets it act for them, what it can do, and what was found.

mod capability;
mod finding;
mod mandate;
mod refusal;
mod role;

pub use capability::{Capability, CapabilityKind, CapabilityState};
pub use finding::{Disclosure, Finding, FindingKind};
pub use mandate::{Mandate, MandateKind, MandateSide, MandateState, NewMandate};
pub use refusal::AgencyRefusal;
pub use role::{NewRole, RoleFile, TradeRole, TradeRoleName};

pub(crate) use refusal::read_reason;
pub(crate) use role::RoleTerms;
