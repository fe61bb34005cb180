//! The market's books: what moved in each account in a civil day.

use custody::{BankDay, BookAccount};
use kernel::{Currency, Money};
use ledger::{Entry, JournalMark};
use std::collections::BTreeMap;

/// A day of the books that is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookDay {
    /// The civil day in the market's time zone: `2027-03-01`.
    pub day: String,
    /// Its postings came after this batch,
    pub from_batch: i64,
    /// up to this one.
    pub to_batch: i64,
    /// How many.
    pub postings: i64,
}

/// One account in one currency in a day. Sums are signed as the ledger has them: what the market
/// owes is above nothing, what it has is below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BookLine {
    /// Which account.
    pub account: BookAccount,
    /// What it came to before.
    pub opening: Money,
    /// All that was taken from it.
    pub debit: Money,
    /// All that was added to it.
    pub credit: Money,
    /// Postings.
    pub postings: i64,
}

impl BookLine {
    /// What it has come to.
    pub const fn closing(&self) -> Money {
        let minor = self.opening.minor + self.credit.minor - self.debit.minor;
        Money::new(minor, self.opening.currency)
    }
}

/// A day of the books, as it stood at its end.
#[derive(Debug, Clone, Default)]
pub struct TrialBalance {
    /// The day that was asked for; the newest closed one if none was.
    pub day: String,
    /// Every account in every currency; a day without postings shows what it began with.
    pub lines: Vec<BookLine>,
    /// The bank's side of the day.
    pub bank: BankDay,
    /// Closed days before it, newest first.
    pub earlier: Vec<BookDay>,
    /// Whether the day itself is closed and had postings.
    pub had_postings: bool,
    /// Whether the day is not closed yet: its lines are told once it is.
    pub is_open: bool,
}

