//! Whether all that was answered is there, once.

use super::bank::Bank;
use super::book::{Book, Kept};
use super::http::Ask;
use super::left::Left;
use super::stage::Stage;
use super::traffic::{Courier, Traffic};
use crate::market::options;
use crate::verify::verify;
use anyhow::{Context, Result, anyhow};
use kernel::{Actor, Currency, Desk, Id, Limit};
use ledger::{Account, Purpose};
use rand::Rng;
use rand_chacha::ChaCha12Rng;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;
use store::{Address, LeafMark, Store};
use tokio::task::JoinSet;

/// Who looks at the work list.
pub(super) const CLERK: Actor = Actor::Clerk { person: Id::new(69), desk: Desk::Operator };
/// Of what was answered last, so much is asked again after each blow, which may take it away.
const LATEST: usize = 64;
/// And so much of all before.
const EARLIER: usize = 32;
/// Requests asked again at once.
const AT_ONCE: usize = 16;
/// Events read at a time.
const EVENTS_AT_A_TIME: i64 = 1_000;

/// Asks a sample of what was answered again.
pub(super) async fn a_sample(traffic: &Traffic, rng: &mut ChaCha12Rng) {
    let all = traffic.book.answered();
    let latest = all.len().saturating_sub(LATEST);
    let mut sample: Vec<Arc<Kept>> = all[latest..].to_vec();
    if latest > 0 {
        sample.extend((0..EARLIER).map(|_| Arc::clone(&all[rng.random_range(0..latest)])));
    }
    ask_again(&traffic.courier, &traffic.book, sample).await;
}

/// Asks everything again, and compares each buyer's deals with the answers they got.
pub(super) async fn all_over_http(
    stage: &Stage,
    book: &Arc<Book>,
    courier: &Courier,
    left: &Left,
) -> Result<()> {
    let all = book.answered();
    ask_again(courier, book, all.clone()).await;
    for pair in &stage.pairs {
        // The last answer about a deal stands.
        let there = deals(courier, &pair.buyer).await?;
        let of_buyer = all.iter().filter(|kept| kept.ask.token == pair.buyer);
        let told: Deals = of_buyer.filter_map(|kept| last_told(kept)).collect();
        compare(book, &told, &there, left);
    }
    Ok(())
}

/// Deals with the stage that they have come to.
type Deals = BTreeMap<String, String>;

fn last_told(kept: &Kept) -> Option<(String, String)> {
    let value: Value = serde_json::from_str(&kept.body).ok()?;
    deal_and_stage(&value)
}

fn deal_and_stage(value: &Value) -> Option<(String, String)> {
    let stage = value.get("tracks")?.get("stage")?;
    Some((value.get("deal")?.as_str()?.to_owned(), stage.as_str()?.to_owned()))
}

fn compare(book: &Book, told: &Deals, there: &Deals, left: &Left) {
    for (deal, stage) in told {
        match there.get(deal) {
            Some(now) if now == stage || left.may_go_on(deal) => {}
            Some(now) => book.lost(format!("{deal} was {stage} and is {now}")),
            None => book.lost(format!("{deal} is not there")),
        }
    }
    let strange = there.keys().filter(|deal| !told.contains_key(*deal));
    strange.for_each(|deal| book.doubled(format!("{deal}, of which nobody was told")));
}

async fn ask_again(courier: &Courier, book: &Arc<Book>, sample: Vec<Arc<Kept>>) {
    let mut sample = sample.into_iter().enumerate();
    let mut looks = JoinSet::new();
    loop {
        while looks.len() < AT_ONCE {
            let Some((nth, kept)) = sample.next() else { break };
            let (courier, book) = (courier.clone(), Arc::clone(book));
            looks.spawn(async move { look(&courier, &book, &kept, nth).await });
        }
        if looks.join_next().await.is_none() {
            return;
        }
    }
}

/// The same request must give the same answer and say that it did before.
async fn look(courier: &Courier, book: &Book, kept: &Kept, nth: usize) {
    book.look();
    let Ask { path, key, .. } = &kept.ask;
    match courier.ask(&kept.ask, nth).await {
        Ok(again) if again.was_replayed && again.body == kept.body => {}
        Ok(again) => {
            let (status, replayed) = (again.status, again.was_replayed);
            book.lost(format!("{path} {key}: {status}, replayed {replayed}: {}", again.body));
        }
        Err(error) => book.violation(format!("{error:#}")),
    }
}

/// A buyer's deals.
async fn deals(courier: &Courier, buyer: &str) -> Result<Deals> {
    let mut deals = Deals::new();
    let mut path = "/api/v1/deals?limit=200".to_owned();
    loop {
        let answer = courier.read(&path, buyer).await?;
        let page: Value = serde_json::from_str(&answer.body)?;
        let rows = page.get("rows").and_then(Value::as_array).context("a list without rows")?;
        deals.extend(rows.iter().filter_map(deal_and_stage));
        match page.get("next").and_then(Value::as_i64) {
            Some(next) => path = format!("/api/v1/deals?limit=200&after={next}"),
            None => return Ok(deals),
        }
    }
}

/// Opens the store and verifies it; tells how many events there are.
/// The ledger's mirror must be what the bank has, and nothing of it for a clerk.
pub(super) async fn in_the_store(address: &Address, book: &Book, bank: &Bank) -> Result<u64> {
    let store = Store::open(address, options())?;
    beside_the_bank(&store, book, bank).await?;
    let findings = verify(&store).await?;
    for problem in findings.problems {
        book.violation(problem);
    }
    let events = count_events(&store, book).await;
    store.close();
    events
}

async fn beside_the_bank(store: &Store, book: &Book, bank: &Bank) -> Result<()> {
    let look = |tx: &mut store::Tx<'_>| {
        let mirror = Account::new(custody::CUSTODIAN, Purpose::Bank, Currency::USD);
        let listed = custody::differences(tx, &CLERK, None, Limit::clamp(Limit::MOST))?.rows;
        Ok((ledger::balance(tx, mirror)?.posted.negated().minor, listed))
    };
    let seen = store.read("torture.bank", look).await;
    let (mirror, listed) = seen.map_err(|stop| anyhow!("looking at the bank: {stop:?}"))?;
    if mirror != bank.balance {
        book.violation(format!("the bank has {} and the ledger {mirror}", bank.balance));
    }
    for line in listed {
        book.violation(format!("a clerk must look at {line:?}"));
    }
    Ok(())
}

/// Events stand in their buckets at 1, 2, 3 and so on: a follower goes by these positions and would
/// not come back for one that was left out.
async fn count_events(store: &Store, book: &Book) -> Result<u64> {
    let mut mark = LeafMark { batch: 0, bucket: 0, position: 0 };
    let mut last: BTreeMap<i64, i64> = BTreeMap::new();
    let mut count = 0;
    loop {
        let page =
            move |tx: &mut store::Tx<'_>| store::leaves(tx, mark, i64::MAX, EVENTS_AT_A_TIME);
        let page = store.read("torture.events", page).await;
        let page = page.map_err(|stop| anyhow!("reading events: {stop:?}"))?;
        let Some((next, _)) = page.last() else { return Ok(count) };
        mark = *next;
        for (place, _) in page {
            let before = last.insert(place.bucket, place.position).unwrap_or(0);
            if place.position != before + 1 {
                let LeafMark { bucket, position, .. } = place;
                book.violation(format!("bucket {bucket}: event {position} after {before}"));
            }
            count += 1;
        }
    }
}
