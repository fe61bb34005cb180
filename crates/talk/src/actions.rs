//! Verbs: opening a conversation, saying something in it, reading it, and what belongs to that.

mod access;
mod evidence;
mod hand;
mod letters;
mod open;
mod read;
mod records;
mod say;
mod translations;

pub use access::{block, close_report, look_into, report, reports, unblock};
pub use evidence::{EVIDENCE_MOST, evidence};
pub use hand::{add_route, hand_over, remove_route, routes};
pub use letters::{mail_wish, set_mail_wish, stop_letters};
pub use open::open;
pub use read::{
    be_here, beside, conversations, hide, last, last_words, messages, newest, news, other_of,
    presence_of, thread, unread,
};
pub use records::{reply_record, reply_records};
pub use say::{file, put_card, say, say_file};
pub use translations::{translations, want_translations};

pub(crate) use hand::{Late, forget_colleague, take_over};
pub(crate) use letters::{sweep, tell_unread};
pub(crate) use records::{work_out, work_out_stale};
pub(crate) use translations::{list_wanted, record_aid, want_of};

use kernel::{Actor, Firm, Id, Outcome, Stop};

/// The firm that somebody reads for; a key that only reads will do.
fn reader(by: &Actor) -> Outcome<Id<Firm>> {
    match by {
        Actor::Stranger => Err(Stop::SignIn),
        _ => by.firm().ok_or(Stop::Absent),
    }
}
