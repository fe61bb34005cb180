//! Evidence: kept, and fetched by those who may.

use super::one::case;
use crate::api::which;
use crate::model::{Evidence, EvidenceKind, EvidenceSource, RemedyKind};
use crate::{actions, views};
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS,
};
use axum::response::{IntoResponse, Response};
use deal::DealKind;
use kernel::{Id, Outcome, Stop};
use sha2::{Digest, Sha256};
use talk::{ConversationKind, FileFacts, read_file};
use web::page::{Draft, Frame, PageResult, Posted, PostedFile, Viewer, done};
use web::{App, Caller, Problem};

type Which = (Id<DealKind>, Id<RemedyKind>);

fn kept_name(sha256: &str) -> String {
    format!("evidence-{sha256}")
}

/// Checks a file and keeps it under its hash, beside the runtime.
pub async fn keep(app: &App, file: Bytes, name: String) -> Outcome<FileFacts> {
    let files = app.kept();
    let kept = app.compute(move || {
        let facts = read_file(&file, &name)?;
        files.keep(&kept_name(&facts.sha256), &file)?;
        Ok(facts)
    });
    kept.await?
}

/// Keeps messages of the two firms as a file that proves itself.
pub(crate) async fn keep_talk(
    app: &App,
    caller: &Caller,
    which: Which,
    said: (Id<ConversationKind>, i64),
) -> Outcome<FileFacts> {
    let look =
        app.look("remedy.talk", caller, move |tx, by| actions::talk_evidence(tx, by, which, said));
    keep_said(app, &look.await?, said).await
}

/// The same for whoever has read the messages already.
pub async fn keep_said(
    app: &App,
    said: &talk::Evidence,
    (conversation, from): (Id<ConversationKind>, i64),
) -> Outcome<FileFacts> {
    let name = format!("{conversation}-from-{}.json", from.max(1));
    let bytes = serde_json::to_vec(said).map_err(anyhow::Error::from)?;
    let files = app.kept();
    let kept = app.compute(move || {
        let hash = Sha256::digest(&bytes);
        let sha256: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        files.keep(&kept_name(&sha256), &bytes)?;
        let length = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        Ok(FileFacts { sha256, name, media_type: "application/json", bytes: length })
    });
    kept.await?
}

/// Evidence as an attachment, for the two sides and the officer who has the case.
pub(crate) async fn send_back(
    app: &App,
    caller: &Caller,
    which: Which,
    piece: Id<EvidenceKind>,
) -> Result<Response, Problem> {
    let look =
        app.look("remedy.evidence", caller, move |tx, by| actions::evidence(tx, by, which, piece));
    send_kept(app, &look.await?).await
}

/// What was kept as evidence, as an attachment. Who calls it has seen that the reader may.
pub async fn send_kept(app: &App, shown: &Evidence) -> Result<Response, Problem> {
    let (files, name) = (app.kept(), kept_name(&shown.sha256));
    let bytes = app.fetch(move || files.find(&name)).await??;
    let headers = [
        (CONTENT_TYPE, shown.media_type.clone()),
        (CONTENT_DISPOSITION, disposition(&shown.name)),
        (CACHE_CONTROL, "private, no-store".to_owned()),
        (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}

/// `attachment` with the name in RFC 6266's and RFC 8187's form.
fn disposition(name: &str) -> String {
    let safe = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    let encoded: String = name
        .bytes()
        .map(|b| if safe(b) { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect();
    format!("attachment; filename*=UTF-8''{encoded}")
}

/// A piece of evidence.
pub(super) async fn get(
    State(app): State<App>,
    caller: Caller,
    Path((deal, remedy, evidence)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    let piece = evidence.parse().map_err(|_| Stop::Absent)?;
    send_back(&app, &caller, which(&deal, &remedy)?, piece).await
}

/// Shows a photo or a PDF.
pub(super) async fn show(
    State(app): State<App>,
    caller: Caller,
    Path((deal, remedy)): Path<(String, String)>,
    PostedFile { posted, file, file_name }: PostedFile,
) -> PageResult {
    let which = which(&deal, &remedy)?;
    // Whoever may not show anything has nothing checked or kept.
    app.look("remedy.may-show", &caller, move |tx, by| actions::may_show(tx, by, which)).await?;
    let kept = keep(&app, file, file_name).await;
    let told = match kept {
        Ok(facts) => shown(&app, (&caller, &posted), which, (EvidenceSource::File, facts)).await,
        Err(stop) => Err(stop),
    };
    answer(&app, &caller, which, posted, told).await
}

/// Shows messages of the two firms.
pub(super) async fn show_talk(
    State(app): State<App>,
    caller: Caller,
    Path((deal, remedy)): Path<(String, String)>,
    posted: Posted,
) -> PageResult {
    let which = which(&deal, &remedy)?;
    let conversation = posted.field("conversation").parse().map_err(|_| Stop::Absent)?;
    let told = match keep_talk(&app, &caller, which, (conversation, 1)).await {
        Ok(facts) => shown(&app, (&caller, &posted), which, (EvidenceSource::Talk, facts)).await,
        Err(stop) => Err(stop),
    };
    answer(&app, &caller, which, posted, told).await
}

async fn shown(
    app: &App,
    (caller, posted): (&Caller, &Posted),
    which: Which,
    (source, facts): (EvidenceSource, FileFacts),
) -> Outcome<()> {
    let act = app.act("remedy.show", caller, &posted.call, Some(which.0.cast()), move |tx, by| {
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
    let (deal, remedy) = which;
    let Err(stop) = told else {
        return Ok(done(&format!("/deals/{deal}/remedies/{remedy}"), "remedy-moved"));
    };
    let draft = Draft::refused(posted.typed, stop)?;
    let look = app.view("remedy.page", caller, move |tx, by| case(tx, by, which));
    let (actor, case) = look.await?;
    let viewer = Viewer { app, caller, actor };
    let body = views::one(&viewer, &case, &draft);
    let frame = Frame::new(&viewer, viewer.say("remedy-title")).here("/deals");
    Ok(frame.status(StatusCode::UNPROCESSABLE_ENTITY).page(&body))
}
