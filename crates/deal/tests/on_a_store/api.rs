//! Deals through the JSON API.

use super::{Market, day, each_market};
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode};
use kernel::{Actor, Id};
use serde_json::{Value, json};
use tower::Service;
use web::page::Menus;
use web::{App, Limits, Parts, Place, Words};

struct Client {
    router: axum::Router,
    keys: u64,
}

fn client(market: &Market) -> Client {
    let parts = Parts {
        store: market.fresh.store.clone(),
        words: Words::read(&[web::LOCALES, custody::LOCALES, deal::LOCALES].concat())
            .expect("words"),
        sign_in: party::sign_in_by_hash,
        place: Place {
            name: "Market".to_owned(),
            name_zh: "集市".to_owned(),
            url: "https://market.example".to_owned(),
            zone: "Asia/Shanghai".to_owned(),
            is_simulated: true,
        },
        limits: Limits::per_second(0, 0),
        files: std::path::PathBuf::new(),
        secret: [1; 32],
        menus: Menus { public: &[], firm: &[], clerk: &[] },
        unread: None,
    };
    let routes = deal::api::api().merge(custody::api::api());
    let (routes, document) = routes.split_for_parts();
    assert_eq!(document.paths.paths.len(), 43, "{:?}", document.paths.paths.keys());
    Client { router: routes.with_state(App::new(parts)), keys: 0 }
}

impl Client {
    async fn send(&mut self, method: Method, path: &str, who: &str, body: Value) -> (u16, Value) {
        self.keys += 1;
        let key = format!("k{}", self.keys);
        self.send_with_key(method, path, (who, &key), body).await
    }

    async fn send_with_key(
        &mut self,
        method: Method,
        path: &str,
        (who, key): (&str, &str),
        body: Value,
    ) -> (u16, Value) {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("/api/v1{path}"))
            .header("content-type", "application/json")
            .header("idempotency-key", key);
        if !who.is_empty() {
            request = request.header("authorization", format!("Bearer {who}"));
        }
        let request = request.body(Body::from(body.to_string())).expect("a request");
        let answer = self.router.call(request).await.expect("an answer");
        let status = answer.status().as_u16();
        let bytes = to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
        (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
    }

    async fn post(&mut self, path: &str, who: &str, body: Value) -> Value {
        let (status, answer) = self.send(Method::POST, path, who, body).await;
        assert_eq!(status, 201, "{path}: {answer}");
        answer
    }

    async fn get(&mut self, path: &str, who: &str) -> Value {
        let (status, answer) = self.send(Method::GET, path, who, Value::Null).await;
        assert_eq!(status, 200, "{path}: {answer}");
        answer
    }
}

/// Tokens by which the firms of a market sign in.
const BUYER: &str = "token-buyer";
const SELLER: &str = "token-seller";
const OTHER: &str = "token-other";

