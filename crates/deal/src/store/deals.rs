//! The deal itself, its milestones read with it, and its links.

use crate::model::{
    Deadline, DeadlineKind, Deal, DealKind, DealRefusal, Goods, Information, Milestone, MoneyTrack,
    Origin, Stopped, Tracks,
};
use ::store::{Row, Tx, params};
use anyhow::Context;
use kernel::{
    Currency, Firm, Id, Incoterm, Locode, Money, Outcome, PaymentDue, Stop, TaxBasis, Timestamp,
    Transport,
};

/// Writes a new deal.
pub(crate) fn add_deal(tx: &mut Tx<'_>, deal: &Deal) -> Outcome<()> {
    tx.add(
        "INSERT INTO deal (id, buyer, seller, origin, inquiry, quote, title, line_count, currency,
         total, incoterm, place, transport, lead_time_d, note, information, money, goods, is_late,
         rules_version, contract_hash, timer, due_at, eta, original_at, placed_at, agreed_at,
         paid_at, shipped_at, ended_at, version, holds_stock, may_ship_in_parts, tax_basis,
         due_kind)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
         $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34,
         $35)",
        params![
            deal.id,
            deal.buyer,
            deal.seller,
            deal.origin.word(),
            deal.inquiry,
            deal.quote,
            &deal.title,
            deal.line_count,
            deal.total.currency,
            deal.total.minor,
            deal.incoterm.map(Incoterm::code),
            deal.place.as_ref().map(Locode::code),
            deal.transport.word(),
            deal.lead_time_d,
            deal.note.as_deref(),
            deal.tracks.information.word(),
            deal.tracks.money.word(),
            deal.tracks.goods.word(),
            deal.is_late,
            &deal.rules_version,
            &deal.contract_hash,
            deal.deadline.map(|deadline| deadline.timer),
            deal.deadline.map(|deadline| deadline.due_at),
            deal.eta,
            deal.original_at,
            deal.placed_at,
            deal.agreed_at,
            deal.paid_at,
            deal.shipped_at,
            deal.ended_at,
            deal.version,
            deal.holds_stock,
            deal.may_ship_in_parts,
            deal.tax_basis.map(TaxBasis::word),
            deal.deadline.map(|deadline| deadline.kind.word())
        ],
        Stop::Bug("a deal's id twice, or a deal that may not be"),
    )
}

/// Writes a step, if the deal is still as it was read.
pub(crate) fn change_deal(tx: &mut Tx<'_>, before: &Deal, after: &Deal) -> Outcome<()> {
    let left = after.stopped.and_then(|stopped| stopped.left);
    tx.must(
        "UPDATE deal SET buyer = $3, information = $4, money = $5, goods = $6, is_late = $7,
         timer = $8, due_at = $9, eta = $10, agreed_at = $11, paid_at = $12, shipped_at = $13,
         ended_at = $14, version = $15, remedy = $16, left_us = $17, extensions = $18,
         holds_stock = $19, remind_us = $20, proposal = $21, due_kind = $22, left_kind = $23,
         waiting_kind = $24
         WHERE id = $1 AND version = $2",
        params![
            before.id,
            before.version,
            after.buyer,
            after.tracks.information.word(),
            after.tracks.money.word(),
            after.tracks.goods.word(),
            after.is_late,
            after.deadline.map(|deadline| deadline.timer),
            after.deadline.map(|deadline| deadline.due_at),
            after.eta,
            after.agreed_at,
            after.paid_at,
            after.shipped_at,
            after.ended_at,
            after.version,
            after.stopped.map(|stopped| stopped.remedy),
            left.map(|(_, left_us)| left_us),
            after.extensions,
            after.holds_stock,
            after.remind_us,
            after.proposal,
            after.deadline.map(|deadline| deadline.kind.word()),
            left.map(|(kind, _)| kind.word()),
            after.waiting.map(DeadlineKind::word)
        ],
        1,
        Stop::Stale,
    )
}

