//! What should lie on a seller's shelf.

use super::naive::{May, World, must};
use super::naive_deal::Stage;

/// What lies ready of a seller's goods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shelf {
    /// All that is there.
    pub(super) on_hand: i64,
    /// Of it, kept for orders that have not left.
    pub(super) kept: i64,
    /// How often it was counted.
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
        let has_left = deal.is_sent();
        if !has_left && deal.stage != Stage::Closed && deal.stage != Stage::Finished {
            return;
        }
        let kept = std::mem::take(&mut deal.kept);
        if let Some(shelf) = &mut self.shelves[deal.seller] {
            shelf.kept -= kept;
            if has_left {
                shelf.on_hand -= kept;
            }
        }
    }
}