#[tokio::test(flavor = "multi_thread")]
async fn a_trade_by_api_alone() {
    for market in each_market().await {
        let mut client = client(&market);
        let (buyer, seller) = (BUYER, SELLER);
        let order = json!({"lines": [{"product": market.socks, "quantity": 100}]});
        let placed = client.post("/deals", buyer, order).await;
        assert_eq!(placed["tracks"]["stage"], "agreed");
        let deal = format!("/deals/{}", placed["deal"].as_str().expect("an id"));
        let by_bank = json!({"milestone": 1, "by": "bank"});
        let bank = client.post(&format!("{deal}/payments"), buyer, by_bank).await;
        assert!(bank["reference"].as_str().expect("a reference").starts_with("RF"));
        market.top_up(market.buyer, 10_000).await;
        let pay = json!({"milestone": 1});
        let path = format!("{deal}/payments?preview=true");
        let shown = client.post(&path, buyer, pay.clone()).await;
        let gets = &shown["effect"]["gets"][0];
        assert_eq!(
            (&gets["side"], &gets["amount"]["amount"]),
            (&json!("buyer"), &json!("-100.00"))
        );
        assert_eq!(shown["effect"]["timers"][0]["kind"], "deal-ship");
        let paid = client.post(&format!("{deal}/payments"), buyer, pay).await;
        assert_eq!((&paid["tracks"]["goods"], &paid["effect"]), (&json!("making"), &Value::Null));
        let inspected = client.post(&format!("{deal}/inspections"), seller, json!({})).await;
        assert_eq!(inspected["tracks"]["goods"], "inspecting");
        let path = format!("{deal}/inspection-cancellations");
        let called_off = client.post(&path, seller, json!({})).await;
        assert_eq!(called_off["tracks"]["goods"], "making");
        client.post(&format!("{deal}/inspections"), seller, json!({})).await;
        let id = placed["deal"].as_str().and_then(|id| id.parse().ok()).expect("an id");
        pass_inspection(&market, id).await;
        let refund =
            json!({"amount": {"amount": "2.00", "currency": "USD"}, "reason": "off-shade"});
        client.post(&format!("{deal}/refunds"), seller, refund).await;
        let shipment = json!({"carrier": "COSCO", "tracking": "C1", "transport": "sea",
            "eta": day(30).to_string()});
        let shipped = client.post(&format!("{deal}/shipments"), seller, shipment).await;
        assert_eq!(shipped["tracks"]["stage"], "shipped");
        client.post(&format!("{deal}/confirmations"), buyer, json!({})).await;
        let whole = client.get(&deal, seller).await;
        assert_eq!(whole["money"]["released"]["amount"], "97.71");
        assert_eq!(
            (&whole["side"], &whole["buyer"]["name"]),
            (&json!("seller"), &json!("Göteborg"))
        );
        assert_eq!(whole["refunds"][0]["reason"], "off-shade");
        let timeline = client.get(&format!("{deal}/timeline"), buyer).await;
        assert_eq!(timeline["rows"][0]["kind"], "finished");
        let list = client.get("/deals?open=false&limit=5", seller).await;
        assert_eq!(list["rows"][0]["other"]["name"], "Göteborg");
        let wallet = client.get("/wallet", seller).await;
        assert_eq!(wallet["balances"][0]["available"]["amount"], "97.71");
        let lines = client.get("/wallet/statement?currency=USD", seller).await;
        assert_eq!(lines["rows"][0]["reason"], "release");
        market.verify().await;
    }
}

