//! Lists of deals.

use super::deals::tracks;
use crate::model::{Card, DealKind, Side};
use ::store::{Row, Tx, padded, params};
use kernel::{Firm, Id, Money, Outcome};
use std::collections::HashMap;

/// Deals looked up in one statement; a longer page takes several.
const DEALS_AT_A_TIME: usize = 50;

/// A firm's deals before one, newest first: which, and on which side.
pub(crate) fn list_of_firm(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    before: i64,
    most: i64,
) -> Outcome<Vec<(Id<DealKind>, Side)>> {
    let rows = tx.all(
        "SELECT deal, side FROM firm_deal WHERE firm = $1 AND deal < $2
         ORDER BY deal DESC LIMIT $3",
        params![firm, before, most],
    )?;
    Ok(rows.iter().map(place).collect::<anyhow::Result<_>>()?)
}

/// The same of those that are not over.
pub(crate) fn list_open_of_firm(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    before: i64,
    most: i64,
) -> Outcome<Vec<(Id<DealKind>, Side)>> {
    let rows = tx.all(
        "SELECT deal, side FROM open_deal WHERE firm = $1 AND deal < $2
         ORDER BY deal DESC LIMIT $3",
        params![firm, before, most],
    )?;
    Ok(rows.iter().map(place).collect::<anyhow::Result<_>>()?)
}

/// The deal that a firm sells in for longest, of those that are not over.
pub(crate) fn find_oldest_sale(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<Option<Id<DealKind>>> {
    let row = tx.find(
        "SELECT deal FROM open_deal WHERE firm = $1 AND side = 'seller' ORDER BY deal LIMIT 1",
        params![firm],
    )?;
    Ok(row.as_ref().map(|row| row.id(0)).transpose()?)
}

fn place(row: &Row) -> anyhow::Result<(Id<DealKind>, Side)> {
    Ok((row.id(0)?, row.word(1, Side::from_word)?))
}

/// What a list shows of these deals, in their order.
pub(crate) fn list_cards(tx: &mut Tx<'_>, places: &[(Id<DealKind>, Side)]) -> Outcome<Vec<Card>> {
    let mut rows = HashMap::with_capacity(places.len());
    let ids: Vec<Id<DealKind>> = places.iter().map(|(deal, _)| *deal).collect();
    for some in ids.chunks(DEALS_AT_A_TIME) {
        for row in list_some(tx, some)? {
            rows.insert(row.id::<DealKind>(0)?, row);
        }
    }
    let cards = places.iter().filter_map(|(deal, side)| Some(card(rows.get(deal)?, *side)));
    Ok(cards.collect::<anyhow::Result<_>>()?)
}

fn list_some(tx: &mut Tx<'_>, ids: &[Id<DealKind>]) -> Outcome<Vec<Row>> {
    tx.all(
        "SELECT d.id, d.buyer, d.seller, d.title, d.line_count, d.currency, d.total,
         d.information, d.money, d.goods, d.is_late, d.due_at, d.placed_at, d.original_at,
         (SELECT MIN(CASE WHEN s.delivered_at IS NULL THEN 0 ELSE 1 END) FROM shipment s
          WHERE s.deal = d.id),
         (SELECT t.at FROM timeline t WHERE t.deal = d.id ORDER BY t.id DESC LIMIT 1), d.remedy,
         d.proposal, d.revision
         FROM deal d WHERE d.id IN
         ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
         $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37,
         $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50) ORDER BY d.id",
        &padded::<_, DEALS_AT_A_TIME>(ids),
    )
}

fn card(row: &Row, side: Side) -> anyhow::Result<Card> {
    let other = match side {
        Side::Buyer => Some(row.id(2)?),
        Side::Seller => row.maybe_id(1)?,
    };
    Ok(Card {
        deal: row.id(0)?,
        side,
        other,
        title: row.string(3)?,
        line_count: row.int(4)?,
        total: Money::new(row.int(6)?, row.currency(5)?),
        tracks: tracks(row, 7)?,
        is_late: row.flag(10)?,
        due_at: row.maybe_time(11)?,
        placed_at: row.time(12)?,
        original_at: row.maybe_time(13)?,
        was_delivered: row.maybe_int(14)? == Some(1),
        is_stopped: row.maybe_int(16)?.is_some(),
        has_proposal: row.maybe_int(17)?.is_some(),
        revision: row.int(18)?,
        active_at: row.maybe_time(15)?.unwrap_or(row.time(12)?),
    })
}
