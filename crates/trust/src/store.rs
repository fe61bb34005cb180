//! Ratings: added once, shown once.

use crate::model::{Rating, TrustRefusal, Verdict};
use ::store::{Row, Tx, params};
use deal::DealKind;
use kernel::{Cursor, Firm, Id, Limit, Outcome, Page, Stop};

pub(crate) fn add(tx: &mut Tx<'_>, rating: &Rating) -> Outcome<()> {
    tx.add(
        "INSERT INTO rating (firm, deal, from_firm, verdict, body, given_at, shown_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![
            rating.firm,
            rating.deal,
            rating.from_firm,
            rating.verdict.word(),
            &rating.body,
            rating.given_at,
            rating.shown_at
        ],
        TrustRefusal::AlreadyRated,
    )
}

pub(crate) fn find(tx: &mut Tx<'_>, firm: Id<Firm>, deal: Id<DealKind>) -> Outcome<Option<Rating>> {
    let row = tx.find(
        "SELECT firm, deal, from_firm, verdict, body, given_at, shown_at FROM rating
         WHERE firm = $1 AND deal = $2",
        params![firm, deal],
    )?;
    Ok(row.as_ref().map(rating).transpose()?)
}

pub(crate) fn show(tx: &mut Tx<'_>, rating: &Rating) -> Outcome<()> {
    tx.must(
        "UPDATE rating SET shown_at = $1 WHERE firm = $2 AND deal = $3 AND shown_at IS NULL",
        params![tx.now(), rating.firm, rating.deal],
        1,
        Stop::Busy { retry_after_s: 1 },
    )
}

pub(crate) fn list_shown(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    after: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<Rating>> {
    let before = after.map_or(i64::MAX, |cursor| cursor.0);
    let rows = tx.all(
        "SELECT firm, deal, from_firm, verdict, body, given_at, shown_at FROM rating
         WHERE firm = $1 AND deal < $2 AND shown_at IS NOT NULL ORDER BY deal DESC LIMIT $3",
        params![firm, before, limit.ask()],
    )?;
    let ratings = rows.iter().map(rating).collect::<anyhow::Result<Vec<_>>>()?;
    Ok(Page::cut(ratings, limit, |rating| rating.deal.raw()))
}

fn rating(row: &Row) -> anyhow::Result<Rating> {
    Ok(Rating {
        firm: row.id(0)?,
        deal: row.id(1)?,
        from_firm: row.id(2)?,
        verdict: row.word(3, Verdict::from_word)?,
        body: row.string(4)?,
        given_at: row.time(5)?,
        shown_at: row.maybe_time(6)?,
    })
}
