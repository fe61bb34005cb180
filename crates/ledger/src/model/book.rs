//! A batch in memory: each account is read once, changed as often as the transfers ask, and written
//! once.

use super::{Account, Kept, LedgerRefusal, Transfer};
use kernel::Money;
use std::collections::HashMap;

/// An account within a batch.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line {
    pub(crate) account: Account,
    pub(crate) posted: i64,
    pub(crate) held: i64,
    /// The sum of the batch's legs on this account.
    pub(crate) change: i64,
    /// Whether the store has a row for it.
    pub(crate) is_kept: bool,
}

/// The accounts that a batch touches, with their running balances.
#[derive(Debug, Default)]
pub(crate) struct Book {
    lines: Vec<Line>,
    places: HashMap<Account, usize>,
}

impl Book {
    /// Room for this many accounts.
    pub(crate) fn with_room(accounts: usize) -> Self {
        Self { lines: Vec::with_capacity(accounts), places: HashMap::with_capacity(accounts) }
    }

    /// Enters an account as the store keeps it.
    pub(crate) fn open(&mut self, kept: Kept) {
        let Kept { account, posted, held } = kept;
        let next = self.lines.len();
        let place = *self.places.entry(account).or_insert(next);
        if place == next {
            self.lines.push(Line { account, posted, held, change: 0, is_kept: true });
        }
    }

    /// Takes a transfer's debits, then gives its credits. After a refusal the book is of no use any
    /// more.
    pub(crate) fn apply(&mut self, transfer: &Transfer) -> Result<(), LedgerRefusal> {
        for leg in transfer.debits().chain(transfer.credits()) {
            self.line(leg.account).change_by(leg.minor)?;
        }
        Ok(())
    }

    /// The accounts whose rows change, in the order in which all writers change accounts.
    pub(crate) fn into_changes(self) -> Vec<Line> {
        let mut lines = self.lines;
        lines.retain(|line| line.change != 0 || !line.is_kept);
        lines.sort_unstable_by_key(|line| line.account.order());
        lines
    }

    fn line(&mut self, account: Account) -> &mut Line {
        let next = self.lines.len();
        let place = *self.places.entry(account).or_insert(next);
        if place == next {
            self.lines.push(Line { account, posted: 0, held: 0, change: 0, is_kept: false });
        }
        &mut self.lines[place]
    }
}

impl Line {
    fn change_by(&mut self, minor: i64) -> Result<(), LedgerRefusal> {
        let available = self.posted - self.held;
        if minor < 0 && available + minor < 0 && !self.account.purpose.may_go_negative() {
            return Err(LedgerRefusal::InsufficientFunds {
                available: self.account.money(available),
                wanted: self.account.money(-minor),
            });
        }
        let posted = self.posted + minor;
        if posted.unsigned_abs() > Money::LIMIT_MINOR.unsigned_abs() {
            return Err(LedgerRefusal::BalanceTooLarge);
        }
        self.posted = posted;
        self.change += minor;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Purpose::{self, Bank, Wallet};
    use kernel::{Currency, Id, Reason};

    fn account(owner: i64, purpose: Purpose) -> Account {
        Account::new(Id::new(owner), purpose, Currency::USD)
    }

    fn moving(from: Account, to: Account, minor: i64) -> Transfer {
        Transfer::between(Id::new(1), from, to, minor, "test")
    }

    #[test]
    fn the_order_of_a_batch_decides_what_is_covered() {
        let (bank, ann, ben) = (account(1, Bank), account(2, Wallet), account(3, Wallet));
        let mut book = Book::default();
        let early = book.apply(&moving(ann, ben, 5)).map_err(|no| no.code());
        assert_eq!(early, Err("ledger-insufficient-funds"));
        let mut book = Book::default();
        assert_eq!(book.apply(&moving(bank, ann, 5)), Ok(()));
        assert_eq!(book.apply(&moving(ann, ben, 5)), Ok(()));
        let changes: Vec<i64> = book.into_changes().iter().map(|line| line.change).collect();
        assert_eq!(changes, [-5, 0, 5]);
    }

    #[test]
    fn what_is_held_cannot_be_spent() {
        let (ann, ben) = (account(2, Wallet), account(3, Wallet));
        let mut book = Book::with_room(2);
        book.open(Kept { account: ann, posted: 100, held: 60 });
        let no = book.apply(&moving(ann, ben, 41));
        let (available, wanted) = (ann.money(40), ann.money(41));
        assert_eq!(no, Err(LedgerRefusal::InsufficientFunds { available, wanted }));
    }

    #[test]
    fn no_balance_outgrows_what_an_amount_may_be() {
        let (bank, ann) = (account(1, Bank), account(2, Wallet));
        let mut book = Book::default();
        assert_eq!(book.apply(&moving(bank, ann, Money::LIMIT_MINOR)), Ok(()));
        let more = book.apply(&moving(bank, ann, 1));
        assert_eq!(more, Err(LedgerRefusal::BalanceTooLarge));
    }
}
