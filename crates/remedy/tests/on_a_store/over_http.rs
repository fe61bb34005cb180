//! A retail order that goes wrong, through the routes: by API, and as people read it.

use super::{Market, OFFICERS, Which, day, each_market};
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request};
use kernel::{Actor, Outcome, Stop};
use serde_json::{Value, json};
use store::Tx;
use talk::{Opening, Subject};
use tower::ServiceExt;
use web::page::Menus;
use web::{App, Limits, Parts, Place, Words, hash_of_token};

const PDF: &[u8] = b"%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\n%%EOF\n";

/// Officers have no door of their own in this crate.
fn sign_in(tx: &mut Tx<'_>, hash: &[u8; 32]) -> Outcome<Actor> {
    if *hash == hash_of_token("token-officer") {
        return Ok(OFFICERS[0]);
    }
    party::sign_in_by_hash(tx, hash)
}

struct Client {
    routes: axum::Router,
    keys: u64,
    _files: tempfile::TempDir,
}

fn client(market: &Market) -> Client {
    let locales = [
        web::LOCALES,
        ledger::LOCALES,
        party::LOCALES,
        talk::LOCALES,
        catalog::LOCALES,
        custody::LOCALES,
        sourcing::LOCALES,
        gate::LOCALES,
        deal::LOCALES,
        remedy::LOCALES,
    ];
    let files = tempfile::tempdir().expect("a folder");
    let app = App::new(Parts {
        store: market.fresh.store.clone(),
        words: Words::read(&locales.concat()).expect("words"),
        sign_in,
        place: Place {
            name: "Market".to_owned(),
            name_zh: "集市".to_owned(),
            url: "https://market.example".to_owned(),
            zone: "Asia/Shanghai".to_owned(),
            is_simulated: true,
        },
        limits: Limits::per_second(0, 0),
        files: files.path().to_owned(),
        secret: [1; 32],
        menus: Menus { public: &[], firm: &[], clerk: &[] },
        unread: None,
    });
    let (api, _) = deal::api::api().merge(remedy::api::api()).split_for_parts();
    let say = axum::middleware::from_fn_with_state(app.clone(), web::say_problems);
    let pages = remedy::pages::pages().merge(deal::pages::pages());
    Client { routes: api.merge(pages).layer(say).with_state(app), keys: 0, _files: files }
}

impl Client {
    async fn ask(&self, request: Request<Body>) -> (u16, Vec<u8>) {
        let answer = self.routes.clone().oneshot(request).await.expect("an answer");
        let status = answer.status().as_u16();
        let bytes = to_bytes(answer.into_body(), 1 << 24).await.expect("a body");
        (status, bytes.to_vec())
    }

