//! Finding goods, through pages and JSON, on both engines.

use super::socks;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use catalog::{Attribute, Details, Finder, Listing, NewProduct, RankSignal};
use kernel::{Actor, Firm, Id, Lang, Role, Scope};
use party::{Country, DirectFirm, Name, NewFirm, NewPerson};
use serde_json::Value;
use std::sync::Arc;
use testkit::{Engine, Fresh, engines, fresh};
use tower::ServiceExt;

/// A market with an index, on a store of its own.
pub(super) struct Market {
    routes: axum::Router,
    app: web::App,
    pub(super) finder: Arc<Finder>,
    pub(super) fresh: Fresh,
    _files: tempfile::TempDir,
}

pub(super) fn market(engine: Engine) -> Market {
    let fresh = fresh(engine, [party::MIGRATIONS, catalog::MIGRATIONS].concat());
    let files = tempfile::tempdir().expect("a folder");
    let place = web::Place {
        name: "Fair".into(),
        name_zh: "集市".into(),
        url: "http://localhost".into(),
        zone: "UTC".into(),
        is_simulated: true,
    };
    let locales = [web::LOCALES, party::LOCALES, finding::LOCALES, catalog::LOCALES].concat();
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
    let finder = Arc::new(Finder::in_memory().expect("an index"));
    let (api, _) = catalog::api::search_api(Arc::clone(&finder)).split_for_parts();
    let say = axum::middleware::from_fn_with_state(app.clone(), web::say_problems);
    let routes = api.merge(catalog::pages::search_pages(Arc::clone(&finder), scopes(&finder)));
    let routes = routes.layer(say).with_state(app.clone());
    Market { routes, app, finder, fresh, _files: files }
}

/// One index for all scopes.
fn scopes(finder: &Finder) -> finding::Scopes {
    let index = finder.keeper().index();
    finding::Scopes::new(index, index, index)
}

impl Market {
    pub(super) async fn firm(&self, told: &str) -> Id<Firm> {
        let name = |told: &str| Name::parse(told, "name").expect("a name");
        let country = Country::parse("CN", "country").expect("a country");
        let new = DirectFirm {
            contact: None,
            person: NewPerson { name: name("Shen"), password_hash: None, lang: Lang::En },
            firm: NewFirm { name: name(told), name_lang: Lang::En, country },
            session: None,
        };
        let open = move |tx: &mut store::Tx<'_>| party::open_firm_directly(tx, &new);
        self.fresh.store.write("open", open).await.expect("a firm").firm
    }

    pub(super) async fn list(&self, firm: Id<Firm>, new: NewProduct) -> Listing {
        let by = by(firm);
        let list = move |tx: &mut store::Tx<'_>| catalog::list_product(tx, &by, &new);
        self.fresh.store.write("list", list).await.expect("listed")
    }

    pub(super) async fn follow(&self) -> usize {
        let mut taken = 0;
        loop {
            match self.finder.follow(&self.app).await.expect("followed") {
                0 => return taken,
                some => taken += some,
            }
        }
    }

    pub(super) async fn get(&self, path: &str) -> (StatusCode, String) {
        let ask = Request::get(path).body(Body::empty()).expect("a request");
        let response = self.routes.clone().oneshot(ask).await.expect("an answer");
        let status = response.status();
        let bytes = to_bytes(response.into_body(), usize::MAX).await.expect("a body");
        (status, String::from_utf8_lossy(&bytes).into_owned())
    }

    pub(super) async fn found(&self, query: &str) -> Value {
        let (status, body) = self.get(&format!("/api/v1/search?{query}")).await;
        assert_eq!(status, StatusCode::OK, "{body}");
        serde_json::from_str(&body).expect("JSON")
    }

    pub(super) async fn titles(&self, query: &str) -> Vec<String> {
        let found = self.found(query).await;
        let rows = found["rows"].as_array().expect("rows").clone();
        rows.iter().map(|row| row["product"]["title"].as_str().unwrap_or("").to_owned()).collect()
    }
}

fn by(firm: Id<Firm>) -> Actor {
    let firm = Some((firm, Role::Staff));
    Actor::Member { person: Id::new(9), firm, scope: Scope::Full }
}

