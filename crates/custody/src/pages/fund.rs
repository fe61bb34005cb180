//! The protection fund in the browser: for everybody to read, for clerks to feed.

use super::amount;
use crate::model::FundLine;
use crate::{actions, views};
use ::store::Tx;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, LINK};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use kernel::{Actor, Currency, Limit, Outcome, Stop};
use std::fmt::Write;
use web::page::{Draft, Frame, PageResult, Posted, Viewer, done};
use web::{App, Caller, List, Nothing, Problem};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/fund", get(funds))
        .route("/fund/{currency}", get(lines))
        .route("/fund/{currency}/lines.csv", get(csv))
        .route("/desk/fund", get(desk).post(feed))
}

/// Lines on a page.
const ROWS: i64 = 25;
/// Feeds on the desk.
const FEEDS: i64 = 50;

async fn funds(State(app): State<App>, caller: Caller) -> PageResult {
    let look = app.view("custody.funds-page", &caller, |tx, _| actions::funds(tx)).await?;
    let (actor, balances) = look;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let frame = Frame::new(&viewer, viewer.say("custody-fund-title")).indexed().address("/fund");
    Ok(frame.page(&views::fund::funds(&viewer, &balances)))
}

fn currency_of(code: &str) -> Outcome<Currency> {
    Currency::from_code(code).ok_or(Stop::Absent)
}

async fn lines(
    State(app): State<App>,
    caller: Caller,
    Path(code): Path<String>,
    Query(list): Query<List>,
) -> PageResult {
    let currency = currency_of(&code)?;
    let look = app.view("custody.fund-page", &caller, move |tx, _| {
        let balance = actions::fund_balance(tx, currency)?;
        let page = actions::fund_lines(tx, currency, list.cursor(), Limit::clamp(ROWS))?;
        Ok((balance, page))
    });
    let (actor, (balance, page)) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let title = viewer.say_with("custody-fund-in", &[("currency", currency.into())]);
    let frame = Frame::new(&viewer, title).indexed().address(format!("/fund/{code}"));
    Ok(frame.page(&views::fund::lines(&viewer, balance, &page)))
}

/// At most 200 lines, newest first; `Link: rel="next"` leads on.
async fn csv(
    State(app): State<App>,
    caller: Caller,
    Path(code): Path<String>,
    Query(list): Query<List>,
) -> Result<Response, Problem> {
    let currency = currency_of(&code)?;
    // As a page is: whoever's session has ended reads it all the same.
    let look = app.view("custody.fund-csv", &caller, move |tx, _| {
        actions::fund_lines(tx, currency, list.cursor(), Limit::clamp(Limit::MOST))
    });
    let (_, page) = look.await?;
    let mut text = "nth,day,kind,about,amount,balance,currency\r\n".to_owned();
    for line in &page.rows {
        write_line(&mut text, line, app.zone());
    }
    let name = format!("attachment; filename=\"fund-{}.csv\"", currency.code());
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, name),
        (CACHE_CONTROL, "no-cache".to_owned()),
    ];
    let next = page.next.map(|next| {
        let path = format!("/fund/{}/lines.csv?after={}", currency.code(), next.0);
        [(LINK, format!("<{path}>; rel=\"next\""))]
    });
    Ok(match next {
        Some(next) => (headers, next, text).into_response(),
        None => (headers, text).into_response(),
    })
}

/// Every field is a number or a word of ours, so nothing is to be quoted.
fn write_line(text: &mut String, line: &FundLine, zone: &str) {
    let (day, kind, about) = (line.at.date_in(zone), line.kind.word(), &line.about);
    let (amount, balance) = (line.amount.plain(), line.balance.plain());
    let code = line.amount.currency.code();
    // Writing to a string cannot fail.
    let _ = write!(text, "{},{day},{kind},{about},{amount},{balance},{code}\r\n", line.nth);
}

async fn desk(State(app): State<App>, caller: Caller) -> PageResult {
    show_desk(&app, &caller, &Draft::of([("currency", "CNY".to_owned())])).await
}

async fn show_desk(app: &App, caller: &Caller, draft: &Draft) -> PageResult {
    let look = app.view("custody.fund-desk", caller, |tx, by| {
        let feeds = actions::fund_feeds(tx, by, None, Limit::clamp(FEEDS))?.rows;
        Ok((actions::funds(tx)?, actions::earned_in(tx, by)?, feeds))
    });
    let (actor, (balances, earned, feeds)) = look.await?;
    let viewer = Viewer { app, caller, actor };
    let body = views::fund::desk(&viewer, (&balances, &earned), &feeds, draft);
    let status = if draft.is_wrong() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let title = viewer.say("custody-fund-desk");
    Ok(Frame::new(&viewer, title).here("/desk/fund").status(status).page(&body))
}

async fn feed(State(app): State<App>, caller: Caller, posted: Posted) -> PageResult {
    match fed(&app, &caller, &posted).await {
        Ok(()) => Ok(done("/desk/fund", "fund-fed")),
        Err(stop) => show_desk(&app, &caller, &Draft::refused(posted.typed, stop)?).await,
    }
}

async fn fed(app: &App, caller: &Caller, posted: &Posted) -> Outcome<()> {
    // Whoever may not is told so before the form is read.
    app.look("custody.may-feed", caller, |_, by| actions::may_feed(by)).await?;
    let (amount, note) = (amount(posted)?, posted.field("note").to_owned());
    let act = move |tx: &mut Tx<'_>, by: &Actor| {
        actions::feed_fund(tx, by, amount, &note).map(|_| Nothing {})
    };
    app.act("custody.feed-fund", caller, &posted.call, None, act).await.map(|_| ())
}
