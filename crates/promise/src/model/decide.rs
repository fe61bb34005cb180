//! What an act, a timer or the fund does to a claim. Pure; each gives the claim as it is after.

use super::act::Act;
use super::compensation::{Compensation, State};
use super::refusal::PromiseRefusal;
use kernel::{Id, Money, Person, Stop, Timestamp};
use remedy::Role;

/// One step of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Move {
    pub(crate) after: Compensation,
    /// What its history says.
    pub(crate) told: &'static str,
}

impl Compensation {
    fn due_in(&self, state: State, at: Timestamp) -> Option<Timestamp> {
        let rules = &self.rules().protect;
        match state {
            State::WaitsSeller => Some(at.plus_days(rules.answer_d)),
            State::Deciding | State::Seconding => Some(at.plus_days(rules.decision_d)),
            _ => None,
        }
    }

    fn to(&self, state: State, told: &'static str, at: Timestamp) -> Move {
        let mut after = self.clone();
        after.version += 1;
        after.state = state;
        after.due_at = self.due_in(state, at);
        after.ended_at = state.is_over().then_some(at);
        Move { after, told }
    }

    fn upheld(&self, minor: i64, told: &'static str, at: Timestamp) -> Move {
        let mut step = self.to(State::Unpaid, told, at);
        step.after.awarded_minor = Some(minor);
        step.after.upheld_at = Some(at);
        step
    }

    /// What was awarded, but no more than the claim is still worth: what went back meanwhile is
    /// not paid once more.
    pub(crate) fn still_due(&self, most: Money) -> i64 {
        self.awarded_minor.unwrap_or(self.amount.minor).min(most.minor)
    }

    /// All that was claimed went back meanwhile, so that nothing is left to pay.
    pub(crate) fn made_good(&self, at: Timestamp) -> Move {
        let mut step = self.to(State::Rejected, "compensation-made-good", at);
        (step.after.awarded_minor, step.after.upheld_at) = (Some(0), None);
        step
    }

    /// An act of a side that needs nothing but to be allowed. The seller's yes is paid at once
    /// where the deposit covers what the claim is still worth; else an officer looks, since the
    /// rest would be the fund's.
    pub(crate) fn act(
        &self,
        role: Role,
        act: Act,
        (deposit, most, now): (Money, Money, Timestamp),
    ) -> Result<Move, Stop> {
        self.may(role, act)?;
        Ok(match act {
            Act::Withdraw => self.to(State::Withdrawn, "compensation-withdrawn", now),
            Act::Agree => {
                let told = "compensation-agreed";
                let mut step = match self.still_due(most) {
                    0 => self.made_good(now),
                    due if deposit.minor >= due => self.upheld(due, told, now),
                    _ => self.to(State::Deciding, told, now),
                };
                step.after.is_agreed = true;
                step
            }
            Act::Refuse => self.to(State::Deciding, "compensation-refused", now),
            _ => return Err(Stop::Bug("an act that needs more than to be allowed")),
        })
    }

    /// An officer takes the case. The time to decide goes on.
    pub(crate) fn take(&self, role: Role, officer: Id<Person>) -> Result<Move, Stop> {
        self.may(role, Act::Take)?;
        Ok(self.hold("compensation-taken", Some(officer)))
    }

    /// The officer gives the case back.
    pub(crate) fn put_back(&self, role: Role) -> Result<Move, Stop> {
        self.may(role, Act::PutBack)?;
        let mut step = self.hold("compensation-put-back", None);
        step.after.barred = self.officer;
        Ok(step)
    }

    fn hold(&self, told: &'static str, officer: Option<Id<Person>>) -> Move {
        let mut after = self.clone();
        after.version += 1;
        after.officer = officer;
        Move { after, told }
    }

    /// The officer who has the case decides: nothing, or at most what was claimed and what the
    /// promise is worth now. From the rules' sum on a second officer must agree.
    pub(crate) fn decide(
        &self,
        role: Role,
        awarded: Money,
        (most, now): (Money, Timestamp),
    ) -> Result<Move, Stop> {
        self.may(role, Act::Decide)?;
        if awarded.currency != self.amount.currency {
            let currency = self.amount.currency;
            return Err(PromiseRefusal::OtherCurrency { currency }.into());
        }
        let most = Money::new(most.minor.min(self.amount.minor), most.currency);
        if !(0..=most.minor).contains(&awarded.minor) {
            return Err(PromiseRefusal::AmountOutOfRange { most }.into());
        }
        let from = self.rules().officer.second_from(awarded.currency).minor;
        let mut step = match awarded.minor {
            0 => self.to(State::Rejected, "compensation-rejected", now),
            minor if minor >= from => self.to(State::Seconding, "compensation-awarded", now),
            minor => self.upheld(minor, "compensation-upheld", now),
        };
        step.after.awarded_minor = Some(awarded.minor);
        step.after.decided_by = self.officer;
        if step.after.state == State::Seconding {
            (step.after.officer, step.after.barred) = (None, None);
        }
        Ok(step)
    }

    /// A second officer agrees to what is still due, or does not: then yet another one decides
    /// anew.
    pub(crate) fn second(
        &self,
        role: Role,
        act: Act,
        (most, now): (Money, Timestamp),
    ) -> Result<Move, Stop> {
        self.may(role, act)?;
        if act == Act::Confirm {
            return Ok(match self.still_due(most) {
                0 => self.made_good(now),
                due => self.upheld(due, "compensation-upheld", now),
            });
        }
        let mut step = self.another("compensation-objected", now);
        step.after.barred = self.decided_by;
        Ok(step)
    }

    /// Another officer decides, from the beginning.
    fn another(&self, told: &'static str, at: Timestamp) -> Move {
        let mut step = self.to(State::Deciding, told, at);
        step.after.level += 1;
        (step.after.barred, step.after.officer) = (self.officer.or(self.barred), None);
        (step.after.awarded_minor, step.after.decided_by) = (None, None);
        step
    }

    /// Its timer is over: everything follows the timer's own time. A seller's silence is no yes: an
    /// officer looks, since the fund pays first.
    pub(crate) fn expire(&self, at: Timestamp) -> Option<Move> {
        Some(match self.state {
            State::WaitsSeller => self.to(State::Deciding, "compensation-unanswered", at),
            State::Deciding => self.another("compensation-second-officer", at),
            State::Seconding => {
                let mut step = self.to(State::Seconding, "compensation-second-officer", at);
                step.after.barred = self.officer.or(self.barred);
                step.after.officer = None;
                step
            }
            _ => return None,
        })
    }

    /// The fund has paid so much.
    pub(crate) fn paid(&self, (line, amount): (i64, Money), at: Timestamp) -> Move {
        let mut step = self.to(State::Paid, "compensation-paid", at);
        step.after.awarded_minor = Some(amount.minor);
        step.after.fund_line = Some(line);
        step
    }
}

#[cfg(test)]
mod tests;
