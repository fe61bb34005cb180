//! One address.

use super::list::fields;
use super::{crumbs, delivery_state, state, time, wrapped};
use crate::model::{Deed, Delivery, Endpoint, EndpointState, Wish};
use kernel::rules::Rules;
use kernel::{Fact, Id, Page, Person, Timestamp};
use maud::{Markup, html};
use std::collections::BTreeMap;
use web::page::{Draft, FormKit, Input, Tone, Viewer, icon, note, pager, section};

/// What is known of it.
pub(crate) struct Seen {
    pub(crate) endpoint: Endpoint,
    pub(crate) deliveries: Page<Delivery>,
    pub(crate) deeds: Vec<Deed>,
    pub(crate) names: BTreeMap<Id<Person>, String>,
    pub(crate) now: Timestamp,
}

pub(crate) fn page(
    viewer: &Viewer<'_>,
    seen: &Seen,
    draft: &Draft,
    secret: Option<&str>,
) -> Markup {
    let endpoint = &seen.endpoint;
    let is_owner = viewer.actor.is_owner_of(endpoint.firm);
    let own = draft_of(endpoint);
    let form = if draft.is_wrong_in(&["url", "about", "types"]) { draft } else { &own };
    html! {
        div.page-head {
            (crumbs(viewer, None))
            h1 { (wrapped(&endpoint.url)) }
            p.row.near { (state(viewer, endpoint)) @if !endpoint.about.is_empty() {
                span.mute { (endpoint.about) }
            } }
        }
        div.stack-l {
            @if let Some(secret) = secret { (told_secret(viewer, secret)) }
            @if draft.is_wrong() { (FormKit::new(viewer, draft).summary()) }
            (health(viewer, seen))
            @if viewer.actor.may_write() { (acts(viewer, endpoint, is_owner)) }
            (section(&viewer.say("hooks-deliveries"), None, &deliveries(viewer, seen)))
            @if is_owner {
                (section(&viewer.say("hooks-edit"), None, &edit(viewer, endpoint, form)))
                (section(&viewer.say("hooks-secret"), None, &keys(viewer, seen, draft)))
            }
            (section(&viewer.say("hooks-deeds"), None, &deeds(viewer, seen)))
        }
    }
}

fn told_secret(viewer: &Viewer<'_>, secret: &str) -> Markup {
    html! {
        section.note.ok role="status" {
            (icon("check"))
            b { (viewer.say("hooks-secret-told")) }
            p { (viewer.say("hooks-secret-once")) }
            p { code { (secret) } }
        }
    }
}

/// What is wrong, since when, and what to do.
fn health(viewer: &Viewer<'_>, seen: &Seen) -> Markup {
    let endpoint = &seen.endpoint;
    let days = [("days", Fact::from(Rules::current().webhook.off_after_d))];
    let reason = endpoint.reason.as_deref();
    html! {
        @if endpoint.state == EndpointState::Off {
            (note(Tone::Bad,
                &viewer.say(&format!("hooks-off-{}", reason.unwrap_or("failing"))),
                Some(&viewer.say("hooks-off-what"))))
        } @else if endpoint.state == EndpointState::Paused {
            (note(Tone::Wait, &viewer.say("hooks-paused"), Some(&viewer.say("hooks-paused-what"))))
        } @else if let Some(since) = endpoint.failing_since {
            (note(Tone::Warn,
                &viewer.say_with("hooks-failing-since", &[("at", since.into())]),
                Some(&viewer.say_with("hooks-failing-what", &days))))
        }
    }
}

fn acts(viewer: &Viewer<'_>, endpoint: &Endpoint, is_owner: bool) -> Markup {
    let draft = Draft::default();
    let kit = FormKit::new(viewer, &draft);
    let path = |act: &str| format!("/webhooks/{}/{act}", endpoint.id);
    let is_active = endpoint.state == EndpointState::Active;
    html! {
        div.acts {
            @if is_active {
                form method="post" action=(path("tests")) {
                    (kit.guards()) button.btn.go { (viewer.say("hooks-test")) }
                }
            }
            @if is_owner { form method="post" action=(path("state")) {
                (kit.guards())
                @if is_active {
                    button.btn name="state" value="paused" { (viewer.say("hooks-pause")) }
                } @else {
                    button.btn.go name="state" value="active" { (viewer.say("hooks-resume")) }
                }
            } }
        }
    }
}

fn deliveries(viewer: &Viewer<'_>, seen: &Seen) -> Markup {
    let path = format!("/webhooks/{}", seen.endpoint.id);
    let words = ["hooks-event", "hooks-how-far", "hooks-tries", "hooks-answered", "hooks-when"];
    let words = words.map(|word| viewer.say(word));
    let page = &seen.deliveries;
    html! {
        @if page.rows.is_empty() { p.mute { (viewer.say("hooks-deliveries-none")) } }
        @else {
            div.box { table.tbl.cards {
                thead { tr { @for (nth, word) in words.iter().enumerate() {
                    th.num[nth == 2 || nth == 3] scope="col" { (word) }
                } } }
                tbody { @for one in &page.rows { tr {
                    th scope="row" {
                        a href=(format!("{path}/deliveries/{}", one.event)) { code { (one.kind) } }
                    }
                    td data-l=(words[1]) { (delivery_state(viewer, one.state, one.tries)) }
                    td.num data-l=(words[2]) { (one.tries) }
                    td.num data-l=(words[3]) {
                        @match one.status { Some(status) => (status), None => "–" }
                    }
                    td data-l=(words[4]) { (time(viewer, one.at)) }
                } } }
            } }
            (pager(&path, page.next.map(|next| next.0), &viewer.say("hooks-older")))
        }
        @if viewer.actor.is_owner_of(seen.endpoint.firm)
            && seen.endpoint.state == EndpointState::Active { (replay(viewer, seen)) }
    }
}