/// Writes the price and the hash of a contract whose terms changed, if the deal is still as it was
/// read.
pub(crate) fn change_terms(tx: &mut Tx<'_>, before: &Deal, after: &Deal) -> Outcome<()> {
    tx.must(
        "UPDATE deal SET total = $3, contract_hash = $4, revision = $5
         WHERE id = $1 AND version = $2",
        params![before.id, before.version, after.total.minor, &after.contract_hash, after.revision],
        1,
        Stop::Stale,
    )
}

/// The deal with its milestones, read for update, in one question.
pub(crate) fn lock_deal(tx: &mut Tx<'_>, id: Id<DealKind>) -> Outcome<(Deal, Vec<Milestone>)> {
    let rows = tx.all(
        "SELECT d.id, d.buyer, d.seller, d.origin, d.inquiry, d.quote, d.title, d.line_count,
         d.currency, d.total, d.incoterm, d.place, d.transport, d.lead_time_d, d.note,
         d.information, d.money, d.goods, d.is_late, d.rules_version, d.contract_hash, d.timer,
         d.due_at, d.eta, d.original_at, d.placed_at, d.agreed_at, d.paid_at, d.shipped_at,
         d.ended_at, d.version, d.remedy, d.left_us, d.extensions, d.holds_stock, d.remind_us,
         d.may_ship_in_parts, d.tax_basis, d.revision, d.proposal, d.due_kind, d.left_kind,
         d.waiting_kind, m.nth, m.share_bps, m.due, m.amount, m.paid_at
         FROM deal d JOIN milestone m ON m.deal = d.id
         WHERE d.id = $1 AND m.deal = $1 ORDER BY m.nth {LOCK}",
        params![id],
    )?;
    let deal = deal(rows.first().ok_or(Stop::Absent)?)?;
    let currency = deal.total.currency;
    let parts = rows.iter().map(|row| milestone(row, 43, currency));
    let parts = parts.collect::<anyhow::Result<_>>()?;
    Ok((deal, parts))
}

/// Reads a deal from the first 43 columns of a row.
pub(super) fn deal(row: &Row) -> anyhow::Result<Deal> {
    Ok(Deal {
        id: row.id(0)?,
        buyer: row.maybe_id(1)?,
        seller: row.id(2)?,
        origin: row.word(3, Origin::from_word)?,
        inquiry: row.maybe_id(4)?,
        quote: row.maybe_id(5)?,
        title: row.string(6)?,
        line_count: row.int(7)?,
        total: Money::new(row.int(9)?, row.currency(8)?),
        incoterm: maybe(row, 10, Incoterm::from_code)?,
        place: maybe(row, 11, Locode::parse)?,
        transport: row.word(12, Transport::from_word)?,
        lead_time_d: row.maybe_int(13)?,
        note: row.maybe_string(14)?,
        tracks: tracks(row, 15)?,
        is_late: row.flag(18)?,
        rules_version: row.string(19)?,
        contract_hash: row.bytes(20)?.try_into().context("a hash of another length")?,
        deadline: deadline(row)?,
        waiting: maybe(row, 42, DeadlineKind::from_word)?,
        stopped: stopped(row)?,
        extensions: row.int(33)?,
        holds_stock: row.flag(34)?,
        remind_us: row.maybe_int(35)?,
        may_ship_in_parts: row.flag(36)?,
        tax_basis: maybe(row, 37, TaxBasis::from_word)?,
        revision: row.int(38)?,
        proposal: row.maybe_id(39)?,
        eta: row.maybe_time(23)?,
        original_at: row.maybe_time(24)?,
        placed_at: row.time(25)?,
        agreed_at: row.maybe_time(26)?,
        paid_at: row.maybe_time(27)?,
        shipped_at: row.maybe_time(28)?,
        ended_at: row.maybe_time(29)?,
        version: row.int(30)?,
    })
}

fn deadline(row: &Row) -> anyhow::Result<Option<Deadline>> {
    let set =
        row.maybe_id(21)?.zip(row.maybe_time(22)?).zip(maybe(row, 40, DeadlineKind::from_word)?);
    Ok(set.map(|((timer, due_at), kind)| Deadline { kind, timer, due_at }))
}

