//! Invoices and credit notes.

use super::{Month, Tax};
use en16931::invoice::Party;
use kernel::{Firm, Id, Kind, Money, Timestamp};
use std::fmt;

/// Names a document's row.
#[derive(Debug)]
pub enum DocumentRow {}
impl Kind for DocumentRow {
    const PREFIX: &'static str = "bill";
}

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentKind {
    /// UNCL 1001: 380.
    Invoice,
    /// UNCL 1001: 381.
    Credit,
}

impl DocumentKind {
    /// The word in tables and in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Invoice => "invoice",
            Self::Credit => "credit",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Invoice, Self::Credit].into_iter().find(|kind| kind.word() == word)
    }

    /// The type's code in UNCL 1001.
    pub const fn type_code(self) -> &'static str {
        match self {
            Self::Invoice => "380",
            Self::Credit => "381",
        }
    }
}

/// A document's number: the year, and its place in it. Numbers of a year have no gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Number {
    /// The civil year in which it was issued.
    pub year: i64,
    /// From 1.
    pub nth: i64,
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:06}", self.year, self.nth)
    }
}

/// A document as it was issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its row.
    pub id: Id<DocumentRow>,
    /// To whom.
    pub firm: Id<Firm>,
    /// What it is.
    pub kind: DocumentKind,
    /// Its number.
    pub number: Number,
    /// Of which month.
    pub month: Month,
    /// The month whose invoice a credit note corrects; an invoice's own.
    pub charged_in: Month,
    /// Without tax.
    pub net: Money,
    /// The tax.
    pub tax_amount: Money,
    /// With tax.
    pub gross: Money,
    /// How it is taxed.
    pub tax: Tax,
    /// UBL 2.1, as it was issued.
    pub xml: String,
    /// When.
    pub issued_at: Timestamp,
}

/// Seller and buyer, as a document names them.
pub(crate) type Parties = (Party, Party);

/// What a document is made of.
#[derive(Debug, Clone)]
pub(crate) struct Bill<'a> {
    pub(crate) kind: DocumentKind,
    pub(crate) number: Number,
    pub(crate) month: Month,
    pub(crate) issued_on: jiff::civil::Date,
    pub(crate) parties: &'a Parties,
    pub(crate) tax: Tax,
    /// Charged, and given back of it; a credit note has only the first.
    pub(crate) charged: Money,
    pub(crate) returned: Money,
    /// The invoice that a credit note corrects.
    pub(crate) about: Option<(Number, jiff::civil::Date)>,
}

impl Bill<'_> {
    pub(crate) const fn gross(&self) -> Money {
        Money::new(self.charged.minor - self.returned.minor, self.charged.currency)
    }

    pub(crate) fn tax_amount(&self) -> Money {
        self.tax.within(self.gross())
    }

    pub(crate) fn net(&self) -> Money {
        let gross = self.gross();
        Money { minor: gross.minor - self.tax_amount().minor, ..gross }
    }

    /// The net amounts of the two lines: they sum to the document's, to the last unit.
    pub(crate) fn line_nets(&self) -> (Money, Money) {
        let back = self.returned.minor - self.tax.within(self.returned).minor;
        let net = self.net();
        (Money { minor: net.minor + back, ..net }, Money { minor: back, ..net })
    }
}
