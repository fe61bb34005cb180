//! What firms say they are.

use super::{id, lines, show, viewer};
use crate::model::{AgencyRefusal, CapabilityKind, MandateState, NewMandate, NewRole};
use crate::{actions, views};
use axum::extract::{Path, Query, State};
use kernel::{Actor, Cursor, Firm, Id, Limit, Outcome};
use serde::Deserialize;
use store::Tx;
use web::page::{Draft, PageResult, Posted, done};
use web::{App, Caller, Nothing};

/// Mandates on a page.
const ROWS: i64 = 25;

/// What the firm says it is, and what it can do.
pub(super) async fn own(State(app): State<App>, caller: Caller) -> PageResult {
    own_page(&app, &caller, None).await
}

async fn own_page(app: &App, caller: &Caller, draft: Option<Draft>) -> PageResult {
    let look = app.view("agency.role-page", caller, |tx, by| {
        let (firm, _) = by.trader()?;
        actions::role_file(tx, by, firm)
    });
    let (actor, file) = look.await?;
    let viewer = viewer(app, caller, actor);
    let draft = draft.unwrap_or_else(|| views::role::draft_of(&file));
    let body = views::role::own(&viewer, &file, &draft);
    Ok(show(&viewer, ("agency-role", "/firm"), &draft, &body))
}

/// Says what the firm is.
pub(super) async fn declare(State(app): State<App>, caller: Caller, posted: Posted) -> PageResult {
    let new = NewRole {
        role: posted.field("role").to_owned(),
        about: posted.field("about").to_owned(),
        offers: posted.field("offers").lines().map(str::to_owned).collect(),
        shows_mandates: posted.field("shows_mandates") == "1",
        licence: Some(posted.field("licence").to_owned()),
    };
    let act = move |tx: &mut Tx<'_>, by: &Actor| actions::declare(tx, by, &new).map(|_| Nothing {});
    match app.act("agency.declare", &caller, &posted.call, None, act).await {
        Ok(_) => Ok(done("/firm/role", "agency-declared")),
        Err(stop) => own_page(&app, &caller, Some(Draft::refused(posted.typed, stop)?)).await,
    }
}

/// Claims a capability.
pub(super) async fn claim(State(app): State<App>, caller: Caller, posted: Posted) -> PageResult {
    let told = posted.field("capability").to_owned();
    let evidence = posted.field("evidence").to_owned();
    let act = move |tx: &mut Tx<'_>, by: &Actor| {
        let kind = CapabilityKind::from_word(&told).ok_or(AgencyRefusal::CapabilityUnknown)?;
        actions::claim(tx, by, kind, &evidence).map(|_| Nothing {})
    };
    match app.act("agency.claim", &caller, &posted.call, None, act).await {
        Ok(_) => Ok(done("/firm/role", "agency-claimed")),
        Err(stop) => own_page(&app, &caller, Some(Draft::refused(posted.typed, stop)?)).await,
    }
}

/// Where a list goes on.
#[derive(Debug, Default, Deserialize)]
pub(super) struct On {
    after: Option<i64>,
}

/// The firm's mandates on both sides.
pub(super) async fn mandates(
    State(app): State<App>,
    caller: Caller,
    Query(on): Query<On>,
) -> PageResult {
    mandates_page(&app, &caller, on, &Draft::default()).await
}

async fn mandates_page(app: &App, caller: &Caller, on: On, draft: &Draft) -> PageResult {
    let look = app.view("agency.mandates-page", caller, move |tx, by| {
        let page = actions::mandates(tx, by, on.after.map(Cursor), Limit::clamp(ROWS))?;
        let firms: Vec<Id<Firm>> = page.rows.iter().map(|mandate| mandate.other_firm).collect();
        Ok((page, lines(tx, &firms)?, tx.now()))
    });
    let (actor, (page, lines, now)) = look.await?;
    let viewer = viewer(app, caller, actor);
    let body = views::role::mandates(&viewer, &page, (&lines, now), draft);
    Ok(show(&viewer, ("agency-mandates", "/firm"), draft, &body))
}

