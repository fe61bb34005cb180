//! Promises and claims for compensation as JSON.

mod acts;
mod evidence;
mod firm;
mod read;
mod shape;

pub use acts::{ActBody, ClaimBody};
pub use firm::{EndBody, SignBody, TopUpBody};
pub use shape::{
    CompensationCard, CompensationDocument, CompensationDone, CoverDocument, FirmPromises,
    PromiseDocument, QueueEntry,
};

use crate::actions::Which;
use axum::extract::DefaultBodyLimit;
use kernel::Stop;
use utoipa_axum::router::OpenApiRouter;
use web::App;

/// The largest body with a file: the file, and what stands around it in a form.
pub(crate) const UPLOAD_BODY_MOST: usize = talk::FILE_MOST_BYTES + 64 * 1024;

/// The routes of promises and claims.
pub fn api() -> OpenApiRouter<App> {
    let upload = evidence::upload().layer(DefaultBodyLimit::max(UPLOAD_BODY_MOST));
    let routes = firm::routes().merge(acts::routes()).merge(read::routes());
    routes.merge(evidence::routes()).merge(upload)
}

/// The two ids of a path; anything else is not there.
pub(crate) fn which(deal: &str, claim: &str) -> Result<Which, Stop> {
    let deal = deal.parse().map_err(|_| Stop::Absent)?;
    Ok((deal, claim.parse().map_err(|_| Stop::Absent)?))
}
