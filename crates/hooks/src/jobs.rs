//! What happens by itself: facts become events, events go out, old ones are forgotten.

use crate::actions::{any_due, claim, record, sweep, take_all};
use crate::model::{Job, Proof, Seal, Sent, find_type, sign};
use crate::ports::{Message, Outgoing};
use ::store::{Follower, Lane, Store, Tx};
use futures_util::stream::FuturesUnordered;
use futures_util::{FutureExt, StreamExt};
use kernel::Outcome;
use kernel::rules::Rules;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use web::App;

/// Makes events of facts.
pub const EVENTS: Follower =
    Follower { name: "hooks-events", hears: |name| find_type(name).is_some(), take: take_all };

/// How long one round waits for an answer before it looks for new work.
const ROUND: Duration = Duration::from_millis(100);

/// The secret of an address. It stands nowhere: it is derived from the market's own.
pub fn seal(app: &App, proof: &Proof) -> Seal {
    let (firm, id) = (proof.firm.raw().to_be_bytes(), proof.id.raw().to_be_bytes());
    let key = |salt: &[u8]| app.derive_key("webhook", &[&firm, &id, salt]);
    Seal { key: key(&proof.salt), old: proof.old_salt.as_deref().map(key) }
}

type Sending = Pin<Box<dyn Future<Output = Sent> + Send>>;

/// Carries events to the addresses of firms. What is under way lives here from round to round; with
/// the process it is lost, and sent again when its lease is over.
pub struct Courier {
    out: Outgoing,
    under_way: Mutex<FuturesUnordered<Sending>>,
}

impl Courier {
    /// By this way out.
    pub fn by(out: Outgoing) -> Self {
        Self { out, under_way: Mutex::default() }
    }

    /// One round: takes up what is due as far as there is room, and writes down what came back;
    /// tells how much came back or set out.
    pub async fn work(&self, app: &App) -> Outcome<usize> {
        let mut under_way = self.take();
        let done = self.round(app, &mut under_way).await;
        *self.under_way.lock().unwrap_or_else(PoisonError::into_inner) = under_way;
        done
    }

    /// Whether nothing is under way.
    pub fn is_idle(&self) -> bool {
        self.under_way.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }

    fn take(&self) -> FuturesUnordered<Sending> {
        std::mem::take(&mut *self.under_way.lock().unwrap_or_else(PoisonError::into_inner))
    }

    async fn round(&self, app: &App, under_way: &mut FuturesUnordered<Sending>) -> Outcome<usize> {
        let store = app.store();
        let at_once = Rules::current().webhook.at_once;
        let room = at_once - i64::try_from(under_way.len()).unwrap_or(at_once);
        let mut began = 0;
        if room > 0 && store.read("hooks.due", any_due).await? {
            let take = move |tx: &mut Tx<'_>| claim(tx, room);
            let jobs = store.write_in(Lane::Bulk, "hooks.claim", take).await?;
            began = jobs.len();
            under_way.extend(jobs.into_iter().map(|job| self.sending(app, job)));
        }
        let sent = came_back(under_way).await;
        let back = sent.len();
        if back > 0 {
            let told = sent.clone();
            if let Err(stop) = write_down(store, sent).await {
                // It is written in a later round; if that is too late, its lease is over.
                under_way.extend(told.into_iter().map(again));
                return Err(stop);
            }
        }
        Ok(began + back)
    }

    fn sending(&self, app: &App, job: Job) -> Sending {
        let id = job.event.to_string();
        let message = Message {
            url: job.url.clone(),
            signature: sign(&seal(app, &job.proof), &id, job.at_s, &job.body),
            id,
            at_s: job.at_s,
            body: job.body.clone(),
        };
        let out = self.out.clone();
        let patience = u64::try_from(Rules::current().webhook.patience_s).unwrap_or_default();
        Box::pin(async move {
            let answer = out.send(&message, Duration::from_secs(patience)).await;
            Sent { job, answer }
        })
    }
}

/// What has come back by now, after a moment's wait for the first.
async fn came_back(under_way: &mut FuturesUnordered<Sending>) -> Vec<Sent> {
    let mut sent = Vec::new();
    if under_way.is_empty() {
        return sent;
    }
    if let Some(first) = web::within(ROUND, under_way.next()).await {
        sent.extend(first);
        while let Some(Some(next)) = under_way.next().now_or_never() {
            sent.push(next);
        }
    }
    sent
}

fn again(sent: Sent) -> Sending {
    Box::pin(std::future::ready(sent))
}

async fn write_down(store: &Store, sent: Vec<Sent>) -> Outcome<()> {
    let write = move |tx: &mut Tx<'_>| record(tx, &sent);
    store.write_in(Lane::Bulk, "hooks.record", write).await
}

/// Forgets events that are older than the rules say; tells how many.
pub async fn sweep_all(store: &Store) -> Outcome<usize> {
    let mut swept = 0;
    loop {
        match store.write_in(Lane::Bulk, "hooks.sweep", sweep).await? {
            0 => return Ok(swept),
            some => swept += some,
        }
    }
}
