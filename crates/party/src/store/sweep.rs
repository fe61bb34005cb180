//! What is over and forgotten: found across homes by an index of its own, deleted home by home.

use ::store::{Tx, params};
use kernel::{Outcome, Timestamp};

/// Rows swept at a time, so that sweeping never holds up people.
const AT_A_TIME: i64 = 100;

/// Forgets codes sent before; tells how many.
pub(crate) fn sweep_codes(tx: &mut Tx<'_>, before: Timestamp) -> Outcome<usize> {
    let rows = tx.all(
        "SELECT contact FROM code WHERE sent_at < $1 ORDER BY sent_at LIMIT $2",
        params![before, AT_A_TIME],
    )?;
    for row in &rows {
        tx.run(
            "DELETE FROM code WHERE contact = $1 AND sent_at < $2",
            params![row.text(0)?, before],
        )?;
    }
    Ok(rows.len())
}

/// Forgets sessions that ended before; tells how many.
pub(crate) fn sweep_sessions(tx: &mut Tx<'_>, before: Timestamp) -> Outcome<usize> {
    let rows = tx.all(
        "SELECT hash FROM session WHERE expires_at < $1 ORDER BY expires_at LIMIT $2",
        params![before, AT_A_TIME],
    )?;
    for row in &rows {
        tx.run("DELETE FROM session WHERE hash = $1", params![row.bytes(0)?])?;
    }
    Ok(rows.len())
}

/// Forgets invitations that ended before; tells how many.
pub(crate) fn sweep_invitations(tx: &mut Tx<'_>, before: Timestamp) -> Outcome<usize> {
    let rows = tx.all(
        "SELECT hash FROM invitation WHERE expires_at < $1 ORDER BY expires_at LIMIT $2",
        params![before, AT_A_TIME],
    )?;
    for row in &rows {
        tx.run("DELETE FROM invitation WHERE hash = $1", params![row.bytes(0)?])?;
    }
    Ok(rows.len())
}

/// Forgets letters that were due before and wait no more; tells how many.
pub(crate) fn sweep_letters(tx: &mut Tx<'_>, before: Timestamp) -> Outcome<usize> {
    let rows = tx.all(
        "SELECT bucket, id FROM letter
         WHERE state IN ('failed', 'sent') AND due_at < $1 LIMIT $2",
        params![before, AT_A_TIME],
    )?;
    for row in &rows {
        tx.run(
            "DELETE FROM letter WHERE bucket = $1 AND id = $2",
            params![row.int(0)?, row.int(1)?],
        )?;
    }
    Ok(rows.len())
}