async fn pass_inspection(market: &Market, id: Id<deal::DealKind>) {
    let inspection = market.view(id).await.inspections.last().expect("an inspection").id;
    let finding = deal::Finding { has_passed: true, found: 20, note: None };
    let file = move |tx: &mut store::Tx<'_>| {
        deal::file_inspection(tx, &Actor::Rail, id, inspection, &finding)
    };
    market.act(file).await.expect("filed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deal_link_by_api() {
    for market in each_market().await {
        let mut client = client(&market);
        let (buyer, seller) = (BUYER, SELLER);
        let offer = json!({
            "lines": [{"title": "Wool socks", "unit": "PR", "quantity": 1000,
                "unit_price": "0.0875"}],
            "currency": "USD", "incoterm": "FOB", "place": "CNNGB", "transport": "sea",
            "parts": [{"share_bps": 3000, "due": "before_production"},
                      {"share_bps": 7000, "due": "before_shipment"}],
        });
        let make = (seller, "one-key");
        let made = client.send_with_key(Method::POST, "/deal-links", make, offer.clone()).await;
        let again = client.send_with_key(Method::POST, "/deal-links", make, offer).await;
        assert_eq!((made.0, &made.1), (201, &again.1));
        let url = made.1["url"].as_str().expect("a link");
        let token = url.strip_prefix("https://market.example/l/").expect("the market's own");
        let path = format!("/deal-links/{token}");
        let seen = client.get(&path, "").await;
        assert_eq!(seen["terms"]["lines"][0]["unit_price"], "0.0875");
        assert_eq!((&seen["seller"]["name"], &seen["is_used"]), (&json!("诸暨"), &json!(false)));
        let accept = format!("{path}/acceptances");
        let stranger = client.send(Method::POST, &accept, "", json!({})).await;
        assert_eq!(stranger.0, StatusCode::UNAUTHORIZED.as_u16());
        let accepted = client.post(&accept, buyer, json!({})).await;
        assert_eq!(
            (&accepted["deal"], &accepted["tracks"]["stage"]),
            (&seen["deal"], &json!("agreed"))
        );
        for (path, who, status) in [
            ("/deal-links/nothing".to_owned(), "", 404),
            (format!("/deals/{}", seen["deal"].as_str().expect("an id")), "", 401),
            (format!("/deals/{}", seen["deal"].as_str().expect("an id")), OTHER, 404),
            ("/deals/deal_x".to_owned(), buyer, 404),
        ] {
            assert_eq!(client.send(Method::GET, &path, who, Value::Null).await.0, status, "{path}");
        }
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn parcels_and_a_rest_that_is_closed_by_api_alone() {
    for market in each_market().await {
        let mut client = client(&market);
        let (id, _) = market.caps_and_hats().await;
        let deal = format!("/deals/{id}");
        let parcel = json!({"carrier": "SF", "tracking": "1", "transport": "express",
            "parcel": [{"line": 1, "quantity": 60}]});
        let sent = client.post(&format!("{deal}/shipments"), SELLER, parcel).await;
        assert_eq!(sent["tracks"]["goods"], "part_shipped");
        let whole = client.get(&deal, BUYER).await;
        assert_eq!(whole["shipments"][0]["lines"], json!([{"line": 1, "quantity": 60}]));
        assert_eq!(
            (&whole["terms"]["lines"][0]["sent"], &whole["terms"]["may_ship_in_parts"]),
            (&json!(60), &json!(true))
        );
        let too_many = json!({"carrier": "SF", "tracking": "2", "transport": "express",
            "parcel": [{"line": 1, "quantity": 41}]});
        let path = format!("{deal}/shipments");
        let (status, _) = client.send(Method::POST, &path, SELLER, too_many).await;
        assert_eq!(status, 422);
        let why = json!({"reason": "The dye ran out."});
        client.post(&format!("{deal}/rest-closings"), SELLER, why).await;
        let open = client.get(&deal, BUYER).await["proposal"].as_str().expect("one").to_owned();
        let accept = format!("{deal}/proposals/{open}/acceptances");
        let (status, _) = client.send(Method::POST, &accept, OTHER, json!({})).await;
        assert_eq!(status, 404);
        let done = client.post(&accept, BUYER, json!({})).await;
        assert_eq!(done["tracks"]["goods"], "shipped");
        let whole = client.get(&deal, SELLER).await;
        assert_eq!(whole["money"]["refunded"]["amount"], "63.31");
        let all = client.get(&format!("{deal}/proposals"), SELLER).await;
        assert_eq!(
            (&all["rows"][0]["kind"], &all["rows"][0]["state"]),
            (&json!("short"), &json!("accepted"))
        );
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_price_by_api_alone() {
    for market in each_market().await {
        let mut client = client(&market);
        let id = market.place(100).await.expect("placed").deal;
        let change = format!("/deals/{id}/price-changes");
        let lower = json!({"prices": [{"line": 1, "unit_price": "0.875"}], "reason": "As agreed"});
        client.post(&change, SELLER, lower).await;
        let whole = client.get(&format!("/deals/{id}"), BUYER).await;
        let terms = &whole["terms"];
        assert_eq!((&terms["total"]["amount"], &terms["revision"]), (&json!("87.50"), &json!(2)));
        let broken = json!({"prices": [{"line": 1, "unit_price": "cheap"}], "reason": "x"});
        let (status, _) = client.send(Method::POST, &change, SELLER, broken).await;
        assert_eq!(status, 422);
        let all = client.get(&format!("/deals/{id}/proposals"), BUYER).await;
        let before = all["rows"][0]["old_text"].as_str().expect("a text");
        assert!(before.contains("total: 100.00") && before.starts_with("jishi contract: 2"));
        market.verify().await;
    }
}
