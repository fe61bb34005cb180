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

use crate::api::browser_mark;
use crate::model::{Contact, TypedCode};
use axum::Router;
use axum::http::StatusCode;
use axum::response::Response;
use kernel::rules::Rules;
use kernel::{Actor, Lang, Outcome};
use serde::Deserialize;
use web::page::{Draft, Posted, YEAR_S, back_to, done, local, with_cookie};
use web::{App, BROWSER_COOKIE, Caller, LANG_COOKIE, SESSION_COOKIE, hash_of_token};

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

const DAY_S: i64 = 86_400;

/// Where to go on after signing in: `?next=/…`.
#[derive(Debug, Default, Deserialize)]
struct Onward {
    #[serde(default)]
    next: String,
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

/// Leads on as somebody who has proved that a contact is theirs; the browser keeps that, also when
/// they have signed out.
fn proved(app: &App, caller: &Caller, contact: &str, answer: Response) -> Response {
    let Ok(contact) = Contact::parse(contact) else { return answer };
    let mark = browser_mark(app, caller, &contact);
    with_cookie(app, answer, BROWSER_COOKIE, &mark, (YEAR_S, "; HttpOnly"))
}

/// A code as it was typed, with the ticket that the page has for it.
fn typed_code(posted: &Posted) -> TypedCode {
    let ticket = hash_of_token(posted.field("ticket"));
    TypedCode { code: posted.field("code").to_owned(), ticket }
}

/// Leads on as somebody who is signed in no longer.
fn departed(app: &App, to: &str, word: &str) -> Response {
    with_cookie(app, done(to, word), SESSION_COOKIE, "", (0, "; HttpOnly"))
}

/// Leads back to a page in another language.
fn translated(app: &App, to: &str, lang: Lang) -> Response {
    with_cookie(app, back_to(to), LANG_COOKIE, lang.tag(), (YEAR_S, ""))
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
    fn a_name_in_chinese_letters_is_chinese() {
        assert_eq!(lang_of("慈溪兰花针织厂"), Lang::ZhCn);
        assert_eq!(lang_of("Berg & Söner AB"), Lang::En);
    }
}
