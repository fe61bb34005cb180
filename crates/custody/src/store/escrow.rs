//! Escrows, their conditions, and the currencies of wallets.

use crate::model::{
    Agreement, BankOrderKind, CustodyRefusal, Escrow, EscrowState, FeeRule, NewEscrow, Refunded,
    Release,
};
use ::store::{Row, Tx, params};
use kernel::{Currency, Firm, Id, Money, Outcome, Stop};

/// Writes a new escrow, empty and open.
pub(crate) fn add_escrow(tx: &mut Tx<'_>, new: &NewEscrow<'_>) -> Outcome<()> {
    tx.add(
        "INSERT INTO escrow (agreement, buyer, seller, currency, paid_in, returned, released,
         refunded, fees, gross, fee_bps, fee_minimum, fee_maximum, rules_version, state, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        params![
            new.agreement,
            new.buyer,
            new.seller,
            new.currency,
            0,
            0,
            0,
            0,
            0,
            0,
            new.fee.bps,
            new.fee.minimum_minor,
            new.fee.maximum_minor,
            new.rules_version,
            EscrowState::Open.word(),
            1
        ],
        Stop::Bug("an agreement has an escrow already, or one side only"),
    )
}

/// Writes a condition that is not met yet.
pub(crate) fn add_condition(tx: &mut Tx<'_>, agreement: Id<Agreement>, kind: &str) -> Outcome<()> {
    tx.add(
        "INSERT INTO condition (agreement, kind, met_at) VALUES ($1, $2, $3)",
        params![agreement, kind, None::<i64>],
        Stop::Bug("a condition stands already"),
    )
}

/// Marks a condition as met; one that is met already stays as it is.
pub(crate) fn meet_condition(tx: &mut Tx<'_>, agreement: Id<Agreement>, kind: &str) -> Outcome<()> {
    let now = tx.now();
    tx.run(
        "UPDATE condition SET met_at = $3
         WHERE agreement = $1 AND kind = $2 AND met_at IS NULL",
        params![agreement, kind, now],
    )
}

/// The escrow, read for update, with the number of its conditions that are unmet.
pub(crate) fn lock_escrow(tx: &mut Tx<'_>, agreement: Id<Agreement>) -> Outcome<Escrow> {
    lock_escrow_but(tx, agreement, "")
}

/// The escrow, read for update, with the number of its unmet conditions but for one.
pub(crate) fn lock_escrow_but(
    tx: &mut Tx<'_>,
    agreement: Id<Agreement>,
    kind: &str,
) -> Outcome<Escrow> {
    let row = tx.get(
        "SELECT agreement, buyer, seller, currency, paid_in, returned, released, refunded, fees,
         gross, fee_bps, fee_minimum, fee_maximum, state, version,
         (SELECT COUNT(*) FROM condition
          WHERE agreement = $1 AND met_at IS NULL AND kind <> $2)
         FROM escrow WHERE agreement = $1 {LOCK}",
        params![agreement, kind],
    )?;
    Ok(escrow(&row)?)
}

/// The escrow, read for update, if money is kept for this agreement.
pub(crate) fn find_escrow(tx: &mut Tx<'_>, agreement: Id<Agreement>) -> Outcome<Option<Escrow>> {
    match lock_escrow(tx, agreement) {
        Err(Stop::Absent) => Ok(None),
        found => found.map(Some),
    }
}

/// A page of escrows after an agreement, for `verify`.
pub(crate) fn list_escrows(
    tx: &mut Tx<'_>,
    after: Id<Agreement>,
    most: i64,
) -> Outcome<Vec<Escrow>> {
    let rows = tx.all(
        "SELECT agreement, buyer, seller, currency, paid_in, returned, released, refunded, fees,
         gross, fee_bps, fee_minimum, fee_maximum, state, version, 0
         FROM escrow WHERE agreement > $1 ORDER BY agreement LIMIT $2",
        params![after, most],
    )?;
    Ok(rows.iter().map(escrow).collect::<anyhow::Result<_>>()?)
}

