//! Fees through the routes: pages, tables, documents.

use super::{Market, OPERATOR, each_market, market, of_berlin, of_zhuji};
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request};
use billing::Fonts;
use futures_util::StreamExt;
use kernel::{Actor, Outcome};
use serde_json::{Value, json};
use store::Tx;
use testkit::Engine;
use tower::ServiceExt;
use web::page::Menus;
use web::{App, Limits, Parts, Place, Words, hash_of_token};

/// Clerks have no door of their own in this crate.
fn sign_in(tx: &mut Tx<'_>, hash: &[u8; 32]) -> Outcome<Actor> {
    if *hash == hash_of_token("token-operator") {
        return Ok(OPERATOR);
    }
    party::sign_in_by_hash(tx, hash)
}

struct Client {
    routes: axum::Router,
    _files: tempfile::TempDir,
}

fn client(market: &Market, fonts: Fonts) -> Client {
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
        billing::LOCALES,
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
    let (api, _) = billing::api::api().split_for_parts();
    let say = axum::middleware::from_fn_with_state(app.clone(), web::say_problems);
    let pages = billing::pages::pages(fonts);
    Client { routes: api.merge(pages).layer(say).with_state(app), _files: files }
}

impl Client {
    async fn ask(&self, request: Request<Body>) -> (u16, Vec<u8>) {
        let answer = self.routes.clone().oneshot(request).await.expect("an answer");
        let status = answer.status().as_u16();
        let bytes = to_bytes(answer.into_body(), 1 << 24).await.expect("a body");
        (status, bytes.to_vec())
    }

    async fn get(&self, path: &str, who: &str, lang: &str) -> (u16, Vec<u8>) {
        let request = Request::get(path)
            .header("cookie", format!("jishi_session=token-{who}; jishi_lang={lang}"));
        // Programs carry a key, browsers a cookie.
        let request = match path.starts_with("/api/") {
            true => request.header("authorization", format!("Bearer token-{who}")),
            false => request,
        };
        let request = request.body(Body::empty());
        self.ask(request.expect("a request")).await
    }

