//! A whole file, looked through before anything of it is written: every fault with its row and
//! column, and every product laid ready.

use super::columns::{Plan, Writer};
use super::goods::Told;
use super::left::Left;
use super::sheet::{Fault, count, each_row};
use super::shops::{Numbered, goes_on, read};
use crate::model::{CatalogRefusal, Likeness, NewProduct, ProductKind, ProductState, Terms};
use anyhow::Context;
use csv::StringRecord;
use kernel::rules::Rules;
use kernel::{Id, Lang, Outcome, Refusal, Stop};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

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
    /// How many products before it in the file look like it; only of those without a number.
    #[serde(default)]
    pub(crate) nth: i64,
    /// How many lay ready when an export was written.
    #[serde(default)]
    pub(crate) stock_was: Option<i64>,
    /// Its terms.
    pub(crate) new: NewProduct,
}

/// What a look through a file found.
#[derive(Debug, Default)]
pub(crate) struct Checked {
    /// Rows with anything in them, without the headings.
    pub(crate) rows: i64,
    /// Products laid ready; none if the file cannot be read to its end.
    pub(crate) products: i64,
    /// How many of them have no article number.
    pub(crate) unnumbered: i64,
    /// Products with faults.
    pub(crate) left_out: i64,
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

/// A table, and where what is found in it goes.
#[derive(Debug, Clone)]
pub(crate) struct Paths {
    /// The table as it was sent.
    pub(crate) table: PathBuf,
    /// Its products that are right, a line each.
    pub(crate) staged: PathBuf,
    /// Its rows with faults, as a table of the same form.
    pub(crate) left: PathBuf,
}

/// Looks through a file, writes every product that is right into the staged file, a line each, and
/// the rows of every other into the file of what stays out, with what is wrong as `say` puts it.
pub(crate) fn check(
    paths: &Paths,
    plan: &Plan,
    lang: Lang,
    say: &dyn Fn(&Refusal) -> String,
) -> Outcome<Checked> {
    let staged = File::create(&paths.staged).context("the staged file")?;
    let mut look = Look {
        plan,
        say,
        staged: BufWriter::new(staged),
        left: Left::at(&paths.left, plan, lang).context("the file of what stays out")?,
        skus: HashMap::new(),
        likes: HashMap::new(),
        checked: Checked::default(),
        group: Vec::new(),
        broken: None,
    };
    let whole = each_row(&paths.table, &mut |row, record| {
        if row > plan.row {
            look.take(row, record);
        }
        look.broken.is_none()
    });
    look.end_group();
    if let Err(refusal) = whole {
        look.note(0, String::new(), &refusal.into());
        look.checked.products = 0;
    }
    look.end()
}

struct Look<'a> {
    plan: &'a Plan,
    say: &'a dyn Fn(&Refusal) -> String,
    staged: BufWriter<File>,
    left: Left,
    /// Hashes of the article numbers seen, with their rows.
    skus: HashMap<u64, u64>,
    /// Hashes of the likenesses and titles of those without one, with how many there were.
    likes: HashMap<u64, i64>,
    checked: Checked,
    group: Vec<Numbered>,
    broken: Option<anyhow::Error>,
}

impl Look<'_> {
    fn take(&mut self, row: u64, record: &StringRecord) {
        self.checked.rows += 1;
        if self.plan.writer == Writer::Anybody {
            let told = super::goods::read(self.plan, record);
            return self.settle(row, told, &[record]);
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
            let records: Vec<_> = group.iter().map(|(_, record)| record).collect();
            self.settle(*row, told, &records);
        }
    }

    /// Lays a product ready, or notes what is wrong with it and puts its rows aside.
    fn settle(&mut self, row: u64, told: Told, records: &[&StringRecord]) {
        let Told { id, state, stock_was, new, mut faults } = told;
        let mut nth = 0;
        match new.read() {
            Ok(terms) if terms.sku.is_none() => match self.like(&terms) {
                Ok(before) => nth = before,
                Err(refusal) if id.is_none() => faults.push(refusal.into()),
                Err(_) => {}
            },
            Ok(_) => {}
            Err(Stop::Refused(refusal)) => faults.push(refusal),
            Err(Stop::RefusedAll(all)) => faults.extend(all),
            Err(stop) => return self.broken = Some(anyhow::anyhow!("reading a row: {stop:?}")),
        }
        for named in [id.map(|id| id.to_string()), new.sku.clone()].into_iter().flatten() {
            faults.extend(self.twice(row, &named).map(Refusal::from));
        }
        if !faults.is_empty() {
            return self.leave_out(row, &faults, records);
        }
        self.checked.unnumbered += i64::from(id.is_none() && new.sku.is_none());
        let is_hidden = state == Some(ProductState::Hidden);
        self.lay_ready(&Entry { row, id, is_hidden, nth, stock_was, new });
    }

    /// How many products before it look like this one; refused where there are too many to tell
    /// apart.
    fn like(&mut self, terms: &Terms) -> Result<i64, CatalogRefusal> {
        let most = Rules::current().listing.import_alike_most;
        let mut seen = |hash: u64| {
            let count = self.likes.entry(hash).or_default();
            *count += 1;
            *count - 1
        };
        if seen(hash_of(&terms.title)) >= most {
            return Err(CatalogRefusal::TooManyAlike { most });
        }
        Ok(seen(hash_of(&Likeness::of(terms))))
    }

    fn twice(&mut self, row: u64, sku: &str) -> Option<CatalogRefusal> {
        let first = self.skus.insert(hash_of(&sku.trim()), row)?;
        let told = sku.chars().take(24).collect();
        Some(CatalogRefusal::SkuTwiceInFile { told, first: count(first) })
    }

    fn leave_out(&mut self, row: u64, faults: &[Refusal], records: &[&StringRecord]) {
        self.checked.left_out += 1;
        let mut told = Vec::new();
        for refusal in faults {
            let column = refusal.field.map_or(String::new(), |field| self.column(field));
            let said = (self.say)(refusal);
            told.push(if column.is_empty() { said } else { format!("{column}: {said}") });
            self.note(row, column, refusal);
        }
        if let Err(error) = self.left.put(records, &told.join(" ")) {
            self.broken = Some(error);
        }
    }

    fn column(&self, field: &str) -> String {
        let heading = |name: &str| self.plan.heading_of(name);
        let priced = ["price", "price_minor", "prices"].into_iter().find(|name| self.has(name));
        let shop = |one: &str, other: &str| match self.plan.writer {
            Writer::Shopify => one.to_owned(),
            _ => other.to_owned(),
        };
        match (self.plan.writer, field) {
            (Writer::Anybody, "tiers") => heading(priced.unwrap_or("price")),
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

    fn note(&mut self, row: u64, column: String, refusal: &Refusal) {
        self.checked.fault_count += 1;
        if self.checked.fault_count <= Rules::current().listing.import_faults_most {
            self.checked.faults.push(Fault { row, column, refusal: refusal.clone() });
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
        self.left.end().context("the file of what stays out")?;
        if self.checked.rows == 0 && self.checked.fault_count == 0 {
            let refusal = CatalogRefusal::TableEmpty.into();
            self.checked.fault_count = 1;
            self.checked.faults.push(Fault { row: 0, column: String::new(), refusal });
        }
        Ok(self.checked)
    }
}

fn hash_of(told: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    told.hash(&mut hasher);
    hasher.finish()
}
