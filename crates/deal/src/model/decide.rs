//! Decisions: what a step does to a deal, or why it may not be. Pure; each gives the deal as it is
//! after, what becomes of its deadline, and the line in its timeline.

use super::deal::{DeadlineKind, Deal, Milestone, Side};
use super::inspection::Clock;
use super::refusal::DealRefusal;
use super::shipping::Dispatch;
use super::tracks::{Goods, Information, MoneyTrack, Stage, Track};
use custody::Source;
use kernel::{Firm, Id, Money, PaymentDue, Timestamp, Transport};

/// What becomes of a deal's deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    /// It stays as it is.
    Keep,
    /// There is none any more.
    Clear,
    /// It is this one now.
    Set(DeadlineKind, Timestamp),
}

/// A line of the timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) track: Track,
    pub(crate) kind: &'static str,
    pub(crate) facts: Vec<(&'static str, String)>,
    pub(crate) firm: Option<Id<Firm>>,
}

/// What a decision does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) after: Deal,
    pub(crate) deadline: Change,
    pub(crate) entry: Entry,
}

/// By whose word a trade is finished.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Finisher {
    /// The buyer's.
    Buyer(Id<Firm>),
    /// The deadline's.
    Deadline,
    /// An officer's.
    Decision,
}

impl Entry {
    pub(crate) fn new(track: Track, kind: &'static str) -> Self {
        Self { track, kind, facts: Vec::new(), firm: None }
    }

    pub(crate) fn by(mut self, firm: Option<Id<Firm>>) -> Self {
        self.firm = firm;
        self
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.facts.push((name, value.to_string()));
        self
    }

    pub(crate) fn money(self, amount: Money) -> Self {
        self.with("amount", amount.plain()).with("currency", amount.currency)
    }
}

impl Step {
    /// Its deadline comes no sooner than this.
    pub(crate) fn not_before(mut self, least: Option<Timestamp>) -> Self {
        if let (Change::Set(_, due_at), Some(least)) = (&mut self.deadline, least) {
            *due_at = (*due_at).max(least);
        }
        self
    }
}

impl Deal {
    pub(super) fn step(&self, entry: Entry) -> Step {
        let mut after = self.clone();
        after.version += 1;
        Step { after, deadline: Change::Keep, entry }
    }

    /// The first deadline of a contract that both have signed.
    pub(crate) fn first_deadline(&self, now: Timestamp) -> (DeadlineKind, Timestamp) {
        match self.tracks.goods {
            Goods::NotStarted => (DeadlineKind::Pay, self.pays_by(now)),
            _ => (DeadlineKind::Ship, self.ships_by(now)),
        }
    }

    /// T1: until when the next part can be paid if that time begins now.
    pub(super) fn pays_by(&self, now: Timestamp) -> Timestamp {
        now.plus_days(self.rules().pay.t1_pay_d)
    }

    /// When T2 is over at the soonest, of goods that can leave from now on.
    pub(super) fn ships_not_before(&self, now: Timestamp) -> Timestamp {
        now.plus_days(self.rules().pay.t2_ship_after_balance_d)
    }

    pub(super) fn due_of(&self, kind: DeadlineKind) -> Option<Timestamp> {
        self.deadline.filter(|deadline| deadline.kind == kind).map(|deadline| deadline.due_at)
    }

    /// T2: when the goods must leave if production begins now. A lead time of nothing is a day.
    fn ships_by(&self, now: Timestamp) -> Timestamp {
        let pay = &self.rules().pay;
        let none = if self.is_retail() { pay.t2_ship_retail_d } else { pay.t2_ship_d };
        now.plus_days(self.lead_time_d.unwrap_or(none).max(1))
    }

    /// How long before the end of a time to dispatch that begins now the seller is reminded.
    fn reminds_before(&self, now: Timestamp, due_at: Timestamp) -> Option<i64> {
        let left_us = due_at.micros_since(now);
        let percent = 100 - self.rules().pay.t2_remind_percent;
        (left_us > 0).then(|| left_us / 100 * percent + left_us % 100 * percent / 100)
    }

    pub(super) fn must_go_on(&self) -> Result<(), DealRefusal> {
        match self.tracks.information {
            _ if self.tracks.is_over() => Err(DealRefusal::IsOver),
            Information::Agreed => Ok(()),
            _ => Err(DealRefusal::NotAgreed),
        }
    }

