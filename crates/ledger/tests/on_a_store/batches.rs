//! Many transfers in one call, and the sweep that is made of it.

use super::{BANK, each_store, escrow, fund, holds_now, moving, post, refused, usd, wallet};
use kernel::{Id, Outcome};
use ledger::{MOST_SWEPT, Posted, Purpose, Transfer, jobs};
use testkit::Fresh;

async fn post_all(fresh: &Fresh, transfers: Vec<Transfer>) -> Outcome<Vec<Posted>> {
    fresh.store.write("post_all", move |tx| ledger::post_all(tx, &transfers)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn one_key_twice_in_one_batch_applies_once() {
    for fresh in each_store() {
        fund(&fresh, wallet(2), 100).await;
        let pay = || moving(7, wallet(2), wallet(3), 30);
        let posted = post_all(&fresh, vec![pay(), pay()]).await.expect("posted");
        let replays: Vec<bool> = posted.iter().map(|posted| posted.is_replay).collect();
        assert_eq!(replays, [false, true]);
        let differs = vec![moving(8, wallet(2), wallet(3), 1), moving(8, wallet(2), wallet(3), 2)];
        assert_eq!(refused(post_all(&fresh, differs).await), "ledger-transfer-differs");
        // The same in one group commit: both callers ask at once.
        let (one, two) = tokio::join!(
            post(&fresh, moving(9, wallet(2), wallet(3), 5)),
            post(&fresh, moving(9, wallet(2), wallet(3), 5))
        );
        assert_ne!(one.expect("posted").is_replay, two.expect("posted").is_replay);
        assert_eq!(holds_now(&fresh, wallet(3)).await, (35, 35));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bulk_call_that_stops_half_way_leaves_nothing() {
    for fresh in each_store() {
        fund(&fresh, wallet(2), 100).await;
        let mut transfers: Vec<_> =
            (10..20).map(|id| moving(id, wallet(2), wallet(id), 10)).collect();
        transfers.insert(5, moving(50, wallet(3), wallet(4), 1));
        assert_eq!(refused(post_all(&fresh, transfers).await), "ledger-insufficient-funds");
        assert_eq!(holds_now(&fresh, wallet(2)).await, (100, 100));
        assert_eq!(holds_now(&fresh, wallet(10)).await, (0, 0));
        let report = jobs::verify(&fresh.store).await.expect("verified");
        assert_eq!((report.accounts, report.transfers), (2, 1));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bulk_call_repeated_moves_only_what_is_new() {
    for fresh in each_store() {
        let first =
            |count: i64| (10..10 + count).map(|id| moving(id, BANK, wallet(id % 3 + 2), 10));
        post_all(&fresh, first(20).collect()).await.expect("posted");
        let again = post_all(&fresh, first(25).collect()).await.expect("posted");
        assert_eq!(again.iter().filter(|posted| posted.is_replay).count(), 20);
        assert_eq!(holds_now(&fresh, BANK).await, (-250, -250));
        let changed = vec![moving(12, BANK, wallet(2), 11)];
        assert_eq!(refused(post_all(&fresh, changed).await), "ledger-transfer-differs");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_order_of_a_batch_decides_what_is_covered() {
    for fresh in each_store() {
        let (into, onward) = (moving(7, BANK, wallet(2), 10), moving(8, wallet(2), wallet(3), 10));
        let early = post_all(&fresh, vec![onward.clone(), into.clone()]).await;
        assert_eq!(refused(early), "ledger-insufficient-funds");
        post_all(&fresh, vec![into, onward]).await.expect("covered");
        assert_eq!(holds_now(&fresh, wallet(2)).await, (0, 0));
        assert_eq!(holds_now(&fresh, wallet(3)).await, (10, 10));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_held_is_not_spent_by_a_batch() {
    for fresh in each_store() {
        fund(&fresh, wallet(2), 100).await;
        let key = ledger::HoldKey { owner: Id::new(2), id: Id::new(5) };
        let held = fresh.store.write("hold", move |tx| ledger::hold(tx, key, wallet(2), 60));
        held.await.expect("held");
        let spend = vec![moving(7, wallet(2), escrow(9), 40), moving(8, wallet(2), escrow(9), 1)];
        assert_eq!(refused(post_all(&fresh, spend).await), "ledger-insufficient-funds");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_sweep_of_the_day_finds_nothing() {
    for fresh in each_store() {
        let deals = MOST_SWEPT + 30;
        let fees = (0..deals)
            .map(|deal| moving(1_000 + deal, BANK, usd(100 + deal, Purpose::Fee), deal + 1));
        post_all(&fresh, fees.collect()).await.expect("fees");
        let market = Id::new(3);
        let swept = jobs::sweep_all_fees(&fresh.store, market).await.expect("swept");
        assert_eq!(i64::try_from(swept), Ok(deals));
        let all = deals * (deals + 1) / 2;
        assert_eq!(holds_now(&fresh, usd(3, Purpose::Platform)).await, (all, all));
        assert_eq!(jobs::sweep_all_fees(&fresh.store, market).await.expect("swept"), 0);
        let report = jobs::verify(&fresh.store).await.expect("verified");
        assert_eq!(report.problems, []);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_held_fee_stays_where_it_is_and_stops_no_sweep() {
    for fresh in each_store() {
        let (held, free) = (usd(100, Purpose::Fee), usd(101, Purpose::Fee));
        fund(&fresh, held, 60).await;
        fund(&fresh, free, 5).await;
        let key = ledger::HoldKey { owner: held.owner, id: Id::new(5) };
        let keep = fresh.store.write("hold", move |tx| ledger::hold(tx, key, held, 60));
        keep.await.expect("held");
        assert_eq!(jobs::sweep_all_fees(&fresh.store, Id::new(3)).await.expect("swept"), 1);
        assert_eq!(holds_now(&fresh, held).await, (60, 0));
        assert_eq!(holds_now(&fresh, usd(3, Purpose::Platform)).await, (5, 5));
    }
}
