//! The form of a product, with its photo and who sees it beside it.

pub(super) mod details;

use super::own::{state_tag, turn};
use super::{currencies, ladder_rows, photo_path, price, quantity, unit_word};
use crate::model::{Listing, ProductState};
use kernel::{Lang, Unit};
use maud::{Markup, html};
use web::page::{Choice, Draft, FormKit, Input, Viewer, icon, section};

/// Rows of prices that a form shows at least: more than four are rare.
const ROWS_LEAST: usize = 4;

/// The fields of the form, in their order; all rows of prices are one.
pub(crate) const FIELDS: [&str; 24] = [
    "title",
    "title_lang",
    "text",
    "unit",
    "currency",
    "tiers",
    "lead_time_d",
    "is_open_offer",
    "is_virtual",
    "sku",
    "category",
    "order_multiple",
    "keywords",
    "hs",
    "gtin",
    "brand",
    "model",
    "origin",
    "attributes",
    "certificates",
    "variants",
    "sample_price",
    "sample_most",
    "sample_days",
];

/// The names of a row's two fields. The first row begins at the least order.
pub(crate) fn tier_fields(row: usize) -> (String, String) {
    let from = if row == 1 { "moq".to_owned() } else { format!("from_{row}") };
    (from, format!("price_{row}"))
}

/// The field of a fact that is asked for on the product's shelf.
pub(crate) fn fact_field(code: &str) -> String {
    format!("fact_{code}")
}

/// The page of a new product.
pub(crate) fn blank(viewer: &Viewer<'_>, draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    html! {
        div.page-head {
            h1 { (viewer.say("catalog-new")) }
            p.mute { (viewer.say("catalog-new-what")) }
        }
        form.form method="post" {
            (kit.guards())
            (saves_first(viewer, "catalog-list-it"))
            (kit.summary())
            (fields(viewer, &kit, draft, None))
            p.acts { button.btn.go { (viewer.say("catalog-list-it")) } }
        }
    }
}

/// What somebody else saved while one typed.
pub(crate) struct Newer<'a> {
    /// The fields that differ.
    pub(crate) fields: &'a [&'static str],
    /// What is saved in every field.
    pub(crate) saved: &'a Draft,
}

/// The page of a product of one's own. Where somebody saved other terms in the meantime, `newer`
/// names the fields that differ.
pub(crate) fn edit(
    viewer: &Viewer<'_>,
    listing: &Listing,
    [draft, words_draft, stock_draft]: [&Draft; 3],
    newer: Option<&Newer<'_>>,
) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let offer = &listing.card.offer;
    html! {
        div.page-head {
            h1 { (viewer.say("catalog-edit-product")) }
            p.mute { a href=(format!("/products/{}", offer.product)) { (offer.title) } }
        }
        @if let Some(newer) = newer { (overtaken(viewer, listing, newer)) }
        div.cols.main-side.ruled {
            form.form method="post" {
                (kit.guards())
                input type="hidden" name="version" value=(offer.version);
                (saves_first(viewer, "catalog-save"))
                (kit.summary())
                (fields(viewer, &kit, draft, Some(listing)))
                p.acts { button.btn.go { (viewer.say("catalog-save")) } }
            }
            aside.stack-l {
                (section(&viewer.say("catalog-stock"), None, &stock(viewer, stock_draft, listing)))
                (section(&viewer.say("catalog-photo"), None, &photo(viewer, &kit, listing)))
                (section(&viewer.say("catalog-seen"), None, &seen(viewer, listing)))
                (section(&viewer.say("catalog-words"), None, &words(viewer, words_draft, listing)))
            }
        }
    }
}

/// The first button of a form is the one that the Enter key presses: it saves, unseen.
fn saves_first(viewer: &Viewer<'_>, word: &str) -> Markup {
    html! { button.vh tabindex="-1" aria-hidden="true" { (viewer.say(word)) } }
}

/// What is saved now where it differs from what was typed, and what to do about it.
fn overtaken(viewer: &Viewer<'_>, listing: &Listing, newer: &Newer<'_>) -> Markup {
    let Newer { fields: newer, saved: saved_terms } = newer;
    html! {
        section.note.warn.mb role="alert" tabindex="-1" {
            (icon("alert"))
            b { (viewer.say("catalog-overtaken")) }
            @if newer.is_empty() { p { (viewer.say("catalog-overtaken-same")) } }
            @else {
                p { (viewer.say("catalog-overtaken-what")) }
                dl.kv { @for name in *newer {
                    dt { (viewer.say(label(name))) }
                    dd { (saved(viewer, listing, saved_terms, name)) }
                } }
            }
        }
    }
}

