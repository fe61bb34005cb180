//! Choosing a language. It is harmless, so the form needs no proof.

use super::{local, translated};
use axum::extract::State;
use axum::response::Response;
use axum::routing::post;
use axum::{Form, Router};
use kernel::Lang;
use serde::Deserialize;
use web::App;
use web::page::back_to;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/language", post(choose))
}

#[derive(Deserialize)]
struct Choice {
    #[serde(default)]
    lang: String,
    #[serde(default)]
    back: String,
}

async fn choose(State(app): State<App>, Form(choice): Form<Choice>) -> Response {
    let back = local(&choice.back).unwrap_or("/");
    match Lang::from_tag(&choice.lang) {
        Some(lang) => translated(&app, back, lang),
        None => back_to(back),
    }
}
