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
