//! The bank's files and the firm's accounts by API.

use super::custodian::{bank_of, played};
use super::{act, each_store, top_up, wallet};
use axum::Extension;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request};
use custody::pages::TheBank;
use custody::ports::{Custodian, PlayedBank};
use kernel::{Actor, Desk, Firm, Id, Outcome};
use party::{Contact, DirectFirm, KeyScope, Name, NewKey, Password};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::sync::Arc;
use store::Tx;
use testkit::Fresh;
use tower::ServiceExt;
use web::page::Menus;
use web::{App, Limits, Parts, Place, Words, hash_of_token};

const CLERK: Actor = Actor::Clerk { person: Id::new(71), desk: Desk::Operator };
const OWNER: &str = "anna@example.se";

fn sign_in(tx: &mut Tx<'_>, hash: &[u8; 32]) -> Outcome<Actor> {
    match *hash == hash_of_token("token-clerk") {
        true => Ok(CLERK),
        false => party::sign_in_by_hash(tx, hash),
    }
}

struct Client {
    routes: axum::Router,
    keys: std::sync::atomic::AtomicU64,
    _files: tempfile::TempDir,
}

fn client(fresh: &Fresh, bank: TheBank) -> Client {
    let files = tempfile::tempdir().expect("a folder");
    let locales = [web::LOCALES, ledger::LOCALES, party::LOCALES, custody::LOCALES];
    let app = App::new(Parts {
        store: fresh.store.clone(),
        words: Words::read(&locales.concat()).expect("words"),
        sign_in,
        place: Place {
            name: "Market".to_owned(),
            name_zh: "集市".to_owned(),
            url: "https://market.example".to_owned(),
            zone: "Asia/Shanghai".to_owned(),
            is_simulated: false,
        },
        limits: Limits::per_second(0, 0).guessing(3, 6),
        files: files.path().to_owned(),
        secret: [1; 32],
        menus: Menus { public: &[], firm: &[], clerk: &[] },
        unread: None,
    });
    let api = custody::api::api().layer(Extension(bank));
    let (routes, _) = api.split_for_parts();
    let say = axum::middleware::from_fn_with_state(app.clone(), web::say_problems);
    Client { routes: routes.layer(say).with_state(app), keys: 0.into(), _files: files }
}

impl Client {
    async fn send(&self, method: Method, path: &str, who: &str, body: Vec<u8>) -> (u16, Value) {
        let key = self.keys.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        let request = Request::builder()
            .method(method)
            .uri(format!("/api/v1{path}"))
            .header("content-type", "application/json")
            .header("idempotency-key", format!("k{key}"))
            .header("authorization", format!("Bearer token-{who}"))
            .body(Body::from(body));
        let answer = self.routes.clone().oneshot(request.expect("a request")).await;
        let answer = answer.expect("an answer");
        let status = answer.status().as_u16();
        let bytes = to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
        (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
    }

    async fn post(&self, path: &str, who: &str, body: Value) -> (u16, Value) {
        self.send(Method::POST, path, who, body.to_string().into_bytes()).await
    }
}

/// A firm whose owner signs in by `token-anna`.
async fn open_firm(fresh: &Fresh) -> Id<Firm> {
    let open = |tx: &mut Tx<'_>| {
        let new = DirectFirm::named("Anna AB", "SE")?.signed_in(hash_of_token("token-anna"));
        let new = DirectFirm { contact: Some(Contact::parse(OWNER)?), ..new };
        party::open_firm_directly(tx, &new)
    };
    act(fresh, open).await.expect("opened").firm
}

async fn ordered(fresh: &Fresh, firm: Id<Firm>) -> String {
    let by = super::owner(firm);
    act(fresh, move |tx| custody::top_up(tx, &by, super::usd(500)))
        .await
        .expect("ordered")
        .reference
}

