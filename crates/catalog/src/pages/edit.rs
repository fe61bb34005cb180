//! A product of one's own: its terms, its photo, who sees it.

use super::facts::{joined, spread};
use super::goods::{asks_for_facts, typed_count, typed_product};
use crate::actions;
use crate::api::{ProductView, photo_place, product_id};
use crate::model::{
    CatalogRefusal, Details, Listing, NewWords, PhotoAct, ProductKind, Sample, TIERS_MOST,
    write_attributes, write_certificates, write_keywords, write_variants,
};
use crate::photo::keep_photo;
use crate::views::{self, Newer};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::{Id, Outcome, Stop};
use std::collections::BTreeMap;
use web::page::{Draft, Frame, PageResult, Posted, PostedFile, Viewer, done};
use web::{App, Caller};

/// What the form shows.
enum Form {
    /// The product's own terms.
    Saved,
    /// What was typed, with the fields of its shelf.
    Asked(BTreeMap<String, String>),
    /// What was typed, and why it was refused.
    Refused(Draft),
    /// What was typed while somebody else saved other terms.
    Overtaken(BTreeMap<String, String>),
    /// The product's own terms, and what was wrong with its words in the other language.
    Words(Draft),
    /// The product's own terms, and what was wrong with its stock.
    Stock(Draft),
}

/// The form with the product's terms in it.
pub(super) async fn filled(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> PageResult {
    show(&app, &caller, product_id(&id)?, Form::Saved).await
}

async fn show(app: &App, caller: &Caller, id: Id<ProductKind>, form: Form) -> PageResult {
    let look = app.view("catalog.edit", caller, move |tx, by| {
        actions::may_change(tx, by, id)?;
        let listing = actions::get(tx, by, id)?;
        let lang = views::other_lang(listing.card.title_lang);
        Ok((actions::words_in(tx, id, lang)?.unwrap_or_default(), listing))
    });
    let (actor, (words, listing)) = look.await?;
    let on_hand = listing.card.offer.stock.map(|stock| stock.on_hand.to_string());
    let mut words = Draft::of([("words_title", words.title), ("words_text", words.text)]);
    let mut stock = Draft::of([("stock", on_hand.unwrap_or_default())]);
    let viewer = Viewer { app, caller, actor };
    let (status, draft, newer) = match form {
        Form::Saved => (StatusCode::OK, draft_of(&terms(&listing)), None),
        Form::Asked(typed) => (StatusCode::OK, draft_of(&joined(&typed)), None),
        Form::Refused(draft) => (StatusCode::UNPROCESSABLE_ENTITY, draft, None),
        Form::Overtaken(typed) => {
            let typed = joined(&typed);
            let newer = newer(&joined(&spread(&terms(&listing))), &typed);
            (StatusCode::PRECONDITION_FAILED, draft_of(&typed), Some(newer))
        }
        Form::Words(draft) => {
            words = draft;
            (StatusCode::UNPROCESSABLE_ENTITY, draft_of(&terms(&listing)), None)
        }
        Form::Stock(draft) => {
            stock = draft;
            (StatusCode::UNPROCESSABLE_ENTITY, draft_of(&terms(&listing)), None)
        }
    };
    let title = viewer.say("catalog-edit-product");
    let page = Frame::new(&viewer, title).here("/goods").status(status);
    let saved = terms(&listing);
    let saved = Draft::of(saved.iter().map(|(name, value)| (name.as_str(), value.clone())));
    let newer = newer.as_deref().map(|fields| Newer { fields, saved: &saved });
    Ok(page.page(&views::edit(&viewer, &listing, [&draft, &words, &stock], newer.as_ref())))
}

fn draft_of(values: &BTreeMap<String, String>) -> Draft {
    let values = spread(values);
    Draft::of(values.iter().map(|(name, value)| (name.as_str(), value.clone())))
}

/// The fields in which what is saved now differs from what was typed; all prices are one field.
fn newer(saved: &BTreeMap<String, String>, typed: &BTreeMap<String, String>) -> Vec<&'static str> {
    let value = |values: &BTreeMap<String, String>, name: &str| {
        plain(values.get(name).map_or("", String::as_str))
    };
    let differs = |name: &str| value(saved, name) != value(typed, name);
    let rows = (1..=TIERS_MOST).map(views::tier_fields);
    let is_tier_newer = rows.into_iter().any(|(from, price)| differs(&from) || differs(&price));
    let is_newer = |name: &&str| if *name == "tiers" { is_tier_newer } else { differs(name) };
    views::FIELDS.into_iter().filter(is_newer).collect()
}

