//! Events and webhooks on a real store, told to a real receiver.

#![expect(clippy::expect_used, reason = "a test that cannot be set up should fail loudly")]
#![expect(clippy::disallowed_methods, reason = "the receiver is a program of its own")]

mod again;
mod events;
mod health;
mod leases;
mod order;
mod outside;
mod over_http;
mod page;
mod receiver;

use hooks::jobs::Courier;
use hooks::ports::Outgoing;
use hooks::{Endpoint, HookKind, Networks, NewEndpoint, Proof};
use kernel::{Actor, Any, Desk, Firm, Id, MICROS_PER_SECOND, Outcome, Timestamp};
use party::{Contact, DirectFirm, Password};
use receiver::{Receiver, Reply};
use serde::Serialize;
use serde_json::{Value, json};
use std::sync::Arc;
use store::{Event, Migration, Tx};
use testkit::{Engine, Fresh, engines, fresh};
use web::page::Menus;
use web::{App, Limits, Parts, Place, Words, hash_of_token};

const OPERATOR: Actor = Actor::Clerk { person: Id::new(70), desk: Desk::Operator };

fn migrations() -> Vec<Migration> {
    [party::MIGRATIONS, hooks::MIGRATIONS].concat()
}

/// The test's own network, where receivers stand.
fn here() -> Arc<Networks> {
    let own = ["127.0.0.0/8".to_owned(), "::1/128".to_owned()];
    Arc::new(Networks::allowing(&own, true).expect("a network"))
}

fn courier() -> Courier {
    Courier::by(Outgoing::within(here()).expect("the machine's certificates"))
}

/// A store with three firms, and the way out.
struct Market {
    fresh: Fresh,
    app: App,
    courier: Courier,
    buyer: Actor,
    seller: Actor,
    other: Actor,
    _files: tempfile::TempDir,
}

fn sign_in(tx: &mut Tx<'_>, hash: &[u8; 32]) -> Outcome<Actor> {
    if *hash == hash_of_token("token-operator") {
        return Ok(OPERATOR);
    }
    party::sign_in_by_hash(tx, hash)
}

async fn each_market() -> Vec<Market> {
    let mut markets = Vec::new();
    for engine in engines() {
        markets.push(market(engine).await);
    }
    markets
}

async fn market(engine: Engine) -> Market {
    let fresh = fresh(engine, migrations());
    let begin = |tx: &mut Tx<'_>| {
        let buyer = open_firm(tx, "Göteborg", "token-buyer")?;
        let seller = open_firm(tx, "诸暨", "token-seller")?;
        Ok((buyer, seller, open_firm(tx, "Third", "token-other")?))
    };
    let (buyer, seller, other) = fresh.store.write("begin", begin).await.expect("firms");
    let files = tempfile::tempdir().expect("a folder");
    let app = App::new(Parts {
        store: fresh.store.clone(),
        words: Words::read(&[web::LOCALES, party::LOCALES, hooks::LOCALES].concat())
            .expect("words"),
        sign_in,
        place: Place {
            name: "Market".to_owned(),
            name_zh: "集市".to_owned(),
            url: "https://market.example".to_owned(),
            zone: "Asia/Shanghai".to_owned(),
            is_simulated: true,
        },
        limits: Limits::per_second(0, 0).guessing(3, 6),
        files: files.path().to_owned(),
        secret: [7; 32],
        menus: Menus { public: &[], firm: &[], clerk: &[] },
        unread: None,
    });
    Market { fresh, app, courier: courier(), buyer, seller, other, _files: files }
}

fn open_firm(tx: &mut Tx<'_>, name: &str, token: &str) -> Outcome<Actor> {
    let new = DirectFirm::named(name, "SE")?.signed_in(hash_of_token(token));
    let contact = Some(Contact::parse(&format!("{token}@example.com"))?);
    let mut new = DirectFirm { contact, ..new };
    if token == "token-other" {
        let password = Password::parse("correct horse")?;
        new.person.password_hash = Some(party::hash_password(&password)?);
    }
    Ok(party::open_firm_directly(tx, &new)?.owner())
}

