//! Nouns, states and decisions: pure, so that tables of examples test them without a database.

mod code;
mod contact;
mod country;
mod firm;
mod invitation;
mod letter;
mod name;
mod password;
mod person;
mod refusal;
mod region;
mod session;
mod topic;

pub use code::{Asking, Checked, KnownBy, Purpose, TypedCode};
pub use contact::{Channel, Contact};
pub use country::Country;
pub use firm::{
    ChangedFirm, Deeds, FirmFact, FirmFacts, FirmMarks, FirmSummary, Member, NewFirm, Standing,
    TrustLine, Witness, steps_of,
};
pub use invitation::{Invited, NewInvitation, Offer};
pub use letter::{Letter, LetterKind, NewLetter, News, PostFailure};
pub use name::Name;
pub use password::{Password, hash_password, verify_if_known};
pub use person::{Acceptance, Clerk, DirectFirm, NewClerk, NewMember, NewPerson, Profile, Reached};
pub use refusal::PartyRefusal;
pub use region::Region;
pub use session::{Key, KeyKind, KeyScope, NewKey, Opened, Proof, SignedIn};
pub use topic::Topic;

pub(crate) use code::{KeptCode, NewCode, Sent, hash_code, new_code};
pub(crate) use firm::may_lose_owner;
pub(crate) use invitation::{INVITATIONS_MOST, Invitation};
pub(crate) use letter::Fate;
pub(crate) use password::verify_password;
pub(crate) use session::{
    KEYS_MOST, Session, desk_from_word, desk_word, role_from_word, role_word, scope_from_word,
    scope_word,
};
