//! What happened to a window: ids only.

use ::store::Event;
use catalog::ProductKind;
use kernel::{Firm, Id};
use serde::{Deserialize, Serialize};

/// A firm put other goods into its window, or the same in another order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WindowChanged {
    /// The firm.
    pub firm: Id<Firm>,
    /// All goods that were in it before, or are now.
    pub products: Vec<Id<ProductKind>>,
}

impl Event for WindowChanged {
    const NAME: &'static str = "window-changed";
}

/// A firm wrote its page anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirmPageChanged {
    /// The firm.
    pub firm: Id<Firm>,
}

impl Event for FirmPageChanged {
    const NAME: &'static str = "firm-page-changed";
}

/// A firm came to a shelf with its first goods there, or left one with its last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirmShelvesChanged {
    /// The firm.
    pub firm: Id<Firm>,
}

impl Event for FirmShelvesChanged {
    const NAME: &'static str = "firm-shelves-changed";
}
