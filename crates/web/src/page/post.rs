//! Forms on their way in: ours, with a key, and where they lead.

use super::frame::{Frame, Viewer};
use super::parts::{Tone, note};
use crate::command::refuse_stranger;
use crate::problem::{Problem, word_of};
use crate::{App, Call, Caller};
use axum::RequestExt;
use axum::body::Bytes;
use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header::{HOST, LOCATION, ORIGIN, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use kernel::{Actor, Currency, Fact, Money, Outcome, Refusal, Stop};
use maud::html;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// A form that came from a page of ours.
#[derive(Debug)]
pub struct Posted {
    /// Everything typed, by field, without the guards.
    pub typed: BTreeMap<String, String>,
    /// How it is asked for.
    pub call: Call,
}

impl Posted {
    /// One field; empty if it was not sent.
    pub fn field(&self, name: &str) -> &str {
        self.typed.get(name).map_or("", |value| value.trim())
    }

    /// A whole number, however its thousands are set apart.
    pub fn whole(&self, name: &str) -> Option<i64> {
        read_whole(self.field(name))
    }

    /// The digits of an amount, without what people write between them: `12,400.50`, `12 400.50`.
    pub fn digits(&self, name: &str) -> String {
        self.field(name).replace([',', '，', ' '], "")
    }

    /// An amount as people type it; what is wrong with it stands under its field.
    pub fn amount(&self, name: &'static str, currency: Currency) -> Outcome<Money> {
        Money::parse(&self.digits(name), currency).map_err(|refusal| {
            Stop::Refused(Refusal { field: Some(name), ..Refusal::from(refusal) })
        })
    }

    /// The fields as a struct of strings.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        let value = serde_json::to_value(&self.typed).map_err(anyhow::Error::from);
        let value = value.map_err(Stop::Fault)?;
        serde_json::from_value(value).map_err(|_| Problem::status(StatusCode::BAD_REQUEST))
    }
}

/// A whole number as people type it: `1,000`, `1 000`, `１０００`. A minus or a decimal point is none.
pub fn read_whole(text: &str) -> Option<i64> {
    let is_gap = |c: char| c.is_whitespace() || matches!(c, ',' | '，' | '\'' | '’');
    let digit = |c: char| match c {
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
        c => Some(c).filter(char::is_ascii_digit),
    };
    let digits = text.chars().filter(|c| !is_gap(*c)).map(digit).collect::<Option<String>>()?;
    digits.parse().ok()
}

impl FromRequest<App> for Posted {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        let caller = Caller::of(&parts, app.zone());
        refuse_foreign(&parts.headers)?;
        let path = parts.uri.path().to_owned();
        let bytes: Bytes =
            Request::from_parts(parts, body).with_limited_body().extract().await.map_err(
                |error: axum::extract::rejection::BytesRejection| Problem::status(error.status()),
            )?;
        let typed: BTreeMap<String, String> = serde_urlencoded::from_bytes(&bytes)
            .map_err(|_| Problem::status(StatusCode::BAD_REQUEST))?;
        admit(app, &caller, &path, typed, &[])
    }
}

/// A form with a file, from a page of ours; its route needs a body limit of its own.
#[derive(Debug)]
pub struct PostedFile {
    /// The other fields.
    pub posted: Posted,
    /// The bytes of the file; empty if none was chosen.
    pub file: Bytes,
    /// As the sender names it.
    pub file_name: String,
}

impl FromRequest<App> for PostedFile {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        let caller = Caller::of(&parts, app.zone());
        refuse_foreign(&parts.headers)?;
        refuse_stranger(app, &caller).await.map_err(|stop| unwelcome(&caller, stop))?;
        let path = parts.uri.path().to_owned();
        let form = Multipart::from_request(Request::from_parts(parts, body), app).await;
        let mut form = form.map_err(|error| Problem::status(error.status()))?;
        let broken = |error: MultipartError| Problem::status(error.status());
        let (mut typed, mut file, mut file_name) = (BTreeMap::new(), Bytes::new(), String::new());
        while let Some(field) = form.next_field().await.map_err(broken)? {
            let name = field.name().unwrap_or_default().to_owned();
            if let Some(named) = field.file_name() {
                // The proof stands before the file: nobody else's bytes are taken in.
                refuse_unproven(app, &caller, &typed)?;
                file_name = named.to_owned();
                file = field.bytes().await.map_err(broken)?;
            } else {
                typed.insert(name, field.text().await.map_err(broken)?);
            }
        }
        let posted = admit(app, &caller, &path, typed, &Sha256::digest(&file))?;
        Ok(Self { posted, file, file_name })
    }
}

/// What is said to whoever may not send a file, before it is taken in. A stranger has no form of
/// ours, and whoever may not is told no more than of a form without its proof; who had a session
/// signs in again, and a store that is busy is that.
pub fn unwelcome(caller: &Caller, stop: Stop) -> Problem {
    match stop {
        Stop::SignIn if caller.credential.is_some() => Stop::SignIn.into(),
        Stop::SignIn | Stop::Absent => Problem::status(StatusCode::FORBIDDEN),
        other => other.into(),
    }
}

