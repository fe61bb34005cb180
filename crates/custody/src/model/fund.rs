//! What firms freeze for their promises, and the fund that pays a buyer first.

use kernel::{Any, Currency, Firm, Id, Kind, Money, Person, Timestamp};
use ledger::TransferKind;

use super::escrow::Agreement;

/// What a firm has frozen, in minor units of its currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deposit {
    /// Whose.
    pub firm: Id<Firm>,
    /// Its currency.
    pub currency: Currency,
    /// All that was frozen.
    pub frozen_minor: i64,
    /// What the fund took of it.
    pub taken_minor: i64,
    /// What went back to the wallet.
    pub given_back_minor: i64,
    /// Raised with every change.
    pub version: i64,
}

impl Deposit {
    /// What lies there now.
    pub const fn left(&self) -> Money {
        let minor = self.frozen_minor - self.taken_minor - self.given_back_minor;
        Money::new(minor, self.currency)
    }
}

/// Why the fund changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FundLineKind {
    /// The market put some of what it has earned into it.
    Fed,
    /// It paid a buyer.
    Paid,
    /// A seller gave back what it had paid.
    Recovered,
}

impl FundLineKind {
    /// The word in tables and in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Fed => "fed",
            Self::Paid => "paid",
            Self::Recovered => "recovered",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Fed, Self::Paid, Self::Recovered].into_iter().find(|kind| kind.word() == word)
    }
}

/// One line of the fund's public ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FundLine {
    /// Its place, from one.
    pub nth: i64,
    /// Why.
    pub kind: FundLineKind,
    /// What for, in a word: the broken promise, `deposit`, `debt` or `fees`.
    pub about: String,
    /// Into it, or below nothing out of it.
    pub amount: Money,
    /// What it holds after.
    pub balance: Money,
    /// The transfer, for `verify` alone.
    pub transfer: Id<TransferKind>,
    /// When; only the day is shown.
    pub at: Timestamp,
}

/// What the fund pays to a buyer in a seller's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Payment {
    /// For which agreement.
    pub agreement: Id<Agreement>,
    /// Who is paid.
    pub buyer: Id<Firm>,
    /// Who must make it good.
    pub seller: Id<Firm>,
    /// How much.
    pub amount: Money,
    /// For which promise, in a word.
    pub about: &'static str,
}

/// What of a payment came back at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recovery {
    /// Out of the seller's deposit.
    pub recovered: Money,
    /// What the seller owes from now on.
    pub owed: Money,
}

impl Recovery {
    /// As much as the deposit has; the rest is owed.
    pub fn of(amount: Money, deposit: Money) -> Self {
        let taken = amount.minor.min(deposit.minor.max(0));
        let of = |minor| Money::new(minor, amount.currency);
        Self { recovered: of(taken), owed: of(amount.minor - taken) }
    }
}

/// Names what clerks put into the fund.
#[derive(Debug)]
pub enum FundFeedKind {}
impl Kind for FundFeedKind {
    const PREFIX: &'static str = "feed";
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeedState {
    /// A second clerk must agree.
    Asked,
    /// The money lies in the fund.
    Fed,
    /// It was not done.
    Declined,
}

impl FeedState {
    /// The word in tables and in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Fed => "fed",
            Self::Declined => "declined",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Asked, Self::Fed, Self::Declined].into_iter().find(|state| state.word() == word)
    }
}

/// What a clerk puts into the fund.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FundFeed {
    /// Its id.
    pub id: Id<FundFeedKind>,
    /// How much.
    pub amount: Money,
    /// Why, in the clerk's words.
    pub note: String,
    /// How far it is.
    pub state: FeedState,
    /// Who asked for it.
    pub asked_by: Id<Person>,
    /// Who ended it.
    pub ended_by: Option<Id<Person>>,
    /// When it was asked for.
    pub at: Timestamp,
}

/// Where `verify` goes on in the fund's lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FundMark {
    /// The currency; nothing before the first.
    pub currency: Option<Currency>,
    /// The last line seen.
    pub nth: i64,
    /// What the fund held after it.
    pub minor: i64,
}

/// What one piece of `verify` found in the fund.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FundFindings {
    /// Lines looked at.
    pub checked: i64,
    /// What is wrong.
    pub problems: Vec<String>,
    /// Where to go on, if there is more.
    pub next: Option<FundMark>,
}

/// What one piece of `verify` found among deposits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DepositFindings {
    /// Deposits looked at.
    pub checked: i64,
    /// What is wrong.
    pub problems: Vec<String>,
    /// Where to go on, if there is more.
    pub next: Option<Id<Firm>>,
}

/// Compares a deposit with what the ledger has for it.
pub(crate) fn compare_deposit(deposit: &Deposit, posted: Money) -> Option<String> {
    let left = deposit.left();
    let firm = deposit.firm.cast::<Any>();
    (left != posted).then(|| format!("{firm}: deposit is {left:?}, the postings say {posted:?}"))
}

/// Follows the lines of one currency and tells where they do not add up.
pub(crate) fn follow(mark: FundMark, lines: &[FundLine]) -> (FundMark, Vec<String>) {
    let (mut at, mut problems) = (mark, Vec::new());
    for line in lines {
        let is_next = line.nth == at.nth + 1;
        let adds_up = line.balance.minor == at.minor + line.amount.minor;
        if !(is_next && adds_up) {
            let code = line.balance.currency.code();
            problems.push(format!("fund {code}: line {} does not follow {}", line.nth, at.nth));
        }
        (at.nth, at.minor) = (line.nth, line.balance.minor);
    }
    (at, problems)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cny(minor: i64) -> Money {
        Money::new(minor, Currency::CNY)
    }

    #[test]
    fn the_deposit_gives_what_it_has_and_the_rest_is_owed() {
        for (amount, deposit, recovered, owed) in
            [(72_000, 100_000, 72_000, 0), (72_000, 20_000, 20_000, 52_000), (5, 0, 0, 5)]
        {
            let split = Recovery::of(cny(amount), cny(deposit));
            assert_eq!((split.recovered, split.owed), (cny(recovered), cny(owed)));
        }
    }

    fn line(nth: i64, minor: i64, balance: i64) -> FundLine {
        FundLine {
            nth,
            kind: FundLineKind::Fed,
            about: "fees".to_owned(),
            amount: cny(minor),
            balance: cny(balance),
            transfer: Id::new(nth),
            at: Timestamp::from_micros(0),
        }
    }

    #[test]
    fn a_line_that_is_missing_or_does_not_add_up_is_found() {
        let start = FundMark { currency: Some(Currency::CNY), nth: 0, minor: 0 };
        let right = [line(1, 50, 50), line(2, -20, 30)];
        assert_eq!(follow(start, &right), (FundMark { nth: 2, minor: 30, ..start }, Vec::new()));
        for wrong in [[line(1, 50, 50), line(3, -20, 30)], [line(1, 50, 50), line(2, -20, 31)]] {
            assert_eq!(follow(start, &wrong).1.len(), 1);
        }
    }
}
