//! Why promises and claims say no, in the order checked.

use kernel::rules::Rules;
use kernel::{Currency, Fact, Money, Reason, Timestamp};

/// The reasons to refuse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the facts are named in each sentence")]
pub enum PromiseRefusal {
    /// No deposit can stand behind promises in this currency.
    CurrencyNotCovered,
    /// No promise was chosen.
    NothingChosen,
    /// A word that is no promise.
    PromiseUnknown,
    /// A deposit below nothing.
    DepositNegative,
    /// The firm owes to the fund.
    DebtFirst { owed: Money },
    /// The deposit would be too small.
    DepositTooSmall { least: Money, missing: Money },
    /// The firm has promised nothing in this currency.
    NothingSigned,
    /// The deposit is full.
    NothingMissing,
    /// The badge is off: promises are to be signed anew.
    SignAnew,
    /// Being truthful cannot be ended alone.
    TruthfulStays,
    /// It has ended already.
    EndedAlready,
    /// The officer has to do with one of the firms, or had the case.
    Conflict,
    /// The claim has ended.
    IsOver,
    /// It is upheld and waits for the fund.
    Upheld,
    /// It was decided.
    Decided,
    /// The seller has answered.
    Answered,
    /// Nothing is to be decided now.
    NotForDecision,
    /// Another officer has the case.
    Taken,
    /// Another stage of the decision.
    OtherStage,
    /// The officer has not taken the case.
    NotTaken,
    /// The trade was not carried out yet.
    NotFinished,
    /// The trade was agreed on terms, not ordered from a listing.
    NotRetail,
    /// The seller had not promised it when the deal was agreed.
    NotPromised,
    /// The time for the claim is over.
    WindowOver { until: Timestamp },
    /// Another currency than the deal's.
    OtherCurrency { currency: Currency },
    /// All that it is worth was given back.
    NothingLeft,
    /// More than it is worth, or nothing.
    AmountOutOfRange { most: Money },
    /// The same promise of the same deal was claimed before.
    AlreadyClaimed,
    /// A text is empty, too long, or cannot be shown.
    Text { field: &'static str, most: i64 },
    /// Too many statements of one side.
    StatementsTooMany { most: i64 },
    /// Too many files of one side.
    EvidenceTooMuch { most: i64 },
    /// The conversation has no message.
    NothingSaid,
}

impl Reason for PromiseRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::CurrencyNotCovered => "promise-currency-not-covered",
            Self::NothingChosen => "promise-nothing-chosen",
            Self::PromiseUnknown => "promise-unknown",
            Self::DepositNegative => "promise-deposit-negative",
            Self::DebtFirst { .. } => "promise-debt-first",
            Self::DepositTooSmall { .. } => "promise-deposit-too-small",
            Self::NothingSigned => "promise-nothing-signed",
            Self::NothingMissing => "promise-nothing-missing",
            Self::SignAnew => "promise-sign-anew",
            Self::TruthfulStays => "promise-truthful-stays",
            Self::EndedAlready => "promise-ended-already",
            Self::Conflict => "promise-conflict",
            Self::IsOver => "promise-is-over",
            Self::Upheld => "promise-upheld",
            Self::Decided => "promise-decided",
            Self::Answered => "promise-answered",
            Self::NotForDecision => "promise-not-for-decision",
            Self::Taken => "promise-taken",
            Self::OtherStage => "promise-other-stage",
            Self::NotTaken => "promise-not-taken",
            Self::NotFinished => "promise-not-finished",
            Self::NotRetail => "promise-not-retail",
            Self::NotPromised => "promise-not-promised",
            Self::WindowOver { .. } => "promise-window-over",
            Self::OtherCurrency { .. } => "promise-other-currency",
            Self::NothingLeft => "promise-nothing-left",
            Self::AmountOutOfRange { .. } => "promise-amount-out-of-range",
            Self::AlreadyClaimed => "promise-already-claimed",
            Self::Text { .. } => "promise-text",
            Self::StatementsTooMany { .. } => "promise-statements-too-many",
            Self::EvidenceTooMuch { .. } => "promise-evidence-too-much",
            Self::NothingSaid => "promise-nothing-said",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::CurrencyNotCovered => Some("currency"),
            Self::NothingChosen | Self::PromiseUnknown | Self::NotPromised => Some("promise"),
            Self::DepositNegative | Self::DepositTooSmall { .. } => Some("deposit"),
            Self::AmountOutOfRange { .. } | Self::OtherCurrency { .. } | Self::NothingLeft => {
                Some("amount")
            }
            Self::AlreadyClaimed | Self::WindowOver { .. } => Some("promise"),
            Self::Text { field, .. } => Some(field),
            Self::NothingSaid => Some("conversation"),
            _ => None,
        }
    }

    fn facts(&self) -> Vec<(&'static str, Fact)> {
        match *self {
            Self::CurrencyNotCovered => {
                let codes = Rules::current().protect.deposit_least.keys();
                vec![("currencies", codes.cloned().collect::<Vec<_>>().join(", ").into())]
            }
            Self::DebtFirst { owed } => vec![("owed", owed.into())],
            Self::DepositTooSmall { least, missing } => {
                vec![("least", least.into()), ("missing", missing.into())]
            }
            Self::WindowOver { until } => vec![("until", until.into())],
            Self::OtherCurrency { currency } => vec![("currency", currency.into())],
            Self::AmountOutOfRange { most } => vec![("most", most.into())],
            Self::Text { most, .. }
            | Self::StatementsTooMany { most }
            | Self::EvidenceTooMuch { most } => vec![("most", most.into())],
            _ => Vec::new(),
        }
    }
}
