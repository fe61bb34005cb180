//! What is known of a product beside its terms: what customs, scanners and careful buyers ask for.

use super::gtin::read_gtin;
use super::hs::read_hs;
use super::known_fact::check_facts;
use super::terms::optional;
use super::{CatalogRefusal, Category, Variant};
use kernel::text::read_line;
use kernel::{Currency, Faults, UnitPrice};
use party::Country;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// A brand, a model number, a name or a number of a certificate.
const WORD_CHARS_MOST: usize = 80;
/// A value: a sentence at most.
const VALUE_CHARS_MOST: usize = 400;
/// A longer list of facts is a description.
const ATTRIBUTES_MOST: usize = 50;
/// More words than these say nothing more.
const KEYWORDS_MOST: usize = 20;
/// A folder of papers of one product.
const CERTIFICATES_MOST: usize = 20;
/// Most samples, and most days until one leaves.
const SAMPLE_MOST: i64 = 1_000;
/// What cannot be read is cut here before it is shown in a sentence.
const SHOWN_CHARS: usize = 24;

/// One fact about the goods.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Attribute {
    /// What is told, at most 80 characters.
    #[schema(example = "Material")]
    pub name: String,
    /// The fact, at most 400 characters.
    #[schema(example = "80% cotton, 20% polyamide")]
    pub value: String,
}

/// A paper that somebody else gave the goods.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Certificate {
    /// Which one.
    #[schema(example = "OEKO-TEX Standard 100")]
    pub name: String,
    /// Its number.
    #[serde(default)]
    pub number: String,
    /// Who gave it.
    #[serde(default)]
    pub issued_by: String,
    /// Its last day, ISO 8601; empty if it has none.
    #[serde(default)]
    #[schema(example = "2027-03-31")]
    pub valid_until: String,
}

/// On which terms a buyer gets samples.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Sample {
    /// What one costs, plain digits in the product's currency; 0 if it is free.
    #[schema(example = "5.00")]
    pub price: String,
    /// Most for one buyer.
    #[schema(example = 2)]
    pub most: i64,
    /// Days until it leaves.
    #[schema(example = 3)]
    pub days: i64,
}

/// What is known of a product beside its terms, as it is typed and as it is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Details {
    /// Code of the category.
    #[serde(default)]
    #[schema(example = "socks")]
    pub category: Option<String>,
    /// HS 2022 code, 6 to 12 digits.
    #[serde(default)]
    #[schema(example = "611595")]
    pub hs: Option<String>,
    /// The number under its bar code.
    #[serde(default)]
    #[schema(example = "4006381333931")]
    pub gtin: Option<String>,
    /// The brand.
    #[serde(default)]
    pub brand: Option<String>,
    /// The maker's model number.
    #[serde(default)]
    pub model: Option<String>,
    /// Where it is made, ISO 3166-1.
    #[serde(default)]
    #[schema(example = "CN")]
    pub origin: Option<String>,
    /// Other words that buyers look for, at most 20.
    #[serde(default)]
    pub keywords: Vec<String>,
    /// Facts about the goods, at most 50.
    #[serde(default)]
    pub attributes: Vec<Attribute>,
    /// Papers, at most 20.
    #[serde(default)]
    pub certificates: Vec<Certificate>,
    /// On which terms a buyer gets samples.
    #[serde(default)]
    pub sample: Option<Sample>,
    /// What can be chosen, at most 100.
    #[serde(default)]
    pub variants: Vec<Variant>,
}

impl Details {
    /// Reads what was typed; every mistake is noted with its field.
    pub(super) fn read(&self, currency: Currency, faults: &mut Faults) -> Self {
        let told = |part: &Option<String>| part.clone().unwrap_or_default();
        let category = faults.or(Category::read_code(&told(&self.category)), None);
        let mut facts = read_attributes("attributes", &self.attributes, ATTRIBUTES_MOST, faults);
        check_facts(category.as_deref().unwrap_or(""), &mut facts, faults);
        Self {
            category,
            hs: faults.or(read_hs(&told(&self.hs)), None),
            gtin: faults.or(read_gtin(&told(&self.gtin)), None),
            brand: word("brand", &told(&self.brand), faults),
            model: word("model", &told(&self.model), faults),
            origin: faults.or(read_origin(&told(&self.origin)), None),
            keywords: read_keywords(&self.keywords, faults),
            attributes: facts,
            certificates: read_certificates(&self.certificates, faults),
            sample: self.sample.as_ref().and_then(|told| told.read(currency, faults)),
            variants: Variant::read_all(&self.variants, currency, faults),
        }
    }
}

