//! `jishi gallery`: a picture of every page, and what is wrong with it.

mod bank;
mod browser;
mod carts;
mod edges;
mod fees;
mod files;
mod fixture;
mod gate;
mod hooks;
mod promises;
mod remedies;
mod requests;
mod table;
mod windows;

use crate::config::{Gallery, Settings};
use crate::market::{Market, Setup, options};
use crate::output::say_result;
use crate::outside::{BankAccount, BankFile, BankForm, Outside, WebhooksTo};
use crate::serve::{self, Bound};
use anyhow::{Context, Result, anyhow};
use browser::{Browser, read_base64};
use fees::Past;
use fixture::Scene;
use serde::Serialize;
use serde_json::{Value, json};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use store::{Address, Options, Store};
use table::{SHOTS, Shot, Who};
use tokio::sync::oneshot;
use web::{CURRENCY_COOKIE, LANG_COOKIE, Place, SESSION_COOKIE};

/// A phone and a desk, with the heights of their windows.
const WINDOWS: &[(i64, i64)] = &[(390, 844), (1_280, 800)];
const LANGS: &[&str] = &["en", "zh-CN"];
const THEMES: &[&str] = &["light", "dark"];
/// A longer page is cut off in its picture.
const HEIGHT_MOST: i64 = 8_000;
/// Asks the page itself.
const PROBE: &str = include_str!("gallery/probe.js");

/// What was seen.
#[derive(Debug, Default, Serialize)]
struct Seen {
    pictures: usize,
    overflow: Vec<String>,
    missing_words: Vec<String>,
    console_errors: Vec<String>,
    wrong_answers: Vec<String>,
}

impl Seen {
    fn is_fine(&self) -> bool {
        let Self { overflow, missing_words, console_errors, wrong_answers, .. } = self;
        [overflow, missing_words, console_errors, wrong_answers].iter().all(|list| list.is_empty())
    }
}

/// A store of its own, thrown away afterwards.
struct Room(PathBuf);

impl Room {
    fn new() -> Result<Self> {
        let folder = std::env::temp_dir().join(format!("jishi-gallery-{}", std::process::id()));
        std::fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
        Ok(Self(folder))
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        // What cannot be removed lies in the folder for what is temporary.
        std::fs::remove_dir_all(&self.0).ok();
    }
}

/// Takes the pictures; exit 1 if anything is wrong.
pub(crate) async fn run(settings: &Settings, how: &Gallery) -> Result<ExitCode> {
    let program = Browser::find()?;
    std::fs::create_dir_all(&how.out).with_context(|| how.out.display().to_string())?;
    let room = Room::new()?;
    let bound = Bound::at(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).await?;
    let url = format!("http://{}", bound.address);
    let past = Past::default();
    let market = open(&room, &url, &past)?;
    let scene = Scene::make(&market, &past).await?;
    let (stop, stopped) = oneshot::channel::<()>();
    let studio = Studio { program, profile: room.0.join("profile"), url, out: how.out.clone() };
    let only = how.only.clone();
    #[expect(clippy::disallowed_methods, reason = "a thread for the browser; it is awaited below")]
    let taking = tokio::task::spawn_blocking(move || {
        let seen = studio.take_all(&scene, only.as_deref());
        // Nobody listens only when the market has ended already.
        stop.send(()).ok();
        seen
    });
    let stopped = async {
        stopped.await.ok();
    };
    serve::run(&market, bound, stopped).await?;
    let seen = taking.await.context("the photographer")??;
    say_result(settings.says_json, &seen)?;
    Ok(if seen.is_fine() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn open(room: &Room, url: &str, past: &Past) -> Result<Market> {
    let set = Options { clock: Some(Arc::new(past.clone())), ..options() };
    let store = Store::open(&Address::Sqlite(room.0.join("jishi.db")), set)?;
    let place = Place {
        name: "Jishi".to_owned(),
        name_zh: "集市".to_owned(),
        url: url.to_owned(),
        zone: kernel::rules::Rules::current().market.time_zone.clone(),
        is_simulated: true,
    };
    let own = BankAccount { currency: "USD".to_owned(), number: bank::ACCOUNT.to_owned() };
    let bank = BankFile {
        form: BankForm::Orders09,
        holder: "Jishi".to_owned(),
        bic: None,
        accounts: vec![own],
    };
    let webhooks =
        Some(WebhooksTo { allow_http: true, allow_networks: vec!["127.0.0.0/8".into()] });
    let outside = Outside { bank: Some(bank), webhooks, ..Outside::default() };
    Market::new(store, Setup { place, rates: (0, 0), folder: room.0.clone(), outside })
}

/// Where pictures are taken.
struct Studio {
    program: PathBuf,
    profile: PathBuf,
    url: String,
    out: PathBuf,
}

/// One picture to take.
#[derive(Clone, Copy)]
struct View<'a> {
    shot: &'a Shot,
    lang: &'a str,
    theme: &'a str,
    window: (i64, i64),
}

impl View<'_> {
    fn name(&self) -> String {
        let Self { shot, lang, theme, window } = self;
        format!("{}-{}-{lang}-{theme}", shot.name, window.0)
    }
}

