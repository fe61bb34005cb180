//! Texts that wait for their translation, and what engines made of texts.

use crate::model::{TextHash, Translated, Wanted, text_hash};
use ::store::{Param, Row, Tx, params};
use anyhow::Context;
use kernel::{Lang, Outcome, Timestamp};
use std::collections::BTreeMap;

/// Texts looked up in one statement; a longer list takes several.
const AT_A_TIME: usize = 50;

/// A text waits; twice is no matter.
pub(crate) fn want(tx: &mut Tx<'_>, text: &str, from: &str, to: Lang) -> Outcome<()> {
    let hash = text_hash(text);
    tx.run(
        "INSERT INTO translation_wanted (text_hash, from_lang, to_lang, text, tries, next_at)
         SELECT $1, $2, $3, $4, 0, $5 WHERE NOT EXISTS (SELECT 1 FROM translation t
         WHERE t.text_hash = $1 AND t.from_lang = $2 AND t.to_lang = $3)
         ON CONFLICT (text_hash, from_lang, to_lang) DO NOTHING",
        params![&hash, from, to.tag(), text, tx.now()],
    )
}

/// The texts that wait and are due, what waited longest first.
pub(crate) fn list_due(tx: &mut Tx<'_>, most: i64) -> Outcome<Vec<Wanted>> {
    let rows = tx.all(
        "SELECT text, from_lang, to_lang, tries FROM translation_wanted WHERE next_at <= $1
         ORDER BY next_at, text_hash, from_lang, to_lang LIMIT $2",
        params![tx.now(), most],
    )?;
    let wanted = |row: &Row| {
        let to = Lang::from_tag(row.text(2)?).context("a language of pages")?;
        Ok(Wanted { text: row.string(0)?, from: row.string(1)?, to, tries: row.int(3)? })
    };
    Ok(rows.iter().map(wanted).collect::<anyhow::Result<_>>()?)
}

/// A text waits on until then: the engine failed.
pub(crate) fn wait_on(tx: &mut Tx<'_>, wanted: &Wanted, until: Timestamp) -> Outcome<()> {
    let hash = text_hash(&wanted.text);
    tx.run(
        "UPDATE translation_wanted SET tries = tries + 1, next_at = $4
         WHERE text_hash = $1 AND from_lang = $2 AND to_lang = $3",
        params![&hash, &wanted.from, wanted.to.tag(), until],
    )
}

/// A text waits no longer.
pub(crate) fn unwant(tx: &mut Tx<'_>, wanted: &Wanted) -> Outcome<()> {
    let hash = text_hash(&wanted.text);
    tx.run(
        "DELETE FROM translation_wanted WHERE text_hash = $1 AND from_lang = $2 AND to_lang = $3",
        params![&hash, &wanted.from, wanted.to.tag()],
    )
}

/// Keeps what an engine made of a text.
pub(crate) fn keep(
    tx: &mut Tx<'_>,
    wanted: &Wanted,
    engine: &str,
    made: Option<&str>,
) -> Outcome<()> {
    let hash = text_hash(&wanted.text);
    tx.run(
        "INSERT INTO translation (text_hash, from_lang, to_lang, engine, text, at)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (text_hash, from_lang, to_lang, engine) DO NOTHING",
        params![&hash, &wanted.from, wanted.to.tag(), engine, made, tx.now()],
    )
}

/// What these texts are in a language, where an engine made something that may be shown; of
/// several the newest.
pub(crate) fn list(
    tx: &mut Tx<'_>,
    hashes: &[TextHash],
    to: Lang,
) -> Outcome<BTreeMap<TextHash, Translated>> {
    let mut found = BTreeMap::new();
    for some in hashes.chunks(AT_A_TIME) {
        for row in list_some(tx, some, to)? {
            let hash = TextHash::try_from(row.bytes(0)?).context("a hash")?;
            found.insert(hash, Translated { text: row.string(1)?, engine: row.string(2)? });
        }
    }
    Ok(found)
}

fn list_some(tx: &mut Tx<'_>, some: &[TextHash], to: Lang) -> Outcome<Vec<Row>> {
    let Some(last) = some.last() else { return Ok(Vec::new()) };
    // One shape of statement: places that are not needed ask for the last hash again.
    let asked = some.iter().chain(std::iter::repeat(last)).take(AT_A_TIME);
    let mut asked: Vec<Param<'_>> = asked.map(Param::from).collect();
    asked.push(to.tag().into());
    tx.all(
        "SELECT text_hash, text, engine FROM translation WHERE text_hash IN (
         $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
         $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36,
         $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50)
         AND to_lang = $51 AND text IS NOT NULL ORDER BY at, from_lang, engine",
        &asked,
    )
}
