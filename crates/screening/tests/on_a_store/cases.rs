//! What is found stops the money until an officer has said, and nobody else learns of it.

use super::{
    CLERK, OFFICER, SECOND, account, act, each_store, firm, hear, in_the_file, load, pay_out,
    perform, queue, refused, second, sweep, the_list, usd, which,
};
use bankfile::Party;
use custody::ports::PlayedBank;
use custody::{Answered, OwnAccount, Way};
use kernel::rules::Rules;
use kernel::{Actor, Limit, Stop};
use screening::{Act, CaseState, SubjectKind};
use std::sync::Arc;
use store::Tx;
use testkit::{Fresh, noon};

/// The market's account.
const BANK: &str = "DE89370400440532013000";

#[tokio::test(flavor = "multi_thread")]
async fn a_firm_that_signs_up_under_a_listed_name_is_looked_at_and_its_money_stays() {
    for fresh in each_store() {
        load(&fresh, the_list(), "one").await;
        let other = firm(&fresh, "Northern Wool Trading AB", "SE").await;
        let named = firm(&fresh, "Ocean Lantern Shipping Co., Ltd.", "SE").await;
        hear(&fresh).await;
        let [row] = queue(&fresh).await.try_into().expect("one case");
        assert_eq!((Some(row.case.firm), row.case.subject.kind), (named.firm(), SubjectKind::Firm));
        account(&fresh, named, "Ocean Lantern").await;
        account(&fresh, other, "Northern Wool").await;
        assert_eq!(refused(pay_out(&fresh, named, 100).await), "custody-being-checked");
        pay_out(&fresh, other, 100).await.expect("others are paid");
        assert_eq!(in_the_file(&fresh).await, 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_name_on_an_account_and_of_a_colleague_count_too() {
    for fresh in each_store() {
        load(&fresh, the_list(), "one").await;
        let by = firm(&fresh, "Tashkent Cotton", "UZ").await;
        account(&fresh, by, "ZORIN, Viktor A.").await;
        hear(&fresh).await;
        let rows = queue(&fresh).await;
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].case.subject.kind, SubjectKind::Holder);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payout_is_looked_at_in_the_transaction_that_orders_it() {
    for fresh in each_store() {
        let by = firm(&fresh, "Tashkent Cotton", "UZ").await;
        account(&fresh, by, "Viktor Zorin").await;
        pay_out(&fresh, by, 100).await.expect("no list yet");
        load(&fresh, the_list(), "one").await;
        // Neither the follower nor the look at all firms has come so far.
        pay_out(&fresh, by, 200).await.expect("ordered: nothing is told");
        assert_eq!(queue(&fresh).await.len(), 1);
        assert_eq!(in_the_file(&fresh).await, 0, "both stay");
        assert_eq!(refused(pay_out(&fresh, by, 300).await), "custody-being-checked");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_list_is_looked_for_in_all_firms_in_pieces_that_go_on_after_a_stop() {
    for fresh in each_store() {
        for nth in 0..120 {
            let name: &'static str = match nth {
                7 => "Ocean Lantern Shipping",
                110 => "Harbour Candle Lines",
                _ => Box::leak(format!("Ordinary Mill {nth}").into_boxed_str()),
            };
            firm(&fresh, name, "CN").await;
        }
        hear(&fresh).await;
        assert_eq!(queue(&fresh).await.len(), 0);
        load(&fresh, the_list(), "one").await;
        assert_eq!(screening::jobs::look_at_all(&fresh.store).await.expect("a piece"), 50);
        let lists = |tx: &mut Tx<'_>| screening::lists(tx, &OFFICER);
        let seen = fresh.store.read("lists", lists).await.expect("lists").remove(0);
        assert_eq!((seen.firms, seen.hits, seen.ended_at), (50, 1, None));
        assert_eq!(sweep(&fresh).await, 70);
        let seen = fresh.store.read("lists", lists).await.expect("lists").remove(0);
        assert_eq!((seen.firms, seen.hits, seen.ended_at.is_some()), (120, 2, true));
        assert_eq!(sweep(&fresh).await, 0, "once");
        hear(&fresh).await;
        assert_eq!(queue(&fresh).await.len(), 2);
    }
}

async fn one_case(fresh: &Fresh) -> (Actor, super::Which) {
    load(fresh, the_list(), "one").await;
    let by = firm(fresh, "Ocean Lantern Shipping", "CN").await;
    account(fresh, by, "Sven Berg").await;
    hear(fresh).await;
    let of = which(&queue(fresh).await[0]);
    (by, of)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_officer_clears_a_second_must_agree_to_and_it_does_not_come_back() {
    for fresh in each_store() {
        let (by, of) = one_case(&fresh).await;
        assert_eq!(refused(perform(&fresh, OFFICER, of, Act::Clear).await), "screening-not-taken");
        perform(&fresh, OFFICER, of, Act::Take).await.expect("taken");
        assert_eq!(refused(perform(&fresh, SECOND, of, Act::Take).await), "screening-taken");
        let asked = perform(&fresh, OFFICER, of, Act::Clear).await.expect("asked");
        assert_eq!(asked.state, CaseState::Asked);
        assert_eq!(refused(pay_out(&fresh, by, 100).await), "custody-being-checked");
        assert_eq!(refused(second(&fresh, OFFICER, true).await), "assent-not-oneself");
        assert!(matches!(second(&fresh, CLERK, true).await, Err(Stop::Absent)));
        second(&fresh, SECOND, false).await.expect("declined");
        assert_eq!(queue(&fresh).await[0].case.state, CaseState::Open, "open again");
        perform(&fresh, OFFICER, of, Act::Take).await.expect("taken");
        perform(&fresh, OFFICER, of, Act::Clear).await.expect("asked");
        second(&fresh, SECOND, true).await.expect("agreed");
        pay_out(&fresh, by, 100).await.expect("the money goes");
        assert_eq!(in_the_file(&fresh).await, 1);
        // The same list under another file, then one in which the entry has changed.
        load(&fresh, the_list(), "two").await;
        sweep(&fresh).await;
        assert_eq!(queue(&fresh).await.len(), 0, "it is remembered");
        let mut changed = the_list();
        changed.entries[2].countries = vec!["CN".to_owned()];
        load(&fresh, changed, "three").await;
        sweep(&fresh).await;
        assert_eq!(queue(&fresh).await.len(), 1, "the entry is another one");
        assert_eq!(refused(pay_out(&fresh, by, 100).await), "custody-being-checked");
    }
}

/// Their closures share a batch, which on PostgreSQL is rehearsed without rows: what is kept ready
/// of a list must not come from there.
#[tokio::test(flavor = "multi_thread")]
async fn payouts_ordered_together_are_all_looked_at_by_a_list_that_has_just_come() {
    for fresh in each_store() {
        for (nth, hash) in ["first", "second", "third"].into_iter().enumerate() {
            let mut firms = Vec::new();
            for _ in 0..4 {
                let by = firm(&fresh, "Ocean Lantern Shipping", "CN").await;
                account(&fresh, by, "Sven Berg").await;
                firms.push(by);
            }
            load(&fresh, the_list(), hash).await;
            let pay = |nth: usize| pay_out(&fresh, firms[nth], 100);
            let (a, b, c, d) = tokio::join!(pay(0), pay(1), pay(2), pay(3));
            for told in [a, b, c, d] {
                told.expect("it waits");
            }
            assert_eq!(in_the_file(&fresh).await, 0, "nothing goes out");
            assert_eq!(queue(&fresh).await.len(), 4 * (nth + 1));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_upheld_stays_and_the_money_is_on_the_books() {
    for fresh in each_store() {
        let (by, of) = one_case(&fresh).await;
        perform(&fresh, OFFICER, of, Act::Take).await.expect("taken");
        let upheld = perform(&fresh, OFFICER, of, Act::Uphold).await.expect("upheld");
        assert_eq!(upheld.state, CaseState::Upheld);
        assert_eq!(refused(pay_out(&fresh, by, 100).await), "custody-being-checked");
        let look = move |tx: &mut Tx<'_>| custody::wallet(tx, &by);
        let wallet = fresh.store.read("wallet", look).await.expect("a wallet");
        assert_eq!(wallet[0].available, usd(100_000));
        assert_eq!(queue(&fresh).await.len(), 0);
        let ended = |tx: &mut Tx<'_>| screening::ended_cases(tx, &OFFICER, None, Limit::DEFAULT);
        assert_eq!(fresh.store.read("ended", ended).await.expect("ended").rows.len(), 1);
        // Later an officer sees that it was another: the same two say so.
        assert_eq!(refused(perform(&fresh, OFFICER, of, Act::Clear).await), "screening-not-taken");
        perform(&fresh, OFFICER, of, Act::Take).await.expect("it is nobody's");
        perform(&fresh, OFFICER, of, Act::Clear).await.expect("asked");
        second(&fresh, SECOND, true).await.expect("agreed");
        pay_out(&fresh, by, 100).await.expect("the money goes");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_of_the_firm_decides_nothing_and_who_looks_is_written_down() {
    for fresh in each_store() {
        let (by, of) = one_case(&fresh).await;
        let person = by.person().expect("a person");
        let own = Actor::Clerk { person, desk: kernel::Desk::Officer };
        assert_eq!(refused(perform(&fresh, own, of, Act::Take).await), "screening-conflict");
        assert_eq!(refused(perform(&fresh, own, of, Act::Look).await), "screening-conflict");
        let open = async |by: Actor| {
            let look = move |tx: &mut Tx<'_>| screening::open_case(tx, &by, of);
            fresh.store.read("open", look).await
        };
        let before = open(SECOND).await.expect("a line");
        assert_eq!((before.may_read, before.entry), (false, None));
        perform(&fresh, SECOND, of, Act::Look).await.expect("looks");
        let after = open(SECOND).await.expect("all of it");
        assert!(after.may_read && after.is_listed && after.entry.is_some());
        let rows = |tx: &mut Tx<'_>| {
            let sql = "SELECT person, act FROM screening_access ORDER BY id";
            tx.all(sql, &[])?.iter().map(|row| Ok((row.int(0)?, row.string(1)?))).collect()
        };
        let written: Vec<(i64, String)> = fresh.store.read("rows", rows).await.expect("rows");
        assert_eq!(written, [(71, "look".to_owned())]);
        for (by, expected) in [(CLERK, "absent"), (Actor::Stranger, "sign-in"), (by, "absent")] {
            let seen = match open(by).await.expect_err("not theirs") {
                Stop::Absent => "absent",
                Stop::SignIn => "sign-in",
                other => panic!("{other:?}"),
            };
            assert_eq!(seen, expected);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_that_changes_under_an_open_case_keeps_the_money_when_that_is_cleared() {
    for fresh in each_store() {
        let (by, of) = one_case(&fresh).await;
        let open = async |of: super::Which| {
            let look = move |tx: &mut Tx<'_>| screening::open_case(tx, &OFFICER, of);
            fresh.store.read("open", look).await.expect("a case")
        };
        perform(&fresh, OFFICER, of, Act::Take).await.expect("taken");
        assert_eq!(open(of).await.entry_now, None, "as it was");
        let mut changed = the_list();
        changed.entries[2].countries = vec!["CN".to_owned()];
        load(&fresh, changed.clone(), "two").await;
        sweep(&fresh).await;
        assert_eq!(queue(&fresh).await.len(), 1, "one name, one case");
        let now = open(of).await.entry_now.expect("what it says by now");
        assert_eq!((now, open(of).await.is_listed), (changed.entries[2].clone(), true));
        perform(&fresh, OFFICER, of, Act::Clear).await.expect("asked");
        second(&fresh, SECOND, true).await.expect("agreed");
        let [row] = queue(&fresh).await.try_into().expect("the entry as it is now");
        assert_ne!(row.case.id, of.1);
        assert_eq!(refused(pay_out(&fresh, by, 100).await), "custody-being-checked");
        perform(&fresh, OFFICER, which(&row), Act::Take).await.expect("taken");
        assert_eq!(open(which(&row)).await.entry_now, None, "this one they have read");
        perform(&fresh, OFFICER, which(&row), Act::Clear).await.expect("asked");
        second(&fresh, SECOND, true).await.expect("agreed");
        assert_eq!(queue(&fresh).await.len(), 0);
        pay_out(&fresh, by, 100).await.expect("the money goes");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payer_whose_entry_changed_is_not_paid_back_when_the_case_is_cleared() {
    for fresh in each_store() {
        load(&fresh, the_list(), "one").await;
        send_back(&fresh).await;
        let of = which(&queue(&fresh).await[0]);
        perform(&fresh, OFFICER, of, Act::Take).await.expect("taken");
        let mut changed = the_list();
        changed.entries[0].births.clear();
        load(&fresh, changed, "two").await;
        sweep(&fresh).await;
        perform(&fresh, OFFICER, of, Act::Clear).await.expect("asked");
        second(&fresh, SECOND, true).await.expect("agreed");
        assert_eq!(in_the_file(&fresh).await, 0, "the entry is another one");
        let of = which(&queue(&fresh).await[0]);
        perform(&fresh, OFFICER, of, Act::Take).await.expect("taken");
        perform(&fresh, OFFICER, of, Act::Clear).await.expect("asked");
        second(&fresh, SECOND, true).await.expect("agreed");
        assert_eq!(in_the_file(&fresh).await, 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_that_an_officer_leaves_lying_is_taken_over_by_another() {
    let days = Rules::current().screening.taken_over_d;
    for fresh in each_store() {
        let (_, of) = one_case(&fresh).await;
        perform(&fresh, OFFICER, of, Act::Take).await.expect("taken");
        fresh.clock.set(noon().plus_days(days).plus_seconds(-1));
        assert_eq!(refused(perform(&fresh, SECOND, of, Act::Take).await), "screening-taken");
        perform(&fresh, OFFICER, of, Act::Look).await.expect("still at it");
        fresh.clock.set(noon().plus_days(days));
        assert_eq!(refused(perform(&fresh, SECOND, of, Act::Take).await), "screening-taken");
        fresh.clock.set(noon().plus_days(2 * days));
        let case = perform(&fresh, SECOND, of, Act::Take).await.expect("taken over");
        assert_eq!(case.officer, SECOND.person());
        assert_eq!(refused(perform(&fresh, OFFICER, of, Act::Clear).await), "screening-not-taken");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_list_is_looked_for_first_where_money_waits_to_go_out() {
    for fresh in each_store() {
        for nth in 0..60 {
            firm(&fresh, Box::leak(format!("Ordinary Mill {nth}").into_boxed_str()), "CN").await;
        }
        let last = firm(&fresh, "Ocean Lantern Shipping", "CN").await;
        account(&fresh, last, "Sven Berg").await;
        pay_out(&fresh, last, 100).await.expect("no list yet");
        send_back(&fresh).await;
        hear(&fresh).await;
        load(&fresh, the_list(), "one").await;
        assert_eq!(screening::jobs::look_at_all(&fresh.store).await.expect("a piece"), 2);
        assert_eq!(queue(&fresh).await.len(), 2, "the firm and the payer");
        assert_eq!(in_the_file(&fresh).await, 0, "neither is paid");
        assert_eq!(sweep(&fresh).await, 61);
        let lists = |tx: &mut Tx<'_>| screening::lists(tx, &OFFICER);
        let seen = fresh.store.read("lists", lists).await.expect("lists").remove(0);
        assert_eq!((seen.firms, seen.hits, seen.ended_at.is_some()), (61, 2, true));
    }
}

/// Money came from a listed payer for no order, and a clerk sends it back.
async fn send_back(fresh: &Fresh) {
    let at = kernel::Timestamp::from_micros(1_772_452_800_000_000);
    let behind = Arc::new(PlayedBank::open(BANK, usd(0), (at.date_in("UTC"), at), 1));
    let payer = Party {
        name: Some("Viktor Zorin".to_owned()),
        account: Some("NO9386011117947".to_owned()),
        bank: None,
    };
    behind.come(usd(900), "Invoice 7", &payer);
    behind.end_day().expect("a day");
    let own = OwnAccount { currency: usd(0).currency, number: BANK.to_owned() };
    let bank = custody::jobs::Bank::new(Box::new(behind), "jishi".to_owned(), None, vec![own]);
    bank.take_told(&fresh.store).await.expect("told");
    let answer = |tx: &mut Tx<'_>| {
        let rows = custody::differences(tx, &CLERK, None, Limit::DEFAULT)?.rows;
        let note = "The payer asked for it.".to_owned();
        let send_back = Answered { way: Way::SendBack, reference: None, note };
        custody::answer_difference(tx, &CLERK, rows[0].id, &send_back)
    };
    act(fresh, answer).await.expect("sent back");
}

#[tokio::test(flavor = "multi_thread")]
async fn money_that_is_sent_back_to_a_listed_payer_stays_alone() {
    for fresh in each_store() {
        load(&fresh, the_list(), "one").await;
        let other = firm(&fresh, "Northern Wool", "SE").await;
        account(&fresh, other, "Northern Wool").await;
        hear(&fresh).await;
        send_back(&fresh).await;
        assert_eq!(queue(&fresh).await[0].case.subject.kind, SubjectKind::Payee);
        pay_out(&fresh, other, 100).await.expect("others are paid");
        assert_eq!(in_the_file(&fresh).await, 1, "the one alone stays");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_event_no_letter_and_no_list_of_the_firm_tells_of_it() {
    for fresh in each_store() {
        let (by, of) = one_case(&fresh).await;
        pay_out(&fresh, by, 100).await.expect_err("checked");
        perform(&fresh, OFFICER, of, Act::Take).await.expect("taken");
        perform(&fresh, OFFICER, of, Act::Clear).await.expect("asked");
        second(&fresh, SECOND, false).await.expect("declined");
        perform(&fresh, SECOND, of, Act::Take).await.expect("taken");
        perform(&fresh, SECOND, of, Act::Uphold).await.expect("upheld");
        let all = move |tx: &mut Tx<'_>| {
            let mut told = Vec::new();
            for sql in ["SELECT name, body FROM event", "SELECT kind, facts FROM letter"] {
                for row in tx.all(sql, &[])? {
                    told.push(format!("{} {}", row.string(0)?, row.string(1)?));
                }
            }
            told.push(format!("{:?}", custody::wallet(tx, &by)?));
            told.push(format!("{:?}", custody::orders(tx, &by, None, Limit::DEFAULT)?));
            told.push(format!("{:?}", custody::orders_over(tx, &by)?));
            told.push(format!("{:?}", custody::bank_accounts(tx, &by)?));
            Ok(told.join("\n").to_lowercase())
        };
        let told = fresh.store.read("all", all).await.expect("all");
        for word in ["screening", "sanction", "xxe.001", "candle", "passport", "upheld", "check"] {
            assert!(!told.contains(word), "{word} in {told}");
        }
    }
}
