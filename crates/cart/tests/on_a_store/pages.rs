//! Carts in the browser: what is typed, pressed and read.

use super::{Market, each_market};
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use kernel::Money;
use tower::ServiceExt;
use web::page::Menus;
use web::{App, Limits, Parts, Place, Words};

pub(super) struct Browser {
    routes: axum::Router,
}

pub(super) struct Answer {
    status: StatusCode,
    place: String,
    pub(super) text: String,
}

pub(super) fn browser(market: &Market) -> Browser {
    let locales = [
        web::LOCALES,
        party::LOCALES,
        catalog::LOCALES,
        custody::LOCALES,
        sourcing::LOCALES,
        deal::LOCALES,
        cart::LOCALES,
    ];
    let app = App::new(Parts {
        store: market.fresh.store.clone(),
        words: Words::read(&locales.concat()).expect("words"),
        sign_in: party::sign_in_by_hash,
        place: Place {
            name: "Market".to_owned(),
            name_zh: "集市".to_owned(),
            url: "https://market.example".to_owned(),
            zone: "Asia/Shanghai".to_owned(),
            is_simulated: true,
        },
        limits: Limits::per_second(0, 0),
        files: std::path::PathBuf::new(),
        secret: [1; 32],
        menus: Menus { public: &[], firm: &[], clerk: &[] },
        unread: None,
    });
    let say = axum::middleware::from_fn_with_state(app.clone(), web::say_problems);
    let pages = cart::pages::pages().merge(catalog::pages::pages());
    Browser { routes: pages.layer(say).with_state(app) }
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

    pub(super) async fn get(&self, path: &str, by: &str) -> Answer {
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
    let after = page.split_once(&mark).unwrap_or_else(|| panic!("no {name} in {page}")).1;
    after.split('"').next().expect("its value").to_owned()
}

const HOME: &str = "name=Elsa&phone=0701234567&country=SE&city=Malm%C3%B6&street=Storgatan+1";

#[tokio::test(flavor = "multi_thread")]
async fn a_buyer_goes_from_the_product_to_the_paid_order() {
    for market in each_market().await {
        let browser = browser(&market);
        let product = format!("/products/{}", market.caps);
        let shown = browser.get(&product, "buyer").await.text;
        assert!(shown.contains("10 in stock") && shown.contains("Add to cart"), "{shown}");
        let wished = format!("product={}&quantity=2", market.caps);
        let added = browser.send(&product, "/cart/lines", "buyer", &wished).await;
        assert_eq!(added.place, "/cart?done=cart-added");
        let cart = browser.get("/cart", "buyer").await.text;
        assert!(cart.contains("Caps") && cart.contains("10.00"), "{cart}");
        let checkout = browser.get("/checkout", "buyer").await.text;
        assert!(checkout.contains("Add the address that the goods go to"));
        let kept = browser.send("/addresses/new", "/addresses/new", "buyer", HOME).await;
        assert_eq!(kept.place, "/addresses?done=cart-address-added");
        let checkout = browser.get("/checkout", "buyer").await.text;
        assert!(checkout.contains("Malmö") && checkout.contains("Freight is in the price"));
        let (seal, to) = (hidden(&checkout, "seal"), hidden(&checkout, "address"));
        let order = format!("seal={seal}&address={to}");
        let placed = browser.send("/checkout", "/checkout", "buyer", &order).await;
        assert!(placed.place.ends_with("?done=cart-placed"), "{}", placed.text);
        let path = placed.place.split('?').next().expect("a path").to_owned();
        let seen = browser.get(&path, "buyer").await.text;
        assert!(seen.contains("10.00 from the balance"), "{seen}");
        assert_eq!(browser.get(&path, "shop").await.status, StatusCode::NOT_FOUND);
        let pay = format!("payment={}&by=wallet", hidden(&seen, "payment"));
        let poor = browser.send(&path, &path, "buyer", &pay).await;
        assert_eq!(poor.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(poor.text.contains("nothing was paid"), "{}", poor.text);
        market.top_up(Money::new(1_000, kernel::Currency::USD)).await;
        let paid = browser.send(&path, &path, "buyer", &pay).await;
        assert_eq!(paid.place, format!("{path}?done=cart-paid"));
        let seen = browser.get(&path, "buyer").await.text;
        assert!(seen.contains("Nothing is to be paid"), "{seen}");
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_press_leads_to_the_checkout_where_freight_comes_on_top() {
    for market in each_market().await {
        let browser = browser(&market);
        let product = format!("/products/{}", market.caps);
        let shown = browser.get(&product, "buyer").await.text;
        assert!(shown.contains("Order with guarantee: USD\u{a0}5.00"), "{shown}");
        market.rule(0, super::flat("SE", "USD", "10.00")).await;
        let shown = browser.get(&product, "buyer").await.text;
        assert!(!shown.contains(&format!("{product}/orders")), "{shown}");
        assert!(shown.contains("Freight and tax are worked out for your address"), "{shown}");
        assert!(shown.contains("name=\"then\" value=\"checkout\""), "{shown}");
        let wished = format!("product={}&quantity=2&then=checkout", market.caps);
        let pressed = browser.send(&product, "/cart/lines", "buyer", &wished).await;
        assert_eq!(pressed.place, "/checkout");
        market.address().await;
        let checkout = browser.get("/checkout", "buyer").await.text;
        assert!(checkout.contains("Order for USD\u{a0}20.00"), "{checkout}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_is_told_on_the_page_where_it_was_wanted() {
    for market in each_market().await {
        let browser = browser(&market);
        let product = format!("/products/{}", market.caps);
        let wished = format!("product={}&quantity=11", market.caps);
        let refused = browser.send(&product, "/cart/lines", "buyer", &wished).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("only 10 are left"), "{}", refused.text);
        let many = browser.get(&format!("{product}?quantity=11"), "buyer").await.text;
        assert!(many.contains("only 10 are left") && !many.contains("Order with guarantee"));
        let form = browser.send("/addresses/new", "/addresses/new", "buyer", "name=Elsa").await;
        assert_eq!(form.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(form.text.contains("at least 5 digits"), "{}", form.text);
        let own = browser.get("/cart", "nobody").await;
        assert_eq!(own.place, "/sign-in?next=/cart");
        let rule = "places=CN&kind=flat&currency=USD&amount=free&first=1&step=1&more=0";
        let rule = browser.send("/freight/new", "/freight/new", "shop", rule).await;
        assert!(rule.text.contains("Enter an amount in digits"), "{}", rule.text);
        let told = browser.get("/addresses", "shop").await.text;
        assert!(told.contains("No address yet"), "a book of another firm is not shown");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_seller_counts_on_the_products_own_page() {
    for market in each_market().await {
        let browser = browser(&market);
        let (page, path) =
            (format!("/goods/{}/edit", market.caps), format!("/goods/{}/stock", market.caps));
        let shown = browser.get(&page, "shop").await.text;
        let revision = hidden(&shown, "revision");
        let count = |told: &str| format!("revision={revision}&stock={told}");
        let many = browser.send(&page, &path, "shop", &count("many")).await;
        assert_eq!(many.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(many.text.contains("Write the stock as a whole number"), "{}", many.text);
        let saved = browser.send(&page, &path, "shop", &count("0")).await;
        assert_eq!(saved.place, format!("{page}?done=catalog-stock"));
        let sold_out = browser.get(&format!("/products/{}", market.caps), "buyer").await.text;
        assert!(sold_out.contains("Sold out") && !sold_out.contains("Order with guarantee"));
        assert!(sold_out.contains("https://schema.org/OutOfStock"));
        let list = browser.get("/goods", "shop").await.text;
        assert!(list.contains("0 free, 0 kept for orders, 0 in all"), "{list}");
        let other = browser.send("/goods/new", &path, "other", &count("5")).await;
        assert_eq!(other.status, StatusCode::NOT_FOUND);
    }
}
