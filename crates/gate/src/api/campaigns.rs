//! Inviting buyers.

use super::shapes::{BranchSeen, BroughtSeen, CampaignSeen, LinkSeen};
use super::{id, sealed, token_of};
use crate::actions;
use crate::model::{NewCampaign, NewLink};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use kernel::{Firm, Id};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::json::Rows;
use web::{App, Caller, Command, List, Nothing, Problem, hash_of_token, reply};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, begin))
        .routes(routes!(read))
        .routes(routes!(branch_of_campaign))
        .routes(routes!(link_of_campaign))
        .routes(routes!(links, link))
        .routes(routes!(branch_of_firm))
        .routes(routes!(offered))
        .routes(routes!(accept))
}

/// Campaigns with what came of them, newest first, as the operator.
#[utoipa::path(get, path = "/api/v1/campaigns", tag = "gate", params(List),
    responses((status = 200, body = Rows<CampaignSeen>)))]
async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(list): Query<List>,
) -> Result<Json<Rows<CampaignSeen>>, Problem> {
    let look = app.look("gate.campaigns", &caller, move |tx, by| {
        actions::campaigns(tx, by, list.cursor(), list.limit())
    });
    Ok(Json(look.await?.into()))
}

/// Begin a campaign, as the operator.
#[utoipa::path(post, path = "/api/v1/campaigns", tag = "gate", request_body = NewCampaign,
    responses((status = 201, body = CampaignSeen)))]
async fn begin(
    State(app): State<App>,
    caller: Caller,
    command: Command<NewCampaign>,
) -> Result<Response, Problem> {
    let Command { body, call } = command;
    let act = app.act("gate.begin-campaign", &caller, &call, None, move |tx, by| {
        actions::begin_campaign(tx, by, &body).map(CampaignSeen::from)
    });
    Ok(reply(StatusCode::CREATED, act.await?, None))
}

/// A campaign, as the operator.
#[utoipa::path(get, path = "/api/v1/campaigns/{id}", tag = "gate",
    params(("id" = String, Path)), responses((status = 200, body = CampaignSeen)))]
async fn read(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
) -> Result<Json<CampaignSeen>, Problem> {
    let campaign = id(&told)?;
    let look =
        app.look("gate.campaign", &caller, move |tx, by| actions::campaign(tx, by, campaign));
    Ok(Json(look.await?.into()))
}

/// Firms that came by a campaign's own links, as the operator.
#[utoipa::path(get, path = "/api/v1/campaigns/{id}/branch", tag = "gate",
    params(("id" = String, Path), List), responses((status = 200, body = BranchSeen)))]
async fn branch_of_campaign(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    Query(list): Query<List>,
) -> Result<Json<BranchSeen>, Problem> {
    let campaign = id(&told)?;
    let look = app.look("gate.branch", &caller, move |tx, by| {
        actions::branch(tx, by, Ok(campaign), list.cursor(), list.limit())
    });
    Ok(Json(look.await?.into()))
}

/// Make a link of a campaign, as the operator. Its address is told once.
#[utoipa::path(post, path = "/api/v1/campaigns/{id}/links", tag = "gate",
    params(("id" = String, Path)), request_body = NewLink,
    responses((status = 201, body = LinkSeen)))]
async fn link_of_campaign(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    command: Command<NewLink>,
) -> Result<Response, Problem> {
    let campaign = id(&told)?;
    let Command { body, call } = command;
    let call = sealed(&app, &caller, &call);
    let token = token_of(&app, &call);
    let (hash, url) = (hash_of_token(&token), format!("{}/b/{token}", app.place().url));
    let act = app.act("gate.campaign-link", &caller, &call, None, move |tx, by| {
        let made = actions::make_campaign_link(tx, by, campaign, &body, &hash);
        made.map(|link| LinkSeen::new(link, Some(url.clone())))
    });
    Ok(reply(StatusCode::CREATED, act.await?, None))
}

/// The links by which your firm invites buyers, newest first; at most fifty.
#[utoipa::path(get, path = "/api/v1/firm/links", tag = "gate",
    responses((status = 200, body = Vec<LinkSeen>)))]
async fn links(State(app): State<App>, caller: Caller) -> Result<Json<Vec<LinkSeen>>, Problem> {
    let (links, _) = app.look("gate.links", &caller, actions::own_links).await?;
    Ok(Json(links.into_iter().map(|link| LinkSeen::new(link, None)).collect()))
}

/// Make a link that invites buyers; ten a week. Its address is told once.
#[utoipa::path(post, path = "/api/v1/firm/links", tag = "gate", request_body = NewLink,
    responses((status = 201, body = LinkSeen)))]
async fn link(
    State(app): State<App>,
    caller: Caller,
    command: Command<NewLink>,
) -> Result<Response, Problem> {
    let Command { body, call } = command;
    let call = sealed(&app, &caller, &call);
    let token = token_of(&app, &call);
    let (hash, url) = (hash_of_token(&token), format!("{}/b/{token}", app.place().url));
    let act = app.act("gate.link", &caller, &call, None, move |tx, by| {
        let made = actions::make_link(tx, by, &body, &hash);
        made.map(|link| LinkSeen::new(link, Some(url.clone())))
    });
    Ok(reply(StatusCode::CREATED, act.await?, None))
}

/// Firms that a firm brought, as the operator or as that firm.
#[utoipa::path(get, path = "/api/v1/firms/{firm}/branch", tag = "gate",
    params(("firm" = String, Path), List), responses((status = 200, body = BranchSeen)))]
async fn branch_of_firm(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    Query(list): Query<List>,
) -> Result<Json<BranchSeen>, Problem> {
    let firm: Id<Firm> = id(&told)?;
    let look = app.look("gate.branch", &caller, move |tx, by| {
        actions::branch(tx, by, Err(firm), list.cursor(), list.limit())
    });
    Ok(Json(look.await?.into()))
}

/// What a link invites to.
#[derive(Debug, Serialize, ToSchema)]
struct OfferedSeen {
    /// The firm that invites; absent for the operator.
    by_firm: Option<String>,
    /// Whether somebody may still come by it.
    is_open: bool,
}

/// What a link invites to, for whoever holds it.
#[utoipa::path(get, path = "/api/v1/buyer-links/{token}", tag = "gate",
    params(("token" = String, Path)), responses((status = 200, body = OfferedSeen)))]
async fn offered(
    State(app): State<App>,
    caller: Caller,
    Path(token): Path<String>,
) -> Result<Json<OfferedSeen>, Problem> {
    let hash = hash_of_token(&token);
    let look = app.look("gate.offered", &caller, move |tx, by| {
        let offered = actions::offered(tx, by, &hash)?;
        Ok(OfferedSeen {
            by_firm: offered.by_firm.map(|firm| firm.to_string()),
            is_open: offered.link.is_open(tx.now()),
        })
    });
    Ok(Json(look.await?))
}

/// Say that your firm came by this link: once, within 30 days after it was opened.
#[utoipa::path(post, path = "/api/v1/buyer-links/{token}/acceptances", tag = "gate",
    params(("token" = String, Path)), responses((status = 201, body = BroughtSeen)))]
async fn accept(
    State(app): State<App>,
    caller: Caller,
    Path(token): Path<String>,
    command: Command<Nothing>,
) -> Result<Response, Problem> {
    let hash = hash_of_token(&token);
    let act = app.act("gate.accept-link", &caller, &command.call, None, move |tx, by| {
        actions::accept_link(tx, by, &hash).map(BroughtSeen::from)
    });
    Ok(reply(StatusCode::CREATED, act.await?, None))
}
