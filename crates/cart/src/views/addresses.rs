//! The address book.

use crate::model::BookAddress;
use deal::Address;
use maud::{Markup, html};
use party::Country;
use party::views::country;
use web::page::{Choice, Draft, FormKit, Input, Tone, Viewer, empty, icon, tag};

/// All addresses.
pub(crate) fn addresses(viewer: &Viewer<'_>, book: &[BookAddress]) -> Markup {
    let (title, add) = (viewer.say("cart-addresses"), viewer.say("cart-address-new"));
    let draft = Draft::default();
    let kit = FormKit::new(viewer, &draft);
    html! {
        div.page-head {
            nav aria-label=(viewer.say("cart-path")) { ol.crumbs {
                li { a href="/cart" { (viewer.say("cart-title")) } }
            } }
            h1 { (title) }
            @if !book.is_empty() {
                p.mute { (viewer.say("cart-addresses-what")) }
                p.acts { a.btn.go href="/addresses/new" { (icon("plus")) (add) } }
            }
        }
        @if book.is_empty() {
            (empty(
                &viewer.say("cart-addresses-none"),
                &viewer.say("cart-addresses-what"),
                Some(("/addresses/new", &add)),
            ))
        } @else {
            section.sec aria-label=(title) { ul.rows { @for kept in book { li { div.stack-s {
                @if kept.is_first { p { (tag(Tone::Ok, &viewer.say("cart-address-is-first"))) } }
                p { (deal::views::address(viewer, &kept.address)) }
                (acts(viewer, &kit, kept))
            } } } } }
        }
    }
}

fn acts(viewer: &Viewer<'_>, kit: &FormKit<'_>, kept: &BookAddress) -> Markup {
    let path = format!("/addresses/{}", kept.id);
    html! {
        form.acts method="post" action=(path) {
            (kit.guards())
            input type="hidden" name="version" value=(kept.version);
            a.btn href=(path) {
                (viewer.say("cart-edit")) span.vh { (kept.address.name) }
            }
            @if !kept.is_first {
                button.btn.quiet name="act" value="first" {
                    (viewer.say("cart-address-make-first")) span.vh { (kept.address.name) }
                }
            }
            button.btn.quiet name="act" value="remove" {
                (viewer.say("cart-address-remove")) span.vh { (kept.address.name) }
            }
        }
    }
}

/// An address as the form's values.
pub(crate) fn draft_of_address(address: &Address) -> Draft {
    let Address { name, phone, country, region, city, street, postcode } = address.clone();
    Draft::of([
        ("name", name),
        ("phone", phone),
        ("country", country),
        ("region", region),
        ("city", city),
        ("street", street),
        ("postcode", postcode),
    ])
}

/// The form of a new address, or of one that is there.
pub(crate) fn address_form(
    viewer: &Viewer<'_>,
    kept: Option<&BookAddress>,
    draft: &Draft,
) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let title = if kept.is_some() { "cart-address-edit" } else { "cart-address-new" };
    let countries: Vec<Choice> =
        Country::all().map(|one| (one.code().to_owned(), country(viewer, one))).collect();
    let line = |name, label, fill| kit.input(&Input::text(name, label).autocomplete(fill));
    html! {
        div.page-head {
            nav aria-label=(viewer.say("cart-path")) { ol.crumbs {
                li { a href="/addresses" { (viewer.say("cart-addresses")) } }
            } }
            h1 { (viewer.say(title)) }
        }
        form.form method="post" {
            (kit.guards())
            (kit.summary())
            (kit.hidden("next"))
            @if let Some(kept) = kept {
                input type="hidden" name="version" value=(kept.version);
            }
            (line("name", "cart-field-name", "name"))
            (kit.input(&Input::text("phone", "cart-field-phone").kind("tel").autocomplete("tel")
                .hint("cart-field-phone-hint")))
            (kit.select("country", "cart-field-country", &countries))
            (kit.input(&Input::text("region", "cart-field-region")
                .autocomplete("address-level1").hint("cart-field-region-hint")))
            (line("city", "cart-field-city", "address-level2"))
            (line("street", "cart-field-street", "street-address"))
            (line("postcode", "cart-field-postcode", "postal-code"))
            p { small { (viewer.say("cart-address-private")) } }
            p.acts { button.btn.go { (viewer.say("cart-save")) } }
        }
    }
}
