//! Pages that go on by themselves: server-sent events, fed by looking into the store.
//!
//! A stream holds nothing of its own: it looks when something was committed, from the last id that
//! it sent, so that it works in every process of a market, and after a break the browser goes on
//! where it was. It is pulled by the connection: a slow reader gets fewer looks, never a queue.

use crate::{App, Caller, Problem};
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use kernel::{Actor, Id, Outcome, Person};
use std::collections::{BTreeMap, VecDeque};
use std::convert::Infallible;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use store::Tx;
use tokio::time::Instant;

/// How often a stream asks whether there is something to look for.
const TICK: Duration = Duration::from_secs(1);
/// Where nothing tells of commits, or nothing was committed, a stream looks this often; whoever was
/// signed out is noticed then.
const LOOK_ANYWAY: Duration = Duration::from_secs(5);
/// A proxy between does not see an end of it.
const KEEP_ALIVE: Duration = Duration::from_secs(15);
/// A stream ends by itself, and the browser begins another.
const LONGEST: Duration = Duration::from_secs(15 * 60);
/// The browser waits so long before it comes again.
const COME_AGAIN: Duration = Duration::from_secs(3);

/// Something to tell a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// Where the stream goes on after this: larger than all before.
    pub id: i64,
    /// What it is, such as `said`.
    pub name: &'static str,
    /// JSON.
    pub body: String,
}

/// The streams of this process.
#[derive(Default)]
pub(crate) struct Streams {
    open: Mutex<BTreeMap<i64, i64>>,
    is_closing: AtomicBool,
}

impl Streams {
    /// Lets every stream end at its next tick, so that the server can.
    pub(crate) fn close(&self) {
        self.is_closing.store(true, Ordering::Relaxed);
    }
}

/// A person's place among the streams, given back when the stream ends.
struct Seat {
    streams: Arc<Streams>,
    person: i64,
}

impl Seat {
    fn take(streams: &Arc<Streams>, person: Id<Person>, most: i64) -> Option<Self> {
        let mut open = streams.open.lock().unwrap_or_else(PoisonError::into_inner);
        let held = open.entry(person.raw()).or_insert(0);
        if *held >= most {
            return None;
        }
        *held += 1;
        Some(Self { streams: Arc::clone(streams), person: person.raw() })
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut open = self.streams.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(held) = open.get_mut(&self.person) {
            *held -= 1;
            if *held == 0 {
                open.remove(&self.person);
            }
        }
    }
}

/// Where a stream begins: the browser's `Last-Event-ID` if it is one that this market may have
/// sent, else the newest there is.
pub fn resumed(headers: &HeaderMap, newest: i64) -> i64 {
    let told = headers.get("last-event-id").and_then(|id| id.to_str().ok());
    let told = told.and_then(|id| id.parse::<i64>().ok());
    told.filter(|id| (0..=newest).contains(id)).unwrap_or(newest)
}

/// Where a stream begins.
#[derive(Debug, Clone)]
pub struct Begin {
    /// What came after this is news.
    pub after: i64,
    /// How things stand, in JSON: the body of the first event, `hello`.
    pub hello: String,
}

/// A stream of what `look` finds after an id, for one person, of whom at most `most` streams are
/// open in this process (429 beyond).
pub fn live<F>(
    app: &App,
    caller: &Caller,
    (person, most): (Id<Person>, i64),
    Begin { after, hello }: Begin,
    look: F,
) -> Result<Response, Problem>
where
    F: Fn(&mut Tx<'_>, &Actor, i64) -> Outcome<Vec<News>> + Clone + Send + Sync + 'static,
{
    let seat = Seat::take(app.streams(), person, most);
    let seat = seat.ok_or_else(|| Problem::status(StatusCode::TOO_MANY_REQUESTS))?;
    let now = Instant::now();
    let hello = Event::default().event("hello").data(hello).retry(COME_AGAIN).id(after.to_string());
    let pulled = Pulled {
        app: app.clone(),
        caller: caller.clone(),
        look,
        after,
        waiting: VecDeque::from([hello]),
        position: -1,
        looked_at: now,
        ends_at: now + LONGEST,
        _seat: seat,
    };
    let events = stream::unfold(pulled, |mut pulled| async move {
        let event = pulled.next().await?;
        Some((Ok::<_, Infallible>(event), pulled))
    });
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)).into_response())
}

struct Pulled<F> {
    app: App,
    caller: Caller,
    look: F,
    after: i64,
    waiting: VecDeque<Event>,
    position: i64,
    looked_at: Instant,
    ends_at: Instant,
    _seat: Seat,
}

impl<F> Pulled<F>
where
    F: Fn(&mut Tx<'_>, &Actor, i64) -> Outcome<Vec<News>> + Clone + Send + Sync + 'static,
{
    /// The next event, whenever it comes; nothing when the stream is over.
    #[expect(clippy::disallowed_methods, reason = "a stream waits for as long as its reader does")]
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.waiting.pop_front() {
                return Some(event);
            }
            tokio::time::sleep(TICK).await;
            let is_closing = self.app.streams().is_closing.load(Ordering::Relaxed);
            if is_closing || Instant::now() >= self.ends_at {
                return None;
            }
            if self.may_have_news() {
                self.look_again().await?;
            }
        }
    }

    /// In the process that writes every commit is known; in the others only time tells.
    fn may_have_news(&mut self) -> bool {
        let store = self.app.store();
        let position = store.numbers().position;
        let has_moved = !store.is_writer() || position != self.position;
        self.position = position;
        has_moved || self.looked_at.elapsed() >= LOOK_ANYWAY
    }

    /// Looks once; a store that is busy is asked again later, whoever is signed out any more hears
    /// the end.
    async fn look_again(&mut self) -> Option<()> {
        self.looked_at = Instant::now();
        let (look, after) = (self.look.clone(), self.after);
        let found = self.app.look("live", &self.caller, move |tx, by| look(tx, by, after)).await;
        match found {
            Ok(news) => {
                self.after = news.last().map_or(self.after, |last| last.id);
                self.waiting.extend(news.into_iter().map(|news| {
                    Event::default().id(news.id.to_string()).event(news.name).data(news.body)
                }));
                Some(())
            }
            Err(kernel::Stop::Busy { .. }) => Some(()),
            Err(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_holds_so_many_streams_and_gets_a_place_back() {
        let streams = Arc::new(Streams::default());
        let person = Id::new(1);
        let first = Seat::take(&streams, person, 2);
        let second = Seat::take(&streams, person, 2);
        assert!(first.is_some() && second.is_some());
        assert!(Seat::take(&streams, person, 2).is_none());
        assert!(Seat::take(&streams, Id::new(2), 2).is_some());
        drop(first);
        assert!(Seat::take(&streams, person, 2).is_some());
    }

    #[test]
    fn a_wrong_last_id_begins_at_the_newest() {
        let told = |id: &str| {
            let mut headers = HeaderMap::new();
            headers.insert("last-event-id", id.parse().expect("a header"));
            resumed(&headers, 50)
        };
        assert_eq!([told("20"), told("50"), told("0")], [20, 50, 0]);
        assert_eq!([told("51"), told("-1"), told("x"), told("9999999999999999999")], [50; 4]);
        assert_eq!(resumed(&HeaderMap::new(), 50), 50);
    }
}
