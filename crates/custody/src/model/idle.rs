//! Money that nobody has moved in years.

use kernel::rules::Unclaimed as Rules;
use kernel::{Currency, Firm, Id, Money, Timestamp};

/// A wallet that is watched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct IdleWallet {
    pub(crate) firm: Id<Firm>,
    pub(crate) currency: Currency,
    /// Letters that were written since money last moved.
    pub(crate) steps: i64,
    /// When money last moved, as far as is known.
    pub(crate) since: Timestamp,
}

/// What is due in a wallet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum IdleStep {
    /// The first letter.
    First,
    /// The second.
    Second,
    /// The money goes to what is unclaimed.
    Move,
}

impl IdleStep {
    fn of(steps: i64) -> Self {
        match steps {
            0 => Self::First,
            1 => Self::Second,
            _ => Self::Move,
        }
    }

    fn days(self, rules: &Rules) -> i64 {
        match self {
            Self::First => rules.first_letter_d,
            Self::Second => rules.second_letter_d,
            Self::Move => rules.moved_d,
        }
    }
}

impl IdleWallet {
    /// When the next step is due.
    pub(crate) fn due_at(&self, rules: &Rules) -> Timestamp {
        self.since.plus_days(IdleStep::of(self.steps).days(rules))
    }

    /// What is to be done at an instant: nothing where money has moved since, or none is there.
    pub(crate) fn step(
        &self,
        (moved_at, available): (Timestamp, Money),
        at: Timestamp,
        rules: &Rules,
    ) -> (Self, Option<IdleStep>) {
        if moved_at > self.since {
            let anew = Self { steps: 0, since: moved_at, ..*self };
            return if anew.due_at(rules) <= at {
                anew.step((moved_at, available), at, rules)
            } else {
                (anew, None)
            };
        }
        if available.minor <= 0 {
            return (Self { steps: 0, since: at, ..*self }, None);
        }
        if self.due_at(rules) > at {
            return (*self, None);
        }
        let step = IdleStep::of(self.steps);
        let after = match step {
            // Where a look comes late, what follows is as far off as it should have been.
            IdleStep::First | IdleStep::Second => {
                let since = at.plus_days(-step.days(rules));
                Self { steps: self.steps + 1, since, ..*self }
            }
            IdleStep::Move => Self { steps: 0, since: at, ..*self },
        };
        (after, Some(step))
    }
}

/// What of a firm's money is unclaimed, in minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnclaimedBalance {
    /// Whose.
    pub firm: Id<Firm>,
    /// Its currency.
    pub currency: Currency,
    /// All that was moved.
    pub moved_minor: i64,
    /// What was given back.
    pub given_back_minor: i64,
    /// Raised with every change.
    pub version: i64,
}

impl UnclaimedBalance {
    /// What is owed still.
    pub const fn left(&self) -> Money {
        Money::new(self.moved_minor - self.given_back_minor, self.currency)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_letters_and_then_it_moves_unless_somebody_moves_it_first() {
        let rules = &kernel::rules::Rules::current().unclaimed;
        let begin = Timestamp::from_micros(0);
        let usd = |minor| Money::new(minor, Currency::USD);
        let wallet =
            IdleWallet { firm: Id::new(1), currency: Currency::USD, steps: 0, since: begin };
        let late = |days| begin.plus_days(days);
        let (first, step) = wallet.step((begin, usd(5)), late(rules.first_letter_d), rules);
        assert_eq!((first.steps, step), (1, Some(IdleStep::First)));
        assert_eq!(first.due_at(rules), late(rules.second_letter_d));
        let (second, step) = first.step((begin, usd(5)), first.due_at(rules), rules);
        assert_eq!((second.steps, step), (2, Some(IdleStep::Second)));
        let (moved, step) = second.step((begin, usd(5)), second.due_at(rules), rules);
        assert_eq!((moved.steps, step), (0, Some(IdleStep::Move)));
        let late_look = wallet.step((begin, usd(5)), late(5_000), rules);
        assert_eq!((late_look.0.steps, late_look.1), (1, Some(IdleStep::First)));
        let next = late(5_000 + rules.second_letter_d - rules.first_letter_d);
        assert_eq!(late_look.0.due_at(rules), next);
        let early = second.step((begin, usd(5)), late(rules.moved_d - 1), rules);
        assert_eq!(early, (second, None));
        let touched = second.step((late(900), usd(5)), second.due_at(rules), rules);
        assert_eq!((touched.0.steps, touched.0.since, touched.1), (0, late(900), None));
        let empty = first.step((begin, usd(0)), first.due_at(rules), rules);
        assert_eq!((empty.0.steps, empty.1), (0, None));
    }
}
