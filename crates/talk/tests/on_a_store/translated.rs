//! What is written in other languages, and a server that speaks LibreTranslate's JSON.

use super::Fair;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};
use kernel::Lang;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex, PoisonError};
use talk::ports::{Aid, Asked, Failure, Glossary, LibreTranslate, Translator};
use testkit::{engines, noon};

type Questions = Arc<Mutex<Vec<Value>>>;

/// Answers as a machine does: words are put into brackets, marks stay, but for texts that ask for
/// trouble.
async fn answer(
    State(asked): State<Questions>,
    Json(question): Json<Value>,
) -> (StatusCode, Json<Value>) {
    let text = question["q"].as_str().unwrap_or_default().to_owned();
    let target = question["target"].as_str().unwrap_or_default().to_owned();
    asked.lock().unwrap_or_else(PoisonError::into_inner).push(question);
    let told = match text.as_str() {
        text if text.contains("trasig") => {
            return (StatusCode::INTERNAL_SERVER_ERROR, Json(json!({ "error": "broken" })));
        }
        text if text.contains("vägrar") => {
            return (StatusCode::BAD_REQUEST, Json(json!({ "error": "not supported" })));
        }
        text if text.contains("tappar") => text.replace("{{1}}", ""),
        text if text.contains("lång") => "x".repeat(100_000),
        text => text.to_owned(),
    };
    let found = json!({ "language": "sv", "confidence": 90 });
    let translated = format!("[{target}] {told}");
    (StatusCode::OK, Json(json!({ "translatedText": translated, "detectedLanguage": found })))
}

struct Server {
    engine: LibreTranslate,
    asked: Questions,
    running: tokio::task::JoinHandle<()>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.running.abort();
    }
}

#[expect(clippy::disallowed_methods, reason = "the server ends with its test")]
async fn server() -> Server {
    let asked = Questions::default();
    let routes = Router::new().route("/translate", post(answer)).with_state(asked.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    let running = tokio::spawn(async move {
        axum::serve(listener, routes).await.expect("served");
    });
    let engine = LibreTranslate::at(&address, Some("key".to_owned()), "LibreTranslate");
    Server { engine: engine.expect("an engine"), asked, running }
}

impl Server {
    fn questions(&self) -> Vec<Value> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

const SWEDISH: &str = "Vi söker 30,000 par strumpor av merinoull, 62 g per par, FOB Ningbo.";

async fn follow(fair: &Fair) {
    while store::run_followers(&fair.fresh.store, &[talk::jobs::TEXTS]).await.expect("run") > 0 {}
}

async fn work(fair: &Fair, engine: &dyn Translator) -> usize {
    let mut asked = 0;
    loop {
        match talk::jobs::translate(&fair.fresh.store, engine).await.expect("worked") {
            0 => return asked,
            some => asked += some,
        }
    }
}

async fn found(fair: &Fair, text: &'static str, lang: Lang) -> Option<(String, String)> {
    let found = fair.look(move |tx| talk::translations(tx, [text], lang)).await;
    found.into_values().next().map(|made| (made.text, made.engine))
}

#[tokio::test]
async fn a_message_is_translated_once_beside_the_market() {
    let server = server().await;
    for engine in engines() {
        let fair = Fair::asked(engine).await;
        let before = server.questions().len();
        fair.says(fair.buyer, SWEDISH).await.expect("said");
        fair.says(fair.seller, SWEDISH).await.expect("said again");
        fair.says(fair.buyer, "30,000").await.expect("a number");
        follow(&fair).await;
        work(&fair, &server.engine).await;
        let asked = server.questions().split_off(before);
        let is_swedish = |question: &&Value| question["q"].to_string().contains("strumpor");
        let swedish: Vec<_> = asked.iter().filter(is_swedish).collect();
        assert_eq!(swedish.len(), 2, "each text once into each language of the pages");
        assert!(swedish.iter().all(|question| question["api_key"] == "key"));
        assert!(asked.iter().all(|question| !question["q"].to_string().contains("30,000")));
        let (text, name) = found(&fair, SWEDISH, Lang::ZhCn).await.expect("translated");
        assert_eq!(text, format!("[zh] {SWEDISH}"));
        assert_eq!(name, "LibreTranslate");
        // What is said again asks nobody.
        fair.says(fair.buyer, SWEDISH).await.expect("said");
        follow(&fair).await;
        assert_eq!(work(&fair, &server.engine).await, 0);
    }
}

#[tokio::test]
async fn what_is_lost_refused_or_too_long_is_never_shown_and_a_broken_engine_is_asked_again() {
    let server = server().await;
    for engine in engines() {
        let fair = Fair::on(engine).await;
        let texts = [
            "Maskinen tappar 5,000 strumpor varje gång som vi frågar efter priset.",
            "Maskinen vägrar att svara på frågor om strumpor och priser i dag.",
            "Maskinen svarar alldeles för långsamt och med en lång text om strumpor.",
            "Maskinen är trasig och kan inte svara på frågor om strumpor i dag.",
        ];
        let act = fair.act(move |tx| {
            texts.iter().try_for_each(|text| talk::want_translations(tx, &[text], Some("sv")))
        });
        act.await.expect("wanted");
        assert_eq!(work(&fair, &server.engine).await, 8, "four texts into two languages");
        for text in texts {
            for lang in Lang::ALL {
                assert_eq!(found(&fair, text, lang).await, None, "{text}");
            }
        }
        // Only what was broken waits, and not before half a minute is over.
        let before = server.questions().len();
        fair.fresh.clock.set(noon().plus_seconds(31));
        assert_eq!(work(&fair, &server.engine).await, 2);
        assert_eq!(server.questions().len(), before + 2);
        // In the end it stays as it is.
        for nth in 1..=8 {
            fair.fresh.clock.set(noon().plus_seconds(nth * 20_000));
            work(&fair, &server.engine).await;
        }
        fair.fresh.clock.set(noon().plus_days(30));
        assert_eq!(work(&fair, &server.engine).await, 0);
    }
}

#[tokio::test]
async fn the_glossary_helps_with_words_and_never_translates() {
    let asked = |text, to| Asked { text, from: "en", to };
    let help = Glossary.help(asked("How much is the sample?", Lang::ZhCn)).await.expect("help");
    assert!(matches!(help, Aid::Words(_)), "{help:?}");
    let none = Glossary.help(asked("Hur mycket?", Lang::En)).await.expect("help");
    assert_eq!(none, Aid::Nothing);
    assert!(!Glossary.is_kept());
    for engine in engines() {
        let fair = Fair::asked(engine).await;
        fair.says(fair.buyer, SWEDISH).await.expect("said");
        follow(&fair).await;
        work(&fair, &Glossary).await;
        assert_eq!(found(&fair, SWEDISH, Lang::En).await, None);
    }
}

#[tokio::test]
async fn nobody_at_the_address_is_a_failure_that_may_pass() {
    let nobody = LibreTranslate::at("http://127.0.0.1:1", None, "LibreTranslate");
    let asked = Asked { text: "Vi söker strumpor", from: "sv", to: Lang::En };
    let failed = nobody.expect("an address").help(asked).await;
    assert!(matches!(failed, Err(Failure::Later(_))), "{failed:?}");
}
