//! What an act or a timer does to a remedy. Pure; each gives the remedy as it is after, and what is
//! to be done with the deal.

use super::act::{Act, Role};
use super::ask::{NewRemedy, check_want};
use super::refusal::RemedyRefusal;
use super::remedy::{Decision, Remedy, State, Want};
use super::texts::read_text;
use kernel::{Calendar, Id, Money, Person, Stop, Timestamp, Transport};

/// What is to be done with the deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consequence {
    /// Nothing: it waits on.
    Wait,
    /// Its clock runs on.
    GoOn,
    /// So much goes back, if it is still there; then it ends or its clock runs on.
    GiveBack(Money),
    /// So much goes back, all else is released.
    Settle(Money),
    /// Goods were sent again: its clock begins anew. Whoever sent them tells the deal.
    SentAgain,
}

/// What a remedy's one timer waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "T4 to T9, and two of our own")]
pub enum TimerKind {
    Answer,
    StepIn,
    Lapse,
    Return,
    Acceptance,
    Reshipment,
    Evidence,
    Decision,
}

impl TimerKind {
    /// The kind of the timer in the store.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Answer => "remedy-answer",
            Self::StepIn => "remedy-step-in",
            Self::Lapse => "remedy-lapse",
            Self::Return => "remedy-return",
            Self::Acceptance => "remedy-acceptance",
            Self::Reshipment => "remedy-reshipment",
            Self::Evidence => "remedy-evidence",
            Self::Decision => "remedy-decision",
        }
    }
}

/// One step of a remedy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Move {
    pub(crate) after: Remedy,
    pub(crate) consequence: Consequence,
    /// What the timeline says.
    pub(crate) told: &'static str,
}

impl State {
    /// What a remedy in this state waits for.
    pub const fn timer(self) -> Option<TimerKind> {
        Some(match self {
            Self::WaitsSeller => TimerKind::Answer,
            Self::Refused => TimerKind::StepIn,
            Self::StepIn => TimerKind::Lapse,
            Self::WaitsReturn => TimerKind::Return,
            Self::WaitsAcceptance => TimerKind::Acceptance,
            Self::WaitsReshipment => TimerKind::Reshipment,
            Self::Claiming | Self::Answering => TimerKind::Evidence,
            Self::Deciding => TimerKind::Decision,
            Self::Succeeded | Self::Closed => return None,
        })
    }
}

impl Remedy {
    /// When the timer of a state that begins now is due.
    pub(super) fn due_in(&self, state: State, at: Timestamp) -> Option<Timestamp> {
        let rules = &self.rules().remedy;
        let days = match state {
            State::WaitsSeller if self.is_retail => rules.t4_answer_retail_d,
            State::WaitsSeller => rules.t4_answer_b2b_d,
            State::Refused => rules.t7_step_in_d,
            State::StepIn => rules.step_in_lapse_d,
            State::WaitsReturn => rules.t5_return_d,
            State::WaitsAcceptance if self.returned_by == Some(Transport::Express) => {
                rules.t6_accept_express_d
            }
            State::WaitsAcceptance => rules.t6_accept_surface_d,
            State::WaitsReshipment => rules.send_again_d,
            State::Claiming | State::Answering => {
                let market = &self.rules().market;
                let calendar = Calendar::current(&market.holidays_of);
                let place = (market.time_zone.as_str(), calendar);
                return Some(at.plus_working_days(rules.t8_evidence_wd, place));
            }
            State::Deciding => rules.t9_decision_d,
            State::Succeeded | State::Closed => return None,
        };
        Some(at.plus_days(days))
    }

    fn to(&self, state: State, told: &'static str, at: Timestamp) -> Move {
        let mut after = self.clone();
        after.version += 1;
        after.state = state;
        after.due_at = self.due_in(state, at);
        after.ended_at = state.is_over().then_some(at);
        if matches!(state, State::Claiming | State::Answering) {
            let calendar = Calendar::current(&self.rules().market.holidays_of);
            after.calendar = Some(calendar.version.clone());
        }
        Move { after, consequence: Consequence::Wait, told }
    }