    async fn send(&self, path: &str, (who, key): (&str, &str), body: &Value) -> (u16, Value) {
        let request = Request::builder()
            .method(Method::POST)
            .uri(format!("/api/v1{path}"))
            .header("content-type", "application/json")
            .header("idempotency-key", key)
            .header("authorization", format!("Bearer token-{who}"))
            .body(Body::from(body.to_string()));
        let (status, bytes) = self.ask(request.expect("a request")).await;
        (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
    }

    /// Sends each act twice: the second time it is only told again.
    async fn post(&mut self, path: &str, who: &str, body: Value) -> Value {
        self.keys += 1;
        let key = format!("k{}", self.keys);
        let (status, answer) = self.send(path, (who, &key), &body).await;
        assert_eq!(status, 201, "{path}: {answer}");
        assert_eq!(self.send(path, (who, &key), &body).await, (201, answer.clone()));
        answer
    }

    async fn refused(&mut self, path: &str, who: &str, body: Value) -> (u16, String) {
        self.keys += 1;
        let key = format!("k{}", self.keys);
        let (status, answer) = self.send(path, (who, &key), &body).await;
        (status, answer["code"].as_str().unwrap_or_default().to_owned())
    }

    async fn get(&self, path: &str, who: &str) -> (u16, Value) {
        let request = Request::get(format!("/api/v1{path}"))
            .header("authorization", format!("Bearer token-{who}"))
            .body(Body::empty());
        let (status, bytes) = self.ask(request.expect("a request")).await;
        (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
    }

    async fn page(&self, path: &str, who: &str, lang: &str) -> (u16, String) {
        let request = Request::get(path)
            .header("cookie", format!("jishi_session=token-{who}; jishi_lang={lang}"))
            .body(Body::empty());
        let (status, bytes) = self.ask(request.expect("a request")).await;
        (status, String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Sends a form with the guards of the page that it stands on.
    async fn form(&self, path: &str, who: &str, fields: &str) -> (u16, String) {
        let (_, shown) = self.page(path, who, "en").await;
        let (csrf, key) = (hidden(&shown, "csrf"), hidden(&shown, "key"));
        let request = Request::post(path)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("cookie", format!("jishi_session=token-{who}; jishi_lang=en"))
            .body(Body::from(format!("csrf={csrf}&key={key}&{fields}")));
        let (status, bytes) = self.ask(request.expect("a request")).await;
        (status, String::from_utf8_lossy(&bytes).into_owned())
    }

    /// The page in both languages, every word there.
    async fn reads(&self, path: &str, who: &str, told: [&str; 2]) {
        for (lang, told) in ["en", "zh-CN"].into_iter().zip(told) {
            let (status, text) = self.page(path, who, lang).await;
            assert_eq!(status, 200, "{path} for {who}");
            assert!(text.contains(told), "{path} {lang} does not say {told}: {text}");
            for raw in [">remedy-", ">deal-", ">refusal-"] {
                assert!(!text.contains(raw), "{path} {lang}: a word is missing");
            }
        }
    }
}

/// The value of a hidden field.
fn hidden(page: &str, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let after = page.split_once(&mark).expect("the field").1;
    after.split('"').next().expect("its value").to_owned()
}

fn amount(digits: &str) -> Value {
    json!({ "amount": digits, "currency": "USD" })
}

/// An order over 240.00, paid, on its way.
async fn ordered(market: &Market, client: &mut Client) -> String {
    let order = json!({ "lines": [{ "product": market.socks, "quantity": 240 }] });
    let placed = client.post("/deals", "buyer", order).await;
    let deal = format!("/deals/{}", placed["deal"].as_str().expect("an id"));
    market.top_up(24_000).await;
    client.post(&format!("{deal}/payments"), "buyer", json!({ "milestone": 1 })).await;
    let way = json!({ "carrier": "SF", "tracking": "SF1", "transport": "express" });
    client.post(&format!("{deal}/shipments"), "seller", way).await;
    deal
}

/// Claimed on day 9, refused, an officer called on day 12.
async fn disputed(market: &Market, client: &mut Client, deal: &str) -> (String, Which) {
    market.at(day(9)).await;
    let claim = json!({ "want": "money", "amount": amount("240.00"), "reason": "Another colour" });
    let ahead = client.send(&format!("{deal}/remedies?preview=true"), ("buyer", "p"), &claim).await;
    assert_eq!(ahead.1["effect"]["timers"][0]["kind"], "remedy-answer", "{ahead:?}");
    let done = client.post(&format!("{deal}/remedies"), "buyer", claim).await;
    let remedy = format!("{deal}/remedies/{}", done["remedy"].as_str().expect("an id"));
    let acts = format!("{remedy}/acts");
    assert_eq!(client.get(deal, "buyer").await.1["due_at"], Value::Null);
    client.reads(deal, "seller", ["Claim open", "售后处理中"]).await;
    client.reads(&remedy, "seller", ["Your turn", "轮到"]).await;
    client.reads(&format!("{remedy}/agree"), "seller", ["Wallet of", "的钱包"]).await;
    client.post(&acts, "seller", json!({ "act": "refuse", "reason": "As ordered." })).await;
    let early = client.refused(&acts, "buyer", json!({ "act": "step-in" })).await;
    assert_eq!(early, (422, "remedy-step-in-too-early".to_owned()));
    market.at(day(12)).await;
    client.post(&acts, "buyer", json!({ "act": "step-in" })).await;
    let id = |name: &str| done[name].as_str().expect("an id").to_owned();
    let deal = id("deal").parse().expect("a deal");
    (remedy, (deal, id("remedy").parse().expect("a remedy")))
}

/// Both show what they have: words, a photo, the conversation.
async fn evidence(market: &Market, client: &mut Client, remedy: &str) -> String {
    let (acts, files) = (format!("{remedy}/acts"), format!("{remedy}/evidence"));
    client.post(&acts, "buyer", json!({ "act": "tell", "text": "It is red, not blue." })).await;
    let request = Request::post(format!("/api/v1{files}?name=photo.pdf"))
        .header("content-type", "application/pdf")
        .header("idempotency-key", "photo")
        .header("authorization", "Bearer token-buyer")
        .body(Body::from(PDF));
    assert_eq!(client.ask(request.expect("a request")).await.0, 201);
    let (buyer, seller) = (market.buyer, market.seller);
    let talk = market.act(move |tx| open_talk(tx, &buyer, &seller)).await.expect("a talk");
    let said = json!({ "conversation": talk.to_string(), "from": 1 });
    client.post(&format!("{remedy}/messages"), "buyer", said).await;
    client.reads(remedy, "buyer", ["Show a file", "提交文件"]).await;
    client.post(&acts, "buyer", json!({ "act": "end-evidence" })).await;
    client.post(&acts, "seller", json!({ "act": "tell", "text": "The light was bad." })).await;
    client.post(&acts, "seller", json!({ "act": "end-evidence" })).await;
    let (_, seen) = client.get(remedy, "seller").await;
    assert_eq!(seen["evidence"].as_array().map(Vec::len), Some(2), "{seen}");
    seen["evidence"][1]["id"].as_str().expect("an id").to_owned()
}

fn open_talk(
    tx: &mut Tx<'_>,
    by: &Actor,
    to: &Actor,
) -> Outcome<kernel::Id<talk::ConversationKind>> {
    let opening = Opening {
        id: tx.id(),
        to: to.firm().ok_or(Stop::Absent)?,
        subject: Subject { kind: "deal".to_owned(), id: "x".to_owned(), title: "Socks".to_owned() },
        category: None,
        text: "Which colour did you send?".to_owned(),
    };
    talk::open(tx, by, &opening)?;
    Ok(opening.id)
}

/// The officer takes the case, reads it, and decides for the buyer.
async fn decide(client: &mut Client, remedy: &str, messages: &str) {
    let acts = format!("{remedy}/acts");
    assert_eq!(client.get(remedy, "officer").await.0, 403);
    client.reads("/disputes", "officer", ["Take the case", "受理此案"]).await;
    assert_eq!(client.page("/disputes", "buyer", "en").await.0, 404);
    client.post(&acts, "officer", json!({ "act": "take" })).await;
    client.reads(remedy, "officer", ["Decide", "裁定"]).await;
    client.reads(&format!("{remedy}/decide"), "officer", ["240.00", "240.00"]).await;
    let request = Request::get(format!("/api/v1{remedy}/evidence/{messages}"))
        .header("authorization", "Bearer token-officer")
        .body(Body::empty());
    let (status, file) = client.ask(request.expect("a request")).await;
    let file = String::from_utf8(file).expect("a text");
    assert!(status == 200 && file.contains("Which colour did you send?"), "{file}");
    talk::verify_evidence(&file).expect("the messages prove themselves");
    let decision = |published: &str| {
        json!({ "act": "decide", "to_buyer": amount("240.00"), "needs_return": true,
            "reasons": "The photo shows red socks.", "published": published })
    };
    let named = client.refused(&acts, "officer", decision("Göteborg got red socks")).await;
    assert_eq!(named, (422, "remedy-public-text-names".to_owned()));
    client.post(&acts, "officer", decision("The goods had another colour than described.")).await;
    let (_, told) = client.get("/decisions", "other").await;
    assert_eq!(told["rows"][0]["to_buyer_bps"], 10_000, "{told}");
    client.reads("/decisions", "nobody", ["100% to the buyer", "100% 退给买方"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_retail_order_that_goes_wrong() {
    for market in each_market().await {
        let mut client = client(&market);
        let deal = ordered(&market, &mut client).await;
        let (remedy, which) = disputed(&market, &mut client, &deal).await;
        let messages = evidence(&market, &mut client, &remedy).await;
        decide(&mut client, &remedy, &messages).await;
        let way = json!({ "act": "send-back", "carrier": "SF", "tracking": "SF2",
            "transport": "express" });
        client.post(&format!("{remedy}/acts"), "buyer", way).await;
        // The shop is silent: ten days after the waybill the money goes back. Talk has timers too.
        market.at(day(22).plus_seconds(-1)).await;
        assert_eq!(market.sums(which.0).await[2], 24_000);
        assert_eq!(market.at(day(22)).await, 1);
        assert_eq!(market.sums(which.0).await, [24_000, 0, 0, 0, 24_000, 0]);
        assert_eq!((market.stage(which.0).await, market.finishes(which.0).await), ("finished", 1));
        let (_, seen) = client.get(&remedy, "buyer").await;
        assert_eq!((&seen["state"], &seen["acts"]), (&json!("succeeded"), &json!([])));
        client.reads(&format!("{deal}/timeline"), "seller", ["was decided", "已裁定"]).await;
        client.reads(&format!("{deal}/remedies"), "buyer", ["Granted", "已成功"]).await;
        for page in [remedy.clone(), format!("{remedy}/agree"), format!("{deal}/remedies")] {
            assert_eq!(client.page(&page, "other", "en").await.0, 404, "{page}");
        }
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_order_is_released_by_silence_and_a_third_closes_unpaid() {
    for market in each_market().await {
        let mut client = client(&market);
        let second = ordered(&market, &mut client).await;
        let order = json!({ "lines": [{ "product": market.socks, "quantity": 240 }] });
        let third = client.post("/deals", "buyer", order).await;
        let third = format!("/deals/{}", third["deal"].as_str().expect("an id"));
        assert_eq!(market.at(day(5).plus_seconds(-1)).await, 0);
        assert_eq!(market.at(day(5)).await, 1);
        assert_eq!(client.get(&third, "buyer").await.1["tracks"]["stage"], "closed");
        assert_eq!(market.at(day(10).plus_seconds(-1)).await, 0);
        assert_eq!(market.at(day(10)).await, 1);
        let (_, seen) = client.get(&second, "seller").await;
        assert_eq!(seen["tracks"]["stage"], "finished");
        assert_eq!(seen["money"]["released"], json!(amount("239.28")));
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_forms_look_before_they_act_and_say_what_is_wrong() {
    let market = super::market(testkit::Engine::Sqlite).await;
    let mut client = client(&market);
    let deal = ordered(&market, &mut client).await;
    let new = format!("{deal}/remedies/new");
    client.reads(&new, "buyer", ["Make a claim", "申请售后"]).await;
    let form =
        |step: &str, digits: &str| format!("want=return&amount={digits}&reason=torn&step={step}");
    let (status, text) = client.form(&new, "buyer", &form("look", "300")).await;
    assert_eq!(status, 422);
    assert!(text.contains("at most"), "{text}");
    let (status, text) = client.form(&new, "buyer", &form("look", "240")).await;
    assert_eq!(status, 200);
    assert!(text.contains("silence counts as yes") && text.contains("Make the claim"), "{text}");
    assert_eq!(client.form(&new, "buyer", &form("do", "240")).await.0, 303);
    client.reads(&format!("{deal}/remedies"), "seller", ["Seller answers", "等卖方答复"]).await;
    assert_eq!(client.page(&new, "seller", "en").await.0, 403);
    client.reads("/remedy-rules", "nobody", ["Officer with the case", "受理仲裁员"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_changes_a_claim_sees_and_chooses_the_goods_that_it_is_about() {
    let market = super::market(testkit::Engine::Sqlite).await;
    let client = client(&market);
    let id = super::parcels::sent_in(&market, &[30]).await;
    let first = market.parcels(id).await[0];
    let new = format!("/deals/{id}/remedies/new");
    client.reads(&new, "buyer", ["Parcel SF100", "包裹 SF100"]).await;
    market.at(day(2)).await;
    let about = remedy::About { shipment: Some(first), lines: Vec::new() };
    let claim = remedy::NewRemedy { about, ..super::wanting(remedy::Want::Money, 2_000) };
    let which = (id, market.ask(id, claim).await.expect("asked").remedy);
    let change = format!("/deals/{id}/remedies/{}/change", which.1);
    let named = format!("{{&quot;shipment&quot;:&quot;{first}&quot;}}");
    let (_, page) = client.page(&change, "buyer", "en").await;
    assert!(page.contains(&format!("value=\"{named}\" selected")), "{page}");
    let fields = |about: &str, step: &str| {
        format!("about={about}&want=money&amount=30&reason=torn&step={step}")
    };
    let typed = format!("%7B%22shipment%22%3A%22{first}%22%7D");
    let (status, page) = client.form(&change, "buyer", &fields(&typed, "look")).await;
    assert_eq!(status, 200);
    assert!(page.contains(&format!("name=\"about\" value=\"{named}\"")), "{page}");
    assert_eq!(client.form(&change, "buyer", &fields(&typed, "do")).await.0, 303);
    assert_eq!(market.view(which).await.remedy.about.shipment, Some(first));
    assert_eq!(client.form(&change, "buyer", &fields("", "do")).await.0, 303);
    assert!(market.view(which).await.remedy.about.is_all());
    assert_eq!(client.form(&change, "buyer", &fields("nothing", "look")).await.0, 422);
}
