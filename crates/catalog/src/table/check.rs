//! A whole file, looked through before anything of it is written: every fault with its row and
//! column, and every product laid ready.

use super::columns::{Plan, Writer};
use super::goods::Told;
use super::sheet::{Fault, count, each_row};
use super::shops::{Numbered, goes_on, read};
use crate::model::{CatalogRefusal, NewProduct, ProductKind, ProductState};
use anyhow::Context;
use csv::StringRecord;
use kernel::rules::Rules;
use kernel::{Id, Outcome, Refusal, Stop};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{BufWriter, Write};
use std::path::Path;

/// Rows above the headings in which a file may greet its reader.
const GREETING_ROWS_MOST: u64 = 10;
/// Rows that one product of a shop may take.
const ROWS_OF_ONE_MOST: usize = 400;

/// A product laid ready: what a line of the staged file holds.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// The row where it begins.
    pub(crate) row: u64,
    /// The product that an export named.
    pub(crate) id: Option<Id<ProductKind>>,
    /// Whether it is to be hidden when it is new.
    pub(crate) is_hidden: bool,
    /// Its terms.
    pub(crate) new: NewProduct,
}

/// What a look through a file found.
#[derive(Debug, Default)]
pub(crate) struct Checked {
    /// Rows with anything in them, without the headings.
    pub(crate) rows: i64,
    /// Products laid ready.
    pub(crate) products: i64,
    /// Faults in all.
    pub(crate) fault_count: i64,
    /// Faults that are kept to be read, in the order of the rows.
    pub(crate) faults: Vec<Fault>,
}

/// Reads the headings, and tells by them how the file is to be read: the first row of the first
/// ones that has two cells filled.
pub(crate) fn read_head(path: &Path, currency: &str, lead_time_d: i64) -> Outcome<Plan> {
    let mut found: Option<Plan> = None;
    each_row(path, &mut |row, record| match &mut found {
        Some(plan) => {
            plan.note_example(record);
            false
        }
        None => {
            if record.iter().filter(|cell| !cell.trim().is_empty()).count() >= 2 {
                found = Some(Plan::of(row, record, currency, lead_time_d));
            }
            row < GREETING_ROWS_MOST
        }
    })?;
    Ok(found.ok_or(CatalogRefusal::TableEmpty)?)
}

/// Looks through a file and writes every product that is right into the staged file, a line each.
/// `seen` hears the number of rows so far, now and then, and may end the look.
pub(crate) fn check(
    path: &Path,
    plan: &Plan,
    staged: &Path,
    seen: &mut dyn FnMut(i64),
) -> Outcome<Checked> {
    let staged = File::create(staged).context("the staged file")?;
    let mut look = Look {
        plan,
        staged: BufWriter::new(staged),
        skus: HashMap::new(),
        checked: Checked::default(),
        group: Vec::new(),
        broken: None,
    };
    let whole = each_row(path, &mut |row, record| {
        if row > plan.row {
            look.take(row, record);
            if look.checked.rows % 10_000 == 0 {
                seen(look.checked.rows);
            }
        }
        look.broken.is_none()
    });
    look.end_group();
    if let Err(refusal) = whole {
        look.fault(0, String::new(), refusal.into());
    }
    look.end()
}

struct Look<'a> {
    plan: &'a Plan,
    staged: BufWriter<File>,
    /// Hashes of the article numbers seen, with their rows.
    skus: HashMap<u64, u64>,
    checked: Checked,
    group: Vec<Numbered>,
    broken: Option<anyhow::Error>,
}

