//! A credit fact: one side of a finished trade.

use deal::{DealFinished, DealKind};
use kernel::{Firm, Id, Money, Timestamp};

/// On which side of the trade the firm stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// It paid and got the goods.
    Buyer,
    /// It sent the goods and was paid.
    Seller,
}

impl Side {
    /// The word in the table and in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Buyer => "buyer",
            Self::Seller => "seller",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Buyer, Self::Seller].into_iter().find(|side| side.word() == word)
    }
}

/// What one firm's side of one finished trade was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreditFact {
    /// Whose fact it is.
    pub firm: Id<Firm>,
    /// Of which deal.
    pub deal: Id<DealKind>,
    /// On which side.
    pub side: Side,
    /// With whom.
    pub other_firm: Id<Firm>,
    /// The whole price.
    pub total: Money,
    /// What of it had gone back to the buyer by the finish.
    pub refunded: Money,
    /// The guarantee fee.
    pub fee: Money,
    /// When it was ordered or offered.
    pub placed_at: Timestamp,
    /// When all was paid.
    pub paid_at: Timestamp,
    /// When the goods left.
    pub shipped_at: Timestamp,
    /// When it was finished.
    pub finished_at: Timestamp,
    /// The date of the same trade in imported records.
    pub original_at: Option<Timestamp>,
    /// The buyer said nothing and the timer confirmed.
    pub was_confirmed_by_timer: bool,
    /// The version of the rules it ran under.
    pub rules_version: String,
}

impl CreditFact {
    /// The two facts of a finished trade: the buyer's, then the seller's.
    pub(crate) fn both(finished: &DealFinished) -> [Self; 2] {
        let DealFinished { buyer, seller, .. } = *finished;
        [
            Self::of(finished, Side::Buyer, buyer, seller),
            Self::of(finished, Side::Seller, seller, buyer),
        ]
    }

    fn of(finished: &DealFinished, side: Side, firm: Id<Firm>, other_firm: Id<Firm>) -> Self {
        let money = |minor| Money::new(minor, finished.currency);
        Self {
            firm,
            deal: finished.deal,
            side,
            other_firm,
            total: money(finished.total_minor),
            refunded: money(finished.refunded_minor),
            fee: money(finished.fee_minor),
            placed_at: finished.placed_at,
            paid_at: finished.paid_at,
            shipped_at: finished.shipped_at,
            finished_at: finished.finished_at,
            original_at: finished.original_at,
            was_confirmed_by_timer: finished.by_timer,
            rules_version: finished.rules_version.clone(),
        }
    }
}

/// What a piece of `verify` found, and where the next goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Findings {
    /// Deals whose facts were looked for.
    pub checked: i64,
    /// What is wrong, in words for the operator.
    pub problems: Vec<String>,
    /// Where to go on; `None` at the end.
    pub next: Option<Id<DealKind>>,
}
