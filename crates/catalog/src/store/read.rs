//! What is read of products.

use super::{AT_A_TIME, More};
use crate::model::{Card, Details, Listing, Offer, Photo, ProductKind, ProductState, Tier};
use ::store::{Row, Tx, padded, params};
use anyhow::Context;
use kernel::{Currency, Firm, Id, Lang, Outcome, Timestamp, Unit, UnitPrice};
use std::collections::BTreeMap;

/// The product in full.
pub(crate) fn get_listing(tx: &mut Tx<'_>, id: Id<ProductKind>) -> Outcome<Listing> {
    let row = tx.get(
        "SELECT id, firm, title, unit, currency, is_open_offer, lead_time_d, version, title_lang,
         photo_hash, photo_width, photo_height, state, at, hidden_as, order_multiple, refreshed_at,
         expires_at, fresh, sku, text, category, hs, gtin, brand, model, origin, keywords, more,
         photos, is_virtual, on_hand, reserved, revision, shop
         FROM product LEFT JOIN stock ON stock.product = id LEFT JOIN checkout_only ON shop = firm
         WHERE id = $1",
        params![id],
    )?;
    let mut card = card(&row, 30)?;
    let tiers = tx.all(
        "SELECT min_quantity, millionths FROM tier WHERE product = $1 ORDER BY min_quantity",
        params![id],
    )?;
    let currency = card.offer.currency;
    let read = |row: &Row| tier(row, 0, currency);
    card.offer.tiers = tiers.iter().map(read).collect::<anyhow::Result<_>>()?;
    Ok(listing(&row, card)?)
}

/// Those of these products that exist, in full, listed or not, by id.
pub(crate) fn list_listings(tx: &mut Tx<'_>, ids: &[Id<ProductKind>]) -> Outcome<Vec<Listing>> {
    let mut listings = Vec::with_capacity(ids.len());
    for some in ids.chunks(AT_A_TIME) {
        let rows = tx.all(
            "SELECT id, firm, title, unit, currency, is_open_offer, lead_time_d, version,
             title_lang, photo_hash, photo_width, photo_height, state, at, hidden_as,
             order_multiple, refreshed_at, expires_at, fresh, sku, text, category, hs, gtin,
             brand, model, origin, keywords, more, photos, is_virtual, on_hand, reserved, revision,
             shop
             FROM product LEFT JOIN stock ON stock.product = id
             LEFT JOIN checkout_only ON shop = firm
             WHERE id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
             $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27,
             $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44,
             $45, $46, $47, $48, $49, $50) ORDER BY id",
            &padded::<_, AT_A_TIME>(some),
        )?;
        let read = rows.iter().map(|row| listing(row, card(row, 30)?));
        listings.extend(read.collect::<anyhow::Result<Vec<_>>>()?);
    }
    with_tiers(tx, listings)
}

/// The listed products after one of them, in full, by id.
pub(crate) fn list_listed_after(tx: &mut Tx<'_>, after: i64, most: i64) -> Outcome<Vec<Listing>> {
    let rows = tx.all(
        "SELECT id, firm, title, unit, currency, is_open_offer, lead_time_d, version, title_lang,
         photo_hash, photo_width, photo_height, state, at, hidden_as, order_multiple, refreshed_at,
         expires_at, fresh, sku, text, category, hs, gtin, brand, model, origin, keywords, more,
         photos, is_virtual, on_hand, reserved, revision, shop
         FROM product LEFT JOIN stock ON stock.product = id LEFT JOIN checkout_only ON shop = firm
         WHERE state = 'listed' AND id > $1 ORDER BY id LIMIT $2",
        params![after, most],
    )?;
    let read = rows.iter().map(|row| listing(row, card(row, 30)?));
    with_tiers(tx, read.collect::<anyhow::Result<_>>()?)
}

/// The products of a firm after one of them, in full, by id.
pub(crate) fn list_of_firm_after(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    after: i64,
    most: i64,
) -> Outcome<Vec<Listing>> {
    let rows = tx.all(
        "SELECT id, firm, title, unit, currency, is_open_offer, lead_time_d, version, title_lang,
         photo_hash, photo_width, photo_height, state, at, hidden_as, order_multiple, refreshed_at,
         expires_at, fresh, sku, text, category, hs, gtin, brand, model, origin, keywords, more,
         photos, is_virtual, on_hand, reserved, revision, shop
         FROM product LEFT JOIN stock ON stock.product = id LEFT JOIN checkout_only ON shop = firm
         WHERE firm = $1 AND id > $2 ORDER BY id LIMIT $3",
        params![firm, after, most],
    )?;
    let read = rows.iter().map(|row| listing(row, card(row, 30)?));
    with_tiers(tx, read.collect::<anyhow::Result<_>>()?)
}

fn with_tiers(tx: &mut Tx<'_>, mut listings: Vec<Listing>) -> Outcome<Vec<Listing>> {
    fill_tiers(tx, listings.iter_mut().map(|one| &mut one.card.offer))?;
    Ok(listings)
}

