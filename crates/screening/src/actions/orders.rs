//! Orders of authorities: recorded by one officer, since they only keep money; loosened by two.

use super::{has_to_do_with, officer_of};
use crate::model::{
    Administered, FirmOrder, FirmOrderKind, NewFirmOrder, OrderedKind, Paper, ScreeningRefusal,
    read_reasons,
};
use crate::store;
use ::store::{Timer, Tx};
use anyhow::Context;
use assent::{Ended, NewAct, State};
use custody::{BankAccount, NewBankAccount, NewStop, StopCause};
use kernel::rules::Rules;
use kernel::text::read_line;
use kernel::{Actor, Cursor, Firm, Id, Limit, Money, Outcome, Page, Stop};
use serde::{Deserialize, Serialize};

/// The timer of an order's last day.
pub(crate) const UNTIL: &str = "screening-order-until";
/// Two officers name the administrator's account.
const ACCOUNT: &str = "screening-second-account";
/// Two officers pay money out to it.
const PAID: &str = "screening-second-payout";
/// Two officers lift an order.
const LIFTED: &str = "screening-second-order";

/// ISO 20022's longest name.
const HOLDER_CHARS_MOST: usize = 140;

type Which = (Id<Firm>, Id<FirmOrderKind>);

/// What waits for a second officer.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    firm: Id<Firm>,
    what: What,
}

#[derive(Debug, Serialize, Deserialize)]
enum What {
    Account { holder: String, number: String, bank_code: String },
    Pay(Money),
    Lift,
}

/// An officer records an order over a firm. From now on the firm begins no new deals, and its money
/// stays in its wallets, whole or in part; what it had ordered out and has not left is taken back.
/// Deals that run go on: a buyer may get money back, and what is released lies in the wallet.
pub fn record_order(
    tx: &mut Tx<'_>,
    by: &Actor,
    firm: Id<Firm>,
    new: &NewFirmOrder,
) -> Outcome<FirmOrder> {
    let person = officer_of(by)?;
    party::firm(tx, firm)?;
    if has_to_do_with(tx, person, firm)? {
        return Err(ScreeningRefusal::Conflict.into());
    }
    let now = tx.now();
    let (said, ends_at) = new.check(now, &Rules::current().market.time_zone)?;
    let id = tx.id::<FirmOrderKind>();
    let timer = match ends_at {
        Some(ends_at) => Some(tx.set_timer(firm, UNTIL, ends_at)?.cast()),
        None => None,
    };
    let stop = NewStop {
        id: id.cast(),
        firm,
        cause: StopCause::Order,
        order: None,
        stays: said.stays,
        only_to: None,
        ends_deals: true,
        told: Some(said.told()),
    };
    custody::stop_payouts(tx, &stop)?;
    custody::take_waiting_back(tx, firm)?;
    let order = FirmOrder {
        firm,
        id,
        said,
        account: None,
        is_standing: true,
        timer,
        person,
        at: now,
        lifted_at: None,
        version: 1,
    };
    store::add_order(tx, &order)?;
    Ok(order)
}

