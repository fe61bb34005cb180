//! The address book.

use crate::actions;
use crate::model::{AddressKind, BookAddress};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use deal::Address;
use deal::api::AddressDocument;
use kernel::{Id, Stop};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{App, Caller, Command, Edit, Nothing, Problem, reply};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, add))
        .routes(routes!(change, remove))
        .routes(routes!(first))
}

/// An address that the firm keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BookAddressDocument {
    /// The address.
    #[schema(value_type = String, example = "address_01m0tkcv40001")]
    pub id: Id<AddressKind>,
    /// Whom goods go to, and where.
    #[serde(flatten)]
    pub address: AddressDocument,
    /// The one that is proposed first.
    pub is_first: bool,
    /// Send it as `If-Match` with an edit.
    pub version: i64,
}

impl From<BookAddress> for BookAddressDocument {
    fn from(kept: BookAddress) -> Self {
        let BookAddress { id, address, is_first, version } = kept;
        Self { id, address: address.into(), is_first, version }
    }
}

fn address_id(told: &str) -> Result<Id<AddressKind>, Stop> {
    told.parse().map_err(|_| Stop::Absent)
}

/// The firm's addresses, the one that is proposed first first.
#[utoipa::path(get, path = "/api/v1/addresses", tag = "cart",
    responses((status = 200, body = Vec<BookAddressDocument>)))]
async fn list(
    State(app): State<App>,
    caller: Caller,
) -> Result<Json<Vec<BookAddressDocument>>, Problem> {
    let all = app.look("cart.addresses", &caller, actions::addresses).await?;
    Ok(Json(all.into_iter().map(BookAddressDocument::from).collect()))
}

/// Adds an address.
#[utoipa::path(post, path = "/api/v1/addresses", tag = "cart", request_body = AddressDocument,
    responses((status = 201, body = BookAddressDocument)))]
async fn add(
    State(app): State<App>,
    caller: Caller,
    command: Command<AddressDocument>,
) -> Result<Response, Problem> {
    let new: Address = command.body.into();
    let act = app.act("cart.add-address", &caller, &command.call, None, move |tx, by| {
        actions::add_address(tx, by, &new).map(BookAddressDocument::from)
    });
    let done = act.await?;
    let version = done.value.version;
    Ok(reply(StatusCode::CREATED, done, Some(version)))
}

/// Writes an address over the version that was read. Orders keep what they were given.
#[utoipa::path(put, path = "/api/v1/addresses/{id}", tag = "cart",
    params(("id" = String, Path), ("If-Match" = String, Header)), request_body = AddressDocument,
    responses((status = 200, body = BookAddressDocument)))]
async fn change(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Edit(version): Edit,
    command: Command<AddressDocument>,
) -> Result<Response, Problem> {
    let (id, new) = (address_id(&id)?, Address::from(command.body));
    let act = app.act("cart.change-address", &caller, &command.call, None, move |tx, by| {
        actions::change_address(tx, by, (id, version), &new).map(BookAddressDocument::from)
    });
    let done = act.await?;
    let version = done.value.version;
    Ok(reply(StatusCode::OK, done, Some(version)))
}

/// An address vanishes from the book.
#[utoipa::path(delete, path = "/api/v1/addresses/{id}", tag = "cart",
    params(("id" = String, Path)), responses((status = 200, body = Nothing)))]
async fn remove(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    command: Command<Nothing>,
) -> Result<Response, Problem> {
    let id = address_id(&id)?;
    let act = app.act("cart.remove-address", &caller, &command.call, None, move |tx, by| {
        actions::remove_address(tx, by, id).map(|()| Nothing {})
    });
    Ok(reply(StatusCode::OK, act.await?, None))
}

/// Proposes an address first.
#[utoipa::path(post, path = "/api/v1/addresses/{id}/first", tag = "cart",
    params(("id" = String, Path)), request_body = Nothing,
    responses((status = 200, body = BookAddressDocument)))]
async fn first(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    command: Command<Nothing>,
) -> Result<Response, Problem> {
    let id = address_id(&id)?;
    let act = app.act("cart.first-address", &caller, &command.call, None, move |tx, by| {
        actions::make_first(tx, by, id).map(BookAddressDocument::from)
    });
    Ok(reply(StatusCode::OK, act.await?, None))
}
