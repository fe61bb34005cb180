//! The operator's people are told by letter that something waits, and find it at their desk.

use super::market::{Ask, Market, Trader, text, wait_for};
use super::sanctions::load_list;
use super::walls::{clerk, clerks};
use serde_json::{Value, json};
use std::time::Duration;

const DESK: &str = "/api/v1/desk";
const HOUR: Duration = Duration::from_secs(3_600);

/// The letters about the desk that have arrived at a contact.
fn letters(market: &Market, contact: &str) -> usize {
    let path = format!("/letters?contact={contact}");
    let page = market.ask(&Ask { path: &path, ..Ask::default() }).text;
    page.matches("work waits at your desk").count()
}

fn wait_for_letters(market: &Market, contact: &str, count: usize) {
    wait_for("a letter to the desk", || (letters(market, contact) == count).then_some(()));
}

fn queue(clerk: &Trader<'_>, name: &str) -> Option<Value> {
    let rows = clerk.get(DESK);
    let rows = rows.as_array().expect("queues").clone();
    rows.into_iter().find(|row| row["queue"] == name)
}

/// What the desk answers to whoever holds the token.
fn status(market: &Market, token: &str) -> u16 {
    market.ask(&Ask { path: DESK, token, ..Ask::default() }).status
}

fn an_officer_hears_of_a_name(mut market: Market) {
    let officer_token = clerk(&market, clerks::OFFICER);
    let officer = Trader::known(&market, "officer", &officer_token);
    let operator = Trader::known(&market, "operator", &clerk(&market, clerks::OPERATOR));
    assert_eq!(queue(&officer, "names").expect("a queue")["count"], 0);

    let listed = Trader::sign_up(&market, "Ocean-Lantern-Shipping", "lantern@example.cn", "CN");
    for contact in [clerks::OFFICER, clerks::SECOND_OFFICER] {
        wait_for_letters(&market, contact, 1);
    }
    // The firm's name and its owner's.
    let names = queue(&officer, "names").expect("a queue");
    assert_eq!((&names["count"], &names["path"]), (&json!(2), &json!("/desk/sanctions")));
    assert!(!text(&names, "since").is_empty());

    // What is not a desk's is neither told to it nor shown, and a firm has no desk.
    assert_eq!(queue(&operator, "names"), None);
    assert_eq!((status(&market, &listed.token), status(&market, "")), (404, 401));
    let cookie = format!("jishi_session={officer_token}");
    let page = market.ask(&Ask { path: "/desk", cookie: &cookie, ..Ask::default() });
    assert!(page.status == 200 && page.text.contains("Name checks"), "{}", page.text);

    // It is still there a day later, so it is told again. A letter names nobody.
    market.start_ahead(25 * HOUR);
    wait_for_letters(&market, clerks::OFFICER, 1);
    let path = format!("/letters?contact={}", clerks::OFFICER);
    let page = market.ask(&Ask { path: &path, ..Ask::default() }).text;
    assert!(page.contains("Name checks: 2") && !page.to_lowercase().contains("lantern"));
    assert_eq!(letters(&market, clerks::OPERATOR), 0);
    market.verify();
}

#[test]
fn an_officer_hears_of_a_name_by_letter_on_sqlite() {
    an_officer_hears_of_a_name(Market::on_sqlite_after(load_list));
}

#[test]
fn an_officer_hears_of_a_name_by_letter_on_postgres() {
    an_officer_hears_of_a_name(Market::on_postgres_after(load_list));
}
