//! The journal: all postings in the order in which they were committed.

use super::{Entry, TransferKind};
use kernel::{Any, Id};
use std::fmt;
use std::str::FromStr;

/// Where a walk over the journal goes on: after this posting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct JournalMark {
    /// The batch that committed it.
    pub batch: i64,
    /// Its account's owner.
    pub owner: Id<Any>,
    /// Its transfer.
    pub transfer: Id<TransferKind>,
    /// Which leg.
    pub leg: i64,
}

impl JournalMark {
    /// Before the first posting that came after a batch.
    pub const fn after_batch(batch: i64) -> Self {
        Self { batch, owner: Id::new(i64::MAX), transfer: Id::new(i64::MAX), leg: i64::MAX }
    }
}

/// A posting with the batch that committed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalRow {
    /// The batch.
    pub batch: i64,
    /// The posting.
    pub entry: Entry,
}

impl JournalRow {
    /// The mark behind it.
    pub const fn mark(&self) -> JournalMark {
        let Entry { account, transfer, leg, .. } = &self.entry;
        JournalMark { batch: self.batch, owner: account.owner, transfer: *transfer, leg: *leg }
    }
}

impl fmt::Display for JournalMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { batch, owner, transfer, leg } = self;
        write!(f, "{batch}.{}.{}.{leg}", owner.raw(), transfer.raw())
    }
}

/// No mark was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoMark;

impl FromStr for JournalMark {
    type Err = NoMark;

    /// Reads what `Display` writes.
    fn from_str(text: &str) -> Result<Self, NoMark> {
        let parts: Result<Vec<i64>, _> = text.split('.').map(str::parse).collect();
        match parts.map_err(|_| NoMark)?[..] {
            [batch, owner, transfer, leg] => {
                let (owner, transfer) = (Id::new(owner), Id::new(transfer));
                Ok(Self { batch, owner, transfer, leg })
            }
            _ => Err(NoMark),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_reads_back_what_it_writes_and_nothing_else() {
        let mark = JournalMark { batch: 7, owner: Id::new(-3), transfer: Id::new(9), leg: 1 };
        assert_eq!(mark.to_string().parse(), Ok(mark));
        for text in ["", "1", "1.2.3", "1.2.3.x", "1.2.3.4.5"] {
            assert_eq!(text.parse::<JournalMark>(), Err(NoMark), "{text}");
        }
    }
}
