//! The steps of a deal, each with the look before it.

use super::in_two::{blank, look_or_take, shown};
use super::{deal_id, effect_of, framed, status_of};
use crate::actions;
use crate::model::{DealKind, Done, Packed, Shipping};
use crate::views::{self, Whole};
use ::store::Tx;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use kernel::{Actor, Id, Outcome, Stop, Timestamp, Transport};
use serde::Deserialize;
use web::page::{Draft, Frame, PageResult, Posted, Viewer, back_to, done};
use web::{App, Caller, Nothing};

/// The deal around a step, and who looks.
pub(super) async fn look(app: &App, caller: &Caller, id: Id<DealKind>) -> Outcome<(Actor, Whole)> {
    let look = app.view("deal.step", caller, move |tx, by| {
        let view = actions::deal(tx, by, id)?;
        framed(tx, view)
    });
    look.await
}

pub(super) fn frame(
    viewer: &Viewer<'_>,
    whole: &Whole,
    body: &maud::Markup,
    draft: &Draft,
) -> Response {
    let title = views::title(viewer, whole);
    Frame::new(viewer, title).here("/deals").status(status_of(draft)).page(body)
}

/// Takes a step in earnest, and leads back to the deal.
pub(super) async fn take(
    app: &App,
    name: &'static str,
    (caller, posted): (&Caller, &Posted),
    (id, word): (Id<DealKind>, &str),
    step: impl Fn(&mut Tx<'_>, &Actor) -> Outcome<Done> + Send + 'static,
) -> PageResult {
    let act = move |tx: &mut Tx<'_>, by: &Actor| step(tx, by).map(|_| Nothing {});
    app.act(name, caller, &posted.call, Some(id.cast()), act).await?;
    Ok(done(&format!("/deals/{id}"), word))
}

/// Which part to pay.
#[derive(Debug, Deserialize)]
pub(super) struct Part {
    milestone: Option<i64>,
}

/// What a payment will do.
pub(super) async fn pay(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    Query(part): Query<Part>,
) -> PageResult {
    let id = deal_id(&told)?;
    let (actor, whole) = look(&app, &caller, id).await?;
    let parts = &whole.view.milestones;
    let next = match part.milestone {
        Some(nth) => Some(parts.iter().find(|part| part.nth == nth).ok_or(Stop::Absent)?),
        None => parts.iter().find(|part| part.paid_at.is_none()),
    };
    let Some(next) = next.copied() else { return Ok(back_to(&format!("/deals/{id}"))) };
    let step = move |tx: &mut Tx<'_>, by: &Actor| actions::pay(tx, by, id, next.nth);
    let seen = effect_of(&app, &caller, "deal.pay", step).await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let body = views::pay(&viewer, &whole, &next, &seen);
    Ok(frame(&viewer, &whole, &body, &Draft::default()))
}

/// Pays, from the wallet or by bank.
pub(super) async fn pay_now(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    posted: Posted,
) -> PageResult {
    let id = deal_id(&told)?;
    let nth = posted.whole("milestone").unwrap_or(0);
    if posted.field("by") == "bank" {
        let act = move |tx: &mut Tx<'_>, by: &Actor| {
            actions::pay_by_bank(tx, by, id, nth).map(|_| Nothing {})
        };
        app.act("deal.pay-by-bank", &caller, &posted.call, Some(id.cast()), act).await?;
        return Ok(done(&format!("/deals/{id}"), "bank-ordered"));
    }
    let step = move |tx: &mut Tx<'_>, by: &Actor| actions::pay(tx, by, id, nth);
    take(&app, "deal.pay", (&caller, &posted), (id, "paid"), step).await
}

/// What the buyer's word will do.
pub(super) async fn confirm(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
) -> PageResult {
    let id = deal_id(&told)?;
    let (actor, whole) = look(&app, &caller, id).await?;
    let step = move |tx: &mut Tx<'_>, by: &Actor| actions::confirm(tx, by, id);
    let seen = effect_of(&app, &caller, "deal.confirm", step).await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let body = views::confirm(&viewer, &whole, &seen);
    Ok(frame(&viewer, &whole, &body, &Draft::default()))
}

/// The goods came as agreed: the money is released.
pub(super) async fn confirm_now(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    posted: Posted,
) -> PageResult {
    let id = deal_id(&told)?;
    let step = move |tx: &mut Tx<'_>, by: &Actor| actions::confirm(tx, by, id);
    take(&app, "deal.confirm", (&caller, &posted), (id, "released"), step).await
}

