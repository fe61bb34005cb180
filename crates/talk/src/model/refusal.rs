//! Why something cannot be said.

use super::message::TEXT_CHARS_MOST;
use kernel::{Fact, Reason};

/// Why a message or an act about a conversation is not taken, in the order checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TalkRefusal {
    /// Nothing to say.
    TextEmpty,
    /// Longer than a message may be.
    TextTooLong,
    /// Characters that cannot be shown.
    TextUnprintable,
    /// It looks like bank details, and the writer has not said that they are sure.
    BankDetails,
    /// The other firm does not take messages from this one.
    NotTaken,
    /// The writer's own firm has blocked the other one.
    BlockedByUs,
    /// Too many messages in a minute.
    TooFast {
        /// So many may be sent.
        most: i64,
    },
    /// Too many new conversations today.
    TooManyNew {
        /// So many may be begun.
        most: i64,
    },
    /// The same text went to many firms today.
    SameText {
        /// So many may get it.
        most: i64,
    },
    /// No file was chosen.
    FileMissing,
    /// Larger than a file may be.
    FileTooLarge {
        /// So many megabytes are taken.
        most: i64,
    },
    /// Neither a photo nor a PDF, or not what its name says.
    FileWrongKind,
    /// It ends too early, or holds what runs by itself.
    FileBroken,
    /// The person is not of the writer's firm.
    NotAColleague,
    /// More rules than a firm may have.
    TooManyRoutes {
        /// So many may stand.
        most: i64,
    },
    /// A rule that fits everything and nothing: no country with that code.
    CountryUnknown,
    /// The category's name is too long or cannot be shown.
    CategoryUnreadable,
    /// A report without a reason that is known.
    ReasonUnknown,
    /// A note too long or not printable.
    NoteUnreadable,
    /// The firm has an open report about this conversation.
    ReportedAlready,
    /// The report was closed before.
    ReportClosed,
    /// Whoever looks into a conversation says why.
    WhyMissing,
}

impl Reason for TalkRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::TextEmpty => "talk-text-empty",
            Self::TextTooLong => "talk-text-too-long",
            Self::TextUnprintable => "talk-text-unprintable",
            Self::BankDetails => "talk-bank-details",
            Self::NotTaken => "talk-not-taken",
            Self::BlockedByUs => "talk-blocked-by-us",
            Self::TooFast { .. } => "talk-too-fast",
            Self::TooManyNew { .. } => "talk-too-many-new",
            Self::SameText { .. } => "talk-same-text",
            Self::FileMissing => "talk-file-missing",
            Self::FileTooLarge { .. } => "talk-file-too-large",
            Self::FileWrongKind => "talk-file-wrong-kind",
            Self::FileBroken => "talk-file-broken",
            Self::NotAColleague => "talk-not-a-colleague",
            Self::TooManyRoutes { .. } => "talk-too-many-routes",
            Self::CountryUnknown => "talk-country-unknown",
            Self::CategoryUnreadable => "talk-category-unreadable",
            Self::ReasonUnknown => "talk-reason-unknown",
            Self::NoteUnreadable => "talk-note-unreadable",
            Self::ReportedAlready => "talk-reported-already",
            Self::ReportClosed => "talk-report-closed",
            Self::WhyMissing => "talk-why-missing",
        }
    }

    fn field(&self) -> Option<&'static str> {
        Some(match self {
            Self::FileMissing
            | Self::FileTooLarge { .. }
            | Self::FileWrongKind
            | Self::FileBroken => "file",
            Self::NotAColleague => "person",
            Self::CountryUnknown => "country",
            Self::CategoryUnreadable => "category",
            Self::ReasonUnknown => "reason",
            Self::NoteUnreadable => "note",
            Self::WhyMissing => "why",
            Self::TooManyRoutes { .. } | Self::ReportedAlready | Self::ReportClosed => return None,
            _ => "text",
        })
    }

    fn facts(&self) -> Vec<(&'static str, Fact)> {
        match *self {
            Self::TextTooLong => {
                let most = i64::try_from(TEXT_CHARS_MOST).unwrap_or(i64::MAX);
                vec![("most", most.into())]
            }
            Self::TooFast { most }
            | Self::TooManyNew { most }
            | Self::SameText { most }
            | Self::FileTooLarge { most }
            | Self::TooManyRoutes { most } => vec![("most", most.into())],
            _ => Vec::new(),
        }
    }
}
