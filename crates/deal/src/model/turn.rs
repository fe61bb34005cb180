//! Whose turn it is: what a side can do next, and what happens by itself.

use super::deal::{DeadlineKind, Deal, Milestone, RemedyKind, Side};
use super::tracks::{Goods, MoneyTrack, Stage, Tracks};
use kernel::Id;

/// What a deal waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turn {
    /// Nobody: it is over.
    Nobody,
    /// Somebody who opens the link.
    AnyBuyer,
    /// The buyer pays this part.
    Pay(Milestone),
    /// Somebody sends for an inspector, since a part is due once the goods are found right.
    Examine,
    /// The inspector tells what was found.
    Inspect,
    /// The seller sends the goods.
    Ship,
    /// The buyer says that they came.
    Confirm,
    /// The buyer answers what the seller proposes.
    Answer,
    /// A remedy comes to its end.
    Remedy(Id<RemedyKind>),
}

impl Turn {
    /// What a deal waits for, as it stands.
    pub(crate) fn of(deal: &Deal, milestones: &[Milestone]) -> Self {
        let next = milestones.iter().find(|part| part.paid_at.is_none());
        match (deal.tracks.stage(), deal.tracks.goods, next) {
            (Stage::Finished | Stage::Closed, _, _) => Self::Nobody,
            _ if deal.stopped.is_some() => {
                deal.stopped.map_or(Self::Nobody, |stopped| Self::Remedy(stopped.remedy))
            }
            (Stage::Offered, _, _) => Self::AnyBuyer,
            _ if deal.proposal.is_some() => Self::Answer,
            (_, Goods::Shipped, _) => Self::Confirm,
            (_, goods, Some(next)) if deal.takes_payment() && next.is_payable(goods) => {
                Self::Pay(*next)
            }
            (_, Goods::Inspecting, _) => Self::Inspect,
            (_, Goods::Making, Some(_)) if deal.takes_payment() => Self::Examine,
            _ => Self::Ship,
        }
    }

    /// Which side must act; nobody of the two where an outsider must.
    pub(crate) const fn side(self) -> Option<Side> {
        match self {
            Self::Pay(_) | Self::Confirm | Self::Answer => Some(Side::Buyer),
            Self::Ship | Self::AnyBuyer | Self::Examine => Some(Side::Seller),
            Self::Inspect | Self::Nobody | Self::Remedy(_) => None,
        }
    }

    /// Its word, for the sentence about it.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::AnyBuyer => "accept",
            Self::Pay(_) => "pay",
            Self::Examine => "examine",
            Self::Inspect => "inspect",
            Self::Ship => "ship",
            Self::Confirm => "confirm",
            Self::Answer => "proposal",
            Self::Remedy(_) => "remedy",
        }
    }
}

impl Tracks {
    /// What a deadline is about where these stand.
    pub(crate) const fn waits_for(&self) -> DeadlineKind {
        match (self.stage(), self.goods) {
            (Stage::Offered, _) => DeadlineKind::Accept,
            (_, Goods::NotStarted) => DeadlineKind::Pay,
            (_, Goods::Shipped) => DeadlineKind::Confirm,
            _ => DeadlineKind::Ship,
        }
    }

    /// Which side a list shows as the one to act; it knows the tracks and not the parts.
    pub(crate) fn whose_turn(&self) -> Option<Side> {
        match (self.stage(), self.goods, self.money) {
            (Stage::Finished | Stage::Closed | Stage::Offered, _, _) => None,
            (_, Goods::Shipped, _) => Some(Side::Buyer),
            (_, _, MoneyTrack::Nothing | MoneyTrack::PartPaid) => Some(Side::Buyer),
            (_, Goods::Inspecting, _) => None,
            _ => Some(Side::Seller),
        }
    }
}

/// What a badge says of a deal: its stage, and what its tracks alone do not tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Badge {
    /// Where it stands.
    pub(crate) tracks: Tracks,
    /// The goods did not leave in time.
    pub(crate) is_late: bool,
    /// The carrier has handed them over.
    pub(crate) was_delivered: bool,
    /// A remedy is open.
    pub(crate) is_stopped: bool,
}

