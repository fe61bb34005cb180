//! Deals in the browser: the list, one deal, each step with the look before it, deal links.

mod begin;
mod extend;
mod in_two;
mod links;
mod list;
mod one;
mod proposals;
mod steps;

pub use steps::day_end;

use crate::actions::{self, effect_since};
use crate::model::{DealKind, DealView, Done, Effect};
use crate::views::{Firms, Whole};
use ::store::Tx;
use axum::Router;
use axum::http::StatusCode;
use axum::routing::{get, post};
use kernel::{Actor, Any, Firm, Id, Limit, Outcome, Refusal, Stop};
use std::sync::{Arc, Mutex};
use web::page::Draft;
use web::{App, Call, Caller, Nothing};

/// The routes of the pages of deals.
pub fn pages() -> Router<App> {
    let accept = get(begin::quote).post(begin::accept_quote);
    let award = get(begin::award).post(begin::award_now);
    Router::new()
        .route("/deals", get(list::list))
        .route("/deals/new-link", get(links::blank).post(links::make))
        .route("/deals/{id}", get(one::show).post(one::show_to_officer))
        .route("/deals/{id}/timeline", get(one::timeline))
        .route("/deals/{id}/contract", get(one::contract))
        .route("/deals/{id}/inspect", post(one::inspect).get(one::back))
        .route("/deals/{id}/call-off-inspection", post(one::call_off).get(one::back))
        .route("/deals/{id}/pay", get(steps::pay).post(steps::pay_now))
        .route("/deals/{id}/ship", get(steps::ship).post(steps::ship_now))
        .route("/deals/{id}/confirm", get(steps::confirm).post(steps::confirm_now))
        .route("/deals/{id}/refund", get(steps::refund).post(steps::refund_now))
        .route("/deals/{id}/extend", get(extend::extend).post(extend::extend_now))
        .route("/deals/{id}/price", get(proposals::price).post(proposals::price_now))
        .route("/deals/{id}/close-rest", get(proposals::rest).post(proposals::rest_now))
        .route("/deals/{id}/proposal", get(proposals::proposal).post(proposals::answer))
        .route("/deals/{id}/cancel", get(steps::cancel).post(steps::cancel_now))
        .route("/products/{id}/orders", post(begin::order).get(begin::product))
        .route("/inquiries/{inquiry}/quotes/{quote}/accept", accept)
        .route("/requests/{request}/quotes/{quote}/award", award)
        .route("/l/{token}", get(links::open).post(links::accept))
}

/// Lines of the timeline on the deal's own page.
const MOMENTS: i64 = 8;
/// Orders at the bank among which a deal's own is looked for: only open ones matter.
const ORDERS: i64 = 20;

fn deal_id(told: &str) -> Outcome<Id<DealKind>> {
    told.parse().map_err(|_| Stop::Absent)
}

/// 422 for a form that came back with something wrong.
fn status_of(draft: &Draft) -> StatusCode {
    if draft.is_wrong() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }
}

/// The trust lines of these firms, each looked up once.
fn firms_of(tx: &mut Tx<'_>, firms: impl Iterator<Item = Id<Firm>>) -> Outcome<Firms> {
    let mut firms: Vec<Id<Firm>> = firms.collect();
    firms.sort_unstable();
    firms.dedup();
    let lines = party::trust_lines(tx, &firms)?;
    Ok(lines.into_iter().map(|line| (line.firm, line)).collect())
}

/// A deal with its firms, for the pages around a step.
fn framed(tx: &mut Tx<'_>, view: DealView) -> Outcome<Whole> {
    let firms = firms_of(tx, view.deal.buyer.into_iter().chain([view.deal.seller]))?;
    Ok(Whole { view, firms, moments: Vec::new(), has_more: false, awaited: None })
}

/// The same with what its own page shows beside.
fn whole(tx: &mut Tx<'_>, by: &Actor, id: Id<DealKind>) -> Outcome<Whole> {
    let view = actions::deal(tx, by, id)?;
    let moments = actions::timeline(tx, by, id, None, Limit::clamp(MOMENTS))?;
    let is_awaited = view.deal.takes_payment() && view.deal.buyer.is_some_and(|buyer| by.is(buyer));
    let awaited = if is_awaited { awaited(tx, by, id)? } else { None };
    let has_more = moments.next.is_some();
    Ok(Whole { moments: moments.rows, has_more, awaited, ..framed(tx, view)? })
}

fn awaited(tx: &mut Tx<'_>, by: &Actor, id: Id<DealKind>) -> Outcome<Option<custody::BankOrder>> {
    let orders = custody::orders(tx, by, None, Limit::clamp(ORDERS))?;
    let is_ours =
        |order: &custody::BankOrder| order.agreement == Some(id.cast()) && order.state.is_open();
    Ok(orders.rows.into_iter().find(is_ours))
}

/// Does something as the caller, looks at what came of it, and undoes it.
async fn foresee<T: Send + 'static>(
    app: &App,
    caller: &Caller,
    name: &'static str,
    mut step: impl FnMut(&mut Tx<'_>, &Actor) -> Outcome<T> + Send + 'static,
) -> Outcome<T> {
    let call = Call { key: app.fresh_key(), body: Vec::new(), is_preview: true };
    observe(app, caller, (name, &call), move |tx, by| step(tx, by)).await
}

/// Acts, and hands out what the act saw, which is kept nowhere.
async fn observe<T: Send + 'static>(
    app: &App,
    caller: &Caller,
    (name, call): (&'static str, &Call),
    mut step: impl FnMut(&mut Tx<'_>, &Actor) -> Outcome<T> + Send + 'static,
) -> Outcome<T> {
    let seen = Arc::new(Mutex::new(None));
    let put = Arc::clone(&seen);
    let act = move |tx: &mut Tx<'_>, by: &Actor| {
        let value = step(tx, by)?;
        if let Ok(mut place) = put.lock() {
            *place = Some(value);
        }
        Ok(Nothing {})
    };
    app.act(name, caller, call, None, act).await?;
    let seen = seen.lock().ok().and_then(|mut place| place.take());
    seen.ok_or_else(|| Stop::Fault(anyhow::anyhow!("{name} saw nothing")))
}

/// What a step of a deal would do, or why it may not be.
async fn effect_of(
    app: &App,
    caller: &Caller,
    name: &'static str,
    step: impl Fn(&mut Tx<'_>, &Actor) -> Outcome<Done> + Send + 'static,
) -> Outcome<Result<Effect, Vec<Refusal>>> {
    let looked = foresee(app, caller, name, move |tx, by| {
        let mark = tx.id::<Any>();
        let done = step(tx, by)?;
        effect_since(tx, done.deal, mark)
    });
    refusals(looked.await)
}

/// Sets refusals, which a page tells, apart from all other ends.
fn refusals<T>(looked: Outcome<T>) -> Outcome<Result<T, Vec<Refusal>>> {
    match looked {
        Ok(seen) => Ok(Ok(seen)),
        Err(Stop::Refused(refusal)) => Ok(Err(vec![refusal])),
        Err(Stop::RefusedAll(all)) => Ok(Err(all)),
        Err(other) => Err(other),
    }
}
