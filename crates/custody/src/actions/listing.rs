//! Putting lines on the work list.

use crate::model::{
    BankOrder, BankOrderKind, Difference, DifferenceKind, DifferenceRow, DifferenceState, Lies,
    Paid, Teller,
};
use crate::store;
use ::store::Tx;
use kernel::{Firm, Id, Money, Outcome};

/// A line that is to be put on the work list.
#[derive(Debug, Clone)]
pub(super) struct List {
    pub(super) kind: DifferenceKind,
    pub(super) lies: Lies,
    pub(super) account: String,
    pub(super) entry: Option<String>,
    pub(super) hash: String,
    pub(super) line: u64,
    pub(super) amount: Money,
    pub(super) expected: Option<i64>,
    pub(super) firm: Option<Id<Firm>>,
    pub(super) order: Option<Id<BankOrderKind>>,
    pub(super) party: (Option<String>, Option<String>),
    pub(super) party_bank: Option<String>,
    pub(super) words: String,
}

impl List {
    /// Something without a payment.
    pub(super) fn plain(kind: DifferenceKind, amount: Money, words: &str) -> Self {
        Self {
            kind,
            lies: Lies::Nowhere,
            account: String::new(),
            entry: None,
            hash: String::new(),
            line: 0,
            amount,
            expected: None,
            firm: None,
            order: None,
            party: (None, None),
            party_bank: None,
            words: words.to_owned(),
        }
    }

    /// A payment as a statement tells it.
    pub(super) fn of(kind: DifferenceKind, teller: &Teller, paid: &Paid) -> Self {
        Self {
            account: teller.account.clone(),
            entry: Some(paid.code.clone()),
            hash: teller.hash.clone(),
            line: paid.line,
            party: (paid.party_name.clone(), paid.party_account.clone()),
            party_bank: paid.party_bank.clone(),
            ..Self::plain(kind, paid.amount, &paid.words)
        }
    }

    /// With the order that it names.
    pub(super) fn of_order(self, order: &BankOrder) -> Self {
        let expected = Some(order.amount.minor);
        Self { firm: Some(order.firm), order: Some(order.id), expected, ..self }
    }
}

/// Puts a line on the work list.
pub(super) fn list(tx: &mut Tx<'_>, told: &List) -> Outcome<Id<DifferenceRow>> {
    let (party_name, party_account) = told.party.clone();
    let difference = Difference {
        id: tx.id(),
        kind: told.kind,
        state: DifferenceState::Open,
        lies: told.lies,
        account: told.account.clone(),
        entry: told.entry.clone(),
        hash: told.hash.clone(),
        line: i64::try_from(told.line).unwrap_or(i64::MAX),
        amount: told.amount,
        expected_minor: told.expected,
        firm: told.firm,
        order: told.order,
        party_name,
        party_account,
        party_bank: told.party_bank.clone(),
        words: told.words.clone(),
        way: None,
        reference: None,
        note: None,
        asked_by: None,
        ended_by: None,
        ended_at: None,
        at: tx.now(),
    };
    store::add_difference(tx, &difference)?;
    Ok(difference.id)
}
