//! Requests with their lines, and the lists that they stand in.

use crate::model::{
    Audience, Filter, Request, RequestKind, RequestLine, RequestState, Side, Wanted,
};
use ::store::{Row, Tx, padded, params};
use anyhow::Context;
use kernel::{Firm, Id, Incoterm, Outcome, Stop, Timestamp, Unit, UnitPrice};
use serde::Serialize;
use std::collections::BTreeMap;

/// Requests looked up in one statement; a longer list takes several.
const AT_A_TIME: usize = 50;
/// After every category.
const AFTER_ALL: char = '\u{10ffff}';

/// The request with its lines.
pub(crate) fn get_request(tx: &mut Tx<'_>, id: Id<RequestKind>) -> Outcome<Request> {
    let row = tx.get(
        "SELECT id, buyer, title, text, lang, destination, incoterm, wanted_by, certificates,
         wants_sample, audience, open_d, state, quotes, marks, reasons, review_note, due_at,
         opened_at, open_until, version, at
         FROM request WHERE id = $1",
        params![id],
    )?;
    let mut request = request(&row)?;
    let rows = tx.all(
        "SELECT request, nth, what, category, quantity, unit, specs, target_currency,
         target_millionths, awarded FROM request_line WHERE request = $1 ORDER BY nth",
        params![id],
    )?;
    request.wanted.lines = rows.iter().map(line).collect::<anyhow::Result<_>>()?;
    Ok(request)
}

