//! An act that waited has ended.

use crate::model::{PendingKind, State};
use ::store::Event;
use kernel::{Any, Id};
use serde::{Deserialize, Serialize};

/// It ended: whoever asked for it carries it out, or goes on without it. What it was is read by
/// its id, so that nothing of it lies in the outbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of the domain")]
pub struct ActEnded {
    pub about: Id<Any>,
    pub act: Id<PendingKind>,
    /// How it ended.
    pub state: State,
}

impl Event for ActEnded {
    const NAME: &'static str = "assent-act-ended";
}
