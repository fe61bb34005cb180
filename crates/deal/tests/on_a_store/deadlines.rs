//! What happens by itself, at its second and not before.

use super::trade::{agreed_30_70, inspect};
use super::{by_sea, day, each_market, noon, refused};
use store::Tx;

#[tokio::test(flavor = "multi_thread")]
async fn unpaid_closes_at_its_second_and_not_before() {
    for market in each_market().await {
        let id = market.place(100).await.expect("placed").deal;
        assert_eq!(market.at(day(5).plus_seconds(-1)).await, 0);
        assert_eq!(market.tracks(id).await[3], "agreed");
        assert_eq!(market.at(day(5)).await, 1);
        assert_eq!(market.tracks(id).await, ["agreed", "closed", "cancelled", "closed"]);
        assert_eq!(market.deal(id).await.ended_at, Some(day(5)));
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sea_timer_confirms_at_eta_plus_15() {
    for market in each_market().await {
        let id = market.paid().await;
        let (by, shipping) = (market.seller, by_sea(day(30)));
        market.act(move |tx| deal::ship(tx, &by, id, &shipping)).await.expect("shipped");
        assert_eq!(market.at(day(45).plus_seconds(-1)).await, 0);
        assert_eq!(market.sums(id).await[2], 10_000);
        // The market had stopped for two days: the deal still ends at its own second.
        assert_eq!(market.at(day(47)).await, 1);
        assert_eq!(market.tracks(id).await, ["agreed", "released", "received", "finished"]);
        assert_eq!(market.deal(id).await.ended_at, Some(day(45)));
        assert_eq!(market.sums(id).await, [10_000, 0, 0, 9_970, 0, 30]);
        assert_eq!(market.kinds(id).await.last().map(String::as_str), Some("finished-by-deadline"));
        assert_eq!(refused(market.confirm(id).await), "deal-is-over");
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn by_air_the_timer_confirms_after_ten_days() {
    for market in each_market().await {
        let id = market.shipped().await;
        assert_eq!(market.at(day(10).plus_seconds(-1)).await, 0);
        assert_eq!(market.at(day(10)).await, 1);
        assert_eq!(market.tracks(id).await[3], "finished");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seller_who_is_late_can_still_ship_or_the_buyer_cancels_with_all_the_money() {
    for market in each_market().await {
        let (one, two) = (market.paid().await, market.paid().await);
        assert_eq!(refused(market.cancel(market.buyer, one).await), "deal-not-late");
        assert_eq!(market.at(day(20)).await, 4, "each a reminder and the end");
        assert!(market.deal(one).await.is_late);
        assert_eq!(market.told(one).await.last().map(String::as_str), Some("deal-late"));
        market.ship(two).await.expect("late, but shipped");
        assert_eq!(refused(market.cancel(market.seller, one).await), "deal-cancel-by-refund");
        market.cancel(market.buyer, one).await.expect("cancelled");
        assert_eq!(market.tracks(one).await, ["agreed", "refunded", "cancelled", "closed"]);
        assert_eq!(market.wallet(market.buyer).await, 10_000);
        assert_eq!(refused(market.cancel(market.buyer, two).await), "deal-too-late-to-cancel");
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_buyer_who_has_not_paid_the_balance_makes_nobody_late() {
    for market in each_market().await {
        let id = agreed_30_70(&market).await.deal;
        market.top_up(market.buyer, 175_000).await;
        market.pay(id, 1).await.expect("the deposit");
        assert!(market.at(day(25)).await >= 1, "its deadline fired, beside those of others");
        assert!(!market.deal(id).await.is_late);
        assert_eq!(refused(market.cancel(market.buyer, id).await), "deal-buyer-is-late");
        market.pay(id, 2).await.expect("the balance");
        assert_eq!(market.deal(id).await.deadline.map(|d| d.due_at), Some(day(28)));
        assert_eq!(market.at(day(28)).await, 2, "a reminder and the end");
        market.cancel(market.buyer, id).await.expect("late now");
        assert_eq!(market.wallet(market.buyer).await, 175_000);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deal_has_one_deadline_at_a_time() {
    for market in each_market().await {
        let id = market.shipped().await;
        market.confirm(id).await.expect("confirmed");
        assert_eq!(market.at(noon().plus_days(400)).await, 0);
        let unpaid = market.place(5).await.expect("placed").deal;
        market.cancel(market.seller, unpaid).await.expect("cancelled");
        assert_eq!(market.at(noon().plus_days(800)).await, 0);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deposit_paid_in_part_goes_back_when_the_rest_does_not_come() {
    for market in each_market().await {
        let due = kernel::PaymentDue::BeforeProduction;
        let id = super::trade::agreed(&market, [(3_000, due), (7_000, due)]).await.deal;
        market.top_up(market.buyer, 52_500).await;
        market.at(day(3)).await;
        market.pay(id, 1).await.expect("the first part");
        assert_eq!(market.tracks(id).await, ["agreed", "part_paid", "not_started", "funded"]);
        assert_eq!(market.at(day(8).plus_seconds(-1)).await, 0);
        assert_eq!(market.at(day(8)).await, 1);
        assert_eq!(market.tracks(id).await, ["agreed", "refunded", "cancelled", "closed"]);
        assert_eq!(market.wallet(market.buyer).await, 52_500);
        assert_eq!(market.view(id).await.refunds[0].reason, None);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_ordered_is_told_to_whoever_counts_it() {
    for market in each_market().await {
        agreed_30_70(&market).await;
        let followers = [deal::jobs::TRADES];
        while store::run_followers(&market.fresh.store, &followers).await.expect("heard") > 0 {}
        let numbers = market.look(gate::numbers).await;
        assert_eq!((numbers.active_buyers, numbers.trading_firms), (1, 0));
        let aside = market.look(|tx| store::lag(tx, deal::jobs::TRADES.name)).await;
        assert_eq!(aside, (0, 0));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn goods_made_before_anything_is_paid_wait_for_the_payment() {
    for market in each_market().await {
        let due = kernel::PaymentDue::BeforeShipment;
        let id = super::trade::agreed(&market, [(3_000, due), (7_000, due)]).await.deal;
        assert_eq!(market.tracks(id).await, ["agreed", "nothing", "making", "agreed"]);
        assert!(market.at(day(25)).await >= 1, "its deadline fired, beside those of others");
        assert!(!market.deal(id).await.is_late);
        market.top_up(market.buyer, 175_000).await;
        for nth in [1, 2] {
            market.pay(id, nth).await.expect("paid");
        }
        market.ship(id).await.expect("shipped");
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_way_that_was_agreed_is_the_least_time_to_check_whatever_the_waybill_says() {
    for market in each_market().await {
        for (eta, until) in [(None, day(30)), (Some(day(20)), day(35))] {
            let id = agreed_30_70(&market).await.deal;
            market.top_up(market.buyer, 175_000).await;
            for nth in [1, 2] {
                market.pay(id, nth).await.expect("paid");
            }
            let (by, shipping) = (market.seller, deal::Shipping { eta, ..super::by_air() });
            market.act(move |tx| deal::ship(tx, &by, id, &shipping)).await.expect("shipped");
            assert_eq!(market.deal(id).await.deadline.expect("T3").due_at, until);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_late_while_an_inspection_is_awaited_and_there_is_time_to_send_after_it() {
    for market in each_market().await {
        let id = market.paid().await;
        market.at(day(20).plus_seconds(-2)).await;
        let by = market.buyer;
        let order = move |tx: &mut Tx<'_>| deal::order_inspection(tx, &by, id);
        let inspection = market.act(order).await.expect("ordered").1;
        assert_eq!(market.at(day(20)).await, 1);
        assert!(!market.deal(id).await.is_late);
        assert_eq!(market.kinds(id).await.last().map(String::as_str), Some("ship-waits"));
        assert_eq!(refused(market.cancel(market.buyer, id).await), "deal-inspection-open");
        market.at(day(22)).await;
        let finding = deal::Finding { has_passed: false, found: 9, note: None };
        let file = move |tx: &mut Tx<'_>| {
            deal::file_inspection(tx, &kernel::Actor::Rail, id, inspection, &finding)
        };
        market.act(file).await.expect("filed");
        assert_eq!(refused(market.cancel(market.buyer, id).await), "deal-not-late");
        assert_eq!(market.at(day(25).plus_seconds(-1)).await, 0);
        assert!(!market.deal(id).await.is_late);
        assert_eq!(market.at(day(25)).await, 1);
        assert!(market.deal(id).await.is_late);
        // Who was late before stays so.
        inspect(&market, id, true, 0).await;
        assert_eq!(market.deal(id).await.deadline, None);
        market.cancel(market.buyer, id).await.expect("cancelled");
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_inspection_long_before_the_goods_must_leave_moves_no_deadline() {
    for market in each_market().await {
        let id = market.paid().await;
        market.at(day(5)).await;
        inspect(&market, id, true, 0).await;
        assert_eq!(market.deal(id).await.deadline.expect("T2").due_at, day(20));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn goods_that_are_made_and_never_paid_are_free_again_five_days_after_they_were_due() {
    for market in each_market().await {
        let due = kernel::PaymentDue::BeforeShipment;
        let id = super::trade::agreed(&market, [(3_000, due), (7_000, due)]).await.deal;
        market.at(day(25)).await;
        assert_eq!(market.deal(id).await.deadline.expect("T1").due_at, day(30));
        let part = super::trade::agreed(&market, [(3_000, due), (7_000, due)]).await.deal;
        market.at(day(30).plus_seconds(-1)).await;
        assert_eq!(market.tracks(id).await[3], "agreed");
        market.at(day(30)).await;
        assert_eq!(market.tracks(id).await, ["agreed", "closed", "cancelled", "closed"]);
        let kinds = market.kinds(id).await;
        assert_eq!(kinds[kinds.len() - 2..], ["balance-overdue", "closed-unpaid"]);
        // Whoever pays a part in that time is waited for, and nothing closes by itself.
        market.at(day(50)).await;
        market.top_up(market.buyer, 52_500).await;
        market.pay(part, 1).await.expect("a part");
        assert_eq!(market.deal(part).await.deadline.expect("T2").due_at, day(53));
        market.at(day(100)).await;
        assert_eq!(market.tracks(part).await, ["agreed", "part_paid", "making", "funded"]);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn goods_that_were_never_shown_close_a_deal_in_which_nothing_is_paid() {
    for market in each_market().await {
        let due = kernel::PaymentDue::AfterInspection;
        let id = super::trade::agreed(&market, [(10_000, due)]).await.deal;
        market.at(day(25)).await;
        assert!(market.deal(id).await.is_late);
        market.at(day(30)).await;
        let kinds = market.kinds(id).await;
        assert_eq!(kinds[kinds.len() - 2..], ["late", "closed-late"]);
        market.verify().await;
    }
}
