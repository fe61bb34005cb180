//! Everything that is wrong with a file of records, told at once.

use std::fmt;

/// Mistakes named one by one; whoever has more needs another file, not a longer list.
const SHOWN_MOST: usize = 50;

/// The mistakes of a file.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    shown: Vec<String>,
    count: usize,
}

impl Faults {
    /// Notes a mistake in a line.
    pub(crate) fn at(&mut self, line: u64, what: &str) {
        self.add(format!("line {line}: {what}"));
    }

    /// Notes a mistake of the whole file.
    pub(crate) fn add(&mut self, what: String) {
        self.count += 1;
        if self.shown.len() < SHOWN_MOST {
            self.shown.push(what);
        }
    }

    /// Whether nothing is wrong.
    pub(crate) fn is_empty(&self) -> bool {
        self.count == 0
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mistakes = if self.count == 1 { "mistake" } else { "mistakes" };
        write!(f, "the records cannot be replayed: {} {mistakes}", self.count)?;
        for fault in &self.shown {
            write!(f, "\n  {fault}")?;
        }
        match self.count - self.shown.len() {
            0 => Ok(()),
            more => write!(f, "\n  and {more} more"),
        }
    }
}

impl std::error::Error for Faults {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fifty_mistakes_are_shown_and_the_rest_is_counted() {
        let mut faults = Faults::default();
        (1..=63).for_each(|line| faults.at(line, "price \"x\" is no price"));
        let told = faults.to_string();
        assert!(told.starts_with("the records cannot be replayed: 63 mistakes\n  line 1: price"));
        assert_eq!(told.lines().count(), 52);
        assert!(told.ends_with("\n  and 13 more"));
    }
}
