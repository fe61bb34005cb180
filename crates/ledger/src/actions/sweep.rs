//! The daily sweep: fees lie with their agreements, so that no trade waits for another, until they
//! are gathered.

use super::batch::post_all;
use crate::model::{Account, Posted, Purpose, Transfer};
use crate::store;
use ::store::Tx;
use kernel::{Any, Id, Outcome};

/// Fee accounts swept in one call: about 2 ms of the writer.
pub const MOST_SWEPT: i64 = 200;

/// Moves at most `MOST_SWEPT` fee accounts to the platform. Called until it gives an empty list; a
/// second sweep of the same day finds nothing, since what is swept leaves the list in the same
/// transaction.
pub fn sweep_fees(tx: &mut Tx<'_>, platform: Id<Any>) -> Outcome<Vec<Posted>> {
    let mut transfers = Vec::new();
    for fee in store::list_fees(tx, MOST_SWEPT)? {
        let Account { currency, .. } = fee.account;
        let to = Account::new(platform, Purpose::Platform, currency);
        let id = tx.id();
        transfers.push(Transfer::between(id, fee.account, to, fee.available(), "fee-sweep"));
    }
    post_all(tx, &transfers)
}
