//! Money's edges: what is stopped on its way out, and what nobody asks for.

use super::custodian::{bank_of, named_account, played};
use super::{
    BUYER, SELLER, act, each_store, fund, open, owner, refused, second, top_up, usd, verify, wallet,
};
use custody::{BankOrder, NewStop, OrderState, StopCause};
use kernel::rules::Rules;
use kernel::{Actor, Any, Currency, Desk, Id, Limit, Outcome};
use ledger::{Account, Purpose};
use std::sync::Arc;
use store::clock::Clock as _;
use store::{Tx, run_timers};
use testkit::{Fresh, noon};

const CLERK: Actor = Actor::Clerk { person: Id::new(71), desk: Desk::Operator };
const SECOND: Actor = Actor::Clerk { person: Id::new(72), desk: Desk::Operator };
const CASE: Id<Any> = Id::new(5_001);

fn check() -> NewStop {
    NewStop {
        id: CASE,
        firm: SELLER,
        cause: StopCause::Check,
        order: None,
        stays: None,
        only_to: None,
        ends_deals: false,
        told: None,
    }
}

async fn stop(fresh: &Fresh, new: NewStop) {
    act(fresh, move |tx| custody::stop_payouts(tx, &new)).await.expect("stopped");
}

async fn orders(fresh: &Fresh) -> Vec<BankOrder> {
    let look = |tx: &mut Tx<'_>| custody::orders(tx, &owner(SELLER), None, Limit::DEFAULT);
    fresh.store.read("orders", look).await.expect("orders").rows
}