/// Orders that stand, newest first, for officers.
pub fn orders(
    tx: &mut Tx<'_>,
    by: &Actor,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<FirmOrder>> {
    officer_of(by)?;
    let before = cursor.map_or(i64::MAX, |cursor| cursor.0);
    let rows = store::list_standing(tx, before, limit.ask())?;
    Ok(Page::cut(rows, limit, |order| order.id.raw()))
}

/// One order, for officers.
pub fn order(tx: &mut Tx<'_>, by: &Actor, which: Which) -> Outcome<FirmOrder> {
    officer_of(by)?;
    store::lock_order(tx, which.0, which.1)
}

/// An officer names the administrator's account, to which alone money may go; a second one must
/// agree.
pub fn name_administrator(
    tx: &mut Tx<'_>,
    by: &Actor,
    which: Which,
    new: &NewBankAccount,
) -> Outcome<()> {
    let order = standing(tx, by, which)?;
    if order.said.kind == OrderedKind::Freeze {
        return Err(ScreeningRefusal::NoAdministrator.into());
    }
    // What is typed wrong is said now, and not to the second officer.
    let account = bankfile::read_account(&new.number, &new.bank_code);
    account.map_err(|_| ScreeningRefusal::Account)?;
    let most = i64::try_from(HOLDER_CHARS_MOST).unwrap_or(i64::MAX);
    let line = read_line(&new.holder, HOLDER_CHARS_MOST);
    line.map_err(|_| ScreeningRefusal::Line { field: "holder", most })?;
    let NewBankAccount { holder, number, bank_code } = new.clone();
    let facts = vec![("holder", holder.clone()), ("number", number.clone())];
    let what = What::Account { holder, number, bank_code };
    ask(tx, by, &order, (facts, what, order.said.told()))
}

/// The administrator's account and what can be paid to it. Not for an officer who has to do with
/// the firm; the firm's wallets only while the order stands, after a look that was written down.
pub fn administered(tx: &mut Tx<'_>, by: &Actor, which: Which) -> Outcome<Administered> {
    let person = officer_of(by)?;
    if has_to_do_with(tx, person, which.0)? {
        return Ok(Administered::default());
    }
    let account = custody::administrators_account(tx, (which.0, which.1.cast()))?;
    let is_standing = store::lock_order(tx, which.0, which.1)?.is_standing;
    let may_read = is_standing && store::has_looked(tx, which.0, which.1, person)?;
    let has = may_read.then(|| custody::administrable(tx, which.0)).transpose()?;
    Ok(Administered { account, has })
}

/// An officer says that they look into the firm's wallets, which is written down.
pub fn look_into_wallets(tx: &mut Tx<'_>, by: &Actor, which: Which) -> Outcome<()> {
    let person = officer_of(by)?;
    let order = standing(tx, by, which)?;
    store::add_look(tx, &order, person)
}

/// An officer adds the paper of an order that was recorded without one; what was added stays.
pub fn attach_paper(tx: &mut Tx<'_>, by: &Actor, which: Which, paper: &Paper) -> Outcome<()> {
    let order = may_attach(tx, by, which, paper)?;
    if order.said.paper.is_some() { Ok(()) } else { store::attach_paper(tx, &order, paper) }
}

/// Whether an officer may add this paper, asked before its file is kept. The same paper again is no
/// other.
pub(crate) fn may_attach(
    tx: &mut Tx<'_>,
    by: &Actor,
    which: Which,
    paper: &Paper,
) -> Outcome<FirmOrder> {
    let order = standing(tx, by, which)?;
    let has_other = order.said.paper.as_ref().is_some_and(|known| known.sha256 != paper.sha256);
    if has_other { Err(ScreeningRefusal::PaperThere.into()) } else { Ok(order) }
}

/// An officer orders money of the firm out to its administrator, whose word it is; a second one
/// must agree.
pub fn pay_administrator(
    tx: &mut Tx<'_>,
    by: &Actor,
    which: Which,
    (amount, why): (Money, &str),
) -> Outcome<()> {
    let order = standing(tx, by, which)?;
    if !store::has_looked(tx, order.firm, order.id, officer_of(by)?)? {
        return Err(ScreeningRefusal::LookFirst.into());
    }
    let why = read_reasons(why)?;
    // What cannot be paid is said now, and not to the second officer.
    let account = custody::administrators_account(tx, (order.firm, order.id.cast()))?;
    let BankAccount { holder, number, .. } = account.ok_or(ScreeningRefusal::NoAccountYet)?;
    let mut has = custody::administrable(tx, order.firm)?.into_iter();
    let has = has.find(|has| has.currency == amount.currency);
    let has = has.unwrap_or(Money::zero(amount.currency));
    if !(1..=has.minor).contains(&amount.minor) {
        return Err(ScreeningRefusal::NotThatMuch { has }.into());
    }
    let facts = vec![("holder", holder), ("number", number)];
    ask(tx, by, &order, (facts, What::Pay(amount), why))
}

/// An officer says that an order was lifted, and by what; a second one must agree.
pub fn lift_order(tx: &mut Tx<'_>, by: &Actor, which: Which, why: &str) -> Outcome<()> {
    let order = standing(tx, by, which)?;
    let why = read_reasons(why)?;
    let facts = vec![("order", order.said.told())];
    ask(tx, by, &order, (facts, What::Lift, why))
}

fn standing(tx: &mut Tx<'_>, by: &Actor, which: Which) -> Outcome<FirmOrder> {
    let person = officer_of(by)?;
    let order = store::lock_order(tx, which.0, which.1)?;
    if has_to_do_with(tx, person, order.firm)? {
        return Err(ScreeningRefusal::Conflict.into());
    }
    if !order.is_standing {
        return Err(ScreeningRefusal::Lifted.into());
    }
    Ok(order)
}

fn ask(
    tx: &mut Tx<'_>,
    by: &Actor,
    order: &FirmOrder,
    (facts, what, note): (Vec<(&str, String)>, What, String),
) -> Outcome<()> {
    let (kind, amount) = match what {
        What::Account { .. } => (ACCOUNT, None),
        What::Pay(amount) => (PAID, Some(amount)),
        What::Lift => (LIFTED, None),
    };
    let kept = Kept { firm: order.firm, what };
    let act = NewAct {
        about: order.id.cast(),
        kind,
        is_for_officers: true,
        amount,
        facts,
        moves: Vec::new(),
        firms: vec![order.firm],
        body: serde_json::to_string(&kept).context("an act over an order")?,
        note,
        path: format!("/desk/orders/{}/{}", order.firm, order.id),
    };
    assent::ask(tx, by, act).map(|_| ())
}

/// A second officer has answered about an order.
pub(super) fn hear_second(tx: &mut Tx<'_>, ended: &Ended) -> Outcome<()> {
    let is_ours = [ACCOUNT, PAID, LIFTED].contains(&ended.kind.as_str());
    let second = ended.ended_by.filter(|_| is_ours && ended.state == State::Agreed);
    let Some(second) = second else { return Ok(()) };
    let kept: Kept = serde_json::from_str(&ended.body).context("an act over an order")?;
    let order = store::lock_order(tx, kept.firm, ended.about.cast())?;
    if has_to_do_with(tx, second, order.firm)? {
        return Err(ScreeningRefusal::Conflict.into());
    }
    if !order.is_standing {
        return Err(ScreeningRefusal::Lifted.into());
    }
    let of = (order.firm, order.id.cast());
    match kept.what {
        What::Account { holder, number, bank_code } => {
            let new = NewBankAccount { holder, number, bank_code };
            let account = custody::name_account_by_order(tx, of, &new, ended.asked_by)?;
            store::name_account(tx, &order, account.id)
        }
        What::Pay(amount) => custody::pay_administrator(tx, of, amount).map(|_| ()),
        What::Lift => {
            if let Some(timer) = order.timer {
                tx.cancel_timer(order.firm, timer.cast())?;
            }
            custody::end_stop(tx, order.firm, order.id.cast())?;
            store::lift(tx, &order, Some(second))
        }
    }
}

/// An order's last day is over.
pub(crate) fn end_of_order(tx: &mut Tx<'_>, firm: Id<Firm>, timer: Id<Timer>) -> Outcome<()> {
    let Some(order) = store::find_order_of_timer(tx, firm, timer)? else { return Ok(()) };
    for kind in [ACCOUNT, PAID, LIFTED] {
        assent::withdraw(tx, order.id.cast(), kind)?;
    }
    custody::end_stop(tx, firm, order.id.cast())?;
    store::lift(tx, &order, None)
}

/// The paper of an order, for officers.
pub fn paper(tx: &mut Tx<'_>, by: &Actor, which: Which) -> Outcome<Paper> {
    order(tx, by, which)?.said.paper.ok_or(Stop::Absent)
}
