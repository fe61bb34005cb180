//! Credit facts: only ever added.

use crate::model::{CreditFact, Side};
use ::store::{Param, Row, Tx, params};
use deal::{DealKind, FinishedSides};
use kernel::{Cursor, Firm, Id, Limit, Money, Outcome, Page, Stop};
use std::collections::BTreeMap;

pub(crate) fn add(tx: &mut Tx<'_>, fact: &CreditFact) -> Outcome<()> {
    tx.add(
        "INSERT INTO credit_fact (firm, deal, side, other_firm, currency, total, refunded, fee,
         placed_at, paid_at, shipped_at, finished_at, original_at, confirmed_by_timer,
         rules_version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        params![
            fact.firm,
            fact.deal,
            fact.side.word(),
            fact.other_firm,
            fact.total.currency,
            fact.total.minor,
            fact.refunded.minor,
            fact.fee.minor,
            fact.placed_at,
            fact.paid_at,
            fact.shipped_at,
            fact.finished_at,
            fact.original_at,
            fact.was_confirmed_by_timer,
            &fact.rules_version
        ],
        Stop::Bug("a second credit fact of one firm for one deal"),
    )
}

pub(crate) fn list(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    after: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<CreditFact>> {
    let before = after.map_or(i64::MAX, |cursor| cursor.0);
    let rows = tx.all(
        "SELECT firm, deal, side, other_firm, currency, total, refunded, fee, placed_at, paid_at,
         shipped_at, finished_at, original_at, confirmed_by_timer, rules_version
         FROM credit_fact WHERE firm = $1 AND deal < $2 ORDER BY deal DESC LIMIT $3",
        params![firm, before, limit.ask()],
    )?;
    let facts = rows.iter().map(fact).collect::<anyhow::Result<Vec<_>>>()?;
    Ok(Page::cut(facts, limit, |fact| fact.deal.raw()))
}

fn fact(row: &Row) -> anyhow::Result<CreditFact> {
    let currency = row.currency(4)?;
    let money = |column| anyhow::Ok(Money::new(row.int(column)?, currency));
    Ok(CreditFact {
        firm: row.id(0)?,
        deal: row.id(1)?,
        side: row.word(2, Side::from_word)?,
        other_firm: row.id(3)?,
        total: money(5)?,
        refunded: money(6)?,
        fee: money(7)?,
        placed_at: row.time(8)?,
        paid_at: row.time(9)?,
        shipped_at: row.time(10)?,
        finished_at: row.time(11)?,
        original_at: row.maybe_time(12)?,
        was_confirmed_by_timer: row.flag(13)?,
        rules_version: row.string(14)?,
    })
}

/// How many facts each of these deals has with its own two firms.
pub(crate) fn count_of(
    tx: &mut Tx<'_>,
    finished: &[FinishedSides],
) -> Outcome<BTreeMap<Id<DealKind>, i64>> {
    let mut counts = BTreeMap::new();
    let sides =
        finished.iter().flat_map(|sides| [(sides.buyer, sides.deal), (sides.seller, sides.deal)]);
    let asked: Vec<(Id<Firm>, Id<DealKind>)> = sides.collect();
    for some in asked.chunks(SIDES_AT_A_TIME) {
        // A statement has one shape: the places that are not needed ask for what does not exist.
        let mut places = [Param::Int(0); 2 * SIDES_AT_A_TIME];
        for (nth, (firm, deal)) in some.iter().enumerate() {
            places[2 * nth] = Param::from(*firm);
            places[2 * nth + 1] = Param::from(*deal);
        }
        let rows = tx.all(
            "SELECT deal FROM credit_fact WHERE (firm, deal) IN
             (VALUES ($1, $2), ($3, $4), ($5, $6), ($7, $8), ($9, $10), ($11, $12), ($13, $14),
              ($15, $16), ($17, $18), ($19, $20))",
            &places,
        )?;
        for row in &rows {
            *counts.entry(row.id(0)?).or_insert(0) += 1;
        }
    }
    Ok(counts)
}

/// Sides looked for in one statement.
const SIDES_AT_A_TIME: usize = 10;
