//! Why windows say no.

use kernel::{Fact, Reason};

/// The reasons to refuse what a firm says of itself or puts into its window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WindowRefusal {
    /// A text longer than it may be.
    TextTooLong {
        /// Which text.
        field: &'static str,
        /// Most characters.
        most: usize,
    },
    /// A text with characters that cannot be shown.
    TextUnprintable {
        /// Which text.
        field: &'static str,
    },
    /// A year before any firm, or one to come.
    FoundedOutOfRange {
        /// The first year that is taken.
        least: i64,
        /// The last one.
        most: i64,
    },
    /// No country.
    MarketUnknown {
        /// What was typed.
        told: String,
    },
    /// More in a list than it may hold.
    TooMany {
        /// Which list.
        field: &'static str,
        /// The most that it holds.
        most: usize,
    },
    /// A certificate without a name.
    CertificateNameless,
    /// No day, written year, month, day.
    DayUnreadable {
        /// What was typed.
        told: String,
    },
    /// No file was sent.
    PhotoMissing,
}

impl Reason for WindowRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::TextTooLong { .. } => "window-text-too-long",
            Self::TextUnprintable { .. } => "window-text-unprintable",
            Self::FoundedOutOfRange { .. } => "window-founded-out-of-range",
            Self::MarketUnknown { .. } => "window-market-unknown",
            Self::TooMany { .. } => "window-too-many",
            Self::CertificateNameless => "window-certificate-nameless",
            Self::DayUnreadable { .. } => "window-day-unreadable",
            Self::PhotoMissing => "window-photo-missing",
        }
    }

    fn field(&self) -> Option<&'static str> {
        Some(match self {
            Self::TextTooLong { field, .. }
            | Self::TextUnprintable { field }
            | Self::TooMany { field, .. } => field,
            Self::FoundedOutOfRange { .. } => "founded",
            Self::MarketUnknown { .. } => "markets",
            Self::CertificateNameless | Self::DayUnreadable { .. } => "certificates",
            Self::PhotoMissing => "photo",
        })
    }

    fn facts(&self) -> Vec<(&'static str, Fact)> {
        match self {
            Self::TextTooLong { most, .. } | Self::TooMany { most, .. } => {
                vec![("most", Fact::Count(i64::try_from(*most).unwrap_or(i64::MAX)))]
            }
            Self::FoundedOutOfRange { least, most } => {
                // Years are no counts: they are shown without commas.
                vec![("least", least.to_string().into()), ("most", most.to_string().into())]
            }
            Self::MarketUnknown { told } | Self::DayUnreadable { told } => {
                vec![("told", told.as_str().into())]
            }
            _ => Vec::new(),
        }
    }
}
