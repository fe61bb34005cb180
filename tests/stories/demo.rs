//! The demonstration, as a person starts it: made-up records, replayed on both engines.

use crate::stories::program::{Place, jishi};
use serde_json::{Value, json};
use std::path::Path;
use std::process::Output;

const COLUMNS: &str =
    "invoice,stock_code,description,quantity,invoice_date,price,customer_id,country\n";
/// Three sales that finish, one that is taken back before anybody moved, each kind of cancellation,
/// and everything that leads to nothing. The last one keeps the others well away from now.
const RECORDS: &str = "\
    500001,85048,GLASS BALL,12,2010-11-01 09:00:00,6.95,13085,United Kingdom\n\
    500001,22041,A GIFT,1,2010-11-01 09:00:00,0,13085,United Kingdom\n\
    500002,85048,GLASS BALL,10,2010-11-01 10:00:00,1,12346,EIRE\n\
    500002,22000,LAMP,2,2010-11-01 10:00:00,0.015,12346,EIRE\n\
    C500003,85048,GLASS BALL,-2,2010-11-20 09:00:00,6.95,13085,United Kingdom\n\
    500004,22000,LAMP,100,2010-12-08 09:00:00,2.55,13085,United Kingdom\n\
    C500005,22000,LAMP,-10,2010-12-08 20:00:00,2.55,13085,United Kingdom\n\
    C500005,99999,NEVER BOUGHT,-1,2010-12-08 20:00:00,3,13085,United Kingdom\n\
    500007,22041,A GIFT,1,2010-12-01 12:00:00,0,12346,EIRE\n\
    A500008,B,Adjust bad debt,1,2010-12-01 12:00:00,-53594.36,,United Kingdom\n\
    C500009,85048,GLASS BALL,-1,2010-12-01 12:00:00,1,,EIRE\n\
    C500010,85048,GLASS BALL,-11,2010-12-01 12:00:00,1,12346,EIRE\n\
    C500011,70000,,-1,2010-12-01 12:00:00,1,12346,EIRE\n\
    500012,33333,BOWL,5,2010-12-01 13:00:00,2,14000,Sweden\n\
    C500013,33333,BOWL,-5,2010-12-01 13:10:00,2,14000,Sweden\n\
    500006,85048,GLASS BALL,1,2010-12-30 09:00:00,1,,United Kingdom\n";

fn demo(store: &str, records: &Path) -> Output {
    let listen = ["--listen", "127.0.0.1:0", "--json", "--no-serve"];
    let mut demo = jishi();
    demo.args(["demo", "--store", store, "--records"]).arg(records).args(listen);
    demo.output().expect("jishi starts")
}

fn said(output: &Output) -> Value {
    let complained = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{complained}");
    serde_json::from_slice(&output.stdout).expect("one JSON object")
}

/// The members of an object that are asked for.
fn some(of: &Value, names: &[&str]) -> Value {
    let member = |name: &&str| ((*name).to_owned(), of.get(name).cloned().unwrap_or_default());
    Value::Object(names.iter().map(member).collect())
}

fn check_counts(told: &Value) {
    let names = ["invoices", "deals", "refunds", "told", "lines_refunded", "lines_told"];
    let wanted = json!({
        "invoices": 13, "deals": 4, "refunds": 3,
        "told": {
            "no-customer": 1, "sum-not-positive": 1, "adjustment": 1,
            "cancellation-without-customer": 1, "cancellation-without-purchase": 1,
            "cancellation-exceeds-paid": 1,
        },
        "lines_refunded": 3,
        "lines_told": { "cancellation-without-purchase": 2, "cancellation-exceeds-paid": 1 },
    });
    assert_eq!(some(told, &names), wanted);
    let names =
        ["lines", "firms", "listings", "codes_without_a_price", "export_deals", "told_invoices"];
    let wanted = json!({
        "lines": 16, "firms": 6, "listings": 5, "codes_without_a_price": 2, "export_deals": 2,
        "told_invoices": 6,
    });
    assert_eq!(some(told, &names), wanted);
}

fn check_money(told: &Value) {
    let wanted = json!({
        "GBP": {
            "money_in": "358.43", "returned": "0.00", "held": "0.00", "released": "308.10",
            "refunded": "49.40", "fees": "0.93",
        },
        "USD": {
            "money_in": "7035.00", "returned": "0.00", "held": "7035.00", "released": "0.00",
            "refunded": "0.00", "fees": "0.00",
        },
    });
    assert_eq!(told.get("money"), Some(&wanted));
    let names = [
        "finished",
        "credit_facts",
        "money_adds_up",
        "trial_balance_is_zero",
        "chain_is_verified",
        "problems",
    ];
    let wanted = json!({
        "finished": 3, "credit_facts": 6, "money_adds_up": true, "trial_balance_is_zero": true,
        "chain_is_verified": true, "problems": [],
    });
    assert_eq!(some(told, &names), wanted);
}

/// The first start replays, the second opens the same store, and `verify` finds nothing wrong.
fn replay_twice(place: &Place, store: &str) {
    let records = place.path("records.csv");
    std::fs::write(&records, format!("{COLUMNS}{RECORDS}")).expect("the records");
    let told = said(&demo(store, &records));
    check_counts(&told);
    check_money(&told);
    let again = said(&demo(store, &records));
    assert_eq!(again.get("deals"), None, "{again}");
    let sign_ins = again.get("sign_ins").and_then(Value::as_array).expect("sign-ins");
    assert_eq!(sign_ins.len(), 6);
    let verify = jishi().args(["verify", "--json", "--store", store]).output();
    let verified = said(&verify.expect("jishi starts"));
    assert_eq!(verified.get("ok"), Some(&Value::Bool(true)), "{verified}");
}

#[test]
fn made_up_records_are_replayed_to_the_last_penny_on_sqlite() {
    let place = Place::new();
    replay_twice(&place, &place.sqlite());
}

#[test]
fn made_up_records_are_replayed_to_the_last_penny_on_postgres() {
    replay_twice(&Place::new(), &testkit::fresh_database());
}

#[test]
fn a_bad_file_is_refused_with_every_mistake_before_the_store_is_touched() {
    let place = Place::new();
    let records = place.path("records.csv");
    let bad = "1,2,three,4.5,2010-01-05 06:00:00,7.5,8,USA\n1,2\n";
    std::fs::write(&records, format!("{COLUMNS}{RECORDS}{bad}")).expect("the records");
    let refused = demo(&place.sqlite(), &records);
    assert_eq!(refused.status.code(), Some(1), "{refused:?}");
    let complaint = String::from_utf8_lossy(&refused.stderr);
    assert!(complaint.contains("2 mistakes"), "{complaint}");
    for mistake in ["line 18: quantity \"4.5\" is not a whole number", "line 19: 2 columns"] {
        assert!(complaint.contains(mistake), "{complaint}");
    }
    assert!(!place.path("market").exists());
}

#[test]
fn an_empty_store_is_as_good_as_none() {
    let place = Place::new();
    let records = place.path("records.csv");
    std::fs::write(&records, format!("{COLUMNS}{RECORDS}")).expect("the records");
    let store = place.sqlite();
    let migrated = jishi().args(["migrate", "--store", &store]).output().expect("jishi starts");
    assert!(migrated.status.success(), "{migrated:?}");
    check_counts(&said(&demo(&store, &records)));
}
