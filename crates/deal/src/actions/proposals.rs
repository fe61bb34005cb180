//! What a seller proposes after both have signed, and what the buyer answers: another price before
//! anything is paid, or that the rest of the goods will not come.

use super::agreement_of;
use super::money::{Why, add_refund};
use super::step::{give_stock_back, tell_end, write};
use crate::events::{DealPriceChanged, DealProposed, DealRestClosed};
use crate::model::{
    Contract, Deal, DealKind, DealRefusal, Done, Fulfilment, Information, Line, Means, Milestone,
    Proposal, ProposalKind, ProposalState, ProposalView, Proposed, Repricing, Side, Signature,
    is_pure_reduction, read_reason, rest_of,
};
use crate::store;
use ::store::{Timer, Tx};
use kernel::{Actor, Firm, Id, Money, Outcome, Person, Stop, Timestamp};

/// The seller wants another price while nothing is paid. A price that only falls holds at once,
/// since the buyer has agreed to pay more; any other one waits for the buyer, and until then the
/// agreed one can be paid.
pub fn change_price(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<DealKind>,
    (terms, reason): (&Repricing, &str),
) -> Outcome<Done> {
    let (deal, parts) = store::lock_deal(tx, id)?;
    deal.must_be(Side::Seller, by)?;
    let person = by.person().ok_or(Stop::Forbidden)?;
    let reason = read_reason("reason", reason)?;
    deal.may_reprice()?;
    let old = contract_of(tx, deal, parts)?;
    let new = terms.apply(&old)?;
    let is_lower = is_pure_reduction(&old, &new);
    let proposal = Proposal {
        id: tx.id(),
        kind: Proposed::Price,
        state: if is_lower { ProposalState::Accepted } else { ProposalState::Open },
        person,
        reason,
        old_total: old.deal.total,
        new_total: new.deal.total,
        terms: terms.clone(),
        old_text: old.text(),
        new_hash: new.deal.contract_hash,
        at: tx.now(),
        answer_by: None,
        timer: None,
        ended_at: is_lower.then_some(tx.now()),
    };
    add(tx, &old.deal, &proposal)?;
    if is_lower {
        let signed =
            [(Side::Seller, Some(person), Means::Person), (Side::Buyer, None, Means::Lowered)];
        return reprice(tx, &old, &new, (Side::Seller, &signed));
    }
    let totals = (old.deal.total, new.deal.total);
    let step = old.deal.propose(proposal.id, Proposed::Price, totals);
    let after = write(tx, &old.deal, step, proposal.at)?;
    tell(tx, &after, &proposal)?;
    Ok(Done::of(&after))
}

fn add(tx: &mut Tx<'_>, deal: &Deal, proposal: &Proposal) -> Outcome<()> {
    let before = store::list_proposals(tx, deal.id, deal.total.currency)?.len();
    let most = deal.rules().pay.proposals_most;
    if i64::try_from(before).unwrap_or(i64::MAX) >= most {
        return Err(DealRefusal::ProposalsTooMany { most }.into());
    }
    store::add_proposal(tx, deal.id, proposal)
}

fn tell(tx: &mut Tx<'_>, deal: &Deal, proposal: &Proposal) -> Outcome<()> {
    let told = DealProposed {
        deal: deal.id,
        proposal: proposal.id,
        kind: proposal.kind.word().to_owned(),
        buyer: deal.buyer,
        seller: deal.seller,
        currency: deal.total.currency,
        old_minor: proposal.old_total.minor,
        new_minor: proposal.new_total.minor,
        answer_by: proposal.answer_by,
    };
    tx.tell(deal.id, &told)
}

/// The contract as it stands, with all that is signed.
pub(super) fn contract_of(
    tx: &mut Tx<'_>,
    deal: Deal,
    milestones: Vec<Milestone>,
) -> Outcome<Contract> {
    let lines = store::list_lines(tx, deal.id, deal.total.currency)?;
    let address = store::find_delivery(tx, deal.id)?;
    Ok(Contract { deal, lines, milestones, address })
}

type Signed = (Side, Option<Id<Person>>, Means);

