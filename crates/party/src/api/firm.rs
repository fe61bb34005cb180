//! Who one is, and firms as others see them.

use super::{gone, id};
use crate::actions;
use crate::model::{ChangedFirm, FirmFact, FirmSummary, Name, Profile, TrustLine};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use kernel::{Desk, Firm, Id, Lang, Person, Role, Scope, Stop, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{App, Caller, Command, Edit, Nothing, Problem, reply};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(me))
        .routes(routes!(firm))
        .routes(routes!(change))
        .routes(routes!(hide, show))
}

/// Who the caller is.
#[derive(Serialize, ToSchema)]
struct Me {
    /// Who.
    person: PersonAnswer,
    /// The firm they act for.
    firm: Option<FirmAnswer>,
    /// `owner` or `staff` of that firm.
    #[schema(value_type = Option<String>)]
    role: Option<Role>,
    /// `full` for a session; `trade` or `read` for a key.
    #[schema(value_type = String)]
    scope: Scope,
    /// `operator` or `officer`, for the market's own people.
    #[schema(value_type = Option<String>)]
    desk: Option<Desk>,
    /// All firms they belong to, the newest membership first; sign in to act for another.
    firms: Vec<Membership>,
}

/// A person.
#[derive(Serialize, ToSchema)]
struct PersonAnswer {
    /// Their id.
    #[schema(value_type = String, example = "person_01kd8v3m2q004")]
    id: Id<Person>,
    /// Their name.
    name: String,
    /// The language they read.
    #[schema(value_type = String, example = "en")]
    lang: Lang,
    /// Raised by each change.
    version: i64,
}

/// A firm.
#[derive(Serialize, Deserialize, ToSchema)]
struct FirmAnswer {
    /// Its id.
    #[schema(value_type = String, example = "firm_01kd8v3m2q008")]
    id: Id<Firm>,
    /// Its name.
    name: String,
    /// The language of the name.
    #[schema(value_type = String, example = "en")]
    name_lang: Lang,
    /// Where it is registered: ISO 3166-1 alpha-2.
    #[schema(example = "SE")]
    country: String,
    /// Raised by each change.
    version: i64,
}

impl From<FirmSummary> for FirmAnswer {
    fn from(firm: FirmSummary) -> Self {
        let FirmSummary { id, name, name_lang, country, version, .. } = firm;
        Self { id, name, name_lang, country: country.code().to_owned(), version }
    }
}

/// A firm that somebody belongs to.
#[derive(Serialize, ToSchema)]
struct Membership {
    /// The firm.
    #[schema(value_type = String)]
    firm: Id<Firm>,
    /// `owner` or `staff`.
    #[schema(value_type = String)]
    role: Role,
}

impl From<Profile> for Me {
    fn from(profile: Profile) -> Self {
        let Profile { person: id, name, lang, version, firm, role, scope, desk, firms } = profile;
        let person = PersonAnswer { id, name, lang, version };
        let firms = firms.into_iter().map(|(firm, role)| Membership { firm, role }).collect();
        Self { person, firm: firm.map(FirmAnswer::from), role, scope, desk, firms }
    }
}

/// Who you are, for which firm, and what you may do.
#[utoipa::path(get, path = "/api/v1/me", tag = "party", responses((status = 200, body = Me)))]
async fn me(State(app): State<App>, caller: Caller) -> Result<Json<Me>, Problem> {
    let profile = app.look("party.me", &caller, actions::me).await?;
    Ok(Json(profile.into()))
}

/// A firm with what it has to show for itself.
#[derive(Serialize, ToSchema)]
struct PublicFirm {
    /// Its id.
    #[schema(value_type = String, example = "firm_01kd8v3m2q008")]
    id: Id<Firm>,
    /// Its name.
    name: String,
    /// The language of the name.
    #[schema(value_type = String, example = "en")]
    name_lang: Lang,
    /// Where it is registered: ISO 3166-1 alpha-2.
    #[schema(example = "SE")]
    country: String,
    /// What it has to show for itself.
    trust: TrustAnswer,
}

/// What a firm has to show for itself, counted from its finished trades.
#[derive(Serialize, ToSchema)]
struct TrustAnswer {
    /// Since when it is here.
    #[schema(value_type = String, format = DateTime)]
    since: Timestamp,
    /// Trades finished.
    finished: i64,
    /// Good ratings received.
    rated_good: i64,
    /// Neutral ratings received.
    rated_neutral: i64,
    /// Bad ratings received.
    rated_bad: i64,
    /// Trades of which something was refunded.
    refunded: i64,
    /// What was found out about who it is; less than a verification.
    known: Vec<FactAnswer>,
    /// What it promises buyers, frozen money behind it, such as `truthful`.
    promises: Vec<String>,
}

