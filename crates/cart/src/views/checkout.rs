//! Before it is ordered: where to, what bringing it costs, what all of it comes to.

use super::{named, told};
use crate::model::{AddressKind, BookAddress, Freight, Preview, ShopOrder};
use catalog::views::{price, quantity};
use kernel::rules::Rules;
use kernel::{Fact, Id, Money};
use maud::{Markup, html};
use party::views::trust_line;
use web::page::{
    Draft, FormKit, LedgerLine, Tone, Viewer, icon, ledger_of_amounts, money, note, section,
};

/// Before the name of a shop in the field of what is said to it.
pub(crate) const NOTE_FIELD: &str = "note_";

/// The whole page.
pub(crate) fn checkout(
    viewer: &Viewer<'_>,
    preview: &Preview,
    (book, chosen): (&[BookAddress], Option<Id<AddressKind>>),
    draft: &Draft,
) -> Markup {
    let kit = FormKit::new(viewer, draft);
    html! {
        div.page-head {
            nav aria-label=(viewer.say("cart-path")) { ol.crumbs {
                li { a href="/cart" { (viewer.say("cart-title")) } }
            } }
            h1 { (viewer.say("cart-checkout")) }
            p.mute { (viewer.say("cart-checkout-what")) }
        }
        (kit.summary())
        div.stack-l {
            @if preview.needs_address {
                (section(&viewer.say("cart-where"), None, &where_to(viewer, book, chosen)))
            }
            form.stack-l method="post" action="/checkout" {
                (kit.guards())
                input type="hidden" name="seal" value=(preview.seal);
                input type="hidden" name="address"
                    value=(chosen.map(|id| id.to_string()).unwrap_or_default());
                @for shop in &preview.shops { (of_shop(viewer, &kit, shop)) }
                (end(viewer, preview, draft))
            }
        }
    }
}

/// The addresses of the book, one of which is chosen.
fn where_to(viewer: &Viewer<'_>, book: &[BookAddress], chosen: Option<Id<AddressKind>>) -> Markup {
    let add = "/addresses/new?next=checkout";
    html! {
        @if book.is_empty() {
            p { (viewer.say("cart-no-address")) }
            p.acts { a.btn.go href=(add) { (icon("plus")) (viewer.say("cart-address-new")) } }
        } @else {
            form.stack method="get" action="/checkout" {
                div.choice role="radiogroup" aria-label=(viewer.say("cart-where")) {
                    @for kept in book { label {
                        input type="radio" name="address" value=(kept.id)
                            checked[Some(kept.id) == chosen];
                        span { (icon("box")) (deal::views::address(viewer, &kept.address)) }
                    } }
                }
                p.acts {
                    @if book.len() > 1 {
                        button.btn { (viewer.say("cart-use-address")) }
                    }
                    a.btn.quiet href=(add) { (icon("plus")) (viewer.say("cart-address-new")) }
                }
            }
        }
    }
}

fn of_shop(viewer: &Viewer<'_>, kit: &FormKit<'_>, shop: &ShopOrder) -> Markup {
    let heads = ["cart-col-goods", "cart-col-quantity", "cart-col-price", "cart-col-amount"];
    let [goods, many, each, amount] = heads.map(|key| viewer.say(key));
    let field = format!("{NOTE_FIELD}{}", shop.seller.firm);
    html! {
        section.sec.stack aria-label=(shop.seller.name) {
            (trust_line(viewer, &shop.seller))
            table.tbl.cards {
                thead { tr {
                    th scope="col" { (goods) }
                    th.num scope="col" { (many) }
                    th.num scope="col" { (each) }
                    th.num scope="col" { (amount) }
                } }
                tbody { @for item in &shop.items { tr {
                    th scope="row" { (named(viewer, item)) }
                    td.num data-l=(many) { (quantity(viewer, item.quantity, item.offer.unit)) }
                    td.num data-l=(each) {
                        @match item.sum { Some(sum) => (price(sum.price)), None => "–" }
                    }
                    td.num data-l=(amount) {
                        @match item.sum { Some(sum) => (money(sum.total)), None => "–" }
                    }
                } } }
            }
            (sums(viewer, shop))
            details.facet {
                summary { (viewer.say("cart-note")) }
                (kit.area(&field, "cart-note-label", None))
            }
        }
    }
}

fn sums(viewer: &Viewer<'_>, shop: &ShopOrder) -> Markup {
    let line = |name: &str, amount: Money, is_total: bool| {
        let name = viewer.say(name);
        LedgerLine { sign: "", name, small: None, amount, is_total }
    };
    let mut lines = vec![line("cart-goods", shop.goods, false)];
    match shop.freight {
        Freight::Costs(amount) if amount.minor == 0 => {
            lines.push(line("cart-freight-free", amount, false));
        }
        Freight::Costs(amount) => lines.push(line("cart-freight-line", amount, false)),
        Freight::Included | Freight::Refused => {}
    }
    lines.extend(super::tax::lines(viewer, shop));
    lines.push(line("cart-shop-total", shop.total, true));
    html! {
        (ledger_of_amounts(&lines))
        @match shop.freight {
            Freight::Included if shop.travels() => {
                p { small { (viewer.say("cart-freight-included")) } }
            },
            Freight::Refused => (note(Tone::Bad, &viewer.say("cart-freight-refused"), None)),
            _ => {},
        }
        @if !shop.travels() { p { small { (viewer.say("cart-nothing-travels")) } } }
    }
}

/// What all of it comes to, and the button; or what is in the way.
fn end(viewer: &Viewer<'_>, preview: &Preview, draft: &Draft) -> Markup {
    let name = viewer.say("cart-to-pay");
    let total = |amount: &Money| LedgerLine {
        sign: "",
        name: name.clone(),
        small: None,
        amount: *amount,
        is_total: true,
    };
    let lines: Vec<LedgerLine> = preview.payments.iter().map(total).collect();
    let word = match preview.payments.as_slice() {
        [only] => viewer.say_with("cart-place-for", &[("total", Fact::Money(*only))]),
        _ => viewer.say("cart-place"),
    };
    html! {
        section.sec.stack aria-label=(name) {
            (ledger_of_amounts(&lines))
            @if preview.troubles.is_empty() {
                @let days = [("days", Fact::Count(Rules::current().pay.t1_pay_d))];
                p { small { (viewer.say_with("cart-place-binds", &days)) } }
                p.acts { button.btn.go { (icon("shield")) (word) } }
            } @else if !draft.is_wrong() {
                section.note.warn {
                    (icon("alert")) b { (viewer.say("cart-in-the-way")) }
                    ul { @for trouble in &preview.troubles { li { (told(viewer, trouble)) } } }
                }
                p.acts { a.btn href="/cart" { (viewer.say("cart-back")) } }
            } @else {
                p.acts { a.btn href="/cart" { (viewer.say("cart-back")) } }
            }
        }
    }
}
