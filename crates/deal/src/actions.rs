//! Verbs: what a person can do with a deal, and what deadlines and rails do. Each loads, decides,
//! writes and tells.

mod begin;
mod cancel;
mod deadlines;
mod finished;
mod goods;
mod inspections;
mod letters;
mod links;
mod money;
mod orders;
mod proposals;
mod quotes;
mod read;
mod recorded;
mod ship;
mod step;
mod stop;
mod verify;

pub use begin::{place, place_delivered};
pub use cancel::cancel;
pub use deadlines::expire;
pub use finished::{finished_after, finished_sides, finished_sides_of};
pub use goods::{confirm, deliver};
pub(crate) use inspections::{REPORT, lapse_inspection};
pub use inspections::{call_off_inspection, file_inspection, order_inspection};
pub use links::{accept_link, offer_link, open_link};
pub use money::{due_of, fund_all, fund_with, pay, pay_by_bank, refund};
pub(crate) use proposals::{ANSWER, Which, take_silence};
pub use proposals::{accept, change_price, close_rest, decline, proposal, proposals, withdraw};
pub use quotes::{accept_quote, accept_request_quote};
pub(crate) use read::deals_by_turn;
pub use read::{
    deal, deals, effect_since, open_deals, read_as_officer, sells_since_before, stages_of, timeline,
};
pub use recorded::place_recorded;
pub use ship::{ship, ship_part, waybill};
pub use stop::{extend, give_back, go_on, held, note, settle, ship_again, stop, with_parts};
pub use verify::{stopped, verify};

pub(crate) use letters::{is_news, write_letters};
pub(crate) use money::{give_what_is_called_back, pay_what_came};
pub(crate) use orders::tell_gate;

use crate::model::DealKind;
use custody::Agreement;
use kernel::Id;

/// What custody knows a deal by.
const fn agreement_of(deal: Id<DealKind>) -> Id<Agreement> {
    deal.cast()
}
