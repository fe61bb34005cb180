//! Amounts of money, exact.

use crate::{Fact, Reason};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// An ISO 4217 currency.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Currency(iso_currency::Currency);

impl Currency {
    /// Pound sterling.
    pub const GBP: Self = Self(iso_currency::Currency::GBP);
    /// United States dollar.
    pub const USD: Self = Self(iso_currency::Currency::USD);
    /// Renminbi.
    pub const CNY: Self = Self(iso_currency::Currency::CNY);
    /// Swedish krona.
    pub const SEK: Self = Self(iso_currency::Currency::SEK);
    /// Euro.
    pub const EUR: Self = Self(iso_currency::Currency::EUR);
    /// Japanese yen: no minor unit.
    pub const JPY: Self = Self(iso_currency::Currency::JPY);
    /// Kuwaiti dinar: three decimals.
    pub const KWD: Self = Self(iso_currency::Currency::KWD);

    /// Reads an upper-case ISO 4217 code of a currency that has a minor unit (or none), not a metal
    /// or a test code.
    pub fn from_code(code: &str) -> Option<Self> {
        let currency = iso_currency::Currency::from_code(code)?;
        currency.exponent().map(|_| Self(currency))
    }

    /// The three letters.
    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// Decimals of the minor unit: 0 for JPY, 2 for USD, 3 for KWD.
    pub fn exponent(self) -> u32 {
        self.0.exponent().map_or(2, u32::from)
    }

    /// Minor units in one unit: 1, 100 or 1,000 (10,000 for two accounting units).
    pub fn minor_per_unit(self) -> i64 {
        10_i64.pow(self.exponent())
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::from_code(&code).ok_or_else(|| serde::de::Error::custom("not an ISO 4217 code"))
    }
}

/// Why an amount could not be worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoneyRefusal {
    /// Two currencies in one sum.
    MixedCurrencies {
        /// The currency of the left side.
        left: Currency,
        /// The currency of the right side.
        right: Currency,
    },
    /// Larger than the ledger can hold.
    TooLarge,
    /// Not a decimal number, or finer than the currency's minor unit.
    NotAnAmount {
        /// The currency whose decimals count.
        currency: Currency,
    },
}

impl Reason for MoneyRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::MixedCurrencies { .. } => "money-mixed-currencies",
            Self::TooLarge => "money-too-large",
            Self::NotAnAmount { .. } => "money-not-an-amount",
        }
    }

    fn facts(&self) -> Vec<(&'static str, Fact)> {
        match self {
            Self::MixedCurrencies { left, right } => {
                vec![("left", (*left).into()), ("right", (*right).into())]
            }
            Self::TooLarge => Vec::new(),
            Self::NotAnAmount { currency } => vec![
                ("currency", (*currency).into()),
                ("decimals", i64::from(currency.exponent()).into()),
            ],
        }
    }
}

/// An exact amount in minor units of one currency. May be negative.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// Minor units: cents, fen, öre; yen for JPY.
    pub minor: i64,
    /// The currency of the minor units.
    pub currency: Currency,
}

impl Money {
    /// No amount may exceed this many minor units (9 × 10^15), so that sums of a thousand still
    /// fit.
    pub const LIMIT_MINOR: i64 = 9_000_000_000_000_000;

    /// An amount of minor units.
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Nothing, in this currency.
    pub const fn zero(currency: Currency) -> Self {
        Self { minor: 0, currency }
    }

    /// The sum; refuses mixed currencies and overflow.
    pub fn plus(self, other: Self) -> Result<Self, MoneyRefusal> {
        self.checked(other, i64::checked_add)
    }

    /// The difference; refuses mixed currencies and overflow.
    pub fn minus(self, other: Self) -> Result<Self, MoneyRefusal> {
        self.checked(other, i64::checked_sub)
    }

    fn checked(self, other: Self, op: fn(i64, i64) -> Option<i64>) -> Result<Self, MoneyRefusal> {
        if self.currency != other.currency {
            return Err(MoneyRefusal::MixedCurrencies {
                left: self.currency,
                right: other.currency,
            });
        }
        op(self.minor, other.minor)
            .filter(|minor| minor.abs() <= Self::LIMIT_MINOR)
            .map(|minor| Self::new(minor, self.currency))
            .ok_or(MoneyRefusal::TooLarge)
    }

    /// The amount with its sign turned.
    pub const fn negated(self) -> Self {
        Self { minor: -self.minor, currency: self.currency }
    }

    /// `bps` basis points (1/100 of a percent) of this amount, rounded half to even.
    pub fn share(self, bps: i64) -> Self {
        let exact = i128::from(self.minor) * i128::from(bps);
        Self::new(half_even(exact, 10_000), self.currency)
    }

    /// `part ÷ whole` of this amount, rounded half to even; nothing of a whole that is nothing.
    /// Never more than 64 bits hold while the part is within the whole.
    pub fn pro_rata(self, part: i64, whole: i64) -> Self {
        if whole <= 0 {
            return Self::zero(self.currency);
        }
        let exact = i128::from(self.minor) * i128::from(part);
        Self::new(half_even(exact, i128::from(whole)), self.currency)
    }