    /// A buyer signs what a seller offered by link.
    pub(crate) fn accept(
        &self,
        buyer: Id<Firm>,
        milestones: &[Milestone],
        now: Timestamp,
    ) -> Result<Step, DealRefusal> {
        match self.tracks.information {
            Information::Offered => {}
            Information::Agreed => return Err(DealRefusal::LinkUsed),
            Information::Lapsed => return Err(DealRefusal::LinkExpired),
        }
        if buyer == self.seller {
            return Err(DealRefusal::OwnOffer);
        }
        let entry = Entry::new(Track::Information, "agreed").by(Some(buyer)).money(self.total);
        let mut step = self.step(entry);
        let waits = milestones.iter().any(|part| part.due == PaymentDue::BeforeProduction);
        step.after.buyer = Some(buyer);
        step.after.tracks.information = Information::Agreed;
        step.after.tracks.goods = if waits { Goods::NotStarted } else { Goods::Making };
        step.after.agreed_at = Some(now);
        let (kind, due_at) = step.after.first_deadline(now);
        step.deadline = Change::Set(kind, due_at);
        Ok(step)
    }

    /// Which part a payment is for: the next one, and no other.
    pub(crate) fn may_pay(
        &self,
        milestones: &[Milestone],
        nth: i64,
    ) -> Result<Milestone, DealRefusal> {
        let count = i64::try_from(milestones.len()).unwrap_or(i64::MAX);
        let asked = milestones.iter().find(|part| part.nth == nth);
        let asked = *asked.ok_or(DealRefusal::PartUnknown { count })?;
        if asked.paid_at.is_some() {
            return Err(DealRefusal::PartPaid { nth });
        }
        self.must_go_on()?;
        self.must_run()?;
        if !self.takes_payment() {
            return Err(DealRefusal::IsOver);
        }
        match milestones.iter().find(|part| part.paid_at.is_none()) {
            Some(next) if next.nth != nth => Err(DealRefusal::PartNotNext { next: next.nth }),
            _ if !asked.is_payable(self.tracks.goods) => Err(DealRefusal::InspectionFirst),
            _ => Ok(asked),
        }
    }

    /// The buyer pays the next part into custody.
    pub(crate) fn pay(
        &self,
        milestones: &[Milestone],
        nth: i64,
        now: Timestamp,
    ) -> Result<(Milestone, Step), DealRefusal> {
        let part = self.may_pay(milestones, nth)?;
        let is_open = |other: &&Milestone| other.paid_at.is_none() && other.nth != nth;
        let is_paid = milestones.iter().find(is_open).is_none();
        let is_begun = !milestones
            .iter()
            .filter(is_open)
            .any(|other| other.due == PaymentDue::BeforeProduction);
        let entry = Entry::new(Track::Money, "paid").by(self.buyer).with("nth", nth);
        let mut step = self.step(entry.money(part.amount));
        let after = &mut step.after;
        // Whoever pays has chosen the price that stands.
        after.proposal = None;
        after.tracks.money = if is_paid { MoneyTrack::Paid } else { MoneyTrack::PartPaid };
        if is_paid {
            (after.paid_at, after.is_late) = (Some(now), false);
        }
        if self.tracks.goods == Goods::NotStarted && is_begun {
            after.tracks.goods = Goods::Making;
        }
        step.deadline = self.waits_after(&part, (is_begun, is_paid), now);
        if let Change::Set(DeadlineKind::Ship, due_at) = step.deadline {
            step.after.remind_us = self.reminds_before(now, due_at).filter(|_| is_paid);
        }
        Ok((part, step))
    }

    /// What is waited for once a part is paid. Production begins with what is due before it, anew
    /// where that was taken back; else T2 runs on, and is not over at once when all is paid.
    fn waits_after(
        &self,
        part: &Milestone,
        (is_begun, is_paid): (bool, bool),
        now: Timestamp,
    ) -> Change {
        let is_deposit = part.due == PaymentDue::BeforeProduction;
        let is_first = self.tracks.money == MoneyTrack::Nothing && is_deposit;
        let begins = is_first || self.tracks.goods == Goods::NotStarted;
        match (begins, is_begun) {
            (true, false) => Change::Set(DeadlineKind::Pay, self.pays_by(now)),
            (true, true) => Change::Set(DeadlineKind::Ship, self.ships_by(now)),
            _ if is_paid || self.due_of(DeadlineKind::Pay).is_some() => {
                let least = self.ships_not_before(now);
                let due_at = self.due_of(DeadlineKind::Ship).map_or(least, |due| due.max(least));
                Change::Set(DeadlineKind::Ship, due_at)
            }
            _ => Change::Keep,
        }
    }

    /// Whether goods may leave: everything that is due before that is paid, no inspection is
    /// awaited, and one was passed where a part of the price is due after it.
    pub(crate) fn may_send(&self, milestones: &[Milestone]) -> Result<(), DealRefusal> {
        match self.tracks.goods {
            Goods::Shipped | Goods::Received => return Err(DealRefusal::AlreadyShipped),
            _ => self.must_go_on()?,
        }
        self.must_run()?;
        if self.tracks.money != MoneyTrack::Paid {
            return Err(DealRefusal::NotPaid);
        }
        if self.tracks.goods == Goods::Inspecting {
            return Err(DealRefusal::InspectionOpen);
        }
        let is_for_passed = |part: &Milestone| part.due == PaymentDue::AfterInspection;
        if self.tracks.goods == Goods::Making && milestones.iter().any(is_for_passed) {
            return Err(DealRefusal::InspectionFirst);
        }
        Ok(())
    }

