//! Goods narrowed down by who sells them, and searches that are kept, on both engines.

use super::search::market;
use super::socks;
use kernel::{Actor, Desk, Id, Lang};
use party::{ChangedFirm, Deeds, Name};
use serde_json::Value;
use testkit::engines;

const CLERK: Actor = Actor::Clerk { person: Id::new(99), desk: Desk::Operator };

#[tokio::test]
async fn each_count_of_sellers_is_what_the_filter_then_shows() {
    for engine in engines() {
        let market = market(engine);
        let (old, new) = (market.firm("Old mill").await, market.firm("New mill").await);
        market.list(old, socks("Wool socks A")).await;
        market.list(old, socks("Wool socks B")).await;
        market.list(new, socks("Wool socks C")).await;
        market.follow().await;
        assert_eq!(market.titles("q=wool&trades=1").await.len(), 0);
        let known = move |tx: &mut store::Tx<'_>| {
            let deeds = Deeds { finished: 11, refunded: 1, ..Deeds::default() };
            party::count_deeds(tx, &[(old, deeds)].into())?;
            party::set_trade_role(tx, new, "agent")?;
            let owner = Actor::Member {
                person: Id::new(9),
                firm: Some((old, kernel::Role::Owner)),
                scope: kernel::Scope::Full,
            };
            let name = Name::parse("Old mill", "name")?;
            let region = "CN-ZJ".to_owned();
            party::change_firm(tx, &owner, 1, &ChangedFirm { name, name_lang: Lang::En, region })
        };
        market.fresh.store.write("known", known).await.expect("written");
        market.follow().await;
        let found = market.found("q=wool").await;
        let facets = found["facets"].as_array().expect("facets").clone();
        for (name, value, wanted) in [
            ("place", "CN", 3),
            ("place", "CN-ZJ", 2),
            ("role", "agent", 1),
            ("trades", "1", 2),
            ("trades", "10", 2),
            ("trades", "50", 0),
        ] {
            let is = |facet: &&Value| facet["name"] == name && facet["value"] == value;
            let count =
                facets.iter().find(is).map_or(0, |facet| facet["count"].as_u64().unwrap_or(0));
            assert_eq!(count, wanted, "{name}={value}");
            let shown = market.titles(&format!("q=wool&{name}={value}")).await.len();
            assert_eq!(shown as u64, wanted, "{name}={value}");
        }
        let (_, page) = market.get("/search?q=wool&place=CN-ZJ&trades=10").await;
        assert!(page.contains("Zhejiang") && page.contains("10 finished trades or more"), "{page}");
    }
}

#[tokio::test]
async fn the_goods_of_a_hidden_firm_are_gone_before_the_index_knows() {
    for engine in engines() {
        let market = market(engine);
        let firm = market.firm("Heyang Knitting").await;
        market.list(firm, socks("Merino crew socks")).await;
        market.follow().await;
        let hide = move |tx: &mut store::Tx<'_>| party::hide_firm(tx, &CLERK, firm);
        market.fresh.store.write("hide", hide).await.expect("hidden");
        assert_eq!(market.titles("q=merino").await, Vec::<String>::new());
        market.follow().await;
        assert_eq!(market.found("q=merino").await["count"], 0);
        let show = move |tx: &mut store::Tx<'_>| party::show_firm(tx, &CLERK, firm);
        market.fresh.store.write("show", show).await.expect("shown");
        market.follow().await;
        assert_eq!(market.titles("q=merino").await.len(), 1);
    }
}

#[tokio::test]
async fn of_a_kept_search_only_what_came_since_and_fits_wholly_is_new() {
    for engine in engines() {
        let market = market(engine);
        let (mill, keeper) = (market.firm("Mill").await, market.firm("Keeper").await);
        let old = market.list(mill, socks("Merino socks, old")).await;
        let after = old.card.offer.product;
        let new = market.list(mill, socks("Merino socks, new")).await;
        market.list(mill, socks("Merino gloves")).await;
        market.list(keeper, socks("Merino socks, own")).await;
        market.follow().await;
        let (words, query) = catalog::read_search("q=merino+socks&page=3&odd=1").expect("a search");
        assert_eq!((words.as_str(), query.as_str()), ("merino socks", "q=merino+socks"));
        let finder = market.finder.clone();
        let look =
            move |tx: &mut store::Tx<'_>| catalog::news(tx, &finder, (&query, after), keeper);
        let news = market.fresh.store.read("news", look).await.expect("looked");
        assert_eq!(news.titles, ["Merino socks, new"]);
        assert!(news.newest > new.card.offer.product, "one's own are passed by");
        assert_eq!(catalog::read_search("page=2"), None);
    }
}

#[tokio::test]
async fn the_scope_of_the_field_leads_to_its_own_results_and_the_page_offers_to_keep_the_search() {
    let market = market(testkit::Engine::Sqlite);
    let firm = market.firm("Heyang Knitting").await;
    market.list(firm, socks("Merino crew socks")).await;
    market.follow().await;
    let (status, page) = market.get("/search?in=goods&q=merino").await;
    assert_eq!(status, axum::http::StatusCode::OK);
    assert!(page.contains("/search/firms?q=merino") && page.contains("Merino crew socks"));
    assert!(!page.contains("action=\"/alerts\""), "a stranger keeps nothing");
    let (status, _) = market.get("/search?in=firms&q=merino").await;
    assert_eq!(status, axum::http::StatusCode::SEE_OTHER);
}
