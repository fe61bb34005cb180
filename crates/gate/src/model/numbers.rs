//! Counts that are kept apart: none of them may be told as another.

use kernel::Timestamp;

/// A count that followers keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counter {
    /// People who signed up.
    People,
    /// Firms that were opened.
    Firms,
    /// Firms with a listed product.
    Storefronts,
    /// Firms that asked or ordered within the rule's days.
    ActiveBuyers,
    /// Firms that quoted or sold within the rule's days.
    ActiveSellers,
    /// Firms that finished a trade.
    TradingFirms,
}

impl Counter {
    /// The word in the store.
    pub const fn word(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Firms => "firms",
            Self::Storefronts => "storefronts",
            Self::ActiveBuyers => "active-buyers",
            Self::ActiveSellers => "active-sellers",
            Self::TradingFirms => "trading-firms",
        }
    }
}

/// The numbers of the market at a position of its store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numbers {
    /// People who signed up.
    pub people: i64,
    /// Firms that were opened.
    pub firms: i64,
    /// Firms with a listed product.
    pub storefronts: i64,
    /// Firms on a paid plan; none while no plan is sold.
    pub paying_members: i64,
    /// Firms that asked or ordered within the rule's days.
    pub active_buyers: i64,
    /// Firms that quoted or sold within the rule's days.
    pub active_sellers: i64,
    /// Firms that finished a trade.
    pub trading_firms: i64,
    /// The position of the store that was read.
    pub position: i64,
    /// Events up to there that are not counted yet.
    pub behind: i64,
    /// When it was read.
    pub at: Timestamp,
}
