//! The cart.

use crate::actions;
use crate::model::{Cart, Item, ShopCart};
use ::store::Tx;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use catalog::ProductKind;
use kernel::{Actor, Firm, Id, Outcome, Refusal, Stop};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::json::Amount;
use web::{App, Caller, Command, Problem, reply};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(read)).routes(routes!(add)).routes(routes!(set))
}

/// Why something cannot be ordered now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TroubleDocument {
    /// The refusal's code.
    #[schema(example = "catalog-too-few-left")]
    pub code: String,
}

impl From<&Refusal> for TroubleDocument {
    fn from(refusal: &Refusal) -> Self {
        Self { code: refusal.code.to_owned() }
    }
}

/// A line of a cart as it can be had now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CartItemDocument {
    /// The listing.
    #[schema(value_type = String, example = "product_01m0tkcv40001")]
    pub product: Id<ProductKind>,
    /// Its title.
    pub title: String,
    /// How many are wanted.
    pub quantity: i64,
    /// The price of one now; absent where so many cannot be ordered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_price: Option<String>,
    /// What all cost now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
    /// The price of one when it was laid in, if it is another now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_price_before: Option<String>,
    /// Why it cannot be ordered now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trouble: Option<TroubleDocument>,
}

impl From<&Item> for CartItemDocument {
    fn from(item: &Item) -> Self {
        Self {
            product: item.offer.product,
            title: item.offer.title.clone(),
            quantity: item.quantity,
            unit_price: item.sum.map(|sum| sum.price.plain()),
            amount: item.sum.map(|sum| sum.total.into()),
            unit_price_before: item.was.map(|price| price.plain()),
            trouble: item.trouble.as_ref().map(TroubleDocument::from),
        }
    }
}

/// What of one shop lies in the cart, in one currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ShopDocument {
    /// Who sells.
    #[schema(value_type = String, example = "firm_01m0tkcv40001")]
    pub seller: Id<Firm>,
    /// Its name.
    pub name: String,
    /// The lines.
    pub items: Vec<CartItemDocument>,
    /// What those cost that can be had.
    pub total: Amount,
}

impl From<&ShopCart> for ShopDocument {
    fn from(shop: &ShopCart) -> Self {
        Self {
            seller: shop.seller.firm,
            name: shop.seller.name.clone(),
            items: shop.items.iter().map(CartItemDocument::from).collect(),
            total: shop.total.into(),
        }
    }
}

/// The cart: prices and stock are as they are now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CartDocument {
    /// By shop and currency.
    pub shops: Vec<ShopDocument>,
    /// What all cost that can be had, by currency.
    pub totals: Vec<Amount>,
}

impl From<Cart> for CartDocument {
    fn from(cart: Cart) -> Self {
        Self {
            shops: cart.shops.iter().map(ShopDocument::from).collect(),
            totals: cart.totals.into_iter().map(Amount::from).collect(),
        }
    }
}

/// So many of a listing.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
pub struct NewCartLine {
    /// The listing; it must be an open offer.
    #[schema(value_type = String, example = "product_01m0tkcv40001")]
    pub product: Id<ProductKind>,
    /// How many more.
    #[schema(minimum = 1, example = 1)]
    pub quantity: i64,
}

/// How many.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
pub struct Quantity {
    /// How many lie in the cart from now on; with 0 it is taken out.
    #[schema(minimum = 0, example = 2)]
    pub quantity: i64,
}

/// What lies in the firm's cart.
#[utoipa::path(get, path = "/api/v1/cart", tag = "cart",
    responses((status = 200, body = CartDocument)))]
async fn read(State(app): State<App>, caller: Caller) -> Result<Json<CartDocument>, Problem> {
    Ok(Json(app.look("cart.read", &caller, actions::cart).await?.into()))
}

fn after(tx: &mut Tx<'_>, by: &Actor) -> Outcome<CartDocument> {
    Ok(actions::cart(tx, by)?.into())
}

/// Lays so many more of a listing into the cart.
#[utoipa::path(post, path = "/api/v1/cart/lines", tag = "cart", request_body = NewCartLine,
    responses((status = 201, body = CartDocument)))]
async fn add(
    State(app): State<App>,
    caller: Caller,
    command: Command<NewCartLine>,
) -> Result<Response, Problem> {
    let NewCartLine { product, quantity } = command.body;
    let act = app.act("cart.add-line", &caller, &command.call, None, move |tx, by| {
        actions::add_line(tx, by, product, quantity)?;
        after(tx, by)
    });
    Ok(reply(StatusCode::CREATED, act.await?, None))
}

/// Says how many of a listing lie in the cart.
#[utoipa::path(put, path = "/api/v1/cart/lines/{product}", tag = "cart",
    params(("product" = String, Path)), request_body = Quantity,
    responses((status = 200, body = CartDocument)))]
async fn set(
    State(app): State<App>,
    caller: Caller,
    Path(product): Path<String>,
    command: Command<Quantity>,
) -> Result<Response, Problem> {
    let product = product.parse().map_err(|_| Stop::Absent)?;
    let quantity = command.body.quantity;
    let act = app.act("cart.set-line", &caller, &command.call, None, move |tx, by| {
        actions::set_line(tx, by, product, quantity)?;
        after(tx, by)
    });
    Ok(reply(StatusCode::OK, act.await?, None))
}
