//! The money of one agreement: what came in, what went out, what may still move.

use super::{CustodyRefusal, FeeRule};
use kernel::{Currency, Firm, Id, Kind, Money};

/// Names what two firms agreed on. Custody does not ask what it is.
#[derive(Debug)]
pub enum Agreement {}
impl Kind for Agreement {
    const PREFIX: &'static str = "agreement";
}

/// The condition that every trade of goods has: the buyer, or a timer, says that they came.
pub const GOODS_CONFIRMED: &str = "goods-confirmed";

/// Whether more money may come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EscrowState {
    /// Money may come in and is kept.
    Open,
    /// All that came has gone out.
    Settled,
}

impl EscrowState {
    /// The word in the table.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Settled => "settled",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Open, Self::Settled].into_iter().find(|state| state.word() == word)
    }
}

/// The terms on which money will be kept.
#[derive(Debug, Clone, Copy)]
pub struct NewEscrow<'a> {
    /// What it is kept for.
    pub agreement: Id<Agreement>,
    /// Who pays.
    pub buyer: Id<Firm>,
    /// Who is paid.
    pub seller: Id<Firm>,
    /// The one currency.
    pub currency: Currency,
    /// What the market takes of what is released.
    pub fee: FeeRule,
    /// The version of the rules that the agreement began under.
    pub rules_version: &'a str,
    /// What must be true before anything is released.
    pub conditions: &'a [&'static str],
}

/// The money of an agreement, in minor units of its currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Escrow {
    /// What it is kept for.
    pub agreement: Id<Agreement>,
    /// Who pays.
    pub buyer: Id<Firm>,
    /// Who is paid.
    pub seller: Id<Firm>,
    /// The one currency.
    pub currency: Currency,
    /// All that came in.
    pub paid_in_minor: i64,
    /// What went back to the bank because a payment bounced.
    pub returned_minor: i64,
    /// What the seller has of it.
    pub released_minor: i64,
    /// What the buyer has back.
    pub refunded_minor: i64,
    /// What the market took.
    pub fees_minor: i64,
    /// What left custody at the release: the base of the fee.
    pub gross_minor: i64,
    /// What the market takes of what is released.
    pub fee: FeeRule,
    /// Whether more may come in.
    pub state: EscrowState,
    /// Raised with every change.
    pub version: i64,
    /// Conditions that are not met yet.
    pub unmet: i64,
}

/// What a release does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Release {
    /// What leaves custody.
    pub gross: Money,
    /// What the market takes of it.
    pub fee: Money,
    /// What the seller gets.
    pub net: Money,
    /// What the buyer has had back before.
    pub refunded: Money,
}

/// Where a refund comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// From what is kept.
    Held,
    /// From the seller's wallet, after the release.
    Seller,
}

impl Source {
    /// The word in tables and in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Seller => "seller",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Held, Self::Seller].into_iter().find(|source| source.word() == word)
    }
}

/// What a refund did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refunded {
    /// What the buyer got back.
    pub amount: Money,
    /// Where it came from.
    pub source: Source,
    /// What could still be refunded; while nothing was released, this is what is still held.
    pub left: Money,
    /// What the buyer has back in all.
    pub total: Money,
    /// The part of the market's fee in it; the seller gives the rest. Nothing while it is held.
    pub fee: Money,
}

/// The sums of an agreement, with what is held as the ledger has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identity {
    /// All that came in.
    pub paid_in: Money,
    /// What went back because a payment bounced.
    pub returned: Money,
    /// What the ledger's escrow account holds.
    pub held: Money,
    /// What the seller has of it.
    pub released: Money,
    /// What the buyer has back.
    pub refunded: Money,
    /// What the market took.
    pub fees: Money,
}

impl Identity {
    /// `paid_in - returned = held + released + refunded + fees`.
    pub const fn holds(&self) -> bool {
        self.paid_in.minor - self.returned.minor
            == self.held.minor + self.released.minor + self.refunded.minor + self.fees.minor
    }
}

impl Escrow {
    /// An amount in this agreement's currency.
    pub const fn money(&self, minor: i64) -> Money {
        Money::new(minor, self.currency)
    }

    /// What the sums say is still held, in minor units.
    pub const fn held_minor(&self) -> i64 {
        self.refundable_minor() - self.released_minor - self.fees_minor
    }

    /// Whether an amount of it is held, and may still leave otherwise than by a release.
    pub(crate) fn holds(&self, amount: Money) -> bool {
        let is_open = self.state == EscrowState::Open && self.currency == amount.currency;
        is_open && self.held_minor() >= amount.minor
    }

    /// What of the release has not gone back: the base of the fee that stays.
    pub const fn base_minor(&self) -> i64 {
        self.released_minor + self.fees_minor
    }

    /// What could still go back to the buyer, in minor units.
    pub const fn refundable_minor(&self) -> i64 {
        self.paid_in_minor - self.returned_minor - self.refunded_minor
    }

    /// The sums beside what the ledger holds.
    pub const fn identity(&self, held: Money) -> Identity {
        Identity {
            paid_in: self.money(self.paid_in_minor),
            returned: self.money(self.returned_minor),
            held,
            released: self.money(self.released_minor),
            refunded: self.money(self.refunded_minor),
            fees: self.money(self.fees_minor),
        }
    }

