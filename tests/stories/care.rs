//! What an operator does for a market: copies it, puts a copy in place, counts anew.

use super::market::{Market, Trader, text, wait_for};
use super::program::{Place, jishi};
use serde_json::{Value, json};
use std::fs;
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;
use std::process::Output;

/// A traded offer, two amounts given back on the way.
fn trade(market: &Market) -> (String, String, String) {
    let seller = Trader::sign_up(market, "Lan", "lan@example.cn", "CN");
    let buyer = Trader::sign_up(market, "Elsa", "elsa@example.se", "SE");
    let offer = json!({ "currency": "USD", "transport": "express", "lead_time_d": 3,
        "lines": [{ "title": "Socks", "unit": "PR", "quantity": 100, "unit_price": "2.00" }] });
    let link = text(&seller.post("/api/v1/deal-links", offer), "url");
    let token = link.rsplit('/').next().expect("a token");
    let done = buyer.post(&format!("/api/v1/deal-links/{token}/acceptances"), json!({}));
    let deal = format!("/api/v1/deals/{}", text(&done, "deal"));
    assert!((0..5).any(|_| buyer.pays_by_bank(&deal, 1)), "the bank rejects everything");
    for amount in ["5.00", "7.00"] {
        let body = json!({ "amount": { "amount": amount, "currency": "USD" },
            "reason": "A bag was torn." });
        seller.post(&format!("{deal}/refunds"), body);
    }
    let shipped = json!({ "carrier": "DHL", "tracking": "JD014600003", "transport": "express" });
    seller.post(&format!("{deal}/shipments"), shipped);
    buyer.post(&format!("{deal}/confirmations"), json!({}));
    (deal, seller.firm.clone(), buyer.token.clone())
}

/// What the seller has to show, once its follower has counted.
fn trust(market: &Market, token: &str, firm: &str) -> Value {
    let reader = Trader::known(market, "Elsa", token);
    let path = format!("/api/v1/firms/{firm}");
    wait_for("counts", || {
        let trust = reader.get(&path)["trust"].clone();
        (trust["finished"] == 1 && trust["refunded"] != 0).then_some(trust)
    })
}

fn run(words: &[&str]) -> Output {
    jishi().args(words).output().expect("jishi starts")
}

fn found(output: &Output) -> Value {
    assert!(output.status.success(), "{output:?}");
    serde_json::from_slice(&output.stdout).expect("one object")
}

fn damage(file: &Path) {
    let length = fs::metadata(file).expect("a file").len();
    let mut file = fs::OpenOptions::new().write(true).open(file).expect("a file");
    file.seek(SeekFrom::Start(length / 2)).expect("its middle");
    file.write_all(&[0xA5; 8_192]).expect("damage");
}

#[test]
fn a_copy_of_a_running_market_is_whole_and_goes_on_elsewhere() {
    let market = Market::on_sqlite();
    let (deal, firm, token) = trade(&market);
    let counted = trust(&market, &token, &firm);
    let before = Trader::known(&market, "Elsa", &token).get(&deal);

    let place = Place::new();
    let (copy, other) = (place.path("copy-2026.11"), place.sqlite());
    let copy_name = copy.display().to_string();
    let backup = ["backup", &copy_name, "--json", "--store", market.store()];
    assert_eq!(found(&run(&backup))["deals"], 1);
    let mut names: Vec<_> = fs::read_dir(&copy)
        .expect("the copy")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a name"))
        .collect();
    names.sort();
    assert_eq!(names, ["files", "jishi.db", "secret.key"], "one file is the whole store");
    assert!(!run(&backup).status.success(), "a copy never takes the place of another");

    let restore = ["restore", &copy_name, "--json", "--store", &other];
    // What a crash has left would be read into the restored store.
    let log = place.path("market/jishi.db-wal");
    fs::create_dir_all(log.parent().expect("a folder")).expect("made");
    fs::write(&log, "what was not brought in").expect("written");
    let refused = run(&restore);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("jishi.db-wal"), "{refused:?}");
    fs::remove_file(&log).expect("moved away");
    assert_eq!(found(&run(&restore))["ok"], true);
    assert!(!run(&restore).status.success(), "a restored store is not replaced");
    let other = Market::on(place, other);
    assert_eq!(Trader::known(&other, "Elsa", &token).get(&deal), before);
    assert_eq!(trust(&other, &token, &firm), counted);
    assert_eq!(
        (other.verify()["ok"].clone(), market.verify()["ok"].clone()),
        (json!(true), json!(true))
    );
}

#[test]
fn a_damaged_copy_is_not_put_in_place() {
    let market = Market::on_sqlite();
    trade(&market);
    let place = Place::new();
    let (copy, store) = (place.path("copy"), place.sqlite());
    let copy_name = copy.display().to_string();
    found(&run(&["backup", &copy_name, "--json", "--store", market.store()]));
    damage(&copy.join("jishi.db"));
    let output = run(&["restore", &copy_name, "--store", &store]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(!output.stderr.is_empty(), "{output:?}");
    assert!(!place.path("market/jishi.db").exists(), "{output:?}");
}

/// Trades with a refund are counted, not refunds, and counting anew comes to the same.
fn count_anew(mut market: Market) {
    let (_, firm, token) = trade(&market);
    let counted = trust(&market, &token, &firm);
    assert_eq!((counted["finished"].clone(), counted["refunded"].clone()), (json!(1), json!(1)));
    market.stop();
    let output = run(&["rebuild", "--store", market.store()]);
    assert!(output.status.success(), "{output:?}");
    market.start();
    assert_eq!(trust(&market, &token, &firm), counted);
    assert_eq!(market.verify()["ok"], true);
}

#[test]
fn counting_anew_comes_to_the_same_on_sqlite() {
    count_anew(Market::on_sqlite());
}

#[test]
fn counting_anew_comes_to_the_same_on_postgres() {
    count_anew(Market::on_postgres());
}
