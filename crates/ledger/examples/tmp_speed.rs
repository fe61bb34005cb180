use kernel::{Currency, Id};
use ledger::{Account, Purpose, Transfer};
use std::time::Instant;
use testkit::{Engine, fresh};
fn cpu() -> f64 {
    let s = std::fs::read_to_string("/proc/self/stat").unwrap();
    let f: Vec<&str> = s.rsplit(')').next().unwrap().split_whitespace().collect();
    (f[11].parse::<f64>().unwrap() + f[12].parse::<f64>().unwrap()) / 100.0
}
#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    let owners: i64 = std::env::args().nth(1).map_or(10_000, |a| a.parse().unwrap());
    let total: i64 = std::env::args().nth(2).map_or(300_000, |a| a.parse().unwrap());
    let batch: i64 = 1_000;
    let fresh = fresh(Engine::Sqlite, ledger::MIGRATIONS.to_vec());
    let w = |o: i64| Account::new(Id::new(o), Purpose::Wallet, Currency::USD);
    let bank = Account::new(Id::new(1), Purpose::Bank, Currency::USD);
    for c in 0..(owners / 1000) {
        fresh
            .store
            .write("fund", move |tx| {
                let t: Vec<_> = (0..1000)
                    .map(|i| {
                        Transfer::between(tx.id(), bank, w(10 + c * 1000 + i), 1_000_000, "fund")
                    })
                    .collect();
                ledger::post_all(tx, &t)
            })
            .await
            .unwrap();
    }
    let mut x: u64 = 12345;
    let mut next = move || {
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
        (x >> 1) as i64
    };
    let began = Instant::now();
    let c0 = cpu();
    for _ in 0..(total / batch) {
        let pairs: Vec<(i64, i64)> = (0..batch)
            .map(|_| {
                let a = next() % owners;
                let b = (a + 1 + next() % (owners - 1)) % owners;
                (10 + a, 10 + b)
            })
            .collect();
        fresh
            .store
            .write("bulk", move |tx| {
                let t: Vec<_> = pairs
                    .iter()
                    .map(|&(a, b)| Transfer::between(tx.id(), w(a), w(b), 1, "bulk"))
                    .collect();
                ledger::post_all(tx, &t).map(|p| p.len())
            })
            .await
            .unwrap();
    }
    let s = began.elapsed().as_secs_f64();
    println!(
        "post_all owners={owners}: {:.0}/s wall, {:.2} us cpu/transfer",
        total as f64 / s,
        (cpu() - c0) / total as f64 * 1e6
    );
    let began = Instant::now();
    let c0 = cpu();
    let n = 20_000i64;
    let mut set = tokio::task::JoinSet::new();
    for c in 0..64 {
        let store = fresh.store.clone();
        set.spawn(async move {
            for k in 0..n / 64 {
                let a = 10 + (c * 997 + k * 31) % owners;
                let b = 10 + (c * 997 + k * 31 + 7) % owners;
                store
                    .write("one", move |tx| {
                        let t = Transfer::between(tx.id(), w(a), w(b), 1, "one");
                        ledger::post_new(tx, &t)
                    })
                    .await
                    .unwrap();
            }
        });
    }
    set.join_all().await;
    let s = began.elapsed().as_secs_f64();
    println!(
        "post_new 64 clients: {:.0}/s, {:.2} us cpu",
        n as f64 / s,
        (cpu() - c0) / n as f64 * 1e6
    );
    let began = Instant::now();
    fresh
        .store
        .write("many", move |tx| {
            for k in 0..10_000i64 {
                let a = 10 + k * 31 % owners;
                let b = 10 + (k * 31 + 7) % owners;
                let t = Transfer::between(tx.id(), w(a), w(b), 1, "one");
                ledger::post_new(tx, &t)?;
            }
            Ok(())
        })
        .await
        .unwrap();
    println!("post_new in one closure: {:.2} us", began.elapsed().as_secs_f64() * 1e6 / 10_000.0);
    let began = Instant::now();
    let c = ledger::jobs::make_checkpoint(&fresh.store).await.unwrap().unwrap();
    println!("checkpoint {} leaves: {:.2} s", c.leaves, began.elapsed().as_secs_f64());
    let began = Instant::now();
    let r = ledger::jobs::verify(&fresh.store).await.unwrap();
    println!(
        "verify {} accounts {} postings {} leaves {} problems: {:.2} s",
        r.accounts,
        r.postings,
        r.leaves,
        r.problems.len(),
        began.elapsed().as_secs_f64()
    );
}
