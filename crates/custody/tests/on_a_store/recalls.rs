//! A payment that its payer's bank asks back: nothing moves until a clerk has said so, the bank
//! reads the answer, and what has gone on is not taken from anybody.

use super::custodian::{bank_of, played};
use super::files::{mirror, open_differences};
use super::{
    BUYER, DEAL, SELLER, act, confirm, each_store, fund_with, open, refused, second, sums, usd,
    verify, wallet,
};
use bankfile::Party;
use custody::jobs::Bank;
use custody::ports::PlayedBank;
use custody::{Answered, Difference, NewStop, StopCause, Way, Whereabouts};
use kernel::{Actor, Desk, Id, Outcome, Stop};
use std::sync::Arc;
use store::Tx;
use testkit::Fresh;

const CLERK: Actor = Actor::Clerk { person: Id::new(71), desk: Desk::Operator };

/// A market whose buyer has paid so much for the deal, by its bank.
async fn paid(fresh: &Fresh, minor: i64) -> (Arc<PlayedBank>, Bank, String) {
    let behind = Arc::new(played(7));
    let bank = bank_of(behind.clone());
    open(fresh).await;
    let ask = move |tx: &mut Tx<'_>| custody::pay_in_reference(tx, BUYER, DEAL, usd(minor));
    let reference = act(fresh, ask).await.expect("an order").reference;
    behind.come(usd(minor), &reference, &Party::default());
    told(fresh, &behind, &bank).await;
    (behind, bank, reference)
}

/// The bank tells what it has, and the day ends: the ledger is the bank.
async fn told(fresh: &Fresh, behind: &PlayedBank, bank: &Bank) {
    behind.notify().expect("notified");
    bank.take_told(&fresh.store).await.expect("taken");
    behind.end_day().expect("a statement");
    bank.take_told(&fresh.store).await.expect("taken");
    assert_eq!(mirror(fresh).await, behind.balance(), "the ledger is the bank");
    verify(fresh).await;
}

async fn the_recall(fresh: &Fresh) -> Difference {
    let open = open_differences(fresh).await;
    let recalls: Vec<&Difference> =
        open.iter().filter(|row| row.kind.word() == "recalled").collect();
    let [recall] = recalls[..] else { panic!("{open:?}") };
    recall.clone()
}

async fn whereabouts(fresh: &Fresh, row: &Difference) -> Whereabouts {
    let row = row.clone();
    let look = move |tx: &mut Tx<'_>| custody::recall(tx, &CLERK, &row);
    fresh.store.read("recall", look).await.expect("read").expect("a recall").1
}

