//! What a firm promises: for itself to sign, for everybody to read.

use super::status_of;
use crate::model::{NewSigning, Own, Promise, PromiseRefusal};
use crate::views::Firm as Shown;
use crate::{actions, views};
use ::store::Tx;
use axum::extract::{Path, State};
use kernel::{Actor, Currency, Firm, Id, Outcome, Role, Stop};
use web::page::{Draft, Frame, PageResult, Posted, Viewer, done};
use web::{App, Caller, Nothing};

/// The firm's own promises, with the form to sign.
pub(super) async fn own(State(app): State<App>, caller: Caller) -> PageResult {
    let draft = Draft::of([("currency", "CNY".to_owned())]);
    show(&app, &caller, &draft).await
}

async fn show(app: &App, caller: &Caller, draft: &Draft) -> PageResult {
    let look = app.view("promise.own-page", caller, |tx, by| {
        let own: Own = actions::own(tx, by)?;
        let firm = by.firm().ok_or(Stop::Forbidden)?;
        let line = party::trust_lines(tx, &[firm])?.pop().ok_or(Stop::Absent)?;
        let wallet = custody::wallet(tx, by)?;
        Ok((own, line, wallet))
    });
    let (actor, (own, line, wallet)) = look.await?;
    let viewer = Viewer { app, caller, actor };
    let is_owner = matches!(actor, Actor::Member { firm: Some((_, Role::Owner)), .. });
    let firm = Shown { own: &own, line: &line, wallet: &wallet, is_owner };
    let body = views::own(&viewer, &firm, draft);
    let title = viewer.say("promise-own-title");
    Ok(Frame::new(&viewer, title).here("/firm/promises").status(status_of(draft)).page(&body))
}

fn currency_of(posted: &Posted) -> Outcome<Currency> {
    web::json::currency(posted.field("currency"))
}

fn read(posted: &Posted) -> Outcome<NewSigning> {
    let currency = currency_of(posted)?;
    let chosen = |promise: &Promise| posted.field(promise.word()) == "1";
    let promises = Promise::ALL.into_iter().filter(chosen).collect();
    let deposit_minor = match posted.field("deposit") {
        "" => 0,
        _ => posted.amount("deposit", currency)?.minor,
    };
    Ok(NewSigning { currency, promises, deposit_minor })
}

/// Signs.
pub(super) async fn sign(State(app): State<App>, caller: Caller, posted: Posted) -> PageResult {
    let told = async {
        let new = read(&posted)?;
        let act =
            move |tx: &mut Tx<'_>, by: &Actor| actions::sign(tx, by, &new).map(|_| Nothing {});
        app.act("promise.sign", &caller, &posted.call, None, act).await
    };
    match told.await {
        Ok(_) => Ok(done("/firm/promises", "promise-signed")),
        Err(stop) => show(&app, &caller, &Draft::refused(posted.typed, stop)?).await,
    }
}

/// Fills the deposit up.
pub(super) async fn top_up(State(app): State<App>, caller: Caller, posted: Posted) -> PageResult {
    let told = async {
        let currency = currency_of(&posted)?;
        let act = move |tx: &mut Tx<'_>, by: &Actor| {
            actions::top_up(tx, by, currency).map(|_| Nothing {})
        };
        app.act("promise.top-up", &caller, &posted.call, None, act).await
    };
    match told.await {
        Ok(_) => Ok(done("/firm/promises", "promise-topped-up")),
        Err(stop) => show(&app, &caller, &Draft::refused(posted.typed, stop)?).await,
    }
}

/// Ends one promise, or all.
pub(super) async fn end(State(app): State<App>, caller: Caller, posted: Posted) -> PageResult {
    let told = async {
        let currency = currency_of(&posted)?;
        let promise = match posted.field("promise") {
            "" => None,
            word => Some(Promise::from_word(word).ok_or(PromiseRefusal::PromiseUnknown)?),
        };
        let act = move |tx: &mut Tx<'_>, by: &Actor| match promise {
            Some(promise) => actions::end_one(tx, by, currency, promise).map(|()| Nothing {}),
            None => actions::end_all(tx, by, currency).map(|_| Nothing {}),
        };
        app.act("promise.end", &caller, &posted.call, None, act).await
    };
    match told.await {
        Ok(_) => Ok(done("/firm/promises", "promise-ended")),
        Err(stop) => show(&app, &caller, &Draft::refused(posted.typed, stop)?).await,
    }
}

/// What a firm promises, for everybody.
pub(super) async fn of_firm(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
) -> PageResult {
    let firm: Id<Firm> = told.parse().map_err(|_| Stop::Absent)?;
    let look = app.view("promise.firm-page", &caller, move |tx, _| {
        let line = party::trust_lines(tx, &[firm])?.pop().ok_or(Stop::Absent)?;
        Ok((actions::promises_of(tx, firm)?, line))
    });
    let (actor, (own, line)) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let title = viewer.say_with("promise-of-firm", &[("firm", line.name.as_str().into())]);
    let frame = Frame::new(&viewer, title).indexed().address(format!("/firms/{firm}/promises"));
    Ok(frame.page(&views::of_firm(&viewer, &line, &own)))
}
