//! Writing how a firm stands by its promises: its timer, its badge, its right of return.

use crate::events::ProtectionMoved;
use crate::model::{Cover, Order, Promise, Protection, Signed};
use crate::store;
use ::store::Tx;
use kernel::{Currency, Firm, Id, Outcome, Timestamp};

/// Promises that a firm stands by, in all currencies: six in each of some 180.
pub(super) const SIGNED_MOST: i64 = 1_200;

/// Where a firm's deposit and debts stand in a currency.
pub(super) fn order(tx: &mut Tx<'_>, firm: Id<Firm>, currency: Currency) -> Outcome<Order> {
    let left = custody::deposit(tx, firm, currency)?;
    Ok(Order { left, owed: custody::owed_to_fund(tx, firm, currency)? })
}

/// Writes a change with its timer, and tells it.
pub(super) fn write(
    tx: &mut Tx<'_>,
    before: Option<&Protection>,
    mut after: Protection,
) -> Outcome<Protection> {
    if let Some(timer) = before.and_then(|before| before.timer) {
        tx.cancel_timer(after.firm, timer.cast())?;
    }
    after.timer = match (after.state.timer(), after.fires_at(tx.now())) {
        (Some(kind), Some(at)) => Some(tx.set_timer(after.firm, kind, at)?.cast()),
        _ => None,
    };
    match before {
        Some(before) => store::change_protection(tx, before, &after)?,
        None => store::add_protection(tx, &after)?,
    }
    tx.tell(after.firm, &ProtectionMoved::of(&after))?;
    Ok(after)
}

/// What a firm stands by now in a currency.
pub(super) fn open_in(tx: &mut Tx<'_>, firm: Id<Firm>, currency: Currency) -> Outcome<Vec<Signed>> {
    let open = store::list_open_signed(tx, firm, SIGNED_MOST)?;
    Ok(open.into_iter().filter(|signed| signed.currency == currency).collect())
}

/// New trades are not covered any more from an instant on: all promises in a currency end, and the
/// badge says so at once.
pub(super) fn end_promises(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    currency: Currency,
    at: Timestamp,
) -> Outcome<()> {
    for signed in open_in(tx, firm, currency)? {
        store::end_signed(tx, &signed, at)?;
        if signed.promise == Promise::NoReason {
            remedy::end_return_right(tx, firm, currency, at)?;
        }
    }
    show_badge(tx, firm)
}

/// What a firm stands by in any currency is what everybody reads beside its name.
pub(super) fn show_badge(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<()> {
    let open = store::list_open_signed(tx, firm, SIGNED_MOST)?;
    party::set_promises(tx, firm, &words_of(&open))
}

/// The words of what is signed, each once, in the order of the form.
pub(super) fn words_of(open: &[Signed]) -> Vec<&'static str> {
    let is_open = |promise: &Promise| open.iter().any(|signed| signed.promise == *promise);
    Promise::ALL.into_iter().filter(is_open).map(Promise::word).collect()
}

/// After a claim was paid, or a deposit taken from: the time to fill it up begins where it must.
pub(super) fn after_payment(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    currency: Currency,
    at: Timestamp,
) -> Outcome<()> {
    let Some(protection) = store::find_protection(tx, firm, currency)? else { return Ok(()) };
    let order = order(tx, firm, currency)?;
    if let Some(short) = protection.after_payment(order, at) {
        let short = write(tx, Some(&protection), short)?;
        notify(tx, &short)?;
    }
    Ok(())
}

/// Writes a letter to the firm about where its deposit stands.
pub(super) fn notify(tx: &mut Tx<'_>, protection: &Protection) -> Outcome<()> {
    let told = match protection.state {
        Cover::Short => "short",
        Cover::Suspended => "suspended",
        _ => "ended",
    };
    let due = protection.due_at.map(|due| due.to_string()).unwrap_or_default();
    let required = format!("{} {}", protection.currency.code(), protection.required.plain());
    let facts =
        [("told", told), ("due", &due), ("required", &required), ("path", "/firm/promises")];
    let facts = facts.map(|(name, value)| (name, value.to_owned()));
    party::send_to_owners(tx, &[protection.firm], "promise", |_, _| facts.to_vec())
}
