//! Every SQL statement of the catalog.

pub(crate) mod admission;

use crate::model::{Card, Listing, Offer, Photo, ProductKind, ProductState, Terms, Tier};
use ::store::{Row, Tx, padded, params};
use anyhow::Context;
use kernel::{Currency, Firm, Id, Lang, Outcome, Stop, Unit, UnitPrice};
use std::collections::BTreeMap;

/// Products asked for in one round trip; more go in several.
const AT_A_TIME: usize = 50;

/// The product in full.
pub(crate) fn get_listing(tx: &mut Tx<'_>, id: Id<ProductKind>) -> Outcome<Listing> {
    let row = tx.get(
        "SELECT id, firm, title, unit, currency, is_open_offer, lead_time_d, version, title_lang,
         photo_hash, photo_width, photo_height, state, at, sku, text
         FROM product WHERE id = $1",
        params![id],
    )?;
    let mut card = card(&row)?;
    let tiers = tx.all(
        "SELECT min_quantity, millionths FROM tier WHERE product = $1 ORDER BY min_quantity",
        params![id],
    )?;
    let currency = card.offer.currency;
    let read = |row: &Row| tier(row, 0, currency);
    card.offer.tiers = tiers.iter().map(read).collect::<anyhow::Result<_>>()?;
    Ok(Listing { card, sku: row.maybe_string(14)?, text: row.string(15)? })
}

/// The terms of a listed product, in one round trip.
pub(crate) fn find_offer(tx: &mut Tx<'_>, id: Id<ProductKind>) -> Outcome<Option<Offer>> {
    let rows = tx.all(
        "SELECT p.id, p.firm, p.title, p.unit, p.currency, p.is_open_offer, p.lead_time_d,
         p.version, t.min_quantity, t.millionths
         FROM product AS p JOIN tier AS t ON t.product = p.id
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
             p.version, t.min_quantity, t.millionths
             FROM product AS p JOIN tier AS t ON t.product = p.id
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

/// The price tiers of many products.
pub(crate) fn list_tiers(
    tx: &mut Tx<'_>,
    ids: &[Id<ProductKind>],
) -> Outcome<BTreeMap<Id<ProductKind>, Vec<Tier>>> {
    let mut tiers: BTreeMap<Id<ProductKind>, Vec<Tier>> = BTreeMap::new();
    for some in ids.chunks(AT_A_TIME) {
        let rows = tx.all(
            "SELECT p.id, p.currency, t.min_quantity, t.millionths
             FROM product AS p JOIN tier AS t ON t.product = p.id
             WHERE p.id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
             $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27,
             $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44,
             $45, $46, $47, $48, $49, $50) ORDER BY p.id, t.min_quantity",
            &padded::<_, AT_A_TIME>(some),
        )?;
        for row in &rows {
            let tier = tier(row, 2, row.currency(1)?)?;
            tiers.entry(row.id(0)?).or_default().push(tier);
        }
    }
    Ok(tiers)
}

/// The listed products before one of them, newest first; their tiers are left empty.
pub(crate) fn list_listed(tx: &mut Tx<'_>, before: i64, most: i64) -> Outcome<Vec<Card>> {
    let rows = tx.all(
        "SELECT id, firm, title, unit, currency, is_open_offer, lead_time_d, version, title_lang,
         photo_hash, photo_width, photo_height, state, at
         FROM product WHERE state = 'listed' AND id < $1 ORDER BY id DESC LIMIT $2",
        params![before, most],
    )?;
    Ok(rows.iter().map(card).collect::<anyhow::Result<_>>()?)
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
         photo_hash, photo_width, photo_height, state, at
         FROM product WHERE firm = $1 AND state = 'listed' AND id < $2 ORDER BY id DESC LIMIT $3",
        params![firm, before, most],
    )?;
    Ok(rows.iter().map(card).collect::<anyhow::Result<_>>()?)
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
         photo_hash, photo_width, photo_height, state, at
         FROM product WHERE firm = $1 AND id < $2 ORDER BY id DESC LIMIT $3",
        params![firm, before, most],
    )?;
    Ok(rows.iter().map(card).collect::<anyhow::Result<_>>()?)
}