    /// Splits into parts in proportion to `shares_bps` (which sum to 10,000): each part but the
    /// last is rounded half to even, the last takes the rest, so that not a cent is lost or made.
    pub fn split(self, shares_bps: &[i64]) -> Vec<Self> {
        let mut left = self.minor;
        let mut parts = Vec::with_capacity(shares_bps.len());
        for (nth, &bps) in shares_bps.iter().enumerate() {
            let is_last = nth + 1 == shares_bps.len();
            let part = if is_last { left } else { self.share(bps).minor };
            left -= part;
            parts.push(Self::new(part, self.currency));
        }
        parts
    }

    /// Reads plain decimal digits with at most the currency's decimals: `12400.50`, no signs, no
    /// separators.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, MoneyRefusal> {
        let not = MoneyRefusal::NotAnAmount { currency };
        let scaled = parse_decimal(text, currency.exponent()).ok_or(not)?;
        if scaled > Self::LIMIT_MINOR {
            return Err(MoneyRefusal::TooLarge);
        }
        Ok(Self::new(scaled, currency))
    }

    /// Plain decimal digits with all the currency's decimals and no separators: `12400.50`.
    pub fn plain(self) -> String {
        plain_decimal(self.minor, self.currency.exponent())
    }
}

/// Divides rounding half to even; `exact / by` must fit into 64 bits.
pub(crate) fn half_even(exact: i128, by: i128) -> i64 {
    let floor = exact.div_euclid(by);
    let twice = exact.rem_euclid(by) * 2;
    let up = twice > by || (twice == by && floor % 2 != 0);
    i64::try_from(floor + i128::from(up)).unwrap_or(i64::MAX)
}

/// Reads unsigned decimal digits with at most `decimals` after the point, scaled to an integer.
pub(crate) fn parse_decimal(text: &str, decimals: u32) -> Option<i64> {
    let text = text.trim();
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits_only = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let places = u32::try_from(fraction.len()).ok()?;
    let is_number = !whole.is_empty() && digits_only(whole) && digits_only(fraction);
    let point_without_digits = text.ends_with('.');
    if !is_number || places > decimals || whole.len() > 18 || point_without_digits {
        return None;
    }
    let whole: i64 = whole.parse().ok()?;
    let tail: i64 = if fraction.is_empty() { 0 } else { fraction.parse().ok()? };
    let tail = tail.checked_mul(10_i64.checked_pow(decimals - places)?)?;
    whole.checked_mul(10_i64.checked_pow(decimals)?)?.checked_add(tail)
}

/// Writes a scaled integer as plain decimal digits with a leading minus if negative.
pub(crate) fn plain_decimal(scaled: i64, decimals: u32) -> String {
    let sign = if scaled < 0 { "-" } else { "" };
    let size = scaled.unsigned_abs();
    let unit = 10_u64.pow(decimals);
    let width = usize::try_from(decimals).unwrap_or(0);
    if decimals == 0 {
        return format!("{sign}{size}");
    }
    format!("{sign}{}.{:0width$}", size / unit, size % unit)
}

impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.currency, self.plain())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_odd_sum_split_30_70_gives_the_rest_to_the_last() {
        let parts = Money::new(101, Currency::USD).split(&[3_000, 7_000]);
        assert_eq!(parts.iter().map(|part| part.minor).collect::<Vec<_>>(), [30, 71]);
    }

    #[test]
    fn halves_round_to_even() {
        let cases = [(5, 2), (15, 2), (25, 2), (-5, 0), (-15, -2)];
        let rounded: Vec<i64> = cases.iter().map(|&(n, _)| half_even(n, 10)).collect();
        assert_eq!(rounded, [0, 2, 2, 0, -2]);
    }

    #[test]
    fn currencies_do_not_mix() {
        let refused = Money::new(1, Currency::USD).plus(Money::new(1, Currency::JPY));
        assert!(matches!(refused, Err(MoneyRefusal::MixedCurrencies { .. })));
    }

    #[test]
    fn decimals_follow_the_currency() {
        assert_eq!(Money::parse("12.5", Currency::USD).map(|m| m.minor), Ok(1_250));
        assert_eq!(Money::parse("12", Currency::JPY).map(|m| m.minor), Ok(12));
        assert_eq!(Money::parse("0.125", Currency::KWD).map(|m| m.minor), Ok(125));
        for bad in ["12.5", "1.", "-3", "1e3", "", "１２", "1,000"] {
            assert!(Money::parse(bad, Currency::JPY).is_err(), "{bad}");
        }
        assert!(Money::parse("99999999999999999", Currency::USD).is_err());
    }

    #[test]
    fn plain_digits_keep_every_decimal() {
        assert_eq!(Money::new(-5, Currency::USD).plain(), "-0.05");
        assert_eq!(Money::new(12, Currency::JPY).plain(), "12");
    }
}
