//! The day's checkpoint: what was written since the last one, in one root, chained to it.

use super::merkle::{Hash, SALT_BYTES, Tree, salted_leaf};
use super::{Entry, Purpose, Total};
use anyhow::Context;
use kernel::{Currency, Timestamp};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Begins the hash of a checkpoint; RFC 9162 uses 0x00 and 0x01 for the tree.
const CHECKPOINT_MARK: u8 = 0x02;

/// One day's proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The civil day on which it was made, in the market's time zone: `2027-03-01`.
    pub day: String,
    /// The root of the tree over all leaves.
    pub root: Hash,
    /// How many leaves there are.
    pub leaves: i64,
    /// It covers the batches after this one,
    pub from_batch: i64,
    /// up to this one.
    pub to_batch: i64,
    /// All accounts by purpose and currency, from the ledger's first day up to `to_batch`.
    pub totals: Vec<Total>,
    /// Kept secret beside the totals, so that their public digest tells nothing of them.
    pub salt: [u8; SALT_BYTES],
    /// The hash of the checkpoint before; zeros before the first.
    pub previous: Hash,
    /// The hash of everything above.
    pub hash: Hash,
    /// When it was made.
    pub at: Timestamp,
}

impl Checkpoint {
    /// What is public of the totals: SHA-256 of the salt and their text.
    pub fn totals_digest(&self) -> anyhow::Result<Hash> {
        let text = totals_text(&self.totals)?;
        Ok(Sha256::new().chain_update(self.salt).chain_update(text).finalize().into())
    }

    /// The hash that the next checkpoint carries on.
    pub(crate) fn own_hash(&self) -> anyhow::Result<Hash> {
        let line = format!(
            "checkpoint|{}|{}|{}|{}|{}",
            self.day,
            self.leaves,
            self.from_batch,
            self.to_batch,
            hex(&self.totals_digest()?)
        );
        let hasher = Sha256::new().chain_update([CHECKPOINT_MARK]).chain_update(self.previous);
        Ok(hasher.chain_update(self.root).chain_update(line).finalize().into())
    }
}

/// Bytes as two letters each.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Totals as the checkpoint's row keeps them.
pub(crate) fn totals_text(totals: &[Total]) -> anyhow::Result<String> {
    serde_json::to_string(totals).context("totals that JSON cannot hold")
}

/// Sums by purpose and currency.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Totals(BTreeMap<(&'static str, &'static str), i64>);

impl Totals {
    pub(crate) fn of(totals: &[Total]) -> anyhow::Result<Self> {
        let mut sums = Self::default();
        for total in totals {
            sums.add(total.purpose, total.currency, total.minor)?;
        }
        Ok(sums)
    }

    pub(crate) fn add(
        &mut self,
        purpose: Purpose,
        currency: Currency,
        minor: i64,
    ) -> anyhow::Result<()> {
        let sum = self.0.entry((purpose.word(), currency.code())).or_insert(0);
        *sum = sum.checked_add(minor).context("a total outgrows 64 bits")?;
        Ok(())
    }

    /// In the order of their words, so that the same sums give the same text.
    pub(crate) fn list(&self) -> Vec<Total> {
        let total = |(&(purpose, currency), &minor): (&(&str, &str), &i64)| {
            let purpose = Purpose::from_word(purpose)?;
            Some(Total { purpose, currency: Currency::from_code(currency)?, minor })
        };
        self.0.iter().filter_map(total).collect()
    }
}

/// A posting with what its leaf is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PostingRow {
    pub(crate) batch: i64,
    pub(crate) entry: Entry,
    pub(crate) salt: Vec<u8>,
}

impl PostingRow {
    /// Its leaf.
    pub(crate) fn leaf(&self) -> Hash {
        salted_leaf(&self.salt, &self.text())
    }

    /// The row as it goes into its leaf; an auditor writes down the same.
    pub(crate) fn text(&self) -> String {
        let Entry { transfer, leg, legs, account, minor, other_owner, reason, at } = &self.entry;
        format!(
            "posting|{}|{}|{}|{leg}|{legs}|{}|{}|{minor}|{}|{reason}|{}",
            self.batch,
            account.owner.raw(),
            transfer.raw(),
            account.purpose.word(),
            account.currency.code(),
            other_owner.raw(),
            at.micros()
        )
    }
}

/// A checkpoint on its way: leaves are added in the order of the tree, page by page.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    from_batch: i64,
    to_batch: i64,
    previous: Hash,
    totals: Totals,
    tree: Tree,
}

