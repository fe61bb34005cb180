//! A post that keeps what it is given, and fails as real ones do.

use super::{Envelope, Post};
use crate::model::{Contact, PostFailure};
use kernel::Timestamp;
use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Letters kept; the oldest go first.
const KEPT: usize = 1_000;

/// What goes wrong with the next letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mishap {
    /// Nothing.
    None,
    /// It arrives so many seconds late.
    Late(i64),
    /// The post is closed for now.
    Closed,
    /// The address is unknown for ever.
    Unknown,
    /// It arrives twice.
    Twice,
    /// It arrives, but the post says that it did not.
    LostAnswer,
}

#[derive(Debug, Default)]
struct Inside {
    /// Each with the instant from which it can be read.
    letters: VecDeque<(Timestamp, Envelope)>,
    mishaps: VecDeque<Mishap>,
}

/// A post in memory, for the demo and for tests.
#[derive(Debug, Default)]
pub struct SimulatedPost(Mutex<Inside>);

impl SimulatedPost {
    /// Lets these happen to the next letters, in this order.
    pub fn arrange(&self, mishaps: impl IntoIterator<Item = Mishap>) {
        self.open().mishaps.extend(mishaps);
    }

    /// What has arrived at an address by now, oldest first.
    pub fn arrived(&self, at: &Contact, now: Timestamp) -> Vec<Envelope> {
        let inside = self.open();
        let is_there = |(from, letter): &&(Timestamp, Envelope)| *from <= now && letter.to == *at;
        inside.letters.iter().filter(is_there).map(|(_, letter)| letter.clone()).collect()
    }

    /// What has arrived anywhere by now, oldest first.
    pub fn arrived_anywhere(&self, now: Timestamp) -> Vec<Envelope> {
        let inside = self.open();
        let is_there = |(from, _): &&(Timestamp, Envelope)| *from <= now;
        inside.letters.iter().filter(is_there).map(|(_, letter)| letter.clone()).collect()
    }

    fn open(&self) -> MutexGuard<'_, Inside> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inside {
    fn keep(&mut self, from: Timestamp, letter: &Envelope) {
        if self.letters.len() >= KEPT {
            self.letters.pop_front();
        }
        self.letters.push_back((from, letter.clone()));
    }
}

impl Post for SimulatedPost {
    fn deliver(&self, letter: &Envelope) -> Result<(), PostFailure> {
        let mut inside = self.open();
        let mishap = inside.mishaps.pop_front().unwrap_or(Mishap::None);
        let later = || PostFailure::Later("the simulated post is closed".to_owned());
        match mishap {
            Mishap::None => inside.keep(letter.at, letter),
            Mishap::Late(seconds) => inside.keep(letter.at.plus_seconds(seconds), letter),
            Mishap::Closed => return Err(later()),
            Mishap::Unknown => {
                return Err(PostFailure::Never("nobody is known there".to_owned()));
            }
            Mishap::Twice => {
                inside.keep(letter.at, letter);
                inside.keep(letter.at, letter);
            }
            Mishap::LostAnswer => {
                inside.keep(letter.at, letter);
                return Err(later());
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{Id, Lang};

    fn letter(nth: i64) -> Envelope {
        Envelope {
            id: Id::new(nth),
            to: Contact::parse("anna@example.se").expect("a contact"),
            lang: Lang::En,
            subject: None,
            body: nth.to_string(),
            at: Timestamp::from_micros(0),
        }
    }

    #[test]
    fn what_goes_wrong_is_as_arranged() {
        let post = SimulatedPost::default();
        post.arrange([Mishap::Closed, Mishap::Unknown, Mishap::Twice, Mishap::Late(60)]);
        post.arrange([Mishap::LostAnswer]);
        let ends: Vec<bool> = (1..=6).map(|nth| post.deliver(&letter(nth)).is_ok()).collect();
        assert_eq!(ends, [false, false, true, true, false, true]);
        let read = |seconds| -> Vec<String> {
            let now = Timestamp::from_micros(0).plus_seconds(seconds);
            post.arrived(&letter(0).to, now).into_iter().map(|letter| letter.body).collect()
        };
        assert_eq!(read(59), ["3", "3", "5", "6"]);
        assert_eq!(read(60), ["3", "3", "4", "5", "6"]);
        let other = Contact::parse("bo@example.se").expect("a contact");
        assert!(post.arrived(&other, Timestamp::from_micros(0)).is_empty());
    }

    #[test]
    fn the_last_thousand_letters_are_kept() {
        let post = SimulatedPost::default();
        for nth in 0..1_005 {
            post.deliver(&letter(nth)).expect("delivered");
        }
        let kept = post.arrived_anywhere(Timestamp::from_micros(0));
        assert_eq!((kept.len(), kept[0].body.as_str()), (1_000, "5"));
    }
}
