//! A deal that stands still while a remedy is open, and more time for the buyer.

use super::about::About;
use super::deal::{Deadline, DeadlineKind, Deal, RemedyKind, Stopped};
use super::decide::{Change, Entry, Step};
use super::refusal::DealRefusal;
use super::shipping::Dispatch;
use super::tracks::{Goods, MoneyTrack, Track};
use kernel::{Id, Money, Timestamp};

/// What goes back by a remedy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Back {
    /// How much.
    pub amount: Money,
    /// For which goods.
    pub about: About,
}

impl Deal {
    /// Nothing but the remedy moves a deal that stands still.
    pub(super) fn must_run(&self) -> Result<(), DealRefusal> {
        match self.stopped {
            Some(_) => Err(DealRefusal::RemedyOpen),
            None => Ok(()),
        }
    }

    /// Whether a remedy may open: while money is kept and, once the goods have left, within the
    /// time to confirm.
    pub(super) fn may_be_stopped(&self, now: Timestamp) -> Result<(), DealRefusal> {
        self.must_go_on()?;
        self.must_run()?;
        if !matches!(self.tracks.money, MoneyTrack::PartPaid | MoneyTrack::Paid) {
            return Err(DealRefusal::NothingToRefund);
        }
        let is_due = self.deadline.is_some_and(|deadline| deadline.due_at <= now);
        if self.tracks.goods == Goods::Shipped && is_due {
            return Err(DealRefusal::TimeIsOver);
        }
        Ok(())
    }

    /// The clock stops; what is left of the deadline is kept. Not once the time to confirm is over.
    /// What the seller had proposed is over: the buyer has said something else.
    pub(crate) fn stop(
        &self,
        remedy: Id<RemedyKind>,
        entry: Entry,
        now: Timestamp,
    ) -> Result<Step, DealRefusal> {
        self.may_be_stopped(now)?;
        let left = |Deadline { kind, due_at, .. }| (kind, due_at.micros_since(now));
        let left = self.deadline.map(left);
        let mut step = self.step(entry);
        step.after.stopped = Some(Stopped { remedy, left });
        step.after.proposal = None;
        step.deadline = Change::Clear;
        Ok(step)
    }

    /// The clock runs on, with what was left. Where the payment was taken back meanwhile, the time
    /// to pay begins.
    pub(crate) fn go_on(&self, entry: Entry, at: Timestamp) -> Step {
        let mut step = self.step(entry);
        step.after.stopped = None;
        if self.tracks.money == MoneyTrack::Nothing {
            step.deadline = Change::Set(DeadlineKind::Pay, self.pays_by(at));
        } else if let Some((kind, left_us)) = self.stopped.and_then(|stopped| stopped.left) {
            let due_at = Timestamp::from_micros(at.micros().saturating_add(left_us));
            step.deadline = Change::Set(kind, due_at);
        }
        step
    }

    /// The seller sends goods again: the buyer has the whole time to look at them, and no less than
    /// was left for those sent before.
    pub(crate) fn ship_again(
        &self,
        dispatch: &Dispatch,
        at: Timestamp,
    ) -> Result<Step, DealRefusal> {
        if self.tracks.goods != Goods::Shipped {
            return Err(DealRefusal::NotShipped);
        }
        self.may_go_by(dispatch)?;
        let entry = Entry::new(Track::Goods, "shipped-again").by(Some(self.seller));
        let entry = entry.with("carrier", &dispatch.carrier).with("tracking", &dispatch.tracking);
        let due_at = self.confirms_itself_at((dispatch.transport, dispatch.eta), at);
        let mut step = self.go_on(entry, at);
        step.after.eta = self.eta.max(dispatch.eta);
        if step.deadline == Change::Keep {
            step.deadline = Change::Set(DeadlineKind::Confirm, due_at);
        }
        Ok(step.not_before(Some(due_at)))
    }

    /// T10: the seller gives the buyer more time, in the steps of the rules and not too often.
    pub(crate) fn extend(&self, days: i64, now: Timestamp) -> Result<Step, DealRefusal> {
        self.must_go_on()?;
        if self.tracks.goods != Goods::Shipped {
            return Err(DealRefusal::NotShipped);
        }
        self.must_run()?;
        let pay = &self.rules().pay;
        if !pay.t10_extension_d.contains(&days) {
            return Err(DealRefusal::ExtensionUnknown { days: &pay.t10_extension_d });
        }
        if self.extensions >= pay.extensions_most {
            return Err(DealRefusal::ExtensionsTooMany { most: pay.extensions_most });
        }
        let due_at = self.deadline.map(|deadline| deadline.due_at).filter(|due_at| *due_at > now);
        let due_at = due_at.ok_or(DealRefusal::TimeIsOver)?.plus_days(days);
        let entry = Entry::new(Track::Goods, "extended").by(Some(self.seller));
        let mut step = self.step(entry.with("days", days).with("until", due_at));
        step.after.extensions += 1;
        step.deadline = Change::Set(DeadlineKind::Confirm, due_at);
        Ok(step)
    }
}