/// Accounts and currencies with what moved: taken, added, postings.
pub(crate) type Moves = BTreeMap<(i64, &'static str), (i64, i64, i64)>;

/// A day on its way: postings are added in the order of commits, page by page.
#[derive(Debug, Clone)]
pub(crate) struct DayWalk {
    pub(crate) day: String,
    pub(crate) from_batch: i64,
    pub(crate) mark: JournalMark,
    pub(crate) moves: Moves,
    pub(crate) postings: i64,
}

impl DayWalk {
    pub(crate) fn begin(day: String, from_batch: i64) -> Self {
        let mark = JournalMark::after_batch(from_batch);
        Self { day, from_batch, mark, moves: Moves::new(), postings: 0 }
    }

    /// One posting more.
    pub(crate) fn add(&mut self, entry: &Entry, mark: JournalMark) {
        let key = (BookAccount::of(entry).number(), entry.account.currency.code());
        let moved = self.moves.entry(key).or_default();
        match entry.minor {
            taken if taken < 0 => moved.0 -= taken,
            added => moved.1 += added,
        }
        moved.2 += 1;
        self.postings += 1;
        self.mark = mark;
    }

    /// The day's lines after what the accounts came to before. An account that has come to nothing
    /// and did not move is left out.
    pub(crate) fn lines(&self, before: &[BookLine]) -> Vec<BookLine> {
        let mut lines: BTreeMap<(i64, &str), BookLine> = BTreeMap::new();
        for line in before.iter().filter(|line| line.closing().minor != 0) {
            let none = Money::zero(line.opening.currency);
            let (opening, key) = (line.closing(), key_of(line));
            lines
                .insert(key, BookLine { opening, debit: none, credit: none, postings: 0, ..*line });
        }
        for (&(number, code), &(debit, credit, postings)) in &self.moves {
            let told = BookAccount::from_number(number).zip(Currency::from_code(code));
            let Some((account, currency)) = told else { continue };
            let line = lines.entry((number, code)).or_insert(BookLine {
                account,
                opening: Money::zero(currency),
                debit: Money::zero(currency),
                credit: Money::zero(currency),
                postings: 0,
            });
            (line.debit.minor, line.credit.minor, line.postings) = (debit, credit, postings);
        }
        lines.into_values().collect()
    }
}

fn key_of(line: &BookLine) -> (i64, &'static str) {
    (line.account.number(), line.opening.currency.code())
}

/// What differs between the lines that a day has and those counted again; and currencies in which
/// a day does not sum to nothing.
pub(crate) fn compare(day: &str, kept: &[BookLine], counted: &[BookLine]) -> Vec<String> {
    let mut problems = Vec::new();
    if kept != counted {
        problems.push(format!("the books of {day} are not what its postings say"));
    }
    let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
    for line in kept {
        *sums.entry(line.opening.currency.code()).or_default() += line.closing().minor;
    }
    let off = sums.iter().filter(|(_, sum)| **sum != 0);
    problems.extend(off.map(|(code, sum)| format!("the books of {day} are {sum} off in {code}")));
    problems
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{Id, Timestamp};
    use ledger::{Account, Purpose};

    fn entry(purpose: Purpose, owner: i64, minor: i64, reason: &str) -> Entry {
        Entry {
            transfer: Id::new(1),
            leg: 0,
            legs: 2,
            account: Account::new(Id::new(owner), purpose, Currency::USD),
            minor,
            other_owner: Id::new(0),
            reason: reason.to_owned(),
            at: Timestamp::from_micros(0),
        }
    }

    #[test]
    fn a_day_carries_on_what_the_days_before_came_to() {
        let mark = JournalMark::after_batch(1);
        let mut first = DayWalk::begin("2027-03-01".to_owned(), 0);
        first.add(&entry(Purpose::Bank, 1, -100, "payment"), mark);
        first.add(&entry(Purpose::Wallet, 9, 100, "payment"), mark);
        let monday = first.lines(&[]);
        let mut second = DayWalk::begin("2027-03-02".to_owned(), 1);
        second.add(&entry(Purpose::Wallet, 9, -40, "fund"), mark);
        second.add(&entry(Purpose::Escrow, 5, 40, "fund"), mark);
        let tuesday = second.lines(&monday);
        let told: Vec<_> = tuesday
            .iter()
            .map(|line| {
                let sums = [line.opening, line.debit, line.credit, line.closing()];
                (line.account.number(), sums.map(|sum| sum.minor))
            })
            .collect();
        assert_eq!(
            told,
            [(1000, [-100, 0, 0, -100]), (2000, [100, 40, 0, 60]), (2100, [0, 0, 40, 40])]
        );
        assert_eq!(compare("2027-03-02", &tuesday, &tuesday), Vec::<String>::new());
        assert_eq!(compare("2027-03-02", &tuesday[1..], &tuesday).len(), 2);
    }

    #[test]
    fn what_is_unclear_missed_claimed_and_owed_stands_in_accounts_of_its_own() {
        use Purpose::{Bank, Escrow, Fee, Platform};
        for (entry, number) in [
            (entry(Bank, 1, -5, "payment"), 1000),
            (entry(Bank, 44, -5, "claim"), 1200),
            (entry(Bank, 44, 5, "claim-paid"), 1200),
            (entry(Bank, 77, -5, "missed"), 1300),
            (entry(Bank, 77, 5, "claim"), 1300),
            (entry(Bank, 77, 5, "cleared"), 1300),
            (entry(Bank, 2, -5, "fee-back"), 1400),
            (entry(Escrow, 5, 5, "fund"), 2100),
            (entry(Escrow, 77, 5, "unclear"), 2200),
            (entry(Escrow, 77, -5, "payment"), 2200),
            (entry(Fee, 5, 5, "release"), 2300),
            (entry(Escrow, 44, 5, "freeze"), 2400),
            (entry(Escrow, 44, -5, "fund-recovered"), 2400),
            (entry(Escrow, 3, 5, "fund-recovered"), 2500),
            (entry(Escrow, 3, -5, "fund-paid"), 2500),
            (entry(Escrow, 4, 5, "unclaimed"), 2600),
            (entry(Purpose::Wallet, 77, -5, "unclaimed"), 2000),
            (entry(Platform, 2, 5, "fee-sweep"), 4000),
        ] {
            assert_eq!(BookAccount::of(&entry).number(), number, "{entry:?}");
        }
    }
}
