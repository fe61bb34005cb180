//! Finding goods: the index proposes, the store decides what is shown, the points put it in order.

use crate::finder::Finder;
use crate::model::{
    Card, Known, Listing, Order, Points, ProductKind, ProductState, RankSignal, ResultRow, Results,
    Unmet, Wanted, price_at, trust_of,
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
    let found = finder.find(&wanted.question())?;
    let first = wanted.page * crate::model::ROWS;
    let block = match wanted.order {
        Order::Best => first / ORDERED_AT_A_TIME * ORDERED_AT_A_TIME,
        _ => 0,
    };
    let most = if wanted.order == Order::Best { ORDERED_AT_A_TIME } else { search::WINDOW };
    let hits: Vec<Hit> = found.hits.iter().skip(block).take(most).copied().collect();
    let listed = listed(tx, &hits)?;
    let (mut rows, trust) = known(tx, &hits, listed)?;
    put_in_order(&mut rows, wanted);
    let rows = rows.into_iter().skip(first - block).take(crate::model::ROWS).collect();
    if found.hits.is_empty() && !wanted.is_filtered() {
        finder.note_unmet(&wanted.text);
    }
    let has_next = found.hits.len() > first + crate::model::ROWS;
    let Found { counts, whole, meant, .. } = found;
    Ok(Results { rows, trust, counts, whole, meant, has_next })
}

pub(super) fn listed(tx: &mut Tx<'_>, hits: &[Hit]) -> Outcome<HashMap<i64, Listing>> {
    let raw = hits.iter().filter_map(|hit| i64::try_from(hit.id).ok());
    let ids: Vec<Id<ProductKind>> = raw.map(Id::new).collect();
    let listings = store::list_listings(tx, &ids)?.into_iter();
    let listed = listings.filter(|one| one.card.state == ProductState::Listed);
    Ok(listed.map(|one| (one.card.offer.product.raw(), one)).collect())
}

type Lines = BTreeMap<Id<Firm>, TrustLine>;

fn known(
    tx: &mut Tx<'_>,
    hits: &[Hit],
    mut listed: HashMap<i64, Listing>,
) -> Outcome<(Vec<ResultRow>, Lines)> {
    let mut firms: Vec<Id<Firm>> = listed.values().map(|one| one.card.offer.firm).collect();
    firms.sort_unstable();
    firms.dedup();
    let marks = party::marks(tx, &firms)?;
    let is_hidden = |firm| marks.get(&firm).is_some_and(|marks| marks.is_hidden);
    listed.retain(|_, one| !is_hidden(one.card.offer.firm));
    let lines = party::trust_lines(tx, &firms)?;
    let lines: Lines = lines.into_iter().map(|line| (line.firm, line)).collect();
    let signals = store::list_rank_signals(tx, &firms)?;
    let mut rows = Vec::with_capacity(hits.len());
    for hit in hits {
        let listing = i64::try_from(hit.id).ok().and_then(|id| listed.remove(&id));
        let Some(listing) = listing else { continue };
        let offer = &listing.card.offer;
        let told = |signal| signals.get(&(offer.firm, signal)).copied();
        let known = Known {
            fit: i64::from(hit.fit),
            alike: i64::from(hit.alike),
            moq: offer.moq(),
            lead_time_d: offer.lead_time_d,
            reply: told(RankSignal::Reply),
            trust: lines.get(&offer.firm).map_or(0, trust_of),
            is_undisclosed: told(RankSignal::Undisclosed).is_some_and(|share| share > 0),
        };
        let points = Points::of(&known, &Rules::current().ranking);
        rows.push(ResultRow { card: listing.card, details: listing.details, points });
    }
    Ok((rows, lines))
}

fn put_in_order(rows: &mut [ResultRow], wanted: &Wanted) {
    let price = |card: &Card| {
        let quantity = wanted.quantity.unwrap_or_else(|| card.offer.moq());
        let price = price_at(&card.offer.tiers, quantity);
        (card.offer.currency.code(), price.map_or(i64::MAX, |price| price.millionths))
    };
    match wanted.order {
        Order::Best => rows.sort_by_key(|row| Reverse(row.points.total())),
        Order::Least => rows.sort_by_key(|row| row.card.offer.moq()),
        Order::Soonest => rows.sort_by_key(|row| row.card.offer.lead_time_d),
        Order::Price => rows.sort_by(|one, other| price(&one.card).cmp(&price(&other.card))),
    }
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
