//! What people see of people and firms: coming in, their own firm, others' firms.

mod change;
mod firm;
mod invitation;
mod keys;
mod language;
mod letters;
mod reset;
mod sign_in;
mod sign_up;

use axum::Router;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use kernel::rules::Rules;
use kernel::{Actor, Lang, Outcome};
use serde::Deserialize;
use web::page::{Draft, back_to, done};
use web::{App, Caller, LANG_COOKIE, SESSION_COOKIE};

/// The pages of people and firms.
pub fn pages() -> Router<App> {
    Router::new()
        .merge(sign_up::routes())
        .merge(sign_in::routes())
        .merge(reset::routes())
        .merge(invitation::routes())
        .merge(firm::routes())
        .merge(change::routes())
        .merge(keys::routes())
        .merge(letters::routes())
        .merge(language::routes())
}

/// An address of ours is no longer.
const PATH_LONGEST: usize = 512;
const DAY_S: i64 = 86_400;
const YEAR_S: i64 = 365 * DAY_S;

/// Where to go on after signing in: `?next=/…`.
#[derive(Debug, Default, Deserialize)]
struct Onward {
    #[serde(default)]
    next: String,
}

/// The path, if it leads to a page of this market and nowhere else.
fn local(path: &str) -> Option<&str> {
    let is_plain = path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let is_local = path.starts_with('/') && !path.starts_with("//");
    (is_local && is_plain && path.len() <= PATH_LONGEST).then_some(path)
}

/// Who looks at a page that shows nothing from the store.
async fn looker(app: &App, caller: &Caller) -> Outcome<Actor> {
    let (actor, ()) = app.view("party.looker", caller, |_, _| Ok(())).await?;
    Ok(actor)
}

/// 422 for a form that came back with something wrong.
fn status_of(draft: &Draft) -> StatusCode {
    if draft.is_wrong() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }
}

/// Leads on as somebody who has just been signed in by this token.
fn entered(app: &App, token: &str, to: &str, word: Option<&str>) -> Response {
    let age_s = Rules::current().sign_in.session_d.saturating_mul(DAY_S);
    let answer = word.map_or_else(|| back_to(to), |word| done(to, word));
    with_cookie(app, answer, SESSION_COOKIE, token, (age_s, "; HttpOnly"))
}

/// Leads on as somebody who is signed in no longer.
fn departed(app: &App, to: &str, word: &str) -> Response {
    with_cookie(app, done(to, word), SESSION_COOKIE, "", (0, "; HttpOnly"))
}

/// Leads back to a page in another language.
fn translated(app: &App, to: &str, lang: Lang) -> Response {
    with_cookie(app, back_to(to), LANG_COOKIE, lang.tag(), (YEAR_S, ""))
}

fn with_cookie(
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

/// The language that a name is written in, by its letters.
fn lang_of(name: &str) -> Lang {
    let is_han = |c: char| matches!(u32::from(c), 0x3400..=0x9FFF | 0xF900..=0xFAFF);
    if name.chars().any(is_han) { Lang::ZhCn } else { Lang::En }
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
    fn a_name_in_chinese_letters_is_chinese() {
        assert_eq!(lang_of("慈溪兰花针织厂"), Lang::ZhCn);
        assert_eq!(lang_of("Berg & Söner AB"), Lang::En);
    }
}
