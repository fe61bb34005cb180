//! The first safe trade by the API alone: from a code in a letter to a credit fact for each side.
//! Each step is sent twice, and at each step the money adds up.

use super::market::{Market, Trader, text, wait_for};
use serde_json::{Value, json};

/// 20,000 pairs at 0.434.
const TOTAL_MINOR: i64 = 868_000;
/// Two percent of it: twenty pairs are off shade.
const REFUND_MINOR: i64 = 17_360;

fn in_days(days: i64) -> String {
    let now = jiff::Timestamp::now();
    (now + jiff::SignedDuration::from_hours(24 * days)).to_string()
}

/// A deal between two traders.
struct Deal<'a> {
    seller: &'a Trader<'a>,
    buyer: &'a Trader<'a>,
    path: String,
}

impl Deal<'_> {
    /// The deal as both see it: the same, and all money accounted for.
    fn look(&self) -> Value {
        let (seen, other) = (self.buyer.get(&self.path), self.seller.get(&self.path));
        for (seen, side) in [(&seen, "buyer"), (&other, "seller")] {
            assert_eq!(text(seen, "side"), side);
            assert_adds_up(seen);
        }
        seen
    }

    fn track(&self, track: &str) -> String {
        text(&self.look()["tracks"], track)
    }

    /// A step by one side.
    fn step(&self, by: &Trader<'_>, step: &str, body: Value) -> Value {
        let done = by.post(&format!("{}/{step}", self.path), body);
        self.look();
        done
    }

    /// Pays a part by bank; whoever is rejected tries again. At each try the money adds up.
    fn pay(&self, milestone: i64, until: &str) {
        let is_paid = |_| {
            let came = self.buyer.pays_by_bank(&self.path, milestone);
            self.look();
            came
        };
        assert!((0..5).any(is_paid), "the bank rejects everything");
        assert_eq!(self.track("money"), until);
    }

    /// Sends for an inspector until one is content.
    fn inspect(&self) {
        for _ in 0..5 {
            self.step(self.buyer, "inspections", json!({}));
            let goods = wait_for("report", || {
                Some(self.track("goods")).filter(|goods| goods != "inspecting")
            });
            if goods == "inspected" {
                return;
            }
        }
        panic!("no inspector is content");
    }
}

fn minor(sums: &Value, name: &str) -> i64 {
    let amount = text(&sums[name], "amount");
    amount.replace('.', "").parse().unwrap_or_else(|_| panic!("{amount} is no amount"))
}

/// `paid_in - returned = held + released + refunded + fees`.
fn assert_adds_up(deal: &Value) {
    let sums = &deal["money"];
    let sum = |names: &[&str]| names.iter().map(|name| minor(sums, name)).sum::<i64>();
    let (came, is) = (sum(&["paid_in"]) - sum(&["returned"]), ["held", "released", "refunded"]);
    assert_eq!(came, sum(&is) + sum(&["fees"]), "{sums}");
}

fn list(seller: &Trader<'_>) -> String {
    let product = seller.post(
        "/api/v1/products",
        json!({ "title": "棉袜，200 针，平板", "title_lang": "zh-CN", "text": "精梳棉 80%",
            "unit": "PR", "currency": "USD", "moq": 500, "lead_time_d": 20,
            "tiers": [{ "min_quantity": 500, "price": "0.5125" },
                { "min_quantity": 5000, "price": "0.4675" }] }),
    );
    text(&product, "id")
}

fn quote() -> Value {
    json!({ "currency": "USD", "incoterm": "FOB", "place": "CNNGB", "transport": "sea",
        "lead_time_d": 25, "valid_until": in_days(14), "note": "Six pairs to a bag.",
        "parts": [{ "share_bps": 3000, "due": "before_production" },
            { "share_bps": 7000, "due": "before_shipment" }],
        "tiers": [{ "min_quantity": 5000, "price": "0.4675" },
            { "min_quantity": 20000, "price": "0.434" }] })
}

/// From the question to the contract.
fn agree<'a>(seller: &'a Trader<'a>, buyer: &'a Trader<'a>) -> Deal<'a> {
    let product = list(seller);
    let inquiry = buyer.post(
        &format!("/api/v1/products/{product}/inquiries"),
        json!({ "quantity": 20_000, "text": "Can you do 20,000 pairs by March?",
            "destination": "SEGOT" }),
    );
    let inquiry = format!("/api/v1/inquiries/{}", text(&inquiry, "id"));
    seller.post(&format!("{inquiry}/messages"), json!({ "text": "可以，报价在下面。" }));
    let quote = text(&seller.post(&format!("{inquiry}/quotes"), quote()), "id");
    let acceptances = format!("{inquiry}/quotes/{quote}/acceptances");
    let few = buyer.is_refused(&acceptances, &json!({ "quantity": 10 }));
    assert_eq!(few.0, 422, "{few:?}");
    let done = buyer.post(&acceptances, json!({ "quantity": 20_000 }));
    let deal = Deal { seller, buyer, path: format!("/api/v1/deals/{}", text(&done, "deal")) };
    let seen = deal.look();
    assert_eq!(seen["signatures"].as_array().map(Vec::len), Some(2), "{seen}");
    assert_eq!(minor(&seen["terms"], "total"), TOTAL_MINOR);
    deal
}

