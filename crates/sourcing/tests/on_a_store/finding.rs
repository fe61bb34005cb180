//! Finding requests, through pages and JSON, on both engines.

use super::requests::{CLERK, act, firm, merino, opened, quote, quoted, store_on};
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use kernel::{Actor, Outcome};
use serde_json::Value;
use sourcing::{Meets, NewRequest, RequestFinder};
use std::sync::Arc;
use testkit::{Engine, Fresh, engines};
use tower::ServiceExt;

/// Buyer and seller by their sessions, in this order.
struct Market {
    routes: axum::Router,
    app: web::App,
    finder: Arc<RequestFinder>,
    fresh: Fresh,
    buyer: Actor,
    seller: Actor,
    _files: tempfile::TempDir,
}

/// The seller by its session, and a person without a firm by another.
fn sign_in(tx: &mut store::Tx<'_>, hash: &[u8; 32]) -> Outcome<Actor> {
    let first = party::firms_after(tx, kernel::Id::new(0), 2)?;
    let of = |nth: usize| {
        let firm = first.get(nth).map(|firm| (*firm, kernel::Role::Owner));
        Actor::Member { person: kernel::Id::new(9), firm, scope: kernel::Scope::Full }
    };
    match *hash {
        hash if hash == web::hash_of_token("seller") => Ok(of(1)),
        hash if hash == web::hash_of_token("homeless") => Ok(of(2)),
        _ => Err(kernel::Stop::SignIn),
    }
}

async fn market(engine: Engine) -> Market {
    let fresh = store_on(engine);
    let files = tempfile::tempdir().expect("a folder");
    let place = web::Place {
        name: "Fair".into(),
        name_zh: "集市".into(),
        url: "http://localhost".into(),
        zone: "UTC".into(),
        is_simulated: true,
    };
    let words = [
        web::LOCALES,
        party::LOCALES,
        talk::LOCALES,
        ::finding::LOCALES,
        catalog::LOCALES,
        sourcing::LOCALES,
    ];
    let app = web::App::new(web::Parts {
        store: fresh.store.clone(),
        words: web::Words::read(&words.concat()).expect("words"),
        sign_in,
        place,
        limits: web::Limits::per_second(0, 0),
        files: files.path().to_owned(),
        secret: [7; 32],
        menus: web::page::Menus { public: &[], firm: &[], clerk: &[] },
        unread: None,
    });
    let (buyer, seller) = (firm(&fresh, 1).await, firm(&fresh, 2).await);
    let finder = Arc::new(RequestFinder::in_memory().expect("an index"));
    let index = finder.index();
    let scopes = ::finding::Scopes::new(index, index, index);
    let (api, _) = sourcing::api::search_api(Arc::clone(&finder)).split_for_parts();
    let say = axum::middleware::from_fn_with_state(app.clone(), web::say_problems);
    let routes = api.merge(sourcing::pages::search_pages(Arc::clone(&finder), scopes));
    let routes = routes.layer(say).with_state(app.clone());
    Market { routes, app, finder, fresh, buyer, seller, _files: files }
}

impl Market {
    async fn settle(&self) {
        while self.finder.follow(&self.app).await.expect("followed") > 0 {}
    }

    async fn get(&self, path: &str, by: &str) -> (StatusCode, String) {
        let ask = Request::get(path).header("cookie", format!("jishi_session={by}"));
        let ask = match by {
            "" => ask,
            by => ask.header("authorization", format!("Bearer {by}")),
        };
        let ask = ask.body(Body::empty()).expect("a request");
        let response = self.routes.clone().oneshot(ask).await.expect("an answer");
        let status = response.status();
        let bytes = to_bytes(response.into_body(), usize::MAX).await.expect("a body");
        (status, String::from_utf8_lossy(&bytes).into_owned())
    }

    async fn found(&self, query: &str) -> Value {
        let path = format!("/api/v1/search/requests?{query}");
        let (status, body) = self.get(&path, "seller").await;
        assert_eq!(status, StatusCode::OK, "{body}");
        serde_json::from_str(&body).expect("JSON")
    }

    async fn count(&self, query: &str) -> usize {
        self.found(query).await["rows"].as_array().expect("rows").len()
    }
}

