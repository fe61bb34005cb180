//! One entry in several files: whole, in parts, otherwise, or under a reference that was used
//! before. It stands in the books once, and the ledger is the bank at the end of each day.

use super::custodian::{ACCOUNT, bank_of, named_account, played};
use super::files::{CLERK, kinds, mirror, open_differences, say};
use super::{
    BUYER, DEAL, SELLER, act, confirm, each_store, fund_with, open, owner, refused, usd, verify,
    wallet,
};
use bankfile::{
    AccountFile, Answer, AnswerFile, AnswerVersion, Entry, OrderVersion, Party, PaymentAnswer,
    Statement, StatementKind, StatementVersion, Transaction, Verdict, write_answer,
    write_statement,
};
use custody::jobs::Bank;
use custody::ports::{FileBank, OrderForm};
use custody::{KeptStatement, Way, batch_name};
use jiff::civil::Date;
use kernel::{Id, Timestamp};
use store::Tx;
use testkit::Fresh;

pub(super) const AT: Timestamp = Timestamp::from_micros(1_804_000_000_000_000);

/// A bank whose files are written here, line by line; its orders go nowhere.
pub(super) struct Told {
    pub(super) bank: Bank,
    pub(super) day: Date,
    balance: i64,
    pub(super) files: u32,
    folder: tempfile::TempDir,
}

