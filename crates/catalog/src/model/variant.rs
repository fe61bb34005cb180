//! Variants: what a buyer chooses of one product, such as colour and size.

use super::details::{check_count, read_amount, read_attributes, shown};
use super::gtin::read_gtin;
use super::{Attribute, CatalogRefusal, STOCK_MOST};
use kernel::text::read_line;
use kernel::{Currency, Faults};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// A table of more is no product but a catalogue.
const VARIANTS_MOST: usize = 100;
/// Colour, size and one more.
const OPTIONS_MOST: usize = 3;
/// A firm's own number of an article.
const SKU_CHARS_MOST: usize = 64;

/// One choice of a product.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Variant {
    /// What is chosen, at most three; the same names in every variant of a product.
    pub options: Vec<Attribute>,
    /// The firm's own number of it.
    #[serde(default)]
    pub sku: Option<String>,
    /// The number under its bar code.
    #[serde(default)]
    pub gtin: Option<String>,
    /// What one costs instead of the product's price, plain digits in its currency.
    #[serde(default)]
    pub price: Option<String>,
    /// What one costs more than the product's price, or less with `-` before it.
    #[serde(default)]
    pub price_difference: Option<String>,
    /// How many lie ready; none if it is made to order.
    #[serde(default)]
    pub stock: Option<i64>,
}

impl Variant {
    /// Reads all variants of a product; every mistake is noted.
    pub(super) fn read_all(told: &[Self], currency: Currency, faults: &mut Faults) -> Vec<Self> {
        check_count("variants", told.len(), VARIANTS_MOST, faults);
        let told = told.iter().take(VARIANTS_MOST);
        let read: Vec<Self> = told.map(|one| one.read(currency, faults)).collect();
        let names = |one: &Self| -> Vec<String> {
            one.options.iter().map(|option| option.name.to_lowercase()).collect()
        };
        if read.windows(2).any(|pair| names(&pair[0]) != names(&pair[1])) {
            faults.add(CatalogRefusal::OptionsDiffer);
        }
        let (mut choices, mut skus) = (BTreeSet::new(), BTreeSet::new());
        for one in &read {
            let is_new = choices.insert(one.choice()) && one.sku.iter().all(|sku| skus.insert(sku));
            if !is_new {
                let told = shown(one.sku.as_deref().unwrap_or(&one.choice()));
                faults.add(CatalogRefusal::Twice { field: "variants", told });
            }
        }
        read
    }

    /// What is chosen, in one line: `Red, 39–42`.
    pub fn choice(&self) -> String {
        let values: Vec<&str> = self.options.iter().map(|option| option.value.as_str()).collect();
        values.join(", ")
    }

    fn read(&self, currency: Currency, faults: &mut Faults) -> Self {
        let options = read_attributes("variants", &self.options, OPTIONS_MOST, faults);
        if options.is_empty() {
            faults.add(CatalogRefusal::HalfTold { field: "variants" });
        }
        let (price, difference) = (told(&self.price), told(&self.price_difference));
        if price.is_some() && difference.is_some() {
            faults.add(CatalogRefusal::TwoPrices);
        }
        if self.stock.is_some_and(|stock| !(0..=STOCK_MOST).contains(&stock)) {
            faults.add(CatalogRefusal::StockOutOfRange { field: "variants", most: STOCK_MOST });
        }
        let amount = |told: &str| read_amount("variants", told, currency);
        let price = price.map(|told| faults.or(amount(told), String::new()));
        let difference = difference.map(|told| {
            let sign = if told.starts_with('-') { "-" } else { "" };
            let size = amount(told.trim_start_matches(['-', '+']));
            format!("{sign}{}", faults.or(size, String::new()))
        });
        let sku = told(&self.sku).unwrap_or("");
        let sku =
            super::terms::optional("variants", SKU_CHARS_MOST, read_line(sku, SKU_CHARS_MOST));
        let sku = Some(faults.or(sku, String::new())).filter(|sku| !sku.is_empty());
        let gtin = faults.or(read_gtin(told(&self.gtin).unwrap_or("")), None);
        Self { options, sku, gtin, price, price_difference: difference, stock: self.stock }
    }
}

/// What was typed, if anything was.
fn told(part: &Option<String>) -> Option<&str> {
    part.as_deref().map(str::trim).filter(|told| !told.is_empty())
}