async fn pay_out(fresh: &Fresh, minor: i64) -> Outcome<BankOrder> {
    let list = fresh.store.read("accounts", |tx| custody::bank_accounts(tx, &owner(SELLER)));
    let account = list.await.expect("accounts")[0].id;
    act(fresh, move |tx| custody::pay_out(tx, &owner(SELLER), usd(minor), account)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payout_that_is_checked_is_left_out_of_the_file_and_goes_with_the_next_one() {
    for fresh in each_store() {
        top_up(&fresh, SELLER, 1_000).await;
        named_account(&fresh, SELLER).await;
        pay_out(&fresh, 100).await.expect("ordered");
        stop(&fresh, check()).await;
        assert_eq!(refused(pay_out(&fresh, 50).await), "custody-being-checked");
        let behind = Arc::new(played(1));
        let bank = bank_of(Arc::clone(&behind));
        assert_eq!(bank.send_payouts(&fresh.store).await.expect("nothing goes"), 0);
        assert_eq!(orders(&fresh).await[0].state, OrderState::Waiting);
        assert_eq!(wallet(&fresh, SELLER).await, (1_000, 900), "it stays held");
        act(&fresh, |tx| custody::end_stop(tx, SELLER, CASE)).await.expect("let go");
        assert_eq!(bank.send_payouts(&fresh.store).await.expect("it goes"), 1);
        assert_eq!(orders(&fresh).await[0].state, OrderState::Sent);
        verify(&fresh).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_that_has_not_left_leaves_out_what_is_stopped_meanwhile() {
    for fresh in each_store() {
        top_up(&fresh, SELLER, 1_000).await;
        named_account(&fresh, SELLER).await;
        let first = pay_out(&fresh, 100).await.expect("ordered").id;
        let second = pay_out(&fresh, 200).await.expect("ordered").id;
        let own = custody::OwnAccount {
            currency: Currency::USD,
            number: super::custodian::ACCOUNT.to_owned(),
        };
        let made = act(&fresh, move |tx| custody::make_batch(tx, &own)).await.expect("made");
        assert_eq!(made.expect("a batch").payments, 2);
        stop(&fresh, NewStop { order: Some(first), ..check() }).await;
        let bank = bank_of(Arc::new(played(2)));
        assert_eq!(bank.send_payouts(&fresh.store).await.expect("one goes"), 1);
        let states = |all: Vec<BankOrder>| {
            all.into_iter().take(2).map(|order| (order.id, order.state)).collect::<Vec<_>>()
        };
        let expected = [(second, OrderState::Sent), (first, OrderState::Waiting)];
        assert_eq!(states(orders(&fresh).await), expected);
        act(&fresh, |tx| custody::end_stop(tx, SELLER, CASE)).await.expect("let go");
        fresh.clock.set(noon().plus_seconds(3_600));
        assert_eq!(bank.send_payouts(&fresh.store).await.expect("the other goes"), 1);
        verify(&fresh).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_of_which_nothing_may_leave_is_no_batch() {
    for fresh in each_store() {
        top_up(&fresh, SELLER, 1_000).await;
        named_account(&fresh, SELLER).await;
        pay_out(&fresh, 100).await.expect("ordered");
        let own = custody::OwnAccount {
            currency: Currency::USD,
            number: super::custodian::ACCOUNT.to_owned(),
        };
        let made = act(&fresh, move |tx| custody::make_batch(tx, &own)).await.expect("made");
        assert_eq!(made.expect("a batch").payments, 1);
        stop(&fresh, check()).await;
        let bank = bank_of(Arc::new(played(3)));
        assert_eq!(bank.send_payouts(&fresh.store).await.expect("nothing goes"), 0);
        assert_eq!(orders(&fresh).await[0].state, OrderState::Waiting);
        act(&fresh, |tx| custody::end_stop(tx, SELLER, CASE)).await.expect("let go");
        assert_eq!(bank.send_payouts(&fresh.store).await.expect("it goes"), 1);
        verify(&fresh).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_of_a_court_says_what_stays_and_where_the_rest_may_go() {
    for fresh in each_store() {
        top_up(&fresh, SELLER, 1_000).await;
        let account = named_account(&fresh, SELLER).await;
        let told = Some("District Court of Malmö, T 12-26".to_owned());
        let order = || NewStop { cause: StopCause::Order, told: told.clone(), ..check() };
        stop(&fresh, NewStop { stays: Some(usd(700)), ..order() }).await;
        assert_eq!(refused(pay_out(&fresh, 301).await), "custody-frozen-by-order");
        pay_out(&fresh, 300).await.expect("the rest may go");
        act(&fresh, |tx| custody::end_stop(tx, SELLER, CASE)).await.expect("lifted");
        let only = NewStop { id: Id::new(5_002), only_to: Some(Id::new(1)), ..order() };
        stop(&fresh, only).await;
        assert_eq!(refused(pay_out(&fresh, 1).await), "custody-only-to-administrator");
        act(&fresh, |tx| custody::end_stop(tx, SELLER, Id::new(5_002))).await.expect("lifted");
        let only = NewStop { id: Id::new(5_003), only_to: Some(account), ..order() };
        stop(&fresh, only).await;
        pay_out(&fresh, 1).await.expect("to the administrator");
        let told = fresh.store.read("told", |tx| custody::orders_over(tx, &owner(SELLER))).await;
        assert_eq!(told.expect("told").len(), 1, "the firm reads what stands");
        stop(&fresh, NewStop { id: Id::new(5_005), ..check() }).await;
        let told = fresh.store.read("told", |tx| custody::orders_over(tx, &owner(SELLER))).await;
        assert_eq!(told.expect("told").len(), 1, "and nothing of a check");
        let whole = NewStop { id: Id::new(5_004), ends_deals: true, ..order() };
        stop(&fresh, whole).await;
        act(&fresh, |tx| custody::take_waiting_back(tx, SELLER)).await.expect("taken back");
        assert_eq!(wallet(&fresh, SELLER).await, (1_000, 1_000), "what had not left is free");
        assert_eq!(refused(pay_out(&fresh, 1).await), "custody-stopped-by-order");
        let begin = |tx: &mut Tx<'_>| custody::may_begin(tx, Id::new(77), SELLER);
        assert_eq!(refused(act(&fresh, begin).await), "custody-no-new-deals");
        verify(&fresh).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_lies_ready_for_the_bank_goes_back_where_a_court_has_spoken_since() {
    for fresh in each_store() {
        top_up(&fresh, SELLER, 1_000).await;
        named_account(&fresh, SELLER).await;
        pay_out(&fresh, 900).await.expect("ordered");
        let own = custody::OwnAccount {
            currency: Currency::USD,
            number: super::custodian::ACCOUNT.to_owned(),
        };
        let made = act(&fresh, move |tx| custody::make_batch(tx, &own)).await.expect("made");
        let batch = made.expect("a batch");
        fresh.clock.set(fresh.clock.now().plus_seconds(1));
        let told = Some("District Court of Malmö, T 12-26".to_owned());
        let stays = Some(usd(700));
        let order = NewStop { cause: StopCause::Order, told, stays, ..check() };
        stop(&fresh, order).await;
        let id = batch.id;
        let leaves = act(&fresh, move |tx| custody::mark_leaving(tx, id)).await;
        assert!(!leaves.expect("looked at"), "it was stopped while its file was written");
        let bank = bank_of(Arc::new(played(3)));
        assert_eq!(bank.send_payouts(&fresh.store).await.expect("nothing goes"), 0);
        assert_eq!(orders(&fresh).await[0].state, OrderState::Rejected);
        assert_eq!(wallet(&fresh, SELLER).await, (1_000, 1_000), "it is free again");
        assert_eq!(refused(pay_out(&fresh, 301).await), "custody-frozen-by-order");
        fresh.clock.set(fresh.clock.now().plus_seconds(1));
        pay_out(&fresh, 300).await.expect("what the order leaves free");
        fresh.clock.set(fresh.clock.now().plus_seconds(3_600));
        assert_eq!(bank.send_payouts(&fresh.store).await.expect("it goes"), 1);
        verify(&fresh).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn stopped_money_does_not_leave_by_a_deal_or_a_deposit_either() {
    for fresh in each_store() {
        top_up(&fresh, BUYER, 1_000).await;
        open(&fresh).await;
        let freeze = |minor| act(&fresh, move |tx| custody::freeze(tx, BUYER, usd(minor)));
        stop(&fresh, NewStop { firm: BUYER, ..check() }).await;
        assert_eq!(refused(fund(&fresh, 1).await), "custody-being-checked");
        assert_eq!(refused(freeze(1).await), "custody-being-checked");
        act(&fresh, |tx| custody::end_stop(tx, BUYER, CASE)).await.expect("let go");
        let told = Some("District Court of Malmö, T 12-26".to_owned());
        let (cause, stays) = (StopCause::Order, Some(usd(700)));
        let order = NewStop { id: Id::new(5_002), firm: BUYER, cause, stays, told, ..check() };
        stop(&fresh, order).await;
        assert_eq!(refused(fund(&fresh, 301).await), "custody-frozen-by-order");
        fund(&fresh, 300).await.expect("the rest is free");
        assert_eq!(wallet(&fresh, BUYER).await, (700, 700));
        verify(&fresh).await;
    }
}

/// What lies apart in the ledger.
async fn apart(fresh: &Fresh) -> i64 {
    let account = Account::new(custody::UNCLAIMED, Purpose::Escrow, Currency::USD);
    let look = move |tx: &mut Tx<'_>| ledger::balance(tx, account);
    fresh.store.read("apart", look).await.expect("a balance").posted.minor
}

async fn fires(fresh: &Fresh, days: i64, seconds: i64) -> usize {
    fresh.clock.set(noon().plus_days(days).plus_seconds(seconds));
    let mut fired = 0;
    loop {
        match run_timers(&fresh.store, custody::jobs::on_due).await.expect("fired") {
            0 => return fired,
            some => fired += some,
        }
    }
}

async fn unclaimed_is_right(fresh: &Fresh) {
    let found = fresh.store.read("verify", custody::verify_unclaimed).await.expect("findings");
    assert_eq!(found, Vec::<String>::new());
    verify(fresh).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn money_that_nobody_moves_is_kept_apart_at_its_second_and_given_back_in_one_step() {
    let rules = &Rules::current().unclaimed;
    for fresh in each_store() {
        top_up(&fresh, SELLER, 1_000).await;
        let watched = custody::jobs::watch_new_wallets(&fresh.store).await.expect("watched");
        assert_eq!(watched, 1);
        assert_eq!(custody::jobs::watch_new_wallets(&fresh.store).await.expect("once"), 0);
        assert_eq!(fires(&fresh, 0, 0).await, 1, "the first look");
        assert_eq!(fires(&fresh, rules.first_letter_d, -1).await, 0);
        assert_eq!(fires(&fresh, rules.first_letter_d, 0).await, 1);
        assert_eq!(fires(&fresh, rules.second_letter_d, 0).await, 1);
        assert_eq!(fires(&fresh, rules.moved_d, -1).await, 0);
        assert_eq!((apart(&fresh).await, wallet(&fresh, SELLER).await), (0, (1_000, 1_000)));
        assert_eq!(fires(&fresh, rules.moved_d, 0).await, 1);
        assert_eq!((apart(&fresh).await, wallet(&fresh, SELLER).await), (1_000, (0, 0)));
        unclaimed_is_right(&fresh).await;
        let own = fresh.store.read("own", |tx| custody::unclaimed(tx, &owner(SELLER))).await;
        assert_eq!(own.expect("told")[0].left(), usd(1_000));
        let claim = |tx: &mut Tx<'_>| custody::claim_unclaimed(tx, &owner(SELLER), Currency::USD);
        let (one, two) = tokio::join!(act(&fresh, claim), act(&fresh, claim));
        assert!(one.is_ok() != two.is_ok(), "two at once have it back once");
        assert_eq!((apart(&fresh).await, wallet(&fresh, SELLER).await), (0, (1_000, 1_000)));
        assert_eq!(refused(act(&fresh, claim).await), "custody-nothing-unclaimed");
        unclaimed_is_right(&fresh).await;
        // Having it back is a movement: it begins anew from there.
        let next = rules.moved_d + rules.first_letter_d;
        assert_eq!(fires(&fresh, next, 0).await, 1);
        assert_eq!(apart(&fresh).await, 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_moves_money_has_all_the_time_anew() {
    let rules = &Rules::current().unclaimed;
    for fresh in each_store() {
        top_up(&fresh, SELLER, 1_000).await;
        custody::jobs::watch_new_wallets(&fresh.store).await.expect("watched");
        fires(&fresh, rules.second_letter_d, 0).await;
        fresh.clock.set(noon().plus_days(rules.second_letter_d + 30));
        top_up(&fresh, SELLER, 5).await;
        fires(&fresh, rules.moved_d + 29, 0).await;
        assert_eq!(apart(&fresh).await, 0);
        fires(&fresh, rules.second_letter_d + 30 + rules.moved_d, 0).await;
        assert_eq!(apart(&fresh).await, 1_005);
        unclaimed_is_right(&fresh).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn money_that_an_order_keeps_is_not_set_apart_and_nobody_is_told_to_move_it() {
    let rules = &Rules::current().unclaimed;
    for fresh in each_store() {
        top_up(&fresh, SELLER, 1_000).await;
        custody::jobs::watch_new_wallets(&fresh.store).await.expect("watched");
        fires(&fresh, rules.first_letter_d, 0).await;
        fires(&fresh, rules.second_letter_d, 0).await;
        let told = Some("District Court of Malmö, T 12-26".to_owned());
        stop(&fresh, NewStop { cause: StopCause::Order, told, ..check() }).await;
        assert_eq!(fires(&fresh, rules.moved_d, 0).await, 1, "looked at");
        assert_eq!((apart(&fresh).await, wallet(&fresh, SELLER).await), (0, (1_000, 1_000)));
        fires(&fresh, rules.moved_d + 5_000, 0).await;
        assert_eq!(apart(&fresh).await, 0);
        act(&fresh, |tx| custody::end_stop(tx, SELLER, CASE)).await.expect("lifted");
        let lifted = rules.moved_d + 5_000;
        fires(&fresh, lifted + rules.first_letter_d, 0).await;
        fires(&fresh, lifted + rules.second_letter_d, 0).await;
        assert_eq!(apart(&fresh).await, 0, "all the time begins anew");
        fires(&fresh, lifted + rules.moved_d + rules.first_letter_d, 0).await;
        assert_eq!(apart(&fresh).await, 1_000);
        unclaimed_is_right(&fresh).await;
    }
}

/// The fund pays a buyer in the seller's place, who owes it then.
async fn owes(fresh: &Fresh, minor: i64) -> (Id<kernel::Firm>, Id<custody::ClaimKind>) {
    let owe = move |tx: &mut Tx<'_>| {
        let bank = Account::new(custody::CUSTODIAN, Purpose::Bank, Currency::USD);
        let own = Account::new(custody::PLATFORM, Purpose::Platform, Currency::USD);
        let earned = ledger::Transfer::between(tx.id(), bank, own, 3 * minor, "fee-sweep");
        ledger::post_new(tx, &earned)?;
        Ok(custody::feed_fund(tx, &CLERK, usd(minor), "To begin with")?.id)
    };
    let feed = act(fresh, owe).await.expect("fed");
    if minor >= 1_000_000 {
        second(fresh, SECOND, feed.cast(), true).await.expect("agreed");
    }
    let compensate = move |tx: &mut Tx<'_>| {
        let (agreement, about) = (super::DEAL, "fake");
        let (buyer, seller) = (super::BUYER, SELLER);
        custody::compensate(
            tx,
            &custody::Payment { agreement, buyer, seller, amount: usd(minor), about },
        )
    };
    act(fresh, compensate).await.expect("paid");
    let look = |tx: &mut Tx<'_>| custody::open_claims(tx, &CLERK, None, Limit::DEFAULT);
    let claim = fresh.store.read("claims", look).await.expect("claims").rows.remove(0);
    (claim.firm, claim.id)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_debt_is_forgiven_by_one_clerk_if_small_and_by_two_if_large() {
    for fresh in each_store() {
        let which = owes(&fresh, 900).await;
        let forgive = |by: Actor, which| {
            act(&fresh, move |tx| custody::forgive_claim(tx, &by, which, "The firm is gone."))
        };
        assert!(matches!(forgive(owner(SELLER), which).await, Err(kernel::Stop::Forbidden)));
        assert!(forgive(CLERK, which).await.expect("done at once"));
        assert_eq!(refused(forgive(CLERK, which).await), "custody-claim-ended");
        let balance = fresh.store.read("fund", |tx| custody::fund_balance(tx, Currency::USD));
        assert_eq!(balance.await.expect("a fund"), usd(900), "the market bore it");
        let which = owes(&fresh, 1_000_000).await;
        assert!(!forgive(CLERK, which).await.expect("asked"));
        assert_eq!(
            refused(second(&fresh, CLERK, which.1.cast(), true).await),
            "assent-not-oneself"
        );
        second(&fresh, SECOND, which.1.cast(), true).await.expect("agreed");
        let look = |tx: &mut Tx<'_>| custody::open_claims(tx, &CLERK, None, Limit::DEFAULT);
        assert_eq!(fresh.store.read("claims", look).await.expect("none").rows.len(), 0);
        verify(&fresh).await;
    }
}