/// A value without what people may type differently: line ends, thousands set apart, zeros at the
/// end of a price; a box without a tick is a zero.
fn plain(value: &str) -> String {
    let text = value.trim().replace("\r\n", "\n");
    let digits: String = text.chars().filter(|c| !matches!(c, ',' | ' ')).collect();
    let is_number = digits.chars().all(|c| c.is_ascii_digit() || c == '.');
    match digits.split_once('.') {
        _ if !is_number => text,
        Some((whole, part)) => {
            format!("{whole}.{}", part.trim_end_matches('0')).trim_end_matches('.').to_owned()
        }
        None if digits == "0" => String::new(),
        None => digits,
    }
}

/// The product's terms as the form's values.
fn terms(listing: &Listing) -> BTreeMap<String, String> {
    let offer = &listing.card.offer;
    let mut values: BTreeMap<String, String> = BTreeMap::new();
    let mut put = |name: &str, value: String| values.insert(name.to_owned(), value);
    put("title", offer.title.clone());
    put("title_lang", listing.card.title_lang.tag().to_owned());
    put("text", listing.text.clone());
    put("sku", listing.sku.clone().unwrap_or_default());
    put("unit", offer.unit.code().to_owned());
    put("currency", offer.currency.code().to_owned());
    put("lead_time_d", offer.lead_time_d.to_string());
    put("is_virtual", i64::from(offer.is_virtual).to_string());
    put("is_open_offer", i64::from(offer.is_open_offer).to_string());
    put("version", offer.version.to_string());
    let lots = Some(offer.order_multiple).filter(|multiple| *multiple > 1);
    put("order_multiple", lots.map(|multiple| multiple.to_string()).unwrap_or_default());
    for (name, value) in detail_values(&listing.details) {
        put(name, value);
    }
    for (nth, tier) in offer.tiers.iter().enumerate() {
        let (from, price) = views::tier_fields(nth + 1);
        put(&from, tier.min_quantity.to_string());
        put(&price, tier.price.plain());
    }
    values
}

