//! Facts that buyers ask for on a shelf, known in three languages: so that a form can ask for them,
//! and what is one fact counts as one whatever language it is told in.

use super::{Attribute, CatalogRefusal, Category};
use kernel::{Faults, Lang};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Columns: code, kind, unit, en, zh-CN, zh-TW, values. A code never changes its meaning.
const FACTS: &str = include_str!("../../attributes.csv");
/// Columns: shelf, attributes. A leaf without a line has what its department has.
const SHELVES: &str = include_str!("../../shelf_attributes.csv");

static KNOWN: LazyLock<Known> = LazyLock::new(Known::read);

struct Known {
    all: Vec<KnownFact>,
    /// Names in every language, in small letters.
    by_name: BTreeMap<String, usize>,
    on_shelf: BTreeMap<String, Vec<usize>>,
}

impl Known {
    fn read() -> Self {
        let rows = |text: &'static str| {
            csv::Reader::from_reader(text.as_bytes()).into_records().filter_map(Result::ok)
        };
        let all: Vec<KnownFact> = rows(FACTS).filter_map(|row| KnownFact::read(&row)).collect();
        let by_code: BTreeMap<_, _> =
            all.iter().enumerate().map(|(nth, one)| (one.code.clone(), nth)).collect();
        let named = all
            .iter()
            .enumerate()
            .flat_map(|(nth, one)| one.names.iter().map(move |name| (name.to_lowercase(), nth)));
        let by_name = named.collect();
        let shelf = |row: csv::StringRecord| {
            let codes = row.get(1)?.split(';').filter_map(|code| by_code.get(code).copied());
            Some((row.get(0)?.to_owned(), codes.collect()))
        };
        let on_shelf = rows(SHELVES).filter_map(shelf).collect();
        Self { all, by_name, on_shelf }
    }
}

/// What a fact's value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FactKind {
    /// Any words.
    Text,
    /// A number, in the fact's unit unless another is told.
    Number,
    /// One of some words, in three languages; other words may be told all the same.
    Choice(Vec<[String; 3]>),
}

/// A fact that buyers ask for, by its stable code.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct KnownFact {
    code: String,
    kind: FactKind,
    unit: String,
    names: [String; 3],
}

impl KnownFact {
    fn read(row: &csv::StringRecord) -> Option<Self> {
        let cell = |nth: usize| row.get(nth).map(str::to_owned);
        let value = |told: &str| {
            let mut words = told.split('|').map(str::to_owned);
            Some([words.next()?, words.next()?, words.next()?])
        };
        let kind = match row.get(1)? {
            "number" => FactKind::Number,
            "choice" => FactKind::Choice(row.get(6)?.split(';').filter_map(value).collect()),
            _ => FactKind::Text,
        };
        Some(Self { code: cell(0)?, kind, unit: cell(2)?, names: [cell(3)?, cell(4)?, cell(5)?] })
    }

    /// Every fact that is known.
    pub(crate) fn all() -> impl Iterator<Item = &'static Self> {
        KNOWN.all.iter()
    }

    /// The fact of a name in any language.
    pub(crate) fn by_name(name: &str) -> Option<&'static Self> {
        KNOWN.by_name.get(&name.trim().to_lowercase()).and_then(|nth| KNOWN.all.get(*nth))
    }

    /// What buyers ask for on a shelf: what its own line says, or else its department's.
    pub(crate) fn asked_on(shelf: &str) -> Vec<&'static Self> {
        let own = |code: &str| KNOWN.on_shelf.get(code);
        let parent = || Category::find(shelf).and_then(|shelf| own(shelf.parent()));
        let asked = own(shelf).or_else(parent).map(Vec::as_slice).unwrap_or_default();
        asked.iter().filter_map(|nth| KNOWN.all.get(*nth)).collect()
    }

    /// The stable code: `material`.
    pub(crate) fn code(&self) -> &str {
        &self.code
    }

    /// The unit of its numbers; empty if they have none.
    pub(crate) fn unit(&self) -> &str {
        &self.unit
    }

    /// The name in the language of a page.
    pub(crate) fn name(&self, lang: Lang) -> &str {
        word(&self.names, lang)
    }

    /// The values that may be chosen, in the language of a page.
    pub(crate) fn values(&self, lang: Lang) -> impl Iterator<Item = &str> {
        self.choices().iter().map(move |value| word(value, lang))
    }

    fn choices(&self) -> &[[String; 3]] {
        match &self.kind {
            FactKind::Choice(values) => values,
            _ => &[],
        }
    }

    fn choice(&self, told: &str) -> Option<&[String; 3]> {
        let told = told.trim().to_lowercase();
        self.choices().iter().find(|value| value.iter().any(|word| word.to_lowercase() == told))
    }

    /// A value in the language of a page, if it is one that may be chosen; as it is told, if not.
    pub(crate) fn said(&self, told: &str, lang: Lang) -> String {
        self.choice(told).map_or(told, |value| word(value, lang)).to_owned()
    }

    /// A number with its unit; none if what is told does not begin with one.
    fn measured(&self, told: &str) -> Option<String> {
        let told = told.trim();
        let digits = told.strip_prefix(['±', '≤', '≥', '<', '>', '-', '~', '≈']).unwrap_or(told);
        if !digits.trim_start().starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let is_bare =
            told.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '±'));
        let is_bare = is_bare && !self.unit.is_empty();
        Some(if is_bare { format!("{told} {}", self.unit) } else { told.to_owned() })
    }
}

