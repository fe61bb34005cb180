//! Texts that sides and officers write.

use super::refusal::RemedyRefusal;
use super::remedy::Decision;
use kernel::text::{read_line, read_paragraphs};

/// A reason, a statement or a decision: some two pages.
const TEXT_CHARS_MOST: usize = 4_000;
/// A carrier or a waybill's number: one line of a phone.
const LINE_CHARS_MOST: usize = 120;

/// What an officer decides, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDecision {
    /// The split.
    pub decision: Decision,
    /// Why, for the two sides.
    pub reasons: String,
    /// What everybody may read of it, without names.
    pub published: String,
}

/// Reads paragraphs.
pub(crate) fn read_text(field: &'static str, told: &str) -> Result<String, RemedyRefusal> {
    let most = i64::try_from(TEXT_CHARS_MOST).unwrap_or(i64::MAX);
    read_paragraphs(told, TEXT_CHARS_MOST).map_err(|_| RemedyRefusal::Text { field, most })
}

/// Reads one line.
pub(crate) fn read_line_of(field: &'static str, told: &str) -> Result<String, RemedyRefusal> {
    let most = i64::try_from(LINE_CHARS_MOST).unwrap_or(i64::MAX);
    read_line(told, LINE_CHARS_MOST).map_err(|_| RemedyRefusal::Text { field, most })
}

impl NewDecision {
    /// Both texts, found right. What everybody may read holds none of these names, no address and
    /// no long number: whoever reads it must not learn whose case it was.
    pub(crate) fn read(&self, names: &[String]) -> Result<(String, String), RemedyRefusal> {
        let reasons = read_text("reasons", &self.reasons)?;
        let published = read_text("published", &self.published)?;
        let text = published.to_lowercase();
        let has_name = names.iter().any(|name| text.contains(&name.to_lowercase()));
        let has_number = longest_number(&text) >= CONTACT_DIGITS;
        if has_name || has_number || text.contains('@') || text.contains("://") {
            return Err(RemedyRefusal::PublicTextNames);
        }
        Ok((reasons, published))
    }
}

/// Digits in a row, gaps apart, that could be a telephone, an account or a waybill.
const CONTACT_DIGITS: usize = 7;

fn longest_number(text: &str) -> usize {
    let (mut longest, mut now) = (0, 0);
    for c in text.chars() {
        match c {
            _ if c.is_numeric() => now += 1,
            ' ' | '-' | '.' => {}
            _ => now = 0,
        }
        longest = longest.max(now);
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{Currency, Money};

    #[test]
    fn what_everybody_reads_tells_no_name_no_address_and_no_number() {
        let read = |published: &str| {
            let decision = Decision { to_buyer: Money::new(1, Currency::CNY), needs_return: false };
            let (reasons, published) = ("The photos show it.".to_owned(), published.to_owned());
            let new = NewDecision { decision, reasons, published };
            new.read(&["Zhuji Socks".to_owned(), "诸暨袜业".to_owned()])
        };
        assert!(read("The colour was not as described; 240 went back of 1,200.50.").is_ok());
        for bad in [
            "",
            "ZHUJI SOCKS sent the wrong ones",
            "诸暨袜业发错货",
            "write to a@b.se",
            "see https://x.cn",
            "call 138 0013 8000",
        ] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }
}
