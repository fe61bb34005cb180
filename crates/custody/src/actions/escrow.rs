//! Money kept for an agreement.

use super::fees::give_fee_back;
use super::stops::check_leaving;
use crate::model::{
    Agreement, BankOrderKind, Escrow, Identity, NewEscrow, Refunded, Release, Source, escrow_of,
    fee_of, reason, too_small, wallet_of,
};
use crate::store;
use ::store::Tx;
use kernel::{Firm, Id, Money, Outcome};
use ledger::{Account, Transfer};

/// Opens an escrow, empty, with the conditions that must be met before anything is released.
pub fn open(tx: &mut Tx<'_>, new: &NewEscrow<'_>) -> Outcome<()> {
    store::add_escrow(tx, new)?;
    for kind in new.conditions {
        store::add_condition(tx, new.agreement, kind)?;
    }
    Ok(())
}

/// Adds a condition to an open escrow: nothing is released until it is met too.
pub fn require(tx: &mut Tx<'_>, agreement: Id<Agreement>, kind: &'static str) -> Outcome<()> {
    store::add_condition(tx, agreement, kind)
}

/// Says that a condition is met. Said again, it changes nothing.
pub fn meet(tx: &mut Tx<'_>, agreement: Id<Agreement>, kind: &'static str) -> Outcome<()> {
    store::meet_condition(tx, agreement, kind)
}

/// Moves an amount from the buyer's wallet into custody: refused where it may not leave the wallet,
/// which a deal with a friend must not get around. The wallet is asked first, so that a refusal
/// costs nothing.
pub fn fund(
    tx: &mut Tx<'_>,
    agreement: Id<Agreement>,
    buyer: Id<Firm>,
    amount: Money,
) -> Outcome<()> {
    check_leaving(tx, buyer, amount, None)?;
    let (from, to) = (wallet_of(buyer, amount.currency), escrow_of(agreement, amount.currency));
    post(tx, from, to, amount, reason::FUND)?;
    store::add_paid_in(tx, agreement, buyer, amount)
}

/// Says for which parts of agreements a payment came, with the place of each among the parts of its
/// agreement, and whether they are paid now or wait for more: if the bank takes the payment back,
/// they give back what it brought. Of two payments that came for one part the last one holds.
pub fn share(
    tx: &mut Tx<'_>,
    (firm, order): (Id<Firm>, Id<BankOrderKind>),
    parts: &[(Id<Agreement>, i64, Money)],
    are_paid: bool,
) -> Outcome<()> {
    for part in parts {
        let before = match are_paid {
            true => None,
            false => Some(store::lock_escrow(tx, part.0)?.paid_in_minor),
        };
        store::put_share(tx, (firm, order), *part, before)?;
    }
    Ok(())
}

/// Pays everything held to the seller, less the fee, in one transfer, and settles the escrow.
/// Refused while a condition is unmet. With nothing held it only settles.
pub fn release(tx: &mut Tx<'_>, agreement: Id<Agreement>) -> Outcome<Release> {
    let escrow = store::lock_escrow(tx, agreement)?;
    let release = escrow.release()?;
    pay_out(tx, &escrow, release)
}

/// Says that the last condition is met and releases, as `release` does.
pub fn meet_and_release(
    tx: &mut Tx<'_>,
    agreement: Id<Agreement>,
    kind: &'static str,
) -> Outcome<Release> {
    let escrow = store::lock_escrow_but(tx, agreement, kind)?;
    let release = escrow.release()?;
    store::meet_condition(tx, agreement, kind)?;
    pay_out(tx, &escrow, release)
}

fn pay_out(tx: &mut Tx<'_>, escrow: &Escrow, release: Release) -> Outcome<Release> {
    let agreement = escrow.agreement;
    if release.gross.minor > 0 {
        let mut transfer = Transfer::new(tx.id(), reason::RELEASE)
            .debit(escrow_of(agreement, escrow.currency), release.gross.minor);
        if release.net.minor > 0 {
            transfer =
                transfer.credit(wallet_of(escrow.seller, escrow.currency), release.net.minor);
        }
        if release.fee.minor > 0 {
            transfer = transfer.credit(fee_of(agreement, escrow.currency), release.fee.minor);
        }
        ledger::post_new(tx, &transfer)?;
        store::add_purse(tx, escrow.seller, escrow.currency)?;
    }
    store::change_released(tx, escrow, &release)?;
    Ok(release)
}

/// Gives an amount back to the buyer's wallet: out of what is held; or, once it was released, out
/// of the seller's wallet and, for the fee's part of it, out of what the market took. Never more
/// than came in and has not gone back.
pub fn refund(tx: &mut Tx<'_>, agreement: Id<Agreement>, amount: Money) -> Outcome<Refunded> {
    let escrow = store::lock_escrow(tx, agreement)?;
    let refunded = escrow.refund(amount)?;
    let given_back_minor = match refunded.source {
        Source::Held => 0,
        Source::Seller => amount.minor - refunded.fee.minor,
    };
    let kept = escrow_of(agreement, escrow.currency);
    if given_back_minor > 0 {
        let seller = wallet_of(escrow.seller, escrow.currency);
        post(tx, seller, kept, escrow.money(given_back_minor), reason::GIVE_BACK)?;
    }
    give_fee_back(tx, &escrow, &refunded)?;
    post(tx, kept, wallet_of(escrow.buyer, escrow.currency), amount, reason::REFUND)?;
    store::change_refunded(tx, &escrow, &refunded, given_back_minor)?;
    Ok(refunded)
}

/// Lets nothing more come in, when an agreement ends without a release. Refused while money is
/// held.
pub fn close(tx: &mut Tx<'_>, agreement: Id<Agreement>) -> Outcome<()> {
    store::settle(tx, agreement)
}

/// The escrow as it stands.
pub fn escrow(tx: &mut Tx<'_>, agreement: Id<Agreement>) -> Outcome<Escrow> {
    store::lock_escrow(tx, agreement)
}

/// The sums of an agreement beside what the ledger really holds for it.
pub fn identity(tx: &mut Tx<'_>, agreement: Id<Agreement>) -> Outcome<Identity> {
    let escrow = store::lock_escrow(tx, agreement)?;
    let held = ledger::balance(tx, escrow_of(agreement, escrow.currency))?;
    Ok(escrow.identity(held.posted))
}

/// One new transfer between two accounts.
pub(super) fn post(
    tx: &mut Tx<'_>,
    from: Account,
    to: Account,
    amount: Money,
    reason: &'static str,
) -> Outcome<()> {
    let transfer = Transfer::between(tx.id(), from, to, amount.minor, reason);
    ledger::post_new(tx, &transfer).map_err(too_small)?;
    Ok(())
}
