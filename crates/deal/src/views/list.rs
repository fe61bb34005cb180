//! A firm's deals.

use super::Firms;
use crate::model::{Card, Side, Stage};
use kernel::{Fact, TurnPage};
use maud::{Markup, html};
use party::views::trust_line;
use web::page::{Tone, Viewer, empty, money, pager, tag};

/// The list, of those that run or of all.
pub(crate) fn list(
    viewer: &Viewer<'_>,
    cards: &TurnPage<Card>,
    firms: &Firms,
    is_all: bool,
) -> Markup {
    let base = if is_all { "/deals?all=1" } else { "/deals" };
    html! {
        div.page-head {
            div.row {
                h1 { (viewer.say("deal-list-title")) }
                a.btn.push href="/deals/new-link" { (viewer.say("deal-new-link")) }
            }
            (which(viewer, is_all))
        }
        @if cards.rows.is_empty() && cards.next.is_none() { (nothing(viewer, is_all)) }
        @else {
            ul.rows.box { @for card in &cards.rows { li { (row(viewer, card, firms)) } } }
            (pager(base, cards.next, &viewer.say("deal-older")))
        }
    }
}

fn which(viewer: &Viewer<'_>, is_all: bool) -> Markup {
    let choices =
        [("/deals", "deal-list-open", !is_all), ("/deals?all=1", "deal-list-all", is_all)];
    html! {
        nav aria-label=(viewer.say("deal-list-which")) { p.row {
            @for (href, key, is_here) in choices {
                a href=(href) aria-current=[is_here.then_some("page")] {
                    @if is_here { b { (viewer.say(key)) } } @else { (viewer.say(key)) }
                }
            }
        } }
    }
}

fn nothing(viewer: &Viewer<'_>, is_all: bool) -> Markup {
    let line = if is_all { "deal-list-none" } else { "deal-list-none-open" };
    let act = viewer.say("deal-list-find");
    empty(&viewer.say(line), &viewer.say("deal-list-none-what"), Some(("/", &act)))
}

fn row(viewer: &Viewer<'_>, card: &Card, firms: &Firms) -> Markup {
    let other = card.other.and_then(|other| firms.get(&other));
    let side = match card.side {
        Side::Buyer => viewer.say("deal-side-buyer"),
        Side::Seller => viewer.say("deal-side-seller"),
    };
    let is_open = !matches!(card.tracks.stage(), Stage::Finished | Stage::Closed);
    html! {
        div.stack-s {
            div.row {
                a.title.b href=(format!("/deals/{}", card.deal)) { (card.title) }
                @if card.line_count > 1 { small.mute { (more(viewer, card)) } }
                span.push { (money(card.total)) }
            }
            p.row.near {
                @if card.is_mine() { (tag(Tone::Turn, &viewer.say("deal-your-turn"))) }
                (super::deal::stage_tag(viewer, card.badge()))
                small { (side) }
                small { time datetime=(card.active_at) { (last_step(viewer, card)) } }
                @if let Some(due_at) = card.due_at.filter(|_| is_open) {
                    small { (viewer.say_with("deal-due", &[("at", due_at.into())])) }
                }
            }
            @if let Some(other) = other { (trust_line(viewer, other)) }
        }
    }
}

fn last_step(viewer: &Viewer<'_>, card: &Card) -> String {
    let day = viewer.caller.reader.day(card.active_at);
    viewer.say_with("deal-last-step", &[("day", day.into())])
}

fn more(viewer: &Viewer<'_>, card: &Card) -> String {
    viewer.say_with("deal-more-lines", &[("more", Fact::Count(card.line_count - 1))])
}

/// How far a deal of a list is, as a badge.
pub fn stage_of(viewer: &Viewer<'_>, card: &Card) -> Markup {
    super::deal::stage_tag(viewer, card.badge())
}
