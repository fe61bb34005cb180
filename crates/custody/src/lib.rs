#![doc = include_str!("../README.md")]

mod actions;
pub mod api;
mod events;
pub mod jobs;
mod model;
pub mod pages;
pub mod ports;
mod store;
mod views;

pub use actions::{
    BankDay, MOST_PURSES, administrable, administrators_account, answer_difference, bank_accounts,
    bank_day, bank_file, bank_files, book_payment, book_payout, bounce, can_compensate,
    claim_unclaimed, claims, close, compensate, deposit, difference, differences, end_stop,
    ended_differences, escrow, escrows_after, feed_fund, forgive_claim, freeze, fund, fund_balance,
    fund_feeds, fund_line, fund_lines, funds, holders_of, identity, keep_held, leave_out,
    look_after_payouts, make_batch, mark_leaving, mark_sent, may_begin, meet, meet_and_release,
    name_account_by_order, name_bank_account, name_bank_account_again, open, open_claims, orders,
    orders_over, owed_to_fund, pay_administrator, pay_claims, pay_debts, pay_in_reference, pay_out,
    pay_what_market_owes, payee_of, payouts_not_left, recall, refund, reject, release,
    remove_bank_account, require, share, statement, statements, stop_payouts, stops,
    take_waiting_back, thaw, top_up, unclaimed, unsent_batch, verify, verify_deposits, verify_fund,
    verify_unclaimed, wallet, what_stops, withdraw,
};
pub use events::{
    BalanceClaimed, BalanceUnclaimed, BankAccountNamed, BankOrdered, ClaimForgiven, ClaimRaised,
    FeeReturned, FundGrew, HeldCalledBack, PaymentBooked, PaymentBounced, PayoutBooked,
    PayoutRejected, PayoutReturned,
};
pub use model::{
    Agreement, Answered, BankAccount, BankAccountKind, BankNotice, BankOrder, BankOrderKind,
    BatchState, BookAccount, Booked, Bounce, CUSTODIAN, Claim, ClaimKind, CustodyRefusal, Deposit,
    DepositFindings, Difference, DifferenceKind, DifferenceRow, DifferenceState, Direction, Escrow,
    EscrowState, FUND, FeeRule, FeedState, Findings, FundFeed, FundFeedKind, FundFindings,
    FundLine, FundLineKind, FundMark, GOODS_CONFIRMED, Identity, KeptFile, KeptStatement, Lies,
    NewBankAccount, NewEscrow, NewStop, OrderState, OwedTo, OwnAccount, PLATFORM, Payment, Payout,
    PayoutBatch, PayoutBatchKind, PayoutFile, PayoutLine, PayoutState, PayoutStop, PayoutStopKind,
    Problem, Purpose, Recall, RecallState, Recovery, Refunded, Release, Source, StopCause,
    UNCLAIMED, UnclaimedBalance, Way, Whereabouts, batch_name, reason, stays_in,
};

use ::store::{Migration, migration};
use kernel::Lang;
use web::Locale;

/// Custody's tables, in order.
pub const MIGRATIONS: &[Migration] = &[
    migration("custody-0001", include_str!("../migrations/0001.sql")),
    migration("custody-0002", include_str!("../migrations/0002.sql")),
    migration("custody-0003", include_str!("../migrations/0003.sql")),
    migration("custody-0004", include_str!("../migrations/0004.sql")),
    migration("custody-0005", include_str!("../migrations/0005.sql")),
];

/// Custody's words.
pub const LOCALES: &[Locale] = &[
    Locale { lang: Lang::En, text: include_str!("../locales/en.ftl") },
    Locale { lang: Lang::ZhCn, text: include_str!("../locales/zh-CN.ftl") },
];
