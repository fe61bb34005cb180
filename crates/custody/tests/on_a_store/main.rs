//! Custody on a real store.

#![expect(clippy::expect_used, reason = "a test that cannot be set up should fail loudly")]

mod bank;
mod custodian;
mod day;
mod decided;
mod edges;
mod escrow;
mod files;
mod named;
mod over_http;
mod recalls;
mod retold;
mod shares;
mod walk;

use custody::{Agreement, BankNotice, FeeRule, GOODS_CONFIRMED, Identity, NewEscrow};
use kernel::{Actor, Currency, Firm, Id, Money, Outcome, Role, Scope};
use ledger::{Account, Purpose};
use store::{Migration, Tx};
use testkit::{Fresh, engines, fresh_reacting};

const BUYER: Id<Firm> = Id::new(1_002);
const SELLER: Id<Firm> = Id::new(1_003);
const DEAL: Id<Agreement> = Id::new(9_000);

fn migrations() -> Vec<Migration> {
    let tables = [party::MIGRATIONS, assent::MIGRATIONS, ledger::MIGRATIONS, custody::MIGRATIONS];
    tables.concat()
}

/// A second clerk's answer to what waits on a thing.
async fn second(fresh: &Fresh, by: Actor, about: Id<kernel::Any>, is_yes: bool) -> Outcome<()> {
    let answer = move |tx: &mut Tx<'_>| {
        let page = assent::queue(tx, &by, None, kernel::Limit::DEFAULT)?;
        let act = page.rows.iter().find(|act| act.about == about).ok_or(kernel::Stop::Absent)?;
        let which = (act.about, act.id);
        match is_yes {
            true => assent::agree(tx, &by, which).map(|_| ()),
            false => assent::decline(tx, &by, which, "Not so.").map(|_| ()),
        }
    };
    act(fresh, answer).await
}

/// A store of one's own on each engine.
fn each_store() -> impl Iterator<Item = Fresh> {
    let reactions = custody::jobs::REACTIONS.to_vec();
    engines().map(move |engine| fresh_reacting(engine, migrations(), reactions.clone()))
}

const fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::USD)
}

const fn owner(firm: Id<Firm>) -> Actor {
    let firm = Some((firm, Role::Owner));
    Actor::Member { person: Id::new(1), firm, scope: Scope::Full }
}

async fn act<T: Send + 'static>(
    fresh: &Fresh,
    act: impl FnMut(&mut Tx<'_>) -> Outcome<T> + Send + 'static,
) -> Outcome<T> {
    fresh.store.write("act", act).await
}

/// An escrow between the two, at 30 basis points.
async fn open(fresh: &Fresh) {
    let open = |tx: &mut Tx<'_>| {
        let new = NewEscrow {
            agreement: DEAL,
            buyer: BUYER,
            seller: SELLER,
            currency: Currency::USD,
            fee: FeeRule { bps: 30, minimum_minor: 0, maximum_minor: 0 },
            rules_version: "classic-1",
            conditions: &[GOODS_CONFIRMED],
        };
        custody::open(tx, &new)
    };
    act(fresh, open).await.expect("opened");
}

/// Money in a firm's wallet, through the bank.
async fn top_up(fresh: &Fresh, firm: Id<Firm>, minor: i64) {
    let top_up = move |tx: &mut Tx<'_>| {
        let order = custody::top_up(tx, &owner(firm), usd(minor))?;
        let notice = BankNotice {
            bank_reference: format!("B-{}", order.reference),
            order_reference: order.reference,
            amount: usd(minor),
        };
        custody::book_payment(tx, &notice)
    };
    act(fresh, top_up).await.expect("topped up");
}

async fn fund(fresh: &Fresh, minor: i64) -> Outcome<()> {
    act(fresh, move |tx| custody::fund(tx, DEAL, BUYER, usd(minor))).await
}

/// The same with a payment that came through the bank, as whoever keeps the deal says.
async fn fund_with(fresh: &Fresh, reference: &str, minor: i64) {
    fund(fresh, minor).await.expect("funded");
    let reference = reference.to_owned();
    let share = move |tx: &mut Tx<'_>| {
        let most = kernel::Limit::clamp(kernel::Limit::MOST);
        let orders = custody::orders(tx, &owner(BUYER), None, most)?.rows;
        let order = orders.iter().find(|order| order.reference == reference);
        let order = order.ok_or(kernel::Stop::Absent)?.id;
        custody::share(tx, (BUYER, order), &[(DEAL, 1, usd(minor))], true)
    };
    act(fresh, share).await.expect("shared");
}

/// What a firm owes: for which agreement, and how much.
async fn owed(fresh: &Fresh, firm: Id<Firm>) -> Vec<(Option<Id<Agreement>>, Money)> {
    let look = move |tx: &mut Tx<'_>| custody::claims(tx, &owner(firm));
    let claims = fresh.store.read("claims", look).await.expect("claims");
    claims.iter().map(|claim| (claim.agreement, claim.left())).collect()
}

async fn refund(fresh: &Fresh, minor: i64) -> Outcome<custody::Refunded> {
    act(fresh, move |tx| custody::refund(tx, DEAL, usd(minor))).await
}

async fn confirm(fresh: &Fresh) -> Outcome<custody::Release> {
    let confirm = |tx: &mut Tx<'_>| {
        custody::meet(tx, DEAL, GOODS_CONFIRMED)?;
        custody::release(tx, DEAL)
    };
    act(fresh, confirm).await
}

async fn identity(fresh: &Fresh) -> Identity {
    let look = |tx: &mut Tx<'_>| custody::identity(tx, DEAL);
    fresh.store.read("identity", look).await.expect("an identity")
}

/// Paid in, returned, held, released, refunded, fees; the identity holds.
async fn sums(fresh: &Fresh) -> [i64; 6] {
    let seen = identity(fresh).await;
    assert!(seen.holds(), "{seen:?}");
    let all = [seen.paid_in, seen.returned, seen.held, seen.released, seen.refunded, seen.fees];
    all.map(|money| money.minor)
}

/// Posted and available minor units of a wallet.
async fn wallet(fresh: &Fresh, firm: Id<Firm>) -> (i64, i64) {
    let account = Account::new(firm.cast(), Purpose::Wallet, Currency::USD);
    let look = move |tx: &mut Tx<'_>| ledger::balance(tx, account);
    let balance = fresh.store.read("balance", look).await.expect("a balance");
    (balance.posted.minor, balance.available.minor)
}

/// Nothing is wrong in custody or in the ledger.
async fn verify(fresh: &Fresh) {
    let look = |tx: &mut Tx<'_>| custody::verify(tx, Id::new(0));
    let found = fresh.store.read("verify", look).await.expect("findings");
    assert_eq!(found.problems, []);
    let report = ledger::jobs::verify(&fresh.store).await.expect("a report");
    assert_eq!(report.problems, []);
}

/// The code of the refusal; anything else fails the test.
fn refused<T: std::fmt::Debug>(outcome: Outcome<T>) -> &'static str {
    outcome.expect_err("a refusal").code().expect("a refusal")
}
