//! The bank at work: by files, or simulated. The simulated one hears of an order, sets a timer, and
//! answers when that is due.

mod bank;

pub use bank::Bank;

use crate::actions::{book_payment, book_payout, reject};
use crate::events::{BankOrdered, PayoutBooked, PayoutRejected, PayoutReturned};
use crate::model::{BankNotice, BankOrderKind, Direction, reference_of};
use crate::ports::SimulatedBank;
use crate::store;
use ::store::{Due, Event, Follower, Told, Tx};
use kernel::{Id, Money, Outcome, Stop};

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

/// Writes letters about payouts: news where money went out, and always where it did not.
pub const LETTERS: Follower = Follower { name: "custody-letters", take: write_all };

/// Whoever begins to follow late writes no letters about what is long over.
const OLD_NEWS_D: i64 = 1;

fn write_all(tx: &mut Tx<'_>, told: &[Told]) -> Outcome<()> {
    let since = tx.now().plus_days(-OLD_NEWS_D);
    for told in told.iter().filter(|told| told.at >= since) {
        let (kind, payout): (_, PayoutBooked) = match told.name.as_str() {
            PayoutBooked::NAME => ("payout", told.read()?),
            PayoutRejected::NAME => {
                let PayoutRejected { firm, order, currency, amount_minor } = told.read()?;
                ("payout-refused", PayoutBooked { firm, order, currency, amount_minor })
            }
            PayoutReturned::NAME => {
                let PayoutReturned { firm, order, currency, amount_minor } = told.read()?;
                ("payout-refused", PayoutBooked { firm, order, currency, amount_minor })
            }
            _ => continue,
        };
        let PayoutBooked { firm, order, currency, amount_minor } = payout;
        let amount = Money::new(amount_minor, currency);
        let facts = [
            ("amount", format!("{} {}", currency.code(), amount.plain())),
            ("reference", reference_of(order)),
            ("path", "/wallet".to_owned()),
        ];
        if kind == "payout" {
            let news = (party::Topic::Payouts, kind);
            party::send_news(tx, news, &[firm], |_, _| facts.to_vec())?;
        } else {
            party::send_to_owners(tx, &[firm], kind, |_, _| facts.to_vec())?;
        }
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
