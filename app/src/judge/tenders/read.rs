//! A tender as its buyer would type it into the form of a request to buy goods.

use super::tables::{
    CPV, CPV_WORK_FROM, TITLE_WORDS, UNITS, UNSPSC, UNSPSC_WORK_FROM, WORK_UNITS, WORK_WORDS,
};
use kernel::rules::Rules;
use kernel::{Timestamp, Unit};
use serde::Deserialize;
use sourcing::{NewRequest, NewRequestLine};
use std::collections::{BTreeMap, BTreeSet};

/// Characters of a title, of a line and of a text that the form takes.
const TITLE_MOST: usize = 120;
const WHAT_MOST: usize = 160;
const TEXT_MOST: usize = 4_000;
/// What stands where something was cut.
const CUT: &str = " …";

/// A tender of the file; its other columns are not asked for.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Tender {
    pub(super) source: String,
    pub(super) date: String,
    pub(super) language: String,
    pub(super) title: String,
    pub(super) description: String,
    #[serde(default)]
    pub(super) category: String,
    pub(super) tender_start: String,
    pub(super) tender_end: String,
    pub(super) items: String,
    #[serde(default)]
    pub(super) class_scheme: String,
    pub(super) class_ids: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Item {
    description: Option<String>,
    quantity: Option<serde_json::Value>,
    unit: Option<String>,
}

/// What a tender is to this market.
#[derive(Debug)]
pub(super) enum Read {
    /// Work, a service or a lease: nothing that is sold here.
    Work,
    /// It names no goods: neither an item nor a title that says what.
    SaysNothing,
    /// A request, and what had to be done to the tender for it.
    Goods(Box<NewRequest>, BTreeSet<&'static str>),
}

/// Reads a tender; `countries` are codes by names in small letters.
pub(super) fn read(tender: &Tender, countries: &BTreeMap<String, String>) -> Read {
    let items: Vec<Item> = serde_json::from_str(&tender.items).unwrap_or_default();
    if is_work(tender, &items) {
        return Read::Work;
    }
    let mut mended = BTreeSet::new();
    let category = category_of(tender);
    let lines = lines_of(tender, &items, category, &mut mended);
    let Some(first) = lines.first().map(|line| line.what.clone()) else { return Read::SaysNothing };
    let told = if tender.title.trim().is_empty() {
        mended.insert("title-from-line");
        first
    } else {
        one_line(&tender.title)
    };
    let text = format!("{}\n{}", tender.title.trim(), plain(&tender.description));
    let new = NewRequest {
        title: cut(&told, TITLE_MOST, "title-cut", &mut mended),
        text: cut(text.trim(), TEXT_MOST, "text-cut", &mut mended),
        lang: lang_of(tender, &text),
        destination: country_of(&tender.source, countries),
        open_d: open_days(tender, &mut mended),
        lines,
        ..NewRequest::default()
    };
    Read::Goods(Box::new(new), mended)
}

/// Work by its kind, by its class, by what it is counted in, or by how its name begins.
fn is_work(tender: &Tender, items: &[Item]) -> bool {
    let kind = tender.category.to_lowercase();
    if kind.starts_with("service") || kind.starts_with("works") || kind.starts_with("consult") {
        return true;
    }
    let division = first_class(tender).get(..2).and_then(|two| two.parse::<u32>().ok());
    let from = match tender.class_scheme.as_str() {
        "CPV" => CPV_WORK_FROM,
        _ if is_unspsc(tender) => UNSPSC_WORK_FROM,
        _ => u32::MAX,
    };
    if division.is_some_and(|division| division >= from) {
        return true;
    }
    let is_counted = |item: &Item| WORK_UNITS.contains(&unit_word(item).as_str());
    let named = items.iter().filter_map(|item| item.description.as_deref());
    let begins = |told: &str| {
        let told = told.trim().to_lowercase();
        WORK_WORDS.iter().any(|word| told.starts_with(word))
    };
    let counts_work = !items.is_empty() && items.iter().all(is_counted);
    counts_work || begins(&tender.title) || named.into_iter().any(begins)
}

fn is_unspsc(tender: &Tender) -> bool {
    tender.class_scheme == "UNSPSC" || tender.source == "paraguay"
}

fn first_class(tender: &Tender) -> &str {
    tender.class_ids.split('|').next().unwrap_or("").trim()
}

/// The category by the class of the tender; where that says nothing, by words of its title.
fn category_of(tender: &Tender) -> &'static str {
    let table = match tender.class_scheme.as_str() {
        "CPV" => CPV,
        _ if is_unspsc(tender) => UNSPSC,
        _ => &[],
    };
    let class = first_class(tender);
    let fits = table.iter().filter(|(begin, _)| class.starts_with(begin));
    if let Some((_, category)) = fits.max_by_key(|(begin, _)| begin.len()) {
        return category;
    }
    let told = format!("{} {}", tender.title, tender.description).to_lowercase();
    let named = TITLE_WORDS.iter().find(|(word, _)| told.contains(word));
    named.map_or("", |(_, category)| category)
}