fn kettles() -> NewRequest {
    let base = merino();
    let mut line = base.lines[0].clone();
    line.what = "不锈钢保温杯".to_owned();
    line.category = "socks".to_owned();
    NewRequest {
        title: "Vacuum flasks, 500 ml".to_owned(),
        lang: "en".to_owned(),
        destination: "DEHAM".to_owned(),
        lines: vec![line],
        ..base
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_found_by_title_lines_points_category_and_place() {
    for engine in engines() {
        let market = market(engine).await;
        opened(&market.fresh, market.buyer, merino()).await;
        opened(&market.fresh, market.buyer, kettles()).await;
        market.settle().await;
        assert_eq!(market.count("").await, 2);
        for (query, wanted) in [
            ("q=merinostrumpor", 1),
            ("q=merino+crew", 1),
            ("q=保溫杯", 1),
            ("q=baowenbei", 1),
            ("q=vacum+flasks", 1),
            ("q=袜子", 2),
            ("q=36+to+47", 2),
            ("place=DE", 1),
            ("place=SE&q=flasks", 0),
            ("category=hosiery-accessories", 1),
            ("q=kettle", 0),
        ] {
            assert_eq!(market.found(query).await["count"], wanted, "{query}");
        }
        let found = market.found("").await;
        let facets = found["facets"].as_array().expect("facets");
        for facet in facets {
            let (name, value) = (&facet["name"], &facet["value"]);
            let query = format!("{}={}", name.as_str().unwrap_or(""), value.as_str().unwrap_or(""));
            assert_eq!(Some(market.count(&query).await as u64), facet["count"].as_u64(), "{query}");
        }
        assert!(facets.iter().any(|facet| facet["value"] == "DE"), "{facets:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_closed_is_gone_before_the_index_knows() {
    for engine in engines() {
        let market = market(engine).await;
        let request = opened(&market.fresh, market.buyer, merino()).await;
        market.settle().await;
        assert_eq!(market.count("q=merino").await, 1);
        let (by, id) = (market.buyer, request.id);
        let close = act(&market.fresh, move |tx| sourcing::close_request(tx, &by, id)).await;
        close.expect("closed");
        assert_eq!(market.count("q=merino").await, 0, "the store has the last word");
        market.settle().await;
        assert_eq!(market.found("q=merino").await["count"], 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_over_is_gone_though_its_timer_has_not_run() {
    for engine in engines() {
        let market = market(engine).await;
        opened(&market.fresh, market.buyer, merino()).await;
        market.settle().await;
        market.fresh.clock.set(testkit::noon().plus_days(61));
        assert_eq!(market.count("q=merino").await, 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn drafts_and_requests_for_asked_sellers_are_in_no_count() {
    for engine in engines() {
        let market = market(engine).await;
        let (by, new) = (market.buyer, merino());
        let draft = act(&market.fresh, move |tx| sourcing::draft_request(tx, &by, &new)).await;
        draft.expect("a draft");
        let asked = NewRequest { audience: Some("asked".to_owned()), ..kettles() };
        opened(&market.fresh, market.buyer, asked).await;
        market.settle().await;
        let found = market.found("").await;
        assert_eq!(
            (&found["count"], found["facets"].as_array().map(Vec::len)),
            (&0.into(), Some(0))
        );
        assert_eq!(market.finder.build(&market.app).await.expect("built"), 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_requests_of_a_hidden_buyer_are_hidden() {
    for engine in engines() {
        let market = market(engine).await;
        opened(&market.fresh, market.buyer, merino()).await;
        market.settle().await;
        let buyer = market.buyer.firm().expect("a firm");
        act(&market.fresh, move |tx| party::hide_firm(tx, &CLERK, buyer)).await.expect("hidden");
        assert_eq!(market.count("q=merino").await, 0);
        market.settle().await;
        assert_eq!(market.found("").await["count"], 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_request_comes_back_when_a_quote_is_taken_back() {
    for engine in engines() {
        let market = market(engine).await;
        let request = opened(&market.fresh, market.buyer, merino()).await;
        let most = kernel::rules::Rules::current().request.quotes_most;
        let mut last = None;
        for nth in 0..most {
            let seller = firm(&market.fresh, 10 + nth).await;
            let new = quoted("0.5", &[1], Meets::Yes);
            let given = quote(&market.fresh, seller, request.id, new).await.expect("quoted");
            last = Some((seller, given.id));
        }
        market.settle().await;
        assert_eq!(market.count("q=merino").await, 0);
        let ((by, quote), id) = (last.expect("a quote"), request.id);
        let back =
            act(&market.fresh, move |tx| sourcing::withdraw_request_quote(tx, &by, id, quote))
                .await;
        back.expect("taken back");
        market.settle().await;
        assert_eq!(market.count("q=merino").await, 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_and_people_without_a_firm_see_no_request_and_none_of_its_words() {
    for engine in engines() {
        let market = market(engine).await;
        opened(&market.fresh, market.buyer, merino()).await;
        market.settle().await;
        assert!(market.seller.firm().is_some());
        let (status, page) = market.get("/search/requests?q=merino", "seller").await;
        assert_eq!(status, StatusCode::OK);
        assert!(page.contains("30,000 par merinostrumpor"), "{page}");
        let (_, ends) = market.get("/search/requests/complete?q=meri", "seller").await;
        assert!(ends.contains("merino"), "{ends}");
        for by in ["", "homeless"] {
            for path in [
                "/search/requests?q=merino",
                "/search/requests/complete?q=meri",
                "/api/v1/search/requests?q=merino",
            ] {
                let (status, body) = market.get(path, by).await;
                assert_ne!(status, StatusCode::OK, "{path} {by}");
                assert!(!body.contains("strumpor"), "{path} {by}: {body}");
            }
        }
    }
}
