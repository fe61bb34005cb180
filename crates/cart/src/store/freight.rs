//! Freight rules.

use crate::model::{Charge, FreightRule, FreightRuleKind, RulePlace};
use ::store::{Row, Tx, padded, params};
use anyhow::{Context, bail};
use kernel::{Firm, Id, Money, Outcome, Stop};
use std::collections::BTreeMap;

/// Shops whose rules are looked up in one statement; more take several.
const SHOPS_AT_A_TIME: usize = 20;

/// The rules of these shops, each shop's by age; those without rules are left out.
pub(crate) fn list_rules_of(
    tx: &mut Tx<'_>,
    shops: &[Id<Firm>],
    most_each: i64,
) -> Outcome<BTreeMap<Id<Firm>, Vec<FreightRule>>> {
    let mut rules: BTreeMap<Id<Firm>, Vec<FreightRule>> = BTreeMap::new();
    for some in shops.chunks(SHOPS_AT_A_TIME) {
        let shops = i64::try_from(SHOPS_AT_A_TIME).unwrap_or(i64::MAX);
        let most = most_each.saturating_mul(shops);
        let asked = padded::<_, SHOPS_AT_A_TIME>(some);
        let asked: Vec<_> = asked.into_iter().chain([most.into()]).collect();
        let rows = tx.all(
            "SELECT firm, id, places, kind, currency, first_pieces, first_minor, step_pieces,
             step_minor, free_from_minor, version FROM freight_rule
             WHERE firm IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
             $17, $18, $19, $20) ORDER BY firm, id LIMIT $21",
            &asked,
        )?;
        for row in &rows {
            rules.entry(row.id(0)?).or_default().push(rule(row)?);
        }
    }
    Ok(rules)
}

/// A rule of a shop; another's is absent.
pub(crate) fn get_rule(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    id: Id<FreightRuleKind>,
) -> Outcome<FreightRule> {
    let row = tx.get(
        "SELECT firm, id, places, kind, currency, first_pieces, first_minor, step_pieces,
         step_minor, free_from_minor, version FROM freight_rule WHERE firm = $1 AND id = $2",
        params![firm, id],
    )?;
    Ok(rule(&row)?)
}

fn rule(row: &Row) -> anyhow::Result<FreightRule> {
    let currency = row.currency(4)?;
    let money = |minor| Money::new(minor, currency);
    let amount = money(row.int(6)?);
    let charge = match row.text(3)? {
        "flat" => Charge::Flat(amount),
        "pieces" => Charge::Pieces {
            first: row.int(5)?,
            amount,
            step: row.int(7)?,
            more: money(row.int(8)?),
        },
        "refused" => Charge::Refused,
        other => bail!("unknown word {other}"),
    };
    let places: Vec<RulePlace> = serde_json::from_str(row.text(2)?).context("places")?;
    Ok(FreightRule {
        id: row.id(1)?,
        places,
        charge,
        currency,
        free_from: row.maybe_int(9)?.map(money),
        version: row.int(10)?,
    })
}

/// A rule's columns: places, and what its charge says.
fn columns(rule: &FreightRule) -> anyhow::Result<(String, [i64; 4])> {
    let places = serde_json::to_string(&rule.places).context("places")?;
    let numbers = match rule.charge {
        Charge::Flat(amount) => [1, amount.minor, 1, 0],
        Charge::Pieces { first, amount, step, more } => [first, amount.minor, step, more.minor],
        Charge::Refused => [1, 0, 1, 0],
    };
    Ok((places, numbers))
}

/// Writes a new rule.
pub(crate) fn add_rule(tx: &mut Tx<'_>, firm: Id<Firm>, rule: &FreightRule) -> Outcome<()> {
    let (places, [first, amount, step, more]) = columns(rule)?;
    tx.add(
        "INSERT INTO freight_rule (firm, id, places, kind, currency, first_pieces, first_minor,
         step_pieces, step_minor, free_from_minor, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        params![
            firm,
            rule.id,
            &places,
            rule.charge.word(),
            rule.currency,
            first,
            amount,
            step,
            more,
            rule.free_from.map(|sum| sum.minor),
            rule.version
        ],
        Stop::Bug("a freight rule twice"),
    )
}

/// Writes a rule over the version before it.
pub(crate) fn change_rule(tx: &mut Tx<'_>, firm: Id<Firm>, rule: &FreightRule) -> Outcome<()> {
    let (places, [first, amount, step, more]) = columns(rule)?;
    tx.must(
        "UPDATE freight_rule SET places = $3, kind = $4, currency = $5, first_pieces = $6,
         first_minor = $7, step_pieces = $8, step_minor = $9, free_from_minor = $10, version = $11
         WHERE firm = $1 AND id = $2 AND version = $11 - 1",
        params![
            firm,
            rule.id,
            &places,
            rule.charge.word(),
            rule.currency,
            first,
            amount,
            step,
            more,
            rule.free_from.map(|sum| sum.minor),
            rule.version
        ],
        1,
        Stop::Stale,
    )
}

/// A rule vanishes.
pub(crate) fn remove_rule(tx: &mut Tx<'_>, firm: Id<Firm>, id: Id<FreightRuleKind>) -> Outcome<()> {
    tx.must(
        "DELETE FROM freight_rule WHERE firm = $1 AND id = $2",
        params![firm, id],
        1,
        Stop::Absent,
    )
}