fn stopped(row: &Row) -> anyhow::Result<Option<Stopped>> {
    let left = maybe(row, 41, DeadlineKind::from_word)?.zip(row.maybe_int(32)?);
    Ok(row.maybe_id(31)?.map(|remedy| Stopped { remedy, left }))
}

/// Reads the three tracks from three columns in a row.
pub(super) fn tracks(row: &Row, column: usize) -> anyhow::Result<Tracks> {
    Ok(Tracks {
        information: row.word(column, Information::from_word)?,
        money: row.word(column + 1, MoneyTrack::from_word)?,
        goods: row.word(column + 2, Goods::from_word)?,
    })
}

/// Reads a milestone from five columns in a row.
pub(super) fn milestone(row: &Row, column: usize, currency: Currency) -> anyhow::Result<Milestone> {
    Ok(Milestone {
        nth: row.int(column)?,
        share_bps: row.int(column + 1)?,
        due: row.word(column + 2, PaymentDue::from_word)?,
        amount: Money::new(row.int(column + 3)?, currency),
        paid_at: row.maybe_time(column + 4)?,
    })
}

fn maybe<T>(
    row: &Row,
    column: usize,
    read: impl Fn(&str) -> Option<T>,
) -> anyhow::Result<Option<T>> {
    let text = row.maybe_string(column)?;
    text.map(|text| read(&text).with_context(|| format!("unknown word {text}"))).transpose()
}

/// Puts a new deal into a firm's lists: of all, and of those that are not over.
pub(crate) fn add_firm_deal(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    deal: Id<DealKind>,
    side: &str,
) -> Outcome<()> {
    let twice = Stop::Bug("a deal stands in a firm's list already");
    tx.add(
        "INSERT INTO firm_deal (firm, deal, side) VALUES ($1, $2, $3)",
        params![firm, deal, side],
        twice,
    )?;
    let twice = Stop::Bug("a deal stands in a firm's list of open ones already");
    tx.add(
        "INSERT INTO open_deal (firm, deal, side) VALUES ($1, $2, $3)",
        params![firm, deal, side],
        twice,
    )
}

/// Takes a deal off a firm's list of open ones.
pub(crate) fn end_firm_deal(tx: &mut Tx<'_>, firm: Id<Firm>, deal: Id<DealKind>) -> Outcome<()> {
    tx.run("DELETE FROM open_deal WHERE firm = $1 AND deal = $2", params![firm, deal])
}

/// A deal link: which deal it opens, until when, and when it was accepted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Link {
    pub(crate) deal: Id<DealKind>,
    pub(crate) expires_at: Timestamp,
    pub(crate) used_at: Option<Timestamp>,
}

/// Writes a link under the hash of its token.
pub(crate) fn add_link(tx: &mut Tx<'_>, token_hash: &[u8; 32], link: &Link) -> Outcome<()> {
    tx.add(
        "INSERT INTO deal_link (token_hash, deal, expires_at, used_at) VALUES ($1, $2, $3, $4)",
        params![token_hash, link.deal, link.expires_at, link.used_at],
        Stop::Busy { retry_after_s: 1 },
    )
}

/// The link of a token.
pub(crate) fn get_link(tx: &mut Tx<'_>, token_hash: &[u8; 32]) -> Outcome<Link> {
    let row = tx.get(
        "SELECT deal, expires_at, used_at FROM deal_link WHERE token_hash = $1 {LOCK}",
        params![token_hash],
    )?;
    Ok(Link { deal: row.id(0)?, expires_at: row.time(1)?, used_at: row.maybe_time(2)? })
}

/// Marks a link as accepted, once.
pub(crate) fn use_link(tx: &mut Tx<'_>, token_hash: &[u8; 32]) -> Outcome<()> {
    let now = tx.now();
    tx.must(
        "UPDATE deal_link SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL",
        params![token_hash, now],
        1,
        DealRefusal::LinkUsed,
    )
}
