//! Firms as others see them.

use crate::events::FirmChanged;
use crate::model::{FirmFact, FirmSummary, Standing, TrustLine};
use crate::store;
use ::store::Tx;
use kernel::{Firm, Id, Outcome, Stop};
use std::collections::BTreeMap;

/// A firm, for everybody.
pub fn firm(tx: &mut Tx<'_>, id: Id<Firm>) -> Outcome<FirmSummary> {
    store::find_firm(tx, id)?.ok_or(Stop::Absent)
}

/// The lines beside the names of these firms, in the order asked for, each firm once; unknown ones
/// are left out, and so is what was found out about them and is over. One query for every 50 firms.
pub fn trust_lines(tx: &mut Tx<'_>, firms: &[Id<Firm>]) -> Outcome<Vec<TrustLine>> {
    let mut found = BTreeMap::new();
    for firms in firms.chunks(store::IDS_AT_A_TIME) {
        let lines = store::list_trust_lines(tx, firms)?;
        let now = tx.now();
        let fresh = |line: TrustLine| TrustLine { known: line.known.standing(now), ..line };
        found.extend(lines.into_iter().map(|line| (line.firm, fresh(line))));
    }
    Ok(firms.iter().filter_map(|firm| found.remove(firm)).collect())
}

/// Whether somebody is of both firms.
pub fn share_a_person(tx: &mut Tx<'_>, one: Id<Firm>, other: Id<Firm>) -> Outcome<bool> {
    store::share_a_person(tx, one, other)
}

/// What a firm has to show for itself.
pub fn standing(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<Standing> {
    store::get_standing(tx, firm)
}

/// Writes down what was found out about who a firm is; it stands beside its name until its time is
/// over. For the domain that looks into firms, which keeps the evidence.
pub fn note_fact(tx: &mut Tx<'_>, firm: Id<Firm>, fact: &FirmFact) -> Outcome<()> {
    store::set_fact(tx, firm, fact)
}

/// Writes which promises to buyers a firm stands by, in their words; none takes its badge off. For
/// the domain that keeps the promises.
pub fn set_promises(tx: &mut Tx<'_>, firm: Id<Firm>, words: &[&str]) -> Outcome<()> {
    store::set_promises(tx, firm, &words.join(" "))?;
    tx.tell(firm, &FirmChanged { firm })
}

/// Sets the counts of all firms to nothing, so that they can be counted anew. For the domain that
/// counts.
pub fn forget_deeds(tx: &mut Tx<'_>) -> Outcome<()> {
    store::clear_standings(tx)
}
