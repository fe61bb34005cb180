//! Statements of the bank, written as it writes them.

use super::naive::World;
use super::stage::{ACCOUNT, CURRENCY, money};
use anyhow::{Result, anyhow};
use bankfile::{AccountFile, Entry, Statement, StatementVersion, Transaction, write_statement};
use custody::OwnAccount;
use custody::jobs::Bank;
use custody::ports::{Mischief, PlayedBank};
use kernel::Timestamp;
use std::sync::Arc;

/// A line of a notification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line {
    /// What the bank calls it.
    pub(super) name: usize,
    /// The order that it names.
    pub(super) order: Option<usize>,
    /// Above nothing it came, below nothing it went.
    pub(super) minor: i64,
    /// It takes a payment back.
    pub(super) is_back: bool,
}

impl Line {
    fn code(self) -> String {
        format!("E{:09}", self.name)
    }

    /// The same by arithmetic.
    pub(super) fn walk(self, world: &mut World) {
        world.line(&self.code(), self.order, self.minor, self.is_back);
        world.lines = world.lines.max(self.name + 1);
    }

    fn entry(self, world: &World) -> Entry {
        let reference = self.order.map(|order| world.orders[order].reference.clone());
        let words = reference.clone().unwrap_or_else(|| "thank you".to_owned());
        let part = Transaction {
            end_to_end: reference,
            remittance: words,
            return_reason: self.is_back.then(|| "MS03".to_owned()),
            ..Transaction::default()
        };
        Entry::booked(self.code(), money(self.minor), part)
    }
}

/// A notification (camt.054) of these lines, under a number of its own.
pub(super) fn written(lines: &[Line], number: u64, world: &World) -> Result<Vec<u8>> {
    let id = format!("S{number:08}");
    let at = Timestamp::from_micros(world.now);
    let entries = lines.iter().map(|line| line.entry(world)).collect();
    let statement = Statement::notification(&id, ACCOUNT, at.date_in("UTC"), entries);
    let file = AccountFile { name: String::new(), message_id: id, statements: vec![statement] };
    let versions = StatementVersion::ALL.len() as u64;
    let nth = usize::try_from(number % versions)?;
    let text = write_statement(&file, at, StatementVersion::ALL[nth]);
    Ok(text.map_err(|bad| anyhow!("{} cannot be told", bad.element))?.into_bytes())
}

/// The market's side of a bank; what it tells comes from the walk.
pub(super) fn bank(world: &World) -> Bank {
    let at = Timestamp::from_micros(world.now);
    let behind = PlayedBank::open(ACCOUNT, money(0), (at.date_in("UTC"), at), 1);
    let behind = Arc::new(behind.with(Mischief::default()));
    let own = OwnAccount { currency: CURRENCY, number: ACCOUNT.to_owned() };
    Bank::new(Box::new(behind), "Jishi".to_owned(), None, vec![own])
}
