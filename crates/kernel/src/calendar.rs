//! Which days are worked: Monday to Friday, less public holidays, and the days of a weekend that
//! are worked instead.

use jiff::civil::Date;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{LazyLock, OnceLock};

/// The calendars that come with the market.
const BUILT_IN: &str = include_str!("../../../rules/holidays.csv");
/// A file of holidays with more rows than this is no file of holidays: two centuries of one
/// country.
const ROWS_MOST: usize = 20_000;
/// Names of holidays are short.
const NAME_CHARS_MOST: usize = 60;

static KNOWN: LazyLock<Vec<Calendar>> =
    LazyLock::new(|| Calendar::read(BUILT_IN).unwrap_or_default());
static ADDED: OnceLock<Vec<Calendar>> = OnceLock::new();
static NOTHING: LazyLock<Calendar> = LazyLock::new(Calendar::default);

/// One version of the calendar of a country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// ISO 3166-1, two letters.
    pub country: String,
    /// What a timer that was counted by it keeps.
    pub version: String,
    days: BTreeMap<Date, Special>,
}

impl Default for Calendar {
    /// Monday to Friday, and nothing else.
    fn default() -> Self {
        Self { country: String::new(), version: "weekdays".to_owned(), days: BTreeMap::new() }
    }
}

/// A day that is not as the week has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Special {
    /// It is worked.
    pub is_worked: bool,
    /// For which holiday.
    pub name: String,
}

/// Why a file of holidays is refused: the row, from one, and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarFault {
    /// Which row.
    pub row: usize,
    /// What is wrong, in plain words.
    pub what: String,
}

impl Calendar {
    /// The calendar that is counted by now: the last version of the operator's own file for a
    /// country, else the last one that comes with the market, else Monday to Friday.
    pub fn current(country: &str) -> &'static Self {
        let of = |all: &'static [Self]| all.iter().rev().find(|one| one.country == country);
        let added = ADDED.get().and_then(|added| of(added));
        added.or_else(|| of(&KNOWN)).unwrap_or(&NOTHING)
    }

    /// Takes the operator's own calendars on, once, before anything is counted.
    pub fn add(calendars: Vec<Self>) {
        ADDED.get_or_init(|| calendars);
    }

    /// Reads rows of `country,version,date,what,name`; what a row says twice, the last one says.
    pub fn read(text: &str) -> Result<Vec<Self>, CalendarFault> {
        let mut calendars: Vec<Self> = Vec::new();
        for (nth, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let row = nth + 1;
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let fault = |what: &str| CalendarFault { row, what: what.to_owned() };
            if row > ROWS_MOST {
                return Err(fault("the file is too long"));
            }
            let (country, version, date, special) = read_row(line).map_err(fault)?;
            let is_it = |one: &&mut Self| one.country == country && one.version == version;
            match calendars.iter_mut().find(is_it) {
                Some(one) => {
                    one.days.insert(date, special);
                }
                None => {
                    let days = BTreeMap::from([(date, special)]);
                    calendars.push(Self { country, version, days });
                }
            }
        }
        Ok(calendars)
    }

    /// A calendar of these days.
    pub fn of(
        country: &str,
        version: &str,
        days: impl IntoIterator<Item = (Date, Special)>,
    ) -> Self {
        Self {
            country: country.to_owned(),
            version: version.to_owned(),
            days: days.into_iter().collect(),
        }
    }

    /// Writes its rows, as `read` takes them.
    pub fn rows(&self) -> String {
        let mut text = String::new();
        for (date, special) in &self.days {
            let what = if special.is_worked { "working" } else { "holiday" };
            let Self { country, version, .. } = self;
            // Writing to a text cannot fail.
            writeln!(text, "{country},{version},{date},{what},{}", special.name).ok();
        }
        text
    }

    /// Whether a day is worked.
    pub fn is_worked(&self, day: Date) -> bool {
        match self.days.get(&day) {
            Some(special) => special.is_worked,
            None => day.weekday().to_monday_one_offset() <= 5,
        }
    }

    /// Whether it says anything of a year; else that year counts Monday to Friday.
    pub fn knows(&self, year: i16) -> bool {
        self.days.keys().any(|day| day.year() == year)
    }

    /// How many days it names.
    pub fn len(&self) -> usize {
        self.days.len()
    }

    /// Whether it names none.
    pub fn is_empty(&self) -> bool {
        self.days.is_empty()
    }
}

fn read_row(line: &str) -> Result<(String, String, Date, Special), &'static str> {
    let mut cells = line.splitn(5, ',').map(str::trim);
    let mut cell = || cells.next().filter(|cell| !cell.is_empty());
    let country = cell().ok_or("a row is country,version,date,what,name")?;
    if country.len() != 2 || !country.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Err("a country is two capital letters");
    }
    let version = cell().filter(|version| version.len() <= 40);
    let version = version.ok_or("a version is 1 to 40 characters")?;
    let date = cell().and_then(|date| date.parse().ok()).ok_or("a date is like 2026-10-01")?;
    let is_worked = match cell() {
        Some("working") => true,
        Some("holiday") => false,
        _ => return Err("what a day is: holiday or working"),
    };
    let name: String = cell().unwrap_or("").chars().take(NAME_CHARS_MOST).collect();
    Ok((country.to_owned(), version.to_owned(), date, Special { is_worked, name }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn worked(day: &str) -> bool {
        Calendar::current("CN").is_worked(day.parse().expect("a date"))
    }

    #[test]
    fn china_rests_for_a_week_in_october_and_works_on_weekends_for_it() {
        for day in ["2026-10-01", "2026-10-02", "2026-10-05", "2026-10-07", "2026-10-03"] {
            assert!(!worked(day), "{day}");
        }
        for day in ["2026-09-20", "2026-09-30", "2026-10-08", "2026-10-09", "2026-10-10"] {
            assert!(worked(day), "{day}");
        }
        assert!(!worked("2026-10-11"), "a Sunday");
        let calendar = Calendar::current("CN");
        assert_eq!((calendar.version.as_str(), calendar.knows(2026)), ("CN-2026", true));
        assert!(!calendar.knows(2027), "nobody has published it");
    }

    #[test]
    fn a_country_without_a_calendar_works_monday_to_friday() {
        let none = Calendar::current("SE");
        assert_eq!(none.version, "weekdays");
        assert!(none.is_worked("2026-10-01".parse().expect("a Thursday")));
        assert!(!none.is_worked("2026-10-03".parse().expect("a Saturday")));
    }

    #[test]
    fn what_is_written_reads_back_and_a_broken_row_is_named() {
        let calendar = Calendar::current("CN");
        let read = Calendar::read(&calendar.rows()).expect("rows");
        assert_eq!(read, std::slice::from_ref(calendar));
        for (text, row) in [
            ("CN,v,2026-10-01,holiday,x\nCN,v,2026-13-01,holiday,x", 2),
            ("China,v,2026-10-01,holiday,x", 1),
            ("CN,,2026-10-01,holiday,x", 1),
            ("CN,v,2026-10-01,rest,x", 1),
            ("CN", 1),
            ("# fine\n\nCN,v,2026-02-30,working,x", 3),
        ] {
            assert_eq!(Calendar::read(text).expect_err(text).row, row, "{text}");
        }
    }
}
