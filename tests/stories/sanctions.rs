//! A firm whose name is on a list of sanctions: an officer sees it, its money stays, and neither
//! the firm nor whoever it trades with reads a word of it anywhere.

use super::market::{Ask, Market, Trader, text, wait_for};
use super::program::jishi;
use super::walls::things::Things;
use super::walls::{NOT_ASKED, api_routes, clerk, clerks, pages};
use serde_json::json;
use std::path::Path;

/// Words that would tell it: of the list, of the entry, of the officer.
const TELLING: [&str; 5] = ["sanction", "xxe.001", "harbour candle", "zebra", "screening"];

pub(super) fn load_list(store: &str) {
    clerks::make(store);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace");
    let list = root.join("crates/screening/tests/lists/consolidated.xml");
    let loaded = jishi()
        .args(["--store", store, "--json", "sanctions", "load"])
        .arg(list)
        .output()
        .expect("the command runs");
    assert!(loaded.status.success(), "{loaded:?}");
    let told: serde_json::Value = serde_json::from_slice(&loaded.stdout).expect("JSON");
    assert_eq!((&told["ok"], &told["entries"]), (&json!(true), &json!(3)));
}

/// Every page and every answer that somebody may read, without the document of the API itself.
fn all_that_is_read(market: &Market, things: &Things, token: &str) -> Vec<(String, String)> {
    let cookie = format!("jishi_session={token}");
    let api = api_routes(market).into_iter().filter(|(_, method)| method == "GET");
    let routes = api.map(|(route, _)| route).chain(pages());
    let asked = routes.filter(|route| {
        !NOT_ASKED.contains(&route.as_str()) && !route.contains("openapi") && route != "/api"
    });
    let mut read = Vec::new();
    for route in asked {
        let path = things.fill(&route);
        let is_page = !route.starts_with("/api/");
        let (token, cookie) = if is_page { ("", cookie.as_str()) } else { (token, "") };
        let answer = market.ask(&Ask { path: &path, token, cookie, ..Ask::default() });
        if answer.status == 200 {
            read.push((route, answer.text.to_lowercase()));
        }
    }
    read
}

#[test]
fn nobody_but_officers_reads_that_a_name_is_on_a_list() {
    let market = Market::on_sqlite_after(load_list);
    let seller = Trader::sign_up(&market, "Ocean-Lantern-Shipping", "lantern@example.cn", "CN");
    let buyer = Trader::sign_up(&market, "Elsa", "elsa@example.se", "SE");
    let things = Things::make(&seller, &buyer);
    let officer = Trader::known(&market, "officer", &clerk(&market, clerks::OFFICER));
    let cases = "/api/v1/desk/sanctions/cases";
    let case = wait_for("a case", || officer.rows(cases).into_iter().next());
    let path = format!("{cases}/{}/{}/acts", text(&case, "firm"), text(&case, "id"));
    officer.post(&path, json!({ "act": "take" }));
    let why = json!({ "act": "uphold", "reasons": "The zebra on its papers." });
    assert_eq!(officer.post(&path, why)["state"], "upheld");
    let amount = json!({ "amount": "1.00", "currency": "USD" });
    let withdrawal = json!({ "amount": amount, "account": "SE45 5000" });
    let refused = seller.is_refused("/api/v1/wallet/withdrawals", &withdrawal);
    assert_eq!(refused, (422, "custody-being-checked".to_owned()));
    for trader in [&seller, &buyer] {
        let read = all_that_is_read(&market, &things, &trader.token);
        assert!(read.len() > 60, "{} were read", read.len());
        for (route, text) in &read {
            for word in TELLING {
                assert!(!text.contains(word), "{word} at {route}");
            }
        }
    }
    market.verify();
}
