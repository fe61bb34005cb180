//! All addresses, what they are good for, and the form for one.

use super::{state, type_word, wrapped};
use crate::model::{CATALOGUE, Endpoint, Wish};
use maud::{Markup, html};
use web::page::{Draft, FormKit, Input, Viewer, icon, section};

/// How a receiver proves that a message is ours, in three lines of no language; whole programs
/// stand in the documents.
const RECIPE: &str = "\
signed   = id + \".\" + timestamp + \".\" + body
expected = \"v1,\" + base64(hmac_sha256(base64_decode(secret), signed))
is_ours  = expected in signature.split(\" \") and abs(now - timestamp) < 300";

pub(crate) fn page(viewer: &Viewer<'_>, endpoints: &[Endpoint], draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    html! {
        div.page-head {
            h1 { (viewer.say("hooks-title")) }
            p.mute { (viewer.say("hooks-what")) }
            p { a href="/webhooks/events" { (viewer.say("hooks-types-title")) } }
        }
        div.stack-l {
            @if endpoints.is_empty() { (teach(viewer)) } @else {
                section.sec aria-label=(viewer.say("hooks-title")) { ul.rows {
                    @for endpoint in endpoints { li { (row(viewer, endpoint)) } }
                } }
            }
            (section(&viewer.say("hooks-add"), None, &html! {
                form.form method="post" action="/webhooks" novalidate {
                    (kit.summary()) (kit.guards())
                    (fields(viewer, &kit, draft))
                    p.acts { button.btn.go { (icon("plus")) (viewer.say("hooks-add-act")) } }
                }
            }))
        }
    }
}

fn teach(viewer: &Viewer<'_>) -> Markup {
    html! {
        div.empty.stack-s {
            p { b { (viewer.say("hooks-none")) } }
            p.mute { (viewer.say("hooks-none-what")) }
            p { (viewer.say("hooks-none-verify")) }
            pre.contract tabindex="0" { (RECIPE) }
            p { a href="/webhooks/events" { (viewer.say("hooks-none-programs")) } }
            p.mute { small { (viewer.say("hooks-none-poll")) " " code { "GET /api/v1/events" } } }
        }
    }
}

fn row(viewer: &Viewer<'_>, endpoint: &Endpoint) -> Markup {
    let which = match &endpoint.wish {
        Wish::All => viewer.say("hooks-all-types"),
        Wish::Some(kinds) => {
            let count = i64::try_from(kinds.len()).unwrap_or(i64::MAX);
            viewer.say_with("hooks-some-types", &[("count", count.into())])
        }
    };
    html! {
        div.stack-s {
            p.row.near {
                a href=(format!("/webhooks/{}", endpoint.id)) { b { (wrapped(&endpoint.url)) } }
                (state(viewer, endpoint))
            }
            p.mute { small {
                @if !endpoint.about.is_empty() { (endpoint.about) " · " }
                (which)
            } }
        }
    }
}

/// The fields of an address: where to, what for, which types.
pub(super) fn fields(viewer: &Viewer<'_>, kit: &FormKit<'_>, draft: &Draft) -> Markup {
    let which = [("all", "hooks-all-types"), ("some", "hooks-these-types")]
        .map(|(value, word)| (value.to_owned(), viewer.say(word)));
    html! {
        (kit.input(&Input::text("url", "hooks-url").kind("url").hint("hooks-url-hint")))
        (kit.input(&Input::text("about", "hooks-about")))
        (kit.select("which", "hooks-which", &which))
        (kit.group("types", "hooks-types", Some("hooks-types-hint"), &types(viewer, draft)))
    }
}

fn types(viewer: &Viewer<'_>, draft: &Draft) -> Markup {
    html! {
        @for (kinds, word) in CATALOGUE.iter().zip(["deals", "money", "market"]) {
            details.more open[is_any_ticked(draft, word)] {
                summary { (viewer.say(&format!("hooks-group-{word}"))) }
                @for kind in *kinds {
                    @let name = format!("type:{}", kind.name);
                    label.check {
                        input type="checkbox" name=(name) value="1"
                            checked[draft.value(&name) == "1"];
                        span { code { (kind.name) } " " small.mute {
                            (type_word(viewer, kind.name))
                        } }
                    }
                }
            }
        }
    }
}

/// The group with a tick in it stands open.
fn is_any_ticked(draft: &Draft, word: &str) -> bool {
    let group = CATALOGUE.iter().zip(["deals", "money", "market"]).find(|(_, one)| *one == word);
    let mut kinds = group.into_iter().flat_map(|(kinds, _)| kinds.iter());
    kinds.any(|kind| draft.value(&format!("type:{}", kind.name)) == "1")
}
