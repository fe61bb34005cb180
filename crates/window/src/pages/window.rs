//! The goods that a firm puts into its window.

use crate::{actions, views};
use axum::extract::{Query, State};
use catalog::{Card, ProductKind, ProductState};
use kernel::{Actor, Id, Outcome, Stop};
use store::Tx;
use web::page::{Frame, PageResult, Posted, Viewer, done};
use web::{App, Caller, List};

/// The window with what is in it, and what could be.
pub(super) async fn show(
    State(app): State<App>,
    caller: Caller,
    Query(list): Query<List>,
) -> PageResult {
    let look = app.view("window.choose", &caller, move |tx, by| {
        let (firm, _) = by.trader()?;
        let inside = inside(tx, by)?;
        let mut others = catalog::of_firm(tx, by, firm, list.cursor(), list.limit())?;
        others.rows.retain(|card| {
            let is_inside = inside.iter().any(|one| one.offer.product == card.offer.product);
            card.state == ProductState::Listed && !is_inside
        });
        Ok((firm, inside, others))
    });
    let (actor, (firm, inside, others)) = look.await?;
    let viewer = Viewer { app: &app, caller: &caller, actor };
    let frame = Frame::new(&viewer, viewer.say("window-choose")).here("/firm");
    Ok(frame.page(&views::choose(&viewer, firm, &inside, &others)))
}

/// The goods in the window of somebody's own firm, in its order, hidden ones too.
fn inside(tx: &mut Tx<'_>, by: &Actor) -> Outcome<Vec<Card>> {
    let (firm, _) = by.trader()?;
    let ids = actions::chosen(tx, firm)?;
    let mut found = catalog::documents(tx, &ids)?;
    let place = |id: Id<ProductKind>| ids.iter().position(|one| *one == id);
    found.sort_by_key(|listing| place(listing.card.offer.product));
    Ok(found.into_iter().map(|listing| listing.card).collect())
}

/// Puts a product into the window, takes it out, or puts it first.
pub(super) async fn change(State(app): State<App>, caller: Caller, posted: Posted) -> PageResult {
    let product: Id<ProductKind> = posted.field("product").parse().map_err(|_| Stop::Absent)?;
    let wish = match posted.field("act") {
        "out" => Wish::Out,
        "first" => Wish::First,
        _ => Wish::In,
    };
    let act = app.act("window.choose", &caller, &posted.call, None, move |tx, by| {
        let (firm, _) = by.trader()?;
        let mut goods = actions::chosen(tx, firm)?;
        goods.retain(|one| *one != product);
        match wish {
            Wish::Out => {}
            Wish::First => goods.insert(0, product),
            Wish::In => goods.push(product),
        }
        actions::choose_goods(tx, by, &goods).map(|_| ())
    });
    act.await?;
    Ok(done("/firm/window", "window-changed"))
}

/// What shall become of a product.
#[derive(Clone, Copy)]
enum Wish {
    In,
    First,
    Out,
}