/// Writes a new product with its tiers.
pub(crate) fn add_listing(tx: &mut Tx<'_>, listing: &Listing) -> Outcome<()> {
    let Card { offer, title_lang, photo, state, at } = &listing.card;
    tx.add(
        "INSERT INTO product (id, firm, sku, title, title_lang, text, unit, currency, moq,
         lead_time_d, is_open_offer, photo_hash, photo_width, photo_height, state, version, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
        params![
            offer.product,
            offer.firm,
            listing.sku.as_ref(),
            &offer.title,
            title_lang.tag(),
            &listing.text,
            offer.unit.code(),
            offer.currency,
            offer.moq(),
            offer.lead_time_d,
            offer.is_open_offer,
            photo.as_ref().map(|photo| &photo.hash),
            photo.map(|photo| photo.width),
            photo.map(|photo| photo.height),
            state.word(),
            offer.version,
            *at
        ],
        Stop::Bug("a product id twice"),
    )?;
    add_tiers(tx, offer.product, &offer.tiers)
}

fn add_tiers(tx: &mut Tx<'_>, product: Id<ProductKind>, tiers: &[Tier]) -> Outcome<()> {
    for tier in tiers {
        tx.add(
            "INSERT INTO tier (product, min_quantity, millionths) VALUES ($1, $2, $3)",
            params![product, tier.min_quantity, tier.price.millionths],
            Stop::Bug("a tier twice"),
        )?;
    }
    Ok(())
}

/// Writes new terms over a product that is still the version before.
pub(crate) fn change_listing(
    tx: &mut Tx<'_>,
    product: Id<ProductKind>,
    version: i64,
    terms: &Terms,
) -> Outcome<()> {
    tx.must(
        "UPDATE product SET sku = $3, title = $4, title_lang = $5, text = $6, unit = $7,
         currency = $8, moq = $9, lead_time_d = $10, is_open_offer = $11, version = version + 1
         WHERE id = $1 AND version = $2",
        params![
            product,
            version,
            terms.sku.as_ref(),
            &terms.title,
            terms.title_lang.tag(),
            &terms.text,
            terms.unit.code(),
            terms.currency,
            terms.tiers.first().map_or(1, |tier| tier.min_quantity),
            terms.lead_time_d,
            terms.is_open_offer
        ],
        1,
        Stop::Stale,
    )?;
    tx.run("DELETE FROM tier WHERE product = $1", params![product])?;
    add_tiers(tx, product, &terms.tiers)
}

/// Shows or hides a product that is still this version.
pub(crate) fn change_state(
    tx: &mut Tx<'_>,
    product: Id<ProductKind>,
    version: i64,
    state: ProductState,
) -> Outcome<()> {
    tx.must(
        "UPDATE product SET state = $3, version = version + 1 WHERE id = $1 AND version = $2",
        params![product, version, state.word()],
        1,
        Stop::Stale,
    )
}

/// Names the photo of a product that is still this version.
pub(crate) fn change_photo(
    tx: &mut Tx<'_>,
    product: Id<ProductKind>,
    version: i64,
    photo: &Photo,
) -> Outcome<()> {
    tx.must(
        "UPDATE product SET photo_hash = $3, photo_width = $4, photo_height = $5,
         version = version + 1 WHERE id = $1 AND version = $2",
        params![product, version, &photo.hash, photo.width, photo.height],
        1,
        Stop::Stale,
    )
}

/// Reads offers off rows with one tier each, those of one product together.
fn gather(rows: &[Row]) -> anyhow::Result<Vec<Offer>> {
    let mut offers: Vec<Offer> = Vec::new();
    for row in rows {
        if offers.last().map(|offer| offer.product) != Some(row.id(0)?) {
            offers.push(offer(row)?);
        }
        if let Some(offer) = offers.last_mut() {
            offer.tiers.push(tier(row, 8, offer.currency)?);
        }
    }
    Ok(offers)
}

fn offer(row: &Row) -> anyhow::Result<Offer> {
    Ok(Offer {
        product: row.id(0)?,
        firm: row.id(1)?,
        title: row.string(2)?,
        unit: row.word(3, Unit::from_code)?,
        currency: row.currency(4)?,
        tiers: Vec::new(),
        is_open_offer: row.flag(5)?,
        lead_time_d: row.int(6)?,
        version: row.int(7)?,
    })
}

fn card(row: &Row) -> anyhow::Result<Card> {
    Ok(Card {
        offer: offer(row)?,
        title_lang: row.word(8, Lang::from_tag)?,
        photo: photo(row)?,
        state: row.word(12, ProductState::from_word)?,
        at: row.time(13)?,
    })
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
