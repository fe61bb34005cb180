//! A seller quotes to a request, and takes the quote back.

use super::{is_seller, request_id, status_of};
use crate::actions;
use crate::model::{
    Answer, Meets, NewQuoteLine, NewRequestQuote, NewSample, Order, Request, RequestKind,
    RequestLine, RequestQuote,
};
use crate::pages::places::code_of;
use crate::pages::quote::{VALID_D, typed_parts};
use crate::views::requests::{
    self as views, QuotedRequest, answer_field, note_field, offers_field, price_of, quantity_of,
};
use axum::extract::{Path, State};
use catalog::{NewTier, TIERS_MOST};
use kernel::{Actor, Id, Outcome, Stop};
use std::collections::BTreeMap;
use store::Tx;
use web::page::{Draft, Frame, PageResult, Posted, Viewer, done};
use web::{App, Caller, show_number};

/// The form of a quote; a revision begins with what was quoted.
pub(in crate::pages) async fn quote_form(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> PageResult {
    show(&app, &caller, request_id(&id)?, None).await
}

fn look(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<RequestKind>,
) -> Outcome<(QuotedRequest, Option<RequestQuote>)> {
    by.trader()?;
    let seen = actions::request(tx, by, id, Order::Fit)?;
    if !is_seller(seen.reader) {
        return Err(Stop::Forbidden);
    }
    let last = seen.quotes.into_iter().next().map(|one| one.quote);
    let buyer = party::trust_lines(tx, &[seen.request.buyer])?.pop().ok_or(Stop::Absent)?;
    let is_revision = last.is_some();
    Ok((QuotedRequest { request: seen.request, buyer, is_revision }, last))
}

async fn show(app: &App, caller: &Caller, id: Id<RequestKind>, draft: Option<Draft>) -> PageResult {
    let look = app.view("sourcing.quoting-request", caller, move |tx, by| look(tx, by, id));
    let (actor, (on, last)) = look.await?;
    let viewer = Viewer { app, caller, actor };
    let draft = draft.unwrap_or_else(|| proposed(&on.request, last.as_ref()));
    let frame = Frame::new(&viewer, viewer.say("sourcing-quote")).here("/requests");
    Ok(frame.status(status_of(&draft)).page(&views::quoting(&viewer, &on, &draft)))
}

/// What the form proposes: the last quote, else what the buyer asked for.
fn proposed(request: &Request, last: Option<&RequestQuote>) -> Draft {
    let term = request.wanted.incoterm.map_or("FOB", |term| term.code());
    let mut values = BTreeMap::from([
        ("currency".to_owned(), "USD".to_owned()),
        ("incoterm".to_owned(), term.to_owned()),
        ("transport".to_owned(), "sea".to_owned()),
        ("valid_until".to_owned(), VALID_D.to_string()),
        ("split".to_owned(), "30".to_owned()),
    ]);
    for line in &request.wanted.lines {
        values.insert(offers_field(line.nth), i64::from(last.is_none()).to_string());
        let quantity = show_number(&line.quantity.to_string());
        values.insert(quantity_of(line.nth, 1), quantity);
    }
    if let Some(last) = last {
        repeat(last, &mut values);
    }
    Draft::of(values.iter().map(|(name, value)| (name.as_str(), value.clone())))
}

fn repeat(last: &RequestQuote, values: &mut BTreeMap<String, String>) {
    let terms = &last.terms;
    let mut put = |name: String, value: String| values.insert(name, value);
    put("currency".to_owned(), terms.currency.code().to_owned());
    put("incoterm".to_owned(), terms.incoterm.code().to_owned());
    put("place".to_owned(), terms.place.code().to_owned());
    put("transport".to_owned(), terms.transport.word().to_owned());
    put("lead_time_d".to_owned(), terms.lead_time_d.to_string());
    put("note".to_owned(), terms.note.clone());
    if let Some(sample) = last.sample {
        put("sample_price".to_owned(), sample.price.plain());
        put("sample_days".to_owned(), sample.days.to_string());
    }
    for line in &last.lines {
        put(offers_field(line.nth), "1".to_owned());
        for (tier, told) in (1..).zip(&line.tiers) {
            put(quantity_of(line.nth, tier), told.min_quantity.to_string());
            put(price_of(line.nth, tier), told.price.plain());
        }
        for (nth, answer) in line.answers.iter().enumerate() {
            put(answer_field(line.nth, nth), answer.meets.word().to_owned());
            put(note_field(line.nth, nth), answer.note.clone());
        }
    }
}

/// Binds the seller.
pub(in crate::pages) async fn quote(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> PageResult {
    let id = request_id(&id)?;
    let viewer = Viewer { app: &app, caller: &caller, actor: Actor::Stranger };
    let place = code_of(&viewer, posted.field("place"));
    let read = posted.typed.clone();
    let call = posted.call.clone();
    let typed = Posted { typed: read, call };
    // What is no number of days ends at once, and is refused so.
    let valid_d = posted.whole("valid_until").unwrap_or(0).min(i64::from(u16::MAX));
    let home = Some(id.cast());
    let act = app.act("sourcing.quote-request", &caller, &posted.call, home, {
        move |tx: &mut Tx<'_>, by: &Actor| {
            let (on, _) = look(tx, by, id)?;
            let valid_until = tx.now().plus_days(valid_d).to_string();
            let new = typed_quote(&typed, &on.request, place.clone(), valid_until);
            actions::quote_request(tx, by, id, &new).map(|quote| quote.id)
        }
    });
    match act.await {
        Ok(_) => Ok(done(&format!("/requests/{id}"), "sourcing-quoted")),
        Err(stop) => show(&app, &caller, id, Some(Draft::refused(posted.typed, stop)?)).await,
    }
}

fn typed_quote(
    posted: &Posted,
    request: &Request,
    place: String,
    valid_until: String,
) -> NewRequestQuote {
    let field = |name: &str| posted.field(name).to_owned();
    let lines = &request.wanted.lines;
    let is_only = lines.len() == 1;
    let offered = |line: &&RequestLine| is_only || posted.field(&offers_field(line.nth)) == "1";
    let has_sample = ["sample_price", "sample_days"].iter().any(|name| !field(name).is_empty());
    NewRequestQuote {
        currency: field("currency"),
        incoterm: field("incoterm"),
        place,
        transport: field("transport"),
        lead_time_d: posted.whole("lead_time_d").unwrap_or(-1),
        valid_until,
        parts: typed_parts(posted),
        note: field("note"),
        sample: has_sample.then(|| NewSample {
            price: field("sample_price"),
            days: posted.whole("sample_days").unwrap_or(-1),
        }),
        lines: lines.iter().filter(offered).map(|line| typed_line(posted, line)).collect(),
    }
}

fn typed_line(posted: &Posted, line: &RequestLine) -> NewQuoteLine {
    let tier = |nth: usize| {
        let (from, price) = (quantity_of(line.nth, nth), price_of(line.nth, nth));
        let price = posted.field(&price).to_owned();
        // A proposed quantity without a price is no tier, but where it is the only one.
        (!price.is_empty())
            .then(|| NewTier { min_quantity: posted.whole(&from).unwrap_or(0), price })
    };
    let answer = |point: usize| {
        let meets = match posted.field(&answer_field(line.nth, point)) {
            "yes" => Meets::Yes,
            "alternative" => Meets::Alternative,
            "no" => Meets::No,
            // A point that is not answered is missed and told.
            _ => return None,
        };
        let note = posted.field(&note_field(line.nth, point)).to_owned();
        Some(Answer { meets, note })
    };
    NewQuoteLine {
        line: line.nth,
        tiers: (1..=TIERS_MOST).filter_map(tier).collect(),
        answers: (0..line.specs.len()).filter_map(answer).collect(),
    }
}

/// Takes a quote back before anybody accepted it.
pub(in crate::pages) async fn withdraw(
    State(app): State<App>,
    caller: Caller,
    Path((id, quote)): Path<(String, String)>,
    posted: Posted,
) -> PageResult {
    let id = request_id(&id)?;
    let quote = quote.parse().map_err(|_| Stop::Absent)?;
    let home = Some(id.cast());
    let act = app.act("sourcing.withdraw-request-quote", &caller, &posted.call, home, {
        move |tx: &mut Tx<'_>, by: &Actor| {
            actions::withdraw_request_quote(tx, by, id, quote).map(|quote| quote.id)
        }
    });
    act.await?;
    Ok(done(&format!("/requests/{id}"), "sourcing-withdrawn"))
}
