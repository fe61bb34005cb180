//! What stands outside: inspectors and carriers. Only their simulators stand here yet, as pure
//! decisions; the traits come with the second ones.

use crate::model::Finding;

/// An inspector looks at goods for this long, at least and at most.
const INSPECTS_S: (u64, u64) = (2, 6);
/// One in so many inspections fails.
const FAILED_ONE_IN: u64 = 20;
/// Of goods that pass, at most so many pieces are not as agreed.
const FOUND_MOST: u64 = 20;
/// A carrier hands over after this long, at least and at most: a demo is not waited for.
const CARRIES_S: (u64, u64) = (5, 30);
/// One in so many of a carrier's notices comes twice.
const REPEATED_ONE_IN: u64 = 10;

/// What a simulated inspector will say, and after how many seconds.
pub fn inspect(seed: u64) -> (i64, Finding) {
    let mut draws = Draws(seed);
    let after_s = draws.between(INSPECTS_S);
    let has_passed = !draws.next().is_multiple_of(FAILED_ONE_IN);
    let most = if has_passed { FOUND_MOST } else { FOUND_MOST * FOUND_MOST };
    let found = i64::try_from(draws.next() % (most + 1)).unwrap_or(0);
    (after_s, Finding { has_passed, found, note: None })
}

/// After how many seconds a simulated carrier says that it has handed over, once for each time
/// that it says it.
pub fn carry(seed: u64) -> Vec<i64> {
    let mut draws = Draws(seed);
    let is_repeated = draws.next().is_multiple_of(REPEATED_ONE_IN);
    let count = if is_repeated { 2 } else { 1 };
    (0..count).map(|_| draws.between(CARRIES_S)).collect()
}

/// A row of numbers from a seed (SplitMix64, Steele and others 2014).
struct Draws(u64);

impl Draws {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn between(&mut self, (least, most): (u64, u64)) -> i64 {
        i64::try_from(least + self.next() % (most - least + 1)).unwrap_or(i64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_goods_are_found_alike_and_most_pass() {
        assert!((0..100).all(|seed| inspect(seed) == inspect(seed)));
        let failed = (0..10_000).filter(|seed| !inspect(*seed).1.has_passed).count();
        assert!((400..600).contains(&failed), "{failed}");
        assert!((0..10_000).all(|seed| (2..=6).contains(&inspect(seed).0)));
    }

    #[test]
    fn a_carrier_says_it_once_or_twice() {
        let twice = (0..10_000).filter(|seed| carry(*seed).len() == 2).count();
        assert!((900..1_100).contains(&twice), "{twice}");
    }
}
