//! The rows of a file, one after the other: of a text with marks between its columns, or of the
//! first sheet of a workbook. Whatever the file does, memory stays bounded.

use super::text;
use crate::model::CatalogRefusal;
use calamine::{DataRef, Reader as _, Xlsx, open_workbook};
use csv::{ReaderBuilder, StringRecord};
use kernel::Refusal;
use kernel::rules::Rules;
use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;
use std::rc::Rc;

/// No description is longer, in any language.
const CELL_BYTES_MOST: usize = 64 * 1024;
/// A row is longer only where a quote has no end.
const ROW_BYTES_MOST: usize = 1024 * 1024;
/// Columns that a shop's export may have.
const COLUMNS_MOST: usize = 1_024;
/// A workbook as it is sent.
const WORKBOOK_BYTES_MOST: u64 = 96 * 1024 * 1024;
/// A workbook unpacked; the texts of its cells lie in memory.
const UNPACKED_BYTES_MOST: u64 = 768 * 1024 * 1024;

/// What is wrong in a file, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The row as a spreadsheet counts it, from 1; 0 for the file as a whole.
    pub(crate) row: u64,
    /// The heading of the column; empty for the row as a whole.
    pub(crate) column: String,
    /// What is wrong.
    pub(crate) refusal: Refusal,
}

/// What is done with a row and its number; `false` ends the reading.
pub(super) type OnRow<'a> = dyn FnMut(u64, &StringRecord) -> bool + 'a;

/// Reads all rows with anything in them. A refusal is about the file as a whole.
pub(super) fn each_row(path: &Path, on_row: &mut OnRow<'_>) -> Result<(), CatalogRefusal> {
    let mut head = [0; 8];
    let count = File::open(path).and_then(|mut file| file.read(&mut head));
    let head = &head[..count.map_err(|_| CatalogRefusal::TableUnreadable)?];
    match head {
        [b'P', b'K', 3, 4, ..] => each_of_workbook(path, on_row),
        [b'P', b'K', ..] | [0xd0, 0xcf, 0x11, 0xe0, ..] | [b'%', b'P', b'D', b'F', ..] => {
            Err(CatalogRefusal::TableWrongKind)
        }
        [] => Err(CatalogRefusal::TableEmpty),
        _ => each_of_text(path, on_row),
    }
}

/// Ends a row that never ends.
struct Guarded<R> {
    inner: R,
    since_row: Rc<Cell<usize>>,
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.since_row.get() > ROW_BYTES_MOST {
            return Err(io::Error::other("a row without an end"));
        }
        let count = self.inner.read(into)?;
        self.since_row.set(self.since_row.get() + count);
        Ok(count)
    }
}

fn each_of_text(path: &Path, on_row: &mut OnRow<'_>) -> Result<(), CatalogRefusal> {
    let unreadable = |_: io::Error| CatalogRefusal::TableUnreadable;
    let since_row = Rc::new(Cell::new(0));
    let inner = text::open(path).map_err(unreadable)?;
    let guarded = Guarded { inner, since_row: Rc::clone(&since_row) };
    let delimiter = text::delimiter(path).map_err(unreadable)?;
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(guarded);
    let mut record = StringRecord::new();
    let mut row = 0;
    loop {
        since_row.set(0);
        let line = reader.position().line();
        match reader.read_record(&mut record) {
            Ok(false) => return Ok(()),
            Ok(true) => {}
            Err(_) => return Err(CatalogRefusal::TableRowTooLong { row: count(row + 1) }),
        }
        // Empty lines are skipped without a word, but a spreadsheet counts them.
        let inside = record.as_byte_record().as_slice().iter().filter(|byte| **byte == b'\n');
        let own = 1 + inside.count() as u64;
        row += 1 + (reader.position().line() - line).saturating_sub(own);
        if !take(row, &record, on_row)? {
            return Ok(());
        }
    }
}

