//! Beginning a deal: an order from a listing, an accepted quote.

use super::{foresee, framed, refusals};
use crate::actions;
use crate::model::{Done, NewLine, NewOrder};
use crate::views;
use ::store::Tx;
use axum::extract::{Path, Query, State};
use kernel::{Actor, Any, Id, Outcome, Stop};
use serde::{Deserialize, Serialize};
use sourcing::{InquiryKind, QuoteKind};
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
