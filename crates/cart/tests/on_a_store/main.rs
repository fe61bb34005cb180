//! Carts on a real store.

#![expect(clippy::expect_used, reason = "a test that cannot be set up should fail loudly")]

mod book;
mod checkout;
mod direct;
mod freight;
mod lines;
mod pages;
mod pay;
mod tax;

use cart::{AddressKind, BookAddress, CartRefusal, NewCheckout, NewRule, Placed, Preview};
use catalog::{NewProduct, NewTier, ProductKind};
use custody::BankNotice;
use deal::{Address, DealKind, DealView};
use kernel::{Actor, Currency, Id, Money, Outcome, Reason, Stop, Timestamp};
use party::DirectFirm;
use store::{Migration, Tx};
use testkit::{Fresh, engines, fresh_reacting, noon};

fn migrations() -> Vec<Migration> {
    [
        ledger::MIGRATIONS,
        party::MIGRATIONS,
        talk::MIGRATIONS,
        catalog::MIGRATIONS,
        agency::MIGRATIONS,
        custody::MIGRATIONS,
        sourcing::MIGRATIONS,
        gate::MIGRATIONS,
        deal::MIGRATIONS,
        cart::MIGRATIONS,
    ]
    .concat()
}

/// A store with a buyer and two shops: caps at 5.00 of which ten lie ready and socks at 1.00 in
/// one, mugs at 20.00 yuan and a code at 9.00 in the other.
struct Market {
    fresh: Fresh,
    buyer: Actor,
    shops: [Actor; 2],
    caps: Id<ProductKind>,
    socks: Id<ProductKind>,
    mugs: Id<ProductKind>,
    code: Id<ProductKind>,
}

async fn each_market() -> Vec<Market> {
    let mut markets = Vec::new();
    for engine in engines() {
        let reactions = [deal::jobs::REACTIONS, cart::jobs::REACTIONS].concat();
        markets.push(open(fresh_reacting(engine, migrations(), reactions)).await);
    }
    markets
}

async fn open(fresh: Fresh) -> Market {
    let begin = |tx: &mut Tx<'_>| {
        let buyer = open_firm(tx, "Göteborg", "token-buyer")?;
        let shops = [open_firm(tx, "诸暨", "token-shop")?, open_firm(tx, "义乌", "token-other")?];
        let caps = list(tx, &shops[0], &ready("Caps", "5.00", Some(10)))?;
        let socks = list(tx, &shops[0], &ready("Socks", "1.00", None))?;
        let mugs = NewProduct { currency: "CNY".to_owned(), ..ready("Mugs", "20.00", Some(3)) };
        let mugs = list(tx, &shops[1], &mugs)?;
        let code = NewProduct { is_virtual: true, ..ready("Code", "9.00", Some(5)) };
        let code = list(tx, &shops[1], &code)?;
        Ok((buyer, shops, [caps, socks, mugs, code]))
    };
    let (buyer, shops, [caps, socks, mugs, code]) =
        fresh.store.write("begin", begin).await.expect("a market");
    Market { fresh, buyer, shops, caps, socks, mugs, code }
}

fn open_firm(tx: &mut Tx<'_>, name: &str, token: &str) -> Outcome<Actor> {
    let new = DirectFirm::named(name, "SE")?.signed_in(web::hash_of_token(token));
    Ok(party::open_firm_directly(tx, &new)?.owner())
}

fn ready(title: &str, price: &str, stock: Option<i64>) -> NewProduct {
    NewProduct {
        title: title.to_owned(),
        title_lang: "en".to_owned(),
        unit: "C62".to_owned(),
        currency: "USD".to_owned(),
        moq: 1,
        is_open_offer: true,
        tiers: vec![NewTier { min_quantity: 1, price: price.to_owned() }],
        stock,
        ..NewProduct::default()
    }
}

fn list(tx: &mut Tx<'_>, by: &Actor, new: &NewProduct) -> Outcome<Id<ProductKind>> {
    Ok(catalog::list_product(tx, by, new)?.card.offer.product)
}

const fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::USD)
}

fn cny(minor: i64) -> Money {
    Money::new(minor, Currency::from_code("CNY").expect("a currency"))
}

fn home() -> Address {
    Address {
        name: "Elsa Lind".to_owned(),
        phone: "+46 70 123 45 67".to_owned(),
        country: "SE".to_owned(),
        region: "Skåne".to_owned(),
        city: "Malmö".to_owned(),
        street: "Storgatan 1".to_owned(),
        postcode: "211 22".to_owned(),
    }
}

