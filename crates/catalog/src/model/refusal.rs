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
    /// More photos than a product may have.
    TooManyPhotos {
        /// Most photos.
        most: usize,
    },
    /// Not a whole number of the lots that it is sold in.
    NotAMultiple {
        /// How many there are in a lot.
        multiple: i64,
    },
    /// Lots that the least order is no whole number of.
    MultipleOutOfStep {
        /// The minimum order.
        moq: i64,
    },
    /// No category of the market.
    CategoryUnknown,
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
    /// Not 6 to 12 digits.
    HsNotDigits,
    /// A code that HS 2022 does not have.
    HsUnknown,
    /// Not 8, 12, 13 or 14 digits, or digits that do not add up.
    GtinWrong {
        /// What was typed.
        told: String,
    },
    /// No ISO 3166 code.
    OriginUnknown,
    /// More in a list than it may hold.
    TooMany {
        /// Which list.
        field: &'static str,
        /// The most that it holds.
        most: usize,
    },
    /// A name without a value, or a value without a name.
    HalfTold {
        /// Which list.
        field: &'static str,
    },
    /// The same name, or the same choice, twice.
    Twice {
        /// Which list.
        field: &'static str,
        /// What stands there twice.
        told: String,
    },
    /// A fact that is a number, told in words.
    FactNoNumber {
        /// Its name.
        name: String,
        /// Its unit; empty if it has none.
        unit: String,
    },
    /// No day, written year, month, day.
    DayUnreadable {
        /// What was typed.
        told: String,
    },
    /// Samples in numbers or days that make no sense.
    SampleOutOfRange {
        /// Most of either.
        most: i64,
    },
    /// No amount of the product's currency.
    AmountUnreadable {
        /// Which amount.
        field: &'static str,
        /// What was typed.
        told: String,
    },
    /// Variants that do not choose among the same things.
    OptionsDiffer,
    /// A variant with a price of its own and a difference too.
    TwoPrices,
    /// A stock below nothing.
    StockOutOfRange {
        /// Where it stands.
        field: &'static str,
        /// The most.
        most: i64,
    },
    /// Fewer on hand than are kept for orders.
    StockReserved {
        /// How many are kept.
        reserved: i64,
    },
    /// A table counts a stock that has changed since it was written.
    StockCountedBefore,
    /// Fewer are left than were asked for, or none.
    TooFew {
        /// What it is.
        title: String,
        /// How many are left.
        left: i64,
    },
    /// A draft that is not whole yet.
    DraftNotWhole,
    /// Other words in the product's own language.
    WordsOfTheOriginal,
    /// A text in another language without a title.
    WordsWithoutTitle,
    /// The file is no table.
    TableWrongKind,
    /// The file cannot be read.
    TableUnreadable,
    /// A file without rows.
    TableEmpty,
    /// More rows than a file may have.
    TableTooManyRows {
        /// Most rows.
        most: i64,
    },
    /// A file larger than it may be.
    TableTooLarge {
        /// Most megabytes.
        most: i64,
    },
    /// A row that has no end, or too many columns.
    TableRowTooLong {
        /// Which row.
        row: i64,
    },
    /// A workbook that is too large, packed or unpacked.
    WorkbookTooLarge {
        /// Most megabytes.
        most: i64,
    },
    /// A cell longer than any text.
    CellTooLong,
    /// A cell with a zero character.
    CellWithNull,
    /// More cells than there are headings.
    RowTooWide,
    /// A variation whose product does not stand before it.
    VariationAlone,
    /// No file was chosen.
    FileMissing,
    /// More products than a workbook takes.
    ExportTooLarge {
        /// Most products.
        most: i64,
    },
    /// Headings that do not tell which column is which.
    ColumnsUnknown,
    /// No field of a product has this name, or none whose value may hold for all rows.
    FieldUnknown {
        /// What was told.
        told: String,
    },
    /// An import that cannot go on from where it is.
    ImportNotReady,
    /// A file with faults, whose sender did not say that they stay out.
    ImportFaulty {
        /// How many.
        faults: i64,
    },
    /// No product of the file is right.
    NothingToTake,
    /// Too many products of one title without article numbers to tell them apart.
    TooManyAlike {
        /// Most of one title.
        most: i64,
    },
    /// An article number that stands in a file twice.
    SkuTwiceInFile {
        /// The number.
        told: String,
        /// The row where it stands first.
        first: i64,
    },
}