fn detail_values(details: &Details) -> [(&'static str, String); 13] {
    let word = |part: &Option<String>| part.clone().unwrap_or_default();
    let sample = |part: fn(&Sample) -> String| details.sample.as_ref().map_or(String::new(), part);
    [
        ("category", word(&details.category)),
        ("hs", word(&details.hs)),
        ("gtin", word(&details.gtin)),
        ("brand", word(&details.brand)),
        ("model", word(&details.model)),
        ("origin", word(&details.origin)),
        ("keywords", write_keywords(&details.keywords)),
        ("attributes", write_attributes(&details.attributes)),
        ("certificates", write_certificates(&details.certificates)),
        ("variants", write_variants(&details.variants)),
        ("sample_price", sample(|sample| sample.price.clone())),
        ("sample_most", sample(|sample| sample.most.to_string())),
        ("sample_days", sample(|sample| sample.days.to_string())),
    ]
}

/// Saves new terms.
pub(super) async fn change(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> PageResult {
    let (id, new, version) = (product_id(&id)?, typed_product(&posted), version(&posted)?);
    if asks_for_facts(&posted) {
        return show(&app, &caller, id, Form::Asked(posted.typed)).await;
    }
    let home = Some(id.cast());
    let act = app.act("catalog.change", &caller, &posted.call, home, move |tx, by| {
        actions::change(tx, by, id, version, &new).map(ProductView::from)
    });
    match act.await {
        Ok(_) => Ok(done(&format!("/goods/{id}/edit"), "catalog-changed")),
        Err(Stop::Stale) => show(&app, &caller, id, Form::Overtaken(posted.typed)).await,
        Err(stop) => {
            let draft = Draft::refused(posted.typed, stop)?;
            show(&app, &caller, id, Form::Refused(draft)).await
        }
    }
}

/// The version that the form was made from.
fn version(posted: &Posted) -> Outcome<i64> {
    posted.field("version").parse().map_err(|_| Stop::Stale)
}

/// Saves what a product is called in the other language.
pub(super) async fn set_words(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> PageResult {
    let (id, version) = (product_id(&id)?, version(&posted)?);
    let new = NewWords {
        title: posted.field("words_title").to_owned(),
        text: posted.field("words_text").to_owned(),
    };
    let home = Some(id.cast());
    let act = app.act("catalog.set-words", &caller, &posted.call, home, move |tx, by| {
        let lang = views::other_lang(actions::get(tx, by, id)?.card.title_lang);
        actions::set_words(tx, by, (id, version), lang, &new).map(ProductView::from)
    });
    match act.await {
        Ok(_) => Ok(done(&format!("/goods/{id}/edit"), "catalog-words")),
        Err(stop) => {
            let draft = Draft::refused(posted.typed, stop)?;
            show(&app, &caller, id, Form::Words(draft)).await
        }
    }
}

/// Says how many lie ready.
pub(super) async fn set_stock(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> PageResult {
    let id = product_id(&id)?;
    let revision: i64 = posted.field("revision").parse().map_err(|_| Stop::Stale)?;
    let on_hand = typed_count(&posted, "stock");
    let home = Some(id.cast());
    let act = app.act("catalog.set-stock", &caller, &posted.call, home, move |tx, by| {
        actions::stock::set_stock(tx, by, (id, revision), on_hand).map(ProductView::from)
    });
    match act.await {
        Ok(_) => Ok(done(&format!("/goods/{id}/edit"), "catalog-stock")),
        Err(stop) => {
            let draft = Draft::refused(posted.typed, stop)?;
            show(&app, &caller, id, Form::Stock(draft)).await
        }
    }
}

/// Hides a product or shows it again.
pub(super) async fn set_state(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> PageResult {
    let (id, version) = (product_id(&id)?, version(&posted)?);
    let is_shown = posted.field("state") == "listed";
    let home = Some(id.cast());
    let act = app.act("catalog.set-state", &caller, &posted.call, home, move |tx, by| {
        let set = if is_shown { actions::show } else { actions::hide };
        set(tx, by, id, version).map(ProductView::from)
    });
    act.await?;
    Ok(done("/goods", if is_shown { "catalog-shown" } else { "catalog-hidden" }))
}

/// Puts one more photo behind those that a product has.
pub(super) async fn put_photo(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    PostedFile { posted, file, .. }: PostedFile,
) -> PageResult {
    let (id, version) = (product_id(&id)?, version(&posted)?);
    // Whoever may not change the product has nothing decoded or kept.
    app.look("catalog.may-change", &caller, move |tx, by| actions::may_change(tx, by, id)).await?;
    let files = app.kept();
    let kept = app.compute(move || match file.is_empty() {
        true => Err(CatalogRefusal::PhotoMissing.into()),
        false => keep_photo(&*files, &file),
    });
    let photo = match kept.await? {
        Ok(photo) => photo,
        Err(stop) => return refused_photo(&app, &caller, id, stop).await,
    };
    let home = Some(id.cast());
    let act = app.act("catalog.add-photo", &caller, &posted.call, home, move |tx, by| {
        actions::add_photo(tx, by, id, version, photo).map(ProductView::from)
    });
    match act.await {
        Ok(_) => Ok(done(&format!("/goods/{id}/edit"), "catalog-photo")),
        Err(stop) => refused_photo(&app, &caller, id, stop).await,
    }
}

/// Makes one of several photos the first, or takes it away.
pub(super) async fn arrange_photo(
    State(app): State<App>,
    caller: Caller,
    Path((id, place)): Path<(String, String)>,
    posted: Posted,
) -> PageResult {
    let (id, version, place) = (product_id(&id)?, version(&posted)?, photo_place(&place)?);
    let is_first = posted.field("act") == "first";
    let act = if is_first { PhotoAct::First } else { PhotoAct::Remove };
    let home = Some(id.cast());
    let change = app.act("catalog.arrange-photo", &caller, &posted.call, home, move |tx, by| {
        actions::arrange_photo(tx, by, id, version, (place, act)).map(ProductView::from)
    });
    change.await?;
    Ok(done(
        &format!("/goods/{id}/edit"),
        if is_first { "catalog-photo-first" } else { "catalog-photo-removed" },
    ))
}

/// The form again with the product's own terms, and what is wrong with the photo.
async fn refused_photo(app: &App, caller: &Caller, id: Id<ProductKind>, stop: Stop) -> PageResult {
    let look = app.look("catalog.get", caller, move |tx, by| actions::get(tx, by, id));
    let terms = terms(&look.await?);
    show(app, caller, id, Form::Refused(Draft::refused(terms, stop)?)).await
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_value_is_the_same_however_it_is_typed() {
        for (one, other) in
            [("1,000", "1000"), ("2.30", "2.3"), ("2.00", "2"), ("a\r\nb", "a\nb"), ("0", "")]
        {
            assert_eq!(plain(one), plain(other), "{one}");
        }
        for (one, other) in [("1000", "100"), ("2.3", "2.03"), ("a, b", "ab"), ("0.5", "5")] {
            assert_ne!(plain(one), plain(other), "{one}");
        }
    }
}
