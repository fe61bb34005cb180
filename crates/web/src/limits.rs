//! Rate limits: by token, or by address for strangers.

use crate::caller::Caller;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::collections::HashSet;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::atomic::Ordering;
use std::sync::{PoisonError, RwLock};

/// Tokens that are known at one time, 32 bytes each; beyond that they are learnt anew.
const KNOWN_MOST: usize = 200_000;

/// Who tries a password or asks for a code. What one of them has tried is not counted for another,
/// so that nobody can use up what the owner of a contact may try.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Guesser {
    /// A browser in which somebody has signed in by this very contact before.
    Browser([u8; 32]),
    /// A person who is signed in.
    Person(i64),
    /// Anybody else, by where they ask from.
    From(Option<IpAddr>),
}

impl Guesser {
    /// Whether nothing but an address is known of them.
    fn is_stranger(&self) -> bool {
        matches!(self, Self::From(_))
    }
}

/// Tries at passwords.
struct Guesses {
    own: DefaultKeyedRateLimiter<(i64, Guesser)>,
    /// What all strangers may try for a contact, from however many addresses.
    strangers: DefaultKeyedRateLimiter<i64>,
}

/// Requests that one caller may make.
pub struct Limits {
    members: Option<DefaultKeyedRateLimiter<[u8; 32]>>,
    strangers: Option<DefaultKeyedRateLimiter<IpAddr>>,
    /// The tokens that somebody was found to hold. Any other one is a stranger's word.
    known: RwLock<HashSet<[u8; 32]>>,
    guesses: Option<Guesses>,
}

impl Limits {
    /// So many requests a second, with ten seconds' worth at once; zero lets everything through.
    pub fn per_second(members: u32, strangers: u32) -> Self {
        let (members, strangers) = (limiter(members), limiter(strangers));
        Self { members, strangers, known: RwLock::default(), guesses: None }
    }

    /// The same, with at most so many tries at a password in an hour for one contact: of one
    /// guesser, and of all strangers together.
    pub fn guessing(self, own: u32, strangers: u32) -> Self {
        let quota = |per_hour| NonZeroU32::new(per_hour).map(Quota::per_hour);
        let guesses = quota(own).zip(quota(strangers)).map(|(own, strangers)| Guesses {
            own: RateLimiter::keyed(own),
            strangers: RateLimiter::keyed(strangers),
        });
        Self { guesses, ..self }
    }

    /// Whether somebody may ask now. Strangers are told apart by where they ask from, and so is who
    /// comes with a token of which nobody knows whether it is one.
    pub fn allows(&self, caller: &Caller) -> bool {
        if self.members.is_none() && self.strangers.is_none() {
            return true;
        }
        match (caller.credential.filter(|token| self.knows(token)), caller.from) {
            (Some(token), _) => self.members.as_ref().is_none_or(|l| l.check_key(&token).is_ok()),
            (None, Some(from)) => {
                self.strangers.as_ref().is_none_or(|l| l.check_key(&from).is_ok())
            }
            (None, None) => true,
        }
    }

    fn knows(&self, token: &[u8; 32]) -> bool {
        self.known.read().unwrap_or_else(PoisonError::into_inner).contains(token)
    }

    /// Keeps in mind that somebody holds the token of a caller, if that was found.
    pub fn learn(&self, caller: &Caller) {
        let Some(token) = caller.credential else { return };
        let is_new = caller.is_known.load(Ordering::Relaxed) && !self.knows(&token);
        if !is_new || (self.members.is_none() && self.strangers.is_none()) {
            return;
        }
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= KNOWN_MOST {
            known.clear();
        }
        known.insert(token);
    }

    /// Whether another password may be tried for a contact. Who has tried enough takes nothing from
    /// what other strangers may try.
    pub fn allows_guess(&self, contact: i64, by: Guesser) -> bool {
        let Some(guesses) = &self.guesses else { return true };
        let may_all = || guesses.strangers.check_key(&contact).is_ok();
        guesses.own.check_key(&(contact, by)).is_ok() && (!by.is_stranger() || may_all())
    }

    /// Forgets callers who have been quiet, so that memory does not grow; called now and then.
    pub fn tidy(&self) {
        if let Some(members) = &self.members {
            members.retain_recent();
        }
        if let Some(strangers) = &self.strangers {
            strangers.retain_recent();
        }
        if let Some(guesses) = &self.guesses {
            guesses.own.retain_recent();
            guesses.strangers.retain_recent();
        }
    }
}

fn limiter<K: Clone + Eq + std::hash::Hash>(per_second: u32) -> Option<DefaultKeyedRateLimiter<K>> {
    let rate = NonZeroU32::new(per_second)?;
    let burst = rate.saturating_mul(NonZeroU32::new(10)?);
    Some(RateLimiter::keyed(Quota::per_second(rate).allow_burst(burst)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Request;

    const HOME: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

    fn caller(token: &str) -> Caller {
        let request = Request::builder().uri("/api/v1/deals");
        let request = request.header("authorization", format!("Bearer {token}"));
        let read = Caller::of(&request.body(()).expect("a request").into_parts().0, "UTC");
        Caller { from: Some(HOME), ..read }
    }

    #[test]
    fn invented_tokens_share_what_a_stranger_may_ask() {
        let limits = Limits::per_second(5, 1);
        let asked = (0..1_000).filter(|nth| limits.allows(&caller(&nth.to_string())));
        assert!((10..=20).contains(&asked.count()), "a stranger's ten seconds' worth");
        let member = caller("jishi_real");
        assert!(!limits.allows(&member), "the address has asked enough");
        member.is_known.store(true, Ordering::Relaxed);
        limits.learn(&member);
        let own = (0..1_000).filter(|_| limits.allows(&member));
        assert!((50..=60).contains(&own.count()), "a member has a measure of their own");
    }

    #[test]
    fn a_member_without_a_limit_is_not_held_to_that_of_strangers() {
        let limits = Limits::per_second(0, 1);
        let member = caller("jishi_real");
        assert!(limits.allows(&member), "the first request says who it is");
        member.is_known.store(true, Ordering::Relaxed);
        limits.learn(&member);
        assert_eq!((0..1_000).filter(|_| limits.allows(&member)).count(), 1_000);
    }

    #[test]
    fn what_strangers_guess_takes_nothing_from_the_owners_own_browser() {
        let limits = Limits::per_second(0, 0).guessing(20, 50);
        let tries = |contact, by| (0..100).filter(|_| limits.allows_guess(contact, by)).count();
        let from = |last| Guesser::From(Some(IpAddr::from([203, 0, 113, last])));
        assert_eq!((tries(1, from(1)), tries(1, from(1))), (20, 0), "one address");
        assert_eq!((tries(1, from(2)), tries(2, from(1))), (20, 20), "another one, another's");
        assert_eq!((tries(1, from(3)), tries(1, from(4))), (10, 0), "all of them together");
        let own = Guesser::Browser([1; 32]);
        assert_eq!((tries(1, own), tries(1, own), tries(1, Guesser::Person(7))), (20, 0, 20));
    }
}
