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

/// What one payment came for: a part of an agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Share {
    /// Where it is held, or was.
    pub(crate) escrow: Escrow,
    /// Its place among the parts of the agreement.
    pub(crate) part: i64,
    /// The whole part.
    pub(crate) minor: i64,
    /// What the seller has of the agreement's release and owes nobody yet.
    pub(crate) kept_minor: i64,
}

impl Share {
    /// The whole part.
    pub(crate) const fn amount(&self) -> Money {
        self.escrow.money(self.minor)
    }
}

/// Where the money of a payment that the bank took back comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct TakenBack {
    /// Out of the payer's wallet.
    pub(crate) wallet_minor: i64,
    /// Out of what is held: each a whole part.
    pub(crate) held: Vec<Share>,
    /// What of that is more than the payment was, because it came short or the wallet had a part of
    /// it: that goes into the payer's wallet.
    pub(crate) over_minor: i64,
    /// What somebody owes from now on: who, for which part if it was released, how much.
    pub(crate) owed: Vec<(Id<Firm>, Option<Share>, i64)>,
}

impl TakenBack {
    /// What of an agreement's release its seller owes by now, in minor units.
    fn owed_of(&self, agreement: Id<Agreement>) -> i64 {
        let of = |share: &Share| share.escrow.agreement == agreement;
        let same = self.owed.iter().filter(|(_, share, _)| share.as_ref().is_some_and(of));
        same.map(|(_, _, minor)| minor).sum()
    }
}

/// From the payer's wallet if it is there, else from what it came for that is held, part by part;
/// what was released of that is owed by the seller, as far as he still has it, all else by the
/// payer. No wallet goes below nothing.
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
    // What is still here comes before what somebody would have to owe.
    for share in shares.iter().filter(|share| share.escrow.currency == amount.currency) {
        let of_same = |other: &&Share| other.escrow.agreement == share.escrow.agreement;
        let before: i64 = taken.held.iter().filter(of_same).map(|other| other.minor).sum();
        if left_minor > 0 && share.escrow.holds(share.escrow.money(before + share.minor)) {
            taken.held.push(share.clone());
            taken.over_minor = (share.minor - left_minor).max(0);
            left_minor -= share.minor - taken.over_minor;
        }
    }
    for share in shares.iter().filter(|share| share.escrow.currency == amount.currency) {
        if share.escrow.state == EscrowState::Open || share.escrow.released_minor == 0 {
            continue;
        }
        // Settled by a release: the seller has it, but for what has gone back.
        let kept_minor = share.kept_minor - taken.owed_of(share.escrow.agreement);
        let minor = share.minor.min(kept_minor).min(left_minor);
        taken.owed.push((share.escrow.seller, Some(share.clone()), minor));
        left_minor -= minor;
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
        let other = Escrow { agreement: Id::new(10), ..held.clone() };
        let released = escrow(EscrowState::Settled, 99, 100);
        let mut half = escrow(EscrowState::Settled, 49, 100);
        (half.fees_minor, half.refunded_minor) = (1, 50);
        let mut refunded = escrow(EscrowState::Settled, 0, 100);
        (refunded.fees_minor, refunded.refunded_minor) = (0, 100);
        let part = |escrow: &Escrow, part, minor| {
            let (escrow, kept_minor) = (escrow.clone(), escrow.base_minor());
            Share { escrow, part, minor, kept_minor }
        };
        let of = |escrow: &Escrow, minor| part(escrow, 1, minor);
        let owes_already = Share { kept_minor: 20, ..of(&released, 100) };
        // Available, shares: wallet, held, owed by whom.
        let cases = [
            (100, vec![], (100, vec![], vec![])),
            (40, vec![], (40, vec![], vec![(buyer, 60)])),
            (99, vec![of(&held, 100)], (0, vec![100], vec![])),
            (0, vec![of(&released, 100)], (0, vec![], vec![(seller, 100)])),
            (100, vec![of(&released, 100)], (100, vec![], vec![])),
            (30, vec![of(&refunded, 100)], (30, vec![], vec![(buyer, 70)])),
            (5, vec![of(&held, 60), part(&held, 2, 40)], (0, vec![60, 40], vec![])),
            (
                5,
                vec![of(&held, 60), of(&released, 30)],
                (5, vec![60], vec![(seller, 30), (buyer, 5)]),
            ),
            // Two parts of one agreement, of which not both are held.
            (0, vec![of(&held, 90), part(&held, 2, 40)], (0, vec![90], vec![(buyer, 10)])),
            // What came short was topped up: the part is open again, and what is over goes back.
            (0, vec![of(&held, 60), of(&other, 45)], (0, vec![60, 45], vec![])),
            // What is here comes first, whatever was released; nobody owes more than he has.
            (0, vec![of(&released, 60), of(&other, 100)], (0, vec![100], vec![])),
            (0, vec![owes_already], (0, vec![], vec![(seller, 20), (buyer, 80)])),
            (
                0,
                vec![of(&half, 40), part(&half, 2, 60)],
                (0, vec![], vec![(seller, 40), (seller, 10), (buyer, 50)]),
            ),
            // What went back after the release the payer has.
            (0, vec![of(&released, 300)], (0, vec![], vec![(seller, 100)])),
            (0, vec![of(&half, 100)], (0, vec![], vec![(seller, 50), (buyer, 50)])),
        ];
        for (available, shares, expected) in cases {
            let seen = taken_back(buyer, Money::new(100, Currency::USD), available, &shares);
            let held: Vec<i64> = seen.held.iter().map(|share| share.minor).collect();
            let owed: Vec<_> = seen.owed.iter().map(|(who, _, minor)| (*who, *minor)).collect();
            let all = seen.wallet_minor + held.iter().sum::<i64>() - seen.over_minor
                + owed.iter().map(|(_, minor)| minor).sum::<i64>();
            assert_eq!(all, 100, "{available}");
            assert_eq!((seen.wallet_minor, held, owed), expected, "{available}");
        }
    }
}
