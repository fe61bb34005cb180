//! Decisions that a second officer must agree to.

use super::officer::{SECONDED, carry_out, may_not_agree};
use super::write::{By, add_step};
use crate::model::{Decision, NewDecision, Remedy, RemedyRefusal};
use ::store::Tx;
use anyhow::Context;
use assent::{ActEnded, Move, NewAct, Place, State};
use deal::DealKind;
use kernel::{Actor, Currency, Desk, Id, Money, Outcome};
use serde::{Deserialize, Serialize};

/// A decision by which much money moves.
const DECISION: &str = "remedy-second-decision";

/// The decision as it is kept until a second officer has answered.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    deal: Id<DealKind>,
    currency: Currency,
    to_buyer_minor: i64,
    needs_return: bool,
    reasons: String,
    published: String,
}

/// Asks a second officer.
pub(super) fn ask(
    tx: &mut Tx<'_>,
    by: &Actor,
    remedy: &Remedy,
    (new, moved, held): (&NewDecision, Money, Money),
) -> Outcome<()> {
    let Decision { to_buyer, needs_return } = new.decision;
    let kept = Kept {
        deal: remedy.deal,
        currency: to_buyer.currency,
        to_buyer_minor: to_buyer.minor,
        needs_return,
        reasons: new.reasons.clone(),
        published: new.published.clone(),
    };
    let step =
        |firm, minor| Move { from: Place::Escrow, to: Place::Wallet, firm: Some(firm), minor };
    let rest = if remedy.was_shipped { held.minor - to_buyer.minor } else { 0 };
    let moves = [step(remedy.buyer, to_buyer.minor), step(remedy.seller, rest)];
    let act = NewAct {
        about: remedy.id.cast(),
        kind: DECISION,
        is_for_officers: true,
        amount: Some(Money::new(moved.minor, to_buyer.currency)),
        facts: vec![
            ("buyer", format!("{} {}", to_buyer.currency.code(), to_buyer.plain())),
            ("goods", if needs_return { "back" } else { "stay" }.to_owned()),
        ],
        moves: moves.into_iter().filter(|step| step.minor > 0).collect(),
        firms: vec![remedy.buyer, remedy.seller],
        body: serde_json::to_string(&kept).context("a decision")?,
        note: new.reasons.clone(),
        path: String::new(),
    };
    assent::ask(tx, by, act).map(|_| ())
}

/// The case goes on otherwise: nobody needs to agree any more.
pub(super) fn withdraw(tx: &mut Tx<'_>, remedy: &Remedy) -> Outcome<()> {
    assent::withdraw(tx, remedy.id.cast(), DECISION)
}

/// A second officer agrees, which is written down, and the first one's decision is made.
pub(crate) fn hear_second(tx: &mut Tx<'_>, told: &ActEnded) -> Outcome<()> {
    let ended = assent::ended(tx, told.about, told.act)?;
    if ended.kind != DECISION || ended.state != State::Agreed {
        return Ok(());
    }
    let kept: Kept = serde_json::from_str(&ended.body).context("a kept decision")?;
    let which = (kept.deal, told.about.cast());
    let remedy = crate::store::lock_remedy(tx, which.0, which.1)?;
    if let Some(second) = ended.ended_by {
        if may_not_agree(tx, second, &remedy)? {
            return Err(RemedyRefusal::Conflict.into());
        }
        let (by, now) = (By { person: Some(second), ..By::default() }, tx.now());
        add_step(tx, &remedy, SECONDED, &by, now)?;
    }
    let first = Actor::Clerk { person: ended.asked_by, desk: Desk::Officer };
    let to_buyer = Money::new(kept.to_buyer_minor, kept.currency);
    let new = NewDecision {
        decision: Decision { to_buyer, needs_return: kept.needs_return },
        reasons: kept.reasons,
        published: kept.published,
    };
    carry_out(tx, &first, which, &new).map(|_| ())
}
