//! The catalog through its JSON routes.

use super::{of, socks};
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use catalog::MIGRATIONS;
use image::{DynamicImage, ImageFormat};
use kernel::{Actor, Outcome};
use serde_json::{Value, json};
use std::io::Cursor;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use store::Tx;
use testkit::{Engine, Fresh, fresh};
use tower::ServiceExt;

/// A market of the catalog alone, on a store of its own.
struct Market {
    routes: axum::Router,
    app: web::App,
    _fresh: Fresh,
    _files: tempfile::TempDir,
}

fn sign_in(_: &mut Tx<'_>, token: &[u8; 32]) -> Outcome<Actor> {
    let is = |name| web::hash_of_token(name) == *token;
    Ok(if is("seller") { of(1) } else { of(2) })
}

fn market() -> Market {
    let fresh = fresh(Engine::Sqlite, MIGRATIONS.to_vec());
    let files = tempfile::tempdir().expect("a folder");
    let place = web::Place {
        name: "Fair".into(),
        name_zh: "集市".into(),
        url: "http://localhost".into(),
        zone: "UTC".into(),
        is_simulated: true,
    };
    let locales = [web::LOCALES, finding::LOCALES, catalog::LOCALES].concat();
    let app = web::App::new(web::Parts {
        store: fresh.store.clone(),
        words: web::Words::read(&locales).expect("words"),
        sign_in,
        place,
        limits: web::Limits::per_second(0, 0),
        files: files.path().join("files"),
        secret: [7; 32],
        menus: web::page::Menus { public: &[], firm: &[], clerk: &[] },
        unread: None,
    });
    let (routes, _) = catalog::api::api().split_for_parts();
    std::fs::create_dir_all(app.files()).expect("a folder");
    let say = axum::middleware::from_fn_with_state(app.clone(), web::say_problems);
    let routes = routes.layer(say).with_state(app.clone());
    Market { routes, app, _fresh: fresh, _files: files }
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("JSON")
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("")
    }
}

impl Market {
    async fn send(&self, ask: Request<Body>) -> Answer {
        let response = self.routes.clone().oneshot(ask).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.expect("a body").to_vec();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).expect("a request")).await
    }

    /// Lists socks as the seller; gives the path of the product.
    async fn listed(&self) -> String {
        let body = serde_json::to_vec(&socks("Socks")).expect("JSON");
        let ask = Request::post("/api/v1/products")
            .header("authorization", "Bearer seller")
            .header("idempotency-key", "list")
            .header("content-type", "application/json");
        let answer = self.send(ask.body(body.into()).expect("a request")).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.json());
        assert_eq!(answer.header("etag"), "\"1\"");
        format!("/api/v1/products/{}", answer.json()["id"].as_str().expect("an id"))
    }

    async fn put_photo(&self, product: &str, by: &str, kind: &str, body: Vec<u8>) -> Answer {
        let ask = Request::put(format!("{product}/photo"))
            .header("authorization", format!("Bearer {by}"))
            .header("idempotency-key", "photo")
            .header("if-match", "\"1\"")
            .header("content-type", kind);
        self.send(ask.body(body.into()).expect("a request")).await
    }
}

