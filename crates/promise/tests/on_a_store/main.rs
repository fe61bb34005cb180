//! Promises, claims and the fund on a real store.

#![expect(clippy::expect_used, reason = "a test that cannot be set up should fail loudly")]

mod claims;
mod cover;
mod fund;
mod over_http;
mod table;

use catalog::{NewProduct, NewTier, ProductKind};
use custody::BankNotice;
use deal::{DealKind, NewLine, NewOrder, Shipping};
use kernel::{Actor, Currency, Desk, Id, Money, Outcome, Timestamp, Transport};
use party::DirectFirm;
use promise::{
    Act, CompensationKind, CompensationView, Cover, Done, Held, NewAct, NewClaim, NewSigning,
    Promise, State,
};
use std::sync::Arc;
use store::{Migration, Options, Reaction, Store, Tx};
use testkit::{Engine, Fresh, engines, fresh_reacting, noon};

fn migrations() -> Vec<Migration> {
    [
        ledger::MIGRATIONS,
        party::MIGRATIONS,
        assent::MIGRATIONS,
        talk::MIGRATIONS,
        catalog::MIGRATIONS,
        custody::MIGRATIONS,
        sourcing::MIGRATIONS,
        agency::MIGRATIONS,
        gate::MIGRATIONS,
        deal::MIGRATIONS,
        remedy::MIGRATIONS,
        promise::MIGRATIONS,
    ]
    .concat()
}

fn reactions() -> Vec<Reaction> {
    [custody::jobs::REACTIONS, deal::jobs::REACTIONS, promise::jobs::REACTIONS].concat()
}

type Which = (Id<DealKind>, Id<CompensationKind>);

/// A store with a buyer, a shop, a third firm, two officers, two clerks of the bank's desk, and the
/// shop's socks at 1.00.
struct Market {
    fresh: Fresh,
    engine: Engine,
    buyer: Actor,
    seller: Actor,
    other: Actor,
    officer: Actor,
    second: Actor,
    socks: Id<ProductKind>,
}

async fn each_market() -> Vec<Market> {
    let mut markets = Vec::new();
    for engine in engines() {
        markets.push(market(engine).await);
    }
    markets
}

async fn market(engine: Engine) -> Market {
    let fresh = fresh_reacting(engine, migrations(), reactions());
    let begin = |tx: &mut Tx<'_>| {
        let firms = [
            open_firm(tx, "Göteborg", "token-buyer")?,
            open_firm(tx, "诸暨", "token-seller")?,
            open_firm(tx, "Third", "token-other")?,
        ];
        let socks = list_socks(tx, &firms[1])?;
        Ok((firms, socks))
    };
    let ([buyer, seller, other], socks) =
        fresh.store.write("begin", begin).await.expect("a market");
    let [officer, second] = OFFICERS;
    Market { fresh, engine, buyer, seller, other, officer, second, socks }
}

/// Two officers, who sign in by the tests' own door.
const OFFICERS: [Actor; 2] = [
    Actor::Clerk { person: Id::new(70), desk: Desk::Officer },
    Actor::Clerk { person: Id::new(71), desk: Desk::Officer },
];
/// Two clerks who look after money.
const CLERKS: [Actor; 2] = [
    Actor::Clerk { person: Id::new(80), desk: Desk::Operator },
    Actor::Clerk { person: Id::new(81), desk: Desk::Operator },
];

fn open_firm(tx: &mut Tx<'_>, name: &str, token: &str) -> Outcome<Actor> {
    let mail = format!("{}@x.se", tx.id::<kernel::Any>().raw());
    let mut new = DirectFirm::named(name, "SE")?.signed_in(web::hash_of_token(token));
    new.contact = Some(party::Contact::parse(&mail)?);
    Ok(party::open_firm_directly(tx, &new)?.owner())
}

fn list_socks(tx: &mut Tx<'_>, by: &Actor) -> Outcome<Id<ProductKind>> {
    let new = NewProduct {
        title: "Cotton socks".to_owned(),
        title_lang: "en".to_owned(),
        unit: "PR".to_owned(),
        currency: "USD".to_owned(),
        moq: 1,
        lead_time_d: 20,
        is_open_offer: true,
        tiers: vec![NewTier { min_quantity: 1, price: "1.00".to_owned() }],
        ..NewProduct::default()
    };
    Ok(catalog::list_product(tx, by, &new)?.card.offer.product)
}

/// What waits for a second clerk on a thing.
fn waiting(tx: &mut Tx<'_>, about: Id<kernel::Any>) -> Outcome<Id<assent::PendingKind>> {
    let page = assent::queue(tx, &CLERKS[1], None, kernel::Limit::DEFAULT)?;
    let act = page.rows.iter().find(|act| act.about == about);
    act.map(|act| act.id).ok_or(kernel::Stop::Absent)
}

const fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::USD)
}

const fn day(days: i64) -> Timestamp {
    noon().plus_days(days)
}

