//! What a shop takes to bring goods.

use super::{firm_of, tell_how_ordered};
use crate::model::{CartRefusal, FreightRule, FreightRuleKind, NewRule};
use crate::store;
use ::store::Tx;
use kernel::rules::Rules;
use kernel::{Actor, Firm, Id, Outcome};

fn most() -> i64 {
    Rules::current().cart.freight_rules_most
}

/// The rules of the firm's own shop, by age.
pub fn rules(tx: &mut Tx<'_>, by: &Actor) -> Outcome<Vec<FreightRule>> {
    let firm = firm_of(by)?;
    own(tx, firm)
}

fn own(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<Vec<FreightRule>> {
    Ok(store::list_rules_of(tx, &[firm], most())?.remove(&firm).unwrap_or_default())
}

/// One of them; another shop's does not exist.
pub(crate) fn rule(tx: &mut Tx<'_>, by: &Actor, id: Id<FreightRuleKind>) -> Outcome<FreightRule> {
    let firm = firm_of(by)?;
    store::get_rule(tx, firm, id)
}

/// Adds a rule; from the first one on the shop's goods are ordered through the checkout only.
pub fn add_rule(tx: &mut Tx<'_>, by: &Actor, new: &NewRule) -> Outcome<FreightRule> {
    let (firm, _) = by.trader()?;
    let rule = new.read(tx.id(), 1)?;
    if i64::try_from(own(tx, firm)?.len()).unwrap_or(i64::MAX) >= most() {
        return Err(CartRefusal::RulesTooMany { most: most() }.into());
    }
    store::add_rule(tx, firm, &rule)?;
    tell_how_ordered(tx, firm)?;
    Ok(rule)
}

/// Writes a rule over the version that was read. Orders keep the freight that they were given.
pub fn change_rule(
    tx: &mut Tx<'_>,
    by: &Actor,
    (id, version): (Id<FreightRuleKind>, i64),
    new: &NewRule,
) -> Outcome<FreightRule> {
    let (firm, _) = by.trader()?;
    store::get_rule(tx, firm, id)?;
    let rule = new.read(id, version.saturating_add(1))?;
    store::change_rule(tx, firm, &rule)?;
    Ok(rule)
}

/// A rule vanishes.
pub fn remove_rule(tx: &mut Tx<'_>, by: &Actor, id: Id<FreightRuleKind>) -> Outcome<()> {
    let (firm, _) = by.trader()?;
    store::get_rule(tx, firm, id)?;
    store::remove_rule(tx, firm, id)?;
    tell_how_ordered(tx, firm)
}
