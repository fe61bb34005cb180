//! Units of measure by the codes of UN/ECE Recommendation 20 (and 21 for packages).

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// The units that small firms trade in, in the order of a form's list: counts, weights, lengths,
/// areas, volumes, packages.
const CODES: [&str; 32] = [
    "C62", "PR", "SET", "DZN", "GRO", "CEN", "MIL", "GRM", "KGM", "TNE", "LBR", "ONZ", "CMT",
    "MTR", "FOT", "INH", "YRD", "MTK", "FTK", "MTQ", "MLT", "LTR", "GLL", "BX", "CT", "PK", "BG",
    "RO", "BO", "CA", "PF", "ST",
];

/// A unit of measure.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Unit(&'static str);

impl Unit {
    /// One piece.
    pub const PIECE: Self = Self("C62");
    /// Two that belong together.
    pub const PAIR: Self = Self("PR");
    /// A kilogram.
    pub const KILOGRAM: Self = Self("KGM");

    /// Every unit, in the order of a form's list.
    pub fn all() -> impl Iterator<Item = Self> {
        CODES.into_iter().map(Self)
    }

    /// Reads an upper-case code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::all().find(|unit| unit.0 == code)
    }

    /// The code.
    pub const fn code(self) -> &'static str {
        self.0
    }

    /// The key of its word, which takes `$count`.
    pub fn word_key(self) -> String {
        format!("unit-{}", self.0.to_ascii_lowercase())
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl fmt::Debug for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl Serialize for Unit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

impl<'de> Deserialize<'de> for Unit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::from_code(&code).ok_or_else(|| serde::de::Error::custom("not a unit of measure"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unit_reads_back_and_none_stands_twice() {
        for unit in Unit::all() {
            assert_eq!(Unit::from_code(unit.code()), Some(unit));
            assert_eq!(Unit::all().filter(|other| *other == unit).count(), 1, "{unit}");
        }
        assert!(Unit::from_code("c62").is_none() && Unit::from_code("").is_none());
    }
}
