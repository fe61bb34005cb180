//! Files from the bank: each is taken once, by its bytes and by the bank's id of it. Called by the
//! rails, and by clerks who bring one.

use super::differences::clerk_of;
use super::listing::{List, list};
use crate::model::{CustodyRefusal, DifferenceKind, KeptFile};
use crate::store;
use ::store::Tx;
use kernel::{Actor, Currency, Cursor, Limit, Money, Outcome, Page, Reason};

/// What is known of a file before its payments are taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Arrived {
    pub(crate) hash: String,
    pub(crate) name: String,
    pub(crate) message: String,
    pub(crate) message_id: String,
}

/// Begins to take a file. Given back as it stands, it was taken or refused before; one that was
/// begun and not ended is begun again.
pub(crate) fn begin_file(tx: &mut Tx<'_>, arrived: &Arrived) -> Outcome<Option<KeptFile>> {
    if let Some(before) = store::find_file(tx, &arrived.hash)? {
        return Ok((before.state != BEGUN).then_some(before));
    }
    // A message's name without its version: a bank that repeats one in another version repeats it.
    let family = arrived.message.get(..8).unwrap_or(&arrived.message);
    let code = format!("{family}/{}", arrived.message_id);
    if store::find_message(tx, &code)?.is_some_and(|hash| hash != arrived.hash) {
        let faults = CustodyRefusal::MessageTwice.code().to_owned();
        return refuse_file(tx, arrived, &faults).map(Some);
    }
    store::add_message(tx, &code, &arrived.hash)?;
    store::add_file(tx, &kept(arrived, BEGUN, tx.now()))?;
    Ok(None)
}

const BEGUN: &str = "begun";
const TAKEN: &str = "taken";
const REFUSED: &str = "refused";

fn kept(arrived: &Arrived, state: &str, at: kernel::Timestamp) -> KeptFile {
    KeptFile {
        hash: arrived.hash.clone(),
        name: arrived.name.clone(),
        message: arrived.message.clone(),
        message_id: arrived.message_id.clone(),
        state: state.to_owned(),
        entries: 0,
        listed: 0,
        faults: String::new(),
        at,
    }
}

/// Refuses a file whole, and lists it: nothing of it has moved.
pub(crate) fn refuse_file(tx: &mut Tx<'_>, arrived: &Arrived, faults: &str) -> Outcome<KeptFile> {
    if let Some(before) = store::find_file(tx, &arrived.hash)? {
        if before.state != BEGUN {
            return Ok(before);
        }
        let refused = KeptFile { state: REFUSED.to_owned(), faults: faults.to_owned(), ..before };
        store::end_file(tx, &refused)?;
        return list_refused(tx, refused);
    }
    let new = kept(arrived, REFUSED, tx.now());
    let refused = KeptFile { faults: faults.to_owned(), ..new };
    store::add_file(tx, &refused)?;
    list_refused(tx, refused)
}

fn list_refused(tx: &mut Tx<'_>, refused: KeptFile) -> Outcome<KeptFile> {
    let nothing = Money::zero(Currency::USD);
    let words: String = refused.name.chars().take(200).collect();
    let told = List::plain(DifferenceKind::FileRefused, nothing, &words);
    list(tx, &List { hash: refused.hash.clone(), ..told })?;
    Ok(refused)
}

/// All of a file is taken.
pub(crate) fn end_file(
    tx: &mut Tx<'_>,
    hash: &str,
    entries: i64,
    listed: i64,
) -> Outcome<Option<KeptFile>> {
    let Some(before) = store::find_file(tx, hash)? else { return Ok(None) };
    let taken = KeptFile { state: TAKEN.to_owned(), entries, listed, ..before };
    store::end_file(tx, &taken)?;
    Ok(Some(taken))
}

/// The newest files.
pub fn bank_files(
    tx: &mut Tx<'_>,
    by: &Actor,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<KeptFile>> {
    clerk_of(by)?;
    let before = cursor.map_or(i64::MAX, |cursor| cursor.0);
    let rows = store::list_files(tx, before, limit.ask())?;
    Ok(Page::cut(rows, limit, |file| file.at.micros()))
}

/// One file.
pub fn bank_file(tx: &mut Tx<'_>, by: &Actor, hash: &str) -> Outcome<KeptFile> {
    clerk_of(by)?;
    store::find_file(tx, hash)?.ok_or(kernel::Stop::Absent)
}
