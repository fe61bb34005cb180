//! Which column of a file is which field of a product.

use super::fields::{FIELDS, FOR_ALL, field_of, plain};
use crate::model::CatalogRefusal;
use csv::StringRecord;
use kernel::Lang;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Characters of an example.
const EXAMPLE_CHARS: usize = 60;

/// What a shop's export is recognised by.
const SHOPIFY: [&str; 3] = ["handle", "title", "variant price"];
const WOO: [&str; 4] = ["type", "sku", "name", "regular price"];

/// Who wrote a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Writer {
    /// Anybody: a product is a row.
    Anybody,
    /// Shopify: rows of one handle are one product.
    Shopify,
    /// WooCommerce: rows of variations follow their product.
    Woo,
}

/// How a file is read: whose it is, the field of each column, and what holds where the file says
/// nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Plan {
    /// Who wrote it.
    pub(crate) writer: Writer,
    /// The headings, as they stand in the file.
    pub(crate) headings: Vec<String>,
    /// The field of each column; none is left out.
    pub(crate) fields: Vec<Option<String>>,
    /// What stands under each heading first, to know a column by.
    pub(crate) examples: Vec<String>,
    /// The row of the headings, from 1.
    pub(crate) row: u64,
    /// ISO 4217, where the file says nothing.
    pub(crate) currency: String,
    /// Days from payment to dispatch, where the file says nothing.
    pub(crate) lead_time_d: i64,
    /// Fields with what holds where the file says nothing.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) for_all: BTreeMap<String, String>,
}

/// What somebody said about files with the same headings: which column is which, and what holds
/// for all rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Habit {
    fields: Vec<Option<String>>,
    for_all: BTreeMap<String, String>,
}

/// What stands over what was wrong with each row of a file that is handed back.
pub(super) const fn fault_heading(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "What is wrong",
        Lang::ZhCn => "问题",
    }
}

fn is_fault_heading(heading: &str) -> bool {
    let heading = plain(heading);
    [Lang::En, Lang::ZhCn].iter().any(|lang| plain(fault_heading(*lang)) == heading)
}

impl Plan {
    /// Reads the row of headings.
    pub(crate) fn of(row: u64, headings: &StringRecord, currency: &str, lead_time_d: i64) -> Self {
        let headings: Vec<String> = headings.iter().map(|cell| cell.trim().to_owned()).collect();
        let names: Vec<String> = headings.iter().map(|heading| plain(heading)).collect();
        let has = |wanted: &[&str]| wanted.iter().all(|one| names.iter().any(|name| name == one));
        let writer = match () {
            () if has(&SHOPIFY) => Writer::Shopify,
            () if has(&WOO) => Writer::Woo,
            () => Writer::Anybody,
        };
        let mut fields: Vec<Option<String>> = Vec::new();
        for name in &names {
            let field = field_of(name).filter(|field| {
                writer == Writer::Anybody && !fields.iter().flatten().any(|other| other == field)
            });
            fields.push(field.map(str::to_owned));
        }
        let examples = Vec::new();
        let (currency, for_all) = (currency.to_owned(), BTreeMap::new());
        Self { writer, headings, fields, examples, row, currency, lead_time_d, for_all }
    }

    /// Notes the first row under the headings.
    pub(crate) fn note_example(&mut self, record: &StringRecord) {
        let cut = |cell: &str| cell.chars().take(EXAMPLE_CHARS).collect();
        self.examples = record.iter().take(self.headings.len()).map(cut).collect();
    }

    /// The same file read by other columns: the field of each, by its number; what is no field is
    /// left out, and of two columns of one field the first is taken.
    pub(crate) fn with_fields(&self, told: &[String]) -> Self {
        let mut fields: Vec<Option<String>> = Vec::new();
        for nth in 0..self.headings.len() {
            let field = told.get(nth).filter(|name| FIELDS.iter().any(|(field, _)| field == name));
            let is_new = |name: &&String| !fields.iter().flatten().any(|other| other == *name);
            let field = field.filter(is_new).cloned();
            fields.push(field);
        }
        Self { fields, ..self.clone() }
    }

    /// The same file with some columns named by their headings.
    pub(crate) fn with_names(&self, mapping: &[(String, String)]) -> Result<Self, CatalogRefusal> {
        let mut told: Vec<String> =
            self.fields.iter().map(|field| field.clone().unwrap_or_default()).collect();
        for (heading, field) in mapping {
            if !FIELDS.iter().any(|(name, _)| name == field) {
                return Err(CatalogRefusal::FieldUnknown { told: field.clone() });
            }
            told.iter_mut().filter(|other| *other == field).for_each(String::clear);
            let at = self.headings.iter().position(|other| plain(other) == plain(heading));
            if let Some(place) = at.and_then(|at| told.get_mut(at)) {
                place.clone_from(field);
            }
        }
        Ok(self.with_fields(&told))
    }

