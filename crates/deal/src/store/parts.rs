//! What belongs to a deal: lines, milestones, signatures, inspections, refunds.

use crate::model::{
    About, Deal, DealKind, DealRefusal, Finding, Inspection, InspectionKind, InspectionState, Line,
    LineKind, Means, Milestone, Origin, RECORDED_LINES_MOST, Refund, Signature,
};
use ::store::{Row, Tx, padded, params};
use anyhow::Context;
use catalog::ProductKind;
use custody::Source;
use kernel::{
    Currency, Id, Limit, Money, Outcome, Stop, Tax, TaxCategory, Timestamp, Unit, UnitPrice,
};

/// A row that is there already, or may not be.
const fn twice(what: &'static str) -> Stop {
    Stop::Bug(what)
}

/// Writes one line.
pub(crate) fn add_line(tx: &mut Tx<'_>, deal: Id<DealKind>, line: &Line) -> Outcome<()> {
    tx.add(
        "INSERT INTO line (deal, nth, product, title, unit, quantity, millionths, amount, kind,
         discount, tax, rate_bps)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        params![
            deal,
            line.nth,
            line.product,
            &line.title,
            line.unit.code(),
            line.quantity,
            line.price.millionths,
            line.amount.minor,
            line.kind.word(),
            line.discount.minor,
            line.tax.map(|tax| tax.category.code()),
            line.tax.map(|tax| tax.rate_bps)
        ],
        twice("a line"),
    )
}

/// Deals whose lines are looked up in one statement; more take several.
const SOLD_AT_A_TIME: usize = 50;

/// A deal, how it came about, and a listed product that was sold in it.
pub(crate) type Sold = (Id<DealKind>, Origin, Option<Id<ProductKind>>);

/// What was sold in these deals.
pub(crate) fn list_sold(tx: &mut Tx<'_>, deals: &[Id<DealKind>]) -> Outcome<Vec<Sold>> {
    let mut sold = Vec::new();
    for some in deals.chunks(SOLD_AT_A_TIME) {
        let rows = tx.all(
            "SELECT d.id, d.origin, l.product FROM deal AS d LEFT JOIN line AS l ON l.deal = d.id
             WHERE d.id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
             $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33,
             $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50)",
            &padded::<_, SOLD_AT_A_TIME>(some),
        )?;
        for row in &rows {
            sold.push((row.id(0)?, row.word(1, Origin::from_word)?, row.maybe_id(2)?));
        }
    }
    Ok(sold)
}

/// A deal's lines, in order.
pub(crate) fn list_lines(
    tx: &mut Tx<'_>,
    deal: Id<DealKind>,
    currency: Currency,
) -> Outcome<Vec<Line>> {
    let most = i64::try_from(RECORDED_LINES_MOST).unwrap_or(i64::MAX);
    let rows = tx.all(
        "SELECT nth, product, title, unit, quantity, millionths, amount, kind, discount,
         tax, rate_bps, sent, short FROM line
         WHERE deal = $1 ORDER BY nth LIMIT $2",
        params![deal, most],
    )?;
    Ok(rows.iter().map(|row| line(row, currency)).collect::<anyhow::Result<_>>()?)
}

fn line(row: &Row, currency: Currency) -> anyhow::Result<Line> {
    Ok(Line {
        nth: row.int(0)?,
        kind: row.word(7, LineKind::from_word)?,
        product: row.maybe_id(1)?,
        title: row.string(2)?,
        unit: row.word(3, Unit::from_code)?,
        quantity: row.int(4)?,
        price: UnitPrice::new(row.int(5)?, currency),
        amount: Money::new(row.int(6)?, currency),
        discount: Money::new(row.int(8)?, currency),
        tax: tax(row, 9)?,
        sent: row.int(11)?,
        short: row.int(12)?,
    })
}

fn tax(row: &Row, column: usize) -> anyhow::Result<Option<Tax>> {
    let Some(rate_bps) = row.maybe_int(column + 1)? else { return Ok(None) };
    Ok(Some(Tax { category: row.word(column, TaxCategory::from_code)?, rate_bps }))
}

/// Writes another price of a line.
pub(crate) fn change_line(tx: &mut Tx<'_>, deal: Id<DealKind>, line: &Line) -> Outcome<()> {
    tx.must(
        "UPDATE line SET millionths = $3, discount = $4, amount = $5 WHERE deal = $1 AND nth = $2",
        params![deal, line.nth, line.price.millionths, line.discount.minor, line.amount.minor],
        1,
        Stop::Stale,
    )
}

/// Writes another amount of a milestone that is not paid.
pub(crate) fn change_amount(tx: &mut Tx<'_>, deal: Id<DealKind>, part: &Milestone) -> Outcome<()> {
    tx.must(
        "UPDATE milestone SET amount = $3 WHERE deal = $1 AND nth = $2 AND paid_at IS NULL",
        params![deal, part.nth, part.amount.minor],
        1,
        Stop::Stale,
    )
}

/// Writes one milestone.
pub(crate) fn add_milestone(tx: &mut Tx<'_>, deal: Id<DealKind>, part: &Milestone) -> Outcome<()> {
    tx.add(
        "INSERT INTO milestone (deal, nth, share_bps, due, amount, paid_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![deal, part.nth, part.share_bps, part.due.word(), part.amount.minor, part.paid_at],
        twice("a milestone"),
    )
}

