//! Rating, and showing ratings.

use crate::events::RatingShown;
use crate::model::{NewRating, Rating, TrustRefusal, may_rate};
use crate::store;
use ::store::Tx;
use deal::{DealKind, FinishedSides};
use kernel::rules::Rules;
use kernel::{Actor, Cursor, Firm, Id, Limit, Outcome, Page, Stop};

/// The timer that shows a lone rating when the window ends.
pub(crate) const WINDOW_ENDS: &str = "trust-window-ends";

/// Rates the other side of a finished trade, once. When the other side has rated already, both are
/// shown now; else a timer shows this one when the window ends.
pub fn rate(tx: &mut Tx<'_>, by: &Actor, id: Id<DealKind>, new: &NewRating) -> Outcome<()> {
    let sides = finished(tx, by, id)?;
    let now = tx.now();
    let pair = may_rate(by, &sides, Rules::current().rating.window_d, now)?;
    if store::find(tx, pair.about, id)?.is_some() {
        return Err(TrustRefusal::AlreadyRated.into());
    }
    let theirs = store::find(tx, pair.from, id)?;
    let mine = Rating {
        firm: pair.about,
        deal: id,
        from_firm: pair.from,
        verdict: new.verdict,
        body: new.body.clone(),
        given_at: now,
        shown_at: theirs.as_ref().map(|_| now),
    };
    store::add(tx, &mine)?;
    match theirs {
        Some(theirs) => {
            show(tx, &theirs)?;
            tell_shown(tx, &mine)
        }
        None => tx.set_timer(id, WINDOW_ENDS, pair.window_ends_at).map(|_| ()),
    }
}

fn finished(tx: &mut Tx<'_>, by: &Actor, id: Id<DealKind>) -> Outcome<FinishedSides> {
    if *by == Actor::Stranger {
        return Err(Stop::SignIn);
    }
    match deal::finished_sides(tx, by, id)? {
        Some(sides) => Ok(sides),
        None => Err(TrustRefusal::NotFinished.into()),
    }
}

/// Shows what waits of a deal's ratings, when the window ends.
pub(crate) fn show_alone(tx: &mut Tx<'_>, sides: &FinishedSides) -> Outcome<()> {
    for firm in [sides.buyer, sides.seller] {
        if let Some(rating) = store::find(tx, firm, sides.deal)? {
            show(tx, &rating)?;
        }
    }
    Ok(())
}

fn show(tx: &mut Tx<'_>, rating: &Rating) -> Outcome<()> {
    if rating.shown_at.is_some() {
        return Ok(());
    }
    store::show(tx, rating)?;
    tell_shown(tx, rating)
}

fn tell_shown(tx: &mut Tx<'_>, rating: &Rating) -> Outcome<()> {
    let Rating { firm, deal, verdict, .. } = *rating;
    tx.tell(firm, &RatingShown { firm, deal, verdict })
}

/// What this firm said in a deal, seen by itself alone until it is shown.
pub fn own_rating(tx: &mut Tx<'_>, by: &Actor, sides: &FinishedSides) -> Outcome<Option<Rating>> {
    let Some(from) = by.firm() else { return Ok(None) };
    let about = if from == sides.buyer { sides.seller } else { sides.buyer };
    let rating = store::find(tx, about, sides.deal)?;
    Ok(rating.filter(|rating| rating.from_firm == from))
}

/// The ratings of a firm that everybody may see, newest deal first.
pub fn ratings_of(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    after: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<Rating>> {
    store::list_shown(tx, firm, after, limit)
}
