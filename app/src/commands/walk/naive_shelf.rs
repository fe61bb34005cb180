//! What should lie on a seller's shelf.

use super::naive::{May, World, must};
use super::naive_deal::{Deal, Stage};

/// What lies ready of a seller's goods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shelf {
    /// All that is there.
    pub(super) on_hand: i64,
    /// Of it, kept for orders that have not left.
    pub(super) kept: i64,
    /// How often it was counted, and how often something of it left.
    pub(super) counts: i64,
}

impl Shelf {
    pub(super) const fn new(on_hand: i64) -> Self {
        Self { on_hand, kept: 0, counts: 1 }
    }

    pub(super) const fn free(&self) -> i64 {
        self.on_hand - self.kept
    }
}

impl World {
    /// Keeps pieces for an order; tells how many, nothing where they are made.
    pub(super) fn keep(&mut self, seller: usize, pieces: i64) -> May<i64> {
        let Some(shelf) = &mut self.shelves[seller] else { return Ok(0) };
        must(shelf.free() >= pieces)?;
        shelf.kept += pieces;
        Ok(pieces)
    }

    /// Keeps pieces for a trade that was agreed on if that many lie ready; else they are made.
    pub(super) fn keep_if_there(&mut self, place: usize) {
        let Deal { seller, goods, .. } = self.deals[place];
        self.deals[place].kept = self.keep(seller, goods.pieces).unwrap_or(0);
    }

    /// A seller says how many there are, having read the shelf as it was after so many counts.
    pub(super) fn count(&mut self, seller: usize, counts: i64, on_hand: i64) -> May {
        match &mut self.shelves[seller] {
            None => {
                must(counts == 0)?;
                self.shelves[seller] = Some(Shelf::new(on_hand));
            }
            Some(shelf) => {
                must(shelf.counts == counts && on_hand >= shelf.kept)?;
                (shelf.on_hand, shelf.counts) = (on_hand, counts + 1);
            }
        }
        Ok(())
    }

    /// What is kept for a trade has left the house with the goods, or can be sold again.
    /// That a trade is over is written with it.
    pub(super) fn clear(&mut self, place: usize, at: i64) {
        let deal = &mut self.deals[place];
        if deal.is_over() {
            deal.ended_at.get_or_insert(at);
        }
        let gone = std::mem::take(&mut deal.leaving);
        deal.kept -= gone;
        let is_free = deal.is_over() || deal.stage == Stage::Shipped;
        let free = if is_free { std::mem::take(&mut deal.kept) } else { 0 };
        if let Some(shelf) = &mut self.shelves[deal.seller] {
            shelf.on_hand -= gone;
            shelf.kept -= gone + free;
            shelf.counts += i64::from(gone > 0);
        }
    }
}
