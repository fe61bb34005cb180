//! How the gate looks.

pub(crate) mod campaigns;
pub(crate) mod checks;
pub(crate) mod numbers;
mod plot;
pub(crate) mod shelves;

use catalog::{Category, CategoryCode};
use kernel::{Actor, Desk, Timestamp};
use maud::{Markup, html};
use web::page::{Draft, FormKit, Viewer};

/// A category's name in the reader's language.
fn category(viewer: &Viewer<'_>, code: &CategoryCode) -> String {
    match Category::find(code.code()) {
        Some(known) => known.name(viewer.lang()).to_owned(),
        None => code.to_string(),
    }
}

fn is_operator(viewer: &Viewer<'_>) -> bool {
    viewer.actor.is_at(Desk::Operator)
}

fn is_stranger(viewer: &Viewer<'_>) -> bool {
    viewer.actor == Actor::Stranger
}

/// A date that machines read too.
fn day(viewer: &Viewer<'_>, at: Timestamp) -> Markup {
    html! { time datetime=(at) { (viewer.caller.reader.day(at)) } }
}

fn number(count: i64) -> String {
    web::show_number(&count.to_string())
}

/// A form of one button.
fn button(viewer: &Viewer<'_>, action: &str, class: &str, word: &str) -> Markup {
    let draft = Draft::default();
    html! {
        form method="post" action=(action) {
            (FormKit::new(viewer, &draft).guards())
            button class=(class) { (word) }
        }
    }
}

/// Head of a page: a way back, the heading, one sentence.
fn head(back: Option<(&str, &str)>, title: &str, what: &str) -> Markup {
    html! {
        div.page-head {
            @if let Some((href, word)) = back {
                p.crumbs { a href=(href) { (word) } }
            }
            h1 { (title) }
            p.mute { (what) }
        }
    }
}
