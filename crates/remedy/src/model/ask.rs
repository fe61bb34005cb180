//! Asking for a remedy.

use super::refusal::RemedyRefusal;
use super::remedy::{Remedy, State, Want};
use super::texts::read_text;
use deal::{About, Deal, Milestone, RemedyKind};
use kernel::{Id, Money, Timestamp};

/// What a buyer asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRemedy {
    /// What is wanted.
    pub want: Want,
    /// How much.
    pub amount: Money,
    /// Why.
    pub reason: String,
    /// Which goods it is about.
    pub about: About,
}

/// What is known when it is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The deal.
    pub deal: &'a Deal,
    /// Its parts.
    pub parts: &'a [Milestone],
    /// What is kept for it.
    pub held: Money,
    /// Remedies asked for before.
    pub before: i64,
    /// The seller takes goods back for no reason, and the time for it is not over.
    pub has_right: bool,
}

impl Asked<'_> {
    /// The remedy as it begins; the caller is the buyer.
    pub fn begin(
        &self,
        id: Id<RemedyKind>,
        new: &NewRemedy,
        now: Timestamp,
    ) -> Result<Remedy, RemedyRefusal> {
        let deal = self.deal;
        self.may_ask(now)?;
        let was_shipped = deal.shipped_at.is_some();
        check_want(new, self.held, (was_shipped, deal.is_virtual()))?;
        let reason = read_text("reason", &new.reason)?;
        let mut remedy = Remedy {
            id,
            deal: deal.id,
            buyer: deal.buyer.ok_or(RemedyRefusal::NothingHeld)?,
            seller: deal.seller,
            want: new.want,
            amount: new.amount,
            reason,
            about: new.about.clone(),
            state: State::WaitsSeller,
            was_shipped,
            is_retail: deal.is_retail(),
            is_virtual: deal.is_virtual(),
            is_of_right: self.has_right && new.want == Want::Return,
            rules_version: deal.rules_version.clone(),
            returned_by: None,
            level: 1,
            officer: None,
            barred: None,
            decision: None,
            changes: 0,
            timer: None,
            due_at: None,
            calendar: None,
            asked_at: now,
            ended_at: None,
            version: 1,
        };
        remedy.due_at = remedy.due_in(State::WaitsSeller, now);
        Ok(remedy)
    }

    fn may_ask(&self, now: Timestamp) -> Result<(), RemedyRefusal> {
        let rules = self.deal.rules();
        if self.deal.tracks.is_over() {
            return Err(RemedyRefusal::TradeIsOver);
        }
        if self.deal.stopped.is_some() {
            return Err(RemedyRefusal::AlreadyOpen);
        }
        if self.held.minor == 0 {
            return Err(RemedyRefusal::NothingHeld);
        }
        if self.before >= rules.remedy.asks_most {
            return Err(RemedyRefusal::AsksTooMany { most: rules.remedy.asks_most });
        }
        if self.deal.shipped_at.is_some() {
            let is_open = self.deal.deadline.is_none_or(|deadline| deadline.due_at > now);
            return if is_open { Ok(()) } else { Err(RemedyRefusal::TimeIsOver) };
        }
        // A seller who is late has had the time to begin.
        let paid_at = self.parts.iter().filter_map(|part| part.paid_at).max();
        let from = paid_at.map(|at| at.plus_seconds(rules.remedy.ask_after_paid_h * 3_600));
        match from {
            Some(from) if now < from && !self.deal.is_late => Err(RemedyRefusal::TooSoon { from }),
            _ => Ok(()),
        }
    }
}

/// Whether this can be wanted of what is kept.
pub(super) fn check_want(
    new: &NewRemedy,
    held: Money,
    (was_shipped, is_virtual): (bool, bool),
) -> Result<(), RemedyRefusal> {
    if is_virtual && new.want == Want::Return {
        return Err(RemedyRefusal::NothingToReturn);
    }
    if !was_shipped && new.want != Want::Money {
        return Err(RemedyRefusal::NothingSent);
    }
    if new.amount.currency != held.currency {
        return Err(RemedyRefusal::OtherCurrency);
    }
    if !(1..=held.minor).contains(&new.amount.minor) {
        return Err(RemedyRefusal::AmountOutOfRange { most: held });
    }
    Ok(())
}