fn replay(viewer: &Viewer<'_>, seen: &Seen) -> Markup {
    let day_ago = seen.now.plus_days(-1).to_jiff();
    let local =
        day_ago.in_tz(viewer.app.zone()).map(|at| at.strftime("%Y-%m-%dT%H:%M").to_string());
    let draft = Draft::of([("since", local.unwrap_or_default())]);
    let kit = FormKit::new(viewer, &draft);
    html! {
        details.more {
            summary { (viewer.say("hooks-replay")) }
            form.form method="post" action=(format!("/webhooks/{}/replays", seen.endpoint.id)) {
                (kit.guards())
                p.mute { (viewer.say("hooks-replay-what")) }
                (kit.input(&Input::text("since", "hooks-replay-since").kind("datetime-local")))
                p.acts { button.btn { (viewer.say("hooks-replay-act")) } }
            }
        }
    }
}

fn draft_of(endpoint: &Endpoint) -> Draft {
    let (which, kinds) = match &endpoint.wish {
        Wish::All => ("all", &[][..]),
        Wish::Some(kinds) => ("some", kinds.as_slice()),
    };
    let ticked: Vec<String> = kinds.iter().map(|kind| format!("type:{kind}")).collect();
    let fields = [("url", &endpoint.url[..]), ("about", &endpoint.about), ("which", which)];
    let values = fields.into_iter().chain(ticked.iter().map(|name| (name.as_str(), "1")));
    Draft::of(values.map(|(name, value)| (name, value.to_owned())))
}

fn edit(viewer: &Viewer<'_>, endpoint: &Endpoint, draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let path = format!("/webhooks/{}", endpoint.id);
    html! {
        details.more open[draft.is_wrong()] {
            summary { (viewer.say("hooks-edit-what")) }
            form.form method="post" action=(path) novalidate {
                (kit.guards())
                input type="hidden" name="version" value=(endpoint.version);
                (fields(viewer, &kit, draft))
                p.acts { button.btn.go { (viewer.say("hooks-edit-act")) } }
            }
        }
        details.more {
            summary { (viewer.say("hooks-remove")) }
            form.stack-s method="post" action=(format!("{path}/remove")) {
                (kit.guards())
                p.mute { (viewer.say("hooks-remove-what")) }
                p.acts { button.btn.stop { (viewer.say("hooks-remove-act")) } }
            }
        }
    }
}

/// Another secret, and the present one for whoever proves again that it is them.
fn keys(viewer: &Viewer<'_>, seen: &Seen, draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let path = |act: &str| format!("/webhooks/{}/{act}", seen.endpoint.id);
    let hours = [("hours", Fact::from(Rules::current().webhook.old_secret_h))];
    let old_until = seen.endpoint.old_until.filter(|until| seen.now < *until);
    html! {
        @if let Some(until) = old_until {
            p { (viewer.say_with("hooks-old-until", &[("at", until.into())])) }
        }
        details.more {
            summary { (viewer.say("hooks-rotate")) }
            form.stack-s method="post" action=(path("secrets")) {
                (kit.guards())
                p.mute { (viewer.say_with("hooks-rotate-what", &hours)) }
                p.acts { button.btn { (viewer.say("hooks-rotate-act")) } }
            }
        }
        details.more open[draft.is_wrong_in(&["code", "password"])] {
            summary { (viewer.say("hooks-show")) }
            div.stack {
                p.mute { (viewer.say("hooks-show-what")) }
                form method="post" action=(path("codes")) {
                    (kit.guards()) button.btn { (viewer.say("hooks-show-code")) }
                }
                form.form method="post" action=(path("secret")) {
                    (kit.guards())
                    div.pair {
                        (kit.input(&Input::password("password", "hooks-password",
                            "current-password")))
                        (kit.input(&Input::text("code", "hooks-code")
                            .autocomplete("one-time-code")))
                    }
                    p.acts { button.btn { (viewer.say("hooks-show-act")) } }
                }
            }
        }
    }
}

fn deeds(viewer: &Viewer<'_>, seen: &Seen) -> Markup {
    let who = |deed: &Deed| match deed.person {
        Some(person) => seen.names.get(&person).cloned().unwrap_or_default(),
        None => viewer.say("hooks-deed-of-market"),
    };
    html! {
        ul.rows { @for deed in &seen.deeds { li.row.near {
            span { (viewer.say(&format!("hooks-deed-{}", deed.what))) }
            small.mute { (who(deed)) }
            small.push { (time(viewer, deed.at)) }
        } } }
    }
}
