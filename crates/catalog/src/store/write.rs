//! What is written of products.

use super::More;
use crate::model::{Card, Details, Listing, Photo, ProductKind, ProductState, Terms, Tier};
use ::store::{Tx, params};
use anyhow::Context;
use kernel::{Id, Outcome, Stop};

/// The texts that lists are kept as; made before the writer's time begins where there are many.
#[derive(Debug)]
pub(crate) struct Texts {
    keywords: String,
    more: String,
}

impl Texts {
    /// Those of a product.
    pub(crate) fn of(details: &Details) -> anyhow::Result<Self> {
        let more = More {
            attributes: details.attributes.clone(),
            certificates: details.certificates.clone(),
            sample: details.sample.clone(),
            variants: details.variants.clone(),
        };
        let more = serde_json::to_string(&more).context("what else is known")?;
        Ok(Self { keywords: details.keywords.join("\n"), more })
    }
}

/// The two columns that say who sees a product.
const fn state_words(state: ProductState) -> (&'static str, Option<&'static str>) {
    match state {
        ProductState::Listed => ("listed", None),
        ProductState::Hidden => ("hidden", None),
        ProductState::Draft => ("hidden", Some("draft")),
        ProductState::Expired => ("hidden", Some("expired")),
    }
}

/// Writes a new product with its tiers.
pub(crate) fn add_listing(tx: &mut Tx<'_>, listing: &Listing, texts: &Texts) -> Outcome<()> {
    let Card { offer, title_lang, photo, state, at, refreshed_at, expires_at, fresh } =
        &listing.card;
    let details = &listing.details;
    let (state, hidden_as) = state_words(*state);
    tx.add(
        "INSERT INTO product (id, firm, sku, title, title_lang, text, unit, currency, moq,
         lead_time_d, is_open_offer, photo_hash, photo_width, photo_height, state, version, at,
         category, order_multiple, hs, gtin, brand, model, origin, keywords, more, photos,
         hidden_as, refreshed_at, expires_at, fresh, is_virtual)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
         $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32)",
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
            state,
            offer.version,
            *at,
            details.category.as_ref(),
            offer.order_multiple,
            details.hs.as_ref(),
            details.gtin.as_ref(),
            details.brand.as_ref(),
            details.model.as_ref(),
            details.origin.as_ref(),
            &texts.keywords,
            &texts.more,
            "[]",
            hidden_as,
            *refreshed_at,
            *expires_at,
            *fresh,
            offer.is_virtual
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
    let (details, texts) = (&terms.details, Texts::of(&terms.details)?);
    tx.must(
        "UPDATE product SET sku = $3, title = $4, title_lang = $5, text = $6, unit = $7,
         currency = $8, moq = $9, lead_time_d = $10, is_open_offer = $11, category = $12,
         order_multiple = $13, hs = $14, gtin = $15, brand = $16, model = $17, origin = $18,
         keywords = $19, more = $20, is_virtual = $21, version = version + 1
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
            terms.is_open_offer,
            details.category.as_ref(),
            terms.order_multiple,
            details.hs.as_ref(),
            details.gtin.as_ref(),
            details.brand.as_ref(),
            details.model.as_ref(),
            details.origin.as_ref(),
            &texts.keywords,
            &texts.more,
            terms.is_virtual
        ],
        1,
        Stop::Stale,
    )?;
    tx.run("DELETE FROM tier WHERE product = $1", params![product])?;
    add_tiers(tx, product, &terms.tiers)
}

/// Writes who sees a product that is still this version, and until when.
pub(crate) fn change_state(
    tx: &mut Tx<'_>,
    (product, version): (Id<ProductKind>, i64),
    card: &Card,
) -> Outcome<()> {
    let (state, hidden_as) = state_words(card.state);
    tx.must(
        "UPDATE product SET state = $3, hidden_as = $4, refreshed_at = $5, expires_at = $6,
         fresh = $7, version = version + 1 WHERE id = $1 AND version = $2",
        params![product, version, state, hidden_as, card.refreshed_at, card.expires_at, card.fresh],
        1,
        Stop::Stale,
    )
}

/// Names the photos of a product that is still this version, the one that lists show first.
pub(crate) fn change_photos(
    tx: &mut Tx<'_>,
    product: Id<ProductKind>,
    version: i64,
    photos: &[Photo],
) -> Outcome<()> {
    let first = photos.first();
    let rest = serde_json::to_string(photos.get(1..).unwrap_or_default()).context("photos")?;
    tx.must(
        "UPDATE product SET photo_hash = $3, photo_width = $4, photo_height = $5, photos = $6,
         version = version + 1 WHERE id = $1 AND version = $2",
        params![
            product,
            version,
            first.map(|photo| &photo.hash),
            first.map(|photo| photo.width),
            first.map(|photo| photo.height),
            &rest
        ],
        1,
        Stop::Stale,
    )
}