    /// It ends without anything for the buyer. What was decided is not decided again: then all that
    /// is kept goes to the seller.
    fn close(&self, told: &'static str, at: Timestamp) -> Move {
        let consequence = match self.decision {
            Some(decision) => Consequence::Settle(Money::zero(decision.to_buyer.currency)),
            None => Consequence::GoOn,
        };
        Move { consequence, ..self.to(State::Closed, told, at) }
    }

    /// The buyer gets what was asked for, or what was decided.
    fn grant(&self, told: &'static str, at: Timestamp) -> Move {
        let consequence = match self.decision {
            Some(decision) => Consequence::Settle(decision.to_buyer),
            None => Consequence::GiveBack(self.amount),
        };
        Move { consequence, ..self.to(State::Succeeded, told, at) }
    }

    /// The seller said yes: to what was decided, if it was. Goods that are back already do not go
    /// back again.
    fn agreed(&self, told: &'static str, at: Timestamp) -> Move {
        let is_back = self.returned_by.is_some();
        match self.want {
            _ if self.decision.is_some() => self.grant(told, at),
            Want::Money => self.grant(told, at),
            Want::Return if is_back => self.grant(told, at),
            Want::Return => self.to(State::WaitsReturn, told, at),
            Want::Reshipment => self.to(State::WaitsReshipment, told, at),
        }
    }

    /// The buyer wants something else, for the goods that are named now: the seller's time to
    /// answer begins anew.
    pub(crate) fn change(
        &self,
        role: Role,
        (new, has_right): (&NewRemedy, bool),
        (held, now): (Money, Timestamp),
    ) -> Result<Move, Stop> {
        self.may(role, Act::Change)?;
        let most = self.rules().remedy.changes_most;
        if self.changes >= most {
            return Err(RemedyRefusal::ChangesTooMany { most }.into());
        }
        check_want(new, held, (self.was_shipped, self.is_virtual))?;
        let reason = read_text("reason", &new.reason)?;
        let mut step = self.to(State::WaitsSeller, "remedy-changed", now);
        (step.after.want, step.after.amount, step.after.reason) = (new.want, new.amount, reason);
        step.after.about.clone_from(&new.about);
        step.after.changes += 1;
        step.after.is_of_right = has_right && new.want == Want::Return;
        Ok(step)
    }

    /// An act that needs nothing but to be allowed.
    pub(crate) fn act(&self, role: Role, act: Act, now: Timestamp) -> Result<Move, Stop> {
        self.may(role, act)?;
        Ok(match act {
            Act::Withdraw => self.close("remedy-withdrawn", now),
            Act::Agree => self.agreed("remedy-agreed", now),
            Act::Refuse => self.to(State::Refused, "remedy-refused", now),
            Act::AcceptReturn => self.grant("remedy-accepted", now),
            Act::ContestReturn => self.contest(now),
            Act::SendAgain => Move {
                consequence: Consequence::SentAgain,
                ..self.to(State::Succeeded, "remedy-sent-again", now)
            },
            Act::StepIn => self.to(State::Claiming, "remedy-stepped-in", now),
            Act::EndEvidence => self.end_evidence(now),
            Act::Change | Act::SendBack | Act::Tell | Act::Take | Act::PutBack | Act::Decide => {
                return Err(Stop::Bug("an act that needs more than to be allowed"));
            }
        })
    }

    /// The goods go back by a waybill.
    pub(crate) fn send_back(
        &self,
        role: Role,
        transport: Transport,
        now: Timestamp,
    ) -> Result<Move, Stop> {
        self.may(role, Act::SendBack)?;
        let mut known = self.clone();
        known.returned_by = Some(transport);
        Ok(known.to(State::WaitsAcceptance, "remedy-sent-back", now))
    }

    /// What came back is not what was sent. Where it was decided before, another officer decides.
    fn contest(&self, now: Timestamp) -> Move {
        if self.decision.is_none() {
            return self.to(State::Refused, "remedy-contested", now);
        }
        self.second_officer("remedy-contested", now)
    }

