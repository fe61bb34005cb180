//! What products are called in other languages.

use super::AT_A_TIME;
use crate::model::{NewWords, ProductKind};
use ::store::{Param, Tx, padded, params};
use kernel::{Id, Lang, Outcome, Stop};
use std::collections::BTreeMap;

/// Writes a product's words in a language, or takes them away, and raises its version.
pub(crate) fn put_words(
    tx: &mut Tx<'_>,
    (product, version): (Id<ProductKind>, i64),
    lang: Lang,
    words: Option<&NewWords>,
) -> Outcome<()> {
    tx.must(
        "UPDATE product SET version = version + 1 WHERE id = $1 AND version = $2",
        params![product, version],
        1,
        Stop::Stale,
    )?;
    tx.run(
        "DELETE FROM product_words WHERE product = $1 AND lang = $2",
        params![product, lang.tag()],
    )?;
    let Some(words) = words else { return Ok(()) };
    let now = tx.now();
    tx.add(
        "INSERT INTO product_words (product, lang, title, text, written_by, at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![product, lang.tag(), &words.title, &words.text, "seller", now],
        Stop::Bug("a language twice"),
    )
}

/// What these products are called in a language, those of which it is written.
pub(crate) fn list_words(
    tx: &mut Tx<'_>,
    ids: &[Id<ProductKind>],
    lang: Lang,
) -> Outcome<BTreeMap<Id<ProductKind>, NewWords>> {
    let mut found = BTreeMap::new();
    for some in ids.chunks(AT_A_TIME) {
        let mut asked = padded::<_, AT_A_TIME>(some).to_vec();
        asked.push(Param::from(lang.tag()));
        let rows = tx.all(
            "SELECT product, title, text FROM product_words WHERE product IN ($1, $2, $3, $4, $5,
             $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
             $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40,
             $41, $42, $43, $44, $45, $46, $47, $48, $49, $50) AND lang = $51",
            &asked,
        )?;
        for row in &rows {
            found.insert(row.id(0)?, NewWords { title: row.string(1)?, text: row.string(2)? });
        }
    }
    Ok(found)
}
