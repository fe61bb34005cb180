//! Every category, with what stands on each shelf.

use super::counted;
use crate::model::{Department, Shelf};
use catalog::Category;
use maud::{Markup, html};
use web::page::{Viewer, empty};
use web::show_number;

/// The whole page. On a phone a department is folded until somebody opens it, or finds something
/// in it.
pub(crate) fn tree(viewer: &Viewer<'_>, departments: &[Department], told: &str) -> Markup {
    html! {
        div.page-head {
            h1 { (viewer.say("window-categories")) }
            p.mute { (viewer.say("window-categories-what")) }
            (seek(viewer, told))
        }
        @if departments.is_empty() {
            (empty(&viewer.say("window-sought-none"), &viewer.say("window-sought-none-what"),
                Some(("/categories", &viewer.say("window-sought-all")))))
        }
        div.cols.three {
            @for one in departments { (branch(viewer, one, !told.is_empty())) }
        }
    }
}

/// The field that looks for a name in the tree.
fn seek(viewer: &Viewer<'_>, told: &str) -> Markup {
    html! {
        form.seek role="search" action="/categories" {
            label for="f-seek" { (viewer.say("window-seek")) }
            div.row.near {
                input #f-seek type="search" name="q" value=(told) maxlength="100";
                button.btn { (viewer.say("window-seek-act")) }
            }
        }
    }
}

fn branch(viewer: &Viewer<'_>, (department, shelf, leaves): &Department, is_open: bool) -> Markup {
    let name = department.name(viewer.lang());
    let all = viewer.say_with("window-all-of", &[("name", name.into())]);
    html! {
        section.sec {
            details.fold open[is_open] {
                summary {
                    h2 { (name) }
                    @if shelf.goods > 0 { small { (how_many(viewer, shelf)) } }
                }
                ul.rows {
                    li { a href=(format!("/categories/{}", department.code())) { (all) } }
                    @for (leaf, shelf) in leaves { (row(viewer, leaf, shelf)) }
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
