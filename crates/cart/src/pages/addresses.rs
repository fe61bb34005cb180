//! The address book.

use super::{status_of, version};
use crate::actions;
use crate::api::BookAddressDocument;
use crate::model::AddressKind;
use crate::views;
use axum::extract::{Path, Query, State};
use deal::Address;
use kernel::{Id, Stop};
use serde::Deserialize;
use web::page::{Draft, Frame, PageResult, Posted, Viewer, back_to, done};
use web::{App, Caller, Nothing};

/// Where to go on.
#[derive(Debug, Deserialize)]
pub(super) struct Next {
    next: Option<String>,
}

/// All of them.
pub(super) async fn list(State(app): State<App>, caller: Caller) -> PageResult {
    let (actor, book) = app.view("cart.addresses", &caller, actions::addresses).await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let frame = Frame::new(&viewer, viewer.say("cart-addresses")).here("/cart");
    Ok(frame.page(&views::addresses(&viewer, &book)))
}

fn typed(posted: &Posted) -> Address {
    let field = |name: &str| posted.field(name).to_owned();
    Address {
        name: field("name"),
        phone: field("phone"),
        country: field("country"),
        region: field("region"),
        city: field("city"),
        street: field("street"),
        postcode: field("postcode"),
    }
}

/// The form of a new one.
pub(super) async fn blank(
    State(app): State<App>,
    caller: Caller,
    Query(next): Query<Next>,
) -> PageResult {
    let look = app.view("cart.new-address", &caller, |tx, by| {
        let (firm, _) = by.trader()?;
        party::trust_lines(tx, &[firm])
    });
    let (actor, own) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let country = own.first().map_or("", |line| line.country.code());
    let next = next.next.unwrap_or_default();
    let draft = Draft::of([("country", country.to_owned()), ("next", next)]);
    let frame = Frame::new(&viewer, viewer.say("cart-address-new")).here("/cart");
    Ok(frame.page(&views::address_form(&viewer, None, &draft)))
}

/// Adds it; whoever came from checking out goes on there.
pub(super) async fn add(State(app): State<App>, caller: Caller, posted: Posted) -> PageResult {
    let new = typed(&posted);
    let is_checkout = posted.field("next") == "checkout";
    let act = app.act("cart.add-address", &caller, &posted.call, None, move |tx, by| {
        actions::add_address(tx, by, &new).map(BookAddressDocument::from)
    });
    match act.await {
        Ok(added) if is_checkout => Ok(back_to(&format!("/checkout?address={}", added.value.id))),
        Ok(_) => Ok(done("/addresses", "cart-address-added")),
        Err(stop) => {
            let draft = Draft::refused(posted.typed, stop)?;
            let (actor, ()) = app.view("cart.new-address", &caller, |_, _| Ok(())).await?;
            let viewer = Viewer { app: &app, caller: &caller, actor };
            let frame = Frame::new(&viewer, viewer.say("cart-address-new")).here("/cart");
            let body = views::address_form(&viewer, None, &draft);
            Ok(frame.status(status_of(&draft)).page(&body))
        }
    }
}

fn address_id(told: &str) -> Result<Id<AddressKind>, Stop> {
    told.parse().map_err(|_| Stop::Absent)
}

/// The form of one.
pub(super) async fn filled(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> PageResult {
    form(&app, &caller, address_id(&id)?, None).await
}

async fn form(
    app: &App,
    caller: &Caller,
    id: Id<AddressKind>,
    refused: Option<Draft>,
) -> PageResult {
    let look = app.view("cart.address", caller, move |tx, by| actions::address(tx, by, id));
    let (actor, kept) = look.await?;
    let viewer = Viewer { app, caller, actor };
    let draft = refused.unwrap_or_else(|| views::draft_of_address(&kept.address));
    let frame = Frame::new(&viewer, viewer.say("cart-address-edit")).here("/cart");
    let body = views::address_form(&viewer, Some(&kept), &draft);
    Ok(frame.status(status_of(&draft)).page(&body))
}

/// Saves it, proposes it first, or takes it out of the book.
pub(super) async fn change(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> PageResult {
    let (id, new, version) = (address_id(&id)?, typed(&posted), version(&posted)?);
    let act = posted.field("act").to_owned();
    let step = act.clone();
    let change = app.act("cart.change-address", &caller, &posted.call, None, move |tx, by| {
        match step.as_str() {
            "first" => actions::make_first(tx, by, id).map(|_| Nothing {}),
            "remove" => actions::remove_address(tx, by, id).map(|()| Nothing {}),
            _ => actions::change_address(tx, by, (id, version), &new).map(|_| Nothing {}),
        }
    });
    let word = match act.as_str() {
        "first" => "cart-address-first",
        "remove" => "cart-address-removed",
        _ => "cart-address-saved",
    };
    match change.await {
        Ok(_) => Ok(done("/addresses", word)),
        Err(stop) => {
            let draft = Draft::refused(posted.typed, stop)?;
            form(&app, &caller, id, Some(draft)).await
        }
    }
}