    /// The seller sends the goods, all of them or all that is left.
    pub(crate) fn ship(
        &self,
        milestones: &[Milestone],
        dispatch: &Dispatch,
        now: Timestamp,
    ) -> Result<Step, DealRefusal> {
        self.may_send(milestones)?;
        self.may_go_by(dispatch)?;
        let entry = Entry::new(Track::Goods, "shipped").by(Some(self.seller));
        let entry = entry.with("transport", dispatch.transport.word());
        let entry = entry.with("carrier", &dispatch.carrier).with("tracking", &dispatch.tracking);
        let mut step = self.step(match dispatch.eta {
            Some(eta) => entry.with("eta", eta),
            None => entry,
        });
        let due_at = self.confirms_itself_at((dispatch.transport, dispatch.eta), now);
        step.after.tracks.goods = Goods::Shipped;
        (step.after.remind_us, step.after.proposal) = (None, None);
        (step.after.eta, step.after.shipped_at) = (self.eta.max(dispatch.eta), Some(now));
        step.deadline = Change::Set(DeadlineKind::Confirm, due_at);
        Ok(step)
    }

    /// What was agreed to travel travels, and nothing else does.
    pub(super) fn may_go_by(&self, dispatch: &Dispatch) -> Result<(), DealRefusal> {
        let is_virtual = dispatch.transport == Transport::Virtual;
        if is_virtual == self.is_virtual() { Ok(()) } else { Err(DealRefusal::TransportNotAgreed) }
    }

    /// Half of the time to dispatch is over: the rest of it runs on.
    pub(crate) fn remind(&self, due_at: Timestamp) -> Step {
        let entry = Entry::new(Track::Goods, "ship-reminded").with("until", due_at);
        let mut step = self.step(entry);
        step.after.remind_us = None;
        step.deadline = Change::Set(DeadlineKind::Ship, due_at);
        step
    }

    /// The goods have come: the buyer says so, or `at` the deadline says it, or it was decided. The
    /// money is released in the same transaction.
    pub(crate) fn confirm(&self, by: Finisher, at: Timestamp) -> Result<Step, DealRefusal> {
        self.must_go_on()?;
        if self.tracks.goods != Goods::Shipped {
            return Err(DealRefusal::NotShipped);
        }
        self.must_run()?;
        let (kind, firm) = match by {
            Finisher::Buyer(buyer) => ("finished", Some(buyer)),
            Finisher::Deadline => ("finished-by-deadline", None),
            Finisher::Decision => ("finished-by-decision", None),
        };
        let mut step = self.step(Entry::new(Track::Money, kind).by(firm));
        step.after.tracks.goods = Goods::Received;
        step.after.tracks.money = MoneyTrack::Released;
        step.after.ended_at = Some(at);
        step.deadline = Change::Clear;
        Ok(step)
    }

    /// Whether there is anything that the seller could give back.
    pub(crate) fn may_refund(&self) -> Result<(), DealRefusal> {
        self.must_run()?;
        match self.tracks.money {
            MoneyTrack::PartPaid | MoneyTrack::Paid | MoneyTrack::Released => Ok(()),
            _ => Err(DealRefusal::NothingToRefund),
        }
    }

    /// An amount went back to the buyer. When all of it did, the deal ends: before dispatch it
    /// closes, after dispatch it is finished.
    pub(crate) fn refund(&self, refunded: &custody::Refunded, now: Timestamp) -> Step {
        let kind = if self.stopped.is_some() { "refunded-by-remedy" } else { "refunded" };
        let entry = Entry::new(Track::Money, kind).by(Some(self.seller));
        let entry = entry.with("source", refunded.source.word()).money(refunded.amount);
        let mut step = self.step(entry);
        if refunded.left.minor > 0 {
            return step;
        }
        step.after.tracks.money = MoneyTrack::Refunded;
        if refunded.source == Source::Held {
            match self.tracks.goods {
                Goods::Shipped => {}
                // What has left has left, and the rest will not come.
                Goods::PartShipped => {
                    step.after.tracks.goods = Goods::Shipped;
                    step.after.shipped_at = Some(now);
                }
                _ => step.after.tracks.goods = Goods::Cancelled,
            }
            step.after.proposal = None;
            step.after.ended_at = Some(now);
            step.after.stopped = None;
            step.deadline = Change::Clear;
        }
        step
    }

