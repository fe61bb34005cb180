//! What stands on shelves, in which order, and how it is counted.

use super::{each_store, firm_of, follow, hide, listed, open, socks};
use kernel::{Actor, Cursor, Id, Limit, Outcome};
use testkit::Fresh;
use window::{Stall, Wanted};

fn on(category: &str, country: &str) -> Wanted {
    Wanted { category: category.to_owned(), country: country.to_owned() }
}

/// The titles of a shelf's fair, all pages of so many.
async fn fair(fresh: &Fresh, wanted: &Wanted, rows: i64) -> Vec<String> {
    let (mut titles, mut after) = (Vec::new(), None);
    loop {
        let (wanted, cursor) = (wanted.clone(), after.map(Cursor));
        let look =
            move |tx: &mut store::Tx<'_>| window::fair(tx, &wanted, cursor, Limit::clamp(rows));
        let page = fresh.store.read("fair", look).await.expect("a page");
        titles.extend(page.rows.into_iter().map(|card| card.offer.title));
        after = page.next.map(|cursor| cursor.0);
        if after.is_none() {
            return titles;
        }
    }
}

/// Each firm of a shelf's exhibition with its goods: how many, and the titles in its window.
async fn exhibition(fresh: &Fresh, wanted: &Wanted) -> Vec<(Stall, Vec<String>)> {
    let wanted = wanted.clone();
    let look = move |tx: &mut store::Tx<'_>| window::stalls(tx, &wanted, None, Limit::DEFAULT);
    let page = fresh.store.read("stalls", look).await.expect("a page");
    let titles =
        |cards: Vec<catalog::Card>| cards.into_iter().map(|card| card.offer.title).collect();
    page.rows.into_iter().map(|(stall, cards)| (stall, titles(cards))).collect()
}

/// Goods and firms of a shelf, as counted.
async fn counted(fresh: &Fresh, category: &str) -> (i64, i64) {
    let shelves = fresh.store.read("shelves", window::shelves).await.expect("shelves");
    let found = shelves.into_iter().find(|shelf| shelf.category == category);
    found.map_or((0, 0), |shelf| (shelf.goods, shelf.firms))
}

async fn choose(fresh: &Fresh, by: &Actor, goods: &[Id<catalog::ProductKind>]) -> Outcome<()> {
    let (by, goods) = (*by, goods.to_vec());
    let choose = move |tx: &mut store::Tx<'_>| window::choose_goods(tx, &by, &goods).map(|_| ());
    fresh.store.write("choose", choose).await
}

