//! The fund: it pays first, takes back, waits when it is poor, and adds up.

use super::{CLERKS, Market, Which, claiming, day, each_market, earn, refused, usd, waiting};
use kernel::{Actor, Currency, Stop};
use promise::{Act, Cover, NewAct, Promise, State};

#[tokio::test(flavor = "multi_thread")]
async fn the_fund_pays_first_and_takes_it_back_from_the_deposit() {
    for market in each_market().await {
        market.sign(&[Promise::Fake], 100_000).await.expect("signed");
        market.feed(100_000).await;
        let which = market.claimed(claiming(Promise::Fake, 72_000)).await;
        let before = market.wallet(market.buyer).await;
        assert_eq!(market.decided(which, 70_000).await, State::Paid);
        assert_eq!(market.wallet(market.buyer).await - before, 70_000);
        assert_eq!((market.fund().await, market.stands().await.deposit), (100_000, usd(30_000)));
        let lines = market.lines().await;
        let told: Vec<_> = lines.iter().map(|line| (line.0, line.1.as_str(), line.2)).collect();
        assert_eq!(
            told,
            [("fed", "fees", 100_000), ("paid", "fake", -70_000), ("recovered", "deposit", 70_000)]
        );
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fund_that_is_too_poor_takes_the_deposit_first_and_pays_in_order_when_it_is_fed() {
    for mut market in each_market().await {
        market.sign(&[Promise::Fake], 100_000).await.expect("signed");
        let mut all = Vec::new();
        for (nth, minor, state) in [
            (0, 72_000, State::Paid),
            (1, 60_000, State::Unpaid),
            // The deposit has so much, and it does not overtake.
            (2, 20_000, State::Unpaid),
        ] {
            market.at(day(nth)).await;
            let which = market.claimed(claiming(Promise::Fake, minor)).await;
            assert_eq!(market.decided(which, minor).await, state, "{minor}");
            all.push(which);
        }
        assert_eq!((market.stands().await.deposit, market.fund().await), (usd(28_000), 0));
        assert_eq!(market.cover().await, Cover::Short);
        market.reopen_if_alone();
        market.feed(31_999).await;
        assert_eq!(market.state(all[1]).await, State::Unpaid, "a cent is missing");
        market.feed(1).await;
        assert_eq!(market.state(all[1]).await, State::Paid);
        assert_eq!(market.state(all[2]).await, State::Unpaid);
        assert_eq!((market.stands().await.deposit, market.fund().await), (usd(0), 0));
        assert_eq!(market.stands().await.owed, usd(32_000));
        market.feed(20_000).await;
        assert_eq!(market.state(all[2]).await, State::Paid);
        let moved: Vec<i64> = market.lines().await.into_iter().map(|line| line.2).collect();
        assert_eq!(moved, [72_000, -72_000, 31_999, 1, 28_000, -60_000, 20_000, -20_000]);
        for which in &all {
            assert_eq!(
                refused(market.plain(market.buyer, *which, Act::Withdraw).await),
                "promise-is-over"
            );
        }
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_waits_is_paid_out_of_what_the_seller_puts_into_the_deposit() {
    for market in each_market().await {
        market.sign(&[Promise::Fake], 100_000).await.expect("signed");
        let id = market.finished(500).await;
        let new = claiming(Promise::Fake, 150_000);
        let which = (id, market.claim(id, new).await.expect("claimed").compensation);
        assert_eq!(market.decided(which, 150_000).await, State::Unpaid);
        market.sign(&[Promise::Fake], 49_999).await.expect("more");
        assert_eq!(market.state(which).await, State::Unpaid, "a cent is missing");
        market.sign(&[Promise::Fake], 1).await.expect("the cent");
        assert_eq!(market.state(which).await, State::Paid);
        assert_eq!((market.stands().await.deposit, market.fund().await), (usd(0), 0));
        assert_eq!(market.cover().await, Cover::Short);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_yes_never_costs_the_fund_anything() {
    for market in each_market().await {
        market.sign(&[Promise::Fake], 100_000).await.expect("signed");
        market.feed(500_000).await;
        let covered = market.claimed(claiming(Promise::Fake, 72_000)).await;
        let state = market.plain(market.seller, covered, Act::Agree).await;
        assert_eq!((state.expect("agreed"), market.fund().await), (State::Paid, 500_000));
        let other = market.claimed(claiming(Promise::Fake, 72_000)).await;
        let state = market.plain(market.seller, other, Act::Agree).await;
        assert_eq!((state.expect("agreed"), market.fund().await), (State::Deciding, 500_000));
        assert!(market.view(other).await.compensation.is_agreed);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_that_is_not_upheld_moves_nothing() {
    for market in each_market().await {
        market.sign(&[Promise::Fake], 100_000).await.expect("signed");
        market.feed(100_000).await;
        let which = market.claimed(claiming(Promise::Fake, 72_000)).await;
        assert_eq!(market.decided(which, 0).await, State::Rejected);
        assert_eq!((market.fund().await, market.cover().await), (100_000, Cover::Active));
        let decide = NewAct::Decide(usd(1), "Anew".to_owned());
        assert_eq!(refused(market.perform(market.officer, which, decide).await), "promise-is-over");
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_feed_needs_a_second_clerk_and_never_more_than_was_earned() {
    for market in each_market().await {
        let feed = |by: Actor, minor| {
            market.act(move |tx| custody::feed_fund(tx, &by, usd(minor), "For the season"))
        };
        assert_eq!(refused(feed(CLERKS[0], 1).await), "custody-earned-too-little");
        market.act(|tx| earn(tx, 3_000_000)).await.expect("earned");
        assert!(matches!(feed(market.buyer, 1).await, Err(Stop::Forbidden)));
        assert!(matches!(feed(Actor::Stranger, 1).await, Err(Stop::SignIn)));
        assert_eq!(refused(feed(CLERKS[0], 0).await), "custody-amount-not-positive");
        feed(CLERKS[0], 999_999).await.expect("fed at once");
        let asked = feed(CLERKS[0], 1_000_000).await.expect("asked").id;
        assert_eq!(market.fund().await, 999_999);
        let act = market.look(move |tx| waiting(tx, asked.cast())).await;
        let agree = |by: Actor| market.act(move |tx| assent::agree(tx, &by, (asked.cast(), act)));
        assert_eq!(refused(agree(CLERKS[0]).await), "assent-not-oneself");
        agree(CLERKS[1]).await.expect("agreed");
        assert_eq!(market.fund().await, 1_999_999);
        assert_eq!(refused(agree(CLERKS[1]).await), "assent-ended");
        let asked = feed(CLERKS[0], 1_000_001).await.expect("asked").id;
        let act = market.look(move |tx| waiting(tx, asked.cast())).await;
        let which = (asked.cast(), act);
        let decline = market.act(move |tx| assent::decline(tx, &CLERKS[0], which, "A typo."));
        decline.await.expect("taken back");
        assert_eq!(market.fund().await, 1_999_999);
        let usd = market.look(custody::funds).await;
        assert_eq!(usd.iter().map(|fund| fund.currency).collect::<Vec<_>>(), [Currency::USD]);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn verify_tells_of_money_that_went_past_the_lines_and_the_deposits() {
    let market = super::market(testkit::Engine::Sqlite).await;
    market.sign(&[Promise::Fake], 100_000).await.expect("signed");
    market.feed(1_000).await;
    let firm = market.seller.firm().expect("a firm");
    let steal = move |tx: &mut store::Tx<'_>| {
        let of = |owner| ledger::Account::new(owner, ledger::Purpose::Escrow, Currency::USD);
        let out = ledger::Account::new(custody::CUSTODIAN, ledger::Purpose::Bank, Currency::USD);
        for owner in [custody::FUND, firm.cast()] {
            let id = tx.id();
            ledger::post_new(tx, &ledger::Transfer::between(id, of(owner), out, 5, "theft"))?;
        }
        Ok(())
    };
    market.act(steal).await.expect("stolen");
    let found = market.look(|tx| custody::verify_fund(tx, custody::FundMark::default())).await;
    assert_eq!(found.problems.len(), 1, "{found:?}");
    let found = market.look(|tx| custody::verify_deposits(tx, kernel::Id::new(0))).await;
    assert_eq!(found.problems.len(), 1, "{found:?}");
    let unsay = move |tx: &mut store::Tx<'_>| party::set_promises(tx, firm, &["genuine"]);
    market.act(unsay).await.expect("another badge");
    let found = market.look(|tx| promise::verify_protections(tx, kernel::Id::new(0))).await;
    assert_eq!(found.problems.len(), 1, "{found:?}");
}

impl Market {
    /// The seller gives so much of the price back, which lies in the wallet.
    async fn gives_back(&self, which: Which, minor: i64) {
        let (by, id) = (self.seller, which.0);
        self.gives(by, minor).await;
        let back = move |tx: &mut store::Tx<'_>| deal::refund(tx, &by, id, usd(minor), "You win");
        self.act(back).await.expect("given back");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_seller_gave_back_while_a_second_officer_looked_is_not_paid_again() {
    for market in each_market().await {
        market.sign(&[Promise::Truthful], 100_000).await.expect("signed");
        market.feed(3_000_000).await;
        for (back, state, paid) in
            [(1_200_000, State::Rejected, 0), (1_150_000, State::Paid, 50_000)]
        {
            let before = market.fund().await + market.stands().await.deposit.minor;
            let id = market.finished(12_000).await;
            let new = claiming(Promise::Truthful, 1_200_000);
            let which = (id, market.claim(id, new).await.expect("claimed").compensation);
            assert_eq!(market.decided(which, 1_200_000).await, State::Seconding);
            market.gives_back(which, back).await;
            market.plain(market.second, which, Act::Take).await.expect("taken");
            let then = market.plain(market.second, which, Act::Confirm).await;
            assert_eq!(then.expect("agreed"), state);
            let after = market.fund().await + market.stands().await.deposit.minor;
            assert_eq!(before - after, paid, "of 12,000.00 of which {back} went back");
            let told = market.view(which).await.compensation;
            assert_eq!(told.awarded_minor, Some(paid));
        }
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_yes_after_a_refund_pays_the_rest_only() {
    for market in each_market().await {
        market.sign(&[Promise::Truthful], 100_000).await.expect("signed");
        market.feed(100_000).await;
        for (back, state, deposit) in
            [(24_000, State::Rejected, 100_000), (20_000, State::Paid, 96_000)]
        {
            let which = market.claimed(claiming(Promise::Truthful, 24_000)).await;
            market.gives_back(which, back).await;
            let then = market.plain(market.seller, which, Act::Agree).await;
            assert_eq!(then.expect("agreed"), state);
            assert_eq!(market.stands().await.deposit, usd(deposit));
        }
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_waits_for_the_fund_is_not_paid_what_the_seller_gave_back_meanwhile() {
    for market in each_market().await {
        market.sign(&[Promise::Truthful], 100_000).await.expect("signed");
        let mut all = Vec::new();
        for _ in 0..2 {
            let id = market.finished(1_500).await;
            let new = claiming(Promise::Truthful, 150_000);
            let which = (id, market.claim(id, new).await.expect("claimed").compensation);
            assert_eq!(market.decided(which, 150_000).await, State::Unpaid);
            all.push(which);
        }
        market.gives_back(all[0], 150_000).await;
        market.gives_back(all[1], 60_000).await;
        market.feed(1).await;
        assert_eq!(market.state(all[0]).await, State::Rejected, "all of it went back");
        assert_eq!(market.state(all[1]).await, State::Paid, "and it holds up nobody");
        assert_eq!((market.stands().await.deposit, market.fund().await), (usd(10_000), 1));
        market.verify().await;
    }
}
