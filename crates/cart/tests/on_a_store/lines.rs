//! What lies in a cart is read fresh.

use super::{Market, each_market, list, ready, refused};
use cart::{Cart, Item};
use catalog::{NewTier, ProductKind};
use kernel::{Actor, Id, Outcome, Stop};

async fn cart_of(market: &Market) -> Cart {
    let by = market.buyer;
    market.look(move |tx| cart::cart(tx, &by)).await.expect("a cart")
}

async fn only(market: &Market) -> Item {
    let mut cart = cart_of(market).await;
    assert_eq!(cart.shops.len(), 1);
    cart.shops.remove(0).items.remove(0)
}

async fn set(market: &Market, product: Id<ProductKind>, quantity: i64) -> Outcome<()> {
    let by = market.buyer;
    market.act(move |tx| cart::set_line(tx, &by, product, quantity)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn goods_are_laid_in_changed_and_taken_out() {
    for market in each_market().await {
        market.add(market.caps, 2).await.expect("laid in");
        market.add(market.caps, 3).await.expect("and more");
        market.add(market.mugs, 1).await.expect("of another shop");
        let cart = cart_of(&market).await;
        let totals: Vec<_> = cart.totals.iter().map(|total| total.plain()).collect();
        assert_eq!((cart.shops.len(), totals), (2, vec!["20.00".to_owned(), "25.00".to_owned()]));
        assert_eq!(refused(market.add(market.caps, 6).await), ["catalog-too-few-left"]);
        assert_eq!(refused(market.add(market.caps, 0).await), ["cart-quantity-out-of-range"]);
        assert_eq!(refused(market.add(market.caps, i64::MAX).await), ["catalog-too-few-left"]);
        set(&market, market.mugs, 0).await.expect("taken out");
        set(&market, market.mugs, 0).await.expect("again changes nothing");
        assert!(matches!(set(&market, market.mugs, 1).await, Err(Stop::Absent)));
        set(&market, market.caps, 10).await.expect("all that are there");
        assert_eq!(only(&market).await.quantity, 10);
        assert_eq!(refused(set(&market, market.caps, 11).await), ["catalog-too-few-left"]);
        let (own, product) = (market.shops[0], market.caps);
        let bought = market.act(move |tx| cart::add_line(tx, &own, product, 1)).await;
        assert_eq!(refused(bought), ["cart-own-goods"]);
        let stranger = market.act(move |tx| cart::add_line(tx, &Actor::Stranger, product, 1)).await;
        assert!(matches!(stranger, Err(Stop::SignIn)));
        assert_eq!(market.stock(market.caps).await, (10, 0), "a cart keeps nothing");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_changed_since_it_was_laid_in_is_told() {
    for market in each_market().await {
        let (shop, caps) = (market.shops[0], market.caps);
        market.add(caps, 5).await.expect("laid in");
        assert_eq!(only(&market).await.was, None);
        let change = |version, price: &str, stock, moq| {
            let mut new = ready("Caps", price, Some(stock));
            new.moq = moq;
            new.tiers = vec![NewTier { min_quantity: moq, price: price.to_owned() }];
            market.act(move |tx| catalog::change(tx, &shop, caps, version, &new))
        };
        change(1, "6.00", 10, 1).await.expect("dearer");
        let item = only(&market).await;
        assert_eq!(item.was.map(|price| price.plain()).as_deref(), Some("5.00"));
        assert_eq!(item.sum.map(|sum| sum.total.minor), Some(3_000));
        let trouble = async || only(&market).await.trouble.map(|trouble| trouble.code);
        change(2, "5.00", 4, 1).await.expect("fewer");
        assert_eq!(trouble().await, Some("catalog-too-few-left"));
        change(3, "5.00", 10, 6).await.expect("a larger least order");
        assert_eq!(trouble().await, Some("cart-item-quantity"));
        let hide = market.act(move |tx| catalog::hide(tx, &shop, caps, 4)).await;
        hide.expect("hidden");
        assert_eq!(trouble().await, Some("cart-item-gone"));
        assert_eq!(only(&market).await.sum, None);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cart_has_an_end() {
    for market in each_market().await {
        let shop = market.shops[0];
        let many = market.act(move |tx| {
            let new = ready("More", "1.00", None);
            (0..101).map(|_| list(tx, &shop, &new)).collect::<Outcome<Vec<_>>>()
        });
        let mut many = many.await.expect("listed");
        let last = many.pop().expect("one");
        for product in &many {
            market.add(*product, 1).await.expect("laid in");
        }
        assert_eq!(refused(market.add(last, 1).await), ["cart-lines-too-many"]);
        market.add(many[0], 1).await.expect("more of what lies there");
        assert_eq!(cart_of(&market).await.totals.first().map(|sum| sum.minor), Some(10_100));
    }
}
