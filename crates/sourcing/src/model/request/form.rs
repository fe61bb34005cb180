//! A request as a buyer types it.

use super::{Audience, Mark, RequestLine, Spec, UnknownBuyer, Wanted, marks_of};
use crate::model::{QUANTITY_MOST, RequestRefusal};
use catalog::Category;
use kernel::rules::Rules;
use kernel::text::{TextFault, read_line, read_paragraphs};
use kernel::{Currency, Faults, Incoterm, Locode, Outcome, Timestamp, Unit, UnitPrice};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A line of a list on a phone.
const TITLE_CHARS_MOST: usize = 120;
/// Two pages.
const TEXT_CHARS_MOST: usize = 4_000;
/// A line of a contract.
const WHAT_CHARS_MOST: usize = 160;
/// `Outer packing`.
const SPEC_NAME_CHARS_MOST: usize = 60;
/// A point that takes more is two.
const SPEC_VALUE_CHARS_MOST: usize = 200;
/// `OEKO-TEX Standard 100, class 1`.
const CERTIFICATE_CHARS_MOST: usize = 80;
/// More papers than any goods need.
const CERTIFICATES_MOST: usize = 12;
/// A country's own lines of the HS code have ten; whoever knows one may write it as a category.
const HS_FIGURES_MOST: usize = 10;
/// The longest tag in use is `zh-Hant-TW`.
const LANG_CHARS_MOST: usize = 12;
/// Goods wanted later than in two years are a plan, not a request.
const WANTED_MOST_D: i64 = 730;
/// What somebody writes who says what is wanted, and not only that something is.
const TEXT_CHARS_LEAST: usize = 20;

/// What the buyer hopes to pay for one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NewTarget {
    /// Plain decimal digits, at most six decimals.
    #[schema(example = "0.62")]
    pub price: String,
    /// ISO 4217.
    #[schema(example = "USD")]
    pub currency: String,
}

/// A line as a buyer types it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NewRequestLine {
    /// What, 1 to 160 characters.
    #[schema(example = "Merino crew socks, four sizes")]
    pub what: String,
    /// The code of a category of the tree, or figures of an HS code.
    #[serde(default)]
    pub category: String,
    /// How many.
    #[schema(example = 30_000)]
    pub quantity: i64,
    /// UN/ECE Recommendation 20.
    #[schema(example = "PR")]
    pub unit: String,
    /// The points that the goods must meet, at most twelve.
    #[serde(default)]
    pub specs: Vec<Spec>,
    /// Never shown to sellers.
    #[serde(default)]
    pub target: Option<NewTarget>,
}

/// A request as a buyer types it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NewRequest {
    /// What it is about, 1 to 120 characters.
    #[schema(example = "30,000 pairs merino crew socks")]
    pub title: String,
    /// The buyer's own words, at most 4,000 characters.
    #[serde(default)]
    pub text: String,
    /// BCP 47 tag of the language that it is written in.
    #[schema(example = "sv")]
    pub lang: String,
    /// A country (ISO 3166-1) or a place (UN/LOCODE); a draft may leave it open.
    #[serde(default)]
    #[schema(example = "SEGOT")]
    pub destination: String,
    /// Incoterms 2020, if one is wished.
    #[serde(default)]
    #[schema(example = "FOB")]
    pub incoterm: Option<String>,
    /// By when, a day such as `2027-02-20`.
    #[serde(default)]
    pub wanted_by: Option<String>,
    /// Papers that must come with the goods, at most twelve.
    #[serde(default)]
    pub certificates: Vec<String>,
    /// Whether a sample is wanted first.
    #[serde(default)]
    pub wants_sample: bool,
    /// `everyone` or `asked`: only the sellers to whom it is brought.
    #[serde(default)]
    #[schema(example = "everyone")]
    pub audience: Option<String>,
    /// Days in which quotes may come, at most 60; 14 if left out.
    #[serde(default)]
    pub open_d: Option<i64>,
    /// What is wanted: 1 to 50 lines.
    pub lines: Vec<NewRequestLine>,
}

