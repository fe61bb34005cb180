//! Clients who trade over HTTP and ask again, with the same key, until they know.

use super::bank::Payers;
use super::book::Book;
use super::client::{Client, place};
use super::http::{Answer, Ask, Http};
use super::left::Left;
use super::servers::{Places, Servers};
use super::stage::Stage;
use anyhow::{Result, bail};
use rand::SeedableRng;
use rand_chacha::ChaCha12Rng;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::watch;
use tokio::task::JoinSet;

/// Between two tries of one request.
const PAUSE: Duration = Duration::from_millis(20);
/// Whoever has no answer after this long says so.
const GIVES_UP_AFTER: Duration = Duration::from_secs(120);
/// How often a new request tries whether writes work again.
const PROBED_EVERY: Duration = Duration::from_millis(100);

/// Sends requests to whichever server answers.
#[derive(Clone)]
pub(super) struct Courier {
    http: Http,
    places: Places,
    book: Arc<Book>,
}

impl Courier {
    pub(super) fn new(book: &Arc<Book>, servers: &Servers) -> Self {
        Self { http: Http::new(), places: servers.places(), book: Arc::clone(book) }
    }

    /// Something was answered that must not be.
    pub(super) fn violation(&self, told: String) {
        self.book.violation(told);
    }

    /// Where the nth server answers, or the next one that does.
    pub(super) fn place(&self, nth: usize) -> Option<SocketAddr> {
        let places = self.places.borrow();
        let count = places.len();
        (0..count).find_map(|more| places[(nth + more) % count])
    }

    /// Asks until somebody answers; says no only to what the business refuses.
    #[expect(clippy::disallowed_methods, reason = "a client's own patience, not the market's time")]
    pub(super) async fn ask(&self, ask: &Ask, mut nth: usize) -> Result<Answer> {
        let until = Instant::now() + GIVES_UP_AFTER;
        loop {
            match self.place(nth) {
                Some(place) => match self.http.post(place, ask).await {
                    Ok(answer) if !answer.is_busy() => return Ok(answer),
                    Ok(_) => {}
                    Err(_) => nth += 1,
                },
                None => nth += 1,
            }
            if Instant::now() > until {
                bail!("{} {}: no answer for {GIVES_UP_AFTER:?}", ask.path, ask.key);
            }
            self.book.doubt();
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// The same, and the answer is kept in the book; nothing here should be refused, so that is a
    /// violation.
    pub(super) async fn act(&self, ask: Ask, nth: usize) -> Result<Answer> {
        let answer = self.ask(&ask, nth).await;
        match answer {
            Ok(answer) if answer.is_success() => {
                self.book.keep(ask, &answer);
                Ok(answer)
            }
            Ok(answer) => {
                let told = format!("{} {}: {} {}", ask.path, ask.key, answer.status, answer.body);
                self.book.violation(told.clone());
                bail!(told);
            }
            Err(error) => {
                self.book.violation(format!("{error:#}"));
                Err(error)
            }
        }
    }

    /// Reads until somebody answers.
    #[expect(clippy::disallowed_methods, reason = "a client's own patience, not the market's time")]
    pub(super) async fn read(&self, path: &str, token: &str) -> Result<Answer> {
        let until = Instant::now() + GIVES_UP_AFTER;
        for nth in 0.. {
            if let Some(place) = self.place(nth)
                && let Ok(answer) = self.http.get(place, path, token).await
            {
                match answer.status {
                    200..300 => return Ok(answer),
                    404 => bail!("{path} is not there"),
                    _ => {}
                }
            }
            if Instant::now() > until {
                break;
            }
            tokio::time::sleep(PAUSE).await;
        }
        bail!("{path}: no answer for {GIVES_UP_AFTER:?}")
    }

    /// Which server writes, as it says itself.
    pub(super) async fn writer(&self) -> Option<usize> {
        let places = self.places.borrow().clone();
        for (nth, place) in places.iter().enumerate() {
            let Some(place) = place else { continue };
            let answer = self.http.get(*place, "/ready", "").await;
            if answer.is_ok_and(|answer| answer.body.contains("\"is_writer\":true")) {
                return Some(nth);
            }
        }
        None
    }
}

/// The clients at work.
pub(super) struct Traffic {
    pub(super) courier: Courier,
    pub(super) book: Arc<Book>,
    left: Arc<Left>,
    stage: Arc<Stage>,
    clients: JoinSet<()>,
    probes: Mutex<(u64, JoinSet<()>)>,
    stop: watch::Sender<bool>,
}

impl Traffic {
    /// Sets all clients to work.
    pub(super) fn start(
        stage: &Arc<Stage>,
        book: &Arc<Book>,
        servers: &Servers,
        payers: &Payers,
        seed: u64,
    ) -> Self {
        let (stop, stopped) = watch::channel(false);
        let courier = Courier::new(book, servers);
        let left = Arc::<Left>::default();
        let mut clients = JoinSet::new();
        for (nth, pair) in stage.pairs.iter().enumerate() {
            let client = Client {
                nth,
                pair: pair.clone(),
                courier: courier.clone(),
                payers: payers.clone(),
                left: Arc::clone(&left),
                stopped: stopped.clone(),
                rng: ChaCha12Rng::seed_from_u64(seed ^ (nth as u64 + 1) << 32),
            };
            clients.spawn(client.run());
        }
        let (stage, book) = (Arc::clone(stage), Arc::clone(book));
        Self { courier, book, left, stage, clients, probes: Mutex::default(), stop }
    }

    /// Sends new requests to the nth server, without waiting for the one before, until one of
    /// them is answered; tells how long that took.
    #[expect(clippy::disallowed_methods, reason = "measures how long nobody could write")]
    pub(super) async fn probe(&self, nth: usize, within: Duration) -> Option<Duration> {
        let began = Instant::now();
        let (answered, mut is_answered) = watch::channel(false);
        while began.elapsed() < within {
            self.send_probe(nth, answered.clone());
            let heard = is_answered.wait_for(|is_answered| *is_answered);
            if tokio::time::timeout(PROBED_EVERY, heard).await.is_ok() {
                return Some(began.elapsed());
            }
        }
        None
    }

    fn send_probe(&self, nth: usize, answered: watch::Sender<bool>) {
        let mut probes = self.probes.lock().unwrap_or_else(PoisonError::into_inner);
        probes.0 += 1;
        let ask = place(&self.stage.pairs[0], &format!("probe-{}", probes.0), 1);
        let (courier, left) = (self.courier.clone(), Arc::clone(&self.left));
        let buyer = self.stage.pairs[0].buyer.clone();
        probes.1.spawn(async move {
            if let Ok(placed) = courier.act(ask, nth).await {
                if let Some(deal) = placed.text("deal") {
                    left.told_of(&deal, &buyer);
                }
                // Nobody may be waiting any more.
                answered.send(true).ok();
            }
        });
    }

    /// Lets every client finish the trade that it is at; gives back who carried the requests, and
    /// the trades that were left to themselves.
    pub(super) async fn end(mut self) -> (Courier, Arc<Left>) {
        // A client that has given up hears nothing.
        self.stop.send(true).ok();
        while self.clients.join_next().await.is_some() {}
        let mut probes = self.probes.into_inner().unwrap_or_else(PoisonError::into_inner);
        while probes.1.join_next().await.is_some() {}
        (self.courier, self.left)
    }
}
