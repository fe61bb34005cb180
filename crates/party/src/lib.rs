#![doc = include_str!("../README.md")]

mod actions;
pub mod api;
pub mod events;
pub mod jobs;
mod model;
pub mod pages;
pub mod ports;
mod store;
pub mod views;

pub use actions::{
    accept_invitation, act_for, ask_code, ask_code_again, change_firm, change_role, clerks,
    contact_of, count_deeds, firm, firms_after, forget_deeds, found_firm, hide_firm, invite, is_of,
    issue_key, keys, leave, list_arrived, list_due_letters, make_clerk, marks, me, members, names,
    note_fact, offer, open_firm_directly, own_contact, password_of, people, people_of, prove_again,
    reach, record_failed, record_sent, record_sent_and_keep, remove_member, reset_password,
    revoke_key, send_letter, send_news, send_to_owners, set_promises, set_trade_role, set_unwanted,
    share_a_person, show_firm, sign_in, sign_in_by_hash, sign_out, sign_up, standing, sweep,
    trust_lines, unwanted, with_keys,
};
pub use model::{
    Acceptance, Asking, ChangedFirm, Channel, Checked, Clerk, Contact, Country, Deeds, DirectFirm,
    FirmFact, FirmFacts, FirmMarks, FirmSummary, Invited, Key, KeyKind, KeyScope, KnownBy, Letter,
    LetterKind, Member, Name, NewClerk, NewFirm, NewInvitation, NewKey, NewLetter, NewMember,
    NewPerson, News, Offer, Opened, PartyRefusal, Password, PostFailure, Profile, Proof, Purpose,
    Reached, Region, SignedIn, Standing, Topic, TrustLine, TypedCode, Witness, hash_password,
    steps_of, verify_if_known,
};

use ::store::{Migration, migration};
use kernel::Lang;
use web::Locale;

/// The tables of people and firms, in order.
pub const MIGRATIONS: &[Migration] = &[
    migration("party-0001", include_str!("../migrations/0001.sql")),
    migration("party-marks", include_str!("../migrations/0002.sql")),
    migration("party-topics", include_str!("../migrations/0003.sql")),
];

/// What people and firms read.
pub const LOCALES: &[Locale] = &[
    Locale { lang: Lang::En, text: include_str!("../locales/en.ftl") },
    Locale { lang: Lang::ZhCn, text: include_str!("../locales/zh-CN.ftl") },
];
