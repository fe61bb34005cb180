//! One trade after another: place, fund, ship, confirm; over HTTP, or the same closures in process.

use super::client::{Answer, Connection};
use super::figures::Latencies;
use super::fixture::{Fixture, Trader, failed};
use crate::market::Market;
use anyhow::{Context, Result, bail};
use deal::{DealKind, Done, NewLine, NewOrder, Shipping};
use kernel::{Actor, Any, Id, Outcome, Stop, Transport};
use std::net::SocketAddr;
use std::time::Instant;
use web::Call;

/// What one worker did.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// Trades finished.
    pub(crate) trades: u64,
    /// Requests refused on purpose.
    pub(crate) refused: u64,
    /// Requests answered "busy".
    pub(crate) busy: u64,
    /// How long each request took.
    pub(crate) latencies: Latencies,
}

impl Tally {
    /// Adds another worker's.
    pub(crate) fn join(&mut self, other: Self) {
        self.trades += other.trades;
        self.refused += other.refused;
        self.busy += other.busy;
        self.latencies.join(other.latencies);
    }
}

/// Draws buyers, shops and the trades with a refusal, the same in each run.
#[derive(Debug, Clone)]
pub(crate) struct Draws {
    state: u64,
    nth: u64,
    worker: u64,
    run: u64,
}

impl Draws {
    /// For one worker of one run.
    pub(crate) fn new(worker: u64, run: u64) -> Self {
        let state = (worker + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ run;
        Self { state: state | 1, nth: 0, worker, run }
    }

    /// By Marsaglia's xorshift.
    fn next(&mut self) -> u64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        self.state
    }

    fn pick<'a, T>(&mut self, some: &'a [T]) -> Result<&'a T> {
        let place = (self.next() >> 8) % (some.len() as u64).max(1);
        some.get(usize::try_from(place)?).context("nobody to trade with")
    }

    fn is_refused(&mut self, percent: u64) -> bool {
        (self.next() >> 8) % 100 < percent
    }

    /// A key that no other request of any run has.
    fn key(&mut self) -> String {
        self.nth += 1;
        format!("{:x}-{:x}-{:x}", self.run, self.worker, self.nth)
    }
}

/// Trades over one connection.
pub(crate) struct HttpWorker {
    pub(crate) connection: Connection,
    pub(crate) draws: Draws,
    pub(crate) fixture: Fixture,
    pub(crate) refused_percent: u64,
    pub(crate) tally: Tally,
}

impl HttpWorker {
    /// A worker with a connection of its own.
    pub(crate) fn new(
        address: SocketAddr,
        draws: Draws,
        fixture: &Fixture,
        refused_percent: u64,
    ) -> Self {
        let connection = Connection::to(address);
        Self {
            connection,
            draws,
            fixture: fixture.clone(),
            refused_percent,
            tally: Tally::default(),
        }
    }

