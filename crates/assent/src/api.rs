//! Acts that wait, as JSON, for the operator's people.

use crate::actions;
use crate::model::{Move, PendingAct};
use crate::pages::which;
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use kernel::{Currency, Id, Money, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::json::{Amount, Rows};
use web::{App, Caller, Command, List, Problem, reply};

/// The routes of acts that wait.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(queue)).routes(routes!(one)).routes(routes!(answer))
}

/// Money that an act moves.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub(crate) struct Moved {
    /// `wallet`, `escrow`, `kept`, `outside`, `earned`, `fund` or `owed`.
    pub(crate) from: String,
    /// The same.
    pub(crate) to: String,
    /// Whose wallet or debt it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub(crate) firm: Option<Id<kernel::Firm>>,
    /// How much.
    pub(crate) amount: Amount,
}

/// An act that one clerk asked for.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub(crate) struct PendingView {
    /// What it is about.
    pub(crate) about: String,
    /// The act.
    pub(crate) id: String,
    /// Which act, such as `custody-second-feed`.
    pub(crate) kind: String,
    /// The sum that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) amount: Option<Amount>,
    /// What it would move.
    pub(crate) moves: Vec<Moved>,
    /// Why, in the first clerk's words.
    pub(crate) note: String,
    /// `waiting`, `agreed`, `declined` or `lapsed`.
    pub(crate) state: String,
    /// What the second one wrote.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) answer: Option<String>,
    /// When it lapses.
    #[schema(value_type = String, format = DateTime)]
    pub(crate) due_at: Timestamp,
}

fn moved(step: Move, currency: Currency) -> Moved {
    Moved {
        from: step.from.word().to_owned(),
        to: step.to.word().to_owned(),
        firm: step.firm,
        amount: Money::new(step.minor, currency).into(),
    }
}

impl From<PendingAct> for PendingView {
    fn from(act: PendingAct) -> Self {
        let currency = act.amount.map(|amount| amount.currency);
        let moves = currency.map(|currency| {
            act.moves.iter().map(|step| moved(*step, currency)).collect::<Vec<Moved>>()
        });
        Self {
            about: act.about.to_string(),
            id: act.id.to_string(),
            kind: act.kind,
            amount: act.amount.map(Amount::from),
            moves: moves.unwrap_or_default(),
            note: act.note,
            state: act.state.word().to_owned(),
            answer: act.answer,
            due_at: act.due_at,
        }
    }
}

/// What waits for a second officer, the longest waiting first.
#[utoipa::path(get, path = "/api/v1/desk/acts", tag = "desk", params(List),
    responses((status = 200, body = Rows<PendingView>)))]
async fn queue(
    State(app): State<App>,
    caller: Caller,
    Query(list): Query<List>,
) -> Result<Json<Rows<PendingView>>, Problem> {
    let page = app
        .look("assent.queue", &caller, move |tx, by| {
            actions::queue(tx, by, list.cursor(), list.limit())
        })
        .await?;
    Ok(Json(page.into()))
}

/// One act that waits or has ended.
#[utoipa::path(get, path = "/api/v1/desk/acts/{about}/{act}", tag = "desk",
    params(("about" = String, Path), ("act" = String, Path)),
    responses((status = 200, body = PendingView)))]
async fn one(
    State(app): State<App>,
    caller: Caller,
    Path((about, act)): Path<(String, String)>,
) -> Result<Json<PendingView>, Problem> {
    let which = which(&about, &act)?;
    let look = app.look("assent.one", &caller, move |tx, by| actions::pending(tx, by, which));
    Ok(Json(look.await?.into()))
}

/// What a second officer says.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub(crate) struct SecondAnswer {
    /// Whether it is to be done.
    pub(crate) agree: bool,
    /// Why not; whoever asked for it takes it back the same way.
    #[serde(default)]
    #[schema(max_length = 500)]
    pub(crate) reason: String,
}

/// A second officer agrees, and the act is done; or does not. A preview says whether it could be
/// done now.
#[utoipa::path(post, path = "/api/v1/desk/acts/{about}/{act}/answers", tag = "desk",
    params(("about" = String, Path), ("act" = String, Path)), request_body = SecondAnswer,
    responses((status = 201, body = PendingView)))]
async fn answer(
    State(app): State<App>,
    caller: Caller,
    Path((about, act)): Path<(String, String)>,
    command: Command<SecondAnswer>,
) -> Result<Response, Problem> {
    let which = which(&about, &act)?;
    let SecondAnswer { agree, reason } = command.body;
    let done = app
        .act("assent.answer", &caller, &command.call, Some(which.0), move |tx, by| {
            let act = match agree {
                true => actions::agree(tx, by, which)?,
                false => actions::decline(tx, by, which, &reason)?,
            };
            Ok(PendingView::from(act))
        })
        .await?;
    Ok(reply(StatusCode::CREATED, done, None))
}
