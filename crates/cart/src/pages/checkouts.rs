//! Checking out, and what was ordered.

use super::status_of;
use crate::actions;
use crate::api::PlacedDocument;
use crate::model::{AddressKind, CheckoutKind, NewCheckout};
use crate::views;
use axum::extract::{Path, Query, State};
use kernel::{Firm, Id, Stop};
use serde::Deserialize;
use std::collections::BTreeMap;
use web::page::{Draft, Frame, PageResult, Posted, Viewer, back_to, done};
use web::{App, Caller, List, Nothing};

/// Where to.
#[derive(Debug, Deserialize)]
pub(super) struct WhereTo {
    address: Option<String>,
}

fn address_of(told: Option<&str>) -> Result<Option<Id<AddressKind>>, Stop> {
    let told = told.filter(|told| !told.is_empty());
    told.map(|told| told.parse().map_err(|_| Stop::Absent)).transpose()
}

/// What the cart comes to: at first for the address that is proposed first.
pub(super) async fn preview(
    State(app): State<App>,
    caller: Caller,
    Query(to): Query<WhereTo>,
) -> PageResult {
    let address = address_of(to.address.as_deref())?;
    page(&app, &caller, address, &Draft::default()).await
}

async fn page(
    app: &App,
    caller: &Caller,
    address: Option<Id<AddressKind>>,
    draft: &Draft,
) -> PageResult {
    let lang = caller.lang();
    let look = app.view("cart.checkout-page", caller, move |tx, by| {
        let book = actions::addresses(tx, by)?;
        let chosen = address.or(book.first().map(|first| first.id));
        let preview = actions::preview_in(tx, by, chosen, lang)?;
        Ok((preview, book, chosen))
    });
    let (actor, (preview, book, chosen)) = look.await?;
    if preview.shops.is_empty() {
        return Ok(back_to("/cart"));
    }
    let viewer = Viewer { app, caller, actor };
    let body = views::checkout(&viewer, &preview, (&book, chosen), draft);
    let frame = Frame::new(&viewer, viewer.say("cart-checkout")).here("/cart");
    Ok(frame.status(status_of(draft)).page(&body))
}

/// Orders what lies in the cart.
pub(super) async fn place(State(app): State<App>, caller: Caller, posted: Posted) -> PageResult {
    let address = address_of(Some(posted.field("address")))?;
    let (seal, notes) = (posted.field("seal").to_owned(), notes_of(&posted.typed));
    let new = NewCheckout { address, seal, notes };
    let act = app.act("cart.place", &caller, &posted.call, None, move |tx, by| {
        actions::place(tx, by, &new).map(PlacedDocument::from)
    });
    match act.await {
        Ok(placed) => Ok(done(&format!("/checkouts/{}", placed.value.checkout), "cart-placed")),
        Err(stop) => {
            let draft = Draft::refused(posted.typed, stop)?;
            page(&app, &caller, address, &draft).await
        }
    }
}

/// What was written to each shop.
fn notes_of(typed: &BTreeMap<String, String>) -> BTreeMap<Id<Firm>, String> {
    let told = typed.iter().filter(|(_, note)| !note.trim().is_empty());
    let note = |(name, note): (&String, &String)| {
        let seller = name.strip_prefix(views::NOTE_FIELD)?.parse().ok()?;
        Some((seller, note.clone()))
    };
    told.filter_map(note).collect()
}

/// The firm's checkouts, newest first.
pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(list): Query<List>,
) -> PageResult {
    let look = app.view("cart.checkouts", &caller, move |tx, by| {
        actions::checkouts(tx, by, list.cursor(), list.limit())
    });
    let (actor, page) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let frame = Frame::new(&viewer, viewer.say("cart-checkouts")).here("/cart");
    Ok(frame.page(&views::checkouts(&viewer, &page)))
}

fn checkout_id(told: &str) -> Result<Id<CheckoutKind>, Stop> {
    told.parse().map_err(|_| Stop::Absent)
}

/// What was ordered, and what of it is still to be paid.
pub(super) async fn show(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> PageResult {
    one(&app, &caller, checkout_id(&id)?, &Draft::default()).await
}

async fn one(app: &App, caller: &Caller, id: Id<CheckoutKind>, draft: &Draft) -> PageResult {
    let look = app.view("cart.checkout", caller, move |tx, by| actions::checkout(tx, by, id));
    let (actor, seen) = look.await?;
    let viewer = Viewer { app, caller, actor };
    let frame = Frame::new(&viewer, viewer.say("cart-ordered")).here("/cart");
    Ok(frame.status(status_of(draft)).page(&views::placed(&viewer, &seen, draft)))
}

/// Pays from the balance, or asks how to pay by bank.
pub(super) async fn pay(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> PageResult {
    let id = checkout_id(&id)?;
    let payment = posted.field("payment").parse().map_err(|_| Stop::Absent)?;
    let by_bank = posted.field("by") == "bank";
    let home = Some(id.cast());
    let act = app.act("cart.pay", &caller, &posted.call, home, move |tx, by| {
        if by_bank {
            actions::pay_by_bank(tx, by, (id, payment))?;
        } else {
            actions::pay(tx, by, (id, payment))?;
        }
        Ok(Nothing {})
    });
    let word = if by_bank { "cart-bank" } else { "cart-paid" };
    match act.await {
        Ok(_) => Ok(done(&format!("/checkouts/{id}"), word)),
        Err(stop) => one(&app, &caller, id, &Draft::refused(posted.typed, stop)?).await,
    }
}
