//! Who has judged a firm.

use ::store::{Tx, params};
use kernel::{Firm, Id, Outcome, Person};

/// Whether one of the firm's checks is by this person.
pub(crate) fn has_judged(tx: &mut Tx<'_>, person: Id<Person>, firm: Id<Firm>) -> Outcome<bool> {
    let row = tx.get(
        "SELECT (SELECT COUNT(*) FROM buyer_check WHERE firm = $1 AND by_person = $2)
         + (SELECT COUNT(*) FROM check_request WHERE firm = $1 AND by_person = $2)",
        params![firm, person],
    )?;
    Ok(row.int(0)? > 0)
}
