//! Numbers, money and times in the reader's form.

use kernel::{Lang, Money, Timestamp, UnitPrice};

/// Who reads: in which language, in which time zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// Their language.
    pub lang: Lang,
    /// IANA name of their time zone.
    pub zone: String,
}

impl Reader {
    /// `US$ 12,400.00` or `¥12,400.00`: the currency's own sign or code, then the figure with all
    /// its decimals.
    pub fn money(&self, money: Money) -> String {
        show_money(money)
    }

    /// A local date and time with the hour's zone left to the page.
    pub fn time(&self, at: Timestamp) -> String {
        show_time(self, at)
    }

    /// A local date.
    pub fn day(&self, at: Timestamp) -> String {
        show_day(self, at)
    }

    /// A civil day as it is kept, such as `2026-11-20`, in the same form as a local date.
    pub fn civil_day(&self, day: &str) -> Option<String> {
        Some(show_civil_day(self, day.parse().ok()?))
    }

    /// The local year, in figures.
    pub fn year(&self, at: Timestamp) -> String {
        at.date_in(&self.zone).year().to_string()
    }
}

/// The code, a no-break space, the figure: `USD 12,400.00`.
pub fn show_money(money: Money) -> String {
    format!("{}\u{a0}{}", money.currency, show_number(&money.plain()))
}

/// Thousands by commas, a minus that is a minus: for plain decimal digits.
pub fn show_number(plain: &str) -> String {
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain), |rest| ("\u{2212}", rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut shown = String::with_capacity(digits.len() + 8);
    shown.push_str(sign);
    for (nth, digit) in whole.chars().enumerate() {
        if nth > 0 && (whole.len() - nth) % 3 == 0 {
            shown.push(',');
        }
        shown.push(digit);
    }
    if !fraction.is_empty() {
        shown.push('.');
        shown.push_str(fraction);
    }
    shown
}

/// A unit price's figure without its currency.
pub fn show_price(price: UnitPrice) -> String {
    show_number(&price.plain())
}

fn zoned(reader: &Reader, at: Timestamp) -> jiff::Zoned {
    let zone = jiff::tz::TimeZone::get(&reader.zone).unwrap_or(jiff::tz::TimeZone::UTC);
    at.to_jiff().to_zoned(zone)
}

/// `12 Nov 2026, 21:40`, or `2026年11月12日 21:40`.
pub fn show_time(reader: &Reader, at: Timestamp) -> String {
    let local = zoned(reader, at);
    match reader.lang {
        Lang::En => local.strftime("%-d %b %Y, %H:%M").to_string(),
        Lang::ZhCn => local.strftime("%Y年%-m月%-d日 %H:%M").to_string(),
    }
}

/// `12 Nov 2026`, or `2026年11月12日`.
pub fn show_day(reader: &Reader, at: Timestamp) -> String {
    show_civil_day(reader, zoned(reader, at).date())
}

fn show_civil_day(reader: &Reader, day: jiff::civil::Date) -> String {
    match reader.lang {
        Lang::En => day.strftime("%-d %b %Y").to_string(),
        Lang::ZhCn => day.strftime("%Y年%-m月%-d日").to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Currency;

    #[test]
    fn thousands_are_set_apart_and_a_minus_is_a_minus() {
        assert_eq!(show_number("1234567.50"), "1,234,567.50");
        assert_eq!(show_number("-999"), "\u{2212}999");
        assert_eq!(show_money(Money::new(-123_456, Currency::USD)), "USD\u{a0}\u{2212}1,234.56");
    }

    #[test]
    fn a_time_is_shown_where_the_reader_lives() {
        let at = Timestamp::from_micros(1_772_452_800_000_000);
        let reader = |lang| Reader { lang, zone: "Asia/Shanghai".to_owned() };
        assert_eq!(show_time(&reader(Lang::En), at), "2 Mar 2026, 20:00");
        assert_eq!(show_day(&reader(Lang::ZhCn), at), "2026年3月2日");
        assert_eq!(reader(Lang::En).civil_day("2026-11-02").as_deref(), Some("2 Nov 2026"));
        assert_eq!(reader(Lang::En).civil_day("a day"), None);
    }
}
