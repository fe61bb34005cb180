//! The officers' desk of sanctions: what waits, the lists, trying a name.

mod cases;
mod lists;
pub(crate) mod orders;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::routing::{get, post};
use web::App;
use web::page::Draft;

/// The routes of the desk.
pub fn pages() -> Router<App> {
    let upload = DefaultBodyLimit::max(talk::pages::UPLOAD_BODY_MOST);
    Router::new()
        .route("/desk/sanctions", get(cases::desk))
        .route("/desk/sanctions/done", get(cases::ended))
        .route(
            "/desk/sanctions/lists",
            get(lists::show).post(lists::bring).layer(DefaultBodyLimit::disable()),
        )
        .route("/desk/sanctions/try", get(lists::blank).post(lists::try_name))
        .route("/desk/orders", get(orders::desk).post(orders::record).layer(upload))
        .route("/desk/orders/{firm}/{order}", get(orders::one))
        .route("/desk/orders/{firm}/{order}/account", post(orders::name))
        .route("/desk/orders/{firm}/{order}/pay", post(orders::pay))
        .route("/desk/orders/{firm}/{order}/lift", post(orders::lift))
        .route("/desk/orders/{firm}/{order}/looks", post(orders::look))
        .route(
            "/desk/orders/{firm}/{order}/paper",
            get(orders::paper).post(orders::attach).layer(upload),
        )
        .route("/desk/sanctions/{firm}/{case}", get(cases::one))
        .route("/desk/sanctions/{firm}/{case}/{act}", post(cases::act))
}

fn status_of(draft: &Draft) -> StatusCode {
    if draft.is_wrong() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }
}