impl Told {
    pub(super) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let form = OrderForm::Orders(OrderVersion::V09);
        let bank = bank_of(FileBank::open(folder.path(), form).expect("folders"));
        let day = jiff::civil::date(2027, 3, 1);
        Self { bank, day, balance: 0, files: 0, folder }
    }

    pub(super) async fn take(&mut self, fresh: &Fresh, statement: Statement) {
        let message_id = format!("{}-{}", statement.id, self.day);
        let file = AccountFile { name: String::new(), message_id, statements: vec![statement] };
        let text = write_statement(&file, AT, StatementVersion::V08).expect("written");
        let taken = self.bank.take_file(&fresh.store, "told.xml", text.as_bytes()).await;
        let taken = taken.expect("answered");
        assert_eq!((taken.state.as_str(), taken.faults.as_str()), ("taken", ""));
    }

    pub(super) fn plain(&mut self, entries: Vec<Entry>) -> Statement {
        self.files += 1;
        let id = format!("F{}", self.files);
        Statement {
            currency: Some(usd(0).currency),
            ..Statement::notification(&id, ACCOUNT, self.day, entries)
        }
    }

    /// Tells entries in a notification.
    pub(super) async fn notify(&mut self, fresh: &Fresh, entries: Vec<Entry>) {
        let told = self.plain(entries);
        self.take(fresh, told).await;
    }

    /// Tells entries of the last day that is over once more.
    pub(super) async fn repeat(&mut self, fresh: &Fresh, entries: Vec<Entry>) {
        let today = self.day;
        self.day = today.yesterday().expect("a day");
        self.notify(fresh, entries).await;
        self.day = today;
    }

    /// Ends the day with a statement; the ledger is the bank then, and nothing is unexplained.
    pub(super) async fn state(&mut self, fresh: &Fresh, entries: Vec<Entry>) {
        let last = self.state_as_it_is(fresh, entries).await;
        assert_eq!((last.unexplained, mirror(fresh).await), (usd(0), usd(self.balance)));
        verify(fresh).await;
    }

    pub(super) async fn state_as_it_is(
        &mut self,
        fresh: &Fresh,
        entries: Vec<Entry>,
    ) -> KeptStatement {
        let plain = self.plain(entries);
        let opening = self.balance;
        self.balance += plain.booked_minor();
        let (kind, closing) = (StatementKind::Statement, Some(usd(self.balance)));
        self.take(fresh, Statement { kind, opening: Some(usd(opening)), closing, ..plain }).await;
        self.day = self.day.tomorrow().expect("a day");
        let look = |tx: &mut Tx<'_>| custody::statements(tx, &CLERK, ACCOUNT, "9999-12-31");
        fresh.store.read("statements", look).await.expect("statements").remove(0)
    }

    /// Answers a whole batch, or single payments of it.
    pub(super) async fn answer(
        &mut self,
        fresh: &Fresh,
        batch: &str,
        (verdict, reason): (Verdict, Option<&str>),
        of: &[&str],
    ) {
        self.files += 1;
        let answer = Answer { verdict, reason: reason.map(str::to_owned), text: None };
        let payments = of.iter().map(|reference| PaymentAnswer {
            line: 0,
            batch_id: Some(batch.to_owned()),
            end_to_end: Some((*reference).to_owned()),
            instruction_id: None,
            amount: None,
            answer: answer.clone(),
        });
        let file = AnswerFile {
            name: String::new(),
            message_id: format!("A{}", self.files),
            order_id: batch.to_owned(),
            whole: of.is_empty().then(|| answer.clone()),
            batches: match of {
                [] => Vec::new(),
                _ => {
                    vec![(batch.to_owned(), Answer { verdict: Verdict::Partly, ..answer.clone() })]
                }
            },
            payments: payments.collect(),
        };
        let text = write_answer(&file, AT, AnswerVersion::V12).expect("written");
        let taken = self.bank.take_file(&fresh.store, "answer.xml", text.as_bytes()).await;
        assert_eq!(taken.expect("answered").state, "taken");
    }

    /// The seller's money out, all in one batch: its name, and the orders' references.
    pub(super) async fn paid_out(&mut self, fresh: &Fresh, sums: &[i64]) -> (String, Vec<String>) {
        let (whole, mut references) = (sums.iter().sum(), Vec::new());
        let top_up = move |tx: &mut Tx<'_>| custody::top_up(tx, &owner(SELLER), usd(whole));
        let order = act(fresh, top_up).await.expect("an order");
        self.state(fresh, vec![entry("TOP", whole, &[(whole, &order.reference)])]).await;
        let account = named_account(fresh, SELLER).await;
        for &minor in sums {
            let out =
                move |tx: &mut Tx<'_>| custody::pay_out(tx, &owner(SELLER), usd(minor), account);
            references.push(act(fresh, out).await.expect("ordered").reference);
        }
        self.bank.send_payouts(&fresh.store).await.expect("sent");
        let look = |tx: &mut Tx<'_>| {
            let sql = "SELECT MAX(batch) FROM payout WHERE firm = $1";
            tx.get(sql, store::params![SELLER])?.int(0).map_err(Into::into)
        };
        let batch = fresh.store.read("batch", look).await.expect("a batch");
        (batch_name(Id::new(batch)), references)
    }

    /// What the market sends back leaves in a batch: its name, and the order's reference.
    async fn sent_back(&mut self, fresh: &Fresh) -> (String, String) {
        let past = |tx: &mut Tx<'_>| {
            tx.run("UPDATE payout_batch SET at = at - 3600000000", store::params![])
        };
        act(fresh, past).await.expect("half an hour later");
        assert_eq!(self.bank.send_payouts(&fresh.store).await.expect("sent"), 1);
        let look = |tx: &mut Tx<'_>| {
            let sql = "SELECT p.batch, o.reference FROM payout p JOIN bank_order o
                 ON o.firm = p.firm AND o.id = p.bank_order
                 WHERE p.firm = $1 ORDER BY o.id DESC LIMIT 1";
            let row = tx.get(sql, store::params![custody::PLATFORM])?;
            Ok((row.int(0)?, row.string(1)?))
        };
        let (batch, reference) = fresh.store.read("sent", look).await.expect("a payout");
        let name = batch_name(Id::new(batch));
        let file = self.folder.path().join("outbox").join(format!("{name}.xml"));
        let text = std::fs::read_to_string(file).expect("a file");
        assert!(text.contains("<BICFI>CHASUS33XXX</BICFI>"), "{text}");
        (name, reference)
    }
}

/// An entry under the bank's reference, with its parts: what each says and comes to.
pub(super) fn entry(reference: &str, minor: i64, parts: &[(i64, &str)]) -> Entry {
    let part = |&(minor, words): &(i64, &str)| Transaction {
        amount: Some(usd(minor)),
        remittance: words.to_owned(),
        ..Transaction::default()
    };
    let whole = Entry::booked(reference.to_owned(), usd(minor), Transaction::default());
    Entry { transactions: parts.iter().map(part).collect(), ..whole }
}

