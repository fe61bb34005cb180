//! Products: their terms survive, and only their own firm changes them.

use super::{each_store, list, listed, of, refused, socks};
use catalog::{CatalogRefusal, Listing, NewProduct, Offer, Photo, ProductKind, ProductState};
use kernel::{Actor, Id, Limit, Outcome, Reason, Role, Scope, Stop};
use testkit::Fresh;

async fn change(
    fresh: &Fresh,
    by: Actor,
    of: &Listing,
    version: i64,
    new: NewProduct,
) -> Outcome<Listing> {
    let id = of.card.offer.product;
    fresh.store.write("change", move |tx| catalog::change(tx, &by, id, version, &new)).await
}

async fn hide(fresh: &Fresh, by: Actor, id: Id<ProductKind>, version: i64) -> Outcome<Listing> {
    fresh.store.write("hide", move |tx| catalog::hide(tx, &by, id, version)).await
}

async fn get(fresh: &Fresh, by: Actor, id: Id<ProductKind>) -> Outcome<Listing> {
    fresh.store.read("get", move |tx| catalog::get(tx, &by, id)).await
}

async fn offer(fresh: &Fresh, id: Id<ProductKind>) -> Outcome<Offer> {
    fresh.store.read("offer", move |tx| catalog::offer(tx, id)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_price_finer_than_a_cent_survives() {
    for fresh in each_store() {
        let made = listed(&fresh, 1, "Socks").await;
        let offer = offer(&fresh, made.card.offer.product).await.expect("an offer");
        assert_eq!(offer, made.card.offer);
        let prices = [500, 4_999, 5_000].map(|n| offer.price_for(n).map(|price| price.plain()));
        let wanted = ["0.0875", "0.0875", "0.080001"].map(|price| Ok(price.to_owned()));
        assert_eq!(prices, wanted);
        assert_eq!(get(&fresh, Actor::Stranger, offer.product).await.expect("seen"), made);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_below_the_minimum_is_refused_with_the_minimum() {
    for fresh in each_store() {
        let made = listed(&fresh, 1, "Socks").await;
        let offer = offer(&fresh, made.card.offer.product).await.expect("an offer");
        let refusal = offer.price_for(499).expect_err("a refusal");
        assert!(matches!(refusal, CatalogRefusal::BelowMinimum { moq: 500, .. }));
        assert_eq!(refusal.facts(), [("moq", 500.into())]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stale_edit_is_refused() {
    for fresh in each_store() {
        let made = listed(&fresh, 1, "Socks").await;
        let id = made.card.offer.product;
        let mut new = socks("Wool socks");
        new.tiers.truncate(1);
        let changed = change(&fresh, of(1), &made, 1, new).await.expect("changed");
        assert_eq!((changed.card.offer.version, changed.card.offer.tiers.len()), (2, 1));
        assert_eq!(get(&fresh, of(1), id).await.expect("seen"), changed);
        let stale = change(&fresh, of(1), &made, 1, socks("Silk socks")).await;
        assert!(matches!(stale, Err(Stop::Stale)));
        assert!(matches!(hide(&fresh, of(1), id, 1).await, Err(Stop::Stale)));
        assert_eq!(get(&fresh, of(1), id).await.expect("seen").card.offer.title, "Wool socks");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_firms_hidden_product_is_absent() {
    for fresh in each_store() {
        let id = listed(&fresh, 1, "Socks").await.card.offer.product;
        let hidden = hide(&fresh, of(1), id, 1).await.expect("hidden");
        assert_eq!((hidden.card.state, hidden.card.offer.version), (ProductState::Hidden, 2));
        for by in [of(2), Actor::Stranger] {
            assert!(matches!(get(&fresh, by, id).await, Err(Stop::Absent)));
        }
        assert!(matches!(offer(&fresh, id).await, Err(Stop::Absent)));
        assert_eq!(get(&fresh, of(1), id).await.expect("its own"), hidden);
        let again = hide(&fresh, of(1), id, 2).await.expect("hidden already");
        assert_eq!(again.card.offer.version, 2);
        let show = move |tx: &mut store::Tx<'_>| catalog::show(tx, &of(1), id, 2);
        fresh.store.write("show", show).await.expect("shown");
        assert!(offer(&fresh, id).await.is_ok());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_its_own_firm_changes_a_product() {
    for fresh in each_store() {
        let made = listed(&fresh, 1, "Socks").await;
        let id = made.card.offer.product;
        let firm = Some((Id::new(1), Role::Owner));
        let reader = Actor::Member { person: Id::new(9), firm, scope: Scope::Read };
        let without = Actor::Member { person: Id::new(9), firm: None, scope: Scope::Full };
        let other = change(&fresh, of(2), &made, 1, socks("Mine now")).await;
        assert!(matches!(other, Err(Stop::Absent)));
        let stranger = change(&fresh, Actor::Stranger, &made, 1, socks("Mine now")).await;
        assert!(matches!(stranger, Err(Stop::SignIn)));
        for by in [reader, without] {
            assert!(matches!(hide(&fresh, by, id, 1).await, Err(Stop::Forbidden)));
            assert!(matches!(list(&fresh, by, socks("Socks")).await, Err(Stop::Forbidden)));
        }
        assert!(matches!(hide(&fresh, of(1), Id::new(4), 1).await, Err(Stop::Absent)));
        assert_eq!(get(&fresh, of(1), id).await.expect("seen"), made);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_product_is_not_there() {
    for fresh in each_store() {
        let mut new = socks("");
        new.tiers.clear();
        assert_eq!(refused(list(&fresh, of(1), new).await), "catalog-title-empty");
        let page = fresh.store.read("list", |tx| catalog::listed(tx, None, Limit::DEFAULT)).await;
        assert!(page.expect("a page").rows.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_go_on_by_key_newest_first_with_their_prices() {
    for fresh in each_store() {
        let mut ids = Vec::new();
        for (firm, title) in [(1, "A"), (2, "B"), (1, "C"), (1, "D")] {
            ids.push(listed(&fresh, firm, title).await.card.offer.product);
        }
        hide(&fresh, of(1), ids[2], 1).await.expect("hidden");
        let titles = async |by: Actor, firm: Option<i64>, limit: i64| {
            let (mut titles, mut after) = (Vec::new(), None);
            loop {
                let look = move |tx: &mut store::Tx<'_>| match firm {
                    Some(firm) => {
                        catalog::of_firm(tx, &by, Id::new(firm), after, Limit::clamp(limit))
                    }
                    None => catalog::listed(tx, after, Limit::clamp(limit)),
                };
                let page = fresh.store.read("list", look).await.expect("a page");
                assert!(page.rows.iter().all(|card| card.offer.tiers.len() == 2));
                titles.extend(page.rows.into_iter().map(|card| card.offer.title));
                after = page.next;
                if after.is_none() {
                    return titles;
                }
            }
        };
        assert_eq!(titles(Actor::Stranger, None, 2).await, ["D", "B", "A"]);
        assert_eq!(titles(of(2), Some(1), 1).await, ["D", "A"]);
        assert_eq!(titles(of(1), Some(1), 2).await, ["D", "C", "A"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_offers_come_in_few_queries() {
    for fresh in each_store() {
        let add = |tx: &mut store::Tx<'_>| {
            let list =
                |_| catalog::list_product(tx, &of(1), &socks("Socks")).map(|made| made.card.offer);
            (0..120).map(list).collect::<Outcome<Vec<Offer>>>()
        };
        let made = fresh.store.write("list", add).await.expect("listed");
        let hidden = made[7].product;
        hide(&fresh, of(1), hidden, 1).await.expect("hidden");
        let ids: Vec<_> = made.iter().map(|offer| offer.product).collect();
        let look = move |tx: &mut store::Tx<'_>| {
            Ok((
                catalog::offers(tx, &ids)?,
                catalog::documents(tx, &ids)?,
                catalog::offers(tx, &[])?,
            ))
        };
        let (mut offers, all, none) = fresh.store.read("offers", look).await.expect("offers");
        assert_eq!((offers.len(), all.len(), none.len()), (119, 120, 0));
        offers.sort_by_key(|offer| offer.product);
        assert!(offers.iter().eq(made.iter().filter(|offer| offer.product != hidden)));
        let tiers = |offer: &Offer| (offer.product, offer.tiers.clone());
        let mut all: Vec<_> = all.iter().map(|one| tiers(&one.card.offer)).collect();
        all.sort_by_key(|(product, _)| *product);
        assert_eq!(all, made.iter().map(tiers).collect::<Vec<_>>());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_stands_with_its_product() {
    for fresh in each_store() {
        let id = listed(&fresh, 1, "Socks").await.card.offer.product;
        let photo = Photo { hash: [7; 32], width: 640, height: 480 };
        let set = move |tx: &mut store::Tx<'_>| catalog::set_photo(tx, &of(1), id, 1, photo);
        let made = fresh.store.write("photo", set).await.expect("set");
        assert_eq!(get(&fresh, of(2), id).await.expect("seen"), made);
        assert_eq!((made.card.photo, made.card.offer.version), (Some(photo), 2));
        let stale = fresh.store.write("photo", set).await;
        assert!(matches!(stale, Err(Stop::Stale)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_firm_without_imports_reads_an_empty_list() {
    for fresh in each_store() {
        let read = |tx: &mut store::Tx<'_>| catalog::imports(tx, &of(1), None, Limit::DEFAULT);
        assert!(fresh.store.read("imports", read).await.expect("a list").rows.is_empty());
    }
}
