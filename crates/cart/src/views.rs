//! Carts as they look.

mod addresses;
mod cart;
mod checkout;
mod freight;
mod placed;
mod tax;

pub(crate) use addresses::{address_form, addresses, draft_of_address};
pub(crate) use cart::{cart, quantity_field};
pub(crate) use checkout::{NOTE_FIELD, checkout};
pub(crate) use freight::{draft_of_rule, rule_form, rules};
pub(crate) use placed::{checkouts, placed};
pub(crate) use tax::{draft_of_tax, row_field, rows_most, tax_form};

use crate::model::Item;
use catalog::views::{foreign, thumb};
use kernel::Refusal;
use maud::{Markup, html};
use web::page::{Viewer, icon};
use web::show_price;

/// What a line is: its picture, its name, what is wrong with it, what changed.
fn named(viewer: &Viewer<'_>, item: &Item) -> Markup {
    html! {
        a.good href=(format!("/products/{}", item.offer.product)) {
            (thumb(item.photo.as_ref()))
            span lang=[foreign(viewer, item.title_lang)] { (item.offer.title) }
        }
        @if let Some(trouble) = &item.trouble {
            p.err { (icon("alert")) " " (told(viewer, trouble)) }
        }
        @if let Some(was) = item.was {
            @let facts = [("was", format!("{}\u{a0}{}", was.currency, show_price(was)).into())];
            p { small { (viewer.say_with("cart-price-was", &facts)) } }
        }
    }
}

/// Why not, in the reader's words.
fn told(viewer: &Viewer<'_>, refusal: &Refusal) -> String {
    viewer.app.words().refusal(&viewer.caller.reader, refusal)
}
