//! The bank at work: by files, or simulated. The simulated one hears of an order, sets a timer, and
//! answers when that is due.

mod bank;

pub use bank::Bank;

use crate::actions::{book_payment, book_payout, reject};
use crate::events::BankOrdered;
use crate::model::{BankNotice, BankOrderKind, Direction, reference_of};
use crate::ports::SimulatedBank;
use crate::store;
use ::store::{Due, Event, Follower, Told, Tx};
use kernel::{Id, Outcome, Stop};

/// The timer by which the simulated bank answers an order.
pub const BANK_ANSWERS: &str = "custody-bank-answers";

/// Hears of orders for the simulated bank. The app takes it on only where the bank is simulated.
pub const SIMULATED_BANK: Follower = Follower { name: "custody-simulated-bank", take: hear_all };

fn hear_all(tx: &mut Tx<'_>, told: &[Told]) -> Outcome<()> {
    told.iter().try_for_each(|told| hear(tx, told))
}

fn hear(tx: &mut Tx<'_>, told: &Told) -> Outcome<()> {
    if told.name != BankOrdered::NAME {
        return Ok(());
    }
    let ordered: BankOrdered = told.read()?;
    for after_s in SimulatedBank::default().answer(seed(ordered.order)).after_s {
        let due_at = tx.now().plus_seconds(after_s);
        tx.set_timer(ordered.order, BANK_ANSWERS, due_at)?;
    }
    Ok(())
}

/// The answer of the simulated bank, when its timer is due. Other timers are not custody's.
pub fn on_due(tx: &mut Tx<'_>, due: &Due) -> Outcome<()> {
    if due.kind != BANK_ANSWERS {
        return Ok(());
    }
    let order = due.home.cast::<BankOrderKind>();
    let reference = reference_of(order);
    let (firm, _) = store::find_reference(tx, &reference)?.ok_or(Stop::Absent)?;
    let ordered = store::lock_order(tx, firm, order)?;
    let notice = BankNotice {
        bank_reference: format!("SIM-{reference}"),
        order_reference: reference,
        amount: ordered.amount,
    };
    let is_rejected = SimulatedBank::default().answer(seed(order)).is_rejected;
    match (is_rejected, ordered.direction) {
        (true, _) => reject(tx, &notice)?,
        (false, Direction::In) => book_payment(tx, &notice)?,
        (false, Direction::Out) => book_payout(tx, &notice)?,
    };
    Ok(())
}

fn seed(order: Id<BankOrderKind>) -> u64 {
    order.raw().cast_unsigned()
}
