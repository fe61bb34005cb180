//! Products: list, read, create, change, hide.

use super::stock::StockView;
use crate::actions;
use crate::model::{
    Card, Details, Listing, NewProduct, NewWords, Photo, ProductKind, ProductState, Tier,
};
use crate::photo::name_of;
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use kernel::{Firm, Id, Lang, Outcome, Stop, Timestamp};
use serde::{Deserialize, Serialize};
use store::Answered;
use utoipa::{IntoParams, ToSchema};
use web::json::Rows;
use web::{App, Caller, Command, Edit, List, Problem, reply};

/// From this quantity on, one unit costs so much.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TierView {
    /// The least quantity.
    #[schema(example = 500)]
    pub min_quantity: i64,
    /// The price of one unit, plain decimal digits, in the product's currency.
    #[schema(example = "0.0875")]
    pub price: String,
}

impl From<&Tier> for TierView {
    fn from(tier: &Tier) -> Self {
        Self { min_quantity: tier.min_quantity, price: tier.price.plain() }
    }
}

/// A photo and where to get it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PhotoView {
    /// Path of the photo, at most 1,200 pixels on a side.
    #[schema(example = "/photos/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    pub path: String,
    /// Path of the smaller one, at most 640 pixels on a side.
    pub card_path: String,
    /// Path of the small one, at most 320 pixels on a side.
    pub thumb_path: String,
    /// Pixels from left to right.
    pub width: i64,
    /// Pixels from top to bottom.
    pub height: i64,
}

impl From<&Photo> for PhotoView {
    fn from(photo: &Photo) -> Self {
        let path = format!("/photos/{}", name_of(&photo.hash));
        let [card_path, thumb_path] = ["card", "thumb"].map(|size| format!("{path}-{size}"));
        Self { path, card_path, thumb_path, width: photo.width, height: photo.height }
    }
}

/// A product; in lists without its text and the firm's own number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ProductView {
    /// Its id.
    #[schema(value_type = String, example = "product_00c5c8g1h00r0")]
    pub id: Id<ProductKind>,
    /// Who sells it.
    #[schema(value_type = String, example = "firm_00c5c8g1h00q0")]
    pub firm: Id<Firm>,
    /// Its title.
    pub title: String,
    /// BCP 47 tag of the title's language.
    #[schema(value_type = String, example = "en")]
    pub title_lang: Lang,
    /// What it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The firm's own number of the article.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sku: Option<String>,
    /// UN/ECE Recommendation 20.
    #[schema(example = "PR")]
    pub unit: String,
    /// ISO 4217.
    #[schema(example = "USD")]
    pub currency: String,
    /// The minimum order.
    pub moq: i64,
    /// Prices, by rising quantity.
    pub tiers: Vec<TierView>,
    /// Whether an order at these prices is an agreement at once.
    pub is_open_offer: bool,
    /// Days from payment to dispatch.
    pub lead_time_d: i64,
    /// It is sold in whole numbers of so many.
    pub order_multiple: i64,
    /// It does not travel: a code, a file, a service.
    pub is_virtual: bool,
    /// How many lie ready; left out if it is made to order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stock: Option<StockView>,
    /// Its photo, the one that lists show.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub photo: Option<PhotoView>,
    /// Its other photos.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub photos: Vec<PhotoView>,
    /// What else is known of it.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub details: Option<Details>,
    /// Who sees it.
    pub state: ProductState,
    /// Send it as `If-Match` with an edit.
    pub version: i64,
    /// Since when it is there.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// When it was listed, or refreshed last.
    #[schema(value_type = String, format = DateTime)]
    pub refreshed_at: Timestamp,
    /// When it is hidden by itself, unless it is refreshed.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub expires_at: Option<Timestamp>,
}

impl From<Card> for ProductView {
    fn from(card: Card) -> Self {
        let moq = card.offer.moq();
        Self {
            id: card.offer.product,
            firm: card.offer.firm,
            title: card.offer.title,
            title_lang: card.title_lang,
            text: None,
            sku: None,
            unit: card.offer.unit.code().to_owned(),
            currency: card.offer.currency.code().to_owned(),
            moq,
            tiers: card.offer.tiers.iter().map(TierView::from).collect(),
            is_open_offer: card.offer.is_open_offer,
            lead_time_d: card.offer.lead_time_d,
            order_multiple: card.offer.order_multiple,
            is_virtual: card.offer.is_virtual,
            stock: card.offer.stock.map(StockView::of),
            photo: card.photo.as_ref().map(PhotoView::from),
            photos: Vec::new(),
            details: None,
            state: card.state,
            version: card.offer.version,
            at: card.at,
            refreshed_at: card.refreshed_at,
            expires_at: card.expires_at,
        }
    }
}

impl From<Listing> for ProductView {
    fn from(listing: Listing) -> Self {
        let Listing { card, sku, text, details, photos } = listing;
        let photos = photos.iter().map(PhotoView::from).collect();
        Self { text: Some(text), sku, details: Some(details), photos, ..card.into() }
    }
}

/// Whose products a list shows.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Whose {
    /// Only this firm's; for its own people also the hidden ones.
    firm: Option<String>,
}

/// Who shall see a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StateChange {
    /// What shall become of it.
    pub state: Wish,
}

/// What shall become of a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Wish {
    /// Everybody sees it.
    Listed,
    /// Its own firm alone sees it.
    Hidden,
    /// Everybody sees it, ahead of others, and its days count anew.
    Refreshed,
}

/// The id in a path; what is no id is absent.
pub(crate) fn product_id(text: &str) -> Outcome<Id<ProductKind>> {
    text.parse().map_err(|_| Stop::Absent)
}

