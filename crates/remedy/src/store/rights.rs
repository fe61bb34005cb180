//! Which firms take goods back for no reason, and since when.

use ::store::{Tx, params};
use kernel::{Currency, Firm, Id, Outcome, Timestamp};

/// From now on a firm takes goods back for no reason.
pub(crate) fn add_right(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    currency: Currency,
    from_at: Timestamp,
) -> Outcome<()> {
    tx.run(
        "INSERT INTO return_right (firm, currency, from_at, until_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (firm, currency, from_at) DO UPDATE SET until_at = excluded.until_at",
        params![firm, currency, from_at, None::<i64>],
    )
}

/// From an instant on it does not.
pub(crate) fn end_right(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    currency: Currency,
    until_at: Timestamp,
) -> Outcome<()> {
    tx.run(
        "UPDATE return_right SET until_at = $3
         WHERE firm = $1 AND currency = $2 AND until_at IS NULL",
        params![firm, currency, until_at],
    )
}

/// Whether it did at an instant.
pub(crate) fn had_right(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    currency: Currency,
    at: Timestamp,
) -> Outcome<bool> {
    let row = tx.find(
        "SELECT from_at FROM return_right
         WHERE firm = $1 AND currency = $2 AND from_at <= $3
         AND (until_at IS NULL OR until_at > $3) LIMIT 1",
        params![firm, currency, at],
    )?;
    Ok(row.is_some())
}
