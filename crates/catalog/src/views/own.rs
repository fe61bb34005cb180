//! A firm's own goods as a list.

use super::{figure, foreign, price_range, quantity, thumb};
use crate::model::{Card, ProductState};
use kernel::Page;
use maud::{Markup, html};
use web::page::{Draft, FormKit, Tone, Viewer, empty, icon, pager, tag};

/// The whole page.
pub(crate) fn own(viewer: &Viewer<'_>, cards: &Page<Card>) -> Markup {
    let add = viewer.say("catalog-new");
    let next = cards.next.map(|cursor| cursor.0);
    html! {
        div.page-head {
            h1 { (viewer.say("catalog-goods")) }
            @if !cards.rows.is_empty() {
                p.mute { (viewer.say("catalog-goods-what")) }
                p.acts {
                    a.btn.go href="/goods/new" { (icon("plus")) (add) }
                    a.btn href="/goods/import" { (viewer.say("catalog-import-short")) }
                    a.btn href="/freight" { (viewer.say("catalog-freight")) }
                    a.btn href="/shop-tax" { (viewer.say("catalog-tax")) }
                }
            }
        }
        @if cards.rows.is_empty() {
            (empty(
                &viewer.say("catalog-goods-empty"),
                &viewer.say("catalog-empty-what"),
                Some(("/goods/new", &add)),
            ))
            p.acts { a.btn href="/goods/import" { (viewer.say("catalog-import")) } }
        } @else {
            section.sec aria-label=(viewer.say("catalog-goods")) {
                (table(viewer, cards))
                (pager("/goods", next, &viewer.say("catalog-older")))
            }
        }
    }
}

fn table(viewer: &Viewer<'_>, cards: &Page<Card>) -> Markup {
    let (price, state) = (viewer.say("catalog-col-price"), viewer.say("catalog-col-state"));
    let least_word = viewer.say("catalog-least");
    let stock_word = viewer.say("catalog-stock");
    html! {
        table.tbl.cards.mid {
            thead { tr {
                th scope="col" { (viewer.say("catalog-col-product")) }
                th.num scope="col" { (price) }
                th scope="col" { (least_word) }
                th scope="col" { (stock_word) }
                th scope="col" { (state) }
                th scope="col" { span.vh { (viewer.say("catalog-col-acts")) } }
            } }
            tbody {
                @for card in &cards.rows {
                    tr {
                        th scope="row" { (name(viewer, card)) }
                        td.num data-l=(price) { span.n.flat { (price_range(&card.offer)) } }
                        td data-l=(least_word) {
                            (quantity(viewer, card.offer.moq(), card.offer.unit))
                        }
                        td data-l=(stock_word) { (stock(viewer, card)) }
                        td data-l=(state) { (state_tag(viewer, card.state)) }
                        td { (acts(viewer, card)) }
                    }
                }
            }
        }
    }
}

/// What can be sold, and what of the whole is kept for orders.
fn stock(viewer: &Viewer<'_>, card: &Card) -> Markup {
    html! {
        @match card.offer.stock {
            None => span.mute { (viewer.say("catalog-made-to-order")) },
            Some(stock) => {
                @let facts = [("free", figure(stock.free())), ("reserved", figure(stock.reserved)),
                    ("hand", figure(stock.on_hand))];
                (viewer.say_with("catalog-stock-line", &facts))
            },
        }
    }
}

fn name(viewer: &Viewer<'_>, card: &Card) -> Markup {
    html! {
        a.good href=(format!("/products/{}", card.offer.product)) {
            (thumb(card.photo.as_ref()))
            span lang=[foreign(viewer, card.title_lang)] { (card.offer.title) }
        }
    }
}

pub(super) fn state_tag(viewer: &Viewer<'_>, state: ProductState) -> Markup {
    let tone = match state {
        ProductState::Listed => Tone::Ok,
        ProductState::Expired => Tone::Warn,
        ProductState::Hidden | ProductState::Draft => Tone::Wait,
    };
    tag(tone, &viewer.say(&format!("catalog-state-{}", state.word())))
}

fn acts(viewer: &Viewer<'_>, card: &Card) -> Markup {
    html! {
        div.acts {
            a.btn href=(format!("/goods/{}/edit", card.offer.product)) {
                (viewer.say("catalog-edit"))
                span.vh { (card.offer.title) }
            }
            (turn(viewer, card))
        }
    }
}

/// The button that hides a product, or shows it again.
pub(super) fn turn(viewer: &Viewer<'_>, card: &Card) -> Markup {
    let (state, word) = match card.state {
        ProductState::Listed => ("hidden", viewer.say("catalog-hide")),
        ProductState::Hidden => ("listed", viewer.say("catalog-show")),
        ProductState::Draft => ("listed", viewer.say("catalog-list-it")),
        ProductState::Expired => ("listed", viewer.say("catalog-refresh")),
    };
    html! {
        form method="post" action=(format!("/goods/{}/state", card.offer.product)) {
            (FormKit::new(viewer, &Draft::default()).guards())
            input type="hidden" name="version" value=(card.offer.version);
            input type="hidden" name="state" value=(state);
            button.btn.quiet { (word) span.vh { (card.offer.title) } }
        }
    }
}
