//! Checkpoints, totals and verify.

use super::{BANK, each_store, fund, moving, post, refused, wallet};
use kernel::{Id, Limit, Outcome};
use ledger::{Account, Problem, Purpose, Transfer, jobs};
use serde::Serialize;
use store::{Event, Tx};
use testkit::{Fresh, noon};

#[derive(Serialize)]
struct Rang {
    times: i64,
}
impl Event for Rang {
    const NAME: &'static str = "bell-rang";
}

/// Changes rows behind the ledger's back.
async fn tamper(fresh: &Fresh, sql: &'static str) {
    fresh.store.write("tamper", move |tx| tx.run(sql, &[])).await.expect("tampered");
}

async fn problems(fresh: &Fresh) -> Vec<Problem> {
    jobs::verify(&fresh.store).await.expect("verified").problems
}

#[tokio::test(flavor = "multi_thread")]
async fn each_day_has_one_checkpoint_that_carries_on_the_last() {
    for fresh in each_store() {
        fund(&fresh, wallet(2), 100).await;
        let rang = |tx: &mut Tx<'_>| tx.tell(Id::<kernel::Any>::new(2), &Rang { times: 3 });
        fresh.store.write("rang", rang).await.expect("told");
        let first = jobs::make_checkpoint(&fresh.store).await.expect("made").expect("the first");
        assert_eq!((first.leaves, first.from_batch, first.to_batch), (3, 0, 2));
        // Noon in UTC is evening in Shanghai: the same civil day.
        assert_eq!(first.day, "2026-03-02");
        assert_eq!(jobs::make_checkpoint(&fresh.store).await.expect("made"), None);
        fund(&fresh, wallet(2), 11).await;
        fresh.clock.set(noon().plus_seconds(5 * 3_600));
        let second = jobs::make_checkpoint(&fresh.store).await.expect("made").expect("another");
        assert_eq!((second.day.as_str(), second.previous), ("2026-03-03", first.hash));
        assert_eq!((second.leaves, second.from_batch), (2, 2));
        let totals: Vec<_> = second.totals.iter().map(|t| (t.purpose, t.minor)).collect();
        assert_eq!(totals, [(Purpose::Bank, -111), (Purpose::Wallet, 111)]);
        let report = jobs::verify(&fresh.store).await.expect("verified");
        assert_eq!((report.leaves, report.problems), (5, vec![]));
        let newest = |tx: &mut Tx<'_>| ledger::checkpoints(tx, None, Limit::clamp(10));
        let page = fresh.store.read("checkpoints", newest).await.expect("checkpoints");
        assert_eq!(page.rows, [second, first]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_checkpoint_overtaken_by_another_is_refused() {
    for fresh in each_store() {
        fund(&fresh, wallet(2), 100).await;
        let begin = |tx: &mut Tx<'_>| {
            let mut survey = ledger::survey(tx, "UTC")?.expect("something to survey");
            while !survey.step(tx)? {}
            Ok(survey)
        };
        let survey = fresh.store.read("survey", begin).await.expect("surveyed");
        jobs::make_checkpoint(&fresh.store).await.expect("made").expect("the day's");
        fresh.clock.set(noon().plus_days(1));
        let close = move |tx: &mut Tx<'_>| ledger::close_day(tx, &survey, "UTC");
        let late = fresh.store.write("close", close).await;
        assert_eq!(refused(late), "ledger-checkpoint-already-made");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn totals_are_taken_up_to_a_position() {
    for fresh in each_store() {
        fund(&fresh, wallet(2), 100).await;
        let position = fresh.store.numbers().position;
        fund(&fresh, wallet(2), 11).await;
        let totals_at = |position| {
            let look = move |tx: &mut Tx<'_>| ledger::trial_balance(tx, position);
            fresh.store.read("totals", look)
        };
        let minors =
            |totals: Vec<ledger::Total>| totals.iter().map(|t| t.minor).collect::<Vec<_>>();
        assert_eq!(minors(totals_at(position).await.expect("totals")), [-100, 100]);
        jobs::make_checkpoint(&fresh.store).await.expect("made").expect("the day's");
        fund(&fresh, wallet(3), 1).await;
        assert_eq!(minors(totals_at(position).await.expect("totals")), [-100, 100]);
        assert_eq!(minors(totals_at(i64::MAX).await.expect("totals")), [-112, 112]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn verify_finds_a_changed_balance() {
    for fresh in each_store() {
        fund(&fresh, wallet(2), 100).await;
        tamper(&fresh, "UPDATE account SET posted = posted + 1, held = 1 WHERE owner = 2").await;
        let account = wallet(2);
        let expected = [
            Problem::BalanceDiffers { account, kept_minor: 101, counted_minor: 100 },
            Problem::HeldDiffers { account, kept_minor: 1, counted_minor: 0 },
        ];
        assert_eq!(problems(&fresh).await, expected);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn verify_finds_a_torn_transfer_and_a_posting_without_account() {
    for fresh in each_store() {
        fund(&fresh, wallet(2), 100).await;
        post(&fresh, moving(7, wallet(2), wallet(3), 30)).await.expect("posted");
        tamper(&fresh, "DELETE FROM posting WHERE owner = 2 AND transfer_id = 7").await;
        tamper(&fresh, "DELETE FROM account WHERE owner = 3").await;
        let expected = [
            Problem::BalanceDiffers { account: wallet(2), kept_minor: 70, counted_minor: 100 },
            Problem::BalanceDiffers { account: wallet(3), kept_minor: 0, counted_minor: 30 },
            Problem::TransferTorn { transfer: Id::new(7), sum_minor: 30, legs: 1 },
        ];
        assert_eq!(problems(&fresh).await, expected);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn verify_finds_a_posting_rewritten_with_its_balance() {
    for fresh in each_store() {
        fund(&fresh, wallet(2), 100).await;
        let made = jobs::make_checkpoint(&fresh.store).await.expect("made").expect("the day's");
        tamper(&fresh, "UPDATE posting SET reason = 'gift' WHERE owner = 2").await;
        assert_eq!(problems(&fresh).await, [Problem::CheckpointDiffers { day: made.day }]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn verify_finds_a_checkpoint_taken_out_of_the_chain() {
    for fresh in each_store() {
        for day in 0..3 {
            fresh.clock.set(noon().plus_days(day));
            fund(&fresh, wallet(2), 10).await;
            jobs::make_checkpoint(&fresh.store).await.expect("made").expect("the day's");
        }
        assert_eq!(problems(&fresh).await, []);
        tamper(&fresh, "DELETE FROM checkpoint WHERE day = '2026-03-03'").await;
        let day = "2026-03-04".to_owned();
        assert_eq!(problems(&fresh).await, [Problem::CheckpointDiffers { day }]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_owners_are_verified_in_pieces() {
    for fresh in each_store() {
        let (owners, pieces) = (5_000_i64, 5);
        for piece in 0..pieces {
            let fund =
                move |tx: &mut Tx<'_>| fund_many(tx, piece * owners / pieces, owners / pieces);
            fresh.store.write("fund", fund).await.expect("funded");
        }
        jobs::make_checkpoint(&fresh.store).await.expect("made").expect("the day's");
        let report = jobs::verify(&fresh.store).await.expect("verified");
        assert_eq!((report.accounts, report.transfers), (owners + 1, owners));
        assert_eq!((report.leaves, report.problems), (2 * owners, vec![]));
    }
}

fn fund_many(tx: &mut Tx<'_>, first: i64, count: i64) -> Outcome<()> {
    let mut transfers = Vec::new();
    for owner in first..first + count {
        let to: Account = wallet(10 + owner);
        transfers.push(Transfer::between(tx.id(), BANK, to, 5, "test"));
    }
    ledger::post_all(tx, &transfers).map(|_| ())
}

#[tokio::test(flavor = "multi_thread")]
async fn verify_is_right_while_money_moves() {
    for fresh in each_store() {
        let store = fresh.store.clone();
        let mut moving = tokio::task::JoinSet::new();
        moving.spawn(async move {
            for piece in 0..20 {
                let fund = move |tx: &mut Tx<'_>| fund_many(tx, piece * 7, 500);
                store.write("fund", fund).await.expect("funded");
            }
        });
        while moving.try_join_next().is_none() {
            assert_eq!(problems(&fresh).await, []);
        }
        let report = jobs::verify(&fresh.store).await.expect("verified");
        assert_eq!((report.transfers, report.problems), (20 * 500, vec![]));
    }
}
