//! Deals on a real store.

#![expect(clippy::expect_used, reason = "a test that cannot be set up should fail loudly")]

mod api;
mod budget;
mod deadlines;
mod inspections;
mod letters;
mod links;
mod milestones;
mod money;
mod once;
mod pages;
mod parcels;
mod proposals;
mod recorded;
mod stock;
mod table;
mod trade;
mod walls;

use catalog::{NewProduct, NewTier, ProductKind};
use custody::{BankNotice, Identity};
use deal::{Deal, DealKind, DealView, Done, NewLine, NewOrder, Shipping, Tracks};
use kernel::{Actor, Currency, Id, Money, Outcome, Timestamp, Transport};
use party::DirectFirm;
use store::{Migration, Tx};
use testkit::{Engine, Fresh, engines, fresh_reacting, noon};

fn migrations() -> Vec<Migration> {
    [
        ledger::MIGRATIONS,
        party::MIGRATIONS,
        talk::MIGRATIONS,
        catalog::MIGRATIONS,
        custody::MIGRATIONS,
        sourcing::MIGRATIONS,
        gate::MIGRATIONS,
        deal::MIGRATIONS,
    ]
    .concat()
}

/// A store with a buyer, a seller, a third firm, and the seller's socks at 1.00 a pair.
struct Market {
    fresh: Fresh,
    buyer: Actor,
    seller: Actor,
    other: Actor,
    socks: Id<ProductKind>,
}

/// A market of one's own on each engine.
async fn each_market() -> Vec<Market> {
    let mut markets = Vec::new();
    for engine in engines() {
        markets.push(market(engine).await);
    }
    markets
}

async fn market(engine: Engine) -> Market {
    let fresh = fresh_reacting(engine, migrations(), deal::jobs::REACTIONS.to_vec());
    open(fresh).await
}

async fn open(fresh: Fresh) -> Market {
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
    Market { fresh, buyer, seller, other, socks }
}

/// A firm with its owner, who may sign in by a token.
fn open_firm(tx: &mut Tx<'_>, name: &str, token: &str) -> Outcome<Actor> {
    let new = DirectFirm::named(name, "SE")?.signed_in(web::hash_of_token(token));
    Ok(party::open_firm_directly(tx, &new)?.owner())
}

