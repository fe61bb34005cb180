//! Transfers: legs that sum to nothing, written together or not at all.

use super::{Account, LedgerRefusal};
use kernel::{Any, Id, Kind, Money, Timestamp};

/// Names a transfer.
#[derive(Debug)]
pub enum TransferKind {}
impl Kind for TransferKind {
    const PREFIX: &'static str = "transfer";
}

/// One side of a transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leg {
    /// The account that changes.
    pub account: Account,
    /// Minor units: below nothing takes from the account, above nothing adds to it.
    pub minor: i64,
}

/// Money on its way between accounts. The id is for ever: the same id moves the same money once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer {
    /// Given once by `Tx::id`, then kept by whoever may have to try again.
    pub id: Id<TransferKind>,
    /// At least two, of one currency, summing to nothing.
    pub legs: Vec<Leg>,
    /// A short word that says why, such as `release`.
    pub reason: &'static str,
}

impl Transfer {
    /// The most legs: a release with a fee and a dozen assignments of proceeds has fewer.
    pub const MOST_LEGS: i64 = 32;

    /// A transfer without legs yet.
    pub fn new(id: Id<TransferKind>, reason: &'static str) -> Self {
        Self { id, legs: Vec::with_capacity(2), reason }
    }

    /// The everyday transfer: an amount from one account to another.
    pub fn between(
        id: Id<TransferKind>,
        from: Account,
        to: Account,
        minor: i64,
        reason: &'static str,
    ) -> Self {
        Self::new(id, reason).debit(from, minor).credit(to, minor)
    }

    /// Takes minor units from an account. What is not positive becomes a leg of nothing, which is
    /// refused.
    pub fn debit(mut self, account: Account, minor: i64) -> Self {
        self.legs.push(Leg { account, minor: -minor.max(0) });
        self
    }

    /// Adds minor units to an account. What is not positive becomes a leg of nothing, which is
    /// refused.
    pub fn credit(mut self, account: Account, minor: i64) -> Self {
        self.legs.push(Leg { account, minor: minor.max(0) });
        self
    }

    /// Whether this is a transfer at all: enough legs of one currency, each account once, debits
    /// equal to credits.
    pub fn check(&self) -> Result<(), LedgerRefusal> {
        let first = match self.legs.first() {
            Some(leg) if (2..=Self::MOST_LEGS).contains(&self.leg_count()) => leg.account,
            _ => return Err(LedgerRefusal::LegsOutOfRange { most: Self::MOST_LEGS }),
        };
        let mut sum = 0;
        for (place, leg) in self.legs.iter().enumerate() {
            leg.check(first)?;
            if self.legs[..place].iter().any(|earlier| earlier.account == leg.account) {
                return Err(LedgerRefusal::AccountTwice);
            }
            sum += leg.minor;
        }
        match sum {
            0 => Ok(()),
            off => Err(LedgerRefusal::NotZeroSum { off: first.money(off) }),
        }
    }

    /// How many legs there are, as a row keeps it.
    pub(crate) fn leg_count(&self) -> i64 {
        i64::try_from(self.legs.len()).unwrap_or(i64::MAX)
    }

    /// The legs that take, then the legs that add: an account is asked before anybody is given.
    pub(crate) fn debits(&self) -> impl Iterator<Item = &Leg> {
        self.legs.iter().filter(|leg| leg.minor < 0)
    }

    pub(crate) fn credits(&self) -> impl Iterator<Item = &Leg> {
        self.legs.iter().filter(|leg| leg.minor > 0)
    }

    /// Who stands on the other side of a leg: the first owner whose sign is opposite.
    pub(crate) fn other_owner(&self, of: &Leg) -> Id<Any> {
        let opposite = self.legs.iter().find(|leg| (leg.minor < 0) != (of.minor < 0));
        opposite.unwrap_or(of).account.owner
    }

    /// A replay if the posted legs are these legs, all of them; else the id was used for something
    /// else.
    pub(crate) fn compare(&self, posted: &[Entry]) -> Result<Posted, LedgerRefusal> {
        let legs = self.leg_count();
        let is_there = |(place, leg): (i64, &Leg)| {
            posted.iter().any(|entry| {
                (entry.leg, entry.legs, entry.account, entry.minor)
                    == (place, legs, leg.account, leg.minor)
            })
        };
        let same = posted.len() == self.legs.len() && (0_i64..).zip(&self.legs).all(is_there);
        match posted.first() {
            Some(entry) if same => Ok(Posted { id: self.id, at: entry.at, is_replay: true }),
            _ => Err(LedgerRefusal::TransferDiffers),
        }
    }
}

impl Leg {
    fn check(&self, first: Account) -> Result<(), LedgerRefusal> {
        if self.minor == 0 {
            return Err(LedgerRefusal::AmountNotPositive);
        }
        if self.minor.unsigned_abs() > Money::LIMIT_MINOR.unsigned_abs() {
            return Err(LedgerRefusal::AmountTooLarge);
        }
        if self.account.currency != first.currency {
            return Err(LedgerRefusal::MixedCurrencies {
                left: first.currency,
                right: self.account.currency,
            });
        }
        Ok(())
    }
}

