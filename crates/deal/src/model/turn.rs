//! Whose turn it is: what a side can do next, and what happens by itself.

use super::deal::{DeadlineKind, Deal, Milestone, Side};
use super::tracks::{Goods, MoneyTrack, Stage};

/// What a deal waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turn {
    /// Nobody: it is over.
    Nobody,
    /// Somebody who opens the link.
    AnyBuyer,
    /// The buyer pays this part.
    Pay(Milestone),
    /// The inspector tells what was found.
    Inspect,
    /// The seller sends the goods.
    Ship,
    /// The buyer says that they came.
    Confirm,
}

impl Turn {
    /// What a deal waits for, as it stands.
    pub(crate) fn of(deal: &Deal, milestones: &[Milestone]) -> Self {
        let next = milestones.iter().find(|part| part.paid_at.is_none());
        match (deal.tracks.stage(), deal.tracks.goods, next) {
            (Stage::Finished | Stage::Closed, _, _) => Self::Nobody,
            (Stage::Offered, _, _) => Self::AnyBuyer,
            (_, Goods::Shipped, _) => Self::Confirm,
            (_, _, Some(next)) if deal.takes_payment() => Self::Pay(*next),
            (_, Goods::Inspecting, _) => Self::Inspect,
            _ => Self::Ship,
        }
    }

    /// Which side must act; nobody of the two where an outsider must.
    pub(crate) const fn side(self) -> Option<Side> {
        match self {
            Self::Pay(_) | Self::Confirm => Some(Side::Buyer),
            Self::Ship | Self::AnyBuyer => Some(Side::Seller),
            Self::Inspect | Self::Nobody => None,
        }
    }

    /// Its word, for the sentence about it.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::AnyBuyer => "accept",
            Self::Pay(_) => "pay",
            Self::Inspect => "inspect",
            Self::Ship => "ship",
            Self::Confirm => "confirm",
        }
    }
}

impl Deal {
    /// What its one deadline is about.
    pub(crate) fn deadline_kind(&self) -> Option<DeadlineKind> {
        self.deadline?;
        Some(match (self.tracks.stage(), self.tracks.goods) {
            (Stage::Offered, _) => DeadlineKind::Accept,
            (_, Goods::NotStarted) => DeadlineKind::Pay,
            (_, Goods::Shipped) => DeadlineKind::Confirm,
            _ => DeadlineKind::Ship,
        })
    }

    /// Whether an inspector may be sent for now.
    pub(crate) fn may_order_inspection(&self, before: usize) -> bool {
        let before = i64::try_from(before).unwrap_or(i64::MAX);
        self.order_inspection(None, before).is_ok()
    }

    /// Whether the seller may offer money back.
    pub(crate) const fn has_money(&self) -> bool {
        let money = self.tracks.money;
        matches!(money, MoneyTrack::PartPaid | MoneyTrack::Paid | MoneyTrack::Released)
    }

    /// At which of the six stages it is: agree, deposit, make, ship, arrive, settle; zero once it
    /// is closed.
    pub(crate) const fn station(&self, was_delivered: bool) -> usize {
        match (self.tracks.stage(), self.tracks.goods) {
            (Stage::Closed, _) => 0,
            (Stage::Offered, _) => 1,
            (Stage::Finished, _) => 6,
            (_, Goods::Shipped) if was_delivered => 5,
            (_, Goods::Shipped) => 4,
            (_, Goods::NotStarted) => 2,
            _ => 3,
        }
    }
}
