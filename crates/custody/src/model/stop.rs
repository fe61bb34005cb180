//! Why a firm's money does not go out.

use super::{BankAccountKind, BankOrderKind, CustodyRefusal};
use kernel::{Any, Currency, Firm, Id, Kind, Money, Timestamp};

/// Names a stop.
#[derive(Debug)]
pub enum PayoutStopKind {}
impl Kind for PayoutStopKind {
    const PREFIX: &'static str = "stop";
}

/// Who stops it, as far as the firm may know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StopCause {
    /// Somebody looks into it; the firm is told no more than that.
    Check,
    /// An authority has ordered it; the firm is told.
    Order,
}

impl StopCause {
    /// The word in tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Order => "order",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Check, Self::Order].into_iter().find(|cause| cause.word() == word)
    }
}

/// What is stopped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewStop {
    /// Its id: that of what caused it, so that it is found again.
    pub id: Id<Any>,
    /// Whose money.
    pub firm: Id<Firm>,
    /// Why, as far as the firm may know.
    pub cause: StopCause,
    /// One order alone; else all that goes out.
    pub order: Option<Id<BankOrderKind>>,
    /// So much stays in the wallet, the rest may go; else all stays.
    pub stays: Option<Money>,
    /// To this account alone money may go.
    pub only_to: Option<Id<BankAccountKind>>,
    /// The firm begins no new deals.
    pub ends_deals: bool,
    /// Who ordered it and by which paper, in one line that the firm reads; nothing for a check.
    pub told: Option<String>,
}

/// A stop that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayoutStop {
    /// What is stopped.
    pub new: NewStop,
    /// Since when.
    pub at: Timestamp,
}

/// Money that wants to go out: how much, how much is left then, and to which account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Leaving {
    pub(crate) amount: Money,
    pub(crate) left_minor: i64,
    pub(crate) account: Option<Id<BankAccountKind>>,
}

/// Whether money may leave beside all that stops it. What is told plainly comes first, so that a
/// check behind it is not seen.
pub(crate) fn may_leave(stops: &[PayoutStop], leaving: &Leaving) -> Result<(), CustodyRefusal> {
    let whole = stops.iter().map(|stop| &stop.new).filter(|stop| stop.order.is_none());
    for stop in whole.clone().filter(|stop| stop.cause == StopCause::Order) {
        match (stop.stays, stop.only_to) {
            (Some(stays), _) => {
                let is_same = stays.currency == leaving.amount.currency;
                if is_same && leaving.left_minor < stays.minor {
                    return Err(CustodyRefusal::FrozenByOrder { stays });
                }
            }
            (None, Some(only)) if leaving.account == Some(only) => {}
            (None, Some(_)) => return Err(CustodyRefusal::OnlyToAdministrator),
            (None, None) => return Err(CustodyRefusal::StoppedByOrder),
        }
    }
    if whole.clone().any(|stop| stop.cause == StopCause::Check) {
        return Err(CustodyRefusal::BeingChecked);
    }
    Ok(())
}

/// How much of a currency must stay in the wallet.
pub fn stays_in(stops: &[PayoutStop], currency: Currency) -> i64 {
    let of = |stop: &PayoutStop| stop.new.stays.filter(|stays| stays.currency == currency);
    stops.iter().filter_map(of).map(|stays| stays.minor).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACCOUNT: Id<BankAccountKind> = Id::new(7);

    fn stop(cause: StopCause) -> PayoutStop {
        let new = NewStop {
            id: Id::new(1),
            firm: Id::new(2),
            cause,
            order: None,
            stays: None,
            only_to: None,
            ends_deals: false,
            told: None,
        };
        PayoutStop { new, at: Timestamp::from_micros(0) }
    }

    #[test]
    fn a_check_says_nothing_and_an_order_says_what_it_wants() {
        let usd = |minor| Money::new(minor, Currency::USD);
        let (check, whole) = (|| stop(StopCause::Check), || stop(StopCause::Order));
        let part = || {
            let mut part = whole();
            part.new.stays = Some(usd(40));
            part
        };
        let only = || {
            let mut only = whole();
            only.new.only_to = Some(ACCOUNT);
            only
        };
        let mut one = check();
        one.new.order = Some(Id::new(9));
        let to = |account, left_minor| Leaving { amount: usd(60), left_minor, account };
        let cases = [
            (vec![], to(None, 0), Ok(())),
            (vec![check()], to(None, 0), Err(CustodyRefusal::BeingChecked)),
            (vec![one], to(None, 0), Ok(())),
            (vec![check(), whole()], to(None, 0), Err(CustodyRefusal::StoppedByOrder)),
            (vec![part()], to(None, 40), Ok(())),
            (vec![part()], to(None, 39), Err(CustodyRefusal::FrozenByOrder { stays: usd(40) })),
            (vec![part(), check()], to(None, 40), Err(CustodyRefusal::BeingChecked)),
            (vec![only()], to(Some(ACCOUNT), 0), Ok(())),
            (vec![only()], to(None, 0), Err(CustodyRefusal::OnlyToAdministrator)),
        ];
        for (stops, leaving, expected) in cases {
            assert_eq!(may_leave(&stops, &leaving), expected, "{stops:?}");
        }
        assert_eq!(stays_in(&[part(), check()], Currency::USD), 40);
        assert_eq!(stays_in(&[part()], Currency::JPY), 0);
    }
}
