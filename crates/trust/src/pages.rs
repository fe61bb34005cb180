//! Rating the other side, and the ratings of a firm, in the browser.

use crate::model::NewRating;
use crate::{actions, views};
use ::store::Tx;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::routing::get;
use deal::DealKind;
use kernel::{Actor, Cursor, Firm, Id, Limit, Outcome, Stop};
use serde::Deserialize;
use web::page::{Draft, Frame, PageResult, Posted, Viewer, done};
use web::{App, Caller, Nothing};

/// The routes of the pages of ratings.
pub fn pages() -> Router<App> {
    Router::new()
        .route("/deals/{id}/rate", get(blank).post(rate))
        .route("/firms/{id}/ratings", get(ratings))
}

fn deal_id(told: &str) -> Outcome<Id<DealKind>> {
    told.parse().map_err(|_| Stop::Absent)
}

async fn blank(State(app): State<App>, caller: Caller, Path(told): Path<String>) -> PageResult {
    page(&app, &caller, deal_id(&told)?, &Draft::default()).await
}

/// The form, or what was said already.
async fn page(app: &App, caller: &Caller, id: Id<DealKind>, draft: &Draft) -> PageResult {
    let look = app.view("trust.rate-page", caller, move |tx, by| {
        let sides = deal::finished_sides(tx, by, id)?.ok_or(Stop::Absent)?;
        let other = if by.is(sides.buyer) { sides.seller } else { sides.buyer };
        let own = actions::own_rating(tx, by, &sides)?;
        Ok((party::trust_lines(tx, &[other])?.pop().ok_or(Stop::Absent)?, own))
    });
    let (actor, (other, own)) = look.await?;
    let viewer = Viewer { app, caller, actor };
    let body = views::rate(&viewer, &id.to_string(), &other, own.as_ref(), draft);
    let wrong = StatusCode::UNPROCESSABLE_ENTITY;
    let status = if draft.is_wrong() { wrong } else { StatusCode::OK };
    let title = viewer.say("trust-rate");
    Ok(Frame::new(&viewer, title).here("/deals").status(status).page(&body))
}

async fn rate(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    posted: Posted,
) -> PageResult {
    let id = deal_id(&told)?;
    match rated(&app, &caller, id, &posted).await {
        Ok(()) => Ok(done(&format!("/deals/{id}"), "rated")),
        Err(stop) => page(&app, &caller, id, &Draft::refused(posted.typed, stop)?).await,
    }
}

async fn rated(app: &App, caller: &Caller, id: Id<DealKind>, posted: &Posted) -> Outcome<()> {
    let rating = NewRating::read(posted.field("verdict"), posted.field("body"))?;
    let act =
        move |tx: &mut Tx<'_>, by: &Actor| actions::rate(tx, by, id, &rating).map(|()| Nothing {});
    app.act("trust.rate", caller, &posted.call, Some(id.cast()), act).await?;
    Ok(())
}

/// Where a list goes on.
#[derive(Debug, Deserialize)]
struct On {
    after: Option<i64>,
}

/// Ratings with their firms' trust lines: a screenful or two.
const ROWS: i64 = 25;

async fn ratings(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    Query(on): Query<On>,
) -> PageResult {
    let firm: Id<Firm> = told.parse().map_err(|_| Stop::Absent)?;
    let look = app.view("trust.ratings-page", &caller, move |tx, _| {
        let page = actions::ratings_of(tx, firm, on.after.map(Cursor), Limit::clamp(ROWS))?;
        let mut firms: Vec<Id<Firm>> = page.rows.iter().map(|rating| rating.from_firm).collect();
        firms.push(firm);
        firms.sort_unstable();
        firms.dedup();
        Ok((page, party::trust_lines(tx, &firms)?))
    });
    let (actor, (page, lines)) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let of = lines.iter().find(|line| line.firm == firm).ok_or(Stop::Absent)?;
    let body = views::ratings(&viewer, of, &page, &lines);
    let title = viewer.say_with("trust-ratings-of", &[("firm", of.name.as_str().into())]);
    Ok(Frame::new(&viewer, title).page(&body))
}
