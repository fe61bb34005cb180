//! Conversations as people and programs read and send them.

use super::{Fair, TALK, firm_of};
use axum::body::{Body, to_bytes};
use axum::http::{Request, Response, StatusCode};
use kernel::{Actor, Desk, Id, Outcome};
use serde_json::{Value, json};
use store::Tx;
use testkit::Engine;
use tower::ServiceExt;

struct Market {
    fair: Fair,
    routes: axum::Router,
    app: web::App,
    _files: tempfile::TempDir,
}

struct Answer {
    status: StatusCode,
    headers: axum::http::HeaderMap,
    text: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.text).expect("JSON")
    }
}

fn sign_in(tx: &mut Tx<'_>, token: &[u8; 32]) -> Outcome<Actor> {
    if *token == web::hash_of_token("officer") {
        return Ok(Actor::Clerk { person: Id::new(5), desk: Desk::Officer });
    }
    party::sign_in_by_hash(tx, token)
}

async fn market() -> Market {
    let fair = Fair::asked(Engine::Sqlite).await;
    let files = tempfile::tempdir().expect("a folder");
    let words = [web::LOCALES, party::LOCALES, talk::LOCALES].concat();
    let place = web::Place {
        name: "Fair".into(),
        name_zh: "集市".into(),
        url: "http://localhost".into(),
        zone: "UTC".into(),
        is_simulated: true,
    };
    let app = web::App::new(web::Parts {
        store: fair.fresh.store.clone(),
        words: web::Words::read(&words).expect("words"),
        sign_in,
        place,
        limits: web::Limits::per_second(0, 0),
        files: files.path().to_owned(),
        secret: [7; 32],
        menus: web::page::Menus { public: &[], firm: &[], clerk: &[] },
        unread: None,
    });
    let (api, _) = talk::api::api().split_for_parts();
    let say = axum::middleware::from_fn_with_state(app.clone(), web::say_problems);
    let routes = api.merge(talk::pages::pages()).layer(say).with_state(app.clone());
    Market { fair, routes, app, _files: files }
}

fn here(rest: &str) -> String {
    format!("/messages/{TALK}{rest}")
}

impl Market {
    async fn open(
        &self,
        by: &str,
        ask: axum::http::request::Builder,
        body: Body,
    ) -> Response<Body> {
        let ask = ask
            .header("cookie", format!("jishi_session={by}"))
            .header("authorization", format!("Bearer {by}"));
        let ask = ask.body(body).expect("a request");
        self.routes.clone().oneshot(ask).await.expect("an answer")
    }

    async fn ask(&self, by: &str, ask: axum::http::request::Builder, body: Body) -> Answer {
        let (parts, body) = self.open(by, ask, body).await.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.expect("a body");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: parts.status, headers: parts.headers, text }
    }

    async fn get(&self, by: &str, path: &str) -> Answer {
        self.ask(by, Request::get(path), Body::empty()).await
    }

    /// Sends a form with the guards of the conversation's page.
    async fn send(&self, by: &str, path: &str, fields: &str) -> Answer {
        let page = self.get(by, "/messages/mail").await.text;
        let guards = format!("csrf={}&key={}", hidden(&page, "csrf"), hidden(&page, "key"));
        let form = Request::post(path).header("content-type", "application/x-www-form-urlencoded");
        self.ask(by, form, Body::from(format!("{guards}&{fields}"))).await
    }

    async fn call(&self, by: &str, method: &str, path: &str, body: Value) -> Answer {
        let key: String = format!("{method}{path}{body}").chars().rev().take(60).collect();
        let key: String = key.chars().map(|c| if c.is_ascii_graphic() { c } else { '-' }).collect();
        let ask = Request::builder()
            .method(method)
            .uri(format!("/api/v1{path}"))
            .header("idempotency-key", key)
            .header("content-type", "application/json");
        self.ask(by, ask, Body::from(body.to_string())).await
    }

    async fn send_file(&self, by: &str, name: &str, file: &[u8]) -> Answer {
        let page = self.get(by, &here("")).await.text;
        let field = |name: &str, value: &str| {
            format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let head = format!(
            "{}{}{}--x\r\nContent-Disposition: form-data; name=\"file\"; \
             filename=\"{name}\"\r\n\r\n",
            field("csrf", &hidden(&page, "csrf")),
            field("key", &hidden(&page, "key")),
            field("beside", "合同见附件")
        );
        let body = [head.as_bytes(), file, b"\r\n--x--\r\n"].concat();
        let ask =
            Request::post(here("/files")).header("content-type", "multipart/form-data; boundary=x");
        self.ask(by, ask, Body::from(body)).await
    }
}