/// Takes a form only with the proof that its page was ours; `more` tells what else decides what
/// will be done.
pub(super) fn admit(
    app: &App,
    caller: &Caller,
    path: &str,
    mut typed: BTreeMap<String, String>,
    more: &[u8],
) -> Result<Posted, Problem> {
    if typed.values().any(|value| value.contains('\0')) {
        let code = "request-null-character";
        return Err(Stop::Refused(Refusal { code, field: None, facts: null_fact() }).into());
    }
    refuse_unproven(app, caller, &typed)?;
    typed.remove("csrf");
    let key = typed.remove("key").filter(|key| !key.is_empty());
    let key = key.unwrap_or_else(|| app.fresh_key());
    let said: Vec<String> = typed.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let body = [path.as_bytes(), b"\n", said.join("\n").as_bytes(), more].concat();
    Ok(Posted { typed, call: Call { key, body, is_preview: false } })
}

/// A form without its page's proof is not taken.
pub(super) fn refuse_unproven(
    app: &App,
    caller: &Caller,
    typed: &BTreeMap<String, String>,
) -> Result<(), Problem> {
    let proof = typed.get("csrf").map_or("", String::as_str);
    if app.is_proven(caller, proof) { Ok(()) } else { Err(Problem::status(StatusCode::FORBIDDEN)) }
}

fn null_fact() -> Vec<(&'static str, Fact)> {
    Vec::new()
}

/// A form sent from another site's page is not taken.
pub(super) fn refuse_foreign(headers: &HeaderMap) -> Result<(), Problem> {
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let Some(origin) = text(ORIGIN) else { return Ok(()) };
    let host = origin.split_once("://").map_or(origin, |(_, host)| host);
    if text(HOST) == Some(host) { Ok(()) } else { Err(Problem::status(StatusCode::FORBIDDEN)) }
}

/// Leads on to a page after something was done, and says so there: the word `done-<word>`.
pub fn done(path: &str, word: &str) -> Response {
    let joint = if path.contains('?') { '&' } else { '?' };
    back_to(&format!("{path}{joint}done={word}"))
}

/// Leads on to a page (303).
pub fn back_to(path: &str) -> Response {
    let place = HeaderValue::from_str(path).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(LOCATION, place)]).into_response()
}

/// An address of ours is no longer.
const PATH_LONGEST: usize = 512;
/// Seconds that a choice is kept: a year.
pub const YEAR_S: i64 = 365 * 86_400;

/// The path, if it leads to a page of this market and nowhere else.
pub fn local(path: &str) -> Option<&str> {
    let is_plain = path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let is_local = path.starts_with('/') && !path.starts_with("//");
    (is_local && is_plain && path.len() <= PATH_LONGEST).then_some(path)
}

/// The answer with a cookie for so many seconds, `more` of its attributes, and none for
/// unencrypted ways if the market has encrypted ones.
pub fn with_cookie(
    app: &App,
    mut answer: Response,
    name: &str,
    value: &str,
    (age_s, more): (i64, &str),
) -> Response {
    let secure = if app.place().url.starts_with("https://") { "; Secure" } else { "" };
    let cookie = format!("{name}={value}; Path=/; SameSite=Lax; Max-Age={age_s}{more}{secure}");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        answer.headers_mut().append(SET_COOKIE, cookie);
    }
    answer
}

/// A problem as a page: what happened, what to do next, a way on.
pub fn page_of_problem(
    app: &App,
    caller: &Caller,
    problem: &Problem,
    id: Option<&str>,
) -> Response {
    if problem.code() == StatusCode::UNAUTHORIZED {
        return back_to(&format!("/sign-in?next={}", encoded(&caller.path)));
    }
    let viewer = Viewer { app, caller, actor: Actor::Stranger };
    let told = viewer.say(word_of(problem));
    let (title, what) = told.split_once('\n').unwrap_or((told.as_str(), ""));
    let refusals: &[Refusal] = match problem.stop() {
        Some(Stop::Refused(refusal)) => std::slice::from_ref(refusal),
        Some(Stop::RefusedAll(all)) => all,
        _ => &[],
    };
    let body = html! {
        div.page-head { h1 { (title) } }
        div.stack {
            @for refusal in refusals {
                (note(Tone::Bad, &app.words().refusal(&caller.reader, refusal), None))
            }
            p { (what.trim()) }
            @if let Some(id) = id {
                p.mute { small { (viewer.say("problem-id")) " " code { (id) } } }
            }
            p.acts { a.btn href="/" { (viewer.say("problem-home")) } }
        }
    };
    Frame::new(&viewer, title).status(problem.code()).page(&body)
}

/// A path as a query's value.
fn encoded(path: &str) -> String {
    let safe = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.".contains(&byte);
    path.bytes()
        .map(|byte| if safe(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_ours_are_followed() {
        for path in ["/", "/deals/deal_1?done=paid", "/i/abc"] {
            assert_eq!(local(path), Some(path));
        }
        for path in
            ["", "deals", "//evil.example", "/\\evil.example", "/a b", "https://a.b", "/\r\n"]
        {
            assert_eq!(local(path), None, "{path:?}");
        }
    }

    #[test]
    fn a_whole_number_is_read_however_it_is_typed() {
        for (text, wanted) in [
            ("1,000", Some(1_000)),
            (" 1 000 ", Some(1_000)),
            ("１０，０００", Some(10_000)),
            ("0.5", None),
            ("-3", None),
            ("", None),
            ("many", None),
        ] {
            assert_eq!(read_whole(text), wanted, "{text}");
        }
    }
}
