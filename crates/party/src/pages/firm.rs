//! One's own firm: its people, who joins and who leaves.

use super::{departed, entered, lang_of, status_of};
use crate::api::{Fields, sealed_token};
use crate::model::{Contact, NewFirm, NewInvitation, Profile};
use crate::views::firm::OwnFirm;
use crate::{actions, views};
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use kernel::{Actor, Id, Outcome, Person, Role, Stop};
use store::Tx;
use web::page::{Draft, Frame, PageResult, Posted, Viewer, back_to, done};
use web::{App, Caller, List, hash_of_token};

pub(super) fn routes() -> Router<App> {
    // What was posted and came back is reloaded by its address.
    let shown = || get(async || back_to("/firm"));
    Router::new()
        .route("/firm", get(show))
        .route("/firm/invite", shown().post(invite))
        .route("/firm/members/{person}/role", shown().post(change_role))
        .route("/firm/members/{person}/remove", shown().post(remove_member))
        .route("/firm/leave", shown().post(leave))
        .route("/firm/open", shown().post(open))
        .route("/firm/act-for", post(act_for))
}

async fn show(State(app): State<App>, caller: Caller, Query(list): Query<List>) -> PageResult {
    page(&app, &caller, list, &Draft::of([("role", "staff".to_owned())])).await
}

const FIRST: List = List { after: None, limit: None };

async fn page(app: &App, caller: &Caller, list: List, draft: &Draft) -> PageResult {
    let look = move |tx: &mut Tx<'_>, by: &Actor| {
        let profile = actions::me(tx, by)?;
        if profile.desk.is_some() {
            return Err(Stop::Forbidden);
        }
        match own(tx, by, &profile, list)? {
            Some(own) => Ok((profile, Some(own))),
            None => Ok((profile, None)),
        }
    };
    let (actor, (profile, own)) = app.view("party.firm-page", caller, look).await?;
    let viewer = Viewer { app, caller, actor };
    let body = match &own {
        Some(own) => views::firm::page(&viewer, &profile, own, draft),
        None => views::firm::homeless(&viewer, &profile, draft),
    };
    let title = viewer.say("party-firm-title");
    Ok(Frame::new(&viewer, title).here("/firm").status(status_of(draft)).page(&body))
}

fn own(tx: &mut Tx<'_>, by: &Actor, profile: &Profile, list: List) -> Outcome<Option<OwnFirm>> {
    let Some(firm) = &profile.firm else { return Ok(None) };
    let line = actions::trust_lines(tx, &[firm.id])?.pop().ok_or(Stop::Absent)?;
    let others: Vec<_> =
        profile.firms.iter().map(|(id, _)| *id).filter(|id| *id != firm.id).collect();
    let others = actions::trust_lines(tx, &others)?;
    let members = actions::members(tx, by, list.cursor(), list.limit())?;
    Ok(Some(OwnFirm { line, members, others }))
}

/// The page after an act: led on to, or shown again with what was wrong.
async fn answer(
    app: &App,
    caller: &Caller,
    posted: Posted,
    acted: Outcome<Response>,
) -> PageResult {
    match acted {
        Ok(response) => Ok(response),
        Err(stop) => page(app, caller, FIRST, &Draft::refused(posted.typed, stop)?).await,
    }
}

async fn invite(State(app): State<App>, caller: Caller, posted: Posted) -> PageResult {
    let acted = invited(&app, &caller, &posted).await;
    answer(&app, &caller, posted, acted).await
}

async fn invited(app: &App, caller: &Caller, posted: &Posted) -> Outcome<Response> {
    let contact = Contact::parse(posted.field("contact"))?;
    let (call, token) = sealed_token(app, caller, "invitation", &posted.call);
    let link = format!("{}/i/{token}", app.place().url);
    let role = role(posted.field("role"));
    let new = NewInvitation { contact, role, hash: hash_of_token(&token), link };
    let act = move |tx: &mut Tx<'_>, by: &Actor| actions::invite(tx, by, &new);
    app.act("party.invite", caller, &call, None, act).await?;
    Ok(done("/firm", "invited"))
}

fn role(word: &str) -> Role {
    if word == "owner" { Role::Owner } else { Role::Staff }
}

async fn change_role(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    posted: Posted,
) -> PageResult {
    let person: Id<Person> = told.parse().map_err(|_| Stop::Absent)?;
    let role = role(posted.field("role"));
    let act = move |tx: &mut Tx<'_>, by: &Actor| actions::change_role(tx, by, person, role);
    let acted = app.act("party.change-role", &caller, &posted.call, None, act).await;
    let acted = acted.map(|_| done("/firm", "role-changed"));
    answer(&app, &caller, posted, acted).await
}

async fn remove_member(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    posted: Posted,
) -> PageResult {
    let person: Id<Person> = told.parse().map_err(|_| Stop::Absent)?;
    let act = move |tx: &mut Tx<'_>, by: &Actor| actions::remove_member(tx, by, person);
    let acted = app.act("party.remove-member", &caller, &posted.call, None, act).await;
    let acted = acted.map(|_| done("/firm", "member-removed"));
    answer(&app, &caller, posted, acted).await
}

async fn leave(State(app): State<App>, caller: Caller, posted: Posted) -> PageResult {
    let act = |tx: &mut Tx<'_>, by: &Actor| actions::leave(tx, by);
    let acted = app.act("party.leave", &caller, &posted.call, None, act).await;
    let acted = acted.map(|_| departed(&app, "/sign-in", "left"));
    answer(&app, &caller, posted, acted).await
}

async fn open(State(app): State<App>, caller: Caller, posted: Posted) -> PageResult {
    let acted = opened(&app, &caller, &posted).await;
    answer(&app, &caller, posted, acted).await
}

async fn opened(app: &App, caller: &Caller, posted: &Posted) -> Outcome<Response> {
    let mut fields = Fields::default();
    let name = fields.name(posted.field("firm_name"), "firm_name");
    let country = fields.country(posted.field("country"), "country");
    let (name, country) = fields.all(name.zip(country))?;
    let new = NewFirm { name_lang: lang_of(name.as_str()), name, country };
    let (call, token) = sealed_token(app, caller, "session", &posted.call);
    let session = hash_of_token(&token);
    let act = move |tx: &mut Tx<'_>, by: &Actor| actions::found_firm(tx, by, &new, session);
    app.act("party.found-firm", caller, &call, None, act).await?;
    Ok(entered(app, &token, "/firm", Some("firm-opened")))
}

async fn act_for(State(app): State<App>, caller: Caller, posted: Posted) -> PageResult {
    let firm = posted.field("firm").parse().map_err(|_| Stop::Absent)?;
    let (call, token) = sealed_token(&app, &caller, "session", &posted.call);
    let session = hash_of_token(&token);
    let act = move |tx: &mut Tx<'_>, by: &Actor| actions::act_for(tx, by, firm, session);
    app.act("party.act-for", &caller, &call, None, act).await?;
    Ok(entered(&app, &token, "/firm", None))
}