/// The answer to an edit, with the version that it made.
pub(super) fn edited(status: StatusCode, done: Answered<ProductView>) -> Response {
    let version = done.value.version;
    reply(status, done, Some(version))
}

/// Products, newest first.
#[utoipa::path(get, path = "/api/v1/products", tag = "products", params(List, Whose),
    responses((status = 200, body = Rows<ProductView>)))]
pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(list): Query<List>,
    Query(whose): Query<Whose>,
) -> Result<Json<Rows<ProductView>>, Problem> {
    let firm = whose.firm.map(|firm| firm.parse::<Id<Firm>>());
    let firm = firm.transpose().map_err(|_| Stop::Absent)?;
    let look = app.look("catalog.list", &caller, move |tx, by| match firm {
        Some(firm) => actions::of_firm(tx, by, firm, list.cursor(), list.limit()),
        None => actions::listed(tx, list.cursor(), list.limit()),
    });
    Ok(Json(look.await?.into()))
}

/// Lists a new product for the caller's firm.
#[utoipa::path(post, path = "/api/v1/products", tag = "products", request_body = NewProduct,
    responses((status = 201, body = ProductView)))]
pub(super) async fn create(
    State(app): State<App>,
    caller: Caller,
    command: Command<NewProduct>,
) -> Result<Response, Problem> {
    let Command { body, call } = command;
    let act = app.act("catalog.list-product", &caller, &call, None, move |tx, by| {
        actions::list_product(tx, by, &body).map(ProductView::from)
    });
    Ok(edited(StatusCode::CREATED, act.await?))
}

/// A product in full.
#[utoipa::path(get, path = "/api/v1/products/{id}", tag = "products",
    params(("id" = String, Path)), responses((status = 200, body = ProductView)))]
pub(super) async fn read(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = product_id(&id)?;
    let look = app.look("catalog.get", &caller, move |tx, by| {
        actions::get(tx, by, id).map(ProductView::from)
    });
    Ok(edited(StatusCode::OK, Answered { value: look.await?, was_replayed: false }))
}

/// Puts new terms over the version that was read.
#[utoipa::path(put, path = "/api/v1/products/{id}", tag = "products",
    params(("id" = String, Path), ("If-Match" = String, Header)), request_body = NewProduct,
    responses((status = 200, body = ProductView)))]
pub(super) async fn change(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Edit(version): Edit,
    command: Command<NewProduct>,
) -> Result<Response, Problem> {
    let (id, Command { body, call }) = (product_id(&id)?, command);
    let act = app.act("catalog.change", &caller, &call, Some(id.cast()), move |tx, by| {
        actions::change(tx, by, id, version, &body).map(ProductView::from)
    });
    Ok(edited(StatusCode::OK, act.await?))
}

/// Writes what a product is called in a language that is not its own; an empty title takes it away.
#[utoipa::path(put, path = "/api/v1/products/{id}/words/{lang}", tag = "products",
    params(("id" = String, Path), ("lang" = String, Path, example = "zh-CN"),
        ("If-Match" = String, Header)),
    request_body = NewWords, responses((status = 200, body = ProductView)))]
pub(super) async fn set_words(
    State(app): State<App>,
    caller: Caller,
    Path((id, lang)): Path<(String, String)>,
    Edit(version): Edit,
    command: Command<NewWords>,
) -> Result<Response, Problem> {
    let (id, Command { body, call }) = (product_id(&id)?, command);
    let lang = Lang::from_tag(&lang).ok_or(Stop::Absent)?;
    let act = app.act("catalog.set-words", &caller, &call, Some(id.cast()), move |tx, by| {
        actions::set_words(tx, by, (id, version), lang, &body).map(ProductView::from)
    });
    Ok(edited(StatusCode::OK, act.await?))
}

/// What a product is called in a language; in its own, its title and text as they are kept.
#[utoipa::path(get, path = "/api/v1/products/{id}/words/{lang}", tag = "products",
    params(("id" = String, Path), ("lang" = String, Path, example = "zh-CN")),
    responses((status = 200, body = NewWords)))]
pub(super) async fn words(
    State(app): State<App>,
    caller: Caller,
    Path((id, lang)): Path<(String, String)>,
) -> Result<Json<NewWords>, Problem> {
    let id = product_id(&id)?;
    let lang = Lang::from_tag(&lang).ok_or(Stop::Absent)?;
    let look = app.look("catalog.words", &caller, move |tx, by| {
        let listing = actions::get(tx, by, id)?;
        if listing.card.title_lang == lang {
            return Ok(NewWords { title: listing.card.offer.title, text: listing.text });
        }
        actions::words_in(tx, id, lang)?.ok_or(Stop::Absent)
    });
    Ok(Json(look.await?))
}

/// Hides a product, shows it again, or refreshes it.
#[utoipa::path(put, path = "/api/v1/products/{id}/state", tag = "products",
    params(("id" = String, Path), ("If-Match" = String, Header)), request_body = StateChange,
    responses((status = 200, body = ProductView)))]
pub(super) async fn set_state(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Edit(version): Edit,
    command: Command<StateChange>,
) -> Result<Response, Problem> {
    let (id, Command { body, call }) = (product_id(&id)?, command);
    let act = app.act("catalog.set-state", &caller, &call, Some(id.cast()), move |tx, by| {
        let changed = match body.state {
            Wish::Listed => actions::show(tx, by, id, version),
            Wish::Hidden => actions::hide(tx, by, id, version),
            Wish::Refreshed => actions::refresh(tx, by, id, version),
        };
        changed.map(ProductView::from)
    });
    Ok(edited(StatusCode::OK, act.await?))
}
