//! The form of a product, with its photo and who sees it beside it.

use super::own::{state_tag, turn};
use super::{currencies, photo_path, unit_word};
use crate::model::{Listing, ProductState};
use kernel::{Lang, Unit};
use maud::{Markup, html};
use web::page::{Choice, Draft, FormKit, Input, Viewer, section};

/// Rows of prices that a form shows at least: more than four are rare.
const ROWS_LEAST: usize = 4;

/// The names of a row's two fields. The first row begins at the least order.
pub(crate) fn tier_fields(row: usize) -> (String, String) {
    let from = if row == 1 { "moq".to_owned() } else { format!("from_{row}") };
    (from, format!("price_{row}"))
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
            (kit.summary())
            (fields(viewer, &kit, None))
            p.acts { button.btn.go { (viewer.say("catalog-list-it")) } }
        }
    }
}

/// The page of a product of one's own.
pub(crate) fn edit(viewer: &Viewer<'_>, listing: &Listing, draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let offer = &listing.card.offer;
    html! {
        div.page-head {
            h1 { (viewer.say("catalog-edit-product")) }
            p.mute { a href=(format!("/products/{}", offer.product)) { (offer.title) } }
        }
        div.cols.main-side.ruled {
            form.form method="post" {
                (kit.guards())
                input type="hidden" name="version" value=(offer.version);
                (kit.summary())
                (fields(viewer, &kit, Some(listing)))
                p.acts { button.btn.go { (viewer.say("catalog-save")) } }
            }
            aside.stack-l {
                (section(&viewer.say("catalog-photo"), None, &photo(viewer, &kit, listing)))
                (section(&viewer.say("catalog-seen"), None, &seen(viewer, listing)))
            }
        }
    }
}

fn fields(viewer: &Viewer<'_>, kit: &FormKit<'_>, listing: Option<&Listing>) -> Markup {
    let own = listing.map_or("", |listing| listing.card.offer.currency.code());
    let money: Vec<Choice> = currencies(own).into_iter().map(|code| same(code, code)).collect();
    let units: Vec<Choice> =
        Unit::all().map(|unit| same(unit.code(), &unit_word(viewer, unit, 1))).collect();
    let langs = [same(Lang::ZhCn.tag(), "简体中文"), same(Lang::En.tag(), "English")];
    let rows = listing.map_or(ROWS_LEAST, |own| own.card.offer.tiers.len().max(ROWS_LEAST));
    html! {
        (kit.input(&Input::text("title", "catalog-field-title").hint("catalog-field-title-hint")))
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
        (kit.check("is_open_offer", "catalog-field-open"))
        (kit.input(&Input::text("sku", "catalog-field-sku").hint("catalog-field-sku-hint")))
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
        @if let Some(photo) = &listing.card.photo {
            div.pic.whole {
                img src=(photo_path(photo)) width=(photo.width) height=(photo.height)
                    alt=(offer.title);
            }
        } @else {
            p.mute { (viewer.say("catalog-photo-none")) }
        }
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

fn seen(viewer: &Viewer<'_>, listing: &Listing) -> Markup {
    let card = &listing.card;
    html! {
        p { (state_tag(viewer, card.state)) }
        p.mute { (viewer.say(match card.state {
            ProductState::Listed => "catalog-seen-listed",
            ProductState::Hidden => "catalog-seen-hidden",
        })) }
        (turn(viewer, card))
    }
}
