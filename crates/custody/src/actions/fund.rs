//! The protection fund: it pays a buyer first, takes it back from the seller, and is public.

use super::claims::claim;
use super::differences::clerk_of;
use super::second::ask_feed;
use crate::events::{ClaimRaised, FundGrew};
use crate::model::{
    CustodyRefusal, Deposit, FUND, FeedState, FundFeed, FundFeedKind, FundFindings, FundLine,
    FundLineKind, FundMark, OwedTo, Payment, Recovery, deposit_of, earned, follow, fund_of, reason,
    too_small, wallet_of,
};
use crate::store;
use ::store::Tx;
use kernel::text::read_line;
use kernel::{Actor, Currency, Cursor, Firm, Id, Limit, Money, Outcome, Page, Person, Stop};
use ledger::{Account, Transfer};

/// Currencies of the fund; ISO 4217 has some 180.
const FUNDS_MOST: i64 = 200;
/// Lines followed in one read.
const LINES_AT_A_TIME: i64 = 1_000;
/// Currencies whose earnings are shown beside the form; any other can be typed.
const EARNED_SHOWN: [Currency; 4] = [Currency::CNY, Currency::USD, Currency::EUR, Currency::JPY];
/// A clerk's reason is one line of a phone.
const NOTE_CHARS_MOST: usize = 200;

/// Moves an amount into the fund or out of it, and writes its line.
fn moved(
    tx: &mut Tx<'_>,
    (from, to): (Account, Account),
    amount: Money,
    why: &'static str,
    (kind, about): (FundLineKind, &str),
) -> Outcome<i64> {
    let transfer = Transfer::between(tx.id(), from, to, amount.minor, why);
    ledger::post_new(tx, &transfer)?;
    let signed = if kind == FundLineKind::Paid { amount.negated() } else { amount };
    store::add_fund_line(tx, (kind, about), signed, transfer.id)
}

/// What there is to pay an amount with in a seller's place.
struct Means {
    /// In the fund.
    available: Money,
    deposit: Option<Deposit>,
    /// What the deposit gives of it, and what the seller would owe.
    recovery: Recovery,
}

fn means(tx: &mut Tx<'_>, seller: Id<Firm>, amount: Money) -> Outcome<Means> {
    let available = fund_balance(tx, amount.currency)?;
    let deposit = store::find_deposit(tx, seller, amount.currency)?;
    let left = deposit.as_ref().map_or(Money::zero(amount.currency), Deposit::left);
    Ok(Means { available, deposit, recovery: Recovery::of(amount, left) })
}

impl Means {
    const fn are_enough(&self, amount: Money) -> bool {
        self.available.minor + self.recovery.recovered.minor >= amount.minor
    }
}

/// Whether the fund can pay an amount in a seller's place: with what it holds, and what the
/// seller's deposit gives of it.
pub fn can_compensate(tx: &mut Tx<'_>, seller: Id<Firm>, amount: Money) -> Outcome<bool> {
    Ok(means(tx, seller, amount)?.are_enough(amount))
}

/// Pays a buyer in the seller's place and takes it out of the seller's deposit, first where the
/// fund alone has not enough; what is not there the seller owes from now on. Refused while both
/// together hold less. Tells the fund's line of the payment.
pub fn compensate(tx: &mut Tx<'_>, payment: &Payment) -> Outcome<i64> {
    let Payment { agreement, buyer, seller, amount, about } = *payment;
    let currency = amount.currency;
    if amount.minor <= 0 {
        return Err(CustodyRefusal::AmountNotPositive.into());
    }
    let means = means(tx, seller, amount)?;
    let Means { available, recovery, .. } = means;
    if !means.are_enough(amount) {
        return Err(CustodyRefusal::FundTooSmall { available }.into());
    }
    let is_short = available.minor < amount.minor;
    if is_short {
        recover(tx, seller, &means)?;
    }
    let pays = (fund_of(currency), wallet_of(buyer, currency));
    let line = moved(tx, pays, amount, reason::FUND_PAID, (FundLineKind::Paid, about))?;
    store::add_purse(tx, buyer, currency)?;
    if !is_short {
        recover(tx, seller, &means)?;
    }
    if recovery.owed.minor > 0 {
        let owed =
            claim(tx, (seller, OwedTo::Fund), Some(agreement), recovery.owed, reason::FUND_PAID)?;
        let (firm, amount_minor) = (seller, recovery.owed.minor);
        let agreement = Some(agreement);
        let told = ClaimRaised { firm, claim: owed.id, agreement, currency, amount_minor };
        tx.tell(owed.id, &told)?;
    }
    Ok(line)
}

