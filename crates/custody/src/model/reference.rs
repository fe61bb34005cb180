//! Payment references by ISO 11649: what a payer writes on a transfer, with two check digits, so
//! that a slip of the pen is seen.

use super::BankOrderKind;
use kernel::Id;

/// The reference of an order: `RF`, two check digits, the order's own 13 characters.
pub(crate) fn reference_of(order: Id<BankOrderKind>) -> String {
    let shown = order.to_string();
    let body = shown.rsplit('_').next().unwrap_or_default().to_ascii_uppercase();
    format!("RF{:02}{body}", check_digits(&body))
}

/// Whether a text is such a reference, its check digits right.
pub(crate) fn is_reference(text: &str) -> bool {
    let digits = text.get(2..4).and_then(|digits| digits.parse::<u32>().ok());
    let body = text.get(4..).filter(|body| body.len() == 13);
    let is_plain = text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let is_right = body.zip(digits).is_some_and(|(body, digits)| check_digits(body) == digits);
    text.starts_with("RF") && is_plain && is_right
}

/// 98 less the remainder by 97 of the body and `RF00`, letters counting from A = 10.
fn check_digits(body: &str) -> u32 {
    let remainder = body.chars().chain("RF00".chars()).fold(0, |sum, sign| {
        let value = sign.to_digit(36).unwrap_or(0);
        let scale = if value < 10 { 10 } else { 100 };
        (sum * scale + value) % 97
    });
    98 - remainder
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digits_are_those_of_the_standard() {
        // The example that the European Payments Council gives.
        assert_eq!(check_digits("539007547034"), 18);
    }

    #[test]
    fn a_reference_fits_the_field_of_a_transfer() {
        let reference = reference_of(Id::new(i64::MAX));
        assert_eq!(reference.len(), 17);
        assert!(reference.starts_with("RF") && reference.ends_with("7ZZZZZZZZZZZZ"));
    }
}
