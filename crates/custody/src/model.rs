//! Nouns, states and decisions: pure, so that tables of examples test them without a database.

mod account;
mod bank;
mod chart;
mod claim;
mod difference;
mod escrow;
mod fee;
mod fund;
mod idle;
mod paid;
mod payout;
mod recall;
mod reference;
mod refusal;
mod statement;
mod stop;
mod verify;

pub use account::{BankAccount, BankAccountKind, NewBankAccount};
pub use bank::{
    BankNotice, BankOrder, BankOrderKind, Booked, Bounce, Direction, OrderState, Purpose,
};
pub use chart::BookAccount;
pub use claim::{Claim, ClaimKind, OwedTo};
pub use difference::{
    Answered, Difference, DifferenceKind, DifferenceRow, DifferenceState, Lies, Way,
};
pub use escrow::{
    Agreement, Escrow, EscrowState, GOODS_CONFIRMED, Identity, NewEscrow, Refunded, Release, Source,
};
pub use fee::FeeRule;
pub use fund::{
    Deposit, DepositFindings, FeedState, FundFeed, FundFeedKind, FundFindings, FundLine,
    FundLineKind, FundMark, Payment, Recovery,
};
pub use idle::UnclaimedBalance;
pub use payout::{
    BatchState, OwnAccount, Payout, PayoutBatch, PayoutBatchKind, PayoutFile, PayoutLine,
    PayoutState, batch_name,
};
pub use recall::{Recall, RecallState, Whereabouts};
pub use refusal::CustodyRefusal;
pub use statement::{KeptFile, KeptStatement};
pub use stop::{NewStop, PayoutStop, PayoutStopKind, StopCause, stays_in};
pub use verify::{Findings, Problem};

pub(crate) use account::check_account;
pub(crate) use bank::{Kept, check_amount, read_account};
pub(crate) use claim::{Share, TakenBack, taken_back};
pub(crate) use fund::{compare_deposit, follow};
pub(crate) use idle::{IdleStep, IdleWallet};
pub(crate) use paid::{
    Course, Paid, Source as Teller, bank_reference_in, charge_beside, codes_of, course,
    payments_of, references_in,
};
pub(crate) use payout::batch_of;
pub(crate) use recall::answer_name;
pub(crate) use reference::reference_of;
pub(crate) use refusal::too_small;
pub(crate) use statement::Figures;
pub(crate) use stop::{Leaving, may_leave};
pub(crate) use verify::{Counted, compare};

use kernel::{Any, Currency, Firm, Id};
use ledger::{Account, Entry, Purpose as AccountPurpose};

/// Who really has the money: the mirror of the bank's account lies with this owner.
pub const CUSTODIAN: Id<Any> = Id::new(1);
/// Who earns the fees once a day.
pub const PLATFORM: Id<Any> = Id::new(2);
/// The protection fund, which pays buyers first.
pub const FUND: Id<Any> = Id::new(3);
/// What firms have not asked for in years, and is owed to them for ever.
pub const UNCLAIMED: Id<Any> = Id::new(4);

