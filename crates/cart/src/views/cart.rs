//! The cart.

use super::named;
use crate::model::{Cart, Item, ShopCart};
use catalog::ProductKind;
use catalog::views::{price, unit_word};
use kernel::Id;
use maud::{Markup, html};
use party::views::trust_line;
use web::page::{Draft, FormKit, LedgerLine, Tone, Viewer, empty, ledger_of_amounts, money, note};
use web::show_number;

/// The field that says how many of a product are wanted.
pub(crate) fn quantity_field(product: Id<ProductKind>) -> String {
    format!("quantity_{product}")
}

/// The whole page.
pub(crate) fn cart(viewer: &Viewer<'_>, cart: &Cart, draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    html! {
        div.page-head {
            h1 { (viewer.say("cart-title")) }
            @if !cart.is_empty() { p.mute { (viewer.say("cart-what")) } }
        }
        (kit.summary())
        @if cart.is_empty() {
            (empty(
                &viewer.say("cart-none"),
                &viewer.say("cart-none-what"),
                Some(("/", &viewer.say("cart-to-market"))),
            ))
            p.acts { a.btn href="/checkouts" { (viewer.say("cart-checkouts")) } }
        } @else {
            div.cols.main-side.ruled {
                div.stack-l { @for shop in &cart.shops { (of_shop(viewer, shop)) } }
                aside.stack-l { (side(viewer, cart)) }
            }
        }
    }
}

fn side(viewer: &Viewer<'_>, cart: &Cart) -> Markup {
    let total = |amount: &kernel::Money| LedgerLine {
        sign: "",
        name: viewer.say("cart-goods"),
        small: None,
        amount: *amount,
        is_total: true,
    };
    let lines: Vec<LedgerLine> = cart.totals.iter().map(total).collect();
    html! {
        (ledger_of_amounts(&lines))
        p { small { (viewer.say("cart-freight-later")) } }
        p { small { (viewer.say("cart-tax-later")) } }
        @if !cart.troubles().is_empty() {
            @let what = viewer.say("cart-troubled-what");
            (note(Tone::Warn, &viewer.say("cart-troubled"), Some(&what)))
        } @else {
            p.acts { a.btn.go href="/checkout" { (viewer.say("cart-to-checkout")) } }
        }
        p.acts {
            a.btn.quiet href="/addresses" { (viewer.say("cart-addresses")) }
            a.btn.quiet href="/checkouts" { (viewer.say("cart-checkouts")) }
        }
    }
}

fn of_shop(viewer: &Viewer<'_>, shop: &ShopCart) -> Markup {
    let heads = ["cart-col-goods", "cart-col-quantity", "cart-col-price", "cart-col-amount"];
    let [goods, many, each, amount] = heads.map(|key| viewer.say(key));
    html! {
        section.sec aria-label=(shop.seller.name) {
            (trust_line(viewer, &shop.seller))
            table.tbl.cards.mid {
                thead { tr {
                    th scope="col" { (goods) }
                    th scope="col" { (many) }
                    th.num scope="col" { (each) }
                    th.num scope="col" { (amount) }
                } }
                tbody { @for item in &shop.items { tr {
                    th scope="row" { (named(viewer, item)) }
                    td data-l=(many) { (quantity(viewer, item)) }
                    td.num data-l=(each) {
                        @match item.sum { Some(sum) => (price(sum.price)), None => "–" }
                    }
                    td.num data-l=(amount) {
                        @match item.sum { Some(sum) => (money(sum.total)), None => "–" }
                    }
                } } }
            }
        }
    }
}

/// How many, to be changed or taken out; each field under a name of its own.
fn quantity(viewer: &Viewer<'_>, item: &Item) -> Markup {
    let field = quantity_field(item.offer.product);
    let (id, title) = (format!("f-{field}"), &item.offer.title);
    let label = viewer.say_with("cart-quantity-of", &[("title", title.as_str().into())]);
    let kit_draft = Draft::default();
    let kit = FormKit::new(viewer, &kit_draft);
    html! {
        form.acts method="post" action=(format!("/cart/lines/{}", item.offer.product)) {
            (kit.guards())
            label.vh for=(id) { (label) }
            input.ctl.short id=(id) name=(field) type="text" inputmode="numeric" autocomplete="off"
                value=(show_number(&item.quantity.to_string()));
            span { (unit_word(viewer, item.offer.unit, item.quantity)) }
            button.btn.quiet { (viewer.say("cart-change")) span.vh { (title) } }
            button.btn.quiet name="act" value="remove" {
                (viewer.say("cart-take-out")) span.vh { (title) }
            }
        }
    }
}
