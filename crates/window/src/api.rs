//! Shelves, firms' pages and windows as JSON.

mod firm;
mod search;
mod shelf;

pub use firm::{FirmPageView, WindowView};
pub use search::{FirmFoundView, FirmsFoundView, search_api};
pub use shelf::{ShelfView, StallView};

use axum::extract::DefaultBodyLimit;
use catalog::api::UPLOAD_BODY_MOST;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::App;

/// The routes of windows and shelves.
pub fn api() -> OpenApiRouter<App> {
    let upload = OpenApiRouter::new()
        .routes(routes!(firm::add_photo))
        .layer(DefaultBodyLimit::max(UPLOAD_BODY_MOST));
    OpenApiRouter::new()
        .routes(routes!(shelf::tree))
        .routes(routes!(shelf::fair))
        .routes(routes!(shelf::exhibition))
        .routes(routes!(firm::read))
        .routes(routes!(firm::change))
        .routes(routes!(firm::window, firm::choose))
        .merge(upload)
}
