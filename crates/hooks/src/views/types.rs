//! The types of events, each with an example.

use super::{crumbs, type_word};
use crate::model::{CATALOGUE, example};
use maud::{Markup, html};
use web::page::{Viewer, section};

pub(crate) fn page(viewer: &Viewer<'_>) -> Markup {
    html! {
        div.page-head {
            (crumbs(viewer, None))
            h1 { (viewer.say("hooks-types-title")) }
            p.mute { (viewer.say("hooks-types-what")) }
        }
        div.stack-l {
            @for (kinds, word) in CATALOGUE.iter().zip(["deals", "money", "market"]) {
                (section(&viewer.say(&format!("hooks-group-{word}")), None, &html! {
                    ul.rows { @for kind in *kinds { li.stack-s {
                        p { b { code { (kind.name) } } " " (type_word(viewer, kind.name)) }
                        details.more {
                            summary { (viewer.say("hooks-example")) }
                            pre.contract tabindex="0" { (format!("{:#}", example(kind))) }
                        }
                    } } }
                }))
            }
        }
    }
}
