//! GTINs: the numbers under bar codes, of 8, 12, 13 or 14 digits with a check digit (GS1 General
//! Specifications, section 7.9).

use super::CatalogRefusal;

/// What is no number is cut here before it is shown in a sentence.
const SHOWN_CHARS: usize = 20;

/// Reads a GTIN, with or without spaces and hyphens. Nothing typed is no number.
pub(crate) fn read_gtin(told: &str) -> Result<Option<String>, CatalogRefusal> {
    let digits: String = told.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    if digits.is_empty() {
        return Ok(None);
    }
    if matches!(digits.len(), 8 | 12 | 13 | 14) && adds_up(&digits) {
        return Ok(Some(digits));
    }
    let told = told.trim().chars().take(SHOWN_CHARS).filter(|c| !c.is_control()).collect();
    Err(CatalogRefusal::GtinWrong { told })
}

/// Counted from the right, every second digit weighs three; all together make whole tens.
fn adds_up(digits: &str) -> bool {
    let weighed = digits.bytes().rev().enumerate().map(|(nth, byte)| {
        let weight = if nth % 2 == 0 { 1 } else { 3 };
        byte.is_ascii_digit().then(|| u32::from(byte - b'0') * weight)
    });
    weighed.sum::<Option<u32>>().is_some_and(|sum| sum > 0 && sum % 10 == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_digit_decides() {
        for good in
            ["4006381333931", "40 0638 1333931", "036000291452", "96385074", "10614141000415"]
        {
            assert!(matches!(read_gtin(good), Ok(Some(_))), "{good}");
        }
        for bad in ["4006381333932", "400638133393", "0000000000000", "40063813339３1", "12a45678"]
        {
            assert!(read_gtin(bad).is_err(), "{bad}");
        }
        assert_eq!(read_gtin("  "), Ok(None));
    }
}
