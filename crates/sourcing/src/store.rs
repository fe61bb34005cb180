//! Every SQL statement of inquiries, requests and quotes.

pub(crate) mod leads;
pub(crate) mod request_files;
pub(crate) mod request_quotes;
pub(crate) mod requests;
pub(crate) mod searches;

use crate::model::{
    Inquiry, InquiryKind, InquiryRow, InquiryState, Quote, QuoteKind, QuoteState, QuoteTerms, Side,
    SourcingRefusal,
};
use ::store::{Row, Tx, padded, params};
use anyhow::Context;
use catalog::Tier;
use kernel::{Firm, Id, Incoterm, Locode, Outcome, Stop, Timestamp, Transport, Unit, UnitPrice};
use std::collections::BTreeMap;

/// The inquiry.
pub(crate) fn get_inquiry(tx: &mut Tx<'_>, id: Id<InquiryKind>) -> Outcome<Inquiry> {
    let row = tx.get(
        "SELECT id, product, title, buyer, seller, quantity, unit, destination, state, version, at
         FROM inquiry WHERE id = $1",
        params![id],
    )?;
    Ok(Inquiry {
        id: row.id(0)?,
        product: row.id(1)?,
        title: row.string(2)?,
        buyer: row.id(3)?,
        seller: row.id(4)?,
        quantity: row.int(5)?,
        unit: row.word(6, Unit::from_code)?,
        destination: row.maybe_string(7)?,
        state: row.word(8, InquiryState::from_word)?,
        version: row.int(9)?,
        at: row.time(10)?,
    })
}

/// Writes a new inquiry, and a list row for each side.
pub(crate) fn add_inquiry(tx: &mut Tx<'_>, inquiry: &Inquiry) -> Outcome<()> {
    tx.add(
        "INSERT INTO inquiry (id, product, title, buyer, seller, quantity, unit, destination,
         state, version, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        params![
            inquiry.id,
            inquiry.product,
            &inquiry.title,
            inquiry.buyer,
            inquiry.seller,
            inquiry.quantity,
            inquiry.unit.code(),
            inquiry.destination.as_ref(),
            inquiry.state.word(),
            inquiry.version,
            inquiry.at
        ],
        Stop::Bug("an inquiry id twice, or an inquiry at oneself"),
    )?;
    add_row(tx, inquiry, Side::Buyer)?;
    add_row(tx, inquiry, Side::Seller)
}

fn add_row(tx: &mut Tx<'_>, inquiry: &Inquiry, side: Side) -> Outcome<()> {
    let (firm, other) = match side {
        Side::Buyer => (inquiry.buyer, inquiry.seller),
        Side::Seller => (inquiry.seller, inquiry.buyer),
    };
    tx.add(
        "INSERT INTO firm_inquiry (firm, inquiry, side, other_firm, product, title, quantity,
         unit, state, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            firm,
            inquiry.id,
            side.word(),
            other,
            inquiry.product,
            &inquiry.title,
            inquiry.quantity,
            inquiry.unit.code(),
            inquiry.state.word(),
            inquiry.at
        ],
        Stop::Bug("an inquiry id twice"),
    )
}

/// Moves an inquiry, and its two list rows, to where it stands now; nobody may have come before.
pub(crate) fn change_state(tx: &mut Tx<'_>, before: &Inquiry, after: &Inquiry) -> Outcome<()> {
    tx.must(
        "UPDATE inquiry SET state = $3, version = $4 WHERE id = $1 AND version = $2",
        params![after.id, before.version, after.state.word(), after.version],
        1,
        Stop::Stale,
    )?;
    if before.state == after.state {
        return Ok(());
    }
    for firm in [after.buyer, after.seller] {
        tx.must(
            "UPDATE firm_inquiry SET state = $3 WHERE firm = $1 AND inquiry = $2",
            params![firm, after.id, after.state.word()],
            1,
            Stop::Bug("an inquiry without its list row"),
        )?;
    }
    Ok(())
}

/// The inquiries of a firm before one of them, newest first.
pub(crate) fn list_inquiries(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    before: i64,
    most: i64,
) -> Outcome<Vec<InquiryRow>> {
    let rows = tx.all(
        "SELECT inquiry, side, other_firm, product, title, quantity, unit, state, at
         FROM firm_inquiry WHERE firm = $1 AND inquiry < $2 ORDER BY inquiry DESC LIMIT $3",
        params![firm, before, most],
    )?;
    Ok(rows.iter().map(inquiry_row).collect::<anyhow::Result<_>>()?)
}

fn inquiry_row(row: &Row) -> anyhow::Result<InquiryRow> {
    Ok(InquiryRow {
        inquiry: row.id(0)?,
        side: row.word(1, Side::from_word)?,
        other_firm: row.id(2)?,
        product: row.id(3)?,
        title: row.string(4)?,
        quantity: row.int(5)?,
        unit: row.word(6, Unit::from_code)?,
        state: row.word(7, InquiryState::from_word)?,
        at: row.time(8)?,
    })
}

/// How many quotes were given to an inquiry, whatever became of them.
pub(crate) fn count_quotes(tx: &mut Tx<'_>, inquiry: Id<InquiryKind>) -> Outcome<i64> {
    let row = tx.get("SELECT COUNT(*) FROM quote WHERE inquiry = $1", params![inquiry])?;
    Ok(row.int(0)?)
}

