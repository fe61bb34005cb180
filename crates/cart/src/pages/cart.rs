//! The cart.

use super::status_of;
use crate::actions;
use crate::views;
use axum::extract::{Path, State};
use catalog::ProductKind;
use kernel::{Id, Stop};
use web::page::{Draft, Frame, PageResult, Posted, Viewer, back_to, done};
use web::{App, Caller, Nothing};

/// What lies in it.
pub(super) async fn show(State(app): State<App>, caller: Caller) -> PageResult {
    page(&app, &caller, &Draft::default()).await
}

async fn page(app: &App, caller: &Caller, draft: &Draft) -> PageResult {
    let lang = caller.lang();
    let look = app.view("cart.page", caller, move |tx, by| actions::cart_in(tx, by, lang));
    let (actor, cart) = look.await?;
    let viewer = Viewer { app, caller, actor };
    let frame = Frame::new(&viewer, viewer.say("cart-title")).here("/cart");
    Ok(frame.status(status_of(draft)).page(&views::cart(&viewer, &cart, draft)))
}

/// Lays so many of a product in, and goes on to the checkout if that was pressed; what cannot be is
/// told on the cart's page.
pub(super) async fn add(State(app): State<App>, caller: Caller, posted: Posted) -> PageResult {
    let product: Id<ProductKind> = posted.field("product").parse().map_err(|_| Stop::Absent)?;
    let quantity = posted.whole("quantity").unwrap_or(0);
    let is_ordering = posted.field("then") == "checkout";
    let act = app.act("cart.add-line", &caller, &posted.call, None, move |tx, by| {
        actions::add_line(tx, by, product, quantity).map(|()| Nothing {})
    });
    match act.await {
        Ok(_) if is_ordering => Ok(back_to("/checkout")),
        Ok(_) => Ok(done("/cart", "cart-added")),
        Err(stop) => page(&app, &caller, &Draft::refused(posted.typed, stop)?).await,
    }
}

/// Says how many of a product lie there, or takes it out.
pub(super) async fn set(
    State(app): State<App>,
    caller: Caller,
    Path(product): Path<String>,
    posted: Posted,
) -> PageResult {
    let product: Id<ProductKind> = product.parse().map_err(|_| Stop::Absent)?;
    let is_out = posted.field("act") == "remove";
    let typed = posted.whole(&views::quantity_field(product));
    // What is no number is refused like too few.
    let quantity = if is_out { 0 } else { typed.filter(|told| *told > 0).unwrap_or(-1) };
    let act = app.act("cart.set-line", &caller, &posted.call, None, move |tx, by| {
        actions::set_line(tx, by, product, quantity).map(|()| Nothing {})
    });
    match act.await {
        Ok(_) => Ok(done("/cart", if is_out { "cart-removed" } else { "cart-changed" })),
        Err(stop) => page(&app, &caller, &Draft::refused(posted.typed, stop)?).await,
    }
}
