//! The bank's books beside ours, and its files.

use super::CustodyRefusal;
use super::difference::DifferenceKind;
use bankfile::Statement;
use kernel::{Money, Timestamp};

/// A file as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptFile {
    /// SHA-256 of its bytes.
    pub hash: String,
    /// The name that it came under.
    pub name: String,
    /// Such as `camt.053.001.08`; empty where it could not be read.
    pub message: String,
    /// The bank's id of it.
    pub message_id: String,
    /// `begun`, `taken` or `refused`.
    pub state: String,
    /// Payments in it.
    pub entries: i64,
    /// Those of them that went to the work list.
    pub listed: i64,
    /// What is wrong, a line each.
    pub faults: String,
    /// When it came.
    pub at: Timestamp,
}

/// A statement as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptStatement {
    /// Our account.
    pub account: String,
    /// The bank's id of the statement, with its page and its day.
    pub code: String,
    /// The civil day.
    pub day: String,
    /// Its number in the bank's count.
    pub sequence: Option<i64>,
    /// The balance before.
    pub opening: Money,
    /// What was booked.
    pub entries: Money,
    /// The balance after.
    pub closing: Money,
    /// What the ledger says the bank has, when it was taken.
    pub mirror: Money,
    /// The part of that which the bank has told by notifications and not yet on a statement.
    pub told_only: Money,
    /// What nothing explains.
    pub unexplained: Money,
    /// When it was taken.
    pub at: Timestamp,
}

/// A statement's own figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Figures {
    pub(crate) code: String,
    pub(crate) day: String,
    /// What was booked from this day on may stand on a later statement, or on a later page.
    pub(crate) open_from: String,
    pub(crate) sequence: Option<i64>,
    pub(crate) opening: Money,
    pub(crate) closing: Money,
}

impl Figures {
    /// Those of a statement; one without balances or a day is none.
    pub(crate) fn of(statement: &Statement) -> Result<Self, CustodyRefusal> {
        let page = statement.page.map(|(number, _)| format!("/{number}")).unwrap_or_default();
        let whole = statement.opening.zip(statement.closing).zip(statement.day);
        let ((opening, closing), day) = whole.ok_or(CustodyRefusal::StatementWithoutBalance)?;
        let is_last = statement.page.is_none_or(|(_, is_last)| is_last);
        let next = if is_last { day.tomorrow().unwrap_or(day) } else { day };
        Ok(Self {
            open_from: next.to_string(),
            // Some banks count their statements anew each year.
            code: format!("{}{page}@{day}", statement.id),
            day: day.to_string(),
            sequence: statement.sequence,
            opening,
            closing,
        })
    }

    /// What is odd about it after the one before.
    pub(crate) fn oddities(&self, before: Option<&KeptStatement>) -> Vec<DifferenceKind> {
        let Some(before) = before else {
            let has_some = self.opening.minor != 0;
            return has_some.then_some(DifferenceKind::OpeningBalance).into_iter().collect();
        };
        let mut found = Vec::new();
        if self.opening != before.closing {
            found.push(DifferenceKind::OpeningDiffers);
        }
        let is_next = match (before.sequence, self.sequence) {
            // A new year may begin to count anew; pages share a number.
            (Some(last), Some(own)) => own == last + 1 || own <= 1 || own == last,
            _ => true,
        };
        if !is_next {
            found.push(DifferenceKind::StatementMissing);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Currency;

    #[test]
    fn a_statement_follows_the_one_before() {
        let usd = |minor| Money::new(minor, Currency::USD);
        let before = KeptStatement {
            account: String::new(),
            code: String::new(),
            day: String::new(),
            sequence: Some(7),
            opening: usd(0),
            entries: usd(100),
            closing: usd(100),
            mirror: usd(100),
            told_only: usd(0),
            unexplained: usd(0),
            at: Timestamp::from_micros(0),
        };
        let own = |sequence, opening| Figures {
            code: String::new(),
            day: String::new(),
            open_from: String::new(),
            sequence,
            opening: usd(opening),
            closing: usd(100),
        };
        use DifferenceKind as Kind;
        let cases = [
            (Some(8), 100, vec![]),
            (Some(1), 100, vec![]),
            (None, 100, vec![]),
            (Some(9), 100, vec![Kind::StatementMissing]),
            (Some(8), 99, vec![Kind::OpeningDiffers]),
        ];
        for (sequence, opening, expected) in cases {
            assert_eq!(own(sequence, opening).oddities(Some(&before)), expected);
        }
        assert_eq!(own(None, 5).oddities(None), [Kind::OpeningBalance]);
        assert_eq!(own(None, 0).oddities(None), []);
    }
}
