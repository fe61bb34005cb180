//! What should become of the goods of one trade: another price before they are paid, and the
//! parcels in which they leave.

use super::naive::{DAY, May, No, must};
use super::naive_deal::{Deal, Part, Stage, confirm_d, half_even};
use super::naive_remedy::Flow;
use kernel::rules::Rules;

/// The goods of a trade, one line of them, and what bringing them costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Goods {
    pub(super) pieces: i64,
    /// The price of one.
    pub(super) price: i64,
    /// What is taken off all of them together.
    pub(super) discount: i64,
    /// A line of its own, once it was told.
    pub(super) freight: Option<i64>,
    /// Pieces that have left, where they leave in parcels, and of them those in the first one.
    pub(super) sent: i64,
    pub(super) first: i64,
}

/// Another price, as a seller says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Price {
    Each(i64),
    Off(i64),
    Freight(i64),
}

/// What a seller has proposed and the buyer may answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Proposal {
    Price(Goods),
    /// The rest will not come; silence until then counts as yes.
    Short(i64),
}

/// What is said to a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reply {
    Accept,
    Decline,
    Withdraw,
}

impl Goods {
    pub(super) const fn new(pieces: i64, price: i64) -> Self {
        Self { pieces, price, discount: 0, freight: None, sent: 0, first: 0 }
    }

    const fn amount(&self) -> i64 {
        self.pieces * self.price - self.discount
    }

    pub(super) fn total(&self) -> i64 {
        self.amount() + self.freight.unwrap_or(0)
    }

    /// The price in parts by these shares; the last takes the rest.
    pub(super) fn parts(&self, shares: &[i64]) -> Vec<Part> {
        let mut left = self.total();
        let mut parts = Vec::new();
        for (nth, share) in shares.iter().enumerate() {
            let is_last = nth + 1 == shares.len();
            let of_all = half_even(i128::from(self.total()) * i128::from(*share), 10_000);
            let minor = if is_last { left } else { of_all };
            left -= minor;
            parts.push(Part { minor, paid_at: None });
        }
        parts
    }

    pub(super) const fn rest(&self) -> i64 {
        self.pieces - self.sent
    }

    /// What was paid for some of the pieces, of a price that was lowered by so much.
    pub(super) fn worth(&self, pieces: i64, lower: i64) -> i64 {
        let some =
            half_even(i128::from(self.amount()) * i128::from(pieces), i128::from(self.pieces));
        let total = self.total();
        half_even(i128::from(some) * i128::from(total - lower), i128::from(total))
    }

    fn at(self, price: Price) -> May<Self> {
        let mut new = self;
        match price {
            Price::Each(each) => (new.price, new.discount) = (each, 0),
            Price::Off(off) => {
                must((1..self.amount()).contains(&off))?;
                new.discount += off;
            }
            Price::Freight(0) if self.freight.is_none() => {}
            Price::Freight(minor) => new.freight = Some(minor),
        }
        must(new != self && new.total() > 0)?;
        Ok(new)
    }

    /// Costs less, and no line of it more.
    fn is_below(&self, old: &Self) -> bool {
        let freight = |goods: &Self| goods.freight.unwrap_or(0);
        let is_dearer = self.amount() > old.amount() || freight(self) > freight(old);
        !is_dearer && self.total() < old.total()
    }
}

impl Deal {
    /// A seller wants another price: a lower one holds, any other one waits for the buyer.
    pub(super) fn change_price(
        &mut self,
        firm: usize,
        price: Price,
        (now, rules): (i64, &Rules),
    ) -> May {
        must(firm == self.seller && matches!(self.stage, Stage::Agreed | Stage::Making))?;
        must(self.runs() && self.is_unpaid())?;
        let new = self.goods.at(price)?;
        must(new.parts(self.shares).iter().all(|part| part.minor > 0))?;
        self.may_propose(rules)?;
        match new.is_below(&self.goods) {
            true => self.reprice(new, now, rules),
            false => self.proposal = Some(Proposal::Price(new)),
        }
        Ok(())
    }

    fn may_propose(&mut self, rules: &Rules) -> May {
        must(self.proposal.is_none() && self.proposals < rules.pay.proposals_most)?;
        self.proposals += 1;
        Ok(())
    }

