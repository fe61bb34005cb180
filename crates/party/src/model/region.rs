//! Parts of countries: ISO 3166-2. A country whose parts are not here has none to choose from.

use super::{Country, PartyRefusal};
use serde::Serialize;

/// The provinces, municipalities and autonomous regions of China, in the order of the codes.
const CODES: &[&str; 31] = &[
    "CN-AH", "CN-BJ", "CN-CQ", "CN-FJ", "CN-GD", "CN-GS", "CN-GX", "CN-GZ", "CN-HA", "CN-HB",
    "CN-HE", "CN-HI", "CN-HL", "CN-HN", "CN-JL", "CN-JS", "CN-JX", "CN-LN", "CN-NM", "CN-NX",
    "CN-QH", "CN-SC", "CN-SD", "CN-SH", "CN-SN", "CN-SX", "CN-TJ", "CN-XJ", "CN-XZ", "CN-YN",
    "CN-ZJ",
];

/// A part of a country that ISO 3166-2 knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Region(&'static str);

impl Region {
    /// Every part of a country that is known, in the order of the codes.
    pub fn all_of(country: Country) -> impl Iterator<Item = Self> {
        let is_part = move |code: &&&str| code.get(..2) == Some(country.code());
        CODES.iter().filter(is_part).map(|code| Self(code))
    }

    /// Reads a code typed into `region` by a firm of a country; nothing typed is nothing said.
    pub fn parse(told: &str, country: Country) -> Result<Option<Self>, PartyRefusal> {
        let code = told.trim().to_ascii_uppercase();
        if code.is_empty() {
            return Ok(None);
        }
        let known = Self::all_of(country).find(|region| region.code() == code);
        known.map(Some).ok_or(PartyRefusal::RegionUnknown)
    }

    /// The part of a code as ISO writes it.
    pub fn from_code(code: &str) -> Option<Self> {
        let at = CODES.binary_search(&code).ok()?;
        CODES.get(at).map(|code| Self(code))
    }

    /// The code: `CN-ZJ`.
    pub const fn code(self) -> &'static str {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_and_a_part_belongs_to_its_country() {
        assert!(CODES.windows(2).all(|pair| pair[0] < pair[1]));
        let country = |code| Country::from_code(code).expect("a country");
        let read = |told, of| Region::parse(told, country(of)).map(|read| read.map(Region::code));
        assert_eq!(read(" cn-zj ", "CN"), Ok(Some("CN-ZJ")));
        assert_eq!(read("", "SE"), Ok(None));
        for (told, of) in [("CN-ZJ", "SE"), ("CN-XX", "CN"), ("浙江", "CN"), ("C", "CN")] {
            assert_eq!(read(told, of), Err(PartyRefusal::RegionUnknown), "{told}");
        }
    }
}
