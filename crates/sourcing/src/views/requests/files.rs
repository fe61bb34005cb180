//! The files of a request: its buyer's for everybody, a seller's beside its quote.

use super::one::Shown;
use super::path;
use crate::model::{QuoteState, Reader, RequestFile, RequestState, Side};
use kernel::{Firm, Id};
use maud::{Markup, html};
use web::page::{Draft, FormKit, Input, Viewer, icon, section};

/// The buyer's files, and the form by which a draft gets more.
pub(super) fn of_buyer(viewer: &Viewer<'_>, shown: &Shown, draft: &Draft) -> Markup {
    let request = &shown.seen.request;
    let is_own = shown.seen.reader == Reader::Firm(Side::Buyer);
    let may_change = is_own && request.state == RequestState::Draft;
    let files: Vec<&RequestFile> =
        shown.files.iter().filter(|file| file.firm == request.buyer).collect();
    html! {
        @if !files.is_empty() || may_change {
            (section(&viewer.say("request-files"), None, &html! {
                (list(viewer, shown, &files, may_change))
                @if may_change { (form(viewer, shown, draft)) }
            }))
        }
    }
}

/// A firm's own files beside its quote.
pub(super) fn of_seller(viewer: &Viewer<'_>, shown: &Shown, draft: &Draft) -> Markup {
    let own = viewer.actor.firm();
    let may_change =
        shown.seen.quotes.first().is_some_and(|mine| mine.quote.state == QuoteState::Open);
    let files: Vec<&RequestFile> =
        shown.files.iter().filter(|file| Some(file.firm) == own).collect();
    html! {
        (list(viewer, shown, &files, may_change))
        @if may_change { (form(viewer, shown, draft)) }
    }
}

/// What a seller put beside its quote, for the buyer who compares.
pub(super) fn beside_quote(viewer: &Viewer<'_>, shown: &Shown, seller: Id<Firm>) -> Markup {
    let files: Vec<&RequestFile> = shown.files.iter().filter(|file| file.firm == seller).collect();
    list(viewer, shown, &files, false)
}

fn list(viewer: &Viewer<'_>, shown: &Shown, files: &[&RequestFile], may_change: bool) -> Markup {
    let at = |file: &RequestFile| format!("{}/files/{}", path(&shown.seen.request), file.id);
    let size = |file: &RequestFile| file.facts.bytes.div_euclid(1_024).max(1);
    let draft = Draft::default();
    html! {
        @if !files.is_empty() {
            ul.rows {
                @for file in files {
                    li.row.mid.near {
                        a href=(at(file)) { (icon("file")) " " (file.facts.name) }
                        @let size = size(file).into();
                        small { (viewer.say_with("request-file-size", &[("size", size)])) }
                        @if may_change {
                            form method="post" action=(format!("{}/remove", at(file))) {
                                (FormKit::new(viewer, &draft).guards())
                                button.btn.quiet { (viewer.say("request-file-remove")) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn form(viewer: &Viewer<'_>, shown: &Shown, draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    html! {
        details open[draft.is_wrong_in(&["file"])] {
            summary.btn { (icon("file")) (viewer.say("request-file-add")) }
            form.stack-s method="post" enctype="multipart/form-data"
                action=(format!("{}/files", path(&shown.seen.request))) {
                (kit.guards())
                (kit.input(&Input::text("file", "talk-field-file").kind("file")))
                p.acts { button.btn { (viewer.say("request-file-add")) } }
            }
        }
    }
}
