//! Remedies as JSON.

mod acts;
mod evidence;
mod read;
mod shape;

pub use acts::{ActBody, DecisionBody, RemedyBody, TravelBody};
pub use evidence::TalkShown;
pub use shape::{
    DecisionSeen, DisputeRow, EvidenceDocument, RemedyCard, RemedyDocument, RemedyDone,
    StepDocument,
};

use crate::model::RemedyKind;
use axum::extract::DefaultBodyLimit;
use deal::DealKind;
use kernel::{Id, Stop};
use utoipa_axum::router::OpenApiRouter;
use web::App;

/// The largest body with a file: the file, and what stands around it in a form.
pub(crate) const UPLOAD_BODY_MOST: usize = talk::FILE_MOST_BYTES + 64 * 1024;

/// The routes of remedies, disputes and decisions.
pub fn api() -> OpenApiRouter<App> {
    let upload = evidence::upload().layer(DefaultBodyLimit::max(UPLOAD_BODY_MOST));
    acts::routes().merge(read::routes()).merge(evidence::routes()).merge(upload)
}

/// The two ids of a path; anything else is not there.
pub(crate) fn which(deal: &str, remedy: &str) -> Result<(Id<DealKind>, Id<RemedyKind>), Stop> {
    let deal = deal.parse().map_err(|_| Stop::Absent)?;
    Ok((deal, remedy.parse().map_err(|_| Stop::Absent)?))
}
