//! What a firm owes after a payment was taken back.

use super::escrow::{Agreement, Escrow, EscrowState};
use kernel::{Firm, Id, Kind, Money, Timestamp};

/// Names a claim.
#[derive(Debug)]
pub enum ClaimKind {}
impl Kind for ClaimKind {
    const PREFIX: &'static str = "claim";
}

/// To whom a firm owes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwedTo {
    /// The bank has taken a payment back.
    Bank,
    /// The protection fund has paid in the firm's place.
    Fund,
}

impl OwedTo {
    /// The word in the table and in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Bank => "bank",
            Self::Fund => "fund",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Bank, Self::Fund].into_iter().find(|one| one.word() == word)
    }
}

/// Money that a firm owes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The claim.
    pub id: Id<ClaimKind>,
    /// Who owes it.
    pub firm: Id<Firm>,
    /// To whom.
    pub owed_to: OwedTo,
    /// For which agreement, if one.
    pub agreement: Option<Id<Agreement>>,
    /// How much in all.
    pub amount: Money,
    /// How much of it is paid, in minor units.
    pub paid_minor: i64,
    /// Why, in ISO's code or in a clerk's words.
    pub reason: String,
    /// Since when.
    pub at: Timestamp,
}

impl Claim {
    /// What is left to pay.
    pub const fn left(&self) -> Money {
        Money::new(self.amount.minor - self.paid_minor, self.amount.currency)
    }
}

/// What one payment has brought to an escrow.
pub(crate) type Share = (Escrow, Money);

/// Where the money of a payment that the bank took back comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct TakenBack {
    /// Out of the payer's wallet.
    pub(crate) wallet_minor: i64,
    /// Out of what is held: of each agreement its whole share or nothing.
    pub(crate) held: Vec<Share>,
    /// What somebody owes from now on: who, for which agreement if it was released for one, how
    /// much.
    pub(crate) owed: Vec<(Id<Firm>, Option<Id<Agreement>>, i64)>,
}

/// From the payer's wallet if it is there, else from what it has brought that is held; what was
/// released of that is owed by the seller, all else by the payer. No wallet goes below nothing.
pub(crate) fn taken_back(
    payer: Id<Firm>,
    amount: Money,
    available_minor: i64,
    shares: &[Share],
) -> TakenBack {
    let mut taken = TakenBack::default();
    if available_minor >= amount.minor {
        taken.wallet_minor = amount.minor;
        return taken;
    }
    let mut left_minor = amount.minor;
    for (escrow, share) in shares {
        let is_open = escrow.state == EscrowState::Open;
        if escrow.holds(*share) && share.minor <= left_minor {
            taken.held.push((escrow.clone(), *share));
            left_minor -= share.minor;
        } else if !is_open && escrow.released_minor > 0 && escrow.currency == amount.currency {
            // Settled by a release: the seller has it, but for what has gone back.
            let minor = share.minor.min(escrow.base_minor()).min(left_minor);
            taken.owed.push((escrow.seller, Some(escrow.agreement), minor));
            left_minor -= minor;
        }
    }
    taken.wallet_minor = available_minor.clamp(0, left_minor);
    taken.owed.push((payer, None, left_minor - taken.wallet_minor));
    taken.owed.retain(|(_, _, minor)| *minor > 0);
    taken
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::FeeRule;
    use kernel::Currency;

    fn escrow(state: EscrowState, released_minor: i64, paid_in_minor: i64) -> Escrow {
        Escrow {
            agreement: Id::new(9),
            buyer: Id::new(2),
            seller: Id::new(3),
            currency: Currency::USD,
            paid_in_minor,
            returned_minor: 0,
            released_minor,
            refunded_minor: 0,
            fees_minor: paid_in_minor - released_minor,
            gross_minor: 0,
            fee: FeeRule { bps: 0, minimum_minor: 0, maximum_minor: 0 },
            state,
            version: 1,
            unmet: 0,
        }
    }

    #[test]
    fn what_was_released_is_owed_by_the_seller_and_what_was_used_by_the_payer() {
        let (buyer, seller) = (Id::new(2), Id::new(3));
        let mut held = escrow(EscrowState::Open, 0, 100);
        held.fees_minor = 0;
        let released = escrow(EscrowState::Settled, 99, 100);
        let mut half = escrow(EscrowState::Settled, 49, 100);
        (half.fees_minor, half.refunded_minor) = (1, 50);
        let mut refunded = escrow(EscrowState::Settled, 0, 100);
        (refunded.fees_minor, refunded.refunded_minor) = (0, 100);
        let of = |escrow: &Escrow, minor| (escrow.clone(), Money::new(minor, Currency::USD));
        // Available, shares: wallet, held, owed by whom.
        let cases = [
            (100, vec![], (100, vec![], vec![])),
            (40, vec![], (40, vec![], vec![(buyer, 60)])),
            (99, vec![of(&held, 100)], (0, vec![100], vec![])),
            (0, vec![of(&released, 100)], (0, vec![], vec![(seller, 100)])),
            (100, vec![of(&released, 100)], (100, vec![], vec![])),
            (30, vec![of(&refunded, 100)], (30, vec![], vec![(buyer, 70)])),
            (5, vec![of(&held, 60), of(&held, 40)], (0, vec![60, 40], vec![])),
            (
                5,
                vec![of(&held, 60), of(&released, 30)],
                (5, vec![60], vec![(seller, 30), (buyer, 5)]),
            ),
            (0, vec![of(&held, 90), of(&held, 40)], (0, vec![90], vec![(buyer, 10)])),
            // What came short was topped up; what went back after the release the payer has.
            (0, vec![of(&held, 101)], (0, vec![], vec![(buyer, 100)])),
            (0, vec![of(&released, 300)], (0, vec![], vec![(seller, 100)])),
            (0, vec![of(&half, 100)], (0, vec![], vec![(seller, 50), (buyer, 50)])),
        ];
        for (available, shares, expected) in cases {
            let seen = taken_back(buyer, Money::new(100, Currency::USD), available, &shares);
            let held: Vec<i64> = seen.held.iter().map(|(_, share)| share.minor).collect();
            let owed: Vec<_> = seen.owed.iter().map(|(who, _, minor)| (*who, *minor)).collect();
            let all = seen.wallet_minor
                + held.iter().sum::<i64>()
                + owed.iter().map(|(_, minor)| minor).sum::<i64>();
            assert_eq!(all, 100, "{available}");
            assert_eq!((seen.wallet_minor, held, owed), expected, "{available}");
        }
    }
}
