//! Inquiries through their JSON routes.

use super::{BUYER, SELLER, THIRD, fob_ningbo, migrations, of, product};
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode};
use kernel::{Actor, Outcome};
use serde_json::{Value, json};
use store::Tx;
use testkit::{Engine, Fresh, fresh};
use tower::ServiceExt;

/// A market of inquiries alone, on a store of its own.
struct Market {
    routes: axum::Router,
    fresh: Fresh,
    _files: tempfile::TempDir,
}

fn sign_in(_: &mut Tx<'_>, token: &[u8; 32]) -> Outcome<Actor> {
    let is = |name| web::hash_of_token(name) == *token;
    Ok(match () {
        () if is("buyer") => of(BUYER),
        () if is("seller") => of(SELLER),
        () => of(THIRD),
    })
}

fn market() -> Market {
    let fresh = fresh(Engine::Sqlite, migrations());
    let files = tempfile::tempdir().expect("a folder");
    let place = web::Place {
        name: "Fair".into(),
        name_zh: "集市".into(),
        url: "http://localhost".into(),
        zone: "UTC".into(),
        is_simulated: true,
    };
    let locales =
        [web::LOCALES, talk::LOCALES, ::finding::LOCALES, catalog::LOCALES, sourcing::LOCALES]
            .concat();
    let app = web::App::new(web::Parts {
        store: fresh.store.clone(),
        words: web::Words::read(&locales).expect("words"),
        sign_in,
        place,
        limits: web::Limits::per_second(0, 0),
        files: files.path().to_owned(),
        secret: [7; 32],
        menus: web::page::Menus { public: &[], firm: &[], clerk: &[] },
        unread: None,
    });
    let (routes, _) = sourcing::api::api().split_for_parts();
    let say = axum::middleware::from_fn_with_state(app.clone(), web::say_problems);
    Market { routes: routes.layer(say).with_state(app), fresh, _files: files }
}

impl Market {
    async fn send(&self, by: &str, method: Method, path: &str, body: Value) -> (StatusCode, Value) {
        let key = format!("{method}{path}").replace('/', "-");
        let key = &key[key.len().saturating_sub(60)..];
        let ask = Request::builder()
            .method(method)
            .uri(path)
            .header("authorization", format!("Bearer {by}"))
            .header("accept-language", "zh-CN")
            .header("idempotency-key", key)
            .header("content-type", "application/json");
        let ask = ask.body(Body::from(body.to_string())).expect("a request");
        let response = self.routes.clone().oneshot(ask).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.expect("a body");
        (parts.status, serde_json::from_slice(&body).expect("JSON"))
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_buyer_asks_and_a_seller_quotes() {
    let market = market();
    let product = product(&market.fresh).await;
    let path = format!("/api/v1/products/{product}/inquiries");
    let ask = json!({ "quantity": 5_000, "text": "How much?", "destination": "SE" });
    let (status, inquiry) = market.send("buyer", Method::POST, &path, ask).await;
    assert_eq!((status, &inquiry["state"]), (StatusCode::CREATED, &json!("open")), "{inquiry}");
    assert_eq!(inquiry["messages"]["rows"][0]["text"], "How much?");
    let path = format!("/api/v1/inquiries/{}", inquiry["id"].as_str().expect("an id"));
    let new = serde_json::to_value(fob_ningbo()).expect("JSON");
    let quotes = format!("{path}/quotes");
    let (status, quote) = market.send("seller", Method::POST, &quotes, new).await;
    assert_eq!(status, StatusCode::CREATED, "{quote}");
    assert_eq!(quote["place"], json!({ "code": "CNNGB", "name": "Ningbo" }));
    assert_eq!(quote["tiers"][0], json!({ "min_quantity": 1_000, "price": "0.0875" }));
    let say = json!({ "text": "Thank you." });
    let (status, _) = market.send("buyer", Method::POST, &format!("{path}/messages"), say).await;
    assert_eq!(status, StatusCode::CREATED);
    let (_, read) = market.send("buyer", Method::GET, &path, Value::Null).await;
    assert_eq!((&read["side"], &read["quotes"][0]), (&json!("buyer"), &quote));
    let messages = &read["messages"]["rows"];
    assert_eq!(messages[1]["content"]["kind"], "quote", "{messages}");
    assert_eq!(messages[2]["text"], "Thank you.");
    let (_, list) = market.send("seller", Method::GET, "/api/v1/inquiries", Value::Null).await;
    assert_eq!((&list["rows"][0]["id"], &list["rows"][0]["side"]), (&read["id"], &json!("seller")));
    let one = format!("{quotes}/{}", quote["id"].as_str().expect("an id"));
    let (status, taken) = market.send("seller", Method::DELETE, &one, json!({})).await;
    assert_eq!((status, &taken["state"]), (StatusCode::OK, &json!("withdrawn")));
    let (status, _) = market.send("third", Method::GET, &path, Value::Null).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_quote_says_all_that_is_wrong_in_the_readers_language() {
    let market = market();
    let path = format!("/api/v1/products/{}/inquiries", product(&market.fresh).await);
    let ask = json!({ "quantity": 5_000, "text": "How much?" });
    let (_, inquiry) = market.send("buyer", Method::POST, &path, ask).await;
    let path = format!("/api/v1/inquiries/{}/quotes", inquiry["id"].as_str().expect("an id"));
    let mut new = fob_ningbo();
    new.place = "CNCTU".to_owned();
    new.parts.pop();
    let new = serde_json::to_value(new).expect("JSON");
    let (status, problem) = market.send("seller", Method::POST, &path, new).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    let errors = &problem["errors"];
    assert_eq!((&errors[0]["field"], &errors[1]["field"]), (&json!("place"), &json!("parts")));
    let told = errors[1]["detail"].as_str().expect("a sentence");
    assert_eq!(told, "各期合计为货款的 30.00%，请调整为 100%。");
}
