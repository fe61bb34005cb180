//! Requests to buy: the firm's own, one with its quotes, the board of demand, the clerk's desk.

mod alerts;
mod files;
mod form;
mod quoting;

pub use alerts::proof_to_stop;
pub(super) use alerts::{alerts, forget, save, stop, stop_now};
pub(super) use files::{add_file, get_file, remove_file};
pub(super) use form::{blank, change, edit, write};
pub(super) use quoting::{quote, quote_form, withdraw};

use crate::actions;
use crate::model::{
    Filter, Order, Reader, Request, RequestKind, RequestState, ReviewReason, Side, Verdict,
};
use crate::views::requests::{self as views, Demand, OwnQuotes, Requests, Shown};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use kernel::{Actor, Cursor, Id, Limit, Outcome, Stop};
use serde::Deserialize;
use store::Tx;
use web::page::{Draft, Frame, PageResult, Posted, Viewer, done};
use web::{App, Caller, List};

/// Requests on a page of a list.
const ROWS: i64 = 30;
/// Leads above the board: what a person reads at a glance.
const LEADS: i64 = 10;

fn request_id(text: &str) -> Outcome<Id<RequestKind>> {
    text.parse().map_err(|_| Stop::Absent)
}

fn status_of(draft: &Draft) -> StatusCode {
    if draft.is_wrong() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }
}

/// The firm's own requests.
pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(list): Query<List>,
) -> PageResult {
    let look = app.view("sourcing.own-requests", &caller, move |tx, by| {
        let page = actions::own_requests(tx, by, list.cursor(), Limit::clamp(ROWS))?;
        Ok(Requests { page })
    });
    let (actor, requests) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let page = Frame::new(&viewer, viewer.say("request-own")).here("/requests");
    Ok(page.page(&views::requests(&viewer, &requests)))
}

/// The firm's quotes to requests.
pub(super) async fn own_quotes(
    State(app): State<App>,
    caller: Caller,
    Query(list): Query<List>,
) -> PageResult {
    let look = app.view("sourcing.own-request-quotes", &caller, move |tx, by| {
        let page = actions::own_request_quotes(tx, by, list.cursor(), Limit::clamp(ROWS))?;
        Ok(OwnQuotes { page, now: tx.now() })
    });
    let (actor, quotes) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let page = Frame::new(&viewer, viewer.say("request-my-quotes")).here("/requests");
    Ok(page.page(&views::own_quotes(&viewer, &quotes)))
}

/// What the quotes are ordered by.
#[derive(Debug, Deserialize)]
pub(super) struct Ordered {
    order: Option<String>,
}

/// One request.
pub(super) async fn read(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(ordered): Query<Ordered>,
) -> PageResult {
    let order = Order::from_word(ordered.order.as_deref().unwrap_or(""));
    show(&app, &caller, request_id(&id)?, order, Draft::default()).await
}

async fn show(
    app: &App,
    caller: &Caller,
    id: Id<RequestKind>,
    order: Order,
    draft: Draft,
) -> PageResult {
    let lang = caller.lang();
    let look = app.view("sourcing.request", caller, move |tx, by| {
        let seen = actions::request(tx, by, id, order)?;
        let buyer = party::trust_lines(tx, &[seen.request.buyer])?.pop().ok_or(Stop::Absent)?;
        let texts = seen.request.wanted.texts();
        let translated = talk::translations(tx, texts.iter().map(String::as_str), lang)?;
        let files = actions::request_files(tx, by, id)?;
        Ok(Shown { seen, buyer, translated, files, order, now: tx.now() })
    });
    let (actor, shown) = look.await?;
    let viewer = Viewer { app, caller, actor };
    let here = if shown.seen.reader == Reader::Clerk { "/desk/requests" } else { "/requests" };
    let frame = Frame::new(&viewer, &shown.seen.request.wanted.title).here(here);
    Ok(frame.status(status_of(&draft)).page(&views::one(&viewer, &shown, &draft)))
}

