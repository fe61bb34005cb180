//! A bank that is played: it takes the files of a real one, keeps its own books, and answers in
//! files, now and then not as wished.

use super::{Custodian, Draws, OrderForm};
use bankfile::{
    AccountFile, Answer, AnswerFile, AnswerVersion, Assignment, Credit, Entry, Message,
    OrderVersion, OriginalPayment, Party, PaymentAnswer, Recall, RecallFile, ResolutionFile,
    Statement, StatementKind, StatementVersion, Transaction, Verdict, read, write_answer,
    write_recall, write_statement,
};
use jiff::civil::Date;
use kernel::{Money, Timestamp};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How often it is not as wished, one in so many; nought is never.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Mischief {
    /// Payments in or out that go wrong in one of several ways.
    pub payments_one_in: u64,
    /// Files that come twice.
    pub files_one_in: u64,
}

/// The bank.
#[derive(Debug)]
pub struct PlayedBank {
    account: String,
    form: OrderForm,
    mischief: Mischief,
    inner: Mutex<Books>,
}

#[derive(Debug)]
struct Books {
    draws: Draws,
    at: Timestamp,
    day: Date,
    laid: BTreeMap<String, Vec<u8>>,
    told: BTreeMap<String, Vec<u8>>,
    /// Ids of order files that it has taken: each once.
    taken: BTreeSet<String>,
    /// What was answered to its recalls.
    resolved: Vec<(String, Option<String>)>,
    opening: Money,
    /// What is booked since the last statement.
    booked: Vec<Entry>,
    /// Of which so many were notified.
    notified: usize,
    entries: u64,
    files: u64,
    statements: i64,
    wrong: u64,
}

impl PlayedBank {
    /// An account without money, on a day.
    pub fn open(account: &str, nothing: Money, (day, at): (Date, Timestamp), seed: u64) -> Self {
        let books = Books {
            draws: Draws(seed),
            at,
            day,
            laid: BTreeMap::new(),
            told: BTreeMap::new(),
            taken: BTreeSet::new(),
            resolved: Vec::new(),
            opening: Money::zero(nothing.currency),
            booked: Vec::new(),
            notified: 0,
            entries: 0,
            files: 0,
            statements: 0,
            wrong: 0,
        };
        let (account, form) = (account.to_owned(), OrderForm::Orders(OrderVersion::V09));
        Self { account, form, mischief: Mischief::default(), inner: Mutex::new(books) }
    }

    /// The same bank, but not always as wished.
    #[must_use]
    pub fn with(self, mischief: Mischief) -> Self {
        Self { mischief, ..self }
    }

    /// What it has for the market.
    pub fn balance(&self) -> Money {
        self.books().balance()
    }

    /// Payments that went wrong so far.
    pub fn wrong(&self) -> u64 {
        self.books().wrong
    }

    /// Somebody pays an amount with words on the transfer.
    pub fn come(&self, amount: Money, words: &str, payer: &Party) {
        let mut books = self.books();
        let cent = Money::new(1, amount.currency);
        let less = amount.minus(cent).unwrap_or(amount);
        match books.mischief(self.mischief.payments_one_in, 5) {
            None => books.book(amount, words, payer, &[]),
            Some(0) => books.book(less, words, payer, &[]),
            Some(1) => books.book(amount, "thank you", payer, &[]),
            Some(2) => {
                books.book(amount, words, payer, &[]);
                books.book(amount, words, payer, &[]);
            }
            Some(3) => books.book(amount.plus(cent).unwrap_or(amount), words, payer, &[]),
            Some(_) => {
                books.book(amount, words, payer, &[]);
                books.book(amount.negated(), words, payer, &["MS03"]);
            }
        }
    }

    /// Takes back a payment that it booked.
    pub fn take_back(&self, amount: Money, words: &str) {
        self.books().book(amount.negated(), words, &Party::default(), &["MS03"]);
    }

