//! Claims: when and for how much, each timer at its second, officers, and who may.

use super::{Market, Which, claiming, day, each_market, refused, usd};
use kernel::{Currency, Money, Stop, Timestamp};
use promise::{Act, NewAct, Promise, State};

/// Nothing fires a second before, and the state then is this one.
async fn fires(market: &Market, which: Which, at: Timestamp, then: State) {
    let before = market.state(which).await;
    assert_eq!(market.at(at.plus_seconds(-1)).await, 0, "{before:?}");
    assert_eq!(market.state(which).await, before);
    assert_eq!(market.at(at).await, 1, "{before:?}");
    assert_eq!(market.state(which).await, then);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seller_who_says_nothing_for_three_days_comes_before_an_officer() {
    for mut market in each_market().await {
        market.sign(&[Promise::Fake], 100_000).await.expect("signed");
        let which = market.claimed(claiming(Promise::Fake, 72_000)).await;
        assert_eq!(
            refused(market.plain(market.officer, which, Act::Take).await),
            "promise-not-for-decision"
        );
        market.reopen_if_alone();
        fires(&market, which, day(3), State::Deciding).await;
        let late = market.plain(market.seller, which, Act::Agree).await;
        assert_eq!(refused(late), "promise-answered");
        market.plain(market.officer, which, Act::Take).await.expect("taken");
        fires(&market, which, day(10), State::Deciding).await;
        let kept = market.view(which).await.compensation;
        assert_eq!((kept.level, kept.officer), (2, None));
        let again = market.plain(market.officer, which, Act::Take).await;
        assert_eq!(refused(again), "promise-conflict");
        market.plain(market.second, which, Act::Take).await.expect("taken");
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_is_judged_by_what_held_when_the_deal_was_agreed() {
    for market in each_market().await {
        let early = market.shipped(240).await;
        market.at(day(1)).await;
        market.sign(&[Promise::Fake], 100_000).await.expect("signed");
        let covered = market.shipped(240).await;
        market.at(day(2)).await;
        let by = market.seller;
        let end = move |tx: &mut store::Tx<'_>| promise::end_all(tx, &by, Currency::USD);
        market.act(end).await.expect("ended");
        market.at(day(3)).await;
        let after = market.shipped(240).await;
        let buyer = market.buyer;
        for id in [early, covered, after] {
            let unfinished = market.claim(id, claiming(Promise::Fake, 100)).await;
            assert_eq!(refused(unfinished), "promise-not-finished");
            market.act(move |tx| deal::confirm(tx, &buyer, id)).await.expect("confirmed");
        }
        for id in [early, after] {
            let told = market.claim(id, claiming(Promise::Fake, 100)).await;
            assert_eq!(refused(told), "promise-not-promised");
        }
        market.claim(covered, claiming(Promise::Fake, 72_000)).await.expect("it held then");
        let told = market.claim(covered, claiming(Promise::Repair, 100)).await;
        assert_eq!(refused(told), "promise-not-promised");
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_is_within_its_days_and_its_worth_and_once_for_each_promise() {
    for market in each_market().await {
        let all = [Promise::NoReason, Promise::Fake, Promise::Repair, Promise::Instant];
        market.sign(&all, 100_000).await.expect("signed");
        let id = market.finished(240).await;
        for (promise, minor) in [
            (Promise::Fake, 72_001),
            (Promise::Fake, 0),
            (Promise::Fake, -5),
            (Promise::Truthful, 24_001),
            (Promise::Instant, 2_401),
        ] {
            let told = market.claim(id, claiming(promise, minor)).await;
            assert_eq!(refused(told), "promise-amount-out-of-range", "{promise:?} {minor}");
        }
        let mut yen = claiming(Promise::Fake, 1);
        yen.amount = Money::new(1, Currency::JPY);
        assert_eq!(refused(market.claim(id, yen).await), "promise-other-currency");
        let mut silent = claiming(Promise::Fake, 1);
        silent.reason = " ".to_owned();
        assert_eq!(refused(market.claim(id, silent).await), "promise-text");
        market.at(day(7)).await;
        let last = market.claim(id, claiming(Promise::NoReason, 100)).await;
        last.expect("on the last second");
        let twice = market.claim(id, claiming(Promise::NoReason, 100)).await;
        assert_eq!(refused(twice), "promise-already-claimed");
        market.at(day(14)).await;
        market.claim(id, claiming(Promise::Instant, 2_400)).await.expect("in time");
        market.at(day(14).plus_seconds(1)).await;
        let late = market.claim(id, claiming(Promise::Fake, 100)).await;
        assert_eq!(refused(late), "promise-window-over");
        market.at(day(30)).await;
        market.claim(id, claiming(Promise::Repair, 100)).await.expect("thirty days");
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_price_is_made_good_once_however_many_promises_were_broken() {
    for market in each_market().await {
        market.sign(&[Promise::Genuine, Promise::Fake], 100_000).await.expect("signed");
        market.feed(200_000).await;
        let id = market.finished(240).await;
        let seller = market.seller;
        let back = move |tx: &mut store::Tx<'_>| deal::refund(tx, &seller, id, usd(4_000), "Torn");
        market.act(back).await.expect("refunded");
        let mut which = Vec::new();
        for (promise, minor) in
            [(Promise::Truthful, 20_000), (Promise::Genuine, 20_000), (Promise::Fake, 72_000)]
        {
            let done = market.claim(id, claiming(promise, minor)).await.expect("claimed");
            which.push((id, done.compensation));
        }
        assert_eq!(market.decided(which[0], 15_000).await, State::Paid);
        let no = NewAct::Saying(Act::Refuse, "No".to_owned());
        market.perform(market.seller, which[1], no).await.expect("refused");
        market.plain(market.officer, which[1], Act::Take).await.expect("taken");
        let decide = |minor| NewAct::Decide(usd(minor), "Half of it".to_owned());
        let more = market.perform(market.officer, which[1], decide(5_001)).await;
        assert_eq!(refused(more), "promise-amount-out-of-range");
        market.perform(market.officer, which[1], decide(5_000)).await.expect("the rest");
        assert_eq!(market.decided(which[2], 72_000).await, State::Paid);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deal_on_terms_of_its_own_is_not_covered() {
    for market in each_market().await {
        market.sign(&[Promise::Fake], 100_000).await.expect("signed");
        let (seller, buyer) = (market.seller, market.buyer);
        let id = market.act(move |tx| on_terms(tx, &seller, &buyer)).await.expect("finished");
        let told = market.claim(id, claiming(Promise::Fake, 100)).await;
        assert_eq!(refused(told), "promise-not-retail");
    }
}

fn on_terms(
    tx: &mut store::Tx<'_>,
    seller: &kernel::Actor,
    buyer: &kernel::Actor,
) -> kernel::Outcome<kernel::Id<deal::DealKind>> {
    let line = deal::LinkLine {
        product: None,
        title: Some("Socks".to_owned()),
        unit: kernel::Unit::from_code("PR"),
        quantity: 10,
        price: kernel::UnitPrice::parse("1.00", Currency::USD)?,
    };
    let offer = deal::LinkOffer {
        lines: vec![line],
        currency: Currency::USD,
        incoterm: None,
        place: None,
        transport: kernel::Transport::Express,
        lead_time_d: Some(3),
        parts: Vec::new(),
        may_ship_in_parts: None,
        note: None,
    };
    deal::offer_link(tx, seller, &offer, &[7; 32])?;
    let id = deal::accept_link(tx, buyer, &[7; 32])?.deal;
    super::top_up(tx, buyer, usd(1_000))?;
    deal::pay(tx, buyer, id, 1)?;
    deal::ship(tx, seller, id, &super::by_air())?;
    deal::confirm(tx, buyer, id)?;
    Ok(id)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_of_one_of_the_firms_does_not_judge_and_a_large_sum_needs_two() {
    for market in each_market().await {
        market.sign(&[Promise::Fake], 100_000).await.expect("signed");
        market.feed(2_000_000).await;
        let id = market.finished(5_000).await;
        let done = market.claim(id, claiming(Promise::Fake, 1_500_000)).await.expect("claimed");
        let which = (id, done.compensation);
        let kernel::Actor::Member { person, .. } = market.seller else {
            unreachable!("the seller is a member");
        };
        let own = kernel::Actor::Clerk { person, desk: kernel::Desk::Officer };
        market.at(day(3)).await;
        assert_eq!(refused(market.plain(own, which, Act::Take).await), "promise-conflict");
        market.plain(market.officer, which, Act::Take).await.expect("taken");
        let decide = NewAct::Decide(usd(1_500_000), "Three times the price".to_owned());
        let state = market.perform(market.officer, which, decide).await.expect("decided");
        assert_eq!((state, market.fund().await), (State::Seconding, 2_000_000));
        let own = market.plain(market.officer, which, Act::Confirm).await;
        assert_eq!(refused(own), "promise-conflict");
        assert_eq!(
            refused(market.plain(market.second, which, Act::Confirm).await),
            "promise-not-taken"
        );
        fires(&market, which, day(10), State::Seconding).await;
        market.plain(market.second, which, Act::Take).await.expect("taken");
        let paid = market.plain(market.second, which, Act::Confirm).await;
        assert_eq!(paid.expect("agreed"), State::Paid);
        let again = market.plain(market.second, which, Act::Confirm).await;
        assert_eq!(refused(again), "promise-is-over");
        assert_eq!(market.lines().await[1..].len(), 2, "paid, and recovered from the deposit");
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_third_firm_and_an_officer_without_the_case_know_of_nothing() {
    for market in each_market().await {
        market.sign(&[Promise::Fake], 100_000).await.expect("signed");
        let which = market.claimed(claiming(Promise::Fake, 100)).await;
        let (other, officer) = (market.other, market.officer);
        let look = |by| market.act(move |tx| promise::compensation(tx, &by, which));
        assert!(matches!(look(other).await, Err(Stop::Absent)));
        assert!(matches!(look(officer).await, Err(Stop::Forbidden)));
        let of_deal = market.act(move |tx| promise::of_deal(tx, &other, which.0)).await;
        assert!(matches!(of_deal, Err(Stop::Absent)));
        assert!(matches!(market.plain(other, which, Act::Withdraw).await, Err(Stop::Absent)));
        assert!(matches!(
            market.plain(market.seller, which, Act::Withdraw).await,
            Err(Stop::Forbidden)
        ));
        let new = claiming(Promise::Fake, 1);
        let claim = market.act(move |tx| promise::claim(tx, &other, which.0, &new)).await;
        assert!(matches!(claim, Err(Stop::Absent)));
        let queue = market.act(move |tx| promise::queue(tx, &other)).await;
        assert!(matches!(queue, Err(Stop::Absent)));
        market.plain(market.buyer, which, Act::Withdraw).await.expect("withdrawn");
        let again = market.claim(which.0, claiming(Promise::Fake, 100)).await;
        assert_eq!(refused(again), "promise-already-claimed");
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_between_any_two_steps_of_a_claim_loses_nothing_and_doubles_nothing() {
    for mut market in each_market().await {
        market.sign(&[Promise::Fake], 100_000).await.expect("signed");
        market.feed(30_000).await;
        market.reopen_if_alone();
        let id = market.finished(500).await;
        let new = claiming(Promise::Fake, 150_000);
        let which = (id, market.claim(id, new).await.expect("claimed").compensation);
        let steps = [
            (market.seller, NewAct::Saying(Act::Refuse, "No".to_owned()), State::Deciding),
            (market.officer, NewAct::Plain(Act::Take), State::Deciding),
            (market.officer, NewAct::Decide(usd(150_000), "A fake".to_owned()), State::Unpaid),
        ];
        for (by, act, state) in steps {
            market.reopen_if_alone();
            let done = market.perform(by, which, act.clone()).await.expect("done");
            market.reopen_if_alone();
            assert_eq!((done, market.state(which).await), (state, state));
            assert!(market.perform(by, which, act).await.is_err(), "not a second time");
        }
        let before = market.wallet(market.buyer).await;
        market.feed(20_000).await;
        market.reopen_if_alone();
        assert_eq!(market.state(which).await, State::Paid);
        assert_eq!(market.wallet(market.buyer).await - before, 150_000);
        market.feed(150_000).await;
        assert_eq!(market.wallet(market.buyer).await - before, 150_000, "paid once");
        assert_eq!(market.stands().await.protection.due_at, Some(day(7)));
        market.verify().await;
    }
}
