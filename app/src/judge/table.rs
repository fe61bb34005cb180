//! Rows of a CSV file, plain or packed by Zstandard, by the names of their columns.

use anyhow::{Context, Result, bail};
use csv::{ReaderBuilder, StringRecord};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

/// What a packed file begins with (RFC 8878, section 3.1.1).
const PACKED: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// A file in memory.
pub(super) struct Table {
    columns: StringRecord,
    rows: Vec<StringRecord>,
}

impl Table {
    /// Reads a file that must have these columns.
    pub(super) fn read(path: &Path, needed: &[&str]) -> Result<Self> {
        let file = File::open(path).with_context(|| path.display().to_string())?;
        let mut file = BufReader::new(file);
        let is_packed = file.fill_buf()?.starts_with(&PACKED);
        let plain: Box<dyn Read> = match is_packed {
            true => Box::new(zstd::stream::read::Decoder::with_buffer(file)?),
            false => Box::new(file),
        };
        let mut reader = ReaderBuilder::new().flexible(true).from_reader(plain);
        let columns = reader.headers().with_context(|| path.display().to_string())?.clone();
        for name in needed {
            if !columns.iter().any(|column| column == *name) {
                bail!("{}: there is no column {name}", path.display());
            }
        }
        let rows = reader.records().collect::<Result<_, _>>();
        Ok(Self { columns, rows: rows.with_context(|| path.display().to_string())? })
    }

    /// Each row's values in this order; a column that is not there is empty.
    pub(super) fn each<'a, const N: usize>(
        &'a self,
        names: [&str; N],
    ) -> impl Iterator<Item = [&'a str; N]> {
        let at = names.map(|name| self.columns.iter().position(|column| column == name));
        self.rows.iter().map(move |row| at.map(|at| at.and_then(|at| row.get(at)).unwrap_or("")))
    }
}
