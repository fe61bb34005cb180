//! Statements of fees and their lines.

use super::{Month, Tax};
use deal::DealKind;
use kernel::{Any, Currency, Firm, Id, Money, Person, Timestamp};

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// A fee.
    Fee,
    /// Given back of a fee of the same statement.
    Refund,
    /// Given back of a fee of an earlier statement.
    Credit,
}

impl LineKind {
    /// The word in tables and in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Fee => "fee",
            Self::Refund => "refund",
            Self::Credit => "credit",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Fee, Self::Refund, Self::Credit].into_iter().find(|kind| kind.word() == word)
    }
}

/// One fee, or one refund of a fee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The event that told it.
    pub id: Id<Any>,
    /// Its place in the statement, from 1.
    pub nth: i64,
    /// What it is.
    pub kind: LineKind,
    /// The deal.
    pub deal: Id<DealKind>,
    /// What the fee was taken of, or what went back to the buyer.
    pub base: Money,
    /// The fee or its part that went back; never below nothing.
    pub amount: Money,
    /// What the statement had come to before: of fees less refunds, or of credits of one invoice.
    pub before_minor: i64,
    /// The month that charged it.
    pub charged_in: String,
    /// The rules that the deal began under.
    pub rules_version: String,
    /// When.
    pub at: Timestamp,
}

impl Line {
    /// The amount as it counts: a refund takes away.
    pub const fn signed(&self) -> Money {
        match self.kind {
            LineKind::Fee => self.amount,
            LineKind::Refund | LineKind::Credit => self.amount.negated(),
        }
    }

    /// The tax within `signed`; all lines together have the tax of their documents.
    pub fn tax(&self, tax: Tax) -> Money {
        let before = Money { minor: self.before_minor, ..self.amount };
        match self.kind {
            LineKind::Credit => tax.of_next(before, self.amount).negated(),
            LineKind::Fee | LineKind::Refund => tax.of_next(before, self.signed()),
        }
    }
}

/// How far a statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatementState {
    /// It takes lines.
    Open,
    /// Its documents are issued.
    Closed,
}

impl StatementState {
    /// The word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Open, Self::Closed].into_iter().find(|state| state.word() == word)
    }
}

/// Whose details are missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaitsFor {
    /// The firm has not said who it is on an invoice.
    Firm,
    /// The operator has not.
    Operator,
    /// A document with these details would break a rule of EN 16931: the operator looks.
    Check,
}

impl WaitsFor {
    /// The word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Firm => "firm",
            Self::Operator => "operator",
            Self::Check => "check",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Firm, Self::Operator, Self::Check].into_iter().find(|one| one.word() == word)
    }
}

/// Fees of a firm in a month and a currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Whose.
    pub firm: Id<Firm>,
    /// The month.
    pub month: Month,
    /// The one currency.
    pub currency: Currency,
    /// Fees charged.
    pub charged: Money,
    /// Given back of them.
    pub returned: Money,
    /// Given back of fees of earlier statements.
    pub credited: Money,
    /// Lines.
    pub lines: i64,
    /// How far it is.
    pub state: StatementState,
    /// What its invoice waits for.
    pub waits_for: Option<WaitsFor>,
    /// When its documents are due.
    pub due_at: Timestamp,
    /// Raised with every change.
    pub version: i64,
}

impl Statement {
    /// A new one.
    pub(crate) fn begin(
        firm: Id<Firm>,
        month: Month,
        currency: Currency,
        due_at: Timestamp,
    ) -> Self {
        let none = Money::zero(currency);
        Self {
            firm,
            month,
            currency,
            charged: none,
            returned: none,
            credited: none,
            lines: 0,
            state: StatementState::Open,
            waits_for: None,
            due_at,
            version: 0,
        }
    }

    /// Fees less what went back of them: the invoice.
    pub const fn invoiced(&self) -> Money {
        Money::new(self.charged.minor - self.returned.minor, self.currency)
    }

    /// All of it: what the firm paid the market in this month.
    pub const fn total(&self) -> Money {
        Money::new(self.invoiced().minor - self.credited.minor, self.currency)
    }

    /// The statement with one more line.
    pub(crate) fn with(mut self, kind: LineKind, minor: i64) -> Self {
        let sum = match kind {
            LineKind::Fee => &mut self.charged,
            LineKind::Refund => &mut self.returned,
            LineKind::Credit => &mut self.credited,
        };
        sum.minor += minor;
        self.lines += 1;
        self
    }
}

/// That a clerk looked: its place, who, at what, when.
pub type Look = (i64, Id<Person>, String, Timestamp);

/// What one piece of `verify` found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// Things looked at.
    pub checked: i64,
    /// What is wrong.
    pub problems: Vec<String>,
}
