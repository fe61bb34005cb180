//! What is wrong with a file, and where.

use std::fmt;

/// Faults that are kept; all are counted.
const MOST_KEPT: usize = 200;

/// What is wrong at one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Larger than a bank's file of a day may be.
    TooLarge,
    /// Its letters are not those of the encoding that it claims.
    Encoding,
    /// Not well-formed XML, or cut off.
    NotXml,
    /// It brings a DTD.
    Dtd,
    /// It uses an entity of its own.
    Entity,
    /// Elements in elements without end.
    TooDeep,
    /// More elements or entries than a file may have.
    TooMany,
    /// A text longer than any that a bank sends.
    TextTooLong,
    /// No message of a bank that is read here.
    UnknownMessage,
    /// A second message in the same file.
    TwoMessages,
    /// Something that must stand here does not.
    Missing,
    /// A word that the standard does not have here.
    UnknownWord,
    /// No amount: digits and a point.
    NotAnAmount,
    /// More decimals than the currency has.
    TooManyDecimals,
    /// No currency of ISO 4217.
    UnknownCurrency,
    /// Not the currency of its account or of its entry.
    OtherCurrency,
    /// No date.
    NotADate,
    /// No whole number.
    NotANumber,
    /// Opening balance and entries do not add up to the closing balance.
    BalanceDiffers,
}

impl What {
    /// Every fault, for word files.
    pub const ALL: [Self; 19] = [
        Self::TooLarge,
        Self::Encoding,
        Self::NotXml,
        Self::Dtd,
        Self::Entity,
        Self::TooDeep,
        Self::TooMany,
        Self::TextTooLong,
        Self::UnknownMessage,
        Self::TwoMessages,
        Self::Missing,
        Self::UnknownWord,
        Self::NotAnAmount,
        Self::TooManyDecimals,
        Self::UnknownCurrency,
        Self::OtherCurrency,
        Self::NotADate,
        Self::NotANumber,
        Self::BalanceDiffers,
    ];

    /// The word by which a sentence is found.
    pub const fn word(self) -> &'static str {
        match self {
            Self::TooLarge => "too-large",
            Self::Encoding => "encoding",
            Self::NotXml => "not-xml",
            Self::Dtd => "dtd",
            Self::Entity => "entity",
            Self::TooDeep => "too-deep",
            Self::TooMany => "too-many",
            Self::TextTooLong => "text-too-long",
            Self::UnknownMessage => "unknown-message",
            Self::TwoMessages => "two-messages",
            Self::Missing => "missing",
            Self::UnknownWord => "unknown-word",
            Self::NotAnAmount => "not-an-amount",
            Self::TooManyDecimals => "too-many-decimals",
            Self::UnknownCurrency => "unknown-currency",
            Self::OtherCurrency => "other-currency",
            Self::NotADate => "not-a-date",
            Self::NotANumber => "not-a-number",
            Self::BalanceDiffers => "balance-differs",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|what| what.word() == word)
    }
}

/// One fault of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line, from one.
    pub line: u64,
    /// The elements down to it, such as `Stmt/Ntry[3]/Amt`.
    pub path: String,
    /// What is wrong.
    pub what: What,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, {}: {}", self.line, self.path, self.what.word())
    }
}

/// All faults of a file, in its order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Faults {
    /// The first of them.
    pub kept: Vec<Fault>,
    /// How many there are in all.
    pub count: usize,
}

impl Faults {
    /// A single fault.
    pub fn one(fault: Fault) -> Self {
        Self { kept: vec![fault], count: 1 }
    }

    /// Adds one.
    pub fn add(&mut self, fault: Fault) {
        self.count += 1;
        if self.kept.len() < MOST_KEPT {
            self.kept.push(fault);
        }
    }
}
