//! Orders of authorities over a firm that can no longer be paid as it wants.

use super::ScreeningRefusal;
use custody::{BankAccount, BankAccountKind};
use kernel::text::read_line;
use kernel::{Any, Firm, Id, Kind, Money, Person, Timestamp};
use std::fmt;

/// Names an order.
#[derive(Debug)]
pub enum FirmOrderKind {}
impl Kind for FirmOrderKind {
    const PREFIX: &'static str = "order";
}

/// What was ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrderedKind {
    /// A court freezes the firm's money, whole or up to a sum.
    Freeze,
    /// The firm is bankrupt: money goes to its administrator alone.
    Bankruptcy,
    /// The firm is dissolved: money goes to its successor or liquidator alone, or is kept.
    Dissolved,
}

impl OrderedKind {
    /// Every kind, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Freeze, Self::Bankruptcy, Self::Dissolved];

    /// The word in tables and in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Freeze => "freeze",
            Self::Bankruptcy => "bankruptcy",
            Self::Dissolved => "dissolved",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// The paper of an order, kept under its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media_type: String,
}

/// An order as an officer records it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFirmOrder {
    /// What was ordered.
    pub kind: OrderedKind,
    /// Who ordered it.
    pub authority: String,
    /// Its number there.
    pub reference: String,
    /// When, as a civil day.
    pub ordered_on: String,
    /// The last day on which it stands; empty if it stands until it is lifted.
    pub until_on: String,
    /// So much stays; all where nothing is said. Of a freeze alone.
    pub stays: Option<Money>,
    /// Its paper.
    pub paper: Option<Paper>,
}

/// An order that was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirmOrder {
    /// Over whom.
    pub firm: Id<Firm>,
    /// The order.
    pub id: Id<FirmOrderKind>,
    /// What it says.
    pub said: NewFirmOrder,
    /// The administrator's account, once two officers have named it.
    pub account: Option<Id<BankAccountKind>>,
    /// Whether it stands.
    pub is_standing: bool,
    /// The timer of its last day.
    pub timer: Option<Id<Any>>,
    /// Who recorded it.
    pub person: Id<Person>,
    /// When.
    pub at: Timestamp,
    /// When it was lifted.
    pub lifted_at: Option<Timestamp>,
    /// Raised with each act.
    pub version: i64,
}

/// What an officer sees of an administrator.
#[derive(Debug, Clone, Default)]
pub struct Administered {
    /// The administrator's account, once it is named.
    pub account: Option<BankAccount>,
    /// What can be paid to it: what is free in the firm's wallets and what was set apart of it; for
    /// an officer who has said that they look.
    pub has: Option<Vec<Money>>,
}

/// An authority's name and a number: one line of a letter each.
const LINE_CHARS_MOST: usize = 140;

impl NewFirmOrder {
    /// Checks what was typed; tells the instant at which it ends, if it does.
    pub(crate) fn check(
        &self,
        now: Timestamp,
        zone: &str,
    ) -> Result<(Self, Option<Timestamp>), ScreeningRefusal> {
        let most = i64::try_from(LINE_CHARS_MOST).unwrap_or(i64::MAX);
        let line = |field: &'static str, told: &str| {
            read_line(told, LINE_CHARS_MOST).map_err(|_| ScreeningRefusal::Line { field, most })
        };
        let (authority, reference) =
            (line("authority", &self.authority)?, line("reference", &self.reference)?);
        let day = |field: &'static str, told: &str| {
            let day = told.trim().parse::<jiff::civil::Date>();
            day.map_err(|_| ScreeningRefusal::Day { field })
        };
        let (today, ordered_on) = (now.date_in(zone), day("ordered_on", &self.ordered_on)?);
        if ordered_on > today {
            return Err(ScreeningRefusal::Day { field: "ordered_on" });
        }
        let until = match self.until_on.trim() {
            "" => None,
            told => Some(day("until_on", told)?)
                .filter(|until| *until >= today)
                .map_or(Err(ScreeningRefusal::Day { field: "until_on" }), |until| {
                    Ok(Some(until))
                })?,
        };
        if self.stays.is_some_and(|stays| stays.minor <= 0) {
            return Err(ScreeningRefusal::StaysNothing);
        }
        if self.stays.is_some() && self.kind != OrderedKind::Freeze {
            return Err(ScreeningRefusal::StaysOfFreeze);
        }
        let ends_at = until.map(|until| end_of(until, zone));
        let until_on = until.map(|day| day.to_string()).unwrap_or_default();
        let ordered_on = ordered_on.to_string();
        let (kind, stays, paper) = (self.kind, self.stays, self.paper.clone());
        let read = Self { kind, authority, reference, ordered_on, until_on, stays, paper };
        Ok((read, ends_at))
    }

    /// What the firm reads of it.
    pub(crate) fn told(&self) -> String {
        format!("{}, {}, {}", self.authority, self.reference, self.ordered_on)
    }
}

/// The first instant after a civil day.
fn end_of(day: jiff::civil::Date, zone: &str) -> Timestamp {
    let next = day.tomorrow().unwrap_or(day);
    let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
    let begin = next.to_zoned(zone).map(|begin| begin.timestamp().as_microsecond());
    Timestamp::from_micros(begin.unwrap_or(i64::MAX))
}

impl fmt::Display for NewFirmOrder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.told())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Currency;

    fn order() -> NewFirmOrder {
        NewFirmOrder {
            kind: OrderedKind::Freeze,
            authority: "District Court of Malmö".to_owned(),
            reference: "T 12-26".to_owned(),
            ordered_on: "2026-03-01".to_owned(),
            until_on: String::new(),
            stays: None,
            paper: None,
        }
    }

    #[test]
    fn an_order_says_who_when_and_until_when() {
        let now = Timestamp::from_micros(1_772_452_800_000_000); // 2 March 2026, noon in UTC
        let check = |order: NewFirmOrder| order.check(now, "UTC").map(|(_, ends_at)| ends_at);
        assert_eq!(check(order()), Ok(None));
        let until = NewFirmOrder { until_on: "2026-03-02".to_owned(), ..order() };
        assert_eq!(check(until), Ok(Some(Timestamp::from_micros(1_772_496_000_000_000))));
        let usd = |minor| Some(Money::new(minor, Currency::USD));
        for (wrong, code) in [
            (NewFirmOrder { authority: " ".to_owned(), ..order() }, "authority"),
            (NewFirmOrder { ordered_on: "2026-03-03".to_owned(), ..order() }, "ordered_on"),
            (NewFirmOrder { until_on: "2026-03-01".to_owned(), ..order() }, "until_on"),
            (NewFirmOrder { stays: usd(0), ..order() }, "stays"),
            (NewFirmOrder { stays: usd(5), kind: OrderedKind::Bankruptcy, ..order() }, "stays"),
        ] {
            let no = check(wrong).expect_err("refused");
            assert_eq!(kernel::Reason::field(&no), Some(code));
        }
    }
}
