//! Bringing in trades that were made elsewhere.

use super::begin::begin;
use crate::model::{Contract, Done, Means, RecordedOrder};
use ::store::Tx;
use kernel::{Actor, Desk, Outcome, Stop};

/// The operator brings in an invoice of a trade's records: a contract at the recorded prices, to
/// which the records bind both sides. From here on it is a deal like any other. Reads nothing.
pub fn place_recorded(tx: &mut Tx<'_>, by: &Actor, order: &RecordedOrder) -> Outcome<Done> {
    match by {
        Actor::Stranger => return Err(Stop::SignIn),
        _ if by.is_at(Desk::Operator) => {}
        _ => return Err(Stop::Forbidden),
    }
    let contract = Contract::draw_up(tx.id(), order.terms()?, tx.now())?;
    let sides = [order.seller, order.buyer];
    let signatures = sides.map(|firm| contract.signed_by(firm, Means::Record, None));
    begin(tx, contract, &signatures)
}
