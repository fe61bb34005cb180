//! Goods that leave in several parcels: what each holds, what is still to come, and what the buyer
//! gets back of what will not come.

use super::contract::total;
use super::deal::{Deal, Line, LineKind, Milestone};
use super::decide::{Change, Entry, Step};
use super::refusal::DealRefusal;
use super::shipping::Dispatch;
use super::tracks::{Goods, Track};
use kernel::{Currency, Firm, Id, Money, Outcome, TaxBasis, Timestamp};

/// So many of a line, in one parcel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Packed {
    /// Which line of the contract.
    pub nth: i64,
    /// How many of it.
    pub quantity: i64,
}

/// What a shipment holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contents {
    /// All goods of the deal.
    Whole,
    /// Some of them; which ones is told line by line.
    Part,
    /// Goods that are sent once more.
    Again,
}

impl Contents {
    /// The word in tables and in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Part => "part",
            Self::Again => "again",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Whole, Self::Part, Self::Again].into_iter().find(|contents| contents.word() == word)
    }
}

impl Line {
    /// How many are still to leave, where goods leave in parts. Freight never leaves.
    pub const fn rest(&self) -> i64 {
        match self.kind {
            LineKind::Goods => self.quantity - self.sent - self.short,
            LineKind::Freight => 0,
        }
    }
}

/// All that has not left yet.
pub(crate) fn rest_of(lines: &[Line]) -> Vec<Packed> {
    let rest = lines.iter().map(|line| Packed { nth: line.nth, quantity: line.rest() });
    rest.filter(|packed| packed.quantity > 0).collect()
}

/// What so many of the lines of a contract are worth: of each line its agreed amount pro rata,
/// rounded once a line, half to even; and the tax that is on it.
pub(crate) fn worth_of(
    (lines, packed): (&[Line], &[Packed]),
    (currency, basis): (Currency, Option<TaxBasis>),
) -> Outcome<Money> {
    let stays = |line: &Line| {
        let of_line = packed.iter().filter(|one| one.nth == line.nth);
        let pieces = of_line.map(|one| one.quantity).sum();
        let back = line.amount.pro_rata(pieces, line.quantity);
        Line { amount: Money::new(line.amount.minor - back.minor, currency), ..line.clone() }
    };
    let stay: Vec<Line> = lines.iter().map(stays).collect();
    Ok(total(lines, (currency, basis))?.minus(total(&stay, (currency, basis))?)?)
}

/// What goods are worth at a price of which a part went back before anything left: it was a lower
/// price for all of them.
pub(crate) fn lowered(worth: Money, total: Money, before: i64) -> Money {
    worth.pro_rata(total.minor - before, total.minor)
}

/// What of the worth of a rest has not gone back yet. What went back since anything left counts
/// towards it, so that nothing is paid back twice and the seller keeps what the sent goods are
/// worth; but not what made good for goods that were sent.
pub(crate) fn back_for_rest(worth: Money, total: Money, (before, since): (i64, i64)) -> Money {
    let worth = lowered(worth, total, before);
    Money::new((worth.minor - since).max(0), worth.currency)
}

/// Reads what a parcel holds: each line once, something of each, and no more than is left of it.
pub(crate) fn read_parcel(lines: &[Line], told: &[Packed]) -> Result<Vec<Packed>, DealRefusal> {
    let mut parcel: Vec<Packed> = Vec::new();
    for packed in told.iter().filter(|packed| packed.quantity != 0) {
        let nth = packed.nth;
        let is_goods = |line: &&Line| line.nth == nth && line.kind == LineKind::Goods;
        let line = lines.iter().find(is_goods).ok_or(DealRefusal::LineUnknown { nth })?;
        let is_twice = parcel.iter().any(|other| other.nth == nth);
        if is_twice || !(1..=line.rest()).contains(&packed.quantity) {
            return Err(DealRefusal::MoreThanRest { nth, rest: line.rest() });
        }
        parcel.push(*packed);
    }
    parcel.sort_unstable_by_key(|packed| packed.nth);
    if parcel.is_empty() { Err(DealRefusal::ParcelEmpty) } else { Ok(parcel) }
}

impl Deal {
    /// Whether goods may leave in parts: nothing that ends it, and the contract allows it.
    pub(crate) fn may_part(&self, parts: &[Milestone]) -> Result<(), DealRefusal> {
        self.may_send(parts)?;
        if self.may_ship_in_parts { Ok(()) } else { Err(DealRefusal::PartsNotAllowed) }
    }