/// What the bank has told and nobody has taken.
fn told(behind: &PlayedBank) -> Vec<Vec<u8>> {
    let names = behind.told().expect("names");
    names.iter().map(|name| behind.read(name).expect("a file")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clerk_brings_a_file_of_the_bank_once_and_reads_all_that_is_wrong_in_one() {
    for fresh in each_store() {
        let behind = Arc::new(played(7));
        let client = client(&fresh, Some(Arc::new(bank_of(behind.clone()))));
        let firm = open_firm(&fresh).await;
        let reference = ordered(&fresh, firm).await;
        behind.come(super::usd(500), &reference, &bankfile::Party::default());
        behind.notify().expect("notified");
        let [notice] = told(&behind).try_into().expect("one file");
        let path = "/desk/bank-files?name=today.xml";
        let (status, _) = client.send(Method::POST, path, "anna", notice.clone()).await;
        assert_eq!((status, wallet(&fresh, firm).await), (403, (0, 0)));
        for _ in 0..2 {
            let (status, file) = client.send(Method::POST, path, "clerk", notice.clone()).await;
            assert_eq!(
                (status, &file["state"], &file["entries"]),
                (201, &json!("taken"), &json!(1))
            );
            assert_eq!(
                (&file["name"], wallet(&fresh, firm).await),
                (&json!("today.xml"), (500, 500))
            );
        }
        let torn = String::from_utf8(notice).expect("text").replace("Ccy=\"USD\"", "Ccy=\"US\"");
        let (status, file) = client.send(Method::POST, path, "clerk", torn.into_bytes()).await;
        assert_eq!((status, &file["state"]), (201, &json!("refused")));
        let faults = file["faults"].as_array().expect("faults");
        assert!(faults.len() >= 2, "each place is told: {faults:?}");
        assert!(faults[0].as_str().is_some_and(|told| told.contains("unknown-currency")));
        let (status, no) = client.send(Method::POST, path, "clerk", Vec::new()).await;
        assert_eq!((status, &no["code"]), (422, &json!("custody-file-missing")));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_market_without_a_bank_of_files_says_so() {
    for fresh in each_store() {
        let client = client(&fresh, None);
        let path = "/desk/bank-files";
        let (status, no) = client.send(Method::POST, path, "clerk", b"<x/>".to_vec()).await;
        assert_eq!((status, &no["code"]), (422, &json!("custody-no-bank")));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_names_an_account_with_a_code_and_lets_it_go() {
    for fresh in each_store() {
        let client = client(&fresh, None);
        let firm = open_firm(&fresh).await;
        top_up(&fresh, firm, 500).await;
        let (status, _) = client.post("/wallet/account-codes", "anna", json!({})).await;
        assert_eq!(status, 201);
        let letters = fresh.store.read("letters", party::list_due_letters).await.expect("letters");
        let code = letters.last().and_then(|letter| letter.facts.get("code")).expect("a code");
        let wrong = if code == "00000000" { "00000001" } else { "00000000" };
        let number = "SE45 5000 0000 0583 9825 7466";
        let new = |code: &str| json!({ "holder": "Anna AB", "number": number, "code": code });
        let (status, no) = client.post("/wallet/accounts", "anna", new(wrong)).await;
        assert_eq!((status, &no["code"]), (422, &json!("party-code-wrong")));
        let (status, named) = client.post("/wallet/accounts", "anna", new(code)).await;
        assert_eq!((status, &named[0]["number"]), (201, &json!("SE4550000000058398257466")));
        // A code is for one account alone.
        let (status, no) = client.post("/wallet/accounts", "anna", new(code)).await;
        assert_eq!((status, &no["code"]), (422, &json!("party-code-void")));
        let id = named[0]["id"].as_str().expect("an id");
        let amount = json!({ "amount": "5.00", "currency": "USD" });
        let pays = json!({ "amount": amount, "account": id });
        let (status, no) = client.post("/wallet/payouts", "anna", pays).await;
        assert_eq!((status, &no["code"]), (422, &json!("custody-account-waits")));
        let path = format!("/wallet/accounts/{id}");
        let (status, _) = client.send(Method::DELETE, &path, "anna", Vec::new()).await;
        assert_eq!(status, 200);
        let (_, left) = client.send(Method::GET, "/wallet/accounts", "anna", Vec::new()).await;
        assert_eq!(left, json!([]));
    }
}

/// A firm whose owner has a password; also by a key that may only read.
async fn open_firm_with_password(fresh: &Fresh) -> Id<Firm> {
    let password = Password::parse("correct horse").expect("a password");
    let hash = party::hash_password(&password).expect("a hash");
    let open = move |tx: &mut Tx<'_>| {
        let mut new = DirectFirm::named("Anna AB", "SE")?.signed_in(hash_of_token("token-anna"));
        new.contact = Some(Contact::parse(OWNER)?);
        new.person.password_hash = Some(hash.clone());
        let opened = party::open_firm_directly(tx, &new)?;
        let (name, hash) = (Name::parse("Shop", "name")?, hash_of_token("token-reads"));
        party::issue_key(tx, &opened.owner(), &NewKey { name, scope: KeyScope::Read, hash })?;
        Ok(opened.firm)
    };
    act(fresh, open).await.expect("opened")
}

fn account(password: &str, code: &str) -> Value {
    let number = "SE45 5000 0000 0583 9825 7466";
    json!({ "holder": "Anna AB", "number": number, "password": password, "code": code })
}

#[tokio::test(flavor = "multi_thread")]
async fn naming_an_account_is_no_way_to_try_passwords() {
    for fresh in each_store() {
        let client = client(&fresh, None);
        open_firm_with_password(&fresh).await;
        // A key that may not name one learns nothing, in earnest or not.
        for path in ["/wallet/accounts", "/wallet/accounts?preview=true"] {
            for password in ["a wrong horse", "correct horse"] {
                let (status, no) = client.post(path, "reads", account(password, "00000000")).await;
                assert_eq!((status, &no["code"]), (403, &json!("problem-403")), "{password}");
            }
        }
        for nth in 0..5 {
            let guess = account("a wrong horse", "00000000");
            let (_, no) = client.post("/wallet/accounts", "anna", guess).await;
            let told = if nth < 3 { "party-sign-in-wrong" } else { "party-guesses-too-many" };
            assert_eq!(no["code"], told);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_store_keeps_nothing_by_which_an_owners_password_could_be_tried() {
    for fresh in each_store() {
        let client = client(&fresh, None);
        open_firm_with_password(&fresh).await;
        client.post("/wallet/account-codes", "anna", json!({})).await;
        let letters = fresh.store.read("letters", party::list_due_letters).await.expect("letters");
        let code = letters.last().and_then(|letter| letter.facts.get("code")).expect("a code");
        let body = account("correct horse", code);
        let (status, named) = client.post("/wallet/accounts", "anna", body.clone()).await;
        assert_eq!(status, 201, "{named}");
        let kept = fresh.store.read("kept", |tx| {
            let rows = tx.all("SELECT body_hash FROM once", &[])?;
            let read = |row: &store::Row| Ok(row.bytes(0)?.to_vec());
            Ok(rows.iter().map(read).collect::<anyhow::Result<Vec<_>>>()?)
        });
        let bare = format!("custody.name-account/api/v1/wallet/accounts\n{body}");
        let guessed = Sha256::digest(bare.as_bytes()).to_vec();
        let kept = kept.await.expect("hashes");
        assert!(kept.len() == 2 && kept.iter().all(|hash| *hash != guessed));
    }
}