    fn reprice(&mut self, new: Goods, now: i64, rules: &Rules) {
        (self.goods, self.parts) = (new, new.parts(self.shares));
        if self.stage == Stage::Agreed {
            self.due = Some(now + rules.pay.t1_pay_d * DAY);
        }
    }

    /// Somebody answers what was proposed, or takes it back; tells what moves.
    pub(super) fn reply(
        &mut self,
        firm: usize,
        reply: Reply,
        (now, rules): (i64, &Rules),
    ) -> May<Flow> {
        let is_theirs = match reply {
            Reply::Accept | Reply::Decline => self.buyer == Some(firm),
            Reply::Withdraw => firm == self.seller,
        };
        must(is_theirs && !self.is_over() && self.runs())?;
        let proposal = self.proposal.ok_or(No)?;
        if let (Reply::Decline, Proposal::Short(_)) = (reply, proposal) {
            must(self.declined < rules.pay.rest_declines_most)?;
            self.declined += 1;
        }
        self.proposal = None;
        match (reply, proposal) {
            (Reply::Decline | Reply::Withdraw, _) => {}
            (Reply::Accept, Proposal::Price(new)) => self.reprice(new, now, rules),
            (Reply::Accept, Proposal::Short(_)) => return Ok(self.end_rest(now, rules)),
        }
        Ok((0, 0))
    }

    /// Some of the goods leave, or all that are left.
    pub(super) fn ship_some(
        &mut self,
        firm: usize,
        (pieces, is_air): (i64, bool),
        (now, rules): (i64, &Rules),
    ) -> May {
        must((1..=self.goods.rest()).contains(&pieces))?;
        if pieces == self.goods.rest() {
            return self.ship(firm, is_air, now, rules);
        }
        self.may_send(firm)?;
        must(self.may_part && self.parcels < rules.pay.shipments_most - 1)?;
        if self.stage != Stage::PartShipped {
            (self.refunded_before, self.goods.first) = (self.refunded, pieces);
        }
        self.stage = Stage::PartShipped;
        self.goods.sent += pieces;
        self.leaving = pieces.min(self.kept);
        self.parcel_left(is_air, now, rules);
        Ok(())
    }

    pub(super) fn may_send(&self, firm: usize) -> May {
        let is_here = matches!(self.stage, Stage::Making | Stage::PartShipped);
        must(firm == self.seller && is_here && self.runs() && self.is_paid())
    }

    pub(super) fn parcel_left(&mut self, is_air: bool, now: i64, rules: &Rules) {
        self.checked_by = self.checked_by.max(now + confirm_d(is_air, rules) * DAY);
        self.parcels += 1;
        self.proposal = None;
    }

    /// The rest will not come: a seller proposes it, the buyer of a late one says it alone.
    pub(super) fn close_rest(&mut self, firm: usize, (now, rules): (i64, &Rules)) -> May<Flow> {
        must(self.stage == Stage::PartShipped && self.runs())?;
        if self.buyer == Some(firm) {
            must(self.is_late)?;
            return Ok(self.end_rest(now, rules));
        }
        must(firm == self.seller)?;
        self.may_propose(rules)?;
        let times = &rules.remedy;
        let is_order = self.is_order;
        let days = if is_order { times.t4_answer_retail_d } else { times.t4_answer_b2b_d };
        self.proposal = Some(Proposal::Short(now + days * DAY));
        Ok((0, 0))
    }

    /// When silence counts as yes.
    pub(super) const fn answer_by(&self) -> Option<i64> {
        match self.proposal {
            Some(Proposal::Short(by)) => Some(by),
            _ => None,
        }
    }

    /// What was paid for the rest goes back, as far as it has not; what made a parcel good is
    /// another matter. What came can be looked at.
    pub(super) fn end_rest(&mut self, now: i64, rules: &Rules) -> Flow {
        let worth = self.goods.worth(self.goods.rest(), self.refunded_before);
        let for_rest = self.refunded - self.refunded_before - self.made_good;
        let back = (worth - for_rest).clamp(0, self.held);
        self.proposal = None;
        if back > 0 {
            self.refund(back, false);
        }
        if !self.is_over() {
            let least = now + rules.pay.t3_confirm_after_short_d * DAY;
            (self.stage, self.has_left, self.is_late) = (Stage::Shipped, true, false);
            self.due = Some(least.max(self.checked_by));
        }
        (back, 0)
    }
}
