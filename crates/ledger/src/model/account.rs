//! Accounts: whose money, for what, in which currency.

use kernel::{Any, Currency, Id, Money};
use serde::{Deserialize, Serialize};

/// What an account is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Purpose {
    /// Money that its owner may use.
    Wallet,
    /// Money kept for an agreement until it is released or refunded.
    Escrow,
    /// Fees of one agreement, until the daily sweep.
    Fee,
    /// What the market has earned.
    Platform,
    /// The mirror of money outside, at a custodian; the only purpose that may go below nothing.
    Bank,
}

impl Purpose {
    /// Every purpose, for lists and word files.
    pub const ALL: [Self; 5] = [Self::Wallet, Self::Escrow, Self::Fee, Self::Platform, Self::Bank];

    /// The word in tables, in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Wallet => "wallet",
            Self::Escrow => "escrow",
            Self::Fee => "fee",
            Self::Platform => "platform",
            Self::Bank => "bank",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.word() == word)
    }

    /// Whether the balance may go below nothing.
    pub const fn may_go_negative(self) -> bool {
        matches!(self, Self::Bank)
    }
}

/// One account. It exists from its first posting on; before that its balance is nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Account {
    /// A firm, a deal, a custodian, the market: the ledger does not ask.
    pub owner: Id<Any>,
    /// What it is for.
    pub purpose: Purpose,
    /// Its one currency.
    pub currency: Currency,
}

impl Account {
    /// The account of this owner for this purpose.
    pub const fn new(owner: Id<Any>, purpose: Purpose, currency: Currency) -> Self {
        Self { owner, purpose, currency }
    }

    /// The order in which accounts are locked and changed: one order for all, so that no two wait
    /// for each other.
    pub(crate) fn order(self) -> (Id<Any>, &'static str, &'static str) {
        (self.owner, self.purpose.word(), self.currency.code())
    }

    /// An amount in this account's currency.
    pub const fn money(self, minor: i64) -> Money {
        Money::new(minor, self.currency)
    }
}

/// What an account holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Balance {
    /// All that was posted.
    pub posted: Money,
    /// The part that open holds keep.
    pub held: Money,
    /// What may be moved now: posted less held.
    pub available: Money,
}

/// The row of an account: what is posted and held, in minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kept {
    pub(crate) account: Account,
    pub(crate) posted: i64,
    pub(crate) held: i64,
}

impl Kept {
    pub(crate) const fn nothing(account: Account) -> Self {
        Self { account, posted: 0, held: 0 }
    }

    pub(crate) const fn available(self) -> i64 {
        self.posted - self.held
    }

    pub(crate) const fn balance(self) -> Balance {
        Balance {
            posted: self.account.money(self.posted),
            held: self.account.money(self.held),
            available: self.account.money(self.available()),
        }
    }
}

/// The sum of all accounts of one purpose in one currency, up to a position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Total {
    /// The purpose.
    pub purpose: Purpose,
    /// The currency of the minor units.
    pub currency: Currency,
    /// The sum, in minor units.
    pub minor: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_purpose_reads_back_its_word() {
        for purpose in Purpose::ALL {
            assert_eq!(Purpose::from_word(purpose.word()), Some(purpose));
        }
        assert_eq!(Purpose::from_word("Wallet"), None);
    }
}
