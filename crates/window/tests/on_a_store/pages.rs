//! Pages of shelves and firms, as people read them.

use super::{each_store, firm_of, follow, listed, open, tables};
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use catalog::ProductKind;
use kernel::{Actor, Id, Role, Stop};
use std::sync::Arc;
use testkit::{Engine, Fresh, engines, fresh};
use tower::ServiceExt;
use window::{FirmWords, NewFirmPage};

/// A market of two firms, on a store of its own.
pub(super) struct Market {
    routes: axum::Router,
    pub(super) fresh: Fresh,
    pub(super) lan: Actor,
    pub(super) tamm: Actor,
    pub(super) finder: Arc<window::FirmFinder>,
    pub(super) app: web::App,
    _files: tempfile::TempDir,
}

pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) place: String,
    pub(super) tag: String,
    pub(super) text: String,
}

pub(super) async fn market(engine: Engine) -> Market {
    let fresh = fresh(engine, tables());
    let files = tempfile::tempdir().expect("a folder");
    let place = web::Place {
        name: "Fair".into(),
        name_zh: "集市".into(),
        url: "http://localhost".into(),
        zone: "UTC".into(),
        is_simulated: true,
    };
    let locales = [
        web::LOCALES,
        party::LOCALES,
        talk::LOCALES,
        ::finding::LOCALES,
        catalog::LOCALES,
        window::LOCALES,
    ]
    .concat();
    let app = web::App::new(web::Parts {
        store: fresh.store.clone(),
        words: web::Words::read(&locales).expect("words"),
        sign_in: party::sign_in_by_hash,
        place,
        limits: web::Limits::per_second(0, 0),
        files: files.path().join("files"),
        secret: [7; 32],
        menus: web::page::Menus { public: &[], firm: &[], clerk: &[] },
        unread: None,
    });
    let lan = open(&fresh, "Lanhua Knitting", "CN", "lan").await;
    let tamm = open(&fresh, "Tamm Wool", "EE", "tamm").await;
    let say = axum::middleware::from_fn_with_state(app.clone(), web::say_problems);
    let finder = Arc::new(window::FirmFinder::in_memory().expect("an index"));
    let index = finder.index();
    let scopes = ::finding::Scopes::new(index, index, index);
    let (found, _) = window::api::search_api(Arc::clone(&finder)).split_for_parts();
    let routes = window::pages::pages()
        .merge(catalog::pages::pages())
        .merge(window::pages::search_pages(Arc::clone(&finder), scopes))
        .merge(found);
    let routes = routes.layer(say).with_state(app.clone());
    Market { routes, fresh, lan, tamm, finder, app, _files: files }
}

impl Market {
    async fn ask(&self, ask: axum::http::request::Builder, by: &str, body: Vec<u8>) -> Answer {
        let ask = match by {
            "" => ask,
            by => ask.header("cookie", format!("jishi_session={by}")),
        };
        let ask = ask.body(Body::from(body)).expect("a request");
        let response = self.routes.clone().oneshot(ask).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.expect("a body");
        let header = |name: &str| {
            let value = parts.headers.get(name).and_then(|value| value.to_str().ok());
            value.unwrap_or("").to_owned()
        };
        let (place, tag) = (header("location"), header("etag"));
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: parts.status, place, tag, text }
    }

    pub(super) async fn get(&self, path: &str, by: &str) -> Answer {
        self.ask(Request::get(path), by, Vec::new()).await
    }

    /// Sends a form with the guards of the page that it stands on.
    async fn send(&self, page: &str, by: &str, fields: &str) -> Answer {
        let shown = self.get(page, by).await.text;
        let (csrf, key) = (hidden(&shown, "csrf"), hidden(&shown, "key"));
        let form = Request::post(page).header("content-type", "application/x-www-form-urlencoded");
        self.ask(form, by, format!("csrf={csrf}&key={key}&{fields}").into_bytes()).await
    }
}

