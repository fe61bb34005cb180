//! What an owner does with an address.

use super::one::page;
use crate::actions;
use crate::api::{Kept, hook_id};
use crate::jobs::seal;
use crate::model::{EventKind, HookKind, HooksRefusal, Proof, secret_text};
use ::store::Tx;
use axum::extract::{Path, State};
use kernel::{Actor, Id, Outcome, Stop, Timestamp};
use party::Checked;
use web::page::{Draft, PageResult, Posted, done};
use web::{App, Caller, Nothing};

fn path(id: Id<HookKind>) -> String {
    format!("/webhooks/{id}")
}

/// Acts, and leads back to the page with a word about it; a refusal stands on the page.
async fn act_on(
    app: &App,
    caller: &Caller,
    (id, name, word): (Id<HookKind>, &'static str, &str),
    posted: Posted,
    act: impl FnMut(&mut Tx<'_>, &Actor) -> Outcome<Nothing> + Send + 'static,
) -> PageResult {
    match app.act(name, caller, &posted.call, None, act).await {
        Ok(_) => Ok(done(&path(id), word)),
        Err(stop) => page(app, caller, id, (&Draft::refused(posted.typed, stop)?, None)).await,
    }
}

pub(super) async fn set_state(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    posted: Posted,
) -> PageResult {
    let id = hook_id(&told)?;
    let resumes = posted.field("state") == "active";
    let act = move |tx: &mut Tx<'_>, by: &Actor| {
        let after = match resumes {
            true => actions::resume_endpoint(tx, by, id),
            false => actions::pause_endpoint(tx, by, id),
        };
        after.map(|_| Nothing {})
    };
    let word = if resumes { "hook-resumed" } else { "hook-paused" };
    act_on(&app, &caller, (id, "hooks.state", word), posted, act).await
}

pub(super) async fn test(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    posted: Posted,
) -> PageResult {
    let id = hook_id(&told)?;
    let act =
        move |tx: &mut Tx<'_>, by: &Actor| actions::test_endpoint(tx, by, id).map(|_| Nothing {});
    act_on(&app, &caller, (id, "hooks.test", "hook-tested"), posted, act).await
}

/// Another secret, which is shown here and nowhere else.
pub(super) async fn rotate(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    posted: Posted,
) -> PageResult {
    let id = hook_id(&told)?;
    let act = move |tx: &mut Tx<'_>, by: &Actor| actions::rotate_secret(tx, by, id).map(Kept::of);
    let call = party::api::sealed(&app, &caller, &posted.call);
    let kept = app.act("hooks.rotate", &caller, &call, None, act).await?.value;
    let secret = kept.secret(&app);
    page(&app, &caller, id, (&Draft::default(), Some(&secret))).await
}

pub(super) async fn ask_code(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    posted: Posted,
) -> PageResult {
    let (id, lang) = (hook_id(&told)?, caller.lang());
    let act = move |tx: &mut Tx<'_>, by: &Actor| {
        actions::endpoint(tx, by, id)?;
        party::ask_code_again(tx, by, lang).map(|()| Nothing {})
    };
    act_on(&app, &caller, (id, "hooks.ask-code", "hook-code"), posted, act).await
}

/// The present secret, for an owner who proves a second time that it is them.
pub(super) async fn show_secret(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    posted: Posted,
) -> PageResult {
    let id = hook_id(&told)?;
    match proven(&app, &caller, id, &posted).await {
        Ok(proof) => {
            let secret = secret_text(&seal(&app, &proof).key);
            page(&app, &caller, id, (&Draft::default(), Some(&secret))).await
        }
        Err(stop) => page(&app, &caller, id, (&Draft::refused(posted.typed, stop)?, None)).await,
    }
}

/// The password is compared beside the runtime; the code where it is spent.
async fn proven(app: &App, caller: &Caller, id: Id<HookKind>, posted: &Posted) -> Outcome<Proof> {
    let told = posted.typed.get("password").map_or("", String::as_str);
    let verified = party::api::prove_password(app, caller, told).await?;
    let code = posted.field("code").to_owned();
    let act = move |tx: &mut Tx<'_>, by: &Actor| {
        let seen = actions::show_secret(tx, by, id, (verified.as_deref(), &code))?;
        Ok(match seen {
            Checked::Wrong { left } => Checked::Wrong { left },
            Checked::Right(proof) => Checked::Right((proof.firm, proof.salt)),
        })
    };
    let call = party::api::sealed(app, caller, &posted.call);
    let answered = app.act("hooks.show-secret", caller, &call, None, act).await?;
    let (firm, salt) = answered.value.into_outcome()?;
    Ok(Proof { firm, id, salt, old_salt: None })
}

pub(super) async fn replay_since(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    posted: Posted,
) -> PageResult {
    let id = hook_id(&told)?;
    let since = read_local(posted.field("since"), app.zone());
    let act = move |tx: &mut Tx<'_>, by: &Actor| {
        let since = since.ok_or(HooksRefusal::Since)?;
        actions::replay_since(tx, by, id, since).map(|_| Nothing {})
    };
    act_on(&app, &caller, (id, "hooks.replay-since", "hook-replayed"), posted, act).await
}

/// A civil time such as `2027-03-09T08:30`, in the market's zone.
fn read_local(told: &str, zone: &str) -> Option<Timestamp> {
    let civil: jiff::civil::DateTime = told.parse().ok()?;
    Some(civil.in_tz(zone).ok()?.timestamp().into())
}

pub(super) async fn replay(
    State(app): State<App>,
    caller: Caller,
    Path((hook, event)): Path<(String, String)>,
    posted: Posted,
) -> PageResult {
    let id = hook_id(&hook)?;
    let event: Id<EventKind> = event.parse().map_err(|_| Stop::Absent)?;
    let act =
        move |tx: &mut Tx<'_>, by: &Actor| actions::replay(tx, by, id, event).map(|()| Nothing {});
    act_on(&app, &caller, (id, "hooks.replay", "hook-replayed"), posted, act).await
}

pub(super) async fn remove(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    posted: Posted,
) -> PageResult {
    let id = hook_id(&told)?;
    let act = move |tx: &mut Tx<'_>, by: &Actor| {
        actions::remove_endpoint(tx, by, id).map(|()| Nothing {})
    };
    app.act("hooks.remove", &caller, &posted.call, None, act).await?;
    Ok(done("/webhooks", "hook-removed"))
}
