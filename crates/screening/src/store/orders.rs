//! Orders of authorities over firms.

use crate::model::{FirmOrder, FirmOrderKind, NewFirmOrder, OrderedKind, Paper};
use ::store::{Row, Timer, Tx, params};
use custody::BankAccountKind;
use kernel::{Any, Firm, Id, Money, Outcome, Person, Stop};

/// Writes an order.
pub(crate) fn add_order(tx: &mut Tx<'_>, order: &FirmOrder) -> Outcome<()> {
    let (said, paper) = (&order.said, order.said.paper.as_ref());
    tx.add(
        "INSERT INTO firm_order (firm, id, kind, authority, reference, ordered_on, until_on,
         currency, stays, paper, paper_name, paper_type, state, timer, person, at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'standing', $13, $14, $15,
         $16)",
        params![
            order.firm,
            order.id,
            said.kind.word(),
            &said.authority,
            &said.reference,
            &said.ordered_on,
            Some(said.until_on.as_str()).filter(|day| !day.is_empty()),
            said.stays.map(|stays| stays.currency.code()),
            said.stays.map(|stays| stays.minor),
            paper.map(|paper| paper.sha256.as_str()),
            paper.map(|paper| paper.name.as_str()),
            paper.map(|paper| paper.media_type.as_str()),
            order.timer,
            order.person,
            order.at,
            order.version
        ],
        Stop::Bug("an order stands already"),
    )
}

/// An order, read for update.
pub(crate) fn lock_order(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    id: Id<FirmOrderKind>,
) -> Outcome<FirmOrder> {
    let row = tx.get(
        "SELECT firm, id, kind, authority, reference, ordered_on, until_on, currency, stays, paper,
         paper_name, paper_type, account, state, timer, person, at, lifted_at, version
         FROM firm_order WHERE firm = $1 AND id = $2 {LOCK}",
        params![firm, id],
    )?;
    Ok(order(&row)?)
}

/// The standing order of a timer, read for update.
pub(crate) fn find_order_of_timer(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    timer: Id<Timer>,
) -> Outcome<Option<FirmOrder>> {
    let row = tx.find(
        "SELECT firm, id, kind, authority, reference, ordered_on, until_on, currency, stays, paper,
         paper_name, paper_type, account, state, timer, person, at, lifted_at, version
         FROM firm_order WHERE firm = $1 AND timer = $2 AND state = 'standing' {LOCK}",
        params![firm, timer],
    )?;
    Ok(row.as_ref().map(order).transpose()?)
}

/// Orders that stand, newest first.
pub(crate) fn list_standing(tx: &mut Tx<'_>, before: i64, most: i64) -> Outcome<Vec<FirmOrder>> {
    let rows = tx.all(
        "SELECT firm, id, kind, authority, reference, ordered_on, until_on, currency, stays, paper,
         paper_name, paper_type, account, state, timer, person, at, lifted_at, version
         FROM firm_order WHERE state = 'standing' AND id < $1 ORDER BY id DESC LIMIT $2",
        params![before, most],
    )?;
    Ok(rows.iter().map(order).collect::<anyhow::Result<_>>()?)
}

/// Writes whose account money may go to.
pub(crate) fn name_account(
    tx: &mut Tx<'_>,
    order: &FirmOrder,
    account: Id<BankAccountKind>,
) -> Outcome<()> {
    tx.must(
        "UPDATE firm_order SET account = $4, version = version + 1
         WHERE firm = $1 AND id = $2 AND version = $3 AND state = 'standing'",
        params![order.firm, order.id, order.version, account],
        1,
        Stop::Stale,
    )
}

/// Writes the paper of an order that came without one.
pub(crate) fn attach_paper(tx: &mut Tx<'_>, order: &FirmOrder, paper: &Paper) -> Outcome<()> {
    tx.must(
        "UPDATE firm_order SET paper = $4, paper_name = $5, paper_type = $6, version = version + 1
         WHERE firm = $1 AND id = $2 AND version = $3 AND paper IS NULL",
        params![order.firm, order.id, order.version, &paper.sha256, &paper.name, &paper.media_type],
        1,
        Stop::Stale,
    )
}

/// Writes who looks into the wallets of a firm under an order.
pub(crate) fn add_look(tx: &mut Tx<'_>, order: &FirmOrder, person: Id<Person>) -> Outcome<()> {
    let (id, now) = (tx.id::<Any>(), tx.now());
    tx.add(
        "INSERT INTO firm_order_access (firm, id, firm_order, person, at)
         VALUES ($1, $2, $3, $4, $5)",
        params![order.firm, id, order.id, person, now],
        Stop::Bug("a look twice"),
    )
}

/// Whether somebody said before that they look into them.
pub(crate) fn has_looked(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    order: Id<FirmOrderKind>,
    person: Id<Person>,
) -> Outcome<bool> {
    let row = tx.find(
        "SELECT id FROM firm_order_access
         WHERE firm = $1 AND firm_order = $2 AND person = $3 ORDER BY id LIMIT 1",
        params![firm, order, person],
    )?;
    Ok(row.is_some())
}

/// Writes that it stands no more.
pub(crate) fn lift(tx: &mut Tx<'_>, order: &FirmOrder, by: Option<Id<Person>>) -> Outcome<()> {
    let now = tx.now();
    tx.must(
        "UPDATE firm_order SET state = 'lifted', timer = NULL, lifted_by = $4, lifted_at = $5,
         version = version + 1
         WHERE firm = $1 AND id = $2 AND version = $3 AND state = 'standing'",
        params![order.firm, order.id, order.version, by, now],
        1,
        Stop::Stale,
    )
}

fn order(row: &Row) -> anyhow::Result<FirmOrder> {
    let stays = match (row.maybe_string(7)?, row.maybe_int(8)?) {
        (Some(_), Some(minor)) => Some(Money::new(minor, row.currency(7)?)),
        _ => None,
    };
    let paper = match (row.maybe_string(9)?, row.maybe_string(10)?, row.maybe_string(11)?) {
        (Some(sha256), Some(name), Some(media_type)) => Some(Paper { sha256, name, media_type }),
        _ => None,
    };
    let said = NewFirmOrder {
        kind: row.word(2, OrderedKind::from_word)?,
        authority: row.string(3)?,
        reference: row.string(4)?,
        ordered_on: row.string(5)?,
        until_on: row.maybe_string(6)?.unwrap_or_default(),
        stays,
        paper,
    };
    Ok(FirmOrder {
        firm: row.id(0)?,
        id: row.id(1)?,
        said,
        account: row.maybe_id(12)?,
        is_standing: row.text(13)? == "standing",
        timer: row.maybe_id(14)?,
        person: row.id(15)?,
        at: row.time(16)?,
        lifted_at: row.maybe_time(17)?,
        version: row.int(18)?,
    })
}
