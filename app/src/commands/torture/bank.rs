//! The bank beside the tortured market: it fetches orders, tells what it did by files, now and then
//! twice, and keeps books of its own.

use super::book::Book;
use anyhow::{Context, Result, anyhow};
use bankfile::{
    AccountFile, Answer, AnswerFile, AnswerVersion, Credit, Entry, Message, Statement,
    StatementVersion, Transaction, Verdict, read, write_answer, write_statement,
};
use kernel::{Currency, Money, Timestamp};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha12Rng;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// Our account at it.
pub(super) const ACCOUNT: &str = "DE89370400440532013000";
/// How often it looks into its folder.
const LOOKS_EVERY: Duration = Duration::from_millis(100);
/// It is quiet if nothing came for so many looks.
const QUIET_LOOKS: u32 = 40;
/// What it brought must be taken within this.
const HEARD_WITHIN: Duration = Duration::from_secs(120);
/// The same where something is lost already.
const LOST_ANYWAY: Duration = Duration::from_secs(10);
/// One order in so many it does not carry out.
const REFUSED_ONE_IN: u32 = 8;
/// One file in so many it brings twice.
const TWICE_ONE_IN: u32 = 4;

/// The bank.
pub(super) struct Bank {
    folder: PathBuf,
    book: Arc<Book>,
    /// Who asked for payments in, to be paid at the next look.
    orders: Arc<Mutex<Vec<(String, i64)>>>,
    rng: ChaCha12Rng,
    /// In which file each order out stood.
    seen: HashMap<String, String>,
    files: u64,
    entries: u64,
    /// What it has for the market, in minor units.
    pub(super) balance: i64,
    /// Orders carried out, and refused.
    pub(super) paid_out: u64,
    pub(super) refused: u64,
}

/// How a firm has its own bank pay.
#[derive(Clone)]
pub(super) struct Payers(Arc<Mutex<Vec<(String, i64)>>>);

impl Payers {
    /// Pays an amount with a reference.
    pub(super) fn pay(&self, reference: String, minor: i64) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push((reference, minor));
    }
}

impl Bank {
    /// Opens it beside a market whose wallets hold so much already.
    pub(super) fn open(folder: PathBuf, book: &Arc<Book>, balance: i64, seed: u64) -> Self {
        Self {
            folder,
            book: Arc::clone(book),
            orders: Arc::default(),
            rng: ChaCha12Rng::seed_from_u64(seed ^ 0xBA4B),
            seen: HashMap::new(),
            files: 0,
            entries: 0,
            balance,
            paid_out: 0,
            refused: 0,
        }
    }

    pub(super) fn payers(&self) -> Payers {
        Payers(Arc::clone(&self.orders))
    }

    /// Fetches what lies ready and pays what was asked for; tells how many files it fetched or
    /// brought.
    pub(super) fn look(&mut self) -> Result<usize> {
        let mut did = 0;
        for name in names(&self.folder.join("outbox"))? {
            self.fetch(&name).with_context(|| name.clone())?;
            did += 1;
        }
        let mut orders = self.orders.lock().unwrap_or_else(PoisonError::into_inner);
        let coming = std::mem::take(&mut *orders);
        drop(orders);
        if !coming.is_empty() {
            let entries = coming.into_iter().map(|(reference, minor)| self.book(&reference, minor));
            let entries = entries.collect();
            self.notify(entries)?;
            did += 1;
        }
        Ok(did)
    }

    /// Whether everything that it brought was taken.
    pub(super) fn is_heard(&self) -> Result<bool> {
        Ok(names(&self.folder.join("inbox"))?.is_empty())
    }

    fn fetch(&mut self, name: &str) -> Result<()> {
        let (from, to) = (self.folder.join("outbox").join(name), self.folder.join("fetched"));
        let bytes = fs::read(&from)?;
        fs::create_dir_all(&to)?;
        let to = to.join(name);
        if to.exists() {
            self.book.doubled(format!("the file {name} was laid ready again"));
        }
        fs::rename(&from, &to)?;
        let Ok(Message::Order(file)) = read(&bytes) else {
            self.book.violation(format!("the file {name} is no order"));
            return Ok(());
        };
        let (mut entries, mut refused) = (Vec::new(), Vec::new());
        for credit in file.batches.iter().flat_map(|batch| &batch.credits) {
            if let Some(before) = self.seen.insert(credit.end_to_end.clone(), name.to_owned()) {
                let told = format!("{} stands in {before} and in {name}", credit.end_to_end);
                self.book.doubled(told);
            } else if self.rng.random_range(0..REFUSED_ONE_IN) == 0 {
                self.refused += 1;
                refused.push(credit.clone());
            } else {
                self.paid_out += 1;
                entries.push(self.book(&credit.end_to_end, -credit.amount.minor));
            }
        }
        if !refused.is_empty() {
            let batch = file.batches.first().map(|batch| batch.id.clone()).unwrap_or_default();
            self.answer(&file.message_id, &batch, &refused)?;
        }
        if entries.is_empty() { Ok(()) } else { self.notify(entries) }
    }

