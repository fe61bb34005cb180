//! What clerks have said of the bank's lines, and what the bank says of the same lines after that.

use super::files::{CLERK, kinds, open_differences, say};
use super::retold::{Told, entry, orders_in};
use super::shares::asked_back;
use super::{BUYER, SELLER, act, each_store, owner, refused, second, usd, wallet};
use bankfile::{Entry, Verdict};
use custody::{Way, Whereabouts};
use kernel::{Actor, Desk, Id, Stop};
use store::Tx;
use testkit::Fresh;

fn reversed(entry: Entry) -> Entry {
    Entry { is_reversal: true, ..entry }
}

/// A payout of the seller's comes back, perhaps not all of it.
fn returned(name: &str, minor: i64, words: &str) -> Entry {
    let mut back = entry(name, minor, &[(minor, words)]);
    back.transactions[0].return_reason = Some("AC04".to_owned());
    back
}

async fn payout_states(fresh: &Fresh) -> Vec<String> {
    let look = |tx: &mut Tx<'_>| {
        let sql = "SELECT state FROM payout WHERE firm = $1 ORDER BY bank_order";
        let rows = tx.all(sql, store::params![SELLER])?;
        Ok(rows.iter().map(|row| row.string(0)).collect::<anyhow::Result<_>>()?)
    };
    fresh.store.read("states", look).await.expect("payouts")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_clerk_gave_to_an_order_is_taken_back_as_any_payment_of_it() {
    for fresh in each_store() {
        let mut told = Told::new();
        let [one, _] = orders_in(&fresh, [100, 1]).await;
        told.state(&fresh, vec![entry("X", 100, &[])]).await;
        let line = open_differences(&fresh).await.remove(0);
        say(&fresh, CLERK, line.id, Way::Assign, &one).await.expect("assigned");
        assert_eq!(wallet(&fresh, BUYER).await, (100, 100));
        told.state(&fresh, vec![reversed(entry("X", -100, &[]))]).await;
        assert_eq!((wallet(&fresh, BUYER).await, kinds(&fresh).await.len()), ((0, 0), 0));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_named_later_is_taken_back_under_the_bank_s_first_name_for_it() {
    for fresh in each_store() {
        let mut told = Told::new();
        let [one, _] = orders_in(&fresh, [100, 1]).await;
        told.notify(&fresh, vec![entry("X", 100, &[])]).await;
        told.state(&fresh, vec![entry("X", 100, &[(100, &one)])]).await;
        assert_eq!(wallet(&fresh, BUYER).await, (100, 100));
        told.state(&fresh, vec![reversed(entry("X", -100, &[]))]).await;
        assert_eq!((wallet(&fresh, BUYER).await, kinds(&fresh).await.len()), ((0, 0), 0));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_clerk_gave_to_an_order_can_be_asked_back() {
    for is_yes in [true, false] {
        for fresh in each_store() {
            let mut told = Told::new();
            let [one, _] = orders_in(&fresh, [100, 1]).await;
            told.state(&fresh, vec![entry("X", 100, &[])]).await;
            let line = open_differences(&fresh).await.remove(0);
            say(&fresh, CLERK, line.id, Way::Assign, &one).await.expect("assigned");
            let row = asked_back(&fresh, &told, (100, "PAYER-17")).await;
            let way = if is_yes { Way::GiveBack } else { Way::Refuse };
            say(&fresh, CLERK, row.id, way, &one).await.expect("answered");
            let asked = row.clone();
            let look = move |tx: &mut Tx<'_>| custody::recall(tx, &CLERK, &asked);
            let seen = fresh.store.read("recall", look).await.expect("read").expect("a recall");
            let (recall, is_at): (_, Whereabouts) = seen;
            assert_eq!(is_at, Whereabouts::NeverCame, "the bank could not name it");
            let (reason, left) = if is_yes { (None, 0) } else { (Some("CUST"), 100) };
            assert_eq!((recall.reason.as_deref(), wallet(&fresh, BUYER).await.0), (reason, left));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payout_that_comes_back_less_a_fee_is_its_firm_s() {
    for fresh in each_store() {
        let mut told = Told::new();
        let (_, of) = told.paid_out(&fresh, &[100, 200]).await;
        let gone = of.iter().zip([-100, -200]);
        let gone = gone.map(|(of, minor)| entry(of, minor, &[(minor, of)])).collect();
        told.state(&fresh, gone).await;
        told.state(&fresh, vec![returned("BACK", 85, &of[0])]).await;
        assert_eq!(wallet(&fresh, SELLER).await, (85, 85));
        let [line] = open_differences(&fresh).await.try_into().expect("one line");
        let seen = (line.kind.word(), line.amount, line.expected_minor, line.firm);
        assert_eq!(seen, ("under-paid", usd(85), Some(100), Some(SELLER)));
        say(&fresh, CLERK, line.id, Way::Note, "").await.expect("noted");
        // Without a reason, or without its name, a clerk says whose it is.
        told.state(&fresh, vec![entry("SOME", 150, &[]), entry("MORE", 30, &[(30, &of[1])])]).await;
        for line in open_differences(&fresh).await {
            say(&fresh, CLERK, line.id, Way::Assign, &of[1]).await.expect("given to its firm");
        }
        assert_eq!((wallet(&fresh, SELLER).await, kinds(&fresh).await.len()), ((265, 265), 0));
        assert_eq!(payout_states(&fresh).await, ["returned", "returned"]);
        told.state(&fresh, vec![]).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_return_that_is_told_before_its_debit_finds_it() {
    for fresh in each_store() {
        let mut told = Told::new();
        let (_, of) = told.paid_out(&fresh, &[100]).await;
        told.notify(&fresh, vec![returned("BACK", 100, &of[0])]).await;
        assert_eq!(kinds(&fresh).await, ["not-of-this-order"]);
        let line = open_differences(&fresh).await.remove(0);
        let early = say(&fresh, CLERK, line.id, Way::Assign, &of[0]).await;
        assert_eq!(refused(early), "custody-payout-not-gone", "it is still on its way");
        assert_eq!(wallet(&fresh, SELLER).await, (100, 0));
        let day = vec![entry("OUT", -100, &[(-100, &of[0])]), returned("BACK", 100, &of[0])];
        told.state(&fresh, day).await;
        assert_eq!((wallet(&fresh, SELLER).await, kinds(&fresh).await.len()), ((100, 100), 0));
        assert_eq!(payout_states(&fresh).await, ["returned"]);
        // It came back once.
        told.state(&fresh, vec![returned("AGAIN", 100, &of[0])]).await;
        assert_eq!(kinds(&fresh).await, ["paid-twice"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_back_of_a_payout_that_was_free_again_is_not_given_a_second_time() {
    for is_owed in [false, true] {
        for fresh in each_store() {
            let mut told = Told::new();
            let (batch, of) = told.paid_out(&fresh, &[100]).await;
            told.answer(&fresh, &batch, (Verdict::Rejected, Some("AC04")), &[&of[0]]).await;
            assert_eq!(wallet(&fresh, SELLER).await, (100, 100));
            // The bank pays all the same, and the money comes back.
            let gone = entry("OUT", -100, &[(-100, &of[0])]);
            told.state(&fresh, vec![gone, returned("BACK", 100, &of[0])]).await;
            assert_eq!(kinds(&fresh).await, ["paid-after-rejection", "not-of-this-order"]);
            let [gone, back] = open_differences(&fresh).await.try_into().expect("two lines");
            let twice = say(&fresh, CLERK, back.id, Way::Assign, &of[0]).await;
            assert_eq!(refused(twice), "custody-payout-not-gone");
            if is_owed {
                // Once it owes what has gone, what comes back of that is its own.
                say(&fresh, CLERK, gone.id, Way::Claim, "").await.expect("owed");
                say(&fresh, CLERK, back.id, Way::Assign, &of[0]).await.expect("given");
                act(&fresh, |tx| custody::pay_claims(tx, &owner(SELLER))).await.expect("paid");
            } else {
                say(&fresh, CLERK, back.id, Way::Earn, "").await.expect("the market's");
                say(&fresh, CLERK, gone.id, Way::Bear, "").await.expect("the market's");
            }
            assert_eq!((wallet(&fresh, SELLER).await, kinds(&fresh).await.len()), ((100, 100), 0));
            told.state(&fresh, vec![]).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_batch_booked_piece_by_piece_without_names_a_clerk_names_each() {
    for fresh in each_store() {
        let mut told = Told::new();
        let (batch, of) = told.paid_out(&fresh, &[60, 40]).await;
        let single = |name: &str, minor| {
            let mut single = entry(name, minor, &[(minor, "")]);
            single.transactions[0].batch_id = Some(batch.clone());
            single
        };
        told.state(&fresh, vec![single("O1", -60), single("O2", -40)]).await;
        let [first, second] = open_differences(&fresh).await.try_into().expect("two lines");
        assert_eq!((first.kind.word(), first.amount), ("other-amount", usd(-60)));
        let whole = say(&fresh, CLERK, first.id, Way::PaidOut, "").await;
        assert_eq!(refused(whole), "custody-less-than-batch");
        let wrong = say(&fresh, CLERK, first.id, Way::PaidOut, "RF00").await;
        assert_eq!(refused(wrong), "custody-unknown-order");
        say(&fresh, CLERK, first.id, Way::PaidOut, &of[0]).await.expect("paid");
        assert_eq!(payout_states(&fresh).await, ["booked", "sent"]);
        // What is left of it is the batch.
        say(&fresh, CLERK, second.id, Way::PaidOut, "").await.expect("paid");
        assert_eq!((wallet(&fresh, SELLER).await, kinds(&fresh).await.len()), ((0, 0), 0));
        told.state(&fresh, vec![]).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_debit_that_names_nothing_is_the_payout_or_the_batch_that_a_clerk_names() {
    for fresh in each_store() {
        let mut told = Told::new();
        let (_, of) = told.paid_out(&fresh, &[100]).await;
        told.state(&fresh, vec![entry("OUT", -100, &[])]).await;
        let line = open_differences(&fresh).await.remove(0);
        assert_eq!(
            (line.kind.word(), line.ways()),
            ("unknown-debit", vec![Way::PaidOut, Way::Bear])
        );
        for wrong in ["", "RF00", "PB1"] {
            let said = say(&fresh, CLERK, line.id, Way::PaidOut, wrong).await;
            assert_eq!(refused(said), "custody-unknown-order", "{wrong}");
        }
        let [other, _] = orders_in(&fresh, [100, 1]).await;
        let said = say(&fresh, CLERK, line.id, Way::PaidOut, &other).await;
        assert_eq!(refused(said), "custody-not-a-way", "money in");
        say(&fresh, CLERK, line.id, Way::PaidOut, &of[0]).await.expect("paid");
        assert_eq!((wallet(&fresh, SELLER).await, kinds(&fresh).await.len()), ((0, 0), 0));
        assert_eq!(payout_states(&fresh).await, ["booked"]);
        told.state(&fresh, vec![]).await;
    }
    for fresh in each_store() {
        let mut told = Told::new();
        let (batch, _) = told.paid_out(&fresh, &[100, 200]).await;
        told.state(&fresh, vec![entry("OUT", -310, &[])]).await;
        let line = open_differences(&fresh).await.remove(0);
        say(&fresh, CLERK, line.id, Way::PaidOut, &batch).await.expect("paid");
        assert_eq!(
            (wallet(&fresh, SELLER).await, kinds(&fresh).await),
            ((0, 0), vec!["bank-charge"])
        );
        told.state(&fresh, vec![]).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payout_that_the_bank_answers_waits_for_no_second_clerk() {
    for fresh in each_store() {
        let mut told = Told::new();
        let (_, of) = told.paid_out(&fresh, &[5_000_000]).await;
        let late = |tx: &mut Tx<'_>| {
            let sql = "UPDATE payout SET look_at = look_at - 864000000000
                 WHERE look_at IS NOT NULL";
            tx.run(sql, store::params![])
        };
        for _ in 1..=3 {
            act(&fresh, late).await.expect("ten days later");
            told.bank.look_after(&fresh.store).await.expect("looked");
        }
        let line = open_differences(&fresh).await.remove(0);
        say(&fresh, CLERK, line.id, Way::NotPaid, "").await.expect("asked of a second clerk");
        told.state(&fresh, vec![entry("OUT", -5_000_000, &[(-5_000_000, &of[0])])]).await;
        assert_eq!(kinds(&fresh).await.len(), 0);
        let other = Actor::Clerk { person: Id::new(72), desk: Desk::Officer };
        let yes = second(&fresh, other, line.id.cast(), true).await;
        assert!(matches!(yes, Err(Stop::Absent)), "nothing waits: {yes:?}");
    }
}
