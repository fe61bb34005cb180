//! A buyer writes a request.

use super::{done_word, request_id, status_of};
use crate::actions;
use crate::model::{
    NewRequest, NewRequestLine, NewTarget, Reader, Request, RequestKind, RequestState, Side, Spec,
};
use crate::pages::{categories, places::code_of};
use crate::views::requests::{self as views, ROWS_MORE, category_name, field_of, rows_of};
use axum::extract::{Path, State};
use kernel::{Actor, Id, Lang, Stop};
use std::collections::BTreeMap;
use store::Tx;
use web::page::{Draft, Frame, PageResult, Posted, Viewer, done};
use web::{App, Caller, show_number};

/// An empty form.
pub(in crate::pages) async fn blank(State(app): State<App>, caller: Caller) -> PageResult {
    let lang = if caller.lang() == Lang::ZhCn { "zh" } else { "en" };
    let rules = kernel::rules::Rules::current();
    let values = [
        ("lang", lang.to_owned()),
        ("unit_1", "C62".to_owned()),
        ("open_d", rules.request.open_d.to_string()),
    ];
    show_new(&app, &caller, Draft::of(values)).await
}

async fn show_new(app: &App, caller: &Caller, draft: Draft) -> PageResult {
    let look = app.view("sourcing.new-request", caller, |_, by| by.trader().map(|_| ()));
    let (actor, ()) = look.await?;
    let viewer = Viewer { app, caller, actor };
    let frame = Frame::new(&viewer, viewer.say("request-new")).here("/requests");
    Ok(frame.status(status_of(&draft)).page(&views::form(&viewer, None, &draft)))
}

