//! Asking, talking and quoting, as people read and send it.

use super::socks;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use kernel::{Actor, Desk, Firm, Id, Lang, Outcome, Role, Scope};
use party::{Country, DirectFirm, Name, NewFirm, NewPerson, Opened};
use testkit::{Engine, Fresh, fresh, noon};
use tower::ServiceExt;

/// A market of a buyer, a seller, a third firm and one product.
pub(super) struct Market {
    routes: axum::Router,
    pub(super) fresh: Fresh,
    product: String,
    pub(super) app: web::App,
    pub(super) seller: Id<Firm>,
    _files: tempfile::TempDir,
}

pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) place: String,
    pub(super) text: String,
}

pub(super) async fn open_firm(fresh: &Fresh, told: &str, token: &str) -> Opened {
    let name = |told: &str| Name::parse(told, "name").expect("a name");
    let country = Country::parse("CN", "country").expect("a country");
    let new = DirectFirm {
        contact: None,
        person: NewPerson { name: name("Shen"), password_hash: None, lang: Lang::En },
        firm: NewFirm { name: name(told), name_lang: Lang::En, country },
        session: Some(web::hash_of_token(token)),
    };
    let opened = fresh.store.write("open", move |tx| party::open_firm_directly(tx, &new)).await;
    opened.expect("a firm")
}

pub(super) async fn market() -> Market {
    market_on(Engine::Sqlite).await
}

/// Everybody by their session, and a clerk.
fn sign_in(tx: &mut store::Tx<'_>, hash: &[u8; 32]) -> Outcome<Actor> {
    if *hash == web::hash_of_token("clerk") {
        return Ok(Actor::Clerk { person: Id::new(9), desk: Desk::Operator });
    }
    party::sign_in_by_hash(tx, hash)
}

pub(super) async fn market_on(engine: Engine) -> Market {
    let tables = [party::MIGRATIONS, &super::migrations()].concat();
    let fresh = fresh(engine, tables);
    let files = tempfile::tempdir().expect("a folder");
    let place = web::Place {
        name: "Fair".into(),
        name_zh: "集市".into(),
        url: "http://localhost".into(),
        zone: "UTC".into(),
        is_simulated: true,
    };
    let words = [
        web::LOCALES,
        party::LOCALES,
        talk::LOCALES,
        ::finding::LOCALES,
        catalog::LOCALES,
        sourcing::LOCALES,
    ];
    let app = web::App::new(web::Parts {
        store: fresh.store.clone(),
        words: web::Words::read(&words.concat()).expect("words"),
        sign_in,
        place,
        limits: web::Limits::per_second(0, 0),
        files: files.path().to_owned(),
        secret: [7; 32],
        menus: web::page::Menus { public: &[], firm: &[], clerk: &[] },
        unread: None,
    });
    let seller = open_firm(&fresh, "Heyang Knitting", "seller").await;
    open_firm(&fresh, "Nordvik", "buyer").await;
    open_firm(&fresh, "Other", "other").await;
    let by = Actor::Member {
        person: seller.person,
        firm: Some((seller.firm, Role::Owner)),
        scope: Scope::Full,
    };
    let list = move |tx: &mut store::Tx<'_>| catalog::list_product(tx, &by, &socks());
    let listed = fresh.store.write("list", list).await.expect("listed");
    let say = axum::middleware::from_fn_with_state(app.clone(), web::say_problems);
    let routes = sourcing::pages::pages().layer(say).with_state(app.clone());
    Market {
        app,
        seller: seller.firm,
        routes,
        fresh,
        product: listed.card.offer.product.to_string(),
        _files: files,
    }
}

