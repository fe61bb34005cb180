//! What a seller proposes after both have signed, and the buyer's answer.

use super::in_two::{blank, empty, look_or_take};
use super::steps::{frame, look, take};
use super::{deal_id, foresee, framed};
use crate::actions::{self, effect_since};
use crate::model::{DealKind, Effect, NewPrice, ProposalKind, Repricing};
use crate::views::{self, ProposalLook, Whole};
use ::store::Tx;
use axum::extract::{Path, State};
use kernel::{Actor, Any, Id, Outcome, Refusal, Stop, UnitPrice};
use web::page::{Draft, PageResult, Posted, Viewer, back_to};
use web::{App, Caller};

/// A refusal about a price stands under the last field of the form.
fn in_form<T>(read: Result<T, kernel::MoneyRefusal>) -> Outcome<T> {
    read.map_err(|refusal| {
        Stop::Refused(Refusal { field: Some("discount"), ..Refusal::from(refusal) })
    })
}

/// The prices that differ from the agreed ones, as they were typed.
fn typed(posted: &Posted, whole: &Whole) -> Outcome<Repricing> {
    let currency = whole.view.deal.total.currency;
    let mut terms = Repricing::default();
    for line in &whole.view.lines {
        let told = posted.digits(&views::price_field(line.nth));
        if told.is_empty() || told == line.price.plain() {
            continue;
        }
        let read = in_form(UnitPrice::parse(&told, currency))?;
        if read != line.price {
            terms.prices.push(NewPrice { nth: line.nth, millionths: read.millionths });
        }
    }
    let freight = whole.view.lines.iter().find(|line| line.kind == crate::LineKind::Freight);
    if !posted.field("freight").is_empty() {
        let read = posted.amount("freight", currency)?;
        let is_same = freight.map_or(read.minor == 0, |line| line.amount == read);
        terms.freight = Some(read).filter(|_| !is_same);
    }
    if !posted.field("discount").is_empty() {
        let read = posted.amount("discount", currency)?;
        terms.discount = Some(read).filter(|read| read.minor > 0);
    }
    Ok(terms)
}

/// The form of another price.
pub(super) async fn price(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
) -> PageResult {
    let (actor, whole) = look(&app, &caller, deal_id(&told)?).await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let first = views::first_prices(&whole);
    let draft = Draft::of(first.iter().map(|(name, value)| (name.as_str(), value.clone())));
    let body = views::change_price(&viewer, &whole, &draft, None);
    Ok(frame(&viewer, &whole, &body, &draft))
}

/// Looks at what another price will do, or proposes it.
pub(super) async fn price_now(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    posted: Posted,
) -> PageResult {
    let id = deal_id(&told)?;
    let (actor, whole) = look(&app, &caller, id).await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let reason = posted.field("reason").to_owned();
    let looked = match typed(&posted, &whole) {
        Err(stop) => Err(stop),
        Ok(terms) if posted.field("step") == "do" => {
            let step = move |tx: &mut Tx<'_>, by: &Actor| {
                actions::change_price(tx, by, id, (&terms, &reason))
            };
            let call = (&caller, &posted);
            return take(&app, "deal.change-price", call, (id, "proposed"), step).await;
        }
        Ok(terms) => look_at_price(&app, &caller, id, (terms, reason)).await,
    };
    let (draft, seen) = match looked {
        Ok(seen) => {
            let typed = posted.typed.iter().map(|(name, value)| (name.as_str(), value.clone()));
            (Draft::of(typed), Some(seen))
        }
        Err(stop) => (Draft::refused(posted.typed, stop)?, None),
    };
    let seen = seen.as_ref().map(|(effect, look)| (effect, look));
    let body = views::change_price(&viewer, &whole, &draft, seen);
    Ok(frame(&viewer, &whole, &body, &draft))
}

/// What another price will do: what the contract comes to, and whether it holds at once.
async fn look_at_price(
    app: &App,
    caller: &Caller,
    id: Id<DealKind>,
    (terms, reason): (Repricing, String),
) -> Outcome<(Effect, ProposalLook)> {
    let looked = foresee(app, caller, "deal.change-price", move |tx, by| {
        let mark = tx.id::<Any>();
        let done = actions::change_price(tx, by, id, (&terms, &reason))?;
        let last = actions::proposals(tx, by, id)?.pop().ok_or(Stop::Absent)?;
        let look = ProposalLook {
            is_open: last.ended_at.is_none(),
            old: last.old_total,
            new: last.new_total,
        };
        Ok((effect_since(tx, done.deal, mark)?, look))
    });
    looked.await
}

/// The form that gives up the rest.
pub(super) async fn rest(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
) -> PageResult {
    blank(&app, &caller, deal_id(&told)?, (empty, views::close_rest)).await
}

/// Looks at what giving up the rest will do, or does it.
pub(super) async fn rest_now(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    posted: Posted,
) -> PageResult {
    let id = deal_id(&told)?;
    let reason = posted.field("reason").to_owned();
    let step = move |tx: &mut Tx<'_>, by: &Actor| actions::close_rest(tx, by, id, &reason);
    let named = (id, "deal.close-rest", "rest-closed");
    look_or_take(&app, (&caller, posted), named, views::close_rest, step).await
}

/// What is proposed, beside what was agreed; back to the deal where nothing is.
pub(super) async fn proposal(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
) -> PageResult {
    let id = deal_id(&told)?;
    let look = app.view("deal.proposal", &caller, move |tx, by| {
        let view = actions::deal(tx, by, id)?;
        Ok((framed(tx, view)?, actions::proposal(tx, by, id)?))
    });
    let (actor, (whole, seen)) = look.await?;
    let Some(seen) = seen else { return Ok(back_to(&format!("/deals/{id}"))) };
    let which = (id, seen.proposal.id);
    let step = move |tx: &mut Tx<'_>, by: &Actor| actions::accept(tx, by, which);
    let is_buyer = whole.view.side == Some(crate::Side::Buyer);
    let looked = match is_buyer {
        true => super::effect_of(&app, &caller, "deal.accept-proposal", step).await?,
        false => Err(Vec::new()),
    };
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let body = views::proposal(&viewer, &whole, &seen, &looked);
    Ok(frame(&viewer, &whole, &body, &Draft::default()))
}

/// The buyer's answer, or the seller's other mind.
pub(super) async fn answer(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    posted: Posted,
) -> PageResult {
    let id: Id<DealKind> = deal_id(&told)?;
    let proposal: Id<ProposalKind> = posted.field("proposal").parse().map_err(|_| Stop::Absent)?;
    let which = (id, proposal);
    let call = (&caller, &posted);
    match posted.field("act") {
        "accept" => {
            let step = move |tx: &mut Tx<'_>, by: &Actor| actions::accept(tx, by, which);
            take(&app, "deal.accept-proposal", call, (id, "accepted"), step).await
        }
        "decline" => {
            let step = move |tx: &mut Tx<'_>, by: &Actor| actions::decline(tx, by, which);
            take(&app, "deal.decline-proposal", call, (id, "declined"), step).await
        }
        "withdraw" => {
            let step = move |tx: &mut Tx<'_>, by: &Actor| actions::withdraw(tx, by, which);
            take(&app, "deal.withdraw-proposal", call, (id, "withdrawn"), step).await
        }
        _ => Err(Stop::Absent.into()),
    }
}
