//! The same through the door: tokens, keys of requests, walls.

use super::{contact, each_store, read};
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode};
use party::LOCALES;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use testkit::Fresh;
use tower::ServiceExt;
use web::page::Menus;
use web::{App, Limits, Parts, Place, Words, say_problems};

struct Market {
    fresh: Fresh,
    routes: axum::Router,
}

fn each_market() -> impl Iterator<Item = Market> {
    each_store().map(|fresh| {
        let locales = [LOCALES, web::LOCALES].concat();
        let place = Place {
            name: "Fair".to_owned(),
            name_zh: "集市".to_owned(),
            url: "https://fair.example".to_owned(),
            zone: "Asia/Shanghai".to_owned(),
            is_simulated: true,
        };
        let app = App::new(Parts {
            store: fresh.store.clone(),
            words: Words::read(&locales).expect("words"),
            sign_in: party::sign_in_by_hash,
            place,
            limits: Limits::per_second(0, 0).guessing(3, 6),
            files: std::path::PathBuf::new(),
            secret: [7; 32],
            menus: Menus { public: &[], firm: &[], clerk: &[] },
            unread: None,
        });
        let (routes, _) = party::api::api().split_for_parts();
        let layer = axum::middleware::from_fn_with_state(app.clone(), say_problems);
        Market { fresh, routes: routes.layer(layer).with_state(app) }
    })
}

struct Said {
    status: StatusCode,
    body: Value,
    was_replayed: bool,
}

impl Said {
    fn token(&self) -> String {
        self.body["token"].as_str().expect("a token").to_owned()
    }
}

