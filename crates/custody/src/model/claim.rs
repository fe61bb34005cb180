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

/// Where the money of a payment that the bank took back comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TakenBack {
    /// Out of the payer's wallet.
    pub(crate) wallet_minor: i64,
    /// Out of what is held for the agreement: all of it or nothing.
    pub(crate) held_minor: i64,
    /// What somebody owes from now on.
    pub(crate) claim_minor: i64,
    /// Who.
    pub(crate) debtor: Id<Firm>,
}

/// From the payer's wallet if it is there, else from what is held; what was released is owed by the
/// seller, what the payer has used elsewhere by the payer. No wallet goes below nothing.
pub(crate) fn taken_back(
    payer: Id<Firm>,
    amount: Money,
    available_minor: i64,
    escrow: Option<&Escrow>,
) -> TakenBack {
    let none = TakenBack { wallet_minor: 0, held_minor: 0, claim_minor: 0, debtor: payer };
    let whole = amount.minor;
    let own = escrow.filter(|escrow| escrow.currency == amount.currency);
    let is_open = |escrow: &&Escrow| escrow.state == EscrowState::Open;
    let is_held = own.filter(is_open).is_some_and(|escrow| escrow.held_minor() >= whole);
    // Settled by a release: the seller has it.
    let seller = own.filter(|escrow| !is_open(escrow) && escrow.released_minor > 0);
    match seller {
        _ if available_minor >= whole => TakenBack { wallet_minor: whole, ..none },
        _ if is_held => TakenBack { held_minor: whole, ..none },
        Some(escrow) => TakenBack { claim_minor: whole, debtor: escrow.seller, ..none },
        None => {
            let wallet_minor = available_minor.max(0);
            TakenBack { wallet_minor, claim_minor: whole - wallet_minor, ..none }
        }
    }
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
        let mut refunded = escrow(EscrowState::Settled, 0, 100);
        (refunded.fees_minor, refunded.refunded_minor) = (0, 100);
        // Available, escrow: wallet, held, claim, debtor.
        let cases = [
            (100, None, (100, 0, 0, buyer)),
            (40, None, (40, 0, 60, buyer)),
            (99, Some(&held), (0, 100, 0, buyer)),
            (0, Some(&released), (0, 0, 100, seller)),
            (100, Some(&released), (100, 0, 0, buyer)),
            (30, Some(&refunded), (30, 0, 70, buyer)),
        ];
        for (available, escrow, expected) in cases {
            let seen = taken_back(buyer, Money::new(100, Currency::USD), available, escrow);
            let parts = (seen.wallet_minor, seen.held_minor, seen.claim_minor, seen.debtor);
            assert_eq!(parts, expected, "{available}");
            assert_eq!(parts.0 + parts.1 + parts.2, 100);
        }
    }
}
