//! What is known of a product beside its terms: variants, facts, papers, samples.

use crate::model::{Details, Listing, Sample, Variant};
use crate::views::{foreign, unit_word};
use kernel::{Fact, UnitPrice};
use maud::{Markup, html};
use party::Country;
use party::views::country;
use web::page::{Tone, Viewer, section, tag};
use web::{show_number, show_price};

/// A section for each kind that there is something of.
pub(super) fn sections(viewer: &Viewer<'_>, listing: &Listing) -> Markup {
    let details = &listing.details;
    let facts = facts(viewer, details, foreign(viewer, listing.card.title_lang));
    html! {
        @if !details.variants.is_empty() {
            (section(&viewer.say("catalog-field-variants"), None, &variants(viewer, listing)))
        }
        @if !facts.is_empty() {
            (section(&viewer.say("catalog-field-attributes"), None, &html! {
                dl.kv { @for (name, value, lang) in facts {
                    dt lang=[lang] { (name) } dd lang=[lang] { (value) }
                } }
            }))
        }
        @if !details.certificates.is_empty() {
            (section(&viewer.say("catalog-field-certificates"), None, &papers(viewer, details)))
        }
        @if let Some(sample) = &details.sample {
            (section(&viewer.say("catalog-more-samples"), None, &samples(viewer, listing, sample)))
        }
    }
}

/// Brand, model, origin and numbers, then what the seller tells.
fn facts(
    viewer: &Viewer<'_>,
    details: &Details,
    lang: Option<&'static str>,
) -> Vec<(String, String, Option<&'static str>)> {
    let origin = details.origin.as_deref().and_then(Country::from_code);
    let own = [
        ("catalog-field-brand", details.brand.clone()),
        ("catalog-field-model", details.model.clone()),
        ("catalog-field-origin", origin.map(|one| country(viewer, one))),
        ("catalog-field-hs", details.hs.clone()),
        ("catalog-field-gtin", details.gtin.clone()),
    ];
    let own = own.into_iter().filter_map(|(key, value)| Some((viewer.say(key), value?, None)));
    let told = details.attributes.iter().map(|one| (one.name.clone(), one.value.clone(), lang));
    own.chain(told).collect()
}

fn variants(viewer: &Viewer<'_>, listing: &Listing) -> Markup {
    let all = &listing.details.variants;
    let names: Vec<&str> =
        all.first().map_or(Vec::new(), |one| one.options.iter().map(|o| o.name.as_str()).collect());
    let words = ["catalog-col-price", "catalog-stock", "catalog-sku"].map(|key| viewer.say(key));
    let lang = foreign(viewer, listing.card.title_lang);
    html! {
        table.tbl.cards {
            thead { tr {
                @for name in &names { th scope="col" lang=[lang] { (name) } }
                th.num scope="col" { (words[0]) }
                th.num scope="col" { (words[1]) }
                th scope="col" { (words[2]) }
            } }
            tbody { @for one in all { tr {
                @for (nth, option) in one.options.iter().enumerate() {
                    @if nth == 0 { th scope="row" lang=[lang] { (option.value) } }
                    @else { td data-l=(option.name) lang=[lang] { (option.value) } }
                }
                td.num data-l=(words[0]) { (price(viewer, listing, one)) }
                td.num data-l=(words[1]) { (stock(viewer, listing, one)) }
                td data-l=(words[2]) { (one.sku.as_deref().unwrap_or("–")) }
            } } }
        }
    }
}

fn price(viewer: &Viewer<'_>, listing: &Listing, one: &Variant) -> String {
    let currency = listing.card.offer.currency;
    let shown =
        |told: &str| UnitPrice::parse(told, currency).map_or_else(|_| told.to_owned(), show_price);
    match (&one.price, &one.price_difference) {
        (Some(price), _) => format!("{}\u{a0}{}", currency.code(), shown(price)),
        (None, Some(more)) => match more.strip_prefix('-') {
            Some(less) => format!("\u{2212}{}", shown(less)),
            None => format!("+{}", shown(more)),
        },
        (None, None) => viewer.say("catalog-price-same"),
    }
}

fn stock(viewer: &Viewer<'_>, listing: &Listing, one: &Variant) -> String {
    match one.stock {
        None => viewer.say("catalog-made-to-order"),
        Some(count) => {
            let unit = unit_word(viewer, listing.card.offer.unit, count);
            format!("{} {unit}", show_number(&count.to_string()))
        }
    }
}

fn papers(viewer: &Viewer<'_>, details: &Details) -> Markup {
    html! {
        ul.rows { @for paper in &details.certificates { li {
            b { (paper.name) } " "
            @if !paper.number.is_empty() { (paper.number) " " }
            @if !paper.issued_by.is_empty() {
                span.mute {
                    (viewer.say_with("catalog-issued-by",
                        &[("name", Fact::Text(paper.issued_by.clone()))]))
                } " "
            }
            @if let Some(day) = viewer.caller.reader.civil_day(&paper.valid_until) {
                (tag(Tone::Plain, &viewer.say_with("catalog-valid-until", &[("day", day.into())])))
            }
        } } }
        p { small.mute { (viewer.say("catalog-papers-note")) } }
    }
}

fn samples(viewer: &Viewer<'_>, listing: &Listing, sample: &Sample) -> Markup {
    let currency = listing.card.offer.currency;
    let price = UnitPrice::parse(&sample.price, currency).ok();
    let told = match price.filter(|price| price.millionths > 0) {
        Some(price) => format!("{}\u{a0}{}", currency.code(), show_price(price)),
        None => viewer.say("catalog-sample-free"),
    };
    let facts =
        [("price", Fact::Text(told)), ("most", sample.most.into()), ("days", sample.days.into())];
    html! { p { (viewer.say_with("catalog-sample-terms", &facts)) } }
}
