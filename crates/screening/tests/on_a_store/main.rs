//! Lists and cases on a real store.

#![expect(clippy::expect_used, reason = "a test that cannot be set up should fail loudly")]

mod cases;
mod lists;
mod orders;

use custody::{BankAccountKind, BankNotice, NewBankAccount};
use kernel::{Actor, Currency, Desk, Firm, Id, Limit, Money, Outcome};
use party::DirectFirm;
use screening::{Act, Case, CaseKind, NewAct, NewList, QueueRow, read_list};
use store::{Migration, Reaction, Tx, run_followers};
use testkit::{Fresh, engines, fresh_reacting};

const LIST: &str = include_str!("../lists/consolidated.xml");

/// Two officers, and a clerk who is none.
const OFFICER: Actor = Actor::Clerk { person: Id::new(70), desk: Desk::Officer };
const SECOND: Actor = Actor::Clerk { person: Id::new(71), desk: Desk::Officer };
const CLERK: Actor = Actor::Clerk { person: Id::new(72), desk: Desk::Operator };

fn migrations() -> Vec<Migration> {
    [
        ledger::MIGRATIONS,
        party::MIGRATIONS,
        assent::MIGRATIONS,
        talk::MIGRATIONS,
        catalog::MIGRATIONS,
        agency::MIGRATIONS,
        custody::MIGRATIONS,
        sourcing::MIGRATIONS,
        gate::MIGRATIONS,
        screening::MIGRATIONS,
    ]
    .concat()
}

fn reactions() -> Vec<Reaction> {
    [custody::jobs::REACTIONS, screening::jobs::REACTIONS].concat()
}

fn each_store() -> impl Iterator<Item = Fresh> {
    engines().map(|engine| fresh_reacting(engine, migrations(), reactions()))
}

async fn act<T: Send + 'static>(
    fresh: &Fresh,
    act: impl FnMut(&mut Tx<'_>) -> Outcome<T> + Send + 'static,
) -> Outcome<T> {
    fresh.store.write("act", act).await
}

const fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::USD)
}

fn the_list() -> NewList {
    read_list(LIST.as_bytes()).expect("the invented list reads")
}

async fn load(fresh: &Fresh, list: NewList, hash: &'static str) {
    let load = move |tx: &mut Tx<'_>| screening::load(tx, &OFFICER, &list, (hash, "un.xml"));
    act(fresh, load).await.expect("loaded");
}

/// Looks at all firms by the list, as the app does.
async fn sweep(fresh: &Fresh) -> usize {
    let mut looked = 0;
    loop {
        match screening::jobs::look_at_all(&fresh.store).await.expect("looked") {
            0 => return looked,
            some => looked += some,
        }
    }
}

async fn hear(fresh: &Fresh) {
    while run_followers(&fresh.store, &[screening::jobs::NAMES]).await.expect("heard") > 0 {}
}

/// A firm of this name and country with 1,000.00 in its wallet.
async fn firm(fresh: &Fresh, name: &'static str, country: &'static str) -> Actor {
    let open = move |tx: &mut Tx<'_>| {
        let mut new = DirectFirm::named(name, country)?;
        new.person.name = party::Name::parse("Anna Lindqvist", "name")?;
        let mail = format!("{}@x.se", tx.id::<kernel::Any>().raw());
        new.contact = Some(party::Contact::parse(&mail)?);
        let by = party::open_firm_directly(tx, &new)?.owner();
        let order = custody::top_up(tx, &by, usd(100_000))?;
        let notice = BankNotice {
            bank_reference: format!("B-{}", order.reference),
            order_reference: order.reference,
            amount: usd(100_000),
        };
        custody::book_payment(tx, &notice)?;
        Ok(by)
    };
    act(fresh, open).await.expect("a firm")
}

/// An account of this holder whose waiting time is over.
async fn account(fresh: &Fresh, by: Actor, holder: &'static str) -> Id<BankAccountKind> {
    let name = move |tx: &mut Tx<'_>| {
        let number = "SE4550000000058398257466".to_owned();
        let new = NewBankAccount { holder: holder.to_owned(), number, bank_code: String::new() };
        custody::name_bank_account(tx, &by, &new)
    };
    let named = act(fresh, name).await.expect("named");
    let wait = |tx: &mut Tx<'_>| tx.run("UPDATE bank_account SET usable_at = at", &[]);
    act(fresh, wait).await.expect("waited");
    named.id
}

async fn pay_out(fresh: &Fresh, by: Actor, minor: i64) -> Outcome<custody::BankOrder> {
    let pay = move |tx: &mut Tx<'_>| {
        let account = custody::bank_accounts(tx, &by)?.first().map(|own| own.id);
        custody::pay_out(tx, &by, usd(minor), account.ok_or(kernel::Stop::Absent)?)
    };
    act(fresh, pay).await
}

/// Payments that go in the next file.
async fn in_the_file(fresh: &Fresh) -> i64 {
    let own = custody::OwnAccount { currency: Currency::USD, number: "DE1".to_owned() };
    let batch = act(fresh, move |tx| custody::make_batch(tx, &own)).await.expect("asked");
    batch.map_or(0, |batch| batch.payments)
}

async fn queue(fresh: &Fresh) -> Vec<QueueRow> {
    let look = |tx: &mut Tx<'_>| screening::cases(tx, &OFFICER, None, Limit::DEFAULT);
    fresh.store.read("queue", look).await.expect("a queue").rows
}

type Which = (Id<Firm>, Id<CaseKind>);

fn which(row: &QueueRow) -> Which {
    (row.case.firm, row.case.id)
}

async fn perform(fresh: &Fresh, by: Actor, of: Which, does: Act) -> Outcome<Case> {
    let reasons = "Another date of birth, by the passport.".to_owned();
    let new = NewAct { act: does, reasons };
    act(fresh, move |tx| screening::perform(tx, &by, of, &new)).await
}

/// What a second officer says to the case that waits.
async fn second(fresh: &Fresh, by: Actor, is_yes: bool) -> Outcome<()> {
    let answer = move |tx: &mut Tx<'_>| {
        let waits = assent::queue(tx, &SECOND, None, Limit::DEFAULT)?.rows;
        let which = waits.first().map(|act| (act.about, act.id)).ok_or(kernel::Stop::Absent)?;
        match is_yes {
            true => assent::agree(tx, &by, which).map(|_| ()),
            false => assent::decline(tx, &by, which, "Not shown.").map(|_| ()),
        }
    };
    act(fresh, answer).await
}

fn refused<T: std::fmt::Debug>(outcome: Outcome<T>) -> &'static str {
    outcome.expect_err("a refusal").code().expect("a refusal")
}
