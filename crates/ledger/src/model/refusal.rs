//! Why the ledger says no, in the order checked.

use kernel::{Currency, Fact, Money, Reason};

/// The ledger's reasons to refuse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LedgerRefusal {
    /// One call carries more transfers than a batch may.
    BatchTooLarge {
        /// The most that one call may carry.
        most: i64,
    },
    /// Fewer than two legs, or more than a transfer may have.
    LegsOutOfRange {
        /// The most legs of one transfer.
        most: i64,
    },
    /// An amount of nothing or less.
    AmountNotPositive,
    /// Larger than any amount may be.
    AmountTooLarge,
    /// Legs in two currencies.
    MixedCurrencies {
        /// The currency of the first leg.
        left: Currency,
        /// The one that differs.
        right: Currency,
    },
    /// One account stands in two legs.
    AccountTwice,
    /// Debits and credits differ.
    NotZeroSum {
        /// What the legs sum to.
        off: Money,
    },
    /// The transfer's id was used before, for other legs.
    TransferDiffers,
    /// The account may not move that much now.
    InsufficientFunds {
        /// What it may move.
        available: Money,
        /// What was asked for.
        wanted: Money,
    },
    /// The account would hold more than a balance may be.
    BalanceTooLarge,
    /// The hold's id was used before, on other terms.
    HoldDiffers,
    /// All of the hold is settled.
    HoldAlreadySettled,
    /// The rest of the hold was voided.
    HoldAlreadyVoided,
    /// A settlement takes from its hold's account, and from no other.
    NotFromTheHold,
    /// Less is left in the hold than was asked for.
    HoldTooSmall {
        /// What is left.
        left: Money,
        /// What was asked for.
        wanted: Money,
    },
    /// The day's checkpoint exists, or another one was made meanwhile.
    CheckpointAlreadyMade,
}

impl Reason for LedgerRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::BatchTooLarge { .. } => "ledger-batch-too-large",
            Self::LegsOutOfRange { .. } => "ledger-legs-out-of-range",
            Self::AmountNotPositive => "ledger-amount-not-positive",
            Self::AmountTooLarge => "ledger-amount-too-large",
            Self::MixedCurrencies { .. } => "ledger-mixed-currencies",
            Self::AccountTwice => "ledger-account-twice",
            Self::NotZeroSum { .. } => "ledger-not-zero-sum",
            Self::TransferDiffers => "ledger-transfer-differs",
            Self::InsufficientFunds { .. } => "ledger-insufficient-funds",
            Self::BalanceTooLarge => "ledger-balance-too-large",
            Self::HoldDiffers => "ledger-hold-differs",
            Self::HoldAlreadySettled => "ledger-hold-already-settled",
            Self::HoldAlreadyVoided => "ledger-hold-already-voided",
            Self::NotFromTheHold => "ledger-not-from-the-hold",
            Self::HoldTooSmall { .. } => "ledger-hold-too-small",
            Self::CheckpointAlreadyMade => "ledger-checkpoint-already-made",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::AmountNotPositive
            | Self::AmountTooLarge
            | Self::InsufficientFunds { .. }
            | Self::HoldTooSmall { .. } => Some("amount"),
            _ => None,
        }
    }

    fn facts(&self) -> Vec<(&'static str, Fact)> {
        match *self {
            Self::BatchTooLarge { most } | Self::LegsOutOfRange { most } => {
                vec![("most", most.into())]
            }
            Self::MixedCurrencies { left, right } => {
                vec![("left", left.into()), ("right", right.into())]
            }
            Self::NotZeroSum { off } => vec![("off", off.into())],
            Self::InsufficientFunds { available, wanted } => {
                vec![("available", available.into()), ("wanted", wanted.into())]
            }
            Self::HoldTooSmall { left, wanted } => {
                vec![("left", left.into()), ("wanted", wanted.into())]
            }
            _ => Vec::new(),
        }
    }
}

/// One of each, for the tests that look at every refusal.
#[cfg(test)]
pub(crate) fn one_of_each() -> Vec<LedgerRefusal> {
    use LedgerRefusal as No;
    let money = Money::new(1, Currency::USD);
    vec![
        No::BatchTooLarge { most: 1 },
        No::LegsOutOfRange { most: 1 },
        No::AmountNotPositive,
        No::AmountTooLarge,
        No::MixedCurrencies { left: Currency::USD, right: Currency::JPY },
        No::AccountTwice,
        No::NotZeroSum { off: money },
        No::TransferDiffers,
        No::InsufficientFunds { available: money, wanted: money },
        No::BalanceTooLarge,
        No::HoldDiffers,
        No::HoldAlreadySettled,
        No::HoldAlreadyVoided,
        No::NotFromTheHold,
        No::HoldTooSmall { left: money, wanted: money },
        No::CheckpointAlreadyMade,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: [&str; 2] =
        [include_str!("../../locales/en.ftl"), include_str!("../../locales/zh-CN.ftl")];

    #[test]
    fn every_refusal_has_its_sentence_with_its_facts_in_every_language() {
        for words in WORDS {
            for refusal in one_of_each() {
                let key = format!("refusal-{} = ", refusal.code());
                let line = words.lines().find_map(|line| line.strip_prefix(&key));
                let sentence = line.unwrap_or_else(|| panic!("{key} is missing"));
                for (fact, _) in refusal.facts() {
                    assert!(sentence.contains(&format!("{{ ${fact} }}")), "{key}: {fact}");
                }
            }
        }
    }
}
