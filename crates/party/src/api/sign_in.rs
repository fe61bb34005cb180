//! Codes, sessions, passwords.

use super::{Fields, SessionAnswer, asking, gone, guesser, hash, sealed_token, stranger};
use crate::actions;
use crate::model::{
    Checked, Contact, PartyRefusal, Proof, Purpose, SignedIn, TypedCode, verify_if_known,
    verify_password,
};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use kernel::{Firm, Id, Lang, Outcome, Stop};
use serde::{Deserialize, Serialize};
use store::Answered;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{App, Caller, Command, Guesser, Nothing, Problem, hash_of_token, reply};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(ask_code))
        .routes(routes!(sign_in))
        .routes(routes!(sign_out))
        .routes(routes!(reset_password))
}

/// A code is asked for.
#[derive(Deserialize, ToSchema)]
struct CodeRequest {
    /// An e-mail address or a phone number.
    #[schema(example = "anna@example.se")]
    contact: String,
    /// `sign_up`, `sign_in` or `reset`.
    #[schema(value_type = String, example = "sign_up")]
    purpose: Purpose,
    /// The language of the letter; that of the request if left out.
    #[schema(value_type = Option<String>, example = "en")]
    lang: Option<Lang>,
}

/// A code is on its way, if there is anything to open with it.
#[derive(Serialize, ToSchema)]
struct CodeAsked {
    /// Send it back with the code: without it the code opens nothing, and nobody else's wrong tries
    /// are counted for yours. It is made from the request and its Idempotency-Key: whoever guesses
    /// the key has the ticket, too.
    #[schema(example = "mzxw6ytboi4dgnbvgy3tqojqge")]
    ticket: String,
}

/// Send a code to an e-mail address or a phone number.
///
/// The answer is alike whether or not anybody is known by it. Programs keep no mark of whoever has
/// signed in with them, as browsers do: codes and passwords are counted as a stranger's, by the
/// address that they come from.
#[utoipa::path(post, path = "/api/v1/codes", tag = "party", request_body = CodeRequest,
    responses((status = 202, body = CodeAsked)))]
async fn ask_code(
    State(app): State<App>,
    caller: Caller,
    command: Command<CodeRequest>,
) -> Result<Response, Problem> {
    let (Command { body, call }, caller) = (command, stranger(&caller));
    let contact = Contact::parse(&body.contact).map_err(Stop::from)?;
    let lang = body.lang.unwrap_or(caller.lang());
    let (call, ticket) = sealed_token(&app, &caller, "ticket", &call);
    let (home, asking) = (Some(contact.home()), asking(&app, &caller, &contact, &ticket));
    let act = move |tx: &mut store::Tx<'_>, _: &kernel::Actor| {
        actions::ask_code(tx, &contact, body.purpose, &asking, lang)?;
        Ok(Nothing {})
    };
    let answered = app.act("party.ask-code", &caller, &call, home, act).await?;
    let value = CodeAsked { ticket };
    let answered = Answered { value, was_replayed: answered.was_replayed };
    Ok(reply(StatusCode::ACCEPTED, answered, None))
}

/// Somebody signs in by a password or by a code.
#[derive(Deserialize, ToSchema)]
struct SignInRequest {
    /// An e-mail address or a phone number.
    #[schema(example = "anna@example.se")]
    contact: String,
    /// Their password, or else `code`.
    password: Option<String>,
    /// The code that was sent to them, or else `password`.
    code: Option<String>,
    /// The ticket that asking for the code has given.
    ticket: Option<String>,
    /// The firm to act for; the one joined last if left out.
    #[schema(value_type = Option<String>)]
    firm: Option<Id<Firm>>,
}

/// Sign in.
#[utoipa::path(post, path = "/api/v1/sessions", tag = "party", request_body = SignInRequest,
    responses((status = 201, body = SessionAnswer)))]
async fn sign_in(
    State(app): State<App>,
    caller: Caller,
    command: Command<SignInRequest>,
) -> Result<Response, Problem> {
    let (Command { body, call }, caller) = (command, stranger(&caller));
    let firm = body.firm;
    let contact = Contact::parse(&body.contact).map_err(Stop::from)?;
    let ticket = hash_of_token(&body.ticket.unwrap_or_default());
    let code = body.code.map(|code| TypedCode { code, ticket });
    let proof = prove(&app, &caller, &contact, (body.password, code)).await?;
    let (call, token) = sealed_token(&app, &caller, "session", &call);
    let (home, session) = (Some(contact.home()), hash_of_token(&token));
    let act = move |tx: &mut store::Tx<'_>, _: &kernel::Actor| {
        actions::sign_in(tx, &contact, &proof, firm, session)
    };
    let answered = app.act("party.sign-in", &caller, &call, home, act).await?;
    Ok(begun(token, answered)?)
}

