//! Trades that were left to themselves: what happens to them by itself must happen, at its time.

use super::book::Book;
use super::traffic::Courier;
use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Trades that are looked at in the end; more prove no more.
const LOOKED_AT_MOST: usize = 2_000;

/// What must happen has so long for it.
const HAPPENS_WITHIN: Duration = Duration::from_secs(60);

/// What is waited for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Until {
    /// A deadline ends it so, at this instant.
    Ends(&'static str, Option<String>),
    /// The inspector has answered.
    Inspected,
    /// The buyer's bank has paid.
    Paid,
    /// Nothing: it may go on as it likes.
    Nothing,
}

/// Who waits for what.
#[derive(Debug, Default)]
pub(super) struct Left {
    deals: Mutex<HashMap<String, (String, Until)>>,
    made_good: AtomicU64,
}

/// What became of all of it.
#[derive(Debug, Default)]
pub(super) struct Ended {
    /// Deadlines that ended a trade, each at its own instant.
    pub(super) by_deadline: u64,
    /// Inspectors' answers.
    pub(super) inspected: u64,
    /// Payments that came by the bank.
    pub(super) by_bank: u64,
    wrong: Vec<String>,
}

impl Left {
    /// Its deadline will end it so.
    pub(super) fn keep(&self, deal: &str, buyer: &str, then: &'static str, due: Option<String>) {
        self.add(deal, buyer, Until::Ends(then, due));
    }

    /// An inspector will answer.
    pub(super) fn inspected(&self, deal: &str, buyer: &str) {
        self.add(deal, buyer, Until::Inspected);
    }

    /// Money will come by the bank.
    pub(super) fn by_bank(&self, deal: &str, buyer: &str) {
        self.add(deal, buyer, Until::Paid);
    }

    /// It was only placed; what becomes of it is looked at elsewhere.
    pub(super) fn told_of(&self, deal: &str, buyer: &str) {
        self.add(deal, buyer, Until::Nothing);
    }

    /// The protection fund has paid for a broken promise.
    pub(super) fn made_good(&self) {
        self.made_good.fetch_add(1, Ordering::Relaxed);
    }

    /// How often it has.
    pub(super) fn times_made_good(&self) -> u64 {
        self.made_good.load(Ordering::Relaxed)
    }

    fn add(&self, deal: &str, buyer: &str, until: Until) {
        self.all().insert(deal.to_owned(), (buyer.to_owned(), until));
    }

    fn all(&self) -> MutexGuard<'_, HashMap<String, (String, Until)>> {
        self.deals.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether a trade may be further than its last answer told.
    pub(super) fn may_go_on(&self, deal: &str) -> bool {
        self.all().contains_key(deal)
    }

    /// Looks at each until all that must have happened has, or it took too long. `now` is an
    /// instant of the market, RFC 3339: what was due by then must have happened.
    #[expect(clippy::disallowed_methods, reason = "followers and timers tell nobody")]
    pub(super) async fn look(&self, courier: &Courier, book: &Book, now: &str) -> Result<Ended> {
        let until = Instant::now() + HAPPENS_WITHIN;
        loop {
            let ended = self.look_once(courier, now).await?;
            if ended.wrong.is_empty() || !book.is_clean() || Instant::now() > until {
                ended.wrong.iter().for_each(|told| book.violation(told.clone()));
                return Ok(ended);
            }
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }

    async fn look_once(&self, courier: &Courier, now: &str) -> Result<Ended> {
        let all = self.all().clone().into_iter();
        let all = all.filter(|(_, (_, until))| *until != Until::Nothing).take(LOOKED_AT_MOST);
        let all: Vec<_> = all.collect();
        let mut ended = Ended::default();
        for (deal, (buyer, until)) in all {
            let path = format!("/api/v1/deals/{deal}");
            let is = match courier.read(&path, &buyer).await {
                Ok(answer) => serde_json::from_str::<Value>(&answer.body)?,
                Err(error) => {
                    ended.wrong.push(format!("{error:#}"));
                    continue;
                }
            };
            let is_so = match until {
                Until::Ends(then, due) => match has_ended(&is, (then, due), now)? {
                    Some(true) => Some(&mut ended.by_deadline),
                    Some(false) => continue,
                    None => None,
                },
                Until::Inspected => is_inspected(&is).then_some(&mut ended.inspected),
                // Money that came after the last day lies in the buyer's wallet.
                Until::Paid if stage(&is) == Some("closed") => continue,
                Until::Paid => (stage(&is) == Some("funded")).then_some(&mut ended.by_bank),
                Until::Nothing => continue,
            };
            match is_so {
                Some(count) => *count += 1,
                None => ended.wrong.push(format!("{deal} is not as it should be by {now}: {is}")),
            }
        }
        Ok(ended)
    }
}

fn text<'a>(value: &'a Value, member: &str) -> Option<&'a str> {
    value.get(member)?.as_str()
}

fn stage(deal: &Value) -> Option<&str> {
    deal.get("tracks").and_then(|tracks| text(tracks, "stage"))
}

/// One inspection was ordered, and one answer came.
fn is_inspected(deal: &Value) -> bool {
    let all = deal.get("inspections").and_then(Value::as_array);
    all.is_some_and(|all| all.len() == 1 && text(&all[0], "state") != Some("ordered"))
}

/// Whether a trade has ended as it should and at the time of its deadline; nothing if it has ended
/// otherwise, or not though its time is over.
fn has_ended(
    deal: &Value,
    (then, due): (&'static str, Option<String>),
    now: &str,
) -> Result<Option<bool>> {
    let due = due.context("a trade without a deadline was left to it")?;
    Ok(match text(deal, "ended_at") {
        Some(at) => (stage(deal) == Some(then) && at == due).then_some(true),
        None => (due.as_str() >= now).then_some(false),
    })
}
