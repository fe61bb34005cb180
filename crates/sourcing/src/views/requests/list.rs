//! A firm's own requests, and its quotes to others' requests.

use super::{facts_line, path, state_tag};
use crate::model::{QuoteState, Request, RequestQuote};
use kernel::{Page, Timestamp};
use maud::{Markup, html};
use web::page::{Tone, Viewer, empty, pager, tag};

/// The firm's own requests.
pub(crate) struct Requests {
    /// The rows.
    pub(crate) page: Page<Request>,
}

/// Where somebody goes from any list around requests.
pub(crate) fn ways(viewer: &Viewer<'_>, here: &str) -> Markup {
    let ways = [
        ("/requests", "request-own"),
        ("/demand", "request-demand"),
        ("/demand/unmet", "request-unmet"),
        ("/demand/quotes", "request-my-quotes"),
        ("/alerts", "request-alerts"),
    ];
    html! {
        nav aria-label=(viewer.say("request-ways")) {
            p.acts {
                @for (to, word) in ways {
                    a.btn.quiet href=(to) aria-current=[(to == here).then_some("page")] {
                        (viewer.say(word))
                    }
                }
            }
        }
    }
}

/// The whole page.
pub(crate) fn requests(viewer: &Viewer<'_>, requests: &Requests) -> Markup {
    let next = requests.page.next.map(|cursor| cursor.0);
    let new = viewer.say("request-new");
    let is_empty = requests.page.rows.is_empty();
    html! {
        div.page-head {
            h1 { (viewer.say("request-own")) }
            p.mute { (viewer.say("request-own-what")) }
            (ways(viewer, "/requests"))
            @if !is_empty { p.acts { a.btn.go href="/requests/new" { (new) } } }
        }
        @if is_empty {
            (empty(
                &viewer.say("request-none"),
                &viewer.say("request-none-what"),
                Some(("/requests/new", &new)),
            ))
        } @else {
            section.sec aria-label=(viewer.say("request-own")) {
                ul.rows { @for request in &requests.page.rows { (row(viewer, request)) } }
                (pager("/requests", next, &viewer.say("request-older")))
            }
        }
    }
}

/// A request in a list.
pub(crate) fn row(viewer: &Viewer<'_>, request: &Request) -> Markup {
    html! {
        li.stack-s.close {
            div.row.mid.near {
                h2 { a.title href=(path(request)) lang=(request.wanted.lang) {
                    (request.wanted.title)
                } }
                (state_tag(viewer, request))
            }
            p { small { (facts_line(viewer, request)) } }
        }
    }
}

/// The firm's quotes to requests.
pub(crate) struct OwnQuotes {
    /// The rows.
    pub(crate) page: Page<(Request, RequestQuote)>,
    /// Now.
    pub(crate) now: Timestamp,
}

/// The whole page.
pub(crate) fn own_quotes(viewer: &Viewer<'_>, quotes: &OwnQuotes) -> Markup {
    let next = quotes.page.next.map(|cursor| cursor.0);
    let to_demand = viewer.say("request-to-demand");
    html! {
        div.page-head {
            h1 { (viewer.say("request-my-quotes")) }
            (ways(viewer, "/demand/quotes"))
        }
        @if quotes.page.rows.is_empty() && next.is_none() {
            (empty(
                &viewer.say("request-no-quotes"),
                &viewer.say("request-no-quotes-what"),
                Some(("/demand", &to_demand)),
            ))
        } @else {
            section.sec aria-label=(viewer.say("request-my-quotes")) {
                ul.rows {
                    @for (request, quote) in &quotes.page.rows {
                        li.stack-s.close {
                            div.row.mid.near {
                                h2 { a.title href=(path(request)) lang=(request.wanted.lang) {
                                    (request.wanted.title)
                                } }
                                (quote_tag(viewer, quote, quotes.now))
                            }
                            p { small { (facts_line(viewer, request)) } }
                        }
                    }
                }
                (pager("/demand/quotes", next, &viewer.say("request-older")))
            }
        }
    }
}

/// Where a quote stands, in a word.
pub(super) fn quote_tag(viewer: &Viewer<'_>, quote: &RequestQuote, now: Timestamp) -> Markup {
    if quote.state == QuoteState::Open && quote.is_expired(now) {
        return tag(Tone::Bad, &viewer.say("sourcing-quote-ended"));
    }
    let tone = match quote.state {
        QuoteState::Accepted => Tone::Ok,
        QuoteState::Open => Tone::Plain,
        QuoteState::Withdrawn | QuoteState::Replaced => Tone::Wait,
    };
    tag(tone, &viewer.say(&format!("sourcing-quote-{}", quote.state.word())))
}
