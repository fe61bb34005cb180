//! The parts of a page, as the sheet of parts shows them. They receive words already chosen.

use super::Viewer;
use crate::show::show_number;
use kernel::{Lang, Money, Timestamp};
use maud::{Markup, html};
use std::fmt::Display;

/// An icon of the sheet, beside a word.
pub fn icon(name: &str) -> Markup {
    html! { svg.i aria-hidden="true" { use href=(format!("#i-{name}")) {} } }
}

/// A time in the reader's form, that machines read too.
pub fn time(viewer: &Viewer<'_>, at: Timestamp) -> Markup {
    html! { time datetime=(at) { (viewer.caller.reader.time(at)) } }
}

/// What a word of a table is in the key of a message: keys have hyphens.
pub fn hyphens(word: &str) -> String {
    word.replace('_', "-")
}

/// How something stands: a word first, a colour second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// No colour.
    Plain,
    /// Done, well.
    Ok,
    /// Somebody else's turn.
    Wait,
    /// The reader's turn.
    Turn,
    /// Late, wrong, upheld.
    Bad,
    /// Look twice.
    Warn,
}

impl Tone {
    const fn class(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Ok => "ok",
            Self::Wait => "wait",
            Self::Turn => "turn",
            Self::Bad => "bad",
            Self::Warn => "warn",
        }
    }
}

/// A badge.
pub fn tag(tone: Tone, word: &str) -> Markup {
    html! {
        span class=(format!("tag {}", tone.class())) {
            @if tone == Tone::Ok { (icon("check")) }
            @if tone == Tone::Bad { (icon("alert")) }
            (word)
        }
    }
}

/// A notice: a bold line, and what to do.
pub fn note(tone: Tone, line: &str, what: Option<&str>) -> Markup {
    let sign = match tone {
        Tone::Ok => "check",
        Tone::Bad | Tone::Warn => "alert",
        _ => "message",
    };
    html! {
        section class=(format!("note {}", tone.class()))
            role=[(tone == Tone::Bad).then_some("alert")]
            tabindex=[(tone == Tone::Bad).then_some("-1")] {
            (icon(sign)) b { (line) }
            @if let Some(what) = what { p { (what) } }
        }
    }
}

/// A section: a rule, a heading, at most one link at the line's end, its body.
pub fn section(heading: &str, link: Option<(&str, &str)>, body: &Markup) -> Markup {
    html! {
        section.sec {
            header {
                h2 { (heading) }
                @if let Some((href, word)) = link { a href=(href) { (word) } }
            }
            (body)
        }
    }
}

/// Why a list is empty, what a good one looks like, and one act.
pub fn empty(line: &str, what: &str, act: Option<(&str, &str)>) -> Markup {
    html! {
        div.empty.stack-s {
            p { b { (line) } }
            p.mute { (what) }
            @if let Some((href, word)) = act { p.acts { a.btn.go href=(href) { (word) } } }
        }
    }
}

/// The lamp: lit only if it is the reader's turn.
pub struct Lamp<'a> {
    /// "Your turn", and the time left.
    pub kicker: String,
    /// The act as a heading.
    pub act: String,
    /// One sentence why and what follows.
    pub why: String,
    /// The buttons: the first acts, the second is the way out.
    pub buttons: &'a Markup,
    /// The lamp's name for a screen reader.
    pub name: String,
}

/// Shows the lamp.
pub fn lamp(lamp: &Lamp<'_>) -> Markup {
    html! {
        section.next.mb aria-label=(lamp.name) {
            div.stack-s { p.k { (lamp.kicker) } h2 { (lamp.act) } p { (lamp.why) } }
            div.acts { (lamp.buttons) }
        }
    }
}

/// A firm's name, with its language, and its page.
pub struct Who {
    /// The firm's name.
    pub name: String,
    /// The language of the name.
    pub lang: Lang,
    /// The firm's page.
    pub href: String,
}

/// A counterparty's trust line. The order never changes; worst news last.
pub struct Trust {
    /// The firm; left out where its name is the page's heading.
    pub who: Option<Who>,
    /// Whether it is verified, with the word for it.
    pub stamp: (bool, String),
    /// Up to four facts.
    pub facts: Vec<String>,
    /// The worst news, in a word.
    pub worst: Option<String>,
}

/// Shows a trust line.
pub fn trust(line: &Trust) -> Markup {
    let (is_verified, word) = &line.stamp;
    html! {
        p.trust {
            @if let Some(who) = &line.who {
                a.who href=(who.href) lang=(who.lang.tag()) { (who.name) }
            }
            span class=(if *is_verified { "seal" } else { "seal none" }) {
                (icon(if *is_verified { "seal" } else { "noseal" })) (word)
            }
            @for fact in line.facts.iter().take(4) { span.fact { (fact) } }
            @if let Some(worst) = &line.worst { span.fact.bad { (worst) } }
        }
    }
}

/// Money with its currency small before the figure.
pub fn money(amount: Money) -> Markup {
    html! {
        span.price { span.cur { (amount.currency.code()) } (show_number(&amount.plain())) }
    }
}

