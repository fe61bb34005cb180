//! Firms of the demonstration and the people who act for them.

use anyhow::{Result, anyhow};
use kernel::{Actor, Firm, Id, Lang, Outcome, Person, Role, Scope};
use party::{Contact, Country, DirectFirm, Name, NewFirm, NewPerson, PartyRefusal};
use store::Tx;

/// A firm and its owner.
#[derive(Debug, Clone, Copy)]
pub(super) struct Trader {
    pub(super) firm: Id<Firm>,
    person: Id<Person>,
}

impl Trader {
    /// The owner, acting for the firm.
    pub(super) const fn actor(self) -> Actor {
        let firm = Some((self.firm, Role::Owner));
        Actor::Member { person: self.person, firm, scope: Scope::Full }
    }
}

/// A firm to be opened.
pub(super) struct Opening<'a> {
    pub(super) firm: &'a str,
    pub(super) person: &'a str,
    pub(super) lang: Lang,
    pub(super) country: &'a str,
    pub(super) contact: Option<Contact>,
    pub(super) password_hash: &'a str,
}

impl Opening<'_> {
    /// Reads the names.
    pub(super) fn read(&self) -> Result<DirectFirm> {
        let wrong = |refusal: PartyRefusal| anyhow!("{}: {refusal:?}", self.firm);
        let name = Name::parse(self.firm, "name").map_err(wrong)?;
        let country = Country::parse(self.country, "country").map_err(wrong)?;
        let password_hash = self.contact.as_ref().map(|_| self.password_hash.to_owned());
        Ok(DirectFirm {
            contact: self.contact.clone(),
            person: NewPerson {
                name: Name::parse(self.person, "name").map_err(wrong)?,
                password_hash,
                lang: self.lang,
            },
            firm: NewFirm { name, name_lang: self.lang, country },
            session: None,
        })
    }
}

/// Opens it.
pub(super) fn open(tx: &mut Tx<'_>, new: &DirectFirm) -> Outcome<Trader> {
    let opened = party::open_firm_directly(tx, new)?;
    Ok(Trader { firm: opened.firm, person: opened.person })
}