fn word(words: &[String; 3], lang: Lang) -> &str {
    match lang {
        Lang::En => &words[0],
        Lang::ZhCn => &words[1],
    }
}

/// Gives the numbers of a shelf's facts their units, and notes those that are none.
pub(super) fn check_facts(shelf: &str, facts: &mut [Attribute], faults: &mut Faults) {
    let asked = KnownFact::asked_on(shelf);
    for fact in facts {
        let known = KnownFact::by_name(&fact.name).filter(|known| asked.contains(known));
        let Some(known) = known.filter(|known| known.kind == FactKind::Number) else { continue };
        match known.measured(&fact.value) {
            Some(value) => fact.value = value,
            None => faults.add(CatalogRefusal::FactNoNumber {
                name: fact.name.clone(),
                unit: known.unit.clone(),
            }),
        }
    }
}

/// A fact as it is counted: what is known, by its English words.
pub(crate) fn counted(name: &str, value: &str) -> (String, String) {
    match KnownFact::by_name(name) {
        Some(known) => (known.names[0].clone(), known.said(value, Lang::En)),
        None => (name.to_owned(), value.to_owned()),
    }
}

/// A fact as it was counted, in the language of a page.
pub(crate) fn in_words(name: &str, value: &str, lang: Lang) -> (String, String) {
    match KnownFact::by_name(name) {
        Some(known) => (known.name(lang).to_owned(), known.said(value, lang)),
        None => (name.to_owned(), value.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_shelf_asks_for_facts_that_are_known_by_one_name_each() {
        assert_eq!(KNOWN.all.len(), FACTS.lines().count() - 1, "a line that is no fact");
        assert_eq!(KNOWN.on_shelf.len(), SHELVES.lines().count() - 1, "a shelf twice");
        let mut names = BTreeMap::new();
        for fact in &KNOWN.all {
            for name in &fact.names {
                let before = names.insert(name.to_lowercase(), fact.code());
                assert!(
                    !name.is_empty() && before.is_none_or(|code| code == fact.code()),
                    "{name}"
                );
            }
            let is_choice = matches!(fact.kind, FactKind::Choice(_));
            assert_eq!(is_choice, !fact.choices().is_empty(), "{}", fact.code);
            let words: BTreeSet<&str> = fact.values(Lang::En).collect();
            assert_eq!(words.len(), fact.choices().len(), "{}: a value twice", fact.code);
        }
        for shelf in KNOWN.on_shelf.keys() {
            assert!(Category::find(shelf).is_some(), "{shelf} is no shelf");
        }
        for line in SHELVES.lines().skip(1) {
            for code in line.split_once(',').map_or("", |(_, codes)| codes).split(';') {
                assert!(KnownFact::all().any(|fact| fact.code() == code), "{line}: {code}");
            }
        }
        assert!(Category::all().all(|shelf| !KnownFact::asked_on(shelf.code()).is_empty()));
        let leaves = KNOWN.on_shelf.keys().filter_map(|code| Category::find(code));
        assert!(leaves.filter(|shelf| !shelf.parent().is_empty()).count() >= 40);
    }

    #[test]
    fn a_fact_is_one_in_every_language() {
        let red = ("Colour".to_owned(), "red".to_owned());
        for (name, value) in
            [("Colour", "red"), ("颜色", "红色"), ("colour", "RED"), ("顏色", "紅色")]
        {
            assert_eq!(counted(name, value), red, "{name}");
        }
        assert_eq!(in_words("Colour", "red", Lang::ZhCn), ("颜色".to_owned(), "红色".to_owned()));
        assert_eq!(counted("Pilling", "4"), ("Pilling".to_owned(), "4".to_owned()));
    }

    #[test]
    fn a_number_has_its_unit_and_words_are_none() {
        let fact = |name: &str, value: &str| Attribute { name: name.into(), value: value.into() };
        let mut facts = [
            fact("克重", "200"),
            fact("Width", "1.5 m"),
            fact("Thickness", "thin"),
            fact("Weight", "heavy"),
        ];
        let mut faults = Faults::default();
        check_facts("cotton-fabric", &mut facts, &mut faults);
        assert!(faults.end().is_ok(), "thickness and weight are not asked for there");
        assert_eq!((facts[0].value.as_str(), facts[1].value.as_str()), ("200 g/m²", "1.5 m"));
        let mut faults = Faults::default();
        check_facts("carpets", &mut facts, &mut faults);
        assert_eq!(faults.end().map_err(|stop| stop.code()), Err(Some("catalog-fact-no-number")));
    }
}
