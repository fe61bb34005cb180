//! What trust does by itself: it shows lone ratings when their window ends, and counts what the
//! trust line shows.

use crate::actions::{WINDOW_ENDS, show_alone};
use crate::events::RatingShown;
use crate::model::Verdict;
use ::store::{Due, Event, Follower, Told, Tx};
use deal::{DealFinished, DealRefunded};
use kernel::{Firm, Id, Outcome};
use party::Deeds;
use std::collections::BTreeMap;

/// Counts finished trades, refunds and shown ratings into party's standings.
pub const STANDING: Follower = Follower {
    name: "trust-standing",
    hears: |name| [DealFinished::NAME, DealRefunded::NAME, RatingShown::NAME].contains(&name),
    take: count,
};

/// Sets what was counted to nothing and lets the follower begin again from the first event: both
/// or neither.
pub fn forget(tx: &mut Tx<'_>) -> Outcome<()> {
    party::forget_deeds(tx)?;
    ::store::rewind(tx, STANDING.name)
}

/// When the window ends, a lone rating is shown. Other timers are not trust's.
pub fn on_due(tx: &mut Tx<'_>, due: &Due) -> Outcome<()> {
    if due.kind != WINDOW_ENDS {
        return Ok(());
    }
    match deal::finished_sides_of(tx, due.home.cast())? {
        Some(sides) => show_alone(tx, &sides),
        None => Ok(()),
    }
}

/// Each firm's standing is raised once, however many of the events are about it.
fn count(tx: &mut Tx<'_>, told: &[Told]) -> Outcome<()> {
    let mut deeds: BTreeMap<Id<Firm>, Deeds> = BTreeMap::new();
    for told in told {
        for (firm, deed) in deeds_in(told)? {
            deeds.entry(firm).or_default().add(&deed);
        }
    }
    deeds.retain(|_, deeds| *deeds != Deeds::default());
    party::count_deeds(tx, &deeds)
}

/// What an event says of firms' deeds.
fn deeds_in(told: &Told) -> Outcome<Vec<(Id<Firm>, Deeds)>> {
    Ok(match told.name.as_str() {
        DealFinished::NAME => {
            let DealFinished { buyer, seller, finished_at, .. } = told.read()?;
            let last_finished_at = Some(finished_at);
            let deed = Deeds { finished: 1, last_finished_at, ..Deeds::default() };
            vec![(buyer, deed), (seller, deed)]
        }
        DealRefunded::NAME => {
            let DealRefunded { seller, is_first, .. } = told.read()?;
            let deed = Deeds { refunded: i64::from(is_first), ..Deeds::default() };
            vec![(seller, deed)]
        }
        RatingShown::NAME => {
            let RatingShown { firm, verdict, .. } = told.read()?;
            let mut deed = Deeds::default();
            match verdict {
                Verdict::Good => deed.good = 1,
                Verdict::Neutral => deed.neutral = 1,
                Verdict::Bad => deed.bad = 1,
            }
            vec![(firm, deed)]
        }
        _ => Vec::new(),
    })
}