impl Market {
    pub(super) async fn ask(
        &self,
        ask: axum::http::request::Builder,
        by: &str,
        body: String,
    ) -> Answer {
        let ask = ask.header("cookie", format!("jishi_session={by}"));
        let ask = ask.body(Body::from(body)).expect("a request");
        let response = self.routes.clone().oneshot(ask).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.expect("a body");
        let place = parts.headers.get("location").and_then(|place| place.to_str().ok());
        Answer {
            status: parts.status,
            place: place.unwrap_or("").to_owned(),
            text: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    pub(super) async fn get(&self, path: &str, by: &str) -> Answer {
        self.ask(Request::get(path), by, String::new()).await
    }

    /// Sends a form with the guards of the page that it stands on.
    pub(super) async fn send(&self, page: &str, path: &str, by: &str, fields: &str) -> Answer {
        let page = self.get(page, by).await.text;
        let form = Request::post(path).header("content-type", "application/x-www-form-urlencoded");
        let guards = format!("csrf={}&key={}", hidden(&page, "csrf"), hidden(&page, "key"));
        self.ask(form, by, format!("{guards}&{fields}")).await
    }

    /// The buyer asks for 5,000 pairs; gives the inquiry's path. A minute goes by.
    async fn inquired(&self) -> String {
        let path = format!("/products/{}/inquire", self.product);
        let typed = "quantity=5%2C000&destination=gothenburg&text=How+much%3F";
        let asked = self.send(&path, &path, "buyer", typed).await;
        assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.text);
        self.fresh.clock.set(noon().plus_seconds(60));
        asked.place.split('?').next().expect("a path").to_owned()
    }
}

/// The value of a hidden field.
pub(super) fn hidden(page: &str, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let after = page.split_once(&mark).expect("the field").1;
    after.split('"').next().expect("its value").to_owned()
}

const QUOTE: &str = "currency=USD&from_1=1%2C000&price_1=0.0875&from_2=&price_2=&incoterm=FOB\
                     &place=Ningbo&transport=sea&lead_time_d=25&valid_until=14&split=30\
                     &first_share=&note=Packed+by+the+dozen.";

#[tokio::test(flavor = "multi_thread")]
async fn a_place_may_be_told_by_its_name() {
    let market = market().await;
    let page = market.get(&market.inquired().await, "seller").await.text;
    assert!(page.contains("Gothenburg (SEGOT)") && page.contains("5,000 pairs"));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_did_not_speak_last_has_the_turn() {
    let market = market().await;
    let path = market.inquired().await;
    let says = |page: &str, what: &str| page.contains(what);
    let (seller, buyer) = (market.get(&path, "seller").await, market.get(&path, "buyer").await);
    assert!(says(&seller.text, "Quote to Nordvik") && !says(&buyer.text, "Your turn"));
    assert!(says(&buyer.text, "Heyang Knitting has the next word"));
    let to = format!("{path}/messages");
    let said = market.send(&path, &to, "seller", "text=Which+colour%3F").await;
    assert_eq!(said.place, format!("{path}#say"));
    let (seller, buyer) = (market.get(&path, "seller").await, market.get(&path, "buyer").await);
    assert!(says(&buyer.text, "Answer Heyang Knitting") && says(&buyer.text, "Which colour?"));
    assert!(!says(&seller.text, "Your turn"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_begins_where_it_is_the_readers_turn_and_tells_what_happened_last() {
    let market = market_on(Engine::Both).await;
    let (older, newer) = (market.inquired().await, market.inquired().await);
    let first = |page: &str| page.find(&older).expect("the older") < page.find(&newer).expect("it");
    assert!(!first(&market.get("/inquiries", "buyer").await.text));
    assert!(!first(&market.get("/inquiries", "seller").await.text));
    market.fresh.clock.set(noon().plus_seconds(3_600));
    market.send(&older, &format!("{older}/messages"), "seller", "text=Which+colour%3F").await;
    let (buyer, seller) = (
        market.get("/inquiries", "buyer").await.text,
        market.get("/inquiries", "seller").await.text,
    );
    assert!(first(&buyer) && !first(&seller));
    assert_eq!([&buyer, &seller].map(|page| page.matches(">Your turn<").count()), [1, 1]);
    let last = format!("<time datetime=\"{}\">last activity", noon().plus_seconds(3_600));
    assert!(buyer.contains(&last), "{buyer}");
    let beyond = market.get("/inquiries?after=1", "buyer").await;
    assert!(beyond.status == StatusCode::OK && beyond.text.contains("No inquiries yet"));
    assert_eq!(market.get("/inquiries?after=x", "buyer").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_lamp_of_a_quote_tells_its_end() {
    let market = market().await;
    let path = market.inquired().await;
    let quote = format!("{path}/quote");
    let sent = market.send(&quote, &quote, "seller", QUOTE).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    let page = market.get(&path, "buyer").await.text;
    assert!(page.contains("Your turn, until "), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_quote_binds_shows_its_sum_and_is_taken_back() {
    let market = market().await;
    let path = market.inquired().await;
    let form = format!("{path}/quote");
    let quoted = market.send(&form, &form, "seller", QUOTE).await;
    assert_eq!(quoted.place, format!("{path}?done=sourcing-quoted"), "{}", quoted.text);
    let page = market.get(&path, "buyer").await.text;
    assert!(page.contains("437.50") && page.contains("Decide on the quote"), "{page}");
    assert!(page.contains("30% before production") && page.contains("70% before shipment"));
    assert!(page.contains("Ningbo (CNNGB)") && page.contains("16 Mar 2026"));
    assert!(page.contains("/accept") && !page.contains("/withdraw"));
    let own = market.get(&path, "seller").await.text;
    assert!(own.contains("/withdraw") && !own.contains("/accept"));
    let back = own.split_once("/quotes/").expect("a quote").1;
    let back = back.split('"').next().expect("its path");
    let back = market.send(&path, &format!("{path}/quotes/{back}"), "seller", "").await;
    assert_eq!(back.place, format!("{path}?done=sourcing-withdrawn"));
    let page = market.get(&path, "buyer").await.text;
    assert!(page.contains("Taken back") && !page.contains("/accept"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_quote_past_its_end_cannot_be_accepted() {
    let market = market().await;
    let path = market.inquired().await;
    let form = format!("{path}/quote");
    market.send(&form, &form, "seller", QUOTE).await;
    market.fresh.clock.set(noon().plus_days(20));
    let to = format!("{path}/messages");
    let page = market.get(&path, "buyer").await.text;
    assert!(page.contains("Past its end") && !page.contains("/accept"), "{page}");
    let said = market.send(&path, &to, "buyer", "text=Once+more%3F").await;
    assert_eq!(said.status, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_quote_that_is_refused_keeps_what_was_typed() {
    let market = market().await;
    let form = format!("{}/quote", market.inquired().await);
    let wrong = QUOTE
        .replace("Ningbo", "Atlantis")
        .replace("split=30&first_share=", "split=own&first_share=130")
        .replace("valid_until=14", "valid_until=500");
    let page = market.send(&form, &form, "seller", &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    for told in ["value=\"Atlantis\"", "Enter the UN/LOCODE", "above 0%", "at most 90 days"] {
        assert!(page.text.contains(told), "{told}: {}", page.text);
    }
    let own = QUOTE.replace("split=30&first_share=", "split=own&first_share=40");
    assert_eq!(market.send(&form, &form, "seller", &own).await.status, StatusCode::SEE_OTHER);
    let page = market.get(form.trim_end_matches("/quote"), "buyer").await.text;
    assert!(page.contains("40% before production") && page.contains("60% before shipment"));
}

#[tokio::test(flavor = "multi_thread")]
async fn each_firm_sees_its_own_inquiries_alone() {
    let market = market().await;
    let none = market.get("/inquiries", "buyer").await.text;
    assert!(none.contains("No inquiries yet"));
    let path = market.inquired().await;
    let (mine, theirs) = ("You ask for 5,000 pairs", "They ask for 5,000 pairs");
    assert!(market.get("/inquiries", "buyer").await.text.contains(mine));
    let seller = market.get("/inquiries", "seller").await.text;
    assert!(seller.contains(theirs) && seller.contains("Nordvik") && seller.contains("To answer"));
    assert!(market.get("/inquiries", "other").await.text.contains("No inquiries yet"));
    for foreign in [path.clone(), format!("{path}/quote")] {
        assert_eq!(market.get(&foreign, "other").await.status, StatusCode::NOT_FOUND);
        let stranger = market.get(&foreign, "").await;
        assert!(stranger.place.starts_with("/sign-in?next="), "{}", stranger.place);
    }
    assert_eq!(market.get(&format!("{path}/quote"), "buyer").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_message_is_refused_beside_the_field() {
    let market = market().await;
    let path = market.inquired().await;
    let page = market.send(&path, &format!("{path}/messages"), "buyer", "text=+").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("Write a message first") && page.text.contains("How much?"));
}