fn word(field: &'static str, told: &str, faults: &mut Faults) -> Option<String> {
    let read = optional(field, WORD_CHARS_MOST, read_line(told, WORD_CHARS_MOST));
    Some(faults.or(read, String::new())).filter(|word| !word.is_empty())
}

fn read_origin(told: &str) -> Result<Option<String>, CatalogRefusal> {
    let code = told.trim().to_ascii_uppercase();
    if code.is_empty() {
        return Ok(None);
    }
    let country = Country::from_code(&code).ok_or(CatalogRefusal::OriginUnknown)?;
    Ok(Some(country.code().to_owned()))
}

fn read_keywords(told: &[String], faults: &mut Faults) -> Vec<String> {
    check_count("keywords", told.len(), KEYWORDS_MOST, faults);
    let mut words: Vec<String> = Vec::new();
    for told in told.iter().take(KEYWORDS_MOST) {
        let word = word("keywords", told, faults);
        words.extend(word.filter(|word| !words.contains(word)));
    }
    words
}

/// Reads names with their values; rows with nothing in them are left out.
pub(super) fn read_attributes(
    field: &'static str,
    told: &[Attribute],
    most: usize,
    faults: &mut Faults,
) -> Vec<Attribute> {
    let mut seen = BTreeSet::new();
    let mut read = Vec::new();
    let is_told = |one: &&Attribute| !(one.name.trim().is_empty() && one.value.trim().is_empty());
    check_count(field, told.iter().filter(is_told).count(), most, faults);
    for one in told.iter().filter(is_told).take(most) {
        let name = word(field, &one.name, faults).unwrap_or_default();
        let value = optional(field, VALUE_CHARS_MOST, read_line(&one.value, VALUE_CHARS_MOST));
        let value = faults.or(value, String::new());
        if one.name.trim().is_empty() || one.value.trim().is_empty() {
            faults.add(CatalogRefusal::HalfTold { field });
        } else if !seen.insert(name.to_lowercase()) {
            faults.add(CatalogRefusal::Twice { field, told: shown(&name) });
        }
        read.push(Attribute { name, value });
    }
    read
}

fn read_certificates(told: &[Certificate], faults: &mut Faults) -> Vec<Certificate> {
    let field = "certificates";
    check_count(field, told.len(), CERTIFICATES_MOST, faults);
    let mut read = Vec::new();
    for one in told.iter().take(CERTIFICATES_MOST) {
        let mut part = |told: &str| word(field, told, faults).unwrap_or_default();
        let (name, number, issued_by) = (part(&one.name), part(&one.number), part(&one.issued_by));
        let valid_until = faults.or(read_day(&one.valid_until), String::new());
        let is_empty = number.is_empty() && issued_by.is_empty() && valid_until.is_empty();
        match (name.is_empty(), is_empty) {
            (true, true) => {}
            (true, false) => faults.add(CatalogRefusal::HalfTold { field }),
            _ => read.push(Certificate { name, number, issued_by, valid_until }),
        }
    }
    read
}

fn read_day(told: &str) -> Result<String, CatalogRefusal> {
    let told = told.trim();
    if told.is_empty() {
        return Ok(String::new());
    }
    let day: Result<jiff::civil::Date, _> = told.parse();
    let day = day.map_err(|_| CatalogRefusal::DayUnreadable { told: shown(told) })?;
    Ok(day.to_string())
}

impl Sample {
    fn read(&self, currency: Currency, faults: &mut Faults) -> Option<Self> {
        let is_number = |count: i64| (0..=SAMPLE_MOST).contains(&count);
        if !is_number(self.most) || !is_number(self.days) {
            faults.add(CatalogRefusal::SampleOutOfRange { most: SAMPLE_MOST });
        }
        let price = faults.or(read_amount("sample", &self.price, currency), "0".to_owned());
        Some(Self { price, ..self.clone() }).filter(|sample| sample.most > 0)
    }
}

/// Reads an amount of at least nothing, and writes it as prices are written.
pub(super) fn read_amount(
    field: &'static str,
    told: &str,
    currency: Currency,
) -> Result<String, CatalogRefusal> {
    let told = told.trim();
    let price = UnitPrice::parse(told, currency).ok().filter(|price| price.millionths >= 0);
    let price =
        price.ok_or_else(|| CatalogRefusal::AmountUnreadable { field, told: shown(told) })?;
    Ok(price.plain())
}

pub(super) fn check_count(field: &'static str, count: usize, most: usize, faults: &mut Faults) {
    if count > most {
        faults.add(CatalogRefusal::TooMany { field, most });
    }
}

pub(super) fn shown(told: &str) -> String {
    told.chars().take(SHOWN_CHARS).filter(|c| !c.is_control()).collect()
}