    async fn text(&self, path: &str, who: &str, lang: &str) -> (u16, String) {
        let (status, bytes) = self.get(path, who, lang).await;
        (status, String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Sends a form with the guards of a page.
    async fn form(&self, (page, path): (&str, &str), who: &str, fields: &str) -> (u16, String) {
        let (_, shown) = self.text(page, who, "en").await;
        let guard = |name: &str| {
            let begin = shown.split_once(&format!("name=\"{name}\" value=\"")).expect("a guard").1;
            begin.split_once('"').expect("its end").0.to_owned()
        };
        let body = format!("csrf={}&key={}&{fields}", guard("csrf"), guard("key"));
        let request = Request::post(path)
            .header("cookie", format!("jishi_session=token-{who}; jishi_lang=en"))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(body));
        let (status, bytes) = self.ask(request.expect("a request")).await;
        (status, String::from_utf8_lossy(&bytes).into_owned())
    }

    async fn put(&self, who: &str, key: &str, version: i64, body: &Value) -> (u16, Value) {
        let request = Request::builder()
            .method(Method::PUT)
            .uri("/api/v1/billing-details")
            .header("content-type", "application/json")
            .header("idempotency-key", key)
            .header("if-match", format!("\"{version}\""))
            .header("authorization", format!("Bearer token-{who}"))
            .body(Body::from(body.to_string()));
        let (status, bytes) = self.ask(request.expect("a request")).await;
        (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
    }
}

/// A month with a fee, a refund of it and an issued invoice.
async fn begun(market: &Market) {
    market.say_who(of_berlin(), of_zhuji("")).await;
    let deal = market.traded(10_000, "2026-03-10T04:00:00Z").await;
    market.refund(deal, 100_000, "2026-03-11T04:00:00Z").await;
    market.follow().await;
    market.wait_until("2026-04-03T04:00:00Z").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_firm_reads_its_month_as_page_table_and_json_and_nobody_else_does() {
    for market in each_market().await {
        begun(&market).await;
        let client = client(&market, Fonts::default());
        for lang in ["en", "zh-CN"] {
            for path in ["/fees", "/fees/2026-03/USD", "/fees/invoices", "/fees/details"] {
                let (status, page) = client.text(path, "seller", lang).await;
                assert_eq!(status, 200, "{path}");
                assert!(!page.contains("billing-"), "a word is missing on {path}");
            }
        }
        let (_, page) = client.text("/fees/2026-03/USD", "seller", "en").await;
        assert!(page.contains("27.00") && page.contains("2026-000001"), "{page}");
        let (status, table) = client.text("/fees/2026-03/USD/csv", "seller", "en").await;
        assert_eq!(status, 200);
        let rows: Vec<&str> = table.lines().collect();
        assert_eq!(rows.len(), 3, "{table}");
        assert!(
            rows[1].contains(",fee,10000.00,30.00,25.21,4.79,USD,2026-03,classic-1"),
            "{table}"
        );
        assert!(rows[2].contains(",refund,1000.00,-3.00,-2.52,-0.48,USD,2026-03,"), "{table}");
        let (status, xml) = client.text("/fees/invoices", "other", "en").await;
        assert!(status == 200 && !xml.contains("2026-000001"));
        for path in ["/fees/2026-03/USD", "/fees/2026-03/USD/csv", "/fees/2026-03/USD/pdf"] {
            assert_eq!(client.get(path, "other", "en").await.0, 404, "{path}");
        }
        let id = market.documents().await[0].id;
        for form in ["xml", "pdf"] {
            let path = format!("/fees/invoices/{id}/{form}");
            assert_eq!(client.get(&path, "other", "en").await.0, 404, "{path}");
            assert_eq!(client.get(&path, "seller", "en").await.0, 200, "{path}");
        }
        for path in ["/fees/2027-01/USD", "/api/v1/fees/2027-01/USD"] {
            assert_eq!(client.get(path, "seller", "en").await.0, 422, "{path}");
        }
        for path in ["/fees/2026-3/USD", "/fees/2026-03/AAA", "/fees/2026-03/EUR/csv"] {
            assert_eq!(client.get(path, "seller", "en").await.0, 404, "{path}");
        }
        let (_, seen) = client.text("/api/v1/fees/2026-03/USD", "seller", "en").await;
        let seen: Value = serde_json::from_str(&seen).expect("JSON");
        assert_eq!(seen["statement"]["total"]["amount"], "27.00");
        assert_eq!(seen["documents"][0]["number"], "2026-000001");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn details_said_twice_are_said_once_and_what_is_wrong_stands_under_its_field() {
    for market in each_market().await {
        let client = client(&market, Fonts::default());
        let body = json!({ "legal_name": "A", "street": "B 1", "city": "C", "country": "SE" });
        let (status, told) = client.put("seller", "k1", 0, &body).await;
        assert_eq!((status, told["version"].as_i64()), (200, Some(1)));
        assert_eq!(client.put("seller", "k1", 0, &body).await, (200, told));
        assert_eq!(client.put("seller", "k2", 0, &body).await.0, 412);
        let wrong = "legal_name=&street=x&city=y&country=SE&vat_id=12&version=1";
        let (status, page) = client.form(("/fees/details", "/fees/details"), "seller", wrong).await;
        assert_eq!(status, 422);
        assert!(page.contains("f-legal_name") && page.contains("Fill this in"), "{page}");
        let right = "legal_name=D&street=x&city=y&country=SE&vat_id=&version=1";
        let (status, _) = client.form(("/fees/details", "/fees/details"), "seller", right).await;
        assert_eq!(status, 303);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clerk_who_looks_leaves_a_line_that_the_firm_sees() {
    for market in each_market().await {
        begun(&market).await;
        let client = client(&market, Fonts::default());
        let fields = format!("firm={}", market.firm());
        let (status, page) = client.form(("/desk/fees", "/desk/fees"), "operator", &fields).await;
        assert!(status == 200 && page.contains("诸暨"), "{page}");
        let fields = format!("{fields}&month=2026-03&currency=USD&after=0");
        let path = ("/desk/fees", "/desk/fees/statement");
        let (status, page) = client.form(path, "operator", &fields).await;
        assert!(status == 200 && page.contains("27.00"), "{page}");
        let (_, page) = client.text("/fees", "seller", "en").await;
        assert!(page.contains("Looked at: statements") && page.contains("2026-03 USD"), "{page}");
        assert_eq!(client.get("/desk/fees", "seller", "en").await.0, 404);
        let (status, _) =
            client.form(("/desk/fees", "/desk/fees"), "operator", "firm=firm_nobody").await;
        assert_eq!(status, 404);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_is_a_pdf_with_chinese_in_it_and_without_a_font_says_what_to_install() {
    let market = market(Engine::Sqlite).await;
    begun(&market).await;
    let id = market.documents().await[0].id;
    let paths = ["/fees/2026-03/USD/pdf".to_owned(), format!("/fees/invoices/{id}/pdf")];
    let able = client(&market, Fonts::default());
    let unable = client(&market, Fonts::new(Some("/nowhere.ttf".into())));
    for path in &paths {
        for lang in ["en", "zh-CN"] {
            let (status, bytes) = able.get(path, "seller", lang).await;
            assert_eq!((status, &bytes[..5]), (200, b"%PDF-".as_slice()), "{path}");
            // The same document is the same bytes, so that a firm can keep and compare it.
            assert_eq!(able.get(path, "seller", lang).await.1, bytes);
        }
        let (status, page) = unable.text(path, "seller", "en").await;
        assert!(status == 422 && page.contains("fonts-noto-cjk"), "{page}");
    }
}

fn unpacked(bytes: Vec<u8>, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    let mut file = archive.by_name(name).expect("a file");
    std::io::Read::read_to_string(&mut file, &mut text).expect("text");
    text
}

impl Client {
    /// The same form, for an answer of bytes.
    async fn taken(&self, fields: &str) -> (u16, Vec<u8>) {
        self.ask(self.export_of(fields).await).await
    }

    async fn export_of(&self, fields: &str) -> Request<Body> {
        let (_, shown) = self.text("/desk/books", "operator", "en").await;
        let guard = |name: &str| {
            let begin = shown.split_once(&format!("name=\"{name}\" value=\"")).expect("a guard").1;
            begin.split_once('"').expect("its end").0.to_owned()
        };
        let body = format!("csrf={}&key={}&{fields}", guard("csrf"), guard("key"));
        let request = Request::post("/desk/books/export")
            .header("cookie", "jishi_session=token-operator; jishi_lang=en")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(body));
        request.expect("a request")
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_books_come_as_they_are_made_however_long_that_takes() {
    for market in each_market().await {
        market.traded(100, "2026-03-11T04:00:00Z").await;
        market.fresh.clock.set(super::at("2026-03-20T04:00:00Z"));
        billing::jobs::close_books(&market.fresh.store).await.expect("closed");
        let client = client(&market, Fonts::default());
        let request = client.export_of("from=2026-03-11&to=2026-03-12").await;
        let answer = client.routes.clone().oneshot(request).await.expect("an answer");
        assert_eq!(answer.status().as_u16(), 200);
        // The answer has begun before the archive is made: its end is not in the first piece.
        let mut pieces = answer.into_body().into_data_stream();
        let first = pieces.next().await.expect("a piece").expect("sent");
        assert!(first.starts_with(b"PK"), "{first:?}");
        let is_end = |bytes: &[u8]| bytes.windows(4).any(|four| four == b"PK\x05\x06");
        assert!(!is_end(&first), "the archive is sent whole");
        let rest: Vec<_> = pieces.map(|piece| piece.expect("sent").to_vec()).collect().await;
        assert!(is_end(&rest.concat()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_auditor_takes_the_same_bytes_each_time_and_ten_years_are_refused() {
    for market in each_market().await {
        for day in ["2026-03-10T04:00:00Z", "2026-03-11T04:00:00Z", "2026-03-12T04:00:00Z"] {
            market.traded(100, day).await;
        }
        market.fresh.clock.set(super::at("2026-03-20T04:00:00Z"));
        billing::jobs::close_books(&market.fresh.store).await.expect("closed");
        let client = client(&market, Fonts::default());
        let (status, bytes) = client.taken("from=2026-03-11&to=2026-03-12").await;
        assert_eq!(status, 200, "{}", String::from_utf8_lossy(&bytes));
        assert_eq!(client.taken("from=2026-03-11&to=2026-03-12").await.1, bytes);
        let left = std::fs::read_dir(client._files.path()).expect("a folder").count();
        assert_eq!(left, 0, "nothing of an export stays");
        let postings = unpacked(bytes.clone(), "postings.csv");
        let days = unpacked(bytes.clone(), "days.csv");
        assert!(unpacked(bytes.clone(), "README.txt").contains("opening + credit - debit"));
        assert!(unpacked(bytes, "accounts.csv").contains("2000,Balances of firms,企业余额"));
        // What the text says about the columns is true of them.
        let sum_of = |day: &str, account: &str| -> i64 {
            let rows = postings.lines().skip(1).map(|row| row.split(',').collect::<Vec<_>>());
            let of = rows.filter(|row| row[5] == day && row[6] == account);
            of.map(|row| row[10].replace('.', "").parse::<i64>().expect("an amount")).sum()
        };
        for row in days.lines().skip(1).map(|row| row.split(',').collect::<Vec<_>>()) {
            let [opening, debit, credit, closing] = [4, 5, 6, 7]
                .map(|nth| row[nth].replace('.', "").parse::<i64>().expect("an amount"));
            assert_eq!(opening + credit - debit, closing, "{row:?}");
            assert_eq!(sum_of(row[0], row[1]), credit - debit, "{row:?}");
        }
        assert!(!postings.contains("2026-03-10"), "{postings}");
        for (fields, told) in [
            ("from=2016-01-01&to=2026-03-12", "at most 366 days"),
            ("from=2026-03-12&to=2026-03-11", "the first one first"),
            ("from=&to=", "the first one first"),
        ] {
            let (status, page) = client.taken(fields).await;
            let page = String::from_utf8_lossy(&page).into_owned();
            assert!(status == 422 && page.contains(told), "{fields}: {page}");
        }
        for (lang, has, owes) in [("en", "Dr", "Cr"), ("zh-CN", "借", "贷")] {
            let (status, page) = client.text("/desk/books?day=2026-03-11", "operator", lang).await;
            assert!(status == 200 && !page.contains("billing-"), "{page}");
            // What the market has stands on the one side, what it owes on the other; no minus.
            let sides = [has, owes].map(|side| page.contains(&format!(">{side}</span>")));
            assert!(sides == [true, true] && !page.contains('−'), "{page}");
        }
        assert_eq!(client.get("/desk/books", "seller", "en").await.0, 404);
        assert_eq!(client.get("/api/v1/desk/books", "seller", "en").await.0, 404);
        let (_, seen) = client.text("/api/v1/desk/books", "operator", "en").await;
        let seen: Value = serde_json::from_str(&seen).expect("JSON");
        assert_eq!(seen["day"], "2026-03-12");
        let fields = "day=2026-03-11&account=2300&currency=USD&after=";
        let path = ("/desk/books", "/desk/books/postings");
        let (status, page) = client.form(path, "operator", fields).await;
        assert!(status == 200 && page.contains("0.30") && page.contains("release"), "{page}");
    }
}