    /// Everything that is held goes to the seller, less the fee; nothing does before all conditions
    /// are met.
    pub fn release(&self) -> Result<Release, CustodyRefusal> {
        if self.state == EscrowState::Settled {
            return Err(CustodyRefusal::AlreadySettled);
        }
        if self.unmet > 0 {
            return Err(CustodyRefusal::GoodsNotConfirmed);
        }
        let gross = self.money(self.held_minor());
        let fee = self.fee.fee(gross);
        let net = self.money(gross.minor - fee.minor);
        Ok(Release { gross, fee, net, refunded: self.money(self.refunded_minor) })
    }

    /// An amount goes back to the buyer: from what is held, or from the seller once it was
    /// released. Never more than came in and has not gone back.
    pub fn refund(&self, amount: Money) -> Result<Refunded, CustodyRefusal> {
        if amount.currency != self.currency {
            let (currency, told) = (self.currency, amount.currency);
            return Err(CustodyRefusal::OtherCurrency { currency, told });
        }
        if amount.minor <= 0 {
            return Err(CustodyRefusal::AmountNotPositive);
        }
        let left = self.refundable_minor();
        if amount.minor > left {
            return Err(CustodyRefusal::MoreThanPaid { left: self.money(left) });
        }
        let source = match self.state {
            EscrowState::Open => Source::Held,
            EscrowState::Settled => Source::Seller,
        };
        let total = self.money(self.refunded_minor + amount.minor);
        let left = self.money(left - amount.minor);
        let fee = self.fee_back(source, left);
        Ok(Refunded { amount, source, left, total, fee })
    }
}

impl Escrow {
    /// The part of the fee that goes back when only `rest` of the release stays.
    fn fee_back(&self, source: Source, rest: Money) -> Money {
        let stays = match source {
            Source::Held => self.fees_minor,
            Source::Seller => self.fee.left(self.money(self.gross_minor), rest).minor,
        };
        self.money(self.fees_minor - stays)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Reason;

    fn escrow(sums: [i64; 5]) -> Escrow {
        let [paid_in_minor, returned_minor, released_minor, refunded_minor, fees_minor] = sums;
        Escrow {
            agreement: Id::new(9),
            buyer: Id::new(2),
            seller: Id::new(3),
            currency: Currency::USD,
            paid_in_minor,
            returned_minor,
            released_minor,
            refunded_minor,
            fees_minor,
            gross_minor: released_minor + fees_minor,
            fee: FeeRule { bps: 30, minimum_minor: 0, maximum_minor: 0 },
            state: EscrowState::Open,
            version: 1,
            unmet: 0,
        }
    }

    fn usd(minor: i64) -> Money {
        Money::new(minor, Currency::USD)
    }

    #[test]
    fn nothing_is_released_before_the_goods_are_confirmed_or_twice() {
        let mut kept = escrow([100, 0, 0, 0, 0]);
        kept.unmet = 1;
        assert_eq!(kept.release().map_err(|no| no.code()), Err("custody-goods-not-confirmed"));
        kept.state = EscrowState::Settled;
        assert_eq!(kept.release().map_err(|no| no.code()), Err("custody-already-settled"));
    }

    #[test]
    fn a_refund_is_never_more_than_came_and_has_not_gone_back() {
        let open = escrow([100, 10, 0, 30, 0]);
        let mut settled = escrow([100, 10, 59, 30, 1]);
        settled.state = EscrowState::Settled;
        let cases = [
            (&open, 60, Ok((Source::Held, 0))),
            (&open, 20, Ok((Source::Held, 40))),
            (&open, 61, Err("custody-more-than-paid")),
            (&open, 0, Err("custody-amount-not-positive")),
            (&open, -5, Err("custody-amount-not-positive")),
            (&settled, 60, Ok((Source::Seller, 0))),
            (&settled, 61, Err("custody-more-than-paid")),
        ];
        for (kept, minor, expected) in cases {
            let refunded = kept.refund(usd(minor));
            let seen = refunded.map(|done| (done.source, done.left.minor));
            assert_eq!(seen.map_err(|no| no.code()), expected, "{minor}");
        }
        let yen = Money::new(5, Currency::JPY);
        assert_eq!(open.refund(yen).map_err(|no| no.code()), Err("custody-other-currency"));
    }

    #[test]
    fn after_the_release_the_fee_goes_back_with_the_money_it_was_taken_of() {
        // 10,000 were released at 30 basis points.
        let mut settled = escrow([10_000, 0, 9_970, 0, 30]);
        settled.state = EscrowState::Settled;
        for (amount, fee) in [(10_000, 30), (5_000, 15), (100, 0), (500, 2), (9_999, 30)] {
            let back = settled.refund(usd(amount)).map(|done| done.fee.minor);
            assert_eq!(back.ok(), Some(fee), "{amount}");
        }
        let held = escrow([10_000, 0, 0, 0, 0]).refund(usd(5_000));
        assert_eq!(held.map(|done| done.fee.minor).ok(), Some(0));
    }

    #[test]
    fn the_identity_is_read_from_the_ledger_and_can_fail() {
        let kept = escrow([100, 10, 0, 30, 0]);
        assert!(kept.identity(usd(60)).holds());
        assert!(!kept.identity(usd(59)).holds());
    }
}
