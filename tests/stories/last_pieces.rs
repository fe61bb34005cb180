//! Many buyers at once want the last pieces: through HTTP, on both engines, with a clock that is
//! told the time.

use super::program::tables;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request};
use catalog::{NewProduct, NewTier, ProductKind};
use kernel::{Actor, Id, Lang, Outcome, Role, Scope, Timestamp};
use party::{Country, DirectFirm, Name, NewFirm, NewPerson};
use serde_json::{Value, json};
use store::Tx;
use testkit::{Engine, Fresh, noon};
use tower::Service;
use web::page::Menus;
use web::{App, Limits, Parts, Place, Words};

/// Firms that want a piece.
const CLIENTS: usize = 64;
/// Pieces that there are.
const PIECES: i64 = 10;

struct Shop {
    fresh: Fresh,
    router: Router,
    seller: Actor,
    product: Id<ProductKind>,
}

fn open_firm(tx: &mut Tx<'_>, name: &str, token: &str) -> Outcome<Actor> {
    let name = Name::parse(name, "name")?;
    let country = Country::parse("CN", "country")?;
    let person = NewPerson { name: name.clone(), password_hash: None, lang: Lang::En };
    let firm = NewFirm { name, name_lang: Lang::En, country };
    let session = Some(web::hash_of_token(token));
    let opened =
        party::open_firm_directly(tx, &DirectFirm { contact: None, person, firm, session })?;
    let firm = Some((opened.firm, Role::Owner));
    Ok(Actor::Member { person: opened.person, firm, scope: Scope::Full })
}

fn token(nth: usize) -> String {
    format!("token-{nth}")
}

async fn shop(engine: Engine) -> Shop {
    let reactions = [deal::jobs::REACTIONS, cart::jobs::REACTIONS].concat();
    let fresh = testkit::fresh_reacting(engine, tables(), reactions);
    let begin = |tx: &mut Tx<'_>| {
        let seller = open_firm(tx, "Umbrellas", "token-seller")?;
        for nth in 0..CLIENTS {
            open_firm(tx, &format!("Buyer {nth}"), &token(nth))?;
        }
        let new = NewProduct {
            title: "Umbrellas".to_owned(),
            title_lang: "en".to_owned(),
            unit: "C62".to_owned(),
            currency: "CNY".to_owned(),
            moq: 1,
            is_open_offer: true,
            tiers: vec![NewTier { min_quantity: 1, price: "24.00".to_owned() }],
            stock: Some(PIECES),
            ..NewProduct::default()
        };
        Ok((seller, catalog::list_product(tx, &seller, &new)?.card.offer.product))
    };
    let (seller, product) = fresh.store.write("begin", begin).await.expect("a shop");
    let parts = Parts {
        store: fresh.store.clone(),
        words: Words::read(
            &[web::LOCALES, catalog::LOCALES, custody::LOCALES, deal::LOCALES, cart::LOCALES]
                .concat(),
        )
        .expect("words"),
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
    };
    let routes = cart::api::api().merge(deal::api::api()).merge(catalog::api::api());
    let (routes, _) = routes.split_for_parts();
    let app = App::new(parts);
    let say = axum::middleware::from_fn_with_state(app.clone(), web::say_problems);
    let router = routes.layer(say).with_state(app);
    Shop { fresh, router, seller, product }
}