/// What cancelling will do.
pub(super) async fn cancel(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
) -> PageResult {
    let id = deal_id(&told)?;
    let (actor, whole) = look(&app, &caller, id).await?;
    let step = move |tx: &mut Tx<'_>, by: &Actor| actions::cancel(tx, by, id);
    let seen = effect_of(&app, &caller, "deal.cancel", step).await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let body = views::cancel(&viewer, &whole, &seen);
    Ok(frame(&viewer, &whole, &body, &Draft::default()))
}

/// Ends the deal before the goods leave.
pub(super) async fn cancel_now(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    posted: Posted,
) -> PageResult {
    let id = deal_id(&told)?;
    let step = move |tx: &mut Tx<'_>, by: &Actor| actions::cancel(tx, by, id);
    take(&app, "deal.cancel", (&caller, &posted), (id, "cancelled"), step).await
}

/// The form of a dispatch.
pub(super) async fn ship(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
) -> PageResult {
    blank(&app, &caller, deal_id(&told)?, (first_dispatch, views::ship)).await
}

/// How the goods were to travel, and all that is left of them.
fn first_dispatch(whole: &Whole) -> Vec<(String, String)> {
    let transport = ("transport".to_owned(), whole.view.deal.transport.word().to_owned());
    std::iter::once(transport).chain(views::first_parcel(whole)).collect()
}

/// The end of a day in the market's zone: a day of arrival has no hour.
pub fn day_end(app: &App, told: &str) -> Option<Timestamp> {
    let day: jiff::civil::Date = told.parse().ok()?;
    let at = day.at(23, 59, 0, 0).in_tz(app.zone()).ok()?;
    Some(at.timestamp().into())
}

fn shipping(app: &App, posted: &Posted) -> Shipping {
    Shipping {
        carrier: posted.field("carrier").to_owned(),
        tracking: posted.field("tracking").to_owned(),
        transport: Transport::from_word(posted.field("transport")).unwrap_or(Transport::Sea),
        eta: day_end(app, posted.field("eta")),
    }
}

/// How many of which lines were typed; nothing where the form does not ask.
fn parcel(posted: &Posted) -> Option<Vec<Packed>> {
    let named = posted.typed.keys().filter_map(|name| {
        let nth = name.strip_prefix(views::PACKED)?.parse().ok()?;
        // What cannot be read is refused as a quantity.
        Some(Packed {
            nth,
            quantity: posted.whole(name).unwrap_or(match posted.field(name) {
                "" => 0,
                _ => -1,
            }),
        })
    });
    let parcel: Vec<Packed> = named.collect();
    (!parcel.is_empty()).then_some(parcel)
}

/// Looks at what a dispatch will do, or says that the goods have left.
pub(super) async fn ship_now(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    posted: Posted,
) -> PageResult {
    let id = deal_id(&told)?;
    let shipping = shipping(&app, &posted);
    let parcel = parcel(&posted);
    let step = move |tx: &mut Tx<'_>, by: &Actor| match &parcel {
        None => actions::ship(tx, by, id, &shipping),
        Some(parcel) => actions::ship_part(tx, by, id, (&shipping, parcel)),
    };
    let named = (id, "deal.ship", "shipped");
    look_or_take(&app, (&caller, posted), named, views::ship, step).await
}

/// The form of a refund.
pub(super) async fn refund(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
) -> PageResult {
    let (actor, whole) = look(&app, &caller, deal_id(&told)?).await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let draft = Draft::default();
    let body = views::refund(&viewer, &whole, &draft, None);
    Ok(frame(&viewer, &whole, &body, &draft))
}

/// Looks at what a refund will do, or gives the money back.
pub(super) async fn refund_now(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
    posted: Posted,
) -> PageResult {
    let id = deal_id(&told)?;
    let (actor, whole) = look(&app, &caller, id).await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let amount = match posted.amount("amount", whole.view.deal.total.currency) {
        Ok(amount) => amount,
        Err(stop) => {
            let draft = Draft::refused(posted.typed, stop)?;
            let body = views::refund(&viewer, &whole, &draft, None);
            return Ok(frame(&viewer, &whole, &body, &draft));
        }
    };
    let reason = posted.field("reason").to_owned();
    let step = move |tx: &mut Tx<'_>, by: &Actor| actions::refund(tx, by, id, amount, &reason);
    if posted.field("step") == "do" {
        return take(&app, "deal.refund", (&caller, &posted), (id, "refunded"), step).await;
    }
    let seen = effect_of(&app, &caller, "deal.refund", step).await?;
    let (draft, seen) = shown(posted, seen)?;
    let body = views::refund(&viewer, &whole, &draft, seen.as_ref().map(|seen| (seen, amount)));
    Ok(frame(&viewer, &whole, &body, &draft))
}
