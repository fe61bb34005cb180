//! Remedies in the browser: the claims of a deal, one claim, each act with the look before it, the
//! officers' desk, and what everybody may read.

mod acts;
mod desk;
pub(crate) mod files;
mod one;

pub use files::{keep, keep_said, send_kept};

use crate::api::UPLOAD_BODY_MOST;
use crate::model::Done;
use ::store::Tx;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::routing::{get, post};
use deal::{Effect, effect_since};
use kernel::{Actor, Any, Outcome, Refusal, Stop};
use std::sync::{Arc, Mutex};
use web::page::Draft;
use web::{App, Call, Caller, Nothing};

/// The routes of the pages of remedies.
pub fn pages() -> Router<App> {
    let upload = Router::new()
        .route("/deals/{deal}/remedies/{remedy}/evidence", post(files::show).get(one::back))
        .layer(DefaultBodyLimit::max(UPLOAD_BODY_MOST));
    Router::new()
        .route("/deals/{deal}/remedies", get(one::list))
        .route("/deals/{deal}/remedies/new", get(acts::blank).post(acts::ask))
        .route("/deals/{deal}/remedies/{remedy}", get(one::show))
        .route("/deals/{deal}/remedies/{remedy}/messages", post(files::show_talk).get(one::back))
        .route("/deals/{deal}/remedies/{remedy}/evidence/{evidence}", get(files::get))
        .route("/deals/{deal}/remedies/{remedy}/{act}", get(acts::form).post(acts::act))
        .route("/disputes", get(desk::queue))
        .route("/decisions", get(desk::decisions))
        .route("/remedy-rules", get(desk::rules))
        .merge(upload)
}

/// 422 for a form that came back with something wrong.
fn status_of(draft: &Draft) -> StatusCode {
    if draft.is_wrong() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }
}

/// What an act would do to the deal, or why it may not be; it is undone.
async fn foresee(
    app: &App,
    caller: &Caller,
    name: &'static str,
    step: impl Fn(&mut Tx<'_>, &Actor) -> Outcome<Done> + Send + 'static,
) -> Outcome<Result<Effect, Vec<Refusal>>> {
    let seen = Arc::new(Mutex::new(None));
    let put = Arc::clone(&seen);
    let act = move |tx: &mut Tx<'_>, by: &Actor| {
        let mark = tx.id::<Any>();
        let done = step(tx, by)?;
        let effect = effect_since(tx, done.deal, mark)?;
        if let Ok(mut place) = put.lock() {
            *place = Some(effect);
        }
        Ok(Nothing {})
    };
    let call = Call { key: app.fresh_key(), body: Vec::new(), is_preview: true };
    match app.act(name, caller, &call, None, act).await {
        Ok(_) => {
            let seen = seen.lock().ok().and_then(|mut place| place.take());
            Ok(Ok(seen.unwrap_or_default()))
        }
        Err(Stop::Refused(refusal)) => Ok(Err(vec![refusal])),
        Err(Stop::RefusedAll(all)) => Ok(Err(all)),
        Err(other) => Err(other),
    }
}