type Move = fn(&mut Tx<'_>, &Actor, Id<RequestKind>) -> Outcome<Request>;

async fn moved(
    (app, caller): (&App, &Caller),
    (name, act): (&'static str, Move),
    id: &str,
    posted: Posted,
) -> PageResult {
    let id = request_id(id)?;
    let home = Some(id.cast());
    let act = app.act(name, caller, &posted.call, home, move |tx, by| {
        act(tx, by, id).map(|request| request.state)
    });
    match act.await {
        Ok(state) => Ok(done(&format!("/requests/{id}"), done_word(state.value))),
        Err(stop) => {
            let draft = Draft::refused(posted.typed, stop)?;
            form::show_old(app, caller, id, Some(draft)).await
        }
    }
}

/// What was just done, by where the request stands now.
const fn done_word(state: RequestState) -> &'static str {
    match state {
        RequestState::Open => "request-opened",
        RequestState::Review => "request-sent",
        RequestState::Draft => "request-kept",
        _ => "request-closed",
    }
}

/// Sends a draft.
pub(super) async fn send(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> PageResult {
    let act = ("sourcing.send-request", actions::send_request as Move);
    moved((&app, &caller), act, &id, posted).await
}

/// Ends the time for quotes.
pub(super) async fn close(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> PageResult {
    let act = ("sourcing.close-request", actions::close_request as Move);
    moved((&app, &caller), act, &id, posted).await
}

/// Where the board goes on, and what is looked for.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wished {
    #[serde(default)]
    words: String,
    #[serde(default)]
    category: String,
    #[serde(default)]
    country: String,
    after: Option<i64>,
}

/// The board of demand: what was brought to the firm first, then what is open.
pub(super) async fn demand(
    State(app): State<App>,
    caller: Caller,
    Query(wished): Query<Wished>,
) -> PageResult {
    let Wished { words, category, country, after } = wished;
    let told = Filter { words, category, country, ..Filter::default() };
    let filter = told.clone();
    let look = app.view("sourcing.demand", &caller, move |tx, by| {
        look_at_demand(tx, by, &filter, after.map(Cursor))
    });
    let fields = [("words", told.words), ("category", told.category), ("country", told.country)];
    let (actor, shown, draft) = match look.await {
        Ok((actor, shown)) => (actor, shown, Draft::of(fields)),
        Err(stop) => {
            let typed = fields.map(|(name, value)| (name.to_owned(), value));
            let draft = Draft::refused(typed.into_iter().collect(), stop)?;
            let look = app.view("sourcing.demand", &caller, |tx, by| {
                look_at_demand(tx, by, &Filter::default(), None)
            });
            let (actor, shown) = look.await?;
            (actor, shown, draft)
        }
    };
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let frame = Frame::new(&viewer, viewer.say("request-demand")).here("/requests");
    Ok(frame.status(status_of(&draft)).page(&views::demand(&viewer, &shown, &draft)))
}

fn look_at_demand(
    tx: &mut Tx<'_>,
    by: &Actor,
    filter: &Filter,
    after: Option<Cursor>,
) -> Outcome<Demand> {
    let page = actions::demand(tx, by, filter, after, Limit::clamp(ROWS))?;
    let leads = match after {
        None if filter.is_empty() => actions::leads(tx, by, None, Limit::clamp(LEADS))?.rows,
        _ => Vec::new(),
    };
    let is_open = |(request, _): &(Request, _)| request.state == RequestState::Open;
    let leads: Vec<_> = leads.into_iter().filter(is_open).collect();
    let mut buyers: Vec<_> = leads.iter().map(|(request, _)| request.buyer).collect();
    buyers.sort_unstable();
    buyers.dedup();
    let buyers = party::trust_lines(tx, &buyers)?;
    let buyers = buyers.into_iter().map(|line| (line.firm, line)).collect();
    Ok(Demand { leads, page, filter: filter.clone(), buyers })
}

/// The clerk's queue.
pub(super) async fn queue(State(app): State<App>, caller: Caller) -> PageResult {
    let look = app.view("sourcing.in-review", &caller, |tx, by| {
        Ok((actions::requests_in_review(tx, by)?, tx.now()))
    });
    let (actor, (requests, now)) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let frame = Frame::new(&viewer, viewer.say("request-queue")).here("/desk/requests");
    Ok(frame.page(&views::queue(&viewer, &requests, now)))
}

/// A clerk opens a request, or sends it back; to send it back needs a reason.
pub(super) async fn review(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> PageResult {
    let id = request_id(&id)?;
    let is_back = posted.field("act") == "return";
    let ticked = |reason: &ReviewReason| posted.field(reason.word()) == "1";
    let verdict = Verdict {
        reasons: ReviewReason::ALL.into_iter().filter(|one| is_back && ticked(one)).collect(),
        note: posted.field("note").to_owned(),
    };
    let home = Some(id.cast());
    let act = app.act("sourcing.review-request", &caller, &posted.call, home, move |tx, by| {
        if is_back {
            verdict.admit_return()?;
        }
        actions::review_request(tx, by, id, &verdict).map(|request| request.state)
    });
    match act.await {
        Ok(state) => {
            let word = match state.value {
                RequestState::Open => "request-let-open",
                _ => "request-sent-back",
            };
            Ok(done("/desk/requests", word))
        }
        Err(stop) => show(&app, &caller, id, Order::Fit, Draft::refused(posted.typed, stop)?).await,
    }
}

/// The side that a seller's page is for.
fn is_seller(reader: Reader) -> bool {
    reader == Reader::Firm(Side::Seller)
}