impl Market {
    async fn send(&self, method: Method, path: &str, token: &str, key: &str, body: Value) -> Said {
        let mut request = Request::builder().method(method).uri(format!("/api/v1{path}"));
        request = request.header("idempotency-key", key).header("content-type", "application/json");
        if !token.is_empty() {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        let request = request.body(Body::from(body.to_string())).expect("a request");
        let answer = self.routes.clone().oneshot(request).await.expect("an answer");
        let status = answer.status();
        let was_replayed = answer.headers().contains_key("idempotency-replayed");
        let bytes = to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
        let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        Said { status, body, was_replayed }
    }

    async fn post(&self, path: &str, token: &str, key: &str, body: Value) -> Said {
        self.send(Method::POST, path, token, key, body).await
    }

    async fn get(&self, path: &str, token: &str) -> Said {
        self.send(Method::GET, path, token, "unused", Value::Null).await
    }

    /// A named value of the last letter to an address.
    async fn fact(&self, told: &str, fact: &str) -> String {
        let to = contact(told);
        let due = read(&self.fresh, party::list_due_letters).await.expect("letters");
        let last = due.into_iter().rfind(|letter| letter.to == to).expect("a letter");
        last.facts.get(fact).cloned().expect("the fact")
    }

    /// The code in a letter, and the ticket that asking for it gives.
    async fn code(&self, told: &str, purpose: &str, key: &str) -> (String, Value) {
        let asked = json!({ "contact": told, "purpose": purpose });
        let said = self.post("/codes", "", key, asked).await;
        assert_eq!(said.status, StatusCode::ACCEPTED, "{}", said.body);
        (self.fact(told, "code").await, said.body["ticket"].clone())
    }

    /// Signs in by a password from an address.
    async fn sign_in_from(&self, last: u8, told: &str, password: &str) -> (StatusCode, Value) {
        let proof = json!({ "contact": told, "password": password }).to_string();
        let request = Request::post("/api/v1/sessions")
            .header("idempotency-key", "in")
            .header("content-type", "application/json")
            .body(Body::from(proof));
        let (mut parts, body) = request.expect("a request").into_parts();
        let from = Some(std::net::IpAddr::from([203, 0, 113, last]));
        let caller = web::Caller { from, ..web::Caller::of(&parts, "UTC") };
        parts.extensions.insert(caller);
        let request = Request::from_parts(parts, body);
        let answer = self.routes.clone().oneshot(request).await.expect("an answer");
        let status = answer.status();
        let bytes = to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
        let body: Value = serde_json::from_slice(&bytes).expect("JSON");
        (status, body["code"].clone())
    }

    async fn sign_up(&self, told: &str) -> Said {
        let code = self.code(told, "sign_up", "ask").await;
        self.post("/sign-ups", "", "sign-up", newcomer(told, &code)).await
    }
}

fn newcomer(told: &str, (code, ticket): &(String, Value)) -> Value {
    json!({
        "contact": told, "code": code, "ticket": ticket,
        "name": "Anna Berg", "password": "correct horse",
        "firm": { "name": "Berg & Söner AB", "country": "se" },
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn one_signs_up_signs_in_by_password_and_out_again() {
    for market in each_market() {
        let begun = market.sign_up("anna@example.se").await;
        assert_eq!(begun.status, StatusCode::CREATED, "{}", begun.body);
        let me = market.get("/me", &begun.token()).await.body;
        assert_eq!(
            (&me["person"]["name"], &me["firm"]["country"]),
            (&json!("Anna Berg"), &json!("SE"))
        );
        assert_eq!((&me["role"], &me["scope"]), (&json!("owner"), &json!("full")));

        let proof = json!({ "contact": "ANNA@example.se", "password": "correct horse" });
        // A token that is over does not keep anybody from signing in.
        let again = market.post("/sessions", "no-such-token", "in", proof.clone()).await;
        assert_eq!(again.status, StatusCode::CREATED, "{}", again.body);
        assert_ne!(again.token(), begun.token());
        let same = market.post("/sessions", "", "in", proof).await;
        assert!(same.was_replayed);
        assert_eq!(same.token(), again.token());

        let token = again.token();
        let out = market.send(Method::DELETE, "/sessions/current", &token, "o", json!({}));
        assert_eq!(out.await.status, StatusCode::NO_CONTENT);
        assert_eq!(market.get("/me", &token).await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(market.get("/me", &begun.token()).await.status, StatusCode::OK);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_up_sent_twice_is_answered_alike() {
    for market in each_market() {
        let code = market.code("+46 70 123 45 67", "sign_up", "ask").await;
        let new = newcomer("+46 70 123 45 67", &code);
        let (one, two) = tokio::join!(
            market.post("/sign-ups", "", "k", new.clone()),
            market.post("/sign-ups", "", "k", new.clone()),
        );
        assert_eq!((one.status, two.status), (StatusCode::CREATED, StatusCode::CREATED));
        assert_eq!(one.body["firm"], two.body["firm"]);
        assert_eq!(one.token(), two.token());
        assert!(one.was_replayed != two.was_replayed);
        let firm = one.body["firm"].as_str().expect("a firm");
        let seen = market.get(&format!("/firms/{firm}"), "").await;
        assert_eq!(seen.body["trust"]["finished"], json!(0));
        let mut other = new;
        other["name"] = json!("Somebody else");
        let reused = market.post("/sign-ups", "", "k", other).await;
        assert_eq!(reused.status, StatusCode::CONFLICT);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_and_an_unknown_contact_are_one_answer() {
    for market in each_market() {
        market.sign_up("anna@example.se").await;
        let mut answers = Vec::new();
        for told in ["anna@example.se", "nobody@example.se"] {
            let proof = json!({ "contact": told, "password": "wrong horse" });
            let said = market.post("/sessions", "", "k", proof).await;
            answers.push((said.status, said.body));
        }
        assert_eq!(answers[0], answers[1]);
        assert_eq!(answers[0].1["code"], json!("party-sign-in-wrong"));
        let both = json!({ "contact": "anna@example.se", "password": "x", "code": "1" });
        let said = market.post("/sessions", "", "k", both).await;
        assert_eq!(said.body["code"], json!("party-proof-missing"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_code_is_counted_through_the_door() {
    for market in each_market() {
        market.sign_up("anna@example.se").await;
        let (code, ticket) = market.code("anna@example.se", "reset", "ask-2").await;
        let wrong = if code == "00000000" { "00000001" } else { "00000000" };
        let (contact, password) = ("anna@example.se", "another horse");
        let reset = |code: &str| {
            json!({
                "contact": contact, "code": code, "ticket": ticket, "password": password,
            })
        };
        for (key, left) in [("a", "4"), ("a", "4"), ("b", "3"), ("c", "2"), ("d", "1")] {
            let said = market.post("/password-resets", "", key, reset(wrong)).await;
            assert_eq!(said.body["code"], json!("party-code-wrong"));
            let detail = said.body["detail"].as_str().expect("a sentence");
            assert!(detail.contains(left) || left == "1", "{detail}");
        }
        let done = market.post("/password-resets", "", "e", reset(&code)).await;
        assert_eq!(done.status, StatusCode::CREATED, "{}", done.body);
        let proof = json!({ "contact": "anna@example.se", "password": "another horse" });
        let said = market.post("/sessions", "", "in", proof).await;
        assert_eq!(said.status, StatusCode::CREATED);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_that_is_wrong_with_a_sign_up_is_told_at_once() {
    for market in each_market() {
        let wrong = json!({
            "contact": "anna", "code": "1", "ticket": "",
            "name": "\u{202e}", "password": "12345678",
            "firm": { "name": "", "country": "Sverige" },
        });
        let said = market.post("/sign-ups", "", "k", wrong).await;
        assert_eq!(said.status, StatusCode::UNPROCESSABLE_ENTITY);
        let fields: Vec<&str> = said.body["errors"]
            .as_array()
            .expect("errors")
            .iter()
            .filter_map(|error| error["field"].as_str())
            .collect();
        assert_eq!(fields, ["contact", "name", "password", "firm.name", "firm.country"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_colleague_comes_by_the_link_and_goes_again() {
    for market in each_market() {
        let anna = market.sign_up("anna@example.se").await.token();
        let asked = json!({ "contact": "bo@example.se", "role": "staff" });
        let sent = market.post("/firm/invitations", &anna, "i", asked.clone()).await;
        assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.body);
        assert!(market.post("/firm/invitations", &anna, "i", asked).await.was_replayed);
        let link = market.fact("bo@example.se", "link").await;
        let path = link.strip_prefix("https://fair.example/i/").expect("a link");
        assert!(!sent.body.to_string().contains(path), "the letter alone holds the token");
        let path = format!("/invitations/{path}/acceptances");
        let bo = market.post(&path, "", "a", json!({ "name": "Bo Ek" })).await;
        assert_eq!(bo.status, StatusCode::CREATED, "{}", bo.body);
        assert_eq!(
            market.post(&path, "", "a", json!({ "name": "Bo Ek" })).await.token(),
            bo.token()
        );
        let members = market.get("/firm/members", &bo.token()).await.body;
        assert_eq!(members["rows"].as_array().map(Vec::len), Some(2));
        let person = bo.body["person"].as_str().expect("an id").to_owned();
        let role = format!("/firm/members/{person}/role");
        let (token, owner) = (bo.token(), json!({ "role": "owner" }));
        let stopped = market.send(Method::PUT, &role, &token, "r", owner);
        assert_eq!(stopped.await.status, StatusCode::FORBIDDEN);
        let out = format!("/firm/members/{person}");
        let left = market.send(Method::DELETE, &out, &bo.token(), "l", json!({})).await;
        assert_eq!(left.status, StatusCode::NO_CONTENT);
        assert_eq!(market.get("/me", &bo.token()).await.status, StatusCode::UNAUTHORIZED);
        let gone = market.send(Method::DELETE, &out, &anna, "g", json!({})).await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reading_key_is_stopped_at_the_door() {
    for market in each_market() {
        let anna = market.sign_up("anna@example.se").await.token();
        let made =
            market.post("/firm/keys", &anna, "k", json!({ "name": "A", "scope": "read" })).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
        let key = made.token();
        assert_eq!(market.get("/me", &key).await.body["scope"], json!("read"));
        let asked = json!({ "contact": "bo@example.se", "role": "staff" });
        let stopped = market.post("/firm/invitations", &key, "i", asked).await;
        assert_eq!(stopped.status, StatusCode::FORBIDDEN);
        assert_eq!(market.get("/firm/keys", &key).await.status, StatusCode::FORBIDDEN);
        let listed = market.get("/firm/keys", &anna).await.body;
        assert!(!listed.to_string().contains(&key));
        let path = format!("/firm/keys/{}", made.body["id"].as_str().expect("an id"));
        let ended = market.send(Method::DELETE, &path, &anna, "d", json!({})).await;
        assert_eq!(ended.status, StatusCode::NO_CONTENT);
        assert_eq!(market.get("/me", &key).await.status, StatusCode::UNAUTHORIZED);
        for path in ["/firms/firm_zzzzzzzzzzzzz", "/firms/0", "/firms/firm_0000000000001"] {
            assert_eq!(market.get(path, &anna).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let full = json!({ "name": "A", "scope": "full" });
        let wider = market.post("/firm/keys", &anna, "f", full).await;
        assert_eq!(wider.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_colleague_who_asks_alike_is_not_given_the_owners_key() {
    for market in each_market() {
        let anna = market.sign_up("anna@example.se").await.token();
        let asked = json!({ "contact": "bo@example.se", "role": "staff" });
        market.post("/firm/invitations", &anna, "i", asked).await;
        let link = market.fact("bo@example.se", "link").await;
        let path = link.strip_prefix("https://fair.example/i/").expect("a link");
        let path = format!("/invitations/{path}/acceptances");
        let bo = market.post(&path, "", "a", json!({ "name": "Bo Ek" })).await.token();
        let key = json!({ "name": "A", "scope": "trade" });
        let made = market.post("/firm/keys", &anna, "1", key.clone()).await;
        assert_eq!(made.status, StatusCode::CREATED);
        let again = market.post("/firm/keys", &anna, "1", key.clone()).await;
        assert_eq!((again.was_replayed, again.token()), (true, made.token()));
        let alike = market.post("/firm/keys", &bo, "1", key).await;
        assert_eq!(alike.status, StatusCode::FORBIDDEN, "{}", alike.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_store_keeps_no_token_and_no_hash_that_tells_a_password() {
    for market in each_market() {
        let code = market.code("anna@example.se", "sign_up", "ask").await;
        let new = newcomer("anna@example.se", &code);
        let begun = market.post("/sign-ups", "", "k", new.clone()).await;
        let kept = market.fresh.store.read("kept", |tx| {
            let rows = tx.all("SELECT answer, body_hash FROM once ORDER BY at", &[])?;
            let read = |row: &store::Row| Ok((row.string(0)?, row.bytes(1)?.to_vec()));
            Ok(rows.iter().map(read).collect::<anyhow::Result<Vec<_>>>()?)
        });
        let kept = kept.await.expect("answers");
        let firm = begun.body["firm"].as_str().expect("a firm").to_owned();
        assert!(kept.iter().any(|(answer, _)| answer.contains(&firm)));
        assert!(kept.iter().all(|(answer, _)| !answer.contains(&begun.token())));
        let bare = format!("party.sign-up/api/v1/sign-ups\n{new}");
        let guessed = Sha256::digest(bare.as_bytes()).to_vec();
        assert!(kept.iter().all(|(_, hash)| *hash != guessed));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_who_guesses_passwords_locks_nobody_out() {
    for market in each_market() {
        market.sign_up("anna@example.se").await;
        for nth in 0..5 {
            let (_, code) = market.sign_in_from(1, "anna@example.se", "wrong horse").await;
            let told = if nth < 3 { "party-sign-in-wrong" } else { "party-guesses-too-many" };
            assert_eq!(code, told);
        }
        let (status, code) = market.sign_in_from(2, "anna@example.se", "correct horse").await;
        assert_eq!(status, StatusCode::CREATED, "{code}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn asking_twice_with_one_key_gives_one_code_and_one_ticket_that_the_store_does_not_know() {
    for market in each_market() {
        market.sign_up("anna@example.se").await;
        let (code, ticket) = market.code("anna@example.se", "sign_in", "k").await;
        assert_eq!(market.code("anna@example.se", "sign_in", "k").await, (code.clone(), ticket));
        let guess = json!({ "contact": "anna@example.se", "code": code });
        let said = market.post("/sessions", "", "in", guess).await;
        assert_eq!(said.body["code"], json!("party-code-void"), "without its ticket");
        let (_, ticket) = market.code("anna@example.se", "sign_in", "k").await;
        let kept = market.fresh.store.read("kept", |tx| {
            let rows = tx.all("SELECT answer FROM once", &[])?;
            Ok(rows.iter().map(|row| row.string(0)).collect::<anyhow::Result<Vec<_>>>()?)
        });
        let ticket = ticket.as_str().expect("a ticket").to_owned();
        assert!(kept.await.expect("answers").iter().all(|answer| !answer.contains(&ticket)));
    }
}

#[test]
fn every_route_is_described() {
    let (_, document) = party::api::api().split_for_parts();
    assert_eq!(document.paths.paths.len(), 16);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_preview_judges_no_code_since_it_would_count_no_try() {
    for market in each_market() {
        market.sign_up("anna@example.se").await;
        let (code, ticket) = market.code("anna@example.se", "sign_in", "ask-again").await;
        let guess = json!({ "contact": "anna@example.se", "code": code, "ticket": ticket });
        for nth in 0..8 {
            let key = format!("guess-{nth}");
            let said = market.post("/sessions?preview=true", "", &key, guess.clone()).await;
            assert_eq!(said.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", said.body);
            assert_eq!(said.body["code"], "party-code-in-preview");
        }
        let (code, ticket) = market.code("anna@example.se", "reset", "ask-to-reset").await;
        let reset = json!({
            "contact": "anna@example.se", "code": code, "ticket": ticket,
            "password": "battery staple",
        });
        let said = market.post("/passwords?preview=true", "", "reset", reset).await;
        assert_ne!(said.status, StatusCode::CREATED, "{}", said.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_request_of_two_firms_makes_two_keys() {
    for market in each_market() {
        let mut made = Vec::new();
        for (nth, told) in ["anna@example.se", "bo@example.se"].into_iter().enumerate() {
            let code = market.code(told, "sign_up", &format!("ask-{nth}")).await;
            let key = format!("sign-up-{nth}");
            let owner = market.post("/sign-ups", "", &key, newcomer(told, &code)).await.token();
            let asked = json!({ "name": "ERP", "scope": "trade" });
            let key = market.post("/firm/keys", &owner, "issue-key-1", asked.clone()).await;
            assert_eq!(key.status, StatusCode::CREATED, "{}", key.body);
            let again = market.post("/firm/keys", &owner, "issue-key-1", asked).await;
            assert_eq!((again.was_replayed, again.token()), (true, key.token()));
            let me = market.get("/me", &key.token()).await;
            assert_eq!(me.status, StatusCode::OK, "{}", me.body);
            made.push((key.token(), me.body["firm"]["id"].clone()));
        }
        assert!(made[0].0 != made[1].0 && made[0].1 != made[1].1, "{made:?}");
    }
}