fn picture() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let picture = DynamicImage::new_rgb8(800, 600);
    picture.write_to(&mut bytes, ImageFormat::Png).expect("a picture");
    bytes.into_inner()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_product_is_listed_and_read() {
    let market = market();
    let path = market.listed().await;
    let read = market.get(&path).await;
    assert_eq!((read.status, read.header("etag")), (StatusCode::OK, "\"1\""));
    let product = read.json();
    assert_eq!(product["tiers"][1], json!({ "min_quantity": 5_000, "price": "0.080001" }));
    assert_eq!((&product["moq"], &product["state"]), (&json!(500), &json!("listed")));
    let list = market.get("/api/v1/products?limit=1").await.json();
    assert_eq!(list["rows"][0]["id"], product["id"]);
    assert_eq!(list["rows"][0].get("text"), None);
    for absent in ["/api/v1/products/product_0", "/api/v1/products?firm=x", "/photos/x"] {
        assert_eq!(market.get(absent).await.status, StatusCode::NOT_FOUND, "{absent}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_is_sent_as_a_body_or_in_a_form_and_read_by_everybody() {
    let png = picture();
    let form = [
        b"--x\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a.png\"\r\n\r\n",
        png.as_slice(),
        b"\r\n--x--\r\n",
    ];
    let as_form = ("multipart/form-data; boundary=x", form.concat());
    for (kind, body) in [("image/png", png), as_form] {
        let market = market();
        let path = market.listed().await;
        let sent = market.put_photo(&path, "seller", kind, body.clone()).await;
        assert_eq!((sent.status, sent.header("etag")), (StatusCode::OK, "\"2\""));
        let photo = sent.json()["photo"].clone();
        assert_eq!((&photo["width"], &photo["height"]), (&json!(800), &json!(600)));
        for member in ["path", "thumb_path"] {
            let read = market.get(photo[member].as_str().expect("a path")).await;
            assert_eq!((read.status, read.header("content-type")), (StatusCode::OK, "image/jpeg"));
            assert_eq!(read.header("x-content-type-options"), "nosniff");
            assert_eq!(read.header("content-disposition"), "inline");
            assert!(read.header("cache-control").contains("immutable"));
        }
        let again = market.put_photo(&path, "seller", kind, body).await;
        assert_eq!(again.status, StatusCode::OK);
        assert_eq!(again.header("idempotency-replayed"), "true");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_photo_is_refused_in_words() {
    let market = market();
    let path = market.listed().await;
    let text = b"this is no picture".to_vec();
    let refused = market.put_photo(&path, "seller", "image/jpeg", text.clone()).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.json()["errors"][0]["code"], "catalog-photo-wrong-kind");
    assert_eq!(refused.json()["errors"][0]["field"], "photo");
    let other = market.put_photo(&path, "seller", "text/plain", text.clone()).await;
    assert_eq!(other.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let foreign = market.put_photo(&path, "buyer", "image/png", picture()).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
    let large = vec![0; catalog::api::UPLOAD_BODY_MOST + 1];
    let large = market.put_photo(&path, "seller", "image/jpeg", large).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
}

impl Market {
    async fn say(&self, method: &str, path: &str, by: &str, body: &str) -> Answer {
        let ask = Request::builder().method(method).uri(path);
        let ask = ask
            .header("authorization", format!("Bearer {by}"))
            .header("idempotency-key", format!("{method}-{}-{}", path.len(), body.len()))
            .header(
                "content-type",
                if path.ends_with("imports") { "text/csv" } else { "application/json" },
            );
        self.send(ask.body(body.to_owned().into()).expect("a request")).await
    }
}

#[tokio::test]
async fn what_is_faulty_is_left_out_by_a_program_and_fetched_by_its_firm_alone() {
    let market = market();
    let file = "sku,name,price\nA,Good,1\nB,,2\n";
    let sent = market.say("POST", "/api/v1/imports", "seller", file).await;
    assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.json());
    let import = format!("/api/v1/imports/{}", sent.json()["id"].as_str().expect("an id"));
    catalog::jobs::work(&market.app).await.expect("worked");
    let seen = market.say("GET", &import, "seller", "").await.json();
    assert_eq!((&seen["state"], &seen["left_out"]), (&"faulty".into(), &1.into()));
    let run = format!("{import}/run");
    let all = market.say("POST", &run, "seller", "{}").await;
    assert_eq!(all.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(all.json()["code"], "catalog-import-faulty");
    let some = market.say("POST", &run, "seller", r#"{"leave_out_faulty": true}"#).await;
    assert_eq!((some.status, &some.json()["state"]), (StatusCode::OK, &"running".into()));
    catalog::jobs::work(&market.app).await.expect("worked");
    let seen = market.say("GET", &import, "seller", "").await.json();
    assert_eq!((&seen["state"], &seen["added"]), (&"done".into(), &1.into()));
    for (format, begin) in
        [("csv", "\u{feff}sku,name,price,What is wrong\nB,,2,name: "), ("xlsx", "PK")]
    {
        let left = format!("{import}/left-out/{format}");
        let answer = market.say("GET", &left, "seller", "").await;
        assert_eq!(answer.status, StatusCode::OK, "{format}");
        assert!(answer.body.starts_with(begin.as_bytes()), "{format}");
        let foreign = market.say("GET", &left, "other", "").await;
        assert_eq!(foreign.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_file_that_says_it_is_too_large_is_refused_with_the_limit_before_it_comes() {
    let market = market();
    let ask = Request::post("/api/v1/imports")
        .header("authorization", "Bearer seller")
        .header("idempotency-key", "large")
        .header("content-length", (2_u64 << 30).to_string());
    let answer = market.send(ask.body(Body::empty()).expect("a request")).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(answer.json()["code"], "catalog-table-too-large");
    assert!(answer.json()["detail"].as_str().expect("words").contains("MB"));
    assert_eq!(std::fs::read_dir(market.app.files()).expect("files").count(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_a_strangers_photo_is_taken_in() {
    let market = market();
    let path = market.listed().await;
    for path in [format!("{path}/photo"), format!("{path}/photos")] {
        let method = if path.ends_with("photo") { "PUT" } else { "POST" };
        let taken = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&taken);
        let pieces = futures_util::stream::once(async move {
            told.store(true, Ordering::SeqCst);
            Ok::<_, std::io::Error>(picture())
        });
        let ask = Request::builder().method(method).uri(&path).header("if-match", "\"1\"");
        let ask = ask.header("idempotency-key", "photo").header("content-type", "image/png");
        let answer = market.send(ask.body(Body::from_stream(pieces)).expect("a request")).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        assert!(!taken.load(Ordering::SeqCst), "{path}");
    }
}
