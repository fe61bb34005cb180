//! A product of one's own: its terms, its photo, who sees it.

use super::goods::typed_product;
use crate::actions;
use crate::api::{ProductView, product_id};
use crate::model::{CatalogRefusal, Listing, ProductKind};
use crate::photo::keep_photo;
use crate::views;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::{Id, Outcome, Stop};
use std::collections::BTreeMap;
use web::page::{Draft, Frame, PageResult, Posted, PostedFile, Viewer, done};
use web::{App, Caller};

/// The form with the product's terms in it.
pub(super) async fn filled(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> PageResult {
    show(&app, &caller, product_id(&id)?, None).await
}

/// Shows the form; a draft that came back stands in place of the product's terms.
async fn show(app: &App, caller: &Caller, id: Id<ProductKind>, draft: Option<Draft>) -> PageResult {
    let look = app.view("catalog.edit", caller, move |tx, by| {
        actions::may_change(tx, by, id)?;
        actions::get(tx, by, id)
    });
    let (actor, listing) = look.await?;
    let viewer = Viewer { app, caller, actor };
    let status = match &draft {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let draft = draft.unwrap_or_else(|| {
        let terms = terms(&listing);
        Draft::of(terms.iter().map(|(name, value)| (name.as_str(), value.clone())))
    });
    let title = viewer.say("catalog-edit-product");
    let page = Frame::new(&viewer, title).here("/goods").status(status);
    Ok(page.page(&views::edit(&viewer, &listing, &draft)))
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
    put("is_open_offer", i64::from(offer.is_open_offer).to_string());
    put("version", offer.version.to_string());
    for (nth, tier) in offer.tiers.iter().enumerate() {
        let (from, price) = views::tier_fields(nth + 1);
        put(&from, tier.min_quantity.to_string());
        put(&price, tier.price.plain());
    }
    values
}

/// Saves new terms.
pub(super) async fn change(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> PageResult {
    let (id, new, version) = (product_id(&id)?, typed_product(&posted), version(&posted)?);
    let home = Some(id.cast());
    let act = app.act("catalog.change", &caller, &posted.call, home, move |tx, by| {
        actions::change(tx, by, id, version, &new).map(ProductView::from)
    });
    match act.await {
        Ok(_) => Ok(done(&format!("/goods/{id}/edit"), "catalog-changed")),
        Err(stop) => show(&app, &caller, id, Some(Draft::refused(posted.typed, stop)?)).await,
    }
}

/// The version that the form was made from.
fn version(posted: &Posted) -> Outcome<i64> {
    posted.field("version").parse().map_err(|_| Stop::Stale)
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

/// Gives a product its photo.
pub(super) async fn put_photo(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    PostedFile { posted, file }: PostedFile,
) -> PageResult {
    let (id, version) = (product_id(&id)?, version(&posted)?);
    // Whoever may not change the product has nothing decoded or kept.
    app.look("catalog.may-change", &caller, move |tx, by| actions::may_change(tx, by, id)).await?;
    let files = app.files().to_owned();
    let kept = app.compute(move || match file.is_empty() {
        true => Err(CatalogRefusal::PhotoMissing.into()),
        false => keep_photo(&files, &file),
    });
    let photo = match kept.await? {
        Ok(photo) => photo,
        Err(stop) => return refused_photo(&app, &caller, id, stop).await,
    };
    let home = Some(id.cast());
    let act = app.act("catalog.set-photo", &caller, &posted.call, home, move |tx, by| {
        actions::set_photo(tx, by, id, version, photo).map(ProductView::from)
    });
    act.await?;
    Ok(done(&format!("/goods/{id}/edit"), "catalog-photo"))
}

/// The form again with the product's own terms, and what is wrong with the photo.
async fn refused_photo(app: &App, caller: &Caller, id: Id<ProductKind>, stop: Stop) -> PageResult {
    let look = app.look("catalog.get", caller, move |tx, by| actions::get(tx, by, id));
    let terms = terms(&look.await?);
    show(app, caller, id, Some(Draft::refused(terms, stop)?)).await
}
