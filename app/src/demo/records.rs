//! The records of a trade: a file read and checked wholly before anything is done with it.

mod line;

use super::faults::Faults;
use anyhow::{Context, Result};
use csv::{ByteRecord, ReaderBuilder};
use deal::RECORDED_LINES_MOST;
use kernel::{Currency, Money, Timestamp};
use line::{Columns, Line};
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

/// The records that ship with the program; `demo/ATTRIBUTION.md` says whose they are.
const SHIPPED: &[u8] = include_bytes!("../../../demo/online-retail-ii-2009-2010.csv.zst");
/// How a Zstandard frame begins (RFC 8878, 3.1.1).
const ZSTD: [u8; 4] = [0x28, 0xB5, 0x2F, 0xFD];
/// Unpacked. Ten times the records that ship; a file that unpacks without end stops here.
const BYTES_MOST: u64 = 512 * 1024 * 1024;
/// The currency of all prices in the records.
pub(crate) const CURRENCY: Currency = Currency::GBP;

/// What an invoice is, told by how its number begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Goods were sold.
    Sale,
    /// `C`: something was taken back.
    Cancellation,
    /// `A`: a correction of the books.
    Adjustment,
}

/// Lines under one number.
#[derive(Debug)]
pub(crate) struct Invoice {
    pub(crate) number: String,
    pub(crate) kind: Kind,
    /// The date of its first line, as if it were UTC.
    pub(crate) at: Timestamp,
    /// A place in `Records::customers`.
    pub(crate) customer: Option<usize>,
    pub(crate) rows: Vec<Row>,
}

/// A line of an invoice.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    /// A place in `Records::codes`.
    pub(crate) code: usize,
    /// A place in `Records::titles`.
    pub(crate) title: Option<usize>,
    /// Below nothing: given back.
    pub(crate) quantity: i64,
    /// Millionths of the currency's unit; below nothing in a correction.
    pub(crate) millionths: i64,
    /// The product, rounded once.
    pub(crate) amount_minor: i64,
}

/// Somebody who bought.
#[derive(Debug)]
pub(crate) struct Customer {
    pub(crate) number: String,
    /// The label in its first line.
    pub(crate) country: String,
}

/// A whole file, found right.
#[derive(Debug, Default)]
pub(crate) struct Records {
    /// In order of time; of the same instant, in order of the file.
    pub(crate) invoices: Vec<Invoice>,
    /// Stock codes.
    pub(crate) codes: Vec<String>,
    /// Descriptions.
    pub(crate) titles: Vec<String>,
    /// In order of appearance.
    pub(crate) customers: Vec<Customer>,
}

impl Invoice {
    /// The exact sum, in millionths of the currency's unit.
    pub(crate) fn sum_millionths(&self) -> i128 {
        let exact = |row: &Row| i128::from(row.quantity) * i128::from(row.millionths);
        self.rows.iter().map(exact).sum()
    }
}

impl Kind {
    fn of(number: &str) -> Self {
        match number.as_bytes().first() {
            Some(b'C') => Self::Cancellation,
            Some(b'A') => Self::Adjustment,
            _ => Self::Sale,
        }
    }
}

/// Texts, each once, with its place.
#[derive(Debug, Default)]
struct Places(HashMap<String, usize>);

impl Places {
    /// The place of a text, and whether it is new.
    fn of(&mut self, text: &str) -> (usize, bool) {
        if let Some(&place) = self.0.get(text) {
            return (place, false);
        }
        let place = self.0.len();
        self.0.insert(text.to_owned(), place);
        (place, true)
    }
}

/// Reads the file, or the records that ship.
pub(crate) fn read(file: Option<&Path>) -> Result<Records> {
    match file {
        None => Ok(read_from(SHIPPED)?),
        Some(path) => {
            let named = || path.display().to_string();
            let file = File::open(path).with_context(named)?;
            read_from(file).with_context(named)
        }
    }
}

