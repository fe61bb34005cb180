//! What trust does by itself: it shows lone ratings when their window ends, and counts what the
//! trust line shows.

use crate::actions::{WINDOW_ENDS, show_alone};
use crate::events::RatingShown;
use crate::model::Verdict;
use ::store::{Due, Event, Follower, Lane, Store, Told, Tx};
use deal::{DealFinished, DealRefunded};
use kernel::{Firm, Id, Outcome};
use party::Deeds;

/// Counts finished trades, refunds and shown ratings into party's standings.
pub const STANDING: Follower = Follower { name: "trust-standing", take: count };

/// Firms whose counts are set to nothing in one closure.
const FIRMS_AT_A_TIME: i64 = 200;

/// Sets what was counted to nothing and lets the follower begin again from the first event.
pub async fn forget(store: &Store) -> Outcome<()> {
    let mut after = Some(Id::new(0));
    while let Some(mark) = after {
        let piece = move |tx: &mut Tx<'_>| party::forget_deeds(tx, mark, FIRMS_AT_A_TIME);
        after = store.write_in(Lane::Bulk, "trust.forget", piece).await?;
    }
    let rewind = |tx: &mut Tx<'_>| ::store::rewind(tx, STANDING.name);
    store.write_in(Lane::Bulk, "trust.rewind", rewind).await
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
