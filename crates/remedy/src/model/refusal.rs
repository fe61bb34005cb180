//! Why a remedy says no, in the order checked.

use kernel::{Fact, Money, Reason, Timestamp};

/// A remedy's reasons to refuse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the facts are named in each sentence")]
pub enum RemedyRefusal {
    /// The officer has to do with one of the firms.
    Conflict,
    /// The remedy has ended.
    IsOver,
    /// An officer, or a return, has it now.
    TooLateToChange,
    /// Goods come back, so it cannot be taken back.
    GoodsOnTheirWay,
    /// The seller promised to take goods back for no reason.
    ReturnOfRight,
    /// The seller has answered.
    Answered,
    /// Nothing was agreed to be sent back.
    NothingToSendBack,
    /// Nothing comes back.
    NothingSentBack,
    /// Nothing was promised again.
    NothingToSendAgain,
    /// The seller has not refused.
    NotRefused,
    /// Both sides still have time to agree.
    StepInTooEarly { from: Option<Timestamp> },
    /// An officer was called already.
    InDispute,
    /// No officer was called yet.
    NotInDispute,
    /// It is the other side's turn to show evidence.
    OtherSidesEvidence,
    /// Both have had their time.
    EvidenceClosed,
    /// Nothing is to be decided now.
    NotForDecision,
    /// Another officer has the case.
    Taken,
    /// The officer has not taken the case.
    NotTaken,
    /// The deal has ended.
    TradeIsOver,
    /// One remedy at a time.
    AlreadyOpen,
    /// Nothing is kept that could go back.
    NothingHeld,
    /// A day after the payment the seller may still begin.
    TooSoon { from: Timestamp },
    /// Nothing has been sent, so nothing can come back or again.
    NothingSent,
    /// What does not travel cannot come back.
    NothingToReturn,
    /// The time to confirm is over.
    TimeIsOver,
    /// More than is kept, or nothing.
    AmountOutOfRange { most: Money },
    /// Another currency than the deal's.
    OtherCurrency,
    /// Too many of one deal.
    AsksTooMany { most: i64 },
    /// Too many changes.
    ChangesTooMany { most: i64 },
    /// A parcel or a line that the deal has not.
    AboutUnknown,
    /// No word for what is wanted.
    WantUnknown,
    /// A text is empty, too long, or cannot be shown.
    Text { field: &'static str, most: i64 },
    /// Too many statements of one side.
    StatementsTooMany { most: i64 },
    /// Too many files of one side.
    EvidenceTooMuch { most: i64 },
    /// The conversation has no message.
    NothingSaid,
    /// The public text names what must not be known.
    PublicTextNames,
}

impl Reason for RemedyRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Conflict => "remedy-conflict",
            Self::IsOver => "remedy-is-over",
            Self::TooLateToChange => "remedy-too-late-to-change",
            Self::GoodsOnTheirWay => "remedy-goods-on-their-way",
            Self::ReturnOfRight => "remedy-return-of-right",
            Self::Answered => "remedy-answered",
            Self::NothingToSendBack => "remedy-nothing-to-send-back",
            Self::NothingSentBack => "remedy-nothing-sent-back",
            Self::NothingToSendAgain => "remedy-nothing-to-send-again",
            Self::NotRefused => "remedy-not-refused",
            Self::StepInTooEarly { from: Some(_) } => "remedy-step-in-too-early",
            Self::StepInTooEarly { from: None } => "remedy-not-refused",
            Self::InDispute => "remedy-in-dispute",
            Self::NotInDispute => "remedy-not-in-dispute",
            Self::OtherSidesEvidence => "remedy-other-sides-evidence",
            Self::EvidenceClosed => "remedy-evidence-closed",
            Self::NotForDecision => "remedy-not-for-decision",
            Self::Taken => "remedy-taken",
            Self::NotTaken => "remedy-not-taken",
            Self::TradeIsOver => "remedy-trade-is-over",
            Self::AlreadyOpen => "remedy-already-open",
            Self::NothingHeld => "remedy-nothing-held",
            Self::TooSoon { .. } => "remedy-too-soon",
            Self::NothingSent => "remedy-nothing-sent",
            Self::NothingToReturn => "remedy-nothing-to-return",
            Self::TimeIsOver => "remedy-time-is-over",
            Self::AmountOutOfRange { .. } => "remedy-amount-out-of-range",
            Self::OtherCurrency => "remedy-other-currency",
            Self::AsksTooMany { .. } => "remedy-asks-too-many",
            Self::ChangesTooMany { .. } => "remedy-changes-too-many",
            Self::AboutUnknown => "remedy-about-unknown",
            Self::WantUnknown => "remedy-want-unknown",
            Self::Text { .. } => "remedy-text",
            Self::StatementsTooMany { .. } => "remedy-statements-too-many",
            Self::EvidenceTooMuch { .. } => "remedy-evidence-too-much",
            Self::NothingSaid => "remedy-nothing-said",
            Self::PublicTextNames => "remedy-public-text-names",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::AmountOutOfRange { .. } | Self::OtherCurrency => Some("amount"),
            Self::WantUnknown | Self::NothingSent | Self::NothingToReturn => Some("want"),
            Self::AboutUnknown => Some("about"),
            Self::Text { field, .. } => Some(field),
            Self::PublicTextNames => Some("published"),
            Self::NothingSaid => Some("conversation"),
            _ => None,
        }
    }

    fn facts(&self) -> Vec<(&'static str, Fact)> {
        match *self {
            Self::StepInTooEarly { from: Some(from) } | Self::TooSoon { from } => {
                vec![("from", from.into())]
            }
            Self::AmountOutOfRange { most } => vec![("most", most.into())],
            Self::AsksTooMany { most }
            | Self::ChangesTooMany { most }
            | Self::Text { most, .. }
            | Self::StatementsTooMany { most }
            | Self::EvidenceTooMuch { most } => vec![("most", most.into())],
            _ => Vec::new(),
        }
    }
}
