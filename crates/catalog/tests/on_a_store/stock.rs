//! What lies ready: counted by the seller, kept for orders, given back, sent.

use super::{each_store, listed, of, refused, socks};
use catalog::{Listing, NewProduct, Stock};
use kernel::{Any, Id, Outcome, Stop};
use store::Tx;
use testkit::Fresh;

const ORDER: Id<Any> = Id::new(77);
const OTHER: Id<Any> = Id::new(78);

async fn count(
    fresh: &Fresh,
    firm: i64,
    (listing, revision): (&Listing, i64),
    on_hand: Option<i64>,
) -> Outcome<Listing> {
    let id = listing.card.offer.product;
    let set = move |tx: &mut Tx<'_>| catalog::set_stock(tx, &of(firm), (id, revision), on_hand);
    fresh.store.write("count", set).await
}

async fn keep(fresh: &Fresh, listing: &Listing, holder: Id<Any>, quantity: i64) -> Outcome<bool> {
    let id = listing.card.offer.product;
    let keep = move |tx: &mut Tx<'_>| {
        let offer = catalog::offer(tx, id)?;
        catalog::reserve(tx, holder, &offer, quantity)
    };
    fresh.store.write("keep", keep).await
}

async fn stock(fresh: &Fresh, listing: &Listing) -> Option<(i64, i64)> {
    let id = listing.card.offer.product;
    let offer = fresh.store.read("offer", move |tx| catalog::offer(tx, id)).await.expect("there");
    offer.stock.map(|Stock { on_hand, reserved, .. }| (on_hand, reserved))
}

async fn problems(fresh: &Fresh) -> Vec<String> {
    let look = |tx: &mut Tx<'_>| catalog::verify_stock(tx, Id::new(0));
    fresh.store.read("verify", look).await.expect("findings").problems
}

