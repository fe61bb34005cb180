//! What stands outside: the register of firms. A trait, its simulator, and an adapter to a real
//! one.

use crate::model::Verdict;
use anyhow::Context;
use party::Country;
use std::collections::BTreeSet;
use std::path::Path;

/// A register of firms.
pub trait Register: Send + Sync {
    /// What it says of a number; `None` if it cannot tell.
    fn look_up(&self, country: Country, number: &str) -> Option<Verdict>;
}

/// Knows every number that does not end with a nought.
#[derive(Debug, Clone, Copy)]
pub struct SimulatedRegister;

impl Register for SimulatedRegister {
    fn look_up(&self, country: Country, number: &str) -> Option<Verdict> {
        let source = format!("simulated register of {country}");
        Some(match number.ends_with('0') {
            true => Verdict::Unknown { source },
            false => Verdict::Known { source },
        })
    }
}

/// An extract of a register as a file: one `COUNTRY,NUMBER` a line, as chambers of commerce hand it
/// out. A country that the file does not hold is not judged.
#[derive(Debug, Clone)]
pub struct RegisterFile {
    name: String,
    numbers: BTreeSet<(Country, String)>,
    countries: BTreeSet<Country>,
}

impl RegisterFile {
    /// Reads the file; lines that are none are left out.
    pub fn open(path: &Path) -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        Ok(Self::read(&text, name.unwrap_or_default()))
    }

    fn read(text: &str, name: String) -> Self {
        let line = |line: &str| {
            let (country, number) = line.split_once(',')?;
            let country = Country::from_code(country.trim())?;
            Some((country, crate::model::read_number(number).ok()?))
        };
        let numbers: BTreeSet<_> = text.lines().filter_map(line).collect();
        let countries = numbers.iter().map(|(country, _)| *country).collect();
        Self { name, numbers, countries }
    }
}

impl Register for RegisterFile {
    fn look_up(&self, country: Country, number: &str) -> Option<Verdict> {
        if !self.countries.contains(&country) {
            return None;
        }
        let source = self.name.clone();
        Some(match self.numbers.contains(&(country, number.to_owned())) {
            true => Verdict::Known { source },
            false => Verdict::Unknown { source },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_judges_only_the_countries_that_it_holds() {
        let text = "SE, 556036-0793\nCN,91330282MA2A\n\nno line\nXX,1234567\nSE,?\n";
        let file = RegisterFile::read(text, "extract.csv".to_owned());
        let country = |code| Country::from_code(code).expect("a country");
        let source = || "extract.csv".to_owned();
        let known = file.look_up(country("SE"), "5560360793");
        assert_eq!(known, Some(Verdict::Known { source: source() }));
        let unknown = file.look_up(country("SE"), "1234567");
        assert_eq!(unknown, Some(Verdict::Unknown { source: source() }));
        assert_eq!(file.look_up(country("NO"), "1234567"), None);
    }
}
