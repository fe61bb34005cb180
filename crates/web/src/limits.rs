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

/// Requests that one caller may make.
pub struct Limits {
    members: Option<DefaultKeyedRateLimiter<[u8; 32]>>,
    strangers: Option<DefaultKeyedRateLimiter<IpAddr>>,
    /// The tokens that somebody was found to hold. Any other one is a stranger's word.
    known: RwLock<HashSet<[u8; 32]>>,
    guesses: Option<DefaultKeyedRateLimiter<i64>>,
}

impl Limits {
    /// So many requests a second, with ten seconds' worth at once; zero lets everything through.
    pub fn per_second(members: u32, strangers: u32) -> Self {
        let (members, strangers) = (limiter(members), limiter(strangers));
        Self { members, strangers, known: RwLock::default(), guesses: None }
    }

    /// The same, with at most so many tries at a password in an hour for one contact.
    pub fn guessing(self, per_hour: u32) -> Self {
        let quota = NonZeroU32::new(per_hour).map(Quota::per_hour);
        Self { guesses: quota.map(RateLimiter::keyed), ..self }
    }

    /// Whether somebody may ask now. Strangers are told apart by where they ask from, and so is who
    /// comes with a token of which nobody knows whether it is one.
    pub fn allows(&self, caller: &Caller, from: Option<IpAddr>) -> bool {
        if self.members.is_none() && self.strangers.is_none() {
            return true;
        }
        match (caller.credential.filter(|token| self.knows(token)), from) {
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
        if !is_new || self.members.is_none() {
            return;
        }
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= KNOWN_MOST {
            known.clear();
        }
        known.insert(token);
    }

    /// Whether another password may be tried for a contact.
    pub fn allows_guess(&self, contact: i64) -> bool {
        self.guesses.as_ref().is_none_or(|limiter| limiter.check_key(&contact).is_ok())
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
            guesses.retain_recent();
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
        Caller::of(&request.body(()).expect("a request").into_parts().0, "UTC")
    }

    #[test]
    fn invented_tokens_share_what_a_stranger_may_ask() {
        let limits = Limits::per_second(5, 1);
        let asked = (0..1_000).filter(|nth| limits.allows(&caller(&nth.to_string()), Some(HOME)));
        assert!((10..=20).contains(&asked.count()), "a stranger's ten seconds' worth");
        let member = caller("jishi_real");
        assert!(!limits.allows(&member, Some(HOME)), "the address has asked enough");
        member.is_known.store(true, Ordering::Relaxed);
        limits.learn(&member);
        let own = (0..1_000).filter(|_| limits.allows(&member, Some(HOME)));
        assert!((50..=60).contains(&own.count()), "a member has a measure of their own");
    }

    #[test]
    fn passwords_are_guessed_so_often_and_no_more_whoever_asks() {
        let limits = Limits::per_second(0, 0).guessing(20);
        let tries = |contact| (0..100).filter(|_| limits.allows_guess(contact)).count();
        assert_eq!((tries(1), tries(1), tries(2)), (20, 0, 20));
    }
}
