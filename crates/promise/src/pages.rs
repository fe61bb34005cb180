//! Promises in the browser: what a firm signs, what everybody reads of it, the claims of a deal,
//! one claim with all that may be done, the officers' desk.

mod acts;
mod claims;
mod desk;
mod files;
mod firm;

use crate::api::UPLOAD_BODY_MOST;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::routing::{get, post};
use web::App;
use web::page::Draft;

/// The routes of the pages of promises.
pub fn pages() -> Router<App> {
    let upload = Router::new()
        .route(
            "/deals/{deal}/compensations/{compensation}/evidence",
            post(files::show).get(claims::back),
        )
        .layer(DefaultBodyLimit::max(UPLOAD_BODY_MOST));
    Router::new()
        .route("/firm/promises", get(firm::own).post(firm::sign))
        .route("/firm/promises/top-up", post(firm::top_up))
        .route("/firm/promises/end", post(firm::end))
        .route("/firms/{firm}/promises", get(firm::of_firm))
        .route("/compensations", get(claims::of_own_firm))
        .route("/deals/{deal}/compensations", get(claims::list))
        .route("/deals/{deal}/compensations/new", get(claims::blank).post(claims::claim))
        .route("/deals/{deal}/compensations/{compensation}", get(claims::show))
        .route(
            "/deals/{deal}/compensations/{compensation}/messages",
            post(files::show_talk).get(claims::back),
        )
        .route("/deals/{deal}/compensations/{compensation}/evidence/{evidence}", get(files::get))
        .route(
            "/deals/{deal}/compensations/{compensation}/{act}",
            post(acts::act).get(claims::back_from),
        )
        .route("/desk/compensations", get(desk::queue))
        .route("/promise-rules", get(desk::rules))
        .merge(upload)
}

/// 422 for a form that came back with something wrong.
fn status_of(draft: &Draft) -> StatusCode {
    if draft.is_wrong() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }
}
