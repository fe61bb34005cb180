//! Any act, by its word.

use super::write::{By, write};
use super::{Which, acting, evidence, officer, pay};
use crate::model::{Act, Done, NewAct, State, read_text};
use ::store::Tx;
use kernel::{Actor, Outcome, Stop};

/// Does what somebody wants to do with a claim, if they may.
pub fn perform(tx: &mut Tx<'_>, by: &Actor, which: Which, new: &NewAct) -> Outcome<Done> {
    match new {
        NewAct::Decide(awarded, reasons) => officer::decide(tx, by, which, (*awarded, reasons)),
        NewAct::Saying(Act::Tell, text) => evidence::say(tx, by, which, text),
        NewAct::Saying(Act::Object, text) => officer::second(tx, by, which, Some(text)),
        NewAct::Saying(Act::Refuse, text) => side(tx, by, which, (Act::Refuse, Some(text))),
        NewAct::Plain(Act::Take) => officer::take(tx, by, which),
        NewAct::Plain(Act::PutBack) => officer::put_back(tx, by, which),
        NewAct::Plain(Act::Confirm) => officer::second(tx, by, which, None),
        NewAct::Plain(act @ (Act::Agree | Act::Withdraw)) => side(tx, by, which, (*act, None)),
        NewAct::Saying(..) | NewAct::Plain(_) => Err(Stop::Bug("an act with the wrong words")),
    }
}

fn side(
    tx: &mut Tx<'_>,
    by: &Actor,
    which: Which,
    (act, text): (Act, Option<&String>),
) -> Outcome<Done> {
    let (claim, role) = acting(tx, by, which)?;
    let deposit = custody::deposit(tx, claim.seller, claim.amount.currency)?;
    let (most, now) = (officer::worth(tx, &claim)?, tx.now());
    let step = claim.act(role, act, (deposit, most, now))?;
    let mut by = By::of(by);
    if let Some(text) = text {
        by = by.saying(read_text("reason", text)?);
    }
    let after = write(tx, &claim, step, &by, now)?;
    paid_if_upheld(tx, which, Done::of(&after))
}

/// A claim that is upheld is paid in the same transaction, if the fund can.
pub(super) fn paid_if_upheld(tx: &mut Tx<'_>, which: Which, done: Done) -> Outcome<Done> {
    if done.state != State::Unpaid {
        return Ok(done);
    }
    let claim = crate::store::lock_claim(tx, which.0, which.1)?;
    let now = tx.now();
    pay::pay_waiting(tx, claim.amount.currency, now)?;
    Ok(Done::of(&crate::store::lock_claim(tx, which.0, which.1)?))
}
