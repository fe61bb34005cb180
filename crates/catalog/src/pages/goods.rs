//! A firm's own goods: the list, and a new one.

use super::facts;
use crate::actions;
use crate::api::ProductView;
use crate::model::{
    Details, NewProduct, NewTier, Sample, TIERS_MOST, read_certificates, read_keywords,
    read_variants,
};
use crate::views;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use kernel::Lang;
use web::page::{Draft, Frame, PageResult, Posted, Viewer, done};
use web::{App, Caller, List, Problem};

/// All goods of the reader's firm, hidden ones too.
pub(super) async fn own(
    State(app): State<App>,
    caller: Caller,
    Query(list): Query<List>,
) -> PageResult {
    let look = app.view("catalog.own", &caller, move |tx, by| {
        let (firm, _) = by.trader()?;
        actions::of_firm(tx, by, firm, list.cursor(), list.limit())
    });
    let (actor, cards) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let page = Frame::new(&viewer, viewer.say("catalog-goods")).here("/goods");
    Ok(page.page(&views::own(&viewer, &cards)))
}

/// The form of a new product.
pub(super) async fn blank(State(app): State<App>, caller: Caller) -> PageResult {
    let currency = match caller.lang() {
        Lang::En => "USD",
        Lang::ZhCn => "CNY",
    };
    let values = [
        ("title_lang", caller.lang().tag().to_owned()),
        ("unit", "C62".to_owned()),
        ("currency", currency.to_owned()),
        ("is_open_offer", "1".to_owned()),
    ];
    show_blank(&app, &caller, &Draft::of(values), StatusCode::OK).await
}

async fn show_blank(
    app: &App,
    caller: &Caller,
    draft: &Draft,
    status: StatusCode,
) -> Result<Response, Problem> {
    let look = app.view("catalog.blank", caller, |_, by| by.trader().map(|_| ()));
    let (actor, ()) = look.await?;
    let viewer = Viewer { app, caller, actor };
    let page = Frame::new(&viewer, viewer.say("catalog-new")).here("/goods").status(status);
    Ok(page.page(&views::blank(&viewer, draft)))
}

/// Puts a new product on the market, or only asks what buyers want to know on its shelf.
pub(super) async fn list(State(app): State<App>, caller: Caller, posted: Posted) -> PageResult {
    if asks_for_facts(&posted) {
        let values = facts::spread(&facts::joined(&posted.typed));
        let draft = Draft::of(values.iter().map(|(name, value)| (name.as_str(), value.clone())));
        return show_blank(&app, &caller, &draft, StatusCode::OK).await;
    }
    let new = typed_product(&posted);
    let act = app.act("catalog.list-product", &caller, &posted.call, None, move |tx, by| {
        actions::list_product(tx, by, &new).map(ProductView::from)
    });
    match act.await {
        Ok(listed) => Ok(done(&format!("/goods/{}/edit", listed.value.id), "catalog-listed")),
        Err(stop) => {
            let draft = Draft::refused(posted.typed, stop)?;
            show_blank(&app, &caller, &draft, StatusCode::UNPROCESSABLE_ENTITY).await
        }
    }
}

/// Whether the button beside the category was pressed, which saves nothing.
pub(super) fn asks_for_facts(posted: &Posted) -> bool {
    posted.field("act") == "facts"
}

/// A product as the form says it; rows that were left empty are no prices.
pub(super) fn typed_product(posted: &Posted) -> NewProduct {
    let field = |name: &str| posted.field(name).to_owned();
    let tiers: Vec<NewTier> = (1..=TIERS_MOST).filter_map(|row| typed_tier(posted, row)).collect();
    NewProduct {
        sku: Some(field("sku")).filter(|sku| !sku.is_empty()),
        title: field("title"),
        title_lang: field("title_lang"),
        text: field("text"),
        unit: field("unit"),
        currency: field("currency"),
        moq: tiers.first().map_or(1, |tier| tier.min_quantity),
        // What is no number of days is refused like too many.
        lead_time_d: posted.whole("lead_time_d").unwrap_or(-1),
        is_open_offer: posted.field("is_open_offer") == "1",
        tiers,
        order_multiple: Some(field("order_multiple"))
            .filter(|told| !told.is_empty())
            .map(|_| posted.whole("order_multiple").unwrap_or(0)),
        is_virtual: posted.field("is_virtual") == "1",
        stock: typed_count(posted, "stock"),
        stock_version: None,
        is_draft: posted.field("is_draft") == "1",
        details: typed_details(posted),
    }
}

/// A number that may be left out; what is no number is one below nothing, which is refused.
pub(super) fn typed_count(posted: &Posted, name: &str) -> Option<i64> {
    let told = Some(posted.field(name)).filter(|told| !told.trim().is_empty());
    told.map(|_| posted.whole(name).unwrap_or(-1))
}

fn typed_details(posted: &Posted) -> Details {
    let word = |name: &str| Some(posted.field(name).to_owned()).filter(|told| !told.is_empty());
    let parts = ["sample_most", "sample_days", "sample_price"];
    let is_sampled = parts.iter().any(|name| !posted.field(name).is_empty());
    let count = |name: &str, none: i64| match posted.field(name) {
        "" => none,
        _ => posted.whole(name).unwrap_or(-1),
    };
    Details {
        category: word("category"),
        hs: word("hs"),
        gtin: word("gtin"),
        brand: word("brand"),
        model: word("model"),
        origin: word("origin"),
        keywords: read_keywords(posted.field("keywords")),
        attributes: facts::gathered(&posted.typed),
        certificates: read_certificates(posted.field("certificates")),
        sample: is_sampled.then(|| Sample {
            price: word("sample_price").unwrap_or_else(|| "0".to_owned()),
            most: count("sample_most", 1),
            days: count("sample_days", 0),
        }),
        variants: read_variants(posted.field("variants")),
    }
}

fn typed_tier(posted: &Posted, row: usize) -> Option<NewTier> {
    let (from, price) = views::tier_fields(row);
    let is_empty = posted.field(&from).is_empty() && posted.field(&price).is_empty();
    let price = posted.field(&price).to_owned();
    (!is_empty).then(|| NewTier { min_quantity: posted.whole(&from).unwrap_or(0), price })
}
