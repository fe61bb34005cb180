//! The market's books in the browser: a day's trial balance beside the bank's day, and the postings
//! of one account, each look at which is written down.

use super::desk::observe;
use super::papers::attached;
use crate::model::BookLine;
use crate::{actions, views};
use axum::extract::{Query, State};
use axum::http::StatusCode;
use custody::BookAccount;
use kernel::{Currency, Stop};
use serde::Deserialize;
use std::fmt::Write;
use web::page::{Draft, Frame, PageResult, Posted, Viewer};
use web::{App, Caller};

/// Postings of an account on a page.
const ROWS: usize = 50;

/// Which day.
#[derive(Debug, Deserialize)]
pub(super) struct On {
    day: Option<String>,
}

impl On {
    /// An empty field asks for the newest day.
    fn day(&self) -> Option<&str> {
        self.day.as_deref().filter(|day| !day.is_empty())
    }
}

pub(super) async fn day(
    State(app): State<App>,
    caller: Caller,
    Query(on): Query<On>,
) -> PageResult {
    show(&app, &caller, on, &Draft::default()).await
}

pub(super) async fn show(app: &App, caller: &Caller, on: On, draft: &Draft) -> PageResult {
    let look =
        app.view("billing.books", caller, move |tx, by| actions::trial_balance(tx, by, on.day()));
    let (actor, seen) = look.await?;
    let viewer = Viewer { app, caller, actor };
    let status = if draft.is_wrong() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let body = views::books::day(&viewer, &seen, draft);
    let frame = Frame::new(&viewer, viewer.say("billing-books")).here("/desk/books");
    Ok(frame.status(status).page(&body))
}

/// The newest day, after something went wrong on it.
pub(super) async fn again(app: &App, caller: &Caller, draft: &Draft) -> PageResult {
    show(app, caller, On { day: None }, draft).await
}

/// The heads of the table of a day.
pub(super) const HEAD: &str = "day,account,name,currency,opening,debit,credit,closing,postings\r\n";

/// One line of it. Amounts are signed: what the market owes is above nothing.
pub(super) fn csv_row(day: &str, line: &BookLine, name: &str) -> String {
    let currency = line.opening.currency.code();
    let [opening, debit, credit, closing] =
        [line.opening, line.debit, line.credit, line.closing()].map(kernel::Money::plain);
    let mut row = String::new();
    let number = line.account.number();
    let written = write!(
        row,
        "{day},{number},{name},{currency},{opening},{debit},{credit},{closing},{}\r\n",
        line.postings
    );
    written.map(|()| row).unwrap_or_default()
}

/// The trial balance as a table.
pub(super) async fn csv(
    State(app): State<App>,
    caller: Caller,
    Query(on): Query<On>,
) -> PageResult {
    let look = app
        .look("billing.books-csv", &caller, move |tx, by| actions::trial_balance(tx, by, on.day()));
    let seen = look.await?;
    let mut table = HEAD.to_owned();
    for line in &seen.lines {
        let name = app.words().say(caller.lang(), &views::books::key_of(line.account));
        table.push_str(&csv_row(&seen.day, line, &name));
    }
    Ok(attached("text/csv; charset=utf-8", &format!("books-{}.csv", seen.day), table))
}

/// One account's postings of a day.
pub(super) async fn postings(State(app): State<App>, caller: Caller, posted: Posted) -> PageResult {
    let account = posted.whole("account").and_then(BookAccount::from_number);
    let currency = Currency::from_code(posted.field("currency"));
    let (account, currency) = account.zip(currency).ok_or(Stop::Absent)?;
    let after = posted.field("after").parse().ok();
    let day = posted.field("day").to_owned();
    let asked = day.clone();
    let look = move |tx: &mut ::store::Tx<'_>, by: &kernel::Actor| {
        actions::postings(tx, by, (&asked, account, currency), (after, ROWS))
    };
    let looked = observe(&app, &caller, ("billing.postings", &posted), look).await;
    let (actor, (rows, next)) = looked?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let body = views::books::postings(&viewer, (&day, account, currency), (&rows, next));
    let title = viewer.say(&views::books::key_of(account));
    Ok(Frame::new(&viewer, title).here("/desk/books").page(&body))
}
