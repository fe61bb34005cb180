//! A firm's addresses, and what goes to them.

use super::TheNetworks;
use super::shapes::{
    AttemptDocument, DeliveryDocument, EventDocument, HookBody, HookDocument, NewState, ReplayBody,
    ReplayDocument, SecretDocument, StateBody, WholeDelivery,
};
use crate::actions;
use crate::jobs::seal;
use crate::model::{EventKind, HookKind, NewEndpoint, Proof, secret_text};
use ::store::Tx;
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use kernel::{Actor, Id, Outcome, Stop};
use serde::{Deserialize, Serialize};
use store::Answered;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::json::Rows;
use web::{App, Caller, Command, Edit, List, Nothing, Problem, reply};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, add))
        .routes(routes!(one, change, remove))
        .routes(routes!(set_state))
        .routes(routes!(rotate))
        .routes(routes!(test))
        .routes(routes!(replay_since))
        .routes(routes!(deliveries))
        .routes(routes!(delivery))
        .routes(routes!(replay))
}

pub(crate) fn hook_id(told: &str) -> Result<Id<HookKind>, Stop> {
    told.parse().map_err(|_| Stop::Absent)
}

/// A webhook as the answer of a call keeps it: its secret is derived when it is told, and is in no
/// store.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Kept {
    pub(crate) hook: HookDocument,
    firm: Id<kernel::Firm>,
    salt: Vec<u8>,
}

impl Kept {
    pub(crate) fn of(endpoint: crate::Endpoint) -> Self {
        let (firm, salt) = (endpoint.firm, endpoint.proof(endpoint.at).salt);
        Self { hook: endpoint.into(), firm, salt }
    }

    /// What its messages are signed with.
    pub(crate) fn secret(&self, app: &App) -> String {
        let (firm, id, salt) = (self.firm, self.hook.id, self.salt.clone());
        secret_text(&seal(app, &Proof { firm, id, salt, old_salt: None }).key)
    }
}

fn with_secret(app: &App, status: StatusCode, done: Answered<Kept>) -> Response {
    let (secret, version) = (done.value.secret(app), done.value.hook.version);
    let value = SecretDocument { webhook: done.value.hook, secret };
    reply(status, Answered { value, was_replayed: done.was_replayed }, Some(version))
}

/// The firm's webhooks, oldest first.
#[utoipa::path(get, path = "/api/v1/webhooks", tag = "webhooks",
    responses((status = 200, body = Vec<HookDocument>)))]
async fn list(State(app): State<App>, caller: Caller) -> Result<Json<Vec<HookDocument>>, Problem> {
    let all = app.look("hooks.list", &caller, actions::endpoints).await?;
    Ok(Json(all.into_iter().map(HookDocument::from).collect()))
}

/// Names an address that is told what happens from now on. Its secret is told here, once. An owner
/// who has signed in may; a key may not.
#[utoipa::path(post, path = "/api/v1/webhooks", tag = "webhooks", request_body = HookBody,
    responses((status = 201, body = SecretDocument)))]
async fn add(
    State(app): State<App>,
    networks: TheNetworks,
    caller: Caller,
    command: Command<HookBody>,
) -> Result<Response, Problem> {
    let new: NewEndpoint = command.body.into();
    let act = move |tx: &mut Tx<'_>, by: &Actor| {
        actions::add_endpoint(tx, by, &new, &networks).map(Kept::of)
    };
    let done = app.act("hooks.add", &caller, &command.call, None, act).await?;
    Ok(with_secret(&app, StatusCode::CREATED, done))
}

/// One webhook.
#[utoipa::path(get, path = "/api/v1/webhooks/{webhook}", tag = "webhooks",
    params(("webhook" = String, Path)), responses((status = 200, body = HookDocument)))]
async fn one(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
) -> Result<Json<HookDocument>, Problem> {
    let id = hook_id(&told)?;
    let look = app.look("hooks.one", &caller, move |tx, by| actions::endpoint(tx, by, id));
    Ok(Json(look.await?.into()))
}

