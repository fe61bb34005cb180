//! Campaigns, their links, and who brought whom.

use super::records::FIRMS_AT_A_TIME;
use crate::model::{
    Brought, Campaign, CampaignKind, CampaignTerms, GateRefusal, Link, Medium, Twig,
};
use ::store::{Row, Tx, padded, params};
use kernel::{Firm, Id, Lang, Money, Outcome, Person, Stop, Timestamp};
use party::Country;

/// Begins a campaign.
pub(crate) fn add(
    tx: &mut Tx<'_>,
    id: Id<CampaignKind>,
    terms: &CampaignTerms,
    by: Id<Person>,
) -> Outcome<()> {
    tx.add(
        "INSERT INTO campaign (id, name, source, medium, market, lang, hour, currency, cost,
         by_person, direct, descended, verified, won, asked, ordered, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, 0, 0, 0, 0, 0, $11)",
        params![
            id,
            &terms.name,
            &terms.source,
            terms.medium.word(),
            terms.market.code(),
            terms.lang.tag(),
            terms.hour,
            terms.cost.currency,
            terms.cost.minor,
            by,
            tx.now()
        ],
        Stop::Bug("a campaign's id twice"),
    )
}

/// A campaign.
pub(crate) fn find(tx: &mut Tx<'_>, id: Id<CampaignKind>) -> Outcome<Option<Campaign>> {
    let row = tx.find(
        "SELECT id, name, source, medium, market, lang, hour, currency, cost, direct, descended,
         verified, won, asked, ordered, at FROM campaign WHERE id = $1",
        params![id],
    )?;
    Ok(row.as_ref().map(campaign).transpose()?)
}

/// Campaigns before one of them, newest first.
pub(crate) fn list(tx: &mut Tx<'_>, before: i64, most: i64) -> Outcome<Vec<Campaign>> {
    let rows = tx.all(
        "SELECT id, name, source, medium, market, lang, hour, currency, cost, direct, descended,
         verified, won, asked, ordered, at FROM campaign WHERE id < $1 ORDER BY id DESC LIMIT $2",
        params![before, most],
    )?;
    Ok(rows.iter().map(campaign).collect::<anyhow::Result<_>>()?)
}

fn campaign(row: &Row) -> anyhow::Result<Campaign> {
    let currency = row.currency(7)?;
    Ok(Campaign {
        id: row.id(0)?,
        name: row.string(1)?,
        source: row.string(2)?,
        medium: row.word(3, Medium::from_word)?,
        market: row.word(4, Country::from_code)?,
        lang: row.word(5, Lang::from_tag)?,
        hour: row.maybe_int(6)?,
        cost: Money::new(row.int(8)?, currency),
        direct: row.int(9)?,
        descended: row.int(10)?,
        verified: row.int(11)?,
        won: row.int(12)?,
        asked: row.int(13)?,
        ordered: row.int(14)?,
        at: row.time(15)?,
    })
}

/// Counts a firm that a campaign brought.
pub(crate) fn count_brought(
    tx: &mut Tx<'_>,
    id: Id<CampaignKind>,
    direct: i64,
    descended: i64,
) -> Outcome<()> {
    tx.must(
        "UPDATE campaign SET direct = direct + $2, descended = descended + $3 WHERE id = $1",
        params![id, direct, descended],
        1,
        Stop::Absent,
    )
}

/// Counts first steps of firms that a campaign brought.
pub(crate) fn count_steps(
    tx: &mut Tx<'_>,
    id: Id<CampaignKind>,
    [verified, asked, ordered, won]: [bool; 4],
) -> Outcome<()> {
    tx.must(
        "UPDATE campaign SET verified = verified + $2, asked = asked + $3, ordered = ordered + $4,
         won = won + $5 WHERE id = $1",
        params![id, verified, asked, ordered, won],
        1,
        Stop::Absent,
    )
}

/// Makes a link.
pub(crate) fn add_link(tx: &mut Tx<'_>, hash: &[u8; 32], link: &Link) -> Outcome<()> {
    tx.add(
        "INSERT INTO buyer_link (hash, campaign, firm, by_person, cap, used, note, at,
         open_until) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            hash,
            link.campaign,
            link.firm,
            link.by,
            link.cap,
            link.used,
            &link.note,
            link.at,
            link.open_until
        ],
        Stop::Bug("a link's token twice"),
    )
}

/// A link by its token's hash.
pub(crate) fn find_link(tx: &mut Tx<'_>, hash: &[u8; 32]) -> Outcome<Option<Link>> {
    let row = tx.find(
        "SELECT campaign, firm, by_person, cap, used, note, at, open_until FROM buyer_link
         WHERE hash = $1",
        params![hash],
    )?;
    Ok(row.as_ref().map(link).transpose()?)
}

/// Takes one place of a link.
pub(crate) fn use_link(tx: &mut Tx<'_>, hash: &[u8; 32]) -> Outcome<()> {
    tx.must(
        "UPDATE buyer_link SET used = used + 1 WHERE hash = $1 AND used < cap AND open_until > $2",
        params![hash, tx.now()],
        1,
        GateRefusal::LinkOver,
    )
}

