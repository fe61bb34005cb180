//! HS codes: the six digits that all customs share, and what a country adds.

use super::CatalogRefusal;

/// The subheadings of HS 2022, six digits a line, in order.
const SUBHEADINGS: &str = include_str!("../../hs2022.csv");
/// A line of the list: six digits and its end.
const LINE: usize = 7;
/// No tariff writes more digits.
const DIGITS_MOST: usize = 12;

/// Whether HS 2022 has a chapter, heading or subheading of these digits.
pub(crate) fn is_known(code: &str) -> bool {
    let digits = code.as_bytes();
    let is_number = (2..=6).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit);
    is_number && first_from(code).is_some_and(|found| found.starts_with(code))
}

/// The first subheading that does not stand before this code.
fn first_from(code: &str) -> Option<&'static str> {
    let line = |nth: usize| SUBHEADINGS.get(nth * LINE..nth * LINE + 6);
    let (mut low, mut high) = (0, SUBHEADINGS.len() / LINE);
    while low < high {
        let middle = low.midpoint(high);
        if line(middle)? < code { low = middle + 1 } else { high = middle }
    }
    line(low)
}

/// Reads 6 to 12 digits, with or without dots and spaces, of which HS 2022 knows the first six.
/// Nothing typed is no code.
pub(crate) fn read_hs(told: &str) -> Result<Option<String>, CatalogRefusal> {
    let digits: String = told.chars().filter(|c| !matches!(c, '.' | ' ' | '-')).collect();
    if digits.is_empty() {
        return Ok(None);
    }
    let is_long_enough = (6..=DIGITS_MOST).contains(&digits.len());
    if !is_long_enough || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(CatalogRefusal::HsNotDigits);
    }
    if is_known(&digits[..6]) { Ok(Some(digits)) } else { Err(CatalogRefusal::HsUnknown) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_written() {
        for told in ["611595", "6115.95", " 6115 95 ", "6115.95.00.00", "611595000019"] {
            let digits: String = told.chars().filter(char::is_ascii_digit).collect();
            assert_eq!(read_hs(told), Ok(Some(digits)), "{told}");
        }
        assert_eq!(read_hs(" "), Ok(None));
        assert_eq!(read_hs("6115"), Err(CatalogRefusal::HsNotDigits));
        assert_eq!(read_hs("61159500000000"), Err(CatalogRefusal::HsNotDigits));
        assert_eq!(read_hs("sock95"), Err(CatalogRefusal::HsNotDigits));
        assert_eq!(read_hs("611500"), Err(CatalogRefusal::HsUnknown));
    }

    #[test]
    fn the_list_is_in_order_and_whole() {
        let lines: Vec<&str> = SUBHEADINGS.lines().collect();
        assert!(lines.is_sorted() && lines.len() > 5_600);
        assert!(lines.iter().all(|line| is_known(line) && is_known(&line[..4])));
        assert!(!is_known("98") && !is_known("6") && !is_known("77"));
    }
}
