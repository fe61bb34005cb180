//! Fees, statements and documents on a real store.

#![expect(clippy::expect_used, reason = "a test that cannot be set up should fail loudly")]

mod books;
mod credits;
mod over_http;
mod statements;
mod ubl;

use billing::{Details, NewDetails};
use catalog::{NewProduct, NewTier, ProductKind};
use custody::BankNotice;
use deal::{DealKind, NewLine, NewOrder, Shipping};
use kernel::{Actor, Currency, Desk, Firm, Id, Limit, Money, Outcome, Timestamp, Transport};
use party::DirectFirm;
use store::{Due, Migration, Tx};
use testkit::{Engine, Fresh, engines, fresh_reacting};

fn migrations() -> Vec<Migration> {
    [
        ledger::MIGRATIONS,
        party::MIGRATIONS,
        talk::MIGRATIONS,
        catalog::MIGRATIONS,
        custody::MIGRATIONS,
        sourcing::MIGRATIONS,
        agency::MIGRATIONS,
        gate::MIGRATIONS,
        deal::MIGRATIONS,
        billing::MIGRATIONS,
    ]
    .concat()
}

const OPERATOR: Actor = Actor::Clerk { person: Id::new(70), desk: Desk::Operator };
const OFFICER: Actor = Actor::Clerk { person: Id::new(71), desk: Desk::Officer };

/// A store with a buyer, a seller in Sweden, a third firm, and socks at 1.00.
struct Market {
    fresh: Fresh,
    buyer: Actor,
    seller: Actor,
    other: Actor,
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
    let fresh = fresh_reacting(engine, migrations(), deal::jobs::REACTIONS.to_vec());
    fresh.clock.set(at("2026-03-09T00:00:00Z"));
    let begin = |tx: &mut Tx<'_>| {
        let buyer = open_firm(tx, "Göteborg", "token-buyer")?;
        let seller = open_firm(tx, "诸暨", "token-seller")?;
        let other = open_firm(tx, "Third", "token-other")?;
        Ok((buyer, seller, other, list_socks(tx, &seller)?))
    };
    let (buyer, seller, other, socks) = fresh.store.write("begin", begin).await.expect("a market");
    Market { fresh, buyer, seller, other, socks }
}

