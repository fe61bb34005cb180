//! A list of names, and what is found in it.

use super::ScreeningRefusal;
use super::measure::{Arithmetic, Known, measure};
use super::plain::Plain;
use kernel::rules::Screening;
use kernel::text::read_line;
use kernel::{Id, Kind, Person, Timestamp};
use serde::{Deserialize, Serialize};

/// Names a version of a list.
#[derive(Debug)]
pub enum ListKind {}
impl Kind for ListKind {
    const PREFIX: &'static str = "list";
}

/// What stands on a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ListedKind {
    /// A human being.
    Individual,
    /// A firm, a group, a body.
    Entity,
}

impl ListedKind {
    /// The word in tables and in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Individual => "individual",
            Self::Entity => "entity",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Individual, Self::Entity].into_iter().find(|kind| kind.word() == word)
    }
}

/// How sure the list is of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Quality {
    /// The name itself.
    Name,
    /// The name in its own script.
    Script,
    /// Another name that is well known.
    Good,
    /// Another name that says little by itself.
    Low,
}

/// One name of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedName {
    /// The name as it is written.
    pub text: String,
    /// How sure it is.
    pub quality: Quality,
}

/// When somebody was born: in one of these years, and on this day where it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Birth {
    /// The first year that it may be.
    pub from: i64,
    /// The last.
    pub to: i64,
    /// Month and day, where they are known.
    pub day: Option<(i64, i64)>,
}

/// A person or body on the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The list's own number for it (`DATAID`).
    pub code: String,
    /// What it is.
    pub kind: ListedKind,
    /// The reference of the resolution, such as `QDi.001`.
    pub reference: String,
    /// Its names, the first one first.
    pub names: Vec<ListedName>,
    /// Its countries, by their codes of ISO 3166, in order.
    pub countries: Vec<String>,
    /// When somebody was born.
    pub births: Vec<Birth>,
    /// Since when it is listed.
    pub listed_on: String,
    /// When it was changed last.
    pub updated_on: String,
}

/// A list that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewList {
    /// The day on which it was made.
    pub made_on: String,
    /// Who is on it.
    pub entries: Vec<Entry>,
}

/// A version of the list that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptList {
    /// The version.
    pub id: Id<ListKind>,
    /// SHA-256 of its file.
    pub hash: String,
    /// The file's name.
    pub file: String,
    /// The day on which it was made.
    pub made_on: String,
    /// Who is on it.
    pub entries: i64,
    /// Who loaded it; nobody where the command line did.
    pub person: Option<Id<Person>>,
    /// When it was loaded.
    pub at: Timestamp,
    /// The last waiting payment that was looked at by it; nothing once all were.
    pub after_order: Option<i64>,
    /// The last firm that was looked at by it.
    pub after_firm: i64,
    /// Firms looked at.
    pub firms: i64,
    /// Cases that came of it.
    pub hits: i64,
    /// When all firms had been looked at.
    pub ended_at: Option<Timestamp>,
}

/// A name to be looked for, typed by an officer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// The name.
    pub name: String,
    /// Its country, ISO 3166.
    pub country: Option<String>,
    /// When somebody of this name was born.
    pub birth: Option<Birth>,
}

/// An entry that a name is like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The list's number.
    pub code: String,
    /// The reference.
    pub reference: String,
    /// The name on the list.
    pub listed: ListedName,
    /// How the score came about.
    pub arithmetic: Arithmetic,
}

/// A list whose names are ready to be compared.
#[derive(Debug)]
pub(crate) struct Prepared {
    entries: Vec<(Entry, Vec<Plain>)>,
}

impl Prepared {
    /// Makes every name plain once.
    pub(crate) fn of(entries: Vec<Entry>, rules: &Screening) -> Self {
        let plain = |entry: Entry| {
            let names = entry.names.iter().map(|name| Plain::of(&name.text, rules)).collect();
            (entry, names)
        };
        Self { entries: entries.into_iter().map(plain).collect() }
    }

    /// The entries that a name is like, the likest first: each with its likest name.
    pub(crate) fn find(&self, tried: &Tried, rules: &Screening) -> Vec<Match> {
        let plain = Plain::of(&tried.name, rules);
        let mut found: Vec<Match> =
            self.entries.iter().filter_map(|entry| like(&plain, tried, entry, rules)).collect();
        let order = |one: &Match| (std::cmp::Reverse(one.arithmetic.score), one.code.clone());
        found.sort_by_key(order);
        found.truncate(usize::try_from(rules.hits_most).unwrap_or(usize::MAX));
        found
    }

    /// An entry by its number.
    pub(crate) fn entry(&self, code: &str) -> Option<&Entry> {
        self.entries.iter().map(|(entry, _)| entry).find(|entry| entry.code == code)
    }
}

fn like(
    plain: &Plain,
    tried: &Tried,
    (entry, names): &(Entry, Vec<Plain>),
    rules: &Screening,
) -> Option<Match> {
    let known = Known {
        country: tried.country.as_deref(),
        countries: &entry.countries,
        birth: tried.birth,
        births: &entry.births,
    };
    let mut best: Option<Match> = None;
    for (listed, other) in entry.names.iter().zip(names) {
        let arithmetic = measure(plain, other, &known, rules);
        let least = match listed.quality {
            Quality::Low => rules.weak_alias_least,
            Quality::Name | Quality::Script | Quality::Good => rules.match_least,
        };
        let is_better = best.as_ref().is_none_or(|best| arithmetic.score > best.arithmetic.score);
        if arithmetic.score >= least && is_better {
            let (code, reference) = (entry.code.clone(), entry.reference.clone());
            best = Some(Match { code, reference, listed: listed.clone(), arithmetic });
        }
    }
    best
}

/// Characters of a name that is tried: the longest of a bank.
const NAME_CHARS_MOST: usize = 140;

impl Tried {
    /// Reads what an officer types.
    pub fn read(name: &str, country: &str, birth: Option<Birth>) -> Result<Self, ScreeningRefusal> {
        let most = i64::try_from(NAME_CHARS_MOST).unwrap_or(i64::MAX);
        let name = read_line(name, NAME_CHARS_MOST).map_err(|_| ScreeningRefusal::Name { most })?;
        let country = match country.trim().to_ascii_uppercase().as_str() {
            "" => None,
            code => {
                let known = party::Country::from_code(code).ok_or(ScreeningRefusal::Country)?;
                Some(known.code().to_owned())
            }
        };
        Ok(Self { name, country, birth })
    }
}

/// Reads a day such as 1970-12-31, or a year; nothing where nothing is typed.
pub fn read_birth(told: &str) -> Result<Option<Birth>, ScreeningRefusal> {
    let told = told.trim();
    if told.is_empty() {
        return Ok(None);
    }
    if let Ok(day) = told.parse::<jiff::civil::Date>() {
        let year = day.year().into();
        let day = Some((day.month().into(), day.day().into()));
        return Ok(Some(Birth { from: year, to: year, day }));
    }
    let year: i64 = told.parse().map_err(|_| ScreeningRefusal::BirthDate)?;
    if !(1850..=2100).contains(&year) {
        return Err(ScreeningRefusal::BirthDate);
    }
    Ok(Some(Birth { from: year, to: year, day: None }))
}
