//! A market that a story trades in: `jishi serve` in a process of its own, reached over HTTP.

use super::program::{Place, jishi};
use serde_json::Value;
use std::cell::Cell;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

/// Nothing in a story takes longer, even on a busy machine.
const PATIENCE: Duration = Duration::from_secs(90);
/// Between two looks; far below the limit of requests.
const PAUSE: Duration = Duration::from_millis(250);

/// Looks again and again until there is something.
pub(crate) fn wait_for<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let until = Instant::now() + PATIENCE;
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(Instant::now() < until, "no {what} within {PATIENCE:?}");
        std::thread::park_timeout(PAUSE);
    }
}

/// The market's process. It ends with its story.
pub(crate) struct Market {
    child: Child,
    at: SocketAddr,
    store: String,
    place: Place,
    /// Seconds that its clock is ahead.
    ahead_s: i64,
}

impl Market {
    /// A fresh market in a folder of its own.
    pub(crate) fn on_sqlite() -> Self {
        let place = Place::new();
        let store = place.sqlite();
        Self::open(place, store)
    }

    /// A fresh market in a database of its own.
    pub(crate) fn on_postgres() -> Self {
        Self::open(Place::new(), testkit::fresh_database())
    }

    /// A fresh market whose store was prepared before it is served.
    pub(crate) fn on_sqlite_after(prepare: impl FnOnce(&str)) -> Self {
        let place = Place::new();
        let store = place.sqlite();
        std::fs::create_dir_all(place.path("market")).expect("a folder");
        prepare(&store);
        Self::open(place, store)
    }

    /// The same in a database of its own.
    pub(crate) fn on_postgres_after(prepare: impl FnOnce(&str)) -> Self {
        let store = testkit::fresh_database();
        prepare(&store);
        Self::open(Place::new(), store)
    }

    /// A market on a store that is there already, in its place.
    pub(crate) fn on(place: Place, store: String) -> Self {
        Self::open(place, store)
    }

    fn open(place: Place, store: String) -> Self {
        let free = TcpListener::bind("127.0.0.1:0").expect("a port");
        let at = free.local_addr().expect("its number");
        drop(free);
        let child = serve(&place, &store, at, 0);
        let market = Self { child, at, store, place, ahead_s: 0 };
        market.wait_until_ready();
        market
    }

    /// Serves again after `stop`.
    pub(crate) fn start(&mut self) {
        self.child = serve(&self.place, &self.store, self.at, self.ahead_s);
        self.wait_until_ready();
    }

    /// Stops it as a crash would, and serves again with a clock that is so far ahead.
    pub(crate) fn start_ahead(&mut self, ahead: Duration) {
        self.stop();
        self.ahead_s = i64::try_from(ahead.as_secs()).expect("a time");
        self.start();
    }

    fn wait_until_ready(&self) {
        wait_for("market", || {
            let answer = self.try_ask(&Ask { path: "/ready", ..Ask::default() });
            answer.filter(|answer| answer.status == 200)
        });
    }

    /// The address of its store.
    pub(crate) fn store(&self) -> &str {
        &self.store
    }

