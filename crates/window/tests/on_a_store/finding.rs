//! Finding firms, through pages and JSON, on both engines.

use super::pages::{Market, market};
use super::{follow, listed, open};
use ::finding::Keeper;
use axum::http::StatusCode;
use kernel::{Actor, Desk, Id, Lang};
use party::{ChangedFirm, Deeds, Name};
use serde_json::Value;
use testkit::engines;
use window::{FirmWords, NewFirmPage};

const CLERK: Actor = Actor::Clerk { person: Id::new(99), desk: Desk::Operator };

impl Market {
    /// Lets shelves and index take what happened.
    async fn settle(&self) {
        follow(&self.fresh).await;
        while self.finder.follow(&self.app).await.expect("followed") > 0 {}
    }

    async fn found(&self, query: &str) -> Value {
        let answer = self.get(&format!("/api/v1/search/firms?{query}"), "").await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        serde_json::from_str(&answer.text).expect("JSON")
    }

    async fn names(&self, query: &str) -> Vec<String> {
        let found = self.found(query).await;
        let rows = found["rows"].as_array().expect("rows").clone();
        rows.iter().map(|row| row["name"].as_str().unwrap_or("").to_owned()).collect()
    }

    /// Lets a firm write its page.
    async fn tell(&self, by: Actor, other_name: &str, makes: &str) {
        let words = FirmWords { lang: Lang::En, makes: makes.to_owned(), how: String::new() };
        let page = NewFirmPage {
            other_name: other_name.to_owned(),
            words: vec![words],
            ..NewFirmPage::default()
        };
        let change = move |tx: &mut store::Tx<'_>| window::change_page(tx, &by, 0, &page);
        self.fresh.store.write("page", change).await.expect("written");
    }

    async fn rename(&self, by: Actor, name: &str, region: &str) {
        let name = Name::parse(name, "name").expect("a name");
        let new = ChangedFirm { name, name_lang: Lang::En, region: region.to_owned() };
        let change = move |tx: &mut store::Tx<'_>| {
            let firm = by.firm().expect("a firm");
            let version = party::firm(tx, firm)?.version;
            party::change_firm(tx, &by, version, &new)
        };
        self.fresh.store.write("rename", change).await.expect("renamed");
    }
}