#[tokio::test(flavor = "multi_thread")]
async fn the_seller_alone_counts_and_never_below_what_is_kept_for_orders() {
    for fresh in each_store() {
        let made = listed(&fresh, 1, "Socks").await;
        assert_eq!(stock(&fresh, &made).await, None, "made to order at first");
        assert!(!keep(&fresh, &made, ORDER, 1_000_000).await.expect("no end of it"));
        assert!(matches!(count(&fresh, 2, (&made, 0), Some(10)).await, Err(Stop::Absent)));
        let counted = count(&fresh, 1, (&made, 0), Some(10)).await.expect("counted");
        assert_eq!(counted.card.offer.stock.map(|stock| stock.revision), Some(1));
        assert!(matches!(count(&fresh, 1, (&made, 0), Some(9)).await, Err(Stop::Stale)));
        assert!(keep(&fresh, &made, ORDER, 7).await.expect("kept"));
        assert_eq!(stock(&fresh, &made).await, Some((10, 7)));
        let below = count(&fresh, 1, (&made, 1), Some(6)).await;
        assert_eq!(refused(below), "catalog-stock-reserved");
        assert_eq!(refused(count(&fresh, 1, (&made, 1), None).await), "catalog-stock-reserved");
        let most = count(&fresh, 1, (&made, 1), Some(1_000_000_001)).await;
        assert_eq!(refused(most), "catalog-stock-out-of-range");
        count(&fresh, 1, (&made, 1), Some(7)).await.expect("as many as are kept");
        assert_eq!(stock(&fresh, &made).await, Some((7, 7)));
        assert_eq!(problems(&fresh).await, Vec::<String>::new());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_kept_is_given_back_or_sent_once() {
    for fresh in each_store() {
        let made = listed(&fresh, 1, "Socks").await;
        count(&fresh, 1, (&made, 0), Some(10)).await.expect("counted");
        keep(&fresh, &made, ORDER, 6).await.expect("kept");
        let refusal = keep(&fresh, &made, OTHER, 5).await;
        assert_eq!(refused(refusal), "catalog-too-few-left");
        keep(&fresh, &made, OTHER, 4).await.expect("the rest");
        let third = keep(&fresh, &made, Id::new(79), 1).await;
        assert_eq!(refused(third), "catalog-sold-out");
        let ids = [made.card.offer.product];
        for _ in 0..2 {
            let back = move |tx: &mut Tx<'_>| catalog::give_stock_back(tx, ORDER, &ids);
            fresh.store.write("back", back).await.expect("given back");
            assert_eq!(stock(&fresh, &made).await, Some((10, 4)), "again changes nothing");
        }
        for _ in 0..2 {
            let send = move |tx: &mut Tx<'_>| catalog::take_out(tx, OTHER, &ids);
            fresh.store.write("send", send).await.expect("sent");
            assert_eq!(stock(&fresh, &made).await, Some((6, 0)), "again changes nothing");
        }
        let early = count(&fresh, 1, (&made, 1), Some(15)).await;
        assert!(matches!(early, Err(Stop::Stale)), "counted before four of them left");
        assert_eq!(stock(&fresh, &made).await, Some((6, 0)));
        count(&fresh, 1, (&made, 2), None).await.expect("made to order again");
        assert_eq!(stock(&fresh, &made).await, None);
        assert_eq!(problems(&fresh).await, Vec::<String>::new());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_offer_that_was_read_too_early_sells_nothing_that_is_gone() {
    for fresh in each_store() {
        let made = listed(&fresh, 1, "Socks").await;
        count(&fresh, 1, (&made, 0), Some(10)).await.expect("counted");
        let id = made.card.offer.product;
        let early = fresh.store.read("early", move |tx| catalog::offer(tx, id)).await;
        let early = early.expect("an offer");
        keep(&fresh, &made, ORDER, 7).await.expect("kept");
        let late = |quantity| {
            let early = early.clone();
            let keep = move |tx: &mut Tx<'_>| catalog::reserve(tx, OTHER, &early, quantity);
            fresh.store.write("late", keep)
        };
        assert_eq!(refused(late(4).await), "catalog-too-few-left");
        assert_eq!(stock(&fresh, &made).await, Some((10, 7)));
        assert!(late(3).await.expect("as many as are left"));
        assert_eq!(refused(late(1).await), "catalog-sold-out");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn stock_that_does_not_add_up_is_named() {
    for fresh in each_store() {
        let made = listed(&fresh, 1, "Socks").await;
        count(&fresh, 1, (&made, 0), Some(10)).await.expect("counted");
        keep(&fresh, &made, ORDER, 6).await.expect("kept");
        let id = made.card.offer.product;
        let spoil = move |tx: &mut Tx<'_>| {
            tx.run("UPDATE stock SET reserved = 5 WHERE product = $1", store::params![id])
        };
        fresh.store.write("spoil", spoil).await.expect("spoiled");
        let wanted = format!("{id}: 5 are reserved, for orders 6");
        assert_eq!(problems(&fresh).await, [wanted]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_product_comes_with_its_stock_and_an_edit_that_is_silent_leaves_it() {
    for fresh in each_store() {
        let new = NewProduct { stock: Some(20), is_virtual: true, ..socks("Gift cards") };
        let made = super::list(&fresh, of(1), new.clone()).await.expect("listed");
        assert_eq!(stock(&fresh, &made).await, Some((20, 0)));
        let id = made.card.offer.product;
        keep(&fresh, &made, ORDER, 6).await.expect("kept");
        let change = |version, stock| {
            let new = NewProduct { stock, ..new.clone() };
            let act = move |tx: &mut Tx<'_>| catalog::change(tx, &of(1), id, version, &new);
            fresh.store.write("change", act)
        };
        let silent = change(1, None).await.expect("changed");
        assert!(silent.card.offer.is_virtual);
        assert_eq!(stock(&fresh, &made).await, Some((20, 6)));
        assert_eq!(refused(change(2, Some(5)).await), "catalog-stock-reserved");
        let told = change(2, Some(8)).await.expect("changed");
        assert_eq!(told.card.offer.stock.map(|stock| stock.free()), Some(2));
        assert_eq!(stock(&fresh, &made).await, Some((8, 6)));
        let late = NewProduct { stock: Some(20), stock_version: Some(1), ..new.clone() };
        let late = move |tx: &mut Tx<'_>| catalog::change(tx, &of(1), id, 3, &late);
        assert!(matches!(fresh.store.write("late", late).await, Err(Stop::Stale)));
        assert_eq!(stock(&fresh, &made).await, Some((8, 6)), "it was counted anew since");
    }
}
