//! Goods leave: all at once, or in several parcels.

use super::proposals::lapse;
use super::step::write;
use crate::events::{DealPartShipped, DealShipped};
use crate::model::{
    Contents, Deal, DealKind, DealRefusal, Dispatch, Done, Goods, Line, Milestone, Packed,
    ShipmentKind, Shipping, Side, Step, read_parcel, rest_of,
};
use crate::store;
use ::store::Tx;
use kernel::{Actor, Id, Outcome};
use std::collections::BTreeMap;

/// The seller sends the goods, or all that is left of them, once everything due before that is
/// paid.
pub fn ship(tx: &mut Tx<'_>, by: &Actor, id: Id<DealKind>, shipping: &Shipping) -> Outcome<Done> {
    let (deal, parts) = store::lock_deal(tx, id)?;
    deal.must_be(Side::Seller, by)?;
    let now = tx.now();
    let dispatch = shipping.read(now)?;
    let step = deal.ship(&parts, &dispatch, now)?;
    if deal.tracks.goods == Goods::PartShipped {
        let lines = store::list_lines(tx, id, deal.total.currency)?;
        let rest = rest_of(&lines);
        return send(tx, &deal, (&dispatch, step), (&lines, &rest));
    }
    let shipment = tx.id::<ShipmentKind>();
    store::add_shipment(tx, id, shipment, (&dispatch, Contents::Whole))?;
    let after = write(tx, &deal, step, now)?;
    tell(tx, &after, shipment, &dispatch)?;
    Ok(Done::of(&after))
}

/// The seller sends some of the goods, where the contract lets them leave in several parcels. The
/// time to confirm begins when the last of them has left.
pub fn ship_part(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<DealKind>,
    (shipping, told): (&Shipping, &[Packed]),
) -> Outcome<Done> {
    let (deal, parts): (Deal, Vec<Milestone>) = store::lock_deal(tx, id)?;
    deal.must_be(Side::Seller, by)?;
    let now = tx.now();
    let dispatch = shipping.read(now)?;
    deal.may_send(&parts)?;
    let lines = store::list_lines(tx, id, deal.total.currency)?;
    let parcel = read_parcel(&lines, told)?;
    if deal.tracks.goods != Goods::PartShipped && rest_of(&lines) == parcel {
        return ship(tx, by, id, shipping);
    }
    let most = deal.rules().pay.shipments_most;
    if store::count_shipments(tx, id)? >= most - 1 && rest_of(&lines) != parcel {
        return Err(DealRefusal::ShipmentsTooMany { most }.into());
    }
    let step = deal.ship_part(&parts, (&lines, &parcel), &dispatch, now)?;
    send(tx, &deal, (&dispatch, step), (&lines, &parcel))
}

/// The waybill's number of a shipment, for whoever shows it to somebody who may see it.
pub fn waybill(
    tx: &mut Tx<'_>,
    deal: Id<DealKind>,
    shipment: Id<ShipmentKind>,
) -> Outcome<Option<String>> {
    let ways = store::list_shipments(tx, deal)?;
    Ok(ways.into_iter().find(|way| way.id == shipment).map(|way| way.tracking))
}

/// Writes a parcel: line by line what it holds, and what of the stock leaves with it.
fn send(
    tx: &mut Tx<'_>,
    deal: &Deal,
    (dispatch, mut step): (&Dispatch, Step),
    (lines, parcel): (&[Line], &[Packed]),
) -> Outcome<Done> {
    let (id, now) = (deal.id, tx.now());
    let shipment = tx.id::<ShipmentKind>();
    let is_last = step.after.tracks.goods == Goods::Shipped;
    if is_last {
        let before = store::list_shipments(tx, id)?;
        step = step.not_before(deal.parcels_confirm_at(&before));
    }
    store::add_shipment(tx, id, shipment, (dispatch, Contents::Part))?;
    for packed in parcel {
        store::send_line(tx, id, shipment, *packed)?;
    }
    if deal.holds_stock && !is_last {
        for (product, quantity) in products_of(lines, parcel) {
            catalog::take_some_out(tx, id.cast(), product, quantity)?;
        }
        let before = Id::new(id.raw() - 1);
        let kept = catalog::reservations_between(tx, before, id.cast())?;
        step.after.holds_stock = !kept.is_empty();
    }
    lapse(tx, deal)?;
    let after = write(tx, deal, step, now)?;
    if is_last {
        tell(tx, &after, shipment, dispatch)?;
    } else {
        let (buyer, seller, transport) = (deal.buyer, deal.seller, dispatch.transport);
        tx.tell(id, &DealPartShipped { deal: id, shipment, buyer, seller, transport })?;
    }
    Ok(Done::of(&after))
}

/// How many of each listed product a parcel holds, by product, so that two never wait for each
/// other.
fn products_of(lines: &[Line], parcel: &[Packed]) -> BTreeMap<Id<catalog::ProductKind>, i64> {
    let mut products = BTreeMap::new();
    for packed in parcel {
        let line = lines.iter().find(|line| line.nth == packed.nth);
        if let Some(product) = line.and_then(|line| line.product) {
            *products.entry(product).or_default() += packed.quantity;
        }
    }
    products
}

fn tell(
    tx: &mut Tx<'_>,
    after: &Deal,
    shipment: Id<ShipmentKind>,
    dispatch: &Dispatch,
) -> Outcome<()> {
    let told = DealShipped {
        deal: after.id,
        shipment,
        buyer: after.buyer,
        seller: after.seller,
        transport: dispatch.transport,
        confirms_itself_at: after.deadline.map(|deadline| deadline.due_at),
    };
    tx.tell(after.id, &told)
}
