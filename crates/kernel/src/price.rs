//! Prices finer than a cent.

use crate::money::{half_even, parse_decimal, plain_decimal};
use crate::{Currency, Money, MoneyRefusal};
use serde::{Deserialize, Serialize};

/// Decimals of a unit price.
const DECIMALS: u32 = 6;

/// The price of one unit of goods, in millionths of the currency's unit: USD 0.0875 a pair is
/// 87,500. It is not `Money` and cannot be posted; it becomes money once per line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitPrice {
    /// Millionths of the currency's unit.
    pub millionths: i64,
    /// The currency.
    pub currency: Currency,
}

impl UnitPrice {
    /// A price of so many millionths of the currency's unit.
    pub const fn new(millionths: i64, currency: Currency) -> Self {
        Self { millionths, currency }
    }

    /// The money for `quantity` units: exact product, rounded once, half to even, to the minor
    /// unit.
    pub fn times(self, quantity: i64) -> Result<Money, MoneyRefusal> {
        let exact = i128::from(self.millionths)
            .checked_mul(i128::from(quantity))
            .and_then(|product| product.checked_mul(i128::from(self.currency.minor_per_unit())))
            .ok_or(MoneyRefusal::TooLarge)?;
        let limit = i128::from(Money::LIMIT_MINOR) * 1_000_000;
        if exact.abs() > limit {
            return Err(MoneyRefusal::TooLarge);
        }
        Ok(Money::new(half_even(exact, 1_000_000), self.currency))
    }

    /// Reads plain decimal digits with at most six decimals.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, MoneyRefusal> {
        let millionths =
            parse_decimal(text, DECIMALS).ok_or(MoneyRefusal::NotAnAmount { currency })?;
        Ok(Self::new(millionths, currency))
    }

    /// Plain decimal digits: at least the currency's decimals, at most six, no trailing zeros
    /// beyond them.
    pub fn plain(self) -> String {
        let full = plain_decimal(self.millionths, DECIMALS);
        let least = usize::try_from(self.currency.exponent()).unwrap_or(2);
        let point = full.len() - 6;
        let mut end = full.len();
        while end > point + least && full.as_bytes()[end - 1] == b'0' {
            end -= 1;
        }
        full[..end].trim_end_matches('.').to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_finer_than_a_cent_is_rounded_once_per_line() {
        let price = UnitPrice::new(87_500, Currency::USD);
        assert_eq!(price.times(3).map(|m| m.minor), Ok(26));
        assert_eq!(price.times(20_000).map(|m| m.minor), Ok(175_000));
        assert!(UnitPrice::new(i64::MAX, Currency::USD).times(i64::MAX).is_err());
    }

    #[test]
    fn a_price_shows_the_digits_it_has() {
        assert_eq!(UnitPrice::new(87_500, Currency::USD).plain(), "0.0875");
        assert_eq!(UnitPrice::new(2_000_000, Currency::USD).plain(), "2.00");
        assert_eq!(UnitPrice::new(2_000_000, Currency::JPY).plain(), "2");
    }
}