#[tokio::test(flavor = "multi_thread")]
async fn both_views_of_a_shelf_show_the_same_stock_freshest_first() {
    for fresh in each_store() {
        let lan = open(&fresh, "Lan", "CN", "lan").await;
        let tamm = open(&fresh, "Tamm", "EE", "tamm").await;
        for nth in 1..=5 {
            listed(&fresh, &lan, &format!("Lan {nth}"), "socks").await;
        }
        listed(&fresh, &tamm, "Tamm 1", "socks").await;
        listed(&fresh, &tamm, "Mittens", "gloves").await;
        follow(&fresh).await;
        let all = ["Tamm 1", "Lan 5", "Lan 4", "Lan 3", "Lan 2", "Lan 1"];
        assert_eq!(fair(&fresh, &on("socks", ""), 4).await, all);
        let firms = exhibition(&fresh, &on("socks", "")).await;
        let seen: Vec<_> =
            firms.iter().map(|(stall, goods)| (stall.goods, goods.clone())).collect();
        let of_lan = ["Lan 5", "Lan 4", "Lan 3", "Lan 2"].map(str::to_owned).to_vec();
        assert_eq!(seen, [(1, vec!["Tamm 1".to_owned()]), (5, of_lan)]);
        assert_eq!(fair(&fresh, &on("hosiery-accessories", ""), 3).await.len(), 7);
        assert_eq!(fair(&fresh, &on("socks", "EE"), 3).await, ["Tamm 1"]);
        assert_eq!(exhibition(&fresh, &on("socks", "SE")).await, []);
        assert_eq!(counted(&fresh, "socks").await, (6, 2));
        assert_eq!(counted(&fresh, "hosiery-accessories").await, (7, 2));
        assert_eq!(counted(&fresh, "gloves").await, (1, 1));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_hidden_is_gone_at_once_and_soon_uncounted() {
    for fresh in each_store() {
        let lan = open(&fresh, "Lan", "CN", "lan").await;
        let first = listed(&fresh, &lan, "First", "socks").await;
        listed(&fresh, &lan, "Second", "socks").await;
        follow(&fresh).await;
        hide(&fresh, &lan, first).await;
        assert_eq!(fair(&fresh, &on("socks", ""), 9).await, ["Second"]);
        assert_eq!(exhibition(&fresh, &on("socks", "")).await[0].1, ["Second"]);
        follow(&fresh).await;
        assert_eq!(counted(&fresh, "socks").await, (1, 1));
        let second = listed(&fresh, &lan, "Third", "gloves").await;
        follow(&fresh).await;
        hide(&fresh, &lan, second).await;
        follow(&fresh).await;
        assert_eq!(counted(&fresh, "gloves").await, (0, 0));
        assert_eq!(exhibition(&fresh, &on("gloves", "")).await, []);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_product_that_moves_to_another_shelf_stands_there_alone() {
    for fresh in each_store() {
        let lan = open(&fresh, "Lan", "CN", "lan").await;
        let id = listed(&fresh, &lan, "Knitted", "socks").await;
        follow(&fresh).await;
        let (by, new) = (lan, socks("Knitted", "towels"));
        let change = move |tx: &mut store::Tx<'_>| catalog::change(tx, &by, id, 1, &new);
        fresh.store.write("change", change).await.expect("changed");
        follow(&fresh).await;
        assert_eq!(counted(&fresh, "socks").await, (0, 0));
        assert_eq!(counted(&fresh, "hosiery-accessories").await, (0, 0));
        assert_eq!(counted(&fresh, "towels").await, (1, 1));
        assert_eq!(fair(&fresh, &on("home-textiles", ""), 9).await, ["Knitted"]);
        assert_eq!(counted(&fresh, "").await, (1, 1));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_firm_chooses_what_stands_in_its_window() {
    for fresh in each_store() {
        let lan = open(&fresh, "Lan", "CN", "lan").await;
        let mut socks = Vec::new();
        for nth in 1..=6 {
            socks.push(listed(&fresh, &lan, &format!("Socks {nth}"), "socks").await);
        }
        let mittens = listed(&fresh, &lan, "Mittens", "gloves").await;
        follow(&fresh).await;
        choose(&fresh, &lan, &[mittens, socks[0], socks[1], socks[0]]).await.expect("chosen");
        follow(&fresh).await;
        let window = exhibition(&fresh, &on("socks", "")).await.remove(0).1;
        assert_eq!(window, ["Socks 1", "Socks 2", "Socks 6", "Socks 5"]);
        assert_eq!(exhibition(&fresh, &on("gloves", "")).await[0].1, ["Mittens"]);
        let firm = firm_of(&lan);
        let look = move |tx: &mut store::Tx<'_>| window::shown_of(tx, firm, 3);
        let (shown, count) = fresh.store.read("shown", look).await.expect("shown");
        let shown: Vec<_> = shown.into_iter().map(|card| card.offer.title).collect();
        assert_eq!(
            (shown, count),
            (["Mittens", "Socks 1", "Socks 2"].map(str::to_owned).to_vec(), 7)
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_takes_ones_own_goods_and_no_more_than_fit() {
    for fresh in each_store() {
        let lan = open(&fresh, "Lan", "CN", "lan").await;
        let tamm = open(&fresh, "Tamm", "EE", "tamm").await;
        let foreign = listed(&fresh, &tamm, "Mittens", "gloves").await;
        let refused = choose(&fresh, &lan, &[foreign]).await.expect_err("another's");
        assert!(matches!(refused, kernel::Stop::Absent), "{refused:?}");
        let mut goods = Vec::new();
        for nth in 0..13 {
            goods.push(listed(&fresh, &lan, &format!("Socks {nth}"), "socks").await);
        }
        let refused = choose(&fresh, &lan, &goods).await.expect_err("too many");
        assert_eq!(refused.code(), Some("window-too-many"));
        choose(&fresh, &lan, &goods[..12]).await.expect("twelve fit");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn shelves_built_anew_are_the_same() {
    for fresh in each_store() {
        let lan = open(&fresh, "Lan", "CN", "lan").await;
        let first = listed(&fresh, &lan, "First", "socks").await;
        let second = listed(&fresh, &lan, "Second", "socks").await;
        follow(&fresh).await;
        hide(&fresh, &lan, second).await;
        choose(&fresh, &lan, &[first]).await.expect("chosen");
        follow(&fresh).await;
        let before = exhibition(&fresh, &on("socks", "")).await;
        fresh.store.write("forget", window::jobs::forget).await.expect("forgotten");
        assert_eq!(counted(&fresh, "socks").await, (0, 0));
        follow(&fresh).await;
        let after = exhibition(&fresh, &on("socks", "")).await;
        assert_eq!(after[0].1, before[0].1);
        assert_eq!((after[0].0.goods, counted(&fresh, "socks").await), (1, (1, 1)));
        // What was taken once and is told again changes nothing.
        let again = move |tx: &mut store::Tx<'_>| store::rewind(tx, window::jobs::SHELVES.name);
        fresh.store.write("again", again).await.expect("again");
        follow(&fresh).await;
        assert_eq!(counted(&fresh, "socks").await, (1, 1));
    }
}
