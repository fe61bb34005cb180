//! Places of trade by UN/LOCODE.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::sync::LazyLock;

/// A line `=CN` begins a country; each line after it is three characters, `*` for a port or a
/// space, and the name; all in the order of bytes. `docs/ATTRIBUTION.md` says where it is from.
const PLACES: &str = include_str!("locode.txt");

/// Where each country's lines begin, so that a look-up searches one country only.
static COUNTRIES: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    let blocks = PLACES.split('=').filter(|block| !block.is_empty());
    blocks.filter_map(|block| block.split_once('\n')).collect()
});

/// A place that UN/LOCODE lists.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Locode {
    code: [u8; 5],
    is_port: bool,
    name: &'static str,
}

impl Locode {
    /// Reads a code of five upper-case characters, such as `CNNGB`, if the list has it.
    pub fn parse(code: &str) -> Option<Self> {
        let bytes: [u8; 5] = code.as_bytes().try_into().ok()?;
        let (country, place) = code.split_at_checked(2)?;
        let line = find_line(places_of(country)?, place)?;
        let is_port = line.as_bytes().get(3) == Some(&b'*');
        Some(Self { code: bytes, is_port, name: line.get(4..)? })
    }

    /// The five characters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.code).unwrap_or_default()
    }

    /// The name in the list, in Latin script.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The ISO 3166-1 code of its country.
    pub fn country(&self) -> &str {
        &self.code()[..2]
    }

    /// Whether ships call there, at sea or on an inland waterway.
    pub const fn is_port(&self) -> bool {
        self.is_port
    }

    /// Whether this is the upper-case ISO 3166-1 code of a country.
    pub fn is_country(code: &str) -> bool {
        places_of(code).is_some()
    }
}

fn places_of(country: &str) -> Option<&'static str> {
    let at = COUNTRIES.binary_search_by_key(&country, |(code, _)| code).ok()?;
    COUNTRIES.get(at).map(|(_, places)| *places)
}

/// The line that begins with `place`: halves the text, each time at the end of a line.
fn find_line(mut places: &'static str, place: &str) -> Option<&'static str> {
    while !places.is_empty() {
        let middle = places.as_bytes()[..places.len() / 2].iter().rposition(|&b| b == b'\n');
        let start = middle.map_or(0, |end| end + 1);
        let rest = places.get(start..)?;
        let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
        match line.get(..3)?.cmp(place) {
            std::cmp::Ordering::Equal => return Some(line),
            std::cmp::Ordering::Less => places = after,
            std::cmp::Ordering::Greater => places = &places[..start],
        }
    }
    None
}

impl fmt::Display for Locode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Locode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code(), self.name)
    }
}

impl Serialize for Locode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Locode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::parse(&code).ok_or_else(|| serde::de::Error::custom("not a UN/LOCODE"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_found_by_its_code() {
        let mut count = 0;
        for (country, places) in COUNTRIES.iter() {
            for line in places.lines() {
                let code = format!("{country}{}", &line[..3]);
                let found = Locode::parse(&code).map(|place| (place.name(), place.is_port()));
                assert_eq!(found, Some((&line[4..], &line[3..4] == "*")), "{code}");
                count += 1;
            }
        }
        assert!(count > 81_000, "{count}");
    }

    #[test]
    fn a_port_is_told_from_an_inland_place() {
        let ningbo = Locode::parse("CNNGB").map(|at| (at.name(), at.country() == "CN"));
        assert_eq!(ningbo, Some(("Ningbo", true)));
        for port in ["CNNGB", "CNSHA", "SEGOT", "SGSIN", "HKHKG", "USLAX", "DEHAM"] {
            assert!(Locode::parse(port).is_some_and(|place| place.is_port()), "{port}");
        }
        for inland in ["CNCTU", "CNYIW", "CZPRG", "MNULN"] {
            assert!(Locode::parse(inland).is_some_and(|place| !place.is_port()), "{inland}");
        }
    }

    #[test]
    fn what_is_no_code_is_not_taken() {
        for bad in ["", "CN", "CNNG", "CNNGBX", "cnngb", "CN=NG", "XXNGB", "C宁", "CN\n00", "宁A波"]
        {
            assert!(Locode::parse(bad).is_none(), "{bad:?}");
        }
        assert!(Locode::is_country("SE") && Locode::is_country("BT") && !Locode::is_country("XX"));
    }
}
