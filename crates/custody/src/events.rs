//! What happened to money on its way in and out. Whoever keeps money for an agreement tells the
//! rest of its own accord.

use crate::model::{Agreement, BankAccountKind, BankOrderKind, ClaimKind};
use ::store::Event;
use kernel::{Currency, Firm, Id, Person, Timestamp};
use serde::{Deserialize, Serialize};

/// Somebody ordered money in or out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of the domain")]
pub struct BankOrdered {
    pub firm: Id<Firm>,
    pub order: Id<BankOrderKind>,
    pub currency: Currency,
    pub amount_minor: i64,
    /// Money that is to leave.
    #[serde(default)]
    pub is_out: bool,
}

/// A payment lies in the payer's wallet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of the domain")]
pub struct PaymentBooked {
    pub firm: Id<Firm>,
    pub order: Id<BankOrderKind>,
    pub agreement: Option<Id<Agreement>>,
    pub currency: Currency,
    pub amount_minor: i64,
    /// What the payer was asked for, of which this may be a part.
    pub ordered_minor: i64,
    /// When the payer asked how to pay, for the last time.
    pub ordered_at: Timestamp,
}

/// A booked payment was taken back by the bank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of the domain")]
pub struct PaymentBounced {
    pub firm: Id<Firm>,
    pub order: Id<BankOrderKind>,
    pub agreement: Option<Id<Agreement>>,
    pub currency: Currency,
    pub amount_minor: i64,
    /// Whether it came out of what was held for the agreement, and not out of the wallet.
    pub was_held: bool,
}

/// A payment goes back to the bank that came for a part of an agreement, all of which is held: that
/// leaves next, but for whoever knows that it cannot, and says so at once with `keep_held`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of the domain")]
pub struct HeldCalledBack {
    pub firm: Id<Firm>,
    pub order: Id<BankOrderKind>,
    pub agreement: Id<Agreement>,
    pub part: i64,
    pub currency: Currency,
    pub amount_minor: i64,
}

/// Money has left a wallet for the firm's bank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of the domain")]
pub struct PayoutBooked {
    pub firm: Id<Firm>,
    pub order: Id<BankOrderKind>,
    pub currency: Currency,
    pub amount_minor: i64,
}

/// The bank would not pay out; the money is free in the wallet again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of the domain")]
pub struct PayoutRejected {
    pub firm: Id<Firm>,
    pub order: Id<BankOrderKind>,
    pub currency: Currency,
    pub amount_minor: i64,
}

/// A payout that had been booked came back; the money lies in the wallet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of the domain")]
pub struct PayoutReturned {
    pub firm: Id<Firm>,
    pub order: Id<BankOrderKind>,
    pub currency: Currency,
    pub amount_minor: i64,
}

/// A firm owes money, since a payment was taken back after it had gone on, or since the protection
/// fund has paid in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of the domain")]
pub struct ClaimRaised {
    pub firm: Id<Firm>,
    pub claim: Id<ClaimKind>,
    pub agreement: Option<Id<Agreement>>,
    pub currency: Currency,
    pub amount_minor: i64,
}

/// What a firm owed, the market bears.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of the domain")]
pub struct ClaimForgiven {
    pub firm: Id<Firm>,
    pub claim: Id<ClaimKind>,
    /// The clerk who said so, or the second one who agreed.
    pub by: Id<Person>,
    pub currency: Currency,
    pub amount_minor: i64,
}

/// Money of a firm that has not asked for it in years is kept apart; it is owed for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of the domain")]
pub struct BalanceUnclaimed {
    pub firm: Id<Firm>,
    pub currency: Currency,
    pub amount_minor: i64,
}

/// Its owner, or who administers the firm, has asked for it, and it lies in the wallet again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of the domain")]
pub struct BalanceClaimed {
    pub firm: Id<Firm>,
    pub currency: Currency,
    pub amount_minor: i64,
}

/// The protection fund holds more than before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of the domain")]
pub struct FundGrew {
    pub currency: Currency,
    pub balance_minor: i64,
}

/// A part of the market's fee went back, with a refund after the release. What is charged is told
/// with the trade that finishes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of the domain")]
pub struct FeeReturned {
    pub agreement: Id<Agreement>,
    /// Who had paid it.
    pub seller: Id<Firm>,
    pub currency: Currency,
    /// What went back to the buyer.
    pub refund_minor: i64,
    /// The fee's part of that.
    pub fee_minor: i64,
}

/// An account was named for a firm's money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of the domain")]
pub struct BankAccountNamed {
    pub firm: Id<Firm>,
    pub account: Id<BankAccountKind>,
    /// Who of the firm; nobody where an order of an authority lets money go to it.
    pub by: Option<Id<Person>>,
}

impl Event for BankOrdered {
    const NAME: &'static str = "custody-bank-ordered";
}
impl Event for PaymentBooked {
    const NAME: &'static str = "custody-payment-booked";
}
impl Event for PaymentBounced {
    const NAME: &'static str = "custody-payment-bounced";
}
impl Event for HeldCalledBack {
    const NAME: &'static str = "custody-held-called-back";
}
impl Event for PayoutBooked {
    const NAME: &'static str = "custody-payout-booked";
}
impl Event for PayoutRejected {
    const NAME: &'static str = "custody-payout-rejected";
}
impl Event for PayoutReturned {
    const NAME: &'static str = "custody-payout-returned";
}
impl Event for ClaimRaised {
    const NAME: &'static str = "custody-claim-raised";
}
impl Event for ClaimForgiven {
    const NAME: &'static str = "custody-claim-forgiven";
}
impl Event for BalanceUnclaimed {
    const NAME: &'static str = "custody-balance-unclaimed";
}
impl Event for BalanceClaimed {
    const NAME: &'static str = "custody-balance-claimed";
}
impl Event for FundGrew {
    const NAME: &'static str = "custody-fund-grew";
}
impl Event for FeeReturned {
    const NAME: &'static str = "custody-fee-returned";
}
impl Event for BankAccountNamed {
    const NAME: &'static str = "custody-bank-account-named";
}
