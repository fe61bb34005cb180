//! What was looked for in vain.

use super::requests::ways;
use catalog::Unmet;
use kernel::rules::Rules;
use maud::{Markup, html};
use web::page::{Viewer, empty};
use web::show_number;

/// The whole page.
pub(crate) fn page(viewer: &Viewer<'_>, words: &[Unmet]) -> Markup {
    let least = [("least", Rules::current().ranking.unmet_least.into())];
    html! {
        div.page-head {
            h1 { (viewer.say("request-unmet")) }
            p.mute { (viewer.say_with("request-unmet-what", &least)) }
            (ways(viewer, "/demand/unmet"))
        }
        @if words.is_empty() {
            (empty(
                &viewer.say("request-unmet-none"),
                &viewer.say_with("request-unmet-none-what", &least),
                Some(("/demand", &viewer.say("request-to-demand"))),
            ))
        } @else { (table(viewer, words)) }
    }
}

fn table(viewer: &Viewer<'_>, words: &[Unmet]) -> Markup {
    let (times, last) = (viewer.say("request-unmet-times"), viewer.say("request-unmet-last"));
    html! {
        table.tbl {
            thead { tr {
                th scope="col" { (viewer.say("request-unmet-words")) }
                th.r scope="col" { (times) }
                th.r scope="col" { (last) }
            } }
            tbody {
                @for one in words {
                    tr {
                        th scope="row" { a href=(search(&one.words)) { (one.words) } }
                        td.r.n { (show_number(&one.times.to_string())) }
                        td.r { (party::views::day(viewer, one.last_at)) }
                    }
                }
            }
        }
        p.acts { a.btn href="/goods/new" { (viewer.say("catalog-list-yours")) } }
    }
}

/// Whether somebody has come to sell it since.
fn search(words: &str) -> String {
    // Texts can always be written into an address.
    format!("/search?{}", serde_urlencoded::to_string([("q", words)]).unwrap_or_default())
}
