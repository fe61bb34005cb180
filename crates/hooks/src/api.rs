//! Webhooks and events as JSON, for the firm's own programs.

mod events;
mod hooks;
mod shapes;

pub(crate) use hooks::{Kept, hook_id};
pub use shapes::{
    AttemptDocument, DeliveryDocument, EventDocument, EventPage, EventTypeDocument, HookBody,
    HookDocument, NewState, ReplayBody, ReplayDocument, SecretDocument, StateBody, WholeDelivery,
};

use crate::model::Networks;
use axum::Extension;
use std::sync::Arc;
use utoipa_axum::router::OpenApiRouter;
use web::App;

/// The networks that addresses may lie in, as handlers get them.
pub(crate) type TheNetworks = Extension<Arc<Networks>>;

/// The routes.
pub fn api(networks: Arc<Networks>) -> OpenApiRouter<App> {
    events::routes().merge(hooks::routes()).layer(Extension(networks))
}
