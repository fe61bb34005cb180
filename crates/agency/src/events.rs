//! What became known of firms: ids, never texts.

use ::store::Event;
use kernel::{Firm, Id};
use serde::{Deserialize, Serialize};

/// What is known of a firm's openness about itself changed, or what it says it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleChanged {
    /// Which firm.
    pub firm: Id<Firm>,
}

impl Event for RoleChanged {
    const NAME: &'static str = "trade-role-changed";
}
