//! A firm's own program is told a deal from its order to its end: each step once, in order, signed;
//! though the program fails at times, and the market is killed in the middle. Then the recipes of
//! the documents judge what came.

use super::market::{Market, Trader, text, wait_for};
use super::program::Place;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};

/// A message as it came.
#[derive(Debug, Clone)]
struct Message {
    id: String,
    timestamp: String,
    signature: String,
    body: String,
    /// What it was answered.
    status: u16,
}

impl Message {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).expect("JSON")
    }
}

/// The firm's program: every third message it cannot take.
struct Program {
    at: SocketAddr,
    came: Arc<Mutex<Vec<Message>>>,
}

impl Program {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let at = listener.local_addr().expect("its address");
        let came = Arc::<Mutex<Vec<Message>>>::default();
        let of_all = Arc::clone(&came);
        // It ends with the process of the tests.
        std::thread::spawn(move || {
            for asked in listener.incoming().map_while(Result::ok) {
                // A market that is killed hears no answer.
                let _ = take(asked, &of_all);
            }
        });
        Self { at, came }
    }

    fn came(&self) -> Vec<Message> {
        self.came.lock().expect("nobody fails within").clone()
    }

    /// What it took, in the order in which it came, without what came again.
    fn took(&self) -> Vec<Message> {
        let mut known = BTreeSet::new();
        let taken = self.came().into_iter().filter(|one| one.status == 204);
        taken.filter(|one| known.insert(one.id.clone())).collect()
    }
}

fn take(asked: TcpStream, came: &Mutex<Vec<Message>>) -> std::io::Result<()> {
    let mut reader = BufReader::new(asked);
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? <= 2 {
            break;
        }
        headers.extend(
            line.trim_end()
                .split_once(": ")
                .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())),
        );
    }
    let header = |name: &str| {
        let found = headers.iter().find(|(known, _)| known == name);
        found.map_or_else(String::new, |(_, value)| value.clone())
    };
    let mut body = vec![0; header("content-length").parse().unwrap_or(0)];
    reader.read_exact(&mut body)?;
    let body = String::from_utf8(body).unwrap_or_default();
    let status = {
        let mut came = came.lock().expect("nobody fails within");
        let status = if came.len() % 3 == 2 { 503 } else { 204 };
        came.push(Message {
            id: header("webhook-id"),
            timestamp: header("webhook-timestamp"),
            signature: header("webhook-signature"),
            body,
            status,
        });
        status
    };
    let head = format!("HTTP/1.1 {status} X\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
    reader.into_inner().write_all(head.as_bytes())
}

fn product() -> Value {
    json!({ "title": "Cotton socks", "title_lang": "en", "unit": "PR", "currency": "USD",
        "moq": 1, "lead_time_d": 3, "is_open_offer": true,
        "tiers": [{ "min_quantity": 1, "price": "1.25" }] })
}

/// A recipe of the documents, as a file.
fn recipe(folder: &Path, language: &str) -> PathBuf {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/WEBHOOKS.md");
    let page = std::fs::read_to_string(page).expect("docs/WEBHOOKS.md");
    let begin = format!("```{language}\n");
    let code = page.split_once(&begin).expect("a recipe").1.split_once("```").expect("its end").0;
    let file = folder.join(format!("verify.{language}"));
    std::fs::write(&file, code).expect("a file");
    file
}

/// Whether a recipe takes a message for one of the market's.
fn is_ours((program, recipe): (&str, &Path), secret: &str, message: &Message) -> bool {
    let mut verify = Command::new(program);
    let facts = [secret, &message.id, &message.timestamp, &message.signature];
    verify.arg(recipe).args(facts).stdin(Stdio::piped());
    let mut running = verify.spawn().unwrap_or_else(|error| panic!("{program}: {error}"));
    let mut body = running.stdin.take().expect("a way in");
    body.write_all(message.body.as_bytes()).expect("the body is read");
    drop(body);
    match running.wait().expect("it ends").code() {
        Some(0) => true,
        Some(1) => false,
        other => panic!("{program} ends with {other:?}"),
    }
}

