//! Files: sent into a conversation, and fetched by its two firms.

use super::one::show;
use super::{message_id, talk_id};
use crate::actions;
use crate::model::{FileFacts, read_file};
use axum::extract::{Path, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS,
};
use axum::response::{IntoResponse, Response};
use kernel::{Limit, Outcome};
use web::page::{Draft, PageResult, PostedFile, back_to};
use web::{App, Caller, Problem};

/// The name of a file in the folder of files.
fn kept_name(facts: &FileFacts) -> String {
    format!("talk-{}", facts.sha256)
}

/// Sends a photo or a PDF.
pub(super) async fn send(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    PostedFile { posted, file, file_name }: PostedFile,
) -> PageResult {
    let id = talk_id(&id)?;
    // Whoever is no side of it has nothing checked or kept.
    let may = app.look("talk.may-send", &caller, move |tx, by| {
        by.trader()?;
        actions::thread(tx, by, id, None, Limit::clamp(1)).map(|_| ())
    });
    may.await?;
    let kept = keep(&app, file, file_name).await;
    let beside = posted.field("beside").to_owned();
    let sent = match kept {
        Ok(facts) => {
            let home = Some(id.cast());
            let act = app.act("talk.say-file", &caller, &posted.call, home, move |tx, by| {
                actions::say_file(tx, by, id, &facts, &beside).map(|message| message.id)
            });
            act.await.map(|_| ())
        }
        Err(stop) => Err(stop),
    };
    match sent {
        Ok(()) => Ok(back_to(&format!("/messages/{id}#say"))),
        Err(stop) => {
            let draft = Draft::refused(posted.typed, stop)?;
            show(&app, &caller, id, None, Some(draft)).await
        }
    }
}

/// Checks a file and keeps it, beside the runtime.
pub async fn keep(app: &App, file: axum::body::Bytes, name: String) -> Outcome<FileFacts> {
    let files = app.kept();
    let kept = app.compute(move || {
        let facts = read_file(&file, &name)?;
        files.keep(&kept_name(&facts), &file)?;
        Ok(facts)
    });
    kept.await?
}

/// A file, as an attachment, for the two firms alone.
pub(super) async fn get(
    State(app): State<App>,
    caller: Caller,
    Path((id, message)): Path<(String, String)>,
) -> Result<Response, Problem> {
    send_back(&app, &caller, &id, &message).await
}

/// The same for the page and the API.
pub(crate) async fn send_back(
    app: &App,
    caller: &Caller,
    id: &str,
    message: &str,
) -> Result<Response, Problem> {
    let (id, message) = (talk_id(id)?, message_id(message)?);
    let look = app.look("talk.file", caller, move |tx, by| actions::file(tx, by, id, message));
    attachment(app, look.await?).await
}

/// A kept file as an attachment, for whoever was found to be one that may see it.
pub async fn attachment(app: &App, facts: FileFacts) -> Result<Response, Problem> {
    let (files, name) = (app.kept(), kept_name(&facts));
    let bytes = app.fetch(move || files.find(&name)).await??;
    let headers = [
        (CONTENT_TYPE, facts.media_type.to_owned()),
        (CONTENT_DISPOSITION, disposition(&facts.name)),
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
