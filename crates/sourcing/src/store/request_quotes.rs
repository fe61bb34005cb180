//! Quotes to requests, and what was awarded.

use crate::model::{
    QuoteKind, QuoteState, QuoteTerms, RequestAward, RequestKind, RequestQuote, RequestRefusal,
};
use ::store::{Row, Tx, padded, params};
use anyhow::Context;
use kernel::{Firm, Id, Incoterm, Locode, Outcome, Stop, Transport};
use std::collections::BTreeMap;

/// Quotes looked up in one statement; a longer list takes several.
const AT_A_TIME: usize = 50;
/// Ten sellers with a revision each, and some that took theirs back.
const QUOTES_MOST: i64 = 100;

/// Writes a new quote.
pub(crate) fn add(tx: &mut Tx<'_>, quote: &RequestQuote) -> Outcome<()> {
    let terms = &quote.terms;
    let json = |text: serde_json::Result<String>| text.context("what JSON cannot hold");
    tx.add(
        "INSERT INTO request_quote (request, id, seller, revision, currency, incoterm, place,
         transport, lead_time_d, valid_until, parts, note, sample, lines, state, version, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
        params![
            quote.request,
            quote.id,
            quote.seller,
            quote.revision,
            terms.currency,
            terms.incoterm.code(),
            terms.place.code(),
            terms.transport.word(),
            terms.lead_time_d,
            terms.valid_until,
            &json(serde_json::to_string(&terms.parts))?,
            &terms.note,
            &json(serde_json::to_string(&quote.sample))?,
            &json(serde_json::to_string(&quote.lines))?,
            quote.state.word(),
            quote.version,
            quote.at
        ],
        Stop::Stale,
    )
}

/// The quote, if there is one.
pub(crate) fn find(
    tx: &mut Tx<'_>,
    request: Id<RequestKind>,
    id: Id<QuoteKind>,
) -> Outcome<Option<RequestQuote>> {
    let row = tx.find(
        "SELECT id, request, seller, revision, currency, incoterm, place, transport, lead_time_d,
         valid_until, parts, note, sample, lines, state, version, at
         FROM request_quote WHERE request = $1 AND id = $2",
        params![request, id],
    )?;
    Ok(row.map(|row| quote(&row)).transpose()?)
}

/// The last quote of a seller to a request, whatever became of it.
pub(crate) fn find_last(
    tx: &mut Tx<'_>,
    request: Id<RequestKind>,
    seller: Id<Firm>,
) -> Outcome<Option<RequestQuote>> {
    let row = tx.find(
        "SELECT id, request, seller, revision, currency, incoterm, place, transport, lead_time_d,
         valid_until, parts, note, sample, lines, state, version, at
         FROM request_quote WHERE request = $1 AND seller = $2 ORDER BY revision DESC LIMIT 1",
        params![request, seller],
    )?;
    Ok(row.map(|row| quote(&row)).transpose()?)
}

/// The quotes to a request that hold or were accepted, oldest first.
pub(crate) fn list(tx: &mut Tx<'_>, request: Id<RequestKind>) -> Outcome<Vec<RequestQuote>> {
    let rows = tx.all(
        "SELECT id, request, seller, revision, currency, incoterm, place, transport, lead_time_d,
         valid_until, parts, note, sample, lines, state, version, at
         FROM request_quote WHERE request = $1 AND (state = 'open' OR state = 'accepted')
         ORDER BY id LIMIT $2",
        params![request, QUOTES_MOST],
    )?;
    Ok(rows.iter().map(quote).collect::<anyhow::Result<_>>()?)
}

/// The last quote of a seller to each of these requests.
pub(crate) fn list_of_seller(
    tx: &mut Tx<'_>,
    seller: Id<Firm>,
    requests: &[Id<RequestKind>],
) -> Outcome<BTreeMap<Id<RequestKind>, RequestQuote>> {
    let mut found = BTreeMap::new();
    for some in requests.chunks(AT_A_TIME) {
        let rows = list_some(tx, some)?;
        for row in &rows {
            let quote = quote(row)?;
            if quote.seller == seller {
                found.insert(quote.request, quote);
            }
        }
    }
    Ok(found)
}

fn list_some(tx: &mut Tx<'_>, some: &[Id<RequestKind>]) -> Outcome<Vec<Row>> {
    tx.all(
        "SELECT id, request, seller, revision, currency, incoterm, place, transport, lead_time_d,
         valid_until, parts, note, sample, lines, state, version, at
         FROM request_quote WHERE request IN (
         $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
         $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38,
         $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50)
         ORDER BY request, revision",
        &padded::<_, AT_A_TIME>(some),
    )
}

/// Moves an open quote to where it stands now; nobody may have come before.
pub(crate) fn change(tx: &mut Tx<'_>, quote: &mut RequestQuote, to: QuoteState) -> Outcome<()> {
    tx.must(
        "UPDATE request_quote SET state = $3, version = version + 1
         WHERE request = $1 AND id = $2 AND state = 'open'",
        params![quote.request, quote.id, to.word()],
        1,
        RequestRefusal::QuoteReplaced,
    )?;
    quote.state = to;
    quote.version += 1;
    Ok(())
}

/// Writes what was awarded, and takes it off what is left of each line.
pub(crate) fn add_award(tx: &mut Tx<'_>, award: &RequestAward) -> Outcome<()> {
    for line in &award.lines {
        tx.must(
            "UPDATE request_line SET awarded = awarded + $3
             WHERE request = $1 AND nth = $2 AND awarded + $3 <= quantity",
            params![award.request, line.nth, line.quantity],
            1,
            RequestRefusal::MoreThanAsked { line: line.nth, left: 0 },
        )?;
        tx.add(
            "INSERT INTO request_award (request, quote, nth, quantity, millionths, at)
             VALUES ($1, $2, $3, $4, $5, $6)",
            params![
                award.request,
                award.quote,
                line.nth,
                line.quantity,
                line.unit_price.millionths,
                tx.now()
            ],
            RequestRefusal::QuoteAccepted,
        )?;
    }
    Ok(())
}

/// How much of each line went to which quote: quote, line, quantity.
pub(crate) fn list_awards(
    tx: &mut Tx<'_>,
    request: Id<RequestKind>,
) -> Outcome<Vec<(Id<QuoteKind>, i64, i64)>> {
    let rows = tx.all(
        "SELECT quote, nth, quantity FROM request_award WHERE request = $1
         ORDER BY quote, nth LIMIT 5000",
        params![request],
    )?;
    let read = |row: &Row| Ok((row.id(0)?, row.int(1)?, row.int(2)?));
    Ok(rows.iter().map(read).collect::<anyhow::Result<_>>()?)
}

fn quote(row: &Row) -> anyhow::Result<RequestQuote> {
    Ok(RequestQuote {
        id: row.id(0)?,
        request: row.id(1)?,
        seller: row.id(2)?,
        revision: row.int(3)?,
        terms: QuoteTerms {
            currency: row.currency(4)?,
            incoterm: row.word(5, Incoterm::from_code)?,
            place: row.word(6, Locode::parse)?,
            transport: row.word(7, Transport::from_word)?,
            lead_time_d: row.int(8)?,
            valid_until: row.time(9)?,
            parts: serde_json::from_str(row.text(10)?).context("the parts of a quote")?,
            note: row.string(11)?,
        },
        sample: serde_json::from_str(row.text(12)?).context("the sample of a quote")?,
        lines: serde_json::from_str(row.text(13)?).context("the lines of a quote")?,
        state: row.word(14, QuoteState::from_word)?,
        version: row.int(15)?,
        at: row.time(16)?,
    })
}
