//! How a step, and what it would do, is written in the API.

use super::shape::DealTracks;
use crate::model::{DealKind, Done, Effect, Side, TimerSet};
use kernel::{Id, Money, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::json::Amount;

/// One line of money that a step moves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Posting {
    /// `wallet`, `escrow` or `fee`.
    pub account: String,
    /// Whose it is; absent where it lies with the deal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub side: Option<String>,
    /// With a minus, it leaves the account.
    pub amount: Amount,
}

/// What a side gets in all, or gives with a minus.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Gets {
    /// `buyer` or `seller`.
    pub side: String,
    /// How much.
    pub amount: Amount,
}

/// A deadline that a step sets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TimerDocument {
    /// What happens then: `deal-pay`, `deal-ship`, `deal-confirm` or `deal-accept`.
    pub kind: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub due_at: Timestamp,
}

/// What a step would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DoneEffect {
    /// Each line of money, in order.
    pub postings: Vec<Posting>,
    /// Who gets what in all.
    pub gets: Vec<Gets>,
    /// Deadlines that begin.
    pub timers: Vec<TimerDocument>,
}

impl From<Effect> for DoneEffect {
    fn from(effect: Effect) -> Self {
        let gets = [Side::Buyer, Side::Seller].into_iter().filter_map(|side| {
            let of_side = effect.postings.iter().filter(|moved| moved.side == Some(side));
            let currency = of_side.clone().next()?.amount.currency;
            let minor = of_side.map(|moved| moved.amount.minor).sum();
            let amount = Money::new(minor, currency).into();
            Some(Gets { side: side.word().to_owned(), amount })
        });
        let gets = gets.collect();
        let postings = effect.postings.iter().map(|moved| Posting {
            account: moved.purpose.word().to_owned(),
            side: moved.side.map(|side| side.word().to_owned()),
            amount: moved.amount.into(),
        });
        let timer = |timer: TimerSet| TimerDocument { kind: timer.kind, due_at: timer.due_at };
        let postings = postings.collect();
        Self { postings, gets, timers: effect.timers.into_iter().map(timer).collect() }
    }
}

/// How a step left a deal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DealDone {
    /// The deal.
    #[schema(value_type = String, example = "deal_01m0tkcv40001")]
    pub deal: Id<DealKind>,
    /// Where it stands now.
    pub tracks: DealTracks,
    /// Its version now.
    pub version: i64,
    /// Only with `?preview=true`: what would be done, and was not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effect: Option<DoneEffect>,
}

impl From<Done> for DealDone {
    fn from(done: Done) -> Self {
        Self { deal: done.deal, tracks: done.tracks.into(), version: done.version, effect: None }
    }
}
