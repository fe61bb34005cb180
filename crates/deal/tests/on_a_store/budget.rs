//! How many statements a trade takes: the hot path keeps to its budget.

use super::{Market, migrations, open};
use testkit::{Log, fresh_counted};

/// What ran since the last call: questions, changes that answer, other writes.
fn take(log: &Log) -> [usize; 3] {
    let mut all = log.take();
    // A writer asks once for each bucket of events that it has not seen.
    all.retain(|sql| !sql.starts_with("SELECT position FROM event_bucket"));
    let count = |wanted: fn(&str) -> bool| all.iter().filter(|sql| wanted(sql)).count();
    let reads = count(|sql| sql.starts_with("SELECT"));
    let changes = count(|sql| sql.contains("RETURNING"));
    [reads, changes, all.len() - reads - changes]
}

/// A market whose writer keeps a log.
async fn counted() -> (Market, Log) {
    let (fresh, log) = fresh_counted(migrations(), deal::jobs::REACTIONS.to_vec());
    (open(fresh).await, log)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_hot_path_keeps_to_its_budget() {
    let (market, log) = counted().await;
    market.top_up(market.buyer, 10_000).await;
    take(&log);
    let id = market.place(100).await.expect("placed").deal;
    let place = take(&log);
    market.pay(id, 1).await.expect("paid");
    let pay = take(&log);
    market.ship(id).await.expect("shipped");
    let ship = take(&log);
    market.confirm(id).await.expect("confirmed");
    let confirm = take(&log);
    // Questions, changes that answer, other writes; among these each commit's event and counter.
    // Who pays is asked for, the deal, and whether anything stops the money.
    let seen = [place, pay, ship, confirm];
    assert_eq!(seen, [[2, 0, 15], [3, 0, 12], [1, 0, 7], [3, 0, 16]], "{seen:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn goods_of_a_stock_cost_two_statements_to_keep_and_three_to_send() {
    let (market, log) = counted().await;
    market.top_up(market.buyer, 10_000).await;
    let (by, id) = (market.seller, market.socks);
    let count = move |tx: &mut store::Tx<'_>| catalog::set_stock(tx, &by, (id, 0), Some(100));
    market.act(count).await.expect("counted");
    take(&log);
    let id = market.place(100).await.expect("placed").deal;
    let place = take(&log);
    market.pay(id, 1).await.expect("paid");
    let pay = take(&log);
    market.ship(id).await.expect("shipped");
    let seen = [place, pay, take(&log)];
    assert_eq!(seen, [[2, 1, 16], [3, 0, 12], [2, 1, 8]], "{seen:?}");
}
