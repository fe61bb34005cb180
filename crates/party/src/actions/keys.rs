//! API keys.

use super::owned_firm;
use crate::model::{KEYS_MOST, Key, KeyKind, NewKey, PartyRefusal, Session};
use crate::store;
use ::store::Tx;
use kernel::{Actor, Cursor, Firm, Id, Limit, Outcome, Page, Role};

/// An owner makes a key for a program of their firm.
pub fn issue_key(tx: &mut Tx<'_>, by: &Actor, new: &NewKey) -> Outcome<Key> {
    let (firm, person) = owned_firm(by)?;
    if store::count_keys(tx, firm)? >= KEYS_MOST {
        return Err(PartyRefusal::KeysTooMany { most: KEYS_MOST }.into());
    }
    let (name, scope) = (new.name.as_str().to_owned(), new.scope.into());
    let session = Session {
        hash: new.hash,
        id: tx.id(),
        person,
        firm: Some((firm, Role::Owner)),
        scope,
        desk: None,
        name: Some(name.clone()),
        expires_at: None,
    };
    store::add_session(tx, &session)?;
    Ok(Key { id: session.id, name, scope, person, at: tx.now() })
}

/// The keys of an owner's firm.
pub fn keys(
    tx: &mut Tx<'_>,
    by: &Actor,
    after: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<Key>> {
    let (firm, _) = owned_firm(by)?;
    store::list_keys(tx, firm, after.map_or(0, |cursor| cursor.0), limit)
}

/// An owner ends a key of their firm.
pub fn revoke_key(tx: &mut Tx<'_>, by: &Actor, id: Id<KeyKind>) -> Outcome<()> {
    let (firm, _) = owned_firm(by)?;
    store::delete_key(tx, firm, id)
}

/// Which of some firms, at most fifty, have a program of their own that signs in.
pub fn with_keys(tx: &mut Tx<'_>, firms: &[Id<Firm>]) -> Outcome<Vec<Id<Firm>>> {
    store::list_with_keys(tx, firms)
}
