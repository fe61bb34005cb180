//! The rows that stay out: a table of the form in which they came, with what is wrong beside them,
//! to be mended and sent again.

use super::columns::{Plan, fault_heading};
use super::write::{Format, Written, safe};
use anyhow::{Context, Result};
use csv::{ReaderBuilder, StringRecord};
use kernel::Lang;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

/// Rows that a workbook of them may have; it lies in memory.
const WORKBOOK_ROWS_MOST: usize = 100_000;
/// Bytes gathered before they are written.
const AT_ONCE: u32 = 256;

/// The file, as it is being written.
pub(super) struct Left {
    file: BufWriter<File>,
    written: Written,
    columns: Vec<usize>,
    waiting: u32,
}

impl Left {
    /// Begins the file with the headings of the sender, and one for what is wrong.
    pub(super) fn at(path: &Path, plan: &Plan, lang: Lang) -> Result<Self> {
        let columns: Vec<usize> = plan.own().collect();
        let mut written = Written::empty(Format::Csv);
        let headings = columns.iter().map(|nth| safe(plan.headings[*nth].clone()));
        let wrong = fault_heading(lang).to_owned();
        written.line(&headings.chain([wrong]).collect::<Vec<_>>())?;
        Ok(Self { file: BufWriter::new(File::create(path)?), written, columns, waiting: 0 })
    }

    /// Adds the rows of one product; what is wrong stands beside the first.
    pub(super) fn put(&mut self, records: &[&StringRecord], told: &str) -> Result<()> {
        for (nth, record) in records.iter().enumerate() {
            let own = self.columns.iter().map(|nth| record.get(*nth).unwrap_or_default());
            let cells = own.map(safe_again).collect::<Vec<_>>();
            let told = if nth == 0 { told.to_owned() } else { String::new() };
            self.written.line(&[cells, vec![told]].concat())?;
        }
        self.waiting += 1;
        if self.waiting >= AT_ONCE {
            self.waiting = 0;
            self.file.write_all(&self.written.take()?)?;
        }
        Ok(())
    }

    /// Ends the file.
    pub(super) fn end(mut self) -> Result<()> {
        self.file.write_all(&self.written.take()?)?;
        Ok(self.file.flush()?)
    }
}

/// A cell that no spreadsheet takes for a formula, and that was kept from it before.
fn safe_again(cell: &str) -> String {
    if cell.starts_with('\'') { cell.to_owned() } else { safe(cell.to_owned()) }
}

/// The same rows as a workbook; none if there are more than one takes.
pub(crate) fn as_workbook(path: &Path) -> Result<Option<Vec<u8>>> {
    let mut written = Written::empty(Format::Xlsx);
    let file = File::open(path).context("the file of what stays out")?;
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(file);
    for (nth, record) in reader.records().enumerate() {
        if nth > WORKBOOK_ROWS_MOST {
            return Ok(None);
        }
        let record = record.context("a row that stays out")?;
        let plain = |cell: &str| cell.trim_start_matches('\u{feff}').to_owned();
        written.line(&record.iter().map(plain).collect::<Vec<_>>())?;
    }
    written.end().map(Some)
}
