//! What stands outside: the post. A trait, its simulator, and an adapter to the real one.

mod folder;
mod simulated;

pub use folder::MailFolder;
pub use simulated::{Mishap, SimulatedPost};

use crate::model::{Contact, LetterKind, PostFailure};
use kernel::{Id, Lang, Timestamp};

/// A letter in its words, ready to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// The letter's id: the same when it is delivered again.
    pub id: Id<LetterKind>,
    /// To whom.
    pub to: Contact,
    /// The language of its words.
    pub lang: Lang,
    /// The subject; text messages have none.
    pub subject: Option<String>,
    /// The text.
    pub body: String,
    /// When it was handed over.
    pub at: Timestamp,
}

/// Delivers letters, by mail and by text message.
pub trait Post: Send + Sync {
    /// Hands a letter over; from then on it is the post's. It may be handed over twice.
    fn deliver(&self, letter: &Envelope) -> Result<(), PostFailure>;
}
