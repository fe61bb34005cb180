//! The gate on a real store.

#![expect(clippy::expect_used, reason = "a test that cannot be set up should fail loudly")]

mod buyers_first;
mod checks;
mod exporter;
mod tree;

use catalog::{CategoryCode, Details, NewProduct, NewTier, ProductKind};
use gate::{Application, ApplicationState, Mode};
use kernel::{Actor, Desk, Firm, Id, Lang, Outcome, Role, Scope};
use party::{Contact, Country, DirectFirm, Name, NewFirm, NewPerson};
use sourcing::NewInquiry;
use std::collections::BTreeSet;
use store::{Migration, Tx};
use testkit::{Engine, Fresh, engines, fresh};

/// A market in which things are done by people.
struct Market {
    fresh: Fresh,
}

fn migrations() -> Vec<Migration> {
    [
        party::MIGRATIONS,
        talk::MIGRATIONS,
        catalog::MIGRATIONS,
        agency::MIGRATIONS,
        sourcing::MIGRATIONS,
        gate::MIGRATIONS,
    ]
    .concat()
}

fn each_market() -> impl Iterator<Item = Market> {
    engines().map(Market::on)
}

const OPERATOR: Actor = Actor::Clerk { person: Id::new(1), desk: Desk::Operator };

fn socks() -> CategoryCode {
    CategoryCode::parse("socks").expect("a category")
}

fn product(title: &str) -> NewProduct {
    NewProduct {
        title: title.to_owned(),
        title_lang: "en".to_owned(),
        unit: "PR".to_owned(),
        currency: "USD".to_owned(),
        moq: 500,
        lead_time_d: 20,
        tiers: vec![NewTier { min_quantity: 500, price: "0.1".to_owned() }],
        details: Details { category: Some("socks".to_owned()), ..Details::default() },
        ..NewProduct::default()
    }
}

/// An order of goods that stand in no category.
fn order(tx: &mut Tx<'_>, buyer: Id<Firm>, seller: Id<Firm>) -> Outcome<()> {
    let order = gate::Order { buyer, seller, categories: BTreeSet::new(), at: tx.now() };
    gate::note_orders(tx, &[order])
}

fn firm_of(actor: &Actor) -> Id<Firm> {
    actor.firm().expect("a firm")
}

/// The code of the refusal; anything else fails the test.
fn refused<T: std::fmt::Debug>(outcome: Outcome<T>) -> &'static str {
    outcome.expect_err("a refusal").code().expect("a refusal")
}

fn new_firm(nth: usize, country: &str, mail: Option<&str>) -> DirectFirm {
    let name = |told: String| Name::parse(&told, "name").expect("a name");
    DirectFirm {
        contact: mail.map(|mail| Contact::parse(mail).expect("a contact")),
        person: NewPerson {
            name: name(format!("Person {nth}")),
            password_hash: None,
            lang: Lang::En,
        },
        firm: NewFirm {
            name: name(format!("Firm {nth}")),
            name_lang: Lang::En,
            country: Country::parse(country, "country").expect("a country"),
        },
        session: None,
    }
}

impl Market {
    fn on(engine: Engine) -> Self {
        Self { fresh: fresh(engine, migrations()) }
    }

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
        self.fresh.store.read("look", look).await.expect("an answer")
    }

    /// Opens firms in one go, the nth with the address that `mail` gives it.
    async fn firms(
        &self,
        count: usize,
        country: &str,
        mail: impl Fn(usize) -> Option<String>,
    ) -> Vec<Actor> {
        let new: Vec<DirectFirm> =
            (0..count).map(|nth| new_firm(nth, country, mail(nth).as_deref())).collect();
        let open = move |tx: &mut Tx<'_>| {
            let opened = new.iter().map(|new| party::open_firm_directly(tx, new));
            opened.collect::<Outcome<Vec<_>>>()
        };
        let opened = self.act(open).await.expect("firms");
        let actor = |one: party::Opened| Actor::Member {
            person: one.person,
            firm: Some((one.firm, Role::Owner)),
            scope: Scope::Full,
        };
        opened.into_iter().map(actor).collect()
    }

    async fn firm(&self, mail: Option<&str>) -> Actor {
        let mail = mail.map(str::to_owned);
        self.firms(1, "SE", |_| mail.clone()).await.remove(0)
    }

    /// Lets the follower hear everything that was told.
    async fn hear(&self) {
        let followers = [gate::jobs::COUNTS];
        while store::run_followers(&self.fresh.store, &followers).await.expect("heard") > 0 {}
    }

    async fn close(&self) {
        let reason = "Buyers first: 60 of them are wanted.";
        let close = move |tx: &mut Tx<'_>| {
            gate::set_mode(tx, &OPERATOR, &socks(), Mode::BuyersFirst, reason)
        };
        self.act(close).await.expect("closed");
    }

    async fn list(&self, by: Actor, title: &'static str) -> Outcome<Id<ProductKind>> {
        let list = move |tx: &mut Tx<'_>| catalog::list_product(tx, &by, &product(title));
        Ok(self.act(list).await?.card.offer.product)
    }

    async fn apply(&self, by: Actor) -> Outcome<Application> {
        self.act(move |tx| gate::apply(tx, &by, &socks())).await
    }

    async fn inquire(&self, by: Actor, product: Id<ProductKind>) -> sourcing::Inquiry {
        let (quantity, destination) = (5_000, None);
        let new = NewInquiry { product, quantity, text: "How much?".to_owned(), destination };
        self.act(move |tx| sourcing::inquire(tx, &by, &new)).await.expect("asked")
    }

    async fn stand(&self, by: Actor) -> gate::Stand {
        self.look(move |tx| gate::stand(tx, &by, &socks())).await
    }

    /// Sellers let in, sellers waiting, buyers that count.
    async fn counts(&self) -> (i64, i64, i64) {
        let stand = self.stand(OPERATOR).await;
        let shelf = stand.shelf.expect("a shelf");
        assert_eq!(shelf.admitted, stand.crowd.sellers);
        (shelf.admitted, shelf.waiting, stand.crowd.buyers)
    }

    async fn state(&self, by: Actor) -> Option<ApplicationState> {
        self.stand(by).await.application.map(|application| application.state)
    }
}

/// FOB Ningbo for thirty days.
fn quote() -> sourcing::NewQuote {
    sourcing::NewQuote {
        currency: "USD".to_owned(),
        incoterm: "FOB".to_owned(),
        place: "CNNGB".to_owned(),
        transport: "sea".to_owned(),
        lead_time_d: 25,
        valid_until: testkit::noon().plus_days(30).to_string(),
        parts: vec![sourcing::NewPart { share_bps: 10_000, due: "before_shipment".to_owned() }],
        note: String::new(),
        tiers: vec![NewTier { min_quantity: 1_000, price: "0.0875".to_owned() }],
    }
}
