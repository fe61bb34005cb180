//! What an owner signs, fills up and ends.

use super::cover::{end_promises, open_in, order, show_badge, write};
use super::pay::pay_waiting;
use crate::model::{
    NewSigning, Promise, PromiseRefusal, Protection, Signed, TEXT_VERSION, least, text_hash,
};
use crate::store;
use ::store::Tx;
use kernel::rules::Rules;
use kernel::{Actor, Currency, Firm, Id, Money, Outcome, Person, Stop};

/// The firm and its owner; nobody else signs for it.
fn owner(by: &Actor) -> Outcome<(Id<Firm>, Id<Person>)> {
    let (firm, person) = by.trader()?;
    if !by.is_owner_of(firm) {
        return Err(Stop::Forbidden);
    }
    Ok((firm, person))
}

/// An owner signs promises for all that the firm sells from its listings in a currency, and freezes
/// the deposit behind them. What stands already stays as it is; what was ended begins anew.
pub fn sign(tx: &mut Tx<'_>, by: &Actor, new: &NewSigning) -> Outcome<Protection> {
    let (firm, person) = owner(by)?;
    let currency = new.currency;
    let before = store::find_protection(tx, firm, currency)?;
    let required = least(&Rules::current().protect, currency)?;
    let wanted = new.read(order(tx, firm, currency)?, required)?;
    if new.deposit_minor > 0 {
        custody::freeze(tx, firm, Money::new(new.deposit_minor, currency))?;
    }
    let open = open_in(tx, firm, currency)?;
    let is_new = |promise: &Promise| open.iter().all(|signed| signed.promise != *promise);
    for promise in wanted.into_iter().filter(is_new) {
        add(tx, (firm, person), currency, promise)?;
    }
    let now = tx.now();
    let after = match &before {
        Some(before) => before.signed(required, now),
        None => Protection::begin(firm, required, now),
    };
    write(tx, before.as_ref(), after)?;
    show_badge(tx, firm)?;
    pay_out_of_it(tx, firm, currency)
}

fn add(
    tx: &mut Tx<'_>,
    (firm, person): (Id<Firm>, Id<Person>),
    currency: Currency,
    promise: Promise,
) -> Outcome<()> {
    let text_hash =
        text_hash(promise, TEXT_VERSION).ok_or(Stop::Bug("a promise without its words"))?;
    let text_version = TEXT_VERSION.to_owned();
    let (id, from_at) = (tx.id(), tx.now());
    let until_at = None;
    let signed =
        Signed { id, firm, currency, promise, text_version, text_hash, person, from_at, until_at };
    store::add_signed(tx, &signed)?;
    if promise == Promise::NoReason {
        remedy::grant_return_right(tx, firm, currency)?;
    }
    Ok(())
}

/// An owner fills the deposit up again: first what is owed to the fund is paid, then what is
/// missing is frozen.
pub fn top_up(tx: &mut Tx<'_>, by: &Actor, currency: Currency) -> Outcome<Protection> {
    let (firm, _) = owner(by)?;
    let before = store::find_protection(tx, firm, currency)?;
    let before = before.ok_or(PromiseRefusal::NothingSigned)?;
    before.missing(order(tx, firm, currency)?)?;
    custody::pay_debts(tx, firm)?;
    let stands = order(tx, firm, currency)?;
    if stands.owed.minor > 0 {
        return Err(PromiseRefusal::DebtFirst { owed: stands.owed }.into());
    }
    let missing = before.missing(stands)?;
    if missing.minor > 0 {
        custody::freeze(tx, firm, missing)?;
    }
    let filled = before.filled(tx.now());
    write(tx, Some(&before), filled)?;
    pay_out_of_it(tx, firm, currency)
}

/// More lies in a deposit: whoever waits for the fund may be paid out of it.
fn pay_out_of_it(tx: &mut Tx<'_>, firm: Id<Firm>, currency: Currency) -> Outcome<Protection> {
    let now = tx.now();
    pay_waiting(tx, currency, now)?;
    store::find_protection(tx, firm, currency)?.ok_or(Stop::Absent)
}

/// An owner ends one promise for new trades. Being truthful ends with all of them alone.
pub fn end_one(tx: &mut Tx<'_>, by: &Actor, currency: Currency, promise: Promise) -> Outcome<()> {
    let (firm, _) = owner(by)?;
    if promise == Promise::Truthful {
        return Err(PromiseRefusal::TruthfulStays.into());
    }
    let open = open_in(tx, firm, currency)?;
    let signed = open.iter().find(|signed| signed.promise == promise);
    let signed = signed.ok_or(PromiseRefusal::NothingSigned)?;
    let now = tx.now();
    store::end_signed(tx, signed, now)?;
    if promise == Promise::NoReason {
        remedy::end_return_right(tx, firm, currency, now)?;
    }
    show_badge(tx, firm)
}

/// An owner ends all promises in a currency for new trades. The deposit waits for the last claim
/// that could come.
pub fn end_all(tx: &mut Tx<'_>, by: &Actor, currency: Currency) -> Outcome<Protection> {
    let (firm, _) = owner(by)?;
    let before = store::find_protection(tx, firm, currency)?;
    let before = before.ok_or(PromiseRefusal::NothingSigned)?;
    let now = tx.now();
    let after = before.end(now)?;
    end_promises(tx, firm, currency, now)?;
    write(tx, Some(&before), after)
}