/// Writes a webhook over the version that was read.
#[utoipa::path(put, path = "/api/v1/webhooks/{webhook}", tag = "webhooks",
    params(("webhook" = String, Path), ("If-Match" = String, Header)), request_body = HookBody,
    responses((status = 200, body = HookDocument)))]
async fn change(
    State(app): State<App>,
    networks: TheNetworks,
    caller: Caller,
    Path(told): Path<String>,
    Edit(version): Edit,
    command: Command<HookBody>,
) -> Result<Response, Problem> {
    let (id, new) = (hook_id(&told)?, NewEndpoint::from(command.body));
    let act = move |tx: &mut Tx<'_>, by: &Actor| {
        actions::change_endpoint(tx, by, (id, version), &new, &networks).map(HookDocument::from)
    };
    let done = app.act("hooks.change", &caller, &command.call, None, act).await?;
    let version = done.value.version;
    Ok(reply(StatusCode::OK, done, Some(version)))
}

/// A webhook vanishes, with what was on its way to it.
#[utoipa::path(delete, path = "/api/v1/webhooks/{webhook}", tag = "webhooks",
    params(("webhook" = String, Path)), responses((status = 200, body = Nothing)))]
async fn remove(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    command: Command<Nothing>,
) -> Result<Response, Problem> {
    let id = hook_id(&told)?;
    let act = move |tx: &mut Tx<'_>, by: &Actor| {
        actions::remove_endpoint(tx, by, id).map(|()| Nothing {})
    };
    Ok(reply(StatusCode::OK, act_on(&app, &caller, "hooks.remove", &command, act).await?, None))
}

/// Lets messages wait, or go again.
#[utoipa::path(put, path = "/api/v1/webhooks/{webhook}/state", tag = "webhooks",
    params(("webhook" = String, Path)), request_body = StateBody,
    responses((status = 200, body = HookDocument)))]
async fn set_state(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    command: Command<StateBody>,
) -> Result<Response, Problem> {
    let (id, state) = (hook_id(&told)?, command.body.state);
    let act = move |tx: &mut Tx<'_>, by: &Actor| {
        let after = match state {
            NewState::Active => actions::resume_endpoint(tx, by, id),
            NewState::Paused => actions::pause_endpoint(tx, by, id),
        };
        after.map(HookDocument::from)
    };
    Ok(reply(StatusCode::OK, act_on(&app, &caller, "hooks.state", &command, act).await?, None))
}

/// Another secret, told here, once. The former one signs beside it for the rules' hours.
#[utoipa::path(post, path = "/api/v1/webhooks/{webhook}/secrets", tag = "webhooks",
    params(("webhook" = String, Path)), responses((status = 201, body = SecretDocument)))]
async fn rotate(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    command: Command<Nothing>,
) -> Result<Response, Problem> {
    let id = hook_id(&told)?;
    let act = move |tx: &mut Tx<'_>, by: &Actor| actions::rotate_secret(tx, by, id).map(Kept::of);
    let done = act_on(&app, &caller, "hooks.rotate", &command, act).await?;
    Ok(with_secret(&app, StatusCode::CREATED, done))
}

/// Sends a message that says nothing, of the type `webhook.test`.
#[utoipa::path(post, path = "/api/v1/webhooks/{webhook}/tests", tag = "webhooks",
    params(("webhook" = String, Path)), responses((status = 202, body = SentTest)))]
async fn test(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    command: Command<Nothing>,
) -> Result<Response, Problem> {
    let id = hook_id(&told)?;
    let act = move |tx: &mut Tx<'_>, by: &Actor| {
        actions::test_endpoint(tx, by, id).map(|event| SentTest { event })
    };
    let done = act_on(&app, &caller, "hooks.test", &command, act).await?;
    Ok(reply(StatusCode::ACCEPTED, done, None))
}

