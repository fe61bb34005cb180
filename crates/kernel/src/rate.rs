//! What an amount is about in another currency, by one day's reference rates.

use crate::money::{half_even, parse_decimal, plain_decimal};
use crate::{Currency, Money, UnitPrice};
use serde::{Deserialize, Serialize};

/// Decimals of a rate; the European Central Bank publishes at most six.
const DECIMALS: u32 = 8;
/// Decimals of a unit price.
const PRICE_DECIMALS: u32 = 6;
/// Decimals beyond the currency's own that a price below one unit shows.
const FINE_DECIMALS: u32 = 2;

/// How many units of a currency one unit of the base is, exactly as it was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate(i64);

impl Rate {
    /// One for one: the base itself.
    pub const ONE: Self = Self(100_000_000);

    /// Reads plain decimal digits with at most eight decimals, above zero.
    pub fn parse(text: &str) -> Option<Self> {
        parse_decimal(text, DECIMALS).filter(|scaled| *scaled > 0).map(Self)
    }

    /// Plain decimal digits, as many as it has.
    pub fn plain(self) -> String {
        let full = plain_decimal(self.0, DECIMALS);
        full.trim_end_matches('0').trim_end_matches('.').to_owned()
    }
}

/// One day's reference rates. They show what a price is about; nobody pays by them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rates {
    /// The civil day of the rates, such as `2026-11-27`.
    pub day: String,
    /// The currency that all rates are against.
    pub base: Currency,
    rates: Vec<(Currency, Rate)>,
}

impl Rates {
    /// The rates of a day; the base is one of its own currencies.
    pub fn new(
        day: String,
        base: Currency,
        rates: impl IntoIterator<Item = (Currency, Rate)>,
    ) -> Self {
        let mut rates: Vec<_> = rates.into_iter().filter(|(one, _)| *one != base).collect();
        rates.push((base, Rate::ONE));
        rates.sort_by_key(|(one, _)| one.code());
        rates.dedup_by_key(|(one, _)| *one);
        Self { day, base, rates }
    }

    /// Every currency with its rate, by code, the base among them.
    pub fn all(&self) -> &[(Currency, Rate)] {
        &self.rates
    }

    /// Whether a currency is among them.
    pub fn knows(&self, currency: Currency) -> bool {
        self.rate(currency).is_some()
    }

    fn rate(&self, currency: Currency) -> Option<i128> {
        let found = self.rates.iter().find(|(one, _)| *one == currency)?;
        Some(i128::from(found.1.0))
    }

    /// What an amount is about in another currency: the cross rate is the exact quotient of the two
    /// rates, and the result is rounded once, half to even, to the other currency's minor unit.
    /// Nothing if a rate is missing or the result is larger than any amount may be.
    pub fn about(&self, money: Money, to: Currency) -> Option<Money> {
        let (from_rate, to_rate) = (self.rate(money.currency)?, self.rate(to)?);
        let exact = i128::from(money.minor)
            .checked_mul(to_rate)?
            .checked_mul(i128::from(to.minor_per_unit()))?;
        let by = from_rate * i128::from(money.currency.minor_per_unit());
        let minor = half_even(exact, by);
        (minor.abs() <= Money::LIMIT_MINOR).then(|| Money::new(minor, to))
    }

    /// The same for the price of one unit: to the currency's decimals, and to two more where the
    /// result is below one unit of it.
    pub fn about_price(&self, price: UnitPrice, to: Currency) -> Option<UnitPrice> {
        let (from_rate, to_rate) = (self.rate(price.currency)?, self.rate(to)?);
        let exact = i128::from(price.millionths).checked_mul(to_rate)?;
        let is_fine = exact < from_rate.checked_mul(1_000_000)?;
        let decimals = to.exponent() + if is_fine { FINE_DECIMALS } else { 0 };
        let step = 10_i128.pow(PRICE_DECIMALS.saturating_sub(decimals));
        let millionths = i128::from(half_even(exact, from_rate.checked_mul(step)?)) * step;
        Some(UnitPrice::new(i64::try_from(millionths).ok()?, to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rates() -> Rates {
        let rate = |text| Rate::parse(text).expect("a rate");
        let told = [
            (Currency::USD, rate("1.0560")),
            (Currency::CNY, rate("7.6512")),
            (Currency::JPY, rate("160.21")),
            (Currency::KWD, rate("0.32471")),
        ];
        Rates::new("2026-11-27".to_owned(), Currency::EUR, told)
    }

    #[test]
    fn a_rate_keeps_every_digit_and_is_above_zero() {
        assert_eq!(Rate::parse("1.0560").map(Rate::plain).as_deref(), Some("1.056"));
        assert_eq!(Rate::parse("17834.56").map(Rate::plain).as_deref(), Some("17834.56"));
        for bad in ["0", "0.0000", "-1", "N/A", "", "1,05", "1.123456789"] {
            assert_eq!(Rate::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_cross_rate_is_an_exact_quotient_rounded_once() {
        let about = |minor, from, to| rates().about(Money::new(minor, from), to).map(|m| m.minor);
        // 857.10 × 7.6512 / 1.0560 = 6,210.081…
        assert_eq!(about(85_710, Currency::USD, Currency::CNY), Some(621_008));
        assert_eq!(about(1_000, Currency::EUR, Currency::USD), Some(1_056));
        // 10.00 / 1.0560 = 9.4696…
        assert_eq!(about(1_000, Currency::USD, Currency::EUR), Some(947));
        assert_eq!(about(100, Currency::EUR, Currency::JPY), Some(160));
        assert_eq!(about(100, Currency::EUR, Currency::KWD), Some(325));
        assert_eq!(about(-100, Currency::EUR, Currency::USD), Some(-106));
        assert_eq!(about(100, Currency::EUR, Currency::SEK), None);
        assert_eq!(about(Money::LIMIT_MINOR, Currency::USD, Currency::CNY), None);
    }

    #[test]
    fn a_price_below_one_unit_shows_two_decimals_more() {
        let about = |millionths, from, to| {
            rates().about_price(UnitPrice::new(millionths, from), to).map(UnitPrice::plain)
        };
        // 0.0875 × 7.6512 / 1.0560 = 0.63398…
        assert_eq!(about(87_500, Currency::USD, Currency::CNY).as_deref(), Some("0.634"));
        assert_eq!(about(12_000_000, Currency::USD, Currency::CNY).as_deref(), Some("86.95"));
        assert_eq!(about(1_000, Currency::EUR, Currency::JPY).as_deref(), Some("0.16"));
        assert_eq!(about(0, Currency::EUR, Currency::USD).as_deref(), Some("0.00"));
        assert_eq!(about(i64::MAX, Currency::USD, Currency::JPY), None);
    }
}
