//! Countries: ISO 3166-1 alpha-2.

use super::PartyRefusal;
use serde::Serialize;
use std::fmt;

/// The officially assigned codes of ISO 3166-1, in order.
const CODES: &[&str; 249] = &[
    "AD", "AE", "AF", "AG", "AI", "AL", "AM", "AO", "AQ", "AR", "AS", "AT", "AU", "AW", "AX", "AZ",
    "BA", "BB", "BD", "BE", "BF", "BG", "BH", "BI", "BJ", "BL", "BM", "BN", "BO", "BQ", "BR", "BS",
    "BT", "BV", "BW", "BY", "BZ", "CA", "CC", "CD", "CF", "CG", "CH", "CI", "CK", "CL", "CM", "CN",
    "CO", "CR", "CU", "CV", "CW", "CX", "CY", "CZ", "DE", "DJ", "DK", "DM", "DO", "DZ", "EC", "EE",
    "EG", "EH", "ER", "ES", "ET", "FI", "FJ", "FK", "FM", "FO", "FR", "GA", "GB", "GD", "GE", "GF",
    "GG", "GH", "GI", "GL", "GM", "GN", "GP", "GQ", "GR", "GS", "GT", "GU", "GW", "GY", "HK", "HM",
    "HN", "HR", "HT", "HU", "ID", "IE", "IL", "IM", "IN", "IO", "IQ", "IR", "IS", "IT", "JE", "JM",
    "JO", "JP", "KE", "KG", "KH", "KI", "KM", "KN", "KP", "KR", "KW", "KY", "KZ", "LA", "LB", "LC",
    "LI", "LK", "LR", "LS", "LT", "LU", "LV", "LY", "MA", "MC", "MD", "ME", "MF", "MG", "MH", "MK",
    "ML", "MM", "MN", "MO", "MP", "MQ", "MR", "MS", "MT", "MU", "MV", "MW", "MX", "MY", "MZ", "NA",
    "NC", "NE", "NF", "NG", "NI", "NL", "NO", "NP", "NR", "NU", "NZ", "OM", "PA", "PE", "PF", "PG",
    "PH", "PK", "PL", "PM", "PN", "PR", "PS", "PT", "PW", "PY", "QA", "RE", "RO", "RS", "RU", "RW",
    "SA", "SB", "SC", "SD", "SE", "SG", "SH", "SI", "SJ", "SK", "SL", "SM", "SN", "SO", "SR", "SS",
    "ST", "SV", "SX", "SY", "SZ", "TC", "TD", "TF", "TG", "TH", "TJ", "TK", "TL", "TM", "TN", "TO",
    "TR", "TT", "TV", "TW", "TZ", "UA", "UG", "UM", "US", "UY", "UZ", "VA", "VC", "VE", "VG", "VI",
    "VN", "VU", "WF", "WS", "YE", "YT", "ZA", "ZM", "ZW",
];

/// What is no code is cut here before it is shown in a sentence.
const SHOWN_CHARS: usize = 8;

/// A country that ISO 3166-1 knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Country(&'static str);

impl Country {
    /// Every country, in the order of the codes.
    pub fn all() -> impl Iterator<Item = Self> {
        CODES.iter().map(|code| Self(code))
    }

    /// Reads a code, in any letters, typed into `field`.
    pub fn parse(told: &str, field: &'static str) -> Result<Self, PartyRefusal> {
        if told.trim().is_empty() {
            return Err(PartyRefusal::CountryMissing { field });
        }
        let code = told.trim().to_ascii_uppercase();
        Self::from_code(&code).ok_or_else(|| PartyRefusal::CountryUnknown {
            field,
            told: told.chars().take(SHOWN_CHARS).filter(|c| !c.is_control()).collect(),
        })
    }

    /// The country of a code as ISO writes it.
    pub fn from_code(code: &str) -> Option<Self> {
        let at = CODES.binary_search(&code).ok()?;
        CODES.get(at).map(|code| Self(code))
    }

    /// The code: `SE`.
    pub const fn code(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_and_holds_no_code_twice() {
        assert!(CODES.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(CODES.iter().all(|code| code.len() == 2));
    }

    #[test]
    fn a_country_is_known_by_its_code_alone() {
        assert_eq!(Country::parse(" se ", "country").map(Country::code), Ok("SE"));
        assert_eq!(Country::parse("CN", "country").map(Country::code), Ok("CN"));
        for told in ["", "S", "EU", "UK", "XX", "SWE", "Sverige", "中国", "s\0"] {
            assert!(Country::parse(told, "country").is_err(), "{told}");
        }
    }
}