    /// Whether somebody may end the deal before dispatch.
    pub(crate) fn may_cancel(&self, side: Side) -> Result<(), DealRefusal> {
        match self.tracks.stage() {
            Stage::Finished | Stage::Closed => return Err(DealRefusal::IsOver),
            Stage::Shipped => return Err(DealRefusal::TooLateToCancel),
            Stage::Offered => return Ok(()),
            // What was paid may have been taken back while a remedy is open.
            Stage::Agreed => return self.must_run(),
            Stage::Funded => self.must_run()?,
        }
        if self.tracks.goods == Goods::PartShipped {
            return Err(DealRefusal::CloseTheRest);
        }
        match (side, self.tracks.money, self.deadline) {
            (Side::Seller, _, _) => Err(DealRefusal::CancelByRefund),
            (Side::Buyer, _, _) if self.is_late => Ok(()),
            _ if self.tracks.goods == Goods::Inspecting => Err(DealRefusal::InspectionOpen),
            (Side::Buyer, MoneyTrack::Paid, Some(deadline)) => {
                Err(DealRefusal::NotLate { due_at: deadline.due_at })
            }
            _ => Err(DealRefusal::BuyerIsLate),
        }
    }

    /// The deal ends before dispatch; what was paid has gone back already.
    pub(crate) fn close(&self, kind: &'static str, by: Option<Id<Firm>>, at: Timestamp) -> Step {
        let mut step = self.step(Entry::new(Track::Information, kind).by(by));
        let after = &mut step.after;
        after.tracks.money = match self.tracks.money {
            MoneyTrack::Nothing => MoneyTrack::Closed,
            _ => MoneyTrack::Refunded,
        };
        if self.tracks.information == Information::Offered {
            after.tracks.information = Information::Lapsed;
        }
        after.tracks.goods = Goods::Cancelled;
        after.proposal = None;
        after.ended_at = Some(at);
        step.deadline = Change::Clear;
        step
    }

    /// The goods did not leave in time: the seller is late, unless the buyer still has to pay and
    /// can. What is due after an inspection cannot be paid before one is passed. Where nothing is
    /// paid, T1 runs from now on. Nobody is late while the clock waits for a report.
    pub(crate) fn overdue(&self, milestones: &[Milestone], clock: Clock, at: Timestamp) -> Step {
        if clock == Clock::Waits {
            return self.wait_for_report(DeadlineKind::Ship);
        }
        let next = milestones.iter().find(|part| part.paid_at.is_none());
        let is_paid = next.is_none_or(|next| !next.is_payable(self.tracks.goods));
        let (track, kind) = match is_paid {
            true => (Track::Goods, "late"),
            false => (Track::Money, "balance-overdue"),
        };
        let mut step = self.step(Entry::new(track, kind));
        step.after.is_late = is_paid;
        step.deadline = match self.tracks.money {
            MoneyTrack::Nothing => Change::Set(DeadlineKind::Pay, self.pays_by(at)),
            _ => Change::Clear,
        };
        step
    }

    /// A payment bounces out of custody: the part that it paid is open again. Only while the goods
    /// are with the seller, and as it was priced when the payment came; else nothing comes of it.
    /// Where nothing is paid any more, T1 begins anew, unless all of the price is due later and T2
    /// still runs.
    pub(crate) fn bounce(
        &self,
        milestones: &[Milestone],
        (nth, amount): (i64, Money),
        now: Timestamp,
    ) -> Option<Step> {
        let is_paid = |part: &Milestone| part.paid_at.is_some() && part.amount == amount;
        milestones.iter().find(|part| part.nth == nth).filter(|part| is_paid(part))?;
        let is_here = self.tracks.is_in_work() || self.tracks.goods == Goods::NotStarted;
        if self.tracks.is_over() || !is_here {
            return None;
        }
        let entry = Entry::new(Track::Money, "bounced").with("nth", nth).money(amount);
        let mut step = self.step(entry);
        let is_other = |other: &Milestone| other.paid_at.is_some() && other.nth != nth;
        step.after.tracks.money = match milestones.iter().any(is_other) {
            true => MoneyTrack::PartPaid,
            false => MoneyTrack::Nothing,
        };
        (step.after.paid_at, step.after.is_late) = (None, false);
        step.after.remind_us = None;
        let first = milestones.first();
        let is_deposit = first.is_some_and(|first| first.due == PaymentDue::BeforeProduction);
        let must_pay = is_deposit || self.due_of(DeadlineKind::Ship).is_none();
        if step.after.tracks.money == MoneyTrack::Nothing && self.stopped.is_none() && must_pay {
            step.deadline = Change::Set(DeadlineKind::Pay, self.pays_by(now));
        }
        Some(step)
    }
}

#[cfg(test)]
mod tests;
