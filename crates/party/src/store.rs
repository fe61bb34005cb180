//! Every SQL statement of this domain, on its own tables.

mod codes;
mod firms;
mod invitations;
mod letters;
mod marks;
mod people;
mod sessions;
mod sweep;
mod topics;

pub(crate) use codes::{add_code, count_try, end_codes, find_code, list_sent, spend_code};
pub(crate) use firms::{
    add_firm, add_member, clear_standings, delete_member, find_firm, find_role, get_standing,
    list_firms_of, list_members, list_members_of, list_trust_lines, lock_owners, raise_standing,
    set_fact, set_promises, set_role, share_a_person,
};
pub(crate) use invitations::{
    add_invitation, count_open, find_invitation, lock_invitation, use_invitation,
};
pub(crate) use letters::{
    add_letter, forget_letter, give_up, list_arrived, list_due, put_off, record_sent,
};
pub(crate) use marks::{
    list_firms_after, list_marks, put_hidden, put_region, put_role, rename_firm,
};
pub(crate) use people::{
    add_clerk, add_contact, add_person, find_contact_of, find_desk, find_owner, get_person,
    list_clerks, list_names, list_owner_contacts, set_password,
};
pub(crate) use sessions::{
    add_session, count_keys, delete_key, delete_of_member, delete_of_person, delete_session,
    find_actor, list_keys, list_with_keys, set_role_of_member,
};
pub(crate) use sweep::{sweep_codes, sweep_invitations, sweep_letters, sweep_sessions};
pub(crate) use topics::{
    add_unwanted, count_letters, list_letter_counts, list_unwanted, list_unwilling, remove_unwanted,
};

/// Ids looked up in one statement.
pub(crate) const IDS_AT_A_TIME: usize = 50;