/// The quote with its prices, in one round trip, if there is one.
pub(crate) fn find_quote(
    tx: &mut Tx<'_>,
    inquiry: Id<InquiryKind>,
    id: Id<QuoteKind>,
) -> Outcome<Option<Quote>> {
    let rows = tx.all(
        "SELECT q.id, q.inquiry, q.seller, q.currency, q.incoterm, q.place, q.transport,
         q.lead_time_d, q.valid_until, q.parts, q.note, q.state, q.version, q.at,
         t.min_quantity, t.millionths
         FROM quote AS q JOIN quote_tier AS t ON t.inquiry = q.inquiry AND t.quote = q.id
         WHERE q.inquiry = $1 AND q.id = $2 ORDER BY t.min_quantity",
        params![inquiry, id],
    )?;
    Ok(gather(&rows)?.pop())
}

/// All quotes of an inquiry with their prices, newest first.
pub(crate) fn list_quotes(tx: &mut Tx<'_>, inquiry: Id<InquiryKind>) -> Outcome<Vec<Quote>> {
    let rows = tx.all(
        "SELECT q.id, q.inquiry, q.seller, q.currency, q.incoterm, q.place, q.transport,
         q.lead_time_d, q.valid_until, q.parts, q.note, q.state, q.version, q.at,
         t.min_quantity, t.millionths
         FROM quote AS q JOIN quote_tier AS t ON t.inquiry = q.inquiry AND t.quote = q.id
         WHERE q.inquiry = $1 ORDER BY q.id DESC, t.min_quantity",
        params![inquiry],
    )?;
    Ok(gather(&rows)?)
}

/// Inquiries looked up in one statement; a longer list takes several.
const AT_A_TIME: usize = 50;

/// When the last quote was given to each of these inquiries that was not taken back.
pub(crate) fn list_last_quotes(
    tx: &mut Tx<'_>,
    inquiries: &[Id<InquiryKind>],
) -> Outcome<BTreeMap<Id<InquiryKind>, Timestamp>> {
    let mut quoted = BTreeMap::new();
    for some in inquiries.chunks(AT_A_TIME) {
        for row in list_some_quotes(tx, some)? {
            quoted.insert(row.id(0)?, row.time(1)?);
        }
    }
    Ok(quoted)
}

fn list_some_quotes(tx: &mut Tx<'_>, some: &[Id<InquiryKind>]) -> Outcome<Vec<Row>> {
    tx.all(
        "SELECT inquiry, MAX(at) FROM quote WHERE inquiry IN (
         $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
         $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36,
         $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50)
         AND state <> 'withdrawn' GROUP BY inquiry",
        &padded::<_, AT_A_TIME>(some),
    )
}

/// Writes a new quote with its prices.
pub(crate) fn add_quote(tx: &mut Tx<'_>, quote: &Quote) -> Outcome<()> {
    let Quote { id, inquiry, seller, terms, tiers, state, version, at } = quote;
    let parts = serde_json::to_string(&terms.parts).context("parts that JSON cannot hold")?;
    tx.add(
        "INSERT INTO quote (inquiry, id, seller, currency, incoterm, place, transport,
         lead_time_d, valid_until, parts, note, state, version, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        params![
            *inquiry,
            *id,
            *seller,
            terms.currency,
            terms.incoterm.code(),
            terms.place.code(),
            terms.transport.word(),
            terms.lead_time_d,
            terms.valid_until,
            &parts,
            &terms.note,
            state.word(),
            *version,
            *at
        ],
        Stop::Stale,
    )?;
    for tier in tiers {
        tx.add(
            "INSERT INTO quote_tier (inquiry, quote, min_quantity, millionths)
             VALUES ($1, $2, $3, $4)",
            params![*inquiry, *id, tier.min_quantity, tier.price.millionths],
            Stop::Bug("a tier twice"),
        )?;
    }
    Ok(())
}

/// Marks the open quote of an inquiry, if there is one, as replaced.
pub(crate) fn replace_open_quote(tx: &mut Tx<'_>, inquiry: Id<InquiryKind>) -> Outcome<()> {
    tx.run(
        "UPDATE quote SET state = 'replaced', version = version + 1
         WHERE inquiry = $1 AND state = 'open'",
        params![inquiry],
    )
}

/// Moves an open quote to where it stands now; nobody may have come before.
pub(crate) fn change_quote(tx: &mut Tx<'_>, quote: &Quote, state: QuoteState) -> Outcome<()> {
    tx.must(
        "UPDATE quote SET state = $3, version = version + 1
         WHERE inquiry = $1 AND id = $2 AND state = 'open'",
        params![quote.inquiry, quote.id, state.word()],
        1,
        SourcingRefusal::QuoteReplaced,
    )
}

/// Reads quotes off rows with one tier each, those of one quote together.
fn gather(rows: &[Row]) -> anyhow::Result<Vec<Quote>> {
    let mut quotes: Vec<Quote> = Vec::new();
    for row in rows {
        if quotes.last().map(|quote| quote.id) != Some(row.id(0)?) {
            quotes.push(quote(row)?);
        }
        if let Some(quote) = quotes.last_mut() {
            let price = UnitPrice::new(row.int(15)?, quote.terms.currency);
            quote.tiers.push(Tier { min_quantity: row.int(14)?, price });
        }
    }
    Ok(quotes)
}

fn quote(row: &Row) -> anyhow::Result<Quote> {
    Ok(Quote {
        id: row.id(0)?,
        inquiry: row.id(1)?,
        seller: row.id(2)?,
        terms: QuoteTerms {
            currency: row.currency(3)?,
            incoterm: row.word(4, Incoterm::from_code)?,
            place: row.word(5, Locode::parse)?,
            transport: row.word(6, Transport::from_word)?,
            lead_time_d: row.int(7)?,
            valid_until: row.time(8)?,
            parts: serde_json::from_str(row.text(9)?).context("the parts of a quote")?,
            note: row.string(10)?,
        },
        tiers: Vec::new(),
        state: row.word(11, QuoteState::from_word)?,
        version: row.int(12)?,
        at: row.time(13)?,
    })
}
