//! Webhooks as people and programs see them.

use super::receiver::Receiver;
use super::{Market, each_market, here, market};
use axum::body::{Body, to_bytes};
use axum::http::Request;
use serde_json::{Value, json};
use testkit::Engine;
use tower::ServiceExt;

struct Client {
    routes: axum::Router,
}

fn client(market: &Market) -> Client {
    let (api, _) = hooks::api::api(here()).split_for_parts();
    let say = axum::middleware::from_fn_with_state(market.app.clone(), web::say_problems);
    let pages = hooks::pages::pages(here());
    Client { routes: api.merge(pages).layer(say).with_state(market.app.clone()) }
}

impl Client {
    async fn ask(&self, request: Request<Body>) -> (u16, String) {
        let answer = self.routes.clone().oneshot(request).await.expect("an answer");
        let status = answer.status().as_u16();
        let bytes = to_bytes(answer.into_body(), 1 << 24).await.expect("a body");
        (status, String::from_utf8_lossy(&bytes).into_owned())
    }

    async fn page(&self, path: &str, who: &str, lang: &str) -> (u16, String) {
        let cookie = format!("jishi_session=token-{who}; jishi_lang={lang}");
        let request = Request::get(path).header("cookie", cookie).body(Body::empty());
        self.ask(request.expect("a request")).await
    }

    async fn json(
        &self,
        method: &str,
        path: &str,
        (who, key): (&str, &str),
        body: Value,
    ) -> (u16, Value) {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("authorization", format!("Bearer token-{who}"))
            .header("content-type", "application/json")
            .header("idempotency-key", key)
            .header("if-match", "\"1\"");
        let body = if method == "GET" { Body::empty() } else { Body::from(body.to_string()) };
        let (status, text) = self.ask(request.body(body).expect("a request")).await;
        (status, serde_json::from_str(&text).unwrap_or(Value::Null))
    }

    async fn get(&self, path: &str, who: &str) -> (u16, Value) {
        self.json("GET", path, (who, "none"), Value::Null).await
    }

    /// Sends a form with the guards of a page.
    async fn form(&self, (page, path): (&str, &str), who: &str, fields: &str) -> (u16, String) {
        let (_, shown) = self.page(page, who, "en").await;
        let guard = |name: &str| {
            let begin = shown.split_once(&format!("name=\"{name}\" value=\"")).expect("a guard").1;
            begin.split_once('"').expect("its end").0.to_owned()
        };
        let body = format!("csrf={}&key={}&{fields}", guard("csrf"), guard("key"));
        let request = Request::post(path)
            .header("cookie", format!("jishi_session=token-{who}; jishi_lang=en"))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(body));
        self.ask(request.expect("a request")).await
    }
}

