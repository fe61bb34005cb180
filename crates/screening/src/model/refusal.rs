//! Why screening says no.

use kernel::{Fact, Money, Reason};

/// The reasons to refuse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the facts are named in each sentence")]
pub enum ScreeningRefusal {
    /// No file was chosen.
    FileMissing,
    /// The file is larger than a list may be.
    FileTooLarge { most: i64 },
    /// The file has faults: nothing of it was taken.
    FileFaulty { faults: i64 },
    /// It is not newer than the list that counts.
    NotNewer,
    /// The officer has to do with the firm.
    Conflict,
    /// Another officer has the case.
    Taken { days: i64 },
    /// The officer has not taken the case.
    NotTaken,
    /// It was decided.
    Decided,
    /// A second officer must answer first.
    WaitsForSecond,
    /// The reasons are empty or too long.
    Reasons { most: i64 },
    /// The name is empty or too long.
    Name { most: i64 },
    /// No country of ISO 3166.
    Country,
    /// No date as 1970-12-31, and no year.
    BirthDate,
    /// A line is empty or too long.
    Line { field: &'static str, most: i64 },
    /// No civil day, or one that cannot be.
    Day { field: &'static str },
    /// Nothing would stay.
    StaysNothing,
    /// A part stays by a freeze alone.
    StaysOfFreeze,
    /// No order of this kind is known.
    OrderKind,
    /// No firm has this id.
    FirmUnknown,
    /// A freeze has no administrator.
    NoAdministrator,
    /// No account number of a bank.
    Account,
    /// The administrator's account is not named yet.
    NoAccountYet,
    /// The firm has not that much.
    NotThatMuch { has: Money },
    /// The order was lifted.
    Lifted,
    /// The order has its paper.
    PaperThere,
    /// The officer has not said that they look into the firm's wallets.
    LookFirst,
}

impl Reason for ScreeningRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::FileMissing => "screening-file-missing",
            Self::FileTooLarge { .. } => "screening-file-too-large",
            Self::FileFaulty { .. } => "screening-file-faulty",
            Self::NotNewer => "screening-not-newer",
            Self::Conflict => "screening-conflict",
            Self::Taken { .. } => "screening-taken",
            Self::NotTaken => "screening-not-taken",
            Self::Decided => "screening-decided",
            Self::WaitsForSecond => "screening-waits-for-second",
            Self::Reasons { .. } => "screening-reasons",
            Self::Name { .. } => "screening-name",
            Self::Country => "screening-country",
            Self::BirthDate => "screening-birth-date",
            Self::Line { .. } => "screening-line",
            Self::Day { .. } => "screening-day",
            Self::StaysNothing => "screening-stays-nothing",
            Self::StaysOfFreeze => "screening-stays-of-freeze",
            Self::OrderKind => "screening-order-kind",
            Self::FirmUnknown => "screening-firm-unknown",
            Self::NoAdministrator => "screening-no-administrator",
            Self::Account => "screening-account",
            Self::NoAccountYet => "screening-no-account-yet",
            Self::NotThatMuch { .. } => "screening-not-that-much",
            Self::Lifted => "screening-lifted",
            Self::PaperThere => "screening-paper-there",
            Self::LookFirst => "screening-look-first",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::FileMissing
            | Self::FileTooLarge { .. }
            | Self::FileFaulty { .. }
            | Self::NotNewer => Some("file"),
            Self::Reasons { .. } => Some("reasons"),
            Self::Name { .. } => Some("name"),
            Self::Country => Some("country"),
            Self::BirthDate => Some("birth"),
            Self::Line { field, .. } | Self::Day { field } => Some(field),
            Self::StaysNothing | Self::StaysOfFreeze => Some("stays"),
            Self::OrderKind => Some("kind"),
            Self::FirmUnknown => Some("firm"),
            Self::Account => Some("number"),
            Self::NotThatMuch { .. } => Some("amount"),
            _ => None,
        }
    }

    fn facts(&self) -> Vec<(&'static str, Fact)> {
        match *self {
            Self::FileTooLarge { most } | Self::Reasons { most } | Self::Name { most } => {
                vec![("most", most.into())]
            }
            Self::Line { most, .. } => vec![("most", most.into())],
            Self::Taken { days } => vec![("days", days.into())],
            Self::NotThatMuch { has } => vec![("has", has.into())],
            Self::FileFaulty { faults } => vec![("faults", faults.into())],
            _ => Vec::new(),
        }
    }
}
