//! What a shop takes to bring goods.

use super::{each_market, flat, refused};
use cart::NewRule;
use kernel::{Outcome, Stop};

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_keeps_its_own_rules_up_to_a_number() {
    for market in each_market().await {
        let (by, other) = (market.shops[0], market.shops[1]);
        let add = |new: NewRule| market.act(move |tx| cart::add_rule(tx, &by, &new));
        let first = add(flat("SE, NO", "USD", "3.50")).await.expect("added");
        let change = |who, version| {
            let (id, new) = (first.id, flat("", "USD", "4"));
            market.act(move |tx| cart::change_rule(tx, &who, (id, version), &new))
        };
        assert!(matches!(change(other, 1).await, Err(Stop::Absent)));
        assert_eq!(change(by, 1).await.expect("changed").version, 2);
        assert!(matches!(change(by, 1).await, Err(Stop::Stale)));
        let wrong: Outcome<_> = add(flat("Atlantis", "USD", "x")).await;
        assert_eq!(refused(wrong), ["cart-place-unknown", "cart-amount-unreadable"]);
        for _ in 2..=20 {
            add(flat("", "USD", "1")).await.expect("added");
        }
        assert_eq!(refused(add(flat("", "USD", "1")).await), ["cart-rules-too-many"]);
        let id = first.id;
        market.act(move |tx| cart::remove_rule(tx, &by, id)).await.expect("removed");
        let again = market.act(move |tx| cart::remove_rule(tx, &by, id)).await;
        assert!(matches!(again, Err(Stop::Absent)));
        let left = market.look(move |tx| cart::rules(tx, &by)).await.expect("rules");
        assert_eq!(left.len(), 19);
        assert_eq!(left[0].currency.code(), "USD");
    }
}
