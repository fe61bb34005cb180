//! What stands in a bank's file, as values.

use jiff::civil::Date;
use kernel::{Currency, Money};

/// Letters of an id, by ISO 20022.
pub(crate) const LONGEST_ID: usize = 35;
/// Letters of a name and of a line of remittance.
pub(crate) const LONGEST_LINE: usize = 140;

/// A message that a bank sent, or that is sent to one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// camt.052, camt.053, camt.054.
    Account(AccountFile),
    /// pain.002.
    Answer(AnswerFile),
    /// pain.001.
    Order(OrderFile),
    /// camt.056.
    Recall(RecallFile),
    /// camt.029.
    Resolution(ResolutionFile),
}

/// What happened on accounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountFile {
    /// Such as `camt.053.001.08`.
    pub name: String,
    /// The bank's id of the message.
    pub message_id: String,
    /// One for each account and page.
    pub statements: Vec<Statement>,
}

/// How binding a statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatementKind {
    /// camt.052: what happened so far today.
    Report,
    /// camt.053: what the books say.
    Statement,
    /// camt.054: that something was booked.
    Notification,
}

impl StatementKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Report, Self::Statement, Self::Notification];

    /// The word in tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Statement => "statement",
            Self::Notification => "notification",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// One account's entries of a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Report, statement or notification.
    pub kind: StatementKind,
    /// The line that it begins on.
    pub line: u64,
    /// The bank's id of it.
    pub id: String,
    /// Its number in the bank's count, if it has one.
    pub sequence: Option<i64>,
    /// Which page of it, and whether the last, if it comes in pages.
    pub page: Option<(i64, bool)>,
    /// The account: an IBAN, or the bank's own number, without spaces.
    pub account: String,
    /// The account's currency, as it says itself or as its balances do.
    pub currency: Option<Currency>,
    /// The day that it is made for: the closing balance's, else the end of its time.
    pub day: Option<Date>,
    /// The booked balance before.
    pub opening: Option<Money>,
    /// The booked balance after.
    pub closing: Option<Money>,
    /// What was booked or will be.
    pub entries: Vec<Entry>,
}

impl Statement {
    /// A notification of what was booked on an account on a day.
    pub fn notification(id: &str, account: &str, day: Date, entries: Vec<Entry>) -> Self {
        let on_day = |entry| Entry { booked_on: Some(day), value_on: Some(day), ..entry };
        let currency = entries.first().map(|entry| entry.amount.currency);
        Self {
            kind: StatementKind::Notification,
            line: 0,
            id: id.to_owned(),
            sequence: None,
            page: None,
            account: account.to_owned(),
            currency,
            day: Some(day),
            opening: None,
            closing: None,
            entries: entries.into_iter().map(on_day).collect(),
        }
    }

    /// The sum of what is booked, in minor units.
    pub fn booked_minor(&self) -> i64 {
        let booked = self.entries.iter().filter(|entry| entry.status == Status::Booked);
        booked.map(|entry| entry.amount.minor).sum()
    }
}

/// Whether an entry is in the books.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It is.
    Booked,
    /// It will be, perhaps.
    Pending,
    /// It is told and no more.
    Told,
}

/// One entry of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The line that it begins on.
    pub line: u64,
    /// Above nothing it came, below nothing it went.
    pub amount: Money,
    /// Whether it is booked.
    pub status: Status,
    /// It takes an earlier entry back.
    pub is_reversal: bool,
    /// The day that it was booked.
    pub booked_on: Option<Date>,
    /// The day from which it counts.
    pub value_on: Option<Date>,
    /// The bank's own reference; none where it says that there is none, such as `NONREF`.
    pub bank_reference: Option<String>,
    /// The number of the entry on its statement.
    pub entry_reference: Option<String>,
    /// What kind it is: domain, family and sub-family, else the bank's own code.
    pub code: String,
    /// What the bank took for it, below nothing; or gave.
    pub charges: Vec<Money>,
    /// The bank's words.
    pub text: String,
    /// The batch of ours that it pays, if it names one.
    pub batch_id: Option<String>,
    /// Its parts; an entry without details has none.
    pub transactions: Vec<Transaction>,
    /// The parts add up to the entry, so that they may be taken one by one.
    pub adds_up: bool,
}

impl Entry {
    /// One payment that is booked, as most banks write it, under the bank's own reference.
    pub fn booked(bank_reference: String, amount: Money, part: Transaction) -> Self {
        Self {
            line: 0,
            amount,
            status: Status::Booked,
            is_reversal: amount.minor < 0 && part.return_reason.is_some(),
            booked_on: None,
            value_on: None,
            bank_reference: Some(bank_reference),
            entry_reference: None,
            code: String::from("NTRF"),
            charges: Vec::new(),
            text: String::new(),
            batch_id: None,
            transactions: vec![Transaction { amount: Some(amount), ..part }],
            adds_up: true,
        }
    }
}

/// One payment of an entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Transaction {
    /// The line that it begins on.
    pub line: u64,
    /// Signed as it moves now; a single part without an amount has the entry's.
    pub amount: Option<Money>,
    /// Whether it tells its own direction.
    pub has_sign: bool,
    /// What the payer wrote as the amount, before anybody took fees of it.
    pub instructed: Option<Money>,
    /// What was taken on the way.
    pub charges: Vec<Money>,
    /// The payer's reference from end to end.
    pub end_to_end: Option<String>,
    /// The order's own id.
    pub instruction_id: Option<String>,
    /// Our batch.
    pub batch_id: Option<String>,
    /// The bank's own reference.
    pub bank_reference: Option<String>,
    /// The creditor's reference (ISO 11649), told in its own field.
    pub creditor_reference: Option<String>,
    /// What the payer wrote.
    pub remittance: String,
    /// Who paid.
    pub debtor: Party,
    /// Who was paid.
    pub creditor: Party,
    /// Why it came back, in ISO's code, such as `AC04`.
    pub return_reason: Option<String>,
}