fn take(row: u64, record: &StringRecord, on_row: &mut OnRow<'_>) -> Result<bool, CatalogRefusal> {
    let most = Rules::current().listing.import_rows_most;
    if count(row) > most {
        return Err(CatalogRefusal::TableTooManyRows { most });
    }
    if record.len() > COLUMNS_MOST {
        return Err(CatalogRefusal::TableRowTooLong { row: count(row) });
    }
    if record.iter().all(|cell| cell.trim().is_empty()) {
        return Ok(true);
    }
    Ok(on_row(row, record))
}

fn each_of_workbook(path: &Path, on_row: &mut OnRow<'_>) -> Result<(), CatalogRefusal> {
    refuse_bomb(path)?;
    let broken = || CatalogRefusal::TableUnreadable;
    let mut book: Xlsx<BufReader<File>> = open_workbook(path).map_err(|_| broken())?;
    let first = book.sheet_names().first().cloned().ok_or(CatalogRefusal::TableEmpty)?;
    let mut cells = book.worksheet_cells_reader(&first).map_err(|_| broken())?;
    let (mut row, mut values): (u64, Vec<String>) = (0, Vec::new());
    loop {
        let cell = cells.next_cell().map_err(|_| broken())?;
        let at = cell.as_ref().map(|cell| cell.get_position());
        let is_next = at.is_none_or(|(line, _)| u64::from(line) + 1 != row);
        if is_next && row > 0 {
            let record = StringRecord::from(std::mem::take(&mut values));
            if !take(row, &record, on_row)? {
                return Ok(());
            }
        }
        let (Some(cell), Some((line, column))) = (cell, at) else { return Ok(()) };
        row = u64::from(line) + 1;
        let column = usize::try_from(column).unwrap_or(COLUMNS_MOST);
        if column >= COLUMNS_MOST {
            continue;
        }
        if values.len() <= column {
            values.resize(column + 1, String::new());
        }
        values[column] = shown(cell.get_value());
    }
}

/// A cell as a person sees it, without a number's format.
fn shown(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty | DataRef::Error(_) => String::new(),
        DataRef::Bool(flag) => if *flag { "1" } else { "0" }.to_owned(),
        DataRef::DateTime(at) if at.is_datetime() => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTime(at) => at.as_f64().to_string(),
        DataRef::Int(count) => count.to_string(),
        DataRef::Float(number) => decimal(*number),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::SharedString(text) => (*text).to_owned(),
    }
}

/// A workbook's number in plain digits; what binary fractions add behind the ninth decimal is
/// left out.
fn decimal(number: f64) -> String {
    let shortest = number.to_string();
    match shortest.split_once('.') {
        Some((_, decimals)) if decimals.len() > 9 => {
            let cut = format!("{number:.9}");
            cut.trim_end_matches('0').trim_end_matches('.').to_owned()
        }
        _ => shortest,
    }
}

/// A workbook is a ZIP file: what it unpacks to is counted before anything is kept of it.
fn refuse_bomb(path: &Path) -> Result<(), CatalogRefusal> {
    let too_large = || CatalogRefusal::WorkbookTooLarge {
        most: i64::try_from(WORKBOOK_BYTES_MOST >> 20).unwrap_or(i64::MAX),
    };
    let broken = |_| CatalogRefusal::TableUnreadable;
    let file = File::open(path).map_err(broken)?;
    if file.metadata().map_err(broken)?.len() > WORKBOOK_BYTES_MOST {
        return Err(too_large());
    }
    let packed = zip::ZipArchive::new(BufReader::new(file));
    let mut packed = packed.map_err(|_| CatalogRefusal::TableUnreadable)?;
    let mut left = UNPACKED_BYTES_MOST;
    for nth in 0..packed.len() {
        let entry = packed.by_index(nth).map_err(|_| CatalogRefusal::TableUnreadable)?;
        let unpacked = io::copy(&mut entry.take(left + 1), &mut io::sink()).map_err(broken)?;
        left = left.checked_sub(unpacked).ok_or_else(too_large)?;
    }
    Ok(())
}

/// Whether a cell is longer than anything that belongs into one.
pub(super) fn is_too_long(cell: &str) -> bool {
    cell.len() > CELL_BYTES_MOST
}

pub(super) fn count(row: u64) -> i64 {
    i64::try_from(row).unwrap_or(i64::MAX)
}
