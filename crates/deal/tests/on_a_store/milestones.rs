//! Parts of a price that are due after an inspection.

use super::trade::{agreed, inspect};
use super::{Market, by_sea, day, each_market, refused};
use deal::DealKind;
use kernel::{Id, PaymentDue};

/// 30 % deposit, 40 % after inspection, 30 % before shipment, of 1,750.00; the deposit is paid.
async fn begun(market: &Market) -> Id<DealKind> {
    let shares = [3_000, 4_000, 3_000];
    let [first, second, third] = PaymentDue::ALL;
    let parts = [(shares[0], first), (shares[1], second), (shares[2], third)];
    let id = agreed(market, parts).await.deal;
    market.top_up(market.buyer, 175_000).await;
    market.pay(id, 1).await.expect("the deposit");
    id
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_after_inspection_is_due_once_the_goods_have_passed_and_not_before() {
    for market in each_market().await {
        let id = begun(&market).await;
        assert_eq!(refused(market.pay(id, 2).await), "deal-inspection-first");
        assert_eq!(refused(market.pay(id, 3).await), "deal-part-not-next");
        inspect(&market, id, false, 40).await;
        assert_eq!(refused(market.pay(id, 2).await), "deal-inspection-first");
        inspect(&market, id, true, 0).await;
        assert_eq!(refused(market.ship(id).await), "deal-not-paid");
        market.pay(id, 2).await.expect("after the inspection");
        assert_eq!(refused(market.ship(id).await), "deal-not-paid");
        market.pay(id, 3).await.expect("before shipment");
        let (seller, shipping) = (market.seller, by_sea(day(40)));
        market.act(move |tx| deal::ship(tx, &seller, id, &shipping)).await.expect("sent");
        market.confirm(id).await.expect("confirmed");
        assert_eq!(market.sums(id).await[0], 175_000);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn goods_that_failed_a_later_inspection_do_not_leave_where_one_was_agreed() {
    for market in each_market().await {
        let id = begun(&market).await;
        inspect(&market, id, true, 0).await;
        market.pay(id, 2).await.expect("after the inspection");
        market.pay(id, 3).await.expect("before shipment");
        inspect(&market, id, false, 400).await;
        assert_eq!(market.tracks(id).await, ["agreed", "paid", "making", "funded"]);
        assert_eq!(refused(market.ship(id).await), "deal-inspection-first");
        inspect(&market, id, true, 0).await;
        let (seller, shipping) = (market.seller, by_sea(day(40)));
        market.act(move |tx| deal::ship(tx, &seller, id, &shipping)).await.expect("sent");
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_never_shows_the_goods_is_late_and_not_the_buyer_who_may_not_pay() {
    for market in each_market().await {
        let id = begun(&market).await;
        assert_eq!(refused(market.cancel(market.buyer, id).await), "deal-buyer-is-late");
        market.at(day(25)).await;
        let deal = market.deal(id).await;
        assert!(deal.is_late);
        market.cancel(market.buyer, id).await.expect("cancelled");
        assert_eq!(market.wallet(market.buyer).await, 175_000);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_buyer_who_may_pay_and_does_not_is_late_as_before() {
    for market in each_market().await {
        let id = begun(&market).await;
        inspect(&market, id, true, 0).await;
        market.at(day(25)).await;
        assert!(!market.deal(id).await.is_late);
        assert_eq!(refused(market.cancel(market.buyer, id).await), "deal-buyer-is-late");
        assert!(market.kinds(id).await.contains(&"balance-overdue".to_owned()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn money_that_comes_by_bank_before_the_inspection_waits_in_the_wallet() {
    for market in each_market().await {
        let id = begun(&market).await;
        inspect(&market, id, true, 0).await;
        let by = market.buyer;
        let order =
            market.act(move |tx| deal::pay_by_bank(tx, &by, id, 2)).await.expect("an order");
        let other = market.seller;
        market.act(move |tx| deal::order_inspection(tx, &other, id)).await.expect("again");
        let notice = custody::BankNotice {
            bank_reference: "LATE".to_owned(),
            order_reference: order.reference.clone(),
            amount: order.amount,
        };
        market.act(move |tx| custody::book_payment(tx, &notice)).await.expect("booked");
        assert_eq!(market.sums(id).await[0], 52_500, "the part is not paid");
        assert_eq!(market.wallet(market.buyer).await, 175_000 - 52_500 + 70_000);
        market.verify().await;
    }
}
