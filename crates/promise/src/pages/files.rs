//! Evidence: kept as a dispute's is, and fetched by those who may.

use super::claims::page;
use crate::actions::{self, Which};
use crate::api::which;
use axum::extract::{Path, State};
use axum::response::Response;
use kernel::{Outcome, Stop};
use remedy::EvidenceSource;
use remedy::pages::{keep, keep_said, send_kept};
use talk::FileFacts;
use web::page::{Draft, PageResult, Posted, PostedFile, done};
use web::{App, Caller, Problem};

/// A piece of evidence.
pub(super) async fn get(
    State(app): State<App>,
    caller: Caller,
    Path((deal, claim, evidence)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    let which = which(&deal, &claim)?;
    let piece = evidence.parse().map_err(|_| Stop::Absent)?;
    let look = app
        .look("promise.evidence", &caller, move |tx, by| actions::evidence(tx, by, which, piece));
    send_kept(&app, &look.await?).await
}

/// Shows a photo or a PDF.
pub(super) async fn show(
    State(app): State<App>,
    caller: Caller,
    Path((deal, claim)): Path<(String, String)>,
    PostedFile { posted, file, file_name }: PostedFile,
) -> PageResult {
    let which = which(&deal, &claim)?;
    // Whoever may not show anything has nothing checked or kept.
    app.look("promise.may-show", &caller, move |tx, by| actions::may_show(tx, by, which)).await?;
    let told = match keep(&app, file, file_name).await {
        Ok(facts) => shown(&app, (&caller, &posted), which, (EvidenceSource::File, facts)).await,
        Err(stop) => Err(stop),
    };
    answer(&app, &caller, which, posted, told).await
}

/// Shows messages of the two firms.
pub(super) async fn show_talk(
    State(app): State<App>,
    caller: Caller,
    Path((deal, claim)): Path<(String, String)>,
    posted: Posted,
) -> PageResult {
    let which = which(&deal, &claim)?;
    let conversation = posted.field("conversation").parse().map_err(|_| Stop::Absent)?;
    let said = app.look("promise.talk", &caller, move |tx, by| {
        actions::talk_evidence(tx, by, which, (conversation, 1))
    });
    let told = async {
        let facts = keep_said(&app, &said.await?, (conversation, 1)).await?;
        shown(&app, (&caller, &posted), which, (EvidenceSource::Talk, facts)).await
    };
    let told = told.await;
    answer(&app, &caller, which, posted, told).await
}

async fn shown(
    app: &App,
    (caller, posted): (&Caller, &Posted),
    which: Which,
    (source, facts): (EvidenceSource, FileFacts),
) -> Outcome<()> {
    let home = Some(which.0.cast());
    let act = app.act("promise.show", caller, &posted.call, home, move |tx, by| {
        actions::show(tx, by, which, (source, &facts)).map(|done| done.version)
    });
    act.await.map(|_| ())
}

/// Back to the claim, or the claim once more with what is wrong.
async fn answer(
    app: &App,
    caller: &Caller,
    which: Which,
    posted: Posted,
    told: Outcome<()>,
) -> PageResult {
    let (deal, claim) = which;
    match told {
        Ok(()) => Ok(done(&format!("/deals/{deal}/compensations/{claim}"), "promise-moved")),
        Err(stop) => page(app, caller, which, &Draft::refused(posted.typed, stop)?).await,
    }
}