/// An item without a name has the tender's; one that says nothing at all is left out.
fn lines_of(
    tender: &Tender,
    items: &[Item],
    category: &str,
    mended: &mut BTreeSet<&'static str>,
) -> Vec<NewRequestLine> {
    let most = usize::try_from(Rules::current().request.lines_most).unwrap_or(usize::MAX);
    let says =
        |item: &&Item| !name_of(item).is_empty() || quantity_of(item.quantity.as_ref()) > Some(0);
    let said: Vec<&Item> = items.iter().filter(says).collect();
    if said.len() < items.len() {
        mended.insert("empty-items-left-out");
    }
    if said.len() > most {
        mended.insert("more-lines-left-out");
    }
    let mut lines = Vec::new();
    for item in said.into_iter().take(most) {
        let own = name_of(item);
        let what = if own.is_empty() { one_line(&tender.title) } else { own };
        if !what.is_empty() {
            lines.push(line_of(item, &what, category, mended));
        }
    }
    lines
}

fn name_of(item: &Item) -> String {
    let told = one_line(item.description.as_deref().unwrap_or(""));
    if told.starts_with("See description of") { String::new() } else { told }
}

fn line_of(
    item: &Item,
    what: &str,
    category: &str,
    mended: &mut BTreeSet<&'static str>,
) -> NewRequestLine {
    let word = unit_word(item);
    let quantity = quantity_of(item.quantity.as_ref()).unwrap_or(0);
    let unit = if word.is_empty() && quantity == 1 {
        // What is ordered once, without a unit, is one lot of what it says.
        mended.insert("as-one-lot");
        "SET".to_owned()
    } else {
        unit_of(&word)
    };
    NewRequestLine {
        what: cut(what, WHAT_MOST, "line-cut", mended),
        category: category.to_owned(),
        quantity,
        unit,
        ..NewRequestLine::default()
    }
}

/// The word of a unit, in small letters, without what a publisher puts into brackets.
fn unit_word(item: &Item) -> String {
    let told = item.unit.as_deref().unwrap_or("");
    told.split('[').next().unwrap_or("").trim().to_lowercase()
}

fn unit_of(word: &str) -> String {
    if Unit::from_code(&word.to_uppercase()).is_some() {
        return word.to_uppercase();
    }
    let known = UNITS.iter().find(|(_, words)| words.contains(&word));
    known.map_or(word, |(code, _)| code).to_owned()
}

/// A whole number, also where it is written `1.0`; a part of one more is one more, since a buyer
/// who wants 47,999.99 is not served with less.
fn quantity_of(told: Option<&serde_json::Value>) -> Option<i64> {
    let told = told?.to_string();
    let told = told.trim_matches('"').trim();
    let (whole, rest) = told.split_once('.').unwrap_or((told, ""));
    let whole: i64 = whole.parse().ok()?;
    if !rest.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let is_more = rest.bytes().any(|digit| digit != b'0');
    whole.checked_add(i64::from(is_more))
}

