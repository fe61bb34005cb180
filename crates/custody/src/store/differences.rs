//! The work list.

use crate::model::{
    Answered, BankOrderKind, Difference, DifferenceKind, DifferenceRow, DifferenceState, Lies, Way,
};
use ::store::{Row, Tx, params};
use kernel::{Id, Money, Outcome, Person, Stop, Timestamp};

/// Writes a new line of the work list.
pub(crate) fn add_difference(tx: &mut Tx<'_>, difference: &Difference) -> Outcome<()> {
    tx.add(
        "INSERT INTO difference (id, kind, state, lies, account, entry, hash, line, currency,
         amount, expected, firm, bank_order, party_name, party_account, words, at,
         party_bank)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
        params![
            difference.id,
            difference.kind.word(),
            difference.state.word(),
            difference.lies.word(),
            &difference.account,
            difference.entry.as_deref(),
            &difference.hash,
            difference.line,
            difference.amount.currency,
            difference.amount.minor,
            difference.expected_minor,
            difference.firm,
            difference.order,
            difference.party_name.as_deref(),
            difference.party_account.as_deref(),
            &difference.words,
            difference.at,
            difference.party_bank.as_deref()
        ],
        Stop::Bug("a difference stands already"),
    )
}

/// A line of the work list, read for update.
pub(crate) fn lock_difference(tx: &mut Tx<'_>, id: Id<DifferenceRow>) -> Outcome<Difference> {
    let row = tx.get(
        "SELECT id, kind, state, lies, account, entry, hash, line, currency, amount, expected,
         firm, bank_order, party_name, party_account, words, way, reference, note, asked_by,
         ended_by, ended_at, at, party_bank FROM difference WHERE id = $1 {LOCK}",
        params![id],
    )?;
    Ok(difference(&row)?)
}

/// What is to be looked at, oldest first.
pub(crate) fn list_open_differences(
    tx: &mut Tx<'_>,
    after: i64,
    most: i64,
) -> Outcome<Vec<Difference>> {
    let rows = tx.all(
        "SELECT id, kind, state, lies, account, entry, hash, line, currency, amount, expected,
         firm, bank_order, party_name, party_account, words, way, reference, note, asked_by,
         ended_by, ended_at, at, party_bank
         FROM difference WHERE state <> 'ended' AND id > $1 ORDER BY id LIMIT $2",
        params![after, most],
    )?;
    Ok(rows.iter().map(difference).collect::<anyhow::Result<_>>()?)
}

/// Open lines of one kind on an account that are looked at.
const OF_KIND: i64 = 200;

/// The open lines of a kind on an account, oldest first.
pub(crate) fn list_open_of(
    tx: &mut Tx<'_>,
    kind: DifferenceKind,
    account: &str,
) -> Outcome<Vec<Difference>> {
    let rows = tx.all(
        "SELECT id, kind, state, lies, account, entry, hash, line, currency, amount, expected,
         firm, bank_order, party_name, party_account, words, way, reference, note, asked_by,
         ended_by, ended_at, at, party_bank
         FROM difference WHERE state <> 'ended' AND kind = $1 AND account = $2
         ORDER BY id LIMIT $3",
        params![kind.word(), account, OF_KIND],
    )?;
    Ok(rows.iter().map(difference).collect::<anyhow::Result<_>>()?)
}

/// The open line in which the money of an entry lies.
pub(crate) fn find_unclear(
    tx: &mut Tx<'_>,
    account: &str,
    entry: &str,
) -> Outcome<Option<Difference>> {
    let row = tx.find(
        "SELECT id, kind, state, lies, account, entry, hash, line, currency, amount, expected,
         firm, bank_order, party_name, party_account, words, way, reference, note, asked_by,
         ended_by, ended_at, at, party_bank
         FROM difference WHERE state <> 'ended' AND account = $1 AND entry = $2
         AND lies <> 'nowhere' ORDER BY id LIMIT 1",
        params![account, entry],
    )?;
    Ok(row.as_ref().map(difference).transpose()?)
}

/// The open line in which an amount is kept that came for an order.
pub(crate) fn find_kept_for(
    tx: &mut Tx<'_>,
    order: Id<BankOrderKind>,
    amount: Money,
) -> Outcome<Option<Difference>> {
    let row = tx.find(
        "SELECT id, kind, state, lies, account, entry, hash, line, currency, amount, expected,
         firm, bank_order, party_name, party_account, words, way, reference, note, asked_by,
         ended_by, ended_at, at, party_bank
         FROM difference WHERE state <> 'ended' AND bank_order = $1 AND lies = 'kept'
         AND currency = $2 AND amount = $3 ORDER BY id LIMIT 1",
        params![order, amount.currency, amount.minor],
    )?;
    Ok(row.as_ref().map(difference).transpose()?)
}