    /// The same file with what holds for all rows where the file says nothing; an empty word takes
    /// back what was said.
    pub(crate) fn with_for_all<'a>(
        &self,
        told: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, CatalogRefusal> {
        let mut plan = self.clone();
        for (field, value) in told {
            let value = value.trim();
            match field {
                "currency" if value.is_empty() => {}
                "currency" => plan.currency = value.to_uppercase(),
                "lead_time_d" if value.is_empty() => {}
                "lead_time_d" => plan.lead_time_d = web::page::read_whole(value).unwrap_or(-1),
                _ if !FOR_ALL.contains(&field) => {
                    return Err(CatalogRefusal::FieldUnknown { told: field.to_owned() });
                }
                _ if value.is_empty() => drop(plan.for_all.remove(field)),
                _ => drop(plan.for_all.insert(field.to_owned(), value.to_owned())),
            }
        }
        Ok(plan)
    }

    /// What is to be remembered of it.
    pub(crate) fn habit(&self) -> Habit {
        let fields = self.own().map(|nth| self.fields[nth].clone()).collect();
        Habit { fields, for_all: self.for_all.clone() }
    }

    /// The same file as it was said of one with the same headings.
    pub(crate) fn with_habit(&self, habit: &Habit) -> Self {
        let mut told = vec![String::new(); self.headings.len()];
        for (nth, field) in self.own().zip(&habit.fields) {
            told[nth] = field.clone().unwrap_or_default();
        }
        Self { for_all: habit.for_all.clone(), ..self.with_fields(&told) }
    }

    /// SHA-256 of the headings, by which a habit is found.
    pub(crate) fn fingerprint(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        for nth in self.own() {
            hash.update(plain(&self.headings[nth]));
            hash.update([0]);
        }
        hash.finalize().into()
    }

    /// The columns of the sender's own: not the one in which faults were told.
    pub(super) fn own(&self) -> impl Iterator<Item = usize> + '_ {
        let is_own = |nth: &usize| !is_fault_heading(&self.headings[*nth]);
        (0..self.headings.len()).filter(is_own)
    }

    /// Whether the columns that a product cannot be without are known.
    pub(crate) fn is_whole(&self) -> bool {
        let has = |name: &str| self.fields.iter().flatten().any(|field| field == name);
        let is_priced = ["price", "price_minor", "prices"].iter().any(|name| has(name));
        self.writer != Writer::Anybody || (has("title") && is_priced)
    }

    /// The column of a heading, in a shop's own words.
    pub(super) fn column(&self, heading: &str) -> Option<usize> {
        self.headings.iter().position(|other| plain(other) == heading)
    }

    /// The headings that no field comes from.
    pub(crate) fn unused(&self) -> Vec<&str> {
        let pairs = self.headings.iter().zip(&self.fields);
        let is_unused = |field: &Option<String>| field.is_none() && self.writer == Writer::Anybody;
        let is_own = |heading: &str| !heading.is_empty() && !is_fault_heading(heading);
        let unused = pairs.filter(|(heading, field)| is_unused(field) && is_own(heading));
        unused.map(|(heading, _)| heading.as_str()).collect()
    }

    /// The heading of the column that a field comes from; the field itself if none does.
    pub(crate) fn heading_of(&self, field: &str) -> String {
        let at = self.fields.iter().position(|one| one.as_deref() == Some(field));
        at.map_or(field, |at| self.headings[at].as_str()).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(headings: &[&str]) -> Vec<Option<String>> {
        Plan::of(1, &StringRecord::from(headings.to_vec()), "USD", 7).fields
    }

    #[test]
    fn headings_are_known_in_english_and_chinese_however_they_are_written() {
        let found =
            fields(&["Product Name", "MOQ", " unit_price ", "单价", "HS Code", "品牌", "x"]);
        let found: Vec<&str> = found.iter().map(|one| one.as_deref().unwrap_or("-")).collect();
        assert_eq!(found, ["title", "moq", "price", "-", "hs", "brand", "-"]);
    }

    #[test]
    fn what_was_said_of_a_file_holds_for_the_next_and_for_the_rows_that_came_back() {
        let plan =
            |headings: &[&str]| Plan::of(1, &StringRecord::from(headings.to_vec()), "USD", 7);
        let names = [("Artikel".to_owned(), "title".to_owned())];
        let first = plan(&["Artikel", "Preis", "x"]).with_names(&names).expect("known fields");
        let first = first.with_for_all([("unit", "双"), ("currency", "eur")]).expect("known");
        assert_eq!(first.currency, "EUR");
        let back = plan(&["ARTIKEL", "Preis", "x", "What is wrong"]);
        assert_eq!(back.fingerprint(), first.fingerprint());
        let back = back.with_habit(&first.habit());
        assert_eq!(back.fields, [Some("title".to_owned()), None, None, None]);
        assert_eq!(back.for_all.get("unit").map(String::as_str), Some("双"));
        assert!(back.with_for_all([("title", "x")]).is_err());
        assert!(back.with_names(&[("x".to_owned(), "colr".to_owned())]).is_err());
    }

    #[test]
    fn a_shops_own_file_is_recognised() {
        let plan =
            |headings: &[&str]| Plan::of(1, &StringRecord::from(headings.to_vec()), "USD", 7);
        assert_eq!(plan(&["Handle", "Title", "Variant Price"]).writer, Writer::Shopify);
        let woo = plan(&["ID", "Type", "SKU", "Name", "Regular price"]);
        assert_eq!((woo.writer, woo.is_whole()), (Writer::Woo, true));
        assert!(!plan(&["SKU", "Name"]).is_whole());
    }
}