/// The listed products whose time is over, the longest over first, with their versions.
pub(crate) fn list_over(
    tx: &mut Tx<'_>,
    now: Timestamp,
    most: i64,
) -> Outcome<Vec<(Id<ProductKind>, i64)>> {
    let rows = tx.all(
        "SELECT id, version FROM product WHERE state = 'listed' AND expires_at <= $1
         ORDER BY expires_at, id LIMIT $2",
        params![now, most],
    )?;
    let read = rows.iter().map(|row| Ok((row.id(0)?, row.int(1)?)));
    Ok(read.collect::<anyhow::Result<_>>()?)
}

/// The terms of a listed product, in one round trip.
pub(crate) fn find_offer(tx: &mut Tx<'_>, id: Id<ProductKind>) -> Outcome<Option<Offer>> {
    let rows = tx.all(
        "SELECT p.id, p.firm, p.title, p.unit, p.currency, p.is_open_offer, p.lead_time_d,
         p.version, p.order_multiple, t.min_quantity, t.millionths, p.is_virtual, s.on_hand,
         s.reserved, s.revision, o.shop
         FROM product AS p JOIN tier AS t ON t.product = p.id
         LEFT JOIN stock AS s ON s.product = p.id
         LEFT JOIN checkout_only AS o ON o.shop = p.firm
         WHERE p.id = $1 AND t.product = $1 AND p.state = 'listed' ORDER BY t.min_quantity",
        params![id],
    )?;
    Ok(gather(&rows)?.pop())
}

/// The terms of those of these products that are listed, by id.
pub(crate) fn list_offers(tx: &mut Tx<'_>, ids: &[Id<ProductKind>]) -> Outcome<Vec<Offer>> {
    let mut offers = Vec::with_capacity(ids.len());
    for some in ids.chunks(AT_A_TIME) {
        let rows = tx.all(
            "SELECT p.id, p.firm, p.title, p.unit, p.currency, p.is_open_offer, p.lead_time_d,
             p.version, p.order_multiple, t.min_quantity, t.millionths, p.is_virtual, s.on_hand,
             s.reserved, s.revision, o.shop
             FROM product AS p JOIN tier AS t ON t.product = p.id
             LEFT JOIN stock AS s ON s.product = p.id
             LEFT JOIN checkout_only AS o ON o.shop = p.firm
             WHERE p.state = 'listed' AND p.id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
             $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27,
             $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44,
             $45, $46, $47, $48, $49, $50) ORDER BY p.id, t.min_quantity",
            &padded::<_, AT_A_TIME>(some),
        )?;
        offers.extend(gather(&rows)?);
    }
    Ok(offers)
}

/// Gives these offers, one for each product, their price tiers.
pub(crate) fn fill_tiers<'a>(
    tx: &mut Tx<'_>,
    offers: impl Iterator<Item = &'a mut Offer>,
) -> Outcome<()> {
    let mut offers: BTreeMap<Id<ProductKind>, &mut Offer> =
        offers.map(|offer| (offer.product, offer)).collect();
    let ids: Vec<Id<ProductKind>> = offers.keys().copied().collect();
    for some in ids.chunks(AT_A_TIME) {
        let rows = tx.all(
            "SELECT product, min_quantity, millionths FROM tier
             WHERE product IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
             $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27,
             $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44,
             $45, $46, $47, $48, $49, $50) ORDER BY product, min_quantity",
            &padded::<_, AT_A_TIME>(some),
        )?;
        for row in &rows {
            if let Some(offer) = offers.get_mut(&row.id(0)?) {
                offer.tiers.push(tier(row, 1, offer.currency)?);
            }
        }
    }
    Ok(())
}

/// The listed products before one of them, freshest first; their tiers are left empty.
pub(crate) fn list_listed(tx: &mut Tx<'_>, before: i64, most: i64) -> Outcome<Vec<Card>> {
    let rows = tx.all(
        "SELECT id, firm, title, unit, currency, is_open_offer, lead_time_d, version, title_lang,
         photo_hash, photo_width, photo_height, state, at, hidden_as, order_multiple, refreshed_at,
         expires_at, fresh, is_virtual, on_hand, reserved, revision, shop
         FROM product LEFT JOIN stock ON stock.product = id LEFT JOIN checkout_only ON shop = firm
         WHERE state = 'listed' AND fresh < $1 ORDER BY fresh DESC LIMIT $2",
        params![before, most],
    )?;
    Ok(rows.iter().map(|row| card(row, 19)).collect::<anyhow::Result<_>>()?)
}

