//! Why custody says no, in the order checked.

use kernel::{Currency, Fact, Money, Reason, Stop, Timestamp};

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
    /// This line of the work list is done.
    DifferenceEnded,
    /// That cannot be done about it.
    NotAWay,
    /// The note is no line of text.
    NoteText {
        /// The most.
        most: i64,
    },
    /// No order of money in has this reference.
    UnknownOrder,
    /// A payout has not left its wallet: nothing of it can come back there.
    PayoutNotGone,
    /// Less was debited than is open of a batch.
    LessThanBatch,
    /// The market has not earned enough to bear it.
    MarketTooSmall,
    /// The holder's name is no line of text.
    HolderText {
        /// The most.
        most: i64,
    },
    /// Not the form of an IBAN of its country.
    AccountForm,
    /// The check digits say that a sign is wrong.
    AccountCheckDigits,
    /// A clearing code has twelve digits.
    BankCode,
    /// A number has digits alone.
    AccountNumber,
    /// The firm has as many accounts as it may.
    AccountsMost {
        /// The most.
        most: i64,
    },
    /// Money goes to an account only some time after it was named.
    AccountWaits {
        /// From when on.
        from: Timestamp,
    },
    /// Money goes out to accounts alone that the firm has named.
    AccountNotNamed,
    /// What the firm owes is paid first.
    OwedFirst {
        /// How much.
        owed: Money,
    },
    /// A statement tells no balance or no day.
    StatementWithoutBalance,
    /// Another file had the same message id.
    MessageTwice,
    /// A file is of an account that is not ours.
    NotOurAccount,
    /// This market has no bank that is told by files.
    NoBank,
    /// The order of a reference is of another currency.
    ReferenceSpent,
    /// The file is larger than a day's statement may be.
    FileTooLarge {
        /// The most.
        most: i64,
    },
    /// No file was chosen.
    FileMissing,
    /// The protection fund holds less than is to be paid.
    FundTooSmall {
        /// What it holds.
        available: Money,
    },
    /// The market has not earned so much that is still there.
    EarnedTooLittle,
    /// It was put into the fund already, or not.
    FeedEnded,
    /// No payment of this amount came for the order, or it was taken back.
    RecallOfNothing,
    /// What is asked back has gone on: only a no can be answered.
    RecallGoneOn,
    /// The money of who was paid is stopped: nothing is given of it meanwhile.
    RecallStopped,
    /// Somebody looks into it. The firm is told no more.
    BeingChecked,
    /// An order of an authority stops all.
    StoppedByOrder,
    /// An order keeps so much in the wallet.
    FrozenByOrder {
        /// What stays.
        stays: Money,
    },
    /// By an order money goes to the administrator's account alone.
    OnlyToAdministrator,
    /// By an order one of the firms begins no new deals.
    NoNewDeals,
    /// What was owed is owed no more.
    ClaimEnded,
    /// Nothing of the firm's lies apart in this currency.
    NothingUnclaimed,
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
            Self::StillHeld => "custody-still-held",
            Self::UnknownReference => "custody-unknown-reference",
            Self::NoticeDiffers => "custody-notice-differs",
            Self::NotOfThisOrder => "custody-not-of-this-order",
            Self::OtherAmount { .. } => "custody-other-amount",
            Self::DifferenceEnded => "custody-difference-ended",
            Self::RecallOfNothing => "custody-recall-of-nothing",
            Self::RecallGoneOn => "custody-recall-gone-on",
            Self::RecallStopped => "custody-recall-stopped",
            Self::NotAWay => "custody-not-a-way",
            Self::NoteText { .. } => "custody-note-text",
            Self::UnknownOrder => "custody-unknown-order",
            Self::PayoutNotGone => "custody-payout-not-gone",
            Self::LessThanBatch => "custody-less-than-batch",
            Self::MarketTooSmall => "custody-market-too-small",
            Self::HolderText { .. } => "custody-holder-text",
            Self::AccountForm => "custody-account-form",
            Self::AccountCheckDigits => "custody-account-check-digits",
            Self::BankCode => "custody-bank-code",
            Self::AccountNumber => "custody-account-number",
            Self::AccountsMost { .. } => "custody-accounts-most",
            Self::AccountWaits { .. } => "custody-account-waits",
            Self::AccountNotNamed => "custody-account-not-named",
            Self::OwedFirst { .. } => "custody-owed-first",
            Self::StatementWithoutBalance => "custody-statement-without-balance",
            Self::MessageTwice => "custody-message-twice",
            Self::NotOurAccount => "custody-not-our-account",
            Self::NoBank => "custody-no-bank",
            Self::ReferenceSpent => "custody-reference-spent",
            Self::FileTooLarge { .. } => "custody-file-too-large",
            Self::FileMissing => "custody-file-missing",
            Self::FundTooSmall { .. } => "custody-fund-too-small",
            Self::EarnedTooLittle => "custody-earned-too-little",
            Self::FeedEnded => "custody-feed-ended",
            Self::BeingChecked => "custody-being-checked",
            Self::StoppedByOrder => "custody-stopped-by-order",
            Self::FrozenByOrder { .. } => "custody-frozen-by-order",
            Self::OnlyToAdministrator => "custody-only-to-administrator",
            Self::NoNewDeals => "custody-no-new-deals",
            Self::ClaimEnded => "custody-claim-ended",
            Self::NothingUnclaimed => "custody-nothing-unclaimed",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::AccountText { .. } | Self::AccountWaits { .. } | Self::AccountNotNamed => {
                Some("account")
            }
            Self::NotAWay | Self::RecallGoneOn | Self::RecallStopped => Some("way"),
            Self::NoteText { .. } => Some("note"),
            Self::UnknownOrder
            | Self::PayoutNotGone
            | Self::LessThanBatch
            | Self::ReferenceSpent
            | Self::RecallOfNothing => Some("reference"),
            Self::HolderText { .. } => Some("holder"),
            Self::AccountForm | Self::AccountCheckDigits | Self::AccountNumber => Some("number"),
            Self::BankCode => Some("bank_code"),
            Self::FileTooLarge { .. } | Self::FileMissing => Some("file"),
            Self::AmountNotPositive
            | Self::AmountTooLarge
            | Self::OtherCurrency { .. }
            | Self::WalletTooSmall { .. }
            | Self::FundTooSmall { .. }
            | Self::EarnedTooLittle
            | Self::OwedFirst { .. }
            | Self::MoreThanPaid { .. } => Some("amount"),
            _ => None,
        }
    }

    fn facts(&self) -> Vec<(&'static str, Fact)> {
        match *self {
            Self::AccountText { most }
            | Self::NoteText { most }
            | Self::HolderText { most }
            | Self::AccountsMost { most }
            | Self::FileTooLarge { most } => vec![("most", most.into())],
            Self::AccountWaits { from } => vec![("from", from.into())],
            Self::OwedFirst { owed } => vec![("owed", owed.into())],
            Self::OtherCurrency { currency, told } => {
                vec![("currency", currency.into()), ("told", told.into())]
            }
            Self::WalletTooSmall { available, wanted, missing } => vec![
                ("available", available.into()),
                ("wanted", wanted.into()),
                ("missing", missing.into()),
            ],
            Self::FundTooSmall { available } => vec![("available", available.into())],
            Self::FrozenByOrder { stays } => vec![("stays", stays.into())],
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
            No::StillHeld,
            No::UnknownReference,
            No::NoticeDiffers,
            No::NotOfThisOrder,
            No::OtherAmount { ordered: usd(1) },
            No::DifferenceEnded,
            No::NotAWay,
            No::NoteText { most: 1 },
            No::UnknownOrder,
            No::PayoutNotGone,
            No::LessThanBatch,
            No::MarketTooSmall,
            No::HolderText { most: 1 },
            No::AccountForm,
            No::AccountCheckDigits,
            No::BankCode,
            No::AccountNumber,
            No::AccountsMost { most: 1 },
            No::AccountWaits { from: Timestamp::from_micros(1) },
            No::AccountNotNamed,
            No::OwedFirst { owed: usd(1) },
            No::StatementWithoutBalance,
            No::MessageTwice,
            No::NotOurAccount,
            No::NoBank,
            No::ReferenceSpent,
            No::FileTooLarge { most: 1 },
            No::FileMissing,
            No::FundTooSmall { available: usd(1) },
            No::EarnedTooLittle,
            No::FeedEnded,
            No::RecallOfNothing,
            No::RecallGoneOn,
            No::RecallStopped,
            No::BeingChecked,
            No::StoppedByOrder,
            No::FrozenByOrder { stays: usd(1) },
            No::OnlyToAdministrator,
            No::NoNewDeals,
            No::ClaimEnded,
            No::NothingUnclaimed,
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
