//! Ordering past the cart: only where the listed price is all that is paid.

use super::{Market, each_market, flat, refused, usd};
use cart::{NewShopTax, NewTaxRule};
use deal::{NewLine, NewOrder};
use kernel::Outcome;
use store::Tx;

impl Market {
    /// The buyer orders two caps without a cart.
    async fn direct(&self) -> Outcome<deal::Done> {
        let (by, product) = (self.buyer, self.caps);
        let lines = vec![NewLine { product, quantity: 2 }];
        let order = NewOrder { lines, ..NewOrder::default() };
        self.act(move |tx| deal::place(tx, &by, &order)).await
    }

    async fn taxed_at(&self, version: i64, rules: Vec<NewTaxRule>) {
        let (by, new) = (self.shops[0], NewShopTax { basis: "net".to_owned(), rules });
        let set = move |tx: &mut Tx<'_>| cart::set_shop_tax(tx, &by, version, &new).map(|_| ());
        self.act(set).await.expect("told");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_bound_without_the_freight_and_tax_of_a_shop_that_takes_them() {
    for market in each_market().await {
        let told = "deal-through-checkout";
        market.direct().await.expect("the listed price is all there is");
        let (by, new) = (market.shops[0], flat("SE", "USD", "10.00"));
        let add = move |tx: &mut Tx<'_>| cart::add_rule(tx, &by, &new);
        let [first, second] = [add.clone(), add].map(|add| market.act(add));
        let [first, second] = [first.await, second.await].map(|rule| rule.expect("a rule").id);
        assert_eq!(refused(market.direct().await), [told]);
        let socks = market.socks;
        let offer = market.look(move |tx| catalog::offer(tx, socks)).await.expect("an offer");
        assert!(offer.is_checkout_only, "every offer of the shop");
        let mugs = market.mugs;
        let offer = market.look(move |tx| catalog::offer(tx, mugs)).await.expect("an offer");
        assert!(!offer.is_checkout_only, "and of no other one");
        market.act(move |tx| cart::remove_rule(tx, &by, first)).await.expect("removed");
        assert_eq!(refused(market.direct().await), [told], "one rule is left");
        market.act(move |tx| cart::remove_rule(tx, &by, second)).await.expect("removed");
        market.direct().await.expect("and now none");
        let standard = NewTaxRule {
            places: String::new(),
            product: None,
            category: "S".to_owned(),
            percent: "19".to_owned(),
        };
        market.taxed_at(0, vec![standard]).await;
        assert_eq!(refused(market.direct().await), [told]);
        market.add(market.caps, 2).await.expect("laid in");
        let to = Some(market.address().await.id);
        let seal = market.preview(to).await.seal;
        let placed = market.place(to, &seal).await.expect("ordered");
        assert_eq!(market.deal(placed.deals[0]).await.deal.total, usd(1_190));
        market.taxed_at(1, Vec::new()).await;
        market.direct().await.expect("tax is not told any more");
        market.verify().await;
    }
}
