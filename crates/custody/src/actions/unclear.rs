//! What is nobody's yet: money that came is kept, and money that went is missed, in an account of
//! its own, until a clerk or the bank itself says whose it is.

use super::escrow::post;
use super::listing::{List, list};
use super::second::withdraw_difference;
use super::take::{Taken, entry};
use crate::model::{
    BankOrder, CustodyRefusal, Difference, DifferenceKind, DifferenceRow, Lies, Paid, Teller, Way,
    bank_of, kept_of, missed_of, reason, wallet_of,
};
use crate::store;
use ::store::Tx;
use kernel::{Id, Money, Outcome};

/// The course of an entry that lies with a line of the work list.
pub(super) const KEEP: &str = "keep";

/// Keeps what came, or misses what went, and lists it.
pub(super) fn keep(
    tx: &mut Tx<'_>,
    teller: &Teller,
    paid: &Paid,
    kind: DifferenceKind,
    order: Option<&BankOrder>,
) -> Outcome<Taken> {
    let told = List::of(kind, teller, paid);
    let told = order.map_or_else(|| told.clone(), |order| told.clone().of_order(order));
    list_unclear(tx, &told)?;
    let named = order.map(|order| (order.firm, order.id));
    store::add_entry(tx, teller, &entry(paid, KEEP, named))?;
    Ok(Taken::Listed)
}

/// Lists an amount that is at the bank, or is not, and lies with its line.
pub(super) fn list_unclear(tx: &mut Tx<'_>, told: &List) -> Outcome<()> {
    let lies = if told.amount.minor > 0 { Lies::Kept } else { Lies::Outside };
    let id = list(tx, &List { lies, ..told.clone() })?;
    post_unclear(tx, id, told.amount)
}

/// Moves money between the bank's mirror and the account of a difference.
pub(super) fn post_unclear(tx: &mut Tx<'_>, id: Id<DifferenceRow>, amount: Money) -> Outcome<()> {
    let (currency, bank) = (amount.currency, bank_of(amount.currency));
    match amount.minor {
        0 => Err(CustodyRefusal::AmountNotPositive.into()),
        1.. => post(tx, bank, kept_of(id, currency), amount, reason::UNCLEAR),
        _ => post(tx, missed_of(id, currency), bank, amount.negated(), reason::MISSED),
    }
}

/// The bank itself has said what an unclear amount is: nothing lies with its line any more, and no
/// clerk need look. Whoever calls books it where it belongs.
pub(super) fn clear(tx: &mut Tx<'_>, line: &Difference) -> Outcome<()> {
    post_clear(tx, line)?;
    end_by_bank(tx, line)
}

/// What was unclear is clear: it is at the bank, or is not, and lies with its line no more.
pub(super) fn post_clear(tx: &mut Tx<'_>, line: &Difference) -> Outcome<()> {
    let (currency, bank) = (line.amount.currency, bank_of(line.amount.currency));
    match line.amount.minor {
        1.. => post(tx, kept_of(line.id, currency), bank, line.amount, reason::CLEARED),
        _ => {
            let missed = missed_of(line.id, currency);
            post(tx, bank, missed, line.amount.negated(), reason::CLEARED)
        }
    }
}

/// The bank has acted: nobody need answer, nor agree to an answer.
pub(super) fn end_by_bank(tx: &mut Tx<'_>, line: &Difference) -> Outcome<()> {
    withdraw_difference(tx, line)?;
    store::end_by_bank(tx, line.id, Way::Answered)
}

/// What the market has sent back could not be delivered: it lies apart again, on a new line.
pub(super) fn keep_again(
    tx: &mut Tx<'_>,
    order: &BankOrder,
    amount: Money,
    why: &str,
) -> Outcome<()> {
    let payout = store::find_payout(tx, order.firm, order.id)?;
    let (party, party_bank) = payout.map_or(((None, None), None), |payout| {
        ((Some(payout.name), Some(payout.number)), payout.bank_code)
    });
    let words = format!("{} {why}", order.reference);
    let told = List::plain(DifferenceKind::SentBackInVain, amount, words.trim());
    let (lies, order_id) = (Lies::Kept, Some(order.id));
    let id = list(tx, &List { lies, order: order_id, party, party_bank, ..told })?;
    let currency = amount.currency;
    post(tx, wallet_of(order.firm, currency), kept_of(id, currency), amount, reason::CLEARED)
}
