//! Signing, the deposit, the badge, and its end.

use super::{Market, claiming, day, each_market, refused, usd};
use kernel::{Actor, Currency, Role, Scope, Stop};
use promise::{Act, Cover, NewSigning, Promise, State};

const USD: Currency = Currency::USD;

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_signs_freezes_and_everybody_reads_it_beside_its_name() {
    for market in each_market().await {
        assert_eq!(market.badge().await, Vec::<String>::new());
        let few = market.sign(&[Promise::NoReason], 99_999).await;
        assert_eq!(refused(few), "promise-deposit-too-small");
        assert_eq!(market.wallet(market.seller).await, 99_999, "nothing was frozen");
        assert_eq!(refused(market.sign(&[], 100_000).await), "promise-nothing-chosen");
        let (by, currency) = (market.seller, Currency::from_code("IDR").expect("a currency"));
        let promises = vec![Promise::NoReason];
        let cheap = NewSigning { currency, promises, deposit_minor: 100_000 };
        let cheap = market.act(move |tx| promise::sign(tx, &by, &cheap)).await;
        assert_eq!(refused(cheap), "promise-currency-not-covered", "a thousand rupiah");
        let cover = market.sign(&[Promise::NoReason], 100_000).await.expect("signed");
        assert_eq!(cover, Cover::Active);
        assert_eq!(market.badge().await, ["truthful", "no-reason"]);
        let stands = market.stands().await;
        assert_eq!((stands.deposit, stands.owed), (usd(100_000), usd(0)));
        assert_eq!(market.wallet(market.seller).await, 199_999 - 100_000 + 100_000);
        market.sign(&[Promise::Fake], 0).await.expect("one more, the deposit is there");
        assert_eq!(market.badge().await, ["truthful", "no-reason", "fake"]);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_an_owner_with_a_full_session_signs() {
    for market in each_market().await {
        market.gives(market.seller, 100_000).await;
        let Actor::Member { person, firm: Some((firm, _)), .. } = market.seller else {
            unreachable!("the seller is a member");
        };
        let member = |role, scope| Actor::Member { person, firm: Some((firm, role)), scope };
        for by in [
            member(Role::Staff, Scope::Full),
            member(Role::Owner, Scope::Trade),
            member(Role::Owner, Scope::Read),
            super::CLERKS[0],
        ] {
            let new =
                NewSigning { currency: USD, promises: vec![Promise::Fake], deposit_minor: 100_000 };
            let told = market.act(move |tx| promise::sign(tx, &by, &new)).await;
            assert!(matches!(told, Err(Stop::Forbidden)), "{by:?}");
            let told = market.act(move |tx| promise::end_all(tx, &by, USD)).await;
            assert!(matches!(told, Err(Stop::Forbidden)), "{by:?}");
        }
        market.verify().await;
    }
}

/// A fake of 720.00 is upheld; the fund and the deposit are full before.
async fn upheld(market: &Market, deposit: i64) {
    market.sign(&[Promise::Fake], deposit).await.expect("signed");
    market.feed(200_000).await;
    let which = market.claimed(claiming(Promise::Fake, 72_000)).await;
    assert_eq!(market.decided(which, 72_000).await, State::Paid);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_badge_goes_off_at_the_exact_second_and_not_before_over_a_restart() {
    for mut market in each_market().await {
        upheld(&market, 100_000).await;
        let stands = market.stands().await;
        assert_eq!((stands.protection.state, stands.deposit), (Cover::Short, usd(28_000)));
        assert_eq!(stands.protection.due_at, Some(day(7)));
        assert_eq!(market.badge().await, ["truthful", "fake"], "it stays for seven days");
        market.at(day(7).plus_seconds(-1)).await;
        assert_eq!(market.cover().await, Cover::Short);
        market.reopen_if_alone();
        assert_eq!(market.at(day(7)).await, 1);
        assert_eq!(market.cover().await, Cover::Suspended);
        assert_eq!(market.badge().await, Vec::<String>::new());
        let after = market.finished(10).await;
        let late = market.claim(after, claiming(Promise::Fake, 100)).await;
        assert_eq!(refused(late), "promise-not-promised");
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deposit_filled_up_in_time_keeps_the_badge_and_later_is_signed_anew() {
    for market in each_market().await {
        upheld(&market, 100_000).await;
        let by = market.seller;
        market.at(day(7).plus_seconds(-1)).await;
        let fill = move |tx: &mut store::Tx<'_>| promise::top_up(tx, &by, USD);
        market.gives(market.seller, 72_000).await;
        let before = market.wallet(by).await;
        market.act(fill).await.expect("filled up");
        assert_eq!(
            (market.cover().await, before - market.wallet(by).await),
            (Cover::Active, 72_000)
        );
        assert_eq!(refused(market.act(fill).await), "promise-nothing-missing");
        assert_eq!(market.at(day(8)).await, 0, "the timer was taken away");
        assert_eq!(market.badge().await, ["truthful", "fake"]);
        let again = market.claimed(claiming(Promise::Fake, 72_000)).await;
        market.decided(again, 72_000).await;
        market.at(day(15)).await;
        assert_eq!(market.cover().await, Cover::Suspended);
        assert_eq!(refused(market.act(fill).await), "promise-sign-anew");
        market.sign(&[Promise::Genuine], 72_000).await.expect("signed anew");
        assert_eq!(market.badge().await, ["truthful", "genuine"]);
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_deposit_lacks_is_owed_and_paid_before_anything_else() {
    for market in each_market().await {
        market.sign(&[Promise::Fake], 100_000).await.expect("signed");
        market.feed(300_000).await;
        let id = market.finished(500).await;
        let done = market.claim(id, claiming(Promise::Fake, 150_000)).await.expect("claimed");
        let which = (id, done.compensation);
        assert_eq!(market.decided(which, 150_000).await, State::Paid);
        let stands = market.stands().await;
        assert_eq!((stands.deposit, stands.owed), (usd(0), usd(50_000)));
        assert_eq!(market.fund().await, 250_000);
        let by = market.seller;
        // 500.00 less the fee came in; all of it is owed first.
        let took_out = market.act(move |tx| custody::withdraw(tx, &by, usd(10_000), "SE45")).await;
        assert_eq!(refused(took_out), "custody-owed-first");
        let poor = market.act(move |tx| promise::top_up(tx, &by, USD)).await;
        assert_eq!(refused(poor), "promise-debt-first");
        assert_eq!(market.stands().await.owed, usd(50_000), "nothing was moved by a refusal");
        market.gives(market.seller, 100_150).await;
        market.act(move |tx| promise::top_up(tx, &by, USD)).await.expect("paid and filled up");
        let stands = market.stands().await;
        assert_eq!((stands.protection.state, stands.owed), (Cover::Active, usd(0)));
        assert_eq!((stands.deposit, market.fund().await), (usd(100_000), 300_000));
        assert_eq!(market.lines().await.last(), Some(&("recovered", "debt".to_owned(), 50_000)));
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_end_waits_for_the_last_order_and_the_last_claim() {
    for market in each_market().await {
        market.sign(&[Promise::Truthful], 100_000).await.expect("signed");
        let (by, open) = (market.seller, market.ordered(10).await);
        market.at(day(1)).await;
        let end = move |tx: &mut store::Tx<'_>| promise::end_all(tx, &by, USD);
        market.act(end).await.expect("ending");
        assert_eq!((market.cover().await, market.badge().await.len()), (Cover::Ending, 0));
        assert_eq!(refused(market.act(end).await), "promise-ended-already");
        // The order of the first day is paid late, on its last second.
        let (buyer, seller) = (market.buyer, market.seller);
        market.gives(buyer, 1_000).await;
        market.act(move |tx| deal::pay(tx, &buyer, open, 1)).await.expect("paid");
        market.at(day(46)).await;
        assert_eq!(market.cover().await, Cover::Ending, "an order of before is open");
        market.act(move |tx| deal::ship(tx, &seller, open, &super::by_air())).await.expect("sent");
        market.act(move |tx| deal::confirm(tx, &buyer, open)).await.expect("confirmed");
        let done = market.claim(open, claiming(Promise::Truthful, 500)).await.expect("covered");
        market.at(day(47)).await;
        assert_eq!(market.stands().await.protection.due_at, Some(day(77)), "thirty days more");
        market.at(day(77)).await;
        assert_eq!(market.cover().await, Cover::Ending, "a claim is open");
        market.plain(buyer, (open, done.compensation), Act::Withdraw).await.expect("withdrawn");
        market.at(day(78).plus_seconds(-1)).await;
        assert_eq!(
            (market.cover().await, market.stands().await.deposit),
            (Cover::Ending, usd(100_000))
        );
        market.at(day(78)).await;
        assert_eq!((market.cover().await, market.stands().await.deposit), (Cover::Ended, usd(0)));
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deposit_stays_while_a_buyer_of_before_can_still_claim() {
    for market in each_market().await {
        market.sign(&[Promise::Truthful], 100_000).await.expect("signed");
        let (by, buyer, seller) = (market.seller, market.buyer, market.seller);
        let id = market.ordered(10).await;
        market.gives(buyer, 1_000).await;
        market.act(move |tx| deal::pay(tx, &buyer, id, 1)).await.expect("paid");
        market.at(day(1)).await;
        market.act(move |tx| promise::end_all(tx, &by, USD)).await.expect("ending");
        market.at(day(16)).await;
        assert_eq!(market.stands().await.protection.due_at, Some(day(47)), "an order runs");
        market.act(move |tx| deal::ship(tx, &seller, id, &super::by_air())).await.expect("sent");
        market.act(move |tx| deal::confirm(tx, &buyer, id)).await.expect("confirmed");
        market.at(day(17)).await;
        market.at(day(46)).await;
        assert_eq!(market.cover().await, Cover::Ending, "it was over thirty days ago, not more");
        market.at(day(47)).await;
        assert_eq!((market.cover().await, market.stands().await.deposit), (Cover::Ended, usd(0)));
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_at_the_last_moment_still_finds_the_deposit() {
    for market in each_market().await {
        market.sign(&[Promise::Truthful], 100_000).await.expect("signed");
        let (by, buyer, seller) = (market.seller, market.buyer, market.seller);
        let id = market.ordered(10).await;
        market.gives(buyer, 1_000).await;
        market.act(move |tx| deal::pay(tx, &buyer, id, 1)).await.expect("paid");
        market.at(day(1)).await;
        market.act(move |tx| promise::end_all(tx, &by, USD)).await.expect("ending");
        market.at(day(40)).await;
        market.act(move |tx| deal::ship(tx, &seller, id, &super::by_air())).await.expect("sent");
        market.act(move |tx| deal::confirm(tx, &buyer, id)).await.expect("confirmed");
        market.at(day(46)).await;
        assert_eq!(market.stands().await.deposit, usd(100_000), "it can be claimed on until 54");
        market.at(day(54)).await;
        market.feed(1_000).await;
        let done = market.claim(id, claiming(Promise::Truthful, 1_000)).await.expect("claimed");
        let paid = market.plain(seller, (id, done.compensation), Act::Agree).await;
        assert_eq!(paid.expect("agreed"), State::Paid);
        assert_eq!((market.stands().await.deposit, market.fund().await), (usd(99_000), 1_000));
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_promise_ends_alone_and_a_return_can_be_refused_again_for_new_orders() {
    for market in each_market().await {
        market.sign(&[Promise::NoReason, Promise::Fake], 100_000).await.expect("signed");
        let before = market.shipped(10).await;
        market.at(day(1)).await;
        let by = market.seller;
        let end = |promise| move |tx: &mut store::Tx<'_>| promise::end_one(tx, &by, USD, promise);
        assert_eq!(refused(market.act(end(Promise::Truthful)).await), "promise-truthful-stays");
        assert_eq!(refused(market.act(end(Promise::Repair)).await), "promise-nothing-signed");
        market.act(end(Promise::NoReason)).await.expect("ended");
        assert_eq!(market.badge().await, ["truthful", "fake"]);
        let after = market.shipped(10).await;
        for (id, expected) in [(before, Some("remedy-return-of-right")), (after, None)] {
            let (buyer, want) = (market.buyer, remedy::Want::Return);
            let reason = "Too small".to_owned();
            let about = remedy::About::default();
            let new = remedy::NewRemedy { want, amount: usd(1_000), reason, about };
            let done = market.act(move |tx| remedy::ask(tx, &buyer, id, &new)).await;
            let which = (id, done.expect("asked").remedy);
            let no = remedy::NewAct::Saying(remedy::Act::Refuse, "No reason was given".to_owned());
            let told = market.act(move |tx| remedy::perform(tx, &by, which, &no)).await;
            let told = told.err().and_then(|stop| stop.code());
            assert_eq!(told, expected);
        }
        market.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_seven_days_from_the_delivery_a_return_needs_a_reason_again() {
    for market in each_market().await {
        market.sign(&[Promise::NoReason], 100_000).await.expect("signed");
        let id = market.shipped(240).await;
        let buyer = market.buyer;
        let deliver = move |tx: &mut store::Tx<'_>| {
            let view = deal::deal(tx, &buyer, id)?;
            deal::deliver(tx, &Actor::Rail, id, view.shipments[0].id)
        };
        market.act(deliver).await.expect("delivered");
        for (at, is_of_right) in [(day(7), true), (day(7).plus_seconds(1), false)] {
            market.at(at).await;
            let want = remedy::Want::Return;
            let (reason, about) = ("Small".to_owned(), remedy::About::default());
            let new = remedy::NewRemedy { want, amount: usd(100), reason, about };
            let done = market.act(move |tx| remedy::ask(tx, &buyer, id, &new)).await;
            let which = (id, done.expect("asked").remedy);
            let view = market.look(move |tx| remedy::remedy(tx, &buyer, which)).await;
            assert_eq!(view.remedy.is_of_right, is_of_right, "{at:?}");
            let withdraw = remedy::NewAct::Plain(remedy::Act::Withdraw);
            let undone = market.act(move |tx| remedy::perform(tx, &buyer, which, &withdraw)).await;
            undone.expect("withdrawn");
        }
        market.verify().await;
    }
}