/// These requests with their lines, in the order asked for; unknown ones are left out.
pub(crate) fn list_requests(tx: &mut Tx<'_>, ids: &[Id<RequestKind>]) -> Outcome<Vec<Request>> {
    let mut found = BTreeMap::new();
    for some in ids.chunks(AT_A_TIME) {
        let rows = tx.all(
            "SELECT id, buyer, title, text, lang, destination, incoterm, wanted_by, certificates,
         wants_sample, audience, open_d, state, quotes, marks, reasons, review_note, due_at,
         opened_at, open_until, version, at
         FROM request WHERE id IN (
         $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
         $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38,
         $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50)",
            &padded::<_, AT_A_TIME>(some),
        )?;
        for request in with_lines(tx, &rows)? {
            found.insert(request.id, request);
        }
    }
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

/// The open requests before one of them that a filter lets through, newest first.
pub(crate) fn list_open(
    tx: &mut Tx<'_>,
    filter: &Filter,
    before: i64,
    most: i64,
) -> Outcome<Vec<Request>> {
    let after_last = format!("{}{AFTER_ALL}", filter.category);
    let rows = tx.all(
        "SELECT id, buyer, title, text, lang, destination, incoterm, wanted_by, certificates,
         wants_sample, audience, open_d, state, quotes, marks, reasons, review_note, due_at,
         opened_at, open_until, version, at
         FROM request WHERE state = 'open' AND audience = 'everyone' AND id < $1
         AND (country = $2 OR $2 = '') AND category >= $3 AND category < $4
         ORDER BY id DESC LIMIT $5",
        params![before, &filter.country, &filter.category, &after_last, most],
    )?;
    with_lines(tx, &rows)
}

/// The requests that opened to everyone after an instant and still are open, oldest first.
pub(crate) fn list_opened_since(
    tx: &mut Tx<'_>,
    since: Timestamp,
    most: i64,
) -> Outcome<Vec<Request>> {
    let rows = tx.all(
        "SELECT id, buyer, title, text, lang, destination, incoterm, wanted_by, certificates,
         wants_sample, audience, open_d, state, quotes, marks, reasons, review_note, due_at,
         opened_at, open_until, version, at
         FROM request WHERE state = 'open' AND audience = 'everyone' AND opened_at > $1
         ORDER BY opened_at, id LIMIT $2",
        params![since, most],
    )?;
    with_lines(tx, &rows)
}

/// The requests that a clerk should look at, what is due first.
pub(crate) fn list_in_review(tx: &mut Tx<'_>, most: i64) -> Outcome<Vec<Request>> {
    let rows = tx.all(
        "SELECT id, buyer, title, text, lang, destination, incoterm, wanted_by, certificates,
         wants_sample, audience, open_d, state, quotes, marks, reasons, review_note, due_at,
         opened_at, open_until, version, at
         FROM request WHERE state = 'review' AND due_at IS NOT NULL ORDER BY due_at, id LIMIT $1",
        params![most],
    )?;
    with_lines(tx, &rows)
}

/// The open requests that were brought to nobody yet, oldest first.
pub(crate) fn list_unmatched(tx: &mut Tx<'_>, most: i64) -> Outcome<Vec<Id<RequestKind>>> {
    let rows = tx.all(
        "SELECT id FROM request WHERE state = 'open' AND matched_at IS NULL
         AND opened_at IS NOT NULL ORDER BY opened_at, id LIMIT $1",
        params![most],
    )?;
    Ok(rows.iter().map(|row| row.id(0)).collect::<anyhow::Result<_>>()?)
}

/// How many requests of a firm are under way.
pub(crate) fn count_under_way(tx: &mut Tx<'_>, buyer: Id<Firm>) -> Outcome<i64> {
    let row = tx.get(
        "SELECT COUNT(*) FROM request WHERE buyer = $1
         AND (state = 'draft' OR state = 'review' OR state = 'open' OR state = 'full')",
        params![buyer],
    )?;
    Ok(row.int(0)?)
}

/// Requests of a firm with the same fingerprint as this one, newest first.
pub(crate) fn list_same(
    tx: &mut Tx<'_>,
    request: &Request,
    most: i64,
) -> Outcome<Vec<Id<RequestKind>>> {
    let rows = tx.all(
        "SELECT request FROM firm_request WHERE firm = $1 AND fingerprint = $2 AND request <> $3
         ORDER BY request DESC LIMIT $4",
        params![request.buyer, &request.wanted.fingerprint(), request.id, most],
    )?;
    Ok(rows.iter().map(|row| row.id(0)).collect::<anyhow::Result<_>>()?)
}

/// The requests of a firm on a side before one of them, newest first.
pub(crate) fn list_of_firm(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    side: Side,
    before: i64,
    most: i64,
) -> Outcome<Vec<Id<RequestKind>>> {
    let rows = tx.all(
        "SELECT request FROM firm_request WHERE firm = $1 AND side = $2 AND request < $3
         ORDER BY request DESC LIMIT $4",
        params![firm, side.word(), before, most],
    )?;
    Ok(rows.iter().map(|row| row.id(0)).collect::<anyhow::Result<_>>()?)
}

/// Whether a firm has quoted to a request, or it was brought to the firm.
pub(crate) fn is_asked(tx: &mut Tx<'_>, firm: Id<Firm>, id: Id<RequestKind>) -> Outcome<bool> {
    let listed =
        tx.find("SELECT at FROM firm_request WHERE firm = $1 AND request = $2", params![firm, id])?;
    if listed.is_some() {
        return Ok(true);
    }
    let led = tx.find("SELECT at FROM lead WHERE firm = $1 AND request = $2", params![firm, id])?;
    Ok(led.is_some())
}

/// Writes a new request, its lines, and its buyer's list row.
pub(crate) fn add_request(tx: &mut Tx<'_>, request: &Request) -> Outcome<()> {
    let Wanted { certificates, audience, incoterm, .. } = &request.wanted;
    let wanted = &request.wanted;
    tx.add(
        "INSERT INTO request (id, buyer, title, text, lang, category, country, destination,
         incoterm, wanted_by, certificates, wants_sample, audience, open_d, state, quotes, marks,
         reasons, review_note, due_at, opened_at, open_until, matched_at, version, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
         $18, $19, $20, $21, $22, $23, $24, $25)",
        params![
            request.id,
            request.buyer,
            &wanted.title,
            &wanted.text,
            &wanted.lang,
            wanted.category(),
            wanted.country(),
            &wanted.destination,
            incoterm.map(Incoterm::code),
            wanted.wanted_by.as_ref(),
            &json(certificates)?,
            wanted.wants_sample,
            audience.word(),
            wanted.open_d,
            request.state.word(),
            request.quotes,
            &json(&request.marks)?,
            &json(&request.reasons)?,
            &request.review_note,
            request.due_at,
            request.opened_at,
            request.open_until,
            None::<Timestamp>,
            request.version,
            request.at
        ],
        Stop::Bug("a request id twice"),
    )?;
    add_lines(tx, request.id, &wanted.lines)?;
    let print = wanted.fingerprint();
    add_row(tx, request.buyer, request.id, Side::Buyer, &print)
}