/// What comes is taken; what was changed, is late, or has another's signature is not.
fn judge(folder: &Path, secret: &str, messages: &[Message]) {
    for (program, language) in [("python3", "python"), ("sh", "sh")] {
        let file = recipe(folder, language);
        let judge = |secret: &str, message: &Message| is_ours((program, &file), secret, message);
        for message in messages {
            assert!(judge(secret, message), "{program}: {message:?}");
        }
        let [one, other, ..] = messages else { panic!("too few: {messages:?}") };
        let early: i64 = one.timestamp.parse().expect("seconds");
        let early = (early - 600).to_string();
        let wrong = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
        for (secret, forged) in [
            (secret, Message { body: one.body.replacen("deal", "dael", 1), ..one.clone() }),
            (secret, Message { timestamp: early, ..one.clone() }),
            (secret, Message { id: other.id.clone(), ..one.clone() }),
            (secret, Message { signature: other.signature.clone(), ..one.clone() }),
            (secret, Message { signature: String::new(), ..one.clone() }),
            (wrong, one.clone()),
        ] {
            assert!(!judge(secret, &forged), "{program}: {forged:?}");
        }
    }
}

/// The steps of a deal, as far as the program took them.
fn steps_of(program: &Program, deal: &str) -> Vec<String> {
    let of_deal = program.took().into_iter().map(|one| one.json());
    let of_deal = of_deal.filter(|event| event["data"]["deal"] == deal);
    of_deal.map(|event| text(&event, "type")).collect()
}

fn tell_a_deal(place: Place, store: String) {
    let program = Program::start();
    place.configure("[webhooks]\nallow_http = true\nallow_networks = [\"127.0.0.0/8\"]\n");
    let recipes = place.path("recipes");
    std::fs::create_dir_all(&recipes).expect("a folder");
    let mut market = Market::on(place, store);
    let (secret, deal) = {
        let seller = Trader::sign_up(&market, "Lan", "lan@example.cn", "CN");
        let buyer = Trader::sign_up(&market, "Elsa", "elsa@example.se", "SE");
        let url = format!("http://{}/erp", program.at);
        let hook = seller.post("/api/v1/webhooks", json!({ "url": url }));
        let inside = json!({ "url": "https://169.254.169.254/latest" });
        let refused = seller.is_refused("/api/v1/webhooks", &inside);
        assert_eq!(refused, (422, "hooks-url-private".to_owned()));
        let product = text(&seller.post("/api/v1/products", product()), "id");
        let order = json!({ "lines": [{ "product": product, "quantity": 8 }] });
        let deal = text(&buyer.post("/api/v1/deals", order), "deal");
        let path = format!("/api/v1/deals/{deal}");
        assert!((0..5).any(|_| buyer.pays_by_bank(&path, 1)), "the bank rejects everything");
        let waybill = json!({ "carrier": "Post", "tracking": "1", "transport": "express" });
        seller.post(&format!("{path}/shipments"), waybill);
        (text(&hook, "secret"), (deal, path, buyer.token.clone(), seller.token.clone()))
    };
    let (deal, path, buyer, seller) = deal;
    // Killed, whatever is under way: what was not told yet is told by the next process.
    market.stop();
    market.start();
    let buyer = Trader::known(&market, "Elsa-again", &buyer);
    buyer.post(&format!("{path}/confirmations"), json!({}));
    let whole = ["deal.agreed", "deal.paid", "deal.shipped", "deal.delivered", "deal.finished"];
    wait_for("end of the deal", || {
        steps_of(&program, &deal).last().filter(|last| *last == "deal.finished").cloned()
    });
    // The simulated carrier may hand the goods over before or after the buyer has confirmed.
    let mut steps = steps_of(&program, &deal);
    steps.retain(|step| step != "deal.delivered");
    assert_eq!(steps, whole.into_iter().filter(|one| *one != "deal.delivered").collect::<Vec<_>>());
    let came = program.came();
    assert!(came.iter().any(|one| one.status == 503), "it failed at times");
    judge(&recipes, &secret, &program.took()[..4]);
    let seller = Trader::known(&market, "Lan-again", &seller);
    let listed = seller.get(&format!("/api/v1/events?deal={deal}"));
    let listed: Vec<String> =
        listed["rows"].as_array().expect("rows").iter().map(|row| text(row, "type")).collect();
    let listed: Vec<&String> = listed.iter().filter(|step| *step != "deal.delivered").collect();
    assert_eq!(listed, steps.iter().collect::<Vec<_>>(), "the list tells the same");
    let report = market.verify();
    assert_eq!(report["problems"].as_array().map(Vec::len).unwrap_or(0), 0, "{report}");
}

#[test]
fn a_deal_is_told_to_a_program_step_by_step_on_sqlite() {
    let place = Place::new();
    let store = place.sqlite();
    tell_a_deal(place, store);
}

#[test]
fn a_deal_is_told_to_a_program_step_by_step_on_postgres() {
    tell_a_deal(Place::new(), testkit::fresh_database());
}
