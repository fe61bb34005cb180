//! What sellers see of the demand: what was brought to them, what is open, what they want to hear
//! of.

use super::list::{row, ways};
use super::{arithmetic, facts_line, path};
use crate::model::{Filter, Lead, Request, RequestState, SavedSearch, Sought};
use catalog::views::said_of_search;
use kernel::{Firm, Id, Page};
use maud::{Markup, html};
use party::TrustLine;
use party::views::trust_line;
use std::collections::BTreeMap;
use web::page::{Draft, FormKit, Input, Viewer, empty, pager, section};

/// The board.
pub(crate) struct Demand {
    /// What was brought to the firm and is still open.
    pub(crate) leads: Vec<(Request, Lead)>,
    /// What is open.
    pub(crate) page: Page<Request>,
    /// What is looked for.
    pub(crate) filter: Filter,
    /// The buyers.
    pub(crate) buyers: BTreeMap<Id<Firm>, TrustLine>,
}

/// The whole page.
pub(crate) fn demand(viewer: &Viewer<'_>, demand: &Demand, draft: &Draft) -> Markup {
    html! {
        div.page-head {
            h1 { (viewer.say("request-demand")) }
            p.mute { (viewer.say("request-demand-what")) }
            (ways(viewer, "/demand"))
        }
        div.stack-l {
            @if !demand.leads.is_empty() {
                (section(&viewer.say("request-for-you"), None, &html! {
                    ul.rows { @for (request, lead) in &demand.leads {
                        (brought(viewer, request, lead, demand.buyers.get(&request.buyer)))
                    } }
                }))
            }
            (section(&viewer.say("request-open"), None, &html! {
                (filters(viewer, draft))
                (open(viewer, demand))
            }))
        }
    }
}

fn brought(
    viewer: &Viewer<'_>,
    request: &Request,
    lead: &Lead,
    buyer: Option<&TrustLine>,
) -> Markup {
    html! {
        li.stack-s.close {
            h3 { a.title href=(path(request)) lang=(request.wanted.lang) {
                (request.wanted.title)
            } }
            @if let Some(buyer) = buyer { (trust_line(viewer, buyer)) }
            p { small { (facts_line(viewer, request)) } }
            details {
                summary.btn.quiet {
                    (viewer.say_with("request-why-points", &[("points", lead.points.into())]))
                }
                (arithmetic(viewer, lead.points, &lead.arithmetic))
            }
        }
    }
}

fn filters(viewer: &Viewer<'_>, draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    html! {
        form.form method="get" action="/demand" {
            (kit.summary())
            (kit.input(&Input::text("words", "request-field-words")))
            div.pair {
                (kit.input(&Input::text("category", "request-field-category")))
                (kit.input(&Input::text("country", "request-field-country")
                    .hint("request-field-country-hint")))
            }
            p.acts { button.btn { (viewer.say("request-look")) } }
        }
    }
}

fn open(viewer: &Viewer<'_>, demand: &Demand) -> Markup {
    let next = demand.page.next.map(|cursor| cursor.0);
    let Filter { words, category, country, .. } = &demand.filter;
    let query = |name: &str, value: &str| {
        let safe = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
        let told: String = value
            .bytes()
            .map(|b| if safe(b) { char::from(b).to_string() } else { format!("%{b:02X}") })
            .collect();
        format!("{name}={told}")
    };
    let asked = [query("words", words), query("category", category), query("country", country)];
    let address = format!("/demand?{}", asked.join("&"));
    let save = viewer.say("request-save-search");
    html! {
        @if demand.page.rows.is_empty() && next.is_none() {
            (empty(
                &viewer.say("request-no-demand"),
                &viewer.say("request-no-demand-what"),
                Some(("/alerts", &save)),
            ))
        } @else {
            ul.rows {
                @for request in demand.page.rows.iter()
                    .filter(|request| request.state == RequestState::Open) {
                    (row(viewer, request))
                }
            }
            (pager(&address, next, &viewer.say("request-older")))
            p.acts { a.btn.quiet href="/alerts" { (save) } }
        }
    }
}

/// The firm's saved searches.
pub(crate) struct Alerts {
    /// The searches.
    pub(crate) searches: Vec<SavedSearch>,
}

/// The whole page.
pub(crate) fn alerts(viewer: &Viewer<'_>, alerts: &Alerts, draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    html! {
        div.page-head {
            h1 { (viewer.say("request-alerts")) }
            p.mute { (viewer.say("request-alerts-what")) }
            (ways(viewer, "/alerts"))
        }
        div.stack-l {
            form.form method="post" action="/alerts" {
                (kit.guards())
                (kit.summary())
                (kit.input(&Input::text("words", "request-field-words")
                    .hint("request-field-words-hint")))
                div.pair {
                    (kit.input(&Input::text("category", "request-field-category")))
                    (kit.input(&Input::text("country", "request-field-country")
                        .hint("request-field-country-hint")))
                }
                p.acts { button.btn.go { (viewer.say("request-save-search")) } }
            }
            @if !alerts.searches.is_empty() {
                (section(&viewer.say("request-kept-searches"), None, &html! {
                    ul.rows { @for search in &alerts.searches { (kept(viewer, &kit, search)) } }
                }))
            }
        }
    }
}

fn kept(viewer: &Viewer<'_>, kit: &FormKit<'_>, search: &SavedSearch) -> Markup {
    let Filter { words, category, country, query } = &search.filter;
    let parts = [words, category, country].into_iter().filter(|part| !part.is_empty());
    let told: Vec<&str> = parts.map(String::as_str).collect();
    let (sought, told, path) = match search.sought {
        Sought::Request => (viewer.say("request-sought-request"), told.join(" · "), None),
        Sought::Product => {
            let told = said_of_search(viewer, query);
            (viewer.say("request-sought-product"), told, Some(format!("/search?{query}")))
        }
    };
    html! {
        li.stack-s.close {
            p {
                @if let Some(path) = path { a.title href=(path) { (told) } } @else { b { (told) } }
                " " small { (sought) }
            }
            form method="post" action=(format!("/alerts/{}/remove", search.id)) {
                (kit.guards())
                button.btn.quiet { (viewer.say("request-remove-search")) }
            }
        }
    }
}

/// Ends the letters of a search, for whoever holds the link of one.
pub(crate) fn stopping(viewer: &Viewer<'_>, is_done: bool) -> Markup {
    let draft = Draft::default();
    html! {
        div.page-head { h1 { (viewer.say("request-alerts")) } }
        @if is_done {
            p { (viewer.say("request-stopped")) }
        } @else {
            form.form method="post" action=(viewer.caller.path) {
                (FormKit::new(viewer, &draft).guards())
                p { (viewer.say("request-stop-what")) }
                p.acts { button.btn.go { (viewer.say("request-stop")) } }
            }
        }
    }
}