/// Takes what a deposit gives into the fund.
fn recover(tx: &mut Tx<'_>, seller: Id<Firm>, means: &Means) -> Outcome<()> {
    let given = means.recovery.recovered;
    let Some(deposit) = means.deposit.as_ref().filter(|_| given.minor > 0) else { return Ok(()) };
    let gives = (deposit_of(seller, given.currency), fund_of(given.currency));
    moved(tx, gives, given, reason::FUND_RECOVERED, (FundLineKind::Recovered, "deposit"))?;
    store::change_deposit(tx, deposit, (given.minor, 0))
}

/// A firm pays what it owes to the fund.
pub(super) fn take_debt(tx: &mut Tx<'_>, firm: Id<Firm>, amount: Money) -> Outcome<()> {
    let pays = (wallet_of(firm, amount.currency), fund_of(amount.currency));
    moved(tx, pays, amount, reason::CLAIM_PAID, (FundLineKind::Recovered, "debt"))?;
    grew(tx, amount.currency)
}

/// Whoever waits for the fund hears of it in this transaction.
fn grew(tx: &mut Tx<'_>, currency: Currency) -> Outcome<()> {
    let balance_minor = fund_balance(tx, currency)?.minor;
    tx.tell(FUND, &FundGrew { currency, balance_minor })
}

/// What the fund holds in a currency.
pub fn fund_balance(tx: &mut Tx<'_>, currency: Currency) -> Outcome<Money> {
    Ok(store::lock_fund(tx, currency)?.0)
}

/// What the fund holds in each currency, for everybody.
pub fn funds(tx: &mut Tx<'_>) -> Outcome<Vec<Money>> {
    let funds = store::list_funds(tx, FUNDS_MOST)?;
    Ok(funds.into_iter().map(|(balance, _)| balance).collect())
}

/// One line of the fund, if there is one.
pub fn fund_line(tx: &mut Tx<'_>, currency: Currency, nth: i64) -> Outcome<Option<FundLine>> {
    Ok(store::list_fund_lines_after(tx, currency, nth - 1, 1)?.pop().filter(|line| line.nth == nth))
}

