//! Why rates are not taken.

use kernel::{Fact, Reason};

/// Reasons to refuse a file of rates, or a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RatesRefusal {
    /// No file was chosen.
    FileMissing,
    /// Neither of the central bank's formats.
    FileUnknown,
    /// A rate that is no number above zero.
    RateUnreadable {
        /// What stands there.
        told: String,
    },
    /// A day that has not come.
    DayAhead {
        /// Which.
        day: String,
    },
}

impl Reason for RatesRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::FileMissing => "rates-file-missing",
            Self::FileUnknown => "rates-file-unknown",
            Self::RateUnreadable { .. } => "rates-rate-unreadable",
            Self::DayAhead { .. } => "rates-day-ahead",
        }
    }

    fn field(&self) -> Option<&'static str> {
        Some("file")
    }

    fn facts(&self) -> Vec<(&'static str, Fact)> {
        match self {
            Self::RateUnreadable { told } => vec![("told", told.as_str().into())],
            Self::DayAhead { day } => vec![("day", day.as_str().into())],
            _ => Vec::new(),
        }
    }
}