fn list_socks(tx: &mut Tx<'_>, by: &Actor) -> Outcome<Id<ProductKind>> {
    let new = NewProduct {
        sku: None,
        title: "Cotton socks".to_owned(),
        title_lang: "en".to_owned(),
        text: String::new(),
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

    async fn top_up(&self, who: Actor, minor: i64) {
        let top_up = move |tx: &mut Tx<'_>| {
            let order = custody::top_up(tx, &who, usd(minor))?;
            let notice = BankNotice {
                bank_reference: format!("B-{}", order.reference),
                order_reference: order.reference,
                amount: usd(minor),
            };
            custody::book_payment(tx, &notice)
        };
        self.act(top_up).await.expect("topped up");
    }

    /// So many pairs of socks at 1.00, ordered.
    async fn place(&self, quantity: i64) -> Outcome<Done> {
        let (by, product) = (self.buyer, self.socks);
        let lines = vec![NewLine { product, quantity }];
        let order = NewOrder { lines, note: None, original_at: None };
        self.act(move |tx| deal::place(tx, &by, &order)).await
    }

    async fn pay(&self, id: Id<DealKind>, nth: i64) -> Outcome<Done> {
        let by = self.buyer;
        self.act(move |tx| deal::pay(tx, &by, id, nth)).await
    }

    async fn ship(&self, id: Id<DealKind>) -> Outcome<Done> {
        let (by, shipping) = (self.seller, by_air());
        self.act(move |tx| deal::ship(tx, &by, id, &shipping)).await
    }

    async fn confirm(&self, id: Id<DealKind>) -> Outcome<Done> {
        let by = self.buyer;
        self.act(move |tx| deal::confirm(tx, &by, id)).await
    }

    async fn refund(&self, id: Id<DealKind>, minor: i64) -> Outcome<Done> {
        let by = self.seller;
        self.act(move |tx| deal::refund(tx, &by, id, usd(minor), "off-shade")).await
    }

    async fn cancel(&self, by: Actor, id: Id<DealKind>) -> Outcome<Done> {
        self.act(move |tx| deal::cancel(tx, &by, id)).await
    }

    /// A deal over 100.00 that the buyer has paid.
    async fn paid(&self) -> Id<DealKind> {
        let id = self.place(100).await.expect("placed").deal;
        self.top_up(self.buyer, 10_000).await;
        self.pay(id, 1).await.expect("paid");
        id
    }

    /// A deal over 100.00 whose goods are on their way by air.
    async fn shipped(&self) -> Id<DealKind> {
        let id = self.paid().await;
        self.ship(id).await.expect("shipped");
        id
    }

    async fn view(&self, id: Id<DealKind>) -> DealView {
        let by = self.seller;
        self.look(move |tx| deal::deal(tx, &by, id)).await
    }

    async fn deal(&self, id: Id<DealKind>) -> Deal {
        self.view(id).await.deal
    }

    async fn tracks(&self, id: Id<DealKind>) -> [&'static str; 4] {
        words(self.deal(id).await.tracks)
    }

    /// Paid in, returned, held, released, refunded, fees; the identity holds.
    async fn sums(&self, id: Id<DealKind>) -> [i64; 6] {
        let seen: Identity = self.view(id).await.identity.expect("an agreed deal");
        assert!(seen.holds(), "{seen:?}");
        let all = [seen.paid_in, seen.returned, seen.held, seen.released, seen.refunded, seen.fees];
        all.map(|money| money.minor)
    }

    /// What a firm may use.
    async fn wallet(&self, who: Actor) -> i64 {
        let balances = self.look(move |tx| custody::wallet(tx, &who)).await;
        balances.iter().map(|balance| balance.available.minor).sum()
    }

    async fn kinds(&self, id: Id<DealKind>) -> Vec<String> {
        let by = self.seller;
        let look = move |tx: &mut Tx<'_>| deal::timeline(tx, &by, id, None, kernel::Limit::DEFAULT);
        self.look(look).await.rows.into_iter().rev().map(|entry| entry.kind).collect()
    }

    /// The names of the events told about a thing, in order.
    async fn told(&self, id: Id<DealKind>) -> Vec<String> {
        let look = |tx: &mut Tx<'_>| {
            let mark = store::LeafMark { batch: 0, bucket: 0, position: 0 };
            store::leaves(tx, mark, i64::MAX, 1_000)
        };
        let wanted = id.raw().to_string();
        let leaves = self.look(look).await;
        let rows = leaves.iter().map(|(_, leaf)| leaf.row.split('|').collect::<Vec<_>>());
        rows.filter(|row| row[5] == wanted).map(|row| row[6].to_owned()).collect()
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
        let found = self.look(|tx| custody::verify(tx, Id::new(0))).await;
        assert_eq!(found.problems, []);
        let report = ledger::jobs::verify(&self.fresh.store).await.expect("a report");
        assert_eq!(report.problems, []);
    }
}

fn on_due(tx: &mut Tx<'_>, due: &store::Due) -> Outcome<()> {
    deal::jobs::on_due(tx, due)?;
    custody::jobs::on_due(tx, due)
}

fn by_air() -> Shipping {
    Shipping {
        carrier: "SF".to_owned(),
        tracking: "SF100".to_owned(),
        transport: Transport::Express,
        eta: None,
    }
}

fn by_sea(eta: Timestamp) -> Shipping {
    Shipping { transport: Transport::Sea, eta: Some(eta), ..by_air() }
}

fn words(tracks: Tracks) -> [&'static str; 4] {
    let Tracks { information, money, goods } = tracks;
    [information.word(), money.word(), goods.word(), tracks.stage().word()]
}

/// The code of the refusal; anything else fails the test.
fn refused<T: std::fmt::Debug>(outcome: Outcome<T>) -> &'static str {
    outcome.expect_err("a refusal").code().expect("a refusal")
}

const fn day(days: i64) -> Timestamp {
    noon().plus_days(days)
}