/// Marks a milestone as paid, or, with nothing, as open again.
pub(crate) fn change_milestone(
    tx: &mut Tx<'_>,
    deal: Id<DealKind>,
    nth: i64,
    paid_at: Option<Timestamp>,
) -> Outcome<()> {
    tx.must(
        "UPDATE milestone SET paid_at = $3 WHERE deal = $1 AND nth = $2",
        params![deal, nth, paid_at],
        1,
        Stop::Stale,
    )
}

/// Writes one side's signature.
pub(crate) fn add_signature(
    tx: &mut Tx<'_>,
    deal: Id<DealKind>,
    signature: &Signature,
) -> Outcome<()> {
    tx.add(
        "INSERT INTO signature (deal, firm, person, means, contract_hash, signed_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![
            deal,
            signature.firm,
            signature.person,
            signature.means.word(),
            &signature.contract_hash,
            signature.signed_at
        ],
        twice("a signature"),
    )
}

/// The signatures under each revision, in the order they were given.
pub(crate) fn list_signatures(tx: &mut Tx<'_>, deal: Id<DealKind>) -> Outcome<Vec<Signature>> {
    let rows = tx.all(
        "SELECT firm, person, means, contract_hash, signed_at FROM signature
         WHERE deal = $1 ORDER BY signed_at, firm, contract_hash LIMIT $2",
        params![deal, Limit::MOST],
    )?;
    let read = |row: &Row| {
        Ok(Signature {
            firm: row.id(0)?,
            person: row.maybe_id(1)?,
            means: row.word(2, Means::from_word)?,
            contract_hash: row.bytes(3)?.try_into().context("a hash of another length")?,
            signed_at: row.time(4)?,
        })
    };
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

/// Writes an inspection that is awaited.
pub(crate) fn add_inspection(
    tx: &mut Tx<'_>,
    deal: Id<DealKind>,
    ordered: &Inspection,
) -> Outcome<()> {
    tx.add(
        "INSERT INTO inspection (deal, id, ordered_by, state, found, note, at, report_by, timer)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            deal,
            ordered.id,
            ordered.ordered_by,
            ordered.state.word(),
            ordered.found,
            ordered.note.as_deref(),
            ordered.at,
            ordered.report_by,
            ordered.timer
        ],
        twice("an inspection"),
    )
}

/// Ends an inspection where one is awaited, with what was found, if anything was.
pub(crate) fn end_inspection(
    tx: &mut Tx<'_>,
    deal: Id<DealKind>,
    id: Id<InspectionKind>,
    (state, finding): (InspectionState, Option<&Finding>),
) -> Outcome<()> {
    let found = finding.map(|finding| finding.found);
    let note = finding.and_then(|finding| finding.note.as_deref());
    tx.must(
        "UPDATE inspection SET state = $3, found = $4, note = $5
         WHERE deal = $1 AND id = $2 AND state = 'ordered'",
        params![deal, id, state.word(), found, note],
        1,
        DealRefusal::NoInspectionOpen,
    )
}

/// A deal's inspections, oldest first.
pub(crate) fn list_inspections(tx: &mut Tx<'_>, deal: Id<DealKind>) -> Outcome<Vec<Inspection>> {
    let rows = tx.all(
        "SELECT id, ordered_by, state, found, note, at, report_by, timer FROM inspection
         WHERE deal = $1 ORDER BY id LIMIT $2",
        params![deal, Limit::MOST],
    )?;
    let read = |row: &Row| {
        Ok(Inspection {
            id: row.id(0)?,
            ordered_by: row.id(1)?,
            state: row.word(2, InspectionState::from_word)?,
            found: row.maybe_int(3)?,
            note: row.maybe_string(4)?,
            at: row.time(5)?,
            report_by: row.time(6)?,
            timer: row.id(7)?,
        })
    };
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

/// Writes a refund.
pub(crate) fn add_refund(tx: &mut Tx<'_>, deal: &Deal, refund: &Refund) -> Outcome<()> {
    tx.add(
        "INSERT INTO refund (deal, id, amount, source, reason, firm, at, about, for_sent)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            deal.id,
            refund.id,
            refund.amount.minor,
            refund.source.word(),
            refund.reason.as_deref(),
            refund.by,
            refund.at,
            &refund.about.text()?,
            refund.for_sent.minor
        ],
        twice("a refund"),
    )
}

/// A deal's refunds, oldest first.
pub(crate) fn list_refunds(
    tx: &mut Tx<'_>,
    deal: Id<DealKind>,
    currency: Currency,
) -> Outcome<Vec<Refund>> {
    let rows = tx.all(
        "SELECT id, amount, source, reason, firm, at, about, for_sent FROM refund
         WHERE deal = $1 ORDER BY id LIMIT $2",
        params![deal, Limit::MOST],
    )?;
    let read = |row: &Row| {
        Ok(Refund {
            id: row.id(0)?,
            amount: Money::new(row.int(1)?, currency),
            source: row.word(2, Source::from_word)?,
            reason: row.maybe_string(3)?,
            by: row.maybe_id(4)?,
            at: row.time(5)?,
            about: About::from_text(row.text(6)?)?,
            for_sent: Money::new(row.int(7)?, currency),
        })
    };
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}
