//! The recipe of docs/CHECKPOINT.md, run as a stranger runs it.

use crate::market::{Market, Setup, options};
use crate::outside::Outside;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use kernel::{Currency, Id, Timestamp};
use ledger::{Account, Purpose, Transfer};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use store::clock::SetClock;
use store::{Address, Options, Store};
use tower::ServiceExt;
use web::Place;

const DOCUMENT: &str = include_str!("../../../docs/CHECKPOINT.md");

fn recipe() -> &'static str {
    let begin = DOCUMENT.split_once("```python\n").expect("a recipe").1;
    begin.split_once("```").expect("its end").0
}

async fn get(routes: &axum::Router, path: &str) -> String {
    let request = Request::get(path).body(Body::empty()).expect("a request");
    let answer = routes.clone().oneshot(request).await.expect("an answer");
    assert_eq!(answer.status(), 200, "{path}");
    let bytes = to_bytes(answer.into_body(), 1 << 24).await.expect("a body");
    String::from_utf8(bytes.to_vec()).expect("text")
}

/// What the recipe says of a folder, and whether it is content.
fn run(folder: &Path) -> (bool, String) {
    let script = folder.join("recipe.py");
    std::fs::write(&script, recipe()).expect("written");
    let done = Command::new("python3").arg(&script).arg(folder).output().expect("Python 3");
    let told = [done.stdout, done.stderr].concat();
    (done.status.success(), String::from_utf8_lossy(&told).trim().to_owned())
}

/// Three days of postings, each closed by its checkpoint.
async fn written(store: &Store, clock: &SetClock) {
    for day in 0..3_i64 {
        let day_begins = Timestamp::from_micros(1_772_452_800_000_000).plus_days(day);
        clock.set(day_begins);
        for nth in 0..(5 + day * 4) {
            let post = move |tx: &mut store::Tx<'_>| {
                let from = Account::new(Id::new(1), Purpose::Bank, Currency::USD);
                let to = Account::new(Id::new(9), Purpose::Wallet, Currency::USD);
                let transfer = Transfer::between(tx.id(), from, to, nth + 1, "test");
                ledger::post_new(tx, &transfer).map(|_| ())
            };
            store.write("post", post).await.expect("posted");
        }
        ledger::jobs::make_checkpoint(store).await.expect("made").expect("a checkpoint");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_makes_the_checkpoints_again_and_finds_a_changed_leaf() {
    let folder = tempfile::tempdir().expect("a folder");
    let clock = SetClock::at(Timestamp::from_micros(1_772_452_800_000_000));
    let address = Address::Sqlite(folder.path().join("jishi.db"));
    let set = Options { clock: Some(Arc::new(clock.clone())), ..options() };
    let store = Store::open(&address, set).expect("a store");
    written(&store, &clock).await;
    let place = Place {
        name: "Market".to_owned(),
        name_zh: "集市".to_owned(),
        url: "http://127.0.0.1".to_owned(),
        zone: "Asia/Shanghai".to_owned(),
        is_simulated: false,
    };
    let at = folder.path().to_owned();
    let setup = Setup { place, rates: (0, 0), folder: at, outside: Outside::default() };
    let market = Market::new(store, setup).expect("a market");
    let routes = market.routes().0.with_state(market.app.clone());
    let saved = folder.path().join("saved");
    std::fs::create_dir(&saved).expect("a folder");
    let kept = get(&routes, "/api/v1/checkpoints?limit=200").await;
    assert!(!kept.contains("minor"), "the totals are not public");
    std::fs::write(saved.join("checkpoints.json"), &kept).expect("saved");
    for day in ["2026-03-02", "2026-03-03", "2026-03-04"] {
        let leaves = get(&routes, &format!("/checkpoints/{day}/leaves")).await;
        std::fs::write(saved.join(format!("{day}.txt")), leaves).expect("saved");
    }
    assert_eq!(run(&saved), (true, "3 checkpoints hold".to_owned()));
    let path = saved.join("2026-03-03.txt");
    let leaves = std::fs::read_to_string(&path).expect("leaves");
    let digit = if leaves.starts_with('0') { "1" } else { "0" };
    std::fs::write(&path, format!("{digit}{}", &leaves[1..])).expect("changed");
    let changed = run(&saved);
    assert_eq!(changed, (false, "2026-03-03: the leaves are not those of the root".to_owned()));
    std::fs::write(&path, &leaves).expect("put back");
    let other = kept.replacen("\"to_batch\":", "\"to_batch\":1", 1);
    std::fs::write(saved.join("checkpoints.json"), other).expect("changed");
    assert_eq!(run(&saved), (false, "2026-03-04: its hash is another one".to_owned()));
    market.app.store().close();
}
