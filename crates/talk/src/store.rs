//! Every SQL statement of conversations.

mod access;
mod conversations;
mod messages;
mod people;
pub(crate) mod records;
mod reports;
mod sides;
pub(crate) mod translations;

pub(crate) use access::{add_access, add_block, delete_block, find_block, is_blocked_by};
pub(crate) use conversations::{add_conversation, get_conversation, raise_head};
pub(crate) use messages::{
    add_message, find_last_message, find_message, hide_message, list_after, list_before,
    list_from_nth, list_hidden, list_last_words,
};
pub(crate) use people::{
    add_mail_off, add_route, be_seen, count_routes, delete_route, find_mail_off, find_regular,
    find_seen, find_wish, forget_colleague, keep_regular, list_routes, put_wish, record_sent,
    sweep_mail_off,
};
pub(crate) use reports::{add_report, close_report, find_report, list_reports};
pub(crate) use sides::{
    add_handover, add_sides, count_opened, count_unread, find_side, hand_to, list_changed,
    list_handovers, list_newest, list_replies, list_untold, mark_read, said_by, said_to, told,
};
