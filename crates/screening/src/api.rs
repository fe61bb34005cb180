//! The desk of sanctions as JSON, for officers alone.

mod orders;

use crate::actions;
use crate::model::{
    Act, Arithmetic, Case, CaseKind, KeptList, Match, NewAct, QueueRow, Tried, read_birth,
};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use kernel::{Firm, Id, Outcome, Stop, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::json::Rows;
use web::{App, Caller, Command, List, Problem, reply};

/// The routes of lists and cases.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(cases))
        .routes(routes!(one))
        .routes(routes!(act))
        .routes(routes!(lists))
        .routes(routes!(try_name))
        .merge(orders::routes())
}

/// Two words that are alike.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub(crate) struct PairView {
    /// Here.
    pub(crate) own: String,
    /// On the list.
    pub(crate) listed: String,
    /// Jaro-Winkler, in thousandths.
    pub(crate) like: i64,
}

/// How a score came about, in thousandths.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub(crate) struct Score {
    /// Words that are alike.
    pub(crate) pairs: Vec<PairView>,
    /// How much of the shorter name is found in the other.
    pub(crate) covered: i64,
    /// Taken off for words of the longer name that nothing answers to.
    pub(crate) off: i64,
    /// Added or taken off for the country.
    pub(crate) country: i64,
    /// Added or taken off for the date of birth.
    pub(crate) birth: i64,
    /// What comes out.
    pub(crate) score: i64,
}

impl From<Arithmetic> for Score {
    fn from(seen: Arithmetic) -> Self {
        let pair = |pair: crate::model::Pair| PairView {
            own: pair.own,
            listed: pair.listed,
            like: pair.like,
        };
        let Arithmetic { covered, off, country, birth, score, .. } = seen;
        let pairs = seen.pairs.into_iter().map(pair).collect();
        Self { pairs, covered, off, country, birth, score }
    }
}

/// A line of the queue.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub(crate) struct CheckRow {
    /// The firm.
    pub(crate) firm: String,
    /// Its name.
    pub(crate) firm_name: String,
    /// The case.
    pub(crate) id: String,
    /// `firm`, `person`, `holder` or `payee`.
    pub(crate) subject: String,
    /// From 0 to 1,000.
    pub(crate) score: i64,
    /// `open`, `asked`, `upheld` or `cleared`.
    pub(crate) state: String,
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    pub(crate) at: Timestamp,
}

impl From<QueueRow> for CheckRow {
    fn from(row: QueueRow) -> Self {
        let case = row.case;
        Self {
            firm: case.firm.to_string(),
            firm_name: row.firm_name,
            id: case.id.to_string(),
            subject: case.subject.kind.word().to_owned(),
            score: case.arithmetic.score,
            state: case.state.word().to_owned(),
            at: case.at,
        }
    }
}

/// A case. What was found is told to officers who have said that they look into it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Check {
    /// The line of the queue.
    #[serde(flatten)]
    pub(crate) row: CheckRow,
    /// The two names and the arithmetic.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) found: Option<Found>,
    /// Whether the entry is on the list that counts now.
    pub(crate) is_listed: bool,
    /// Whether the list says something else of it by now; told with what was found.
    pub(crate) is_changed: bool,
}

/// What was found.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub(crate) struct Found {
    /// The name here.
    pub(crate) name: String,
    /// The name on the list.
    pub(crate) listed_name: String,
    /// The entry's reference.
    pub(crate) reference: String,
    /// How the score came about.
    pub(crate) score: Score,
    /// Why it was decided so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reasons: Option<String>,
}

impl From<Case> for Found {
    fn from(case: Case) -> Self {
        Self {
            name: case.subject.name,
            listed_name: case.listed_name,
            reference: case.reference,
            score: case.arithmetic.into(),
            reasons: case.reasons,
        }
    }
}

/// A version of the list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct ListView {
    /// The version.
    pub(crate) id: String,
    /// SHA-256 of its file.
    pub(crate) hash: String,
    /// The day on which it was made.
    pub(crate) made_on: String,
    /// Who is on it.
    pub(crate) entries: i64,
    /// Firms that were looked at by it.
    pub(crate) firms: i64,
    /// Cases that came of it.
    pub(crate) hits: i64,
    /// Whether all firms were looked at.
    pub(crate) is_done: bool,
}

impl From<KeptList> for ListView {
    fn from(list: KeptList) -> Self {
        Self {
            id: list.id.to_string(),
            hash: list.hash,
            made_on: list.made_on,
            entries: list.entries,
            firms: list.firms,
            hits: list.hits,
            is_done: list.ended_at.is_some(),
        }
    }
}

/// What waits for an officer, the longest waiting first.
#[utoipa::path(get, path = "/api/v1/desk/sanctions/cases", tag = "desk", params(List),
    responses((status = 200, body = Rows<CheckRow>)))]
async fn cases(
    State(app): State<App>,
    caller: Caller,
    Query(list): Query<List>,
) -> Result<Json<Rows<CheckRow>>, Problem> {
    let page = app
        .look("screening.cases", &caller, move |tx, by| {
            actions::cases(tx, by, list.cursor(), list.limit())
        })
        .await?;
    Ok(Json(page.into()))
}

