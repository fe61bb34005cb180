//! Payments out through a bank that is told by files.

use super::bank::BankOrderKind;
use kernel::{Currency, Firm, Id, Kind, Money, Timestamp};

/// Names a batch.
#[derive(Debug)]
pub enum PayoutBatchKind {}
impl Kind for PayoutBatchKind {
    const PREFIX: &'static str = "payouts";
}

/// What became of a payout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PayoutState {
    /// It waits for the next file.
    Waiting,
    /// It stands in a file that may not have left yet.
    Batched,
    /// The file has left.
    Sent,
    /// The bank will pay it.
    Accepted,
    /// The bank should have answered and has not. It is never ordered again.
    Unknown,
    /// It was paid.
    Booked,
    /// The bank would not.
    Rejected,
    /// It was paid and came back.
    Returned,
}

impl PayoutState {
    /// Every state.
    pub const ALL: [Self; 8] = [
        Self::Waiting,
        Self::Batched,
        Self::Sent,
        Self::Accepted,
        Self::Unknown,
        Self::Booked,
        Self::Rejected,
        Self::Returned,
    ];

    /// The word in tables and in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Batched => "batched",
            Self::Sent => "sent",
            Self::Accepted => "accepted",
            Self::Unknown => "unknown",
            Self::Booked => "booked",
            Self::Rejected => "rejected",
            Self::Returned => "returned",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// Whether the bank may still answer.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Batched | Self::Sent | Self::Accepted | Self::Unknown)
    }
}

/// One payment out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payout {
    /// Whose wallet pays.
    pub firm: Id<Firm>,
    /// The order that holds the money.
    pub order: Id<BankOrderKind>,
    /// The file that it stands in.
    pub batch: Option<Id<PayoutBatchKind>>,
    /// Whose account it goes to.
    pub name: String,
    /// The account.
    pub number: String,
    /// Its bank's clearing code, beside a number that is no IBAN.
    pub bank_code: Option<String>,
    /// What became of it.
    pub state: PayoutState,
    /// How often its answer was waited for.
    pub looks: i64,
}

/// How far a batch has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BatchState {
    /// Its payments are fixed; nothing has left.
    Made,
    /// It lies ready and may have left.
    Leaving,
    /// It has left.
    Sent,
}

impl BatchState {
    /// The word in tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Made => "made",
            Self::Leaving => "leaving",
            Self::Sent => "sent",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Made, Self::Leaving, Self::Sent].into_iter().find(|state| state.word() == word)
    }
}

/// Payments in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayoutBatch {
    /// The batch.
    pub id: Id<PayoutBatchKind>,
    /// Our account that pays.
    pub account: String,
    /// How many.
    pub payments: i64,
    /// Their sum.
    pub total: Money,
    /// The civil day on which the bank pays.
    pub pay_on: String,
    /// How far it has come.
    pub state: BatchState,
    /// When it was made.
    pub at: Timestamp,
}

/// A batch with its payments, as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayoutFile {
    /// The batch.
    pub batch: PayoutBatch,
    /// The payments in it.
    pub payments: Vec<PayoutLine>,
}

/// One payment in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayoutLine {
    /// The order's reference, from end to end.
    pub reference: String,
    /// How much.
    pub amount: Money,
    /// Where to.
    pub payout: Payout,
}

/// Our accounts at the bank, one for a currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnAccount {
    /// Its currency.
    pub currency: Currency,
    /// An IBAN or the bank's own number, without spaces.
    pub number: String,
}

/// The name of a batch's file, and the id of its message and batch: the same for ever.
pub fn batch_name(batch: Id<PayoutBatchKind>) -> String {
    let shown = batch.to_string();
    format!("PB{}", shown.rsplit('_').next().unwrap_or_default().to_ascii_uppercase())
}

/// The batch of a name.
pub(crate) fn batch_of(name: &str) -> Option<Id<PayoutBatchKind>> {
    let body = name.strip_prefix("PB")?.to_ascii_lowercase();
    format!("{}_{body}", PayoutBatchKind::PREFIX).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_is_found_by_its_name() {
        let batch = Id::new(123_456_789_012);
        assert_eq!(batch_of(&batch_name(batch)), Some(batch));
        assert_eq!(batch_of("PB"), None);
        assert_eq!(batch_of("RF4701M0TKCV40001"), None);
    }
}
