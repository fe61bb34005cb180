//! Inspections without a report: called off, or over by themselves; and whose clock waits for one.

use super::trade::{agreed, inspect};
use super::{Market, day, each_market, refused};
use deal::{DeadlineKind, DealKind, Done, Finding, InspectionState};
use kernel::{Actor, Id, Outcome, PaymentDue};
use store::Tx;

impl Market {
    async fn order_inspection(&self, by: Actor, id: Id<DealKind>) -> Outcome<Done> {
        self.act(move |tx| deal::order_inspection(tx, &by, id).map(|(done, _)| done)).await
    }

    async fn send_for_inspector(&self, by: Actor, id: Id<DealKind>) {
        self.order_inspection(by, id).await.expect("an inspector");
    }

    /// The report that is awaited comes, and the goods have passed.
    async fn report(&self, id: Id<DealKind>) {
        let awaited = self.view(id).await.inspections.last().expect("an inspection").id;
        let finding = Finding { has_passed: true, found: 0, note: None };
        let file =
            move |tx: &mut Tx<'_>| deal::file_inspection(tx, &Actor::Rail, id, awaited, &finding);
        self.act(file).await.expect("a report");
    }

    async fn call_off(&self, by: Actor, id: Id<DealKind>) -> Outcome<Done> {
        self.act(move |tx| deal::call_off_inspection(tx, &by, id)).await
    }

    async fn newest_inspection(&self, id: Id<DealKind>) -> InspectionState {
        self.view(id).await.inspections.last().expect("an inspection").state
    }

