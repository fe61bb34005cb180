//! What firms owe, for clerks: forgiving it.

use crate::model::ClaimKind;
use crate::{actions, views};
use ::store::Tx;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use kernel::{Actor, Firm, Id, Stop};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use web::page::{Draft, Frame, PageResult, Posted, Viewer, done};
use web::{App, Caller, List};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/desk/claims", get(desk))
        .route("/desk/claims/{firm}/{claim}/forgive", post(forgive))
}

async fn desk(State(app): State<App>, caller: Caller, Query(list): Query<List>) -> PageResult {
    show(&app, &caller, list, &Draft::default()).await
}

async fn show(app: &App, caller: &Caller, list: List, draft: &Draft) -> PageResult {
    let look = app.view("custody.claims-desk", caller, move |tx, by| {
        let page = actions::open_claims(tx, by, list.cursor(), list.limit())?;
        let mut firms: Vec<Id<Firm>> = page.rows.iter().map(|claim| claim.firm).collect();
        firms.sort();
        firms.dedup();
        let lines = party::trust_lines(tx, &firms)?;
        let names: BTreeMap<_, _> = lines.into_iter().map(|line| (line.firm, line.name)).collect();
        Ok((page, names))
    });
    let (actor, (page, names)) = look.await?;
    let viewer = Viewer { app, caller, actor };
    let body = views::claims::desk(&viewer, &page, &names, draft);
    let status = if draft.is_wrong() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let title = viewer.say("custody-claims-desk");
    Ok(Frame::new(&viewer, title).here("/desk/claims").status(status).page(&body))
}

/// Whether it is done, as it is answered once.
#[derive(Debug, Serialize, Deserialize)]
struct Forgiven {
    is_done: bool,
}

async fn forgive(
    State(app): State<App>,
    caller: Caller,
    Path((firm, claim)): Path<(String, String)>,
    posted: Posted,
) -> PageResult {
    let firm: Id<Firm> = firm.parse().map_err(|_| Stop::Absent)?;
    let id: Id<ClaimKind> = claim.parse().map_err(|_| Stop::Absent)?;
    let note = posted.field("note").to_owned();
    let act = move |tx: &mut Tx<'_>, by: &Actor| {
        let is_done = actions::forgive_claim(tx, by, (firm, id), &note)?;
        Ok(Forgiven { is_done })
    };
    match app.act("custody.forgive", &caller, &posted.call, Some(id.cast()), act).await {
        Ok(told) if told.value.is_done => Ok(done("/desk/claims", "claim-forgiven")),
        Ok(_) => Ok(done("/desk/claims", "second-asked")),
        Err(stop) => {
            show(&app, &caller, List::default(), &Draft::refused(posted.typed, stop)?).await
        }
    }
}
