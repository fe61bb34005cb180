//! Remedies on a real store.

#![expect(clippy::expect_used, reason = "a test that cannot be set up should fail loudly")]

mod dispute;
mod over_http;
mod parcels;
mod sides;
mod table;
mod timers;

use catalog::{NewProduct, NewTier, ProductKind};
use custody::{BankNotice, Identity};
use deal::{Deal, DealKind, NewLine, NewOrder, Shipping};
use kernel::{Actor, Currency, Desk, Id, Money, Outcome, Timestamp, Transport};
use party::DirectFirm;
use remedy::{About, Act, Done, NewAct, NewRemedy, RemedyKind, RemedyView, State, Want};
use store::{Migration, Tx};
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
    ]
    .concat()
}

type Which = (Id<DealKind>, Id<RemedyKind>);

/// A store with a buyer, a seller, a third firm, two officers, and the seller's socks at 1.00.
struct Market {
    fresh: Fresh,
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
    let reactions = [deal::jobs::REACTIONS, remedy::jobs::REACTIONS].concat();
    let fresh = fresh_reacting(engine, migrations(), reactions);
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
    Market { fresh, buyer, seller, other, officer, second, socks }
}

/// Two officers, who sign in by the tests' own door.
const OFFICERS: [Actor; 2] = [
    Actor::Clerk { person: Id::new(70), desk: Desk::Officer },
    Actor::Clerk { person: Id::new(71), desk: Desk::Officer },
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

fn wanting(want: Want, minor: i64) -> NewRemedy {
    let about = About::default();
    NewRemedy { want, amount: usd(minor), reason: "Off shade".to_owned(), about }
}

fn refused<T: std::fmt::Debug>(outcome: Outcome<T>) -> &'static str {
    outcome.expect_err("a refusal").code().expect("a refusal")
}

impl Market {
    async fn act<T: Send + 'static>(
        &self,
        act: impl FnMut(&mut Tx<'_>) -> Outcome<T> + Send + 'static,
    ) -> Outcome<T> {
        self.fresh.store.write("act", act).await
    }

    async fn look<T: Send + 'static>(
        &self,
        look: impl FnMut(&mut Tx<'_>) -> Outcome<T> + Send + 'static,
    ) -> T {
        self.fresh.store.read("look", look).await.expect("seen")
    }

    /// A deal over 100.00 that the buyer has paid.
    async fn paid(&self) -> Id<DealKind> {
        self.paid_for(100).await
    }

