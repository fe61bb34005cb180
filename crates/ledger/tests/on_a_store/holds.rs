//! Holds: within the balance, settled or voided once.

use super::{each_store, escrow, fund, holds_now, moving, refused, wallet};
use kernel::{Id, Limit, Outcome};
use ledger::{Hold, HoldKey, HoldState, Part, Posted};
use store::Tx;
use testkit::Fresh;
use tokio::task::JoinSet;

fn key(id: i64) -> HoldKey {
    HoldKey { owner: Id::new(2), id: Id::new(id) }
}

async fn hold(fresh: &Fresh, id: i64, minor: i64) -> Outcome<Hold> {
    let act = move |tx: &mut Tx<'_>| ledger::hold(tx, key(id), wallet(2), minor);
    fresh.store.write("hold", act).await
}

async fn settle(fresh: &Fresh, id: i64, transfer: i64, minor: i64) -> Outcome<Posted> {
    let transfer = moving(transfer, wallet(2), escrow(9), minor);
    fresh.store.write("settle", move |tx| ledger::settle(tx, key(id), &transfer)).await
}

async fn void(fresh: &Fresh, id: i64, part: Part) -> Outcome<Hold> {
    fresh.store.write("void", move |tx| ledger::void(tx, key(id), part)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn concurrent_holds_never_exceed_the_balance() {
    for fresh in each_store() {
        fund(&fresh, wallet(2), 100).await;
        let mut asked = JoinSet::new();
        for id in 1..=30 {
            let store = fresh.store.clone();
            let act = move |tx: &mut Tx<'_>| ledger::hold(tx, key(id), wallet(2), 7);
            asked.spawn(async move { store.write("hold", act).await });
        }
        let asked = asked.join_all().await;
        let passed = asked.iter().filter(|outcome| outcome.is_ok()).count();
        assert_eq!(passed, 14);
        assert_eq!(holds_now(&fresh, wallet(2)).await, (100, 2));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hold_is_settled_or_voided_once() {
    for fresh in each_store() {
        fund(&fresh, wallet(2), 100).await;
        hold(&fresh, 5, 60).await.expect("held");
        let again = hold(&fresh, 5, 60).await.expect("as it stands");
        assert_eq!((again.state, again.amount_minor), (HoldState::Open, 60));
        assert_eq!(refused(hold(&fresh, 5, 61).await), "ledger-hold-differs");
        let (one, two) = tokio::join!(settle(&fresh, 5, 7, 60), settle(&fresh, 5, 8, 60));
        let stopped = if one.is_ok() { two } else { one };
        assert_eq!(refused(stopped), "ledger-hold-already-settled");
        let late = void(&fresh, 5, Part::Rest).await;
        assert_eq!(refused(late), "ledger-hold-already-settled");
        assert_eq!(holds_now(&fresh, wallet(2)).await, (40, 40));
        assert_eq!(holds_now(&fresh, escrow(9)).await, (60, 60));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_settlement_is_answered_again_by_its_transfer() {
    for fresh in each_store() {
        fund(&fresh, wallet(2), 100).await;
        hold(&fresh, 5, 60).await.expect("held");
        assert!(!settle(&fresh, 5, 7, 60).await.expect("settled").is_replay);
        assert!(settle(&fresh, 5, 7, 60).await.expect("settled before").is_replay);
        assert_eq!(holds_now(&fresh, escrow(9)).await, (60, 60));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_after_a_void_is_refused() {
    for fresh in each_store() {
        fund(&fresh, wallet(2), 100).await;
        hold(&fresh, 5, 60).await.expect("held");
        let voided = void(&fresh, 5, Part::Rest).await.expect("voided");
        assert_eq!(voided.state, HoldState::Voided);
        assert_eq!(refused(settle(&fresh, 5, 7, 60).await), "ledger-hold-already-voided");
        assert_eq!(refused(void(&fresh, 5, Part::Rest).await), "ledger-hold-already-voided");
        assert_eq!(holds_now(&fresh, wallet(2)).await, (100, 100));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_payment_after_a_void_is_refused() {
    for fresh in each_store() {
        fund(&fresh, wallet(2), 100).await;
        hold(&fresh, 5, 60).await.expect("held");
        settle(&fresh, 5, 7, 20).await.expect("a part in time");
        void(&fresh, 5, Part::Minor(10)).await.expect("a part given back");
        assert_eq!(holds_now(&fresh, wallet(2)).await, (80, 50));
        void(&fresh, 5, Part::Rest).await.expect("the rest given back");
        assert_eq!(refused(settle(&fresh, 5, 8, 10).await), "ledger-hold-already-voided");
        assert!(settle(&fresh, 5, 7, 20).await.expect("it was in time").is_replay);
        assert_eq!(holds_now(&fresh, wallet(2)).await, (80, 80));
        assert_eq!(holds_now(&fresh, escrow(9)).await, (20, 20));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn open_holds_are_listed_and_closed_ones_are_found() {
    for fresh in each_store() {
        fund(&fresh, wallet(2), 100).await;
        for id in 1..=3 {
            hold(&fresh, id, 10).await.expect("held");
        }
        void(&fresh, 2, Part::Rest).await.expect("voided");
        let look = |tx: &mut Tx<'_>| {
            let page = ledger::open_holds(tx, wallet(2), None, Limit::DEFAULT)?;
            Ok((page, ledger::hold_of(tx, key(2))?))
        };
        let (page, closed) = fresh.store.read("holds", look).await.expect("a page");
        assert_eq!(page.rows.iter().map(|hold| hold.id.raw()).collect::<Vec<_>>(), [1, 3]);
        assert_eq!(closed.state, HoldState::Voided);
        let absent = settle(&fresh, 99, 50, 1).await;
        assert!(matches!(absent, Err(kernel::Stop::Absent)));
    }
}