impl Badge {
    /// Its word.
    pub(crate) const fn word(self) -> &'static str {
        match (self.tracks.stage(), self.tracks.money) {
            _ if self.is_stopped => "remedy",
            _ if self.is_late && self.tracks.waits_for_dispatch() => "late",
            (Stage::Shipped, _) if self.was_delivered => "arrived",
            _ if matches!(self.tracks.goods, Goods::PartShipped) => "part-shipped",
            (Stage::Funded, MoneyTrack::PartPaid) => "part-funded",
            (stage, _) => stage.word(),
        }
    }
}

impl Deal {
    /// Whether the seller may give the buyer more time.
    pub(crate) fn may_be_extended(&self) -> bool {
        let pay = &self.rules().pay;
        let is_short = self.extensions < pay.extensions_most;
        is_short && self.tracks.stage() == Stage::Shipped && self.stopped.is_none()
    }

    /// Whether the seller may offer money back.
    pub(crate) const fn has_money(&self) -> bool {
        let money = self.tracks.money;
        self.stopped.is_none()
            && matches!(money, MoneyTrack::PartPaid | MoneyTrack::Paid | MoneyTrack::Released)
    }

    /// Whether the goods should have left by now and have not.
    pub(crate) const fn is_still_late(&self) -> bool {
        self.is_late && self.tracks.waits_for_dispatch()
    }

    /// At which of the six stages it is: agree, deposit, make, ship, arrive, settle; zero once it
    /// is closed. What was handed over has arrived, and is to be settled next.
    pub(crate) const fn station(&self, was_delivered: bool) -> usize {
        match (self.tracks.stage(), self.tracks.goods) {
            (Stage::Closed, _) => 0,
            (Stage::Offered, _) => 1,
            (Stage::Finished, _) => 6,
            (_, Goods::Shipped) if was_delivered => 6,
            (_, Goods::Shipped) => 4,
            (_, Goods::NotStarted) => 2,
            _ => 3,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_lights_the_side_that_can_take_the_next_step() {
        use super::super::tracks::Information;
        let at = |money, goods| Tracks { information: Information::Agreed, money, goods };
        for (tracks, side) in [
            (Tracks::OFFERED, None),
            (at(MoneyTrack::Nothing, Goods::NotStarted), Some(Side::Buyer)),
            (at(MoneyTrack::PartPaid, Goods::Inspecting), Some(Side::Buyer)),
            (at(MoneyTrack::Paid, Goods::Making), Some(Side::Seller)),
            (at(MoneyTrack::Paid, Goods::Inspecting), None),
            (at(MoneyTrack::Paid, Goods::Shipped), Some(Side::Buyer)),
            (at(MoneyTrack::Released, Goods::Received), None),
            (at(MoneyTrack::Refunded, Goods::Shipped), None),
        ] {
            assert_eq!(tracks.whose_turn(), side, "{tracks:?}");
        }
    }

    #[test]
    fn a_badge_tells_what_the_tracks_alone_do_not() {
        let at = |money, goods| {
            let information = super::super::tracks::Information::Agreed;
            Tracks { information, money, goods }
        };
        let on_the_way = at(MoneyTrack::Paid, Goods::Shipped);
        let ready = at(MoneyTrack::Paid, Goods::Inspected);
        for (tracks, is_late, was_delivered, word) in [
            (ready, false, false, "funded"),
            (ready, true, false, "late"),
            (on_the_way, false, false, "shipped"),
            (on_the_way, true, false, "shipped"),
            (on_the_way, true, true, "arrived"),
            (at(MoneyTrack::Released, Goods::Received), true, true, "finished"),
            (at(MoneyTrack::PartPaid, Goods::Making), false, false, "part-funded"),
            (at(MoneyTrack::Paid, Goods::PartShipped), false, true, "part-shipped"),
            (at(MoneyTrack::Paid, Goods::PartShipped), true, false, "late"),
        ] {
            let is_stopped = true;
            assert_eq!(Badge { tracks, is_late, was_delivered, is_stopped }.word(), "remedy");
            assert_eq!(Badge { tracks, is_late, was_delivered, is_stopped: false }.word(), word);
        }
    }
}
