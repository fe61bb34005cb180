//! Amounts, dates and words of one element; what is wrong with one is said with its place.

use crate::fault::{Fault, Faults, What};
use crate::model::LONGEST_ID;
use crate::xml::{Node, path_of};
use jiff::civil::Date;
use kernel::text::is_unprintable;
use kernel::{Currency, Money, MoneyRefusal};

/// What stands where a reference would and is none, by its letters and digits: `NOTPROVIDED` by the
/// EPC's guidelines for SEPA's messages, `NONREF` by SWIFT's of MT 940 (field 61), out of which
/// many banks make their entries, and what other banks write.
const NO_REFERENCE: [&str; 10] = [
    "NOTPROVIDED",
    "NONREF",
    "NOREF",
    "NOREFERENCE",
    "NOTAVAILABLE",
    "NOTAPPLICABLE",
    "UNKNOWN",
    "NONE",
    "NULL",
    "NA",
];

/// Reads the fields of one element.
pub(super) struct Field<'a> {
    pub(super) above: &'a [Node],
    pub(super) node: &'a Node,
    pub(super) faults: &'a mut Faults,
}

impl<'a> Field<'a> {
    pub(super) fn fault(&mut self, path: &str, what: What) {
        let at = self.node.at(path).unwrap_or(self.node);
        let here = path_of(self.above, self.node);
        let path = if path.is_empty() { here } else { format!("{here}/{path}") };
        self.faults.add(Fault { line: at.line, path, what });
    }

    /// The text at the first path that has one; without any, a fault.
    pub(super) fn must(&mut self, paths: &[&str]) -> Option<&'a str> {
        let text = self.node.text(paths);
        if text.is_none() {
            self.fault(paths.first().copied().unwrap_or_default(), What::Missing);
        }
        text
    }

    /// An id that will be said again has as many letters as the standard gives it, on one line.
    pub(super) fn must_be_an_id(&mut self, path: &str, id: Option<&str>) {
        let is_id = |id: &str| id.chars().count() <= LONGEST_ID && !id.chars().any(is_unprintable);
        if !id.is_none_or(is_id) {
            self.fault(path, What::TextTooLong);
        }
    }

    /// The unsigned amount at a path, if anything stands there.
    pub(super) fn amount(&mut self, path: &str) -> Option<Money> {
        let at = self.node.at(path)?;
        match amount_of(at) {
            Ok(amount) => Some(amount),
            Err(what) => {
                self.fault(path, what);
                None
            }
        }
    }

    /// Plus or minus one by `CRDT` or `DBIT` at a path, if anything stands there.
    pub(super) fn sign(&mut self, path: &str) -> Option<i64> {
        match self.node.text(&[path])? {
            "CRDT" => Some(1),
            "DBIT" => Some(-1),
            _ => {
                self.fault(path, What::UnknownWord);
                None
            }
        }
    }

    /// The date at the first of several paths that has one.
    pub(super) fn date(&mut self, paths: &[&str]) -> Option<Date> {
        let path = *paths.iter().find(|path| self.node.text(&[path]).is_some())?;
        let date = self.node.text(&[path]).and_then(date_of);
        if date.is_none() {
            self.fault(path, What::NotADate);
        }
        date
    }

    /// The whole number at a path, if anything stands there.
    pub(super) fn number(&mut self, path: &str) -> Option<i64> {
        let number = self.node.text(&[path])?.parse().ok().filter(|number| *number >= 0);
        if number.is_none() {
            self.fault(path, What::NotANumber);
        }
        number
    }
}

/// The reference at the first of several paths that has one. What stands for none is none, and so
/// is what has no sign but noughts: two entries that bear it are not the same one.
pub(super) fn reference(node: &Node, paths: &[&str]) -> Option<String> {
    let mut told = paths.iter().filter_map(|path| node.string(&[path]));
    told.find(|told| {
        let plain: String = told.chars().filter(|sign| sign.is_alphanumeric()).collect();
        plain.chars().any(|sign| sign != '0')
            && !NO_REFERENCE.contains(&plain.to_ascii_uppercase().as_str())
    })
}

