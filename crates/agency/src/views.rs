//! What firms say they are, as it looks.

pub(crate) mod role;

use kernel::Desk;
use maud::{Markup, html};
use web::page::Viewer;

fn is_operator(viewer: &Viewer<'_>) -> bool {
    viewer.actor.is_at(Desk::Operator)
}

/// Head of a page: a way back, the heading, one sentence.
fn head((href, word): (&str, &str), title: &str, what: &str) -> Markup {
    html! {
        div.page-head {
            p.crumbs { a href=(href) { (word) } }
            h1 { (title) }
            p.mute { (what) }
        }
    }
}
