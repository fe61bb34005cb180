//! Finding goods: the index proposes, the store decides what is shown, the points put it in order.

use crate::finder::Finder;
use crate::model::{
    Known, Listing, Order, Points, ProductKind, ProductState, RankSignal, ResultRow, Results,
    Unmet, Wanted, trust_of,
};
use crate::store;
use ::store::Tx;
use kernel::rules::Rules;
use kernel::{Firm, Id, Outcome};
use party::TrustLine;
use search::{Found, Hit};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// Hits that are put in order by their points at a time: the fit alone decides which these are.
const ORDERED_AT_A_TIME: usize = 2 * crate::model::ROWS;

/// What answers the question. Whatever is no longer listed is left out, whatever the index says.
pub(crate) fn find(tx: &mut Tx<'_>, finder: &Finder, wanted: &Wanted) -> Outcome<Results> {
    let first = wanted.page * crate::model::ROWS;
    let block = first / ORDERED_AT_A_TIME * ORDERED_AT_A_TIME;
    let places = match wanted.order {
        Order::Best => block..block + ORDERED_AT_A_TIME,
        _ => 0..search::WINDOW,
    };
    let Found { mut hits, places, counts, whole, meant } =
        finder.find(&wanted.question(), places)?;
    match wanted.order {
        Order::Best => {}
        Order::Least => hits.sort_by_key(|hit| hit.least),
        Order::Soonest => hits.sort_by_key(|hit| hit.lead_time_d),
        Order::Price => hits.sort_by_key(|hit| hit.price),
    }
    // By points a whole block is ranked before its page is cut; else the page is cut first.
    let begin = if wanted.order == Order::Best { 0 } else { first };
    let hits: Vec<Hit> = hits.into_iter().skip(begin).take(ORDERED_AT_A_TIME).collect();
    let (mut ranked, trust) = rank(tx, finder, &hits)?;
    let mut skipped = 0;
    if wanted.order == Order::Best {
        ranked.sort_by_key(|(_, points)| Reverse(points.total()));
        skipped = first - block;
    }
    let rows = rows(tx, ranked.get(skipped..).unwrap_or_default())?;
    let is_ready = finder.is_ready();
    if places == 0 && is_ready && !wanted.is_filtered() {
        finder.note_unmet(&wanted.text);
    }
    let has_next = places > first + crate::model::ROWS;
    Ok(Results { is_ready, rows, trust, counts, whole, meant, has_next })
}

type Lines = BTreeMap<Id<Firm>, TrustLine>;
type Ranked = (Id<ProductKind>, Points);

/// The points of each hit, from what the index knows of it and the store of its firm.
fn rank(tx: &mut Tx<'_>, finder: &Finder, hits: &[Hit]) -> Outcome<(Vec<Ranked>, Lines)> {
    let owner = |hit: &Hit| Id::<Firm>::new(hit.owner.cast_signed());
    let mut firms: Vec<Id<Firm>> = hits.iter().map(owner).collect();
    firms.sort_unstable();
    firms.dedup();
    let marks = party::marks(tx, &firms)?;
    let is_shown = |hit: &Hit| marks.get(&owner(hit)).is_none_or(|marks| !marks.is_hidden);
    let hits: Vec<Hit> = hits.iter().copied().filter(is_shown).collect();
    let lines = party::trust_lines(tx, &firms)?;
    let lines: Lines = lines.into_iter().map(|line| (line.firm, line)).collect();
    let signals = store::list_rank_signals(tx, &firms)?;
    let alike = finder.alike(&hits)?;
    let rules = &Rules::current().ranking;
    let points = |(hit, alike): (&Hit, u32)| {
        let firm = owner(hit);
        let told = |signal| signals.get(&(firm, signal)).copied();
        let known = Known {
            fit: i64::from(hit.fit),
            alike: i64::from(alike),
            moq: i64::try_from(hit.least).unwrap_or(i64::MAX),
            lead_time_d: i64::try_from(hit.lead_time_d).unwrap_or(i64::MAX),
            reply: told(RankSignal::Reply),
            trust: lines.get(&firm).map_or(0, trust_of),
            is_undisclosed: told(RankSignal::Undisclosed).is_some_and(|share| share > 0),
        };
        (Id::new(hit.id.cast_signed()), Points::of(&known, rules))
    };
    Ok((hits.iter().zip(alike).map(points).collect(), lines))
}

/// The first rows of those that are still listed, as the store has them. What the store knows
/// better than the index leaves a place that the next one takes.
fn rows(tx: &mut Tx<'_>, ranked: &[Ranked]) -> Outcome<Vec<ResultRow>> {
    let (mut rows, mut left) = (Vec::with_capacity(crate::model::ROWS), ranked);
    while rows.len() < crate::model::ROWS && !left.is_empty() {
        let (some, others) = left.split_at((crate::model::ROWS - rows.len()).min(left.len()));
        let ids: Vec<Id<ProductKind>> = some.iter().map(|(id, _)| *id).collect();
        let mut listed: HashMap<Id<ProductKind>, Listing> = store::list_listings(tx, &ids)?
            .into_iter()
            .filter(|one| one.card.state == ProductState::Listed)
            .map(|one| (one.card.offer.product, one))
            .collect();
        rows.extend(some.iter().filter_map(|(id, points)| {
            let Listing { card, details, .. } = listed.remove(id)?;
            Some(ResultRow { card, details, points: *points })
        }));
        left = others;
    }
    Ok(rows)
}

/// Writes what a higher domain knows of a firm, in thousandths; the order of results obeys it.
pub fn set_rank_signal(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    signal: RankSignal,
    thousandths: i64,
) -> Outcome<()> {
    store::set_rank_signal(tx, firm, signal, thousandths.clamp(0, 1_000))
}

/// Counts words that found nothing.
pub(crate) fn add_unmet(tx: &mut Tx<'_>, unmet: &BTreeMap<String, i64>) -> Outcome<()> {
    for (words, times) in unmet {
        store::add_unmet(tx, words, *times)?;
    }
    Ok(())
}

/// The words that were looked for in vain most often. What few searches had is told to nobody, so
/// that no words lead to one person.
pub fn unmet_demand(tx: &mut Tx<'_>, most: i64) -> Outcome<Vec<Unmet>> {
    store::list_unmet(tx, Rules::current().ranking.unmet_least, most)
}
