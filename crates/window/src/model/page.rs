//! The page that a firm writes of itself.

use super::WindowRefusal;
use catalog::{Certificate, Photo};
use kernel::text::{TextFault, read_line, read_paragraphs};
use kernel::{Faults, Firm, Id, Lang, Outcome, Timestamp};
use party::Country;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The longest name, as in party.
const NAME_CHARS_MOST: usize = 120;
/// What it makes: a line in a list.
const MAKES_CHARS_MOST: usize = 160;
/// How it works: a page that is read to its end.
const HOW_CHARS_MOST: usize = 4_000;
/// Parts of a certificate.
const PAPER_CHARS_MOST: usize = 80;
/// A wall of papers.
const CERTIFICATES_MOST: usize = 20;
/// More markets than these say "everywhere".
const MARKETS_MOST: usize = 60;
/// No firm that trades today is older.
const FOUNDED_LEAST: i64 = 1_000;
/// What cannot be read is cut here before it is shown in a sentence.
const SHOWN_CHARS: usize = 24;

/// What a firm says in one language, written by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FirmWords {
    /// The language.
    #[schema(value_type = String, example = "en")]
    pub lang: Lang,
    /// What it makes, in a line of at most 160 characters.
    #[serde(default)]
    #[schema(example = "Cotton and merino socks, 200 needles")]
    pub makes: String,
    /// How it works, in at most 4,000 characters; paragraphs set apart by `\n`.
    #[serde(default)]
    pub how: String,
}

/// The page as somebody types it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NewFirmPage {
    /// The firm's name in the other script.
    #[serde(default)]
    #[schema(example = "Cixi Lanhua Knitting Mill")]
    pub other_name: String,
    /// The year in which it began.
    #[serde(default)]
    #[schema(example = 2009)]
    pub founded: Option<i64>,
    /// Where it sells to, ISO 3166-1 alpha-2; at most 60.
    #[serde(default)]
    #[schema(example = json!(["SE", "DE"]))]
    pub markets: Vec<String>,
    /// Its papers, at most 20.
    #[serde(default)]
    pub certificates: Vec<Certificate>,
    /// What it says, once for each language.
    #[serde(default)]
    pub words: Vec<FirmWords>,
}

/// The page of a firm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirmPage {
    /// Whose.
    pub firm: Id<Firm>,
    /// What was typed.
    pub told: NewFirmPage,
    /// Its photos, the first one on top.
    pub photos: Vec<Photo>,
    /// 0 until something is written; raised by every edit.
    pub version: i64,
    /// When it was written last.
    pub at: Option<Timestamp>,
}

impl FirmPage {
    /// The page of a firm that has written none.
    pub(crate) fn blank(firm: Id<Firm>) -> Self {
        Self { firm, told: NewFirmPage::default(), photos: Vec::new(), version: 0, at: None }
    }

    /// What it says to a reader of this language: in it if the firm wrote it, else in the first
    /// language that it wrote.
    pub fn words_for(&self, lang: Lang) -> Option<&FirmWords> {
        let words = &self.told.words;
        words.iter().find(|words| words.lang == lang).or_else(|| words.first())
    }
}

impl NewFirmPage {
    /// Reads what was typed until `year`; all mistakes are told at once.
    pub(crate) fn read(&self, year: i64) -> Outcome<Self> {
        let mut faults = Faults::default();
        let line = read_line(&self.other_name, NAME_CHARS_MOST);
        let other_name = text("other_name", NAME_CHARS_MOST, line);
        let founded = self.founded;
        if founded.is_some_and(|founded| !(FOUNDED_LEAST..=year).contains(&founded)) {
            faults.add(WindowRefusal::FoundedOutOfRange { least: FOUNDED_LEAST, most: year });
        }
        let read = Self {
            other_name: faults.or(other_name, String::new()),
            founded,
            markets: read_markets(&self.markets, &mut faults),
            certificates: read_certificates(&self.certificates, &mut faults),
            words: read_words(&self.words, &mut faults),
        };
        faults.end().map(|()| read)
    }
}

fn text(
    field: &'static str,
    most: usize,
    read: Result<String, TextFault>,
) -> Result<String, WindowRefusal> {
    match read {
        Err(TextFault::Empty) => Ok(String::new()),
        Err(TextFault::TooLong) => Err(WindowRefusal::TextTooLong { field, most }),
        Err(TextFault::Unprintable) => Err(WindowRefusal::TextUnprintable { field }),
        Ok(text) => Ok(text),
    }
}

fn shown(told: &str) -> String {
    told.chars().take(SHOWN_CHARS).filter(|c| !c.is_control()).collect()
}

