//! What trust does by itself: it shows lone ratings when their window ends, and counts what the
//! trust line shows.

use crate::actions::{WINDOW_ENDS, show_alone};
use crate::events::RatingShown;
use crate::model::Verdict;
use ::store::{Due, Event, Follower, Told, Tx};
use deal::{DealFinished, DealRefunded};
use kernel::{Firm, Id, Outcome};
use party::Deeds;

/// Counts finished trades, refunds and shown ratings into party's standings.
pub const STANDING: Follower = Follower { name: "trust-standing", take: count };

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

fn count(tx: &mut Tx<'_>, told: &Told) -> Outcome<()> {
    match told.name.as_str() {
        DealFinished::NAME => count_finished(tx, &told.read()?),
        DealRefunded::NAME => count_refunded(tx, &told.read()?),
        RatingShown::NAME => count_rating(tx, &told.read()?),
        _ => Ok(()),
    }
}

fn count_finished(tx: &mut Tx<'_>, finished: &DealFinished) -> Outcome<()> {
    let at = finished.finished_at;
    for firm in [finished.buyer, finished.seller] {
        let deeds = Deeds { finished: 1, last_finished_at: Some(at), ..Deeds::default() };
        party::count_deeds(tx, firm, &deeds)?;
    }
    Ok(())
}

fn count_refunded(tx: &mut Tx<'_>, refunded: &DealRefunded) -> Outcome<()> {
    if !refunded.is_first {
        return Ok(());
    }
    raise(tx, refunded.seller, Deeds { refunded: 1, ..Deeds::default() })
}

fn count_rating(tx: &mut Tx<'_>, shown: &RatingShown) -> Outcome<()> {
    let mut deeds = Deeds::default();
    match shown.verdict {
        Verdict::Good => deeds.good = 1,
        Verdict::Neutral => deeds.neutral = 1,
        Verdict::Bad => deeds.bad = 1,
    }
    raise(tx, shown.firm, deeds)
}

fn raise(tx: &mut Tx<'_>, firm: Id<Firm>, deeds: Deeds) -> Outcome<()> {
    party::count_deeds(tx, firm, &deeds)
}
