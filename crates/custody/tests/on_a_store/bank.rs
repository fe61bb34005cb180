//! Money in and out through the bank.

use super::files::open_differences;
use super::{
    BUYER, DEAL, SELLER, act, each_store, fund_with, migrations, open, owner, refused, sums,
    top_up, usd, verify, wallet,
};
use custody::{BankNotice, Booked, Bounce, OrderState};
use kernel::{Actor, Limit, Outcome, Role, Scope, Stop};
use store::{Tx, run_followers, run_timers};
use testkit::{Fresh, fresh as fresh_store};

fn notice(bank: &str, order: &str, minor: i64) -> BankNotice {
    BankNotice {
        bank_reference: bank.to_owned(),
        order_reference: order.to_owned(),
        amount: usd(minor),
    }
}

async fn reference(fresh: &Fresh, minor: i64) -> String {
    let ask = move |tx: &mut Tx<'_>| custody::pay_in_reference(tx, BUYER, DEAL, usd(minor));
    act(fresh, ask).await.expect("an order").reference
}

async fn book(fresh: &Fresh, told: BankNotice) -> Outcome<Booked> {
    act(fresh, move |tx| custody::book_payment(tx, &told)).await
}

async fn withdraw(fresh: &Fresh, by: Actor, minor: i64) -> Outcome<custody::BankOrder> {
    act(fresh, move |tx| custody::withdraw(tx, &by, usd(minor), "SE45 5000")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bank_notice_three_times_books_once() {
    for fresh in each_store() {
        open(&fresh).await;
        let order = reference(&fresh, 100).await;
        assert_eq!(reference(&fresh, 100).await, order, "asked again, the same order");
        let told = notice("B1", &order, 100);
        let (one, two) = tokio::join!(book(&fresh, told.clone()), book(&fresh, told.clone()));
        let three = book(&fresh, told).await.expect("told again");
        let replays = [one.expect("told"), two.expect("told"), three];
        assert_eq!(replays.iter().filter(|booked| !booked.is_replay).count(), 1);
        assert_eq!(wallet(&fresh, BUYER).await, (100, 100));
        assert_eq!(refused(book(&fresh, notice("B1", &order, 99)).await), "custody-notice-differs");
        let unknown = notice("B2", "RF00X", 5);
        assert_eq!(refused(book(&fresh, unknown).await), "custody-unknown-reference");
        verify(&fresh).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn too_much_too_little_and_twice_all_lie_in_the_wallet() {
    for fresh in each_store() {
        open(&fresh).await;
        let order = reference(&fresh, 100).await;
        book(&fresh, notice("B1", &order, 40)).await.expect("too little");
        book(&fresh, notice("B2", &order, 170)).await.expect("too much, later");
        assert_eq!(wallet(&fresh, BUYER).await, (210, 210));
        verify(&fresh).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bounced_payment_is_taken_from_the_wallet_or_from_what_is_held() {
    for fresh in each_store() {
        open(&fresh).await;
        let order = reference(&fresh, 100).await;
        book(&fresh, notice("B1", &order, 100)).await.expect("booked");
        book(&fresh, notice("B2", &order, 100)).await.expect("booked");
        fund_with(&fresh, &order, 100).await;
        let bounce = async |bank: &str, of: &str| {
            let told = Bounce { bank_reference: bank.to_owned(), of: of.to_owned() };
            act(&fresh, move |tx| custody::bounce(tx, &told)).await
        };
        bounce("R1", "B1").await.expect("from the wallet");
        assert_eq!(sums(&fresh).await, [100, 0, 100, 0, 0, 0]);
        assert!(bounce("R1", "B1").await.expect("told again").is_replay);
        assert_eq!(refused(bounce("R9", "B1").await), "custody-notice-differs");
        bounce("R2", "B2").await.expect("from what is held");
        assert_eq!(sums(&fresh).await, [100, 100, 0, 0, 0, 0]);
        assert_eq!(wallet(&fresh, BUYER).await, (0, 0));
        book(&fresh, notice("B3", &order, 100)).await.expect("booked");
        fund_with(&fresh, &order, 100).await;
        super::confirm(&fresh).await.expect("released");
        // What was released is owed by who has it, and a clerk looks.
        bounce("R3", "B3").await.expect("owed");
        assert!(bounce("R3", "B3").await.expect("told again").is_replay);
        let owed = act(&fresh, |tx| custody::claims(tx, &owner(SELLER))).await.expect("claims");
        assert_eq!(owed.iter().map(|claim| claim.left().minor).collect::<Vec<_>>(), [100]);
        let listed = open_differences(&fresh).await;
        assert_eq!(listed.iter().map(|line| line.kind.word()).collect::<Vec<_>>(), ["claimed"]);
        verify(&fresh).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_withdrawal_is_held_until_the_bank_has_answered() {
    for fresh in each_store() {
        top_up(&fresh, SELLER, 100).await;
        let order = withdraw(&fresh, owner(SELLER), 60).await.expect("ordered");
        assert_eq!(wallet(&fresh, SELLER).await, (100, 40));
        let more = withdraw(&fresh, owner(SELLER), 41).await;
        assert_eq!(refused(more), "custody-wallet-too-small");
        let wrong = notice("B7", &order.reference, 61);
        let wrong = act(&fresh, move |tx| custody::book_payout(tx, &wrong)).await;
        assert_eq!(refused(wrong), "custody-other-amount");
        for is_replay in [false, true] {
            let told = notice("B8", &order.reference, 60);
            let booked = act(&fresh, move |tx| custody::book_payout(tx, &told)).await;
            assert_eq!(booked.expect("booked").is_replay, is_replay);
        }
        assert_eq!(wallet(&fresh, SELLER).await, (40, 40));
        let late = notice("B9", &order.reference, 60);
        let late = act(&fresh, move |tx| custody::reject(tx, &late)).await;
        assert_eq!(refused(late), "custody-not-of-this-order");
        verify(&fresh).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rejected_withdrawal_is_free_again() {
    for fresh in each_store() {
        top_up(&fresh, SELLER, 100).await;
        let order = withdraw(&fresh, owner(SELLER), 60).await.expect("ordered");
        for is_replay in [false, true] {
            let told = notice("B8", &order.reference, 60);
            let booked = act(&fresh, move |tx| custody::reject(tx, &told)).await;
            assert_eq!(booked.expect("rejected").is_replay, is_replay);
        }
        assert_eq!(wallet(&fresh, SELLER).await, (100, 100));
        let late = notice("B9", &order.reference, 60);
        let late = act(&fresh, move |tx| custody::book_payout(tx, &late)).await;
        assert_eq!(refused(late), "ledger-hold-already-voided");
        verify(&fresh).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_an_owner_takes_money_out_and_a_stranger_sees_nothing() {
    for fresh in each_store() {
        top_up(&fresh, SELLER, 100).await;
        let firm = Some((SELLER, Role::Staff));
        let staff = Actor::Member { person: kernel::Id::new(2), firm, scope: Scope::Full };
        assert!(matches!(withdraw(&fresh, staff, 1).await, Err(Stop::Forbidden)));
        assert!(matches!(withdraw(&fresh, Actor::Stranger, 1).await, Err(Stop::SignIn)));
        let look = move |tx: &mut Tx<'_>| {
            let own = custody::wallet(tx, &staff)?;
            let other = custody::wallet(tx, &owner(BUYER))?;
            let lines = custody::statement(tx, &staff, usd(0).currency, None, Limit::DEFAULT)?;
            Ok((own.len(), other.len(), lines.rows.len()))
        };
        assert_eq!(fresh.store.read("look", look).await.expect("seen"), (1, 0, 1));
        let look = |tx: &mut Tx<'_>| custody::wallet(tx, &Actor::Stranger);
        assert!(matches!(fresh.store.read("look", look).await, Err(Stop::SignIn)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_simulated_bank_answers_every_order_once() {
    for fresh in testkit::engines().map(|engine| fresh_store(engine, migrations())) {
        for _ in 0..60 {
            let order = |tx: &mut Tx<'_>| custody::top_up(tx, &owner(BUYER), usd(10));
            act(&fresh, order).await.expect("ordered");
        }
        let bank = custody::jobs::SIMULATED_BANK;
        while run_followers(&fresh.store, &[bank]).await.expect("heard") > 0 {}
        let early = run_timers(&fresh.store, custody::jobs::on_due).await.expect("nothing due");
        fresh.clock.set(testkit::noon().plus_seconds(5));
        let mut answers = 0;
        loop {
            match run_timers(&fresh.store, custody::jobs::on_due).await.expect("answered") {
                0 => break,
                some => answers += some,
            }
        }
        let look =
            |tx: &mut Tx<'_>| custody::orders(tx, &owner(BUYER), None, Limit::clamp(Limit::MOST));
        let orders = fresh.store.read("orders", look).await.expect("orders").rows;
        let count = |state| orders.iter().filter(|order| order.state == state).count();
        let booked = count(OrderState::Booked);
        assert_eq!((early, booked + count(OrderState::Rejected)), (0, 60));
        assert!(answers >= 60);
        let minor = i64::try_from(booked).expect("few") * 10;
        assert_eq!(wallet(&fresh, BUYER).await, (minor, minor));
        verify(&fresh).await;
    }
}
