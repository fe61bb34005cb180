//! Deals as JSON.

mod address;
mod begin;
mod contract;
mod effect;
mod links;
mod proposals;
mod read;
mod shape;
mod steps;

pub use address::AddressDocument;
pub use begin::{NewAcceptance, NewAward, NewDeal, NewDealLine};
pub use contract::{DealLine, DealMilestone, DealTerms, Part, SignatureDocument, TaxLine};
pub use effect::{DealDone, DoneEffect, Gets, Posting, TimerDocument};
pub use links::{LinkDocument, LinkLineBody, NewLink, NewLinkAnswer, SellerLine};
pub use proposals::{
    NewLinePrice, NewPriceChange, NewRestClosing, ParcelLine, ProposalDocument, Proposals,
};
pub use shape::{
    DealCard, DealDocument, DealTracks, InspectionDocument, MoneySums, NamedFirm, RefundDocument,
    ShipmentDocument, TimelineLine,
};
pub use steps::{
    InspectionAnswer, NewExtension, NewPayment, NewRefund, NewShipment, OfficerRead, PaymentAnswer,
    PaymentBy,
};

use crate::actions::effect_since;
use crate::model::{DealKind, Done};
use ::store::Tx;
use axum::http::StatusCode;
use axum::response::Response;
use kernel::{Actor, Any, Id, Outcome, Stop};
use utoipa_axum::router::OpenApiRouter;
use web::{App, Call, Caller, Problem, reply};

/// The routes of deals and deal links.
pub fn api() -> OpenApiRouter<App> {
    begin::routes()
        .merge(links::routes())
        .merge(read::routes())
        .merge(steps::routes())
        .merge(proposals::routes())
}

/// An id in a path; anything else is not there.
fn deal_id(path: &str) -> Result<Id<DealKind>, Stop> {
    path.parse().map_err(|_| Stop::Absent)
}

/// Takes a step; a preview also tells what it would do.
fn look_ahead(
    tx: &mut Tx<'_>,
    is_preview: bool,
    step: impl FnOnce(&mut Tx<'_>) -> Outcome<Done>,
) -> Outcome<DealDone> {
    if !is_preview {
        return Ok(step(tx)?.into());
    }
    let mark = tx.id::<Any>();
    let done = step(tx)?;
    let effect = effect_since(tx, done.deal, mark)?;
    Ok(DealDone { effect: Some(effect.into()), ..done.into() })
}

/// Acts once for the caller's key and answers how the deal stands.
async fn take_step(
    app: &App,
    name: &'static str,
    (caller, call): (&Caller, &Call),
    home: Option<Id<DealKind>>,
    step: impl Fn(&mut Tx<'_>, &Actor) -> Outcome<Done> + Send + 'static,
) -> Result<Response, Problem> {
    let is_preview = call.is_preview;
    let answered = app
        .act(name, caller, call, home.map(Id::cast), move |tx, by| {
            look_ahead(tx, is_preview, |tx| step(tx, by))
        })
        .await?;
    let version = answered.value.version;
    Ok(reply(StatusCode::CREATED, answered, Some(version)))
}
