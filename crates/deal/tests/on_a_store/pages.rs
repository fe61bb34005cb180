//! Deals as people read them.

use super::{Market, market};
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use testkit::Engine;
use tower::ServiceExt;
use web::page::Menus;
use web::{App, Limits, Parts, Place, Words};

struct Browser {
    routes: axum::Router,
}

struct Answer {
    status: StatusCode,
    place: String,
    text: String,
}

fn browser(market: &Market) -> Browser {
    let locales = [
        web::LOCALES,
        ledger::LOCALES,
        party::LOCALES,
        catalog::LOCALES,
        custody::LOCALES,
        sourcing::LOCALES,
        deal::LOCALES,
    ];
    let place = Place {
        name: "Market".to_owned(),
        name_zh: "集市".to_owned(),
        url: "https://market.example".to_owned(),
        zone: "Asia/Shanghai".to_owned(),
        is_simulated: true,
    };
    let app = App::new(Parts {
        store: market.fresh.store.clone(),
        words: Words::read(&locales.concat()).expect("words"),
        sign_in: party::sign_in_by_hash,
        place,
        limits: Limits::per_second(0, 0),
        files: std::path::PathBuf::new(),
        secret: [1; 32],
        menus: Menus { public: &[], firm: &[], clerk: &[] },
        unread: None,
    });
    let say = axum::middleware::from_fn_with_state(app.clone(), web::say_problems);
    Browser { routes: deal::pages::pages().layer(say).with_state(app) }
}

