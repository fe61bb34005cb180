//! What verifies a firm, and what waits for a clerk.

use super::{id, lines, show, viewer};
use crate::model::GateRefusal;
use crate::{actions, views};
use agency::{AgencyRefusal, CapabilityKind};
use axum::extract::State;
use kernel::{Actor, Firm, Id, Stop};
use store::Tx;
use web::page::{Draft, PageResult, Posted, done};
use web::{App, Caller, Nothing};

/// What verifies the firm.
pub(super) async fn own(State(app): State<App>, caller: Caller) -> PageResult {
    own_page(&app, &caller, &Draft::default()).await
}

async fn own_page(app: &App, caller: &Caller, draft: &Draft) -> PageResult {
    let look =
        app.view("gate.checks-page", caller, |tx, by| Ok((actions::checks(tx, by)?, tx.now())));
    let (actor, (checks, now)) = look.await?;
    let viewer = viewer(app, caller, actor);
    let body = views::checks::own(&viewer, &checks, now, draft);
    Ok(show(&viewer, ("gate-checks", "/firm"), draft, &body))
}

/// Sends the firm's registry number in.
pub(super) async fn send_number(
    State(app): State<App>,
    caller: Caller,
    posted: Posted,
) -> PageResult {
    let number = posted.field("number").to_owned();
    let act =
        move |tx: &mut Tx<'_>, by: &Actor| actions::ask_check(tx, by, &number).map(|_| Nothing {});
    match app.act("gate.ask-check", &caller, &posted.call, None, act).await {
        Ok(_) => Ok(done("/firm/checks", "gate-number-sent")),
        Err(stop) => own_page(&app, &caller, &Draft::refused(posted.typed, stop)?).await,
    }
}

/// Verifies the firm by the address that the person signs in with.
pub(super) async fn by_mail(State(app): State<App>, caller: Caller, posted: Posted) -> PageResult {
    let act = |tx: &mut Tx<'_>, by: &Actor| actions::verify_by_mail(tx, by).map(|_| Nothing {});
    match app.act("gate.verify-by-mail", &caller, &posted.call, None, act).await {
        Ok(_) => Ok(done("/firm/checks", "gate-verified")),
        Err(stop) => own_page(&app, &caller, &Draft::refused(posted.typed, stop)?).await,
    }
}

/// Registry numbers and capabilities that wait for a clerk.
pub(super) async fn waiting(State(app): State<App>, caller: Caller) -> PageResult {
    waiting_page(&app, &caller, &Draft::default()).await
}

async fn waiting_page(app: &App, caller: &Caller, draft: &Draft) -> PageResult {
    let look = app.view("gate.waiting-page", caller, |tx, by| {
        let numbers = actions::list_waiting_checks(tx, by, Id::new(0))?;
        let claims = agency::claims(tx, by)?;
        let of_numbers = numbers.iter().map(|number| number.firm);
        let firms: Vec<Id<Firm>> = of_numbers.chain(claims.iter().map(|one| one.firm)).collect();
        let lines = lines(tx, &firms)?;
        Ok(views::checks::Waiting { numbers, claims, lines })
    });
    let (actor, waiting) = look.await?;
    let viewer = viewer(app, caller, actor);
    let body = views::checks::waiting(&viewer, &waiting, draft);
    Ok(show(&viewer, ("gate-waiting", "/checks"), draft, &body))
}

/// A clerk answers for a registry number.
pub(super) async fn answer(State(app): State<App>, caller: Caller, posted: Posted) -> PageResult {
    let (firm, check) = (posted.field("firm").to_owned(), posted.field("check").to_owned());
    let (holds, note) = (posted.field("holds").to_owned(), posted.field("note").to_owned());
    let act = move |tx: &mut Tx<'_>, by: &Actor| {
        let holds = read_holds(&holds)?;
        let (firm, check): (Id<Firm>, _) = (id(&firm)?, id(&check)?);
        actions::answer_check(tx, by, firm, check, holds, &note).map(|_| Nothing {})
    };
    match app.act("gate.answer-check", &caller, &posted.call, None, act).await {
        Ok(_) => Ok(done("/checks", "gate-answered")),
        Err(stop) => waiting_page(&app, &caller, &Draft::refused(posted.typed, stop)?).await,
    }
}

/// A clerk says whether evidence shows a capability.
pub(super) async fn judge(State(app): State<App>, caller: Caller, posted: Posted) -> PageResult {
    let (firm, kind) = (posted.field("firm").to_owned(), posted.field("kind").to_owned());
    let (holds, note) = (posted.field("holds").to_owned(), posted.field("note").to_owned());
    let act = move |tx: &mut Tx<'_>, by: &Actor| {
        let holds = read_holds(&holds)?;
        let firm: Id<Firm> = id(&firm)?;
        let kind = CapabilityKind::from_word(&kind).ok_or(AgencyRefusal::CapabilityUnknown)?;
        agency::judge(tx, by, firm, kind, holds, &note).map(|_| Nothing {})
    };
    match app.act("gate.judge", &caller, &posted.call, None, act).await {
        Ok(_) => Ok(done("/checks", "gate-answered")),
        Err(stop) => waiting_page(&app, &caller, &Draft::refused(posted.typed, stop)?).await,
    }
}

fn read_holds(told: &str) -> Result<bool, Stop> {
    match told {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(GateRefusal::VerdictUnknown.into()),
    }
}
