//! The claims of a deal, and one of them.

use crate::actions;
use crate::api::which;
use crate::model::{Act, RemedyKind, RemedyView};
use crate::views::{self, Case};
use ::store::Tx;
use axum::extract::{Path, State};
use deal::{DealKind, Side};
use kernel::{Actor, Cursor, Id, Limit, Outcome, Stop};
use web::page::{Draft, Frame, PageResult, Viewer, back_to};
use web::{App, Caller};

/// Conversations among which those of the two firms are looked for.
const TALKS: i64 = 50;

/// A claim with what its page shows beside.
pub(super) fn case(
    tx: &mut Tx<'_>,
    by: &Actor,
    which: (Id<DealKind>, Id<RemedyKind>),
) -> Outcome<Case> {
    let view = actions::remedy(tx, by, which)?;
    let firms = party::trust_lines(tx, &[view.remedy.buyer, view.remedy.seller])?;
    let talks = talks(tx, by, &view)?;
    let is = |firm| by.is(firm);
    let side = match () {
        () if is(view.remedy.buyer) => Some(Side::Buyer),
        () if is(view.remedy.seller) => Some(Side::Seller),
        () => None,
    };
    let may_change = view.acts.contains(&Act::Change);
    let goods = match may_change {
        true => views::goods_of(&deal::deal(tx, by, which.0)?),
        false => Vec::new(),
    };
    Ok(Case { view, firms, talks, side, goods })
}

/// The conversations of the two firms that this side could show.
fn talks(tx: &mut Tx<'_>, by: &Actor, view: &RemedyView) -> Outcome<Vec<(String, String)>> {
    let may_tell = view.acts.contains(&Act::Tell);
    let Some(firm) = by.firm().filter(|_| may_tell) else { return Ok(Vec::new()) };
    let others = view.remedy.other_of(Some(firm));
    let rows = talk::conversations(tx, by, None::<Cursor>, Limit::clamp(TALKS))?.rows;
    let ours = rows.into_iter().filter(|row| others.contains(&row.other_firm));
    Ok(ours.map(|row| (row.conversation.to_string(), row.subject.title)).collect())
}

/// One claim.
pub(super) async fn show(
    State(app): State<App>,
    caller: Caller,
    Path((deal, remedy)): Path<(String, String)>,
) -> PageResult {
    let which = which(&deal, &remedy)?;
    let look = app.view("remedy.page", &caller, move |tx, by| case(tx, by, which));
    let (actor, case) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let body = views::one(&viewer, &case, &Draft::default());
    Ok(Frame::new(&viewer, viewer.say("remedy-title")).here("/deals").page(&body))
}

/// The claims of a deal.
pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    Path(deal): Path<String>,
) -> PageResult {
    let deal: Id<DealKind> = deal.parse().map_err(|_| Stop::Absent)?;
    let look = app.view("remedy.list-page", &caller, move |tx, by| {
        let (of, _) = deal::with_parts(tx, deal)?;
        Ok((actions::remedies(tx, by, deal)?, of))
    });
    let (actor, (rows, of)) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let is_buyer = of.buyer.is_some_and(|buyer| actor.is(buyer));
    let may_ask = is_buyer && of.stopped.is_none() && !of.tracks.is_over();
    let body = views::list(&viewer, &of, &rows, may_ask);
    Ok(Frame::new(&viewer, viewer.say("remedy-list-title")).here("/deals").page(&body))
}

/// A form's address, opened by itself, leads to its claim.
pub(super) async fn back(Path((deal, remedy)): Path<(String, String)>) -> PageResult {
    let (deal, remedy) = which(&deal, &remedy)?;
    Ok(back_to(&format!("/deals/{deal}/remedies/{remedy}")))
}