/// A page of the fund's lines in a currency, newest first, for everybody.
pub fn fund_lines(
    tx: &mut Tx<'_>,
    currency: Currency,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<FundLine>> {
    let before = cursor.map_or(i64::MAX, |cursor| cursor.0);
    let rows = store::list_fund_lines(tx, currency, before, limit.ask())?;
    Ok(Page::cut(rows, limit, |line| line.nth))
}

/// Whether somebody may put money into the fund.
pub(crate) fn may_feed(by: &Actor) -> Outcome<()> {
    clerk_of(by).map(|_| ())
}

/// What the market has earned and still has, in the currencies of the fund and of its own wallet,
/// for clerks.
pub(crate) fn earned_in(tx: &mut Tx<'_>, by: &Actor) -> Outcome<Vec<Money>> {
    clerk_of(by)?;
    let mut seen = Vec::new();
    for currency in EARNED_SHOWN {
        let earned = ledger::balance(tx, earned(currency))?.available;
        seen.extend(Some(earned).filter(|earned| earned.minor > 0));
    }
    Ok(seen)
}

/// A clerk puts some of what the market has earned into the fund. From the rules' sum on it is only
/// asked for, until a second clerk agrees.
pub fn feed_fund(tx: &mut Tx<'_>, by: &Actor, amount: Money, note: &str) -> Outcome<FundFeed> {
    let person = clerk_of(by)?;
    if amount.minor <= 0 {
        return Err(CustodyRefusal::AmountNotPositive.into());
    }
    let most = i64::try_from(NOTE_CHARS_MOST).unwrap_or(i64::MAX);
    let note = read_line(note, NOTE_CHARS_MOST).map_err(|_| CustodyRefusal::NoteText { most })?;
    let needs_second = assent::needs_second(amount);
    let (state, ended_by) = match needs_second {
        true => (FeedState::Asked, None),
        false => (FeedState::Fed, Some(person)),
    };
    let (id, at) = (tx.id(), tx.now());
    let feed = FundFeed { id, amount, note, state, asked_by: person, ended_by, at };
    if ledger::balance(tx, earned(amount.currency))?.available.minor < amount.minor {
        return Err(CustodyRefusal::EarnedTooLittle.into());
    }
    store::add_feed(tx, &feed)?;
    match needs_second {
        true => ask_feed(tx, by, &feed)?,
        false => put_in(tx, amount)?,
    }
    Ok(feed)
}

fn put_in(tx: &mut Tx<'_>, amount: Money) -> Outcome<()> {
    let feeds = (earned(amount.currency), fund_of(amount.currency));
    let fed = moved(tx, feeds, amount, reason::FUND_FED, (FundLineKind::Fed, "fees"));
    fed.map_err(|stop| match too_small(stop) {
        Stop::Refused(_) => CustodyRefusal::EarnedTooLittle.into(),
        other => other,
    })?;
    grew(tx, amount.currency)
}

/// A second clerk has answered: the money is put into the fund, or is not.
pub(super) fn end_feed(
    tx: &mut Tx<'_>,
    id: Id<FundFeedKind>,
    is_agreed: bool,
    by: Id<Person>,
) -> Outcome<()> {
    let feed = store::lock_feed(tx, id)?;
    if feed.state != FeedState::Asked {
        return Err(CustodyRefusal::FeedEnded.into());
    }
    if !is_agreed {
        return store::end_feed(tx, id, FeedState::Declined, by);
    }
    if ledger::balance(tx, earned(feed.amount.currency))?.available.minor < feed.amount.minor {
        return Err(CustodyRefusal::EarnedTooLittle.into());
    }
    store::end_feed(tx, id, FeedState::Fed, by)?;
    put_in(tx, feed.amount)
}

/// A debt to the fund that is forgiven: the market bears it, so that the fund lacks nothing.
pub(super) fn bear_debt(tx: &mut Tx<'_>, amount: Money) -> Outcome<()> {
    put_in(tx, amount)
}

/// What clerks put into the fund, newest first, for clerks.
pub fn fund_feeds(
    tx: &mut Tx<'_>,
    by: &Actor,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<FundFeed>> {
    clerk_of(by)?;
    let before = cursor.map_or(i64::MAX, |cursor| cursor.0);
    let rows = store::list_feeds(tx, before, limit.ask())?;
    Ok(Page::cut(rows, limit, |feed| feed.id.raw()))
}

/// Follows the fund's lines from a mark on: each adds up with the one before, the last is what the
/// fund says that it holds, and that is what the ledger has.
pub fn verify_fund(tx: &mut Tx<'_>, mark: FundMark) -> Outcome<FundFindings> {
    let funds = store::list_funds(tx, FUNDS_MOST)?;
    let here = |fund: &&(Money, i64)| match mark.currency {
        Some(currency) => fund.0.currency == currency,
        None => true,
    };
    let Some(&(balance, lines)) = funds.iter().find(here) else {
        return Ok(FundFindings { checked: 0, problems: Vec::new(), next: None });
    };
    let currency = balance.currency;
    let mark = FundMark { currency: Some(currency), ..mark };
    let rows = store::list_fund_lines_after(tx, currency, mark.nth, LINES_AT_A_TIME)?;
    let checked = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let (at, mut problems) = follow(mark, &rows);
    if checked == LINES_AT_A_TIME {
        return Ok(FundFindings { checked, problems, next: Some(at) });
    }
    let posted = ledger::balance(tx, fund_of(currency))?.posted;
    let seen = (at.nth, at.minor, at.minor);
    if seen != (lines, balance.minor, posted.minor) {
        let code = currency.code();
        problems.push(format!("fund {code}: lines {seen:?}, fund {balance:?}, ledger {posted:?}"));
    }
    let after = funds.iter().skip_while(|fund| fund.0.currency != currency).nth(1);
    let next = after.map(|fund| FundMark { currency: Some(fund.0.currency), nth: 0, minor: 0 });
    Ok(FundFindings { checked, problems, next })
}