    /// Asks a payment back for its payer's bank (camt.056), by the reference from end to end.
    pub fn recall(&self, amount: Money, end_to_end: &str, reason: &str) -> io::Result<()> {
        let mut books = self.books();
        let name = books.next_name("recall");
        let payment = OriginalPayment {
            end_to_end: Some(end_to_end.to_owned()),
            transaction_id: Some(format!("TX-{}", books.files)),
            amount: Some(amount),
            ..OriginalPayment::default()
        };
        let (reason, text) = (Some(reason.to_owned()), None);
        let recall =
            Recall { line: 0, id: Some(format!("CXL-{}", books.files)), payment, reason, text };
        let file = RecallFile {
            name: String::new(),
            message_id: name.clone(),
            assigner: Some(String::from("COBADEFFXXX")),
            recalls: vec![recall],
        };
        let from = Assignment { from: String::from("Jishi"), to_bic: None, at: books.at };
        let text = write_recall(&file, &from).map_err(|bad| io::Error::other(bad.element))?;
        books.tell(&name, text, self.mischief);
        Ok(())
    }

    /// What was answered to its recalls, in their order: the reference, and the reason of a no.
    pub fn answers_to_recalls(&self) -> Vec<(String, Option<String>)> {
        self.books().resolved.clone()
    }

    /// Takes a fee of its own.
    pub fn charge(&self, fee: Money) {
        let mut books = self.books();
        books.book(fee.negated(), "", &Party::default(), &[]);
        if let Some(entry) = books.booked.last_mut() {
            entry.code = String::from("CHRG");
            entry.transactions.clear();
        }
    }

    /// Notifies what was booked since the last time (camt.054).
    pub fn notify(&self) -> io::Result<()> {
        let mut books = self.books();
        let entries = books.booked.get(books.notified..).unwrap_or_default().to_vec();
        books.notified = books.booked.len();
        if entries.is_empty() {
            return Ok(());
        }
        self.state(&mut books, StatementKind::Notification, entries)
    }

    /// Ends the day with a statement (camt.053).
    pub fn end_day(&self) -> io::Result<()> {
        let mut books = self.books();
        let entries = books.booked.clone();
        books.statements += 1;
        self.state(&mut books, StatementKind::Statement, entries)?;
        books.opening = books.balance();
        books.booked.clear();
        books.notified = 0;
        books.day = books.day.tomorrow().map_err(io::Error::other)?;
        Ok(())
    }

    fn books(&self) -> MutexGuard<'_, Books> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn state(&self, books: &mut Books, kind: StatementKind, entries: Vec<Entry>) -> io::Result<()> {
        let is_statement = kind == StatementKind::Statement;
        let name = books.next_name(if is_statement { "statement" } else { "notice" });
        let statement = Statement {
            kind,
            line: 0,
            id: name.clone(),
            sequence: is_statement.then_some(books.statements),
            page: None,
            account: self.account.clone(),
            currency: Some(books.opening.currency),
            day: Some(books.day),
            opening: is_statement.then_some(books.opening),
            closing: is_statement.then(|| books.balance()),
            entries,
        };
        let file = AccountFile {
            name: String::new(),
            message_id: name.clone(),
            statements: vec![statement],
        };
        let version = match books.files % 3 {
            0 => StatementVersion::V02,
            1 => StatementVersion::V04,
            _ => StatementVersion::V08,
        };
        let text = write_statement(&file, books.at, version);
        let text = text.map_err(|bad| io::Error::other(bad.element))?;
        books.tell(&name, text, self.mischief);
        Ok(())
    }

    fn execute(&self, bytes: &[u8]) -> io::Result<()> {
        let file = match read(bytes) {
            Ok(Message::Order(file)) => file,
            Ok(Message::Resolution(file)) => {
                self.books().settle_recalls(&file);
                return Ok(());
            }
            _ => return Err(io::Error::other("no orders")),
        };
        let mut books = self.books();
        if !books.taken.insert(file.message_id.clone()) {
            return Ok(());
        }
        let mut payments = Vec::new();
        for credit in file.batches.iter().flat_map(|batch| &batch.credits) {
            let verdict = books.pay(credit, self.mischief);
            let reason = (verdict == Verdict::Rejected).then(|| String::from("AC04"));
            payments.push(PaymentAnswer {
                line: 0,
                batch_id: file.batches.first().map(|batch| batch.id.clone()),
                end_to_end: Some(credit.end_to_end.clone()),
                instruction_id: Some(credit.id.clone()),
                amount: Some(credit.amount),
                answer: Answer { verdict, reason, text: None },
            });
        }
        let whole = Answer { verdict: Verdict::Partly, reason: None, text: None };
        let name = books.next_name("answer");
        let answer = AnswerFile {
            name: String::new(),
            message_id: name.clone(),
            order_id: file.message_id.clone(),
            whole: Some(whole.clone()),
            batches: file.batches.iter().map(|batch| (batch.id.clone(), whole.clone())).collect(),
            payments,
        };
        let text = write_answer(&answer, books.at, AnswerVersion::V12);
        let text = text.map_err(|bad| io::Error::other(bad.element))?;
        books.tell(&name, text, self.mischief);
        Ok(())
    }
}

