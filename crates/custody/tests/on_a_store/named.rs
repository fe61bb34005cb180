//! What makes an entry the same one: the bank's reference and its day. What stands for a reference
//! names nothing; and what is said of a whole file or entry is said of each payment in it, once.

use super::files::{kinds, open_differences};
use super::retold::{AT, Told, entry, orders_in};
use super::{BUYER, SELLER, act, each_store, migrations, owner, usd, verify, wallet};
use bankfile::{
    Answer, AnswerFile, AnswerVersion, Entry, Party, PaymentAnswer, Transaction, Verdict,
    write_answer,
};
use custody::Way;
use store::Tx;
use testkit::{Fresh, fresh_counted};

/// An entry of one payment that its payer gave a reference.
fn one(reference: &str, minor: i64, words: &str) -> Entry {
    entry(reference, minor, &[(minor, words)])
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stands_for_a_reference_or_is_used_again_names_no_other_day_s_entry() {
    for name in ["NONREF", "NOTPROVIDED", "0", "0001"] {
        for fresh in each_store() {
            let mut told = Told::new();
            let [first, second] = orders_in(&fresh, [100, 50]).await;
            let (today, tomorrow) = (one(name, 100, &first), one(name, 50, &second));
            told.notify(&fresh, vec![today.clone()]).await;
            told.state(&fresh, vec![today]).await;
            told.notify(&fresh, vec![tomorrow.clone()]).await;
            told.state(&fresh, vec![tomorrow]).await;
            assert_eq!((wallet(&fresh, BUYER).await, kinds(&fresh).await.len()), ((150, 150), 0));
            // Two payouts of one sum, a day apart.
            let (_, of) = told.paid_out(&fresh, &[30, 30]).await;
            told.state(&fresh, vec![one(name, -30, &of[0])]).await;
            told.state(&fresh, vec![one(name, -30, &of[1])]).await;
            assert_eq!((wallet(&fresh, SELLER).await, kinds(&fresh).await.len()), ((0, 0), 0));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn entries_without_a_reference_each_stand_for_themselves() {
    for fresh in each_store() {
        let mut told = Told::new();
        let [first, second] = orders_in(&fresh, [100, 101]).await;
        let [third, _] = orders_in(&fresh, [102, 1]).await;
        let plain = |minor, words: &str| Entry { bank_reference: None, ..one("", minor, words) };
        let day = vec![
            plain(100, &first),
            plain(7, "thank you"),
            plain(7, "thank you"),
            plain(101, &second),
        ];
        told.notify(&fresh, day.clone()).await;
        // The statement has them in another order, and one more.
        let mut all: Vec<Entry> = day.into_iter().rev().collect();
        all.push(plain(102, &third));
        told.state(&fresh, all).await;
        assert_eq!(wallet(&fresh, BUYER).await, (303, 303));
        assert_eq!(kinds(&fresh).await, ["unknown-reference", "unknown-reference"]);
        // The same words and sum a day later are another payment.
        told.state(&fresh, vec![plain(7, "thank you")]).await;
        assert_eq!(kinds(&fresh).await.len(), 3);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reversal_under_a_reference_used_again_is_of_the_payment_of_its_sum() {
    let back = |minor| Entry { is_reversal: true, ..entry("X", minor, &[]) };
    for fresh in each_store() {
        let mut told = Told::new();
        let [first, second] = orders_in(&fresh, [100, 50]).await;
        told.state(&fresh, vec![one("X", 100, &first)]).await;
        told.state(&fresh, vec![one("X", 50, &second)]).await;
        told.state(&fresh, vec![back(-50)]).await;
        assert_eq!((wallet(&fresh, BUYER).await, kinds(&fresh).await.len()), ((100, 100), 0));
    }
    for fresh in each_store() {
        let mut told = Told::new();
        let [first, second] = orders_in(&fresh, [100, 100]).await;
        assert_ne!(first, second);
        told.state(&fresh, vec![one("X", 100, &first)]).await;
        told.state(&fresh, vec![one("X", 100, &second)]).await;
        told.state(&fresh, vec![back(-100)]).await;
        assert_eq!(wallet(&fresh, BUYER).await, (200, 200), "nobody knows which");
        assert_eq!(kinds(&fresh).await, ["unknown-debit"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reversal_without_a_name_is_of_the_one_part_or_payment_of_its_sum_or_of_nobody_s() {
    let back = |minor| Entry { is_reversal: true, ..entry("X", minor, &[]) };
    for is_sum_first in [true, false] {
        for fresh in each_store() {
            let mut told = Told::new();
            let [old, first] = orders_in(&fresh, [50, 60]).await;
            let [second, third] = orders_in(&fresh, [50, 30]).await;
            // Used before, for one payment; and now for three.
            told.state(&fresh, vec![one("X", 50, &old)]).await;
            if is_sum_first {
                told.notify(&fresh, vec![entry("X", 140, &[])]).await;
            }
            let parts = [(60, first.as_str()), (50, second.as_str()), (30, third.as_str())];
            told.state(&fresh, vec![entry("X", 140, &parts)]).await;
            assert_eq!((wallet(&fresh, BUYER).await, kinds(&fresh).await.len()), ((190, 190), 0));
            told.state(&fresh, vec![back(-60)]).await;
            assert_eq!((wallet(&fresh, BUYER).await, kinds(&fresh).await.len()), ((130, 130), 0));
            // Two have this sum, and none has that one.
            for minor in [-50, -20] {
                told.state(&fresh, vec![back(minor)]).await;
                let line = open_differences(&fresh).await.pop().expect("a line");
                assert_eq!((line.kind.word(), line.firm), ("unknown-debit", None), "{minor}");
            }
            assert_eq!(wallet(&fresh, BUYER).await, (130, 130));
        }
        for fresh in each_store() {
            let mut told = Told::new();
            let [first, second] = orders_in(&fresh, [50, 50]).await;
            assert_ne!(first, second);
            if is_sum_first {
                told.notify(&fresh, vec![entry("X", 100, &[])]).await;
            }
            told.state(&fresh, vec![entry("X", 100, &[(50, &first), (50, &second)])]).await;
            told.state(&fresh, vec![back(-50)]).await;
            assert_eq!(wallet(&fresh, BUYER).await, (100, 100), "nobody knows which");
            assert_eq!(kinds(&fresh).await, ["unknown-debit"]);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_notified_without_its_booking_day_is_booked_once_by_the_statement() {
    for fresh in each_store() {
        let mut told = Told::new();
        let [order, _] = orders_in(&fresh, [100, 1]).await;
        // Told on Saturday, and booked on Monday.
        let (monday, saturday) = (told.day, jiff::civil::date(2027, 2, 27));
        told.day = saturday;
        let mut early = told.plain(vec![one("X", 100, &order)]);
        early.entries[0].booked_on = None;
        told.take(&fresh, early).await;
        assert_eq!((wallet(&fresh, BUYER).await, kinds(&fresh).await.len()), ((0, 0), 0));
        told.day = monday;
        told.state(&fresh, vec![one("X", 100, &order)]).await;
        assert_eq!((wallet(&fresh, BUYER).await, kinds(&fresh).await.len()), ((100, 100), 0));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notification_that_comes_late_says_nothing_against_the_statement() {
    for fresh in each_store() {
        let mut told = Told::new();
        let [order, _] = orders_in(&fresh, [100, 1]).await;
        let [left, right] = orders_in(&fresh, [60, 38]).await;
        let stated = vec![one("X", 98, &order), entry("Y", 98, &[(60, &left), (38, &right)])];
        told.state(&fresh, stated).await;
        assert_eq!(kinds(&fresh).await, ["under-paid"]);
        told.repeat(&fresh, vec![one("X", 100, &order)]).await;
        told.repeat(&fresh, vec![entry("Y", 100, &[])]).await;
        told.repeat(&fresh, vec![entry("Y", 100, &[(60, &left), (40, &right)])]).await;
        let named = |minor, name: &str| Transaction {
            amount: Some(usd(minor)),
            bank_reference: Some(name.to_owned()),
            ..Transaction::default()
        };
        let otherwise = vec![named(60, "P1"), named(40, "P2")];
        told.repeat(&fresh, vec![Entry { transactions: otherwise, ..entry("Y", 100, &[]) }]).await;
        assert_eq!(wallet(&fresh, BUYER).await, (196, 196));
        assert_eq!(kinds(&fresh).await, ["under-paid"]);
        told.state(&fresh, vec![]).await;
    }
}

/// The bank says no to a whole file, and to each payment in it.
async fn no_to_all(fresh: &Fresh, told: &Told, batch: &str, of: &[String], reason: Option<&str>) {
    let no = |reason: Option<&str>| Answer {
        verdict: Verdict::Rejected,
        reason: reason.map(str::to_owned),
        text: None,
    };
    let payment = |reference: &String| PaymentAnswer {
        line: 0,
        batch_id: Some(batch.to_owned()),
        end_to_end: Some(reference.clone()),
        instruction_id: None,
        amount: None,
        answer: no(None),
    };
    let file = AnswerFile {
        name: String::new(),
        message_id: String::from("NO"),
        order_id: batch.to_owned(),
        whole: Some(no(reason)),
        batches: vec![(batch.to_owned(), no(None))],
        payments: of.iter().map(payment).collect(),
    };
    let text = write_answer(&file, AT, AnswerVersion::V12).expect("written");
    let taken = told.bank.take_file(&fresh.store, "no.xml", text.as_bytes()).await;
    assert_eq!(taken.expect("answered").state, "taken");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_no_to_a_whole_file_is_no_more_believed_where_it_lists_its_payments() {
    for (yes, reason) in [(false, Some("DU01")), (true, Some("AM04")), (true, None)] {
        for fresh in each_store() {
            let mut told = Told::new();
            let (batch, of) = told.paid_out(&fresh, &[100, 200]).await;
            if yes {
                told.answer(&fresh, &batch, (Verdict::Accepted, None), &[&of[0]]).await;
            }
            no_to_all(&fresh, &told, &batch, &of, reason).await;
            assert_eq!(wallet(&fresh, SELLER).await, (300, 0), "it stays held");
            assert_eq!(kinds(&fresh).await, ["payout-unknown", "payout-unknown"]);
            let lines = open_differences(&fresh).await;
            let why = reason.unwrap_or_default();
            assert!(lines.iter().all(|line| line.words.ends_with(why)), "{lines:?}");
            let paid = [one("P1", -100, &of[0]), one("P2", -200, &of[1])];
            told.state(&fresh, paid.to_vec()).await;
            assert_eq!((wallet(&fresh, SELLER).await, kinds(&fresh).await.len()), ((0, 0), 0));
        }
    }
    for fresh in each_store() {
        let mut told = Told::new();
        let (batch, of) = told.paid_out(&fresh, &[100, 200]).await;
        no_to_all(&fresh, &told, &batch, &of, Some("AM04")).await;
        assert_eq!(wallet(&fresh, SELLER).await, (300, 300), "a no to what had no yes is one");
        let why = |tx: &mut Tx<'_>| {
            let rows = tx.all("SELECT reason FROM payout WHERE state = 'rejected'", &[])?;
            Ok(rows.iter().map(|row| row.string(0)).collect::<anyhow::Result<Vec<_>>>()?)
        };
        assert_eq!(fresh.store.read("why", why).await.expect("reasons"), ["AM04", "AM04"]);
    }
    for fresh in each_store() {
        let mut told = Told::new();
        // A single no among others is one too, whatever the bank says of the others.
        let (batch, of) = told.paid_out(&fresh, &[10, 20]).await;
        told.answer(&fresh, &batch, (Verdict::Accepted, None), &[&of[0]]).await;
        told.answer(&fresh, &batch, (Verdict::Rejected, Some("AC04")), &[&of[1]]).await;
        assert_eq!((wallet(&fresh, SELLER).await, kinds(&fresh).await.len()), ((30, 20), 0));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_yes_stays_one_however_long_the_money_does_not_leave() {
    for fresh in each_store() {
        let mut told = Told::new();
        let (batch, of) = told.paid_out(&fresh, &[100]).await;
        told.answer(&fresh, &batch, (Verdict::Accepted, None), &[]).await;
        let late = |tx: &mut Tx<'_>| {
            tx.run("UPDATE payout SET look_at = look_at - 864000000000", store::params![])
        };
        act(&fresh, late).await.expect("ten days later");
        assert_eq!(told.bank.look_after(&fresh.store).await.expect("looked"), 1);
        no_to_all(&fresh, &told, &batch, &of, Some("AM04")).await;
        assert_eq!(wallet(&fresh, SELLER).await, (100, 0), "it stays held");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_booked_as_one_sum_is_known_by_its_name_wherever_the_bank_puts_it() {
    for is_beside in [true, false] {
        for fresh in each_store() {
            let mut told = Told::new();
            let (batch, _) = told.paid_out(&fresh, &[100, 200, 300]).await;
            let mut sum = one("OUT", -600, "");
            match is_beside {
                true => sum.batch_id = Some(batch),
                false => sum.transactions[0].batch_id = Some(batch),
            }
            told.state(&fresh, vec![sum]).await;
            assert_eq!((wallet(&fresh, SELLER).await, kinds(&fresh).await.len()), ((0, 0), 0));
        }
    }
    // Each of them booked for itself names the batch too, and is its own order's.
    for fresh in each_store() {
        let mut told = Told::new();
        let (batch, of) = told.paid_out(&fresh, &[100, 200]).await;
        let single = |name, minor, order: &str| Entry {
            batch_id: Some(batch.clone()),
            ..one(name, minor, order)
        };
        told.state(&fresh, vec![single("O1", -100, &of[0]), single("O2", -200, &of[1])]).await;
        assert_eq!((wallet(&fresh, SELLER).await, kinds(&fresh).await.len()), ((0, 0), 0));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn money_cannot_go_back_to_a_number_that_no_order_can_tell() {
    for fresh in each_store() {
        let mut told = Told::new();
        let from = |account: &str| Party {
            name: Some("Payer Inc".to_owned()),
            account: Some(account.to_owned()),
            bank: Some("CHASUS33XXX".to_owned()),
        };
        let accounts = ["123456789", "12345678901234567890123456789012345", "NOTPROVIDED"];
        let came = accounts.map(|account| {
            let mut came = one(&format!("U{}", account.len()), 5, "");
            came.transactions[0].debtor = from(account);
            came
        });
        told.state(&fresh, came.to_vec()).await;
        let ways: Vec<_> = open_differences(&fresh).await.iter().map(|row| row.ways()).collect();
        let (back, kept) =
            (vec![Way::Assign, Way::SendBack, Way::Earn], vec![Way::Assign, Way::Earn]);
        assert_eq!(ways, [back, kept.clone(), kept]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_day_s_second_statement_tells_is_missed_on_the_first_until_then() {
    for fresh in each_store() {
        let mut told = Told::new();
        let [first, second] = orders_in(&fresh, [60, 40]).await;
        let (morning, evening) = (one("E1", 60, &first), one("E2", 40, &second));
        told.notify(&fresh, vec![morning.clone(), evening.clone()]).await;
        let day = told.day;
        let half = told.state_as_it_is(&fresh, vec![morning]).await;
        assert_eq!((half.unexplained, kinds(&fresh).await), (usd(40), vec!["mirror-differs"]));
        told.day = day;
        told.state(&fresh, vec![evening]).await;
        assert_eq!((wallet(&fresh, BUYER).await, kinds(&fresh).await.len()), ((100, 100), 0));
        verify(&fresh).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_statement_under_an_id_that_was_used_before_is_compared_too() {
    for fresh in each_store() {
        let mut told = Told::new();
        let [order, _] = orders_in(&fresh, [60, 1]).await;
        told.state(&fresh, vec![one("E1", 60, &order)]).await;
        (told.day, told.files) = (jiff::civil::date(2028, 3, 1), 0);
        let last = told.state_as_it_is(&fresh, vec![]).await;
        assert_eq!((last.day.as_str(), last.closing), ("2028-03-01", usd(60)));
    }
}

/// How often the writer looks through what is kept under an entry: as it is told in so many parts,
/// and as it is told again on the statement.
async fn looked_through(parts: i64) -> usize {
    let (fresh, log) = fresh_counted(migrations(), custody::jobs::REACTIONS.to_vec());
    let mut told = Told::new();
    let top_up = |tx: &mut Tx<'_>| custody::top_up(tx, &owner(BUYER), usd(1));
    let order = act(&fresh, top_up).await.expect("an order").reference;
    let each: Vec<(i64, &str)> = (0..parts).map(|_| (1, order.as_str())).collect();
    let whole = entry("MANY", parts, &each);
    log.take();
    told.notify(&fresh, vec![whole.clone()]).await;
    told.state(&fresh, vec![whole]).await;
    let ranges = log.take().into_iter().filter(|sql| sql.contains("code < $")).count();
    assert_eq!(wallet(&fresh, BUYER).await, (1, 1));
    ranges
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_of_many_parts_is_looked_through_no_more_often_than_one_of_few() {
    let few = looked_through(4).await;
    assert!(few > 0, "it is looked through once, before its parts");
    assert_eq!(looked_through(70).await, few);
}