fn open_firm(tx: &mut Tx<'_>, name: &str, token: &str) -> Outcome<Actor> {
    let new = DirectFirm::named(name, "SE")?.signed_in(web::hash_of_token(token));
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

/// An instant in the market's time zone, which is eight hours before Greenwich.
fn at(text: &str) -> Timestamp {
    text.parse::<jiff::Timestamp>().expect("an instant").into()
}

fn by_air() -> Shipping {
    Shipping {
        carrier: "SF".to_owned(),
        tracking: "SF100".to_owned(),
        transport: Transport::Express,
        eta: None,
    }
}

fn of_berlin() -> NewDetails {
    NewDetails {
        legal_name: "集市 Markt GmbH".to_owned(),
        street: "Hauptstraße 1".to_owned(),
        city: "Berlin".to_owned(),
        post_code: "10115".to_owned(),
        country: "DE".to_owned(),
        vat_id: "DE123456789".to_owned(),
        registration: "HRB 1".to_owned(),
    }
}

fn of_zhuji(vat_id: &str) -> NewDetails {
    NewDetails {
        legal_name: "诸暨袜业 <AB> & Co".to_owned(),
        street: "Hamngatan 1".to_owned(),
        city: "Stockholm".to_owned(),
        country: "SE".to_owned(),
        vat_id: vat_id.to_owned(),
        ..NewDetails::default()
    }
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
    ) -> Outcome<T> {
        self.fresh.store.read("look", look).await
    }

    fn firm(&self) -> Id<Firm> {
        self.seller.firm().expect("a firm")
    }

    /// A finished trade over so many pairs at 1.00 that began and ended at an instant.
    async fn traded(&self, pairs: i64, when: &str) -> Id<DealKind> {
        self.fresh.clock.set(at(when));
        let (buyer, seller, product) = (self.buyer, self.seller, self.socks);
        let trade = move |tx: &mut Tx<'_>| {
            let lines = vec![NewLine { product, quantity: pairs }];
            let order = NewOrder { lines, note: None, original_at: None };
            let deal = deal::place(tx, &buyer, &order)?.deal;
            let top_up = custody::top_up(tx, &buyer, usd(pairs * 100))?;
            let notice = BankNotice {
                bank_reference: format!("B-{}", top_up.reference),
                order_reference: top_up.reference,
                amount: usd(pairs * 100),
            };
            custody::book_payment(tx, &notice)?;
            deal::pay(tx, &buyer, deal, 1)?;
            deal::ship(tx, &seller, deal, &by_air())?;
            deal::confirm(tx, &buyer, deal)?;
            Ok(deal)
        };
        self.act(trade).await.expect("a finished trade")
    }

    async fn refund(&self, deal: Id<DealKind>, minor: i64, when: &str) {
        self.fresh.clock.set(at(when));
        let by = self.seller;
        let refund = move |tx: &mut Tx<'_>| deal::refund(tx, &by, deal, usd(minor), "Off shade");
        self.act(refund).await.expect("given back");
    }

    /// Lets facts arrive.
    async fn follow(&self) {
        while store::run_followers(&self.fresh.store, &[billing::jobs::FEES]).await.expect("taken")
            > 0
        {}
    }

    /// Lets everything happen that is due at an instant.
    async fn wait_until(&self, when: &str) {
        fn on_due(tx: &mut Tx<'_>, due: &Due) -> Outcome<()> {
            billing::jobs::on_due(tx, due)
        }
        self.fresh.clock.set(at(when));
        while store::run_timers(&self.fresh.store, on_due).await.expect("fired") > 0 {}
    }

    async fn say_who(&self, operator: NewDetails, firm: NewDetails) {
        let by = self.seller;
        let say = move |tx: &mut Tx<'_>| -> Outcome<(Details, Details)> {
            let own = billing::file_details(tx, &by, &firm, 0)?;
            Ok((billing::operator_details(tx, &OPERATOR, &operator, 0)?, own))
        };
        self.act(say).await.expect("said");
    }

    /// Charged, returned, credited, lines and state of each month, newest first.
    async fn months(&self) -> Vec<(String, [i64; 4], &'static str)> {
        let by = self.seller;
        let look = move |tx: &mut Tx<'_>| {
            billing::statements(tx, &by, None, ("9999-99", "ZZZ"), Limit::DEFAULT)
        };
        let rows = self.look(look).await.expect("statements");
        let told = rows.into_iter().map(|row| {
            let sums = [row.charged.minor, row.returned.minor, row.credited.minor, row.lines];
            (row.month.to_string(), sums, row.state.word())
        });
        told.collect()
    }

    async fn documents(&self) -> Vec<billing::Document> {
        let by = self.seller;
        let look = move |tx: &mut Tx<'_>| billing::documents(tx, &by, None, Limit::DEFAULT);
        let mut rows = self.look(look).await.expect("documents").rows;
        rows.reverse();
        rows
    }

    /// Kind, number, month, net, tax, gross.
    async fn bills(&self) -> Vec<(&'static str, String, String, [i64; 3])> {
        let told = self.documents().await.into_iter().map(|one| {
            let sums = [one.net.minor, one.tax_amount.minor, one.gross.minor];
            (one.kind.word(), one.number.to_string(), one.month.to_string(), sums)
        });
        told.collect()
    }

    /// Nothing is wrong with bills, escrows or the ledger.
    async fn verify(&self) {
        assert_eq!(self.problems().await, Vec::<String>::new());
        let look = |tx: &mut Tx<'_>| custody::verify(tx, Id::new(0));
        assert_eq!(self.look(look).await.expect("findings").problems, []);
        let report = ledger::jobs::verify(&self.fresh.store).await.expect("a report");
        assert_eq!(report.problems, []);
    }

    async fn problems(&self) -> Vec<String> {
        let look = |tx: &mut Tx<'_>| {
            let begin = (Id::new(i64::MIN), String::new(), String::new());
            let mut problems = billing::verify(tx, &begin)?.0.problems;
            problems.extend(billing::verify_fees(tx, Id::new(0))?.0.problems);
            Ok(problems)
        };
        self.look(look).await.expect("findings")
    }
}
