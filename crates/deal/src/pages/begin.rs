//! Beginning a deal: an order from a listing, an accepted quote.

use super::{foresee, framed, refusals};
use crate::actions;
use crate::model::{Done, NewLine, NewOrder};
use crate::views;
use ::store::Tx;
use axum::extract::{Path, Query, State};
use kernel::{Actor, Any, Id, Outcome, Stop};
use serde::{Deserialize, Serialize};
use sourcing::{InquiryKind, QuoteKind, RequestKind, Take};
use web::page::{Draft, Frame, PageResult, Posted, Viewer, back_to, done};
use web::{App, Caller, show_number};

/// Which deal began; kept for the key.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Begun {
    deal: Id<Any>,
}

impl Begun {
    pub(super) fn of(done: Done) -> Self {
        Self { deal: done.deal.cast() }
    }

    /// The page of the new deal.
    pub(super) fn path(&self) -> String {
        format!("/deals/{}", self.deal.cast::<crate::model::DealKind>())
    }
}

/// Orders a quantity of a listing that is an open offer.
pub(super) async fn order(
    State(app): State<App>,
    caller: Caller,
    Path(product): Path<String>,
    posted: Posted,
) -> PageResult {
    let product = product.parse().map_err(|_| Stop::Absent)?;
    let quantity = posted.whole("quantity").unwrap_or(0);
    let lines = vec![NewLine { product, quantity }];
    let order = NewOrder { lines, ..NewOrder::default() };
    let act = move |tx: &mut Tx<'_>, by: &Actor| actions::place(tx, by, &order).map(Begun::of);
    let begun = app.act("deal.place", &caller, &posted.call, None, act).await?;
    Ok(done(&begun.value.path(), "ordered"))
}

/// The order's address, opened by itself, leads to the product.
pub(super) async fn product(Path(product): Path<String>) -> PageResult {
    let product: Id<catalog::ProductKind> = product.parse().map_err(|_| Stop::Absent)?;
    Ok(back_to(&format!("/products/{product}")))
}

/// How many are wanted.
#[derive(Debug, Deserialize)]
pub(super) struct Wished {
    quantity: Option<String>,
}

type Ids = (Id<InquiryKind>, Id<QuoteKind>);

fn ids((inquiry, quote): &(String, String)) -> Outcome<Ids> {
    let inquiry = inquiry.parse().map_err(|_| Stop::Absent)?;
    Ok((inquiry, quote.parse().map_err(|_| Stop::Absent)?))
}

/// The contract that a quote would make, before it is signed.
pub(super) async fn quote(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<(String, String)>,
    Query(wished): Query<Wished>,
) -> PageResult {
    let (inquiry, quote) = ids(&told)?;
    let look = app.view("deal.quote", &caller, move |tx, by| {
        Ok(sourcing::get(tx, by, inquiry)?.inquiry.quantity)
    });
    let (actor, asked) = look.await?;
    let typed = wished.quantity.as_deref().map(web::page::read_whole);
    let quantity = typed.map_or(asked, |typed| typed.unwrap_or(0));
    let seen = foresee(&app, &caller, "deal.accept-quote", move |tx, by| {
        let done = actions::accept_quote(tx, by, inquiry, quote, quantity)?;
        let view = actions::deal(tx, by, done.deal)?;
        framed(tx, view)
    });
    let seen = refusals(seen.await)?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let draft = Draft::of([("quantity", show_number(&quantity.to_string()))]);
    let body = views::accept_quote(&viewer, &seen, &draft, &told.0);
    Ok(Frame::new(&viewer, viewer.say("deal-accept-quote")).here("/inquiries").page(&body))
}

/// Accepts and signs.
pub(super) async fn accept_quote(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<(String, String)>,
    posted: Posted,
) -> PageResult {
    let (inquiry, quote) = ids(&told)?;
    let quantity = posted.whole("quantity").unwrap_or(0);
    let act = move |tx: &mut Tx<'_>, by: &Actor| {
        actions::accept_quote(tx, by, inquiry, quote, quantity).map(Begun::of)
    };
    let home = Some(inquiry.cast());
    let begun = app.act("deal.accept-quote", &caller, &posted.call, home, act).await?;
    Ok(done(&begun.value.path(), "signed"))
}

type Taken = (Id<RequestKind>, Id<QuoteKind>);

fn taken((request, quote): &(String, String)) -> Outcome<Taken> {
    let request = request.parse().map_err(|_| Stop::Absent)?;
    Ok((request, quote.parse().map_err(|_| Stop::Absent)?))
}

/// What a form or an address takes of each line; what is left empty is not taken. Whoever has typed
/// nothing yet takes all that is left of what the quote offers.
fn takes(seen: &sourcing::RequestSeen, quote: Id<QuoteKind>, typed: &Typed) -> Vec<Take> {
    let offered = seen.quotes.iter().find(|one| one.quote.id == quote);
    let lines = seen.request.wanted.lines.iter();
    let take = |line: &sourcing::RequestLine| {
        let told = typed.get(&views::take_field(line.nth)).map_or("", |told| told.trim());
        let quantity = match (typed.is_empty(), told) {
            (true, _) => line.left(),
            (false, "") => return None,
            (false, told) => web::page::read_whole(told).unwrap_or(0),
        };
        let is_offered = offered.is_some_and(|one| one.quote.line(line.nth).is_some());
        (is_offered && (quantity > 0 || !typed.is_empty()))
            .then_some(Take { line: line.nth, quantity })
    };
    lines.filter_map(take).collect()
}

type Typed = std::collections::BTreeMap<String, String>;

/// The contract that a quote to a request would make, before it is signed.
pub(super) async fn award(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<(String, String)>,
    Query(mut typed): Query<Typed>,
) -> PageResult {
    let (request, quote) = taken(&told)?;
    typed.retain(|name, _| name.starts_with("take_"));
    let look = app.view("deal.award", &caller, move |tx, by| {
        sourcing::request(tx, by, request, sourcing::Order::Fit)
    });
    let (actor, asked) = look.await?;
    asked.request.admit_award_by(&actor)?;
    let takes = takes(&asked, quote, &typed);
    let act = takes.clone();
    let seen = foresee(&app, &caller, "deal.award", move |tx, by| {
        let done = actions::accept_request_quote(tx, by, request, quote, &act)?;
        let view = actions::deal(tx, by, done.deal)?;
        framed(tx, view)
    });
    let seen = refusals(seen.await)?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let values: Vec<(String, String)> = takes
        .iter()
        .map(|take| (views::take_field(take.line), show_number(&take.quantity.to_string())))
        .collect();
    let draft = Draft::of(values.iter().map(|(name, value)| (name.as_str(), value.clone())));
    let body = views::award(&viewer, &asked, quote, &seen, &draft);
    Ok(Frame::new(&viewer, viewer.say("deal-award")).here("/requests").page(&body))
}

/// Takes and signs.
pub(super) async fn award_now(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<(String, String)>,
    posted: Posted,
) -> PageResult {
    let (request, quote) = taken(&told)?;
    let typed = posted.typed.clone();
    let act = move |tx: &mut Tx<'_>, by: &Actor| {
        let seen = sourcing::request(tx, by, request, sourcing::Order::Fit)?;
        let takes = takes(&seen, quote, &typed);
        actions::accept_request_quote(tx, by, request, quote, &takes).map(Begun::of)
    };
    let home = Some(request.cast());
    let begun = app.act("deal.award", &caller, &posted.call, home, act).await?;
    Ok(done(&begun.value.path(), "signed"))
}