pub(super) async fn orders_in(fresh: &Fresh, sums: [i64; 2]) -> [String; 2] {
    let ask =
        |minor| act(fresh, move |tx: &mut Tx<'_>| custody::top_up(tx, &owner(BUYER), usd(minor)));
    let (first, second) = (ask(sums[0]).await, ask(sums[1]).await);
    [first.expect("an order").reference, second.expect("an order").reference]
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sum_told_in_parts_before_is_booked_once() {
    for fresh in each_store() {
        let mut told = Told::new();
        let [one, two] = orders_in(&fresh, [60, 40]).await;
        told.notify(&fresh, vec![entry("E1", 100, &[(60, &one), (40, &two)])]).await;
        assert_eq!(wallet(&fresh, BUYER).await, (100, 100));
        told.state(&fresh, vec![entry("E1", 100, &[])]).await;
        // And in parts again, in another order: they have no names of their own.
        told.repeat(&fresh, vec![entry("E1", 100, &[(40, &two), (60, &one)])]).await;
        told.state(&fresh, vec![]).await;
        assert_eq!((wallet(&fresh, BUYER).await, kinds(&fresh).await.len()), ((100, 100), 0));
        let (batch, _) = told.paid_out(&fresh, &[30, 20]).await;
        let sum = Entry { batch_id: Some(batch), ..entry("E2", -50, &[]) };
        told.state(&fresh, vec![sum.clone()]).await;
        told.repeat(
            &fresh,
            vec![Entry {
                transactions: entry("E2", -50, &[(-30, ""), (-20, "")]).transactions,
                ..sum
            }],
        )
        .await;
        told.state(&fresh, vec![]).await;
        assert_eq!((wallet(&fresh, SELLER).await, kinds(&fresh).await.len()), ((0, 0), 0));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sum_that_nobody_knew_finds_its_orders_once_its_parts_are_told() {
    for fresh in each_store() {
        let mut told = Told::new();
        let [one, two] = orders_in(&fresh, [60, 40]).await;
        let [three, _] = orders_in(&fresh, [7, 8]).await;
        let sums = vec![entry("E1", 100, &[]), entry("E2", 7, &[])];
        told.state(&fresh, sums.clone()).await;
        assert_eq!(kinds(&fresh).await, ["unknown-reference", "unknown-reference"]);
        let parts =
            vec![entry("E1", 100, &[(60, &one), (40, &two)]), entry("E2", 7, &[(7, &three)])];
        told.repeat(&fresh, parts.clone()).await;
        assert_eq!((wallet(&fresh, BUYER).await, kinds(&fresh).await.len()), ((107, 107), 0));
        told.repeat(&fresh, parts).await;
        told.repeat(&fresh, sums).await;
        told.state(&fresh, vec![]).await;
        assert_eq!((wallet(&fresh, BUYER).await, kinds(&fresh).await.len()), ((107, 107), 0));
        // A clerk has said whose it is: the parts change nothing then.
        told.state(&fresh, vec![entry("E3", 8, &[])]).await;
        let line = open_differences(&fresh).await.remove(0);
        say(&fresh, CLERK, line.id, Way::Earn, "").await.expect("earned");
        let [four, five] = orders_in(&fresh, [3, 5]).await;
        told.repeat(&fresh, vec![entry("E3", 8, &[(3, &four), (5, &five)])]).await;
        told.state(&fresh, vec![]).await;
        assert_eq!(wallet(&fresh, BUYER).await, (107, 107));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_notified_and_should_have_stood_on_a_statement_is_missed() {
    for fresh in each_store() {
        let mut told = Told::new();
        let [one, two] = orders_in(&fresh, [60, 40]).await;
        told.notify(&fresh, vec![entry("E1", 60, &[(60, &one)])]).await;
        let today = told.day;
        told.day = today.tomorrow().expect("a day");
        told.notify(&fresh, vec![entry("E2", 40, &[(40, &two)])]).await;
        told.day = today;
        let stated = told.state_as_it_is(&fresh, vec![]).await;
        assert_eq!((stated.told_only, stated.unexplained), (usd(40), usd(60)));
        let [line] = open_differences(&fresh).await.try_into().expect("one line");
        assert_eq!((line.kind.word(), line.amount), ("mirror-differs", usd(60)));
        assert!(line.words.ends_with(" E1@2027-03-01"), "{}", line.words);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reversal_under_the_reference_of_its_payment_is_an_entry_of_its_own() {
    for fresh in each_store() {
        let mut told = Told::new();
        let [one, _] = orders_in(&fresh, [100, 1]).await;
        told.state(&fresh, vec![entry("X", 100, &[(100, &one)]), entry("Y", 9, &[])]).await;
        let back = |entry| Entry { is_reversal: true, ..entry };
        let reversed = vec![back(entry("X", -100, &[])), back(entry("Y", -9, &[]))];
        told.notify(&fresh, reversed.clone()).await;
        told.state(&fresh, reversed).await;
        assert_eq!((wallet(&fresh, BUYER).await, kinds(&fresh).await.len()), ((0, 0), 0));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_amount_told_otherwise_is_the_bank_s_and_a_clerk_looks() {
    for fresh in each_store() {
        let mut told = Told::new();
        let [one, _] = orders_in(&fresh, [100, 1]).await;
        told.notify(&fresh, vec![entry("X", 100, &[(100, &one)])]).await;
        told.state(&fresh, vec![entry("X", 98, &[(98, &one)])]).await;
        told.repeat(&fresh, vec![entry("X", 98, &[(98, &one)])]).await;
        let [line] = open_differences(&fresh).await.try_into().expect("one line");
        assert_eq!(
            (line.kind.word(), line.amount, line.firm),
            ("told-otherwise", usd(-2), Some(BUYER))
        );
        assert!(line.words.starts_with("1.00 → 0.98"), "{}", line.words);
        say(&fresh, CLERK, line.id, Way::Claim, "").await.expect("owed");
        act(&fresh, |tx| custody::pay_claims(tx, &owner(BUYER))).await.expect("paid");
        assert_eq!(wallet(&fresh, BUYER).await, (98, 98));
        told.state(&fresh, vec![]).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_no_to_a_file_that_came_twice_or_after_a_yes_frees_nothing() {
    for (yes, reason) in [(false, "AM05"), (false, "DU01"), (true, "AM04")] {
        for fresh in each_store() {
            let mut told = Told::new();
            let (batch, of) = told.paid_out(&fresh, &[100]).await;
            if yes {
                told.answer(&fresh, &batch, (Verdict::Accepted, None), &[]).await;
            }
            told.answer(&fresh, &batch, (Verdict::Rejected, Some(reason)), &[]).await;
            told.answer(&fresh, &batch, (Verdict::Rejected, Some(reason)), &[]).await;
            assert_eq!(wallet(&fresh, SELLER).await, (100, 0), "it stays held");
            let [line] = open_differences(&fresh).await.try_into().expect("one line");
            assert_eq!(line.kind.word(), "payout-unknown");
            assert_eq!(line.ways(), [Way::NotPaid, Way::Note]);
            assert!(line.words.contains(reason), "{}", line.words);
            told.state(&fresh, vec![entry("OUT", -100, &[(-100, &of[0])])]).await;
            assert_eq!((wallet(&fresh, SELLER).await, kinds(&fresh).await.len()), ((0, 0), 0));
        }
    }
    for fresh in each_store() {
        let mut told = Told::new();
        let (batch, _) = told.paid_out(&fresh, &[100]).await;
        told.answer(&fresh, &batch, (Verdict::Rejected, Some("AM04")), &[]).await;
        assert_eq!(wallet(&fresh, SELLER).await, (100, 100), "a no to what had no yes is one");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_that_came_twice_goes_back_from_where_it_lies() {
    for fresh in each_store() {
        let behind = std::sync::Arc::new(played(7));
        let bank = bank_of(behind.clone());
        open(&fresh).await;
        let ask = |tx: &mut Tx<'_>| custody::pay_in_reference(tx, BUYER, DEAL, usd(10_000));
        let order = act(&fresh, ask).await.expect("an order").reference;
        let day = async || {
            behind.end_day().expect("a statement");
            bank.take_told(&fresh.store).await.expect("taken");
            assert_eq!(mirror(&fresh).await, behind.balance(), "the ledger is the bank");
            verify(&fresh).await;
        };
        for _ in 0..3 {
            behind.come(usd(10_000), &order, &Party::default());
        }
        day().await;
        fund_with(&fresh, &order, 10_000).await;
        confirm(&fresh).await.expect("released");
        let seller = wallet(&fresh, SELLER).await;
        // The second by the bank of itself, the third because the payer's bank asks.
        behind.take_back(usd(10_000), &order);
        day().await;
        assert_eq!(kinds(&fresh).await, ["paid-twice"]);
        behind.recall(usd(10_000), &order, "DUPL").expect("asked");
        bank.take_told(&fresh.store).await.expect("taken");
        let row = open_differences(&fresh).await.remove(1);
        let asked = row.clone();
        let look = move |tx: &mut Tx<'_>| custody::recall(tx, &CLERK, &asked);
        let (_, is_at) = fresh.store.read("recall", look).await.expect("read").expect("a recall");
        assert_eq!(is_at.word(), "kept");
        say(&fresh, CLERK, row.id, Way::GiveBack, "").await.expect("agreed");
        bank.send_answers(&fresh.store).await.expect("sent");
        day().await;
        assert_eq!((behind.balance(), kinds(&fresh).await.len()), (usd(10_000), 0));
        assert_eq!(wallet(&fresh, SELLER).await, seller);
        let owed = |tx: &mut Tx<'_>| custody::claims(tx, &owner(SELLER));
        assert_eq!(fresh.store.read("claims", owed).await.expect("claims"), []);
        // What is left is the payment itself, and that has gone on.
        behind.take_back(usd(10_000), &order);
        day().await;
        assert_eq!(kinds(&fresh).await, ["claimed"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_booked_without_what_was_rejected_fits_once_that_is_told() {
    for fresh in each_store() {
        let mut told = Told::new();
        let (batch, of) = told.paid_out(&fresh, &[100, 200, 300]).await;
        let sum = Entry { batch_id: Some(batch.clone()), ..entry("OUT", -500, &[]) };
        told.state(&fresh, vec![sum]).await;
        let [line] = open_differences(&fresh).await.try_into().expect("one line");
        assert_eq!((line.kind.word(), line.firm), ("other-amount", None));
        assert!(line.words.starts_with(&batch), "{}", line.words);
        told.answer(&fresh, &batch, (Verdict::Rejected, Some("AC04")), &[&of[0]]).await;
        assert_eq!((wallet(&fresh, SELLER).await, kinds(&fresh).await.len()), ((100, 100), 0));
        told.state(&fresh, vec![]).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payout_with_the_bank_s_fee_in_it_is_paid_and_the_fee_is_the_market_s() {
    for fresh in each_store() {
        let mut told = Told::new();
        let (_, of) = told.paid_out(&fresh, &[100]).await;
        let dear = entry("OUT", -115, &[(-115, &of[0])]);
        let fee = || Entry { charges: vec![usd(-15)], ..dear.clone() };
        told.notify(&fresh, vec![fee()]).await;
        told.state(&fresh, vec![fee()]).await;
        assert_eq!(wallet(&fresh, SELLER).await, (0, 0));
        let [line] = open_differences(&fresh).await.try_into().expect("one line");
        assert_eq!((line.kind.word(), line.amount), ("bank-charge", usd(-15)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clerk_says_that_an_odd_debit_was_the_payout_or_the_batch() {
    for fresh in each_store() {
        let mut told = Told::new();
        let (_, of) = told.paid_out(&fresh, &[100]).await;
        told.state(&fresh, vec![entry("OUT", -115, &[(-115, &of[0])])]).await;
        let line = open_differences(&fresh).await.remove(0);
        assert_eq!(line.ways(), [Way::PaidOut, Way::Claim, Way::Bear]);
        say(&fresh, CLERK, line.id, Way::PaidOut, "").await.expect("paid");
        let [fee] = open_differences(&fresh).await.try_into().expect("one line");
        assert_eq!((fee.kind.word(), fee.amount), ("bank-charge", usd(-15)));
        assert_eq!(wallet(&fresh, SELLER).await, (0, 0));
        told.state(&fresh, vec![]).await;
    }
    for fresh in each_store() {
        let mut told = Told::new();
        let (batch, _) = told.paid_out(&fresh, &[100, 200]).await;
        for (nth, minor, is_it) in [("LESS", -250, false), ("MORE", -310, true)] {
            let sum = Entry { batch_id: Some(batch.clone()), ..entry(nth, minor, &[]) };
            told.state(&fresh, vec![sum]).await;
            let line = open_differences(&fresh).await.pop().expect("a line");
            assert_eq!(line.ways(), [Way::PaidOut, Way::Bear]);
            let said = say(&fresh, CLERK, line.id, Way::PaidOut, "").await;
            match is_it {
                true => drop(said.expect("paid")),
                false => assert_eq!(refused(said), "custody-less-than-batch"),
            }
        }
        assert_eq!(kinds(&fresh).await, ["other-amount", "bank-charge"]);
        assert_eq!(wallet(&fresh, SELLER).await, (0, 0));
        told.state(&fresh, vec![]).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn earlier_statements_explain_the_opening_balance_in_whatever_order_they_come() {
    for order in [[2, 0, 1], [2, 1, 0], [1, 2, 0], [0, 2, 1]] {
        for fresh in each_store() {
            let mut told = Told::new();
            let days = [
                (0, entry("E1", 100, &[])),
                (100, entry("E2", 200, &[])),
                (300, entry("E3", 50, &[])),
            ];
            for nth in order {
                let (opening, entry) = days[nth].clone();
                told.balance = opening;
                told.day = jiff::civil::date(2027, 3, i8::try_from(nth + 1).expect("small"));
                told.state_as_it_is(&fresh, vec![entry]).await;
            }
            assert_eq!(mirror(&fresh).await, usd(350), "{order:?}");
            let open = kinds(&fresh).await;
            assert!(!open.contains(&"opening-balance"), "{order:?} {open:?}");
            told.balance = 350;
            told.day = jiff::civil::date(2027, 3, 4);
            told.state(&fresh, vec![]).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn money_that_is_sent_back_in_vain_is_on_the_work_list_again() {
    for fresh in each_store() {
        let mut told = Told::new();
        let from = |bank: Option<&str>| Party {
            name: Some("Payer Inc".to_owned()),
            account: Some("000123456789".to_owned()),
            bank: bank.map(str::to_owned),
        };
        let mut came = vec![entry("U1", 500, &[(500, "")]), entry("U2", 300, &[(300, "")])];
        came[0].transactions[0].debtor = from(None);
        came[1].transactions[0].debtor = from(Some("CHASUS33XXX"));
        told.state(&fresh, came).await;
        let [nowhere, line] = open_differences(&fresh).await.try_into().expect("two lines");
        assert_eq!(nowhere.ways(), [Way::Assign, Way::Earn], "its bank is not known");
        say(&fresh, CLERK, nowhere.id, Way::Earn, "").await.expect("earned");
        let mut line = line;
        for is_rejected in [true, false] {
            say(&fresh, CLERK, line.id, Way::SendBack, "").await.expect("sent back");
            let (batch, reference) = told.sent_back(&fresh).await;
            if is_rejected {
                told.answer(&fresh, &batch, (Verdict::Rejected, Some("AC04")), &[&reference]).await;
            } else {
                told.state(&fresh, vec![entry("BACK", -300, &[(-300, &reference)])]).await;
                let mut returned = entry("RETURN", 300, &[(300, &reference)]);
                returned.transactions[0].return_reason = Some("AC04".to_owned());
                told.state(&fresh, vec![returned]).await;
            }
            let own = wallet(&fresh, custody::PLATFORM.cast::<kernel::Firm>()).await;
            assert_eq!((own, kinds(&fresh).await), ((0, 0), vec!["sent-back-in-vain"]));
            line = open_differences(&fresh).await.remove(0);
            assert_eq!(line.ways(), [Way::Assign, Way::SendBack, Way::Earn]);
            told.state(&fresh, vec![]).await;
        }
    }
}