    /// The same over so many pairs.
    async fn paid_for(&self, pairs: i64) -> Id<DealKind> {
        let (by, product) = (self.buyer, self.socks);
        let begin = move |tx: &mut Tx<'_>| {
            let lines = vec![NewLine { product, quantity: pairs }];
            let order = NewOrder { lines, note: None, original_at: None };
            let deal = deal::place(tx, &by, &order)?.deal;
            let top_up = custody::top_up(tx, &by, usd(pairs * 100))?;
            let notice = BankNotice {
                bank_reference: format!("B-{}", top_up.reference),
                order_reference: top_up.reference,
                amount: usd(pairs * 100),
            };
            custody::book_payment(tx, &notice)?;
            deal::pay(tx, &by, deal, 1)?;
            Ok(deal)
        };
        self.act(begin).await.expect("paid")
    }

    /// The same with the goods on their way by air: confirmed by itself in ten days.
    async fn shipped(&self) -> Id<DealKind> {
        let (id, by) = (self.paid().await, self.seller);
        self.act(move |tx| deal::ship(tx, &by, id, &by_air())).await.expect("shipped");
        id
    }

    /// Puts money into the buyer's wallet.
    async fn top_up(&self, minor: i64) {
        let by = self.buyer;
        let top_up = move |tx: &mut Tx<'_>| {
            let order = custody::top_up(tx, &by, usd(minor))?;
            let notice = BankNotice {
                bank_reference: format!("B-{}", order.reference),
                order_reference: order.reference,
                amount: usd(minor),
            };
            custody::book_payment(tx, &notice)
        };
        self.act(top_up).await.expect("topped up");
    }

    async fn ask(&self, id: Id<DealKind>, new: NewRemedy) -> Outcome<Done> {
        let by = self.buyer;
        self.act(move |tx| remedy::ask(tx, &by, id, &new)).await
    }

    /// A shipped deal with an open remedy.
    async fn asked(&self, new: NewRemedy) -> Which {
        let id = self.shipped().await;
        let done = self.ask(id, new).await.expect("asked");
        (id, done.remedy)
    }

    async fn perform(&self, by: Actor, which: Which, new: NewAct) -> Outcome<Done> {
        self.act(move |tx| remedy::perform(tx, &by, which, &new)).await
    }

    async fn plain(&self, by: Actor, which: Which, act: Act) -> Outcome<Done> {
        self.perform(by, which, NewAct::Plain(act)).await
    }

    async fn view(&self, which: Which) -> RemedyView {
        let by = self.buyer;
        self.look(move |tx| remedy::remedy(tx, &by, which)).await
    }

    async fn state(&self, which: Which) -> State {
        self.view(which).await.remedy.state
    }

    async fn deal(&self, id: Id<DealKind>) -> Deal {
        self.look(move |tx| Ok(deal::with_parts(tx, id)?.0)).await
    }

    async fn stage(&self, id: Id<DealKind>) -> &'static str {
        self.deal(id).await.tracks.stage().word()
    }

    async fn due(&self, id: Id<DealKind>) -> Option<Timestamp> {
        self.deal(id).await.deadline.map(|deadline| deadline.due_at)
    }

    /// Paid in, returned, held, released, refunded, fees; the identity holds.
    async fn sums(&self, id: Id<DealKind>) -> [i64; 6] {
        let by = self.seller;
        let view = self.look(move |tx| deal::deal(tx, &by, id)).await;
        let seen: Identity = view.identity.expect("an agreed deal");
        assert!(seen.holds(), "{seen:?}");
        let all = [seen.paid_in, seen.returned, seen.held, seen.released, seen.refunded, seen.fees];
        all.map(|money| money.minor)
    }

    /// How often the deal was told as finished.
    async fn finishes(&self, id: Id<DealKind>) -> usize {
        let look = |tx: &mut Tx<'_>| {
            let mark = store::LeafMark { batch: 0, bucket: 0, position: 0 };
            store::leaves(tx, mark, i64::MAX, 1_000)
        };
        let wanted = id.raw().to_string();
        let leaves = self.look(look).await;
        let rows = leaves.iter().map(|(_, leaf)| leaf.row.split('|').collect::<Vec<_>>());
        rows.filter(|row| row[5] == wanted && row[6] == "deal-finished").count()
    }

    async fn kinds(&self, id: Id<DealKind>) -> Vec<String> {
        let by = self.seller;
        let look = move |tx: &mut Tx<'_>| deal::timeline(tx, &by, id, None, kernel::Limit::DEFAULT);
        self.look(look).await.rows.into_iter().rev().map(|entry| entry.kind).collect()
    }

    /// Lets the clock stand at an instant and fires what is due.
    async fn at(&self, instant: Timestamp) -> usize {
        self.fresh.clock.set(instant);
        let mut fired = 0;
        loop {
            let some = store::run_timers(&self.fresh.store, on_due).await.expect("timers run");
            if some == 0 {
                return fired;
            }
            fired += some;
        }
    }

    /// Nothing is wrong in deals, in custody or in the ledger.
    async fn verify(&self) {
        let found = self.look(|tx| deal::verify(tx, Id::new(0))).await;
        assert_eq!(found.problems, []);
        let found = self.look(|tx| remedy::verify(tx, Id::new(0))).await;
        assert_eq!(found.problems, Vec::<String>::new());
        let found = self.look(|tx| custody::verify(tx, Id::new(0))).await;
        assert_eq!(found.problems, []);
        let report = ledger::jobs::verify(&self.fresh.store).await.expect("a report");
        assert_eq!(report.problems, []);
    }
}

fn on_due(tx: &mut Tx<'_>, due: &store::Due) -> Outcome<()> {
    deal::jobs::on_due(tx, due)?;
    assent::jobs::on_due(tx, due)?;
    remedy::jobs::on_due(tx, due)
}