/// Writes another price, with both signatures under the new text.
fn reprice(
    tx: &mut Tx<'_>,
    old: &Contract,
    new: &Contract,
    (by, signed): (Side, &[Signed]),
) -> Outcome<Done> {
    let (deal, now) = (&old.deal, tx.now());
    for line in &new.lines {
        match old.lines.iter().find(|before| before.nth == line.nth) {
            None => store::add_line(tx, deal.id, line)?,
            Some(before) if before == line => {}
            Some(_) => store::change_line(tx, deal.id, line)?,
        }
    }
    for part in &new.milestones {
        store::change_amount(tx, deal.id, part)?;
    }
    let buyer = deal.buyer.ok_or(Stop::Bug("a price without a buyer"))?;
    let firm_of = |side| if side == Side::Buyer { buyer } else { deal.seller };
    for (side, person, means) in signed {
        let (firm, contract_hash) = (firm_of(*side), new.deal.contract_hash);
        let (person, means) = (*person, *means);
        let signature = Signature { firm, person, means, contract_hash, signed_at: now };
        store::add_signature(tx, deal.id, &signature)?;
    }
    let step = deal.reprice(new, Some(firm_of(by)), now);
    store::change_terms(tx, deal, &new.deal)?;
    let after = write(tx, deal, step, now)?;
    let told = DealPriceChanged {
        deal: deal.id,
        buyer,
        seller: deal.seller,
        currency: deal.total.currency,
        old_minor: deal.total.minor,
        new_minor: new.deal.total.minor,
    };
    tx.tell(deal.id, &told)?;
    Ok(Done::of(&after))
}

/// The rest of the goods will not come. The seller says so, and the buyer answers in the time of
/// the rules, after which silence is yes; a buyer whose seller is late says it alone. What was paid
/// for it goes back.
pub fn close_rest(tx: &mut Tx<'_>, by: &Actor, id: Id<DealKind>, reason: &str) -> Outcome<Done> {
    let (deal, parts) = store::lock_deal(tx, id)?;
    let side = deal.acting_side(by)?;
    let person = by.person().ok_or(Stop::Forbidden)?;
    deal.may_close_rest(side)?;
    let old = contract_of(tx, deal, parts)?;
    let at = tx.now();
    if side == Side::Buyer {
        return end_rest(tx, by.firm(), old, at);
    }
    let reason = read_reason("reason", reason)?;
    let (back, new_total) = back_of(tx, &old)?;
    let old_total = old.deal.total;
    let answer_by = old.deal.answers_by(at);
    let proposal = Proposal {
        id: tx.id(),
        kind: Proposed::Short,
        state: ProposalState::Open,
        person,
        reason,
        old_total,
        new_total,
        terms: Repricing::default(),
        old_text: old.text(),
        new_hash: old.deal.contract_hash,
        at,
        answer_by: Some(answer_by),
        timer: Some(tx.set_timer(id, ANSWER, answer_by)?.cast()),
        ended_at: None,
    };
    add(tx, &old.deal, &proposal)?;
    let step = old.deal.propose(proposal.id, Proposed::Short, (back, new_total));
    let after = write(tx, &old.deal, step, at)?;
    tell(tx, &after, &proposal)?;
    Ok(Done::of(&after))
}

/// What goes back for the rest, and what then stays of the price. A part may have gone back before,
/// by the seller's word or a claim.
fn back_of(tx: &mut Tx<'_>, contract: &Contract) -> Outcome<(Money, Money)> {
    let back = fulfilment_of(tx, &contract.deal, &contract.lines)?.back_for_rest()?;
    let held = super::held(tx, contract.deal.id)?;
    let back = Money::new(back.minor.min(held.minor), back.currency);
    Ok((back, held.minus(back)?))
}

/// What has left of a deal, and what went back.
pub(super) fn fulfilment_of<'a>(
    tx: &mut Tx<'_>,
    deal: &'a Deal,
    lines: &'a [Line],
) -> Outcome<Fulfilment<'a>> {
    let ways = store::list_shipments(tx, deal.id)?;
    let refunds = store::list_refunds(tx, deal.id, deal.total.currency)?;
    Ok(Fulfilment { deal, lines, ways, refunds })
}

