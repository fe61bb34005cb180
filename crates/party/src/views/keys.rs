//! API keys.

use super::day;
use crate::model::Key;
use kernel::{Fact, Page, Scope};
use maud::{Markup, html};
use web::page::{Draft, FormKit, Input, Viewer, icon, pager, section};

/// The keys of the reader's firm, the form for a new one, and a token that was just made.
pub(crate) fn page(
    viewer: &Viewer<'_>,
    keys: &Page<Key>,
    draft: &Draft,
    token: Option<&str>,
) -> Markup {
    let kit = FormKit::new(viewer, draft);
    html! {
        div.page-head {
            p { a href="/firm" { (viewer.say("party-back-to-firm")) } }
            h1 { (viewer.say("party-keys-title")) }
            p.mute { (viewer.say("party-keys-what")) }
        }
        div.stack-l {
            @if let Some(token) = token { (made(viewer, token)) }
            (section(&viewer.say("party-keys-yours"), None, &html! {
                @if keys.rows.is_empty() { p.mute { (viewer.say("party-keys-none")) } }
                @else { div.box { (table(viewer, &kit, keys)) } }
                (pager("/firm/keys", keys.next.map(|next| next.0), &viewer.say("party-more")))
            }))
            (section(&viewer.say("party-key-new"), None, &form(viewer, &kit)))
        }
    }
}

fn made(viewer: &Viewer<'_>, token: &str) -> Markup {
    html! {
        section.note.ok role="status" {
            (icon("check"))
            b { (viewer.say("party-key-made")) }
            p { (viewer.say("party-key-once")) }
            p { code { (token) } }
            p { (viewer.say("party-key-how")) " " code { "Authorization: Bearer …" } }
        }
    }
}

fn table(viewer: &Viewer<'_>, kit: &FormKit<'_>, keys: &Page<Key>) -> Markup {
    let (scope, since) = (viewer.say("party-key-may"), viewer.say("party-since"));
    html! {
        table.tbl.cards {
            thead { tr {
                th scope="col" { (viewer.say("party-name")) }
                th scope="col" { (scope) }
                th scope="col" { (since) }
                th scope="col" { span.vh { (viewer.say("party-key-end")) } }
            } }
            tbody { @for key in &keys.rows {
                tr {
                    th scope="row" { (key.name) }
                    td data-l=(scope) { (scope_word(viewer, key.scope)) }
                    td data-l=(since) { (day(viewer, key.at)) }
                    td { (ending(viewer, kit, key)) }
                }
            } }
        }
    }
}

fn ending(viewer: &Viewer<'_>, kit: &FormKit<'_>, key: &Key) -> Markup {
    let name = [("name", Fact::from(key.name.as_str()))];
    html! {
        details.more {
            summary {
                span aria-hidden="true" { (viewer.say("party-key-end")) }
                span.vh { (viewer.say_with("party-key-end-which", &name)) }
            }
            form.stack-s method="post" action=(format!("/firm/keys/{}/revoke", key.id)) {
                (kit.guards())
                p.mute { small { (viewer.say("party-key-end-what")) } }
                button.btn.stop { (viewer.say_with("party-key-end-which", &name)) }
            }
        }
    }
}

fn form(viewer: &Viewer<'_>, kit: &FormKit<'_>) -> Markup {
    let scopes = [Scope::Read, Scope::Trade].map(|scope| {
        let value = if scope == Scope::Trade { "trade" } else { "read" };
        (value.to_owned(), scope_word(viewer, scope))
    });
    html! {
        form.form method="post" action="/firm/keys" novalidate {
            (kit.summary()) (kit.guards())
            (kit.input(&Input::text("name", "party-key-name").hint("party-key-name-hint")))
            (kit.select("scope", "party-key-may", &scopes))
            p.acts { button.btn.go { (viewer.say("party-key-make")) } }
        }
    }
}

fn scope_word(viewer: &Viewer<'_>, scope: Scope) -> String {
    match scope {
        Scope::Read => viewer.say("party-key-reads"),
        Scope::Trade | Scope::Full => viewer.say("party-key-trades"),
    }
}