    /// One whole trade. Its first request counts from `planned`, when it should have begun. `false`
    /// if the market was too busy for it.
    pub(crate) async fn trade(&mut self, planned: Instant) -> Result<bool> {
        let fixture = self.fixture.clone();
        let shop = self.draws.pick(&fixture.shops)?;
        let buyer = self.draws.pick(&fixture.buyers)?;
        let body = format!(r#"{{"lines":[{{"product":"{}","quantity":1}}]}}"#, shop.product);
        let Some(placed) = self.post("/api/v1/deals", buyer, &body, 201, planned).await? else {
            return Ok(false);
        };
        let id = placed.id("deal_").context("a deal without an id")?.to_owned();
        if self.draws.is_refused(self.refused_percent) {
            // Goods cannot leave before they are paid.
            self.step(&id, "shipments", &shop.seller, SHIPMENT, 422).await?;
            self.tally.refused += 1;
        }
        let steps = [
            ("payments", buyer, r#"{"milestone":1}"#),
            ("shipments", &shop.seller, SHIPMENT),
            ("confirmations", buyer, "{}"),
        ];
        for (what, who, body) in steps {
            if !self.step(&id, what, who, body, 201).await? {
                return Ok(false);
            }
        }
        self.tally.trades += 1;
        Ok(true)
    }

    #[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
    async fn step(
        &mut self,
        id: &str,
        what: &str,
        who: &Trader,
        body: &str,
        wanted: u16,
    ) -> Result<bool> {
        let path = format!("/api/v1/deals/{id}/{what}");
        Ok(self.post(&path, who, body, wanted, Instant::now()).await?.is_some())
    }

    async fn post(
        &mut self,
        path: &str,
        who: &Trader,
        body: &str,
        wanted: u16,
        began: Instant,
    ) -> Result<Option<Answer>> {
        let key = self.draws.key();
        let answer = self.connection.post(path, &who.token, &key, body).await?;
        self.tally.latencies.add(began.elapsed());
        match answer.status {
            503 => {
                self.tally.busy += 1;
                Ok(None)
            }
            status if status == wanted => Ok(Some(answer)),
            status => bail!("{path} answered {status}: {}", answer.body),
        }
    }
}

/// By courier, at once.
const SHIPMENT: &str = r#"{"carrier":"SF","tracking":"SF1","transport":"express"}"#;

/// Trades in process: what a handler does, without HTTP.
pub(crate) struct LocalWorker {
    pub(crate) market: Market,
    pub(crate) draws: Draws,
    pub(crate) fixture: Fixture,
    pub(crate) refused_percent: u64,
    pub(crate) tally: Tally,
}

impl LocalWorker {
    /// One whole trade.
    pub(crate) async fn trade(&mut self) -> Result<()> {
        let fixture = self.fixture.clone();
        let shop = self.draws.pick(&fixture.shops)?;
        let buyer = self.draws.pick(&fixture.buyers)?;
        let lines = vec![NewLine { product: shop.product, quantity: 1 }];
        let order = NewOrder { lines, note: None, original_at: None };
        let place = move |tx: &mut store::Tx<'_>, by: &Actor| deal::place(tx, by, &order);
        let id = self.act("deal.place", buyer, None, place).await.map_err(failed)?;
        if self.draws.is_refused(self.refused_percent) {
            let refused = self.ship(id, &shop.seller).await;
            if !matches!(refused, Err(Stop::Refused(_))) {
                bail!("goods left before they were paid: {refused:?}");
            }
            self.tally.refused += 1;
        }
        let pay = move |tx: &mut store::Tx<'_>, by: &Actor| deal::pay(tx, by, id, 1);
        self.act("deal.pay", buyer, Some(id), pay).await.map_err(failed)?;
        self.ship(id, &shop.seller).await.map_err(failed)?;
        let confirm = move |tx: &mut store::Tx<'_>, by: &Actor| deal::confirm(tx, by, id);
        self.act("deal.confirm", buyer, Some(id), confirm).await.map_err(failed)?;
        self.tally.trades += 1;
        Ok(())
    }

    async fn ship(&mut self, id: Id<DealKind>, seller: &Trader) -> Outcome<Id<DealKind>> {
        let shipping = Shipping {
            carrier: "SF".to_owned(),
            tracking: "SF1".to_owned(),
            transport: Transport::Express,
            eta: None,
        };
        let ship = move |tx: &mut store::Tx<'_>, by: &Actor| deal::ship(tx, by, id, &shipping);
        self.act("deal.ship", seller, Some(id), ship).await
    }

    async fn act(
        &mut self,
        name: &'static str,
        who: &Trader,
        home: Option<Id<DealKind>>,
        mut act: impl FnMut(&mut store::Tx<'_>, &Actor) -> Outcome<Done> + Send + 'static,
    ) -> Outcome<Id<DealKind>> {
        let call = Call { key: self.draws.key(), body: vec![b'x'; 96], is_preview: false };
        let home = home.map(Id::cast::<Any>);
        let caller = who.caller(&self.market);
        let act = move |tx: &mut store::Tx<'_>, by: &Actor| {
            let done = act(tx, by)?;
            Ok((done.deal, done.version))
        };
        Ok(self.market.app.act(name, &caller, &call, home, act).await?.value.0)
    }
}