/// Compares the password outside the transaction; for an unknown contact it takes as long.
pub(crate) async fn prove(
    app: &App,
    caller: &Caller,
    contact: &Contact,
    (password, code): (Option<String>, Option<TypedCode>),
) -> Outcome<Proof> {
    let told = match (password, code) {
        (Some(password), None) => password,
        (None, Some(code)) => return Ok(Proof::Code(code)),
        _ => return Err(PartyRefusal::ProofMissing.into()),
    };
    allow_guess(app, contact, guesser(app, caller, contact))?;
    let contact = contact.clone();
    let look = move |tx: &mut store::Tx<'_>, _: &kernel::Actor| actions::password_of(tx, &contact);
    let kept = app.look("party.password-of", caller, look).await?;
    let compare = move || verify_if_known(kept.as_deref(), &told).then_some(kept).flatten();
    let verified = app.hash(compare).await?.ok_or(PartyRefusal::SignInWrong)?;
    Ok(Proof::Password { verified })
}

fn allow_guess(app: &App, contact: &Contact, by: Guesser) -> Outcome<()> {
    match app.limits().allows_guess(contact.home().raw(), by) {
        true => Ok(()),
        false => Err(PartyRefusal::GuessesTooMany.into()),
    }
}

/// An owner who is signed in proves by their password that it is them, before an act that a stolen
/// session should not do. Gives the hash that it was compared with, for `prove_again`; nothing for
/// somebody without a password. Whoever is no owner is stopped before anything is compared.
pub async fn prove_password(app: &App, caller: &Caller, told: &str) -> Outcome<Option<String>> {
    let own = app.look("party.own-password", caller, actions::own_password).await?;
    let Some((person, contact, kept)) = own else { return Ok(None) };
    allow_guess(app, &contact, Guesser::Person(person.raw()))?;
    let told = told.to_owned();
    let compare = move || verify_password(&kept, &told).then_some(kept);
    Ok(Some(app.hash(compare).await?.ok_or(PartyRefusal::SignInWrong)?))
}

/// Sign out.
#[utoipa::path(delete, path = "/api/v1/sessions/current", tag = "party",
    responses((status = 204, description = "Signed out")))]
async fn sign_out(
    State(app): State<App>,
    caller: Caller,
    command: Command<Nothing>,
) -> Result<Response, Problem> {
    let session = caller.credential.ok_or(Stop::SignIn)?;
    let act = move |tx: &mut store::Tx<'_>, by: &kernel::Actor| actions::sign_out(tx, by, &session);
    let answered = app.act("party.sign-out", &caller, &command.call, None, act).await?;
    Ok(gone(&answered))
}

/// Somebody sets a new password.
#[derive(Deserialize, ToSchema)]
struct PasswordReset {
    /// An e-mail address or a phone number.
    #[schema(example = "anna@example.se")]
    contact: String,
    /// The code that was sent there for `reset`.
    #[schema(example = "01234567")]
    code: String,
    /// The ticket that asking for the code has given.
    ticket: String,
    /// The new password: 8 to 128 characters.
    #[schema(min_length = 8, max_length = 128)]
    password: String,
}

/// Set a new password.
///
/// Every session of the person ends, and every code that was sent to the contact; a new session
/// begins.
#[utoipa::path(post, path = "/api/v1/password-resets", tag = "party",
    request_body = PasswordReset, responses((status = 201, body = SessionAnswer)))]
async fn reset_password(
    State(app): State<App>,
    caller: Caller,
    command: Command<PasswordReset>,
) -> Result<Response, Problem> {
    let (Command { body, call }, caller) = (command, stranger(&caller));
    let mut fields = Fields::default();
    let contact = fields.contact(&body.contact);
    let password = fields.password(Some(&body.password));
    let (contact, password) = fields.all(contact.zip(password))?;
    let new_hash = hash(&app, Some(password)).await?.unwrap_or_default();
    let (call, token) = sealed_token(&app, &caller, "session", &call);
    let (home, session) = (Some(contact.home()), hash_of_token(&token));
    let code = TypedCode { code: body.code, ticket: hash_of_token(&body.ticket) };
    let act = move |tx: &mut store::Tx<'_>, _: &kernel::Actor| {
        actions::reset_password(tx, &contact, &code, &new_hash, session)
    };
    let answered = app.act("party.reset-password", &caller, &call, home, act).await?;
    Ok(begun(token, answered)?)
}

/// The answer to a session that began by a code or a password.
pub(super) fn begun(token: String, answered: Answered<Checked<SignedIn>>) -> Outcome<Response> {
    let value = answered.value.into_outcome()?;
    Ok(entered(token, Answered { value, was_replayed: answered.was_replayed }))
}

/// The answer to a session that began. What the store kept of it has no token.
pub(super) fn entered(token: String, answered: Answered<SignedIn>) -> Response {
    let SignedIn { person, firm, role, desk, expires_at } = answered.value;
    let value = SessionAnswer { token, person, firm, role, desk, expires_at };
    let answered = Answered { value, was_replayed: answered.was_replayed };
    reply(StatusCode::CREATED, answered, None)
}
