//! Why the gate says no.

use kernel::text::{TextFault, read_paragraphs};
use kernel::{Fact, Reason};

/// A clerk's reason or a firm's answer: a few sentences.
const REASON_CHARS_MOST: usize = 500;

/// The gate's reasons to refuse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GateRefusal {
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
    /// No mode of a category.
    ModeUnknown,
    /// The category is open, so nobody applies.
    ShelfIsOpen {
        /// The category's code.
        category: String,
    },
    /// The firm waits for as many shelves as it may.
    TooManyWaiting {
        /// The most.
        most: i64,
    },
    /// There is no application to take back.
    NotWaiting,
    /// The person signs in with a phone number.
    NoMail,
    /// Anybody gets a mailbox at this provider.
    FreeMail {
        /// The domain.
        domain: String,
    },
    /// Another firm is verified by this domain.
    DomainTaken {
        /// The domain.
        domain: String,
    },
    /// Not 5 to 32 letters and digits.
    NumberMalformed,
    /// A number of this firm waits already.
    NumberWaiting,
    /// Somebody answered already.
    CheckAnswered,
    /// Neither yes nor no.
    VerdictUnknown,
    /// No medium of the list.
    MediumUnknown,
    /// No country.
    MarketUnknown,
    /// A language that the market does not speak.
    LanguageUnknown,
    /// No hour of a day.
    HourOutOfRange,
    /// No ISO 4217 code.
    CurrencyUnknown,
    /// No amount of the currency.
    CostUnreadable,
    /// More firms than may come by one link.
    CapOutOfRange {
        /// The most.
        most: i64,
    },
    /// As many links as may be made in a week.
    LinksTooMany {
        /// The most.
        most: i64,
    },
    /// The link was used up, or its time is over.
    LinkOver,
    /// A firm invites itself.
    LinkOfOneself,
    /// The two firms share a person or a domain, or stand in a ring.
    SameHouse,
    /// It is written down already who brought this firm.
    AlreadyBrought,
    /// The firm is here for too long.
    BroughtTooLate {
        /// The most.
        most: i64,
    },
    /// No firm of this id.
    FirmUnknown,
}

impl Reason for GateRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::TextEmpty { .. } => "gate-text-empty",
            Self::TextTooLong { .. } => "gate-text-too-long",
            Self::TextUnprintable { .. } => "gate-text-unprintable",
            Self::ModeUnknown => "gate-mode-unknown",
            Self::ShelfIsOpen { .. } => "gate-shelf-is-open",
            Self::TooManyWaiting { .. } => "gate-too-many-waiting",
            Self::NotWaiting => "gate-not-waiting",
            Self::NoMail => "gate-no-mail",
            Self::FreeMail { .. } => "gate-free-mail",
            Self::DomainTaken { .. } => "gate-domain-taken",
            Self::NumberMalformed => "gate-number-malformed",
            Self::NumberWaiting => "gate-number-waiting",
            Self::CheckAnswered => "gate-check-answered",
            Self::VerdictUnknown => "gate-verdict-unknown",
            Self::MediumUnknown => "gate-medium-unknown",
            Self::MarketUnknown => "gate-market-unknown",
            Self::LanguageUnknown => "gate-language-unknown",
            Self::HourOutOfRange => "gate-hour-out-of-range",
            Self::CurrencyUnknown => "gate-currency-unknown",
            Self::CostUnreadable => "gate-cost-unreadable",
            Self::CapOutOfRange { .. } => "gate-cap-out-of-range",
            Self::LinksTooMany { .. } => "gate-links-too-many",
            Self::LinkOver => "gate-link-over",
            Self::LinkOfOneself => "gate-link-of-oneself",
            Self::SameHouse => "gate-same-house",
            Self::AlreadyBrought => "gate-already-brought",
            Self::BroughtTooLate { .. } => "gate-brought-too-late",
            Self::FirmUnknown => "gate-firm-unknown",
        }
    }

    fn field(&self) -> Option<&'static str> {
        Some(match self {
            Self::TextEmpty { field }
            | Self::TextTooLong { field, .. }
            | Self::TextUnprintable { field } => field,
            Self::ModeUnknown => "mode",
            Self::ShelfIsOpen { .. } | Self::TooManyWaiting { .. } | Self::NotWaiting => "category",
            Self::NoMail | Self::FreeMail { .. } | Self::DomainTaken { .. } => "contact",
            Self::NumberMalformed | Self::NumberWaiting => "number",
            Self::CheckAnswered | Self::VerdictUnknown => "verdict",
            Self::MediumUnknown => "medium",
            Self::MarketUnknown => "market",
            Self::LanguageUnknown => "lang",
            Self::HourOutOfRange => "hour",
            Self::CurrencyUnknown => "currency",
            Self::CostUnreadable => "cost",
            Self::CapOutOfRange { .. } | Self::LinksTooMany { .. } => "cap",
            Self::LinkOver
            | Self::LinkOfOneself
            | Self::SameHouse
            | Self::AlreadyBrought
            | Self::BroughtTooLate { .. } => return None,
            Self::FirmUnknown => "firm",
        })
    }

    fn facts(&self) -> Vec<(&'static str, Fact)> {
        let size = |most: usize| Fact::Count(i64::try_from(most).unwrap_or(i64::MAX));
        match self {
            Self::TextTooLong { most, .. } => vec![("most", size(*most))],
            Self::ShelfIsOpen { category } => vec![("category", category.as_str().into())],
            Self::TooManyWaiting { most } => vec![("most", (*most).into())],
            Self::FreeMail { domain } => vec![("domain", domain.as_str().into())],
            Self::DomainTaken { domain } => vec![("domain", domain.as_str().into())],
            Self::CapOutOfRange { most } => vec![("most", (*most).into())],
            Self::LinksTooMany { most } => vec![("most", (*most).into())],
            Self::BroughtTooLate { most } => vec![("most", (*most).into())],
            _ => Vec::new(),
        }
    }
}

/// Reads a text that must be there.
pub(crate) fn read_text(
    field: &'static str,
    told: &str,
    most: usize,
) -> Result<String, GateRefusal> {
    read_paragraphs(told, most).map_err(|fault| match fault {
        TextFault::Empty => GateRefusal::TextEmpty { field },
        TextFault::TooLong => GateRefusal::TextTooLong { field, most },
        TextFault::Unprintable => GateRefusal::TextUnprintable { field },
    })
}

/// Reads a reason, an answer or evidence.
pub(crate) fn read_reason(field: &'static str, told: &str) -> Result<String, GateRefusal> {
    read_text(field, told, REASON_CHARS_MOST)
}
