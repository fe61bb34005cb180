//! Each timer at its second, and not before; what stood still keeps its remainder.

use super::{Market, Which, by_air, day, each_market, noon, wanting};
use kernel::{Timestamp, Transport};
use remedy::{Act, NewAct, State, Want};

/// Nothing fires a second before, and the state then is this one.
async fn fires(market: &Market, which: Which, at: Timestamp, then: State) {
    let before = market.state(which).await;
    assert_eq!(market.at(at.plus_seconds(-1)).await, 0, "{before:?}");
    assert_eq!(market.state(which).await, before);
    assert_eq!(market.at(at).await, 1, "{before:?}");
    assert_eq!(market.state(which).await, then);
}

async fn refuse(market: &Market, which: Which) {
    let no = NewAct::Saying(Act::Refuse, "No".to_owned());
    market.perform(market.seller, which, no).await.expect("refused");
}

#[tokio::test(flavor = "multi_thread")]
async fn t4_grants_a_silent_seller_s_refund_after_five_days() {
    for market in each_market().await {
        let which = market.asked(wanting(Want::Money, 10_000)).await;
        fires(&market, which, day(5), State::Succeeded).await;
        assert_eq!(market.sums(which.0).await, [10_000, 0, 0, 0, 10_000, 0]);
        assert_eq!(market.deal(which.0).await.ended_at, Some(day(5)));
        assert_eq!(market.finishes(which.0).await, 1);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn t5_closes_a_return_that_is_not_sent_and_the_clock_runs_on() {
    for market in each_market().await {
        let id = market.shipped().await;
        market.at(day(4)).await;
        let done = market.ask(id, wanting(Want::Return, 10_000)).await.expect("asked");
        let which = (id, done.remedy);
        market.at(day(6)).await;
        market.plain(market.seller, which, Act::Agree).await.expect("agreed");
        fires(&market, which, day(13), State::Closed).await;
        // Six of ten days were left.
        assert_eq!(market.due(id).await, Some(day(19)));
        assert_eq!(market.at(day(19).plus_seconds(-1)).await, 0);
        assert_eq!(market.at(day(19)).await, 1);
        assert_eq!(market.stage(id).await, "finished");
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn t6_pays_for_goods_that_went_back_after_ten_or_thirty_days() {
    for market in each_market().await {
        let ways = [(Transport::Express, day(0), 10), (Transport::Surface, day(10), 30)];
        for (transport, from, days) in ways {
            let which = market.asked(wanting(Want::Return, 10_000)).await;
            market.plain(market.seller, which, Act::Agree).await.expect("agreed");
            let travel = deal::Shipping { transport, ..by_air() };
            let travel = NewAct::Travel(Act::SendBack, travel);
            market.perform(market.buyer, which, travel).await.expect("sent back");
            fires(&market, which, from.plus_days(days), State::Succeeded).await;
            assert_eq!(market.sums(which.0).await[4], 10_000);
        }
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn t7_opens_the_way_to_an_officer_and_then_the_claim_lapses() {
    for market in each_market().await {
        let which = market.asked(wanting(Want::Money, 500)).await;
        refuse(&market, which).await;
        let early = market.plain(market.buyer, which, Act::StepIn).await;
        assert_eq!(super::refused(early), "remedy-step-in-too-early");
        fires(&market, which, day(3), State::StepIn).await;
        fires(&market, which, day(10), State::Closed).await;
        assert_eq!(market.due(which.0).await, Some(day(20)));
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn t8_counts_working_days_for_each_side_and_t9_calls_a_second_officer() {
    for market in each_market().await {
        let which = market.asked(wanting(Want::Money, 500)).await;
        refuse(&market, which).await;
        market.at(day(3)).await;
        market.plain(market.seller, which, Act::StepIn).await.expect("an officer is called");
        let zone = ("Asia/Shanghai", kernel::Calendar::current("CN"));
        let claims = day(3).plus_working_days(3, zone);
        fires(&market, which, claims, State::Answering).await;
        let answers = claims.plus_working_days(3, zone);
        fires(&market, which, answers, State::Deciding).await;
        market.plain(market.officer, which, Act::Take).await.expect("taken");
        let decides = answers.plus_days(7);
        fires(&market, which, decides, State::Deciding).await;
        let kept = market.view(which).await.remedy;
        assert_eq!((kept.level, kept.officer), (2, None));
        let again = market.plain(market.officer, which, Act::Take).await;
        assert_eq!(super::refused(again), "remedy-conflict");
        market.plain(market.second, which, Act::Take).await.expect("taken");
        fires(&market, which, decides.plus_days(7), State::Deciding).await;
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_stop_everything_ends_at_its_own_second_in_order() {
    for market in each_market().await {
        let id = market.shipped().await;
        market.at(day(2)).await;
        let done = market.ask(id, wanting(Want::Return, 10_000)).await.expect("asked");
        // The market stood for months: silence for five days, no return for seven, then the
        // eight days that were left.
        assert!(market.at(day(100)).await >= 3);
        let kept = market.view((id, done.remedy)).await.remedy;
        assert_eq!((kept.state, kept.ended_at), (State::Closed, Some(day(14))));
        let deal = market.deal(id).await;
        assert_eq!((deal.ended_at, market.finishes(id).await), (Some(day(22)), 1));
        assert_eq!(market.sums(id).await, [10_000, 0, 0, 9_970, 0, 30]);
        assert_eq!(noon(), day(0));
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn goods_promised_again_and_not_sent_are_paid() {
    for market in each_market().await {
        let which = market.asked(wanting(Want::Reshipment, 3_000)).await;
        market.plain(market.seller, which, Act::Agree).await.expect("agreed");
        fires(&market, which, day(7), State::Succeeded).await;
        assert_eq!(market.sums(which.0).await, [10_000, 0, 7_000, 0, 3_000, 0]);
        assert_eq!(market.due(which.0).await, Some(day(17)));
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn t8_over_national_day_week_waits_for_those_who_rest_and_says_by_which_calendar() {
    for market in each_market().await {
        let at = |text: &str| serde_json::from_value::<Timestamp>(text.into()).expect("an instant");
        market.fresh.clock.set(at("2026-09-24T02:00:00Z"));
        let which = market.asked(wanting(Want::Money, 500)).await;
        refuse(&market, which).await;
        market.at(at("2026-09-29T02:00:00Z")).await;
        market.fresh.clock.set(at("2026-09-30T02:00:00Z"));
        market.plain(market.seller, which, Act::StepIn).await.expect("an officer is called");
        assert_eq!(market.view(which).await.remedy.calendar.as_deref(), Some("CN-2026"));
        // Seven days rest; the 8th, the 9th, and the Saturday that is worked for them count.
        fires(&market, which, at("2026-10-10T02:00:00Z"), State::Answering).await;
        fires(&market, which, at("2026-10-14T02:00:00Z"), State::Deciding).await;
        market.verify().await;
    }
}