impl NewRequest {
    /// Everything that is checked before a request reaches a clerk: what would be sent, and what
    /// the checks mark in it.
    pub fn check(&self, now: Timestamp) -> Outcome<(Wanted, Vec<Mark>)> {
        let rules = Rules::current();
        let wanted = self.read(now, rules)?;
        wanted.admit_sending()?;
        let marks = marks_of(&wanted, UnknownBuyer { asks_twice: false }, rules);
        Ok((wanted, marks))
    }

    /// Reads what may stand in a draft; every mistake is told at once.
    pub(crate) fn read(&self, now: Timestamp, rules: &Rules) -> Outcome<Wanted> {
        let mut faults = Faults::default();
        let title = faults.or(line("title", &self.title, TITLE_CHARS_MOST), String::new());
        let text = match read_paragraphs(&self.text, TEXT_CHARS_MOST) {
            Err(TextFault::Empty) => Ok(String::new()),
            read => read.map_err(|fault| said("text", TEXT_CHARS_MOST, fault)),
        };
        let open_d = self.open_d.unwrap_or(rules.request.open_d);
        if !(1..=rules.request.open_most_d).contains(&open_d) {
            faults.add(RequestRefusal::OpenDaysOutOfRange { most: rules.request.open_most_d });
        }
        let audience = self.audience.as_deref().unwrap_or("everyone");
        let audience = Audience::from_word(audience).ok_or(RequestRefusal::AudienceUnknown);
        let wanted = Wanted {
            title,
            text: faults.or(text, String::new()),
            lang: faults.or(self.read_lang(), String::new()),
            destination: faults.or(self.read_destination(), String::new()),
            incoterm: faults.or(self.read_incoterm(), None),
            wanted_by: faults.or(self.read_day(now, rules), None),
            certificates: self.read_certificates(&mut faults),
            wants_sample: self.wants_sample,
            audience: faults.or(audience, Audience::Everyone),
            open_d,
            lines: self.read_lines(rules, &mut faults),
        };
        faults.end().map(|()| wanted)
    }

    fn read_lang(&self) -> Result<String, RequestRefusal> {
        let tag = self.lang.trim();
        let is_tag = (2..=LANG_CHARS_MOST).contains(&tag.len())
            && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && tag.bytes().take(2).all(|byte| byte.is_ascii_lowercase());
        if is_tag { Ok(tag.to_owned()) } else { Err(RequestRefusal::LanguageUnknown) }
    }

    fn read_destination(&self) -> Result<String, RequestRefusal> {
        match self.destination.trim() {
            "" => Ok(String::new()),
            code if Locode::is_country(code) || Locode::parse(code).is_some() => {
                Ok(code.to_owned())
            }
            _ => Err(RequestRefusal::DestinationUnknown),
        }
    }

    fn read_incoterm(&self) -> Result<Option<Incoterm>, RequestRefusal> {
        match self.incoterm.as_deref().map_or("", str::trim) {
            "" => Ok(None),
            code => Incoterm::from_code(code).map(Some).ok_or(RequestRefusal::IncotermUnknown),
        }
    }

    fn read_day(&self, now: Timestamp, rules: &Rules) -> Result<Option<String>, RequestRefusal> {
        let told = self.wanted_by.as_deref().map_or("", str::trim);
        if told.is_empty() {
            return Ok(None);
        }
        let day: jiff::civil::Date = told.parse().map_err(|_| RequestRefusal::DayUnreadable)?;
        let zone = &rules.market.time_zone;
        if day < now.date_in(zone) {
            return Err(RequestRefusal::DayPast);
        }
        if day > now.plus_days(WANTED_MOST_D).date_in(zone) {
            return Err(RequestRefusal::DayTooFar { most_d: WANTED_MOST_D });
        }
        Ok(Some(day.to_string()))
    }