impl Books {
    fn balance(&self) -> Money {
        let booked: i64 = self.booked.iter().map(|entry| entry.amount.minor).sum();
        Money::new(self.opening.minor + booked, self.opening.currency)
    }

    /// Which of several ways a payment goes wrong, if it does.
    fn mischief(&mut self, one_in: u64, ways: u64) -> Option<u64> {
        let way = self.draws.one_in(one_in).then(|| self.draws.below(ways))?;
        self.wrong += 1;
        Some(way)
    }

    /// Takes what it may have back, each answer once.
    fn settle_recalls(&mut self, file: &ResolutionFile) {
        if !self.taken.insert(file.message_id.clone()) {
            return;
        }
        for answer in &file.answers {
            let reference = answer.payment.end_to_end.clone().unwrap_or_default();
            if let (Some(true), Some(amount)) = (answer.is_agreed, answer.payment.amount) {
                // Following a cancellation request, by ISO's code.
                self.book(amount.negated(), &reference, &Party::default(), &["FOCR"]);
            }
            self.resolved.push((reference, answer.reason.clone()));
        }
    }

    fn pay(&mut self, credit: &Credit, mischief: Mischief) -> Verdict {
        let party = Party {
            name: Some(credit.name.clone()),
            account: Some(credit.account.clone()),
            bank: credit.bank_code.clone(),
        };
        let (out, reference) = (credit.amount.negated(), credit.end_to_end.as_str());
        let cent = Money::new(1, out.currency);
        match self.mischief(mischief.payments_one_in, 4) {
            None => self.book(out, reference, &party, &[]),
            Some(0) => return Verdict::Rejected,
            Some(1) => {
                self.book(out, reference, &party, &[]);
                self.book(credit.amount, reference, &party, &["AC04"]);
            }
            Some(2) => self.book(out.minus(cent).unwrap_or(out), reference, &party, &[]),
            Some(_) => {
                self.book(out, reference, &party, &[]);
                self.book(out, reference, &party, &[]);
            }
        }
        Verdict::Accepted
    }

    fn book(&mut self, amount: Money, words: &str, party: &Party, back: &[&str]) {
        self.entries += 1;
        let is_out = amount.minor < 0;
        let own = Party::default();
        let (debtor, creditor) = if is_out { (own, party.clone()) } else { (party.clone(), own) };
        let part = Transaction {
            end_to_end: Some(words.to_owned()).filter(|words| !words.is_empty()),
            remittance: words.to_owned(),
            debtor,
            creditor,
            return_reason: back.first().map(|reason| (*reason).to_owned()),
            ..Transaction::default()
        };
        let (on, reference) = (Some(self.day), format!("B{:09}", self.entries));
        let entry = Entry::booked(reference, amount, part);
        self.booked.push(Entry { booked_on: on, value_on: on, ..entry });
    }

    fn next_name(&mut self, what: &str) -> String {
        self.files += 1;
        format!("{:06}-{what}", self.files)
    }

    fn tell(&mut self, name: &str, text: String, mischief: Mischief) {
        if self.draws.one_in(mischief.files_one_in) {
            self.told.insert(format!("{name}-again.xml"), text.clone().into_bytes());
        }
        self.told.insert(format!("{name}.xml"), text.into_bytes());
    }
}

impl Custodian for PlayedBank {
    fn form(&self) -> OrderForm {
        self.form
    }

    fn lay(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.books().laid.insert(name.to_owned(), bytes.to_vec());
        Ok(())
    }

    fn send(&self, name: &str) -> io::Result<()> {
        let laid = self.books().laid.remove(name);
        laid.map_or(Ok(()), |bytes| self.execute(&bytes))
    }

    fn told(&self) -> io::Result<Vec<String>> {
        Ok(self.books().told.keys().cloned().collect())
    }

    fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        let told = self.books().told.get(name).cloned();
        told.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    }

    fn put_away(&self, name: &str) -> io::Result<()> {
        self.books().told.remove(name);
        Ok(())
    }
}