/// The code of what is wrong with a photo.
const fn photo_code(refusal: &CatalogRefusal) -> &'static str {
    match refusal {
        CatalogRefusal::PhotoBroken => "catalog-photo-broken",
        CatalogRefusal::PhotoMissing => "catalog-photo-missing",
        _ => "catalog-photo-wrong-kind",
    }
}

/// The code where so many are left.
const fn too_few_code(left: i64) -> &'static str {
    if left > 0 { "catalog-too-few-left" } else { "catalog-sold-out" }
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
            Self::PhotoTooManyPixels { .. } => "catalog-photo-too-many-pixels",
            Self::PhotoBroken | Self::PhotoMissing | Self::PhotoWrongKind => photo_code(self),
            Self::TooManyPhotos { .. } => "catalog-too-many-photos",
            Self::NotAMultiple { .. } => "catalog-not-a-multiple",
            Self::MultipleOutOfStep { .. } => "catalog-multiple-out-of-step",
            Self::CategoryUnknown => "catalog-category-unknown",
            Self::CategoryClosed { .. } => "catalog-category-closed",
            Self::CategoryWaiting { .. } => "catalog-category-waiting",
            Self::HsNotDigits => "catalog-hs-not-digits",
            Self::HsUnknown => "catalog-hs-unknown",
            Self::GtinWrong { .. } => "catalog-gtin-wrong",
            Self::OriginUnknown => "catalog-origin-unknown",
            Self::TooMany { .. } => "catalog-too-many",
            Self::HalfTold { .. } => "catalog-half-told",
            Self::Twice { .. } => "catalog-twice",
            Self::FactNoNumber { .. } => "catalog-fact-no-number",
            Self::DayUnreadable { .. } => "catalog-day-unreadable",
            Self::SampleOutOfRange { .. } => "catalog-sample-out-of-range",
            Self::AmountUnreadable { .. } => "catalog-amount-unreadable",
            Self::OptionsDiffer => "catalog-options-differ",
            Self::TwoPrices => "catalog-two-prices",
            Self::StockOutOfRange { .. } => "catalog-stock-out-of-range",
            Self::StockReserved { .. } => "catalog-stock-reserved",
            Self::StockCountedBefore => "catalog-stock-counted-before",
            Self::TooFew { left, .. } => too_few_code(*left),
            Self::DraftNotWhole => "catalog-draft-not-whole",
            Self::WordsOfTheOriginal => "catalog-words-of-the-original",
            Self::WordsWithoutTitle => "catalog-words-without-title",
            Self::TableWrongKind => "catalog-table-wrong-kind",
            Self::TableUnreadable => "catalog-table-unreadable",
            Self::TableEmpty => "catalog-table-empty",
            Self::TableTooManyRows { .. } => "catalog-table-too-many-rows",
            Self::TableTooLarge { .. } => "catalog-table-too-large",
            Self::TableRowTooLong { .. } => "catalog-table-row-too-long",
            Self::WorkbookTooLarge { .. } => "catalog-workbook-too-large",
            Self::CellTooLong => "catalog-cell-too-long",
            Self::CellWithNull => "catalog-cell-with-null",
            Self::RowTooWide => "catalog-row-too-wide",
            Self::VariationAlone => "catalog-variation-alone",
            Self::FileMissing => "catalog-file-missing",
            Self::ExportTooLarge { .. } => "catalog-export-too-large",
            Self::ColumnsUnknown => "catalog-columns-unknown",
            Self::FieldUnknown { .. } => "catalog-field-unknown",
            Self::ImportNotReady => "catalog-import-not-ready",
            Self::ImportFaulty { .. } => "catalog-import-faulty",
            Self::NothingToTake => "catalog-nothing-to-take",
            Self::TooManyAlike { .. } => "catalog-too-many-alike",
            Self::SkuTwiceInFile { .. } => "catalog-sku-twice-in-file",
        }
    }

    fn field(&self) -> Option<&'static str> {
        Some(match self {
            Self::BelowMinimum { .. } | Self::NotAMultiple { .. } => "quantity",
            Self::TitleEmpty => "title",
            Self::TextTooLong { field, .. }
            | Self::TextUnprintable { field }
            | Self::TooMany { field, .. }
            | Self::HalfTold { field }
            | Self::Twice { field, .. }
            | Self::AmountUnreadable { field, .. } => field,
            Self::MultipleOutOfStep { .. } => "order_multiple",
            Self::CategoryUnknown | Self::CategoryClosed { .. } | Self::CategoryWaiting { .. } => {
                "category"
            }
            Self::HsNotDigits | Self::HsUnknown => "hs",
            Self::GtinWrong { .. } => "gtin",
            Self::OriginUnknown => "origin",
            Self::FactNoNumber { .. } => "attributes",
            Self::DayUnreadable { .. } => "certificates",
            Self::SampleOutOfRange { .. } => "sample",
            Self::OptionsDiffer | Self::TwoPrices => "variants",
            Self::StockOutOfRange { field, .. } => field,
            Self::StockReserved { .. } | Self::StockCountedBefore => "stock",
            Self::TooFew { .. } => "quantity",
            Self::DraftNotWhole => "state",
            Self::WordsOfTheOriginal | Self::WordsWithoutTitle => "words_title",
            Self::SkuTwiceInFile { .. } | Self::TooManyAlike { .. } => "sku",
            Self::ColumnsUnknown | Self::FieldUnknown { .. } => "columns",
            Self::TableWrongKind
            | Self::FileMissing
            | Self::TableUnreadable
            | Self::TableEmpty
            | Self::TableTooManyRows { .. }
            | Self::TableTooLarge { .. }
            | Self::TableRowTooLong { .. }
            | Self::WorkbookTooLarge { .. } => "file",
            Self::CellTooLong
            | Self::CellWithNull
            | Self::RowTooWide
            | Self::VariationAlone
            | Self::ExportTooLarge { .. }
            | Self::ImportNotReady
            | Self::ImportFaulty { .. }
            | Self::NothingToTake => return None,
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
            | Self::PhotoMissing
            | Self::TooManyPhotos { .. } => "photo",
        })
    }

    fn facts(&self) -> Vec<(&'static str, Fact)> {
        let count = |most: usize| Fact::Count(i64::try_from(most).unwrap_or(i64::MAX));
        match self {
            Self::BelowMinimum { moq, .. }
            | Self::FirstTierNotAtMinimum { moq }
            | Self::MultipleOutOfStep { moq } => vec![("moq", (*moq).into())],
            Self::NotAMultiple { multiple } => vec![("multiple", (*multiple).into())],
            Self::TextTooLong { most, .. }
            | Self::TooManyTiers { most }
            | Self::TooMany { most, .. }
            | Self::TooManyPhotos { most } => vec![("most", count(*most))],
            Self::LeadTimeOutOfRange { most }
            | Self::TierQuantityOutOfRange { most }
            | Self::PhotoTooLarge { most }
            | Self::SampleOutOfRange { most }
            | Self::StockOutOfRange { most, .. }
            | Self::TableTooManyRows { most }
            | Self::ExportTooLarge { most }
            | Self::TableTooLarge { most }
            | Self::WorkbookTooLarge { most }
            | Self::TooManyAlike { most }
            | Self::PhotoTooManyPixels { most } => vec![("most", (*most).into())],
            Self::StockReserved { reserved } => vec![("reserved", (*reserved).into())],
            Self::TooFew { title, left } => {
                vec![("title", title.as_str().into()), ("left", (*left).into())]
            }
            Self::PriceUnreadable { told }
            | Self::GtinWrong { told }
            | Self::Twice { told, .. }
            | Self::FieldUnknown { told }
            | Self::DayUnreadable { told }
            | Self::AmountUnreadable { told, .. } => vec![("told", told.as_str().into())],
            Self::FactNoNumber { name, unit } => {
                let example = format!("200 {unit}").trim_end().to_owned();
                vec![("name", name.as_str().into()), ("example", example.into())]
            }
            Self::ImportFaulty { faults } => vec![("faults", (*faults).into())],
            Self::TableRowTooLong { row } => vec![("row", (*row).into())],
            Self::SkuTwiceInFile { told, first } => {
                vec![("told", told.as_str().into()), ("first", (*first).into())]
            }
            Self::CategoryClosed { category } => vec![("category", category.as_str().into())],
            Self::CategoryWaiting { category, place } => {
                vec![("category", category.as_str().into()), ("place", (*place).into())]
            }
            _ => Vec::new(),
        }
    }
}
