//! Coming in: by a code, or by an invitation.

use super::sign_in::{begun, entered};
use super::{Fields, SessionAnswer, hash, sealed_token, stranger};
use crate::actions;
use crate::model::{Acceptance, NewFirm, NewMember, NewPerson, TypedCode};
use axum::extract::{Path, State};
use axum::response::Response;
use kernel::{Lang, Outcome};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{App, Caller, Command, Problem, hash_of_token};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(sign_up)).routes(routes!(accept_invitation))
}

/// A person signs up and opens a firm.
#[derive(Deserialize, ToSchema)]
struct SignUp {
    /// An e-mail address or a phone number.
    #[schema(example = "anna@example.se")]
    contact: String,
    /// The code that was sent there for `sign_up`.
    #[schema(example = "01234567")]
    code: String,
    /// The ticket that asking for the code has given.
    ticket: String,
    /// Their name.
    #[schema(min_length = 1, max_length = 120, example = "Anna Berg")]
    name: String,
    /// A password, 8 to 128 characters; without one they sign in by codes.
    #[schema(min_length = 8, max_length = 128)]
    password: Option<String>,
    /// The language they read; that of the request if left out.
    #[schema(value_type = Option<String>, example = "en")]
    lang: Option<Lang>,
    /// Their firm.
    firm: FirmRequest,
}

/// A firm to be opened.
#[derive(Deserialize, ToSchema)]
struct FirmRequest {
    /// Its name.
    #[schema(min_length = 1, max_length = 120, example = "Berg & Söner AB")]
    name: String,
    /// Where it is registered: ISO 3166-1 alpha-2.
    #[schema(min_length = 2, max_length = 2, example = "SE")]
    country: String,
}

/// Sign up and open a firm, of which you are the owner.
#[utoipa::path(post, path = "/api/v1/sign-ups", tag = "party", request_body = SignUp,
    responses((status = 201, body = SessionAnswer)))]
async fn sign_up(
    State(app): State<App>,
    caller: Caller,
    command: Command<SignUp>,
) -> Result<Response, Problem> {
    let (Command { body, call }, caller) = (command, stranger(&caller));
    let new = new_member(&app, &caller, body).await?;
    let (call, token) = sealed_token(&app, &caller, "session", &call);
    let (home, session) = (Some(new.contact.home()), hash_of_token(&token));
    let act = move |tx: &mut store::Tx<'_>, _: &kernel::Actor| actions::sign_up(tx, &new, session);
    let answered = app.act("party.sign-up", &caller, &call, home, act).await?;
    Ok(begun(token, answered)?)
}

async fn new_member(app: &App, caller: &Caller, body: SignUp) -> Outcome<NewMember> {
    let lang = body.lang.unwrap_or(caller.lang());
    let mut fields = Fields::default();
    let contact = fields.contact(&body.contact);
    let name = fields.name(&body.name, "name");
    let password = fields.password(body.password.as_deref());
    let firm_name = fields.name(&body.firm.name, "firm.name");
    let country = fields.country(&body.firm.country, "firm.country");
    let whole = contact.zip(name).zip(firm_name.zip(country));
    let ((contact, name), (firm_name, country)) = fields.all(whole)?;
    let password_hash = hash(app, password).await?;
    Ok(NewMember {
        contact,
        code: TypedCode { code: body.code, ticket: hash_of_token(&body.ticket) },
        person: NewPerson { name, password_hash, lang },
        firm: NewFirm { name: firm_name, name_lang: lang, country },
    })
}

/// Somebody takes up an invitation. Who is signed in needs none of it.
#[derive(Deserialize, ToSchema)]
struct AcceptanceRequest {
    /// The name of somebody new.
    #[schema(min_length = 1, max_length = 120)]
    name: Option<String>,
    /// A password for somebody new, 8 to 128 characters; without one they sign in by codes.
    #[schema(min_length = 8, max_length = 128)]
    password: Option<String>,
    /// The language they read; that of the request if left out.
    #[schema(value_type = Option<String>, example = "en")]
    lang: Option<Lang>,
}

/// Take up an invitation, as somebody new or as who is signed in.
#[utoipa::path(post, path = "/api/v1/invitations/{token}/acceptances", tag = "party",
    params(("token" = String, Path, description = "From the link of the invitation")),
    request_body = AcceptanceRequest, responses((status = 201, body = SessionAnswer)))]
async fn accept_invitation(
    State(app): State<App>,
    caller: Caller,
    Path(invitation): Path<String>,
    command: Command<AcceptanceRequest>,
) -> Result<Response, Problem> {
    let Command { body, call } = command;
    let newcomer = newcomer(&app, &caller, body).await?;
    let (call, token) = sealed_token(&app, &caller, "session", &call);
    let session = hash_of_token(&token);
    let acceptance = Acceptance { invitation: hash_of_token(&invitation), newcomer, session };
    let act = move |tx: &mut store::Tx<'_>, by: &kernel::Actor| {
        actions::accept_invitation(tx, by, &acceptance)
    };
    let answered = app.act("party.accept-invitation", &caller, &call, None, act).await?;
    Ok(entered(token, answered))
}

async fn newcomer(
    app: &App,
    caller: &Caller,
    body: AcceptanceRequest,
) -> Outcome<Option<NewPerson>> {
    let lang = body.lang.unwrap_or(caller.lang());
    let Some(name) = body.name else { return Ok(None) };
    let mut fields = Fields::default();
    let name = fields.name(&name, "name");
    let password = fields.password(body.password.as_deref());
    let name = fields.all(name)?;
    let password_hash = hash(app, password).await?;
    Ok(Some(NewPerson { name, password_hash, lang }))
}