    /// Where it answers.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.at)
    }

    /// Asks, and whoever is told "busy" asks again.
    pub(crate) fn ask(&self, ask: &Ask<'_>) -> Answer {
        let until = Instant::now() + PATIENCE;
        loop {
            let answer = self.try_ask(ask);
            let answer = answer.unwrap_or_else(|| panic!("no answer to {}", ask.path));
            if !answer.is_busy || Instant::now() > until {
                return answer;
            }
            std::thread::park_timeout(PAUSE);
        }
    }

    /// HTTP/1.0 says all that a story needs: one request, one answer, the end.
    fn try_ask(&self, ask: &Ask<'_>) -> Option<Answer> {
        let mut stream = TcpStream::connect(self.at).ok()?;
        stream.set_read_timeout(Some(PATIENCE)).ok()?;
        let (body, kind) = match &ask.body {
            Some(Value::String(form)) => (form.clone(), "application/x-www-form-urlencoded"),
            Some(json) => (json.to_string(), "application/json"),
            None => (String::new(), ""),
        };
        let mut head = format!("{} {} HTTP/1.0\r\n", ask.method, ask.path);
        head += &format!("host: {}\r\ncontent-length: {}\r\n", self.at, body.len());
        for (name, value) in [
            ("content-type", kind),
            ("idempotency-key", ask.key),
            ("if-match", ask.version),
            ("cookie", ask.cookie),
        ] {
            if !value.is_empty() {
                head += &format!("{name}: {value}\r\n");
            }
        }
        if !ask.token.is_empty() {
            head += &format!("authorization: Bearer {}\r\n", ask.token);
        }
        write!(stream, "{head}\r\n{body}").ok()?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).ok()?;
        Answer::read(&String::from_utf8_lossy(&bytes))
    }

    /// The code in the newest letter at a contact, as the demonstration shows it.
    pub(crate) fn code_at(&self, contact: &str) -> String {
        let path = format!("/letters?contact={}", contact.replace('+', "%2B"));
        wait_for("letter", || {
            let page = self.ask(&Ask { path: &path, ..Ask::default() }).text;
            let letter = page.split_once("<article")?.1;
            let mut words = letter.split(|c: char| !c.is_ascii_alphanumeric());
            let is_code = |word: &&str| word.len() == 8 && word.bytes().all(|b| b.is_ascii_digit());
            words.find(is_code).map(str::to_owned)
        })
    }

    /// What follows a path of ours in the newest letter at a contact, such as a token.
    pub(crate) fn link_at(&self, contact: &str, before: &str) -> String {
        let path = format!("/letters?contact={contact}");
        wait_for("letter", || {
            let page = self.ask(&Ask { path: &path, ..Ask::default() }).text;
            let rest = page.split_once("<article")?.1.split_once(before)?.1;
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_')?;
            Some(rest[..end].to_owned())
        })
    }

    /// Stops the server as a crash would, and has the store verified.
    pub(crate) fn verify(mut self) -> Value {
        self.stop();
        let output = jishi().args(["verify", "--json", "--store", &self.store]).output();
        let output = output.expect("jishi starts");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_str(&said).expect("one object")
    }

    /// Stops the server as a crash would.
    pub(crate) fn stop(&mut self) {
        // Fails only where it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn serve(place: &Place, store: &str, at: SocketAddr, ahead_s: i64) -> Child {
    let folder = place.path("market");
    std::fs::create_dir_all(&folder).expect("a folder");
    let mut serve = jishi();
    serve.args(["serve", "--simulate", "--store", store, "--listen", &at.to_string()]);
    serve.args(["--ahead-s", &ahead_s.to_string()]);
    if folder.join("jishi.toml").exists() {
        serve.args(["--config", "jishi.toml"]);
    }
    serve.current_dir(folder).stdout(Stdio::null()).spawn().expect("it starts")
}

impl Drop for Market {
    fn drop(&mut self) {
        self.stop();
    }
}

/// A request.
pub(crate) struct Ask<'a> {
    pub(crate) method: &'a str,
    pub(crate) path: &'a str,
    pub(crate) token: &'a str,
    pub(crate) cookie: &'a str,
    pub(crate) key: &'a str,
    pub(crate) version: &'a str,
    /// A text is sent as a form.
    pub(crate) body: Option<Value>,
}

impl Default for Ask<'_> {
    fn default() -> Self {
        let nothing = "";
        Self {
            method: "GET",
            path: "/",
            token: nothing,
            cookie: nothing,
            key: nothing,
            version: nothing,
            body: None,
        }
    }
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) was_replayed: bool,
    /// The market asks to be asked again.
    pub(crate) is_busy: bool,
    pub(crate) text: String,
}

impl Answer {
    fn read(answer: &str) -> Option<Self> {
        let (head, text) = answer.split_once("\r\n\r\n")?;
        let status = head.split(' ').nth(1)?.parse().ok()?;
        let was_replayed = head.to_ascii_lowercase().contains("\r\nidempotency-replayed: true");
        Some(Self {
            status,
            was_replayed,
            is_busy: status == 503 || status == 429,
            text: text.to_owned(),
        })
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or(Value::Null)
    }
}