/// Adds to what came in.
pub(crate) fn add_paid_in(
    tx: &mut Tx<'_>,
    agreement: Id<Agreement>,
    buyer: Id<Firm>,
    amount: Money,
) -> Outcome<()> {
    tx.must(
        "UPDATE escrow SET paid_in = paid_in + $2, version = version + 1
         WHERE agreement = $1 AND buyer = $3 AND currency = $4 AND state = 'open'",
        params![agreement, amount.minor, buyer, amount.currency],
        1,
        CustodyRefusal::AlreadySettled,
    )
}

/// Writes which payment has come for a part of an agreement.
pub(crate) fn put_share(
    tx: &mut Tx<'_>,
    (firm, order): (Id<Firm>, Id<BankOrderKind>),
    (agreement, part, amount): (Id<Agreement>, i64, Money),
    paid_before: Option<i64>,
) -> Outcome<()> {
    tx.run(
        "INSERT INTO payment_share (firm, agreement, part, bank_order, amount, paid_before)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (firm, agreement, part)
         DO UPDATE SET bank_order = excluded.bank_order, amount = excluded.amount,
         paid_before = excluded.paid_before",
        params![firm, agreement, part, order, amount.minor, paid_before],
    )
}

/// Parts of agreements that one payment may have come for.
const SHARES_MOST: i64 = 200;

/// The parts of agreements that a payment came for, each with how much it is.
pub(crate) fn list_shares(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    order: Id<BankOrderKind>,
) -> Outcome<Vec<(Id<Agreement>, i64, i64)>> {
    let rows = tx.all(
        "SELECT agreement, part, amount FROM payment_share
         WHERE firm = $1 AND bank_order = $2 ORDER BY agreement, part LIMIT $3",
        params![firm, order, SHARES_MOST],
    )?;
    let share = |row: &Row| Ok((row.id(0)?, row.int(1)?, row.int(2)?));
    Ok(rows.iter().map(share).collect::<anyhow::Result<_>>()?)
}

/// A part for which a firm's payment came that was too small.
pub(crate) struct WaitingShare {
    /// The payment's order.
    pub(crate) order: Id<BankOrderKind>,
    /// The agreement and its part.
    pub(crate) of: (Id<Agreement>, i64),
    /// The whole part, in minor units.
    pub(crate) minor: i64,
    /// What had come into custody before, in minor units.
    pub(crate) paid_before: i64,
}

