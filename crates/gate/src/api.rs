//! The gate as JSON.

mod buyers;
mod campaigns;
mod shapes;
mod shelves;

use kernel::{Id, Kind, Outcome, Stop};
use utoipa_axum::router::OpenApiRouter;
use web::{App, Call};

/// The routes.
pub fn api() -> OpenApiRouter<App> {
    shelves::routes().merge(buyers::routes()).merge(campaigns::routes())
}

fn id<K: Kind>(told: &str) -> Outcome<Id<K>> {
    told.parse().map_err(|_| Stop::Absent)
}

/// A link's token, which this very request makes, and makes again when it is sent again.
pub(crate) fn token_of(app: &App, call: &Call) -> String {
    app.derive("buyer-link", &[call.key.as_bytes(), &call.body])
}

/// The call sealed by its session: a colleague with the same key and body gets a link of their own.
pub(crate) fn sealed(app: &App, caller: &web::Caller, call: &Call) -> Call {
    let credential = caller.credential.unwrap_or_default();
    let key = app.derive("key", &[&credential, call.key.as_bytes()]);
    Call { key, ..party::api::sealed(app, caller, call) }
}
