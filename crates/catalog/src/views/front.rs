//! The market's front: rows of goods, newest first.

use super::{about_offer, foreign, least, price_range, sent, thumb};
use crate::model::{Card, ProductState};
use kernel::{Actor, Firm, Id, Page};
use maud::{Markup, html};
use party::TrustLine;
use party::views::trust_line;
use std::collections::BTreeMap;
use web::page::{Tone, Viewer, empty, icon, pager, tag};

/// What the front shows.
pub(crate) struct Front {
    /// The firm whose goods these are, if only one's.
    pub(crate) of: Option<TrustLine>,
    /// Whether this is the first page.
    pub(crate) is_first: bool,
    /// The goods.
    pub(crate) cards: Page<Card>,
    /// Their sellers.
    pub(crate) trust: BTreeMap<Id<Firm>, TrustLine>,
}

/// The page's title.
pub(crate) fn front_title(viewer: &Viewer<'_>, front: &Front) -> String {
    match &front.of {
        Some(of) => viewer.say_with("catalog-goods-of", &[("firm", of.name.as_str().into())]),
        None => viewer.say("catalog-market"),
    }
}

/// The whole page.
pub(crate) fn front(viewer: &Viewer<'_>, front: &Front) -> Markup {
    let path = match &front.of {
        Some(of) => format!("/?firm={}", of.firm),
        None => "/".to_owned(),
    };
    let next = front.cards.next.map(|cursor| cursor.0);
    html! {
        (head(viewer, front))
        @if front.cards.rows.is_empty() {
            (nothing(viewer, front))
        } @else {
            section.sec aria-labelledby="goods" {
                header { h2 #goods { (viewer.say("catalog-newest")) } }
                (rows(viewer, &front.cards.rows, &front.trust))
                (pager(&path, next, &viewer.say("catalog-older")))
            }
        }
    }
}

fn head(viewer: &Viewer<'_>, front: &Front) -> Markup {
    let is_stranger = viewer.actor == Actor::Stranger;
    html! {
        @if let Some(of) = &front.of {
            div.page-head {
                h1 { (front_title(viewer, front)) }
                (trust_line(viewer, of))
            }
        } @else if is_stranger && front.is_first {
            div.stack.mb {
                h1.hero { (viewer.say("catalog-hero")) }
                p.lede { (viewer.say("catalog-lede")) }
                p.acts {
                    a.btn.go href="/sign-up" { (viewer.say("catalog-join")) }
                    a.btn href="/goods/new" { (icon("plus")) (viewer.say("catalog-list-yours")) }
                }
            }
        } @else {
            div.page-head {
                h1 { (viewer.say("catalog-market")) }
                p.mute { (viewer.say("catalog-market-what")) }
                p.acts {
                    a.btn href="/goods/new" { (icon("plus")) (viewer.say("catalog-list-yours")) }
                }
            }
        }
    }
}

fn nothing(viewer: &Viewer<'_>, front: &Front) -> Markup {
    let act = ("/goods/new", viewer.say("catalog-list-yours"));
    let other = ("/", viewer.say("catalog-to-market"));
    match front.of {
        None => empty(
            &viewer.say("catalog-empty"),
            &viewer.say("catalog-empty-what"),
            // The head has the same button already where it stands alone.
            (viewer.actor != Actor::Stranger).then_some((act.0, act.1.as_str())),
        ),
        Some(_) => empty(
            &viewer.say("catalog-empty-firm"),
            &viewer.say("catalog-empty-firm-what"),
            Some((other.0, other.1.as_str())),
        ),
    }
}

/// Goods as rows: what it is, what it costs, who sells it.
pub fn rows(viewer: &Viewer<'_>, cards: &[Card], trust: &BTreeMap<Id<Firm>, TrustLine>) -> Markup {
    html! {
        ul.hits {
            @for card in cards {
                li.hit {
                    (thumb(card.photo.as_ref()))
                    div.stack-s.close {
                        h3 {
                            a href=(format!("/products/{}", card.offer.product))
                                lang=[foreign(viewer, card.title_lang)] { (card.offer.title) }
                        }
                        p.spec { (claim(viewer, card)) }
                    }
                    p.offer {
                        (price_range(&card.offer))
                        (about_offer(viewer, &card.offer))
                        span { (least(viewer, &card.offer)) }
                        span { (sent(viewer, &card.offer)) }
                    }
                    @if let Some(seller) = trust.get(&card.offer.firm) {
                        (trust_line(viewer, seller))
                    }
                }
            }
        }
    }
}

/// How it is sold, in a line.
fn claim(viewer: &Viewer<'_>, card: &Card) -> Markup {
    let hidden = viewer.say("catalog-state-hidden");
    html! {
        @if card.state == ProductState::Hidden { (tag(Tone::Wait, &hidden)) " " }
        @if card.offer.is_open_offer { (viewer.say("catalog-sold-at-once")) }
        @else { (viewer.say("catalog-sold-by-quote")) }
    }
}
