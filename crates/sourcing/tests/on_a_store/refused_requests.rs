//! What the market does not take of requests and quotes, over HTTP, on both engines; and what a
//! request is in another language.

use super::pages::{Answer, Market, hidden, market_on, open_firm};
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};
use serde_json::{Value, json};
use talk::ports::LibreTranslate;
use testkit::engines;

const NEW: &str = "/requests/new";
const SOCKS: &str = "rows=1&version=&title=Merinostrumpor+till+vintern&what_1=Merinostrumpor\
                     &quantity_1=300&unit_1=PR&specs_1=Material%3A+merinoull%2C+62+g&target_1=\
                     &category_1=Socks&text=Vi+beh%C3%B6ver+300+par+varma+strumpor+till\
                     +vintern.&lang=sv&destination=SEGOT&incoterm=&wanted_by=&open_d=14\
                     &certificates=&audience=everyone&currency=USD";
const QUOTE: &str = "currency=USD&from_1_1=100&price_1_1=0.62&from_1_2=&price_1_2=&answer_1_0=yes\
                     &note_1_0=&incoterm=FOB&place=Ningbo&transport=sea&lead_time_d=25\
                     &valid_until=14&split=30&first_share=&sample_price=&sample_days=&note=";

async fn write(market: &Market, fields: &str, act: &str) -> Answer {
    market.send(NEW, NEW, "buyer", &format!("{fields}&act={act}")).await
}

fn path_of(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    answer.place.split('?').next().expect("a path").to_owned()
}

async fn opened(market: &Market, fields: &str) -> String {
    let path = path_of(&write(market, fields, "send").await);
    let review = format!("{path}/review");
    let opened = market.send(&path, &review, "clerk", "act=open&note=").await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text);
    path
}

