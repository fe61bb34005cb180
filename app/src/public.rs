//! What anybody may check: the daily checkpoints, and the page that explains the API.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, Request};
use axum::middleware::{Next, from_fn};
use axum::response::IntoResponse;
use axum::response::Response;
use axum::{Router, body::Body};
use kernel::{Lang, Locale, Outcome, Stop};
use ledger::{Checkpoint, Leaves};
use maud::{Markup, html};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use utoipa_swagger_ui::{Config, SwaggerUi};
use web::json::Rows;
use web::page::{Frame, PageResult, Viewer, empty, pager, section};
use web::{App, Caller, List, Problem};

/// The words of these pages.
pub(crate) const LOCALES: &[Locale] = &[
    Locale { lang: Lang::En, text: include_str!("../locales/en.ftl") },
    Locale { lang: Lang::ZhCn, text: include_str!("../locales/zh-CN.ftl") },
];

/// The checkpoints as JSON.
pub(crate) fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(checkpoints))
}

/// The checkpoints as a page.
pub(crate) fn pages() -> Router<App> {
    Router::new()
        .route("/checkpoints", axum::routing::get(checkpoints_page))
        .route("/checkpoints/{day}/leaves", axum::routing::get(leaves))
}

/// The page that explains the API, without a network. Its own styles need a wider policy than ours.
pub(crate) fn api_page(document: OpenApi) -> Router<App> {
    let config = Config::default().try_it_out_enabled(false);
    let page = SwaggerUi::new("/api").url("/api/v1/openapi.json", document).config(config);
    Router::from(page).layer(from_fn(allow_own_styles))
}

async fn allow_own_styles(request: Request<Body>, next: Next) -> Response {
    let mut response = next.run(request).await;
    let policy = HeaderValue::from_static(
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
         img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'",
    );
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    response
}

/// One day's checkpoint: the Merkle root (RFC 9162) over every posting and event since the last
/// one.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct CheckpointSeen {
    /// The civil day in the market's time zone.
    #[schema(example = "2026-11-20")]
    day: String,
    /// SHA-256, hexadecimal.
    root: String,
    /// Leaves under the root.
    leaves: i64,
    /// The batch after which it begins.
    from_batch: i64,
    /// The batch with which it ends.
    to_batch: i64,
    /// The hash that chains it to the one before, hexadecimal.
    hash: String,
    /// The hash before.
    previous: String,
    /// SHA-256 of the day's totals with a salt, hexadecimal: the totals themselves are not public.
    totals_digest: String,
}

impl CheckpointSeen {
    fn of(kept: Checkpoint) -> Outcome<Self> {
        let totals_digest = hex(&kept.totals_digest()?);
        Ok(Self {
            totals_digest,
            day: kept.day,
            root: hex(&kept.root),
            leaves: kept.leaves,
            from_batch: kept.from_batch,
            to_batch: kept.to_batch,
            hash: hex(&kept.hash),
            previous: hex(&kept.previous),
        })
    }
}

fn seen(rows: Vec<Checkpoint>) -> Outcome<Vec<CheckpointSeen>> {
    rows.into_iter().map(CheckpointSeen::of).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The daily checkpoints, newest first. Anybody may keep them and compare later.
#[utoipa::path(get, path = "/api/v1/checkpoints", tag = "public", params(List),
    responses((status = 200, body = Rows<CheckpointSeen>)))]
async fn checkpoints(
    State(app): State<App>,
    caller: Caller,
    Query(list): Query<List>,
) -> Result<Json<Rows<CheckpointSeen>>, Problem> {
    let page = app
        .look("public.checkpoints", &caller, move |tx, _| {
            ledger::checkpoints(tx, list.cursor(), list.limit())
        })
        .await?;
    let next = page.next.map(|cursor| cursor.0);
    Ok(Json(Rows { rows: seen(page.rows)?, next }))
}

/// The leaves of a day in the order of its tree, a line of 64 hexadecimal digits each, as they are
/// read. The page explains how to make the root of them again.
async fn leaves(
    State(app): State<App>,
    caller: Caller,
    Path(day): Path<String>,
) -> Result<Response, Problem> {
    let look = app.look("public.leaves", &caller, move |tx, _| {
        ledger::checkpoint_of(tx, &day)?.ok_or(Stop::Absent)
    });
    let walk = Leaves::of(&look.await?);
    let lines = futures_util::stream::try_unfold((app, walk), |(app, walk)| async move {
        let step = move |tx: &mut store::Tx<'_>| {
            let mut next = walk.clone();
            let found = next.next(tx)?;
            Ok((found, next))
        };
        let read = app.store().read("public.leaves-step", step).await;
        let broken = |stop| axum::Error::new(std::io::Error::other(format!("{stop:?}")));
        let (found, walk) = read.map_err(broken)?;
        let lines: String = found.iter().map(|leaf| hex(leaf) + "\n").collect();
        Ok::<_, axum::Error>(Some((lines, (app, walk))).filter(|(lines, _)| !lines.is_empty()))
    });
    let kind = [(CONTENT_TYPE, "text/plain; charset=utf-8")];
    Ok((kind, Body::from_stream(lines)).into_response())
}

async fn checkpoints_page(
    State(app): State<App>,
    caller: Caller,
    Query(list): Query<List>,
) -> PageResult {
    let look = app.view("public.checkpoints-page", &caller, move |tx, _| {
        ledger::checkpoints(tx, list.cursor(), list.limit())
    });
    let (actor, page) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let next = page.next.map(|cursor| cursor.0);
    let rows = seen(page.rows)?;
    Ok(Frame::new(&viewer, viewer.say("checkpoints-title")).page(&list_of(&viewer, &rows, next)))
}

/// A day in the reader's form, and as machines read it.
fn day(viewer: &Viewer<'_>, day: &str) -> Markup {
    let shown = viewer.caller.reader.civil_day(day).unwrap_or_else(|| day.to_owned());
    html! { time datetime=(day) { (shown) } }
}

fn list_of(viewer: &Viewer<'_>, rows: &[CheckpointSeen], next: Option<i64>) -> Markup {
    let body = html! {
        @if rows.is_empty() {
            (empty(&viewer.say("checkpoints-none"), &viewer.say("checkpoints-none-what"), None))
        } @else {
            table.tbl.cards {
                thead { tr {
                    th scope="col" { (viewer.say("checkpoints-day")) }
                    th scope="col" { (viewer.say("checkpoints-root")) }
                    th.num scope="col" { (viewer.say("checkpoints-leaves")) }
                } }
                tbody { @for row in rows { tr {
                    th scope="row" {
                        (day(viewer, &row.day)) " "
                        a href=(format!("/checkpoints/{}/leaves", row.day)) {
                            small { (viewer.say("checkpoints-all-leaves")) }
                        }
                    }
                    td data-l=(viewer.say("checkpoints-root")) { code.hash { (row.root) } }
                    td.num data-l=(viewer.say("checkpoints-leaves")) {
                        (web::show_number(&row.leaves.to_string()))
                    }
                } } }
            }
            (pager("/checkpoints", next, &viewer.say("page-more")))
        }
    };
    html! {
        div.page-head {
            h1 { (viewer.say("checkpoints-title")) }
            p.mute { (viewer.say("checkpoints-what")) }
            p.mute { (viewer.say("checkpoints-recipe")) }
        }
        (section(&viewer.say("checkpoints-heading"), None, &body))
    }
}

#[cfg(test)]
mod tests;
