//! What the two sides do with a remedy.

use super::acting;
use super::write::{By, write};
use crate::model::{Act, Done, RemedyKind, read_line_of, read_text};
use ::store::Tx;
use deal::{DealKind, Shipping};
use kernel::{Actor, Id, Outcome};

/// Which remedy of which deal.
pub(super) type Which = (Id<DealKind>, Id<RemedyKind>);

/// Does what needs nothing but to be allowed, with or without words.
pub(super) fn act(
    tx: &mut Tx<'_>,
    by: &Actor,
    which: Which,
    (act, text): (Act, Option<&str>),
) -> Outcome<Done> {
    let (remedy, role) = acting(tx, by, which.0, which.1)?;
    let now = tx.now();
    let step = remedy.act(role, act, now)?;
    let mut by = By::of(by);
    if let Some(text) = text {
        by = by.saying(read_text("reason", text)?);
    }
    Ok(Done::of(&write(tx, &remedy, step, &by, now)?))
}

/// The buyer tells by which waybill the goods go back.
pub(super) fn send_back(
    tx: &mut Tx<'_>,
    by: &Actor,
    which: Which,
    shipping: &Shipping,
) -> Outcome<Done> {
    let (remedy, role) = acting(tx, by, which.0, which.1)?;
    let now = tx.now();
    let step = remedy.send_back(role, shipping.transport, now)?;
    let by = By::of(by).saying(waybill(shipping)?);
    Ok(Done::of(&write(tx, &remedy, step, &by, now)?))
}

fn waybill(shipping: &Shipping) -> Outcome<String> {
    let carrier = read_line_of("carrier", &shipping.carrier)?;
    let tracking = read_line_of("tracking", &shipping.tracking)?;
    Ok(format!("{carrier}, {tracking}"))
}

/// The seller sends goods again: the buyer has the whole time to look at them.
pub(super) fn send_again(
    tx: &mut Tx<'_>,
    by: &Actor,
    which: Which,
    shipping: &Shipping,
) -> Outcome<Done> {
    let (remedy, role) = acting(tx, by, which.0, which.1)?;
    let now = tx.now();
    let step = remedy.act(role, Act::SendAgain, now)?;
    let (deal, _) = deal::with_parts(tx, which.0)?;
    deal::ship_again(tx, &deal, shipping)?;
    let by = By::of(by).saying(waybill(shipping)?);
    Ok(Done::of(&write(tx, &remedy, step, &by, now)?))
}