/// A message on its way.
#[derive(Debug, Serialize, Deserialize, utoipa::ToSchema)]
struct SentTest {
    /// Its event.
    #[schema(value_type = String, example = "event_0p3v6jz4k0000")]
    event: Id<EventKind>,
}

/// Sends all events since an instant that the address should have had and does not have.
#[utoipa::path(post, path = "/api/v1/webhooks/{webhook}/replays", tag = "webhooks",
    params(("webhook" = String, Path)), request_body = ReplayBody,
    responses((status = 202, body = ReplayDocument)))]
async fn replay_since(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    command: Command<ReplayBody>,
) -> Result<Response, Problem> {
    let (id, since) = (hook_id(&told)?, command.body.since);
    let act = move |tx: &mut Tx<'_>, by: &Actor| {
        actions::replay_since(tx, by, id, since).map(ReplayDocument::from)
    };
    let done = act_on(&app, &caller, "hooks.replay-since", &command, act).await?;
    Ok(reply(StatusCode::ACCEPTED, done, None))
}

/// What is and was on its way to an address, newest first.
#[utoipa::path(get, path = "/api/v1/webhooks/{webhook}/deliveries", tag = "webhooks",
    params(("webhook" = String, Path), List),
    responses((status = 200, body = Rows<DeliveryDocument>)))]
async fn deliveries(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    Query(list): Query<List>,
) -> Result<Json<Rows<DeliveryDocument>>, Problem> {
    let id = hook_id(&told)?;
    let look = app.look("hooks.deliveries", &caller, move |tx, by| {
        actions::deliveries(tx, by, id, (list.cursor(), list.limit()))
    });
    Ok(Json(look.await?.into()))
}

fn both(told: &(String, String)) -> Result<(Id<HookKind>, Id<EventKind>), Stop> {
    Ok((hook_id(&told.0)?, told.1.parse().map_err(|_| Stop::Absent)?))
}

/// One delivery with what is sent and each try.
#[utoipa::path(get, path = "/api/v1/webhooks/{webhook}/deliveries/{event}", tag = "webhooks",
    params(("webhook" = String, Path), ("event" = String, Path)),
    responses((status = 200, body = WholeDelivery)))]
async fn delivery(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<(String, String)>,
) -> Result<Json<WholeDelivery>, Problem> {
    let (id, event) = both(&told)?;
    let look =
        app.look("hooks.delivery", &caller, move |tx, by| actions::delivery(tx, by, id, event));
    let (delivery, event, attempts) = look.await?;
    Ok(Json(WholeDelivery {
        delivery: delivery.into(),
        event: EventDocument::from(&event),
        attempts: attempts.into_iter().map(AttemptDocument::from).collect(),
    }))
}

/// Sends one event to an address again, whether it arrived or not, under the same id.
#[utoipa::path(post, path = "/api/v1/webhooks/{webhook}/deliveries/{event}/replays",
    tag = "webhooks", params(("webhook" = String, Path), ("event" = String, Path)),
    responses((status = 202, body = Nothing)))]
async fn replay(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<(String, String)>,
    command: Command<Nothing>,
) -> Result<Response, Problem> {
    let (id, event) = both(&told)?;
    let act =
        move |tx: &mut Tx<'_>, by: &Actor| actions::replay(tx, by, id, event).map(|()| Nothing {});
    let done = act_on(&app, &caller, "hooks.replay", &command, act).await?;
    Ok(reply(StatusCode::ACCEPTED, done, None))
}

async fn act_on<B, T: Serialize + serde::de::DeserializeOwned + Send + 'static>(
    app: &App,
    caller: &Caller,
    name: &'static str,
    command: &Command<B>,
    act: impl FnMut(&mut Tx<'_>, &Actor) -> Outcome<T> + Send + 'static,
) -> Outcome<Answered<T>> {
    app.act(name, caller, &command.call, None, act).await
}
