//! What stands outside: who really has the money. A custodian is told by files and tells by files;
//! one is a folder that a bank's own program reaches, one is played. Beside them stands the bank
//! that the demonstration simulates, as pure decisions.

mod folder;
mod played;

pub use folder::FileBank;
pub use played::{Mischief, PlayedBank};

use bankfile::OrderVersion;
use std::io;
use std::sync::Arc;

/// In which form payments out are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrderForm {
    /// ISO 20022, for a bank that takes orders from the market.
    Orders(OrderVersion),
    /// A table for people: the market only says what the two sides shall have their bank do, and
    /// believes what the bank's statements say.
    Sheet,
}

/// Who really has the money. What is laid ready is not with the custodian until it is sent; what
/// is sent twice goes once.
pub trait Custodian: Send + Sync {
    /// In which form payments out are told.
    fn form(&self) -> OrderForm;
    /// Lays a file ready, durably; laid again, it is replaced.
    fn lay(&self, name: &str, bytes: &[u8]) -> io::Result<()>;
    /// Hands over what was laid ready. Nothing under that name is there any more: it went before.
    fn send(&self, name: &str) -> io::Result<()>;
    /// The names of what it has told and what was not put away, in their order.
    fn told(&self) -> io::Result<Vec<String>>;
    /// One of these files.
    fn read(&self, name: &str) -> io::Result<Vec<u8>>;
    /// It was taken.
    fn put_away(&self, name: &str) -> io::Result<()>;
}

impl<T: Custodian + ?Sized> Custodian for Arc<T> {
    fn form(&self) -> OrderForm {
        (**self).form()
    }

    fn lay(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        (**self).lay(name, bytes)
    }

    fn send(&self, name: &str) -> io::Result<()> {
        (**self).send(name)
    }

    fn told(&self) -> io::Result<Vec<String>> {
        (**self).told()
    }

    fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        (**self).read(name)
    }

    fn put_away(&self, name: &str) -> io::Result<()> {
        (**self).put_away(name)
    }
}

/// Seconds after which the simulated bank answers, at least and at most.
const DELAY_S: (u64, u64) = (1, 4);
/// One in so many notices comes twice, as real banks repeat theirs.
const REPEATED_ONE_IN: u64 = 10;
/// One in so many orders is rejected.
const REJECTED_ONE_IN: u64 = 50;

/// A bank that answers late, twice, or not as wished, and always alike for one order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SimulatedBank {
    /// Seconds after which it answers, at least and at most.
    pub delay_s: (u64, u64),
    /// One in so many notices comes twice; nought is never.
    pub repeated_one_in: u64,
    /// One in so many orders is rejected; nought is never.
    pub rejected_one_in: u64,
}

impl Default for SimulatedBank {
    fn default() -> Self {
        Self {
            delay_s: DELAY_S,
            repeated_one_in: REPEATED_ONE_IN,
            rejected_one_in: REJECTED_ONE_IN,
        }
    }
}

/// How the bank will answer one order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BankAnswer {
    /// It says no.
    pub is_rejected: bool,
    /// Seconds until it says so, once for each time that it says it.
    pub after_s: Vec<i64>,
}

impl SimulatedBank {
    /// Decides by a seed alone, such as the order's number.
    pub fn answer(&self, seed: u64) -> BankAnswer {
        let (least, most) = self.delay_s;
        let mut draws = Draws(seed);
        let is_rejected = draws.one_in(self.rejected_one_in);
        let is_repeated = draws.one_in(self.repeated_one_in);
        let mut delay = || {
            let delay = least + draws.below(most.saturating_sub(least) + 1);
            i64::try_from(delay).unwrap_or(i64::MAX)
        };
        let mut after_s = vec![delay()];
        if is_repeated {
            after_s.push(delay());
        }
        BankAnswer { is_rejected, after_s }
    }
}

/// A row of numbers from a seed (SplitMix64, Steele and others 2014).
#[derive(Debug)]
struct Draws(u64);

impl Draws {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        if end == 0 { 0 } else { self.next() % end }
    }

    fn one_in(&mut self, count: u64) -> bool {
        count > 0 && self.below(count) == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_order_is_answered_alike() {
        let bank = SimulatedBank::default();
        assert!((0..100).all(|seed| bank.answer(seed) == bank.answer(seed)));
    }

    #[test]
    fn it_delays_repeats_and_rejects_about_as_often_as_it_should() {
        let bank = SimulatedBank::default();
        let answers: Vec<BankAnswer> = (0..10_000).map(|seed| bank.answer(seed)).collect();
        let delays = answers.iter().flat_map(|answer| &answer.after_s);
        assert!(delays.clone().all(|delay| (1..=4).contains(delay)));
        let rejected = answers.iter().filter(|answer| answer.is_rejected).count();
        let repeated = answers.iter().filter(|answer| answer.after_s.len() == 2).count();
        assert!((150..250).contains(&rejected), "{rejected}");
        assert!((900..1_100).contains(&repeated), "{repeated}");
    }

    #[test]
    fn it_can_be_told_to_do_as_wished() {
        let bank = SimulatedBank { delay_s: (2, 2), repeated_one_in: 0, rejected_one_in: 0 };
        let wished = BankAnswer { is_rejected: false, after_s: vec![2] };
        assert!((0..100).all(|seed| bank.answer(seed) == wished));
    }
}
