//! Why custody says no, in the order checked.

use kernel::{Currency, Fact, Money, Reason, Stop};

/// Custody's reasons to refuse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CustodyRefusal {
    /// An amount of nothing or less.
    AmountNotPositive,
    /// Larger than one order may be.
    AmountTooLarge,
    /// The account that money should go to is no line of text.
    AccountText {
        /// The most characters.
        most: i64,
    },
    /// The agreement is in another currency.
    OtherCurrency {
        /// The agreement's.
        currency: Currency,
        /// The one told.
        told: Currency,
    },
    /// The wallet holds less than is to be paid.
    WalletTooSmall {
        /// What may be used.
        available: Money,
        /// What was asked for.
        wanted: Money,
        /// The difference.
        missing: Money,
    },
    /// Nothing is released before the buyer, or the timer, has confirmed the goods.
    GoodsNotConfirmed,
    /// All the money of the agreement has gone out.
    AlreadySettled,
    /// More than came in and has not gone back.
    MoreThanPaid {
        /// What can still go back.
        left: Money,
    },
    /// A payment bounced whose money has gone on.
    AlreadyReleased,
    /// Money is still held.
    StillHeld,
    /// No order has this reference.
    UnknownReference,
    /// The bank's reference was used before for something else.
    NoticeDiffers,
    /// The bank tells of an order what does not belong to it.
    NotOfThisOrder,
    /// The bank paid out another amount than was ordered.
    OtherAmount {
        /// What was ordered.
        ordered: Money,
    },
}

impl Reason for CustodyRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::AmountNotPositive => "custody-amount-not-positive",
            Self::AmountTooLarge => "custody-amount-too-large",
            Self::AccountText { .. } => "custody-account-text",
            Self::OtherCurrency { .. } => "custody-other-currency",
            Self::WalletTooSmall { .. } => "custody-wallet-too-small",
            Self::GoodsNotConfirmed => "custody-goods-not-confirmed",
            Self::AlreadySettled => "custody-already-settled",
            Self::MoreThanPaid { .. } => "custody-more-than-paid",
            Self::AlreadyReleased => "custody-already-released",
            Self::StillHeld => "custody-still-held",
            Self::UnknownReference => "custody-unknown-reference",
            Self::NoticeDiffers => "custody-notice-differs",
            Self::NotOfThisOrder => "custody-not-of-this-order",
            Self::OtherAmount { .. } => "custody-other-amount",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::AccountText { .. } => Some("account"),
            Self::AmountNotPositive
            | Self::AmountTooLarge
            | Self::OtherCurrency { .. }
            | Self::WalletTooSmall { .. }
            | Self::MoreThanPaid { .. } => Some("amount"),
            _ => None,
        }
    }

    fn facts(&self) -> Vec<(&'static str, Fact)> {
        match *self {
            Self::AccountText { most } => vec![("most", most.into())],
            Self::OtherCurrency { currency, told } => {
                vec![("currency", currency.into()), ("told", told.into())]
            }
            Self::WalletTooSmall { available, wanted, missing } => vec![
                ("available", available.into()),
                ("wanted", wanted.into()),
                ("missing", missing.into()),
            ],
            Self::MoreThanPaid { left } => vec![("left", left.into())],
            Self::OtherAmount { ordered } => vec![("ordered", ordered.into())],
            _ => Vec::new(),
        }
    }
}

/// Says the ledger's "not enough" as what is missing in the wallet; anything else stays as it is.
pub(crate) fn too_small(stop: Stop) -> Stop {
    let Stop::Refused(refusal) = &stop else { return stop };
    let money = |wanted: &str| {
        refusal.facts.iter().find_map(|(name, fact)| match fact {
            Fact::Money(money) if *name == wanted => Some(*money),
            _ => None,
        })
    };
    match (money("available"), money("wanted")) {
        (Some(available), Some(wanted)) => {
            let missing = Money::new(wanted.minor - available.minor, wanted.currency);
            CustodyRefusal::WalletTooSmall { available, wanted, missing }.into()
        }
        _ => stop,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ledger::LedgerRefusal;

    const WORDS: [&str; 2] =
        [include_str!("../../locales/en.ftl"), include_str!("../../locales/zh-CN.ftl")];

    fn usd(minor: i64) -> Money {
        Money::new(minor, Currency::USD)
    }

    fn one_of_each() -> Vec<CustodyRefusal> {
        use CustodyRefusal as No;
        let (currency, told) = (Currency::USD, Currency::JPY);
        vec![
            No::AmountNotPositive,
            No::AmountTooLarge,
            No::AccountText { most: 1 },
            No::OtherCurrency { currency, told },
            No::WalletTooSmall { available: usd(1), wanted: usd(1), missing: usd(1) },
            No::GoodsNotConfirmed,
            No::AlreadySettled,
            No::MoreThanPaid { left: usd(1) },
            No::AlreadyReleased,
            No::StillHeld,
            No::UnknownReference,
            No::NoticeDiffers,
            No::NotOfThisOrder,
            No::OtherAmount { ordered: usd(1) },
        ]
    }

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

    #[test]
    fn not_enough_in_the_ledger_says_what_is_missing() {
        let (available, wanted) = (usd(30), usd(100));
        let stop = too_small(LedgerRefusal::InsufficientFunds { available, wanted }.into());
        let Stop::Refused(refusal) = stop else { panic!("a refusal") };
        assert_eq!(refusal.code, "custody-wallet-too-small");
        assert!(refusal.facts.contains(&("missing", usd(70).into())));
        let other = too_small(LedgerRefusal::AccountTwice.into());
        assert_eq!(other.code(), Some("ledger-account-twice"));
    }
}
