//! How "no" is said: RFC 9457 problem documents for the API, a page for people.

use crate::App;
use crate::caller::Caller;
use crate::page::page_of_problem;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use kernel::{Refusal, Stop};
use serde::Serialize;
use std::sync::Arc;

/// Why a request ended without what it asked for. Becomes words once the caller's language is
/// known.
#[derive(Debug, Clone)]
pub struct Problem {
    stop: Option<Arc<Stop>>,
    status: StatusCode,
}

impl Problem {
    /// A problem that its status says all about, such as 415.
    pub fn status(status: StatusCode) -> Self {
        Self { stop: None, status }
    }

    /// A refusal of the request's form rather than of its sense (400).
    pub fn bad_request(stop: Stop) -> Self {
        Self { stop: Some(Arc::new(stop)), status: StatusCode::BAD_REQUEST }
    }

    /// A refusal of more than is taken (413), with its limit in words.
    pub fn too_large(refusal: Refusal) -> Self {
        let stop = Some(Arc::new(Stop::Refused(refusal)));
        Self { stop, status: StatusCode::PAYLOAD_TOO_LARGE }
    }

    /// What stopped it.
    pub fn stop(&self) -> Option<&Stop> {
        self.stop.as_deref()
    }

    /// The HTTP status.
    pub fn code(&self) -> StatusCode {
        self.status
    }
}

impl From<Stop> for Problem {
    fn from(stop: Stop) -> Self {
        let status = match &stop {
            Stop::Refused(_) | Stop::RefusedAll(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Stop::Absent => StatusCode::NOT_FOUND,
            Stop::SignIn => StatusCode::UNAUTHORIZED,
            Stop::Forbidden => StatusCode::FORBIDDEN,
            Stop::Stale => StatusCode::PRECONDITION_FAILED,
            Stop::KeyReused => StatusCode::CONFLICT,
            Stop::Busy { .. } | Stop::Unknown | Stop::StoreDown => StatusCode::SERVICE_UNAVAILABLE,
            Stop::Bug(_) | Stop::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Self { stop: Some(Arc::new(stop)), status }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// A problem document (RFC 9457) with our members `code` and `errors`.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ProblemDocument {
    /// A stable address for the kind of problem.
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind in words, in the caller's language.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// The stable code.
    pub code: String,
    /// What happened and what to do next, in the caller's language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The id of this request, as in the logs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
    /// Each thing that is wrong, with its field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ProblemError>,
}

/// One thing that is wrong.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ProblemError {
    /// The member or field it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The stable code.
    pub code: String,
    /// What to do, in the caller's language.
    pub detail: String,
}

/// The same around routes that stand without the market's door.
pub async fn say_problems(State(app): State<App>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let caller = Caller::of(&parts, app.zone());
    let response = next.run(Request::from_parts(parts, body)).await;
    say_problem(&app, &caller, None, response)
}

/// Turns a failed answer under `/api/` into a problem document in the caller's language, others
/// into a page, and logs faults once. `id` is the request's.
pub fn say_problem(app: &App, caller: &Caller, id: Option<&str>, response: Response) -> Response {
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return response;
    }
    let problem = response.extensions().get::<Problem>().cloned();
    if problem.is_none() && shows_itself(&response) {
        return response;
    }
    let problem = problem.unwrap_or_else(|| Problem::status(status));
    match problem.stop() {
        Some(Stop::Fault(cause)) => {
            tracing::error!(request_id = id, caller.path, cause = format!("{cause:#}"), "a fault");
        }
        Some(Stop::Bug(cause)) => tracing::error!(request_id = id, caller.path, cause, "a bug"),
        _ => {}
    }
    if !caller.path.starts_with("/api/") {
        let mut page = page_of_problem(app, caller, &problem, id);
        add_hints(&problem, &mut page);
        return page;
    }
    let document = document(app, caller, &problem, id);
    let mut answer = (status, axum::Json(document)).into_response();
    answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(DOCUMENT));
    copy_header(&response, &mut answer, "allow");
    add_hints(&problem, &mut answer);
    answer
}

/// Whether a failed answer says itself what is wrong: a form that came back, or a problem document
/// of the process that writes.
fn shows_itself(response: &Response) -> bool {
    let kind = response.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("text/html") || kind.starts_with(DOCUMENT))
}

/// The media type of a problem document (RFC 9457).
const DOCUMENT: &str = "application/problem+json";

fn copy_header(from: &Response, to: &mut Response, name: &'static str) {
    if let Some(value) = from.headers().get(name) {
        to.headers_mut().insert(name, value.clone());
    }
}

/// Headers that tell a program what to do next.
pub(crate) fn add_hints(problem: &Problem, response: &mut Response) {
    let seconds = match problem.stop() {
        Some(Stop::Busy { retry_after_s }) => Some(*retry_after_s),
        Some(Stop::Unknown | Stop::StoreDown) => Some(1),
        _ if problem.status == StatusCode::TOO_MANY_REQUESTS => Some(1),
        _ => None,
    };
    if let Some(seconds) = seconds {
        response.headers_mut().insert(RETRY_AFTER, seconds.into());
    }
    if problem.status == StatusCode::UNAUTHORIZED {
        let scheme = HeaderValue::from_static("Bearer");
        response.headers_mut().insert(WWW_AUTHENTICATE, scheme);
    }
}

/// The key of the sentence that a problem's status has in the word files.
pub(crate) fn word_of(problem: &Problem) -> &'static str {
    match (problem.stop(), problem.status.as_u16()) {
        (Some(Stop::Unknown), _) => "problem-unknown",
        (Some(Stop::StoreDown), _) => "problem-store-down",
        (_, 400) => "problem-400",
        (_, 401) => "problem-401",
        (_, 403) => "problem-403",
        (_, 404) => "problem-404",
        (_, 405) => "problem-405",
        (_, 408) => "problem-408",
        (_, 409) => "problem-409",
        (_, 412) => "problem-412",
        (_, 413) => "problem-413",
        (_, 415) => "problem-415",
        (_, 422) => "problem-422",
        (_, 428) => "problem-428",
        (_, 429) => "problem-429",
        (_, 503) => "problem-503",
        _ => "problem-500",
    }
}

fn document(app: &App, caller: &Caller, problem: &Problem, id: Option<&str>) -> ProblemDocument {
    let refusals: &[Refusal] = match problem.stop() {
        Some(Stop::Refused(refusal)) => std::slice::from_ref(refusal),
        Some(Stop::RefusedAll(all)) => all,
        _ => &[],
    };
    let errors: Vec<ProblemError> = refusals
        .iter()
        .map(|refusal| ProblemError {
            field: refusal.field.map(str::to_owned),
            code: refusal.code.to_owned(),
            detail: app.words().refusal(&caller.reader, refusal),
        })
        .collect();
    let word = word_of(problem);
    let code = errors.first().map_or(word, |first| first.code.as_str()).to_owned();
    let told = app.words().say(caller.lang(), word);
    let (title, general) = told.split_once('\n').unwrap_or((told.as_str(), ""));
    let detail = errors.first().map_or(general.trim().to_owned(), |first| first.detail.clone());
    ProblemDocument {
        kind: format!("{}/problems/{code}", app.place().url),
        title: title.to_owned(),
        status: problem.status.as_u16(),
        code,
        detail: Some(detail).filter(|detail| !detail.is_empty()),
        instance: id.map(|id| format!("urn:request:{id}")),
        errors,
    }
}