fn by_air() -> Shipping {
    Shipping {
        carrier: "SF".to_owned(),
        tracking: "SF100".to_owned(),
        transport: Transport::Express,
        eta: None,
    }
}

fn claiming(promise: Promise, minor: i64) -> NewClaim {
    NewClaim { promise, amount: usd(minor), reason: "The label is sewn on crooked".to_owned() }
}

fn refused<T: std::fmt::Debug>(outcome: Outcome<T>) -> &'static str {
    outcome.expect_err("a refusal").code().expect("a refusal")
}

/// All of it, into a wallet.
fn top_up(tx: &mut Tx<'_>, by: &Actor, amount: Money) -> Outcome<()> {
    let order = custody::top_up(tx, by, amount)?;
    let notice = BankNotice {
        bank_reference: format!("B-{}", order.reference),
        order_reference: order.reference,
        amount,
    };
    custody::book_payment(tx, &notice).map(|_| ())
}

impl Market {
    fn store(&self) -> &Store {
        &self.fresh.store
    }

    /// Closes the store as a crash would leave it, and opens it again; two engines at once are not
    /// opened twice. Another store stands in its place meanwhile, since a file has one process.
    fn reopen_if_alone(&mut self) {
        if self.engine == Engine::Both {
            return;
        }
        let between = testkit::fresh(Engine::Sqlite, Vec::new());
        let before = std::mem::replace(&mut self.fresh.store, between.store.clone());
        before.close();
        drop(before);
        let options = Options {
            migrations: migrations(),
            reactions: reactions(),
            clock: Some(Arc::new(self.fresh.clock.clone())),
            ..Options::default()
        };
        let store = Store::open(&self.fresh.address, options).expect("it opens again");
        self.fresh.store = store;
    }

    async fn act<T: Send + 'static>(
        &self,
        act: impl FnMut(&mut Tx<'_>) -> Outcome<T> + Send + 'static,
    ) -> Outcome<T> {
        self.store().write("act", act).await
    }

    async fn look<T: Send + 'static>(
        &self,
        look: impl FnMut(&mut Tx<'_>) -> Outcome<T> + Send + 'static,
    ) -> T {
        self.store().read("look", look).await.expect("seen")
    }

    /// Puts money into a firm's wallet.
    async fn gives(&self, by: Actor, minor: i64) {
        self.act(move |tx| top_up(tx, &by, usd(minor))).await.expect("topped up");
    }

    /// The shop signs and freezes so much, which it has.
    async fn sign(&self, promises: &[Promise], minor: i64) -> Outcome<Cover> {
        if minor > 0 {
            self.gives(self.seller, minor).await;
        }
        let (by, promises) = (self.seller, promises.to_vec());
        let new = NewSigning { currency: Currency::USD, promises, deposit_minor: minor };
        self.act(move |tx| promise::sign(tx, &by, &new).map(|stands| stands.state)).await
    }

