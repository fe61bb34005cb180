//! Every category, with what stands on each shelf.

use super::counted;
use crate::model::{Department, Shelf};
use catalog::Category;
use maud::{Markup, html};
use web::page::Viewer;
use web::show_number;

/// The whole page.
pub(crate) fn tree(viewer: &Viewer<'_>, departments: &[Department]) -> Markup {
    html! {
        div.page-head {
            h1 { (viewer.say("window-categories")) }
            p.mute { (viewer.say("window-categories-what")) }
        }
        div.cols.three {
            @for (department, shelf, leaves) in departments {
                section.sec {
                    header {
                        h2 {
                            a.title href=(format!("/categories/{}", department.code())) {
                                (department.name(viewer.lang()))
                            }
                        }
                    }
                    @if shelf.goods > 0 { p.mute { small { (how_many(viewer, shelf)) } } }
                    ul.rows { @for (leaf, shelf) in leaves { (row(viewer, leaf, shelf)) } }
                }
            }
        }
    }
}

/// `1,204 goods of 31 firms`.
pub(super) fn how_many(viewer: &Viewer<'_>, shelf: &Shelf) -> String {
    let [count, shown] = counted(shelf.goods);
    let firms = viewer.say_with("window-firms", &counted(shelf.firms));
    viewer.say_with("window-goods-of-firms", &[count, shown, ("firms", firms.into())])
}

fn row(viewer: &Viewer<'_>, leaf: &Category, shelf: &Shelf) -> Markup {
    html! {
        li.row.near {
            a href=(format!("/categories/{}", leaf.code())) { (leaf.name(viewer.lang())) }
            @if shelf.goods > 0 { span.n.push { (show_number(&shelf.goods.to_string())) } }
            @else { span.n.push aria-label=(viewer.say("window-none")) { "–" } }
        }
    }
}