/// The value of a hidden field.
fn hidden(page: &str, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let after = page.split_once(&mark).expect("the field").1;
    after.split('"').next().expect("its value").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_shelf_says_what_a_good_listing_is() {
    for engine in engines() {
        an_empty_shelf_says_what_a_good_listing_is_on(engine).await;
    }
}

async fn an_empty_shelf_says_what_a_good_listing_is_on(engine: Engine) {
    let market = market(engine).await;
    let page = market.get("/categories/socks", "").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("Nothing stands on this shelf yet"));
    assert!(page.text.contains("/goods/new"));
    assert_eq!(market.get("/categories/sox", "").await.status, StatusCode::NOT_FOUND);
    let nowhere = market.get("/categories/socks?country=XX", "").await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_switch_between_the_views_keeps_the_filter() {
    for engine in engines() {
        the_switch_between_the_views_keeps_the_filter_on(engine).await;
    }
}

async fn the_switch_between_the_views_keeps_the_filter_on(engine: Engine) {
    let market = market(engine).await;
    listed(&market.fresh, &market.lan, "Combed socks", "socks").await;
    listed(&market.fresh, &market.tamm, "Wool socks", "socks").await;
    follow(&market.fresh).await;
    let tree = market.get("/categories", "").await.text;
    assert!(tree.contains("2 products of 2 firms") && tree.contains("/categories/socks"));
    let sought = market.get("/categories?q=compression", "").await.text;
    assert!(sought.contains("compression-hosiery") && !sought.contains("/categories/socks\""));
    let nothing = market.get("/categories?q=unicorns", "").await.text;
    assert!(nothing.contains("No category is named so"));
    let fair = market.get("/categories/socks?country=EE", "").await.text;
    assert!(fair.contains("Wool socks") && !fair.contains("Combed socks"));
    assert!(fair.contains("/categories/socks?view=exhibition&amp;country=EE"));
    let firms = market.get("/categories/socks?view=exhibition&country=EE", "").await.text;
    assert!(firms.contains("Tamm Wool") && firms.contains("Not verified"));
    assert!(firms.contains("Wool socks") && !firms.contains("Combed socks"));
    let none = market.get("/categories/socks?country=SE", "").await.text;
    assert!(none.contains("No firm of this country has goods here"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_firm_page_shows_names_words_and_goods_in_the_readers_language() {
    for engine in engines() {
        a_firm_page_shows_names_words_and_goods_in_the_readers_language_on(engine).await;
    }
}

async fn a_firm_page_shows_names_words_and_goods_in_the_readers_language_on(engine: Engine) {
    let market = market(engine).await;
    let (by, firm) = (market.lan, firm_of(&market.lan));
    let path = format!("/firms/{firm}");
    let blank = market.get(&path, "lan").await.text;
    assert!(blank.contains("Buyers see only your name and your goods"));
    let words = |lang, makes: &str, how: &str| FirmWords {
        lang,
        makes: makes.to_owned(),
        how: how.to_owned(),
    };
    let page = NewFirmPage {
        other_name: "慈溪兰花针织厂".into(),
        founded: Some(2_009),
        markets: vec!["SE".into()],
        words: vec![words(kernel::Lang::ZhCn, "棉袜", "六十四台袜机。")],
        ..NewFirmPage::default()
    };
    let change = move |tx: &mut store::Tx<'_>| window::change_page(tx, &by, 0, &page);
    market.fresh.store.write("change", change).await.expect("changed");
    listed(&market.fresh, &market.lan, "Combed socks", "socks").await;
    follow(&market.fresh).await;
    let en = market.get(&path, "").await.text;
    assert!(en.contains("<h1 lang=\"en\">Lanhua Knitting</h1>") && en.contains("慈溪兰花针织厂"));
    assert!(en.contains("lang=\"zh-CN\">棉袜") && en.contains("in your language"));
    assert!(en.contains("Combed socks") && en.contains("/inquire") && en.contains("Sweden"));
    assert!(en.contains("Not verified") && en.contains("2009"));
    assert!(en.contains("New here: nobody has asked in the last 30 days"));
    let zh = market.get(&format!("{path}?lang=zh-CN"), "").await.text;
    assert!(zh.contains("<h1 lang=\"zh-CN\">慈溪兰花针织厂</h1>") && zh.contains("瑞典"), "{zh}");
    let nobody = market.get(&format!("/firms/{}", Id::<kernel::Firm>::new(1)), "").await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_price_is_shown_in_the_readers_currency_beside_the_sellers_and_in_no_feed() {
    for engine in engines() {
        a_price_is_shown_in_the_readers_currency_on(engine).await;
    }
}

async fn a_price_is_shown_in_the_readers_currency_on(engine: Engine) {
    let market = market(engine).await;
    listed(&market.fresh, &market.lan, "Combed socks", "socks").await;
    follow(&market.fresh).await;
    let own = market.get("/categories/socks", "").await.text;
    let reader = "lan; jishi_currency=CNY";
    let about = "≈ CNY\u{a0}";
    assert!(!market.get("/categories/socks", reader).await.text.contains(about));
    let told = ["1.0560", "7.6512"].map(|rate| kernel::Rate::parse(rate).expect("a rate"));
    let told = [kernel::Currency::USD, kernel::Currency::CNY].into_iter().zip(told);
    let rates = kernel::Rates::new("2026-11-27".to_owned(), kernel::Currency::EUR, told);
    market.app.set_rates(Some(rates));
    for path in ["/categories/socks", "/categories/socks?view=exhibition"] {
        let shown = market.get(path, reader).await.text;
        assert!(shown.contains(about) && shown.contains("(rate of 27 Nov 2026)"), "{shown}");
        assert!(shown.contains("<span class=\"cur\">USD</span>"));
        assert!(!market.get(path, "lan; jishi_currency=USD").await.text.contains("≈"));
        assert!(!market.get(path, "lan; jishi_currency=SEK").await.text.contains("≈"));
    }
    assert!(!own.contains("≈"));
    let feed = market.get("/feeds/en.xml", reader).await.text;
    assert!(feed.contains("USD") && !feed.contains("CNY"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_firms_page_tells_the_worst_last() {
    for engine in engines() {
        a_firms_page_tells_the_worst_last_on(engine).await;
    }
}

async fn a_firms_page_tells_the_worst_last_on(engine: Engine) {
    let market = market(engine).await;
    let firm = firm_of(&market.lan);
    let deeds =
        party::Deeds { finished: 33, good: 31, bad: 2, refunded: 1, ..party::Deeds::default() };
    let count = move |tx: &mut store::Tx<'_>| party::count_deeds(tx, &[(firm, deeds)].into());
    market.fresh.store.write("count", count).await.expect("counted");
    let page = market.get(&format!("/firms/{firm}"), "").await.text;
    let facts = ["China", "33 deals finished", "31 good of 33 ratings", "Here since 2026"];
    let places = facts.map(|fact| page.find(fact).expect("the fact"));
    assert!(places.is_sorted(), "{places:?}");
    assert!(page.contains("<span class=\"fact bad\">2 bad, 1 refunded</span>"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_edits_the_page_and_a_stale_edit_keeps_what_was_typed() {
    for engine in engines() {
        an_owner_edits_the_page_and_a_stale_edit_keeps_what_was_typed_on(engine).await;
    }
}

async fn an_owner_edits_the_page_and_a_stale_edit_keeps_what_was_typed_on(engine: Engine) {
    let market = market(engine).await;
    assert_eq!(market.get("/firm/page", "").await.status, StatusCode::SEE_OTHER);
    let typed = "version=0&other_name=&founded=2009&markets=Sweden%2C+%E5%BE%B7%E5%9B%BD%2C+jp\
                 &makes_en=Socks&how_en=&makes_zh=&how_zh=&certificates=";
    let saved = market.send("/firm/page", "lan", typed).await;
    assert_eq!(saved.place, "/firm/page?done=firm-page-saved", "{}", saved.text);
    let shown = market.get("/firm/page", "lan").await.text;
    assert!(shown.contains("Sweden, Germany, Japan") && shown.contains("value=\"Socks\""));
    let stale = market.send("/firm/page", "lan", &typed.replace("Socks", "Hats")).await;
    assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
    assert!(stale.text.contains("value=\"Hats\"") && hidden(&stale.text, "version") == "1");
    let wrong = typed.replace("version=0", "version=1").replace("2009", "long+ago");
    let wrong = market.send("/firm/page", "lan", &wrong.replace("jp", "Narnia")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("from 1000 to") && wrong.text.contains("“Narnia” is no country"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_is_filled_without_a_script() {
    for engine in engines() {
        a_window_is_filled_without_a_script_on(engine).await;
    }
}

async fn a_window_is_filled_without_a_script_on(engine: Engine) {
    let market = market(engine).await;
    let id: Id<ProductKind> = listed(&market.fresh, &market.lan, "Combed socks", "socks").await;
    let empty = market.get("/firm/window", "lan").await.text;
    assert!(empty.contains("You have chosen nothing yet") && empty.contains("Combed socks"));
    let sent = market.send("/firm/window", "lan", &format!("product={id}&act=in")).await;
    assert_eq!(sent.place, "/firm/window?done=window-changed");
    let full = market.get("/firm/window", "lan").await.text;
    assert!(full.contains("Take out") && !full.contains("You have chosen nothing yet"));
    listed(&market.fresh, &market.tamm, "Mittens", "gloves").await;
    let foreign = market.send("/firm/window", "tamm", &format!("product={id}&act=in")).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_who_holds_a_page_is_told_so_until_it_changes() {
    for engine in engines() {
        a_stranger_who_holds_a_page_is_told_so_until_it_changes_on(engine).await;
    }
}

async fn a_stranger_who_holds_a_page_is_told_so_until_it_changes_on(engine: Engine) {
    let market = market(engine).await;
    let firm = firm_of(&market.lan);
    let path = format!("/firms/{firm}");
    let first = market.get(&path, "").await;
    assert!(first.tag.starts_with("W/\""), "{}", first.tag);
    let ask = || Request::get(&path).header("if-none-match", format!("\"x\", {}", first.tag));
    let held = market.ask(ask(), "", Vec::new()).await;
    assert_eq!((held.status, held.text.as_str()), (StatusCode::NOT_MODIFIED, ""));
    assert_eq!(held.tag, first.tag);
    listed(&market.fresh, &market.lan, "Combed socks", "socks").await;
    follow(&market.fresh).await;
    assert_eq!(market.ask(ask(), "", Vec::new()).await.status, StatusCode::OK);
    assert!(market.get(&path, "lan").await.tag.is_empty(), "a page of somebody's own is not kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_an_owner_speaks_for_the_firm() {
    for fresh in each_store() {
        let owner = open(&fresh, "Lan", "CN", "lan").await;
        let Actor::Member { person, firm: Some((firm, _)), scope } = owner else { return };
        let staff = Actor::Member { person, firm: Some((firm, Role::Staff)), scope };
        for (by, is_let) in [(owner, true), (staff, false)] {
            let page = NewFirmPage { founded: Some(2_000), ..NewFirmPage::default() };
            let change = move |tx: &mut store::Tx<'_>| window::change_page(tx, &by, 0, &page);
            let done = fresh.store.write("change", change).await;
            assert_eq!(done.is_ok(), is_let, "{done:?}");
            assert!(is_let || matches!(done, Err(Stop::Forbidden)));
        }
        let look = move |tx: &mut store::Tx<'_>| window::page_of(tx, firm);
        let page = fresh.store.read("page", look).await.expect("the page");
        assert_eq!((page.version, page.told.founded), (1, Some(2_000)));
    }
}
