//! What `verify` compares: the sums of an escrow with the postings of its agreement.

use super::escrow::{Agreement, Escrow};
use super::reason;
use kernel::{Id, Money};
use ledger::{Entry, Purpose};
use std::fmt;

/// Something that must not be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The agreement.
    pub agreement: Id<Agreement>,
    /// Which sum differs.
    pub sum: &'static str,
    /// What the row says.
    pub kept: Money,
    /// What the postings say.
    pub counted: Money,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { agreement, sum, kept, counted } = self;
        write!(f, "{agreement}: {sum} is {kept:?}, the postings say {counted:?}")
    }
}

/// What one piece of `verify` found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Findings {
    /// Escrows looked at.
    pub checked: i64,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// Where to go on, if there is more.
    pub next: Option<Id<Agreement>>,
}

/// The sums as the postings of an agreement tell them, in minor units.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counted {
    held: i64,
    paid_in: i64,
    returned: i64,
    given_out: i64,
    given_back: i64,
    refunded: i64,
    charged: i64,
    fee_back: i64,
}

impl Counted {
    /// Adds one posting of the agreement.
    pub(crate) fn add(&mut self, entry: &Entry) {
        let minor = entry.minor;
        match (entry.account.purpose, entry.reason.as_str()) {
            (Purpose::Fee, reason::RELEASE) => self.charged += minor,
            (Purpose::Escrow, why) => {
                self.held += minor;
                match why {
                    reason::FUND => self.paid_in += minor,
                    reason::BOUNCE | reason::RECALL => self.returned -= minor,
                    reason::RELEASE => self.given_out -= minor,
                    reason::GIVE_BACK => self.given_back += minor,
                    reason::FEE_BACK => self.fee_back += minor,
                    reason::REFUND => self.refunded -= minor,
                    _ => {}
                }
            }
            _ => {}
        }
    }
}

/// What differs between an escrow and the postings of its agreement; the identity among it.
pub(crate) fn compare(escrow: &Escrow, counted: &Counted) -> Vec<Problem> {
    let released = counted.given_out - counted.charged - counted.given_back;
    let stays = escrow.fee.left(escrow.money(counted.given_out), escrow.money(escrow.base_minor()));
    let sums = [
        ("paid_in", escrow.paid_in_minor, counted.paid_in),
        ("returned", escrow.returned_minor, counted.returned),
        ("held", escrow.held_minor(), counted.held),
        ("released", escrow.released_minor, released),
        ("refunded", escrow.refunded_minor, counted.refunded),
        ("fees", escrow.fees_minor, counted.charged - counted.fee_back),
        ("gross", escrow.gross_minor, counted.given_out),
        ("fee by its rule", escrow.fees_minor, stays.minor),
    ];
    let differs = sums.into_iter().filter(|(_, kept, counted)| kept != counted);
    let problem = |(sum, kept, counted)| Problem {
        agreement: escrow.agreement,
        sum,
        kept: escrow.money(kept),
        counted: escrow.money(counted),
    };
    differs.map(problem).collect()
}