/// The listed products of a firm before one of them, newest first; their tiers are left empty.
pub(crate) fn list_listed_of_firm(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    before: i64,
    most: i64,
) -> Outcome<Vec<Card>> {
    let rows = tx.all(
        "SELECT id, firm, title, unit, currency, is_open_offer, lead_time_d, version, title_lang,
         photo_hash, photo_width, photo_height, state, at, hidden_as, order_multiple, refreshed_at,
         expires_at, fresh, is_virtual, on_hand, reserved, revision, shop
         FROM product LEFT JOIN stock ON stock.product = id LEFT JOIN checkout_only ON shop = firm
         WHERE firm = $1 AND state = 'listed' AND id < $2 ORDER BY id DESC LIMIT $3",
        params![firm, before, most],
    )?;
    Ok(rows.iter().map(|row| card(row, 19)).collect::<anyhow::Result<_>>()?)
}

/// All products of a firm before one of them, newest first; their tiers are left empty.
pub(crate) fn list_of_firm(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    before: i64,
    most: i64,
) -> Outcome<Vec<Card>> {
    let rows = tx.all(
        "SELECT id, firm, title, unit, currency, is_open_offer, lead_time_d, version, title_lang,
         photo_hash, photo_width, photo_height, state, at, hidden_as, order_multiple, refreshed_at,
         expires_at, fresh, is_virtual, on_hand, reserved, revision, shop
         FROM product LEFT JOIN stock ON stock.product = id LEFT JOIN checkout_only ON shop = firm
         WHERE firm = $1 AND id < $2 ORDER BY id DESC LIMIT $3",
        params![firm, before, most],
    )?;
    Ok(rows.iter().map(|row| card(row, 19)).collect::<anyhow::Result<_>>()?)
}

/// Reads offers off rows with one tier each, those of one product together.
fn gather(rows: &[Row]) -> anyhow::Result<Vec<Offer>> {
    let mut offers: Vec<Offer> = Vec::new();
    for row in rows {
        if offers.last().map(|offer| offer.product) != Some(row.id(0)?) {
            offers.push(offer(row, 8, 11)?);
        }
        if let Some(offer) = offers.last_mut() {
            offer.tiers.push(tier(row, 9, offer.currency)?);
        }
    }
    Ok(offers)
}

/// Reads an offer: its multiple stands in one column, whether it is virtual and its stock in the
/// four from another on, and after them whether its shop sells through the checkout only.
fn offer(row: &Row, multiple: usize, last: usize) -> anyhow::Result<Offer> {
    Ok(Offer {
        product: row.id(0)?,
        firm: row.id(1)?,
        title: row.string(2)?,
        unit: row.word(3, Unit::from_code)?,
        currency: row.currency(4)?,
        tiers: Vec::new(),
        is_open_offer: row.flag(5)?,
        lead_time_d: row.int(6)?,
        order_multiple: row.int(multiple)?,
        version: row.int(7)?,
        is_virtual: row.flag(last)?,
        stock: super::stock::read(row, last + 1)?,
        is_checkout_only: row.maybe_int(last + 4)?.is_some(),
    })
}

/// Reads a card; its last five columns begin at `last`.
fn card(row: &Row, last: usize) -> anyhow::Result<Card> {
    Ok(Card {
        offer: offer(row, 15, last)?,
        title_lang: row.word(8, Lang::from_tag)?,
        photo: photo(row)?,
        state: state(row)?,
        at: row.time(13)?,
        refreshed_at: row.time(16)?,
        expires_at: row.maybe_time(17)?,
        fresh: row.int(18)?,
    })
}

/// Whoever hid a product, it is hidden in the store; why, another column says.
fn state(row: &Row) -> anyhow::Result<ProductState> {
    let column = if row.maybe_string(14)?.is_some() { 14 } else { 12 };
    row.word(column, ProductState::from_word)
}

fn listing(row: &Row, card: Card) -> anyhow::Result<Listing> {
    let keywords = row.text(27)?.split('\n').filter(|word| !word.is_empty());
    let more: More = serde_json::from_str(row.text(28)?).context("what else is known")?;
    let details = Details {
        category: row.maybe_string(21)?,
        hs: row.maybe_string(22)?,
        gtin: row.maybe_string(23)?,
        brand: row.maybe_string(24)?,
        model: row.maybe_string(25)?,
        origin: row.maybe_string(26)?,
        keywords: keywords.map(str::to_owned).collect(),
        attributes: more.attributes,
        certificates: more.certificates,
        sample: more.sample,
        variants: more.variants,
    };
    let photos = serde_json::from_str(row.text(29)?).context("photos")?;
    Ok(Listing { card, sku: row.maybe_string(19)?, text: row.string(20)?, details, photos })
}

fn photo(row: &Row) -> anyhow::Result<Option<Photo>> {
    let Some(width) = row.maybe_int(10)? else { return Ok(None) };
    let hash = row.bytes(9)?.try_into().context("a photo's hash of another length")?;
    Ok(Some(Photo { hash, width, height: row.int(11)? }))
}

fn tier(row: &Row, column: usize, currency: Currency) -> anyhow::Result<Tier> {
    let price = UnitPrice::new(row.int(column + 1)?, currency);
    Ok(Tier { min_quantity: row.int(column)?, price })
}
