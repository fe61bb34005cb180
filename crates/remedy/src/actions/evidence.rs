//! What the sides say and show once an officer was called.

use super::acting;
use super::write::{By, add_step};
use crate::model::{
    Act, Done, Evidence, EvidenceKind, EvidenceSource, Remedy, RemedyKind, RemedyRefusal, Role,
    read_text,
};
use crate::store;
use ::store::Tx;
use deal::DealKind;
use kernel::{Actor, Firm, Id, Outcome, Stop};
use talk::{ConversationKind, FileFacts};

/// A side says something in its time for evidence.
pub(super) fn say(
    tx: &mut Tx<'_>,
    by: &Actor,
    (deal, id): (Id<DealKind>, Id<RemedyKind>),
    text: &str,
) -> Outcome<Done> {
    let (remedy, role) = acting(tx, by, deal, id)?;
    remedy.may(role, Act::Tell)?;
    let text = read_text("text", text)?;
    let firm = by.firm().ok_or(Stop::Forbidden)?;
    let most = remedy.rules().remedy.statements_most;
    if store::count_steps(tx, &remedy, firm, "remedy-told")? >= most {
        return Err(RemedyRefusal::StatementsTooMany { most }.into());
    }
    note(tx, &remedy, ("remedy-told", text), by)
}

fn note(
    tx: &mut Tx<'_>,
    remedy: &Remedy,
    (told, text): (&'static str, String),
    by: &Actor,
) -> Outcome<Done> {
    let now = tx.now();
    add_step(tx, remedy, told, &By::of(by).saying(text), now)?;
    deal::note(tx, remedy.deal, (told, remedy.amount, by.firm()), now)?;
    Ok(Done::of(remedy))
}

/// Whether the caller may show evidence now; asked before a file is kept.
pub fn may_show(
    tx: &mut Tx<'_>,
    by: &Actor,
    (deal, id): (Id<DealKind>, Id<RemedyKind>),
) -> Outcome<()> {
    may_show_for(tx, by, deal, id).map(|_| ())
}

fn may_show_for(
    tx: &mut Tx<'_>,
    by: &Actor,
    deal: Id<DealKind>,
    id: Id<RemedyKind>,
) -> Outcome<(Remedy, Id<Firm>)> {
    let (remedy, role) = acting(tx, by, deal, id)?;
    remedy.may(role, Act::Tell)?;
    let firm = by.firm().ok_or(Stop::Forbidden)?;
    let shown = store::list_evidence(tx, deal, id)?;
    let mine = shown.iter().filter(|one| one.firm == firm).count();
    let most = remedy.rules().remedy.evidence_most;
    if i64::try_from(mine).unwrap_or(i64::MAX) >= most {
        return Err(RemedyRefusal::EvidenceTooMuch { most }.into());
    }
    Ok((remedy, firm))
}

/// A side shows a file that lies in the folder of files already.
pub fn show(
    tx: &mut Tx<'_>,
    by: &Actor,
    (deal, id): (Id<DealKind>, Id<RemedyKind>),
    (source, facts): (EvidenceSource, &FileFacts),
) -> Outcome<Done> {
    let (remedy, firm) = may_show_for(tx, by, deal, id)?;
    let shown = Evidence {
        id: tx.id(),
        firm,
        source,
        sha256: facts.sha256.clone(),
        name: facts.name.clone(),
        media_type: facts.media_type.to_owned(),
        bytes: facts.bytes,
        at: tx.now(),
    };
    store::add_evidence(tx, &remedy, &shown)?;
    note(tx, &remedy, ("remedy-shown", facts.name.clone()), by)
}

/// The messages of the two firms' conversation from a place on, with their hashes, to be shown.
pub fn talk_evidence(
    tx: &mut Tx<'_>,
    by: &Actor,
    (deal, id): (Id<DealKind>, Id<RemedyKind>),
    (conversation, from): (Id<ConversationKind>, i64),
) -> Outcome<talk::Evidence> {
    let (remedy, _) = may_show_for(tx, by, deal, id)?;
    let said = talk::evidence(tx, by, conversation, from)?;
    let is_theirs = [remedy.buyer, remedy.seller].iter().all(|firm| said.firms.contains(firm));
    if !is_theirs {
        return Err(Stop::Absent);
    }
    if said.messages.is_empty() {
        return Err(RemedyRefusal::NothingSaid.into());
    }
    Ok(said)
}

/// One piece of evidence, for the two sides and the officer who has the case.
pub fn evidence(
    tx: &mut Tx<'_>,
    by: &Actor,
    (deal, id): (Id<DealKind>, Id<RemedyKind>),
    piece: Id<EvidenceKind>,
) -> Outcome<Evidence> {
    let remedy = store::lock_remedy(tx, deal, id)?;
    match remedy.role_of(by) {
        Role::Buyer | Role::Seller | Role::Holder => store::get_evidence(tx, &remedy, piece),
        Role::Stranger => Err(Stop::SignIn),
        _ => Err(Stop::Absent),
    }
}