/// Reads plain or packed CSV; every mistake is told at once.
pub(crate) fn read_from(from: impl Read) -> Result<Records, Faults> {
    let mut from = BufReader::new(from);
    let mut reading = Reading::default();
    match from.fill_buf().map(|begin| begin.starts_with(&ZSTD)) {
        Ok(false) => reading.take_all(from),
        Ok(true) => match zstd::stream::read::Decoder::with_buffer(from) {
            Ok(unpacked) => reading.take_all(unpacked),
            Err(error) => reading.faults.add(format!("it does not unpack: {error}")),
        },
        Err(error) => reading.faults.add(format!("it does not read: {error}")),
    }
    reading.end()
}

/// What was read so far.
#[derive(Default)]
struct Reading {
    records: Records,
    faults: Faults,
    numbers: Places,
    codes: Places,
    titles: Places,
    customers: Places,
}

impl Reading {
    fn take_all(&mut self, from: impl Read) {
        let mut limited = from.take(BYTES_MOST);
        let mut lines =
            ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&mut limited);
        let mut record = ByteRecord::new();
        let mut columns = None;
        loop {
            match lines.read_byte_record(&mut record) {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => {
                    let line = lines.position().line();
                    self.faults.at(line, &format!("it does not read on: {error}"));
                    return;
                }
            }
            match &columns {
                Some(columns) => self.take(&record, columns),
                None => match Columns::read(&record) {
                    Ok(found) => columns = Some(found),
                    Err(what) => return self.faults.at(1, &what),
                },
            }
        }
        drop(lines);
        if limited.limit() == 0 {
            self.faults.add(format!("it is longer than {BYTES_MOST} bytes, unpacked"));
        } else if self.records.invoices.is_empty() && self.faults.is_empty() {
            self.faults.add("it has no lines".to_owned());
        }
    }

    fn take(&mut self, record: &ByteRecord, columns: &Columns) {
        let line = record.position().map_or(0, csv::Position::line);
        match Line::read(record, columns) {
            Ok(read) => self.add(line, &read),
            Err(mistakes) => mistakes.iter().for_each(|what| self.faults.at(line, what)),
        }
    }

    fn add(&mut self, line: u64, read: &Line) {
        let customer = read.customer.as_deref().map(|number| {
            let (place, is_new) = self.customers.of(number);
            if is_new {
                let country = read.country.clone();
                self.records.customers.push(Customer { number: number.to_owned(), country });
            }
            place
        });
        let row = Row {
            code: keep(&mut self.codes, &mut self.records.codes, &read.code),
            title: read
                .title
                .as_deref()
                .map(|title| keep(&mut self.titles, &mut self.records.titles, title)),
            quantity: read.quantity,
            millionths: read.millionths,
            amount_minor: read.amount_minor,
        };
        let (place, is_new) = self.numbers.of(&read.invoice);
        if is_new {
            let (number, kind) = (read.invoice.clone(), Kind::of(&read.invoice));
            let new = Invoice { number, kind, at: read.at, customer, rows: Vec::new() };
            self.records.invoices.push(new);
        }
        let invoice = &mut self.records.invoices[place];
        if invoice.customer != customer {
            self.faults.at(line, &format!("invoice {} has two customers", invoice.number));
        }
        invoice.rows.push(row);
        if invoice.rows.len() == RECORDED_LINES_MOST + 1 {
            let most = RECORDED_LINES_MOST;
            self.faults.at(line, &format!("invoice {} has over {most} lines", invoice.number));
        }
    }

    fn end(mut self) -> Result<Records, Faults> {
        let most = i128::from(Money::LIMIT_MINOR) * 10_000;
        for invoice in &self.records.invoices {
            if invoice.sum_millionths().abs() > most {
                self.faults.add(format!("invoice {}: the sum is too large", invoice.number));
            }
        }
        if !self.faults.is_empty() {
            return Err(self.faults);
        }
        self.records.invoices.sort_by_key(|invoice| invoice.at);
        Ok(self.records)
    }
}

/// The place of a text in a list, which grows by what is new.
fn keep(places: &mut Places, all: &mut Vec<String>, text: &str) -> usize {
    let (place, is_new) = places.of(text);
    if is_new {
        all.push(text.to_owned());
    }
    place
}

#[cfg(test)]
mod tests;
