//! People of the caller's firm.

use super::{gone, id, sealed_token};
use crate::actions;
use crate::model::{Contact, Invited, Member, NewInvitation};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use kernel::{Id, Person, Role, Stop, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::json::Rows;
use web::{App, Caller, Command, List, Nothing, Problem, hash_of_token, reply};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(members))
        .routes(routes!(invite))
        .routes(routes!(remove_member))
        .routes(routes!(change_role))
}

/// Somebody of the firm.
#[derive(Serialize, ToSchema)]
struct MemberAnswer {
    /// Who.
    #[schema(value_type = String, example = "person_01kd8v3m2q004")]
    person: Id<Person>,
    /// Their name.
    name: String,
    /// `owner` or `staff`.
    #[schema(value_type = String, example = "staff")]
    role: Role,
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    since: Timestamp,
}

impl From<Member> for MemberAnswer {
    fn from(member: Member) -> Self {
        let Member { person, name, role, since } = member;
        Self { person, name, role, since }
    }
}

/// The people of your firm.
#[utoipa::path(get, path = "/api/v1/firm/members", tag = "party", params(List),
    responses((status = 200, body = Rows<MemberAnswer>)))]
async fn members(
    State(app): State<App>,
    caller: Caller,
    Query(list): Query<List>,
) -> Result<Json<Rows<MemberAnswer>>, Problem> {
    let look = move |tx: &mut store::Tx<'_>, by: &kernel::Actor| {
        actions::members(tx, by, list.cursor(), list.limit())
    };
    let page = app.look("party.members", &caller, look).await?;
    Ok(Json(page.into()))
}

/// A colleague is invited.
#[derive(Deserialize, ToSchema)]
struct InvitationRequest {
    /// An e-mail address or a phone number.
    #[schema(example = "bo@example.se")]
    contact: String,
    /// `owner` or `staff`.
    #[schema(value_type = String, example = "staff")]
    role: Role,
}

/// An invitation that was sent.
#[derive(Serialize, Deserialize, ToSchema)]
struct InvitationAnswer {
    /// To whom.
    contact: String,
    /// `owner` or `staff`.
    #[schema(value_type = String, example = "staff")]
    role: Role,
    /// Until when it is open.
    #[schema(value_type = String, format = DateTime)]
    expires_at: Timestamp,
}

impl From<Invited> for InvitationAnswer {
    fn from(invited: Invited) -> Self {
        let Invited { contact, role, expires_at } = invited;
        Self { contact, role, expires_at }
    }
}

/// Invite somebody to your firm, as its owner; a letter brings them the link.
#[utoipa::path(post, path = "/api/v1/firm/invitations", tag = "party",
    request_body = InvitationRequest, responses((status = 201, body = InvitationAnswer)))]
async fn invite(
    State(app): State<App>,
    caller: Caller,
    command: Command<InvitationRequest>,
) -> Result<Response, Problem> {
    let Command { body, call } = command;
    let contact = Contact::parse(&body.contact).map_err(Stop::from)?;
    let (call, token) = sealed_token(&app, &caller, "invitation", &call);
    let link = format!("{}/i/{token}", app.place().url);
    let new = NewInvitation { contact, role: body.role, hash: hash_of_token(&token), link };
    let act = move |tx: &mut store::Tx<'_>, by: &kernel::Actor| {
        actions::invite(tx, by, &new).map(InvitationAnswer::from)
    };
    let answered = app.act("party.invite", &caller, &call, None, act).await?;
    Ok(reply(StatusCode::CREATED, answered, None))
}

/// Take somebody out of your firm as its owner, or leave it yourself. A firm keeps one owner.
#[utoipa::path(delete, path = "/api/v1/firm/members/{person}", tag = "party",
    params(("person" = String, Path, example = "person_01kd8v3m2q004")),
    responses((status = 204, description = "They are out of the firm")))]
async fn remove_member(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    command: Command<Nothing>,
) -> Result<Response, Problem> {
    let person = id(&told)?;
    let act =
        move |tx: &mut store::Tx<'_>, by: &kernel::Actor| actions::remove_member(tx, by, person);
    let answered = app.act("party.remove-member", &caller, &command.call, None, act).await?;
    Ok(gone(&answered))
}

/// Somebody gets another role.
#[derive(Deserialize, ToSchema)]
struct RoleRequest {
    /// `owner` or `staff`.
    #[schema(value_type = String, example = "owner")]
    role: Role,
}

/// Give somebody of your firm another role, as its owner. A firm keeps one owner.
#[utoipa::path(put, path = "/api/v1/firm/members/{person}/role", tag = "party",
    params(("person" = String, Path, example = "person_01kd8v3m2q004")),
    request_body = RoleRequest, responses((status = 204, description = "They have the role")))]
async fn change_role(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    command: Command<RoleRequest>,
) -> Result<Response, Problem> {
    let (person, role) = (id(&told)?, command.body.role);
    let act = move |tx: &mut store::Tx<'_>, by: &kernel::Actor| {
        actions::change_role(tx, by, person, role)
    };
    let answered = app.act("party.change-role", &caller, &command.call, None, act).await?;
    Ok(gone(&answered))
}