/// What was done, newest first.
pub(crate) fn list_ended_differences(
    tx: &mut Tx<'_>,
    before: i64,
    most: i64,
) -> Outcome<Vec<Difference>> {
    let rows = tx.all(
        "SELECT id, kind, state, lies, account, entry, hash, line, currency, amount, expected,
         firm, bank_order, party_name, party_account, words, way, reference, note, asked_by,
         ended_by, ended_at, at, party_bank
         FROM difference WHERE state = 'ended' AND id < $1 ORDER BY id DESC LIMIT $2",
        params![before, most],
    )?;
    Ok(rows.iter().map(difference).collect::<anyhow::Result<_>>()?)
}

/// Keeps what one clerk says, until a second agrees.
pub(crate) fn ask_second(
    tx: &mut Tx<'_>,
    id: Id<DifferenceRow>,
    answered: &Answered,
    by: Id<Person>,
) -> Outcome<()> {
    tx.must(
        "UPDATE difference SET state = 'asked', way = $2, reference = $3, note = $4,
         asked_by = $5 WHERE id = $1 AND state <> 'ended'",
        params![id, answered.way.word(), answered.reference.as_deref(), &answered.note, by],
        1,
        Stop::Stale,
    )
}

/// Opens it again: the second clerk does not agree.
pub(crate) fn open_again(tx: &mut Tx<'_>, id: Id<DifferenceRow>) -> Outcome<()> {
    tx.must(
        "UPDATE difference SET state = 'open', way = NULL, reference = NULL, note = NULL,
         asked_by = NULL WHERE id = $1 AND state = 'asked'",
        params![id],
        1,
        Stop::Stale,
    )
}

/// Writes that it is done.
pub(crate) fn end_difference(
    tx: &mut Tx<'_>,
    id: Id<DifferenceRow>,
    answered: &Answered,
    by: Option<Id<Person>>,
) -> Outcome<()> {
    let now = tx.now();
    tx.must(
        "UPDATE difference SET state = 'ended', way = $2, reference = $3, note = $4,
         ended_by = $5, ended_at = $6 WHERE id = $1 AND state <> 'ended'",
        params![id, answered.way.word(), answered.reference.as_deref(), &answered.note, by, now],
        1,
        Stop::Stale,
    )
}

/// Ends a line without a clerk: the bank has acted.
pub(crate) fn end_by_bank(tx: &mut Tx<'_>, id: Id<DifferenceRow>, way: Way) -> Outcome<()> {
    let now = tx.now();
    tx.run(
        "UPDATE difference SET state = 'ended', way = $2, asked_by = NULL, ended_at = $3
         WHERE id = $1 AND state <> 'ended'",
        params![id, way.word(), now],
    )
}

/// The open lines about a payout that the bank has not answered.
pub(crate) fn list_unanswered(
    tx: &mut Tx<'_>,
    order: Id<BankOrderKind>,
) -> Outcome<Vec<Difference>> {
    let rows = tx.all(
        "SELECT id, kind, state, lies, account, entry, hash, line, currency, amount, expected,
         firm, bank_order, party_name, party_account, words, way, reference, note, asked_by,
         ended_by, ended_at, at, party_bank
         FROM difference WHERE state <> 'ended' AND bank_order = $1 AND kind = $2
         ORDER BY id LIMIT $3",
        params![order, DifferenceKind::PayoutUnknown.word(), OF_KIND],
    )?;
    Ok(rows.iter().map(difference).collect::<anyhow::Result<_>>()?)
}

/// What was listed between two instants, oldest first.
pub(crate) fn list_differences_of(
    tx: &mut Tx<'_>,
    (begin, end): (Timestamp, Timestamp),
    most: i64,
) -> Outcome<Vec<Difference>> {
    let rows = tx.all(
        "SELECT id, kind, state, lies, account, entry, hash, line, currency, amount, expected,
         firm, bank_order, party_name, party_account, words, way, reference, note, asked_by,
         ended_by, ended_at, at, party_bank
         FROM difference WHERE at >= $1 AND at < $2 ORDER BY at, id LIMIT $3",
        params![begin, end, most],
    )?;
    Ok(rows.iter().map(difference).collect::<anyhow::Result<_>>()?)
}

fn difference(row: &Row) -> anyhow::Result<Difference> {
    let way = row.maybe_string(16)?;
    Ok(Difference {
        id: row.id(0)?,
        kind: row.word(1, DifferenceKind::from_word)?,
        state: row.word(2, DifferenceState::from_word)?,
        lies: row.word(3, Lies::from_word)?,
        account: row.string(4)?,
        entry: row.maybe_string(5)?,
        hash: row.string(6)?,
        line: row.int(7)?,
        amount: Money::new(row.int(9)?, row.currency(8)?),
        expected_minor: row.maybe_int(10)?,
        firm: row.maybe_id(11)?,
        order: row.maybe_id(12)?,
        party_name: row.maybe_string(13)?,
        party_account: row.maybe_string(14)?,
        words: row.string(15)?,
        way: way.as_deref().and_then(Way::from_word),
        reference: row.maybe_string(17)?,
        note: row.maybe_string(18)?,
        asked_by: row.maybe_id(19)?,
        ended_by: row.maybe_id(20)?,
        ended_at: row.maybe_time(21)?,
        at: row.time(22)?,
        party_bank: row.maybe_string(23)?,
    })
}
