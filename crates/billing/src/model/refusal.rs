//! Why billing says no.

use kernel::{Fact, Reason};

/// Billing's reasons to refuse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the facts are named in each sentence")]
pub enum BillingRefusal {
    /// A line of the address or the name is missing.
    Missing { field: &'static str },
    /// A line is too long or cannot be shown.
    Text { field: &'static str, most: i64 },
    /// Not a VAT number.
    VatNumber,
    /// The operator has neither a VAT number nor one of a register.
    OperatorWithoutNumber,
    /// A month that has not begun.
    MonthToCome,
    /// A document's number twice.
    NumberGiven,
    /// No font with Chinese letters is installed.
    NoFont,
    /// More lines than a document prints.
    TooManyLines { most: i64 },
    /// No such day or days in the wrong order.
    DaysUnreadable,
    /// The books of the day are closed already.
    DayClosed,
    /// A longer time than one export takes.
    ExportTooLong { most: i64 },
}

impl Reason for BillingRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "billing-missing",
            Self::Text { .. } => "billing-text",
            Self::VatNumber => "billing-vat-number",
            Self::OperatorWithoutNumber => "billing-operator-without-number",
            Self::MonthToCome => "billing-month-to-come",
            Self::NumberGiven => "billing-number-given",
            Self::NoFont => "billing-no-font",
            Self::TooManyLines { .. } => "billing-too-many-lines",
            Self::DaysUnreadable => "billing-days-unreadable",
            Self::DayClosed => "billing-day-closed",
            Self::ExportTooLong { .. } => "billing-export-too-long",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Missing { field } | Self::Text { field, .. } => Some(field),
            Self::VatNumber | Self::OperatorWithoutNumber => Some("vat_id"),
            Self::DaysUnreadable | Self::ExportTooLong { .. } => Some("from"),
            _ => None,
        }
    }

    fn facts(&self) -> Vec<(&'static str, Fact)> {
        match self {
            Self::Text { most, .. }
            | Self::TooManyLines { most }
            | Self::ExportTooLong { most } => vec![("most", (*most).into())],
            _ => Vec::new(),
        }
    }
}
