//! Who is signed in, where, and what they may do from there.

use super::{Name, TypedCode};
use kernel::rules::Rules;
use kernel::{Actor, Desk, Firm, Id, Kind, Person, Role, Scope, Timestamp};
use serde::{Deserialize, Serialize};

/// Keys of one firm: more programs than that want a list of their own.
pub(crate) const KEYS_MOST: i64 = 20;

/// Names sessions and API keys; it is no secret, unlike the token.
#[derive(Debug)]
pub enum KeyKind {}
impl Kind for KeyKind {
    const PREFIX: &'static str = "key";
}

/// A signed-in browser, or an API key.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    pub(crate) hash: [u8; 32],
    pub(crate) id: Id<KeyKind>,
    pub(crate) person: Id<Person>,
    pub(crate) firm: Option<(Id<Firm>, Role)>,
    pub(crate) scope: Scope,
    pub(crate) desk: Option<Desk>,
    /// Keys have one.
    pub(crate) name: Option<String>,
    /// Keys have none.
    pub(crate) expires_at: Option<Timestamp>,
}

impl Session {
    /// When a session that begins now ends. Reading never writes, so the time does not slide.
    pub(crate) fn end(now: Timestamp) -> Timestamp {
        now.plus_days(Rules::current().sign_in.session_d)
    }

    /// Who acts through it.
    pub(crate) fn actor(
        person: Id<Person>,
        firm: Option<(Id<Firm>, Role)>,
        scope: Scope,
        desk: Option<Desk>,
    ) -> Actor {
        match desk {
            Some(desk) => Actor::Clerk { person, desk },
            None => Actor::Member { person, firm, scope },
        }
    }
}

/// How somebody shows that they are who they say.
#[derive(Debug, Clone)]
pub enum Proof {
    /// A password that was found right against this hash, outside the transaction.
    Password {
        /// The hash it was compared with; another one since then is a no.
        verified: String,
    },
    /// A code as they typed it.
    Code(TypedCode),
}

/// Somebody signed in; the token is known to the caller alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedIn {
    /// Who.
    pub person: Id<Person>,
    /// For which firm, if they have one.
    pub firm: Option<Id<Firm>>,
    /// As what.
    pub role: Option<Role>,
    /// At which desk of the operator.
    pub desk: Option<Desk>,
    /// Until when.
    pub expires_at: Timestamp,
}

/// A person and the firm they opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// The owner.
    pub person: Id<Person>,
    /// The firm.
    pub firm: Id<Firm>,
}

impl Opened {
    /// The owner, acting for the firm.
    pub const fn owner(&self) -> Actor {
        let firm = Some((self.firm, Role::Owner));
        Actor::Member { person: self.person, firm, scope: Scope::Full }
    }
}

/// What an API key may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum KeyScope {
    /// Read and trade, but change neither people nor keys.
    Trade,
    /// Only read.
    Read,
}

impl From<KeyScope> for Scope {
    fn from(scope: KeyScope) -> Self {
        match scope {
            KeyScope::Trade => Self::Trade,
            KeyScope::Read => Self::Read,
        }
    }
}

/// An API key to be made.
#[derive(Debug, Clone)]
pub struct NewKey {
    /// What the owner calls it.
    pub name: Name,
    /// What it may do.
    pub scope: KeyScope,
    /// The hash of its token.
    pub hash: [u8; 32],
}

/// An API key, without its token, which is shown once and kept nowhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    /// Its id.
    pub id: Id<KeyKind>,
    /// What the owner calls it.
    pub name: String,
    /// What it may do.
    pub scope: Scope,
    /// Who made it; it ends with their membership.
    pub person: Id<Person>,
    /// Since when.
    pub at: Timestamp,
}

pub(crate) const fn role_word(role: Role) -> &'static str {
    match role {
        Role::Owner => "owner",
        Role::Staff => "staff",
    }
}

pub(crate) fn role_from_word(word: &str) -> Option<Role> {
    [Role::Owner, Role::Staff].into_iter().find(|role| role_word(*role) == word)
}

pub(crate) const fn scope_word(scope: Scope) -> &'static str {
    match scope {
        Scope::Full => "full",
        Scope::Trade => "trade",
        Scope::Read => "read",
    }
}

pub(crate) fn scope_from_word(word: &str) -> Option<Scope> {
    [Scope::Full, Scope::Trade, Scope::Read].into_iter().find(|scope| scope_word(*scope) == word)
}

pub(crate) const fn desk_word(desk: Desk) -> &'static str {
    match desk {
        Desk::Operator => "operator",
        Desk::Officer => "officer",
    }
}

pub(crate) fn desk_from_word(word: &str) -> Option<Desk> {
    [Desk::Operator, Desk::Officer].into_iter().find(|desk| desk_word(*desk) == word)
}