/// What became of a transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posted {
    /// The transfer.
    pub id: Id<TransferKind>,
    /// When it was posted first.
    pub at: Timestamp,
    /// It had been posted before; nothing moved now.
    pub is_replay: bool,
}

/// One posting as an account's owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The transfer it is a leg of.
    pub transfer: Id<TransferKind>,
    /// Which leg, from nought.
    pub leg: i64,
    /// How many legs the transfer has.
    pub legs: i64,
    /// The account that changed.
    pub account: Account,
    /// Minor units: below nothing left the account, above nothing came in.
    pub minor: i64,
    /// Who stood on the other side.
    pub other_owner: Id<Any>,
    /// The word that says why.
    pub reason: String,
    /// When.
    pub at: Timestamp,
}

impl Entry {
    /// The signed amount.
    pub const fn money(&self) -> Money {
        self.account.money(self.minor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Purpose::{Escrow, Fee, Wallet};
    use kernel::Currency;
    use kernel::Reason;

    fn wallet(owner: i64) -> Account {
        Account::new(Id::new(owner), Wallet, Currency::USD)
    }

    fn of(legs: &[(Account, i64)]) -> Transfer {
        let legs = legs.iter().map(|&(account, minor)| Leg { account, minor }).collect();
        Transfer { id: Id::new(1), legs, reason: "test" }
    }

    #[test]
    fn a_transfer_is_checked_before_anything_is_touched() {
        let yen = Account::new(Id::new(3), Wallet, Currency::JPY);
        let most = Money::LIMIT_MINOR;
        let many: Vec<_> = (0..40).map(|owner| (wallet(owner), 1)).collect();
        let good = [
            of(&[(wallet(1), -5), (wallet(2), 5)]),
            of(&[(wallet(1), -5), (wallet(2), 3), (wallet(3), 2)]),
            of(&[(wallet(1), -most), (wallet(2), most)]),
        ];
        for transfer in good {
            assert_eq!(transfer.check(), Ok(()));
        }
        let bad = [
            (of(&[]), "ledger-legs-out-of-range"),
            (of(&[(wallet(1), 0)]), "ledger-legs-out-of-range"),
            (of(&many), "ledger-legs-out-of-range"),
            (of(&[(wallet(1), 0), (wallet(2), 0)]), "ledger-amount-not-positive"),
            (of(&[(wallet(1), i64::MIN), (wallet(2), 1)]), "ledger-amount-too-large"),
            (of(&[(wallet(1), -5), (yen, 5)]), "ledger-mixed-currencies"),
            (of(&[(wallet(1), -5), (wallet(1), 5)]), "ledger-account-twice"),
            (of(&[(wallet(1), -5), (wallet(2), 4)]), "ledger-not-zero-sum"),
        ];
        for (transfer, code) in bad {
            assert_eq!(transfer.check().map_err(|no| no.code()), Err(code), "{transfer:?}");
        }
    }

    #[test]
    fn an_amount_below_nothing_never_turns_the_direction() {
        let transfer = Transfer::between(Id::new(1), wallet(1), wallet(2), -5, "test");
        assert_eq!(transfer.check(), Err(LedgerRefusal::AmountNotPositive));
    }

    #[test]
    fn the_other_owner_is_the_first_of_the_opposite_sign() {
        let deal = Id::new(9);
        let escrow = Account::new(deal, Escrow, Currency::USD);
        let fee = Account::new(deal, Fee, Currency::USD);
        let release = of(&[(escrow, -100), (wallet(2), 97), (fee, 3)]);
        let others: Vec<_> = release.legs.iter().map(|leg| release.other_owner(leg)).collect();
        assert_eq!(others, [Id::new(2), deal, deal]);
    }

    #[test]
    fn the_same_id_with_other_legs_differs() {
        let first = of(&[(wallet(1), -5), (wallet(2), 5)]);
        let posted = (0_i64..).zip(&first.legs).map(|(leg, side)| Entry {
            transfer: first.id,
            leg,
            legs: 2,
            account: side.account,
            minor: side.minor,
            other_owner: first.other_owner(side),
            reason: "test".to_owned(),
            at: Timestamp::from_micros(7),
        });
        let posted: Vec<Entry> = posted.collect();
        let at = Timestamp::from_micros(7);
        assert_eq!(first.compare(&posted), Ok(Posted { id: first.id, at, is_replay: true }));
        for other in [
            of(&[(wallet(1), -6), (wallet(2), 6)]),
            of(&[(wallet(2), 5), (wallet(1), -5)]),
            of(&[(wallet(1), -5), (wallet(3), 5)]),
            of(&[(wallet(1), -5), (wallet(2), 4), (wallet(3), 1)]),
        ] {
            assert_eq!(other.compare(&posted), Err(LedgerRefusal::TransferDiffers));
        }
        assert_eq!(first.compare(&posted[..1]), Err(LedgerRefusal::TransferDiffers));
    }
}
