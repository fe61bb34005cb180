//! `jishi bench search`: queries over HTTP against many products, with the same queries in bare
//! tantivy beside them.

use super::asking::ask;
use super::figures::{self, cpu_time, memory_kib, per_second, thousandths};
use super::fixture::{Trader, failed, open_firms};
use super::room::Room;
use super::trades::open;
use super::wares::Wares;
use crate::config::{SearchBench, Settings};
use crate::market::{Market, options};
use crate::output::say_result;
use anyhow::{Result, bail};
use catalog::{NewProduct, ProductKind};
use kernel::{Actor, Id, Role, Scope};
use search::Question;
use serde::Serialize;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};
use store::{Lane, Store};
use tokio::task::JoinSet;

/// Products listed in one closure of the bulk lane.
const LISTED_AT_ONCE: u64 = 40;
/// Closures that wait at once.
const WAITING: usize = 4;
/// Queries that are asked again and again, each a few words of a product.
const QUERIES: u64 = 2_000;
/// Results on a page.
const SHOWN: usize = 24;

#[derive(Serialize)]
struct Figures {
    engine: &'static str,
    products: u64,
    sellers: i64,
    clients: usize,
    queries: u64,
    queries_per_s: u64,
    p50_ms: f64,
    p99_ms: f64,
    slowest_ms: f64,
    /// Of the whole process: client, door, index, store, page.
    cpu_ms_per_query: f64,
    raw_tantivy_cpu_ms_per_query: f64,
    raw_of_ours_percent: u64,
    listing_s: f64,
    indexing_s: f64,
    memory_before_indexing_kib: u64,
    memory_while_indexing_kib: u64,
}

/// Measures and reports.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
pub(crate) async fn run(settings: &Settings, how: &SearchBench) -> Result<ExitCode> {
    let room = Room::beside(&settings.store)?;
    let market = open(&room, Store::open(&room.address, options())?)?;
    let sellers = open_firms(&market, "Seller", how.sellers).await?;
    let began = Instant::now();
    list(&market, &sellers, how.products).await?;
    let listing = began.elapsed();
    let memory_before_indexing_kib = memory_kib();
    let began = Instant::now();
    let (indexed, memory_while_indexing_kib) = index(&market).await?;
    let indexing = began.elapsed();
    if indexed as u64 != how.products {
        bail!("{indexed} of {} products were indexed", how.products);
    }
    let wares = Wares::read()?;
    let queries: Vec<String> = (0..QUERIES).map(|nth| wares.query(nth)).collect();
    let bare = bare(&market, &queries)?;
    let path = |text: &String| Ok(format!("/api/v1/search?{}", form(text)?));
    let paths = queries.iter().map(path).collect::<Result<Vec<String>>>()?;
    let mut asked = ask(&market, paths, how.clients, how.seconds).await?;
    market.app.store().close();
    let (ours_us, bare_us) = (asked.cpu_us(), figures::micros(bare) / QUERIES);
    let figures = Figures {
        engine: super::engine_name(&room.address),
        products: how.products,
        sellers: how.sellers,
        clients: how.clients,
        queries: asked.answers,
        queries_per_s: per_second(asked.answers, asked.took),
        p50_ms: asked.latencies.percentile_ms(500),
        p99_ms: asked.latencies.percentile_ms(990),
        slowest_ms: asked.latencies.percentile_ms(1_000),
        cpu_ms_per_query: thousandths(ours_us),
        raw_tantivy_cpu_ms_per_query: thousandths(bare_us),
        raw_of_ours_percent: bare_us * 100 / ours_us.max(1),
        listing_s: seconds(listing),
        indexing_s: seconds(indexing),
        memory_before_indexing_kib,
        memory_while_indexing_kib,
    };
    say_result(settings.says_json, &figures)?;
    Ok(ExitCode::SUCCESS)
}

fn seconds(took: Duration) -> f64 {
    thousandths(u64::try_from(took.as_millis()).unwrap_or(u64::MAX))
}

/// Lists the products for the sellers in turn, and tells them.
pub(super) async fn list(
    market: &Market,
    sellers: &[Trader],
    count: u64,
) -> Result<Vec<Id<ProductKind>>> {
    let wares = Arc::new(Wares::read()?);
    let mut waiting: JoinSet<kernel::Outcome<Vec<Id<ProductKind>>>> = JoinSet::new();
    let (mut listed, mut from) = (Vec::new(), 0);
    while from < count {
        if waiting.len() >= WAITING
            && let Some(done) = waiting.join_next().await
        {
            listed.extend(done?.map_err(failed)?);
        }
        let until = (from + LISTED_AT_ONCE).min(count);
        let place = usize::try_from(from / LISTED_AT_ONCE)? % sellers.len();
        let firm = Some((sellers[place].firm, Role::Owner));
        let by = Actor::Member { person: Id::new(1), firm, scope: Scope::Full };
        let goods: Vec<NewProduct> = (from..until).map(|nth| wares.product(nth)).collect();
        let store = market.app.store().clone();
        waiting.spawn(async move {
            let act = move |tx: &mut store::Tx<'_>| {
                let list = |new| Ok(catalog::list_product(tx, &by, new)?.card.offer.product);
                goods.iter().map(list).collect()
            };
            store.write_in(Lane::Bulk, "bench.goods", act).await
        });
        from = until;
    }
    while let Some(done) = waiting.join_next().await {
        listed.extend(done?.map_err(failed)?);
    }
    Ok(listed)
}

/// Builds the index and tells how many it holds and the most memory that was seen meanwhile.
#[expect(clippy::disallowed_methods, reason = "a benchmark looks at what another task does")]
async fn index(market: &Market) -> Result<(usize, u64)> {
    let (finder, app) = (Arc::clone(&market.finders.goods), market.app.clone());
    let built = tokio::spawn(async move { finder.build(&app).await });
    let mut most = memory_kib();
    while !built.is_finished() {
        tokio::time::sleep(Duration::from_millis(100)).await;
        most = most.max(memory_kib());
    }
    Ok((built.await?.map_err(failed)?, most))
}

/// The CPU time of bare tantivy for the same queries, one after another.
fn bare(market: &Market, queries: &[String]) -> Result<Duration> {
    let questions: Vec<Question> =
        queries.iter().map(|text| Question { text: text.clone(), ..Question::default() }).collect();
    // Once before, so that dictionary and files are in memory.
    for question in &questions {
        market.finders.goods.find_bare(question, SHOWN)?;
    }
    let before = cpu_time();
    for question in &questions {
        market.finders.goods.find_bare(question, SHOWN)?;
    }
    Ok(cpu_time().saturating_sub(before))
}

fn form(text: &str) -> Result<String> {
    Ok(serde_urlencoded::to_string([("q", text)])?)
}
