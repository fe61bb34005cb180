//! The reference rates of the European Central Bank, as its files tell them
//! (www.ecb.europa.eu/stats/policy_and_exchange_rates): XML or CSV, of one day or of many.

use super::RatesRefusal;
use jiff::civil::Date;
use kernel::{Currency, Rate, Rates};
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

/// Who publishes these files.
const SOURCE: &str = "European Central Bank";
/// A currency that has no rate on a day.
const NONE: &str = "N/A";
/// Days since 1999, and currencies of the world.
const DAYS_MOST: usize = 20_000;
const CURRENCIES_MOST: usize = 200;

/// What a file tells, the newest day first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateFile {
    /// Who published it.
    pub source: String,
    /// Its days.
    pub days: Vec<Rates>,
}

impl RateFile {
    /// Reads a file; one rate that cannot be read spoils it whole. Currencies that this market does
    /// not know are left out.
    pub fn read(bytes: &[u8]) -> Result<Self, RatesRefusal> {
        let text = std::str::from_utf8(bytes).map_err(|_| RatesRefusal::FileUnknown)?;
        let text = text.trim_start_matches('\u{feff}').trim_start();
        let mut days = match text.starts_with('<') {
            true => read_xml(text)?,
            false => read_csv(text)?,
        };
        days.retain(|day| day.all().len() > 1);
        days.sort_by(|one, other| other.day.cmp(&one.day));
        days.dedup_by(|one, other| one.day == other.day);
        match days.len() {
            1..=DAYS_MOST => Ok(Self { source: SOURCE.to_owned(), days }),
            _ => Err(RatesRefusal::FileUnknown),
        }
    }
}

/// One day while it is read.
struct Day {
    day: Date,
    rates: Vec<(Currency, Rate)>,
}

impl Day {
    fn put(&mut self, code: &str, told: &str) -> Result<(), RatesRefusal> {
        if told.is_empty() || told == NONE {
            return Ok(());
        }
        let wrong = || RatesRefusal::RateUnreadable { told: format!("{code} {told}") };
        let rate = Rate::parse(told).ok_or_else(wrong)?;
        if self.rates.len() >= CURRENCIES_MOST {
            return Err(RatesRefusal::FileUnknown);
        }
        if let Some(currency) = Currency::from_code(code) {
            if self.rates.iter().any(|(known, _)| *known == currency) {
                return Err(wrong());
            }
            self.rates.push((currency, rate));
        }
        Ok(())
    }

    fn end(self) -> Rates {
        Rates::new(self.day.to_string(), Currency::EUR, self.rates)
    }
}

/// `<Cube time='…'>` holds `<Cube currency='…' rate='…'/>`.
fn read_xml(text: &str) -> Result<Vec<Rates>, RatesRefusal> {
    let mut reader = Reader::from_str(text);
    let (mut days, mut day): (Vec<Rates>, Option<Day>) = (Vec::new(), None);
    loop {
        match reader.read_event().map_err(|_| RatesRefusal::FileUnknown)? {
            Event::Eof => break,
            // What a document type declares could be anything.
            Event::DocType(_) => return Err(RatesRefusal::FileUnknown),
            Event::Start(tag) | Event::Empty(tag) => {
                if let Some(told) = value(&tag, "time")? {
                    days.extend(day.take().map(Day::end));
                    let told = told.parse().map_err(|_| RatesRefusal::FileUnknown)?;
                    day = Some(Day { day: told, rates: Vec::new() });
                }
                if let (Some(code), Some(rate)) = (value(&tag, "currency")?, value(&tag, "rate")?) {
                    day.as_mut().ok_or(RatesRefusal::FileUnknown)?.put(&code, &rate)?;
                }
            }
            _ => {}
        }
        if days.len() > DAYS_MOST {
            return Err(RatesRefusal::FileUnknown);
        }
    }
    days.extend(day.map(Day::end));
    Ok(days)
}

fn value(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, RatesRefusal> {
    let found = tag.try_get_attribute(name).map_err(|_| RatesRefusal::FileUnknown)?;
    let read = |one: quick_xml::events::attributes::Attribute<'_>| {
        let value = one.normalized_value(XmlVersion::Implicit1_0);
        value.map(|value| value.trim().to_owned()).map_err(|_| RatesRefusal::FileUnknown)
    };
    found.map(read).transpose()
}

