//! Letters: written with the act that causes them, sent afterwards.

use crate::model::{Fate, Letter, LetterKind, NewLetter, PostFailure};
use crate::store;
use ::store::Tx;
use kernel::{Id, Outcome};

/// Letters taken in one go.
const LETTERS_MOST: i64 = 100;

/// Sends a letter, if the transaction commits.
pub fn send_letter(tx: &mut Tx<'_>, letter: &NewLetter<'_>) -> Outcome<()> {
    let id = tx.id();
    store::add_letter(tx, id, letter)
}

/// Letters that are due, the longest waiting first, at most 100.
pub fn list_due_letters(tx: &mut Tx<'_>) -> Outcome<Vec<Letter>> {
    store::list_due(tx, LETTERS_MOST)
}

/// The letter was delivered; what it said is forgotten.
pub fn record_sent(tx: &mut Tx<'_>, id: Id<LetterKind>) -> Outcome<()> {
    store::record_sent(tx, id)?;
    store::forget_letter(tx, id)
}

/// The letter was delivered by a simulated post; what it said is kept, to be looked at.
pub fn record_sent_and_keep(tx: &mut Tx<'_>, id: Id<LetterKind>) -> Outcome<()> {
    store::record_sent(tx, id)
}

/// The letter was not delivered: it is tried again later, five times in all, unless it can never
/// arrive.
pub fn record_failed(tx: &mut Tx<'_>, letter: &Letter, failure: &PostFailure) -> Outcome<()> {
    match letter.after(failure, tx.now()) {
        Fate::Again { at } => store::put_off(tx, letter.id, at),
        Fate::GivenUp => {
            store::give_up(tx, letter.id)?;
            store::forget_letter(tx, letter.id)
        }
    }
}
