//! Webhooks, as people of a firm see them.

mod acts;
mod list;
mod one;

use crate::model::{Networks, NewEndpoint, all_types};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Extension, Router};
use std::sync::Arc;
use web::App;
use web::page::{Draft, Posted, back_to};

/// The routes.
pub fn pages(networks: Arc<Networks>) -> Router<App> {
    Router::new()
        .route("/webhooks", get(list::show).post(list::add))
        .route("/webhooks/events", get(list::types))
        .route("/webhooks/{webhook}", get(one::show).post(one::change))
        .route("/webhooks/{webhook}/state", shown().merge(post(acts::set_state)))
        .route("/webhooks/{webhook}/tests", shown().merge(post(acts::test)))
        .route("/webhooks/{webhook}/secrets", shown().merge(post(acts::rotate)))
        .route("/webhooks/{webhook}/codes", shown().merge(post(acts::ask_code)))
        .route("/webhooks/{webhook}/secret", shown().merge(post(acts::show_secret)))
        .route("/webhooks/{webhook}/replays", shown().merge(post(acts::replay_since)))
        .route("/webhooks/{webhook}/remove", shown().merge(post(acts::remove)))
        .route("/webhooks/{webhook}/deliveries/{event}", get(one::delivery).post(acts::replay))
        .layer(Extension(networks))
}

/// Who loads the page of an act again comes to the list.
fn shown() -> axum::routing::MethodRouter<App> {
    get(async || back_to("/webhooks"))
}

fn status_of(draft: &Draft) -> StatusCode {
    if draft.is_wrong() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }
}

/// What the form of an address tells: all types, or those that are ticked.
fn typed(posted: &Posted) -> NewEndpoint {
    let is_ticked = |name: &&str| posted.field(&format!("type:{name}")) == "1";
    NewEndpoint {
        url: posted.field("url").to_owned(),
        about: posted.field("about").to_owned(),
        takes_all: posted.field("which") != "some",
        types: all_types().filter(is_ticked).map(str::to_owned).collect(),
    }
}