    async fn last_kind(&self, id: Id<DealKind>) -> String {
        self.kinds(id).await.pop().expect("an entry")
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_inspection_without_a_report_is_over_in_a_week_and_the_goods_stand_as_before() {
    for market in each_market().await {
        let (made, right) = (market.paid().await, market.paid().await);
        inspect(&market, right, true, 0).await;
        for id in [made, right] {
            market.send_for_inspector(market.buyer, id).await;
        }
        assert_eq!(market.at(day(7).plus_seconds(-1)).await, 0);
        assert_eq!(market.at(day(7)).await, 2);
        for (id, goods) in [(made, "making"), (right, "inspected")] {
            assert_eq!(market.tracks(id).await, ["agreed", "paid", goods, "funded"]);
            assert_eq!(market.newest_inspection(id).await, InspectionState::Lapsed);
            assert_eq!(market.last_kind(id).await, "inspection-lapsed");
            let told = market.told(id).await;
            assert_eq!(told.last().map(String::as_str), Some("deal-inspection-ended"));
            market.ship(id).await.expect("sent");
        }
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_sent_for_an_inspector_calls_the_inspection_off_and_nobody_else() {
    for market in each_market().await {
        let id = market.paid().await;
        assert_eq!(refused(market.call_off(market.buyer, id).await), "deal-no-inspection-open");
        market.send_for_inspector(market.buyer, id).await;
        assert_eq!(refused(market.ship(id).await), "deal-inspection-open");
        let other = market.call_off(market.seller, id).await;
        assert_eq!(refused(other), "deal-inspection-of-other");
        market.call_off(market.buyer, id).await.expect("called off");
        assert_eq!(market.newest_inspection(id).await, InspectionState::CalledOff);
        assert_eq!(market.last_kind(id).await, "inspection-called-off");
        assert_eq!(refused(market.call_off(market.buyer, id).await), "deal-no-inspection-open");
        market.ship(id).await.expect("sent");
        // Nothing is left that would end it once more.
        assert_eq!(market.at(day(9)).await, 0);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seller_who_sends_for_an_inspector_in_the_last_second_is_late_all_the_same() {
    for market in each_market().await {
        let id = market.paid().await;
        market.at(day(20).plus_seconds(-1)).await;
        market.send_for_inspector(market.seller, id).await;
        assert_eq!(market.at(day(20)).await, 1);
        assert!(market.deal(id).await.is_late);
        market.at(day(27)).await;
        assert_eq!(market.tracks(id).await[2], "making");
        assert_eq!(market.deal(id).await.deadline, None, "no time is won by it");
        market.send_for_inspector(market.seller, id).await;
        market.cancel(market.buyer, id).await.expect("cancelled while it is awaited");
        assert_eq!(market.wallet(market.buyer).await, 10_000);
        assert_eq!(market.newest_inspection(id).await, InspectionState::Lapsed);
        assert_eq!(market.at(day(400)).await, 0);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_buyers_inspector_who_never_comes_leaves_the_seller_time_to_send() {
    for market in each_market().await {
        let id = market.paid().await;
        market.at(day(20).plus_seconds(-1)).await;
        market.send_for_inspector(market.buyer, id).await;
        market.at(day(20)).await;
        assert_eq!(market.last_kind(id).await, "ship-waits");
        assert_eq!(refused(market.cancel(market.buyer, id).await), "deal-inspection-open");
        market.at(day(27)).await;
        let due_at = day(30).plus_seconds(-1);
        assert_eq!(market.deal(id).await.deadline.expect("T2").due_at, due_at);
        market.at(due_at).await;
        assert!(market.deal(id).await.is_late);
        market.verify().await;
    }
}

/// 30 % deposit, 70 % after inspection, of 1,750.00; the deposit is paid and the goods are due on
/// the 25th day.
async fn begun(market: &Market) -> Id<DealKind> {
    let [deposit, after, _] = PaymentDue::ALL;
    let id = agreed(market, [(3_000, deposit), (7_000, after)]).await.deal;
    market.top_up(market.buyer, 175_000).await;
    market.pay(id, 1).await.expect("the deposit");
    id
}

#[tokio::test(flavor = "multi_thread")]
async fn the_clock_waits_once_for_the_sellers_inspector_where_the_contract_needs_one() {
    for market in each_market().await {
        let id = begun(&market).await;
        market.at(day(24)).await;
        market.send_for_inspector(market.seller, id).await;
        market.at(day(25)).await;
        assert!(!market.deal(id).await.is_late, "the first one was sent for in time");
        market.at(day(31)).await;
        assert_eq!(market.deal(id).await.deadline.expect("T2").due_at, day(34));
        market.send_for_inspector(market.seller, id).await;
        market.at(day(34)).await;
        assert!(market.deal(id).await.is_late, "no second time");
        market.cancel(market.buyer, id).await.expect("cancelled");
        assert_eq!(market.wallet(market.buyer).await, 175_000);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_unpaid_closes_while_a_report_is_awaited_and_there_is_time_to_pay_after_it() {
    for market in each_market().await {
        let due = PaymentDue::AfterInspection;
        let id = agreed(&market, [(10_000, due)]).await.deal;
        market.at(day(25)).await;
        assert!(market.deal(id).await.is_late, "the goods were never shown");
        market.at(day(29)).await;
        market.send_for_inspector(market.buyer, id).await;
        market.at(day(30)).await;
        assert_eq!(market.last_kind(id).await, "pay-waits");
        assert_eq!(market.tracks(id).await, ["agreed", "nothing", "inspecting", "agreed"]);
        market.at(day(36)).await;
        let deadline = market.deal(id).await.deadline.expect("T1");
        assert_eq!((deadline.kind, deadline.due_at), (DeadlineKind::Pay, day(39)));
        market.at(day(39)).await;
        assert_eq!(market.last_kind(id).await, "closed-late");
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn goods_shown_late_can_still_be_paid_for_three_days() {
    for market in each_market().await {
        let due = PaymentDue::AfterInspection;
        let id = agreed(&market, [(10_000, due)]).await.deal;
        market.at(day(30).plus_seconds(-1)).await;
        inspect(&market, id, true, 0).await;
        market.at(day(32)).await;
        market.top_up(market.buyer, 175_000).await;
        market.pay(id, 1).await.expect("paid after all");
        assert_eq!(market.tracks(id).await, ["agreed", "paid", "inspected", "funded"]);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_side_that_calls_off_all_of_its_inspections_takes_none_from_the_other() {
    for market in each_market().await {
        for (burns, other) in [(market.buyer, market.seller), (market.seller, market.buyer)] {
            let id = begun(&market).await;
            for _ in 0..10 {
                market.send_for_inspector(burns, id).await;
                market.call_off(burns, id).await.expect("called off");
            }
            let eleventh = market.order_inspection(burns, id).await;
            assert_eq!(refused(eleventh), "deal-inspections-too-many");
            market.send_for_inspector(other, id).await;
            market.report(id).await;
            market.pay(id, 2).await.expect("what is due after a passed inspection");
            market.ship(id).await.expect("sent");
        }
        market.verify().await;
    }
}

/// Goods made before anything is paid: T2 ended on the 25th day, and a second before T1 does, on
/// the 30th, somebody sends for an inspector, of whose report T1 then waits.
async fn waiting_to_be_paid(market: &Market, by: Actor) -> Id<DealKind> {
    let due = PaymentDue::BeforeShipment;
    let id = agreed(market, [(3_000, due), (7_000, due)]).await.deal;
    market.at(day(25)).await;
    assert_eq!(market.last_kind(id).await, "balance-overdue");
    market.at(day(30).plus_seconds(-1)).await;
    market.send_for_inspector(by, id).await;
    market.at(day(30)).await;
    assert_eq!(market.last_kind(id).await, "pay-waits");
    id
}

#[tokio::test(flavor = "multi_thread")]
async fn the_time_to_pay_that_waited_for_a_report_goes_on_and_does_not_begin_anew() {
    for side in ["buyer", "seller"] {
        for market in each_market().await {
            let by = if side == "buyer" { market.buyer } else { market.seller };
            let id = waiting_to_be_paid(&market, by).await;
            market.at(day(32)).await;
            market.report(id).await;
            let deadline = market.deal(id).await.deadline.expect("T1");
            assert_eq!((deadline.kind, deadline.due_at), (DeadlineKind::Pay, day(35)), "{side}");
            market.at(day(35)).await;
            assert_eq!(market.last_kind(id).await, "closed-unpaid", "{side}");
            market.verify().await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_that_comes_while_the_time_to_pay_waits_leaves_time_to_send_after_the_report() {
    for market in each_market().await {
        let id = waiting_to_be_paid(&market, market.buyer).await;
        market.top_up(market.buyer, 52_500).await;
        market.pay(id, 1).await.expect("a part");
        market.at(day(32)).await;
        market.report(id).await;
        let deadline = market.deal(id).await.deadline.expect("T2");
        assert_eq!((deadline.kind, deadline.due_at), (DeadlineKind::Ship, day(35)));
        market.at(day(35)).await;
        assert_eq!(market.tracks(id).await, ["agreed", "part_paid", "inspected", "funded"]);
        market.verify().await;
    }
}