fn which(firm: &str, case: &str) -> Outcome<(Id<Firm>, Id<CaseKind>)> {
    let firm = firm.parse().map_err(|_| Stop::Absent)?;
    Ok((firm, case.parse().map_err(|_| Stop::Absent)?))
}

/// One case.
#[utoipa::path(get, path = "/api/v1/desk/sanctions/cases/{firm}/{case}", tag = "desk",
    params(("firm" = String, Path), ("case" = String, Path)),
    responses((status = 200, body = Check)))]
async fn one(
    State(app): State<App>,
    caller: Caller,
    Path((firm, case)): Path<(String, String)>,
) -> Result<Json<Check>, Problem> {
    let which = which(&firm, &case)?;
    let look = app.look("screening.one", &caller, move |tx, by| actions::open_case(tx, by, which));
    let opened = look.await?;
    let found = opened.may_read.then(|| Found::from(opened.row.case.clone()));
    let (is_listed, is_changed) = (opened.is_listed, opened.entry_now.is_some());
    Ok(Json(Check { row: opened.row.into(), found, is_listed, is_changed }))
}

/// What an officer does.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub(crate) struct CheckAct {
    /// `take`, `put-back`, `look`, `uphold` or `clear`.
    #[schema(example = "take")]
    pub(crate) act: String,
    /// Why, with `uphold` and `clear`.
    #[serde(default)]
    #[schema(max_length = 4000)]
    pub(crate) reasons: String,
}

/// How far a case is.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub(crate) struct CheckStands {
    /// `open`, `asked`, `upheld` or `cleared`.
    pub(crate) state: String,
}

/// Takes a case, looks into it, gives it back, or decides it. What one officer clears a second one
/// must agree to.
#[utoipa::path(post, path = "/api/v1/desk/sanctions/cases/{firm}/{case}/acts", tag = "desk",
    params(("firm" = String, Path), ("case" = String, Path)), request_body = CheckAct,
    responses((status = 201, body = CheckStands)))]
async fn act(
    State(app): State<App>,
    caller: Caller,
    Path((firm, case)): Path<(String, String)>,
    command: Command<CheckAct>,
) -> Result<Response, Problem> {
    let which = which(&firm, &case)?;
    let act = Act::from_word(&command.body.act).ok_or(Stop::Absent)?;
    let new = NewAct { act, reasons: command.body.reasons };
    let done = app
        .act("screening.act", &caller, &command.call, Some(which.1.cast()), move |tx, by| {
            let case = actions::perform(tx, by, which, &new)?;
            Ok(CheckStands { state: case.state.word().to_owned() })
        })
        .await?;
    Ok(reply(StatusCode::CREATED, done, None))
}

/// The versions of the list, newest first, and how far all firms were looked at.
#[utoipa::path(get, path = "/api/v1/desk/sanctions/lists", tag = "desk",
    responses((status = 200, body = Vec<ListView>)))]
async fn lists(State(app): State<App>, caller: Caller) -> Result<Json<Vec<ListView>>, Problem> {
    let lists = app.look("screening.lists", &caller, actions::lists).await?;
    Ok(Json(lists.into_iter().map(ListView::from).collect()))
}

/// A name to try.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub(crate) struct NameTried {
    /// The name.
    #[schema(max_length = 140)]
    pub(crate) name: String,
    /// Its country, ISO 3166.
    #[serde(default)]
    pub(crate) country: String,
    /// When somebody of this name was born: a day, or a year.
    #[serde(default)]
    pub(crate) birth: String,
}

/// An entry that a name is like.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub(crate) struct MatchView {
    /// The entry's reference.
    pub(crate) reference: String,
    /// The name on the list.
    pub(crate) listed_name: String,
    /// How the score came about.
    pub(crate) score: Score,
}

impl From<Match> for MatchView {
    fn from(found: Match) -> Self {
        let listed_name = found.listed.text;
        Self { reference: found.reference, listed_name, score: found.arithmetic.into() }
    }
}

/// Shows what a name is like, with the arithmetic. Nothing is written.
#[utoipa::path(post, path = "/api/v1/desk/sanctions/tries", tag = "desk",
    request_body = NameTried, responses((status = 200, body = Vec<MatchView>)))]
async fn try_name(
    State(app): State<App>,
    caller: Caller,
    command: Command<NameTried>,
) -> Result<Json<Vec<MatchView>>, Problem> {
    // Whoever may not is told so before the form is read.
    app.look("screening.may-try", &caller, actions::must_be_officer).await?;
    let NameTried { name, country, birth } = command.body;
    let birth = read_birth(&birth).map_err(Stop::from)?;
    let tried = Tried::read(&name, &country, birth).map_err(Stop::from)?;
    let look = app.look("screening.try", &caller, move |tx, by| actions::try_name(tx, by, &tried));
    Ok(Json(look.await?.into_iter().map(MatchView::from).collect()))
}