/// Offers a mandate.
pub(super) async fn offer(State(app): State<App>, caller: Caller, posted: Posted) -> PageResult {
    let new = NewMandate {
        firm: posted.field("firm").to_owned(),
        side: posted.field("side").to_owned(),
        scope: posted.field("scope").to_owned(),
        days: posted.whole("days").unwrap_or(0),
        is_shown: posted.field("is_shown") == "1",
    };
    let act =
        move |tx: &mut Tx<'_>, by: &Actor| actions::offer_mandate(tx, by, &new).map(|_| Nothing {});
    match app.act("agency.offer-mandate", &caller, &posted.call, None, act).await {
        Ok(_) => Ok(done("/firm/mandates", "agency-mandate-offered")),
        Err(stop) => {
            let draft = Draft::refused(posted.typed, stop)?;
            mandates_page(&app, &caller, On::default(), &draft).await
        }
    }
}

/// Agrees to a mandate, declines or revokes it.
pub(super) async fn answer(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    posted: Posted,
) -> PageResult {
    let mandate = id(&told)?;
    let word = posted.field("state").to_owned();
    let act = move |tx: &mut Tx<'_>, by: &Actor| {
        let state = MandateState::from_word(&word).ok_or(AgencyRefusal::MandateOver)?;
        actions::answer_mandate(tx, by, mandate, state).map(|_| Nothing {})
    };
    match app.act("agency.answer-mandate", &caller, &posted.call, None, act).await {
        Ok(_) => Ok(done("/firm/mandates", "agency-mandate-answered")),
        Err(stop) => {
            let draft = Draft::refused(posted.typed, stop)?;
            mandates_page(&app, &caller, On::default(), &draft).await
        }
    }
}

/// What a firm says it is, for everybody.
pub(super) async fn file(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
) -> PageResult {
    file_page(&app, &caller, id(&told)?, &Draft::default()).await
}

async fn file_page(app: &App, caller: &Caller, firm: Id<Firm>, draft: &Draft) -> PageResult {
    let look = app.view("agency.role-file", caller, move |tx, by| {
        let file = actions::role_file(tx, by, firm)?;
        let makers = file.mandates.iter().map(|mandate| mandate.other_firm);
        let firms: Vec<Id<Firm>> = makers.chain([firm]).collect();
        Ok(views::role::File { firm, file, lines: lines(tx, &firms)?, now: tx.now() })
    });
    let (actor, file) = look.await?;
    let viewer = viewer(app, caller, actor);
    let body = views::role::file(&viewer, &file, draft);
    Ok(show(&viewer, ("agency-role-of", "/"), draft, &body))
}

/// A clerk writes down what was found.
pub(super) async fn find(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    posted: Posted,
) -> PageResult {
    let firm: Id<Firm> = id(&told)?;
    let evidence = posted.field("evidence").to_owned();
    let act = move |tx: &mut Tx<'_>, by: &Actor| {
        actions::find_against(tx, by, firm, &evidence).map(|_| Nothing {})
    };
    match app.act("agency.find-against", &caller, &posted.call, Some(firm.cast()), act).await {
        Ok(_) => Ok(done(&format!("/firms/{firm}/role"), "agency-found")),
        Err(stop) => file_page(&app, &caller, firm, &Draft::refused(posted.typed, stop)?).await,
    }
}

/// The firm answers a finding; a clerk lifts it.
pub(super) async fn settle(
    State(app): State<App>,
    caller: Caller,
    Path((told, finding)): Path<(String, String)>,
    posted: Posted,
) -> PageResult {
    let (firm, finding): (Id<Firm>, _) = (id(&told)?, id(&finding)?);
    let (reply, reason) = (posted.field("reply").to_owned(), posted.field("reason").to_owned());
    let act = move |tx: &mut Tx<'_>, by: &Actor| -> Outcome<Nothing> {
        if by.is(firm) {
            actions::reply(tx, by, finding, &reply)?;
        } else {
            actions::lift(tx, by, firm, finding, &reason)?;
        }
        Ok(Nothing {})
    };
    match app.act("agency.settle-finding", &caller, &posted.call, Some(firm.cast()), act).await {
        Ok(_) => Ok(done(&format!("/firms/{firm}/role"), "agency-answered")),
        Err(stop) => file_page(&app, &caller, firm, &Draft::refused(posted.typed, stop)?).await,
    }
}
