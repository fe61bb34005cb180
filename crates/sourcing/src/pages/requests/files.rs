//! Files of requests: sent by their buyer or beside a quote, fetched by whoever may see them.

use super::{request_id, show};
use crate::actions;
use crate::model::{Order, RequestFileKind};
use axum::extract::{Path, State};
use axum::response::Response;
use kernel::{Actor, Id, Outcome, Stop};
use store::Tx;
use web::page::{Draft, PageResult, Posted, PostedFile, done};
use web::{App, Caller, Problem};

fn file_id(text: &str) -> Outcome<Id<RequestFileKind>> {
    text.parse().map_err(|_| Stop::Absent)
}

/// Puts a photo, a drawing or a paper in.
pub(in crate::pages) async fn add_file(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    PostedFile { posted, file, file_name }: PostedFile,
) -> PageResult {
    let id = request_id(&id)?;
    // Whoever may put nothing in has nothing checked or kept.
    let may = app.look("sourcing.may-add-file", &caller, move |tx, by| {
        actions::admit_request_file(tx, by, id)
    });
    let kept = match may.await {
        Ok(()) => talk::pages::upload(&app, file, file_name).await,
        Err(stop) => Err(stop),
    };
    let added = match kept {
        Ok(facts) => {
            let home = Some(id.cast());
            let act = app.act("sourcing.add-file", &caller, &posted.call, home, move |tx, by| {
                actions::add_request_file(tx, by, id, &facts)
            });
            act.await.map(|_| ())
        }
        Err(stop) => Err(stop),
    };
    match added {
        Ok(()) => Ok(done(&format!("/requests/{id}"), "request-file-added")),
        Err(stop) => show(&app, &caller, id, Order::Fit, Draft::refused(posted.typed, stop)?).await,
    }
}

/// A file, as an attachment.
pub(in crate::pages) async fn get_file(
    State(app): State<App>,
    caller: Caller,
    Path((id, file)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (id, file) = (request_id(&id)?, file_id(&file)?);
    let look =
        app.look("sourcing.file", &caller, move |tx, by| actions::request_file(tx, by, id, file));
    talk::pages::attachment(&app, look.await?).await
}

/// Takes a file out.
pub(in crate::pages) async fn remove_file(
    State(app): State<App>,
    caller: Caller,
    Path((id, file)): Path<(String, String)>,
    posted: Posted,
) -> PageResult {
    let (id, file) = (request_id(&id)?, file_id(&file)?);
    let home = Some(id.cast());
    let act = app.act("sourcing.remove-file", &caller, &posted.call, home, {
        move |tx: &mut Tx<'_>, by: &Actor| actions::remove_request_file(tx, by, id, file)
    });
    act.await?;
    Ok(done(&format!("/requests/{id}"), "request-file-removed"))
}