impl Browser {
    async fn ask(&self, ask: axum::http::request::Builder, by: &str, body: String) -> Answer {
        let ask = ask.header("cookie", format!("jishi_session=token-{by}"));
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

    async fn get(&self, path: &str, by: &str) -> Answer {
        self.ask(Request::get(path), by, String::new()).await
    }

    /// Sends a form with the guards of the page that it stands on.
    async fn send(&self, page: &str, path: &str, by: &str, fields: &str) -> Answer {
        let shown = self.get(page, by).await.text;
        let (csrf, key) = (hidden(&shown, "csrf"), hidden(&shown, "key"));
        let form = Request::post(path).header("content-type", "application/x-www-form-urlencoded");
        self.ask(form, by, format!("csrf={csrf}&key={key}&{fields}")).await
    }
}

/// The value of a hidden field.
fn hidden(page: &str, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let after = page.split_once(&mark).expect("the field").1;
    after.split('"').next().expect("its value").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_lamp_is_lit_for_the_side_whose_turn_it_is() {
    let market = market(Engine::Sqlite).await;
    let done = market.place(500).await.expect("placed");
    let (browser, path) = (browser(&market), format!("/deals/{}", done.deal));
    let buyer = browser.get(&path, "buyer").await.text;
    assert!(buyer.contains("Your turn") && buyer.contains("into guarantee"));
    let seller = browser.get(&path, "seller").await.text;
    assert!(!seller.contains("Your turn") && seller.contains("Waiting for Göteborg to pay"));
    assert!(seller.contains("Not verified") && seller.contains("the deal closes by itself"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_third_firm_finds_no_deal_and_a_stranger_is_led_in() {
    let market = market(Engine::Sqlite).await;
    let done = market.place(500).await.expect("placed");
    let browser = browser(&market);
    for page in ["", "/timeline", "/contract", "/pay", "/confirm", "/cancel"] {
        let path = format!("/deals/{}{page}", done.deal);
        assert_eq!(browser.get(&path, "other").await.status, StatusCode::NOT_FOUND, "{page}");
        assert_eq!(browser.get(&path, "nobody").await.place, format!("/sign-in?next={path}"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_too_little_is_led_to_the_bank_and_gets_a_reference() {
    let market = market(Engine::Sqlite).await;
    let done = market.place(500).await.expect("placed");
    let (browser, path) = (browser(&market), format!("/deals/{}", done.deal));
    let pay = format!("{path}/pay");
    let look = browser.get(&pay, "buyer").await.text;
    assert!(
        look.contains("Transfer USD\u{a0}500.00 by bank") && !look.contains("value=\"wallet\"")
    );
    let sent = browser.send(&pay, &pay, "buyer", "milestone=1&by=bank").await;
    assert_eq!(sent.place, format!("{path}?done=bank-ordered"));
    let page = browser.get(&path, "buyer").await.text;
    assert!(page.contains("data-again=\"2\"") && page.contains(">RF"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_look_before_a_release_moves_nothing_and_the_button_moves_it() {
    let market = market(Engine::Sqlite).await;
    let id = market.shipped().await;
    let (browser, path) = (browser(&market), format!("/deals/{id}"));
    let confirm = format!("{path}/confirm");
    let before = market.sums(id).await;
    let look = browser.get(&confirm, "buyer").await.text;
    assert!(look.contains("What will happen") && look.contains("Guarantee fee"));
    assert_eq!(market.sums(id).await, before);
    let sent = browser.send(&confirm, &confirm, "buyer", "").await;
    assert_eq!(sent.place, format!("{path}?done=released"));
    assert_ne!(market.sums(id).await, before);
    let page = browser.get(&path, "seller").await.text;
    assert!(page.contains("This trade is finished.") && page.contains("/rate"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_begins_where_the_firm_has_to_act() {
    let market = market(Engine::Both).await;
    let shipped = market.shipped().await.to_string();
    let placed = market.place(500).await.expect("placed").deal;
    let paid = market.paid().await.to_string();
    let (browser, placed) = (browser(&market), placed.to_string());
    for (by, wanted) in
        [("buyer", [&placed, &shipped, &paid]), ("seller", [&paid, &placed, &shipped])]
    {
        let page = browser.get("/deals", by).await.text;
        let found = wanted.map(|id| page.find(id.as_str()).expect("a deal"));
        assert!(found.is_sorted(), "{by}: {found:?}");
        let mine = if by == "buyer" { 2 } else { 1 };
        assert_eq!(page.matches(">Your turn</span>").count(), mine, "{by}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deal_that_is_over_tells_what_happened_on_all_tracks() {
    let market = market(Engine::Sqlite).await;
    let browser = browser(&market);
    let cancelled = market.place(500).await.expect("placed").deal;
    let by = market.buyer;
    market.act(move |tx| deal::cancel(tx, &by, cancelled)).await.expect("cancelled");
    let page = browser.get(&format!("/deals/{cancelled}"), "buyer").await.text;
    for told in ["Deal closed<small>", "Nothing was paid</span>", "Cancelled<small>"] {
        assert!(page.contains(told), "{told}: {page}");
    }
    assert!(page.contains("closed before anything was paid") && !page.contains("at any time"));
    let finished = market.shipped().await;
    market.act(move |tx| deal::confirm(tx, &by, finished)).await.expect("confirmed");
    let page = browser.get(&format!("/deals/{finished}"), "buyer").await.text;
    for told in ["Released<small>", ", fee ", "Buyer confirmed<small>", "t-money\">Money</span>"] {
        assert!(page.contains(told), "{told}: {page}");
    }
    assert!(!page.contains("st todo") && !page.contains("at any time"));
}

#[tokio::test(flavor = "multi_thread")]
async fn no_inspector_is_offered_once_the_goods_have_passed() {
    let market = market(Engine::Sqlite).await;
    let (id, by) = (market.paid().await, market.seller);
    let (browser, path) = (browser(&market), format!("/deals/{id}"));
    assert!(browser.get(&path, "buyer").await.text.contains("Send for an inspector"));
    let order = move |tx: &mut ::store::Tx<'_>| deal::order_inspection(tx, &by, id);
    let (_, inspection) = market.act(order).await.expect("ordered");
    let page = browser.get(&path, "seller").await.text;
    assert!(page.contains("Call the inspection off") && page.contains("If there is none by"));
    assert!(!browser.get(&path, "buyer").await.text.contains("Call the inspection off"));
    let finding = deal::Finding { has_passed: true, found: 3, note: None };
    let file = move |tx: &mut ::store::Tx<'_>| {
        deal::file_inspection(tx, &kernel::Actor::Rail, id, inspection, &finding)
    };
    market.act(file).await.expect("filed");
    let page = browser.get(&path, "buyer").await.text;
    assert!(!page.contains("Send for an inspector") && page.contains("A claim stops the clock"));
    assert!(page.contains("t-info\">Information</span> Inspection passed; not as agreed: 3 "));
}

#[tokio::test(flavor = "multi_thread")]
async fn goods_that_were_handed_over_have_arrived_and_the_buyer_is_to_confirm() {
    let market = market(Engine::Sqlite).await;
    let id = market.shipped().await;
    let (browser, path) = (browser(&market), format!("/deals/{id}"));
    assert!(browser.get(&path, "buyer").await.text.contains(">On the way</span>"));
    let shipment = market.view(id).await.shipments[0].id;
    let deliver =
        move |tx: &mut ::store::Tx<'_>| deal::deliver(tx, &kernel::Actor::Rail, id, shipment);
    market.act(deliver).await.expect("delivered");
    for page in [path.as_str(), "/deals"] {
        let shown = browser.get(page, "buyer").await.text;
        assert!(shown.contains(">Arrived, to be confirmed</span>"), "{page}: {shown}");
        assert!(!shown.contains(">On the way</span>"), "{page}");
    }
    let shown = browser.get(&path, "buyer").await.text;
    assert!(shown.contains("<li style=\"--at:6\" aria-current=\"step\">Settle</li>"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_wrong_comes_back_with_what_was_typed() {
    let market = market(Engine::Sqlite).await;
    let id = market.paid().await;
    let (browser, ship) = (browser(&market), format!("/deals/{id}/ship"));
    let fields = "carrier=COSCO&tracking=COSU1&transport=sea&eta=&step=look";
    let wrong = browser.send(&ship, &ship, "seller", fields).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("A sea journey needs the day of arrival"));
    assert!(wrong.text.contains("value=\"COSCO\""));
    let fields = "carrier=DHL&tracking=JD1&transport=express&eta=&step=look";
    let look = browser.send(&ship, &ship, "seller", fields).await;
    assert!(look.text.contains("The goods have left") && look.text.contains("What will happen"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_sees_what_a_link_offers_and_a_firm_signs_it() {
    let market = market(Engine::Sqlite).await;
    let (browser, page) = (browser(&market), "/deals/new-link");
    let fields = "title=Caps&quantity=1%2C000&unit=C62&unit_price=0.5&currency=USD&parts=30-70\
                  &transport=express&product=&incoterm=&place=&lead_time_d=&note=";
    let made = browser.send(page, page, "seller", fields).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.text);
    let link = made.text.split_once("https://market.example").expect("a link").1;
    let link = link.split('"').next().expect("its path").to_owned();
    let stranger = browser.get(&link, "nobody").await.text;
    assert!(stranger.contains(&format!("/sign-up?next={link}")) && stranger.contains("Caps"));
    let signed = browser.send(&link, &link, "buyer", "").await;
    assert!(signed.place.ends_with("?done=signed"), "{}", signed.text);
    assert!(browser.get(&link, "other").await.text.contains("no longer open"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_is_sent_by_the_form_and_the_buyer_sees_what_is_still_to_leave() {
    let market = market(Engine::Sqlite).await;
    let (id, _) = market.caps_and_hats().await;
    let (browser, path) = (browser(&market), format!("/deals/{id}"));
    let ship = format!("{path}/ship");
    let form = browser.get(&ship, "seller").await.text;
    assert!(form.contains("name=\"packed_1\"") && form.contains("value=\"100\""));
    let fields = "carrier=SF&tracking=1&transport=express&packed_1=60&packed_2=0";
    let looked = browser.send(&ship, &ship, "seller", &format!("{fields}&step=look")).await.text;
    assert!(looked.contains("60"), "the look tells what leaves");
    let sent = browser.send(&ship, &ship, "seller", &format!("{fields}&step=do")).await;
    assert_eq!(sent.place, format!("{path}?done=shipped"));
    let page = browser.get(&path, "buyer").await.text;
    assert!(page.contains("Still to leave") && page.contains("Partly on the way"));
    let wrong = "carrier=SF&tracking=2&transport=express&packed_1=many&step=look";
    let again = browser.send(&ship, &ship, "seller", wrong).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_price_is_proposed_by_the_form_and_answered_on_its_page() {
    let market = market(Engine::Sqlite).await;
    let id = market.place(100).await.expect("placed").deal;
    let (browser, path) = (browser(&market), format!("/deals/{id}"));
    let price = format!("{path}/price");
    let fields = "price_1=1.10&freight=&discount=&reason=Yarn";
    let looked = browser.send(&price, &price, "seller", &format!("{fields}&step=look")).await.text;
    assert!(looked.contains("waits for the buyer"), "the look says that it binds nobody yet");
    let sent = browser.send(&price, &price, "seller", &format!("{fields}&step=do")).await;
    assert_eq!(sent.place, format!("{path}?done=proposed"));
    let page = browser.get(&path, "buyer").await.text;
    assert!(page.contains("Answer the seller") && page.contains("/pay"), "and it can be paid");
    let proposal = format!("{path}/proposal");
    let shown = browser.get(&proposal, "buyer").await.text;
    assert!(shown.contains("110.00") && shown.contains("100.00"), "old beside new");
    let open = hidden(&shown, "proposal");
    let answer = format!("proposal={open}&act=accept");
    let sent = browser.send(&proposal, &proposal, "buyer", &answer).await;
    assert_eq!(sent.place, format!("{path}?done=accepted"));
    let contract = browser.get(&format!("{path}/contract"), "buyer").await.text;
    assert!(contract.contains("total: 110.00") && contract.contains("total: 100.00"));
    assert_eq!(browser.get(&proposal, "buyer").await.place, path);
}
