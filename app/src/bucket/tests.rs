//! A bucket of a service in this process, which works out every signature by itself, as AWS
//! describes it (Signature Version 4 in the query).

#![expect(clippy::disallowed_methods, reason = "a test serves beside itself")]

use super::*;
use axum::Router;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

const KEY: &str = "AKIDEXAMPLE";
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const REGION: &str = "eu-north-1";

type Shelf = Arc<Mutex<Kept>>;

#[derive(Default)]
struct Kept {
    objects: BTreeMap<String, Vec<u8>>,
    /// Answers that fail before the next one is right.
    failing: usize,
    asked: usize,
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn keyed(key: &[u8], told: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("any key");
    mac.update(told.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

/// The signature that a request should carry, from what it says of itself.
fn signature(method: &str, host: &str, path: &str, pairs: &[(String, String)]) -> String {
    let mut signed: Vec<String> = pairs
        .iter()
        .filter(|(name, _)| name != "X-Amz-Signature")
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    signed.sort();
    let query = signed.join("&");
    let canonical = format!("{method}\n{path}\n{query}\nhost:{host}\n\nhost\nUNSIGNED-PAYLOAD");
    let of = |wanted: &str| {
        pairs.iter().find(|(name, _)| name == wanted).map_or("", |(_, value)| value.as_str())
    };
    let (at, day) = (of("X-Amz-Date"), of("X-Amz-Date").get(..8).unwrap_or_default());
    let scope = format!("{day}/{REGION}/s3/aws4_request");
    let told = format!("AWS4-HMAC-SHA256\n{at}\n{scope}\n{}", hex(&Sha256::digest(canonical)));
    let key = keyed(format!("AWS4{SECRET}").as_bytes(), day);
    let key = [REGION, "s3", "aws4_request"].iter().fold(key, |key, part| keyed(&key, part));
    hex(&keyed(&key, &told))
}

async fn serve(State(shelf): State<Shelf>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let host = head.headers.get("host").and_then(|host| host.to_str().ok()).unwrap_or_default();
    let pairs: Vec<(String, String)> = (head.uri.query().unwrap_or_default().split('&'))
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let told = pairs.iter().find(|(name, _)| name == "X-Amz-Signature");
    let told = told.map_or("", |(_, value)| value.as_str());
    if told != signature(head.method.as_str(), host, head.uri.path(), &pairs) {
        return (StatusCode::FORBIDDEN, "SignatureDoesNotMatch").into_response();
    }
    let bytes = axum::body::to_bytes(body, FILE_BYTES_MOST).await.expect("a body");
    let mut shelf = shelf.lock().expect("a shelf");
    shelf.asked += 1;
    if shelf.failing > 0 {
        shelf.failing -= 1;
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let name = head.uri.path().to_owned();
    match (head.method, shelf.objects.get(&name)) {
        (Method::PUT, _) => {
            shelf.objects.insert(name, bytes.to_vec());
            StatusCode::OK.into_response()
        }
        (_, Some(object)) => object.clone().into_response(),
        (_, None) => StatusCode::NOT_FOUND.into_response(),
    }
}

struct Room {
    shelf: Shelf,
    endpoint: String,
    folder: tempfile::TempDir,
}

async fn room() -> Room {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let shelf = Shelf::default();
    let router = Router::new().fallback(serve).with_state(shelf.clone());
    tokio::spawn(async move { axum::serve(listener, router).await });
    let folder = tempfile::tempdir().expect("a folder");
    Room { shelf, endpoint: format!("http://{address}"), folder }
}

impl Room {
    fn bucket(&self, copies: &str, secret: &str) -> Bucket {
        let settings = Settings {
            url: format!("{}/goods", self.endpoint),
            region: REGION.into(),
            is_in_host: false,
            key: KEY.into(),
            secret: Secret(secret.to_owned()),
        };
        Bucket::open(settings, Folder(self.folder.path().join(copies))).expect("a bucket")
    }

    fn asked(&self) -> usize {
        self.shelf.lock().expect("a shelf").asked
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_in_the_bucket_before_it_is_kept_and_found_from_everywhere() {
    let room = room().await;
    let (one, other) = (room.bucket("one", SECRET), room.bucket("other", SECRET));
    one.keep("talk-ab 1+2.jpg", b"pixels").expect("kept");
    let objects = room.shelf.lock().expect("a shelf").objects.clone();
    let names: Vec<&String> = objects.keys().collect();
    assert_eq!(names, ["/goods/talk-ab%201%2B2.jpg"]);
    assert_eq!(other.find("talk-ab 1+2.jpg").expect("found"), b"pixels");
    let asked = room.asked();
    assert_eq!(other.find("talk-ab 1+2.jpg").expect("found"), b"pixels");
    assert_eq!(room.asked(), asked, "the copy answers");
    assert!(matches!(one.find("none.jpg"), Err(Stop::Absent)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bucket_that_fails_is_asked_again_and_then_nothing_is_kept() {
    let room = room().await;
    let bucket = room.bucket("copies", SECRET);
    room.shelf.lock().expect("a shelf").failing = TRIES - 1;
    bucket.keep("a.jpg", b"a").expect("kept at the last try");
    room.shelf.lock().expect("a shelf").failing = TRIES;
    assert!(matches!(bucket.keep("b.jpg", b"b"), Err(Stop::StoreDown)));
    assert!(matches!(bucket.find("b.jpg"), Err(Stop::Absent)), "no copy without its object");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_secret_keeps_nothing() {
    let room = room().await;
    let bucket = room.bucket("copies", "another secret");
    assert!(matches!(bucket.keep("a.jpg", b"a"), Err(Stop::StoreDown)));
    assert!(room.shelf.lock().expect("a shelf").objects.is_empty());
}
