//! What firms say they are, as JSON.

mod roles;
mod shapes;

use kernel::{Id, Kind, Outcome, Stop};
use utoipa_axum::router::OpenApiRouter;
use web::App;

/// The routes.
pub fn api() -> OpenApiRouter<App> {
    roles::routes()
}

fn id<K: Kind>(told: &str) -> Outcome<Id<K>> {
    told.parse().map_err(|_| Stop::Absent)
}