/// Closes the rest: the money for it goes back, what was kept of the stock is free again, and the
/// buyer has the time to look at what came.
fn end_rest(
    tx: &mut Tx<'_>,
    by: Option<Id<Firm>>,
    contract: Contract,
    at: Timestamp,
) -> Outcome<Done> {
    let (back, _) = back_of(tx, &contract)?;
    let Contract { deal, lines, .. } = contract;
    let id = deal.id;
    lapse_as(tx, &deal, ProposalState::Accepted)?;
    let rest = rest_of(&lines);
    for packed in &rest {
        store::close_line(tx, id, *packed)?;
    }
    let mut deal = Deal { proposal: None, ..deal };
    if deal.holds_stock {
        give_stock_back(tx, &deal, &lines)?;
    }
    if back.minor > 0 {
        let refunded = custody::refund(tx, agreement_of(id), back)?;
        let mut step = deal.refund(&refunded, at);
        step.after.holds_stock = false;
        add_refund(tx, &deal, &refunded, Why::by(by))?;
        let after = write(tx, &deal, step, at)?;
        if after.tracks.is_over() {
            custody::close(tx, agreement_of(id))?;
            tell_end(tx, &deal, &after, refunded.total.minor)?;
            return Ok(Done::of(&after));
        }
        deal = after;
    }
    let mut step = deal.close_rest(by, last_left(tx, &deal, at)?);
    step.after.holds_stock = false;
    let after = write(tx, &deal, step, at)?;
    let pieces = rest.iter().map(|packed| packed.quantity).sum();
    let (buyer, seller, currency) = (deal.buyer, deal.seller, back.currency);
    let back_minor = back.minor;
    tx.tell(id, &DealRestClosed { deal: id, buyer, seller, pieces, currency, back_minor })?;
    Ok(Done::of(&after))
}

/// When the last parcel left, and until when what came may be looked at: as long as the parcels
/// give, and never less than the rules say from now on.
fn last_left(tx: &mut Tx<'_>, deal: &Deal, now: Timestamp) -> Outcome<(Timestamp, Timestamp)> {
    let ways = store::list_shipments(tx, deal.id)?;
    let last = ways.iter().map(|way| way.shipped_at).max();
    let last = last.zip(deal.parcels_confirm_at(&ways));
    let (left_at, until) = last.ok_or(Stop::Bug("goods left in parts without a shipment"))?;
    let least = now.plus_days(deal.rules().pay.t3_confirm_after_short_d);
    Ok((left_at, until.max(least)))
}

/// What happens when the buyer has not answered in time.
pub(crate) const ANSWER: &str = "deal-answer";

/// The buyer has not answered in time that the rest will not come: silence is yes. A proposal that
/// the deal no longer has changes nothing.
pub(crate) fn take_silence(
    tx: &mut Tx<'_>,
    id: Id<DealKind>,
    timer: Id<Timer>,
    due_at: Timestamp,
) -> Outcome<()> {
    let (deal, parts) = store::lock_deal(tx, id)?;
    let all = store::list_proposals(tx, id, deal.total.currency)?;
    let open = all.iter().find(|one| Some(one.id) == deal.proposal);
    if open.is_none_or(|open| open.timer != Some(timer.cast())) {
        return Ok(());
    }
    let old = contract_of(tx, deal, parts)?;
    let (back, _) = back_of(tx, &old)?;
    let (buyer, title) = (old.deal.buyer, old.deal.title.clone());
    end_rest(tx, None, old, due_at)?;
    let amount = format!("{} {}", back.currency.code(), back.plain());
    let path = format!("/deals/{id}");
    let facts = [("title", title), ("amount", amount), ("path", path)];
    party::send_to_owners(tx, buyer.as_slice(), "deal-rest-unanswered", |_, _| facts.to_vec())
}

/// Which proposal of which deal.
pub(crate) type Which = (Id<DealKind>, Id<ProposalKind>);

/// The buyer says no to what the seller has proposed: all stays as it was agreed.
pub fn decline(tx: &mut Tx<'_>, by: &Actor, (id, proposal): Which) -> Outcome<Done> {
    end(tx, by, (id, proposal), (Side::Buyer, ProposalState::Declined))
}

/// The seller takes a proposal back.
pub fn withdraw(tx: &mut Tx<'_>, by: &Actor, (id, proposal): Which) -> Outcome<Done> {
    end(tx, by, (id, proposal), (Side::Seller, ProposalState::Withdrawn))
}

