//! The same acts as JSON, described for OpenAPI.

mod firm;
mod keys;
mod members;
mod sign_in;
mod sign_up;

pub(crate) use sign_in::prove;
pub use sign_in::prove_password;

use crate::model::{
    Asking, Contact, Country, KnownBy, Name, PartyRefusal, Password, hash_password,
};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kernel::{Desk, Firm, Id, Outcome, Person, Refusal, Role, Stop, Timestamp};
use serde::{Deserialize, Serialize};
use store::Answered;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use web::{App, Call, Caller, Guesser, hash_of_token};

/// The routes of people and firms.
pub fn api() -> OpenApiRouter<App> {
    sign_in::routes()
        .merge(sign_up::routes())
        .merge(firm::routes())
        .merge(members::routes())
        .merge(keys::routes())
}

/// A session that began.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SessionAnswer {
    /// Send it as `Authorization: Bearer …`; shown here only.
    #[schema(example = "mzxw6ytboi4dgnbvgy3tqojqge")]
    pub token: String,
    /// Who is signed in.
    #[schema(value_type = String, example = "person_01kd8v3m2q004")]
    pub person: Id<Person>,
    /// For which firm.
    #[schema(value_type = Option<String>, example = "firm_01kd8v3m2q008")]
    pub firm: Option<Id<Firm>>,
    /// `owner` or `staff`.
    #[schema(value_type = Option<String>, example = "owner")]
    pub role: Option<Role>,
    /// `operator` or `officer`, for the market's own people.
    #[schema(value_type = Option<String>)]
    pub desk: Option<Desk>,
    /// Until when.
    #[schema(value_type = String, format = DateTime)]
    pub expires_at: Timestamp,
}

/// Reads the fields of a request and gathers what is wrong with any of them.
#[derive(Default)]
pub(crate) struct Fields(Vec<Refusal>);

impl Fields {
    pub(crate) fn take<T>(&mut self, read: Result<T, PartyRefusal>) -> Option<T> {
        read.map_err(|refusal| self.0.push(refusal.into())).ok()
    }

    pub(crate) fn contact(&mut self, told: &str) -> Option<Contact> {
        self.take(Contact::parse(told))
    }

    pub(crate) fn name(&mut self, told: &str, field: &'static str) -> Option<Name> {
        self.take(Name::parse(told, field))
    }

    pub(crate) fn country(&mut self, told: &str, field: &'static str) -> Option<Country> {
        self.take(Country::parse(told, field))
    }

    /// A password that may be left out.
    pub(crate) fn password(&mut self, told: Option<&str>) -> Option<Password> {
        told.and_then(|told| self.take(Password::parse(told)))
    }

    /// What was read, if nothing is wrong.
    pub(crate) fn all<T>(self, read: Option<T>) -> Outcome<T> {
        read.filter(|_| self.0.is_empty()).ok_or(Stop::RefusedAll(self.0))
    }
}

/// The caller as a stranger: what begins a session does not ask for one, even if the token that
/// comes along is over.
pub(crate) fn stranger(caller: &Caller) -> Caller {
    let mut stranger = caller.clone();
    stranger.credential = None;
    stranger
}

/// The call sealed, for whatever takes a secret or gives a token. The store keeps a hash of every
/// body, and a hash of a password or a code could be guessed by trying. And a colleague who sends
/// the same key and body must not be answered with what was another's to ask for.
pub fn sealed(app: &App, caller: &Caller, call: &Call) -> Call {
    let credential = caller.credential.unwrap_or_default();
    let body = app.derive("call", &[&credential, &call.body]).into_bytes();
    Call { key: call.key.clone(), body, is_preview: call.is_preview }
}

/// The call sealed, and a token that this very request makes, and makes again when it is sent
/// again; from another caller the same request makes another one.
pub(crate) fn sealed_token(
    app: &App,
    caller: &Caller,
    purpose: &str,
    call: &Call,
) -> (Call, String) {
    let call = sealed(app, caller, call);
    let token = app.derive(purpose, &[call.key.as_bytes(), &call.body]);
    (call, token)
}

/// What a browser keeps in which somebody has proved that a contact is theirs; only this market can
/// have made it. By it the owner is told from strangers who guess at their password (a device
/// cookie, as OWASP calls it). A browser that has one for the contact keeps that one.
pub(crate) fn browser_mark(app: &App, caller: &Caller, contact: &Contact) -> String {
    if let Some((mark, _)) = kept_mark(app, caller, contact) {
        return mark.to_owned();
    }
    let nonce = app.fresh_key();
    let proof = app.derive("browser", &[contact.value().as_bytes(), nonce.as_bytes()]);
    format!("{nonce}.{proof}")
}

/// The mark that a browser keeps, if it is one for this contact, and what is its own in it.
fn kept_mark<'a>(app: &App, caller: &'a Caller, contact: &Contact) -> Option<(&'a str, &'a str)> {
    let mark = caller.browser.as_deref()?;
    let (nonce, proof) = mark.split_once('.')?;
    let parts = [contact.value().as_bytes(), nonce.as_bytes()];
    app.is_derived("browser", &parts, proof.as_bytes()).then_some((mark, nonce))
}

/// Who tries to come in by a contact.
fn guesser(app: &App, caller: &Caller, contact: &Contact) -> Guesser {
    match kept_mark(app, caller, contact) {
        Some((_, nonce)) => Guesser::Browser(hash_of_token(nonce)),
        None => Guesser::From(caller.from),
    }
}

/// Who asks for a code to a contact, with this ticket.
pub(crate) fn asking(app: &App, caller: &Caller, contact: &Contact, ticket: &str) -> Asking {
    let guesser = guesser(app, caller, contact);
    let (by, known_by) = match guesser {
        Guesser::Browser(hash) => (hash, KnownBy::Browser),
        // An address is somebody's: the store keeps none.
        other => {
            let by = app.derive_key("asks-from", &[format!("{other:?}").as_bytes()]);
            (by, KnownBy::Address)
        }
    };
    Asking { ticket: hash_of_token(ticket), by, known_by }
}

pub(crate) async fn hash(app: &App, password: Option<Password>) -> Outcome<Option<String>> {
    match password {
        Some(password) => Ok(Some(app.hash(move || hash_password(&password)).await??)),
        None => Ok(None),
    }
}

/// The answer to an act after which nothing is left to show.
fn gone(answered: &Answered<()>) -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    if answered.was_replayed {
        let told = axum::http::HeaderValue::from_static("true");
        response.headers_mut().insert("idempotency-replayed", told);
    }
    response
}

/// An id from the address; what is none is of nothing.
fn id<K: kernel::Kind>(told: &str) -> Outcome<Id<K>> {
    told.parse().map_err(|_| Stop::Absent)
}
