//! Summing all postings again, owner by owner, in pieces that are each true on their own snapshot.

use super::{Account, TransferKind};
use kernel::{Any, Id};
use std::collections::BTreeMap;

/// Where a posting stands in the order of owners.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) owner: Id<Any>,
    pub(crate) transfer: Id<TransferKind>,
    pub(crate) leg: i64,
}

impl Place {
    /// After everything that an owner has.
    const fn after(owner: Id<Any>) -> Self {
        Self { owner, transfer: Id::new(i64::MAX), leg: i64::MAX }
    }
}

/// A posting as far as sums need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Amount {
    pub(crate) account: Account,
    pub(crate) place: Place,
    pub(crate) minor: i64,
    pub(crate) batch: i64,
}

/// Where the comparison of accounts goes on. Most pieces hold several whole owners, read and
/// compared on one snapshot. An owner of more postings than a piece is summed up to the position at
/// which its first piece was read; what came since is added with its last piece.
#[derive(Debug, Clone)]
pub struct Tally {
    /// Owners up to this one have been compared.
    done: Id<Any>,
    /// Owners up to this one are summed; `None` while one is being summed.
    summed: Option<Id<Any>>,
    /// The owner that takes several pieces: how far it was read, and up to which batch it counts.
    open: Option<(Place, i64)>,
    sums: BTreeMap<(Id<Any>, &'static str, &'static str), (Account, i64)>,
}

impl Default for Tally {
    fn default() -> Self {
        let (summed, open, sums) = (None, None, BTreeMap::new());
        Self { done: Id::new(i64::MIN), summed, open, sums }
    }
}

impl Tally {
    /// Where to read on.
    pub(crate) fn place(&self) -> Place {
        self.open.map_or(Place::after(self.done), |(place, _)| place)
    }

    /// How far to read at most.
    pub(crate) fn last_owner(&self) -> Id<Any> {
        self.open.map_or(Id::new(i64::MAX), |(place, _)| place.owner)
    }

    /// Takes a page of postings; there may be more behind a full one.
    pub(crate) fn take(&mut self, page: &[Amount], is_full: bool, position: i64) {
        let last_owner = self.last_owner();
        let place = page.last().filter(|_| is_full).map(|amount| amount.place);
        self.summed = match (place, self.open) {
            (None, _) => Some(last_owner),
            (Some(place), None) if page[0].place.owner != place.owner => {
                Some(Id::new(place.owner.raw() - 1))
            }
            (Some(place), open) => {
                let batch = open.map_or(position, |(_, batch)| batch);
                self.open = Some((place, batch));
                None
            }
        };
        let up_to_batch = self.open.map_or(i64::MAX, |(_, batch)| batch);
        let up_to_owner = self.summed.unwrap_or(last_owner);
        for amount in page {
            if amount.batch <= up_to_batch && amount.place.owner <= up_to_owner {
                self.add(&[(amount.account, amount.minor)]);
            }
        }
    }

    /// Adds sums of one or more accounts.
    pub(crate) fn add(&mut self, amounts: &[(Account, i64)]) {
        for &(account, minor) in amounts {
            self.sums.entry(account.order()).or_insert((account, 0)).1 += minor;
        }
    }

    /// The owners to compare now: after the first, up to the second.
    pub(crate) fn compared_owners(&self) -> Option<(Id<Any>, Id<Any>)> {
        self.summed.map(|summed| (self.done, summed))
    }

    /// The owner whose summing began in an earlier piece, and the batch up to which it was summed.
    pub(crate) fn began_before(&self) -> Option<(Id<Any>, i64)> {
        self.open.map(|(place, batch)| (place.owner, batch))
    }

    /// The sums of the owners to compare now.
    pub(crate) fn sums(&self) -> Vec<(Account, i64)> {
        self.sums.values().copied().collect()
    }

    /// The mark behind what was compared; `None` at the end.
    pub(crate) fn next(&self) -> Option<Self> {
        let done = self.summed.filter(|summed| summed.raw() != i64::MAX)?;
        Some(Self { done, ..Self::default() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Purpose::Wallet;
    use kernel::Currency;

    fn amount(owner: i64, transfer: i64, minor: i64, batch: i64) -> Amount {
        let account = Account::new(Id::new(owner), Wallet, Currency::USD);
        let place = Place { owner: Id::new(owner), transfer: Id::new(transfer), leg: 0 };
        Amount { account, place, minor, batch }
    }

    fn minors(tally: &Tally) -> Vec<i64> {
        tally.sums().iter().map(|&(_, minor)| minor).collect()
    }

    #[test]
    fn a_full_page_leaves_its_last_owner_to_the_next() {
        let mut tally = Tally::default();
        let page = [amount(2, 1, 5, 1), amount(2, 2, 6, 1), amount(4, 1, 7, 1)];
        tally.take(&page, true, 9);
        assert_eq!(tally.compared_owners(), Some((Id::new(i64::MIN), Id::new(3))));
        assert_eq!((minors(&tally), tally.began_before()), (vec![11], None));
        let mut tally = tally.next().expect("a next");
        assert_eq!(tally.place(), Place::after(Id::new(3)));
        tally.take(&page[2..], false, 9);
        assert_eq!((minors(&tally), tally.next().is_none()), (vec![7], true));
    }

    #[test]
    fn an_owner_of_many_pages_counts_up_to_where_its_first_was_read() {
        let mut tally = Tally { done: Id::new(1), ..Tally::default() };
        tally.take(&[amount(2, 1, 5, 1), amount(2, 2, 6, 9)], true, 8);
        assert_eq!((tally.compared_owners(), minors(&tally)), (None, vec![5]));
        assert_eq!((tally.place().transfer, tally.last_owner()), (Id::new(2), Id::new(2)));
        tally.take(&[amount(2, 3, 7, 3), amount(2, 4, 8, 10)], false, 10);
        assert_eq!(tally.compared_owners(), Some((Id::new(1), Id::new(2))));
        assert_eq!(tally.began_before(), Some((Id::new(2), 8)));
        tally.add(&[(amount(2, 0, 0, 0).account, 14)]);
        assert_eq!(minors(&tally), [26]);
        assert_eq!(tally.next().expect("a next").place(), Place::after(Id::new(2)));
    }
}
