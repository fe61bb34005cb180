//! A person at a real browser: what they type, press and see. Every page they come to is looked at
//! by axe.

use super::market::Market;
use serde_json::{Value, json};
use std::future::Future;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use thirtyfour::prelude::*;

/// Nobody waits longer for a page.
const PATIENCE: Duration = Duration::from_secs(60);
/// Quiet, and with a network of the test's alone.
const FLAGS: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=390,844",
];
/// Only what hinders people, not what could be nicer.
const AXE: &str = "const done = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations'] }).then(
        found => done(found.violations
            .filter(one => one.impact === 'serious' || one.impact === 'critical')
            .map(one => one.id + ' at ' + one.nodes.map(node => node.target.join(' ')).join(', '))),
        error => done([String(error)]));";

fn told(variable: &str, usual: &str) -> PathBuf {
    let program = std::env::var_os(variable).map_or_else(|| usual.into(), PathBuf::from);
    let name = program.display();
    assert!(program.exists(), "{name} is not there. Type: cargo xtask test, or say {variable}");
    program
}

fn axe() -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("node_modules/axe-core/axe.min.js");
    std::fs::read_to_string(file)
        .expect("axe-core is not there. Type: npm install --prefix tests --no-save axe-core@4")
}

/// The driver's process, which ends with its story and takes its browsers along.
pub(crate) struct Driver {
    child: Child,
    port: u16,
    folder: TempDir,
}

impl Driver {
    pub(crate) fn start() -> Self {
        let free = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = free.local_addr().expect("its number").port();
        drop(free);
        let mut driver = Command::new(told("JISHI_TEST_CHROMEDRIVER", "/usr/bin/chromedriver"));
        driver.arg(format!("--port={port}")).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = driver.spawn().expect("the driver starts");
        let said = BufReader::new(child.stdout.take().expect("what it says")).lines();
        let is_ready = |line: &String| line.contains("started successfully");
        said.map_while(Result::ok).find(is_ready).expect("the driver is ready");
        Self { child, port, folder: TempDir::new().expect("a folder for profiles") }
    }

    /// A browser of somebody who reads a language.
    pub(crate) async fn open(&self, name: &str, lang: &str, market: &str) -> Hand {
        let mut wishes = DesiredCapabilities::chrome();
        let chromium = told("JISHI_TEST_CHROMIUM", "/usr/bin/chromium");
        wishes.set_binary(&chromium.to_string_lossy()).expect("a browser");
        let profile = self.folder.path().join(name);
        let own = [
            format!("--user-data-dir={}", profile.display()),
            format!("--accept-lang={lang}"),
            format!("--lang={lang}"),
        ];
        for flag in FLAGS.iter().map(|flag| (*flag).to_owned()).chain(own) {
            wishes.add_arg(&flag).expect("a flag");
        }
        let server = format!("http://127.0.0.1:{}", self.port);
        let browser = WebDriver::new(&server, wishes).await.expect("a browser");
        let (lang, market) = (lang.to_owned(), market.to_owned());
        Hand { browser, name: name.to_owned(), lang, market, axe: axe() }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // It may have ended already; SIGTERM lets it close its browsers.
        let _ = Command::new("kill").arg(self.child.id().to_string()).status();
        let _ = self.child.wait();
    }
}

/// Somebody at a browser.
#[derive(Clone)]
pub(crate) struct Hand {
    browser: WebDriver,
    name: String,
    lang: String,
    market: String,
    axe: String,
}

impl Hand {
    /// Goes to a page by its address, and looks at it.
    pub(crate) async fn go(&self, path: &str) {
        let url =
            if path.starts_with("http") { path.to_owned() } else { self.market.clone() + path };
        self.browser.goto(url).await.unwrap_or_else(|error| panic!("{path}: {error}"));
        self.look().await;
    }

    /// Is signed in by a session that began elsewhere.
    pub(crate) async fn sign_in_as(&self, token: &str) {
        self.go("/").await;
        let cookie = Cookie::new("jishi_session", token);
        self.browser.add_cookie(cookie).await.expect("a cookie");
    }

    /// Everything that must hold on each page.
    pub(crate) async fn look(&self) {
        let path = self.path().await;
        let lang = self.script("return document.documentElement.lang").await;
        assert_eq!(lang, json!(self.lang), "{path}");
        let wide = "const r = document.documentElement; return r.scrollWidth - r.clientWidth";
        assert_eq!(self.script(wide).await, json!(0), "{path} is too wide");
        assert!(self.has("main h1").await, "{}: {path} is no page", self.name);
        assert_eq!(self.hindrances().await, json!([]), "axe on {path}");
    }

    /// What axe finds that hinders people.
    async fn hindrances(&self) -> Value {
        self.script(&self.axe).await;
        let found = self.browser.execute_async(AXE, Vec::new()).await;
        found.unwrap_or_else(|error| panic!("axe: {error}")).json().clone()
    }

    async fn script(&self, script: &str) -> Value {
        let done = self.browser.execute(script, Vec::new()).await;
        done.unwrap_or_else(|error| panic!("{}: {error}", self.name)).json().clone()
    }

    /// Where they are.
    pub(crate) async fn path(&self) -> String {
        self.browser.current_url().await.expect("an address").path().to_owned()
    }

    /// Whether they see such a thing.
    pub(crate) async fn has(&self, what: &str) -> bool {
        !self.browser.find_all(By::Css(what)).await.expect("a page").is_empty()
    }

    /// How many they see.
    pub(crate) async fn count(&self, what: &str) -> usize {
        self.browser.find_all(By::Css(what)).await.expect("a page").len()
    }