/// Sends a request as somebody; a key of its own makes it count once.
async fn send(
    mut router: Router,
    (method, path): (Method, &str),
    (who, key): (&str, &str),
    body: Value,
) -> (u16, Value) {
    let request = Request::builder()
        .method(method)
        .uri(format!("/api/v1{path}"))
        .header("content-type", "application/json")
        .header("idempotency-key", key)
        .header("authorization", format!("Bearer {who}"));
    let request = request.body(Body::from(body.to_string())).expect("a request");
    let answer = router.call(request).await.expect("an answer");
    let status = answer.status().as_u16();
    let bytes = to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
    (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
}

/// The same, twice at once with the same key: both get the same answer.
async fn twice(
    router: &Router,
    what: (Method, &str),
    by: (&str, &str),
    body: Value,
) -> (u16, Value) {
    let one = send(router.clone(), what.clone(), by, body.clone());
    let two = send(router.clone(), what, by, body);
    let (one, two) = tokio::join!(one, two);
    assert_eq!(one.0, two.0, "{one:?} {two:?}");
    if one.0 == 201 {
        assert_eq!(one.1, two.1);
    }
    one
}

/// One client: every second orders directly, the others by their carts.
async fn buy(router: Router, product: Id<ProductKind>, nth: usize) -> (u16, Value) {
    let who = token(nth);
    let key = |step: &str| format!("{step}-{nth}");
    let line = json!({ "product": product, "quantity": 1 });
    if nth.is_multiple_of(2) {
        let order = json!({ "lines": [line] });
        return twice(&router, (Method::POST, "/deals"), (&who, &key("order")), order).await;
    }
    let add = (Method::POST, "/cart/lines");
    let added = twice(&router, add, (&who, &key("add")), line).await;
    if added.0 != 201 {
        return added;
    }
    let home = json!({ "name": "Lan", "phone": "0571 8888 6666", "country": "CN",
        "region": "浙江", "city": "杭州", "street": "文一路 1 号" });
    let kept = (Method::POST, "/addresses");
    let (status, kept) = twice(&router, kept, (&who, &key("home")), home).await;
    assert_eq!(status, 201, "{kept}");
    let address = kept["id"].as_str().expect("an id");
    let preview = format!("/cart/preview?address={address}");
    let (_, seen) = send(router.clone(), (Method::GET, &preview), (&who, "-"), Value::Null).await;
    let order = json!({ "address": address, "seal": seen["seal"] });
    twice(&router, (Method::POST, "/checkouts"), (&who, &key("checkout")), order).await
}

impl Shop {
    /// On hand, and kept for orders.
    async fn stock(&self) -> (i64, i64) {
        let id = self.product;
        let offer = self.fresh.store.read("offer", move |tx| catalog::offer(tx, id)).await;
        let stock = offer.expect("an offer").stock.expect("a stock");
        (stock.on_hand, stock.reserved)
    }

    async fn at(&self, instant: Timestamp) -> usize {
        self.fresh.clock.set(instant);
        store::run_timers(&self.fresh.store, deal::jobs::on_due).await.expect("timers run")
    }

    async fn problems(&self) -> Vec<String> {
        let look = |tx: &mut Tx<'_>| {
            let deals = deal::verify(tx, Id::new(0))?.problems;
            let mut all: Vec<String> = deals.iter().map(ToString::to_string).collect();
            all.extend(catalog::verify_stock(tx, Id::new(0))?.problems);
            all.extend(cart::verify(tx, Id::new(0))?.problems);
            Ok(all)
        };
        self.fresh.store.read("verify", look).await.expect("findings")
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_of_sixty_four_get_the_last_ten_pieces_and_the_others_are_told() {
    for engine in testkit::engines() {
        let shop = shop(engine).await;
        let buyers = (0..CLIENTS).map(|nth| {
            let (router, product) = (shop.router.clone(), shop.product);
            tokio::spawn(buy(router, product, nth))
        });
        let mut sold = 0;
        for buyer in buyers.collect::<Vec<_>>() {
            let (status, answer) = buyer.await.expect("an answer");
            if status == 201 {
                sold += 1;
                continue;
            }
            assert_eq!(status, 422, "{answer}");
            let told = answer.to_string();
            // Who looked while there was one and ordered after it was gone is told that, too.
            assert!(told.contains("catalog-sold-out"), "{told}");
            assert!(told.contains("Umbrellas"), "{told}");
        }
        assert_eq!(sold, PIECES);
        assert_eq!(shop.stock().await, (PIECES, PIECES));
        assert_eq!(shop.problems().await, Vec::<String>::new());
        // J6: nobody pays for five days; then all close, and the pieces can be sold again.
        let end = noon().plus_days(5);
        assert_eq!(shop.at(end.plus_seconds(-1)).await, 0);
        assert_eq!(shop.stock().await, (PIECES, PIECES));
        assert_eq!(shop.at(end).await, 10);
        assert_eq!(shop.stock().await, (PIECES, 0));
        assert_eq!(shop.at(end.plus_days(1)).await, 0);
        let again = json!({ "lines": [{ "product": shop.product, "quantity": PIECES }] });
        let what = (Method::POST, "/deals");
        let (status, answer) = twice(&shop.router, what, ("token-5", "again"), again).await;
        assert_eq!(status, 201, "{answer}");
        assert_eq!(shop.stock().await, (PIECES, PIECES));
        assert_eq!(shop.problems().await, Vec::<String>::new());
        let (seller, id) = (shop.seller, shop.product);
        let count = move |tx: &mut Tx<'_>| catalog::set_stock(tx, &seller, (id, 1), Some(9));
        let below = shop.fresh.store.write("count", count).await;
        assert_eq!(below.expect_err("a refusal").code(), Some("catalog-stock-reserved"));
    }
}