async fn say(fresh: &Fresh, row: &Difference, way: Way, reference: &str) -> Outcome<Difference> {
    let reference = Some(reference.to_owned()).filter(|told| !told.is_empty());
    let (id, answered) = (row.id, Answered { way, reference, note: "looked into".to_owned() });
    act(fresh, move |tx| custody::answer_difference(tx, &CLERK, id, &answered)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_lies_in_the_wallet_goes_back_once_and_the_bank_is_told() {
    for fresh in each_store() {
        let (behind, bank, reference) = paid(&fresh, 500).await;
        behind.recall(usd(500), &reference, "DUPL").expect("asked");
        told(&fresh, &behind, &bank).await;
        let row = the_recall(&fresh).await;
        assert_eq!(
            (row.firm, row.amount, wallet(&fresh, BUYER).await),
            (Some(BUYER), usd(500), (500, 500))
        );
        assert_eq!(whereabouts(&fresh, &row).await, Whereabouts::InWallet);
        assert_eq!(refused(say(&fresh, &row, Way::Note, "").await), "custody-not-a-way");
        say(&fresh, &row, Way::GiveBack, "").await.expect("agreed");
        assert_eq!(wallet(&fresh, BUYER).await, (0, 0));
        assert_eq!(behind.balance(), usd(500), "the bank has not taken it yet");
        verify(&fresh).await;
        // A second one for the same payment finds nothing any more.
        behind.recall(usd(500), &reference, "DUPL").expect("asked");
        told(&fresh, &behind, &bank).await;
        let again = the_recall(&fresh).await;
        assert_eq!(whereabouts(&fresh, &again).await, Whereabouts::NeverCame);
        let no = say(&fresh, &again, Way::GiveBack, "").await;
        assert_eq!(refused(no), "custody-recall-of-nothing");
        say(&fresh, &again, Way::Refuse, "").await.expect("refused");
        assert_eq!(bank.send_answers(&fresh.store).await.expect("sent"), 2);
        assert_eq!(bank.send_answers(&fresh.store).await.expect("nothing more"), 0);
        let answers = [(reference.clone(), None), (reference, Some("NOOR".to_owned()))];
        assert_eq!(behind.answers_to_recalls(), answers);
        told(&fresh, &behind, &bank).await;
        assert_eq!((behind.balance(), open_differences(&fresh).await.len()), (usd(0), 0));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_kept_for_a_deal_leaves_it() {
    for fresh in each_store() {
        let (behind, bank, reference) = paid(&fresh, 10_000).await;
        fund_with(&fresh, &reference, 10_000).await;
        behind.recall(usd(10_000), &reference, "FRAD").expect("asked");
        told(&fresh, &behind, &bank).await;
        let row = the_recall(&fresh).await;
        assert_eq!(whereabouts(&fresh, &row).await, Whereabouts::Held);
        say(&fresh, &row, Way::GiveBack, "").await.expect("agreed");
        // Paid in, returned, held.
        assert_eq!(sums(&fresh).await[..3], [10_000, 10_000, 0]);
        bank.send_answers(&fresh.store).await.expect("sent");
        told(&fresh, &behind, &bank).await;
        assert_eq!((behind.balance(), open_differences(&fresh).await.len()), (usd(0), 0));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_gone_on_is_refused() {
    for fresh in each_store() {
        let (behind, bank, reference) = paid(&fresh, 10_000).await;
        fund_with(&fresh, &reference, 10_000).await;
        confirm(&fresh).await.expect("released");
        let seller = wallet(&fresh, SELLER).await;
        behind.recall(usd(10_000), &reference, "CUST").expect("asked");
        told(&fresh, &behind, &bank).await;
        let row = the_recall(&fresh).await;
        assert_eq!(whereabouts(&fresh, &row).await, Whereabouts::GoneOn);
        let no = say(&fresh, &row, Way::GiveBack, "").await;
        assert_eq!(refused(no), "custody-recall-gone-on");
        say(&fresh, &row, Way::Refuse, "").await.expect("refused");
        bank.send_answers(&fresh.store).await.expect("sent");
        assert_eq!(behind.answers_to_recalls(), [(reference, Some("AM04".to_owned()))]);
        told(&fresh, &behind, &bank).await;
        assert_eq!((wallet(&fresh, SELLER).await, behind.balance()), (seller, usd(10_000)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_that_the_bank_cannot_name_is_found_by_a_clerk() {
    for fresh in each_store() {
        let (behind, bank, reference) = paid(&fresh, 500).await;
        behind.recall(usd(500), "PAYER-17", "TECH").expect("asked");
        told(&fresh, &behind, &bank).await;
        let row = the_recall(&fresh).await;
        assert_eq!((row.firm, whereabouts(&fresh, &row).await), (None, Whereabouts::NeverCame));
        let no = say(&fresh, &row, Way::GiveBack, "RF00").await;
        assert_eq!(refused(no), "custody-unknown-order");
        say(&fresh, &row, Way::GiveBack, &reference).await.expect("agreed");
        bank.send_answers(&fresh.store).await.expect("sent");
        told(&fresh, &behind, &bank).await;
        assert_eq!((behind.balance(), open_differences(&fresh).await.len()), (usd(0), 0));
        assert_eq!(wallet(&fresh, BUYER).await, (0, 0));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bank_that_does_not_wait_has_answered_itself() {
    for fresh in each_store() {
        let (behind, bank, reference) = paid(&fresh, 500).await;
        behind.recall(usd(500), &reference, "FRAD").expect("asked");
        told(&fresh, &behind, &bank).await;
        behind.take_back(usd(500), &reference);
        told(&fresh, &behind, &bank).await;
        assert!(open_differences(&fresh).await.is_empty(), "nobody need answer");
        assert_eq!(bank.send_answers(&fresh.store).await.expect("nothing"), 0);
        assert_eq!(wallet(&fresh, BUYER).await, (0, 0));
    }
}

/// Stops all that the buyer has, as a check does, or lets it go.
async fn stop(fresh: &Fresh, is_stopped: bool) {
    let id = Id::new(5_001);
    let new = NewStop {
        id,
        firm: BUYER,
        cause: StopCause::Check,
        order: None,
        stays: None,
        only_to: None,
        ends_deals: false,
        told: None,
    };
    let change = move |tx: &mut Tx<'_>| match is_stopped {
        true => custody::stop_payouts(tx, &new),
        false => custody::end_stop(tx, BUYER, id),
    };
    act(fresh, change).await.expect("stopped, or let go");
}

#[tokio::test(flavor = "multi_thread")]
async fn stopped_money_is_not_given_to_a_bank_that_asks_for_it() {
    for (is_held, is_given) in [(false, true), (true, true), (false, false)] {
        for fresh in each_store() {
            let (behind, bank, reference) = paid(&fresh, 500).await;
            if is_held {
                fund_with(&fresh, &reference, 500).await;
            }
            behind.recall(usd(500), &reference, "FRAD").expect("asked");
            told(&fresh, &behind, &bank).await;
            let row = the_recall(&fresh).await;
            stop(&fresh, true).await;
            let yes = say(&fresh, &row, Way::GiveBack, "").await;
            assert_eq!(refused(yes), "custody-recall-stopped");
            if is_given {
                stop(&fresh, false).await;
                say(&fresh, &row, Way::GiveBack, "").await.expect("agreed, later");
            } else {
                say(&fresh, &row, Way::Refuse, "").await.expect("a no is possible");
                assert_eq!(wallet(&fresh, BUYER).await, (500, 500));
            }
            bank.send_answers(&fresh.store).await.expect("sent");
            told(&fresh, &behind, &bank).await;
            let left = usd(if is_given { 0 } else { 500 });
            assert_eq!((behind.balance(), open_differences(&fresh).await.len()), (left, 0));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_bank_has_taken_waits_for_no_second_clerk() {
    for fresh in each_store() {
        let (behind, bank, reference) = paid(&fresh, 5_000_000).await;
        behind.recall(usd(5_000_000), &reference, "FRAD").expect("asked");
        told(&fresh, &behind, &bank).await;
        let row = the_recall(&fresh).await;
        say(&fresh, &row, Way::GiveBack, "").await.expect("asked of a second clerk");
        behind.take_back(usd(5_000_000), &reference);
        told(&fresh, &behind, &bank).await;
        assert!(open_differences(&fresh).await.is_empty());
        let other = Actor::Clerk { person: Id::new(72), desk: Desk::Officer };
        let late = second(&fresh, other, row.id.cast(), true).await;
        assert!(matches!(late, Err(Stop::Absent)), "nothing waits: {late:?}");
    }
}