    fn book(&mut self, reference: &str, minor: i64) -> Entry {
        self.entries += 1;
        self.balance += minor;
        let part = Transaction {
            end_to_end: Some(reference.to_owned()),
            remittance: reference.to_owned(),
            ..Transaction::default()
        };
        let amount = Money::new(minor, Currency::USD);
        Entry::booked(format!("T{:09}", self.entries), amount, part)
    }

    fn notify(&mut self, entries: Vec<Entry>) -> Result<()> {
        let id = self.next_id();
        let day = Timestamp::from_micros(0).date_in("UTC");
        let statement = Statement::notification(&id, ACCOUNT, day, entries);
        let (name, message_id) = (String::new(), id.clone());
        let file = AccountFile { name, message_id, statements: vec![statement] };
        let text = write_statement(&file, Timestamp::from_micros(0), StatementVersion::V08);
        self.bring(&id, text.map_err(|bad| anyhow!("{} cannot be told", bad.element))?)
    }

    fn answer(&mut self, order_id: &str, batch: &str, refused: &[Credit]) -> Result<()> {
        let id = self.next_id();
        let of = |credit: &Credit| bankfile::PaymentAnswer {
            line: 0,
            batch_id: Some(batch.to_owned()),
            end_to_end: Some(credit.end_to_end.clone()),
            instruction_id: Some(credit.id.clone()),
            amount: Some(credit.amount),
            answer: Answer {
                verdict: Verdict::Rejected,
                reason: Some("AC04".to_owned()),
                text: None,
            },
        };
        let partly = Answer { verdict: Verdict::Partly, reason: None, text: None };
        let file = AnswerFile {
            name: String::new(),
            message_id: id.clone(),
            order_id: order_id.to_owned(),
            whole: Some(partly.clone()),
            batches: vec![(batch.to_owned(), partly)],
            payments: refused.iter().map(of).collect(),
        };
        let text = write_answer(&file, Timestamp::from_micros(0), AnswerVersion::V12);
        self.bring(&id, text.map_err(|bad| anyhow!("{} cannot be told", bad.element))?)
    }

    fn next_id(&mut self) -> String {
        self.files += 1;
        format!("F{:08}", self.files)
    }

    fn bring(&mut self, id: &str, text: String) -> Result<()> {
        let times = if self.rng.random_range(0..TWICE_ONE_IN) == 0 { 2 } else { 1 };
        for nth in 0..times {
            let begun = self.folder.join("inbox").join(format!("{id}-{nth}.xml.part"));
            fs::write(&begun, &text)?;
            fs::rename(&begun, begun.with_extension(""))?;
        }
        Ok(())
    }
}

/// The bank as it looks into its folder again and again.
pub(super) struct BankAtWork {
    stop: watch::Sender<bool>,
    work: JoinHandle<Result<Bank>>,
}

impl BankAtWork {
    /// Sets it to work.
    #[expect(clippy::disallowed_methods, reason = "a bank of its own beside the market")]
    pub(super) fn start(mut bank: Bank) -> Self {
        let (stop, stopped) = watch::channel(false);
        let work = async move {
            let mut quiet = 0;
            while !*stopped.borrow() || quiet < QUIET_LOOKS {
                let did = bank.look()?;
                quiet = if did == 0 && bank.is_heard()? { quiet + 1 } else { 0 };
                tokio::time::sleep(LOOKS_EVERY).await;
            }
            Ok(bank)
        };
        Self { stop, work: tokio::spawn(work) }
    }

    /// Lets it go on until nothing comes and everything was heard; it must be, in time.
    pub(super) async fn end(self, book: &Book) -> Result<Bank> {
        // One that has failed hears nothing.
        self.stop.send(true).ok();
        let patience = if book.is_clean() { HEARD_WITHIN } else { LOST_ANYWAY };
        match tokio::time::timeout(patience, self.work).await {
            Ok(bank) => bank?,
            Err(_) => anyhow::bail!("the bank was not heard for {patience:?}"),
        }
    }
}

/// The whole files of a folder, in order; none where it is not there yet.
fn names(folder: &Path) -> Result<Vec<String>> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(Vec::new()) };
    let mut names = Vec::new();
    for entry in entries {
        let name = entry?.file_name().into_string().unwrap_or_default();
        if !name.starts_with('.') && !name.ends_with(".part") {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}