/// Why money moved, as postings say it.
pub mod reason {
    /// From the bank to a wallet.
    pub const PAYMENT: &str = "payment";
    /// Back to the bank, because the payment bounced.
    pub const BOUNCE: &str = "bounce";
    /// Laid ready for the bank, which asks a payment back.
    pub const RECALL: &str = "recall";
    /// From a wallet to the bank.
    pub const PAYOUT: &str = "payout";
    /// From a wallet into custody.
    pub const FUND: &str = "fund";
    /// From custody to the seller, less the fee.
    pub const RELEASE: &str = "release";
    /// From custody to the buyer.
    pub const REFUND: &str = "refund";
    /// From the seller back into custody, before a refund after the release.
    pub const GIVE_BACK: &str = "give-back";
    /// The market's part of what goes back after the release.
    pub const FEE_BACK: &str = "fee-back";
    /// From the bank back to a wallet, because a payout came back.
    pub const RETURN: &str = "return";
    /// From the bank into what nobody has claimed yet.
    pub const UNCLEAR: &str = "unclear";
    /// Out of the bank, and nobody knows why yet.
    pub const MISSED: &str = "missed";
    /// What was unclear is clear.
    pub const CLEARED: &str = "cleared";
    /// Owed since the bank took a payment back.
    pub const CLAIM: &str = "claim";
    /// What was owed is paid.
    pub const CLAIM_PAID: &str = "claim-paid";
    /// What was owed, the market bears.
    pub const CLAIM_FORGIVEN: &str = "claim-forgiven";
    /// From a wallet into the firm's deposit.
    pub const FREEZE: &str = "freeze";
    /// From the deposit back to the wallet.
    pub const THAW: &str = "thaw";
    /// From what the market has earned into the protection fund.
    pub const FUND_FED: &str = "fund-fed";
    /// From the protection fund to a buyer.
    pub const FUND_PAID: &str = "fund-paid";
    /// From a wallet to what nobody has asked for in years.
    pub const UNCLAIMED: &str = "unclaimed";
    /// From there back to the wallet.
    pub const CLAIMED_BACK: &str = "claimed-back";
    /// From a seller's deposit into the protection fund.
    pub const FUND_RECOVERED: &str = "fund-recovered";
}

/// The agreement for which a wallet gave or got money; none where the bank did.
pub(crate) fn agreement_behind(entry: &Entry) -> Option<Id<Agreement>> {
    let is_of_agreement = [reason::FUND, reason::RELEASE, reason::REFUND, reason::GIVE_BACK];
    is_of_agreement.contains(&entry.reason.as_str()).then(|| entry.other_owner.cast())
}

/// The wallet of a firm.
pub(crate) const fn wallet_of(firm: Id<Firm>, currency: Currency) -> Account {
    Account::new(firm.cast(), AccountPurpose::Wallet, currency)
}

/// What is kept for an agreement.
pub(crate) const fn escrow_of(agreement: Id<Agreement>, currency: Currency) -> Account {
    Account::new(agreement.cast(), AccountPurpose::Escrow, currency)
}

/// The fee of an agreement, until the daily sweep.
pub(crate) const fn fee_of(agreement: Id<Agreement>, currency: Currency) -> Account {
    Account::new(agreement.cast(), AccountPurpose::Fee, currency)
}

/// The mirror of the bank's account.
pub(crate) const fn bank_of(currency: Currency) -> Account {
    Account::new(CUSTODIAN, AccountPurpose::Bank, currency)
}

/// What came and is nobody's yet, with its difference.
pub(crate) const fn kept_of(difference: Id<DifferenceRow>, currency: Currency) -> Account {
    Account::new(difference.cast(), AccountPurpose::Escrow, currency)
}

/// What went and is missed, with its difference: money outside, as the bank's mirror is.
pub(crate) const fn missed_of(difference: Id<DifferenceRow>, currency: Currency) -> Account {
    Account::new(difference.cast(), AccountPurpose::Bank, currency)
}

/// What a firm owes: money outside, until it is paid.
pub(crate) const fn owed_by(firm: Id<Firm>, currency: Currency) -> Account {
    Account::new(firm.cast(), AccountPurpose::Bank, currency)
}

/// What the market owes: fees that went back after they were spent. Money outside, until it is
/// paid.
pub(crate) const fn owed_by_market(currency: Currency) -> Account {
    Account::new(PLATFORM, AccountPurpose::Bank, currency)
}

/// What the market has earned.
pub(crate) const fn earned(currency: Currency) -> Account {
    Account::new(PLATFORM, AccountPurpose::Platform, currency)
}

/// What a firm has frozen for its promises.
pub(crate) const fn deposit_of(firm: Id<Firm>, currency: Currency) -> Account {
    Account::new(firm.cast(), AccountPurpose::Escrow, currency)
}

/// The protection fund.
pub(crate) const fn fund_of(currency: Currency) -> Account {
    Account::new(FUND, AccountPurpose::Escrow, currency)
}

/// What firms have not asked for in years.
pub(crate) const fn unclaimed_of(currency: Currency) -> Account {
    Account::new(UNCLAIMED, AccountPurpose::Escrow, currency)
}
