//! API keys of the caller's firm.

use super::{gone, id, sealed_token};
use crate::actions;
use crate::model::{Key, KeyKind, KeyScope, Name, NewKey};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use kernel::{Id, Person, Scope, Stop, Timestamp};
use serde::{Deserialize, Serialize};
use store::Answered;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::json::Rows;
use web::{App, Caller, Command, List, Nothing, Problem, hash_of_token, reply};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(issue_key))
        .routes(routes!(keys))
        .routes(routes!(revoke_key))
}

/// A key is asked for.
#[derive(Deserialize, ToSchema)]
struct KeyRequest {
    /// What you call it.
    #[schema(min_length = 1, max_length = 120, example = "Warehouse")]
    name: String,
    /// `trade` to read and trade, `read` to only read.
    #[schema(value_type = String, example = "read")]
    scope: KeyScope,
}

/// A key.
#[derive(Serialize, ToSchema)]
struct KeyAnswer {
    /// Its id.
    #[schema(value_type = String, example = "key_01kd8v3m2q00c")]
    id: Id<KeyKind>,
    /// What you call it.
    name: String,
    /// `trade` or `read`.
    #[schema(value_type = String, example = "read")]
    scope: Scope,
    /// Who made it; it ends with their membership.
    #[schema(value_type = String)]
    person: Id<Person>,
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
}

impl From<Key> for KeyAnswer {
    fn from(key: Key) -> Self {
        let Key { id, name, scope, person, at } = key;
        Self { id, name, scope, person, at }
    }
}

/// A key with its token.
#[derive(Serialize, ToSchema)]
struct IssuedKey {
    /// The key.
    #[serde(flatten)]
    key: KeyAnswer,
    /// Send it as `Authorization: Bearer …`; shown here only.
    #[schema(example = "mzxw6ytboi4dgnbvgy3tqojqge")]
    token: String,
}

/// Make a key for a program of your firm, as its owner.
#[utoipa::path(post, path = "/api/v1/firm/keys", tag = "party", request_body = KeyRequest,
    responses((status = 201, body = IssuedKey)))]
async fn issue_key(
    State(app): State<App>,
    caller: Caller,
    command: Command<KeyRequest>,
) -> Result<Response, Problem> {
    let Command { body, call } = command;
    let name = Name::parse(&body.name, "name").map_err(Stop::from)?;
    let (call, token) = sealed_token(&app, &caller, "key", &call);
    let new = NewKey { name, scope: body.scope, hash: hash_of_token(&token) };
    let act = move |tx: &mut store::Tx<'_>, by: &kernel::Actor| actions::issue_key(tx, by, &new);
    let answered = app.act("party.issue-key", &caller, &call, None, act).await?;
    let value = IssuedKey { key: answered.value.into(), token };
    let answered = Answered { value, was_replayed: answered.was_replayed };
    Ok(reply(StatusCode::CREATED, answered, None))
}

/// The keys of your firm, for its owners.
#[utoipa::path(get, path = "/api/v1/firm/keys", tag = "party", params(List),
    responses((status = 200, body = Rows<KeyAnswer>)))]
async fn keys(
    State(app): State<App>,
    caller: Caller,
    Query(list): Query<List>,
) -> Result<Json<Rows<KeyAnswer>>, Problem> {
    let look = move |tx: &mut store::Tx<'_>, by: &kernel::Actor| {
        actions::keys(tx, by, list.cursor(), list.limit())
    };
    let page = app.look("party.keys", &caller, look).await?;
    Ok(Json(page.into()))
}

/// End a key of your firm, as its owner.
#[utoipa::path(delete, path = "/api/v1/firm/keys/{id}", tag = "party",
    params(("id" = String, Path, example = "key_01kd8v3m2q00c")),
    responses((status = 204, description = "The key opens nothing any more")))]
async fn revoke_key(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    command: Command<Nothing>,
) -> Result<Response, Problem> {
    let key = id(&told)?;
    let act = move |tx: &mut store::Tx<'_>, by: &kernel::Actor| actions::revoke_key(tx, by, key);
    let answered = app.act("party.revoke-key", &caller, &command.call, None, act).await?;
    Ok(gone(&answered))
}
