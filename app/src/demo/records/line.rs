//! One line of the records.

use super::CURRENCY;
use csv::ByteRecord;
use kernel::text::{TextFault, read_line};
use kernel::{Timestamp, UnitPrice};

/// The columns, by their names in the first line; they may stand in any order.
const COLUMNS: [&str; 8] = [
    "invoice",
    "stock_code",
    "description",
    "quantity",
    "invoice_date",
    "price",
    "customer_id",
    "country",
];
/// As long as what a firm may call its article.
const NUMBER_CHARS_MOST: usize = 64;
/// As long as the title of a deal's line.
const TITLE_CHARS_MOST: usize = 160;
/// No line of anything is larger; with it the dearest line still fits into an amount of money.
const QUANTITY_MOST: u64 = 1_000_000_000;
/// What is wrong is cut here before it is shown.
const SHOWN_CHARS: usize = 40;
/// What some programs write before the first line of a file in UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Where each column stands.
pub(super) struct Columns([usize; COLUMNS.len()]);

impl Columns {
    /// Reads the first line.
    pub(super) fn read(first: &ByteRecord) -> Result<Self, String> {
        let names: Vec<String> = first
            .iter()
            .map(|name| String::from_utf8_lossy(name).trim_start_matches(BYTE_ORDER_MARK).into())
            .collect();
        let is_missing = |name: &&&str| !names.iter().any(|found| found == **name);
        let missing: Vec<&str> = COLUMNS.iter().filter(is_missing).copied().collect();
        if !missing.is_empty() || names.len() != COLUMNS.len() {
            let (wanted, missing) = (COLUMNS.join(","), missing.join(", "));
            let found = shown(&names.join(","));
            let missing = if missing.is_empty() { "none".to_owned() } else { missing };
            return Err(format!(
                "the columns should be {wanted}; found {found}; missing: {missing}"
            ));
        }
        let place = |name: &str| names.iter().position(|found| found == name).unwrap_or(0);
        Ok(Self(COLUMNS.map(place)))
    }
}

/// A line, read and found right by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) invoice: String,
    pub(super) code: String,
    pub(super) title: Option<String>,
    pub(super) quantity: i64,
    pub(super) at: Timestamp,
    pub(super) millionths: i64,
    pub(super) customer: Option<String>,
    pub(super) country: String,
    pub(super) amount_minor: i64,
}

impl Line {
    /// Reads a line; every mistake in it is told.
    pub(super) fn read(record: &ByteRecord, columns: &Columns) -> Result<Self, Vec<String>> {
        if record.len() != COLUMNS.len() {
            let (found, wanted) = (record.len(), COLUMNS.len());
            return Err(vec![format!("{found} columns instead of {wanted}")]);
        }
        let mut mistakes = Vec::new();
        let cells = columns.0.map(|place| record.get(place).unwrap_or_default());
        let mut cells = COLUMNS.iter().zip(cells).map(|(&name, cell)| {
            let text = std::str::from_utf8(cell);
            (name, text.map_err(|_| format!("{name} is not in UTF-8")))
        });
        let mut next = || cells.next().unwrap_or(("", Ok("")));
        let mut note = Mistakes(&mut mistakes);
        let (invoice, code) = (note.needed(next()), note.needed(next()));
        let title = note.text(next(), TITLE_CHARS_MOST);
        let quantity = note.read(next(), "a whole number", read_quantity);
        let at = note.read(next(), "a date such as 2009-12-01 07:45:00", read_date);
        let millionths = note.read(next(), "a price", read_price);
        let customer = note.text(next(), NUMBER_CHARS_MOST);
        let country = note.text(next(), NUMBER_CHARS_MOST).unwrap_or_default();
        let amount = UnitPrice::new(millionths, CURRENCY).times(quantity);
        let amount_minor = amount.map(|amount| amount.minor).unwrap_or_else(|_| {
            note.0.push("price times quantity is too much".to_owned());
            0
        });
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        let line = Self {
            invoice,
            code,
            title,
            quantity,
            at,
            millionths,
            customer,
            country,
            amount_minor,
        };
        Ok(line)
    }
}

/// A cell under its column's name.
type Cell<'a> = (&'static str, Result<&'a str, String>);

/// Notes what is wrong and goes on with something that fits.
struct Mistakes<'a>(&'a mut Vec<String>);

impl Mistakes<'_> {
    fn text(&mut self, (name, cell): Cell<'_>, most: usize) -> Option<String> {
        let read = cell.and_then(|cell| match read_line(cell, most) {
            Ok(text) => Ok(Some(text)),
            Err(TextFault::Empty) => Ok(None),
            Err(TextFault::TooLong) => Err(format!("{name} has over {most} characters")),
            Err(TextFault::Unprintable) => Err(format!("{name} has characters nobody can see")),
        });
        read.unwrap_or_else(|mistake| {
            self.0.push(mistake);
            None
        })
    }

    fn needed(&mut self, cell: Cell<'_>) -> String {
        let (name, before) = (cell.0, self.0.len());
        let text = self.text(cell, NUMBER_CHARS_MOST);
        if text.is_none() && self.0.len() == before {
            self.0.push(format!("{name} is missing"));
        }
        text.unwrap_or_default()
    }

    fn read<T: Default>(
        &mut self,
        (name, cell): Cell<'_>,
        what: &str,
        read: fn(&str) -> Option<T>,
    ) -> T {
        let read = cell.and_then(|cell| {
            let cell = cell.trim();
            read(cell).ok_or_else(|| format!("{name} {:?} is not {what}", shown(cell)))
        });
        read.unwrap_or_else(|mistake| {
            self.0.push(mistake);
            T::default()
        })
    }
}

fn shown(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(SHOWN_CHARS).collect()
}

fn read_quantity(told: &str) -> Option<i64> {
    told.parse().ok().filter(|quantity: &i64| quantity.unsigned_abs() <= QUANTITY_MOST)
}

fn read_date(told: &str) -> Option<Timestamp> {
    let date: jiff::civil::DateTime = told.parse().ok()?;
    let at = date.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
    Some(at.timestamp().into())
}

fn read_price(told: &str) -> Option<i64> {
    let digits = told.strip_prefix('-').unwrap_or(told);
    let size = UnitPrice::parse(digits, CURRENCY).ok()?.millionths;
    Some(if digits.len() < told.len() { -size } else { size })
}