/// The two agree that a little goes back, out of the deposit in custody.
fn refund(deal: &Deal<'_>) {
    let back = json!({ "amount": { "amount": "173.60", "currency": "USD" },
        "reason": "20 pairs are off shade" });
    let path = format!("{}/refunds", deal.path);
    assert_eq!(deal.buyer.is_refused(&path, &back).0, 403);
    deal.step(deal.seller, "refunds", back);
    let seen = deal.look();
    let deposit = TOTAL_MINOR * 3 / 10;
    assert_eq!(minor(&seen["money"], "held"), deposit - REFUND_MINOR, "{seen}");
    assert_eq!(seen["refunds"].as_array().map(Vec::len), Some(1), "{seen}");
    assert_eq!(deal.track("money"), "part_paid");
}

fn ship(deal: &Deal<'_>) {
    let body = json!({ "carrier": "COSCO", "tracking": "COSU6412345678", "transport": "sea",
        "eta": in_days(30) });
    deal.step(deal.seller, "shipments", body.clone());
    assert_eq!(deal.track("goods"), "shipped");
    let twice = deal.seller.is_refused(&format!("{}/shipments", deal.path), &body);
    assert_eq!(twice, (422, "deal-already-shipped".to_owned()));
    // ETA and 15 days: 45 from now, give or take the second in which this was asked.
    let due = text(&deal.look(), "due_at");
    assert!(due > in_days(44) && due < in_days(46), "{due}");
}

fn confirm(deal: &Deal<'_>) {
    let path = format!("{}/confirmations?preview=true", deal.path);
    let ahead = deal.buyer.send(&path, &deal.buyer.key(), &json!({}));
    assert!(ahead.json()["effect"]["postings"].as_array().is_some(), "{ahead:?}");
    assert_eq!(deal.track("stage"), "shipped", "a preview moves nothing");
    deal.step(deal.buyer, "confirmations", json!({}));
    let money = deal.look()["money"].clone();
    assert_eq!((minor(&money, "held"), minor(&money, "refunded")), (0, REFUND_MINOR), "{money}");
    // 30 basis points of 8,506.40, half to even.
    assert_eq!((minor(&money, "released"), minor(&money, "fees")), (848_088, 2_552), "{money}");
}

/// Each rates the other; then there is exactly one fact for each side, and each step happened once.
fn part(deal: &Deal<'_>) {
    for (by, body) in [(deal.buyer, "Soft and on time."), (deal.seller, "付款及时。")] {
        let facts = by.rows("/api/v1/credit-facts");
        assert_eq!(facts.len(), 1, "{facts:?}");
        by.post(&format!("{}/ratings", deal.path), json!({ "verdict": "good", "body": body }));
    }
    for firm in [&deal.buyer.firm, &deal.seller.firm] {
        let ratings = deal.buyer.rows(&format!("/api/v1/firms/{firm}/ratings"));
        assert_eq!(ratings.len(), 1, "{ratings:?}");
    }
    let timeline = deal.buyer.rows(&format!("{}/timeline", deal.path));
    for (kind, count) in
        [("agreed", 1), ("paid", 2), ("refunded", 1), ("shipped", 1), ("finished", 1)]
    {
        let seen = timeline.iter().filter(|line| line["kind"] == kind).count();
        assert_eq!(seen, count, "{kind}: {timeline:#?}");
    }
}

/// A buyer without an account sees the offer behind a link, and the account begins with it.
fn link(market: &Market, seller: &Trader<'_>) {
    let offer = json!({ "currency": "USD", "transport": "express", "lead_time_d": 3,
        "lines": [{ "title": "Sample pack", "unit": "C62", "quantity": 3,
            "unit_price": "12.50" }] });
    let link = text(&seller.post("/api/v1/deal-links", offer), "url");
    let token = link.strip_prefix(&format!("{}/l/", market.url())).expect("an address of ours");
    let path = format!("/api/v1/deal-links/{token}");
    let stranger = Trader::stranger(market, "nobody");
    let seen = stranger.get(&path);
    assert_eq!(seen["seller"]["firm"], seller.firm.as_str(), "{seen}");
    let acceptances = format!("{path}/acceptances");
    assert_eq!(stranger.is_refused(&acceptances, &json!({})).0, 401);
    let buyer = Trader::sign_up(market, "Olu", "+2348031234567", "NG");
    let done = buyer.post(&acceptances, json!({}));
    assert_eq!(text(&done["tracks"], "stage"), "agreed");
    let late = Trader::sign_up(market, "Late", "late@example.com", "NG");
    assert_eq!(late.is_refused(&acceptances, &json!({})).1, "deal-link-used");
}

/// The same key with another body is a mistake of the caller.
fn mix_up_keys(by: &Trader<'_>) {
    let (key, path) = (by.key(), "/api/v1/wallet/top-ups");
    let amount = |digits: &str| json!({ "amount": { "amount": digits, "currency": "USD" } });
    assert_eq!(by.send(path, &key, &amount("1.00")).status, 201);
    assert_eq!(by.send(path, &key, &amount("2.00")).status, 409);
}

fn trade(market: Market) {
    let seller = Trader::sign_up(&market, "Lan", "lan@example.cn", "CN");
    let buyer = Trader::sign_up(&market, "Elsa", "+46701234567", "SE");
    let deal = agree(&seller, &buyer);
    deal.pay(1, "part_paid");
    deal.inspect();
    refund(&deal);
    deal.pay(2, "paid");
    ship(&deal);
    confirm(&deal);
    part(&deal);
    link(&market, &seller);
    mix_up_keys(&buyer);
    let found = market.verify();
    assert_eq!((found["ok"].clone(), found["deals"].clone()), (json!(true), json!(2)), "{found}");
}

#[test]
fn two_strangers_trade_safely_by_the_api_on_sqlite() {
    trade(Market::on_sqlite());
}

#[test]
fn two_strangers_trade_safely_by_the_api_on_postgres() {
    trade(Market::on_postgres());
}