fn refused(answer: &Answer, told: &str) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{told}: {}", answer.place);
    assert!(answer.text.contains(told), "{told}: {}", answer.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_sells_or_is_forbidden_or_asked_twice_waits_for_a_clerk_with_its_mark() {
    for engine in engines() {
        let market = market_on(engine).await;
        let first = path_of(&write(&market, SOCKS, "send").await);
        let twice = path_of(&write(&market, SOCKS, "send").await);
        let sells = SOCKS.replace("Vi+beh%C3%B6ver", "We+sell");
        let sells = path_of(&write(&market, &sells.replace("vintern", "a"), "send").await);
        let ivory = SOCKS.replace("what_1=Merinostrumpor", "what_1=Ivory+carvings");
        let ivory = path_of(&write(&market, &ivory, "send").await);
        let marks = [
            (&first, None),
            (&twice, Some("Asked already")),
            (&sells, Some("May be an offer to sell")),
            (&ivory, Some("May be forbidden goods")),
        ];
        for (path, mark) in marks {
            let page = market.get(path, "clerk").await.text;
            assert_eq!(market.get(path, "seller").await.status, StatusCode::NOT_FOUND);
            if let Some(mark) = mark {
                assert!(page.contains(mark), "{mark}: {page}");
            }
        }
        let review = format!("{ivory}/review");
        let back = "act=return&note=Not+here.&forbidden=1";
        let back = market.send(&ivory, &review, "clerk", back).await;
        assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.text);
        assert!(market.get(&ivory, "buyer").await.text.contains("Not here."));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn missing_facts_a_made_up_category_and_the_twenty_first_request_are_refused() {
    for engine in engines() {
        let market = market_on(engine).await;
        let bare = SOCKS
            .replace("specs_1=Material%3A+merinoull%2C+62+g", "specs_1=")
            .replace("text=Vi+beh%C3%B6ver+300+par+varma+strumpor+till+vintern.", "text=%21%21%21")
            .replace("destination=SEGOT", "destination=");
        let answer = write(&market, &bare, "send").await;
        refused(&answer, "Line 1");
        assert!(answer.text.contains("value=\"Merinostrumpor\""), "what was typed is kept");
        let made_up = SOCKS.replace("category_1=Socks", "category_1=such+and+such");
        refused(&write(&market, &made_up, "send").await, "choose a category from the list");
        let form = market.get(NEW, "buyer").await.text;
        assert!(form.contains("<datalist id=\"categories\">"), "{form}");
        for _ in 0..20 {
            path_of(&write(&market, SOCKS, "keep").await);
        }
        refused(&write(&market, SOCKS, "keep").await, "20");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_eleventh_quote_and_the_second_revision_are_refused() {
    for engine in engines() {
        let market = market_on(engine).await;
        let path = opened(&market, SOCKS).await;
        let form = format!("{path}/quote");
        for nth in 1..=10 {
            let token = format!("seller-{nth}");
            open_firm(&market.fresh, &token, &token).await;
            let quoted = market.send(&form, &form, &token, QUOTE).await;
            assert_eq!(quoted.status, StatusCode::SEE_OTHER, "{nth}: {}", quoted.text);
        }
        // The pages have no form for it any more; whoever sends one all the same hears why not.
        let late = market.send(NEW, &form, "seller", QUOTE).await;
        refused(&late, "10");
        let cheaper = QUOTE.replace("0.62", "0.60");
        let revised = market.send(&form, &form, "seller-3", &cheaper).await;
        assert_eq!(revised.status, StatusCode::SEE_OTHER, "{}", revised.text);
        let again = market.send(NEW, &form, "seller-3", QUOTE).await;
        refused(&again, "once");
        let page = market.get(&path, "buyer").await.text;
        assert!(page.contains("0.60") && !page.contains("$0.625"), "the revision counts");
    }
}

/// A server that speaks LibreTranslate's JSON and turns the one text that it knows.
async fn answer(Json(question): Json<Value>) -> Json<Value> {
    let text = question["q"].as_str().unwrap_or_default();
    let turned = match (text, question["target"].as_str()) {
        ("Merinostrumpor\nMaterial: merinoull, {{1}}", Some("en")) => {
            "Merino socks\nMaterial: merino wool, {{1}}"
        }
        ("Merinostrumpor till vintern", Some("en")) => "Merino socks for the winter",
        ("Vi behöver {{1}} par varma strumpor till vintern.", Some("en")) => {
            "We need many pairs of warm socks for the winter."
        }
        _ => text,
    };
    Json(json!({ "translatedText": turned }))
}

#[tokio::test(flavor = "multi_thread")]
#[expect(clippy::disallowed_methods, reason = "the server ends with its test")]
async fn a_swedish_request_is_read_in_english_beside_its_own_words() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    let routes = Router::new().route("/translate", post(answer));
    let server = tokio::spawn(async move { axum::serve(listener, routes).await });
    let machine = LibreTranslate::at(&address, None, "LibreTranslate").expect("an engine");
    for engine in engines() {
        let market = market_on(engine).await;
        let path = opened(&market, SOCKS).await;
        let store = &market.fresh.store;
        let all = [sourcing::jobs::TEXTS];
        while store::run_followers(store, &all).await.expect("followed") > 0 {}
        while talk::jobs::translate(store, &machine).await.expect("worked") > 0 {}
        let page = market.get(&path, "seller").await.text;
        let told = ["Merinostrumpor till vintern", "Merino socks for the winter", "LibreTranslate"];
        for told in told {
            assert!(page.contains(told), "{told}: {page}");
        }
        assert!(page.contains("merino wool, 62 g"), "figures and units stay: {page}");
        assert!(page.contains("300 par varma"), "the original stays");
        assert!(!page.contains("We need many pairs"), "a translation without its figure is none");
        let own = market.get(&path, "buyer").await.text;
        assert!(!own.contains("Merino socks for the winter"), "the buyer knows what they wrote");
    }
    server.abort();
}

const DRAWING: &str = "%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\n%%EOF\n";

/// Sends a file from a page's form.
async fn send_file(market: &Market, path: &str, by: &str, name: &str, bytes: &str) -> Answer {
    let page = market.get(path, by).await.text;
    let part = |name: &str, more: &str, value: &str| {
        format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"{more}\r\n\r\n{value}\r\n")
    };
    let body = [
        part("csrf", "", &hidden(&page, "csrf")),
        part("key", "", &hidden(&page, "key")),
        part("file", &format!("; filename=\"{name}\""), bytes),
        "--x--\r\n".to_owned(),
    ];
    let post = axum::http::Request::post(format!("{path}/files"));
    let post = post.header("content-type", "multipart/form-data; boundary=x");
    market.ask(post, by, body.concat()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn drawings_are_seen_with_the_request_and_a_sellers_papers_by_the_buyer_alone() {
    for engine in engines() {
        let market = market_on(engine).await;
        let path = path_of(&write(&market, SOCKS, "keep").await);
        let exe = send_file(&market, &path, "buyer", "drawing.exe", "MZ\u{1}\u{2}").await;
        refused(&exe, "Only photos");
        let sent = send_file(&market, &path, "buyer", "图纸.pdf", DRAWING).await;
        assert_eq!(sent.place, format!("{path}?done=request-file-added"), "{}", sent.text);
        let page = market.get(&path, "buyer").await.text;
        let file = page.split_once(&format!("href=\"{path}/files/")).expect("a link").1;
        let file = format!("{path}/files/{}", file.split('"').next().expect("its end"));
        assert_eq!(market.get(&file, "buyer").await.text, DRAWING);
        for by in ["seller", "other"] {
            assert_eq!(market.get(&file, by).await.status, StatusCode::NOT_FOUND, "a draft");
        }
        let foreign = send_file(&market, &path, "buyer", "b.pdf", DRAWING).await;
        assert_eq!(foreign.status, StatusCode::SEE_OTHER);
        let sent = market.send(&path, &format!("{path}/send"), "buyer", "").await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
        let review = format!("{path}/review");
        market.send(&path, &review, "clerk", "act=open&note=").await;
        assert_eq!(market.get(&file, "seller").await.text, DRAWING);
        // A seller's papers stand beside its quote, for the buyer and for nobody else.
        let form = format!("{path}/quote");
        let quoted = market.send(&form, &form, "seller", QUOTE).await;
        assert_eq!(quoted.status, StatusCode::SEE_OTHER, "{}", quoted.text);
        let sent = send_file(&market, &path, "seller", "offer.pdf", DRAWING).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
        let page = market.get(&path, "buyer").await.text;
        assert!(page.contains("offer.pdf"), "{page}");
        let at = page.find("offer.pdf").expect("the link");
        let files = format!("{path}/files/");
        let link = page[..at].rsplit_once(&files).expect("an address").1;
        let link = format!("{files}{}", link.split('"').next().expect("its end"));
        assert_eq!(market.get(&link, "seller").await.text, DRAWING);
        assert_eq!(market.get(&link, "other").await.status, StatusCode::NOT_FOUND);
        assert!(
            market.get(&link, "").await.place.starts_with("/sign-in"),
            "a stranger signs in first"
        );
        let removed = market.send(&path, &format!("{link}/remove"), "seller", "").await;
        assert_eq!(removed.status, StatusCode::SEE_OTHER, "{}", removed.text);
        assert_eq!(market.get(&link, "buyer").await.status, StatusCode::NOT_FOUND);
    }
}
