//! Every SQL statement of the ledger, beside the function that runs it.

mod accounts;
mod checkpoints;
mod holds;
mod postings;
mod sums;

pub(crate) use accounts::*;
pub(crate) use checkpoints::*;
pub(crate) use holds::*;
pub(crate) use postings::*;
pub(crate) use sums::*;

use crate::model::{Account, Purpose};
use ::store::Row;
use anyhow::Result;

/// Reads owner, purpose and currency from three columns in a row.
fn account_at(row: &Row, column: usize) -> Result<Account> {
    let purpose = row.word(column + 1, Purpose::from_word)?;
    Ok(Account::new(row.id(column)?, purpose, row.currency(column + 2)?))
}
