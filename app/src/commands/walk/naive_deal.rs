//! What should become of one trade.

use super::naive::{DAY, May, No, must};
use super::naive_goods::{Goods, Proposal};
use super::naive_remedy::{Flow, Remedy, Waits};
use kernel::rules::Rules;
use std::collections::BTreeMap;

/// How far a trade is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    Offered,
    Agreed,
    Making,
    /// Some of the goods have left.
    PartShipped,
    Shipped,
    Finished,
    Closed,
}

/// A part of the price; the last one is due before dispatch, all others before work begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) minor: i64,
    pub(super) paid_at: Option<i64>,
}

impl Part {
    pub(super) const fn is_paid(&self) -> bool {
        self.paid_at.is_some()
    }
}

/// One trade.
#[derive(Debug, Clone)]
pub(super) struct Deal {
    pub(super) id: i64,
    /// What the token of its link is made of.
    pub(super) name: u64,
    pub(super) buyer: Option<usize>,
    pub(super) seller: usize,
    pub(super) goods: Goods,
    /// Shares of the parts of the price, in basis points.
    pub(super) shares: &'static [i64],
    pub(super) parts: Vec<Part>,
    /// Days from payment to dispatch.
    pub(super) lead_d: i64,
    /// Ordered from a listing: the times of retail hold.
    pub(super) is_order: bool,
    pub(super) stage: Stage,
    pub(super) is_late: bool,
    pub(super) extensions: i64,
    /// When its one timer is due.
    pub(super) due: Option<i64>,
    pub(super) paid_in: i64,
    pub(super) returned: i64,
    pub(super) held: i64,
    pub(super) released: i64,
    pub(super) refunded: i64,
    pub(super) fees: i64,
    /// Nothing more comes in.
    is_shut: bool,
    /// What was kept went to the seller.
    is_released: bool,
    /// What left custody for the seller, and the fee of it.
    sold: (i64, i64),
    pub(super) asks: i64,
    /// The newest remedy; while it is open, the deal stands still.
    pub(super) remedy: Option<Remedy>,
    /// What is left of the timer while it stands still.
    left: Option<i64>,
    /// What the store calls its claims, oldest first.
    pub(super) claims: Vec<i64>,
    /// Orders to the bank for its parts.
    pub(super) orders: Vec<usize>,
    /// For each part the order whose money came last while that part was due, and what was due.
    came: BTreeMap<usize, (usize, i64)>,
    /// What the seller came to owe the bank of what was released.
    owed_on: i64,
    /// When both had agreed, and when it was over.
    pub(super) agreed_at: i64,
    pub(super) ended_at: Option<i64>,
    /// Pieces that are kept for it on the seller's shelf.
    pub(super) kept: i64,
    /// Of them, those that leave the shelf with the parcel that leaves.
    pub(super) leaving: i64,
    /// The goods have left, or all of them that come.
    pub(super) has_left: bool,
    /// They may leave in several parcels.
    pub(super) may_part: bool,
    /// Parcels so far, and until when the last of them to arrive can be checked.
    pub(super) parcels: i64,
    pub(super) checked_by: i64,
    /// What had gone back before the first parcel left.
    pub(super) refunded_before: i64,
    /// What went back for the first parcel, and no more than was paid for it.
    pub(super) made_good: i64,
    /// What the seller has proposed, and how often he did.
    pub(super) proposal: Option<Proposal>,
    pub(super) proposals: i64,
    /// Words that the rest will not come, to which the buyer said no.
    pub(super) declined: i64,
}

impl Deal {
    /// A buyer orders a seller's goods.
    pub(super) fn order(
        (buyer, seller): (usize, usize),
        (goods, lead_d): (Goods, i64),
        (now, rules): (i64, &Rules),
    ) -> May<Self> {
        must(buyer != seller)?;
        let due = Some(now + rules.pay.t1_pay_d * DAY);
        let offered = Self::offer(seller, (goods, &[10_000]), lead_d, (now, rules));
        Ok(Self { buyer: Some(buyer), stage: Stage::Agreed, due, is_order: true, ..offered })
    }