impl Look<'_> {
    fn take(&mut self, row: u64, record: &StringRecord) {
        self.checked.rows += 1;
        if self.plan.writer == Writer::Anybody {
            let told = super::goods::read(self.plan, record);
            return self.settle(row, told);
        }
        if !goes_on(self.plan, &self.group, record) {
            self.end_group();
        }
        if self.group.len() < ROWS_OF_ONE_MOST {
            self.group.push((row, record.clone()));
        }
    }

    fn end_group(&mut self) {
        let group = std::mem::take(&mut self.group);
        if let Some((row, _)) = group.first() {
            let told = read(self.plan, &group);
            self.settle(*row, told);
        }
    }

    /// Notes what is wrong with a product, or lays it ready.
    fn settle(&mut self, row: u64, told: Told) {
        let before = self.checked.fault_count;
        let Told { id, state, new, faults } = told;
        faults.into_iter().for_each(|refusal| self.fault(row, String::new(), refusal));
        let refusals = match new.read() {
            Ok(_) => Vec::new(),
            Err(Stop::Refused(refusal)) => vec![refusal],
            Err(Stop::RefusedAll(all)) => all,
            Err(stop) => return self.broken = Some(anyhow::anyhow!("reading a row: {stop:?}")),
        };
        for refusal in refusals {
            let column = refusal.field.map_or(String::new(), |field| self.column(field));
            self.fault(row, column, refusal);
        }
        for named in [id.map(|id| id.to_string()), new.sku.clone()].into_iter().flatten() {
            self.refuse_twice(row, &named);
        }
        if self.checked.fault_count == before {
            let is_hidden = state == Some(ProductState::Hidden);
            self.lay_ready(&Entry { row, id, is_hidden, new });
        }
    }

    fn refuse_twice(&mut self, row: u64, sku: &str) {
        let mut hasher = DefaultHasher::new();
        sku.trim().hash(&mut hasher);
        if let Some(first) = self.skus.insert(hasher.finish(), row) {
            let told = sku.chars().take(24).collect();
            let refusal = CatalogRefusal::SkuTwiceInFile { told, first: count(first) };
            let column = self.column("sku");
            self.fault(row, column, refusal.into());
        }
    }

    fn column(&self, field: &str) -> String {
        let heading = |name: &str| self.plan.heading_of(name);
        let shop = |one: &str, other: &str| match self.plan.writer {
            Writer::Shopify => one.to_owned(),
            _ => other.to_owned(),
        };
        match (self.plan.writer, field) {
            (Writer::Anybody, "tiers") if heading("price") != "price" || !self.has("prices") => {
                heading("price")
            }
            (Writer::Anybody, "tiers") => heading("prices"),
            (Writer::Anybody, "sample") => heading("sample_price"),
            (Writer::Anybody, field) => heading(field),
            (_, "title") => shop("Title", "Name"),
            (_, "sku") => shop("Handle", "SKU"),
            (_, "text") => shop("Body (HTML)", "Description"),
            (_, "tiers") => shop("Variant Price", "Regular price"),
            (_, "brand") => shop("Vendor", "Brands"),
            (_, "gtin") => shop("Variant Barcode", "GTIN, UPC, EAN, or ISBN"),
            (_, "keywords") => "Tags".to_owned(),
            (_, other) => other.to_owned(),
        }
    }

    fn has(&self, field: &str) -> bool {
        self.plan.fields.iter().flatten().any(|one| one == field)
    }

    fn fault(&mut self, row: u64, column: String, refusal: Refusal) {
        self.checked.fault_count += 1;
        if self.checked.fault_count <= Rules::current().listing.import_faults_most {
            self.checked.faults.push(Fault { row, column, refusal });
        }
    }

    fn lay_ready(&mut self, entry: &Entry) {
        self.checked.products += 1;
        let line = serde_json::to_string(entry).map_err(anyhow::Error::from);
        let written =
            line.and_then(|line| writeln!(self.staged, "{line}").map_err(anyhow::Error::from));
        if let Err(error) = written {
            self.broken = Some(error);
        }
    }

    fn end(mut self) -> Outcome<Checked> {
        if let Some(error) = self.broken {
            return Err(Stop::Fault(error));
        }
        self.staged.flush().context("the staged file")?;
        self.staged.get_ref().sync_all().context("the staged file")?;
        if self.checked.rows == 0 && self.checked.fault_count == 0 {
            let refusal = CatalogRefusal::TableEmpty.into();
            self.checked.fault_count = 1;
            self.checked.faults.push(Fault { row: 0, column: String::new(), refusal });
        }
        Ok(self.checked)
    }
}