fn end(
    tx: &mut Tx<'_>,
    by: &Actor,
    (id, proposal): Which,
    (side, state): (Side, ProposalState),
) -> Outcome<Done> {
    let (deal, _) = store::lock_deal(tx, id)?;
    let firm = deal.must_be(side, by)?;
    if deal.may_answer()? != proposal {
        return Err(DealRefusal::NoProposal.into());
    }
    if state == ProposalState::Declined {
        let all = store::list_proposals(tx, id, deal.total.currency)?;
        deal.may_decline(proposal, &all)?;
    }
    lapse_as(tx, &deal, state)?;
    let now = tx.now();
    Ok(Done::of(&write(tx, &deal, deal.end_proposal(Some(firm), state), now)?))
}

/// The buyer agrees to what the seller has proposed.
pub fn accept(tx: &mut Tx<'_>, by: &Actor, (id, proposal): Which) -> Outcome<Done> {
    let (deal, parts) = store::lock_deal(tx, id)?;
    deal.must_be(Side::Buyer, by)?;
    if deal.may_answer()? != proposal {
        return Err(DealRefusal::NoProposal.into());
    }
    let person = by.person().ok_or(Stop::Forbidden)?;
    let kept = find(tx, &deal, proposal)?;
    let old = contract_of(tx, deal, parts)?;
    if kept.kind == Proposed::Short {
        let at = tx.now();
        return end_rest(tx, by.firm(), old, at);
    }
    let new = kept.terms.apply(&old)?;
    if new.deal.contract_hash != kept.new_hash {
        return Err(Stop::Stale);
    }
    lapse_as(tx, &old.deal, ProposalState::Accepted)?;
    let signed = [
        (Side::Seller, Some(kept.person), Means::Person),
        (Side::Buyer, Some(person), Means::Person),
    ];
    reprice(tx, &old, &new, (Side::Buyer, &signed))
}

fn find(tx: &mut Tx<'_>, deal: &Deal, id: Id<ProposalKind>) -> Outcome<Proposal> {
    let all = store::list_proposals(tx, deal.id, deal.total.currency)?;
    all.into_iter().find(|one| one.id == id).ok_or(Stop::Absent)
}

/// The trade goes on without what was proposed. Nothing is asked where nothing is open.
pub(super) fn lapse(tx: &mut Tx<'_>, deal: &Deal) -> Outcome<()> {
    lapse_as(tx, deal, ProposalState::Lapsed)
}

fn lapse_as(tx: &mut Tx<'_>, deal: &Deal, state: ProposalState) -> Outcome<()> {
    let Some(open) = deal.proposal else { return Ok(()) };
    match store::end_proposal(tx, deal.id, open, state)? {
        Some(timer) => tx.cancel_timer(deal.id, timer.cast()),
        None => Ok(()),
    }
}

/// What is proposed, beside what was agreed, for the two sides; nothing where nothing is open.
pub fn proposal(tx: &mut Tx<'_>, by: &Actor, id: Id<DealKind>) -> Outcome<Option<ProposalView>> {
    let (deal, parts) = store::lock_deal(tx, id)?;
    deal.side_of(by)?;
    let Some(open) = deal.proposal else { return Ok(None) };
    let all = store::list_proposals(tx, id, deal.total.currency)?;
    let may_decline = deal.may_decline(open, &all).is_ok();
    let mut proposal = all.into_iter().find(|one| one.id == open).ok_or(Stop::Absent)?;
    let old = contract_of(tx, deal, parts)?;
    let (new, back) = match proposal.kind {
        Proposed::Price => {
            (proposal.terms.apply(&old)?.lines, Money::zero(old.deal.total.currency))
        }
        Proposed::Short => {
            // Something may have gone back since it was made.
            let (back, stays) = back_of(tx, &old)?;
            proposal.new_total = stays;
            (old.lines.clone(), back)
        }
    };
    Ok(Some(ProposalView { deal: id, proposal, old: old.lines, new, back, may_decline }))
}

/// All that was proposed in a deal, oldest first, for its two sides: with the contracts as they
/// were before, word for word.
pub fn proposals(tx: &mut Tx<'_>, by: &Actor, id: Id<DealKind>) -> Outcome<Vec<Proposal>> {
    let (deal, _) = store::lock_deal(tx, id)?;
    deal.side_of(by)?;
    if deal.tracks.information != Information::Agreed {
        return Ok(Vec::new());
    }
    store::list_proposals(tx, id, deal.total.currency)
}