/// How many hits a facet promises.
fn count(found: &Value, name: &str, value: &str) -> usize {
    let facets = found["facets"].as_array().expect("facets");
    let is = |facet: &&Value| facet["name"] == name && facet["value"] == value;
    let count = facets.iter().find(is).and_then(|facet| facet["count"].as_u64());
    usize::try_from(count.unwrap_or(0)).expect("a count")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_firm_is_found_by_its_names_by_what_it_makes_and_by_what_it_lists() {
    for engine in engines() {
        let market = market(engine).await;
        market.tell(market.lan, "蘭花針織廠", "Merino crew knitwear").await;
        listed(&market.fresh, &market.tamm, "Wool socks", "socks").await;
        assert!(!market.finder.is_ready());
        market.settle().await;
        assert!(market.finder.is_ready());
        let lan = ["Lanhua Knitting"];
        assert_eq!(market.names("q=lanhua").await, lan);
        assert_eq!(market.names("q=兰花针织厂").await, lan, "traditional finds simplified");
        assert_eq!(market.names("q=lanhau").await, lan, "a mistake still finds it");
        assert_eq!(market.found("q=lanhau").await["meant"], "lanhua");
        assert_eq!(market.names("q=zhenzhi").await, lan, "by its sound");
        assert_eq!(market.names("q=merino").await, lan);
        assert_eq!(market.names("q=袜子").await, ["Tamm Wool"], "by the name of a shelf");
        assert_eq!(market.names("").await.len(), 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renamed_firm_is_found_under_its_new_name_alone() {
    for engine in engines() {
        let market = market(engine).await;
        market.tell(market.lan, "", "Socks").await;
        market.settle().await;
        market.rename(market.lan, "Orchid Mill", "CN-ZJ").await;
        let found = market.found("q=lanhua").await;
        assert_eq!(found["rows"][0]["name"], "Orchid Mill", "the store has the last word");
        market.settle().await;
        assert_eq!(market.names("q=orchid+mill&place=CN-ZJ").await, ["Orchid Mill"]);
        assert_eq!(market.names("q=lanhua").await, Vec::<String>::new());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_hidden_is_gone_before_the_index_knows_and_comes_back() {
    for engine in engines() {
        let market = market(engine).await;
        market.tell(market.lan, "", "Socks").await;
        market.settle().await;
        let lan = market.lan.firm().expect("a firm");
        let by = market.lan;
        let own = move |tx: &mut store::Tx<'_>| party::hide_firm(tx, &by, lan);
        let forbidden = market.fresh.store.write("hide", own).await;
        assert!(matches!(forbidden, Err(kernel::Stop::Forbidden)));
        let hide = move |tx: &mut store::Tx<'_>| party::hide_firm(tx, &CLERK, lan);
        market.fresh.store.write("hide", hide).await.expect("hidden");
        assert_eq!(market.names("q=socks").await, Vec::<String>::new());
        market.settle().await;
        assert_eq!(market.found("").await["count"], 0);
        let show = move |tx: &mut store::Tx<'_>| party::show_firm(tx, &CLERK, lan);
        market.fresh.store.write("show", show).await.expect("shown");
        market.settle().await;
        assert_eq!(market.names("q=socks").await, ["Lanhua Knitting"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_shows_neither_a_page_nor_goods_is_not_found() {
    for engine in engines() {
        let market = market(engine).await;
        open(&market.fresh, "Quiet Buyer", "SE", "quiet").await;
        let id = listed(&market.fresh, &market.tamm, "Wool socks", "socks").await;
        market.settle().await;
        assert_eq!(market.names("").await, ["Tamm Wool"]);
        super::hide(&market.fresh, &market.tamm, id).await;
        follow(&market.fresh).await;
        assert_eq!(market.names("q=tamm").await, Vec::<String>::new(), "its last goods are gone");
        market.settle().await;
        assert_eq!(market.found("").await["count"], 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_count_is_what_the_filter_then_shows() {
    for engine in engines() {
        let market = market(engine).await;
        market.tell(market.lan, "", "Knitwear").await;
        market.tell(market.tamm, "", "Knitwear").await;
        listed(&market.fresh, &market.lan, "Combed socks", "socks").await;
        market.rename(market.lan, "Lanhua Knitting", "CN-ZJ").await;
        let (lan, tamm) = (market.lan.firm().expect("one"), market.tamm.firm().expect("other"));
        let deeds = |finished| Deeds { finished, ..Deeds::default() };
        let known = move |tx: &mut store::Tx<'_>| {
            party::set_trade_role(tx, lan, "factory")?;
            party::count_deeds(tx, &[(lan, deeds(9)), (tamm, deeds(1))].into())?;
            party::count_deeds(tx, &[(lan, deeds(1))].into())
        };
        market.fresh.store.write("known", known).await.expect("written");
        market.settle().await;
        let found = market.found("q=knitwear").await;
        for (name, value, wanted) in [
            ("place", "CN", 1),
            ("place", "CN-ZJ", 1),
            ("place", "EE", 1),
            ("role", "factory", 1),
            ("trades", "1", 2),
            ("trades", "10", 1),
            ("trades", "50", 0),
            ("category", "socks", 1),
            ("category", "hosiery-accessories", 1),
        ] {
            assert_eq!(count(&found, name, value), wanted, "{name}={value}");
            let shown = market.names(&format!("q=knitwear&{name}={value}")).await;
            assert_eq!(shown.len(), wanted, "{name}={value}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_index_made_anew_finds_the_same() {
    for engine in engines() {
        let market = market(engine).await;
        market.tell(market.lan, "", "Knitwear").await;
        listed(&market.fresh, &market.tamm, "Wool socks", "socks").await;
        market.settle().await;
        let before = market.found("").await;
        assert_eq!(market.finder.build(&market.app).await.expect("built"), 2);
        assert_eq!(market.found("").await, before);
        let other: Keeper<window::jobs::Firms> = Keeper::in_memory().expect("an index");
        assert!(!other.is_ready(), "another process has not heard yet");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_shows_the_three_scopes_and_any_address_is_answered() {
    for engine in engines() {
        let market = market(engine).await;
        market.tell(market.lan, "兰花针织厂", "Socks <b>soft</b>").await;
        market.settle().await;
        let page = market.get("/search/firms?q=lanhua", "").await.text;
        assert!(page.contains("/search?q=lanhua") && page.contains("/search/requests?q=lanhua"));
        assert!(page.contains("兰花针织厂") && !page.contains("<b>soft"));
        let none = market.get("/search/firms?q=kettles", "").await;
        assert!(none.text.contains("No firm matches"));
        let ends = market.get("/search/firms/complete?q=lan", "").await.text;
        assert!(ends.contains("lanhua"), "{ends}");
        for odd in ["", "q=%00", "q=%ff", "page=0", "page=999999999999999999999", "trades=x", "q=%"]
        {
            for path in ["/search/firms", "/api/v1/search/firms"] {
                let answer = market.get(&format!("{path}?{odd}"), "").await;
                assert_eq!(answer.status, StatusCode::OK, "{path}?{odd}");
            }
        }
    }
}
