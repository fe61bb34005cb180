//! What a shop takes to bring goods.

use crate::actions;
use crate::model::{Charge, FreightRule, FreightRuleKind, NewRule, RulePlace, write_places};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use kernel::{Id, Stop};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{App, Caller, Command, Edit, Nothing, Problem, reply};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list, add)).routes(routes!(change, remove))
}

/// A freight rule.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FreightRuleBody {
    /// Countries (ISO 3166-1, two letters) and regions such as `CN 浙江`; everywhere else if empty.
    #[serde(default)]
    #[schema(example = json!(["CN 浙江", "CN 江苏"]))]
    pub places: Vec<String>,
    /// `flat`, `pieces` or `refused`.
    #[schema(example = "pieces")]
    pub kind: String,
    /// ISO 4217; the rule is for goods in this currency.
    #[schema(example = "CNY")]
    pub currency: String,
    /// The amount, or that of the first pieces.
    #[serde(default)]
    #[schema(example = "12.00")]
    pub amount: String,
    /// How many pieces the first amount is for.
    #[serde(default = "one")]
    #[schema(example = 1)]
    pub first: i64,
    /// How many pieces each further step is for.
    #[serde(default = "one")]
    #[schema(example = 1)]
    pub step: i64,
    /// What each further step costs.
    #[serde(default = "zero")]
    #[schema(example = "3.00")]
    pub more: String,
    /// Nothing for goods of at least this sum.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "199.00")]
    pub free_from: Option<String>,
}

const fn one() -> i64 {
    1
}

fn zero() -> String {
    "0".to_owned()
}

impl From<FreightRuleBody> for NewRule {
    fn from(body: FreightRuleBody) -> Self {
        let FreightRuleBody { places, kind, currency, amount, first, step, more, free_from } = body;
        Self { places: places.join("\n"), kind, currency, amount, first, step, more, free_from }
    }
}

/// A freight rule as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FreightRuleDocument {
    /// The rule.
    #[schema(value_type = String, example = "freight_01m0tkcv40001")]
    pub id: Id<FreightRuleKind>,
    /// What it says.
    #[serde(flatten)]
    pub rule: FreightRuleBody,
    /// Send it as `If-Match` with an edit.
    pub version: i64,
}

impl From<FreightRule> for FreightRuleDocument {
    fn from(kept: FreightRule) -> Self {
        let mut rule = FreightRuleBody {
            places: kept.places.iter().map(one_place).collect(),
            kind: kept.charge.word().to_owned(),
            currency: kept.currency.code().to_owned(),
            free_from: kept.free_from.map(|sum| sum.plain()),
            more: zero(),
            first: 1,
            step: 1,
            amount: zero(),
        };
        match kept.charge {
            Charge::Flat(amount) => rule.amount = amount.plain(),
            Charge::Pieces { first, amount, step, more } => {
                (rule.first, rule.step) = (first, step);
                (rule.amount, rule.more) = (amount.plain(), more.plain());
            }
            Charge::Refused => {}
        }
        Self { id: kept.id, rule, version: kept.version }
    }
}

fn one_place(place: &RulePlace) -> String {
    write_places(std::slice::from_ref(place))
}

fn rule_id(told: &str) -> Result<Id<FreightRuleKind>, Stop> {
    told.parse().map_err(|_| Stop::Absent)
}

/// The freight rules of the firm's own shop, by age. Of those that name a place the closest holds.
#[utoipa::path(get, path = "/api/v1/freight-rules", tag = "cart",
    responses((status = 200, body = Vec<FreightRuleDocument>)))]
async fn list(
    State(app): State<App>,
    caller: Caller,
) -> Result<Json<Vec<FreightRuleDocument>>, Problem> {
    let all = app.look("cart.rules", &caller, actions::rules).await?;
    Ok(Json(all.into_iter().map(FreightRuleDocument::from).collect()))
}

/// Adds a freight rule.
#[utoipa::path(post, path = "/api/v1/freight-rules", tag = "cart", request_body = FreightRuleBody,
    responses((status = 201, body = FreightRuleDocument)))]
async fn add(
    State(app): State<App>,
    caller: Caller,
    command: Command<FreightRuleBody>,
) -> Result<Response, Problem> {
    let new: NewRule = command.body.into();
    let act = app.act("cart.add-rule", &caller, &command.call, None, move |tx, by| {
        actions::add_rule(tx, by, &new).map(FreightRuleDocument::from)
    });
    let done = act.await?;
    let version = done.value.version;
    Ok(reply(StatusCode::CREATED, done, Some(version)))
}

/// Writes a freight rule over the version that was read. Orders keep their freight.
#[utoipa::path(put, path = "/api/v1/freight-rules/{id}", tag = "cart",
    params(("id" = String, Path), ("If-Match" = String, Header)), request_body = FreightRuleBody,
    responses((status = 200, body = FreightRuleDocument)))]
async fn change(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Edit(version): Edit,
    command: Command<FreightRuleBody>,
) -> Result<Response, Problem> {
    let (id, new) = (rule_id(&id)?, NewRule::from(command.body));
    let act = app.act("cart.change-rule", &caller, &command.call, None, move |tx, by| {
        actions::change_rule(tx, by, (id, version), &new).map(FreightRuleDocument::from)
    });
    let done = act.await?;
    let version = done.value.version;
    Ok(reply(StatusCode::OK, done, Some(version)))
}

/// A freight rule vanishes.
#[utoipa::path(delete, path = "/api/v1/freight-rules/{id}", tag = "cart",
    params(("id" = String, Path)), responses((status = 200, body = Nothing)))]
async fn remove(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    command: Command<Nothing>,
) -> Result<Response, Problem> {
    let id = rule_id(&id)?;
    let act = app.act("cart.remove-rule", &caller, &command.call, None, move |tx, by| {
        actions::remove_rule(tx, by, id).map(|()| Nothing {})
    });
    Ok(reply(StatusCode::OK, act.await?, None))
}
