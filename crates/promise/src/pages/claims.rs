//! The claims of a firm and of a deal, and one of them.

use super::status_of;
use crate::actions::{self, Which, claimable};
use crate::api::which;
use crate::model::{Act, Claimable, CompensationView, NewClaim, Promise, PromiseRefusal};
use crate::views::{self, Case};
use ::store::Tx;
use axum::extract::{Path, Query, State};
use deal::{DealKind, Side};
use kernel::{Actor, Cursor, Id, Limit, Outcome, Stop};
use web::page::{Draft, Frame, PageResult, Posted, Viewer, back_to, done};
use web::{App, Caller, List, Nothing};

/// Conversations among which those of the two firms are looked for.
const TALKS: i64 = 50;
/// Claims on a page.
const ROWS: i64 = 25;

/// A claim with what its page shows beside.
pub(super) fn case(tx: &mut Tx<'_>, by: &Actor, which: Which) -> Outcome<Case> {
    let view = actions::compensation(tx, by, which)?;
    let claim = &view.compensation;
    let firms = party::trust_lines(tx, &[claim.buyer, claim.seller])?;
    let talks = talks(tx, by, &view)?;
    let fund = custody::fund_balance(tx, claim.amount.currency)?;
    let deposit = custody::deposit(tx, claim.seller, claim.amount.currency)?;
    Ok(Case { view, firms, talks, fund, deposit })
}

/// The conversations of the two firms that this side could show.
fn talks(tx: &mut Tx<'_>, by: &Actor, view: &CompensationView) -> Outcome<Vec<(String, String)>> {
    let may_tell = view.acts.contains(&Act::Tell);
    let Some(firm) = by.firm().filter(|_| may_tell) else { return Ok(Vec::new()) };
    let others = view.compensation.other_of(Some(firm));
    let rows = talk::conversations(tx, by, None::<Cursor>, Limit::clamp(TALKS))?.rows;
    let ours = rows.into_iter().filter(|row| others.contains(&row.other_firm));
    Ok(ours.map(|row| (row.conversation.to_string(), row.subject.title)).collect())
}

/// One claim.
pub(super) async fn show(
    State(app): State<App>,
    caller: Caller,
    Path((deal, claim)): Path<(String, String)>,
) -> PageResult {
    page(&app, &caller, which(&deal, &claim)?, &Draft::default()).await
}

/// One claim, with a form that came back.
pub(super) async fn page(app: &App, caller: &Caller, which: Which, draft: &Draft) -> PageResult {
    let look = app.view("promise.page", caller, move |tx, by| case(tx, by, which));
    let (actor, case) = look.await?;
    let viewer = Viewer { app, caller, actor };
    let body = views::one(&viewer, &case, draft);
    let here = if case.view.side.is_some() { "/deals" } else { "/desk/compensations" };
    let frame = Frame::new(&viewer, viewer.say("promise-claim-title")).here(here);
    Ok(frame.status(status_of(draft)).page(&body))
}

/// The claims of a deal.
pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    Path(deal): Path<String>,
) -> PageResult {
    let id: Id<DealKind> = deal.parse().map_err(|_| Stop::Absent)?;
    let look = app.view("promise.list-page", &caller, move |tx, by| {
        let (of, _) = deal::with_parts(tx, id)?;
        let is_buyer = of.side_of(by)? == Side::Buyer;
        Ok((actions::of_deal(tx, by, id)?, of, is_buyer))
    });
    let (actor, (rows, of, is_buyer)) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let may_claim = is_buyer && of.ended_at.is_some() && of.shipped_at.is_some();
    let body = views::list(&viewer, &of, &rows, may_claim);
    Ok(Frame::new(&viewer, viewer.say("promise-list-title")).here("/deals").page(&body))
}

/// The firm's claims, and those on it.
pub(super) async fn of_own_firm(
    State(app): State<App>,
    caller: Caller,
    Query(list): Query<List>,
) -> PageResult {
    let look = app.view("promise.own-claims-page", &caller, move |tx, by| {
        actions::compensations(tx, by, list.cursor(), Limit::clamp(ROWS))
    });
    let (actor, page) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let body = views::of_own_firm(&viewer, &page);
    let title = viewer.say("promise-own-claims-title");
    Ok(Frame::new(&viewer, title).here("/firm/promises").page(&body))
}

async fn look(app: &App, caller: &Caller, id: Id<DealKind>) -> Outcome<(Actor, Claimable)> {
    app.view("promise.new-page", caller, move |tx, by| claimable(tx, by, id)).await
}

/// The form of a new claim.
pub(super) async fn blank(
    State(app): State<App>,
    caller: Caller,
    Path(deal): Path<String>,
) -> PageResult {
    let id: Id<DealKind> = deal.parse().map_err(|_| Stop::Absent)?;
    form(&app, &caller, id, &Draft::default()).await
}

async fn form(app: &App, caller: &Caller, id: Id<DealKind>, draft: &Draft) -> PageResult {
    let (actor, claimable) = match look(app, caller, id).await {
        // The list says why nothing can be claimed.
        Err(Stop::Refused(_)) => return Ok(back_to(&format!("/deals/{id}/compensations"))),
        looked => looked?,
    };
    let viewer = Viewer { app, caller, actor };
    let body = views::new(&viewer, &claimable, draft);
    let frame = Frame::new(&viewer, viewer.say("promise-new-title")).here("/deals");
    Ok(frame.status(status_of(draft)).page(&body))
}

/// Makes a claim.
pub(super) async fn claim(
    State(app): State<App>,
    caller: Caller,
    Path(deal): Path<String>,
    posted: Posted,
) -> PageResult {
    let id: Id<DealKind> = deal.parse().map_err(|_| Stop::Absent)?;
    let told = async {
        let (_, claimable) = look(&app, &caller, id).await?;
        let promise = Promise::from_word(posted.field("promise"));
        let promise = promise.ok_or(PromiseRefusal::PromiseUnknown)?;
        let amount = posted.amount("amount", claimable.price.paid.currency)?;
        let new = NewClaim { promise, amount, reason: posted.field("reason").to_owned() };
        let act =
            move |tx: &mut Tx<'_>, by: &Actor| actions::claim(tx, by, id, &new).map(|_| Nothing {});
        app.act("promise.claim", &caller, &posted.call, Some(id.cast()), act).await
    };
    match told.await {
        Ok(_) => Ok(done(&format!("/deals/{id}/compensations"), "promise-claimed")),
        Err(stop) => form(&app, &caller, id, &Draft::refused(posted.typed, stop)?).await,
    }
}

/// A form's address, opened by itself, leads to its claim.
pub(super) async fn back(Path((deal, claim)): Path<(String, String)>) -> PageResult {
    let (deal, claim) = which(&deal, &claim)?;
    Ok(back_to(&format!("/deals/{deal}/compensations/{claim}")))
}

/// The same for the address of an act.
pub(super) async fn back_from(
    Path((deal, claim, act)): Path<(String, String, String)>,
) -> PageResult {
    Act::from_word(&act).ok_or(Stop::Absent)?;
    back(Path((deal, claim))).await
}
