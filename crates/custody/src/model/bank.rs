//! Orders to and from the bank, and what the bank tells.

use super::CustodyRefusal;
use super::escrow::Agreement;
use kernel::text::read_line;
use kernel::{Firm, Id, Kind, Money, Timestamp};
use ledger::HoldKind;

/// Names an order.
#[derive(Debug)]
pub enum BankOrderKind {}
impl Kind for BankOrderKind {
    const PREFIX: &'static str = "bankorder";
}

/// Which way the money goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From a firm's bank to its wallet.
    In,
    /// From its wallet to its bank.
    Out,
}

impl Direction {
    /// The word in tables and in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Out => "out",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::In, Self::Out].into_iter().find(|direction| direction.word() == word)
    }
}

/// What an order is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Money into a wallet, for whatever comes.
    TopUp,
    /// Money into a wallet, for one agreement.
    Payment,
    /// Money out of a wallet.
    Withdrawal,
}

impl Purpose {
    /// Every purpose.
    pub const ALL: [Self; 3] = [Self::TopUp, Self::Payment, Self::Withdrawal];

    /// The word in tables and in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::TopUp => "top-up",
            Self::Payment => "payment",
            Self::Withdrawal => "withdrawal",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.word() == word)
    }
}

/// How far an order has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrderState {
    /// Nothing was heard of it.
    Waiting,
    /// It is with the bank.
    Sent,
    /// The money has moved.
    Booked,
    /// The bank said no.
    Rejected,
}

impl OrderState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Waiting, Self::Sent, Self::Booked, Self::Rejected];

    /// The word in tables and in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Booked => "booked",
            Self::Rejected => "rejected",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// Whether the bank may still answer.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Sent)
    }
}

/// Money on its way in or out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BankOrder {
    /// The order.
    pub id: Id<BankOrderKind>,
    /// Whose wallet.
    pub firm: Id<Firm>,
    /// Which way.
    pub direction: Direction,
    /// What it is for.
    pub purpose: Purpose,
    /// The agreement that it pays for, if one.
    pub agreement: Option<Id<Agreement>>,
    /// How much.
    pub amount: Money,
    /// ISO 11649: what stands on the transfer, so that it finds this order.
    pub reference: String,
    /// Where money goes out to.
    pub account_text: Option<String>,
    /// What keeps the money while it waits to go out.
    pub hold: Option<Id<HoldKind>>,
    /// How far it has come.
    pub state: OrderState,
    /// When it was made.
    pub at: Timestamp,
}

/// What the bank tells of an order, in its own words once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BankNotice {
    /// The bank's own reference; the same one told again changes nothing.
    pub bank_reference: String,
    /// The order's reference, as it stood on the transfer.
    pub order_reference: String,
    /// What moved.
    pub amount: Money,
}

/// A payment that was booked and that the bank takes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bounce {
    /// The bank's own reference of the bounce.
    pub bank_reference: String,
    /// The bank's reference of the payment.
    pub of: String,
}

/// What became of a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Booked {
    /// Whose order.
    pub firm: Id<Firm>,
    /// The order.
    pub order: Id<BankOrderKind>,
    /// It had been told before; nothing moved now.
    pub is_replay: bool,
}

/// A notice as it was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kept {
    pub(crate) kind: String,
    pub(crate) firm: Id<Firm>,
    pub(crate) order: Id<BankOrderKind>,
    pub(crate) amount: Money,
    pub(crate) bounced_by: Option<String>,
}

impl Kept {
    /// The same notice is answered as before; another one under the same reference is refused.
    pub(crate) fn compare(&self, kind: &str, amount: Money) -> Result<Booked, CustodyRefusal> {
        if self.kind != kind || self.amount != amount {
            return Err(CustodyRefusal::NoticeDiffers);
        }
        Ok(Booked { firm: self.firm, order: self.order, is_replay: true })
    }
}

/// The remittance line of an ISO 20022 message holds this many characters.
const ACCOUNT_TEXT_LONGEST: usize = 140;

/// An amount that can go through the bank.
pub(crate) fn check_amount(amount: Money) -> Result<(), CustodyRefusal> {
    if amount.minor <= 0 {
        return Err(CustodyRefusal::AmountNotPositive);
    }
    if amount.minor > Money::LIMIT_MINOR {
        return Err(CustodyRefusal::AmountTooLarge);
    }
    Ok(())
}

/// A bank account in one line.
pub(crate) fn read_account(told: &str) -> Result<String, CustodyRefusal> {
    let most = i64::try_from(ACCOUNT_TEXT_LONGEST).unwrap_or(i64::MAX);
    read_line(told, ACCOUNT_TEXT_LONGEST).map_err(|_| CustodyRefusal::AccountText { most })
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{Currency, Reason};

    #[test]
    fn a_notice_told_again_must_be_the_same() {
        let amount = Money::new(5, Currency::USD);
        let kept = Kept {
            kind: "payment".to_owned(),
            firm: Id::new(2),
            order: Id::new(7),
            amount,
            bounced_by: None,
        };
        assert!(kept.compare("payment", amount).is_ok_and(|seen| seen.is_replay));
        for (kind, minor) in [("payout", 5), ("payment", 6)] {
            let other = kept.compare(kind, Money::new(minor, Currency::USD));
            assert_eq!(other.map_err(|no| no.code()), Err("custody-notice-differs"));
        }
    }

    #[test]
    fn an_account_is_one_line() {
        let read = read_account("  SE45 5000 0000 0583 9825 7466 ");
        assert!(read.is_ok_and(|account| account.len() == 29));
        for bad in ["", "   ", "a\nb", &"x".repeat(141)] {
            assert!(read_account(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn every_word_reads_back() {
        for purpose in Purpose::ALL {
            assert_eq!(Purpose::from_word(purpose.word()), Some(purpose));
        }
        for state in OrderState::ALL {
            assert_eq!(OrderState::from_word(state.word()), Some(state));
        }
    }
}
