//! Signing up: one page, two posts.

use super::{Onward, entered, lang_of, local, looker, proved, status_of, typed_code};
use crate::api::{Fields, asking, hash, sealed_token, stranger};
use crate::model::{Checked, Contact, NewFirm, NewMember, NewPerson, Purpose};
use crate::{actions, views};
use axum::Router;
use axum::extract::{Query, State};
use axum::routing::get;
use kernel::{Actor, Lang, Outcome};
use web::page::{Draft, Frame, PageResult, Posted, Viewer, back_to};
use web::{App, Call, Caller, Nothing, hash_of_token};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/sign-up", get(show).post(post))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Details,
    Code,
}

async fn show(
    State(app): State<App>,
    caller: Caller,
    Query(Onward { next }): Query<Onward>,
) -> PageResult {
    if looker(&app, &caller).await? != Actor::Stranger {
        return Ok(back_to(local(&next).unwrap_or("/firm")));
    }
    let country = if caller.lang() == Lang::ZhCn { "CN" } else { "" };
    let draft = Draft::of([("country", country.to_owned()), ("next", next)]);
    Ok(page(&app, &caller, Half::Details, &draft))
}

async fn post(State(app): State<App>, caller: Caller, posted: Posted) -> PageResult {
    match posted.field("act") {
        "change" => Ok(page(&app, &caller, Half::Details, &kept(&posted))),
        "open" => open(&app, &caller, posted).await,
        _ => send(&app, &caller, posted).await,
    }
}

fn page(app: &App, caller: &Caller, half: Half, draft: &Draft) -> axum::response::Response {
    let viewer = Viewer { app, caller, actor: Actor::Stranger };
    let body = match half {
        Half::Details => views::sign_up::first_half(&viewer, draft),
        Half::Code => views::sign_up::second_half(&viewer, draft),
    };
    let title = viewer.say("party-sign-up-title");
    Frame::new(&viewer, title).status(status_of(draft)).page(&body)
}

/// What was typed, for showing the form again.
fn kept(posted: &Posted) -> Draft {
    let typed = posted.typed.iter().map(|(name, value)| (name.as_str(), value.clone()));
    Draft::of(typed)
}

/// Checks what was typed and sends the code.
async fn send(app: &App, caller: &Caller, mut posted: Posted) -> PageResult {
    let sent = match member(&posted, caller.lang()) {
        Ok(new) => ask_code(app, caller, &mut posted, new.contact, Purpose::SignUp).await,
        Err(stop) => Err(stop),
    };
    match sent {
        Ok(()) => {
            let mut typed = posted.typed;
            typed.remove("code");
            let typed = typed.iter().map(|(name, value)| (name.as_str(), value.clone()));
            Ok(page(app, caller, Half::Code, &Draft::of(typed)))
        }
        Err(stop) => {
            // Of the codes that were sent, the last one can still be typed.
            let is_enough = stop.code() == Some("party-codes-too-many");
            let has_code = is_enough && !posted.field("ticket").is_empty();
            let half = if has_code { Half::Code } else { Half::Details };
            Ok(page(app, caller, half, &Draft::refused(posted.typed, stop)?))
        }
    }
}

/// Sends a code to a contact, and writes its ticket down among what was typed. The same page sent
/// twice sends one.
pub(super) async fn ask_code(
    app: &App,
    caller: &Caller,
    posted: &mut Posted,
    contact: Contact,
    purpose: Purpose,
) -> Outcome<()> {
    let (lang, home) = (caller.lang(), Some(contact.home()));
    // What else was typed does not matter to the letter.
    let body = contact.value().as_bytes().to_vec();
    let call = Call { key: posted.call.key.clone(), body, is_preview: false };
    let caller = stranger(caller);
    let (call, ticket) = sealed_token(app, &caller, "ticket", &call);
    let asking = asking(app, &caller, &contact, &ticket);
    let act = move |tx: &mut store::Tx<'_>, _: &Actor| {
        actions::ask_code(tx, &contact, purpose, &asking, lang)?;
        Ok(Nothing {})
    };
    app.act("party.ask-code", &caller, &call, home, act).await?;
    posted.typed.insert("ticket".to_owned(), ticket);
    Ok(())
}

/// Who signs up, for which firm; the password is read apart.
fn member(posted: &Posted, lang: Lang) -> Outcome<NewMember> {
    let mut fields = Fields::default();
    let firm_name = fields.name(posted.field("firm_name"), "firm_name");
    let country = fields.country(posted.field("country"), "country");
    let name = fields.name(posted.field("name"), "name");
    let contact = fields.contact(posted.field("contact"));
    let whole = contact.zip(name).zip(firm_name.zip(country));
    let ((contact, name), (firm_name, country)) = fields.all(whole)?;
    let name_lang = lang_of(firm_name.as_str());
    Ok(NewMember {
        contact,
        code: typed_code(posted),
        person: NewPerson { name, password_hash: None, lang },
        firm: NewFirm { name: firm_name, name_lang, country },
    })
}

async fn open(app: &App, caller: &Caller, posted: Posted) -> PageResult {
    match opened(app, caller, &posted).await {
        Ok(token) => {
            let next = local(posted.field("next")).unwrap_or("/firm");
            let answer = entered(app, &token, next, Some("firm-opened"));
            Ok(proved(app, caller, posted.field("contact"), answer))
        }
        Err(stop) => {
            let draft = Draft::refused(posted.typed, stop)?;
            let half =
                if draft.is_wrong_in(views::sign_up::DETAILS) { Half::Details } else { Half::Code };
            Ok(page(app, caller, half, &draft))
        }
    }
}

/// Opens the firm; gives the token of the session that began.
async fn opened(app: &App, caller: &Caller, posted: &Posted) -> Outcome<String> {
    let mut new = member(posted, caller.lang())?;
    let mut fields = Fields::default();
    // A password is taken as it was typed.
    let told = posted.typed.get("password").filter(|told| !told.is_empty());
    let password = fields.password(told.map(String::as_str));
    fields.all(Some(()))?;
    new.person.password_hash = hash(app, password).await?;
    let caller = stranger(caller);
    let (call, token) = sealed_token(app, &caller, "session", &posted.call);
    let (home, session) = (Some(new.contact.home()), hash_of_token(&token));
    let act = move |tx: &mut store::Tx<'_>, _: &Actor| actions::sign_up(tx, &new, session);
    let answered = app.act("party.sign-up", &caller, &call, home, act).await?;
    Checked::into_outcome(answered.value)?;
    Ok(token)
}