fn hidden(page: &str, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let after = page.split_once(&mark).unwrap_or_else(|| panic!("no {name} in {page}")).1;
    after.split('"').next().expect("its value").to_owned()
}

const PDF: &[u8] = b"%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\n%%EOF\n";

#[tokio::test(flavor = "multi_thread")]
async fn a_conversation_is_read_and_answered_on_its_page() {
    let market = market().await;
    let list = market.get("lanhua", "/messages").await;
    assert!(list.text.contains("Hiking sock") && list.text.contains("1 new"), "{}", list.text);
    let page = market.get("lanhua", &here("")).await;
    assert!(page.text.contains("How much for 5,000?"), "{}", page.text);
    let list = market.get("lanhua", "/messages").await;
    assert!(!list.text.contains("1 new"), "looking at it has read it");
    let said = market.send("lanhua", &here(""), "text=可以，交货期25天，FOB宁波").await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text);
    let page = market.get("nordvik", &here("")).await.text;
    for wanted in ["交货期", "[delivery time]", "25", "FOB", "Word help, not a translation"] {
        assert!(page.contains(wanted), "{wanted} in {page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_third_firm_that_guesses_finds_nothing() {
    let market = market().await;
    let paths = ["", "/new?after=message_0000000000000", "/evidence", "/evidence.json"];
    for path in paths {
        let answer = market.get("olu", &here(path)).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}: {}", answer.text);
    }
    for path in ["", "/seen", "/block", "/report"] {
        let answer = market.send("olu", &here(path), "text=Hello&reason=spam").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}: {}", answer.text);
    }
    let nothing = market.get("lanhua", "/messages/talk_0000000000099").await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND);
    assert_eq!(market.get("lanhua", "/messages/x").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn bank_details_come_back_with_a_warning_and_go_when_the_writer_is_sure() {
    let market = market().await;
    let typed = "text=IBAN+DE89+3704+0044+0532+0130+00";
    let asked = market.send("lanhua", &here(""), typed).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(asked.text.contains("An IBAN is in this message."), "{}", asked.text);
    assert!(asked.text.contains("name=\"sure\""));
    let sent = market.send("lanhua", &here(""), &format!("{typed}&sure=1")).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    let page = market.get("nordvik", &here("")).await.text;
    assert!(page.contains("Paying outside the guarantee loses its protection"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paper_is_sent_and_fetched_by_both_and_by_nobody_else() {
    let market = market().await;
    let sent = market.send_file("lanhua", "合同.pdf", PDF).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    let page = market.get("nordvik", &here("")).await.text;
    let path = page.split(&here("/files/")).nth(1).expect("a link").split('"').next();
    let path = here(&format!("/files/{}", path.expect("its end")));
    let file = market.get("nordvik", &path).await;
    assert_eq!((file.status, file.text.as_bytes()), (StatusCode::OK, PDF));
    let named = file.headers["content-disposition"].to_str().expect("a header");
    assert_eq!(named, "attachment; filename*=UTF-8''%E5%90%88%E5%90%8C.pdf");
    assert_eq!(file.headers["x-content-type-options"], "nosniff");
    assert_eq!(market.get("olu", &path).await.status, StatusCode::NOT_FOUND);
    let wrong = market.send_file("lanhua", "photo.jpg", b"MZ not a photo").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("Only photos"), "{}", wrong.text);
}

/// The next pieces of a stream until one holds a text.
async fn until(body: &mut Body, wanted: &str) -> String {
    let mut seen = String::new();
    let pieces = async {
        while !seen.contains(wanted) {
            let frame = std::future::poll_fn(|context| {
                axum::body::HttpBody::poll_frame(std::pin::Pin::new(&mut *body), context)
            });
            let Some(Ok(frame)) = frame.await else { break };
            seen += &String::from_utf8_lossy(&frame.into_data().unwrap_or_default());
        }
    };
    let in_time = tokio::time::timeout(std::time::Duration::from_secs(20), pieces).await;
    assert!(in_time.is_ok(), "no {wanted} in {seen}");
    seen
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_tells_of_messages_and_goes_on_where_it_was() {
    let market = market().await;
    let stream = || Request::get("/messages/events");
    let mut live = market.open("lanhua", stream(), Body::empty()).await.into_body();
    until(&mut live, "event: hello").await;
    let first = market.fair.says(market.fair.buyer, "Hello?").await.expect("said");
    let told = until(&mut live, "event: said").await;
    assert!(told.contains(&format!("id: {}", first.id.raw())), "{told}");
    assert!(told.contains(&format!("\"conversation\":\"{TALK}\"")), "{told}");
    drop(live);
    market.fair.says(market.fair.buyer, "Still there?").await.expect("said");
    let again = stream().header("last-event-id", first.id.raw().to_string());
    let mut live = market.open("lanhua", again, Body::empty()).await.into_body();
    until(&mut live, "\"unread\":1").await;
    let wrong = stream().header("last-event-id", "drop table");
    let mut begun = market.open("lanhua", wrong, Body::empty()).await.into_body();
    until(&mut begun, "event: hello").await;
    let fresh = market.get("lanhua", &here(&format!("/new?after={}", first.id))).await;
    assert!(fresh.text.contains("Still there?") && !fresh.text.contains("Hello?"));
    assert!(!fresh.text.contains("<html"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_holds_four_streams_and_a_stranger_none() {
    let market = market().await;
    let stream = || Request::get("/messages/events");
    let mut held = Vec::new();
    for _ in 0..4 {
        let open = market.open("lanhua", stream(), Body::empty()).await;
        assert_eq!(open.status(), StatusCode::OK);
        held.push(open);
    }
    let fifth = market.open("lanhua", stream(), Body::empty()).await;
    assert_eq!(fifth.status(), StatusCode::TOO_MANY_REQUESTS);
    drop(held);
    let open = market.open("lanhua", stream(), Body::empty()).await;
    assert_eq!(open.status(), StatusCode::OK);
    let stranger = market.open("nobody", stream(), Body::empty()).await;
    assert_ne!(stranger.status(), StatusCode::OK);
    let mut body = open.into_body();
    until(&mut body, "event: hello").await;
    market.app.end_streams();
    let rest = to_bytes(body, usize::MAX).await.expect("it ends with the server");
    assert!(!String::from_utf8_lossy(&rest).contains("said"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_does_all_that_the_pages_do() {
    let market = market().await;
    let at = format!("/conversations/{TALK}");
    let say = format!("{at}/messages");
    let said = market.call("lanhua", "POST", &say, json!({"text": "可以"})).await;
    assert_eq!((said.status, &said.json()["nth"]), (StatusCode::CREATED, &json!(2)));
    let body = json!({"text": "卡号 6222 0212 0800 1234 561"});
    let warned = market.call("lanhua", "POST", &say, body).await;
    assert_eq!(warned.json()["code"], "talk-bank-details", "{}", warned.text);
    market.fair.followers().await;
    let read = market.get("nordvik", &format!("/api/v1{at}")).await.json();
    assert_eq!(
        (&read["messages"]["rows"][1]["text"], &read["replies"]["asked"]),
        (&json!("可以"), &json!(1))
    );
    let list = market.get("nordvik", "/api/v1/conversations").await.json();
    assert_eq!(
        (&list["rows"][0]["unread"], &list["rows"][0]["subject"]["kind"]),
        (&json!(1), &json!("inquiry"))
    );
    let file = market.get("nordvik", &format!("/api/v1{at}/evidence")).await;
    assert_eq!(talk::verify_evidence(&file.text).map(|proven| proven.messages), Ok(2));
    let seller = firm_of(market.fair.seller);
    let block = format!("/blocked-firms/{seller}");
    assert_eq!(market.call("nordvik", "PUT", &block, json!({})).await.status, StatusCode::OK);
    let stopped = market.call("lanhua", "POST", &say, json!({"text": "?"})).await;
    assert_eq!(stopped.json()["code"], "talk-not-taken");
    let why = json!({"why": "Case 12"});
    let officer = market.call("officer", "POST", &format!("{at}/officer-reads"), why.clone()).await;
    assert_eq!(officer.status, StatusCode::CREATED, "{}", officer.text);
    let other = market.call("olu", "POST", &format!("{at}/officer-reads"), why).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desk_reads_a_reported_conversation_after_saying_why() {
    let market = market().await;
    let reported =
        market.send("nordvik", &here("/report"), "reason=fraud&note=Money+outside").await;
    assert_eq!(reported.status, StatusCode::SEE_OTHER, "{}", reported.text);
    assert_eq!(market.get("nordvik", "/reports").await.status, StatusCode::NOT_FOUND);
    let queue = market.get("officer", "/reports").await.text;
    assert!(queue.contains("nordvik reports lanhua") && queue.contains("Money outside"), "{queue}");
}
