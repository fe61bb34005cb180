//! Stock: what lies ready, what of it is kept for whom.

use super::{CatalogRefusal, ProductKind};
use kernel::{Any, Id};

/// No warehouse holds more of one thing.
pub(crate) const STOCK_MOST: i64 = 1_000_000_000;

/// What lies ready of a product. One without stock is made to order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stock {
    /// All that is there, also what is kept for orders that have not left.
    pub on_hand: i64,
    /// What is kept for orders.
    pub reserved: i64,
    /// Raised each time that the seller says how many there are, and each time that some leave.
    pub revision: i64,
}

impl Stock {
    /// What can still be sold.
    pub const fn free(&self) -> i64 {
        self.on_hand.saturating_sub(self.reserved)
    }

    /// The same stock, counted anew.
    pub(crate) fn counted(before: Option<Self>, on_hand: i64) -> Result<Self, CatalogRefusal> {
        if !(0..=STOCK_MOST).contains(&on_hand) {
            return Err(CatalogRefusal::StockOutOfRange { field: "stock", most: STOCK_MOST });
        }
        let (reserved, revision) = before.map_or((0, 0), |stock| (stock.reserved, stock.revision));
        if on_hand < reserved {
            return Err(CatalogRefusal::StockReserved { reserved });
        }
        Ok(Self { on_hand, reserved, revision: revision + 1 })
    }
}

impl Stock {
    /// The stock after terms that may say how many there are; what says nothing changes nothing.
    pub(crate) fn told_over(before: Option<Self>, told: Option<i64>) -> Option<Self> {
        match (told, before) {
            (None, before) => before,
            (Some(on_hand), None) => Some(Self { on_hand, reserved: 0, revision: 1 }),
            (Some(on_hand), Some(before)) if on_hand == before.on_hand => Some(before),
            (Some(on_hand), Some(before)) => {
                Some(Self { on_hand, revision: before.revision + 1, ..before })
            }
        }
    }
}

/// Why so many of something cannot be had: none are left, or fewer.
pub(crate) fn too_few(title: &str, left: i64) -> CatalogRefusal {
    CatalogRefusal::TooFew { title: title.to_owned(), left: left.max(0) }
}

/// So many of a product kept for a holder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reserved {
    /// The product.
    pub product: Id<ProductKind>,
    /// For what it is kept.
    pub holder: Id<Any>,
    /// How many.
    pub quantity: i64,
}

/// What one piece of looking all stock over found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StockFindings {
    /// What is wrong.
    pub problems: Vec<String>,
    /// Where to go on, if there is more.
    pub next: Option<Id<ProductKind>>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Reason;

    #[test]
    fn a_stock_is_never_counted_below_what_is_kept_for_orders() {
        let ten = Stock::counted(None, 10).expect("ten");
        assert_eq!((ten.free(), ten.revision), (10, 1));
        let kept = Stock { reserved: 4, ..ten };
        assert_eq!(kept.free(), 6);
        let code = |told| Stock::counted(Some(kept), told).map_err(|no| no.code());
        assert_eq!(code(3), Err("catalog-stock-reserved"));
        assert_eq!(code(4), Ok(Stock { on_hand: 4, reserved: 4, revision: 2 }));
        assert_eq!(code(-1), Err("catalog-stock-out-of-range"));
        assert_eq!(code(STOCK_MOST + 1), Err("catalog-stock-out-of-range"));
    }
}