    /// The seller sends some of the goods. T2 runs on for the rest; when nothing is left to send it
    /// is as if all had left now, and T3 begins.
    pub(crate) fn ship_part(
        &self,
        parts: &[Milestone],
        (lines, parcel): (&[Line], &[Packed]),
        dispatch: &Dispatch,
        now: Timestamp,
    ) -> Result<Step, DealRefusal> {
        if rest_of(lines) == parcel {
            return self.ship(parts, dispatch, now);
        }
        self.may_part(parts)?;
        self.may_go_by(dispatch)?;
        let entry = Entry::new(Track::Goods, "part-shipped").by(Some(self.seller));
        let entry = entry.with("transport", dispatch.transport.word());
        let entry = entry.with("carrier", &dispatch.carrier).with("tracking", &dispatch.tracking);
        let mut step = self.step(entry);
        step.after.tracks.goods = Goods::PartShipped;
        step.after.eta = self.eta.max(dispatch.eta);
        step.after.proposal = None;
        Ok(step)
    }

    /// Nothing more will come: the deal goes on with what has left, and the buyer has the time to
    /// look at it until `due_at`. What was paid for the rest has gone back already. Nobody said it
    /// where the buyer did not answer.
    pub(crate) fn close_rest(
        &self,
        by: Option<Id<Firm>>,
        (left_at, due_at): (Timestamp, Timestamp),
    ) -> Step {
        let kind = if by.is_some() { "rest-closed" } else { "rest-closed-unanswered" };
        let mut step = self.step(Entry::new(Track::Goods, kind).by(by));
        step.after.tracks.goods = Goods::Shipped;
        step.after.shipped_at = Some(left_at);
        step.after.proposal = None;
        step.after.remind_us = None;
        step.after.is_late = false;
        step.deadline = Change::Set(super::deal::DeadlineKind::Confirm, due_at);
        step
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{Reason, Unit, UnitPrice};

    fn line(nth: i64, quantity: i64, minor: i64) -> Line {
        let price = UnitPrice::new(minor * 10_000 / quantity, Currency::USD);
        let made = Line::new(None, "Socks", Unit::PAIR, quantity, price).expect("a line");
        Line { nth, amount: Money::new(minor, Currency::USD), ..made }
    }

    #[test]
    fn a_parcel_holds_something_of_lines_that_are_left_and_each_once() {
        let lines = [line(1, 3, 100), Line { sent: 2, ..line(2, 5, 100) }];
        let packed = |nth, quantity| Packed { nth, quantity };
        let code = |told: &[Packed]| read_parcel(&lines, told).map_err(|no| no.code());
        assert_eq!(code(&[packed(1, 0), packed(2, 3)]), Ok(vec![packed(2, 3)]));
        for (told, why) in [
            (vec![], "deal-parcel-empty"),
            (vec![packed(1, 0)], "deal-parcel-empty"),
            (vec![packed(3, 1)], "deal-line-unknown"),
            (vec![packed(2, 4)], "deal-more-than-rest"),
            (vec![packed(2, -1)], "deal-more-than-rest"),
            (vec![packed(1, 2), packed(1, 1)], "deal-more-than-rest"),
            (vec![packed(1, i64::MAX)], "deal-more-than-rest"),
        ] {
            assert_eq!(code(&told), Err(why), "{told:?}");
        }
    }

    #[test]
    fn what_does_not_come_is_worth_its_part_of_the_agreed_price_to_the_cent() {
        let worth = |lines: &[Line]| {
            let rest = rest_of(lines);
            worth_of((lines, &rest), (Currency::USD, None)).expect("a sum").minor
        };
        assert_eq!(worth(&[Line { sent: 1, ..line(1, 3, 100) }]), 67);
        assert_eq!(worth(&[Line { sent: 2, ..line(1, 3, 100) }]), 33);
        assert_eq!(worth(&[line(1, 3, 100)]), 100);
        assert_eq!(worth(&[Line { sent: 3, ..line(1, 3, 100) }, line(2, 1, 5)]), 5);
        let freight = Line { kind: LineKind::Freight, ..line(2, 1, 500) };
        assert_eq!(worth(&[Line { sent: 1, ..line(1, 2, 100) }, freight]), 50);
    }

    #[test]
    fn what_went_back_already_does_not_go_back_again() {
        let usd = |minor| Money::new(minor, Currency::USD);
        for (before, since, back) in [
            (0, 0, 6_331),
            (0, 3_000, 3_331),
            (0, 6_331, 0),
            (0, 9_000, 0),
            // A tenth off all goods is a tenth off the rest.
            (1_233, 0, 5_698),
            (1_233, 5_000, 698),
        ] {
            let seen = back_for_rest(usd(6_331), usd(12_331), (before, since));
            assert_eq!(seen, usd(back), "{before} {since}");
        }
    }
}
