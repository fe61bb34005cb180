//! The catalog's pages, as people read them.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use image::{DynamicImage, ImageFormat};
use kernel::{Actor, Firm, Id, Lang, Role, Scope};
use party::{Country, DirectFirm, Name, NewFirm, NewPerson, Opened};
use std::io::Cursor;
use testkit::{Engine, Fresh, fresh};
use tower::ServiceExt;

/// A market of firms and goods, on a store of its own.
struct Market {
    routes: axum::Router,
    fresh: Fresh,
    seller: Id<Firm>,
    _files: tempfile::TempDir,
}

struct Answer {
    status: StatusCode,
    place: String,
    text: String,
}

async fn open_firm(fresh: &Fresh, told: &str, token: &str) -> Opened {
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

async fn market() -> Market {
    let fresh = fresh(Engine::Sqlite, [party::MIGRATIONS, catalog::MIGRATIONS].concat());
    let files = tempfile::tempdir().expect("a folder");
    let place = web::Place {
        name: "Fair".into(),
        name_zh: "集市".into(),
        url: "http://localhost".into(),
        zone: "UTC".into(),
        is_simulated: true,
    };
    let locales = [web::LOCALES, party::LOCALES, finding::LOCALES, catalog::LOCALES].concat();
    let app = web::App::new(web::Parts {
        store: fresh.store.clone(),
        words: web::Words::read(&locales).expect("words"),
        sign_in: party::sign_in_by_hash,
        place,
        limits: web::Limits::per_second(0, 0),
        files: files.path().join("files"),
        secret: [7; 32],
        menus: web::page::Menus { public: &[], firm: &[], clerk: &[] },
        unread: None,
    });
    let seller = open_firm(&fresh, "Heyang Knitting", "seller").await.firm;
    open_firm(&fresh, "Nordvik", "buyer").await;
    let say = axum::middleware::from_fn_with_state(app.clone(), web::say_problems);
    let routes = catalog::pages::pages().layer(say).with_state(app);
    Market { routes, fresh, seller, _files: files }
}

impl Market {
    async fn ask(&self, ask: axum::http::request::Builder, by: &str, body: Vec<u8>) -> Answer {
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

    async fn get(&self, path: &str, by: &str) -> Answer {
        self.ask(Request::get(path), by, Vec::new()).await
    }

    /// Sends a form with the guards of the page that it stands on.
    async fn send(&self, page: &str, path: &str, by: &str, fields: &str) -> Answer {
        let csrf = hidden(&self.get(page, by).await.text, "csrf");
        let key = hidden(&self.get(page, by).await.text, "key");
        let form = Request::post(path).header("content-type", "application/x-www-form-urlencoded");
        self.ask(form, by, format!("csrf={csrf}&key={key}&{fields}").into_bytes()).await
    }

    /// Socks on the market; gives their id.
    async fn socks(&self) -> String {
        let person = Id::new(9);
        let firm = Some((self.seller, Role::Owner));
        let by = Actor::Member { person, firm, scope: Scope::Full };
        let new = super::socks("Socks, 200 needles");
        let list = move |tx: &mut store::Tx<'_>| catalog::list_product(tx, &by, &new);
        let listed = self.fresh.store.write("list", list).await.expect("listed");
        listed.card.offer.product.to_string()
    }
}

/// The value of a hidden field.
fn hidden(page: &str, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let after = page.split_once(&mark).expect("the field").1;
    after.split('"').next().expect("its value").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_market_says_what_a_good_listing_is() {
    let page = market().await.get("/", "").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("Your money is held until the goods are right"));
    assert!(page.text.contains("No goods here yet") && page.text.contains("/sign-up"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_shows_the_price_and_who_sells() {
    let market = market().await;
    let id = market.socks().await;
    let page = market.get("/", "buyer").await.text;
    assert!(page.contains(&id) && page.contains("0.080001–0.0875"));
    assert!(page.contains("from 500 pairs") && page.contains("sent in 20 days"));
    assert!(page.contains("Heyang Knitting") && page.contains("Not verified"));
    let of = market.get(&format!("/?firm={}", market.seller), "").await.text;
    assert!(of.contains("Goods of Heyang Knitting") && of.contains(&id));
    let nobody = market.get(&format!("/?firm={}", Id::<Firm>::new(1)), "").await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sum_of_an_order_is_worked_out_before_anything_is_ordered() {
    let market = market().await;
    let path = format!("/products/{}", market.socks().await);
    let least = market.get(&path, "buyer").await.text;
    assert!(least.contains("Order with guarantee: USD\u{a0}43.75"), "{least}");
    assert!(least.contains("application/ld+json") && least.contains("AggregateOffer"));
    let more = market.get(&format!("{path}?quantity=10%2C000"), "buyer").await.text;
    assert!(more.contains("USD\u{a0}800.01") && more.contains("name=\"quantity\" value=\"10000\""));
    let few = market.get(&format!("{path}?quantity=3"), "buyer").await.text;
    assert!(few.contains("The least quantity is 500") && !few.contains("/orders"));
    let stranger = market.get(&path, "").await.text;
    assert!(stranger.contains("Sign in to order") && !stranger.contains("/orders"));
    let own = market.get(&path, "seller").await.text;
    assert!(own.contains("This is how buyers see them") && !own.contains("/orders"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_refused_keeps_what_was_typed() {
    let market = market().await;
    let typed = "title=&title_lang=en&unit=PR&currency=USD&moq=1%2C000&price_1=cheap&lead_time_d=";
    let page = market.send("/goods/new", "/goods/new", "seller", typed).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("Enter a title") && page.text.contains("“cheap” is no price"));
    assert!(page.text.contains("0 to 365 days") && page.text.contains("value=\"1,000\""));
    assert!(page.text.contains("href=\"#f-tiers\"") && page.text.contains("id=\"f-tiers\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_product_is_listed_edited_and_hidden_by_its_firm_alone() {
    let market = market().await;
    let typed = "title=Beanie&title_lang=en&text=&unit=C62&currency=EUR&moq=1%2C000&price_1=2.30\
                 &from_2=5000&price_2=2&from_3=&price_3=&lead_time_d=9&is_open_offer=1&sku=";
    let listed = market.send("/goods/new", "/goods/new", "seller", typed).await;
    assert_eq!(listed.status, StatusCode::SEE_OTHER);
    let edit = listed.place.split('?').next().expect("a path").to_owned();
    let page = market.get(&listed.place, "seller").await.text;
    assert!(page.contains("It is on the market") && page.contains("value=\"Beanie\""));
    assert_eq!(market.get(&edit, "buyer").await.status, StatusCode::NOT_FOUND);
    assert_eq!(market.get(&edit, "").await.status, StatusCode::SEE_OTHER);
    let changed = format!("version=1&{}", typed.replace("Beanie", "Warm+beanie"));
    let saved = market.send(&edit, &edit, "seller", &changed).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let own = changed.replace("Warm+beanie", "Red+beanie").replace("price_2=2", "price_2=1.90");
    let stale = market.send(&edit, &edit, "seller", &own).await;
    assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
    assert!(stale.text.contains("Somebody saved this product after you opened it"));
    assert!(stale.text.contains("value=\"Red beanie\"") && stale.text.contains("value=\"1.90\""));
    let newer = stale.text.split_once("<dl class=\"kv\">").expect("the newer values").1;
    let newer = newer.split("</dl>").next().expect("their end");
    assert_eq!(newer.matches("<dt>").count(), 2, "{newer}");
    assert!(newer.contains("Warm beanie") && newer.contains("2.00"), "{newer}");
    let again = format!("version={}&{}", hidden(&stale.text, "version"), &own[10..]);
    let state = edit.replace("/edit", "/state");
    let saved = market.send(&edit, &edit, "seller", &again).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let hidden = market.send(&edit, &state, "seller", "version=3&state=hidden").await;
    assert_eq!(hidden.place, "/goods?done=catalog-hidden");
    assert!(market.get("/goods", "seller").await.text.contains("Red beanie"));
    let product = edit.replace("/goods/", "/products/").replace("/edit", "");
    assert_eq!(market.get(&product, "buyer").await.status, StatusCode::NOT_FOUND);
    assert!(market.get(&product, "seller").await.text.contains("only your firm sees"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_is_sent_by_a_form_of_its_own() {
    let market = market().await;
    let id = market.socks().await;
    let edit = format!("/goods/{id}/edit");
    let mut png = Cursor::new(Vec::new());
    DynamicImage::new_rgb8(80, 60).write_to(&mut png, ImageFormat::Png).expect("a picture");
    for (file, name, wanted) in [
        (Vec::new(), "", "Choose a picture first"),
        (b"no picture".to_vec(), "a.png", "JPEG, PNG or WebP picture"),
        (png.into_inner(), "a.png", ""),
    ] {
        let csrf = hidden(&market.get(&edit, "seller").await.text, "csrf");
        let mut body = Vec::new();
        for (field, value) in [("csrf", csrf.as_str()), ("version", "1")] {
            let head = format!("--x\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n");
            body.extend(format!("{head}{value}\r\n").into_bytes());
        }
        let head = format!("form-data; name=\"photo\"; filename=\"{name}\"");
        body.extend(format!("--x\r\nContent-Disposition: {head}\r\n\r\n").into_bytes());
        body.extend(file);
        body.extend(b"\r\n--x--\r\n");
        let ask = Request::post(format!("/goods/{id}/photo"))
            .header("content-type", "multipart/form-data; boundary=x");
        let answer = market.ask(ask, "seller", body).await;
        match wanted {
            "" => assert_eq!(answer.place, format!("{edit}?done=catalog-photo")),
            wanted => {
                assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
                assert!(answer.text.contains(wanted), "{}", answer.text);
            }
        }
    }
    assert!(market.get(&format!("/products/{id}"), "").await.text.contains("/photos/"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_without_the_proof_of_its_page_is_not_taken() {
    let market = market().await;
    let form =
        Request::post("/goods/new").header("content-type", "application/x-www-form-urlencoded");
    let answer = market.ask(form, "seller", b"csrf=guess&title=Socks".to_vec()).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_form_asks_what_buyers_want_to_know_on_the_shelf() {
    let market = market().await;
    let typed = "title=Socks&title_lang=en&unit=PR&currency=USD&moq=10&price_1=1&lead_time_d=5\
        &category=socks&attributes=Pilling:+4";
    let asked =
        market.send("/goods/new", "/goods/new", "seller", &format!("{typed}&act=facts")).await;
    assert_eq!(asked.status, StatusCode::OK);
    assert!(asked.text.contains("name=\"fact_needles\"") && asked.text.contains("Pilling: 4"));
    let wrong = format!("{typed}&fact_needles=many");
    let wrong = market.send("/goods/new", "/goods/new", "seller", &wrong).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("Needles as a number, such as 200."), "{}", wrong.text);
    let right = format!("{typed}&fact_needles=200&fact_colour=red");
    let listed = market.send("/goods/new", "/goods/new", "seller", &right).await;
    let edit = listed.place.split('?').next().unwrap_or("").to_owned();
    let form = market.get(&edit, "seller").await.text;
    assert_eq!(listed.status, StatusCode::SEE_OTHER, "{}", listed.text);
    for (field, value) in [("fact_needles", "200"), ("fact_colour", "red")] {
        let at = form.split_once(&format!("name=\"{field}\"")).expect("the field").1;
        assert!(at.split('>').next().unwrap_or("").contains(&format!("value=\"{value}\"")));
    }
    let product =
        market.get(&edit.replace("goods", "products").replace("/edit", ""), "buyer").await;
    assert!(product.text.contains("Needles") && product.text.contains("Pilling"));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_sends_a_file_after_their_session_has_ended_is_led_to_sign_in() {
    let market = market().await;
    let id = market.socks().await;
    for path in [format!("/goods/{id}/photo"), "/goods/import".to_owned()] {
        let send = |by| {
            let form = Request::post(&path);
            let form = form.header("content-type", "multipart/form-data; boundary=x");
            market.ask(form, by, b"--x--\r\n".to_vec())
        };
        let ended = send("a-session-that-is-over").await;
        assert_eq!(ended.status, StatusCode::SEE_OTHER, "{}", ended.text);
        assert!(ended.place.starts_with("/sign-in?next="), "{}", ended.place);
        let ask = Request::post(&path).header("content-type", "multipart/form-data; boundary=x");
        let ask = ask.body(Body::from("--x--\r\n")).expect("a request");
        let stranger = market.routes.clone().oneshot(ask).await.expect("an answer");
        assert_eq!(stranger.status(), StatusCode::FORBIDDEN, "nobody was signed in");
    }
}
