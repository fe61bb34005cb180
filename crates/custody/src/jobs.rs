//! The bank at work: by files, or simulated. The simulated one hears of an order, sets a timer, and
//! answers when that is due.

mod bank;

pub use bank::Bank;

use crate::actions::{
    IDLE, book_payment, book_payout, has_unwatched, hear_second, is_stopped, look_at_idle,
    pay_what_market_owes, reject, watch_wallets,
};
use crate::events::{BankOrdered, PayoutBooked, PayoutRejected, PayoutReturned};
use crate::model::{BankNotice, BankOrderKind, Direction, PLATFORM, reference_of};
use crate::ports::SimulatedBank;
use crate::store;
use ::store::{Due, Event, Follower, Lane, Reaction, Store, Told, Tx};
use assent::ActEnded;
use kernel::rules::Rules;
use kernel::{Id, Money, Outcome, Stop};

/// The timer by which the simulated bank answers an order.
pub const BANK_ANSWERS: &str = "custody-bank-answers";

/// A payout that is stopped is looked at again after so long.
const LATER_S: i64 = 3_600;

/// What clerks asked for is done in the transaction in which a second one agrees.
pub const REACTIONS: &[Reaction] = &[Reaction {
    event: ActEnded::NAME,
    take: |tx, told| hear_second(tx, &told.read::<ActEnded>()?),
}];

/// Hears of orders for the simulated bank. The app takes it on only where the bank is simulated.
pub const SIMULATED_BANK: Follower = Follower {
    name: "custody-simulated-bank",
    hears: |name| name == BankOrdered::NAME,
    take: hear_all,
};

fn hear_all(tx: &mut Tx<'_>, told: &[Told]) -> Outcome<()> {
    told.iter().try_for_each(|told| hear(tx, told))
}

fn hear(tx: &mut Tx<'_>, told: &Told) -> Outcome<()> {
    let ordered: BankOrdered = told.read()?;
    for after_s in SimulatedBank::default().answer(seed(ordered.order)).after_s {
        let due_at = tx.now().plus_seconds(after_s);
        tx.set_timer(ordered.order, BANK_ANSWERS, due_at)?;
    }
    Ok(())
}

/// Writes letters about payouts: news where money went out, and always where it did not.
pub const LETTERS: Follower = Follower {
    name: "custody-letters",
    hears: |name| [PayoutBooked::NAME, PayoutRejected::NAME, PayoutReturned::NAME].contains(&name),
    take: write_all,
};

/// Whoever begins to follow late writes no letters about what is long over.
const OLD_NEWS_D: i64 = 1;

fn write_all(tx: &mut Tx<'_>, told: &[Told]) -> Outcome<()> {
    let since = tx.now().plus_days(-OLD_NEWS_D);
    let mut news = Vec::new();
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
            ("path", "/money".to_owned()),
        ];
        if kind == "payout" {
            let topic = party::Topic::Payouts;
            news.push(party::News { firm, topic, kind, facts: facts.to_vec() });
        } else {
            party::send_to_owners(tx, &[firm], kind, |_, _| facts.to_vec())?;
        }
    }
    party::send_news(tx, &news)
}

/// The answer of the simulated bank, when its timer is due. Other timers are not custody's.
pub fn on_due(tx: &mut Tx<'_>, due: &Due) -> Outcome<()> {
    if due.kind == IDLE {
        return look_at_idle(tx, due.home.cast(), due.id, due.due_at);
    }
    if due.kind != BANK_ANSWERS {
        return Ok(());
    }
    let order = due.home.cast::<BankOrderKind>();
    let reference = reference_of(order);
    let (firm, _) = store::find_reference(tx, &reference)?.ok_or(Stop::Absent)?;
    let ordered = store::lock_order(tx, firm, order)?;
    if ordered.direction == Direction::Out && is_stopped(tx, &ordered)? {
        let later = tx.now().plus_seconds(LATER_S);
        return tx.set_timer(order, BANK_ANSWERS, later).map(|_| ());
    }
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

/// Takes new wallets under watch, so that money is not forgotten; tells how many. Each has a timer
/// of its own, and no wallet is looked at before that is due.
pub async fn watch_new_wallets(store: &Store) -> Outcome<usize> {
    if !store.read("custody.has-unwatched", has_unwatched).await? {
        return Ok(0);
    }
    store.write_in(Lane::Bulk, "custody.watch", watch_wallets).await
}

/// Fees go to the platform, which pays what it owes; then comes the day's checkpoint, which says
/// that all of it is done. Whatever is interrupted before is done by the next look.
pub async fn end_day(store: &Store) -> Outcome<()> {
    let zone = Rules::current().market.time_zone.as_str();
    let is_due = move |tx: &mut Tx<'_>| Ok(ledger::survey(tx, zone)?.is_some());
    if !store.read("custody.is-day-due", is_due).await? {
        return Ok(());
    }
    ledger::jobs::sweep_all_fees(store, PLATFORM).await?;
    let pay = pay_what_market_owes;
    store.write_in(Lane::Bulk, "custody.pay-what-market-owes", pay).await?;
    ledger::jobs::make_checkpoint(store).await.map(drop)
}

fn seed(order: Id<BankOrderKind>) -> u64 {
    order.raw().cast_unsigned()
}
