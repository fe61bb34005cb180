//! Rate limits: by token, or by address for strangers.

use crate::caller::Caller;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::net::IpAddr;
use std::num::NonZeroU32;

/// Requests that one caller may make.
pub struct Limits {
    members: Option<DefaultKeyedRateLimiter<[u8; 32]>>,
    strangers: Option<DefaultKeyedRateLimiter<IpAddr>>,
}

impl Limits {
    /// So many requests a second, with ten seconds' worth at once; zero lets everything through.
    pub fn per_second(members: u32, strangers: u32) -> Self {
        Self { members: limiter(members), strangers: limiter(strangers) }
    }

    /// Whether somebody may ask now; strangers are told apart by where they ask from.
    pub fn allows(&self, caller: &Caller, from: Option<IpAddr>) -> bool {
        match (caller.credential, from) {
            (Some(token), _) => self.members.as_ref().is_none_or(|l| l.check_key(&token).is_ok()),
            (None, Some(from)) => {
                self.strangers.as_ref().is_none_or(|l| l.check_key(&from).is_ok())
            }
            (None, None) => true,
        }
    }

    /// Forgets callers who have been quiet, so that memory does not grow; called now and then.
    pub fn tidy(&self) {
        if let Some(members) = &self.members {
            members.retain_recent();
        }
        if let Some(strangers) = &self.strangers {
            strangers.retain_recent();
        }
    }
}

fn limiter<K: Clone + Eq + std::hash::Hash>(per_second: u32) -> Option<DefaultKeyedRateLimiter<K>> {
    let rate = NonZeroU32::new(per_second)?;
    let burst = rate.saturating_mul(NonZeroU32::new(10)?);
    Some(RateLimiter::keyed(Quota::per_second(rate).allow_burst(burst)))
}