    async fn find(&self, what: &str) -> WebElement {
        let found = self.browser.find(By::Css(what)).await;
        match found {
            Ok(found) => found,
            Err(_) => {
                let text = self.text("main").await;
                panic!("{}: no {what} on {}:\n{text}", self.name, self.path().await)
            }
        }
    }

    /// What is written there.
    pub(crate) async fn text(&self, what: &str) -> String {
        let found = self.browser.find(By::Css(what)).await.expect("something to read");
        found.text().await.expect("a text")
    }

    /// A property of a field.
    pub(crate) async fn value(&self, what: &str) -> String {
        self.find(what).await.prop("value").await.expect("a property").unwrap_or_default()
    }

    /// Types into a field.
    pub(crate) async fn fill(&self, name: &str, text: &str) {
        let field = self.find(&format!("main [name={name}]")).await;
        field.clear().await.expect("an empty field");
        field.send_keys(text).await.expect("a typed text");
    }

    /// Chooses a file with this text.
    pub(crate) async fn attach(&self, name: &str, file: &str, text: &str) {
        let (name, file, text) = (json!(name), json!(file), json!(text));
        let attach = format!(
            "const chosen = new DataTransfer();
             chosen.items.add(new File([{text}], {file}));
             document.querySelector('main [name=' + {name} + ']').files = chosen.files;"
        );
        self.script(&attach).await;
    }

    /// Picks a day, which each browser shows in its own way.
    pub(crate) async fn pick_day(&self, name: &str, day: &str) {
        let pick = format!("document.querySelector('main [name={name}]').value = '{day}'");
        self.script(&pick).await;
    }

    /// Chooses from a list.
    pub(crate) async fn choose(&self, name: &str, value: &str) {
        let choice = format!("main select[name={name}] option[value='{value}']");
        self.find(&choice).await.click().await.expect("a choice");
    }

    /// Marks one of a few.
    pub(crate) async fn press_radio(&self, name: &str, value: &str) {
        let choice = format!("main input[name={name}][value='{value}']");
        let mark = self.find(&choice).await;
        mark.scroll_into_view().await.expect("it can be seen");
        mark.click().await.expect("a mark");
    }

    /// Presses or follows something that leads to another page, and looks at that.
    pub(crate) async fn press(&self, what: &str) {
        let pressed = self.find(what).await;
        pressed.scroll_into_view().await.expect("it can be seen");
        self.script("window.isOld = true").await;
        pressed.click().await.unwrap_or_else(|error| panic!("{}: {what}: {error}", self.name));
        let is_new = "return !window.isOld && document.readyState === 'complete'";
        self.wait("page", async || self.script(is_new).await == json!(true)).await;
        self.look().await;
    }

    /// Presses the main button of the page.
    pub(crate) async fn press_main(&self) {
        self.press("main .btn.go").await;
    }

    /// Looks at a page again and again until they see something.
    pub(crate) async fn go_until(&self, path: &str, what: &str) {
        self.wait(what, async || {
            self.go(path).await;
            self.has(what).await
        })
        .await;
    }

    /// Looks until something is there; each look waits for the browser's answer.
    async fn wait(&self, what: &str, is_there: impl AsyncFn() -> bool) {
        let until = Instant::now() + PATIENCE;
        while !is_there().await {
            let (name, path) = (&self.name, self.path().await);
            assert!(Instant::now() < until, "{name}: no {what} within {PATIENCE:?} on {path}");
        }
    }

    /// The code in the newest letter, read in another tab.
    pub(crate) async fn read_code(&self, contact: &str) -> String {
        let home = self.browser.window().await.expect("this tab");
        let tab = self.browser.new_tab().await.expect("another tab");
        self.browser.switch_to_window(tab).await.expect("the other tab");
        let path = format!("/letters?contact={}", contact.replace('+', "%2B"));
        self.go_until(&path, "main article").await;
        let letter = self.text("main article").await;
        let mut words = letter.split(|c: char| !c.is_ascii_alphanumeric());
        let is_code = |word: &&str| word.len() == 8 && word.bytes().all(|b| b.is_ascii_digit());
        let code = words.find(is_code).unwrap_or_else(|| panic!("no code in {letter}")).to_owned();
        self.browser.close_window().await.expect("the tab closes");
        self.browser.switch_to_window(home).await.expect("the first tab");
        code
    }

    /// Closes the browser.
    pub(crate) async fn close(self) {
        self.browser.quit().await.expect("the browser closes");
    }
}

/// Plays a story in the browsers of these people, and closes them whatever becomes of it.
pub(crate) fn play<const N: usize, F: Future<Output = Market> + 'static>(
    market: Market,
    lang: &str,
    names: [&str; N],
    story: impl FnOnce(Market, [Hand; N]) -> F,
) -> Market {
    let driver = Driver::start();
    let url = market.url();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let here = tokio::task::LocalSet::new();
    let market = here.block_on(&runtime.expect("a runtime"), async {
        let mut open = Vec::new();
        for name in names {
            open.push(driver.open(name, lang, &url).await);
        }
        let hands = open.clone().try_into().ok().expect("as many as names");
        let told = tokio::task::spawn_local(story(market, hands)).await;
        for hand in open {
            hand.close().await;
        }
        told.unwrap_or_else(|failed| std::panic::resume_unwind(failed.into_panic()))
    });
    drop(driver);
    market
}

#[test]
fn a_picture_without_words_is_found() {
    let driver = Driver::start();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let found = runtime.expect("a runtime").block_on(async {
        let hand = driver.open("axe", "en", "").await;
        let page = "data:text/html,<html lang=en><title>t</title><img src=x>";
        hand.browser.goto(page).await.expect("a page");
        let found = hand.hindrances().await;
        hand.close().await;
        found
    });
    assert_eq!(found, json!(["image-alt at img"]));
}
