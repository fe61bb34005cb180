//! Requests that were brought to sellers, and whose turn it is.

use crate::model::{Lead, Match, RequestKind};
use ::store::{Row, Tx, padded, params};
use anyhow::Context;
use kernel::{Firm, Id, Outcome, Stop, Timestamp};
use std::collections::BTreeMap;

/// Firms looked up in one statement; a longer list takes several.
const AT_A_TIME: usize = 50;

/// Brings a request to a seller; the seller's turn begins anew.
pub(crate) fn add(tx: &mut Tx<'_>, request: Id<RequestKind>, found: &Match) -> Outcome<()> {
    let arithmetic = serde_json::to_string(&found.arithmetic).context("points")?;
    tx.add(
        "INSERT INTO lead (firm, request, points, arithmetic, at) VALUES ($1, $2, $3, $4, $5)",
        params![found.firm, request, found.total, &arithmetic, tx.now()],
        Stop::Bug("a lead twice"),
    )?;
    // How firms answer is talk's to count; the columns of this table that did are no longer read.
    tx.run(
        "INSERT INTO reply_record (firm, asked, answered, waited_s, led_at)
         VALUES ($1, 0, 0, 0, $2) ON CONFLICT (firm) DO UPDATE SET led_at = excluded.led_at",
        params![found.firm, tx.now()],
    )
}

/// The leads of a firm before one of them, newest first.
pub(crate) fn list_of_firm(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    before: i64,
    most: i64,
) -> Outcome<Vec<Lead>> {
    let rows = tx.all(
        "SELECT firm, request, points, arithmetic, at FROM lead
         WHERE firm = $1 AND request < $2 ORDER BY request DESC LIMIT $3",
        params![firm, before, most],
    )?;
    Ok(rows.iter().map(lead).collect::<anyhow::Result<_>>()?)
}

/// The lead that brought a request to a firm, if one did.
pub(crate) fn find(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    request: Id<RequestKind>,
) -> Outcome<Option<Lead>> {
    let row = tx.find(
        "SELECT firm, request, points, arithmetic, at FROM lead
         WHERE firm = $1 AND request = $2",
        params![firm, request],
    )?;
    Ok(row.map(|row| lead(&row)).transpose()?)
}

/// To whom a request was brought, most points first.
pub(crate) fn list_of_request(
    tx: &mut Tx<'_>,
    request: Id<RequestKind>,
    most: i64,
) -> Outcome<Vec<Lead>> {
    let rows = tx.all(
        "SELECT firm, request, points, arithmetic, at FROM lead
         WHERE request = $1 ORDER BY points DESC, firm LIMIT $2",
        params![request, most],
    )?;
    Ok(rows.iter().map(lead).collect::<anyhow::Result<_>>()?)
}

fn lead(row: &Row) -> anyhow::Result<Lead> {
    Ok(Lead {
        firm: row.id(0)?,
        request: row.id(1)?,
        points: row.int(2)?,
        arithmetic: serde_json::from_str(row.text(3)?).context("the arithmetic of a lead")?,
        at: row.time(4)?,
    })
}

/// When a request was brought to each of these firms last; those to whom none was are left out.
pub(crate) fn list_led(
    tx: &mut Tx<'_>,
    firms: &[Id<Firm>],
) -> Outcome<BTreeMap<Id<Firm>, Timestamp>> {
    let mut found = BTreeMap::new();
    for some in firms.chunks(AT_A_TIME) {
        for row in list_some(tx, some)? {
            if let Some(led_at) = row.maybe_time(1)? {
                found.insert(row.id(0)?, led_at);
            }
        }
    }
    Ok(found)
}

fn list_some(tx: &mut Tx<'_>, some: &[Id<Firm>]) -> Outcome<Vec<Row>> {
    tx.all(
        "SELECT firm, led_at FROM reply_record WHERE firm IN (
         $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
         $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38,
         $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50)",
        &padded::<_, AT_A_TIME>(some),
    )
}
