//! Inquiries, requests, talk and quotes as they look.

mod ask;
mod list;
mod places;
mod quote;
mod quoting;
pub(crate) mod requests;
pub(crate) mod search;
mod talk;
pub(crate) mod unmet;

pub(crate) use ask::{Asked, ask};
pub(crate) use list::{Inquiries, inquiries};
pub(crate) use places::proposed_places;
pub(crate) use quoting::{Quoting, from_field, price_field, quoting};
pub(crate) use talk::{Talk, talk};

use crate::model::Inquiry;
use kernel::Locode;
use maud::{Markup, html};
use party::Country;
use web::page::{Viewer, time};

/// The places that a field proposes.
fn places(viewer: &Viewer<'_>) -> Markup {
    html! {
        datalist #places {
            @for (code, name) in proposed_places(viewer) { option value=(code) { (name) } }
        }
    }
}

/// A place's name in the reader's language where it is known, else as the list of places has it.
pub fn place(viewer: &Viewer<'_>, place: &Locode) -> String {
    name_of(viewer, place.code()).unwrap_or_else(|| place.name().to_owned())
}

fn name_of(viewer: &Viewer<'_>, code: &str) -> Option<String> {
    proposed_places(viewer).find(|(proposed, _)| *proposed == code).map(|(_, name)| name)
}

/// A place's name with its code, or a country's.
fn place_name(viewer: &Viewer<'_>, code: &str) -> String {
    let name = name_of(viewer, code).or_else(|| {
        let country = Country::from_code(code).map(|at| party::views::country(viewer, at));
        country.or_else(|| Locode::parse(code).map(|place| place.name().to_owned()))
    });
    let name = name.unwrap_or_default();
    viewer.say_with("sourcing-place", &[("name", name.into()), ("code", code.into())])
}

/// `6,000 pairs`.
fn quantity(viewer: &Viewer<'_>, inquiry: &Inquiry) -> String {
    catalog::views::quantity(viewer, inquiry.quantity, inquiry.unit)
}