    /// What the market has earned lies ready, and so much of it is put into the fund.
    async fn feed(&self, minor: i64) {
        let feed = move |tx: &mut Tx<'_>| {
            earn(tx, minor)?;
            let fed = custody::feed_fund(tx, &CLERKS[0], usd(minor), "To begin with")?;
            if fed.ended_by.is_none() {
                let act = waiting(tx, fed.id.cast())?;
                assent::agree(tx, &CLERKS[1], (fed.id.cast(), act))?;
            }
            Ok(())
        };
        self.act(feed).await.expect("fed");
    }

    /// An order of so many pairs, placed by the buyer.
    async fn ordered(&self, pairs: i64) -> Id<DealKind> {
        let (by, product) = (self.buyer, self.socks);
        let lines = vec![NewLine { product, quantity: pairs }];
        let order = NewOrder { lines, note: None, original_at: None };
        self.act(move |tx| Ok(deal::place(tx, &by, &order)?.deal)).await.expect("placed")
    }

    /// The same paid and on its way.
    async fn shipped(&self, pairs: i64) -> Id<DealKind> {
        let (id, by, seller) = (self.ordered(pairs).await, self.buyer, self.seller);
        self.gives(self.buyer, pairs * 100).await;
        let ship = move |tx: &mut Tx<'_>| {
            deal::pay(tx, &by, id, 1)?;
            deal::ship(tx, &seller, id, &by_air()).map(|_| ())
        };
        self.act(ship).await.expect("shipped");
        id
    }

    /// The same confirmed by the buyer: finished.
    async fn finished(&self, pairs: i64) -> Id<DealKind> {
        let (id, by) = (self.shipped(pairs).await, self.buyer);
        self.act(move |tx| deal::confirm(tx, &by, id)).await.expect("confirmed");
        id
    }

    async fn claim(&self, id: Id<DealKind>, new: NewClaim) -> Outcome<Done> {
        let by = self.buyer;
        self.act(move |tx| promise::claim(tx, &by, id, &new)).await
    }

    /// A finished deal over 240.00 with a claim.
    async fn claimed(&self, new: NewClaim) -> Which {
        let id = self.finished(240).await;
        (id, self.claim(id, new).await.expect("claimed").compensation)
    }

    async fn perform(&self, by: Actor, which: Which, new: NewAct) -> Outcome<State> {
        self.act(move |tx| promise::perform(tx, &by, which, &new).map(|done| done.state)).await
    }

    async fn plain(&self, by: Actor, which: Which, act: Act) -> Outcome<State> {
        self.perform(by, which, NewAct::Plain(act)).await
    }

    /// The seller refuses, and the officer who takes the case decides.
    async fn decided(&self, which: Which, minor: i64) -> State {
        let no = NewAct::Saying(Act::Refuse, "It is genuine.".to_owned());
        self.perform(self.seller, which, no).await.expect("refused");
        self.plain(self.officer, which, Act::Take).await.expect("taken");
        let decide = NewAct::Decide(usd(minor), "The maker says so.".to_owned());
        self.perform(self.officer, which, decide).await.expect("decided")
    }

    async fn view(&self, which: Which) -> CompensationView {
        let by = self.buyer;
        self.look(move |tx| promise::compensation(tx, &by, which)).await
    }

    async fn state(&self, which: Which) -> State {
        self.view(which).await.compensation.state
    }

    /// How the shop stands in dollars.
    async fn stands(&self) -> Held {
        let by = self.seller;
        let mut own = self.look(move |tx| promise::own(tx, &by)).await;
        own.held.pop().expect("a protection")
    }

    async fn cover(&self) -> Cover {
        self.stands().await.protection.state
    }

    /// What everybody reads beside the shop's name.
    async fn badge(&self) -> Vec<String> {
        let firm = self.seller.firm().expect("a firm");
        let lines = self.look(move |tx| party::trust_lines(tx, &[firm])).await;
        lines.into_iter().next().expect("a line").promises
    }

    /// What lies in a firm's wallet.
    async fn wallet(&self, by: Actor) -> i64 {
        let all = self.look(move |tx| custody::wallet(tx, &by)).await;
        all.iter().map(|one| one.available.minor).sum()
    }

    async fn fund(&self) -> i64 {
        self.look(|tx| custody::fund_balance(tx, Currency::USD)).await.minor
    }

    /// Kind, what for and amount of the fund's lines, oldest first.
    async fn lines(&self) -> Vec<(&'static str, String, i64)> {
        let limit = kernel::Limit::clamp(200);
        let page = self.look(move |tx| custody::fund_lines(tx, Currency::USD, None, limit)).await;
        let line = |line: custody::FundLine| (line.kind.word(), line.about, line.amount.minor);
        page.rows.into_iter().rev().map(line).collect()
    }

    /// Lets the clock stand at an instant and fires what is due.
    async fn at(&self, instant: Timestamp) -> usize {
        self.fresh.clock.set(instant);
        let mut fired = 0;
        loop {
            let some = store::run_timers(self.store(), on_due).await.expect("timers run");
            if some == 0 {
                return fired;
            }
            fired += some;
        }
    }

    /// Nothing is wrong in claims, promises, the fund, deals, custody or the ledger.
    async fn verify(&self) {
        let found = self.look(|tx| promise::verify(tx, (Id::new(0), Id::new(0)))).await;
        assert_eq!(found.problems, Vec::<String>::new());
        let found = self.look(|tx| promise::verify_protections(tx, Id::new(0))).await;
        assert_eq!(found.problems, Vec::<String>::new());
        let found = self.look(|tx| custody::verify_fund(tx, custody::FundMark::default())).await;
        assert_eq!((found.problems, found.next), (Vec::<String>::new(), None));
        let found = self.look(|tx| custody::verify_deposits(tx, Id::new(0))).await;
        assert_eq!(found.problems, Vec::<String>::new());
        let found = self.look(|tx| deal::verify(tx, Id::new(0))).await;
        assert_eq!(found.problems, []);
        let found = self.look(|tx| remedy::verify(tx, Id::new(0))).await;
        assert_eq!(found.problems, Vec::<String>::new());
        let found = self.look(|tx| custody::verify(tx, Id::new(0))).await;
        assert_eq!(found.problems, []);
        let report = ledger::jobs::verify(self.store()).await.expect("a report");
        assert_eq!(report.problems, []);
    }
}

/// The market earns: as fees swept from deals would lie there.
fn earn(tx: &mut Tx<'_>, minor: i64) -> Outcome<()> {
    let bank = ledger::Account::new(custody::CUSTODIAN, ledger::Purpose::Bank, Currency::USD);
    let own = ledger::Account::new(custody::PLATFORM, ledger::Purpose::Platform, Currency::USD);
    let transfer = ledger::Transfer::between(tx.id(), bank, own, minor, "fee-sweep");
    ledger::post_new(tx, &transfer).map(|_| ())
}

fn on_due(tx: &mut Tx<'_>, due: &store::Due) -> Outcome<()> {
    deal::jobs::on_due(tx, due)?;
    remedy::jobs::on_due(tx, due)?;
    promise::jobs::on_due(tx, due)
}
