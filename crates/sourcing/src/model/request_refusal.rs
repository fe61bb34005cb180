//! Why a request to buy, a quote to it or an award is refused.

use kernel::{Fact, Reason, Timestamp};

/// The reasons to refuse around requests.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the facts of each say what they are by their names")]
pub enum RequestRefusal {
    /// No title.
    TitleEmpty,
    /// A text longer than it may be.
    TextTooLong { field: &'static str, most: usize },
    /// A text with characters that cannot be shown.
    TextUnprintable { field: &'static str },
    /// No tag of a language.
    LanguageUnknown,
    /// Neither a country nor a place.
    DestinationUnknown,
    /// None of the eleven rules.
    IncotermUnknown,
    /// No day.
    DayUnreadable,
    /// A day before today.
    DayPast,
    /// A day too far off.
    DayTooFar { most_d: i64 },
    /// More papers than any goods need.
    TooManyCertificates { most: usize },
    /// Neither everyone nor the asked.
    AudienceUnknown,
    /// Shorter or longer than quotes may come.
    OpenDaysOutOfRange { most: i64 },
    /// No line, or too many.
    LinesOutOfRange { most: i64 },
    /// A line that does not say what.
    LineUnreadable { line: i64, most: usize },
    /// Less than one, or more than any order.
    LineQuantityOutOfRange { line: i64, most: i64 },
    /// No unit of measure.
    LineUnitUnknown { line: i64 },
    /// No code of a category.
    LineCategoryUnknown { line: i64 },
    /// More points than a line may have.
    LineTooManySpecs { line: i64, most: i64 },
    /// A point without a name or a value, or too long.
    LineSpecUnreadable { line: i64, name: usize, value: usize },
    /// No price to hope for.
    LineTargetUnreadable { line: i64 },
    /// Nobody can quote without knowing where to.
    DestinationMissing,
    /// Nobody can quote without knowing what exactly.
    FactsMissing { line: i64 },
    /// As many are under way as may be.
    TooManyUnderWay { most: i64 },
    /// It was sent already.
    NotADraft,
    /// A file stands beside a quote.
    QuoteFirst,
    /// As many files as one firm may put in.
    TooManyFiles { most: i64 },
    /// No clerk looks at it now.
    NotInReview,
    /// Sent back, and not said why.
    ReasonMissing,
    /// It takes no quotes.
    NotOpen,
    /// The time for quotes is over.
    Ended { at: Timestamp },
    /// As many sellers quoted as may.
    Full { most: i64 },
    /// All of it was awarded.
    Awarded,
    /// A firm quotes to itself.
    OwnRequest,
    /// The quote was revised as often as may be.
    RevisionsUsed { most: i64 },
    /// No line, or one twice.
    NoLineOffered,
    /// The request has no such line.
    LineNotAsked { line: i64 },
    /// Not one answer for each point.
    AnswersMissing { line: i64, points: i64 },
    /// Something else is offered, and not said what.
    AlternativeUntold { line: i64, most: usize },
    /// No price, or no days, of a sample.
    SampleUnreadable { most_d: i64 },
    /// The quote was accepted already.
    QuoteAccepted,
    /// The seller gave another one in its place.
    QuoteReplaced,
    /// The seller took it back.
    QuoteWithdrawn,
    /// Its end has passed.
    QuoteExpired { at: Timestamp },
    /// No line is taken, or one twice.
    NothingTaken,
    /// The quote does not offer this line.
    LineNotOffered { line: i64 },
    /// More than is left of what was asked.
    MoreThanAsked { line: i64, left: i64 },
    /// Fewer than the first price is for.
    BelowMinimum { line: i64, minimum: i64 },
    /// A saved search without anything to look for.
    SearchEmpty,
    /// As many saved searches as a firm may have.
    TooManySearches { most: i64 },
}

impl Reason for RequestRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::TitleEmpty => "request-title-empty",
            Self::TextTooLong { .. } => "request-text-too-long",
            Self::TextUnprintable { .. } => "request-text-unprintable",
            Self::LanguageUnknown => "request-language-unknown",
            Self::DestinationUnknown => "request-destination-unknown",
            Self::IncotermUnknown => "request-incoterm-unknown",
            Self::DayUnreadable => "request-day-unreadable",
            Self::DayPast => "request-day-past",
            Self::DayTooFar { .. } => "request-day-too-far",
            Self::TooManyCertificates { .. } => "request-too-many-certificates",
            Self::AudienceUnknown => "request-audience-unknown",
            Self::OpenDaysOutOfRange { .. } => "request-open-days-out-of-range",
            Self::LinesOutOfRange { .. } => "request-lines-out-of-range",
            Self::LineUnreadable { .. } => "request-line-unreadable",
            Self::LineQuantityOutOfRange { .. } => "request-line-quantity-out-of-range",
            Self::LineUnitUnknown { .. } => "request-line-unit-unknown",
            Self::LineCategoryUnknown { .. } => "request-line-category-unknown",
            Self::LineTooManySpecs { .. } => "request-line-too-many-specs",
            Self::LineSpecUnreadable { .. } => "request-line-spec-unreadable",
            Self::LineTargetUnreadable { .. } => "request-line-target-unreadable",
            Self::DestinationMissing => "request-destination-missing",
            Self::FactsMissing { .. } => "request-facts-missing",
            Self::TooManyUnderWay { .. } => "request-too-many-under-way",
            Self::NotADraft => "request-not-a-draft",
            Self::QuoteFirst => "request-quote-first",
            Self::TooManyFiles { .. } => "request-too-many-files",
            Self::NotInReview => "request-not-in-review",
            Self::ReasonMissing => "request-reason-missing",
            Self::NotOpen => "request-not-open",
            Self::Ended { .. } => "request-ended",
            Self::Full { .. } => "request-full",
            Self::Awarded => "request-awarded",
            Self::OwnRequest => "request-own",
            Self::RevisionsUsed { .. } => "request-revisions-used",
            Self::NoLineOffered => "request-no-line-offered",
            Self::LineNotAsked { .. } => "request-line-not-asked",
            Self::AnswersMissing { .. } => "request-answers-missing",
            Self::AlternativeUntold { .. } => "request-alternative-untold",
            Self::SampleUnreadable { .. } => "request-sample-unreadable",
            Self::QuoteAccepted => "request-quote-accepted",
            Self::QuoteReplaced => "request-quote-replaced",
            Self::QuoteWithdrawn => "request-quote-withdrawn",
            Self::QuoteExpired { .. } => "request-quote-expired",
            Self::NothingTaken => "request-nothing-taken",
            Self::LineNotOffered { .. } => "request-line-not-offered",
            Self::MoreThanAsked { .. } => "request-more-than-asked",
            Self::BelowMinimum { .. } => "request-below-minimum",
            Self::SearchEmpty => "request-search-empty",
            Self::TooManySearches { .. } => "request-too-many-searches",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::TitleEmpty => Some("title"),
            Self::TextTooLong { field, .. } | Self::TextUnprintable { field } => Some(field),
            Self::LanguageUnknown => Some("lang"),
            Self::DestinationUnknown | Self::DestinationMissing => Some("destination"),
            Self::IncotermUnknown => Some("incoterm"),
            Self::DayUnreadable | Self::DayPast | Self::DayTooFar { .. } => Some("wanted_by"),
            Self::TooManyCertificates { .. } => Some("certificates"),
            Self::AudienceUnknown => Some("audience"),
            Self::OpenDaysOutOfRange { .. } => Some("open_d"),
            Self::SampleUnreadable { .. } => Some("sample"),
            Self::SearchEmpty => Some("words"),
            Self::ReasonMissing => Some("reasons"),
            Self::QuoteFirst | Self::TooManyFiles { .. } => Some("file"),
            Self::LinesOutOfRange { .. }
            | Self::LineUnreadable { .. }
            | Self::LineQuantityOutOfRange { .. }
            | Self::LineUnitUnknown { .. }
            | Self::LineCategoryUnknown { .. }
            | Self::LineTooManySpecs { .. }
            | Self::LineSpecUnreadable { .. }
            | Self::LineTargetUnreadable { .. }
            | Self::FactsMissing { .. }
            | Self::NoLineOffered
            | Self::LineNotAsked { .. }
            | Self::AnswersMissing { .. }
            | Self::AlternativeUntold { .. }
            | Self::NothingTaken
            | Self::LineNotOffered { .. }
            | Self::MoreThanAsked { .. }
            | Self::BelowMinimum { .. } => Some("lines"),
            _ => None,
        }
    }

    fn facts(&self) -> Vec<(&'static str, Fact)> {
        let count = |count: usize| Fact::from(i64::try_from(count).unwrap_or(i64::MAX));
        match *self {
            Self::TextTooLong { most, .. } | Self::TooManyCertificates { most } => {
                vec![("most", count(most))]
            }
            Self::DayTooFar { most_d: most }
            | Self::OpenDaysOutOfRange { most }
            | Self::LinesOutOfRange { most }
            | Self::TooManyUnderWay { most }
            | Self::Full { most }
            | Self::RevisionsUsed { most }
            | Self::TooManySearches { most }
            | Self::TooManyFiles { most }
            | Self::SampleUnreadable { most_d: most } => vec![("most", most.into())],
            Self::LineUnreadable { line, most } | Self::AlternativeUntold { line, most } => {
                vec![("line", line.into()), ("most", count(most))]
            }
            Self::LineQuantityOutOfRange { line, most } | Self::LineTooManySpecs { line, most } => {
                vec![("line", line.into()), ("most", most.into())]
            }
            Self::LineSpecUnreadable { line, name, value } => {
                vec![("line", line.into()), ("name", count(name)), ("value", count(value))]
            }
            Self::LineUnitUnknown { line }
            | Self::LineCategoryUnknown { line }
            | Self::LineTargetUnreadable { line }
            | Self::FactsMissing { line }
            | Self::LineNotAsked { line }
            | Self::LineNotOffered { line } => vec![("line", line.into())],
            Self::AnswersMissing { line, points } => {
                vec![("line", line.into()), ("points", points.into())]
            }
            Self::MoreThanAsked { line, left } => {
                vec![("line", line.into()), ("left", left.into())]
            }
            Self::BelowMinimum { line, minimum } => {
                vec![("line", line.into()), ("minimum", minimum.into())]
            }
            Self::Ended { at } | Self::QuoteExpired { at } => vec![("end", at.into())],
            _ => Vec::new(),
        }
    }
}