fn red(title: &str, colour: &str) -> NewProduct {
    let fact = Attribute { name: "Colour".into(), value: colour.into() };
    let details = Details {
        category: Some("socks".into()),
        origin: Some("CN".into()),
        attributes: vec![fact],
        ..Details::default()
    };
    NewProduct { details, ..socks(title) }
}

#[tokio::test]
async fn what_is_listed_is_found_and_what_is_hidden_is_gone_before_the_index_knows() {
    for engine in engines() {
        let market = market(engine);
        let firm = market.firm("Heyang Knitting").await;
        let early = market.list(firm, socks("Merino crew socks")).await;
        assert!(!market.finder.is_ready());
        market.follow().await;
        assert!(market.finder.is_ready());
        market.list(firm, socks("Merino hiking socks")).await;
        assert_eq!(market.titles("q=merino+hiking").await.first(), Some(&early.card.offer.title));
        market.follow().await;
        assert_eq!(market.titles("q=merino+hiking").await[0], "Merino hiking socks");
        assert_eq!(market.titles("q=美利奴").await, Vec::<String>::new());
        assert_eq!(market.titles("q=袜子").await.len(), 2, "found by the other language");
        let (id, actor) = (early.card.offer.product, by(firm));
        let hide = move |tx: &mut store::Tx<'_>| catalog::hide(tx, &actor, id, 1);
        market.fresh.store.write("hide", hide).await.expect("hidden");
        assert_eq!(market.titles("q=merino").await, ["Merino hiking socks"]);
        assert_eq!(market.follow().await, 1);
        assert_eq!(market.found("q=merino").await["count"], 1);
    }
}

#[tokio::test]
async fn results_are_narrowed_down_by_what_is_counted() {
    for engine in engines() {
        let market = market(engine);
        let firm = market.firm("Heyang Knitting").await;
        for (title, colour) in
            [("Crew socks", "red"), ("Ankle socks", "blue"), ("Knee socks", "red")]
        {
            market.list(firm, red(title, colour)).await;
        }
        market.follow().await;
        let found = market.found("q=socks").await;
        let facets = found["facets"].as_array().expect("facets");
        let count = |name: &str, value: &str| {
            let is = |facet: &&Value| facet["name"] == name && facet["value"] == value;
            facets.iter().find(is).map_or(0, |facet| facet["count"].as_i64().unwrap_or(0))
        };
        assert_eq!((count("fact", "Colour: red"), count("fact", "Colour: blue")), (2, 1));
        assert_eq!((count("category", "socks"), count("origin", "CN")), (3, 3));
        assert_eq!(market.titles("q=socks&fact=Colour:+blue").await, ["Ankle socks"]);
        assert_eq!(market.titles("category=hosiery-accessories").await.len(), 3);
        assert_eq!(market.titles("q=socks&quantity=499").await.len(), 0);
        assert_eq!(market.titles("q=socks&quantity=500").await.len(), 3);
        let priced = |price: &str| format!("q=socks&quantity=5000&currency=USD&price={price}");
        assert_eq!(market.titles(&priced("0.08")).await.len(), 0);
        assert_eq!(market.titles(&priced("0.080001")).await.len(), 3);
    }
}

#[tokio::test]
async fn the_name_of_a_shelf_finds_what_stands_on_it_and_not_beside_it() {
    for engine in engines() {
        let market = market(engine);
        let firm = market.firm("Heyang Knitting").await;
        let on = |title: &str, shelf: &str| {
            let details = Details { category: Some(shelf.into()), ..Details::default() };
            NewProduct { details, ..socks(title) }
        };
        market.list(firm, on("Ribbed, 200 needles", "socks")).await;
        market.list(firm, on("Ribbed, folded", "hats")).await;
        market.follow().await;
        assert_eq!(market.titles("q=socks").await, ["Ribbed, 200 needles"]);
        assert_eq!(market.titles("category=hosiery-accessories").await.len(), 2);
    }
}

