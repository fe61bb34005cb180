//! A buyer keeps a search of goods and hears of what is new, once a day, until it stops it.

use super::requests::{act, firm, store_on};
use super::socks;
use catalog::{Finder, NewProduct};
use kernel::Actor;
use sourcing::{Filter, NewSavedSearch, Sought};
use std::sync::Arc;
use store::Tx;
use testkit::{Fresh, engines, noon};

fn app_of(fresh: &Fresh) -> web::App {
    let place = web::Place {
        name: "Fair".into(),
        name_zh: "集市".into(),
        url: "http://localhost".into(),
        zone: "UTC".into(),
        is_simulated: true,
    };
    web::App::new(web::Parts {
        store: fresh.store.clone(),
        words: web::Words::read(web::LOCALES).expect("words"),
        sign_in: party::sign_in_by_hash,
        place,
        limits: web::Limits::per_second(0, 0),
        files: std::path::PathBuf::new(),
        secret: [7; 32],
        menus: web::page::Menus { public: &[], firm: &[], clerk: &[] },
        unread: None,
    })
}

async fn list(fresh: &Fresh, by: Actor, title: &str) {
    let new = NewProduct { title: title.to_owned(), ..socks() };
    act(fresh, move |tx| catalog::list_product(tx, &by, &new)).await.expect("listed");
}

fn of_goods(query: &str) -> NewSavedSearch {
    let filter = Filter { query: query.to_owned(), ..Filter::default() };
    NewSavedSearch { kind: Sought::Product, filter }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kept_search_of_goods_writes_one_letter_a_day_about_what_is_new() {
    for engine in engines() {
        let fresh = store_on(engine);
        let (buyer, seller) = (firm(&fresh, 1).await, firm(&fresh, 2).await);
        let finder = Arc::new(Finder::in_memory().expect("an index"));
        let app = app_of(&fresh);
        list(&fresh, seller, "Merino socks, old").await;
        let keep = move |tx: &mut Tx<'_>| {
            sourcing::save_search(tx, &buyer, &of_goods("q=merino+socks&quantity=500"))
        };
        let kept = act(&fresh, keep).await.expect("kept");
        assert_eq!(kept.filter.query, "q=merino+socks&quantity=500");
        list(&fresh, seller, "Merino socks, new").await;
        list(&fresh, seller, "Leather gloves").await;
        list(&fresh, buyer, "Merino socks, the buyer's own").await;
        while finder.follow(&app).await.expect("followed") > 0 {}
        let goods = Arc::clone(&finder);
        let look = move |tx: &mut Tx<'_>| {
            let alerts = sourcing::due_alerts(tx, Some(&goods))?;
            sourcing::write_alerts(tx, &alerts, |_, _| "proof".to_owned())
        };
        let letters = async |fresh: &Fresh| {
            let due = fresh.store.read("letters", party::list_due_letters).await.expect("letters");
            let of_goods = due.into_iter().filter(|one| one.kind == "alert-goods");
            of_goods.map(|one| one.facts["titles"].clone()).collect::<Vec<_>>()
        };
        assert_eq!(act(&fresh, look.clone()).await.expect("too early"), 0);
        fresh.clock.set(noon().plus_days(1));
        let blind = |tx: &mut Tx<'_>| sourcing::due_alerts(tx, None).map(|alerts| alerts.len());
        assert_eq!(act(&fresh, blind).await.expect("none"), 0, "without an index it waits");
        assert_eq!(act(&fresh, look.clone()).await.expect("one"), 1);
        assert_eq!(letters(&fresh).await, ["Merino socks, new"]);
        fresh.clock.set(noon().plus_days(2));
        assert_eq!(act(&fresh, look.clone()).await.expect("looked"), 1);
        assert_eq!(letters(&fresh).await.len(), 1, "nothing new, no letter");
        let (owner, id) = (buyer.firm().expect("a firm"), kept.id);
        act(&fresh, move |tx| sourcing::unsubscribe(tx, owner, id)).await.expect("stopped");
        fresh.clock.set(noon().plus_days(3));
        assert_eq!(act(&fresh, look).await.expect("none"), 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_that_asks_for_nothing_is_refused_and_one_looked_at_twice_writes_once() {
    for engine in engines() {
        let fresh = store_on(engine);
        let (buyer, seller) = (firm(&fresh, 1).await, firm(&fresh, 2).await);
        let empty = move |tx: &mut Tx<'_>| sourcing::save_search(tx, &buyer, &of_goods("page=2"));
        assert_eq!(super::refused(act(&fresh, empty).await), "request-search-empty");
        let parts = NewSavedSearch {
            kind: Sought::Product,
            filter: Filter { words: "merino".into(), country: "cn".into(), ..Filter::default() },
        };
        let keep = move |tx: &mut Tx<'_>| sourcing::save_search(tx, &buyer, &parts);
        let kept = act(&fresh, keep).await.expect("kept");
        assert_eq!(kept.filter.query, "q=merino&place=CN");
        list(&fresh, seller, "Merino socks").await;
        let finder = Arc::new(Finder::in_memory().expect("an index"));
        while finder.follow(&app_of(&fresh)).await.expect("followed") > 0 {}
        fresh.clock.set(noon().plus_days(1));
        let twice = move |tx: &mut Tx<'_>| {
            let alerts = sourcing::due_alerts(tx, Some(&finder))?;
            sourcing::write_alerts(tx, &alerts, |_, _| "proof".to_owned())?;
            sourcing::write_alerts(tx, &alerts, |_, _| "proof".to_owned())
        };
        act(&fresh, twice).await.expect("looked");
        let due = fresh.store.read("letters", party::list_due_letters).await.expect("letters");
        assert_eq!(due.iter().filter(|one| one.kind == "alert-goods").count(), 1);
    }
}
