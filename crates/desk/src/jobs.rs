//! Again and again: does a desk know what waits?

use crate::actions::{due_letters, write_letters};
use ::store::{Lane, Tx};
use kernel::Outcome;
use web::App;

/// Writes the letters that are due to the operator's people; tells how many. One read where none
/// is.
pub async fn tell(app: &App) -> Outcome<usize> {
    let due = app.store().read("desk.due-letters", due_letters).await?;
    let count = due.len();
    if count == 0 {
        return Ok(0);
    }
    let words = app.clone();
    let write = move |tx: &mut Tx<'_>| {
        write_letters(tx, &due, |queue, lang| words.words().say(lang, queue.title()))
    };
    app.store().write_in(Lane::Timers, "desk.tell", write).await?;
    Ok(count)
}
