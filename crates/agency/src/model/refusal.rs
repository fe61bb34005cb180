//! Why the agency says no.

use kernel::text::{TextFault, read_paragraphs};
use kernel::{Fact, Reason};

/// A clerk's reason or a firm's answer: a few sentences.
const REASON_CHARS_MOST: usize = 500;

/// The agency's reasons to refuse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AgencyRefusal {
    /// Nothing was written.
    TextEmpty {
        /// Which text.
        field: &'static str,
    },
    /// A text longer than it may be.
    TextTooLong {
        /// Which text.
        field: &'static str,
        /// The most.
        most: usize,
    },
    /// A text with characters that cannot be shown.
    TextUnprintable {
        /// Which text.
        field: &'static str,
    },
    /// No role of the list.
    RoleUnknown,
    /// Too short to tell a buyer anything.
    AboutTooShort {
        /// The least.
        least: usize,
    },
    /// More services than fit on the list.
    TooManyOffers {
        /// The most.
        most: i64,
    },
    /// Not 6 to 32 letters and digits.
    LicenceMalformed,
    /// The firm has not said what it is.
    NoRole,
    /// No firm of this id.
    FirmUnknown,
    /// A firm needs no mandate from itself.
    MandateOfOneself,
    /// No side of a mandate.
    SideUnknown,
    /// Longer than a mandate may run.
    DaysOutOfRange {
        /// The most.
        most: i64,
    },
    /// The other side answers.
    MandateNotYours,
    /// It was declined or revoked.
    MandateOver,
    /// No capability of the list.
    CapabilityUnknown,
    /// The firm does not claim it.
    NotClaimed,
    /// The firm has answered already.
    AlreadyReplied,
    /// It was lifted before.
    FindingLifted,
    /// The firm does not say that it is a factory.
    FactoryNotClaimed,
}

impl Reason for AgencyRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::TextEmpty { .. } => "agency-text-empty",
            Self::TextTooLong { .. } => "agency-text-too-long",
            Self::TextUnprintable { .. } => "agency-text-unprintable",
            Self::RoleUnknown => "agency-role-unknown",
            Self::AboutTooShort { .. } => "agency-about-too-short",
            Self::TooManyOffers { .. } => "agency-too-many-offers",
            Self::LicenceMalformed => "agency-licence-malformed",
            Self::NoRole => "agency-no-role",
            Self::FirmUnknown => "agency-firm-unknown",
            Self::MandateOfOneself => "agency-mandate-of-oneself",
            Self::SideUnknown => "agency-side-unknown",
            Self::DaysOutOfRange { .. } => "agency-days-out-of-range",
            Self::MandateNotYours => "agency-mandate-not-yours",
            Self::MandateOver => "agency-mandate-over",
            Self::CapabilityUnknown => "agency-capability-unknown",
            Self::NotClaimed => "agency-not-claimed",
            Self::AlreadyReplied => "agency-already-replied",
            Self::FindingLifted => "agency-finding-lifted",
            Self::FactoryNotClaimed => "agency-factory-not-claimed",
        }
    }

    fn field(&self) -> Option<&'static str> {
        Some(match self {
            Self::TextEmpty { field }
            | Self::TextTooLong { field, .. }
            | Self::TextUnprintable { field } => field,
            Self::MandateNotYours | Self::MandateOver => return None,
            Self::RoleUnknown | Self::NoRole => "role",
            Self::AboutTooShort { .. } => "about",
            Self::TooManyOffers { .. } => "offers",
            Self::LicenceMalformed => "licence",
            Self::FirmUnknown | Self::MandateOfOneself | Self::FactoryNotClaimed => "firm",
            Self::SideUnknown => "side",
            Self::DaysOutOfRange { .. } => "days",
            Self::CapabilityUnknown | Self::NotClaimed => "capability",
            Self::AlreadyReplied => "reply",
            Self::FindingLifted => "reason",
        })
    }

    fn facts(&self) -> Vec<(&'static str, Fact)> {
        let size = |most: usize| Fact::Count(i64::try_from(most).unwrap_or(i64::MAX));
        match self {
            Self::TextTooLong { most, .. } => vec![("most", size(*most))],
            Self::AboutTooShort { least } => vec![("least", size(*least))],
            Self::TooManyOffers { most } | Self::DaysOutOfRange { most } => {
                vec![("most", (*most).into())]
            }
            _ => Vec::new(),
        }
    }
}

/// Reads a text that must be there.
pub(crate) fn read_text(
    field: &'static str,
    told: &str,
    most: usize,
) -> Result<String, AgencyRefusal> {
    read_paragraphs(told, most).map_err(|fault| match fault {
        TextFault::Empty => AgencyRefusal::TextEmpty { field },
        TextFault::TooLong => AgencyRefusal::TextTooLong { field, most },
        TextFault::Unprintable => AgencyRefusal::TextUnprintable { field },
    })
}

/// Reads a reason, an answer or evidence.
pub(crate) fn read_reason(field: &'static str, told: &str) -> Result<String, AgencyRefusal> {
    read_text(field, told, REASON_CHARS_MOST)
}