#[tokio::test]
async fn the_points_add_up_and_a_trader_who_poses_as_a_maker_falls_behind() {
    for engine in engines() {
        let market = market(engine);
        let (honest, posing) = (market.firm("Honest").await, market.firm("Posing").await);
        market.list(posing, socks("Wool socks A")).await;
        market.list(honest, socks("Wool socks B")).await;
        let signal = move |tx: &mut store::Tx<'_>| {
            catalog::set_rank_signal(tx, posing, RankSignal::Undisclosed, 1_000)?;
            catalog::set_rank_signal(tx, honest, RankSignal::Reply, 1_000)
        };
        market.fresh.store.write("signal", signal).await.expect("written");
        market.follow().await;
        let found = market.found("q=wool+socks").await;
        let rows = found["rows"].as_array().expect("rows");
        assert_eq!(rows[0]["product"]["title"], "Wool socks B");
        for row in rows {
            let points = row["points"].as_object().expect("points").values();
            assert_eq!(
                points.filter_map(Value::as_i64).sum::<i64>(),
                row["total"].as_i64().expect("a total")
            );
        }
        assert_eq!(rows[1]["points"]["undisclosed"], -400);
        assert_eq!(rows[0]["points"]["reply"], 120);
    }
}

#[tokio::test]
async fn a_page_of_nothing_offers_a_request_and_the_words_are_counted() {
    for engine in engines() {
        let market = market(engine);
        let firm = market.firm("Heyang Knitting").await;
        market.list(firm, socks("Merino crew socks")).await;
        market.follow().await;
        let least = kernel::rules::Rules::current().ranking.unmet_least;
        market.get("/search?q=Private+name").await;
        for _ in 0..least {
            let (status, page) = market.get("/search?q=Copper+Kettle").await;
            assert_eq!(status, StatusCode::OK);
            assert!(page.contains("/requests/new?title=Copper+Kettle"), "{page}");
        }
        assert_eq!(market.finder.write_unmet(&market.app).await.expect("written"), 2);
        let unmet = |tx: &mut store::Tx<'_>| catalog::unmet_demand(tx, 10);
        let unmet = market.fresh.store.read("unmet", unmet).await.expect("read");
        let told: Vec<_> = unmet.iter().map(|one| (one.words.as_str(), one.times)).collect();
        assert_eq!(told, [("copper kettle", least)], "what one person typed is told to nobody");
    }
}

#[tokio::test]
async fn a_mistake_is_read_as_it_was_meant_and_words_are_completed() {
    let market = market(Engine::Sqlite);
    let firm = market.firm("Heyang Knitting").await;
    market.list(firm, socks("Umbrella <b>wind-proof</b>")).await;
    market.follow().await;
    let (_, page) = market.get("/search?q=umbrela").await;
    assert!(page.contains("umbrella") && page.contains("umbrela"), "{page}");
    assert!(!page.contains("<b>wind-proof"), "a title is no markup");
    let (status, ends) = market.get("/search/complete?q=umb").await;
    assert_eq!((status, ends.as_str()), (StatusCode::OK, "[\"umbrella\"]"));
}

#[tokio::test]
async fn any_address_is_answered() {
    let market = market(Engine::Sqlite);
    let firm = market.firm("Heyang Knitting").await;
    market.list(firm, socks("Merino crew socks")).await;
    market.follow().await;
    let long = format!("q={}", "袜子 ".repeat(3_000).replace(' ', "+"));
    for query in [
        "",
        "q=",
        "q=%00",
        "q=%ff%fe",
        "q=%",
        "page=0",
        "page=-1",
        "page=99999999999999999999",
        "fact=",
        "fact=a%1fb:+c",
        "quantity=-1",
        "price=x&currency=USD",
        "currency=ZZZ&price=1",
        "order=x",
        "category=%27%3B--",
        "lead_time_d=9223372036854775808",
        "q=a&q=b&q=c",
        &long,
    ] {
        for path in ["/search", "/api/v1/search", "/search/complete"] {
            let (status, body) = market.get(&format!("{path}?{query}")).await;
            let is_fine = status == StatusCode::OK
                || path.ends_with("complete") && status == StatusCode::BAD_REQUEST;
            assert!(is_fine, "{path}?{query}: {status} {body}");
        }
    }
}

#[tokio::test]
async fn an_index_that_is_built_while_goods_change_has_them_all() {
    for engine in engines() {
        let market = market(engine);
        let firm = market.firm("Heyang Knitting").await;
        for nth in 0..7 {
            market.list(firm, socks(&format!("Merino socks {nth}"))).await;
        }
        market.follow().await;
        market.list(firm, socks("Merino socks 7")).await;
        market.finder.build(&market.app).await.expect("built anew");
        market.list(firm, socks("Merino socks 8")).await;
        market.follow().await;
        assert_eq!(market.found("q=merino").await["count"], 9);
    }
}
