//! Why the catalog says no.

use kernel::{Fact, Reason, Unit};

/// The catalog's reasons to refuse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CatalogRefusal {
    /// Fewer than the seller sells at a time.
    BelowMinimum {
        /// The minimum order.
        moq: i64,
        /// What is counted.
        unit: Unit,
    },
    /// No title.
    TitleEmpty,
    /// A text longer than it may be.
    TextTooLong {
        /// Which text.
        field: &'static str,
        /// Most characters.
        most: usize,
    },
    /// A text with characters that cannot be shown.
    TextUnprintable {
        /// Which text.
        field: &'static str,
    },
    /// A language that the market does not speak.
    LanguageUnknown,
    /// No unit of measure.
    UnitUnknown,
    /// No ISO 4217 code.
    CurrencyUnknown,
    /// The first tier does not begin at the minimum order.
    FirstTierNotAtMinimum {
        /// The minimum order.
        moq: i64,
    },
    /// More days than a lead time may have.
    LeadTimeOutOfRange {
        /// Most days.
        most: i64,
    },
    /// No price.
    TiersMissing,
    /// More tiers than a table may have.
    TooManyTiers {
        /// Most tiers.
        most: usize,
    },
    /// Not plain decimal digits, or too many decimals.
    PriceUnreadable {
        /// What was typed.
        told: String,
    },
    /// A price of nothing.
    PriceNotPositive,
    /// A quantity below one, or larger than any order.
    TierQuantityOutOfRange {
        /// The largest quantity.
        most: i64,
    },
    /// A tier begins no later than the one before it.
    TiersNotRising,
    /// Who buys more would pay more for each.
    TierPriceRises,
    /// A file larger than a photo may be.
    PhotoTooLarge {
        /// Most megabytes.
        most: i64,
    },
    /// Neither JPEG, PNG nor WebP.
    PhotoWrongKind,
    /// More pixels than a photo may have.
    PhotoTooManyPixels {
        /// Most pixels on a side.
        most: i64,
    },
    /// The file ends too early or cannot be decoded.
    PhotoBroken,
    /// No file was sent.
    PhotoMissing,
    /// No code of a category.
    CategoryNoCode {
        /// What was typed.
        told: String,
    },
    /// The shelf is closed to sellers that are not let in.
    CategoryClosed {
        /// Its code.
        category: String,
    },
    /// The firm has applied for the shelf, and waits.
    CategoryWaiting {
        /// Its code.
        category: String,
        /// The firm's place in the line, from 1.
        place: i64,
    },
}

impl Reason for CatalogRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::BelowMinimum { .. } => "catalog-below-minimum",
            Self::TitleEmpty => "catalog-title-empty",
            Self::TextTooLong { .. } => "catalog-text-too-long",
            Self::TextUnprintable { .. } => "catalog-text-unprintable",
            Self::LanguageUnknown => "catalog-language-unknown",
            Self::UnitUnknown => "catalog-unit-unknown",
            Self::CurrencyUnknown => "catalog-currency-unknown",
            Self::FirstTierNotAtMinimum { .. } => "catalog-first-tier-not-at-minimum",
            Self::LeadTimeOutOfRange { .. } => "catalog-lead-time-out-of-range",
            Self::TiersMissing => "catalog-tiers-missing",
            Self::TooManyTiers { .. } => "catalog-too-many-tiers",
            Self::PriceUnreadable { .. } => "catalog-price-unreadable",
            Self::PriceNotPositive => "catalog-price-not-positive",
            Self::TierQuantityOutOfRange { .. } => "catalog-tier-quantity-out-of-range",
            Self::TiersNotRising => "catalog-tiers-not-rising",
            Self::TierPriceRises => "catalog-tier-price-rises",
            Self::PhotoTooLarge { .. } => "catalog-photo-too-large",
            Self::PhotoWrongKind => "catalog-photo-wrong-kind",
            Self::PhotoTooManyPixels { .. } => "catalog-photo-too-many-pixels",
            Self::PhotoBroken => "catalog-photo-broken",
            Self::PhotoMissing => "catalog-photo-missing",
            Self::CategoryNoCode { .. } => "catalog-category-no-code",
            Self::CategoryClosed { .. } => "catalog-category-closed",
            Self::CategoryWaiting { .. } => "catalog-category-waiting",
        }
    }

    fn field(&self) -> Option<&'static str> {
        Some(match self {
            Self::BelowMinimum { .. } => "quantity",
            Self::TitleEmpty => "title",
            Self::TextTooLong { field, .. } | Self::TextUnprintable { field } => field,
            Self::LanguageUnknown => "title_lang",
            Self::UnitUnknown => "unit",
            Self::CurrencyUnknown => "currency",
            Self::FirstTierNotAtMinimum { .. } => "moq",
            Self::LeadTimeOutOfRange { .. } => "lead_time_d",
            Self::TiersMissing
            | Self::TooManyTiers { .. }
            | Self::PriceUnreadable { .. }
            | Self::PriceNotPositive
            | Self::TierQuantityOutOfRange { .. }
            | Self::TiersNotRising
            | Self::TierPriceRises => "tiers",
            Self::PhotoTooLarge { .. }
            | Self::PhotoWrongKind
            | Self::PhotoTooManyPixels { .. }
            | Self::PhotoBroken
            | Self::PhotoMissing => "photo",
            Self::CategoryNoCode { .. }
            | Self::CategoryClosed { .. }
            | Self::CategoryWaiting { .. } => "category",
        })
    }

    fn facts(&self) -> Vec<(&'static str, Fact)> {
        let count = |most: usize| Fact::Count(i64::try_from(most).unwrap_or(i64::MAX));
        match self {
            Self::BelowMinimum { moq, .. } | Self::FirstTierNotAtMinimum { moq } => {
                vec![("moq", (*moq).into())]
            }
            Self::TextTooLong { most, .. } | Self::TooManyTiers { most } => {
                vec![("most", count(*most))]
            }
            Self::LeadTimeOutOfRange { most }
            | Self::TierQuantityOutOfRange { most }
            | Self::PhotoTooLarge { most }
            | Self::PhotoTooManyPixels { most } => vec![("most", (*most).into())],
            Self::PriceUnreadable { told } | Self::CategoryNoCode { told } => {
                vec![("told", told.as_str().into())]
            }
            Self::CategoryClosed { category } => vec![("category", category.as_str().into())],
            Self::CategoryWaiting { category, place } => {
                vec![("category", category.as_str().into()), ("place", (*place).into())]
            }
            _ => Vec::new(),
        }
    }
}
