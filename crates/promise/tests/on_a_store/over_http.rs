//! J6 through the routes: a retail order that goes wrong, by API and as people read it.

use super::{CLERKS, Market, OFFICERS, day, each_market, usd};
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
    if *hash == hash_of_token("token-clerk") {
        return Ok(CLERKS[0]);
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
        promise::LOCALES,
    ];
    let files = tempfile::tempdir().expect("a folder");
    let app = App::new(Parts {
        store: market.store().clone(),
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
    let routes = deal::api::api().merge(remedy::api::api()).merge(promise::api::api());
    let (api, _) = routes.merge(custody::api::api()).merge(party::api::api()).split_for_parts();
    let say = axum::middleware::from_fn_with_state(app.clone(), web::say_problems);
    let pages = remedy::pages::pages().merge(deal::pages::pages());
    let pages = pages.merge(promise::pages::pages()).merge(custody::pages::pages());
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

    /// The same for a form that stands on another page.
    async fn act(&self, page: &str, path: &str, who: &str, fields: &str) -> (u16, String) {
        let (_, shown) = self.page(page, who, "en").await;
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
            for raw in [">remedy-", ">deal-", ">refusal-", ">promise-", ">custody-", ">party-"] {
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
    let deal = format!("/deals/{}", text(&placed, "deal"));
    market.gives(market.buyer, 24_000).await;
    client.post(&format!("{deal}/payments"), "buyer", json!({ "milestone": 1 })).await;
    let way = json!({ "carrier": "SF", "tracking": "SF1", "transport": "express" });
    client.post(&format!("{deal}/shipments"), "seller", way).await;
    deal
}

fn text(value: &Value, name: &str) -> String {
    value[name].as_str().unwrap_or_else(|| panic!("no {name} in {value}")).to_owned()
}

/// The shop signs as described and seven days, and that no goods are fakes; the fund is fed.
async fn signs(market: &Market, client: &mut Client) {
    market.gives(market.seller, 100_000).await;
    let sign = json!({ "promises": ["no-reason", "fake"], "deposit": amount("1000.00") });
    let done = client.post("/firm/promises", "seller", sign).await;
    assert_eq!((&done["state"], &done["required"]), (&json!("active"), &json!(amount("1000.00"))));
    let firm = format!("/firms/{}", market.seller.firm().expect("a firm"));
    let (_, seen) = client.get(&format!("{firm}/promises"), "other").await;
    assert_eq!(seen["promises"].as_array().map(Vec::len), Some(3), "{seen}");
    assert_eq!(seen["covers"][0]["deposit"], amount("1000.00"));
    assert_eq!(client.get(&firm, "other").await.1["trust"]["promises"][0], "truthful");
    client.reads(&format!("{firm}/promises"), "nobody", ["A fake costs", "假一赔三"]).await;
    client.reads("/firm/promises", "seller", ["Badge on", "标志已显示"]).await;
    market.act(|tx| super::earn(tx, 200_000)).await.expect("earned");
    let feed = json!({ "amount": amount("2000.00"), "note": "To begin with" });
    client.post("/desk/fund-feeds", "clerk", feed.clone()).await;
    assert_eq!(client.refused("/desk/fund-feeds", "buyer", feed).await.0, 403);
}

/// Refused on day 9, called on day 12, decided for the buyer, the goods went back, silence.
async fn returned(market: &Market, client: &mut Client, deal: &str) {
    market.at(day(9)).await;
    let claim = json!({ "want": "money", "amount": amount("240.00"), "reason": "Another make" });
    let done = client.post(&format!("{deal}/remedies"), "buyer", claim).await;
    let acts = format!("{deal}/remedies/{}/acts", text(&done, "remedy"));
    assert_eq!(client.get(deal, "buyer").await.1["due_at"], Value::Null, "the clock stands");
    client.post(&acts, "seller", json!({ "act": "refuse", "reason": "As ordered." })).await;
    market.at(day(12)).await;
    client.post(&acts, "buyer", json!({ "act": "step-in" })).await;
    for who in ["buyer", "seller"] {
        client.post(&acts, who, json!({ "act": "end-evidence" })).await;
    }
    client.post(&acts, "officer", json!({ "act": "take" })).await;
    let decision = json!({ "act": "decide", "to_buyer": amount("240.00"), "needs_return": true,
        "reasons": "The label differs.", "published": "The goods were of another make." });
    client.post(&acts, "officer", decision).await;
    let way = json!({ "act": "send-back", "carrier": "SF", "tracking": "SF2",
        "transport": "express" });
    client.post(&acts, "buyer", way).await;
    market.at(day(22).plus_seconds(-1)).await;
    assert_eq!(client.get(deal, "buyer").await.1["tracks"]["stage"], "shipped");
    market.at(day(22)).await;
    let (_, seen) = client.get(deal, "buyer").await;
    assert_eq!(seen["tracks"]["stage"], "finished", "T6 paid: {seen}");
}

/// A fake is claimed with the messages, refused by the shop, upheld, paid.
async fn compensated(market: &Market, client: &mut Client, deal: &str) {
    let all = format!("{deal}/compensations");
    client.reads(&format!("{all}/new"), "buyer", ["A fake costs", "假一赔三"]).await;
    let claim = |sum| json!({ "promise": "fake", "amount": amount(sum), "reason": "A fake" });
    let much = client.refused(&all, "buyer", claim("720.01")).await;
    assert_eq!(much, (422, "promise-amount-out-of-range".to_owned()));
    let done = client.post(&all, "buyer", claim("720.00")).await;
    let one = format!("{all}/{}", text(&done, "compensation"));
    let acts = format!("{one}/acts");
    let request = Request::post(format!("/api/v1{one}/evidence?name=label.pdf"))
        .header("content-type", "application/pdf")
        .header("idempotency-key", "label")
        .header("authorization", "Bearer token-buyer")
        .body(Body::from(PDF));
    assert_eq!(client.ask(request.expect("a request")).await.0, 201);
    let (buyer, seller) = (market.buyer, market.seller);
    let talk = market.act(move |tx| open_talk(tx, &buyer, &seller)).await.expect("a talk");
    let said = json!({ "conversation": talk.to_string(), "from": 1 });
    client.post(&format!("{one}/messages"), "buyer", said).await;
    client.post(&acts, "buyer", json!({ "act": "tell", "text": "The maker says so." })).await;
    client.reads(&one, "seller", ["The fund pays the buyer", "基金向买家付款"]).await;
    client.post(&acts, "seller", json!({ "act": "refuse", "reason": "It is genuine." })).await;
    assert_eq!(client.get(&one, "officer").await.0, 403);
    client.reads("/desk/compensations", "officer", ["Take the case", "受理此案"]).await;
    client.post(&acts, "officer", json!({ "act": "take" })).await;
    let (_, seen) = client.get(&one, "officer").await;
    assert_eq!(seen["evidence"].as_array().map(Vec::len), Some(2), "{seen}");
    let piece = text(&seen["evidence"][0], "id");
    for (who, status) in [("officer", 200), ("other", 404)] {
        let request = Request::get(format!("/api/v1{one}/evidence/{piece}"))
            .header("authorization", format!("Bearer token-{who}"))
            .body(Body::empty());
        let (seen, file) = client.ask(request.expect("a request")).await;
        assert_eq!((seen, file == PDF), (status, status == 200), "{who}");
    }
    client.reads(&one, "officer", ["In the protection fund", "保障基金余额"]).await;
    let decide = json!({ "act": "decide", "awarded": amount("720.00"), "reasons": "A fake." });
    let paid = client.post(&acts, "officer", decide).await;
    assert_eq!(paid["state"], "paid");
    client.reads(&one, "buyer", ["The protection fund has paid", "保障基金已赔付"]).await;
    for page in [one.clone(), all.clone()] {
        assert_eq!(client.page(&page, "other", "en").await.0, 404, "{page}");
    }
    client.reads("/compensations", "seller", ["A buyer claims from you", "买家对您提出"]).await;
    client.reads(&format!("{deal}/timeline"), "seller", ["fund paid", "保障基金向买家赔付"]).await;
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

/// What everybody can read of it.
async fn public(market: &Market, client: &mut Client) {
    let (_, lines) = client.get("/fund/USD", "other").await;
    let told: Vec<String> = lines["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|line| {
            format!(
                "{} {} {}",
                text(line, "kind"),
                text(line, "about"),
                text(&line["amount"], "amount")
            )
        })
        .collect();
    assert_eq!(told, ["recovered deposit 720.00", "paid fake -720.00", "fed fees 2000.00"]);
    let lines = lines.to_string();
    for names in ["deal_", "firm_", "compensation_", "transfer"] {
        assert!(!lines.contains(names), "{names} in {lines}");
    }
    assert_eq!(client.get("/fund", "other").await.1["balances"], json!([amount("2000.00")]));
    client.reads("/fund", "nobody", ["Protection fund", "保障基金"]).await;
    client.reads("/fund/USD", "nobody", ["Paid to a buyer", "赔付买家"]).await;
    let (status, csv) = client.page("/fund/USD/lines.csv", "nobody", "en").await;
    assert_eq!(status, 200);
    assert_eq!(csv.lines().nth(2), Some("2,2026-03-24,paid,fake,-720.00,1280.00,USD"), "{csv}");
    client.reads("/promise-rules", "nobody", ["3 times the price", "3 倍"]).await;
    client.reads("/desk/fund", "clerk", ["Put something in", "注资"]).await;
    market.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn j6_a_retail_order_that_goes_wrong_costs_the_shop_three_times_the_price_and_its_badge() {
    for mut market in each_market().await {
        let mut client = client(&market);
        signs(&market, &mut client).await;
        let deal = ordered(&market, &mut client).await;
        let second = ordered(&market, &mut client).await;
        returned(&market, &mut client, &deal).await;
        let (_, seen) = client.get(&second, "seller").await;
        assert_eq!(seen["tracks"]["stage"], "finished", "day 10: released by silence");
        compensated(&market, &mut client, &deal).await;
        let stands = client.get("/firm/promises", "seller").await.1;
        assert_eq!(stands["covers"][0]["state"], "short");
        assert_eq!(stands["covers"][0]["deposit"], amount("280.00"));
        client.reads("/firm/promises", "seller", ["Fill the deposit up", "补足保证金"]).await;
        public(&market, &mut client).await;
        drop(client);
        market.reopen_if_alone();
        market.at(day(29).plus_seconds(-1)).await;
        assert_eq!(market.badge().await, ["truthful", "no-reason", "fake"]);
        market.at(day(29)).await;
        assert_eq!(market.badge().await, Vec::<String>::new());
        assert_eq!(market.stands().await.deposit, usd(28_000));
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_forms_sign_claim_and_decide_and_say_what_is_wrong() {
    let market = super::market(testkit::Engine::Sqlite).await;
    let mut client = client(&market);
    market.gives(market.seller, 100_000).await;
    let sign = |digits: &str| format!("fake=1&deposit={digits}&currency=USD");
    let (status, page) = client.form("/firm/promises", "seller", &sign("999.99")).await;
    assert_eq!(status, 422);
    assert!(page.contains("1,000.00 is missing") && page.contains("999.99"), "{page}");
    assert_eq!(client.form("/firm/promises", "seller", &sign("1,000.00")).await.0, 303);
    let deal = ordered(&market, &mut client).await;
    client.post(&format!("{deal}/confirmations"), "buyer", json!({})).await;
    client.reads(&format!("{deal}/compensations"), "buyer", ["No claim", "没有赔付申请"]).await;
    let new = format!("{deal}/compensations/new");
    let claim = |digits: &str| format!("promise=fake&amount={digits}&reason=A+fake");
    let (status, page) = client.form(&new, "buyer", &claim("800")).await;
    assert_eq!(status, 422);
    assert!(page.contains("720.00") && page.contains("A fake"), "{page}");
    assert_eq!(client.form(&new, "buyer", &claim("720")).await.0, 303);
    let (_, rows) = client.get("/compensations", "seller").await;
    let one = format!("{deal}/compensations/{}", text(&rows["rows"][0], "compensation"));
    let act = |one: &str, word: &str| format!("{one}/{word}");
    let (status, page) = client.act(&one, &act(&one, "refuse"), "seller", "reason=").await;
    assert_eq!(status, 422);
    assert!(page.contains("Write something"), "{page}");
    assert_eq!(client.act(&one, &act(&one, "agree"), "seller", "").await.0, 303);
    let (_, seen) = client.get(&one, "buyer").await;
    assert_eq!((&seen["state"], &seen["is_agreed"]), (&json!("paid"), &json!(true)));
    market.gives(market.seller, 72_000).await;
    let fill = client.act("/firm/promises", "/firm/promises/top-up", "seller", "currency=USD");
    assert_eq!(fill.await.0, 303);
    let end = client.act("/firm/promises", "/firm/promises/end", "seller", "currency=USD").await;
    assert_eq!(end.0, 303);
    assert_eq!(market.badge().await, Vec::<String>::new());
    market.verify().await;
}