fn flat(places: &str, currency: &str, amount: &str) -> NewRule {
    NewRule {
        places: places.to_owned(),
        kind: "flat".to_owned(),
        currency: currency.to_owned(),
        amount: amount.to_owned(),
        first: 1,
        step: 1,
        more: "0".to_owned(),
        free_from: None,
    }
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
    ) -> Outcome<T> {
        self.fresh.store.read("look", look).await
    }

    async fn add(&self, product: Id<ProductKind>, quantity: i64) -> Outcome<()> {
        let by = self.buyer;
        self.act(move |tx| cart::add_line(tx, &by, product, quantity)).await
    }

    async fn address(&self) -> BookAddress {
        let by = self.buyer;
        self.act(move |tx| cart::add_address(tx, &by, &home())).await.expect("an address")
    }

    async fn rule(&self, shop: usize, new: NewRule) {
        let by = self.shops[shop];
        self.act(move |tx| cart::add_rule(tx, &by, &new)).await.expect("a rule");
    }

    async fn preview(&self, to: Option<Id<AddressKind>>) -> Preview {
        let by = self.buyer;
        self.look(move |tx| cart::preview(tx, &by, to)).await.expect("a preview")
    }

    async fn place(&self, to: Option<Id<AddressKind>>, seal: &str) -> Outcome<Placed> {
        let by = self.buyer;
        let new = NewCheckout { address: to, seal: seal.to_owned(), ..NewCheckout::default() };
        self.act(move |tx| cart::place(tx, &by, &new)).await
    }

    /// Caps, socks, mugs and a code, ordered for Malmö with freight: 13.00 and 5.00 of caps and
    /// socks with 3.50, 40.00 yuan of mugs, 9.00 for the code.
    async fn ordered(&self) -> Placed {
        for (product, quantity) in [(self.caps, 2), (self.socks, 3), (self.mugs, 2), (self.code, 1)]
        {
            self.add(product, quantity).await.expect("laid in");
        }
        self.rule(0, flat("SE", "USD", "3.50")).await;
        let to = Some(self.address().await.id);
        let seal = self.preview(to).await.seal;
        self.place(to, &seal).await.expect("ordered")
    }

    async fn deal(&self, id: Id<DealKind>) -> DealView {
        let by = self.buyer;
        self.look(move |tx| deal::deal(tx, &by, id)).await.expect("a deal")
    }

    /// On hand, and kept for orders.
    async fn stock(&self, product: Id<ProductKind>) -> (i64, i64) {
        let offer = self.look(move |tx| catalog::offer(tx, product)).await.expect("an offer");
        offer.stock.map(|stock| (stock.on_hand, stock.reserved)).expect("a stock")
    }

    async fn top_up(&self, amount: Money) {
        let who = self.buyer;
        let top_up = move |tx: &mut Tx<'_>| {
            let order = custody::top_up(tx, &who, amount)?;
            let notice = BankNotice {
                bank_reference: format!("B-{}", order.reference),
                order_reference: order.reference,
                amount,
            };
            custody::book_payment(tx, &notice)
        };
        self.act(top_up).await.expect("topped up");
    }

    async fn wallet(&self) -> Vec<Money> {
        let by = self.buyer;
        let balances = self.look(move |tx| custody::wallet(tx, &by)).await.expect("a wallet");
        balances.iter().map(|balance| balance.available).collect()
    }

    async fn at(&self, instant: Timestamp) -> usize {
        self.fresh.clock.set(instant);
        let mut fired = 0;
        loop {
            let some = store::run_timers(&self.fresh.store, deal::jobs::on_due).await;
            match some.expect("timers run") {
                0 => return fired,
                some => fired += some,
            }
        }
    }

    /// Nothing is wrong in checkouts, deals, stock, custody or the ledger.
    async fn verify(&self) {
        let carts = self.look(|tx| cart::verify(tx, Id::new(0))).await.expect("findings");
        assert_eq!(carts.problems, Vec::<String>::new());
        let deals = self.look(|tx| deal::verify(tx, Id::new(0))).await.expect("findings");
        assert_eq!(deals.problems, []);
        let stock = self.look(|tx| catalog::verify_stock(tx, Id::new(0))).await.expect("findings");
        assert_eq!(stock.problems, Vec::<String>::new());
        let found = self.look(|tx| custody::verify(tx, Id::new(0))).await.expect("findings");
        assert_eq!(found.problems, []);
        let report = ledger::jobs::verify(&self.fresh.store).await.expect("a report");
        assert_eq!(report.problems, []);
    }
}

/// The codes of the refusals; anything else fails the test.
fn refused<T: std::fmt::Debug>(outcome: Outcome<T>) -> Vec<&'static str> {
    match outcome.expect_err("a refusal") {
        Stop::Refused(refusal) => vec![refusal.code],
        Stop::RefusedAll(all) => all.iter().map(|one| one.code).collect(),
        other => panic!("{other:?}"),
    }
}

const fn day(days: i64) -> Timestamp {
    noon().plus_days(days)
}

#[test]
fn a_refusal_names_its_goods() {
    let refusal = CartRefusal::ItemGone { title: "Caps".to_owned() };
    assert_eq!(refusal.facts(), [("title", "Caps".into())]);
}