/// One line of a sum.
pub struct LedgerLine {
    /// `−`, `=` or nothing.
    pub sign: &'static str,
    /// What it is.
    pub name: String,
    /// A line of context.
    pub small: Option<String>,
    /// The amount.
    pub amount: Money,
    /// Whether it stands under the double rule.
    pub is_total: bool,
}

/// A sum, as a ledger: names left, figures right, the total under a double rule. Its currency
/// stands above it.
pub fn ledger(lines: &[LedgerLine]) -> Markup {
    ledger_of(lines, |amount| html! { (show_number(&amount.plain())) })
}

/// The same where each amount stands for itself: with its currency.
pub fn ledger_of_amounts(lines: &[LedgerLine]) -> Markup {
    ledger_of(lines, |amount| {
        html! { span.cur { (amount.currency.code()) } (show_number(&amount.plain())) }
    })
}

fn ledger_of(lines: &[LedgerLine], figure: impl Fn(Money) -> Markup) -> Markup {
    html! {
        table.sum { tbody {
            @for line in lines {
                tr class=[line.is_total.then_some("total")] {
                    td.op { (line.sign) }
                    th scope="row" {
                        (line.name)
                        @if let Some(small) = &line.small { small { (small) } }
                    }
                    td { (figure(line.amount)) }
                }
            }
        } }
    }
}

/// One of the three tracks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Track {
    /// Contract, papers, words.
    Information,
    /// Money.
    Money,
    /// Goods.
    Goods,
}

impl Track {
    const fn class(self) -> &'static str {
        match self {
            Self::Information => "info",
            Self::Money => "money",
            Self::Goods => "goods",
        }
    }

    const fn icon(self) -> &'static str {
        match self {
            Self::Information => "message",
            Self::Money => "coins",
            Self::Goods => "box",
        }
    }
}

/// A station on a track.
pub struct Station {
    /// At which stage, from 1.
    pub at: usize,
    /// `done`, `now` or `todo`.
    pub state: &'static str,
    /// The hidden word: done, now, to come.
    pub state_word: String,
    /// What.
    pub name: String,
    /// Its date or sum.
    pub fact: Option<String>,
}

/// A track with its stations.
pub struct Lane {
    /// Which.
    pub track: Track,
    /// Its name.
    pub name: String,
    /// How it stands, in words, for a phone.
    pub now: String,
    /// Its stations in order.
    pub stations: Vec<Station>,
}

/// Three lanes over shared stages, so that a contradiction would be seen.
pub fn tracks(stages: &[String], present: usize, lanes: &[Lane]) -> Markup {
    html! {
        div.tracks style=(format!("--stages:{}", stages.len())) {
            ol.stages {
                @for (nth, stage) in stages.iter().enumerate() {
                    li style=(format!("--at:{}", nth + 1))
                        aria-current=[(nth + 1 == present).then_some("step")] { (stage) }
                }
            }
            @if present > 0 {
                div.today style=(format!("--at:{present}")) aria-hidden="true" {}
            }
            @for lane in lanes { (track_lane(lane, stages.len())) }
        }
    }
}

fn track_lane(lane: &Lane, stages: usize) -> Markup {
    let last_done = lane.stations.iter().rposition(|station| station.state == "done");
    html! {
        section class=(format!("lane {}", lane.track.class())) {
            h3 { (icon(lane.track.icon())) (lane.name) }
            p.now-word { (lane.now) }
            ol {
                @for (nth, station) in lane.stations.iter().enumerate() {
                    @let next = lane.stations.get(nth + 1).map_or(stages + 1, |next| next.at);
                    @let width = next.saturating_sub(station.at).max(1);
                    @let is_end = nth + 1 == lane.stations.len();
                    @let last = if last_done == Some(nth) { " last" } else { "" };
                    @let end = if is_end { " end" } else { "" };
                    li class=(format!("st {}{last}{end}", station.state))
                        style=(format!("--at:{};--w:{}", station.at, width)) {
                        span.w {
                            span.vh { (station.state_word) }
                            (station.name)
                            @if let Some(fact) = &station.fact { small { (fact) } }
                        }
                    }
                }
            }
        }
    }
}

/// One thing that happened.
pub struct Moment {
    /// When, in the reader's form.
    pub at: String,
    /// The same for machines, RFC 3339.
    pub instant: String,
    /// On which track, with its word.
    pub track: (Track, String),
    /// What.
    pub what: String,
    /// Its source.
    pub source: Option<String>,
}

/// What happened, newest first.
pub fn timeline(moments: &[Moment]) -> Markup {
    html! {
        ol.tline {
            @for moment in moments {
                li {
                    time datetime=(moment.instant) { (moment.at) }
                    p {
                        span class=(format!("tag t-{}", moment.track.0.class())) {
                            (moment.track.1)
                        }
                        " " (moment.what)
                        @if let Some(source) = &moment.source { small { (source) } }
                    }
                }
            }
        }
    }
}

/// The link to the next page of a list, if it goes on.
pub fn pager(path: &str, next: Option<impl Display>, word: &str) -> Markup {
    html! {
        @if let Some(next) = next {
            @let joint = if path.contains('?') { '&' } else { '?' };
            p.acts { a.btn href=(format!("{path}{joint}after={next}")) rel="next" { (word) } }
        }
    }
}
