//! What is known of a firm beside its name, and what changes of it.

use crate::events::FirmChanged;
use crate::model::{ChangedFirm, Deeds, FirmMarks, FirmSummary, Region, steps_of};
use crate::store;
use ::store::Tx;
use kernel::rules::Rules;
use kernel::{Actor, Desk, Firm, Id, Outcome, Stop};
use std::collections::BTreeMap;

/// Writes the name and the region of the owner's own firm over the version that they have read.
pub fn change_firm(
    tx: &mut Tx<'_>,
    by: &Actor,
    version: i64,
    new: &ChangedFirm,
) -> Outcome<FirmSummary> {
    let (firm, _) = by.trader()?;
    if !by.is_owner_of(firm) {
        return Err(Stop::Forbidden);
    }
    let before = store::find_firm(tx, firm)?.ok_or(Stop::Absent)?;
    if before.version != version {
        return Err(Stop::Stale);
    }
    let region = Region::parse(&new.region, before.country)?;
    store::rename_firm(tx, (firm, version), new)?;
    store::put_region(tx, firm, region)?;
    tx.tell(firm, &FirmChanged { firm })?;
    let name = new.name.as_str().to_owned();
    Ok(FirmSummary { name, name_lang: new.name_lang, version: version + 1, ..before })
}

/// What is known of these firms beside their names; of whom nothing is, there is nothing. One
/// query for every 50.
pub fn marks(tx: &mut Tx<'_>, firms: &[Id<Firm>]) -> Outcome<BTreeMap<Id<Firm>, FirmMarks>> {
    let mut found = BTreeMap::new();
    for firms in firms.chunks(store::IDS_AT_A_TIME) {
        found.extend(store::list_marks(tx, firms)?);
    }
    Ok(found)
}

/// The firms after one of them, by id.
pub fn firms_after(tx: &mut Tx<'_>, after: Id<Firm>, most: i64) -> Outcome<Vec<Id<Firm>>> {
    store::list_firms_after(tx, after, most)
}

/// Writes what a firm says it is. For the domain that asks it.
pub fn set_trade_role(tx: &mut Tx<'_>, firm: Id<Firm>, role: &str) -> Outcome<()> {
    store::put_role(tx, firm, role)?;
    tx.tell(firm, &FirmChanged { firm })
}

/// The operator shows a firm to nobody who looks for firms or goods; what it agreed goes on.
pub fn hide_firm(tx: &mut Tx<'_>, by: &Actor, firm: Id<Firm>) -> Outcome<()> {
    operator(by)?;
    store::find_firm(tx, firm)?.ok_or(Stop::Absent)?;
    let since = tx.now();
    store::put_hidden(tx, firm, Some(since))?;
    tx.tell(firm, &FirmChanged { firm })
}

/// The operator shows it again.
pub fn show_firm(tx: &mut Tx<'_>, by: &Actor, firm: Id<Firm>) -> Outcome<()> {
    operator(by)?;
    store::find_firm(tx, firm)?.ok_or(Stop::Absent)?;
    store::put_hidden(tx, firm, None)?;
    tx.tell(firm, &FirmChanged { firm })
}

fn operator(by: &Actor) -> Outcome<()> {
    match by {
        Actor::Stranger => Err(Stop::SignIn),
        _ if by.is_at(Desk::Operator) => Ok(()),
        _ => Err(Stop::Forbidden),
    }
}

/// Adds facts to what firms have to show for themselves, each by one blind write; tells of those
/// that reach another step by it. For the domain that counts, which sees to it that no fact counts
/// twice.
pub fn count_deeds(tx: &mut Tx<'_>, deeds: &BTreeMap<Id<Firm>, Deeds>) -> Outcome<()> {
    let firms: Vec<Id<Firm>> = deeds.keys().copied().collect();
    let steps = &Rules::current().ranking.trades_steps;
    let reached = |sound: i64| steps_of(sound, steps).count();
    for line in super::trust_lines(tx, &firms)? {
        let Some(more) = deeds.get(&line.firm) else { continue };
        let after = line.sound() + more.finished - more.refunded;
        if reached(line.sound()) != reached(after) {
            tx.tell(line.firm, &FirmChanged { firm: line.firm })?;
        }
    }
    deeds.iter().try_for_each(|(&firm, deeds)| store::raise_standing(tx, firm, deeds))
}
