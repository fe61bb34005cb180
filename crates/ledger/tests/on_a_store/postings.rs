//! Single transfers: covered, once, and seen.

use super::{
    BANK, balance, each_store, escrow, fund, holds_now, moving, post, post_fresh, refused, wallet,
};
use kernel::{Currency, Cursor, Id, Limit};
use ledger::{MIGRATIONS, Purpose, TransferKind};
use store::{OnceKey, Tx};
use testkit::{Engine, Fault, Faults, fresh_with};

#[tokio::test(flavor = "multi_thread")]
async fn a_transfer_moves_money_once() {
    for fresh in each_store() {
        fund(&fresh, wallet(2), 100).await;
        let first = post(&fresh, moving(7, wallet(2), wallet(3), 30)).await.expect("posted");
        let again = post(&fresh, moving(7, wallet(2), wallet(3), 30)).await.expect("posted");
        assert_eq!((first.is_replay, again.is_replay), (false, true));
        assert_eq!((first.id, first.at), (again.id, again.at));
        assert_eq!(holds_now(&fresh, wallet(2)).await, (70, 70));
        assert_eq!(holds_now(&fresh, wallet(3)).await, (30, 30));
        assert_eq!(holds_now(&fresh, BANK).await, (-100, -100));
        let other = post(&fresh, moving(7, wallet(2), wallet(3), 31)).await;
        assert_eq!(refused(other), "ledger-transfer-differs");
        let elsewhere = post(&fresh, moving(7, wallet(2), wallet(4), 30)).await;
        assert_eq!(refused(elsewhere), "ledger-transfer-differs");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_id_that_is_not_new_is_stopped_by_the_key() {
    for fresh in each_store() {
        fund(&fresh, wallet(2), 100).await;
        post(&fresh, moving(7, wallet(2), wallet(3), 30)).await.expect("posted");
        let again = moving(7, wallet(2), wallet(3), 30);
        let again = fresh.store.write("again", move |tx| ledger::post_new(tx, &again)).await;
        assert_eq!(refused(again), "ledger-transfer-differs");
        assert_eq!(holds_now(&fresh, wallet(2)).await, (70, 70));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_refunds_of_60_on_a_payment_of_100_cannot_both_pass() {
    for fresh in each_store() {
        fund(&fresh, wallet(2), 100).await;
        post(&fresh, moving(7, wallet(2), escrow(9), 100)).await.expect("paid");
        let one = post(&fresh, moving(8, escrow(9), wallet(2), 60));
        let two = post(&fresh, moving(9, escrow(9), wallet(2), 60));
        let (one, two) = tokio::join!(one, two);
        let (passed, stopped) = if one.is_ok() { (one, two) } else { (two, one) };
        assert!(!passed.expect("one passes").is_replay);
        assert_eq!(refused(stopped), "ledger-insufficient-funds");
        assert_eq!(holds_now(&fresh, escrow(9)).await, (40, 40));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stale_read_never_makes_a_wallet_negative() {
    for fresh in each_store() {
        fund(&fresh, wallet(2), 100).await;
        let seen = balance(&fresh, wallet(2)).await.available.minor;
        let spend = |to| {
            let act = move |tx: &mut Tx<'_>| post_fresh(tx, wallet(2), wallet(to), seen);
            fresh.store.write("spend", act)
        };
        let (one, two, three) = tokio::join!(spend(3), spend(4), spend(5));
        let passed = [one, two, three].iter().filter(|outcome| outcome.is_ok()).count();
        assert_eq!(passed, 1);
        assert_eq!(holds_now(&fresh, wallet(2)).await, (0, 0));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_debit_that_is_not_covered_leaves_nothing_of_the_first() {
    for fresh in each_store() {
        fund(&fresh, wallet(2), 100).await;
        let both = ledger::Transfer::new(Id::new(7), "test");
        let both = both.debit(wallet(2), 50).debit(wallet(3), 1).credit(escrow(9), 51);
        assert_eq!(refused(post(&fresh, both).await), "ledger-insufficient-funds");
        assert_eq!(holds_now(&fresh, wallet(2)).await, (100, 100));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_retry_with_the_same_key_returns_the_same_ids() {
    for fresh in each_store() {
        fund(&fresh, wallet(2), 100).await;
        let pay = || {
            let (home, caller) = (Id::new(2), Id::new(2));
            let key = OnceKey::new(home, caller, "POST /pay", "k1", b"30").expect("a key");
            let act = move |tx: &mut Tx<'_>| {
                tx.once(&key, |tx| Ok(post_fresh(tx, wallet(2), wallet(3), 30)?.id))
            };
            fresh.store.write("pay", act)
        };
        let first = pay().await.expect("paid");
        let again = pay().await.expect("answered again");
        assert_eq!((first.was_replayed, again.was_replayed), (false, true));
        assert_eq!(first.value, again.value);
        assert_eq!(holds_now(&fresh, wallet(3)).await, (30, 30));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_retry_after_a_lost_answer_applies_once() {
    for fault in [Fault::LostAnswer, Fault::LostBefore, Fault::Deadlock, Fault::FailedCommit] {
        let faults = Faults::default();
        let migrations = MIGRATIONS.to_vec();
        let fresh = fresh_with(Engine::Sqlite, migrations, Some(faults.clone()));
        fund(&fresh, wallet(2), 100).await;
        faults.arrange([fault]);
        // Whatever the first answer was, the caller who asks again with the same id is served once.
        post(&fresh, moving(7, wallet(2), wallet(3), 30)).await.ok();
        let again = post(&fresh, moving(7, wallet(2), wallet(3), 30)).await.expect("posted");
        assert_eq!(again.id, Id::new(7), "{fault:?}");
        assert!(faults.are_over());
        assert_eq!(holds_now(&fresh, wallet(2)).await, (70, 70), "{fault:?}");
        assert_eq!(holds_now(&fresh, wallet(3)).await, (30, 30), "{fault:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_statement_goes_back_page_by_page() {
    for fresh in each_store() {
        for minor in 1..=5 {
            fund(&fresh, wallet(2), minor).await;
        }
        post(&fresh, moving(7, wallet(2), escrow(2), 9)).await.expect("to another purpose");
        let mut cursor: Option<Cursor> = None;
        let mut seen = Vec::new();
        loop {
            let look =
                move |tx: &mut Tx<'_>| ledger::statement(tx, wallet(2), cursor, Limit::clamp(2));
            let page = fresh.store.read("statement", look).await.expect("a page");
            seen.extend(page.rows.iter().map(|entry| entry.minor));
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        // The transfer with an id from elsewhere sorts by its id.
        assert_eq!(seen, [5, 4, 3, 2, 1, -9]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_preview_shows_its_transfers_and_leaves_none() {
    for fresh in each_store() {
        fund(&fresh, wallet(2), 100).await;
        let act = |tx: &mut Tx<'_>| {
            let since = tx.id::<TransferKind>();
            post_fresh(tx, wallet(2), escrow(9), 40)?;
            ledger::transfers_of(tx, Id::new(9), since)
        };
        let shown = fresh.store.preview("preview", act).await.expect("shown");
        let lines: Vec<_> = shown.iter().map(|entry| (entry.minor, entry.other_owner)).collect();
        assert_eq!(lines, [(40, Id::new(2))]);
        assert_eq!(holds_now(&fresh, wallet(2)).await, (100, 100));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_currency_has_its_own_account() {
    for fresh in each_store() {
        fund(&fresh, wallet(2), 100).await;
        let yen = ledger::Account::new(Id::new(2), Purpose::Wallet, Currency::JPY);
        let mut to = yen;
        to.owner = Id::new(3);
        assert_eq!(refused(post(&fresh, moving(7, yen, to, 1)).await), "ledger-insufficient-funds");
        let mixed = post(&fresh, moving(8, wallet(2), to, 1)).await;
        assert_eq!(refused(mixed), "ledger-mixed-currencies");
    }
}