    fn read_certificates(&self, faults: &mut Faults) -> Vec<String> {
        let told = self.certificates.iter().map(|one| one.trim()).filter(|one| !one.is_empty());
        let read: Vec<_> =
            told.map(|one| line("certificates", one, CERTIFICATE_CHARS_MOST)).collect();
        if read.len() > CERTIFICATES_MOST {
            faults.add(RequestRefusal::TooManyCertificates { most: CERTIFICATES_MOST });
            return Vec::new();
        }
        read.into_iter().map(|one| faults.or(one, String::new())).collect()
    }

    fn read_lines(&self, rules: &Rules, faults: &mut Faults) -> Vec<RequestLine> {
        let most = usize::try_from(rules.request.lines_most).unwrap_or(usize::MAX);
        if self.lines.is_empty() || self.lines.len() > most {
            faults.add(RequestRefusal::LinesOutOfRange { most: rules.request.lines_most });
            return Vec::new();
        }
        (1..).zip(&self.lines).map(|(nth, told)| told.read(nth, rules, faults)).collect()
    }
}

impl NewRequestLine {
    fn read(&self, nth: i64, rules: &Rules, faults: &mut Faults) -> RequestLine {
        let what = match read_line(&self.what, WHAT_CHARS_MOST) {
            Ok(what) => what,
            Err(_) => {
                faults.add(RequestRefusal::LineUnreadable { line: nth, most: WHAT_CHARS_MOST });
                String::new()
            }
        };
        if !(1..=QUANTITY_MOST).contains(&self.quantity) {
            faults.add(RequestRefusal::LineQuantityOutOfRange { line: nth, most: QUANTITY_MOST });
        }
        let unit = Unit::from_code(&self.unit).ok_or(RequestRefusal::LineUnitUnknown { line: nth });
        let category = self.category.trim();
        let is_hs =
            category.len() <= HS_FIGURES_MOST && category.bytes().all(|byte| byte.is_ascii_digit());
        if !is_hs && Category::find(category).is_none() {
            faults.add(RequestRefusal::LineCategoryUnknown { line: nth });
        }
        RequestLine {
            nth,
            what,
            category: category.to_owned(),
            quantity: self.quantity,
            unit: faults.or(unit, Unit::PIECE),
            specs: self.read_specs(nth, rules, faults),
            target: self.read_target(nth, faults),
            awarded: 0,
        }
    }

    fn read_specs(&self, nth: i64, rules: &Rules, faults: &mut Faults) -> Vec<Spec> {
        let most = usize::try_from(rules.request.specs_most).unwrap_or(usize::MAX);
        if self.specs.len() > most {
            let most = rules.request.specs_most;
            faults.add(RequestRefusal::LineTooManySpecs { line: nth, most });
            return Vec::new();
        }
        let read = |spec: &Spec| {
            let name = read_line(&spec.name, SPEC_NAME_CHARS_MOST);
            let value = read_line(&spec.value, SPEC_VALUE_CHARS_MOST);
            Some(Spec { name: name.ok()?, value: value.ok()? })
        };
        let specs: Vec<Spec> = self.specs.iter().filter_map(read).collect();
        if specs.len() < self.specs.len() {
            let (name, value) = (SPEC_NAME_CHARS_MOST, SPEC_VALUE_CHARS_MOST);
            faults.add(RequestRefusal::LineSpecUnreadable { line: nth, name, value });
        }
        specs
    }

    fn read_target(&self, nth: i64, faults: &mut Faults) -> Option<UnitPrice> {
        let target = self.target.as_ref()?;
        let price = Currency::from_code(&target.currency)
            .and_then(|currency| UnitPrice::parse(&target.price, currency).ok())
            .filter(|price| price.millionths > 0);
        if price.is_none() {
            faults.add(RequestRefusal::LineTargetUnreadable { line: nth });
        }
        price
    }
}

impl Wanted {
    /// Refuses to send what a supplier could not quote for; everything that is missing is told at
    /// once.
    pub(crate) fn admit_sending(&self) -> Outcome<()> {
        let mut faults = Faults::default();
        if self.destination.is_empty() {
            faults.add(RequestRefusal::DestinationMissing);
        }
        let is_told = letters(&self.text) >= TEXT_CHARS_LEAST;
        for line in self.lines.iter().filter(|line| line.specs.is_empty() && !is_told) {
            faults.add(RequestRefusal::FactsMissing { line: line.nth });
        }
        faults.end()
    }
}

