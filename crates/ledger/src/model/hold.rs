//! Holds: money kept in its account until it is settled or voided, wholly or in parts.

use super::{Account, LedgerRefusal, Transfer};
use kernel::{Any, Id, Kind, Money, Timestamp};

/// Names a hold.
#[derive(Debug)]
pub enum HoldKind {}
impl Kind for HoldKind {
    const PREFIX: &'static str = "hold";
}

/// Where a hold lies: with the owner of its account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct HoldKey {
    /// The owner of the account.
    pub owner: Id<Any>,
    /// The hold.
    pub id: Id<HoldKind>,
}

/// Whether anything is left in a hold, and how it ended if not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HoldState {
    /// Something is left.
    Open,
    /// Nothing is left; the last part was settled.
    Settled,
    /// Nothing is left; the last part was voided.
    Voided,
}

impl HoldState {
    /// The word in tables and in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Settled => "settled",
            Self::Voided => "voided",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Open, Self::Settled, Self::Voided].into_iter().find(|state| state.word() == word)
    }
}

/// How much of what is left in a hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// All that is left.
    Rest,
    /// So many minor units.
    Minor(i64),
}

/// Money kept in an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hold {
    /// The hold; its home is the account's owner.
    pub id: Id<HoldKind>,
    /// Where the money is kept.
    pub account: Account,
    /// What was held first, in minor units.
    pub amount_minor: i64,
    /// What went to others, in minor units.
    pub settled_minor: i64,
    /// What became free again, in minor units.
    pub voided_minor: i64,
    /// Whether anything is left.
    pub state: HoldState,
    /// When it was made.
    pub at: Timestamp,
}

/// What a part that leaves a hold does to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Settlement {
    pub(crate) minor: i64,
    pub(crate) after: Hold,
}

impl Hold {
    /// A hold on an amount, if it is one.
    pub(crate) fn new(
        key: HoldKey,
        account: Account,
        minor: i64,
        at: Timestamp,
    ) -> Result<Self, LedgerRefusal> {
        if minor <= 0 {
            return Err(LedgerRefusal::AmountNotPositive);
        }
        if minor > Money::LIMIT_MINOR {
            return Err(LedgerRefusal::AmountTooLarge);
        }
        if key.owner != account.owner {
            return Err(LedgerRefusal::NotFromTheHold);
        }
        let (settled_minor, voided_minor, state) = (0, 0, HoldState::Open);
        let id = key.id;
        Ok(Self { id, account, amount_minor: minor, settled_minor, voided_minor, state, at })
    }

    /// Where it lies.
    pub const fn key(&self) -> HoldKey {
        HoldKey { owner: self.account.owner, id: self.id }
    }

    /// What is left, in minor units.
    pub const fn left_minor(&self) -> i64 {
        self.amount_minor - self.settled_minor - self.voided_minor
    }

    /// The hold as it stands, if it was made on these terms; else its id was used for something
    /// else.
    pub(crate) fn compare(self, terms: &Self) -> Result<Self, LedgerRefusal> {
        let same = self.account == terms.account && self.amount_minor == terms.amount_minor;
        if same { Ok(self) } else { Err(LedgerRefusal::HoldDiffers) }
    }

    /// Lets a transfer take from the hold: its one debit is on the hold's account, and within what
    /// is left.
    pub(crate) fn settle(self, transfer: &Transfer) -> Result<Settlement, LedgerRefusal> {
        self.must_be_open()?;
        transfer.check()?;
        let mut debits = transfer.debits();
        let minor = match (debits.next(), debits.next()) {
            (Some(leg), None) if leg.account == self.account => -leg.minor,
            _ => return Err(LedgerRefusal::NotFromTheHold),
        };
        self.must_have(minor)?;
        let mut after = self;
        after.settled_minor += minor;
        if after.left_minor() == 0 {
            after.state = HoldState::Settled;
        }
        Ok(Settlement { minor, after })
    }

    /// Frees a part of what is left, or all of it.
    pub(crate) fn void(self, part: Part) -> Result<Settlement, LedgerRefusal> {
        self.must_be_open()?;
        let minor = match part {
            Part::Rest => self.left_minor(),
            Part::Minor(minor) => minor,
        };
        self.must_have(minor)?;
        let mut after = self;
        after.voided_minor += minor;
        if after.left_minor() == 0 {
            after.state = HoldState::Voided;
        }
        Ok(Settlement { minor, after })
    }

    const fn must_be_open(&self) -> Result<(), LedgerRefusal> {
        match self.state {
            HoldState::Open => Ok(()),
            HoldState::Settled => Err(LedgerRefusal::HoldAlreadySettled),
            HoldState::Voided => Err(LedgerRefusal::HoldAlreadyVoided),
        }
    }

    fn must_have(&self, minor: i64) -> Result<(), LedgerRefusal> {
        if minor <= 0 {
            return Err(LedgerRefusal::AmountNotPositive);
        }
        if minor > self.left_minor() {
            let (left, wanted) = (self.left_minor(), minor);
            return Err(LedgerRefusal::HoldTooSmall {
                left: self.account.money(left),
                wanted: self.account.money(wanted),
            });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Purpose::Wallet;
    use kernel::{Currency, Reason};

    const fn wallet(owner: i64) -> Account {
        Account::new(Id::new(owner), Wallet, Currency::USD)
    }

    fn hold_of_100() -> Hold {
        let key = HoldKey { owner: Id::new(1), id: Id::new(7) };
        Hold::new(key, wallet(1), 100, Timestamp::from_micros(0)).expect("a hold")
    }

    fn to(owner: i64, minor: i64) -> Transfer {
        Transfer::between(Id::new(3), wallet(1), wallet(owner), minor, "test")
    }

    #[test]
    fn a_hold_ends_when_nothing_is_left() {
        let mut hold = hold_of_100();
        hold = hold.settle(&to(2, 60)).expect("a hold").after;
        assert_eq!((hold.state, hold.left_minor()), (HoldState::Open, 40));
        hold = hold.void(Part::Minor(10)).expect("a hold").after;
        assert_eq!((hold.state, hold.left_minor()), (HoldState::Open, 30));
        let settled = hold.settle(&to(2, 30)).expect("a hold").after;
        assert_eq!((settled.state, settled.settled_minor), (HoldState::Settled, 90));
        let voided = hold.void(Part::Rest).expect("a hold");
        assert_eq!((voided.after.state, voided.minor), (HoldState::Voided, 30));
    }

    #[test]
    fn what_a_hold_refuses_in_the_order_checked() {
        let open = hold_of_100();
        let settled = open.settle(&to(2, 100)).expect("a hold").after;
        let voided = open.void(Part::Rest).expect("a hold").after;
        let elsewhere = Transfer::between(Id::new(3), wallet(4), wallet(2), 5, "test");
        let two = Transfer::new(Id::new(3), "test");
        let two = two.debit(wallet(1), 5).debit(wallet(4), 5).credit(wallet(2), 10);
        let cases = [
            (settled, to(2, 1), "ledger-hold-already-settled"),
            (voided, to(2, 1), "ledger-hold-already-voided"),
            (open, to(2, 0), "ledger-amount-not-positive"),
            (open, elsewhere, "ledger-not-from-the-hold"),
            (open, two, "ledger-not-from-the-hold"),
            (open, to(2, 101), "ledger-hold-too-small"),
        ];
        for (hold, transfer, code) in cases {
            assert_eq!(hold.settle(&transfer).map_err(|no| no.code()), Err(code));
        }
        for minor in [0, -1, 101] {
            assert!(open.void(Part::Minor(minor)).is_err(), "{minor}");
        }
    }
}
