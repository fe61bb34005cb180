//! Who has judged a firm, for those who must not have.

use crate::store;
use ::store::Tx;
use kernel::{Firm, Id, Outcome, Person};

/// Whether a person has checked a firm, confirmed what it can do, or found something against it.
pub fn has_judged(tx: &mut Tx<'_>, person: Id<Person>, firm: Id<Firm>) -> Outcome<bool> {
    Ok(store::judged::has_judged(tx, person, firm)? || agency::has_judged(tx, person, firm)?)
}