fn text(value: &Value, member: &str) -> String {
    value[member].as_str().unwrap_or_else(|| panic!("no {member} in {value}")).to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_names_an_address_and_verifies_what_comes_with_the_secret_it_was_told() {
    for market in each_market().await {
        let (client, receiver) = (client(&market), Receiver::fine().await);
        let body = json!({ "url": receiver.url(), "about": "ERP", "types": ["deal.paid"] });
        let add = ("seller", "k1");
        let (status, told) = client.json("POST", "/api/v1/webhooks", add, body.clone()).await;
        assert_eq!(status, 201, "{told}");
        let again = client.json("POST", "/api/v1/webhooks", add, body).await;
        assert_eq!(again, (201, told.clone()), "sent twice it is made once");
        let (id, secret) = (text(&told["webhook"], "id"), text(&told, "secret"));
        let path = format!("/api/v1/webhooks/{id}");
        let (_, seen) = client.get(&path, "seller").await;
        assert_eq!(seen["types"], json!(["deal.paid"]));
        assert!(!seen.to_string().contains("whsec_"), "it is told once");
        market.trade(1_000).await;
        market.run().await;
        assert_eq!(receiver.kinds(), ["deal.paid"]);
        let came = receiver.came()[0].clone();
        assert!(came.is_signed_with(&secret, market.now_s()));
        let (_, list) = client.get("/api/v1/events?limit=2", "seller").await;
        assert_eq!(
            (list["has_more"].clone(), list["rows"].as_array().map(Vec::len)),
            (json!(true), Some(2))
        );
        let rest = format!("/api/v1/events?after={}", text(&list, "cursor"));
        let (_, rest) = client.get(&rest, "seller").await;
        assert_eq!(
            (rest["has_more"].clone(), rest["rows"].as_array().map(Vec::len)),
            (json!(false), Some(2))
        );
        let (_, event) = client.get(&format!("/api/v1/events/{}", came.id), "seller").await;
        assert_eq!(event, came.json(), "the same as was sent");
        let of_deal = format!("/api/v1/events?deal={}&type=deal.shipped", came.deal());
        assert_eq!(client.get(&of_deal, "seller").await.1["rows"][0]["type"], "deal.shipped");
        let (_, one) = client.get(&format!("{path}/deliveries/{}", came.id), "seller").await;
        assert_eq!(one["delivery"]["state"], "arrived");
        assert_eq!(one["attempts"][0]["status"], 204);
        // What is wrong is told, all at once, and by whom it may not be done.
        let wrong = json!({ "url": "https://127.0.0.1:x/", "types": ["deal.eaten"] });
        let (status, told) = client.json("POST", "/api/v1/webhooks", ("seller", "k2"), wrong).await;
        assert_eq!(status, 422, "{told}");
        assert!(told.to_string().contains("hooks-url"), "{told}");
        assert!(told.to_string().contains("hooks-type-unknown"), "{told}");
        let to_other = format!("{path}/tests");
        for who in ["other", "operator"] {
            let (status, _) = client.json("POST", &to_other, (who, "k3"), json!({})).await;
            assert!(matches!(status, 403 | 404), "{who}: {status}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_is_written_over_the_version_that_was_read() {
    for market in each_market().await {
        let (client, old, new) = (client(&market), Receiver::fine().await, Receiver::fine().await);
        let hook = market.hook(&old).await;
        let path = format!("/api/v1/webhooks/{}", hook.id);
        let body = json!({ "url": new.url(), "types": ["deal.shipped"] });
        let (status, told) = client.json("PUT", &path, ("seller", "k1"), body.clone()).await;
        assert_eq!((status, told["version"].clone()), (200, json!(2)), "{told}");
        assert_eq!(client.json("PUT", &path, ("seller", "k2"), body).await.0, 412);
        market.trade(1_000).await;
        market.run().await;
        assert_eq!((old.came().len(), new.kinds()), (0, vec!["deal.shipped".to_owned()]));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_guesses_another_firms_ids_finds_nothing_and_changes_nothing() {
    for market in each_market().await {
        let (client, receiver) = (client(&market), Receiver::fine().await);
        let hook = market.hook(&receiver).await;
        market.trade(1_000).await;
        market.run().await;
        let event = receiver.came()[0].id.clone();
        let path = format!("/api/v1/webhooks/{}", hook.id);
        let delivery = format!("{path}/deliveries/{event}");
        let events = format!("/api/v1/events/{event}");
        for path in [path.clone(), format!("{path}/deliveries"), delivery.clone(), events] {
            for who in ["buyer", "other"] {
                assert_eq!(client.get(&path, who).await.0, 404, "{who}: {path}");
            }
        }
        let page = format!("/webhooks/{}", hook.id);
        for path in [page.clone(), format!("{page}/deliveries/{event}")] {
            assert_eq!(client.page(&path, "buyer", "en").await.0, 404, "{path}");
            assert_eq!(client.page(&path, "seller", "en").await.0, 200, "{path}");
        }
        let body = json!({ "url": receiver.url() });
        let since = json!({ "since": "2020-01-01T00:00:00Z" });
        for (nth, (method, path, body)) in [
            ("PUT", path.clone(), body),
            ("PUT", format!("{path}/state"), json!({ "state": "paused" })),
            ("POST", format!("{path}/secrets"), json!({})),
            ("POST", format!("{path}/tests"), json!({})),
            ("POST", format!("{path}/replays"), since),
            ("POST", format!("{delivery}/replays"), json!({})),
            ("DELETE", path.clone(), json!({})),
        ]
        .into_iter()
        .enumerate()
        {
            let key = format!("k{nth}");
            let (status, told) = client.json(method, &path, ("other", &key), body).await;
            assert_eq!(status, 404, "{method} {path}: {told}");
        }
        assert_eq!(market.endpoint(hook.id).await, hook, "as it was");
        market.send_all().await;
        assert_eq!(receiver.came().len(), 4);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_teach_show_and_tell_a_secret_once() {
    for market in each_market().await {
        let (client, receiver) = (client(&market), Receiver::fine().await);
        for lang in ["en", "zh-CN"] {
            let (status, page) = client.page("/webhooks", "seller", lang).await;
            assert!(status == 200 && page.contains("hmac_sha256"), "{page}");
            assert!(!page.contains("hooks-"), "a word is missing: {page}");
            let (status, page) = client.page("/webhooks/events", "nobody", lang).await;
            assert!(status == 200 && page.contains("deal.finished"), "{status}");
            assert!(!page.contains("hooks-"), "a word is missing: {page}");
        }
        let wrong = "url=http%3A%2F%2Fuser%3Ax%40h%2F&about=&which=some";
        let (status, page) = client.form(("/webhooks", "/webhooks"), "seller", wrong).await;
        assert!(status == 422 && page.contains("f-url") && page.contains("f-types"), "{page}");
        let url = receiver.url().replace(':', "%3A").replace('/', "%2F").replace('?', "%3F");
        let right = format!("url={url}&about=%3Cb%3EERP&which=some&type%3Adeal.paid=1");
        let (status, page) = client.form(("/webhooks", "/webhooks"), "seller", &right).await;
        assert!(status == 200 && page.contains("whsec_"), "{page}");
        assert!(page.contains("&lt;b&gt;ERP") && !page.contains("<b>ERP"), "{page}");
        let list = client.get("/api/v1/webhooks", "seller").await.1;
        let path = format!("/webhooks/{}", text(&list[0], "id"));
        market.trade(1_000).await;
        market.run().await;
        receiver.answer(|_, _| super::Reply::Status(500, "<script>alert(1)</script>"));
        market.trade(2_000).await;
        market.run().await;
        let failed = receiver.came()[1].id.clone();
        for lang in ["en", "zh-CN"] {
            for path in [path.clone(), format!("{path}/deliveries/{failed}")] {
                let (status, page) = client.page(&path, "seller", lang).await;
                assert!(status == 200 && page.contains("deal.paid"), "{page}");
                assert!(!page.contains("hooks-"), "a word is missing: {page}");
                assert!(!page.contains("whsec_") && !page.contains("<script>alert"), "{page}");
            }
        }
        let state = format!("{path}/state");
        let (status, _) = client.form((&path, &state), "seller", "state=paused").await;
        assert_eq!(status, 303);
        let (_, page) = client.page(&path, "seller", "en").await;
        assert!(page.contains("Paused: what happens waits here."), "{page}");
        let removed = client.form((&path, &format!("{path}/remove")), "seller", "a=b").await;
        assert_eq!(removed.0, 303);
        assert_eq!(client.page(&path, "seller", "en").await.0, 404);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_secret_is_shown_again_to_an_owner_who_proves_that_it_is_them() {
    let market = market(Engine::Both).await;
    let (client, receiver) = (client(&market), Receiver::fine().await);
    let hook = market.hook(&receiver).await;
    let path = format!("/webhooks/{}", hook.id);
    let (codes, secret) = (format!("{path}/codes"), format!("{path}/secret"));
    let (status, page) = client.form((&path, &secret), "seller", "code=123456").await;
    assert!(status == 422 && !page.contains("whsec_"), "{page}");
    assert_eq!(client.form((&path, &codes), "seller", "a=b").await.0, 303);
    let letters = market.look(party::list_due_letters).await.expect("letters");
    let facts = &letters.first().expect("a letter with the code").facts;
    let code = facts.iter().find(|(name, _)| name.as_str() == "code").expect("a code");
    let code = &code.1;
    let (status, page) = client.form((&path, &secret), "seller", &format!("code={code}")).await;
    let own = market.secret(&hook.proof(market.now()));
    assert!(status == 200 && page.contains(&own), "{page}");
    let by = market.seller;
    let deeds = market.look(move |tx| hooks::deeds(tx, &by, hook.id)).await.expect("deeds");
    assert_eq!(deeds[0].what, "secret-shown", "whoever looked stands there");
    assert_eq!(deeds[0].person, market.seller.person());
    // A code is spent, and of no use to anybody else.
    let (status, _) = client.form((&path, &secret), "seller", &format!("code={code}")).await;
    assert_eq!(status, 422);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_firm_has_as_many_addresses_as_the_rules_say() {
    let market = market(Engine::Both).await;
    let (client, receiver) = (client(&market), Receiver::fine().await);
    let most = kernel::rules::Rules::current().webhook.endpoints_most;
    for nth in 0..=most {
        let body = json!({ "url": receiver.url() });
        let key = format!("key-{nth}");
        let (status, told) = client.json("POST", "/api/v1/webhooks", ("seller", &key), body).await;
        let wanted = if nth < most { 201 } else { 422 };
        assert_eq!(status, wanted, "{told}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn looking_at_a_secret_is_no_way_to_try_passwords() {
    for market in each_market().await {
        let (client, receiver) = (client(&market), Receiver::fine().await);
        let body = json!({ "url": receiver.url() });
        let (_, told) = client.json("POST", "/api/v1/webhooks", ("other", "add"), body).await;
        let path = format!("/webhooks/{}", text(&told["webhook"], "id"));
        let secret = format!("{path}/secret");
        for nth in 0..5 {
            let guess = "code=123456&password=wrong+horse";
            let (status, page) = client.form((&path, &secret), "other", guess).await;
            let wanted = if nth < 3 { "do not belong together" } else { "Too many passwords" };
            assert!(status == 422 && page.contains(wanted), "{page}");
        }
    }
}
