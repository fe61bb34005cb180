//! People.

use super::{Contact, Country, FirmSummary, Name, NewFirm, PartyRefusal, TypedCode};
use kernel::{Desk, Firm, Id, Lang, Person, Role, Scope};

/// A person to be known here.
#[derive(Debug, Clone)]
pub struct NewPerson {
    /// Their name.
    pub name: Name,
    /// What `hash_password` made, if they chose a password.
    pub password_hash: Option<String>,
    /// The language they read.
    pub lang: Lang,
}

/// A person who signs up and opens a firm.
#[derive(Debug, Clone)]
pub struct NewMember {
    /// Where they are reached.
    pub contact: Contact,
    /// The code they got there.
    pub code: TypedCode,
    /// Themselves.
    pub person: NewPerson,
    /// Their firm.
    pub firm: NewFirm,
}

/// An invitation taken up.
#[derive(Debug, Clone)]
pub struct Acceptance {
    /// The hash of the invitation's token.
    pub invitation: [u8; 32],
    /// Who comes, if they have no account yet; a person who has one signs in first.
    pub newcomer: Option<NewPerson>,
    /// The hash of the token of the session that begins.
    pub session: [u8; 32],
}

/// A firm with its owner, opened by the operator: an import, the demo, a measurement, a test.
#[derive(Debug, Clone)]
pub struct DirectFirm {
    /// Where the owner is reached, if anywhere.
    pub contact: Option<Contact>,
    /// The owner.
    pub person: NewPerson,
    /// The firm.
    pub firm: NewFirm,
    /// The hash of the token of a session to begin, if one is wanted.
    pub session: Option<[u8; 32]>,
}

impl DirectFirm {
    /// A firm whose owner has its name and reads English; nobody is reached or signed in yet.
    pub fn named(name: &str, country: &str) -> Result<Self, PartyRefusal> {
        let (name, lang) = (Name::parse(name, "name")?, Lang::En);
        let country = Country::parse(country, "country")?;
        Ok(Self {
            contact: None,
            person: NewPerson { name: name.clone(), password_hash: None, lang },
            firm: NewFirm { name, name_lang: lang, country },
            session: None,
        })
    }

    /// The same with a session of the owner's begun, by the hash of its token.
    #[must_use]
    pub fn signed_in(self, token_hash: [u8; 32]) -> Self {
        Self { session: Some(token_hash), ..self }
    }
}

/// One of the operator's people to be known here.
#[derive(Debug, Clone)]
pub struct NewClerk {
    /// Where they are reached.
    pub contact: Contact,
    /// Themselves.
    pub person: NewPerson,
    /// Where they work.
    pub desk: Desk,
}

/// One of the operator's people, as letters reach them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clerk {
    /// Who.
    pub person: Id<Person>,
    /// Where they work.
    pub desk: Desk,
    /// Where they are reached.
    pub contact: Contact,
    /// The language they read.
    pub lang: Lang,
}

/// What somebody may know of themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Who they are.
    pub person: Id<Person>,
    /// Their name.
    pub name: String,
    /// The language they read.
    pub lang: Lang,
    /// Raised by each change.
    pub version: i64,
    /// The firm they act for.
    pub firm: Option<FirmSummary>,
    /// As what.
    pub role: Option<Role>,
    /// What this session or key may do.
    pub scope: Scope,
    /// At which desk of the operator.
    pub desk: Option<Desk>,
    /// All firms they belong to, the newest membership first.
    pub firms: Vec<(Id<Firm>, Role)>,
}

/// Somebody to whom a letter can be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reached {
    /// Who.
    pub person: Id<Person>,
    /// Their name.
    pub name: String,
    /// The language they read.
    pub lang: Lang,
    /// Where.
    pub contact: Contact,
}
