//! Goods as they look: in lists, on their own page, in their firm's hands.

mod facets;
mod form;
mod front;
mod import;
mod own;
mod product;
mod search;

pub use facets::said_of_filter;
pub(crate) use form::{FIELDS, Newer, blank, edit, fact_field, other_lang, tier_fields};
pub use front::rows;
pub(crate) use front::{Front, front, front_title};
pub(crate) use import::{ASKED_FOR_ALL, import_form, import_page};
pub(crate) use own::own;
pub use product::path_told;
pub(crate) use product::{Whole, product, told, told_path};
pub use search::said_of_search;
pub(crate) use search::{formula, search, search_title};

use crate::model::{Offer, Photo, Tier};
use crate::photo::name_of;
use kernel::rules::Rules;
use kernel::{Currency, Fact, Lang, Unit, UnitPrice};
use maud::{Markup, html};
use web::page::{Viewer, about_price, about_range, icon};
use web::{show_number, show_price};

/// A unit's word for so many: `pair`, `pairs`.
pub fn unit_word(viewer: &Viewer<'_>, unit: Unit, count: i64) -> String {
    let counted = [("count", Fact::Count(count))];
    viewer.say_with(&unit.word_key(), &counted)
}

/// `1,000 pairs`.
pub fn quantity(viewer: &Viewer<'_>, count: i64, unit: Unit) -> String {
    let facts = [("quantity", figure(count)), ("unit", unit_word(viewer, unit, count).into())];
    viewer.say_with("catalog-quantity", &facts)
}

/// A unit price: its currency small, then the figure.
pub fn price(price: UnitPrice) -> Markup {
    html! { span.price { span.cur { (price.currency.code()) } (show_price(price)) } }
}

/// The tiers side by side; the one that applies is marked.
pub fn ladder(
    viewer: &Viewer<'_>,
    tiers: &[Tier],
    unit: Unit,
    applies: Option<UnitPrice>,
) -> Markup {
    let marked = tiers.iter().position(|tier| Some(tier.price) == applies);
    html! {
        ul.ladder aria-label=(viewer.say("catalog-ladder")) {
            @for (nth, (range, tier)) in ladder_rows(viewer, tiers, unit).iter().enumerate() {
                li aria-current=[(Some(nth) == marked).then_some("true")] {
                    small { (range) }
                    (price(tier.price))
                    (about_price(viewer, tier.price))
                }
            }
        }
    }
}

/// Each tier with the quantities that it is for, in words.
pub fn ladder_rows<'a>(
    viewer: &Viewer<'_>,
    tiers: &'a [Tier],
    unit: Unit,
) -> Vec<(String, &'a Tier)> {
    let rows = tiers.iter().enumerate();
    rows.map(|(nth, tier)| (range(viewer, tiers, nth, unit), tier)).collect()
}

/// For which quantities a tier is.
fn range(viewer: &Viewer<'_>, tiers: &[Tier], nth: usize, unit: Unit) -> String {
    let from = tiers.get(nth).map_or(1, |tier| tier.min_quantity);
    let last = tiers.get(nth + 1).map(|next| next.min_quantity - 1);
    match last {
        Some(last) if last == from => quantity(viewer, from, unit),
        Some(last) => {
            let unit = unit_word(viewer, unit, last);
            let facts = [("from", figure(from)), ("to", figure(last)), ("unit", unit.into())];
            viewer.say_with("catalog-range", &facts)
        }
        None => {
            let quantity = quantity(viewer, from, unit);
            viewer.say_with("catalog-range-open", &[("quantity", quantity.into())])
        }
    }
}

/// A number as a fact that is shown with its thousands set apart.
fn figure(count: i64) -> Fact {
    Fact::Text(show_number(&count.to_string()))
}

/// The lowest and the highest price of an offer.
pub fn price_range(offer: &Offer) -> Markup {
    let (first, last) = (offer.tiers.first(), offer.tiers.last());
    html! {
        @if let (Some(highest), Some(lowest)) = (first, last) {
            span.price {
                span.cur { (offer.currency.code()) } (show_price(lowest.price))
                @if lowest.price != highest.price { "–" (show_price(highest.price)) }
            }
        }
    }
}

/// What that is about in the reader's currency, if they chose another one.
pub fn about_offer(viewer: &Viewer<'_>, offer: &Offer) -> Markup {
    html! {
        @if let (Some(highest), Some(lowest)) = (offer.tiers.first(), offer.tiers.last()) {
            (about_range(viewer, lowest.price, highest.price))
        }
    }
}

/// `from 1,000 pairs`.
pub fn least(viewer: &Viewer<'_>, offer: &Offer) -> String {
    let quantity = quantity(viewer, offer.moq(), offer.unit);
    viewer.say_with("catalog-from", &[("quantity", quantity.into())])
}

/// How soon it leaves.
fn lead_time(viewer: &Viewer<'_>, offer: &Offer) -> String {
    viewer.say_with("catalog-lead-time", &lead_facts(offer))
}

/// The same in a list, where nothing beside it says what it is.
fn sent(viewer: &Viewer<'_>, offer: &Offer) -> String {
    viewer.say_with("catalog-sent", &lead_facts(offer))
}

/// How many days; where none is promised, those that the rules give to retail.
fn lead_facts(offer: &Offer) -> [(&'static str, Fact); 2] {
    let retail = Rules::current().pay.t2_ship_retail_d;
    [("days", offer.lead_time_d.into()), ("retail", retail.into())]
}

/// The small picture of a list, or an empty frame.
pub fn thumb(photo: Option<&Photo>) -> Markup {
    html! {
        @match photo {
            Some(photo) => div.pic {
                img src=(format!("{}-thumb", photo_path(photo))) alt="" loading="lazy"
                    width="320" height="320";
            },
            None => div.pic.none { (icon("box")) },
        }
    }
}

/// Where a photo is.
pub fn photo_path(photo: &Photo) -> String {
    format!("/photos/{}", name_of(&photo.hash))
}

/// The language of a text, if it is not the page's own.
pub fn foreign(viewer: &Viewer<'_>, lang: Lang) -> Option<&'static str> {
    (lang != viewer.lang()).then_some(lang.tag())
}

/// The currencies that forms propose; one that a product has already is added.
pub fn currencies(own: &str) -> Vec<&str> {
    let known =
        ["CNY", "USD", "EUR", "GBP", "JPY", "HKD", "KRW", "SGD", "AUD", "CAD", "CHF", "SEK"];
    let is_other = Currency::from_code(own).is_some() && !known.contains(&own);
    known.into_iter().chain(is_other.then_some(own)).collect()
}
