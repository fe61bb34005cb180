//! The address book of a firm is its own.

use super::{Market, each_market, home, refused};
use cart::{AddressKind, BookAddress};
use deal::Address;
use kernel::{Actor, Id, Outcome, Stop};

async fn book(market: &Market, by: Actor) -> Vec<(String, bool)> {
    let book = market.look(move |tx| cart::addresses(tx, &by)).await.expect("a book");
    book.into_iter().map(|kept| (kept.address.name, kept.is_first)).collect()
}

async fn add(market: &Market, name: &str) -> Outcome<BookAddress> {
    let (by, new) = (market.buyer, Address { name: name.to_owned(), ..home() });
    market.act(move |tx| cart::add_address(tx, &by, &new)).await
}

async fn remove(market: &Market, by: Actor, id: Id<AddressKind>) -> Outcome<()> {
    market.act(move |tx| cart::remove_address(tx, &by, id)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn one_address_is_first_and_another_firms_does_not_exist() {
    for market in each_market().await {
        let (by, other) = (market.buyer, market.shops[0]);
        let one = add(&market, "One").await.expect("added");
        let two = add(&market, "Two").await.expect("added");
        assert_eq!(book(&market, by).await, [("One".into(), true), ("Two".into(), false)]);
        let id = two.id;
        market.act(move |tx| cart::make_first(tx, &by, id)).await.expect("first");
        assert_eq!(book(&market, by).await, [("Two".into(), true), ("One".into(), false)]);
        assert_eq!(book(&market, other).await, []);
        assert!(matches!(remove(&market, other, one.id).await, Err(Stop::Absent)));
        let first = market.act(move |tx| cart::make_first(tx, &other, id)).await;
        assert!(matches!(first, Err(Stop::Absent)));
        let preview = market.look(move |tx| cart::preview(tx, &other, Some(id))).await;
        assert!(matches!(preview, Err(Stop::Absent)), "not even to ask what freight costs");
        let stranger = market.look(|tx| cart::addresses(tx, &Actor::Stranger)).await;
        assert!(matches!(stranger, Err(Stop::SignIn)));
        remove(&market, by, one.id).await.expect("removed");
        assert!(matches!(remove(&market, by, one.id).await, Err(Stop::Absent)));
        assert_eq!(book(&market, by).await, [("Two".into(), true)]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stale_edit_is_refused_and_a_book_has_an_end() {
    for market in each_market().await {
        let by = market.buyer;
        let kept = add(&market, "One").await.expect("added");
        let change = |version, name: &str| {
            let new = Address { name: name.to_owned(), ..home() };
            let id = kept.id;
            market.act(move |tx| cart::change_address(tx, &by, (id, version), &new))
        };
        assert_eq!(change(1, "Uno").await.expect("changed").version, 2);
        assert!(matches!(change(1, "Eins").await, Err(Stop::Stale)));
        assert_eq!(refused(change(2, " ").await), ["deal-text"]);
        assert_eq!(book(&market, by).await, [("Uno".into(), true)]);
        for nth in 2..=20 {
            add(&market, &format!("Nr {nth}")).await.expect("added");
        }
        assert_eq!(refused(add(&market, "Nr 21").await), ["cart-addresses-too-many"]);
    }
}
