//! How the prices of shops are taxed.

use crate::model::ShopTax;
use ::store::{Row, Tx, padded, params};
use anyhow::Context;
use kernel::{Firm, Id, Outcome, Stop, TaxBasis};
use std::collections::BTreeMap;

/// Shops whose tax is looked up in one statement; more take several.
const SHOPS_AT_A_TIME: usize = 20;

/// How the prices of these shops are taxed; those that tell nothing are left out.
pub(crate) fn list_taxes_of(
    tx: &mut Tx<'_>,
    shops: &[Id<Firm>],
) -> Outcome<BTreeMap<Id<Firm>, ShopTax>> {
    let mut taxes = BTreeMap::new();
    for some in shops.chunks(SHOPS_AT_A_TIME) {
        let rows = tx.all(
            "SELECT firm, basis, rules, version FROM shop_tax
             WHERE firm IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
             $17, $18, $19, $20) ORDER BY firm",
            &padded::<_, SHOPS_AT_A_TIME>(some),
        )?;
        for row in &rows {
            taxes.insert(row.id(0)?, tax(row)?);
        }
    }
    Ok(taxes)
}

fn tax(row: &Row) -> anyhow::Result<ShopTax> {
    Ok(ShopTax {
        basis: row.word(1, TaxBasis::from_word)?,
        rules: serde_json::from_str(row.text(2)?).context("tax rules that do not read")?,
        version: row.int(3)?,
    })
}

/// Writes how a shop's prices are taxed, over the version that was read; 1 is the first.
pub(crate) fn set_tax(tx: &mut Tx<'_>, firm: Id<Firm>, tax: &ShopTax) -> Outcome<()> {
    let rules = serde_json::to_string(&tax.rules).context("tax rules that JSON cannot hold")?;
    if tax.version == 1 {
        return tx.add(
            "INSERT INTO shop_tax (firm, basis, rules, version) VALUES ($1, $2, $3, $4)",
            params![firm, tax.basis.word(), &rules, tax.version],
            Stop::Stale,
        );
    }
    tx.must(
        "UPDATE shop_tax SET basis = $2, rules = $3, version = $4
         WHERE firm = $1 AND version = $4 - 1",
        params![firm, tax.basis.word(), &rules, tax.version],
        1,
        Stop::Stale,
    )
}
