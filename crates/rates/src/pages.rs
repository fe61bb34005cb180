//! The page of rates: the choice of a currency, what is known, and a file from the operator.

use crate::model::{RateDay, RateFile, RatesRefusal, Taken};
use crate::{actions, jobs, views};
use axum::extract::{DefaultBodyLimit, Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Form, Router};
use kernel::{Actor, Currency, Outcome};
use serde::Deserialize;
use store::Tx;
use web::page::{
    Draft, Frame, PageResult, PostedFile, Viewer, YEAR_S, back_to, done, local, with_cookie,
};
use web::{App, CURRENCY_COOKIE, Caller, Nothing};

/// The largest file of the central bank, all days since 1999 as XML, has some 8 MB.
const FILE_BYTES_MOST: usize = 16 * 1024 * 1024;
/// Earlier days that the operator sees.
const DAYS_SHOWN: i64 = 30;

/// The routes.
pub fn pages() -> Router<App> {
    let limit = DefaultBodyLimit::max(FILE_BYTES_MOST);
    Router::new()
        .route("/rates", get(show).post(publish).layer(limit))
        .route("/currency", post(choose))
}

/// Where the reader came from.
#[derive(Debug, Default, Deserialize)]
struct CameFrom {
    #[serde(default)]
    back: String,
}

async fn show(State(app): State<App>, caller: Caller, Query(from): Query<CameFrom>) -> PageResult {
    show_page(&app, &caller, &from.back, &Draft::default()).await
}

async fn show_page(app: &App, caller: &Caller, back: &str, draft: &Draft) -> PageResult {
    let look = app.view("rates.page", caller, |tx, _| actions::days(tx, DAYS_SHOWN));
    let (actor, days): (Actor, Vec<RateDay>) = look.await?;
    let viewer = Viewer { app, caller, actor };
    let back = local(back).unwrap_or("/");
    let status = match draft.is_wrong() {
        true => axum::http::StatusCode::UNPROCESSABLE_ENTITY,
        false => axum::http::StatusCode::OK,
    };
    let page = Frame::new(&viewer, viewer.say("rates-title")).here("/rates").status(status);
    Ok(page.page(&views::page(&viewer, &days, back, draft)))
}

/// Takes a file in, for the operator, and shows prices by it at once.
async fn publish(State(app): State<App>, caller: Caller, sent: PostedFile) -> PageResult {
    let PostedFile { posted, file, .. } = sent;
    let read = match file.is_empty() {
        true => Err(RatesRefusal::FileMissing),
        false => app.compute(move || RateFile::read(&file)).await?,
    };
    let act = move |tx: &mut Tx<'_>, by: &Actor| -> Outcome<Nothing> {
        // Whoever may not publish learns nothing of the file.
        actions::may_publish(by)?;
        let file = read.as_ref().map_err(Clone::clone)?;
        actions::publish(tx, by, file).map(|_: Taken| Nothing {})
    };
    match app.act("rates.publish", &caller, &posted.call, None, act).await {
        Ok(_) => {
            jobs::refresh(&app).await?;
            Ok(done("/rates", "rates-taken"))
        }
        Err(stop) => show_page(&app, &caller, "/", &Draft::refused(posted.typed, stop)?).await,
    }
}

/// A choice of currency. It is harmless, so the form needs no proof.
#[derive(Debug, Deserialize)]
struct Choice {
    #[serde(default)]
    currency: String,
    #[serde(default)]
    back: String,
}

async fn choose(State(app): State<App>, Form(choice): Form<Choice>) -> Response {
    let to = back_to(local(&choice.back).unwrap_or("/"));
    match Currency::from_code(&choice.currency) {
        Some(chosen) => with_cookie(&app, to, CURRENCY_COOKIE, chosen.code(), (YEAR_S, "")),
        None => with_cookie(&app, to, CURRENCY_COOKIE, "", (0, "")),
    }
}
