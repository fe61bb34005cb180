//! What `verify` compares, and what it says when two things differ.

use super::{Account, Checkpoint, Kept, TransferKind};
use kernel::Id;
use std::collections::BTreeMap;

/// Something that must not be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// An account's balance is not the sum of its postings.
    BalanceDiffers {
        /// The account; it may have no row at all.
        account: Account,
        /// What the row says, in minor units.
        kept_minor: i64,
        /// What the postings sum to.
        counted_minor: i64,
    },
    /// What an account keeps for holds is not the sum of its open holds.
    HeldDiffers {
        /// The account.
        account: Account,
        /// What the row says, in minor units.
        kept_minor: i64,
        /// What the open holds sum to.
        counted_minor: i64,
    },
    /// A transfer does not sum to nothing, lacks legs or mixes currencies.
    TransferTorn {
        /// The transfer.
        transfer: Id<TransferKind>,
        /// What its legs sum to, in minor units.
        sum_minor: i64,
        /// The legs found.
        legs: i64,
    },
    /// A currency's accounts do not sum to nothing.
    CurrencyNotZeroSum {
        /// The ISO 4217 code.
        currency: &'static str,
        /// What they sum to, in minor units.
        sum_minor: i64,
    },
    /// A checkpoint is not what its rows give, or does not carry on the one before.
    CheckpointDiffers {
        /// Its day.
        day: String,
    },
}

/// What one piece of `verify` found, and where the next goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Findings<Mark> {
    /// How many things were looked at.
    pub checked: i64,
    /// What is wrong, in the order found.
    pub problems: Vec<Problem>,
    /// Where to go on; `None` at the end.
    pub next: Option<Mark>,
}

/// A transfer as the rows of its batch show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Torn {
    pub(crate) transfer: Id<TransferKind>,
    pub(crate) sum_minor: i64,
    pub(crate) legs: i64,
}

impl From<Torn> for Problem {
    fn from(torn: Torn) -> Self {
        let Torn { transfer, sum_minor, legs } = torn;
        Self::TransferTorn { transfer, sum_minor, legs }
    }
}

/// Compares account rows with the sums of postings and of open holds, in the order of accounts.
pub(crate) fn compare_accounts(
    kept: &[Kept],
    posted: &[(Account, i64)],
    held: &[(Account, i64)],
) -> Vec<Problem> {
    let mut lines: BTreeMap<_, (Account, [i64; 4])> = BTreeMap::new();
    let mut enter = |account: Account, column: usize, minor: i64| {
        lines.entry(account.order()).or_insert((account, [0; 4])).1[column] = minor;
    };
    for row in kept {
        enter(row.account, 0, row.posted);
        enter(row.account, 2, row.held);
    }
    posted.iter().for_each(|&(account, minor)| enter(account, 1, minor));
    held.iter().for_each(|&(account, minor)| enter(account, 3, minor));
    let mut problems = Vec::new();
    for (account, [posted, postings, held, holds]) in lines.into_values() {
        if posted != postings {
            let (kept_minor, counted_minor) = (posted, postings);
            problems.push(Problem::BalanceDiffers { account, kept_minor, counted_minor });
        }
        if held != holds {
            let (kept_minor, counted_minor) = (held, holds);
            problems.push(Problem::HeldDiffers { account, kept_minor, counted_minor });
        }
    }
    problems
}

/// Compares a checkpoint with the one made again from its rows; the currencies of its totals must
/// sum to nothing.
pub(crate) fn compare_checkpoint(kept: &Checkpoint, again: &Checkpoint) -> Vec<Problem> {
    let mut problems = Vec::new();
    if kept != again {
        problems.push(Problem::CheckpointDiffers { day: kept.day.clone() });
    }
    let mut sums: BTreeMap<&'static str, i64> = BTreeMap::new();
    for total in &again.totals {
        *sums.entry(total.currency.code()).or_insert(0) += total.minor;
    }
    let off = sums.into_iter().filter(|&(_, sum_minor)| sum_minor != 0);
    problems.extend(
        off.map(|(currency, sum_minor)| Problem::CurrencyNotZeroSum { currency, sum_minor }),
    );
    problems
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Purpose::{Escrow, Wallet};
    use kernel::Currency;

    #[test]
    fn each_difference_is_named_once() {
        let wallet = Account::new(Id::new(1), Wallet, Currency::USD);
        let escrow = Account::new(Id::new(2), Escrow, Currency::USD);
        let row = Kept { account: wallet, posted: 10, held: 4 };
        assert_eq!(compare_accounts(&[row], &[(wallet, 10)], &[(wallet, 4)]), []);
        let found = compare_accounts(&[row], &[(wallet, 9), (escrow, 1)], &[]);
        let expected = [
            Problem::BalanceDiffers { account: wallet, kept_minor: 10, counted_minor: 9 },
            Problem::HeldDiffers { account: wallet, kept_minor: 4, counted_minor: 0 },
            Problem::BalanceDiffers { account: escrow, kept_minor: 0, counted_minor: 1 },
        ];
        assert_eq!(found, expected);
    }
}