impl Draft {
    /// Begins after the last checkpoint, or at the ledger's beginning, and covers up to `to_batch`.
    pub(crate) fn after(last: Option<&Checkpoint>, to_batch: i64) -> anyhow::Result<Self> {
        let (from_batch, previous, totals) = match last {
            Some(last) => (last.to_batch, last.hash, Totals::of(&last.totals)?),
            None => (0, Hash::default(), Totals::default()),
        };
        Ok(Self { from_batch, to_batch, previous, totals, tree: Tree::default() })
    }

    /// The batches it covers: after the first, up to the second.
    pub(crate) const fn batches(&self) -> (i64, i64) {
        (self.from_batch, self.to_batch)
    }

    /// The next posting.
    pub(crate) fn add_posting(&mut self, row: &PostingRow) -> anyhow::Result<()> {
        self.add(&row.salt, &row.text());
        let account = row.entry.account;
        self.totals.add(account.purpose, account.currency, row.entry.minor)
    }

    /// The next leaf that is no posting: its salt and its canonical row.
    pub(crate) fn add(&mut self, salt: &[u8], row: &str) {
        self.tree.push(salted_leaf(salt, row));
    }

    /// The checkpoint, if nothing comes after.
    pub(crate) fn close(
        &self,
        day: String,
        at: Timestamp,
        salt: [u8; SALT_BYTES],
    ) -> anyhow::Result<Checkpoint> {
        let mut checkpoint = Checkpoint {
            day,
            root: self.tree.root(),
            leaves: i64::try_from(self.tree.leaves()).context("more leaves than 64 bits count")?,
            from_batch: self.from_batch,
            to_batch: self.to_batch,
            totals: self.totals.list(),
            salt,
            previous: self.previous,
            hash: Hash::default(),
            at,
        };
        checkpoint.hash = checkpoint.own_hash()?;
        Ok(checkpoint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Account;
    use kernel::Id;

    fn posting(owner: i64, minor: i64) -> PostingRow {
        let account = Account::new(Id::new(owner), Purpose::Wallet, Currency::USD);
        let entry = Entry {
            transfer: Id::new(5),
            leg: 0,
            legs: 2,
            account,
            minor,
            other_owner: Id::new(9),
            reason: "test".to_owned(),
            at: Timestamp::from_micros(11),
        };
        PostingRow { batch: 3, entry, salt: vec![1; 16] }
    }

    fn close(draft: &Draft) -> Checkpoint {
        let closed =
            draft.close("2027-03-01".to_owned(), Timestamp::from_micros(0), [7; SALT_BYTES]);
        closed.expect("a day that closes")
    }

    #[test]
    fn a_posting_is_written_down_as_one_line() {
        assert_eq!(posting(4, -7).text(), "posting|3|4|5|0|2|wallet|USD|-7|9|test|11");
    }

    #[test]
    fn each_checkpoint_carries_on_the_hash_and_the_totals_of_the_last() {
        let mut draft = Draft::after(None, 3).expect("a draft");
        draft.add_posting(&posting(4, -7)).expect("a posting");
        draft.add(&[2; 16], "event|3");
        let first = close(&draft);
        assert_eq!((first.leaves, first.previous), (2, [0; 32]));
        let mut draft = Draft::after(Some(&first), 9).expect("a draft");
        draft.add_posting(&posting(4, 10)).expect("a posting");
        let second = close(&draft);
        assert_eq!((second.previous, second.from_batch), (first.hash, 3));
        assert_eq!(second.totals.iter().map(|total| total.minor).collect::<Vec<_>>(), [3]);
    }

    #[test]
    fn anything_changed_in_a_checkpoint_changes_its_hash() {
        let whole = close(&Draft::after(None, 3).expect("a draft"));
        let changed = [
            Checkpoint { day: "2027-03-02".to_owned(), ..whole.clone() },
            Checkpoint { root: [1; 32], ..whole.clone() },
            Checkpoint { leaves: 1, ..whole.clone() },
            Checkpoint { to_batch: 4, ..whole.clone() },
            Checkpoint { salt: [8; SALT_BYTES], ..whole.clone() },
            Checkpoint { previous: [1; 32], ..whole.clone() },
        ];
        for checkpoint in changed {
            assert_ne!(checkpoint.own_hash().expect("a hash"), whole.hash);
        }
    }
}
