//! Looking at deals.

use super::agreement_of;
use crate::model::{
    Card, DeadlineKind, Deal, DealKind, DealView, Effect, Information, Milestone, Moved, Side,
    TimelineEntry, TimerSet, read_reason,
};
use crate::store;
use ::store::{Timer, Tx};
use kernel::{
    Actor, Any, Cursor, Desk, Firm, Id, Limit, Outcome, Page, Stop, Timestamp, TurnCursor, TurnPage,
};
use ledger::Entry;

/// A whole deal, for its two sides.
pub fn deal(tx: &mut Tx<'_>, by: &Actor, id: Id<DealKind>) -> Outcome<DealView> {
    let (deal, milestones) = store::lock_deal(tx, id)?;
    let side = deal.side_of(by)?;
    view(tx, deal, milestones, Some(side))
}

/// The same for an officer, who says why and is written down.
pub fn read_as_officer(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<DealKind>,
    why: &str,
) -> Outcome<DealView> {
    if *by == Actor::Stranger {
        return Err(Stop::SignIn);
    }
    let person = by.person().filter(|_| by.is_at(Desk::Officer)).ok_or(Stop::Absent)?;
    let why = read_reason("why", why)?;
    let (deal, milestones) = store::lock_deal(tx, id)?;
    store::add_access(tx, id, person, &why)?;
    view(tx, deal, milestones, None)
}

fn view(
    tx: &mut Tx<'_>,
    deal: Deal,
    milestones: Vec<Milestone>,
    side: Option<Side>,
) -> Outcome<DealView> {
    let (id, currency) = (deal.id, deal.total.currency);
    let identity = match deal.tracks.information {
        Information::Agreed => Some(custody::identity(tx, agreement_of(id))?),
        _ => None,
    };
    Ok(DealView {
        lines: store::list_lines(tx, id, currency)?,
        signatures: store::list_signatures(tx, id)?,
        shipments: store::list_shipments(tx, id)?,
        inspections: store::list_inspections(tx, id)?,
        refunds: store::list_refunds(tx, id, currency)?,
        address: store::find_delivery(tx, id)?,
        deal,
        milestones,
        identity,
        side,
    })
}

/// How these deals of a firm stand, each on the side it says: those that are there, in their order.
/// For whoever keeps a list of them.
pub fn stages_of(tx: &mut Tx<'_>, deals: &[(Id<DealKind>, Side)]) -> Outcome<Vec<Card>> {
    store::list_cards(tx, deals)
}

/// A page of the firm's deals, newest first.
pub fn deals(
    tx: &mut Tx<'_>,
    by: &Actor,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<Card>> {
    let firm = firm_of(by)?;
    let places = store::list_of_firm(tx, firm, before(cursor), limit.ask())?;
    Ok(Page::cut(store::list_cards(tx, &places)?, limit, |card| card.deal.raw()))
}

/// The same of those that are not over.
pub fn open_deals(
    tx: &mut Tx<'_>,
    by: &Actor,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<Card>> {
    let firm = firm_of(by)?;
    let places = store::list_open_of_firm(tx, firm, before(cursor), limit.ask())?;
    Ok(Page::cut(store::list_cards(tx, &places)?, limit, |card| card.deal.raw()))
}

/// Whether a firm still sells in a deal that was placed before an instant. For whoever must wait
/// for the last of them.
pub fn sells_since_before(tx: &mut Tx<'_>, firm: Id<Firm>, at: Timestamp) -> Outcome<bool> {
    let Some(oldest) = store::find_oldest_sale(tx, firm)? else { return Ok(false) };
    let (deal, _) = store::lock_deal(tx, oldest)?;
    Ok(deal.placed_at < at)
}

/// The firm's deals for people, all or those that are not over: where it has to act first, then by
/// the newest activity.
pub(crate) fn deals_by_turn(
    tx: &mut Tx<'_>,
    by: &Actor,
    is_all: bool,
    at: TurnCursor,
    limit: Limit,
) -> Outcome<TurnPage<Card>> {
    let firm = firm_of(by)?;
    let list = if is_all { store::list_of_firm } else { store::list_open_of_firm };
    let places = list(tx, firm, at.before(), TurnCursor::ASK)?;
    Ok(TurnPage::cut(store::list_cards(tx, &places)?, at, limit, Card::turn_key))
}

fn firm_of(by: &Actor) -> Outcome<Id<Firm>> {
    match by {
        Actor::Stranger => Err(Stop::SignIn),
        _ => by.firm().ok_or(Stop::Forbidden),
    }
}

fn before(cursor: Option<Cursor>) -> i64 {
    cursor.map_or(i64::MAX, |cursor| cursor.0)
}

/// A page of a deal's timeline, newest first, for its two sides.
pub fn timeline(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<DealKind>,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<TimelineEntry>> {
    let (deal, _) = store::lock_deal(tx, id)?;
    deal.side_of(by)?;
    let rows = store::list_entries(tx, id, before(cursor), limit.ask())?;
    Ok(Page::cut(rows, limit, |entry| entry.id.raw()))
}

/// What was done to a deal since a mark, an id made before: postings and deadlines. For previews,
/// which are undone.
pub fn effect_since(tx: &mut Tx<'_>, id: Id<DealKind>, mark: Id<Any>) -> Outcome<Effect> {
    let (deal, _) = store::lock_deal(tx, id)?;
    let owners = [
        (Some(id.cast::<Any>()), None),
        (deal.buyer.map(Id::cast), Some(Side::Buyer)),
        (Some(deal.seller.cast()), Some(Side::Seller)),
    ];
    let mut legs: Vec<(Entry, Option<Side>)> = Vec::new();
    for (owner, side) in owners {
        let Some(owner) = owner else { continue };
        let entries = ledger::transfers_of(tx, owner, mark.cast())?;
        legs.extend(entries.into_iter().map(|entry| (entry, side)));
    }
    legs.sort_by_key(|(entry, _)| (entry.transfer, entry.leg));
    let moved = |(entry, side): &(Entry, Option<Side>)| Moved {
        purpose: entry.account.purpose,
        side: *side,
        amount: entry.money(),
    };
    let timers = tx.timers_since(id.cast(), mark.cast::<Timer>())?;
    // A dispatch is waited for until its end, whatever reminds of it before.
    let ship_by = deal.deadline.map(|deadline| deadline.due_at);
    let timer = |(kind, due_at): (String, Timestamp)| match ship_by {
        Some(due_at) if kind == DeadlineKind::Remind.word() => {
            TimerSet { kind: DeadlineKind::Ship.word().to_owned(), due_at }
        }
        _ => TimerSet { kind, due_at },
    };
    Ok(Effect {
        postings: legs.iter().map(moved).collect(),
        timers: timers.into_iter().map(timer).collect(),
    })
}