/// A draft, to be written anew.
pub(in crate::pages) async fn edit(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> PageResult {
    show_old(&app, &caller, request_id(&id)?, None).await
}

/// The form of a draft, as it is kept or as it was typed.
pub(super) async fn show_old(
    app: &App,
    caller: &Caller,
    id: Id<RequestKind>,
    draft: Option<Draft>,
) -> PageResult {
    let look = app.view("sourcing.edit-request", caller, move |tx, by| {
        let seen = actions::request(tx, by, id, crate::model::Order::Fit)?;
        match seen.reader {
            Reader::Firm(Side::Buyer) => Ok(seen.request),
            _ => Err(Stop::Forbidden),
        }
    });
    let (actor, request) = look.await?;
    let viewer = Viewer { app, caller, actor };
    let draft = draft.unwrap_or_else(|| kept(&request, caller.lang()));
    let frame = Frame::new(&viewer, viewer.say("request-edit")).here("/requests");
    Ok(frame.status(status_of(&draft)).page(&views::form(&viewer, Some(&request), &draft)))
}

/// What a draft says, field by field.
fn kept(request: &Request, lang: Lang) -> Draft {
    let wanted = &request.wanted;
    let mut values = BTreeMap::from([
        ("version".to_owned(), request.version.to_string()),
        ("rows".to_owned(), wanted.lines.len().to_string()),
        ("title".to_owned(), wanted.title.clone()),
        ("text".to_owned(), wanted.text.clone()),
        ("lang".to_owned(), wanted.lang.clone()),
        ("destination".to_owned(), wanted.destination.clone()),
        ("incoterm".to_owned(), wanted.incoterm.map_or("", |term| term.code()).to_owned()),
        ("wanted_by".to_owned(), wanted.wanted_by.clone().unwrap_or_default()),
        ("open_d".to_owned(), wanted.open_d.to_string()),
        ("certificates".to_owned(), wanted.certificates.join("\n")),
        ("audience".to_owned(), wanted.audience.word().to_owned()),
        ("wants_sample".to_owned(), i64::from(wanted.wants_sample).to_string()),
    ]);
    for line in &wanted.lines {
        let spec = |spec: &Spec| format!("{}: {}", spec.name, spec.value);
        let specs: Vec<String> = line.specs.iter().map(spec).collect();
        let quantity = show_number(&line.quantity.to_string());
        let mut put = |name: &str, value: String| values.insert(field_of(name, line.nth), value);
        put("what", line.what.clone());
        put("quantity", quantity);
        put("unit", line.unit.code().to_owned());
        put("specs", specs.join("\n"));
        put("category", category_name(&line.category, lang));
        if let Some(target) = line.target {
            put("target", target.plain());
            values.insert("currency".to_owned(), target.currency.code().to_owned());
        }
    }
    Draft::of(values.iter().map(|(name, value)| (name.as_str(), value.clone())))
}

/// What the form says. A point without a colon is its own value.
fn typed(viewer: &Viewer<'_>, posted: &Posted) -> NewRequest {
    let field = |name: &str| posted.field(name).to_owned();
    let maybe = |name: &str| Some(field(name)).filter(|told| !told.is_empty());
    let rows = rows_of(&Draft::of([("rows", field("rows"))]));
    NewRequest {
        title: field("title"),
        text: field("text"),
        lang: field("lang"),
        destination: match posted.field("destination") {
            "" => String::new(),
            told => code_of(viewer, told),
        },
        incoterm: maybe("incoterm"),
        wanted_by: maybe("wanted_by"),
        certificates: posted.field("certificates").lines().map(str::to_owned).collect(),
        wants_sample: posted.field("wants_sample") == "1",
        audience: maybe("audience"),
        // What is no number of days is refused like none.
        open_d: maybe("open_d").map(|_| posted.whole("open_d").unwrap_or(0)),
        lines: (1..=rows).filter_map(|nth| typed_line(posted, nth)).collect(),
    }
}

/// A row in which nothing is typed is no line.
fn typed_line(posted: &Posted, nth: i64) -> Option<NewRequestLine> {
    let field = |name: &str| posted.field(&field_of(name, nth));
    let names = ["what", "quantity", "specs", "target"];
    if names.iter().all(|name| field(name).is_empty()) {
        return None;
    }
    let spec = |line: &str| {
        let (name, value) = line.split_once([':', '：']).unwrap_or((line, line));
        Spec { name: name.trim().to_owned(), value: value.trim().to_owned() }
    };
    let specs = field("specs").lines().filter(|line| !line.trim().is_empty());
    let target = Some(field("target")).filter(|told| !told.is_empty()).map(|price| NewTarget {
        price: price.to_owned(),
        currency: match posted.field("currency") {
            "" => "USD".to_owned(),
            told => told.to_owned(),
        },
    });
    Some(NewRequestLine {
        what: field("what").to_owned(),
        category: categories::code_of(field("category")),
        quantity: posted.whole(&field_of("quantity", nth)).unwrap_or(0),
        unit: field("unit").to_owned(),
        specs: specs.map(spec).collect(),
        target,
    })
}

/// The same form with more lines.
fn longer(mut posted: Posted) -> Draft {
    let rows = rows_of(&Draft::of([("rows", posted.field("rows").to_owned())])) + ROWS_MORE;
    posted.typed.insert("rows".to_owned(), rows.to_string());
    for nth in 1..=rows {
        posted.typed.entry(field_of("unit", nth)).or_insert_with(|| "C62".to_owned());
    }
    Draft::of(posted.typed.iter().map(|(name, value)| (name.as_str(), value.clone())))
}

/// Keeps a new draft, and sends it if the buyer says so.
pub(in crate::pages) async fn write(
    State(app): State<App>,
    caller: Caller,
    posted: Posted,
) -> PageResult {
    let act = posted.field("act").to_owned();
    if act == "more" {
        return show_new(&app, &caller, longer(posted)).await;
    }
    let viewer = Viewer { app: &app, caller: &caller, actor: Actor::Stranger };
    let new = typed(&viewer, &posted);
    let write = move |tx: &mut Tx<'_>, by: &Actor| {
        let request = actions::draft_request(tx, by, &new)?;
        let request = match act.as_str() {
            "send" => actions::send_request(tx, by, request.id)?,
            _ => request,
        };
        Ok((request.id, request.state))
    };
    let written = app.act("sourcing.write-request", &caller, &posted.call, None, write);
    match written.await {
        Ok(written) => Ok(arrived(written.value)),
        Err(stop) => show_new(&app, &caller, Draft::refused(posted.typed, stop)?).await,
    }
}

fn arrived((id, state): (Id<RequestKind>, RequestState)) -> axum::response::Response {
    done(&format!("/requests/{id}"), done_word(state))
}

/// Writes a draft anew, and sends it if the buyer says so.
pub(in crate::pages) async fn change(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> PageResult {
    let id = request_id(&id)?;
    let act = posted.field("act").to_owned();
    if act == "more" {
        return show_old(&app, &caller, id, Some(longer(posted))).await;
    }
    let viewer = Viewer { app: &app, caller: &caller, actor: Actor::Stranger };
    let new = typed(&viewer, &posted);
    let version = posted.whole("version").unwrap_or(0);
    let write = move |tx: &mut Tx<'_>, by: &Actor| {
        let request = actions::change_request(tx, by, id, version, &new)?;
        let request = match act.as_str() {
            "send" => actions::send_request(tx, by, request.id)?,
            _ => request,
        };
        Ok((request.id, request.state))
    };
    let home = Some(id.cast());
    let written = app.act("sourcing.change-request", &caller, &posted.call, home, write);
    match written.await {
        Ok(written) => Ok(arrived(written.value)),
        Err(stop) => show_old(&app, &caller, id, Some(Draft::refused(posted.typed, stop)?)).await,
    }
}