/// The key of a field's label.
fn label(name: &str) -> &'static str {
    match name {
        "title" => "catalog-field-title",
        "title_lang" => "catalog-field-lang",
        "text" => "catalog-field-text",
        "unit" => "catalog-sold-by",
        "currency" => "catalog-field-currency",
        "tiers" => "catalog-field-tiers",
        "lead_time_d" => "catalog-field-lead",
        "is_open_offer" => "catalog-how",
        "is_virtual" => "catalog-is-virtual",
        "category" => "catalog-field-category",
        "order_multiple" => "catalog-field-multiple",
        "keywords" => "catalog-field-keywords",
        "hs" => "catalog-field-hs",
        "gtin" => "catalog-field-gtin",
        "brand" => "catalog-field-brand",
        "model" => "catalog-field-model",
        "origin" => "catalog-field-origin",
        "attributes" => "catalog-field-attributes",
        "certificates" => "catalog-field-certificates",
        "variants" => "catalog-field-variants",
        "sample_price" => "catalog-field-sample-price",
        "sample_most" => "catalog-field-sample-most",
        "sample_days" => "catalog-field-sample-days",
        _ => "catalog-field-sku",
    }
}

/// What is saved in a field.
fn saved(viewer: &Viewer<'_>, listing: &Listing, saved: &Draft, name: &str) -> Markup {
    let offer = &listing.card.offer;
    let word = match name {
        "title" => offer.title.clone(),
        "title_lang" => lang_word(listing.card.title_lang).to_owned(),
        "unit" => unit_word(viewer, offer.unit, 1),
        "currency" => offer.currency.code().to_owned(),
        "lead_time_d" => offer.lead_time_d.to_string(),
        "is_open_offer" if offer.is_open_offer => viewer.say("catalog-how-at-once"),
        "is_open_offer" => viewer.say("catalog-how-ask"),
        "is_virtual" if offer.is_virtual => viewer.say("catalog-virtual-yes"),
        "is_virtual" => viewer.say("catalog-virtual-no"),
        "text" | "tiers" => String::new(),
        _ => saved.value(name).to_owned(),
    };
    html! {
        @match name {
            "text" => @for line in listing.text.lines() { p { (line) } },
            "tiers" => @for (range, tier) in ladder_rows(viewer, &offer.tiers, offer.unit) {
                div { (range) " " (price(tier.price)) }
            },
            _ => (word),
        }
        @if word.is_empty() && !matches!(name, "text" | "tiers")
            || listing.text.is_empty() && name == "text" { "–" }
    }
}

fn lang_word(lang: Lang) -> &'static str {
    match lang {
        Lang::ZhCn => "简体中文",
        Lang::En => "English",
    }
}

fn fields(
    viewer: &Viewer<'_>,
    kit: &FormKit<'_>,
    draft: &Draft,
    listing: Option<&Listing>,
) -> Markup {
    let own = listing.map_or("", |listing| listing.card.offer.currency.code());
    let money: Vec<Choice> = currencies(own).into_iter().map(|code| same(code, code)).collect();
    let units: Vec<Choice> =
        Unit::all().map(|unit| same(unit.code(), &unit_word(viewer, unit, 1))).collect();
    let langs = [Lang::ZhCn, Lang::En].map(|lang| same(lang.tag(), lang_word(lang)));
    let rows = listing.map_or(ROWS_LEAST, |own| own.card.offer.tiers.len().max(ROWS_LEAST));
    html! {
        (kit.input(&Input::text("title", "catalog-field-title").hint("catalog-field-title-hint")))
        (details::category(viewer, kit))
        (details::ask(viewer))
        (kit.select("title_lang", "catalog-field-lang", &langs))
        (kit.area("text", "catalog-field-text", Some("catalog-field-text-hint")))
        div.pair {
            (kit.select("unit", "catalog-sold-by", &units))
            (kit.select("currency", "catalog-field-currency", &money))
        }
        (kit.group("tiers", "catalog-field-tiers", Some("catalog-field-tiers-hint"),
            &tiers(kit, rows)))
        (kit.input(&Input::count("lead_time_d", "catalog-field-lead")
            .hint("catalog-field-lead-hint")))
        @if listing.is_none() {
            (kit.input(&Input::count("stock", "catalog-field-stock")
                .hint("catalog-field-stock-hint")))
        }
        (kit.check("is_open_offer", "catalog-field-open"))
        (kit.check("is_virtual", "catalog-field-virtual"))
        (details::groups(viewer, kit, draft))
        @if listing.is_none() { (kit.check("is_draft", "catalog-field-draft")) }
    }
}

