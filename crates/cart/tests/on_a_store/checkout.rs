//! Checking out: one transaction, a contract with each shop, all or nothing.

use super::{cny, each_market, flat, refused, usd};
use cart::Freight;
use deal::LineKind;
use kernel::{Stop, Transport};

#[tokio::test(flavor = "multi_thread")]
async fn a_cart_over_two_shops_becomes_a_contract_with_each_and_one_payment_per_currency() {
    for market in each_market().await {
        let placed = market.ordered().await;
        assert_eq!(placed.deals.len(), 3, "by shop and currency");
        let mut totals = Vec::new();
        for id in &placed.deals {
            let view = market.deal(*id).await;
            let freight = view.lines.iter().filter(|line| line.kind == LineKind::Freight).count();
            let is_virtual = view.deal.transport == Transport::Virtual;
            totals.push((view.deal.total, freight, is_virtual, view.address.is_some()));
        }
        let wanted = [
            (usd(1_650), 1, false, true),
            (cny(4_000), 0, false, true),
            (usd(900), 0, true, false),
        ];
        assert_eq!(totals, wanted);
        assert_eq!(market.stock(market.caps).await, (10, 2));
        assert_eq!(market.stock(market.mugs).await, (3, 2));
        let (by, id) = (market.buyer, placed.checkout);
        let seen = market.look(move |tx| cart::checkout(tx, &by, id)).await.expect("a checkout");
        let due: Vec<_> = seen.payments.iter().map(|payment| payment.due).collect();
        assert_eq!(due, [Some(cny(4_000)), Some(usd(2_550))]);
        let left = market.look(move |tx| cart::cart(tx, &by)).await.expect("a cart");
        assert!(left.is_empty());
        let limit = kernel::Limit::DEFAULT;
        let all = market.look(move |tx| cart::checkouts(tx, &by, None, limit)).await;
        let all: Vec<_> = all.expect("checkouts").rows.iter().map(|one| one.id).collect();
        assert_eq!(all, [id]);
        let other = market.shops[0];
        let look = market.look(move |tx| cart::checkout(tx, &other, id)).await;
        assert!(matches!(look, Err(Stop::Absent)));
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_ordered_where_one_item_cannot_be_had_and_it_is_named() {
    for market in each_market().await {
        market.add(market.caps, 2).await.expect("laid in");
        market.add(market.mugs, 3).await.expect("laid in");
        let to = Some(market.address().await.id);
        let seal = market.preview(to).await.seal;
        // Another buyer takes one mug.
        let (rival, mugs) = (market.shops[0], market.mugs);
        let take = market.act(move |tx| {
            let lines = vec![deal::NewLine { product: mugs, quantity: 1 }];
            deal::place(tx, &rival, &deal::NewOrder { lines, ..deal::NewOrder::default() })
        });
        take.await.expect("taken");
        let outcome = market.place(to, &seal).await;
        let Err(Stop::RefusedAll(all)) = outcome else { panic!("{outcome:?}") };
        assert_eq!(all.iter().map(|one| one.code).collect::<Vec<_>>(), ["catalog-too-few-left"]);
        assert_eq!(all[0].facts, [("title", "Mugs".into()), ("left", 2_i64.into())]);
        assert_eq!(market.stock(market.caps).await, (10, 0), "nothing is half ordered");
        let by = market.buyer;
        let left = market.look(move |tx| cart::cart(tx, &by)).await.expect("a cart");
        assert_eq!(left.shops.len(), 2, "and all lies there still");
        market.act(move |tx| cart::set_line(tx, &by, mugs, 2)).await.expect("two then");
        assert_eq!(refused(market.place(to, &seal).await), ["cart-changed"]);
        let seal = market.preview(to).await.seal;
        market.place(to, &seal).await.expect("ordered");
        assert_eq!(refused(market.place(to, &seal).await), ["cart-empty"]);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_price_or_freight_that_was_not_seen_is_not_ordered() {
    for market in each_market().await {
        market.add(market.caps, 2).await.expect("laid in");
        let id = market.address().await.id;
        let to = Some(id);
        let seal = market.preview(to).await.seal;
        market.rule(0, flat("SE", "USD", "3.50")).await;
        assert_eq!(refused(market.place(to, &seal).await), ["cart-changed"]);
        let preview = market.preview(to).await;
        assert_eq!(preview.shops[0].freight, Freight::Costs(usd(350)));
        let by = market.buyer;
        let moved = deal::Address { city: "Lund".to_owned(), ..super::home() };
        let change = market.act(move |tx| cart::change_address(tx, &by, (id, 1), &moved)).await;
        change.expect("moved");
        assert_eq!(refused(market.place(to, &preview.seal).await), ["cart-changed"]);
        let seal = market.preview(to).await.seal;
        let placed = market.place(to, &seal).await.expect("ordered");
        let city = market.deal(placed.deals[0]).await.address.map(|to| to.city);
        assert_eq!(city.as_deref(), Some("Lund"));
        market.act(move |tx| cart::remove_address(tx, &by, id)).await.expect("removed");
        let kept = market.deal(placed.deals[0]).await.address.map(|to| to.city);
        assert_eq!(kept.as_deref(), Some("Lund"), "the order keeps what it was given");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_a_shop_does_not_send_goods_the_answer_names_it() {
    for market in each_market().await {
        market.add(market.caps, 2).await.expect("laid in");
        market.rule(0, flat("NO", "USD", "3.50")).await;
        let none = market.preview(None).await;
        let codes = |preview: &cart::Preview| {
            preview.troubles.iter().map(|trouble| trouble.code).collect::<Vec<_>>()
        };
        assert_eq!(codes(&none), ["cart-address-needed"]);
        assert_eq!(refused(market.place(None, &none.seal).await), ["cart-address-needed"]);
        let to = Some(market.address().await.id);
        let preview = market.preview(to).await;
        assert_eq!(codes(&preview), ["cart-not-delivered"]);
        assert_eq!(preview.troubles[0].facts, [("shop", "诸暨".into())]);
        assert_eq!(refused(market.place(to, &preview.seal).await), ["cart-not-delivered"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_needs_no_address() {
    for market in each_market().await {
        market.add(market.code, 1).await.expect("laid in");
        let preview = market.preview(None).await;
        assert!(!preview.needs_address && preview.troubles.is_empty());
        let placed = market.place(None, &preview.seal).await.expect("ordered");
        assert!(market.deal(placed.deals[0]).await.deal.is_virtual());
    }
}