/// The parts that waited for the rest of their price when a firm's payments came for them, those
/// whose payment came last first.
pub(crate) fn list_waiting_shares(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<Vec<WaitingShare>> {
    let rows = tx.all(
        "SELECT bank_order, agreement, part, amount, paid_before FROM payment_share
         WHERE firm = $1 AND paid_before IS NOT NULL ORDER BY bank_order DESC LIMIT $2",
        params![firm, SHARES_MOST],
    )?;
    let share = |row: &Row| {
        let (order, of) = (row.id(0)?, (row.id(1)?, row.int(2)?));
        Ok(WaitingShare { order, of, minor: row.int(3)?, paid_before: row.int(4)? })
    };
    Ok(rows.iter().map(share).collect::<anyhow::Result<_>>()?)
}

/// A part has all of its price.
pub(crate) fn end_waiting(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    (agreement, part): (Id<Agreement>, i64),
) -> Outcome<()> {
    tx.run(
        "UPDATE payment_share SET paid_before = NULL
         WHERE firm = $1 AND agreement = $2 AND part = $3",
        params![firm, agreement, part],
    )
}

/// A payment did not come for a part of an agreement any more.
pub(crate) fn remove_share(
    tx: &mut Tx<'_>,
    (firm, order): (Id<Firm>, Id<BankOrderKind>),
    (agreement, part): (Id<Agreement>, i64),
) -> Outcome<()> {
    tx.run(
        "DELETE FROM payment_share
         WHERE firm = $1 AND bank_order = $2 AND agreement = $3 AND part = $4",
        params![firm, order, agreement, part],
    )
}

/// Adds to what went back to the bank.
pub(crate) fn add_returned(tx: &mut Tx<'_>, escrow: &Escrow, amount: Money) -> Outcome<()> {
    tx.must(
        "UPDATE escrow SET returned = returned + $3, version = version + 1
         WHERE agreement = $1 AND version = $2 AND state = 'open'",
        params![escrow.agreement, escrow.version, amount.minor],
        1,
        Stop::Stale,
    )
}

/// Writes a release: nothing is held any more.
pub(crate) fn change_released(tx: &mut Tx<'_>, escrow: &Escrow, release: &Release) -> Outcome<()> {
    tx.must(
        "UPDATE escrow SET released = released + $3, fees = fees + $4, gross = $5,
         state = 'settled', version = version + 1
         WHERE agreement = $1 AND version = $2 AND state = 'open'",
        params![
            escrow.agreement,
            escrow.version,
            release.net.minor,
            release.fee.minor,
            release.gross.minor
        ],
        1,
        Stop::Stale,
    )
}

/// Writes a refund; `given_back_minor` is what the seller gave of what was released.
pub(crate) fn change_refunded(
    tx: &mut Tx<'_>,
    escrow: &Escrow,
    refunded: &Refunded,
    given_back_minor: i64,
) -> Outcome<()> {
    tx.must(
        "UPDATE escrow SET refunded = refunded + $3, released = released - $4, fees = fees - $5,
         version = version + 1 WHERE agreement = $1 AND version = $2",
        params![
            escrow.agreement,
            escrow.version,
            refunded.amount.minor,
            given_back_minor,
            refunded.fee.minor
        ],
        1,
        Stop::Stale,
    )
}

/// Lets nothing more come in; refused by the table while anything is held.
pub(crate) fn settle(tx: &mut Tx<'_>, agreement: Id<Agreement>) -> Outcome<()> {
    tx.must(
        "UPDATE escrow SET state = 'settled', version = version + 1
         WHERE agreement = $1 AND paid_in - returned = released + refunded + fees",
        params![agreement],
        1,
        CustodyRefusal::StillHeld,
    )
}

fn escrow(row: &Row) -> anyhow::Result<Escrow> {
    Ok(Escrow {
        agreement: row.id(0)?,
        buyer: row.id(1)?,
        seller: row.id(2)?,
        currency: row.currency(3)?,
        paid_in_minor: row.int(4)?,
        returned_minor: row.int(5)?,
        released_minor: row.int(6)?,
        refunded_minor: row.int(7)?,
        fees_minor: row.int(8)?,
        gross_minor: row.int(9)?,
        fee: FeeRule {
            bps: row.int(10)?,
            minimum_minor: row.int(11)?,
            maximum_minor: row.int(12)?,
        },
        state: row.word(13, EscrowState::from_word)?,
        version: row.int(14)?,
        unmet: row.int(15)?,
    })
}

/// Keeps in mind that a firm has money of a currency here.
pub(crate) fn add_purse(tx: &mut Tx<'_>, firm: Id<Firm>, currency: Currency) -> Outcome<()> {
    tx.run(
        "INSERT INTO purse (firm, currency) VALUES ($1, $2)
         ON CONFLICT (firm, currency) DO NOTHING",
        params![firm, currency],
    )
}

/// The currencies in which a firm ever had money here.
pub(crate) fn list_purses(tx: &mut Tx<'_>, firm: Id<Firm>, most: i64) -> Outcome<Vec<Currency>> {
    let rows = tx.all(
        "SELECT currency FROM purse WHERE firm = $1 ORDER BY currency LIMIT $2",
        params![firm, most],
    )?;
    Ok(rows.iter().map(|row| row.currency(0)).collect::<anyhow::Result<_>>()?)
}