/// Days between the beginning and the end of a tender, within what the rules let a request be
/// open; the usual time where the tender's is over before it began, or not told.
fn open_days(tender: &Tender, mended: &mut BTreeSet<&'static str>) -> Option<i64> {
    let rules = &Rules::current().request;
    let begun = instant(&tender.tender_start).or_else(|| instant(&tender.date))?;
    let end = instant(&tender.tender_end)?;
    let days = end.micros_since(begun) / kernel::MICROS_PER_DAY;
    if (1..=rules.open_most_d).contains(&days) {
        return Some(days);
    }
    mended.insert("days-set");
    if days > rules.open_most_d { Some(rules.open_most_d) } else { None }
}

fn instant(told: &str) -> Option<Timestamp> {
    let told: jiff::Timestamp = told.trim().parse().ok()?;
    Some(told.into())
}

/// What the text itself says, else the publisher's tag; Moldova writes its country for Romanian.
fn lang_of(tender: &Tender, text: &str) -> String {
    let told = tender.language.to_lowercase();
    let said = match told.split('-').next().unwrap_or("") {
        "md" => "ro",
        other => other,
    };
    talk::language_of(text).unwrap_or(said).to_owned()
}

fn country_of(source: &str, countries: &BTreeMap<String, String>) -> String {
    let publisher = source.split('/').next().unwrap_or("");
    let spaced = publisher.replace('-', " ");
    let first = publisher.split('-').next().unwrap_or("");
    let found = countries.get(&spaced).or_else(|| countries.get(first));
    found.cloned().unwrap_or_default()
}

/// Without what cannot be shown and without blanks in rows.
fn one_line(told: &str) -> String {
    plain(told).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn plain(told: &str) -> String {
    told.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect()
}

/// The beginning of a text with a mark that it goes on.
fn cut(told: &str, most: usize, word: &'static str, mended: &mut BTreeSet<&'static str>) -> String {
    if told.chars().count() <= most {
        return told.to_owned();
    }
    mended.insert(word);
    let kept: String = told.chars().take(most - CUT.chars().count()).collect();
    format!("{kept}{CUT}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_and_units_are_read_as_tenders_write_them() {
        let read = |json: &str| quantity_of(Some(&serde_json::from_str(json).expect("JSON")));
        let found = ["1.0", "943", "\"12\"", "1.5", "null", "\"many\""].map(read);
        assert_eq!(found, [Some(1), Some(943), Some(12), Some(2), None, None]);
        let unit = |told: &str| {
            unit_of(&unit_word(&Item { unit: Some(told.to_owned()), ..Item::default() }))
        };
        let found = ["PIEZA   ", "kg", "Pereche", "lot  [unit of procurement]", "հատ"].map(unit);
        assert_eq!(found, ["C62", "KGM", "PR", "SET", "C62"]);
    }

    fn tender(title: &str, items: &str, class: &str) -> Tender {
        Tender {
            source: "ukraine".to_owned(),
            language: "uk".to_owned(),
            title: title.to_owned(),
            items: items.to_owned(),
            class_scheme: "CPV".to_owned(),
            class_ids: class.to_owned(),
            ..Tender::default()
        }
    }

    #[test]
    fn goods_are_told_from_work_and_from_nothing() {
        let countries = BTreeMap::from([("ukraine".to_owned(), "UA".to_owned())]);
        let fruit = r#"[{"description": "Банани", "quantity": 943, "unit": "kilogram"}]"#;
        let goods = read(&tender("Банани та лимони", fruit, "03220000-9"), &countries);
        let Read::Goods(new, _) = goods else { panic!("{goods:?}") };
        assert_eq!((new.destination.as_str(), new.lines.len()), ("UA", 1));
        let line = &new.lines[0];
        assert_eq!(
            (line.category.as_str(), line.quantity, line.unit.as_str()),
            ("fruit", 943, "KGM")
        );
        let work = tender("Ремонт доріг", fruit, "45233142-6");
        assert!(matches!(read(&work, &countries), Read::Work));
        let empty = r#"[{"description": "", "quantity": "", "unit": ""}]"#;
        let nothing = tender("Tender Ref 17/00963", empty, "15000000-8");
        assert!(matches!(read(&nothing, &countries), Read::SaysNothing));
    }
}
