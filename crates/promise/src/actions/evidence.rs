//! What the sides say and show. Files are kept as all evidence is.

use super::write::{By, note};
use super::{Which, acting};
use crate::model::{Act, Compensation, Done, PromiseRefusal, Shown, read_text};
use crate::store;
use ::store::Tx;
use kernel::{Actor, Firm, Id, Outcome, Stop};
use remedy::{EvidenceKind, EvidenceSource, Role};
use talk::{ConversationKind, FileFacts};

/// A side says something.
pub(super) fn say(tx: &mut Tx<'_>, by: &Actor, which: Which, text: &str) -> Outcome<Done> {
    let (claim, role) = acting(tx, by, which)?;
    claim.may(role, Act::Tell)?;
    let text = read_text("text", text)?;
    let firm = by.firm().ok_or(Stop::Forbidden)?;
    let most = claim.rules().remedy.statements_most;
    if store::count_steps(tx, &claim, firm, "compensation-told")? >= most {
        return Err(PromiseRefusal::StatementsTooMany { most }.into());
    }
    let now = tx.now();
    note(tx, &claim, "compensation-told", &By::of(by).saying(text), now)?;
    Ok(Done::of(&claim))
}

/// Whether the caller may show evidence now; asked before a file is kept.
pub fn may_show(tx: &mut Tx<'_>, by: &Actor, which: Which) -> Outcome<()> {
    may_show_for(tx, by, which).map(|_| ())
}

fn may_show_for(tx: &mut Tx<'_>, by: &Actor, which: Which) -> Outcome<(Compensation, Id<Firm>)> {
    let (claim, role) = acting(tx, by, which)?;
    claim.may(role, Act::Tell)?;
    let firm = by.firm().ok_or(Stop::Forbidden)?;
    let shown = store::list_evidence(tx, which.0, which.1)?;
    let mine = shown.iter().filter(|one| one.firm == firm).count();
    let most = claim.rules().remedy.evidence_most;
    if i64::try_from(mine).unwrap_or(i64::MAX) >= most {
        return Err(PromiseRefusal::EvidenceTooMuch { most }.into());
    }
    Ok((claim, firm))
}

/// A side shows a file that lies in the folder of files already.
pub fn show(
    tx: &mut Tx<'_>,
    by: &Actor,
    which: Which,
    (source, facts): (EvidenceSource, &FileFacts),
) -> Outcome<Done> {
    let (claim, firm) = may_show_for(tx, by, which)?;
    let shown = Shown {
        id: tx.id(),
        firm,
        source,
        sha256: facts.sha256.clone(),
        name: facts.name.clone(),
        media_type: facts.media_type.to_owned(),
        bytes: facts.bytes,
        at: tx.now(),
    };
    store::add_evidence(tx, &claim, &shown)?;
    let now = tx.now();
    note(tx, &claim, "compensation-shown", &By::of(by).saying(facts.name.clone()), now)?;
    Ok(Done::of(&claim))
}

/// The messages of the two firms' conversation from a place on, with their hashes, to be shown.
pub fn talk_evidence(
    tx: &mut Tx<'_>,
    by: &Actor,
    which: Which,
    (conversation, from): (Id<ConversationKind>, i64),
) -> Outcome<talk::Evidence> {
    let (claim, _) = may_show_for(tx, by, which)?;
    let said = talk::evidence(tx, by, conversation, from)?;
    if ![claim.buyer, claim.seller].iter().all(|firm| said.firms.contains(firm)) {
        return Err(Stop::Absent);
    }
    if said.messages.is_empty() {
        return Err(PromiseRefusal::NothingSaid.into());
    }
    Ok(said)
}

/// One piece of evidence, for the two sides and the officer who has the case.
pub fn evidence(
    tx: &mut Tx<'_>,
    by: &Actor,
    which: Which,
    piece: Id<EvidenceKind>,
) -> Outcome<Shown> {
    let claim = store::lock_claim(tx, which.0, which.1)?;
    match claim.role_of(by) {
        Role::Buyer | Role::Seller | Role::Holder => store::get_evidence(tx, &claim, piece),
        Role::Stranger => Err(Stop::SignIn),
        _ => Err(Stop::Absent),
    }
}
