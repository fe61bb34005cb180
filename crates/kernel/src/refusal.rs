//! How an action ends when it does not end well.

use crate::{Currency, Money, Timestamp};

/// The result of every action: what happened, or why it stopped.
pub type Outcome<T> = Result<T, Stop>;

/// A value that a sentence about a refusal needs; shown in the reader's number and date form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// An amount of money.
    Money(Money),
    /// A plain count.
    Count(i64),
    /// An instant.
    Time(Timestamp),
    /// A word that is the same in every language: a code, a name, an id.
    Text(String),
}

/// The business says no: a stable code, the field it is about, and the facts its sentence needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Stable, lower case with hyphens, prefixed by its domain: `custody-not-held`.
    pub code: &'static str,
    /// The form field (and JSON member) that the reader should change, if it is one.
    pub field: Option<&'static str>,
    /// Named values for the sentence; names match the arguments in the word files.
    pub facts: Vec<(&'static str, Fact)>,
}

/// A domain's enum of refusals, one variant per reason.
pub trait Reason {
    /// The stable code; the word files hold a sentence for it under `refusal-<code>`.
    fn code(&self) -> &'static str;
    /// The field that the reader should change, if it is one.
    fn field(&self) -> Option<&'static str> {
        None
    }
    /// The values that the sentence needs.
    fn facts(&self) -> Vec<(&'static str, Fact)> {
        Vec::new()
    }
}

/// Everything that can end an action early.
#[derive(Debug)]
pub enum Stop {
    /// The business says no; nothing was written (422).
    Refused(Refusal),
    /// Several fields are wrong at once; all are listed (422).
    RefusedAll(Vec<Refusal>),
    /// It does not exist, or the caller may not know that it does (404).
    Absent,
    /// Nobody is signed in, and this needs somebody (401).
    SignIn,
    /// The caller may know of it but not do this (403).
    Forbidden,
    /// The thing changed since the caller read it (412).
    Stale,
    /// The idempotency key was used before with another body (409).
    KeyReused,
    /// The store cannot take it now; the same request may be sent again (503).
    Busy {
        /// Seconds to wait before asking again.
        retry_after_s: u32,
    },
    /// The outcome could not be learned: ask again with the same key (503).
    Unknown,
    /// The disk is full or fails: nothing was written (503).
    StoreDown,
    /// A bug that the code can name, such as a row that may not be there twice; treated like a
    /// fault, but it costs nothing to have at hand (500).
    Bug(&'static str),
    /// A bug or a broken machine; logged once at the door, never shown (500).
    Fault(anyhow::Error),
}

/// Everything that is wrong with a form, so that all of it is told at once.
#[derive(Debug, Default)]
pub struct Faults(Vec<Refusal>);

impl Faults {
    /// Notes a mistake.
    pub fn add(&mut self, refusal: impl Into<Refusal>) {
        self.0.push(refusal.into());
    }

    /// The value read; or `instead`, which `end` keeps from ever being used, with the mistake
    /// noted.
    pub fn or<T>(&mut self, read: Result<T, impl Into<Refusal>>, instead: T) -> T {
        read.unwrap_or_else(|refusal| {
            self.add(refusal);
            instead
        })
    }

    /// The same for what can be wrong in several ways.
    pub fn all_or<T, R: Into<Refusal>>(&mut self, read: Result<T, Vec<R>>, instead: T) -> T {
        read.unwrap_or_else(|refusals| {
            self.0.extend(refusals.into_iter().map(Into::into));
            instead
        })
    }

    /// Stops with all that was noted, if anything was.
    pub fn end(self) -> Outcome<()> {
        if self.0.is_empty() { Ok(()) } else { Err(Stop::RefusedAll(self.0)) }
    }
}

impl<R: Reason> From<R> for Refusal {
    fn from(reason: R) -> Self {
        Self { code: reason.code(), field: reason.field(), facts: reason.facts() }
    }
}

impl<R: Reason> From<R> for Stop {
    fn from(reason: R) -> Self {
        Self::Refused(reason.into())
    }
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<anyhow::Error> for Stop {
    fn from(error: anyhow::Error) -> Self {
        Self::Fault(error)
    }
}

impl Stop {
    /// The code of a refusal, for tests and counters; `None` for any other end.
    pub fn code(&self) -> Option<&'static str> {
        match self {
            Self::Refused(refusal) => Some(refusal.code),
            Self::RefusedAll(all) => all.first().map(|refusal| refusal.code),
            _ => None,
        }
    }

    /// A copy without the cause of a fault, for answering several callers of one failed commit.
    pub fn echo(&self) -> Self {
        match self {
            Self::Refused(refusal) => Self::Refused(refusal.clone()),
            Self::RefusedAll(all) => Self::RefusedAll(all.clone()),
            Self::Absent => Self::Absent,
            Self::SignIn => Self::SignIn,
            Self::Forbidden => Self::Forbidden,
            Self::Stale => Self::Stale,
            Self::KeyReused => Self::KeyReused,
            Self::Busy { retry_after_s } => Self::Busy { retry_after_s: *retry_after_s },
            Self::Unknown => Self::Unknown,
            Self::StoreDown => Self::StoreDown,
            Self::Bug(what) => Self::Bug(what),
            Self::Fault(cause) => Self::Fault(anyhow::anyhow!("{cause:#}")),
        }
    }
}

impl From<Money> for Fact {
    fn from(money: Money) -> Self {
        Self::Money(money)
    }
}

impl From<i64> for Fact {
    fn from(count: i64) -> Self {
        Self::Count(count)
    }
}

impl From<Timestamp> for Fact {
    fn from(at: Timestamp) -> Self {
        Self::Time(at)
    }
}

impl From<&str> for Fact {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Fact {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Currency> for Fact {
    fn from(currency: Currency) -> Self {
        Self::Text(currency.code().to_owned())
    }
}
