//! What firms say of themselves, and the goods in their windows.

use crate::model::{FirmPage, FirmWords, NewFirmPage};
use ::store::{Row, Tx, padded, params};
use anyhow::Context;
use catalog::{Photo, ProductKind};
use kernel::{Firm, Id, Lang, Outcome, Stop};

/// Firms asked for in one round trip; more go in several.
const AT_A_TIME: usize = 50;

/// The page that a firm wrote, if it wrote one.
pub(crate) fn find_page(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<Option<FirmPage>> {
    let row = tx.find(
        "SELECT other_name, founded, markets, certificates, photos, version, at
         FROM firm_page WHERE firm = $1",
        params![firm],
    )?;
    let Some(row) = row else { return Ok(None) };
    let words = tx.all(
        "SELECT lang, makes, how FROM firm_words WHERE firm = $1 ORDER BY lang",
        params![firm],
    )?;
    let markets = row.text(2)?.split(' ').filter(|code| !code.is_empty());
    let told = NewFirmPage {
        other_name: row.string(0)?,
        founded: row.maybe_int(1)?,
        markets: markets.map(str::to_owned).collect(),
        certificates: serde_json::from_str(row.text(3)?).context("certificates")?,
        words: words.iter().map(said).collect::<anyhow::Result<_>>()?,
    };
    let photos = serde_json::from_str(row.text(4)?).context("photos")?;
    Ok(Some(FirmPage { firm, told, photos, version: row.int(5)?, at: Some(row.time(6)?) }))
}

fn said(row: &Row) -> anyhow::Result<FirmWords> {
    Ok(FirmWords { lang: row.word(0, Lang::from_tag)?, makes: row.string(1)?, how: row.string(2)? })
}

/// What these firms say in every language that they write.
pub(crate) fn list_windows_words(
    tx: &mut Tx<'_>,
    firms: &[Id<Firm>],
) -> Outcome<Vec<(Id<Firm>, FirmWords)>> {
    let mut found = Vec::new();
    for some in firms.chunks(AT_A_TIME) {
        let rows = tx.all(
            "SELECT lang, makes, how, firm FROM firm_words WHERE firm IN ($1, $2, $3, $4, $5, $6,
             $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24,
             $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41,
             $42, $43, $44, $45, $46, $47, $48, $49, $50) ORDER BY firm, lang",
            &padded::<_, AT_A_TIME>(some),
        )?;
        for row in &rows {
            found.push((row.id(3)?, said(row)?));
        }
    }
    Ok(found)
}

/// Writes a page over the version that was read; version 0 is none.
pub(crate) fn put_page(
    tx: &mut Tx<'_>,
    (firm, version): (Id<Firm>, i64),
    page: &NewFirmPage,
) -> Outcome<()> {
    let markets = page.markets.join(" ");
    let papers = serde_json::to_string(&page.certificates).context("certificates")?;
    let now = tx.now();
    if version == 0 {
        tx.add(
            "INSERT INTO firm_page (firm, other_name, founded, markets, certificates, photos,
             version, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            params![firm, &page.other_name, page.founded, &markets, &papers, "[]", 1, now],
            Stop::Stale,
        )?;
    } else {
        tx.must(
            "UPDATE firm_page SET other_name = $3, founded = $4, markets = $5, certificates = $6,
             at = $7, version = version + 1 WHERE firm = $1 AND version = $2",
            params![firm, version, &page.other_name, page.founded, &markets, &papers, now],
            1,
            Stop::Stale,
        )?;
    }
    tx.run("DELETE FROM firm_words WHERE firm = $1", params![firm])?;
    for words in &page.words {
        tx.add(
            "INSERT INTO firm_words (firm, lang, makes, how) VALUES ($1, $2, $3, $4)",
            params![firm, words.lang.tag(), &words.makes, &words.how],
            Stop::Bug("a language twice"),
        )?;
    }
    Ok(())
}

/// Names the photos of a page that is still this version.
pub(crate) fn change_photos(
    tx: &mut Tx<'_>,
    (firm, version): (Id<Firm>, i64),
    photos: &[Photo],
) -> Outcome<()> {
    let photos = serde_json::to_string(photos).context("photos")?;
    let now = tx.now();
    tx.must(
        "UPDATE firm_page SET photos = $3, at = $4, version = version + 1
         WHERE firm = $1 AND version = $2",
        params![firm, version, &photos, now],
        1,
        Stop::Stale,
    )
}

/// The goods in a firm's window, in its order.
pub(crate) fn list_window(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    most: i64,
) -> Outcome<Vec<Id<ProductKind>>> {
    let rows = tx.all(
        "SELECT product FROM window_good WHERE firm = $1 ORDER BY place LIMIT $2",
        params![firm, most],
    )?;
    Ok(rows.iter().map(|row| row.id(0)).collect::<anyhow::Result<_>>()?)
}

/// Puts these goods into a firm's window, in this order, in the place of those that were in it.
pub(crate) fn put_window(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    products: &[Id<ProductKind>],
) -> Outcome<()> {
    tx.run("DELETE FROM window_good WHERE firm = $1", params![firm])?;
    for (product, place) in products.iter().zip(1_i64..) {
        tx.add(
            "INSERT INTO window_good (firm, place, product) VALUES ($1, $2, $3)",
            params![firm, place, *product],
            Stop::Bug("a product twice in a window"),
        )?;
    }
    Ok(())
}