fn same(value: &str, word: &str) -> Choice {
    (value.to_owned(), word.to_owned())
}

fn tiers(kit: &FormKit<'_>, rows: usize) -> Markup {
    html! {
        div.tiers {
            @for row in 1..=rows {
                @let (from, price) = tier_fields(row);
                div.pair {
                    (kit.input(&Input::count(&from, "catalog-field-from")))
                    (kit.input(&Input::amount(&price, "catalog-field-price")))
                }
            }
        }
    }
}

fn photo(viewer: &Viewer<'_>, kit: &FormKit<'_>, listing: &Listing) -> Markup {
    let offer = &listing.card.offer;
    html! {
        @if listing.card.photo.is_none() { p.mute { (viewer.say("catalog-photo-none")) } }
        ul.rows { @for (nth, photo) in (1_i64..).zip(listing.all_photos()) { li {
            img src=(format!("{}-thumb", photo_path(&photo))) width="160" height="160"
                alt=(viewer.say_with("catalog-photo-nth", &[("nth", nth.into())]));
            form.acts method="post" action=(format!("/goods/{}/photos/{nth}", offer.product)) {
                (kit.guards())
                input type="hidden" name="version" value=(offer.version);
                @if nth > 1 {
                    button.btn.quiet name="act" value="first" {
                        (viewer.say("catalog-photo-make-first"))
                    }
                }
                button.btn.quiet name="act" value="remove" { (viewer.say("catalog-photo-remove")) }
            }
        } } }
        form.stack-s method="post" enctype="multipart/form-data"
            action=(format!("/goods/{}/photo", offer.product)) {
            (kit.guards())
            input type="hidden" name="version" value=(offer.version);
            (kit.input(&Input::text("photo", "catalog-field-photo").kind("file")
                .hint("catalog-field-photo-hint")))
            p.acts { button.btn { (viewer.say("catalog-photo-send")) } }
        }
    }
}

/// How many lie ready, and how many of them are kept for orders.
fn stock(viewer: &Viewer<'_>, draft: &Draft, listing: &Listing) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let offer = &listing.card.offer;
    html! {
        @match offer.stock {
            None => p.mute { (viewer.say("catalog-stock-none")) },
            Some(stock) => dl.kv {
                @for (label, count) in [
                    ("catalog-stock-on-hand", stock.on_hand),
                    ("catalog-stock-reserved", stock.reserved),
                    ("catalog-stock-free", stock.free()),
                ] {
                    dt { (viewer.say(label)) } dd { (quantity(viewer, count, offer.unit)) }
                }
            },
        }
        form.stack-s method="post" action=(format!("/goods/{}/stock", offer.product)) {
            (kit.guards())
            input type="hidden" name="revision" value=(offer.stock.map_or(0, |one| one.revision));
            (kit.input(&Input::count("stock", "catalog-field-on-hand")
                .hint("catalog-field-on-hand-hint")))
            p.acts { button.btn { (viewer.say("catalog-save")) } }
        }
    }
}

/// What it is called in the other language.
fn words(viewer: &Viewer<'_>, draft: &Draft, listing: &Listing) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let offer = &listing.card.offer;
    html! {
        p.mute { (viewer.say("catalog-words-what")) }
        form.stack-s method="post" action=(format!("/goods/{}/words", offer.product)) {
            (kit.guards())
            input type="hidden" name="version" value=(offer.version);
            p { b { (lang_word(other_lang(listing.card.title_lang))) } }
            (kit.input(&Input::text("words_title", "catalog-field-words-title")))
            (kit.area("words_text", "catalog-field-words-text", None))
            p.acts { button.btn { (viewer.say("catalog-save")) } }
        }
    }
}

/// The language that a product can be written in beside its own.
pub(crate) const fn other_lang(lang: Lang) -> Lang {
    match lang {
        Lang::En => Lang::ZhCn,
        Lang::ZhCn => Lang::En,
    }
}

fn seen(viewer: &Viewer<'_>, listing: &Listing) -> Markup {
    let card = &listing.card;
    html! {
        p { (state_tag(viewer, card.state)) }
        p.mute { (viewer.say(match card.state {
            ProductState::Listed => "catalog-seen-listed",
            ProductState::Hidden => "catalog-seen-hidden",
            ProductState::Draft => "catalog-seen-draft",
            ProductState::Expired => "catalog-seen-expired",
        })) }
        (turn(viewer, card))
    }
}