fn add_lines(tx: &mut Tx<'_>, id: Id<RequestKind>, lines: &[RequestLine]) -> Outcome<()> {
    for line in lines {
        tx.add(
            "INSERT INTO request_line (request, nth, what, category, quantity, unit, specs,
             target_currency, target_millionths, awarded)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            params![
                id,
                line.nth,
                &line.what,
                &line.category,
                line.quantity,
                line.unit.code(),
                &json(&line.specs)?,
                line.target.map(|target| target.currency),
                line.target.map(|target| target.millionths),
                line.awarded
            ],
            Stop::Bug("a line of a request twice"),
        )?;
    }
    Ok(())
}

/// Writes a row of a firm's list.
pub(crate) fn add_row(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    id: Id<RequestKind>,
    side: Side,
    fingerprint: &str,
) -> Outcome<()> {
    tx.add(
        "INSERT INTO firm_request (firm, request, side, fingerprint, at)
         VALUES ($1, $2, $3, $4, $5)",
        params![firm, id, side.word(), fingerprint, tx.now()],
        Stop::Bug("a request twice in a list"),
    )
}

/// Writes a draft over the one that was there.
pub(crate) fn change_draft(tx: &mut Tx<'_>, request: &Request) -> Outcome<()> {
    let wanted = &request.wanted;
    tx.must(
        "UPDATE request SET title = $3, text = $4, lang = $5, category = $6, country = $7,
         destination = $8, incoterm = $9, wanted_by = $10, certificates = $11,
         wants_sample = $12, audience = $13, open_d = $14, version = version + 1
         WHERE id = $1 AND version = $2 AND state = 'draft'",
        params![
            request.id,
            request.version,
            &wanted.title,
            &wanted.text,
            &wanted.lang,
            wanted.category(),
            wanted.country(),
            &wanted.destination,
            wanted.incoterm.map(Incoterm::code),
            wanted.wanted_by.as_ref(),
            &json(&wanted.certificates)?,
            wanted.wants_sample,
            wanted.audience.word(),
            wanted.open_d
        ],
        1,
        Stop::Stale,
    )?;
    tx.run("DELETE FROM request_line WHERE request = $1", params![request.id])?;
    add_lines(tx, request.id, &wanted.lines)?;
    tx.must(
        "UPDATE firm_request SET fingerprint = $3 WHERE firm = $1 AND request = $2",
        params![request.buyer, request.id, &wanted.fingerprint()],
        1,
        Stop::Bug("a request without its list row"),
    )
}

/// Moves a request to where it stands now; nobody may have come before.
pub(crate) fn change_state(tx: &mut Tx<'_>, request: &mut Request) -> Outcome<()> {
    tx.must(
        "UPDATE request SET state = $3, marks = $4, reasons = $5, review_note = $6, due_at = $7,
         opened_at = $8, open_until = $9, version = version + 1 WHERE id = $1 AND version = $2",
        params![
            request.id,
            request.version,
            request.state.word(),
            &json(&request.marks)?,
            &json(&request.reasons)?,
            &request.review_note,
            request.due_at,
            request.opened_at,
            request.open_until
        ],
        1,
        Stop::Stale,
    )?;
    request.version += 1;
    Ok(())
}

/// Takes one of the places for quotes, if there is one; the last one makes the request full.
pub(crate) fn take_place(tx: &mut Tx<'_>, id: Id<RequestKind>, most: i64) -> Outcome<bool> {
    let row = tx.change(
        "UPDATE request SET quotes = quotes + 1, version = version + 1,
         state = CASE WHEN quotes + 1 >= $2 THEN 'full' ELSE state END
         WHERE id = $1 AND state = 'open' AND quotes < $2 RETURNING quotes",
        params![id, most],
    )?;
    Ok(row.is_some())
}