fn read_markets(told: &[String], faults: &mut Faults) -> Vec<String> {
    if told.len() > MARKETS_MOST {
        faults.add(WindowRefusal::TooMany { field: "markets", most: MARKETS_MOST });
    }
    let mut markets: Vec<String> = Vec::new();
    for told in told.iter().take(MARKETS_MOST).filter(|told| !told.trim().is_empty()) {
        match Country::from_code(&told.trim().to_ascii_uppercase()) {
            Some(country) if markets.iter().any(|one| one == country.code()) => {}
            Some(country) => markets.push(country.code().to_owned()),
            None => faults.add(WindowRefusal::MarketUnknown { told: shown(told) }),
        }
    }
    markets
}

fn read_certificates(told: &[Certificate], faults: &mut Faults) -> Vec<Certificate> {
    let field = "certificates";
    if told.len() > CERTIFICATES_MOST {
        faults.add(WindowRefusal::TooMany { field, most: CERTIFICATES_MOST });
    }
    let mut read = Vec::new();
    for one in told.iter().take(CERTIFICATES_MOST) {
        let mut part = |told: &str| {
            faults
                .or(text(field, PAPER_CHARS_MOST, read_line(told, PAPER_CHARS_MOST)), String::new())
        };
        let (name, number, issued_by) = (part(&one.name), part(&one.number), part(&one.issued_by));
        let valid_until = faults.or(read_day(&one.valid_until), String::new());
        let is_empty = number.is_empty() && issued_by.is_empty() && valid_until.is_empty();
        match (name.is_empty(), is_empty) {
            (true, true) => {}
            (true, false) => faults.add(WindowRefusal::CertificateNameless),
            _ => read.push(Certificate { name, number, issued_by, valid_until }),
        }
    }
    read
}

fn read_day(told: &str) -> Result<String, WindowRefusal> {
    let told = told.trim();
    if told.is_empty() {
        return Ok(String::new());
    }
    let day: Result<jiff::civil::Date, _> = told.parse();
    day.map(|day| day.to_string()).map_err(|_| WindowRefusal::DayUnreadable { told: shown(told) })
}

/// One text for each language; of several the last counts, and a language without words is left
/// out.
fn read_words(told: &[FirmWords], faults: &mut Faults) -> Vec<FirmWords> {
    let mut read: Vec<FirmWords> = Vec::new();
    for one in told {
        let (makes_field, how_field) = fields(one.lang);
        let makes = read_line(&one.makes, MAKES_CHARS_MOST);
        let makes = faults.or(text(makes_field, MAKES_CHARS_MOST, makes), String::new());
        let how = read_paragraphs(&one.how, HOW_CHARS_MOST);
        let how = faults.or(text(how_field, HOW_CHARS_MOST, how), String::new());
        read.retain(|other| other.lang != one.lang);
        if !makes.is_empty() || !how.is_empty() {
            read.push(FirmWords { lang: one.lang, makes, how });
        }
    }
    read
}

/// The form's fields of a language.
const fn fields(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::En => ("makes_en", "how_en"),
        Lang::ZhCn => ("makes_zh", "how_zh"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Stop;

    #[test]
    fn every_mistake_of_a_page_is_told_at_once() {
        let paper = Certificate {
            number: "7".into(),
            valid_until: "soon".into(),
            ..Certificate::default()
        };
        let page = NewFirmPage {
            other_name: "x".repeat(121),
            founded: Some(2_030),
            markets: vec!["se".into(), "Narnia".into()],
            certificates: vec![paper],
            words: vec![FirmWords {
                lang: Lang::En,
                makes: "a\u{202e}b".into(),
                how: String::new(),
            }],
        };
        let Err(Stop::RefusedAll(all)) = page.read(2_026) else { panic!("not refused") };
        let codes: Vec<&str> = all.iter().map(|one| one.code).collect();
        let wanted = [
            "window-founded-out-of-range",
            "window-text-too-long",
            "window-market-unknown",
            "window-day-unreadable",
            "window-certificate-nameless",
            "window-text-unprintable",
        ];
        assert_eq!(codes, wanted);
    }

    #[test]
    fn a_reader_gets_their_own_language_or_the_original() {
        let words = |lang, makes: &str| FirmWords { lang, makes: makes.into(), how: String::new() };
        let mut page = FirmPage::blank(Id::new(1));
        assert_eq!(page.words_for(Lang::En), None);
        page.told.words = vec![words(Lang::ZhCn, "袜子")];
        assert_eq!(page.words_for(Lang::En).map(|words| words.lang), Some(Lang::ZhCn));
        page.told.words.push(words(Lang::En, "Socks"));
        assert_eq!(page.words_for(Lang::En).map(|words| words.makes.as_str()), Some("Socks"));
    }
}