/// Characters that say something: letters and figures; signs and pictures say nothing about goods.
fn letters(text: &str) -> usize {
    // A Chinese character says as much as a short word.
    let weight = |c: char| if ('\u{3400}'..='\u{9fff}').contains(&c) { 3 } else { 1 };
    text.chars().filter(|c| c.is_alphanumeric()).map(weight).sum()
}

fn line(field: &'static str, told: &str, most: usize) -> Result<String, RequestRefusal> {
    read_line(told, most).map_err(|fault| said(field, most, fault))
}

fn said(field: &'static str, most: usize, fault: TextFault) -> RequestRefusal {
    match fault {
        TextFault::Empty => RequestRefusal::TitleEmpty,
        TextFault::TooLong => RequestRefusal::TextTooLong { field, most },
        TextFault::Unprintable => RequestRefusal::TextUnprintable { field },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Stop;

    fn socks() -> NewRequest {
        let spec = |name: &str, value: &str| Spec { name: name.into(), value: value.into() };
        NewRequest {
            title: "30,000 pairs merino socks".into(),
            lang: "sv".into(),
            destination: "SEGOT".into(),
            lines: vec![NewRequestLine {
                what: "Merino crew socks".into(),
                quantity: 30_000,
                unit: "PR".into(),
                specs: vec![spec("Material", "merino, 62 g")],
                ..NewRequestLine::default()
            }],
            ..NewRequest::default()
        }
    }

    fn codes(change: impl FnOnce(&mut NewRequest)) -> Vec<&'static str> {
        let mut new = socks();
        change(&mut new);
        let now = Timestamp::from_micros(1_772_452_800_000_000);
        let read = new.read(now, Rules::current());
        match read.and_then(|wanted| wanted.admit_sending()) {
            Err(Stop::RefusedAll(all)) => all.iter().map(|one| one.code).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn every_mistake_is_told_at_once() {
        assert!(codes(|_| ()).is_empty());
        let found = codes(|new| {
            new.title = "🧦".repeat(2_560);
            new.lang = "??".into();
            new.destination = "XX".into();
            new.incoterm = Some("FAB".into());
            new.wanted_by = Some("2026-02-30".into());
            new.open_d = Some(61);
            new.lines[0].quantity = 0;
            new.lines[0].unit = "pairs".into();
        });
        let wanted = [
            "request-open-days-out-of-range",
            "request-text-too-long",
            "request-language-unknown",
            "request-destination-unknown",
            "request-incoterm-unknown",
            "request-day-unreadable",
            "request-line-quantity-out-of-range",
            "request-line-unit-unknown",
        ];
        let (mut found, mut wanted) = (found, wanted.to_vec());
        found.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(found, wanted);
    }

    #[test]
    fn fifty_one_lines_are_too_many() {
        let many =
            |count| move |new: &mut NewRequest| new.lines = vec![new.lines[0].clone(); count];
        assert!(codes(many(50)).is_empty());
        assert_eq!(codes(many(51)), ["request-lines-out-of-range"]);
        assert_eq!(codes(many(0)), ["request-lines-out-of-range"]);
    }

    #[test]
    fn pictures_are_no_facts_to_quote_on() {
        let without = |text: &str| {
            let text = text.to_owned();
            move |new: &mut NewRequest| {
                new.lines[0].specs.clear();
                new.text = text;
            }
        };
        let missing = ["request-facts-missing"];
        assert_eq!(codes(without("")), missing);
        assert_eq!(codes(without(&"🧦".repeat(2_000))), missing);
        assert!(codes(without("四个尺码，纸质腰封，印我们的商标")).is_empty());
        let neither = codes(|new| {
            new.destination.clear();
            new.lines[0].specs.clear();
        });
        assert_eq!(neither, ["request-destination-missing", "request-facts-missing"]);
    }
}
