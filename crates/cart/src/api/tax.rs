//! How a shop's prices are taxed.

use crate::actions;
use crate::model::{NewShopTax, NewTaxRule, ShopTax, TaxRule, write_percent, write_places};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use catalog::ProductKind;
use kernel::Id;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{App, Caller, Command, Edit, Problem, reply};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(read, set))
}

/// How goods are taxed where they go.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TaxRuleBody {
    /// Countries (ISO 3166-1, two letters) and regions such as `ES Canarias`; everywhere else if
    /// empty.
    #[serde(default)]
    #[schema(example = json!(["DE"]))]
    pub places: Vec<String>,
    /// One product; all goods and freight if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "product_01m0tkcv40001")]
    pub product: Option<Id<ProductKind>>,
    /// `S` (a rate), `Z` (zero), `E` (exempt), `AE` (the buyer accounts for it) or `O` (outside);
    /// UNCL 5305, as EN 16931 has them.
    #[schema(example = "S")]
    pub category: String,
    /// Percent with at most two decimals, for `S`.
    #[serde(default)]
    #[schema(example = "19")]
    pub percent: String,
}

/// How a shop's prices are taxed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ShopTaxBody {
    /// `gross`: tax is in the prices; `net`: it comes on top.
    #[schema(example = "gross")]
    pub basis: String,
    /// The closest rule holds, one of the product before one of all goods.
    pub rules: Vec<TaxRuleBody>,
}

/// The same as it is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ShopTaxDocument {
    /// What it says; the basis is empty where tax is not told.
    #[serde(flatten)]
    pub tax: ShopTaxBody,
    /// Send it as `If-Match` with an edit; 0 where nothing is told.
    pub version: i64,
}

impl From<TaxRuleBody> for NewTaxRule {
    fn from(body: TaxRuleBody) -> Self {
        let TaxRuleBody { places, product, category, percent } = body;
        Self { places: places.join("\n"), product, category, percent }
    }
}

impl From<ShopTaxBody> for NewShopTax {
    fn from(body: ShopTaxBody) -> Self {
        Self { basis: body.basis, rules: body.rules.into_iter().map(NewTaxRule::from).collect() }
    }
}

impl From<ShopTax> for ShopTaxDocument {
    fn from(kept: ShopTax) -> Self {
        let rule = |rule: TaxRule| TaxRuleBody {
            places: rule.places.iter().map(|one| write_places(std::slice::from_ref(one))).collect(),
            product: rule.product,
            category: rule.tax.category.code().to_owned(),
            percent: write_percent(rule.tax.rate_bps),
        };
        let rules = kept.rules.into_iter().map(rule).collect();
        let tax = ShopTaxBody { basis: kept.basis.word().to_owned(), rules };
        Self { tax, version: kept.version }
    }
}

/// How the prices of the firm's own shop are taxed.
#[utoipa::path(get, path = "/api/v1/shop-tax", tag = "cart",
    responses((status = 200, body = ShopTaxDocument)))]
async fn read(State(app): State<App>, caller: Caller) -> Result<Json<ShopTaxDocument>, Problem> {
    let kept = app.look("cart.tax", &caller, actions::shop_tax).await?;
    Ok(Json(kept.map(ShopTaxDocument::from).unwrap_or_default()))
}

/// Says how they are taxed, over the version that was read. Orders keep the tax that they have.
#[utoipa::path(put, path = "/api/v1/shop-tax", tag = "cart",
    params(("If-Match" = String, Header)), request_body = ShopTaxBody,
    responses((status = 200, body = ShopTaxDocument)))]
async fn set(
    State(app): State<App>,
    caller: Caller,
    Edit(version): Edit,
    command: Command<ShopTaxBody>,
) -> Result<Response, Problem> {
    let new = NewShopTax::from(command.body);
    let act = app.act("cart.set-tax", &caller, &command.call, None, move |tx, by| {
        actions::set_shop_tax(tx, by, version, &new).map(ShopTaxDocument::from)
    });
    let done = act.await?;
    let version = done.value.version;
    Ok(reply(StatusCode::OK, done, Some(version)))
}
