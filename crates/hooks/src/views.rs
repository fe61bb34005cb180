//! How webhooks look.

pub(crate) mod delivery;
pub(crate) mod list;
pub(crate) mod one;
pub(crate) mod types;

use crate::model::{DeliveryState, Endpoint, EndpointState};
use maud::{Markup, html};
use web::page::{Tone, Viewer, tag, time};

/// How an address stands, in a word.
fn state(viewer: &Viewer<'_>, endpoint: &Endpoint) -> Markup {
    let (tone, word) = match (endpoint.state, endpoint.failing_since) {
        (EndpointState::Active, None) => (Tone::Ok, "active"),
        (EndpointState::Active, Some(_)) => (Tone::Warn, "failing"),
        (EndpointState::Paused, _) => (Tone::Wait, "paused"),
        (EndpointState::Off, _) => (Tone::Bad, "off"),
    };
    tag(tone, &viewer.say(&format!("hooks-state-{word}")))
}

/// How far a delivery is, in a word.
fn delivery_state(viewer: &Viewer<'_>, state: DeliveryState, tries: i64) -> Markup {
    let (tone, word) = match (state, tries) {
        (DeliveryState::Waiting, 0) => (Tone::Wait, "waiting"),
        (DeliveryState::Waiting, _) => (Tone::Warn, "trying"),
        (DeliveryState::Arrived, _) => (Tone::Ok, "arrived"),
        (DeliveryState::GivenUp, _) => (Tone::Bad, "given-up"),
    };
    tag(tone, &viewer.say(&format!("hooks-delivery-{word}")))
}

/// The word for what a type tells.
fn type_word(viewer: &Viewer<'_>, name: &str) -> String {
    viewer.say(&format!("hooks-type-{}", name.replace(['.', '_'], "-")))
}

/// Letters of an address after which a line may end, on the narrowest telephone.
const PIECE_CHARS: usize = 12;

/// An address that may be wrapped anywhere, since nobody knows how long its parts are.
fn wrapped(url: &str) -> Markup {
    let letters: Vec<char> = url.chars().collect();
    html! {
        @for piece in letters.chunks(PIECE_CHARS) { (piece.iter().collect::<String>()) wbr; }
    }
}

fn crumbs(viewer: &Viewer<'_>, more: Option<(&str, &str)>) -> Markup {
    html! {
        nav aria-label=(viewer.say("hooks-path")) { ol.crumbs {
            li { a href="/webhooks" { (viewer.say("hooks-title")) } }
            @if let Some((href, word)) = more { li { a href=(href) { (wrapped(word)) } } }
        } }
    }
}
