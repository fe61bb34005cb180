//! The chart of accounts: which account of the market's books a posting stands in.

use super::{CUSTODIAN, FUND, PLATFORM, UNCLAIMED, reason};
use ledger::{Entry, Purpose};

/// An account of the market's books. Assets begin with 1, what is owed with 2, income with 4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BookAccount {
    /// 1000: money at the custodian.
    Custodian,
    /// 1200: what firms owe after a payment was taken back.
    Claims,
    /// 1300: what left the bank and nobody knows why yet.
    Missed,
    /// 1400: what the market owes to those whose money is kept.
    OwedByMarket,
    /// 2000: what firms may use.
    Wallets,
    /// 2100: kept for agreements.
    Escrows,
    /// 2200: came, and is nobody's yet; or is asked back and waits for the bank to take it.
    Unclear,
    /// 2300: fees that lie with their agreements.
    FeesNotGathered,
    /// 2400: frozen by firms for what they promise.
    Deposits,
    /// 2500: the protection fund.
    Fund,
    /// 2600: what firms have not asked for in years.
    Unclaimed,
    /// 4000: what the market has earned.
    Earned,
}

/// Why money moves into and out of what is unclear, and what is missed.
const UNCLEAR: [&str; 3] = [reason::UNCLEAR, reason::CLEARED, reason::PAYMENT];
/// Why money moves into and out of a deposit.
const DEPOSIT: [&str; 3] = [reason::FREEZE, reason::THAW, reason::FUND_RECOVERED];
const MISSED: [&str; 2] = [reason::MISSED, reason::CLEARED];

impl BookAccount {
    /// Every account, by number.
    pub const ALL: [Self; 12] = [
        Self::Custodian,
        Self::Claims,
        Self::Missed,
        Self::OwedByMarket,
        Self::Wallets,
        Self::Escrows,
        Self::Unclear,
        Self::FeesNotGathered,
        Self::Deposits,
        Self::Fund,
        Self::Unclaimed,
        Self::Earned,
    ];

    /// Its number.
    pub const fn number(self) -> i64 {
        match self {
            Self::Custodian => 1000,
            Self::Claims => 1200,
            Self::Missed => 1300,
            Self::OwedByMarket => 1400,
            Self::Wallets => 2000,
            Self::Escrows => 2100,
            Self::Unclear => 2200,
            Self::FeesNotGathered => 2300,
            Self::Deposits => 2400,
            Self::Fund => 2500,
            Self::Unclaimed => 2600,
            Self::Earned => 4000,
        }
    }

    /// The account of a number.
    pub fn from_number(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|account| account.number() == number)
    }

    /// The account that a posting stands in. The ledger knows five purposes; what stands outside,
    /// and what is unclear, is told apart by its owner and by why it moved.
    pub fn of(entry: &Entry) -> Self {
        let (owner, why) = (entry.account.owner, entry.reason.as_str());
        match entry.account.purpose {
            Purpose::Wallet => Self::Wallets,
            Purpose::Fee => Self::FeesNotGathered,
            Purpose::Platform => Self::Earned,
            Purpose::Escrow if owner == FUND => Self::Fund,
            Purpose::Escrow if owner == UNCLAIMED => Self::Unclaimed,
            Purpose::Escrow if DEPOSIT.contains(&why) => Self::Deposits,
            Purpose::Escrow if UNCLEAR.contains(&why) => Self::Unclear,
            // What is asked back leaves an agreement, and lies ready as nobody's.
            Purpose::Escrow if why == reason::RECALL && entry.minor > 0 => Self::Unclear,
            Purpose::Escrow => Self::Escrows,
            Purpose::Bank if owner == CUSTODIAN => Self::Custodian,
            Purpose::Bank if owner == PLATFORM => Self::OwedByMarket,
            // What was missed becomes a claim: taken from the one account, added to the other.
            Purpose::Bank if why == reason::CLAIM && entry.minor > 0 => Self::Missed,
            Purpose::Bank if MISSED.contains(&why) => Self::Missed,
            Purpose::Bank => Self::Claims,
        }
    }
}