/// The amount of an element with its currency. Noughts behind the currency's decimals say nothing
/// and may stand.
pub(super) fn amount_of(node: &Node) -> Result<Money, What> {
    let code = node.attribute.as_deref().unwrap_or_default();
    let currency = Currency::from_code(code).ok_or(What::UnknownCurrency)?;
    let digits = node.text.trim();
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let is_number = [whole, decimals].iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()));
    if !is_number || whole.is_empty() {
        return Err(What::NotAnAmount);
    }
    let decimals = decimals.trim_end_matches('0');
    if decimals.len() > usize::try_from(currency.exponent()).unwrap_or(0) {
        return Err(What::TooManyDecimals);
    }
    let exact = if decimals.is_empty() { whole.to_owned() } else { format!("{whole}.{decimals}") };
    Money::parse(&exact, currency).map_err(|no| match no {
        MoneyRefusal::TooLarge => What::TooLarge,
        _ => What::NotAnAmount,
    })
}

/// The day of a date or of a moment, as the bank's calendar has it: with a zone or without.
pub(super) fn date_of(text: &str) -> Option<Date> {
    let day: Date = text.get(..10)?.parse().ok()?;
    let rest = text.get(10..)?;
    let zone = match rest.strip_prefix('T') {
        Some(time) => {
            let clock = time.get(..8)?;
            let _: jiff::civil::Time = clock.parse().ok()?;
            let after = time.get(8..)?;
            match after.strip_prefix('.') {
                Some(parts) => parts.trim_start_matches(|sign: char| sign.is_ascii_digit()),
                None => after,
            }
        }
        None => rest,
    };
    is_zone(zone).then_some(day)
}

fn is_zone(text: &str) -> bool {
    let clock = text.strip_prefix(['+', '-']);
    let is_clock =
        clock.is_some_and(|clock| clock.len() == 5 && clock.parse::<jiff::civil::Time>().is_ok());
    text.is_empty() || text == "Z" || is_clock
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(text: &str, code: &str) -> Result<i64, &'static str> {
        let (text, currency) = (text.to_owned(), Some(code.to_owned()));
        let node = Node { text, attribute: currency, ..Node::default() };
        amount_of(&node).map(|money| money.minor).map_err(What::word)
    }

    #[test]
    fn an_amount_is_exact_by_its_currency() {
        let cases = [
            ("1.23", "EUR", Ok(123)),
            ("1.2300", "EUR", Ok(123)),
            ("1.", "EUR", Ok(100)),
            ("0", "EUR", Ok(0)),
            ("1.234", "EUR", Err("too-many-decimals")),
            ("1.234", "KWD", Ok(1_234)),
            ("1.2", "JPY", Err("too-many-decimals")),
            ("12000", "JPY", Ok(12_000)),
            ("1,23", "EUR", Err("not-an-amount")),
            ("-1.23", "EUR", Err("not-an-amount")),
            ("+1", "EUR", Err("not-an-amount")),
            (".5", "EUR", Err("not-an-amount")),
            ("1e3", "EUR", Err("not-an-amount")),
            ("", "EUR", Err("not-an-amount")),
            ("90000000000000000", "EUR", Err("too-large")),
            ("1", "EURO", Err("unknown-currency")),
            ("1", "XAU", Err("unknown-currency")),
        ];
        for (text, code, expected) in cases {
            assert_eq!(amount(text, code), expected, "{text} {code}");
        }
    }

    #[test]
    fn what_stands_for_a_reference_that_there_is_not_is_none() {
        let read = |told: &str| {
            let child = Node { name: "Ref".to_owned(), text: told.to_owned(), ..Node::default() };
            reference(&Node { children: vec![child], ..Node::default() }, &["Ref"])
        };
        let none =
            ["NONREF", "NOTPROVIDED", "Not provided", "n/a", "None", " ", "0", "000-000", "-", "."];
        for told in none {
            assert_eq!(read(told), None, "{told}");
        }
        for told in ["B-1", "0001", "NONREF//4711", "NA-7", "无"] {
            assert_eq!(read(told).as_deref(), Some(told));
        }
    }

    #[test]
    fn a_day_is_read_with_and_without_a_zone_and_time() {
        let good = [
            "2027-02-28",
            "2027-02-28Z",
            "2027-02-28+08:00",
            "2027-02-28T23:59:59",
            "2027-02-28T23:59:59.123456",
            "2027-02-28T23:59:59.1Z",
            "2027-02-28T23:59:59-03:30",
        ];
        for text in good {
            assert_eq!(date_of(text).map(|day| day.to_string()).as_deref(), Some("2027-02-28"));
        }
        for bad in
            ["2027-02-29", "28.02.2027", "2027-02-28T24:61:00", "2027-02-28 ", "", "ä027-02-28"]
        {
            assert_eq!(date_of(bad), None, "{bad}");
        }
    }
}
