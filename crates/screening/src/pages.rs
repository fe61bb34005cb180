//! The officers' desk of sanctions: what waits, the lists, trying a name.

mod cases;
mod lists;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::routing::{get, post};
use web::App;
use web::page::Draft;

/// The routes of the desk.
pub fn pages() -> Router<App> {
    Router::new()
        .route("/desk/sanctions", get(cases::desk))
        .route("/desk/sanctions/done", get(cases::ended))
        .route(
            "/desk/sanctions/lists",
            get(lists::show).post(lists::bring).layer(DefaultBodyLimit::disable()),
        )
        .route("/desk/sanctions/try", get(lists::blank).post(lists::try_name))
        .route("/desk/sanctions/{firm}/{case}", get(cases::one))
        .route("/desk/sanctions/{firm}/{case}/{act}", post(cases::act))
}

fn status_of(draft: &Draft) -> StatusCode {
    if draft.is_wrong() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }
}
