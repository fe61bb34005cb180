//! A JSON request that changes something: its body, its key, whether it only previews, which
//! version it edits.

use crate::problem::Problem;
use crate::{App, Caller};
use axum::Json;
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::header::{CONTENT_TYPE, ETAG, IF_MATCH};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use kernel::{Actor, Cursor, Fact, Limit, Outcome, Refusal, Stop};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use store::Answered;

/// A body larger than this is refused; forms and JSON never need it.
pub const LARGEST_BODY: usize = 64 * 1024;

/// How something is asked for: the caller's key, the bytes that decide what will be done, and
/// whether it is in earnest.
#[derive(Debug, Clone)]
pub struct Call {
    /// The idempotency key.
    pub key: String,
    /// Path and body, hashed into the key's claim.
    pub body: Vec<u8>,
    /// Only show what would happen.
    pub is_preview: bool,
}

/// A JSON body with its call.
#[derive(Debug)]
pub struct Command<T> {
    /// What is asked for.
    pub body: T,
    /// How it is asked for.
    pub call: Call,
}

/// A body with nothing in it: `{}` or no body at all.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Nothing {}

/// The bytes of a file, from somebody who is signed in; a stranger's are not even taken in.
#[derive(Debug)]
pub struct SentFile(pub Bytes);

impl FromRequest<App> for SentFile {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        let caller = Caller::of(&parts, app.zone());
        refuse_stranger(app, &caller).await?;
        let bytes = Bytes::from_request(Request::from_parts(parts, body), app).await;
        bytes.map(Self).map_err(|error| Problem::status(error.status()))
    }
}

/// Refused for who is not signed in, before anything of theirs is taken in.
pub async fn refuse_stranger(app: &App, caller: &Caller) -> Outcome<()> {
    let is_somebody = |_: &mut store::Tx<'_>, by: &Actor| match by {
        Actor::Stranger => Err(Stop::SignIn),
        _ => Ok(()),
    };
    app.look("web.sends-file", caller, is_somebody).await
}

/// Query members that every changing call knows.
#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    preview: bool,
}

impl<T: DeserializeOwned + Send> FromRequest<App> for Command<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        let key = parts.headers.get("idempotency-key").and_then(|key| key.to_str().ok());
        let key = key.ok_or(Stop::Refused(NO_KEY))?.to_owned();
        let query = parts.uri.query().unwrap_or("");
        let asked: Asked = axum::extract::Query::try_from_uri(&parts.uri)
            .map(|query| query.0)
            .map_err(|_| refusal("request-query", query))?;
        let path = parts.uri.path().as_bytes().to_vec();
        let has_json = is_json(&parts);
        let bytes = Bytes::from_request(Request::from_parts(parts, body), app)
            .await
            .map_err(|error| Problem::status(error.status()))?;
        if !bytes.is_empty() && !has_json {
            return Err(Problem::status(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        }
        let text = if bytes.is_empty() { b"{}".as_slice() } else { &bytes };
        let value = read_json(text)?;
        let body = [path.as_slice(), b"\n", text].concat();
        Ok(Self { body: value, call: Call { key, body, is_preview: asked.preview } })
    }
}

/// Reads JSON; what is wrong and where becomes a refusal that says so.
fn read_json<T: DeserializeOwned>(text: &[u8]) -> Result<T, Problem> {
    if contains(text, b"\\u0000") {
        return Err(refusal("request-null-character", "").into());
    }
    serde_json::from_slice(text).map_err(|error| {
        let told = error.to_string();
        if error.is_data() {
            Problem::from(refusal("request-shape", &told))
        } else {
            Problem::bad_request(refusal("request-not-json", &told))
        }
    })
}

fn contains(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}

fn refusal(code: &'static str, told: &str) -> Stop {
    Stop::Refused(Refusal { code, field: None, facts: vec![("told", Fact::from(told))] })
}

fn is_json(parts: &Parts) -> bool {
    let kind = parts.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.split(';').next().unwrap_or("").trim() == "application/json")
}

/// The version that an edit was made from, from `If-Match: "3"`.
#[derive(Debug, Clone, Copy)]
pub struct Edit(pub i64);

impl FromRequestParts<App> for Edit {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Problem> {
        let header = parts.headers.get(IF_MATCH).and_then(|header| header.to_str().ok());
        let version = header.and_then(|header| header.trim_matches('"').parse().ok());
        version.map(Self).ok_or_else(|| Problem::status(StatusCode::PRECONDITION_REQUIRED))
    }
}

/// Where a list goes on and how long its pages are: `?after=…&limit=…`.
#[derive(Debug, Clone, Copy, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct List {
    /// The `next` of the page before.
    pub after: Option<i64>,
    /// 1 to 200; 50 if left out.
    pub limit: Option<i64>,
}

impl List {
    /// The cursor, if the list goes on.
    pub fn cursor(&self) -> Option<Cursor> {
        self.after.map(Cursor)
    }

    /// The page's length.
    pub fn limit(&self) -> Limit {
        self.limit.map_or(Limit::DEFAULT, Limit::clamp)
    }
}

/// The answer to a command; a replayed one says so.
pub fn reply<T: Serialize>(
    status: StatusCode,
    answered: Answered<T>,
    version: Option<i64>,
) -> Response {
    let mut response = (status, Json(answered.value)).into_response();
    if answered.was_replayed {
        response.headers_mut().insert("idempotency-replayed", HeaderValue::from_static("true"));
    }
    if let Some(tag) = version.and_then(|n| HeaderValue::from_str(&format!("\"{n}\"")).ok()) {
        response.headers_mut().insert(ETAG, tag);
    }
    response
}

/// The refusal of a missing or malformed idempotency key.
pub(crate) const NO_KEY: kernel::Refusal =
    kernel::Refusal { code: "request-key", field: Some("Idempotency-Key"), facts: Vec::new() };
