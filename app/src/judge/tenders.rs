//! `jishi judge tenders`: real tenders of public buyers through the checks of a request to buy.

use crate::config::{JudgeTenders, Settings};
use crate::market::words;
use crate::output::say_result;
use anyhow::{Context, Result};
use kernel::{Lang, Refusal, Stop, Timestamp, Unit};
use party::Country;
use serde::{Deserialize, Serialize};
use sourcing::{NewRequest, NewRequestLine};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;
use web::{Reader, Words};

/// How a Zstandard frame begins (RFC 8878, 3.1.1).
const ZSTD: [u8; 4] = [0x28, 0xB5, 0x2F, 0xFD];
/// Unpacked; a file that unpacks without end stops here.
const BYTES_MOST: u64 = 256 * 1024 * 1024;

/// Words for units that tenders use, beside the codes of UN/ECE Recommendation 20.
const UNITS: &[(&str, &[&str])] = &[
    ("C62", &["piece", "pieces", "pcs", "unit", "each", "unidad", "pieza", "pz", "bucată", "件"]),
    ("PR", &["pair", "pairs", "par", "pereche", "双"]),
    ("SET", &["set", "sets", "juego", "套"]),
    ("MIL", &["thousand", "millar"]),
    ("GRM", &["gram", "gramo", "g"]),
    ("KGM", &["kg", "kilogram", "kilogramo", "公斤"]),
    ("TNE", &["tonne", "ton", "tonelada"]),
    ("ONZ", &["ounce", "onza"]),
    ("MTR", &["metre", "meter", "metro", "metros", "metru", "m"]),
    ("MTK", &["m2", "square metre", "metro cuadrado", "metru pătrat"]),
    ("MTQ", &["m3", "cu. meter", "cubic metre", "metro cubico"]),
    ("LTR", &["litre", "liter", "litro", "l"]),
    ("BX", &["box", "caja"]),
    ("PK", &["pack", "package", "paquete", "paq"]),
    ("BG", &["bag", "bolsa"]),
    ("RO", &["roll", "rollo", "rll"]),
    ("BO", &["bottle", "botella", "frasco"]),
];
/// Names of publishers' countries that are not the English name.
const COUNTRIES: &[(&str, &str)] = &[("uk", "GB"), ("usa", "US")];