/// Facts as the domains tell them; the laws hold the catalogue against the domains' own.
macro_rules! facts {
    ($($fact:ident $name:literal),* $(,)?) => { $(
        #[derive(Clone, Serialize)]
        struct $fact(Value);
        impl Event for $fact {
            const NAME: &'static str = $name;
        }
    )* };
}

facts! {
    Agreed "deal-agreed", Paid "deal-paid", Shipped "deal-shipped", Finished "deal-finished",
    Booked "custody-payment-booked", Moved "product-changed",
}

fn firm_of(by: Actor) -> Id<Firm> {
    by.firm().expect("a firm")
}

fn deal_text(deal: i64) -> String {
    Id::<Any>::new(deal).to_string().replacen("id_", "deal_", 1)
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

    /// What both sides of a deal know.
    fn between(&self, deal: i64) -> Value {
        json!({ "deal": deal_text(deal), "buyer": firm_of(self.buyer).to_string(),
            "seller": firm_of(self.seller).to_string(), "currency": "USD",
            "total_minor": 5000, "amount_minor": 5000, "nth": 1, "is_all": true,
            "fee_minor": 15, "refunded_minor": 0 })
    }

    /// Tells a fact about a thing.
    async fn tell<E: Event + Clone + Send + 'static>(&self, home: i64, event: E) {
        let tell = move |tx: &mut Tx<'_>| tx.tell(Id::<Any>::new(home), &event);
        self.act(tell).await.expect("told");
    }

    /// A deal from its agreement to its end, in four facts.
    async fn trade(&self, deal: i64) {
        let body = self.between(deal);
        self.tell(deal, Agreed(body.clone())).await;
        self.tell(deal, Paid(body.clone())).await;
        self.tell(deal, Shipped(body.clone())).await;
        self.tell(deal, Finished(body)).await;
    }

    async fn follow(&self) {
        let followers = &[hooks::jobs::EVENTS];
        while store::run_followers(&self.fresh.store, followers).await.expect("taken") > 0 {}
    }

    /// The seller names a receiver that is told everything.
    async fn hook(&self, receiver: &Receiver) -> Endpoint {
        self.hook_of(self.seller, &receiver.url(), &[]).await
    }

    async fn hook_of(&self, by: Actor, url: &str, types: &[&str]) -> Endpoint {
        let new = NewEndpoint {
            url: url.to_owned(),
            takes_all: types.is_empty(),
            types: types.iter().map(|one| (*one).to_owned()).collect(),
            ..NewEndpoint::default()
        };
        let add = move |tx: &mut Tx<'_>| hooks::add_endpoint(tx, &by, &new, &here());
        self.act(add).await.expect("an address")
    }

    /// The secret of an address, as its firm copies it.
    fn secret(&self, proof: &Proof) -> String {
        hooks::secret_text(&hooks::jobs::seal(&self.app, proof).key)
    }

    async fn endpoint(&self, id: Id<HookKind>) -> Endpoint {
        let by = self.seller;
        self.look(move |tx| hooks::endpoint(tx, &by, id)).await.expect("an address")
    }

    /// Sends until nothing is due and nothing is under way.
    async fn send_all(&self) {
        while self.courier.work(&self.app).await.expect("a round") > 0 || !self.courier.is_idle() {}
    }

    /// Follows, then sends all that is due.
    async fn run(&self) {
        self.follow().await;
        self.send_all().await;
    }

    fn now(&self) -> Timestamp {
        use store::clock::Clock;
        self.fresh.clock.now()
    }

    /// Later by so many seconds.
    fn wait(&self, seconds: i64) {
        self.fresh.clock.set(self.now().plus_seconds(seconds));
    }

    fn now_s(&self) -> i64 {
        self.now().micros() / MICROS_PER_SECOND
    }

    /// Event, type, state, tries of each delivery, oldest first.
    async fn deliveries(&self, id: Id<HookKind>) -> Vec<(String, &'static str, i64)> {
        let by = self.seller;
        let look = move |tx: &mut Tx<'_>| {
            hooks::deliveries(tx, &by, id, (None, kernel::Limit::clamp(200)))
        };
        let mut rows = self.look(look).await.expect("deliveries").rows;
        rows.reverse();
        rows.into_iter().map(|one| (one.kind, one.state.word(), one.tries)).collect()
    }
}
