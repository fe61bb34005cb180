//! A firm's window in its own hands: what is in it, and what could be.

use catalog::views::{foreign, price_range, thumb};
use catalog::{Card, ProductState};
use kernel::rules::Rules;
use kernel::{Firm, Id, Page};
use maud::{Markup, html};
use web::page::{Draft, FormKit, Tone, Viewer, empty, pager, section, tag};

/// The whole page.
pub(crate) fn choose(
    viewer: &Viewer<'_>,
    firm: Id<Firm>,
    inside: &[Card],
    others: &Page<Card>,
) -> Markup {
    let rules = &Rules::current().window;
    let facts = [("most", rules.goods_most.into()), ("shown", rules.shown.into())];
    let is_full = i64::try_from(inside.len()).is_ok_and(|count| count >= rules.goods_most);
    let next = others.next.map(|cursor| cursor.0);
    html! {
        div.page-head {
            h1 { (viewer.say("window-choose")) }
            p.mute { (viewer.say_with("window-choose-how", &facts)) }
            p { a href=(format!("/firms/{firm}")) { (viewer.say("window-see")) } }
        }
        div.stack-l {
            (section(&viewer.say("window-inside"), None, &html! {
                @if inside.is_empty() {
                    (empty(&viewer.say("window-inside-none"),
                        &viewer.say("window-inside-none-what"), None))
                } @else {
                    ul.rows { @for (nth, card) in inside.iter().enumerate() {
                        (row(viewer, card, &html! {
                            @if nth > 0 { (act(viewer, card, "first", "window-first")) }
                            (act(viewer, card, "out", "window-out"))
                        }))
                    } }
                }
            }))
            (section(&viewer.say("window-others"), None, &html! {
                @if is_full { p.mute { (viewer.say("window-full")) } }
                @if others.rows.is_empty() {
                    (empty(&viewer.say("window-others-none"),
                        &viewer.say("window-others-none-what"),
                        Some(("/goods", &viewer.say("catalog-goods")))))
                } @else {
                    ul.rows { @for card in &others.rows {
                        (row(viewer, card, &html! {
                            @if !is_full { (act(viewer, card, "in", "window-in")) }
                        }))
                    } }
                }
                (pager("/firm/window", next, &viewer.say("catalog-older")))
            }))
        }
    }
}

fn row(viewer: &Viewer<'_>, card: &Card, acts: &Markup) -> Markup {
    html! {
        li.row.mid {
            a.good href=(format!("/products/{}", card.offer.product)) {
                (thumb(card.photo.as_ref()))
                span lang=[foreign(viewer, card.title_lang)] { (card.offer.title) }
            }
            span { (price_range(&card.offer)) }
            @if card.state != ProductState::Listed {
                (tag(Tone::Wait, &viewer.say("catalog-state-hidden")))
            }
            div.acts.push { (acts) }
        }
    }
}

fn act(viewer: &Viewer<'_>, card: &Card, act: &str, word: &str) -> Markup {
    html! {
        form method="post" action="/firm/window" {
            (FormKit::new(viewer, &Draft::default()).guards())
            input type="hidden" name="product" value=(card.offer.product);
            input type="hidden" name="act" value=(act);
            button.btn { (viewer.say(word)) span.vh { " " (card.offer.title) } }
        }
    }
}