/// One dated fact about who a firm is.
#[derive(Serialize, ToSchema)]
struct FactAnswer {
    /// `address`: a work address was proven by a code. `clerk` or `register`: who looked its
    /// registry number up and found it.
    #[schema(example = "clerk")]
    by: &'static str,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// Until when it is shown.
    #[schema(value_type = String, format = DateTime)]
    until: Timestamp,
}

impl From<FirmFact> for FactAnswer {
    fn from(fact: FirmFact) -> Self {
        Self { by: fact.by.word(), at: fact.at, until: fact.until }
    }
}

impl From<TrustLine> for PublicFirm {
    fn from(line: TrustLine) -> Self {
        let trust = TrustAnswer {
            since: line.since,
            finished: line.finished,
            rated_good: line.good,
            rated_neutral: line.neutral,
            rated_bad: line.bad,
            refunded: line.refunded,
            known: line.known.all().map(Into::into).collect(),
            promises: line.promises,
        };
        let country = line.country.code().to_owned();
        Self { id: line.firm, name: line.name, name_lang: line.name_lang, country, trust }
    }
}

/// A firm, for everybody.
#[utoipa::path(get, path = "/api/v1/firms/{id}", tag = "party",
    params(("id" = String, Path, example = "firm_01kd8v3m2q008")),
    responses((status = 200, body = PublicFirm)))]
async fn firm(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
) -> Result<Json<PublicFirm>, Problem> {
    let firm = id(&told)?;
    let look = move |tx: &mut store::Tx<'_>, _: &kernel::Actor| {
        actions::trust_lines(tx, &[firm])?.pop().ok_or(Stop::Absent)
    };
    let line = app.look("party.firm", &caller, look).await?;
    Ok(Json(line.into()))
}

/// What an owner writes of the firm anew.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
struct FirmRequest {
    /// Its name.
    #[schema(example = "Lanhua Knitting")]
    name: String,
    /// The language of the name.
    #[schema(value_type = String, example = "en")]
    name_lang: Lang,
    /// The part of its country in which it is, ISO 3166-2; empty if it does not say.
    #[serde(default)]
    #[schema(example = "CN-ZJ")]
    region: String,
}

/// Write the name and the region of your firm, as its owner, over the version that you have read.
#[utoipa::path(put, path = "/api/v1/firm", tag = "party", params(("If-Match" = String, Header)),
    request_body = FirmRequest, responses((status = 200, body = FirmAnswer)))]
async fn change(
    State(app): State<App>,
    caller: Caller,
    Edit(version): Edit,
    command: Command<FirmRequest>,
) -> Result<Response, Problem> {
    let Command { body, call } = command;
    let name = Name::parse(&body.name, "name").map_err(Stop::from)?;
    let new = ChangedFirm { name, name_lang: body.name_lang, region: body.region };
    let act = move |tx: &mut store::Tx<'_>, by: &kernel::Actor| {
        actions::change_firm(tx, by, version, &new).map(FirmAnswer::from)
    };
    let done = app.act("party.change-firm", &caller, &call, None, act).await?;
    let version = done.value.version;
    Ok(reply(StatusCode::OK, done, Some(version)))
}

/// Show a firm to nobody who looks for firms or goods, as the operator.
#[utoipa::path(put, path = "/api/v1/firms/{id}/hidden", tag = "party",
    params(("id" = String, Path)), responses((status = 204, description = "It is hidden")))]
async fn hide(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    command: Command<Nothing>,
) -> Result<Response, Problem> {
    let firm: Id<Firm> = id(&told)?;
    let act = move |tx: &mut store::Tx<'_>, by: &kernel::Actor| actions::hide_firm(tx, by, firm);
    Ok(gone(&app.act("party.hide-firm", &caller, &command.call, None, act).await?))
}

/// Show a hidden firm again, as the operator.
#[utoipa::path(delete, path = "/api/v1/firms/{id}/hidden", tag = "party",
    params(("id" = String, Path)), responses((status = 204, description = "It is shown")))]
async fn show(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    command: Command<Nothing>,
) -> Result<Response, Problem> {
    let firm: Id<Firm> = id(&told)?;
    let act = move |tx: &mut store::Tx<'_>, by: &kernel::Actor| actions::show_firm(tx, by, firm);
    Ok(gone(&app.act("party.show-firm", &caller, &command.call, None, act).await?))
}