/// A line of codes that begins with `Date`, then a line for each day.
fn read_csv(text: &str) -> Result<Vec<Rates>, RatesRefusal> {
    let mut reader = csv::ReaderBuilder::new();
    let mut reader = reader.flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let head = reader.headers().map_err(|_| RatesRefusal::FileUnknown)?.clone();
    if head.get(0) != Some("Date") {
        return Err(RatesRefusal::FileUnknown);
    }
    let mut days = Vec::new();
    for row in reader.records().take(DAYS_MOST + 1) {
        let row = row.map_err(|_| RatesRefusal::FileUnknown)?;
        let told = row.get(0).and_then(read_day).ok_or(RatesRefusal::FileUnknown)?;
        let mut day = Day { day: told, rates: Vec::new() };
        for (code, rate) in head.iter().zip(row.iter()).skip(1) {
            if !code.is_empty() {
                day.put(code, rate)?;
            }
        }
        days.push(day.end());
    }
    Ok(days)
}

/// `2026-11-27`, or `27 November 2026` as the file of one day writes it.
fn read_day(told: &str) -> Option<Date> {
    told.parse().or_else(|_| Date::strptime("%d %B %Y", told)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<gesmes:Envelope xmlns:gesmes=\"http://www.gesmes.org/xml/2002-08-01\"
  xmlns=\"http://www.ecb.int/vocabulary/2002-08-01/eurofxref\">
  <gesmes:subject>Reference rates</gesmes:subject>
  <Cube><Cube time='2026-11-27'>
    <Cube currency='USD' rate='1.0560'/><Cube currency='CNY' rate='7.6512'/>
  </Cube></Cube>
</gesmes:Envelope>";

    fn told(file: &RateFile) -> Vec<(String, Vec<(&'static str, String)>)> {
        let day = |day: &Rates| {
            let rates = day.all().iter().map(|(one, rate)| (one.code(), rate.plain())).collect();
            (day.day.clone(), rates)
        };
        file.days.iter().map(day).collect()
    }

    #[test]
    fn a_file_of_one_day_reads_alike_as_xml_and_csv() {
        let csv = "Date, USD, CNY, \n27 November 2026, 1.0560, 7.6512, \n";
        let wanted = [("CNY", "7.6512"), ("EUR", "1"), ("USD", "1.056")];
        let wanted = wanted.map(|(code, rate)| (code, rate.to_owned())).to_vec();
        for text in [XML, csv] {
            let file = RateFile::read(text.as_bytes()).expect("a file");
            assert_eq!(told(&file), [("2026-11-27".to_owned(), wanted.clone())], "{text}");
        }
    }

    #[test]
    fn many_days_come_newest_first_and_what_has_no_rate_is_left_out() {
        let csv = "Date,USD,CYP,ZZZ,\n2026-11-26,1.05,N/A,3,\n2026-11-27,1.06,N/A,3,\n";
        let file = RateFile::read(csv.as_bytes()).expect("a file");
        let days: Vec<&str> = file.days.iter().map(|day| day.day.as_str()).collect();
        assert_eq!(days, ["2026-11-27", "2026-11-26"]);
        assert!(file.days.iter().all(|day| day.all().len() == 2));
    }

    #[test]
    fn a_file_with_one_bad_rate_or_none_is_refused() {
        for (text, wanted) in [
            (XML.replace("1.0560", "0"), "rates-rate-unreadable"),
            (XML.replace("1.0560", "1,05"), "rates-rate-unreadable"),
            (XML.replace("CNY", "USD"), "rates-rate-unreadable"),
            (XML.replace("2026-11-27", "today"), "rates-file-unknown"),
            (format!("<!DOCTYPE x [<!ENTITY a \"b\">]>{XML}"), "rates-file-unknown"),
            ("<Cube currency='USD' rate='1'/>".to_owned(), "rates-file-unknown"),
            ("Date,USD\n".to_owned(), "rates-file-unknown"),
            ("Day,USD\n2026-11-27,1\n".to_owned(), "rates-file-unknown"),
            (String::new(), "rates-file-unknown"),
        ] {
            let refusal = RateFile::read(text.as_bytes()).expect_err("no file");
            assert_eq!(kernel::Reason::code(&refusal), wanted, "{text}");
        }
        assert!(RateFile::read(&[0xff, 0xfe, 0]).is_err());
    }
}