/// Somebody who trades through the API. Whatever they ask for, they ask for it twice.
pub(crate) struct Trader<'a> {
    market: &'a Market,
    name: &'a str,
    pub(crate) token: String,
    pub(crate) firm: String,
    keys: Cell<u32>,
}

impl<'a> Trader<'a> {
    /// Nobody yet.
    pub(crate) fn stranger(market: &'a Market, name: &'a str) -> Self {
        Self { market, name, token: String::new(), firm: String::new(), keys: Cell::new(0) }
    }

    /// Somebody who signed in before.
    pub(crate) fn known(market: &'a Market, name: &'a str, token: &str) -> Self {
        Self { token: token.to_owned(), ..Self::stranger(market, name) }
    }

    /// A code, an account and a firm, as one page of the market asks for them.
    pub(crate) fn sign_up(market: &'a Market, name: &'a str, contact: &str, country: &str) -> Self {
        let mut trader = Self::stranger(market, name);
        let asked = serde_json::json!({ "contact": contact, "purpose": "sign_up" });
        let asked = trader.post("/api/v1/codes", asked);
        let code = market.code_at(contact);
        let firm = serde_json::json!({ "name": format!("{name} & Co"), "country": country });
        let begun = trader.post(
            "/api/v1/sign-ups",
            serde_json::json!({ "contact": contact, "code": code, "name": name,
                "ticket": asked["ticket"], "password": "a long walk home", "firm": firm }),
        );
        trader.token = text(&begun, "token");
        trader.firm = text(&begun, "firm");
        trader
    }

    /// A key that this one never used before.
    pub(crate) fn key(&self) -> String {
        self.keys.set(self.keys.get() + 1);
        format!("{}-{}", self.name, self.keys.get())
    }

    /// One request that changes something.
    pub(crate) fn send(&self, path: &str, key: &str, body: &Value) -> Answer {
        let body = Some(body.clone());
        let token = &self.token;
        self.market.ask(&Ask { method: "POST", path, token, key, body, ..Ask::default() })
    }

    /// Sends a step twice with the same key: the second time changes nothing, the answer is the
    /// same and says that it is an old one.
    pub(crate) fn post(&self, path: &str, body: Value) -> Value {
        let key = self.key();
        let first = self.send(path, &key, &body);
        assert!((200..300).contains(&first.status), "{}: {path}: {first:?}", self.name);
        assert!(!first.was_replayed, "{path}: {first:?}");
        let again = self.send(path, &key, &body);
        assert_eq!(again, Answer { was_replayed: true, ..first.clone() }, "{path} sent again");
        first.json()
    }

    /// Orders a payment by bank and waits for the simulated bank, which rejects an order now and
    /// then, as real ones do; tells whether the money came.
    pub(crate) fn pays_by_bank(&self, deal: &str, milestone: i64) -> bool {
        let body = serde_json::json!({ "milestone": milestone, "by": "bank" });
        let order = text(&self.post(&format!("{deal}/payments"), body), "id");
        let state = wait_for("answer of the bank", || {
            let orders = self.rows("/api/v1/wallet/orders");
            let own = orders.into_iter().find(|row| row["id"] == order.as_str());
            let state = text(&own.expect("the order"), "state");
            (state == "booked" || state == "rejected").then_some(state)
        });
        state == "booked"
    }

    /// A step that must be refused, with the status and the code of the refusal.
    pub(crate) fn is_refused(&self, path: &str, body: &Value) -> (u16, String) {
        let answer = self.send(path, &self.key(), body);
        (answer.status, text(&answer.json(), "code"))
    }

    /// Reads.
    pub(crate) fn get(&self, path: &str) -> Value {
        let answer = self.market.ask(&Ask { path, token: &self.token, ..Ask::default() });
        assert_eq!(answer.status, 200, "{}: {path}: {answer:?}", self.name);
        answer.json()
    }

    /// The rows of a list.
    pub(crate) fn rows(&self, path: &str) -> Vec<Value> {
        let page = self.get(path);
        page["rows"].as_array().unwrap_or_else(|| panic!("no rows in {page}")).clone()
    }
}

/// A text member.
pub(crate) fn text(value: &Value, member: &str) -> String {
    value[member].as_str().unwrap_or_else(|| panic!("no {member} in {value}")).to_owned()
}
