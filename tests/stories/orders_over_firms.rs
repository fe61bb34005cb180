//! A court's order over a firm, by program: it holds at once, its paper follows, an officer's look
//! into the wallets is said first, and two officers loosen it.

use super::market::{Ask, Market, Trader, text};
use super::walls::{clerk, clerks};
use serde_json::{Value, json};

const ORDERS: &str = "/api/v1/desk/orders";

/// The second officer agrees to what waits.
fn agree(second: &Trader<'_>) {
    let waits = second.rows("/api/v1/desk/acts").pop().expect("an act that waits");
    let path =
        format!("/api/v1/desk/acts/{}/{}/answers", text(&waits, "about"), text(&waits, "id"));
    assert_eq!(second.post(&path, json!({ "agree": true }))["state"], "agreed");
}

#[test]
fn an_order_over_a_firm_is_recorded_read_and_lifted_by_program() {
    let market = Market::on_sqlite_after(clerks::make);
    let seller = Trader::sign_up(&market, "Norr", "norr@example.se", "SE");
    let officer = Trader::known(&market, "officer", &clerk(&market, clerks::OFFICER));
    let second = Trader::known(&market, "second", &clerk(&market, clerks::SECOND_OFFICER));
    let firm = seller.firm.clone();
    let order = |kind: &str| {
        json!({ "firm": firm, "kind": kind, "authority": "District Court of Malmö",
            "reference": "T 12-26", "ordered_on": "2026-03-01" })
    };
    let no = officer.is_refused(ORDERS, &order("seizure"));
    assert_eq!(no, (422, "screening-order-kind".to_owned()));
    assert_eq!(seller.is_refused(ORDERS, &order("bankruptcy")).0, 404, "officers alone");
    let stands = officer.post(ORDERS, order("bankruptcy"));
    let path = format!("{ORDERS}/{firm}/{}", text(&stands, "id"));
    let acts = format!("{path}/acts");

    // The firm is told who ordered it, and its money stays.
    let amount = json!({ "amount": "1.00", "currency": "USD" });
    let withdrawal = json!({ "amount": amount, "account": "SE45 5000" });
    let no = seller.is_refused("/api/v1/wallet/withdrawals", &withdrawal);
    assert_eq!(no, (422, "custody-stopped-by-order".to_owned()));

    // Its paper comes by post, and is kept once.
    let paper = |by: &Trader<'_>, key: &str, text: &str| {
        let path = format!("{path}/paper?name=order.pdf");
        let body = Some(Value::String(text.to_owned()));
        let (method, token) = ("POST", by.token.as_str());
        market.ask(&Ask { method, path: &path, token, key, body, ..Ask::default() })
    };
    assert_eq!(paper(&officer, "no-pdf", "an order").status, 422);
    assert_eq!(paper(&seller, "not-theirs", "%PDF-1.4 an order\n%%EOF\n").status, 404);
    let scan = format!("%PDF-1.4 {}\n%%EOF\n", "an order ".repeat(120_000));
    for was_replayed in [false, true] {
        let added = paper(&officer, "paper", &scan);
        assert_eq!((added.status, added.was_replayed), (201, was_replayed), "{added:?}");
        assert_eq!(added.json()["paper"], "order.pdf");
    }
    let other = paper(&officer, "other-paper", "%PDF-1.4 another order\n%%EOF\n");
    assert_eq!(text(&other.json(), "code"), "screening-paper-there");

    // What lies in the wallets is read after a look that is written down.
    let pay = json!({ "act": "pay", "amount": amount, "reasons": "Letter of 4 March" });
    assert_eq!(officer.is_refused(&acts, &pay), (422, "screening-look-first".to_owned()));
    assert!(officer.get(&path).get("has").is_none());
    officer.post(&acts, json!({ "act": "look" }));
    assert!(officer.get(&path)["has"].is_array());
    assert!(second.get(&path).get("has").is_none(), "who has not looked");

    // Two officers name the administrator's account, and lift the order.
    let account = json!({ "act": "account", "holder": "Advokat Ek",
        "number": "DE89370400440532013000" });
    officer.post(&acts, account);
    agree(&second);
    assert_eq!(officer.get(&path)["account"]["holder"], "Advokat Ek");
    assert_eq!(officer.is_refused(&acts, &pay), (422, "screening-not-that-much".to_owned()));
    officer.post(&acts, json!({ "act": "lift", "reasons": "Judgement of 2 March, T 12-26." }));
    assert_eq!(officer.rows(ORDERS).len(), 1, "it waits for the second");
    agree(&second);
    assert!(officer.rows(ORDERS).is_empty());
    let lifted = officer.get(&path);
    assert_eq!((&lifted["is_standing"], lifted.get("has")), (&json!(false), None), "no more looks");
    market.verify();
}
