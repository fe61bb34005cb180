//! A Swedish buyer asks in Swedish, a clerk looks, ten sellers quote and the eleventh hears why
//! not; the buyer compares by fit and takes two quotes: two deals.

use super::market::{Ask, Market, Trader, text, wait_for};
use super::walls::clerks;
use serde_json::{Value, json};

fn in_days(days: i64) -> String {
    let now = jiff::Timestamp::now();
    (now + jiff::SignedDuration::from_hours(24 * days)).to_string()
}

pub(super) fn wanted() -> Value {
    json!({ "title": "30 000 par merinostrumpor", "lang": "sv", "destination": "SEGOT",
        "text": "Vi behöver strumpor i fyra storlekar, med vårt band.",
        "lines": [{ "what": "Merino crew socks", "quantity": 30_000, "unit": "PR",
            "specs": [{ "name": "Material", "value": "merino" },
                { "name": "Packing", "value": "200 a carton" }],
            "target": { "price": "0.62", "currency": "USD" } }] })
}

/// A quote whose price rises with how well it fits.
pub(super) fn quote(price: &str, meets: [&str; 2]) -> Value {
    let answer = |meets: &str| json!({ "meets": meets, "note": "100 a carton" });
    json!({ "currency": "USD", "incoterm": "FOB", "place": "CNNGB", "transport": "sea",
        "lead_time_d": 25, "valid_until": in_days(20),
        "parts": [{ "share_bps": 3_000, "due": "before_production" },
            { "share_bps": 7_000, "due": "before_shipment" }],
        "lines": [{ "line": 1, "tiers": [{ "min_quantity": 1_000, "price": price }],
            "answers": meets.map(answer) }] })
}

pub(super) fn clerk(market: &Market) -> String {
    let by = json!({ "contact": clerks::OPERATOR, "password": clerks::PASSWORD });
    text(&Trader::stranger(market, "desk").post("/api/v1/sessions", by), "token")
}

/// Eleven sellers; the first lists what is asked for.
fn sellers(market: &Market) -> Vec<Trader<'_>> {
    let names = ["Lan", "Wei", "Hua", "Jun", "Mei", "Bo", "Ping", "Tao", "Xia", "Yun", "Zhen"];
    let sellers: Vec<_> = names
        .into_iter()
        .map(|name| {
            let contact = format!("{}@example.cn", name.to_lowercase());
            Trader::sign_up(market, name, &contact, "CN")
        })
        .collect();
    sellers[0].post(
        "/api/v1/products",
        json!({ "title": "Merino crew socks", "title_lang": "en", "unit": "PR",
            "currency": "USD", "moq": 500, "lead_time_d": 20,
            "tiers": [{ "min_quantity": 500, "price": "0.80" }] }),
    );
    sellers
}

fn a_request_gets_ten_quotes(market: &Market) {
    let buyer = Trader::sign_up(market, "Elsa", "elsa@example.se", "SE");
    let sellers = sellers(market);
    let draft = buyer.post("/api/v1/requests", wanted());
    let path = format!("/api/v1/requests/{}", text(&draft, "id"));
    let sent = buyer.post(&format!("{path}/submissions"), json!({}));
    assert_eq!(sent["state"], "review", "{sent}");
    let desk = Trader::known(market, "desk", &clerk(market));
    assert_eq!(desk.rows("/api/v1/request-reviews")[0]["id"], draft["id"]);
    let opened = desk.post(&format!("{path}/reviews"), json!({}));
    assert_eq!((&opened["state"], &opened["text"]), (&json!("open"), &draft["text"]));
    // The one who can serve it hears of it, with the arithmetic.
    let lead = wait_for("lead", || sellers[0].rows("/api/v1/leads").pop());
    let points = lead["why"]["arithmetic"].as_array().expect("points");
    let sum: i64 = points.iter().filter_map(|one| one["points"].as_i64()).sum();
    assert_eq!(lead["why"]["points"], sum);
    assert!(sellers[1].rows("/api/v1/leads").is_empty());
    let (best, revised) = fill(&path, &buyer, &sellers);
    // Two sellers share it: two deals, and nothing beyond what was asked.
    let take = |quote: &Value, quantity: i64| {
        let path = format!("{path}/quotes/{}/acceptances", text(quote, "id"));
        (path, json!({ "lines": [{ "line": 1, "quantity": quantity }] }))
    };
    let (to, body) = take(&best, 20_000);
    let deal = text(&buyer.post(&to, body.clone()), "deal");
    assert_eq!(buyer.is_refused(&to, &body).1, "request-quote-accepted");
    let (to, more) = take(&revised, 10_001);
    assert_eq!(buyer.is_refused(&to, &more).1, "request-more-than-asked");
    buyer.post(&to, take(&revised, 10_000).1);
    assert_eq!(buyer.get(&path)["state"], "awarded");
    let seen = sellers[0].get(&format!("/api/v1/deals/{deal}"));
    assert_eq!(seen["terms"]["total"]["amount"], "14000.00", "{seen}");
    let page = market.ask(&Ask {
        path: &format!("/requests/{}", text(&draft, "id")),
        cookie: &format!("jishi_session={}", buyer.token),
        ..Ask::default()
    });
    assert!(page.text.contains("Vi behöver strumpor") && page.text.contains("lang=\"sv\""));
}

/// Ten of eleven sellers quote, and the eleventh hears why not; one revision, no second; the buyer
/// sees the best fit first, however the prices are. Gives the best quote, and the one that was
/// revised.
pub(super) fn fill(path: &str, buyer: &Trader<'_>, sellers: &[Trader<'_>]) -> (Value, Value) {
    let quotes = format!("{path}/quotes");
    let cheap = quote("0.40", ["no", "alternative"]);
    for seller in &sellers[1..10] {
        seller.post(&quotes, cheap.clone());
    }
    let best = sellers[0].post(&quotes, quote("0.70", ["yes", "yes"]));
    let eleventh = sellers[10].is_refused(&quotes, &cheap);
    assert_eq!(eleventh, (422, "request-full".to_owned()));
    let seen = sellers[10].get(path);
    assert_eq!((&seen["state"], &seen["quotes"]), (&json!("full"), &json!([])));
    assert!(seen["lines"][0].get("target").is_none(), "{seen}");
    // One revision, no second.
    let revised = sellers[1].post(&quotes, quote("0.45", ["yes", "no"]));
    let again = sellers[1].is_refused(&quotes, &cheap);
    assert_eq!(again, (422, "request-revisions-used".to_owned()));
    let first = |order: &str| {
        let rows = buyer.rows(&format!("{quotes}?order={order}"));
        assert_eq!(rows.len(), 10);
        rows[0]["quote"]["id"].clone()
    };
    assert_eq!(first("fit"), best["id"]);
    assert_ne!(first("price"), best["id"]);
    (best, revised)
}

#[test]
fn ten_sellers_quote_to_a_request_and_two_share_it_on_sqlite() {
    let market = Market::on_sqlite_after(clerks::make);
    a_request_gets_ten_quotes(&market);
    market.verify();
}

#[test]
fn ten_sellers_quote_to_a_request_and_two_share_it_on_postgres() {
    let store = testkit::fresh_database();
    clerks::make(&store);
    let market = Market::on(super::program::Place::new(), store);
    a_request_gets_ten_quotes(&market);
    market.verify();
}
