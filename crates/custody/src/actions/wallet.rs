//! Looking into one's own wallet.

use super::firm_of;
use crate::model::wallet_of;
use crate::store;
use ::store::Tx;
use kernel::{Actor, Currency, Cursor, Firm, Id, Limit, Outcome, Page};
use ledger::{Balance, Entry};

/// Currencies of one wallet that are shown; ISO 4217 has some 180.
pub const MOST_PURSES: i64 = 200;

/// What the firm has, in each currency in which it ever had something.
pub fn wallet(tx: &mut Tx<'_>, by: &Actor) -> Outcome<Vec<Balance>> {
    let firm = firm_of(by)?;
    wallet_of_firm(tx, firm)
}

/// The same, whoever asks.
pub(super) fn wallet_of_firm(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<Vec<Balance>> {
    let currencies = store::list_purses(tx, firm, MOST_PURSES)?;
    let balance = |currency| ledger::balance(tx, wallet_of(firm, currency));
    currencies.into_iter().map(balance).collect()
}

/// A page of what went in and out of the firm's wallet in one currency, newest first.
pub fn statement(
    tx: &mut Tx<'_>,
    by: &Actor,
    currency: Currency,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<Entry>> {
    let firm = firm_of(by)?;
    ledger::statement(tx, wallet_of(firm, currency), cursor, limit)
}
