//! What the two sides settle between them.

use super::{by_air, day, each_market, refused, usd, wanting};
use custody::{BankNotice, Bounce};
use deal::{NewLine, NewOrder};
use kernel::Stop;
use remedy::{About, Act, NewAct, NewRemedy, State, Want};
use store::Tx;

#[tokio::test(flavor = "multi_thread")]
async fn a_partial_refund_that_is_agreed_lets_the_clock_run_on_with_what_was_left() {
    for market in each_market().await {
        let id = market.shipped().await;
        market.at(day(9)).await;
        let which = (id, market.ask(id, wanting(Want::Money, 2_000)).await.expect("asked").remedy);
        assert_eq!(market.due(id).await, None);
        // Ten days are over, and nothing was released.
        market.at(day(11)).await;
        assert_eq!(market.sums(id).await, [10_000, 0, 10_000, 0, 0, 0]);
        market.plain(market.seller, which, Act::Agree).await.expect("agreed");
        assert_eq!(market.state(which).await, State::Succeeded);
        assert_eq!(market.sums(id).await, [10_000, 0, 8_000, 0, 2_000, 0]);
        assert_eq!(market.due(id).await, Some(day(12)));
        assert_eq!(market.at(day(12).plus_seconds(-1)).await, 0);
        market.at(day(12)).await;
        assert_eq!(market.sums(id).await, [10_000, 0, 0, 7_976, 2_000, 24]);
        assert_eq!((market.stage(id).await, market.finishes(id).await), ("finished", 1));
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn all_of_it_closes_before_dispatch_and_finishes_after() {
    for market in each_market().await {
        let before = market.paid().await;
        let early = market.ask(before, wanting(Want::Money, 10_000)).await;
        assert_eq!(refused(early), "remedy-too-soon");
        market.at(day(1)).await;
        let back = market.ask(before, wanting(Want::Return, 10_000)).await;
        assert_eq!(refused(back), "remedy-nothing-sent");
        let done = market.ask(before, wanting(Want::Money, 10_000)).await.expect("asked");
        market.plain(market.seller, (before, done.remedy), Act::Agree).await.expect("agreed");
        assert_eq!((market.stage(before).await, market.finishes(before).await), ("closed", 0));
        let after = market.asked(wanting(Want::Money, 10_000)).await;
        market.plain(market.seller, after, Act::Agree).await.expect("agreed");
        assert_eq!((market.stage(after.0).await, market.finishes(after.0).await), ("finished", 1));
        assert_eq!(market.sums(after.0).await, [10_000, 0, 0, 0, 10_000, 0]);
        assert_eq!(market.at(day(400)).await, 0);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn goods_that_go_back_are_paid_when_the_seller_has_them() {
    for market in each_market().await {
        let which = market.asked(wanting(Want::Return, 10_000)).await;
        market.plain(market.seller, which, Act::Agree).await.expect("agreed");
        assert_eq!(market.sums(which.0).await[2], 10_000);
        let travel = NewAct::Travel(Act::SendBack, by_air());
        market.perform(market.buyer, which, travel).await.expect("sent back");
        let late = market.plain(market.buyer, which, Act::Withdraw).await;
        assert_eq!(refused(late), "remedy-goods-on-their-way");
        market.plain(market.seller, which, Act::AcceptReturn).await.expect("accepted");
        assert_eq!(market.sums(which.0).await, [10_000, 0, 0, 0, 10_000, 0]);
        let texts: Vec<_> =
            market.view(which).await.steps.into_iter().filter_map(|step| step.text).collect();
        assert_eq!(texts, ["Off shade", "SF, SF100"]);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn goods_that_go_out_again_begin_the_whole_time_to_check_them() {
    for market in each_market().await {
        let which = market.asked(wanting(Want::Reshipment, 3_000)).await;
        market.plain(market.seller, which, Act::Agree).await.expect("agreed");
        market.at(day(4)).await;
        let travel = NewAct::Travel(Act::SendAgain, by_air());
        market.perform(market.seller, which, travel).await.expect("sent again");
        assert_eq!(market.due(which.0).await, Some(day(14)));
        assert_eq!(market.kinds(which.0).await.last().map(String::as_str), Some("shipped-again"));
        market.at(day(14)).await;
        assert_eq!(market.sums(which.0).await, [10_000, 0, 0, 9_970, 0, 30]);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_but_the_remedy_moves_a_deal_that_stands_still() {
    for market in each_market().await {
        let which = market.asked(wanting(Want::Money, 100)).await;
        let (buyer, seller, id) = (market.buyer, market.seller, which.0);
        let confirm = market.act(move |tx| deal::confirm(tx, &buyer, id)).await;
        assert_eq!(refused(confirm), "deal-remedy-open");
        let refund = market.act(move |tx| deal::refund(tx, &seller, id, usd(1), "x")).await;
        assert_eq!(refused(refund), "deal-remedy-open");
        let extend = market.act(move |tx| deal::extend(tx, &seller, id, 5)).await;
        assert_eq!(refused(extend), "deal-remedy-open");
        let second = market.ask(id, wanting(Want::Money, 100)).await;
        assert_eq!(refused(second), "remedy-already-open");
        market.plain(market.buyer, which, Act::Withdraw).await.expect("withdrawn");
        market.act(move |tx| deal::confirm(tx, &buyer, id)).await.expect("confirmed");
        let late = market.ask(id, wanting(Want::Money, 100)).await;
        assert_eq!(refused(late), "remedy-trade-is-over");
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_buyer_and_the_seller_come_to_terms_after_a_refusal() {
    for market in each_market().await {
        let which = market.asked(wanting(Want::Money, 9_000)).await;
        let no = NewAct::Saying(Act::Refuse, "Worn already".to_owned());
        market.perform(market.seller, which, no).await.expect("refused");
        let less = NewAct::Change(wanting(Want::Money, 1_000));
        let done = market.perform(market.buyer, which, less).await.expect("changed");
        assert_eq!(done.state, State::WaitsSeller);
        market.plain(market.seller, which, Act::Agree).await.expect("agreed");
        assert_eq!(market.sums(which.0).await[4], 1_000);
        let told = market.kinds(which.0).await;
        for kind in ["remedy-asked", "remedy-refused", "remedy-changed", "remedy-agreed"] {
            assert!(told.iter().any(|one| one == kind), "{kind}: {told:?}");
        }
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_is_within_what_is_kept_and_within_its_time() {
    for market in each_market().await {
        let id = market.shipped().await;
        for (minor, code) in [
            (0, "remedy-amount-out-of-range"),
            (10_001, "remedy-amount-out-of-range"),
            (-1, "remedy-amount-out-of-range"),
        ] {
            assert_eq!(refused(market.ask(id, wanting(Want::Money, minor)).await), code);
        }
        // The deadline is over, though its timer has not run yet.
        market.fresh.clock.set(day(10));
        let late = market.ask(id, wanting(Want::Money, 1)).await;
        assert_eq!(refused(late), "remedy-time-is-over");
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_third_firm_knows_of_nothing() {
    for market in each_market().await {
        let which = market.asked(wanting(Want::Money, 100)).await;
        let (other, deal) = (market.other, which.0);
        let look = market.act(move |tx| remedy::remedy(tx, &other, which)).await;
        assert!(matches!(look, Err(Stop::Absent)));
        let list = market.act(move |tx| remedy::remedies(tx, &other, deal)).await;
        assert!(matches!(list, Err(Stop::Absent)));
        let act = market.plain(other, which, Act::Withdraw).await;
        assert!(matches!(act, Err(Stop::Absent)));
        let ask =
            market.act(move |tx| remedy::ask(tx, &other, deal, &wanting(Want::Money, 1))).await;
        assert!(matches!(ask, Err(Stop::Absent)));
        let wrong = market.plain(market.buyer, which, Act::Agree).await;
        assert!(matches!(wrong, Err(Stop::Forbidden)));
        let twice = market.plain(market.seller, which, Act::Agree).await;
        twice.expect("agreed");
        assert_eq!(refused(market.plain(market.seller, which, Act::Agree).await), "remedy-is-over");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn more_time_comes_in_steps_and_at_most_twice() {
    for market in each_market().await {
        let (id, by) = (market.shipped().await, market.seller);
        let extend = |days| market.act(move |tx| deal::extend(tx, &by, id, days));
        assert_eq!(refused(extend(4).await), "deal-extension-unknown");
        extend(3).await.expect("more time");
        extend(10).await.expect("more time");
        assert_eq!(refused(extend(3).await), "deal-extensions-too-many");
        assert_eq!(market.at(day(23).plus_seconds(-1)).await, 0);
        assert_eq!(market.at(day(23)).await, 1);
        assert_eq!(market.stage(id).await, "finished");
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_taken_back_under_an_open_claim_leaves_nothing_to_give_and_nothing_to_cancel() {
    for market in each_market().await {
        let (buyer, seller, product) = (market.buyer, market.seller, market.socks);
        let order = move |tx: &mut Tx<'_>| {
            let lines = vec![NewLine { product, quantity: 100 }];
            let order = NewOrder { lines, note: None, original_at: None };
            let deal = deal::place(tx, &buyer, &order)?.deal;
            let order = deal::pay_by_bank(tx, &buyer, deal, 1)?;
            let paid = BankNotice {
                bank_reference: "B1".to_owned(),
                order_reference: order.reference,
                amount: usd(10_000),
            };
            custody::book_payment(tx, &paid)?;
            Ok(deal)
        };
        let id = market.act(order).await.expect("paid by bank");
        market.at(day(1)).await;
        let which = (id, market.ask(id, wanting(Want::Money, 10_000)).await.expect("asked").remedy);
        let back = Bounce { bank_reference: "R1".to_owned(), of: "B1".to_owned() };
        market.act(move |tx| custody::bounce(tx, &back)).await.expect("taken back");
        for by in [buyer, seller] {
            let cancelled = market.act(move |tx| deal::cancel(tx, &by, id)).await;
            assert_eq!(refused(cancelled), "deal-remedy-open");
        }
        market.plain(seller, which, Act::Agree).await.expect("agreed");
        assert_eq!(market.state(which).await, State::Succeeded);
        assert_eq!(market.sums(id).await, [10_000, 10_000, 0, 0, 0, 0]);
        market.act(move |tx| deal::cancel(tx, &buyer, id)).await.expect("cancelled");
        assert_eq!(market.stage(id).await, "closed");
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_names_a_parcel_or_lines_of_its_own_deal_and_of_no_other() {
    for market in each_market().await {
        let (id, other) = (market.shipped().await, market.shipped().await);
        let by = market.buyer;
        let way = |of| market.look(move |tx| Ok(deal::deal(tx, &by, of)?.shipments[0].id));
        let (own, foreign) = (way(id).await, way(other).await);
        let about = |shipment, lines: &[i64]| {
            let about = About { shipment, lines: lines.to_vec() };
            NewRemedy { about, ..wanting(Want::Money, 2_000) }
        };
        for wrong in [about(Some(foreign), &[]), about(None, &[1, 2]), about(Some(own), &[0])] {
            assert_eq!(refused(market.ask(id, wrong).await), "remedy-about-unknown");
        }
        let asked = market.ask(id, about(Some(own), &[1])).await.expect("asked").remedy;
        let seen = market.look(move |tx| remedy::remedy(tx, &by, (id, asked))).await;
        assert_eq!(
            (seen.remedy.about.lines.as_slice(), seen.waybill.as_deref()),
            (&[1][..], Some("SF100"))
        );
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn goods_that_are_back_do_not_go_back_again_before_the_money_does() {
    for market in each_market().await {
        for is_silent in [false, true] {
            let which = market.asked(wanting(Want::Return, 10_000)).await;
            market.plain(market.seller, which, Act::Agree).await.expect("agreed");
            let travel = NewAct::Travel(Act::SendBack, by_air());
            market.perform(market.buyer, which, travel).await.expect("sent back");
            let no = NewAct::Saying(Act::ContestReturn, "Worn".to_owned());
            market.perform(market.seller, which, no).await.expect("contested");
            if is_silent {
                let less = NewAct::Change(wanting(Want::Return, 10_000));
                market.perform(market.buyer, which, less).await.expect("asked again");
                market.at(day(5)).await;
            } else {
                market.plain(market.seller, which, Act::Agree).await.expect("agreed after all");
            }
            assert_eq!(market.state(which).await, State::Succeeded);
            assert_eq!(market.sums(which.0).await, [10_000, 0, 0, 0, 10_000, 0]);
        }
        market.verify().await;
    }
}
