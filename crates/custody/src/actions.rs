//! Verbs. Those of people take who acts; the others are called by a domain that keeps money for an
//! agreement, or by the rails, in their own transaction.

mod accounts;
mod answers;
mod bank;
mod claims;
mod deposit;
mod differences;
mod escrow;
mod fees;
mod files;
mod fund;
mod idle;
mod listing;
mod notices;
mod payouts;
mod recalls;
mod reconcile;
mod second;
mod stops;
mod take;
mod told;
mod unclear;
mod verify;
mod wallet;

pub use accounts::{
    bank_accounts, holders_of, name_bank_account, name_bank_account_again, payee_of,
    payouts_not_left, remove_bank_account,
};
pub use bank::{orders, pay_in_reference, pay_out, top_up, withdraw};
pub use claims::{
    claims, forgive_claim, keep_held, open_claims, owed_to_fund, pay_claims, pay_debts,
};
pub use deposit::{deposit, freeze, thaw, verify_deposits};
pub use differences::{answer_difference, difference, differences, ended_differences};
pub use escrow::{
    close, escrow, fund, identity, meet, meet_and_release, open, refund, release, require, share,
};
pub use fees::pay_what_market_owes;
pub use files::{bank_file, bank_files};
pub use fund::{
    can_compensate, compensate, feed_fund, fund_balance, fund_feeds, fund_line, fund_lines, funds,
    verify_fund,
};
pub use idle::{claim_unclaimed, unclaimed, verify_unclaimed};
pub use notices::{book_payment, book_payout, bounce, reject};
pub use payouts::{look_after_payouts, make_batch, mark_leaving, mark_sent, unsent_batch};
pub use recalls::recall;
pub use reconcile::{BankDay, bank_day, statements};
pub use stops::{
    administrable, administrators_account, end_stop, leave_out, may_begin, name_account_by_order,
    orders_over, pay_administrator, stop_payouts, stops, take_waiting_back, what_stops,
};
pub use verify::{escrows_after, verify};
pub use wallet::{MOST_PURSES, statement, wallet};

pub(crate) use answers::{take_answers, take_whole_answer};
pub(crate) use files::{Arrived, begin_file, end_file, refuse_file};
pub(crate) use fund::{earned_in, may_feed};
pub(crate) use idle::{IDLE, has_unwatched, look_at_idle, watch_wallets};
pub(crate) use recalls::{mark_answer_leaving, mark_answer_sent, take_recalls, unsent_answer};
pub(crate) use reconcile::end_statement;
pub(crate) use second::{hear_second, waits_on};
pub(crate) use stops::is_stopped;
pub(crate) use take::{Taken, keep_refused, take_payment};
pub(crate) use told::Heard;

use kernel::{Actor, Firm, Id, Outcome, Stop};

/// The firm that somebody acts for.
fn firm_of(by: &Actor) -> Outcome<Id<Firm>> {
    match by {
        Actor::Stranger => Err(Stop::SignIn),
        _ => by.firm().ok_or(Stop::Forbidden),
    }
}