    /// A seller offers a trade to whoever has the link.
    pub(super) fn offer(
        seller: usize,
        (goods, shares): (Goods, &'static [i64]),
        lead_d: i64,
        (now, rules): (i64, &Rules),
    ) -> Self {
        Self {
            id: 0,
            name: 0,
            buyer: None,
            seller,
            goods,
            shares,
            parts: goods.parts(shares),
            lead_d,
            is_order: false,
            stage: Stage::Offered,
            is_late: false,
            extensions: 0,
            due: Some(now + rules.sign_in.deal_link_d * DAY),
            paid_in: 0,
            returned: 0,
            held: 0,
            released: 0,
            refunded: 0,
            fees: 0,
            is_shut: false,
            is_released: false,
            sold: (0, 0),
            asks: 0,
            remedy: None,
            left: None,
            claims: Vec::new(),
            orders: Vec::new(),
            came: BTreeMap::new(),
            owed_on: 0,
            agreed_at: now,
            ended_at: None,
            kept: 0,
            leaving: 0,
            has_left: false,
            may_part: false,
            parcels: 0,
            checked_by: 0,
            refunded_before: 0,
            made_good: 0,
            proposal: None,
            proposals: 0,
            declined: 0,
        }
    }

    /// The same under the store's name for it, and the name of its link.
    pub(super) fn named(self, id: i64, name: u64) -> Self {
        Self { id, name, ..self }
    }

    pub(super) const fn is_over(&self) -> bool {
        matches!(self.stage, Stage::Finished | Stage::Closed)
    }

    /// Whether the goods have left the house.
    pub(super) const fn is_sent(&self) -> bool {
        self.has_left
    }

    /// Whether a remedy is open.
    pub(super) fn stands(&self) -> bool {
        self.remedy.as_ref().is_some_and(|remedy| remedy.waits != Waits::Nothing)
    }

    pub(super) fn runs(&self) -> bool {
        !self.stands()
    }

    pub(super) fn next_part(&self) -> Option<usize> {
        self.parts.iter().position(|part| !part.is_paid())
    }

    pub(super) fn is_paid(&self) -> bool {
        self.next_part().is_none()
    }

    pub(super) fn takes_payment(&self) -> bool {
        matches!(self.stage, Stage::Agreed | Stage::Making) && self.runs() && !self.is_paid()
    }

    /// Money of an order has come for a part that is due.
    pub(super) fn comes(&mut self, part: usize, order: usize) {
        self.came.insert(part, (order, self.parts[part].minor));
    }

    /// The bank takes back what an order has brought: each part for which it is kept opens again,
    /// as a whole, unless the goods have left; what was released of it the seller owes, as far as
    /// he still has it and does not owe it already. Tells how much left, what of that is more than
    /// the bank takes, and how much the seller owes.
    pub(super) fn lose(
        &mut self,
        (order, minor): (usize, i64),
        (now, rules): (i64, &Rules),
    ) -> (i64, i64, i64) {
        let came = self.came.iter().filter(|(_, (of, _))| *of == order);
        let parts: Vec<(usize, i64)> = came.map(|(part, (_, minor))| (*part, *minor)).collect();
        let (mut leaves, mut owes, mut left) = (0, 0, minor);
        for (part, brought) in parts {
            if !self.is_shut && left > 0 && self.held >= brought {
                if self.bounce((part, brought), (now, rules)).is_ok() {
                    leaves += brought;
                    left = (left - brought).max(0);
                }
                self.came.remove(&part);
            } else if self.is_shut && self.released > 0 {
                let still = (self.released + self.fees - self.owed_on).max(0);
                let share = brought.min(still).min(left);
                owes += share;
                self.owed_on += share;
                left -= share;
                if share > 0 {
                    self.came.remove(&part);
                }
            }
        }
        (leaves, (leaves - minor).max(0), owes)
    }

    /// The parts that are not paid yet, though an order's money came for them: the order, the part,
    /// how much it was then.
    pub(super) fn waiting(&self) -> Vec<(usize, usize, i64)> {
        let waits = self.came.iter().filter(|(part, _)| !self.parts[**part].is_paid());
        waits.map(|(part, (order, minor))| (*order, *part, *minor)).collect()
    }

    /// No order's money came for a part.
    pub(super) fn forget(&mut self, part: usize) {
        self.came.remove(&part);
    }

    const fn refundable(&self) -> i64 {
        self.paid_in - self.returned - self.refunded
    }

    pub(super) fn accept(&mut self, buyer: usize, now: i64, rules: &Rules) -> May {
        must(self.stage == Stage::Offered && self.due.is_some_and(|due| now < due))?;
        must(buyer != self.seller)?;
        (self.buyer, self.stage) = (Some(buyer), Stage::Agreed);
        self.due = Some(now + rules.pay.t1_pay_d * DAY);
        Ok(())
    }

    /// What a firm would pay now for a part.
    pub(super) fn may_pay(&self, firm: usize, part: usize) -> May<i64> {
        must(self.buyer == Some(firm) && self.takes_payment())?;
        must(self.next_part() == Some(part))?;
        Ok(self.parts[part].minor)
    }

    pub(super) fn pay(&mut self, part: usize, now: i64, rules: &Rules) {
        let minor = self.parts[part].minor;
        let begins = self.is_unpaid();
        self.parts[part].paid_at = Some(now);
        self.proposal = None;
        self.paid_in += minor;
        self.held += minor;
        let is_paid = self.is_paid();
        if is_paid {
            self.is_late = false;
        }
        if begins {
            self.stage = Stage::Making;
            self.due = Some(now + self.lead_d.max(1) * DAY);
        } else if is_paid {
            let least = now + rules.pay.t2_ship_after_balance_d * DAY;
            self.due = Some(self.due.map_or(least, |due| due.max(least)));
        }
    }

    /// The goods leave by air, or over land.
    pub(super) fn ship(&mut self, firm: usize, is_air: bool, now: i64, rules: &Rules) -> May {
        self.may_send(firm)?;
        (self.stage, self.has_left, self.leaving) = (Stage::Shipped, true, self.kept);
        self.parcel_left(is_air, now, rules);
        self.due = Some(self.checked_by);
        Ok(())
    }

    pub(super) fn extend(&mut self, firm: usize, days: i64, now: i64, rules: &Rules) -> May {
        must(firm == self.seller && self.stage == Stage::Shipped && self.runs())?;
        let is_left = self.extensions < rules.pay.extensions_most;
        must(rules.pay.t10_extension_d.contains(&days) && is_left)?;
        let due = self.due.filter(|due| *due > now).ok_or(No)?;
        self.due = Some(due + days * DAY);
        self.extensions += 1;
        Ok(())
    }

    /// The buyer has the goods: everything kept goes to the seller but the fee; tells how much.
    pub(super) fn confirm(&mut self, firm: usize, rules: &Rules) -> May<Flow> {
        must(self.buyer == Some(firm) && self.stage == Stage::Shipped && self.runs())?;
        Ok((0, self.finish(rules)))
    }

    /// A share of what is kept, rounded half to even.
    pub(super) fn finish(&mut self, rules: &Rules) -> i64 {
        let share = half_even(i128::from(self.held) * i128::from(rules.pay.fee_bps), 10_000);
        let fee = share.max(rules.pay.fee_minimum_minor);
        let most = Some(rules.pay.fee_maximum_minor).filter(|most| *most > 0);
        let fee = fee.min(most.unwrap_or(fee)).min(self.held);
        let net = self.held - fee;
        self.sold = (self.held, fee);
        self.fees += fee;
        self.released += net;
        self.held = 0;
        (self.stage, self.due, self.is_shut) = (Stage::Finished, None, true);
        self.is_released = true;
        net
    }

    /// One side ends the deal before dispatch; tells what goes back.
    pub(super) fn cancel(&mut self, firm: usize) -> May<Flow> {
        let is_buyer = self.buyer == Some(firm);
        must(is_buyer || firm == self.seller)?;
        match self.stage {
            Stage::Finished | Stage::Closed | Stage::Shipped | Stage::PartShipped => {
                return Err(No);
            }
            Stage::Offered => {}
            Stage::Agreed | Stage::Making => {
                let is_missed = is_buyer && self.is_paid() && self.is_late;
                must(self.runs() && (self.is_unpaid() || is_missed))?;
            }
        }
        Ok((self.close(), 0))
    }

    pub(super) fn is_unpaid(&self) -> bool {
        self.parts.iter().all(|part| !part.is_paid())
    }

    /// Ends it before dispatch; tells what goes back.
    pub(super) fn close(&mut self) -> i64 {
        let back = self.held;
        self.refunded += back;
        self.held = 0;
        (self.stage, self.due, self.is_shut) = (Stage::Closed, None, true);
        self.proposal = None;
        back
    }

    /// Whether a seller may give back so much; true if it was released to him before.
    pub(super) fn may_refund(&self, firm: usize, minor: i64) -> May<bool> {
        must(firm == self.seller && self.buyer.is_some() && self.runs())?;
        let is_kept = !self.is_over() && !self.is_unpaid();
        must((is_kept || self.is_released) && self.refundable() > 0)?;
        must((1..=self.refundable()).contains(&minor))?;
        Ok(self.is_shut)
    }

    /// What a seller gives of a refund after the release; the market gives the rest, so that the
    /// fee that it keeps is in proportion to what has not gone back, half to even.
    pub(super) fn sellers_part(&self, minor: i64) -> i64 {
        let (gross, charged) = self.sold;
        let left = i128::from(self.released + self.fees - minor);
        let stays = half_even(i128::from(charged) * left, i128::from(gross));
        minor - (self.fees - stays)
    }

    pub(super) fn refund(&mut self, minor: i64, is_released: bool) {
        if is_released {
            let own = self.sellers_part(minor);
            self.released -= own;
            self.fees -= minor - own;
            self.refunded += minor;
            return;
        }
        self.refunded += minor;
        self.held -= minor;
        if self.refundable() == 0 {
            let is_sent = matches!(self.stage, Stage::Shipped | Stage::PartShipped);
            self.stage = if is_sent { Stage::Finished } else { Stage::Closed };
            self.has_left |= is_sent;
            (self.due, self.is_shut, self.proposal) = (None, true, None);
        }
    }

    /// A payment for it was taken back out of what is kept: its part is open again.
    fn bounce(&mut self, (part, minor): (usize, i64), (now, rules): (i64, &Rules)) -> May {
        must(matches!(self.stage, Stage::Agreed | Stage::Making))?;
        must(self.parts[part].is_paid() && self.parts[part].minor == minor)?;
        self.parts[part].paid_at = None;
        self.held -= minor;
        self.returned += minor;
        self.is_late = false;
        if self.is_unpaid() && self.runs() {
            self.due = Some(now + rules.pay.t1_pay_d * DAY);
        }
        Ok(())
    }

    /// The buyer asks for a remedy: the deal stands still.
    pub(super) fn ask(
        &mut self,
        firm: usize,
        mut remedy: Remedy,
        (now, rules): (i64, &Rules),
    ) -> May {
        must(self.buyer == Some(firm) && !self.is_over() && self.runs())?;
        must(self.held > 0 && self.asks < rules.remedy.asks_most)?;
        let is_sent = self.stage == Stage::Shipped;
        if is_sent {
            must(self.due.is_none_or(|due| due > now))?;
        } else {
            // What was taken back was not paid.
            let paid_at = self.parts.iter().filter_map(|part| part.paid_at).max().unwrap_or(0);
            must(self.is_late || now >= paid_at + rules.remedy.ask_after_paid_h * DAY / 24)?;
        }
        remedy.may_want(self.held, is_sent)?;
        // Nobody can name a parcel that has not left.
        remedy.names_parcel &= self.parcels > 0;
        remedy.begin((is_sent, self.is_order), now, rules);
        self.left = self.due.map(|due| due - now);
        (self.due, self.proposal) = (None, None);
        self.claims.push(remedy.id);
        self.remedy = Some(remedy);
        self.asks += 1;
        Ok(())
    }

    /// When something happens next by itself.
    pub(super) fn next_due(&self) -> Option<i64> {
        match &self.remedy {
            Some(remedy) if self.stands() => Some(remedy.due),
            _ => self.due.into_iter().chain(self.answer_by()).min(),
        }
    }

    /// What happens by itself at an instant.
    pub(super) fn expire(&mut self, at: i64, rules: &Rules) -> Flow {
        if let Some(mut remedy) = self.remedy.take_if(|remedy| remedy.waits != Waits::Nothing) {
            let follows = remedy.expire(at, rules);
            self.remedy = Some(remedy);
            return self.follow(follows, at, rules);
        }
        if self.due.is_none_or(|due| due > at) {
            return self.end_rest(at, rules);
        }
        match self.stage {
            Stage::Offered | Stage::Agreed => (self.close(), 0),
            Stage::Making if self.is_unpaid() => (self.close(), 0),
            Stage::Shipped => (0, self.finish(rules)),
            _ => {
                self.is_late = self.is_paid();
                self.due = None;
                (0, 0)
            }
        }
    }

    /// Its clock runs on; what was paid and taken back meanwhile is to be paid again.
    pub(super) fn go_on(&mut self, at: i64, rules: &Rules) {
        let left = self.left.take();
        let left = if self.is_unpaid() { Some(rules.pay.t1_pay_d * DAY) } else { left };
        self.due = left.map(|left| at + left);
    }

    /// Goods were sent again.
    pub(super) fn sent_again(&mut self, is_air: bool, at: i64, rules: &Rules) {
        let left = self.left.take().unwrap_or(0);
        self.due = Some(at + left.max(confirm_d(is_air, rules) * DAY));
    }
}

pub(super) const fn confirm_d(is_air: bool, rules: &Rules) -> i64 {
    if is_air { rules.pay.t3_confirm_express_d } else { rules.pay.t3_confirm_surface_d }
}

/// Divides, rounding half to even; nothing here is below zero.
pub(super) fn half_even(exact: i128, by: i128) -> i64 {
    let (whole, rest) = (exact / by, exact % by);
    let is_up = 2 * rest > by || (2 * rest == by && whole % 2 == 1);
    i64::try_from(whole + i128::from(is_up)).unwrap_or(i64::MAX)
}