/// Links that a firm made since an instant, newest first.
pub(crate) fn list_links(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    since: Timestamp,
    most: i64,
) -> Outcome<Vec<Link>> {
    let rows = tx.all(
        "SELECT campaign, firm, by_person, cap, used, note, at, open_until FROM buyer_link
         WHERE firm = $1 AND at > $2 ORDER BY at DESC LIMIT $3",
        params![firm, since, most],
    )?;
    Ok(rows.iter().map(link).collect::<anyhow::Result<_>>()?)
}

fn link(row: &Row) -> anyhow::Result<Link> {
    Ok(Link {
        campaign: row.maybe_id(0)?,
        firm: row.maybe_id(1)?,
        by: row.id(2)?,
        cap: row.int(3)?,
        used: row.int(4)?,
        note: row.string(5)?,
        at: row.time(6)?,
        open_until: row.time(7)?,
    })
}

/// Writes who brought a firm, once.
pub(crate) fn add_brought(tx: &mut Tx<'_>, brought: &Brought) -> Outcome<()> {
    tx.add(
        "INSERT INTO brought (firm, by_firm, campaign, depth, direct, below, at, verified_at,
         asked_at, ordered_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            brought.firm,
            brought.by_firm,
            brought.campaign,
            brought.depth,
            brought.direct,
            brought.below,
            brought.at,
            brought.verified_at,
            brought.asked_at,
            brought.ordered_at
        ],
        GateRefusal::AlreadyBrought,
    )
}

/// Who brought a firm.
pub(crate) fn find_brought(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<Option<Brought>> {
    let row = tx.find(
        "SELECT firm, by_firm, campaign, depth, direct, below, at, verified_at, asked_at,
         ordered_at FROM brought WHERE firm = $1",
        params![firm],
    )?;
    Ok(row.as_ref().map(brought).transpose()?)
}

/// Who brought at most `FIRMS_AT_A_TIME` firms, of those that were brought.
pub(crate) fn list_brought(tx: &mut Tx<'_>, firms: &[Id<Firm>]) -> Outcome<Vec<Brought>> {
    let rows = tx.all(
        "SELECT firm, by_firm, campaign, depth, direct, below, at, verified_at, asked_at,
         ordered_at FROM brought WHERE firm IN (
         $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
         $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38,
         $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50) ORDER BY firm",
        &padded::<_, FIRMS_AT_A_TIME>(firms),
    )?;
    Ok(rows.iter().map(brought).collect::<anyhow::Result<_>>()?)
}

/// Firms that a firm brought itself, after one of them.
pub(crate) fn list_brought_by(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    after: i64,
    most: i64,
) -> Outcome<Vec<Brought>> {
    let rows = tx.all(
        "SELECT firm, by_firm, campaign, depth, direct, below, at, verified_at, asked_at,
         ordered_at FROM brought WHERE by_firm = $1 AND firm > $2 ORDER BY firm LIMIT $3",
        params![firm, after, most],
    )?;
    Ok(rows.iter().map(brought).collect::<anyhow::Result<_>>()?)
}

/// Firms that came by a campaign's own links, after one of them.
pub(crate) fn list_of_campaign(
    tx: &mut Tx<'_>,
    campaign: Id<CampaignKind>,
    after: i64,
    most: i64,
) -> Outcome<Vec<Brought>> {
    let rows = tx.all(
        "SELECT firm, by_firm, campaign, depth, direct, below, at, verified_at, asked_at,
         ordered_at FROM brought WHERE campaign = $1 AND depth = 0 AND firm > $2
         ORDER BY firm LIMIT $3",
        params![campaign, after, most],
    )?;
    Ok(rows.iter().map(brought).collect::<anyhow::Result<_>>()?)
}

fn brought(row: &Row) -> anyhow::Result<Brought> {
    Ok(Brought {
        firm: row.id(0)?,
        by_firm: row.maybe_id(1)?,
        campaign: row.maybe_id(2)?,
        depth: row.int(3)?,
        direct: row.int(4)?,
        below: row.int(5)?,
        at: row.time(6)?,
        verified_at: row.maybe_time(7)?,
        asked_at: row.maybe_time(8)?,
        ordered_at: row.maybe_time(9)?,
    })
}

/// Counts a firm below another.
pub(crate) fn count_below(tx: &mut Tx<'_>, firm: Id<Firm>, is_direct: bool) -> Outcome<()> {
    tx.must(
        "UPDATE brought SET direct = direct + $2, below = below + 1 WHERE firm = $1",
        params![firm, is_direct],
        1,
        Stop::Bug("a branch without its root"),
    )
}

/// Writes a first step of a firm that was brought.
pub(crate) fn set_step(tx: &mut Tx<'_>, firm: Id<Firm>, step: Twig, at: Timestamp) -> Outcome<()> {
    match step {
        Twig::Verified => tx.run(
            "UPDATE brought SET verified_at = $2 WHERE firm = $1 AND verified_at IS NULL",
            params![firm, at],
        ),
        Twig::Asked => tx.run(
            "UPDATE brought SET asked_at = $2 WHERE firm = $1 AND asked_at IS NULL",
            params![firm, at],
        ),
        Twig::Ordered => tx.run(
            "UPDATE brought SET ordered_at = $2 WHERE firm = $1 AND ordered_at IS NULL",
            params![firm, at],
        ),
    }
}