/// A tender of the file; its other columns are not asked for.
#[derive(Debug, Deserialize)]
struct Tender {
    source: String,
    date: String,
    language: String,
    title: String,
    description: String,
    tender_start: String,
    tender_end: String,
    items: String,
    class_ids: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Item {
    description: Option<String>,
    quantity: Option<serde_json::Value>,
    unit: Option<String>,
}

#[derive(Debug, Default, Serialize)]
struct Report {
    tenders: usize,
    unreadable_rows: usize,
    accepted: usize,
    accepted_without_marks: usize,
    accepted_lines: usize,
    refused: usize,
    /// Accepted, but marked for the clerk, by reason.
    marked_by: BTreeMap<&'static str, usize>,
    /// Refused tenders in which a code was told, by code; one tender may hear several.
    refused_by: BTreeMap<&'static str, usize>,
}

/// Reads the file and reports.
pub(super) fn run(settings: &Settings, how: &JudgeTenders) -> Result<()> {
    let bytes = unpack(&how.tenders)?;
    let words = words()?;
    let countries = countries(&words);
    let mut report = Report::default();
    for row in csv::Reader::from_reader(bytes.as_slice()).deserialize::<Tender>() {
        report.tenders += 1;
        match row {
            Ok(tender) => judge(&tender, &countries, &mut report),
            Err(_) => report.unreadable_rows += 1,
        }
    }
    say_result(settings.says_json, &report)
}

fn unpack(path: &Path) -> Result<Vec<u8>> {
    let open = || File::open(path).with_context(|| path.display().to_string());
    let mut begins = Vec::with_capacity(ZSTD.len());
    open()?.take(4).read_to_end(&mut begins)?;
    let file = BufReader::new(open()?);
    let mut bytes = Vec::new();
    if begins == ZSTD {
        zstd::Decoder::new(file)?.take(BYTES_MOST).read_to_end(&mut bytes)?;
    } else {
        file.take(BYTES_MOST).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

/// Codes by the English name of each country, in small letters.
fn countries(words: &Words) -> BTreeMap<String, String> {
    let reader = Reader { lang: Lang::En, zone: "UTC".to_owned() };
    let known = Country::all().map(|country| {
        let key = format!("country-{}", country.code().to_ascii_lowercase());
        (words.say_with(&reader, &key, &[]).to_lowercase(), country.code().to_owned())
    });
    let others = COUNTRIES.iter().map(|(name, code)| ((*name).to_owned(), (*code).to_owned()));
    known.chain(others).collect()
}

fn judge(tender: &Tender, countries: &BTreeMap<String, String>, report: &mut Report) {
    let new = request_of(tender, countries);
    let begun = instant(&tender.tender_start).or_else(|| instant(&tender.date));
    match new.check(begun.unwrap_or_default()) {
        Ok((wanted, marks)) => {
            report.accepted += 1;
            report.accepted_lines += wanted.lines.len();
            report.accepted_without_marks += usize::from(marks.is_empty());
            for reason in marks.iter().map(|mark| mark.reason.word()).collect::<BTreeSet<_>>() {
                *report.marked_by.entry(reason).or_default() += 1;
            }
        }
        Err(stop) => {
            report.refused += 1;
            for code in codes(stop) {
                *report.refused_by.entry(code).or_default() += 1;
            }
        }
    }
}

fn codes(stop: Stop) -> BTreeSet<&'static str> {
    let all = match stop {
        Stop::Refused(refusal) => vec![refusal],
        Stop::RefusedAll(all) => all,
        _ => Vec::new(),
    };
    all.iter().map(|refusal: &Refusal| refusal.code).collect()
}

/// A tender as its buyer would type it into the form.
fn request_of(tender: &Tender, countries: &BTreeMap<String, String>) -> NewRequest {
    let items: Vec<Item> = serde_json::from_str(&tender.items).unwrap_or_default();
    let category = tender.class_ids.split('|').next().unwrap_or("").trim();
    let (head, tail) = tender.language.split_once('-').unwrap_or((&tender.language, ""));
    let tail = if tail.is_empty() { String::new() } else { format!("-{tail}") };
    NewRequest {
        title: tender.title.clone(),
        text: tender.description.clone(),
        lang: format!("{}{tail}", head.to_lowercase()),
        destination: country_of(&tender.source, countries),
        open_d: open_days(tender),
        lines: items.iter().map(|item| line_of(item, category)).collect(),
        ..NewRequest::default()
    }
}

fn country_of(source: &str, countries: &BTreeMap<String, String>) -> String {
    let publisher = source.split('/').next().unwrap_or("");
    let spaced = publisher.replace('-', " ");
    let first = publisher.split('-').next().unwrap_or("");
    let found = countries.get(&spaced).or_else(|| countries.get(first));
    found.cloned().unwrap_or_default()
}

/// Days between the beginning and the end of a tender, if both are told.
fn open_days(tender: &Tender) -> Option<i64> {
    let begun = instant(&tender.tender_start).or_else(|| instant(&tender.date))?;
    let end = instant(&tender.tender_end)?;
    Some(end.micros_since(begun) / kernel::MICROS_PER_DAY)
}

fn instant(told: &str) -> Option<Timestamp> {
    let told: jiff::Timestamp = told.trim().parse().ok()?;
    Some(told.into())
}

fn line_of(item: &Item, category: &str) -> NewRequestLine {
    NewRequestLine {
        what: item.description.clone().unwrap_or_default(),
        category: category.to_owned(),
        quantity: quantity_of(item.quantity.as_ref()).unwrap_or(0),
        unit: unit_of(item.unit.as_deref().unwrap_or("")),
        ..NewRequestLine::default()
    }
}

/// A whole number, also where it is written `1.0`; a part of one is none.
fn quantity_of(told: Option<&serde_json::Value>) -> Option<i64> {
    let told = told?.to_string();
    let told = told.trim_matches('"').trim();
    let (whole, rest) = told.split_once('.').unwrap_or((told, ""));
    if rest.bytes().all(|digit| digit == b'0') { whole.parse().ok() } else { None }
}

fn unit_of(told: &str) -> String {
    let word = told.trim().to_lowercase();
    if Unit::from_code(&word.to_uppercase()).is_some() {
        return word.to_uppercase();
    }
    let known = UNITS.iter().find(|(_, words)| words.contains(&word.as_str()));
    known.map_or(word, |(code, _)| (*code).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_and_units_are_read_as_tenders_write_them() {
        let read = |json: &str| quantity_of(Some(&serde_json::from_str(json).expect("JSON")));
        let found = ["1.0", "943", "\"12\"", "1.5", "null", "\"many\""].map(read);
        assert_eq!(found, [Some(1), Some(943), Some(12), None, None, None]);
        assert_eq!(["PIEZA   ", "kg", "Pereche", "srv"].map(unit_of), ["C62", "KGM", "PR", "srv"]);
    }
}
