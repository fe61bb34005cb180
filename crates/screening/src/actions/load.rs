//! Versions of the list.

use super::officer_of;
use super::screen::prepared;
use crate::model::{KeptList, Match, NewList, ScreeningRefusal, Tried};
use crate::store;
use ::store::Tx;
use kernel::rules::Rules;
use kernel::{Actor, Id, Outcome, Person};

/// Versions shown at once.
const LISTS_MOST: i64 = 20;
/// Characters of a file's name that are kept.
const FILE_CHARS_MOST: usize = 120;

/// An officer loads a list. It counts from now on; all firms are looked at by it, a piece at a
/// time. Loaded again, the same file changes nothing.
pub fn load(
    tx: &mut Tx<'_>,
    by: &Actor,
    new: &NewList,
    (hash, file): (&str, &str),
) -> Outcome<KeptList> {
    let person = officer_of(by)?;
    write(tx, Some(person), new, (hash, file))
}

/// The same, by whoever has the command line.
pub fn load_by_hand(
    tx: &mut Tx<'_>,
    new: &NewList,
    (hash, file): (&str, &str),
) -> Outcome<KeptList> {
    write(tx, None, new, (hash, file))
}

fn write(
    tx: &mut Tx<'_>,
    person: Option<Id<Person>>,
    new: &NewList,
    (hash, file): (&str, &str),
) -> Outcome<KeptList> {
    if let Some(current) = store::find_current(tx)? {
        if current.hash == hash {
            return Ok(current);
        }
        // A list of yesterday would let go whoever was listed today.
        if new.made_on < current.made_on {
            return Err(ScreeningRefusal::NotNewer.into());
        }
    }
    let list = KeptList {
        id: tx.id(),
        hash: hash.to_owned(),
        file: file.chars().take(FILE_CHARS_MOST).collect(),
        made_on: new.made_on.clone(),
        entries: i64::try_from(new.entries.len()).unwrap_or(i64::MAX),
        person,
        at: tx.now(),
        after_order: Some(0),
        after_firm: 0,
        firms: 0,
        hits: 0,
        ended_at: None,
    };
    store::add_list(tx, &list)?;
    for entry in &new.entries {
        store::add_entry(tx, list.id, entry)?;
    }
    Ok(list)
}

/// The versions, newest first, for officers.
pub fn lists(tx: &mut Tx<'_>, by: &Actor) -> Outcome<Vec<KeptList>> {
    officer_of(by)?;
    store::list_lists(tx, LISTS_MOST)
}

/// An officer tries a name: what it is like, with the arithmetic. Nothing is written.
pub fn try_name(tx: &mut Tx<'_>, by: &Actor, tried: &Tried) -> Outcome<Vec<Match>> {
    officer_of(by)?;
    let rules = &Rules::current().screening;
    match store::find_current(tx)? {
        Some(list) => Ok(prepared(tx, &list)?.find(tried, rules)),
        None => Ok(Vec::new()),
    }
}