/// A side of a payment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Party {
    /// As the bank writes it.
    pub name: Option<String>,
    /// An IBAN or the bank's own number, without spaces.
    pub account: Option<String>,
    /// Their bank, by its BIC or its Chinese clearing code.
    pub bank: Option<String>,
}

/// What a bank says of orders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerFile {
    /// Such as `pain.002.001.10`.
    pub name: String,
    /// The bank's id of the message.
    pub message_id: String,
    /// The order file that is answered.
    pub order_id: String,
    /// What is said of the whole file.
    pub whole: Option<Answer>,
    /// What is said of each batch: its id, the answer.
    pub batches: Vec<(String, Answer)>,
    /// What is said of single payments.
    pub payments: Vec<PaymentAnswer>,
}

/// Yes, no or later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It came in, or waits.
    Received,
    /// It is found right, and will be paid.
    Accepted,
    /// It was paid.
    Settled,
    /// Some of it is rejected; the parts say which.
    Partly,
    /// It will not be paid.
    Rejected,
}

impl Verdict {
    /// Reads ISO's code.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            // Read without a fault, and no more than that: ACTC is no word that it will be paid.
            "RCVD" | "PDNG" | "PATC" | "PRES" | "ACTC" => Some(Self::Received),
            "ACCP" | "ACSP" | "ACWC" | "ACWP" | "ACIS" | "ACPD" => Some(Self::Accepted),
            "ACSC" | "ACCC" | "ACFC" => Some(Self::Settled),
            "PART" => Some(Self::Partly),
            "RJCT" | "CANC" | "BLCK" | "RVNC" => Some(Self::Rejected),
            _ => None,
        }
    }
}

/// An answer with its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Yes, no or later.
    pub verdict: Verdict,
    /// ISO's code of the reason, such as `AM04`.
    pub reason: Option<String>,
    /// The bank's words.
    pub text: Option<String>,
}

/// What is said of one payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentAnswer {
    /// The line that it begins on.
    pub line: u64,
    /// The batch.
    pub batch_id: Option<String>,
    /// The payment's reference from end to end.
    pub end_to_end: Option<String>,
    /// Its own id.
    pub instruction_id: Option<String>,
    /// The amount as the bank repeats it.
    pub amount: Option<Money>,
    /// The answer.
    pub answer: Answer,
}

/// Orders to a bank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderFile {
    /// Such as `pain.001.001.09`.
    pub name: String,
    /// The id of the file.
    pub message_id: String,
    /// How many payments the file says it has.
    pub count: i64,
    /// The batches.
    pub batches: Vec<Batch>,
}

/// Payments from one account on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// The id of the batch.
    pub id: String,
    /// The account that pays.
    pub account: String,
    /// The day.
    pub on: Option<Date>,
    /// The payments.
    pub credits: Vec<Credit>,
}

/// One payment out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credit {
    /// Its own id.
    pub id: String,
    /// The reference that comes back with every answer.
    pub end_to_end: String,
    /// How much.
    pub amount: Money,
    /// Who is paid.
    pub name: String,
    /// Where to: an IBAN or a number.
    pub account: String,
    /// The bank of a number that is no IBAN, by its Chinese clearing code or its BIC.
    pub bank_code: Option<String>,
    /// What the payee reads.
    pub remittance: String,
}

/// Payments that are asked back by the bank of those who paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecallFile {
    /// Such as `camt.056.001.08`.
    pub name: String,
    /// The id of the assignment.
    pub message_id: String,
    /// The BIC of who asks.
    pub assigner: Option<String>,
    /// What is asked back.
    pub recalls: Vec<Recall>,
}

/// One payment that is asked back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recall {
    /// The line that it begins on.
    pub line: u64,
    /// The id of the request.
    pub id: Option<String>,
    /// The payment.
    pub payment: OriginalPayment,
    /// Why, in ISO's code, such as `DUPL`, `TECH`, `FRAD`, `CUST`.
    pub reason: Option<String>,
    /// Why, in words.
    pub text: Option<String>,
}

/// A payment as messages about it name it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OriginalPayment {
    /// The message that it was in.
    pub message_id: Option<String>,
    /// That message's name, such as `pacs.008.001.08`.
    pub message_name: Option<String>,
    /// The order's own id.
    pub instruction_id: Option<String>,
    /// The payer's reference from end to end.
    pub end_to_end: Option<String>,
    /// The first bank's id of it.
    pub transaction_id: Option<String>,
    /// How much, without a sign.
    pub amount: Option<Money>,
    /// The day that it was settled between banks.
    pub settled_on: Option<Date>,
    /// The account that it was paid to.
    pub account: Option<String>,
}

/// What is answered to recalls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResolutionFile {
    /// Such as `camt.029.001.09`.
    pub name: String,
    /// The id of the assignment.
    pub message_id: String,
    /// The answers.
    pub answers: Vec<RecallAnswer>,
}

/// What is answered to one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecallAnswer {
    /// The line that it begins on.
    pub line: u64,
    /// The id of the answer.
    pub id: Option<String>,
    /// The payment.
    pub payment: OriginalPayment,
    /// It may be taken back, or not; nothing is said yet.
    pub is_agreed: Option<bool>,
    /// Why not, in ISO's code, such as `AM04`, `CUST`, `LEGL`, `NOOR`.
    pub reason: Option<String>,
    /// Why, in words.
    pub text: Option<String>,
}