    fn second_officer(&self, told: &'static str, at: Timestamp) -> Move {
        let mut step = self.to(State::Deciding, told, at);
        step.after.level = 2;
        (step.after.barred, step.after.officer) = (self.officer.or(self.barred), None);
        step
    }

    fn end_evidence(&self, at: Timestamp) -> Move {
        let next = match self.state {
            State::Claiming => State::Answering,
            _ => State::Deciding,
        };
        self.to(next, "remedy-evidence-closed", at)
    }

    /// An officer takes the case. The time to decide goes on.
    pub(crate) fn take(&self, role: Role, officer: Id<Person>) -> Result<Move, Stop> {
        self.may(role, Act::Take)?;
        Ok(self.hold("remedy-taken", Some(officer)))
    }

    /// The officer gives the case back.
    pub(crate) fn put_back(&self, role: Role) -> Result<Move, Stop> {
        self.may(role, Act::PutBack)?;
        let mut step = self.hold("remedy-put-back", None);
        step.after.barred = self.officer;
        Ok(step)
    }

    fn hold(&self, told: &'static str, officer: Option<Id<Person>>) -> Move {
        let mut after = self.clone();
        after.version += 1;
        after.officer = officer;
        Move { after, consequence: Consequence::Wait, told }
    }

    /// How much money a decision moves: once goods were sent, all that is held goes to one side or
    /// the other.
    pub(crate) fn moved_by(&self, decision: Decision, held: Money) -> Money {
        if self.was_shipped { held } else { decision.to_buyer }
    }

    /// The officer who has the case decides. Of goods that were sent, the rest goes to the seller;
    /// before that the deal goes on with what is left.
    pub(crate) fn decide(
        &self,
        role: Role,
        decision: Decision,
        (held, now): (Money, Timestamp),
    ) -> Result<Move, Stop> {
        self.may(role, Act::Decide)?;
        let to_buyer = decision.to_buyer;
        if to_buyer.currency != held.currency {
            return Err(RemedyRefusal::OtherCurrency.into());
        }
        if !(0..=held.minor).contains(&to_buyer.minor) {
            return Err(RemedyRefusal::AmountOutOfRange { most: held }.into());
        }
        if decision.needs_return && self.is_virtual {
            return Err(RemedyRefusal::NothingToReturn.into());
        }
        if decision.needs_return && !(self.was_shipped && to_buyer.minor > 0) {
            return Err(RemedyRefusal::NothingSent.into());
        }
        let state = match (decision.needs_return, to_buyer.minor) {
            (true, _) => State::WaitsReturn,
            (false, 0) => State::Closed,
            (false, _) => State::Succeeded,
        };
        let mut step = self.to(state, "remedy-decided", now);
        step.after.decision = Some(decision);
        step.consequence = match (decision.needs_return, self.was_shipped, to_buyer.minor) {
            (true, _, _) => Consequence::Wait,
            (false, true, _) => Consequence::Settle(to_buyer),
            (false, false, 0) => Consequence::GoOn,
            (false, false, _) => Consequence::GiveBack(to_buyer),
        };
        Ok(step)
    }

    /// Its timer is over: everything follows the timer's own time.
    pub(crate) fn expire(&self, at: Timestamp) -> Option<Move> {
        Some(match self.state {
            State::WaitsSeller if self.want == Want::Return => self.agreed("remedy-granted", at),
            State::WaitsSeller | State::WaitsAcceptance | State::WaitsReshipment => {
                self.grant("remedy-granted", at)
            }
            State::Refused => self.to(State::StepIn, "remedy-may-step-in", at),
            State::StepIn | State::WaitsReturn => self.close("remedy-lapsed", at),
            State::Claiming | State::Answering => self.end_evidence(at),
            State::Deciding => self.second_officer("remedy-second-officer", at),
            State::Succeeded | State::Closed => return None,
        })
    }
}

#[cfg(test)]
mod tests;
