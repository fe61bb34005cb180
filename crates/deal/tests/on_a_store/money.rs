//! Paying, giving back, and what the bank does.

use super::trade::{agreed, agreed_30_70};
use super::{Market, day, each_market, noon, refused, usd};
use custody::{BankNotice, Booked, Bounce};
use deal::{DeadlineKind, DealKind};
use kernel::{Actor, Id, Money, Outcome, PaymentDue};
use store::Tx;

async fn order(market: &Market, id: Id<DealKind>, nth: i64) -> String {
    let by = market.buyer;
    let ask = move |tx: &mut Tx<'_>| deal::pay_by_bank(tx, &by, id, nth);
    market.act(ask).await.expect("an order").reference
}

async fn book(market: &Market, bank: &str, order: &str, minor: i64) -> Outcome<Booked> {
    let notice = BankNotice {
        bank_reference: bank.to_owned(),
        order_reference: order.to_owned(),
        amount: usd(minor),
    };
    market.act(move |tx| custody::book_payment(tx, &notice)).await
}

async fn bounce(market: &Market, bank: &str, of: &str) -> Outcome<Booked> {
    let told = Bounce { bank_reference: bank.to_owned(), of: of.to_owned() };
    market.act(move |tx| custody::bounce(tx, &told)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn money_that_comes_by_bank_pays_the_part() {
    for market in each_market().await {
        let id = agreed_30_70(&market).await.deal;
        let reference = order(&market, id, 1).await;
        assert_eq!(order(&market, id, 1).await, reference);
        book(&market, "B1", &reference, 52_499).await.expect("too little");
        assert_eq!(market.tracks(id).await[1], "nothing");
        for _ in 0..3 {
            book(&market, "B2", &reference, 1).await.expect("the rest, told three times");
        }
        assert_eq!(market.tracks(id).await, ["agreed", "part_paid", "making", "funded"]);
        assert_eq!((market.wallet(market.buyer).await, market.sums(id).await[2]), (0, 52_500));
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_payment_after_close_stays_in_the_wallet() {
    for market in each_market().await {
        let id = market.place(100).await.expect("placed").deal;
        let reference = order(&market, id, 1).await;
        market.at(day(5)).await;
        assert_eq!(market.tracks(id).await, ["agreed", "closed", "cancelled", "closed"]);
        book(&market, "B1", &reference, 10_000).await.expect("booked");
        assert_eq!(market.wallet(market.buyer).await, 10_000);
        assert_eq!(market.sums(id).await, [0; 6]);
        assert_eq!(refused(market.pay(id, 1).await), "deal-is-over");
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_that_bounces_opens_its_part_again() {
    for market in each_market().await {
        let id = agreed_30_70(&market).await.deal;
        let reference = order(&market, id, 1).await;
        book(&market, "B1", &reference, 52_500).await.expect("booked");
        bounce(&market, "R1", "B1").await.expect("bounced");
        assert_eq!(market.tracks(id).await, ["agreed", "nothing", "making", "agreed"]);
        assert_eq!(market.sums(id).await, [52_500, 52_500, 0, 0, 0, 0]);
        market.top_up(market.buyer, 175_000).await;
        for nth in [1, 2] {
            market.pay(id, nth).await.expect("paid");
        }
        market.ship(id).await.expect("shipped");
        assert_eq!(market.sums(id).await, [227_500, 52_500, 175_000, 0, 0, 0]);
        market.verify().await;
    }
}

/// What a firm owes to the bank.
async fn owed(market: &Market, by: Actor) -> Vec<Money> {
    let owed = market.look(move |tx| custody::claims(tx, &by)).await;
    owed.iter().map(|claim| claim.left()).collect()
}

async fn take_out(market: &Market, minor: i64) {
    let by = market.buyer;
    let out = move |tx: &mut Tx<'_>| custody::withdraw(tx, &by, usd(minor), "SE45 5000");
    market.act(out).await.expect("used elsewhere");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_that_bounces_after_dispatch_is_owed_by_its_payer_and_the_seller_is_paid() {
    for market in each_market().await {
        let id = market.place(100).await.expect("placed").deal;
        let reference = order(&market, id, 1).await;
        book(&market, "B1", &reference, 10_000).await.expect("booked");
        market.ship(id).await.expect("shipped");
        bounce(&market, "R1", "B1").await.expect("owed by who paid");
        assert_eq!(market.sums(id).await, [10_000, 0, 10_000, 0, 0, 0]);
        assert_eq!(owed(&market, market.buyer).await, [usd(10_000)]);
        market.confirm(id).await.expect("confirmed");
        assert_eq!(owed(&market, market.seller).await, []);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_that_bounces_after_release_is_owed_by_who_has_it() {
    for market in each_market().await {
        let id = market.place(100).await.expect("placed").deal;
        let reference = order(&market, id, 1).await;
        book(&market, "B1", &reference, 10_000).await.expect("booked");
        market.ship(id).await.expect("shipped");
        market.confirm(id).await.expect("confirmed");
        bounce(&market, "R1", "B1").await.expect("owed by who has it");
        assert_eq!(owed(&market, market.seller).await, [usd(10_000)]);
        assert_eq!(owed(&market, market.buyer).await, []);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transfer_that_came_when_all_was_paid_is_no_debt_of_the_seller() {
    for market in each_market().await {
        let id = market.place(100).await.expect("placed").deal;
        let reference = order(&market, id, 1).await;
        market.top_up(market.buyer, 10_000).await;
        market.pay(id, 1).await.expect("paid out of the wallet");
        market.ship(id).await.expect("shipped");
        market.confirm(id).await.expect("confirmed");
        book(&market, "B1", &reference, 10_000).await.expect("it comes late");
        take_out(&market, 10_000).await;
        bounce(&market, "R1", "B1").await.expect("owed by who paid");
        assert_eq!(owed(&market, market.seller).await, []);
        assert_eq!(owed(&market, market.buyer).await, [usd(10_000)]);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transfer_that_came_short_counts_as_far_as_it_went() {
    for market in each_market().await {
        let id = market.place(100).await.expect("placed").deal;
        let reference = order(&market, id, 1).await;
        book(&market, "B1", &reference, 6_000).await.expect("too little");
        market.top_up(market.buyer, 4_300).await;
        take_out(&market, 200).await;
        market.pay(id, 1).await.expect("topped up, and paid");
        take_out(&market, 100).await;
        market.ship(id).await.expect("shipped");
        market.confirm(id).await.expect("confirmed");
        bounce(&market, "R1", "B1").await.expect("owed by who has it");
        assert_eq!(owed(&market, market.seller).await, [usd(6_000)]);
        assert_eq!(owed(&market, market.buyer).await, []);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transfer_that_was_taken_out_again_is_no_debt_of_the_seller() {
    for market in each_market().await {
        let id = market.place(100).await.expect("placed").deal;
        let reference = order(&market, id, 1).await;
        book(&market, "B1", &reference, 6_000).await.expect("too little");
        take_out(&market, 6_000).await;
        market.top_up(market.buyer, 10_000).await;
        market.pay(id, 1).await.expect("paid with other money");
        market.ship(id).await.expect("shipped");
        market.confirm(id).await.expect("confirmed");
        bounce(&market, "R1", "B1").await.expect("owed by who took it out");
        assert_eq!(owed(&market, market.seller).await, []);
        assert_eq!(owed(&market, market.buyer).await, [usd(6_000)]);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_opens_again_whose_transfer_came_a_cent_short_and_what_was_added_goes_back() {
    for market in each_market().await {
        let id = market.place(100).await.expect("placed").deal;
        let reference = order(&market, id, 1).await;
        market.top_up(market.buyer, 1).await;
        book(&market, "B1", &reference, 9_999).await.expect("with the cent it is enough");
        assert_eq!(market.sums(id).await[2], 10_000);
        bounce(&market, "R1", "B1").await.expect("bounced");
        assert_eq!(market.tracks(id).await, ["agreed", "nothing", "making", "agreed"]);
        assert_eq!(market.sums(id).await, [10_000, 10_000, 0, 0, 0, 0]);
        assert_eq!(market.wallet(market.buyer).await, 1);
        assert_eq!(owed(&market, market.buyer).await, []);
        market.verify().await;
    }
}

/// Two equal parts, each paid by a transfer of its own: B1 and B2.
async fn halves_paid(market: &Market) -> Id<DealKind> {
    let parts = [(5_000, PaymentDue::BeforeProduction), (5_000, PaymentDue::BeforeShipment)];
    let id = agreed(market, parts).await.deal;
    for (nth, bank) in [(1, "B1"), (2, "B2")] {
        let reference = order(market, id, nth).await;
        book(market, bank, &reference, 87_500).await.expect("booked");
    }
    id
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_equal_parts_the_one_opens_whose_transfer_bounced() {
    for market in each_market().await {
        let id = halves_paid(&market).await;
        let are_paid = async || {
            let parts = market.view(id).await.milestones;
            parts.iter().map(|part| part.paid_at.is_some()).collect::<Vec<_>>()
        };
        bounce(&market, "R1", "B1").await.expect("bounced");
        assert_eq!(are_paid().await, [false, true]);
        let reference = order(&market, id, 1).await;
        book(&market, "B3", &reference, 87_500).await.expect("paid again");
        assert_eq!(are_paid().await, [true, true]);
        for (back, of, paid) in [("R2", "B2", [true, false]), ("R3", "B3", [false, false])] {
            bounce(&market, back, of).await.expect("bounced");
            assert_eq!(are_paid().await, paid);
        }
        assert_eq!(owed(&market, market.buyer).await, []);
        assert_eq!(market.sums(id).await, [262_500, 262_500, 0, 0, 0, 0]);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seller_owes_no_more_than_he_still_has_however_many_transfers_bounce() {
    for market in each_market().await {
        let id = halves_paid(&market).await;
        market.ship(id).await.expect("shipped");
        market.confirm(id).await.expect("confirmed");
        market.refund(id, 87_500).await.expect("half goes back");
        take_out(&market, 87_500).await;
        for (back, of) in [("R1", "B1"), ("R2", "B2")] {
            bounce(&market, back, of).await.expect("owed");
        }
        assert_eq!(owed(&market, market.seller).await, [usd(87_500)]);
        assert_eq!(owed(&market, market.buyer).await, [usd(87_500)]);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wallet_that_is_too_small_says_what_is_missing_and_pays_nothing() {
    for market in each_market().await {
        let id = market.place(100).await.expect("placed").deal;
        market.top_up(market.buyer, 9_999).await;
        assert_eq!(refused(market.pay(id, 1).await), "custody-wallet-too-small");
        assert_eq!(market.tracks(id).await, ["agreed", "nothing", "not_started", "agreed"]);
        assert_eq!(market.wallet(market.buyer).await, 9_999);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_refunds_of_60_on_100_cannot_both_pass() {
    for market in each_market().await {
        let id = market.paid().await;
        let (one, two) = tokio::join!(market.refund(id, 6_000), market.refund(id, 6_000));
        let (passed, stopped) = if one.is_ok() { (one, two) } else { (two, one) };
        passed.expect("one passes");
        assert_eq!(refused(stopped), "custody-more-than-paid");
        assert_eq!(market.sums(id).await, [10_000, 0, 4_000, 0, 6_000, 0]);
        assert_eq!(market.view(id).await.refunds.len(), 1);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_after_release_comes_from_the_seller_and_never_makes_the_wallet_negative() {
    for market in each_market().await {
        let id = market.shipped().await;
        market.confirm(id).await.expect("confirmed");
        market.refund(id, 4_000).await.expect("from the seller");
        assert_eq!(market.tracks(id).await, ["agreed", "released", "received", "finished"]);
        // The fee's part comes from the market: 12 of 40.00. A cent of the rest is on its way out.
        assert_eq!(market.sums(id).await, [10_000, 0, 0, 5_982, 4_000, 18]);
        let by = market.seller;
        let out = move |tx: &mut Tx<'_>| custody::withdraw(tx, &by, usd(1), "SE45 5000 0000 0583");
        market.act(out).await.expect("ordered out");
        assert_eq!(refused(market.refund(id, 6_000).await), "custody-wallet-too-small");
        market.top_up(market.seller, 1).await;
        market.refund(id, 6_000).await.expect("all of it");
        assert_eq!(market.tracks(id).await, ["agreed", "refunded", "received", "finished"]);
        assert_eq!(market.sums(id).await, [10_000, 0, 0, 0, 10_000, 0]);
        assert_eq!(refused(market.refund(id, 1).await), "deal-nothing-to-refund");
        let told = market.told(id).await;
        assert_eq!(told.iter().filter(|name| *name == "deal-finished").count(), 1);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn giving_all_back_closes_before_dispatch_and_finishes_after() {
    for market in each_market().await {
        let before = market.paid().await;
        market.refund(before, 10_000).await.expect("all of it");
        assert_eq!(market.tracks(before).await, ["agreed", "refunded", "cancelled", "closed"]);
        assert_eq!(market.told(before).await.last().map(String::as_str), Some("deal-closed"));
        assert_eq!(refused(market.ship(before).await), "deal-is-over");
        let after = market.shipped().await;
        market.refund(after, 4_000).await.expect("a part");
        market.refund(after, 6_000).await.expect("the rest");
        assert_eq!(market.tracks(after).await, ["agreed", "refunded", "shipped", "finished"]);
        assert_eq!(market.told(after).await.last().map(String::as_str), Some("deal-finished"));
        assert_eq!(refused(market.confirm(after).await), "deal-is-over");
        assert_eq!(market.sums(after).await, [10_000, 0, 0, 0, 10_000, 0]);
        // No deadline is left that could release anything.
        assert_eq!(market.at(noon().plus_days(100)).await, 0);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_money_moves_without_the_goods_state() {
    for market in each_market().await {
        let id = market.paid().await;
        assert_eq!(refused(market.confirm(id).await), "deal-not-shipped");
        let straight = market.act(move |tx| custody::release(tx, id.cast())).await;
        assert_eq!(refused(straight), "custody-goods-not-confirmed");
        assert_eq!(market.sums(id).await, [10_000, 0, 10_000, 0, 0, 0]);
        assert_eq!(market.wallet(market.seller).await, 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn money_for_a_part_that_was_paid_otherwise_stays_the_buyers() {
    for market in each_market().await {
        let id = agreed_30_70(&market).await.deal;
        let reference = order(&market, id, 1).await;
        market.top_up(market.buyer, 175_000).await;
        market.pay(id, 1).await.expect("from the wallet");
        book(&market, "B1", &reference, 52_500).await.expect("booked");
        assert_eq!(market.tracks(id).await[1], "part_paid");
        assert_eq!(market.wallet(market.buyer).await, 175_000);
        market.pay(id, 2).await.expect("when the buyer says so");
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_transfer_pays_no_later_part_of_the_same_size_unasked() {
    for market in each_market().await {
        let [deposit, _, before] = PaymentDue::ALL;
        let id = agreed(&market, [(5_000, deposit), (5_000, before)]).await.deal;
        let reference = order(&market, id, 1).await;
        market.fresh.clock.set(day(1));
        market.top_up(market.buyer, 87_500).await;
        market.pay(id, 1).await.expect("from the wallet");
        market.fresh.clock.set(day(2));
        book(&market, "B1", &reference, 87_500).await.expect("the transfer of before");
        assert_eq!(market.tracks(id).await[1], "part_paid");
        assert_eq!(market.wallet(market.buyer).await, 87_500);
        market.pay(id, 2).await.expect("when the buyer says so");
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_asks_again_how_to_pay_means_the_part_that_is_next() {
    for market in each_market().await {
        let [deposit, _, before] = PaymentDue::ALL;
        let id = agreed(&market, [(5_000, deposit), (5_000, before)]).await.deal;
        let reference = order(&market, id, 1).await;
        market.fresh.clock.set(day(1));
        market.top_up(market.buyer, 87_500).await;
        market.pay(id, 1).await.expect("from the wallet");
        market.fresh.clock.set(day(2));
        assert_eq!(order(&market, id, 2).await, reference, "it is awaited still");
        book(&market, "B1", &reference, 87_500).await.expect("booked");
        assert_eq!(market.tracks(id).await[1], "paid");
        // What bounced is paid again by the same reference.
        bounce(&market, "R1", "B1").await.expect("bounced");
        assert_eq!(market.tracks(id).await[1], "part_paid");
        market.fresh.clock.set(day(3));
        book(&market, "B2", &reference, 87_500).await.expect("booked again");
        assert_eq!(market.tracks(id).await[1], "paid");
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_remedy_that_ends_leaves_the_time_to_pay_a_time_to_pay() {
    for market in each_market().await {
        let due = PaymentDue::BeforeProduction;
        let id = agreed(&market, [(3_000, due), (7_000, due)]).await.deal;
        for (nth, minor) in [(1, 52_500), (2, 122_500)] {
            let reference = order(&market, id, nth).await;
            book(&market, &format!("B{nth}"), &reference, minor).await.expect("booked");
        }
        for nth in [2, 1] {
            let (back, of) = (format!("R{nth}"), format!("B{nth}"));
            bounce(&market, &back, &of).await.expect("bounced");
        }
        market.top_up(market.buyer, 52_500).await;
        market.pay(id, 1).await.expect("again");
        let deadline = market.deal(id).await.deadline.expect("T1");
        assert_eq!((deadline.kind, deadline.due_at), (DeadlineKind::Pay, day(5)));
        let stop = move |tx: &mut Tx<'_>| {
            let (deal, _) = deal::with_parts(tx, id)?;
            deal::stop(tx, &deal, Id::new(7), usd(100))
        };
        market.act(stop).await.expect("a claim");
        market.fresh.clock.set(day(2));
        let go_on = move |tx: &mut Tx<'_>| {
            let ((deal, _), now) = (deal::with_parts(tx, id)?, tx.now());
            deal::go_on(tx, &deal, now)
        };
        let deadline = market.act(go_on).await.expect("it is over").deadline.expect("T1");
        assert_eq!((deadline.kind, deadline.due_at), (DeadlineKind::Pay, day(7)));
        market.at(day(7)).await;
        assert_eq!(market.tracks(id).await, ["agreed", "refunded", "cancelled", "closed"]);
        assert_eq!(market.wallet(market.buyer).await, 52_500);
        market.verify().await;
    }
}