impl Studio {
    fn take_all(&self, scene: &Scene, only: Option<&str>) -> Result<Seen> {
        let mut browser = Browser::start(&self.program, &self.profile)?;
        let mut seen = Seen::default();
        let is_wanted = |shot: &&Shot| only.is_none_or(|only| shot.name.contains(only));
        for shot in SHOTS.iter().filter(is_wanted) {
            for lang in LANGS {
                self.sign_in(&mut browser, scene, shot.who, lang)?;
                for (theme, window) in THEMES
                    .iter()
                    .flat_map(|theme| WINDOWS.iter().map(move |window| (theme, *window)))
                {
                    let view = View { shot, lang, theme, window };
                    let taken = self.take(&mut browser, scene, view, &mut seen);
                    taken.with_context(|| view.name())?;
                }
            }
        }
        Ok(seen)
    }

    fn sign_in(&self, browser: &mut Browser, scene: &Scene, who: Who, lang: &str) -> Result<()> {
        browser.tell("Network.clearBrowserCookies", json!({}))?;
        let token = match who {
            Who::Stranger => "",
            Who::Buyer => &scene.buyer,
            Who::Seller => &scene.seller,
            Who::Clerk => &scene.clerk,
            Who::Officer => &scene.officer,
        };
        // Who reads English and is no seller here sees prices in another currency too.
        let currency = match who {
            Who::Stranger | Who::Buyer if lang == "en" => "CNY",
            _ => "",
        };
        let cookies = [(LANG_COOKIE, lang), (SESSION_COOKIE, token), (CURRENCY_COOKIE, currency)];
        for (name, value) in cookies {
            if !value.is_empty() {
                let cookie = json!({ "url": self.url, "name": name, "value": value });
                browser.tell("Network.setCookie", cookie)?;
            }
        }
        Ok(())
    }

    fn take(
        &self,
        browser: &mut Browser,
        scene: &Scene,
        view: View<'_>,
        seen: &mut Seen,
    ) -> Result<()> {
        let dark = json!({ "features": [{ "name": "prefers-color-scheme", "value": view.theme }] });
        browser.tell("Emulation.setEmulatedMedia", dark)?;
        resize(browser, view.window, view.window.1)?;
        let url = format!("{}{}", self.url, view.shot.path(scene));
        browser.take_events();
        browser.tell("Page.navigate", json!({ "url": url }))?;
        let mut said = browser.wait_for("Page.loadEventFired")?;
        let probe = json!({ "expression": PROBE, "returnByValue": true });
        let probed = browser.tell("Runtime.evaluate", probe)?["result"]["value"].clone();
        let height = probed["height"].as_i64().context("the page does not tell its height")?;
        resize(browser, view.window, height.clamp(view.window.1, HEIGHT_MOST))?;
        let picture = browser.tell("Page.captureScreenshot", json!({ "format": "png" }))?;
        let picture = picture["data"].as_str().and_then(read_base64);
        let picture = picture.ok_or_else(|| anyhow!("the browser sent no picture"))?;
        keep(&self.out, &view.name(), &picture)?;
        seen.pictures += 1;
        said.extend(browser.take_events());
        note(seen, view, &probed, &said);
        Ok(())
    }
}

fn resize(browser: &mut Browser, (width, _): (i64, i64), height: i64) -> Result<()> {
    let metrics =
        json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    browser.tell("Emulation.setDeviceMetricsOverride", metrics).map(|_| ())
}

fn keep(folder: &Path, name: &str, picture: &[u8]) -> Result<()> {
    let file = folder.join(format!("{name}.png"));
    std::fs::write(&file, picture).with_context(|| file.display().to_string())
}

/// Writes down what is wrong with a page.
fn note(seen: &mut Seen, view: View<'_>, probed: &Value, said: &[Value]) {
    let name = view.name();
    if probed["overflow"].as_i64() != Some(0) {
        let (wide, beyond) = (&probed["overflow"], &probed["beyond"]);
        seen.overflow.push(format!("{name}: {wide} px too wide {beyond}"));
    }
    let words = probed["words"].as_array().into_iter().flatten().filter_map(Value::as_str);
    seen.missing_words.extend(words.map(|word| format!("{name}: {word}")));
    let expected = if view.shot.name == "not-found" { 404 } else { 200 };
    for event in said {
        let params = &event["params"];
        match event["method"].as_str() {
            Some("Network.responseReceived") if params["type"] == "Document" => {
                let status = &params["response"]["status"];
                if *status != expected {
                    seen.wrong_answers.push(format!("{name}: {status}"));
                }
            }
            Some("Runtime.exceptionThrown") => {
                let what = &params["exceptionDetails"]["exception"]["description"];
                seen.console_errors.push(format!("{name}: {what}"));
            }
            // The browser also complains of a page that is rightly absent.
            Some("Log.entryAdded") if params["entry"]["level"] == "error" && expected == 200 => {
                let entry = &params["entry"];
                seen.console_errors.push(format!("{name}: {} {}", entry["text"], entry["url"]));
            }
            _ => {}
        }
    }
}