/// Gives a place back; a full request is open again.
pub(crate) fn free_place(tx: &mut Tx<'_>, id: Id<RequestKind>) -> Outcome<()> {
    tx.run(
        "UPDATE request SET quotes = quotes - 1, version = version + 1,
         state = CASE WHEN state = 'full' THEN 'open' ELSE state END
         WHERE id = $1 AND quotes > 0",
        params![id],
    )
}

/// Notes that a request was brought to those who can serve it; false if it was before.
pub(crate) fn mark_matched(tx: &mut Tx<'_>, id: Id<RequestKind>) -> Outcome<bool> {
    let row = tx.change(
        "UPDATE request SET matched_at = $2 WHERE id = $1 AND matched_at IS NULL RETURNING id",
        params![id, tx.now()],
    )?;
    Ok(row.is_some())
}

/// The categories of a request's lines.
pub(crate) fn list_categories(tx: &mut Tx<'_>, id: Id<RequestKind>) -> Outcome<Vec<String>> {
    let rows = tx.all(
        "SELECT DISTINCT category FROM request_line WHERE request = $1 ORDER BY category",
        params![id],
    )?;
    Ok(rows.iter().map(|row| row.string(0)).collect::<anyhow::Result<_>>()?)
}

fn with_lines(tx: &mut Tx<'_>, rows: &[Row]) -> Outcome<Vec<Request>> {
    let requests = rows.iter().map(request).collect::<anyhow::Result<Vec<Request>>>()?;
    let ids: Vec<_> = requests.iter().map(|request| request.id).collect();
    let mut lines: BTreeMap<Id<RequestKind>, Vec<RequestLine>> = BTreeMap::new();
    for some in ids.chunks(AT_A_TIME) {
        let rows = tx.all(
            "SELECT request, nth, what, category, quantity, unit, specs, target_currency,
         target_millionths, awarded FROM request_line WHERE request IN (
         $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
         $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38,
         $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50)
         ORDER BY request, nth",
            &padded::<_, AT_A_TIME>(some),
        )?;
        for row in &rows {
            lines.entry(row.id(0)?).or_default().push(line(row)?);
        }
    }
    let filled = requests.into_iter().map(|mut request| {
        request.wanted.lines = lines.remove(&request.id).unwrap_or_default();
        request
    });
    Ok(filled.collect())
}

fn json(value: &impl Serialize) -> Outcome<String> {
    Ok(serde_json::to_string(value).context("a value that JSON cannot hold")?)
}

fn request(row: &Row) -> anyhow::Result<Request> {
    let incoterm = row.maybe_string(6)?;
    Ok(Request {
        id: row.id(0)?,
        buyer: row.id(1)?,
        wanted: Wanted {
            title: row.string(2)?,
            text: row.string(3)?,
            lang: row.string(4)?,
            destination: row.string(5)?,
            incoterm: incoterm.and_then(|code| Incoterm::from_code(&code)),
            wanted_by: row.maybe_string(7)?,
            certificates: serde_json::from_str(row.text(8)?).context("certificates")?,
            wants_sample: row.flag(9)?,
            audience: row.word(10, Audience::from_word)?,
            open_d: row.int(11)?,
            lines: Vec::new(),
        },
        state: row.word(12, RequestState::from_word)?,
        quotes: row.int(13)?,
        marks: serde_json::from_str(row.text(14)?).context("the marks of a request")?,
        reasons: serde_json::from_str(row.text(15)?).context("the reasons of a clerk")?,
        review_note: row.string(16)?,
        due_at: row.maybe_time(17)?,
        opened_at: row.maybe_time(18)?,
        open_until: row.maybe_time(19)?,
        version: row.int(20)?,
        at: row.time(21)?,
    })
}

fn line(row: &Row) -> anyhow::Result<RequestLine> {
    let target = match row.maybe_int(8)? {
        Some(millionths) => Some(UnitPrice::new(millionths, row.currency(7)?)),
        None => None,
    };
    Ok(RequestLine {
        nth: row.int(1)?,
        what: row.string(2)?,
        category: row.string(3)?,
        quantity: row.int(4)?,
        unit: row.word(5, Unit::from_code)?,
        specs: serde_json::from_str(row.text(6)?).context("the points of a line")?,
        target,
        awarded: row.int(9)?,
    })
}
