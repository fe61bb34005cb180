//! The address book: private to its firm.

use super::firm_of;
use crate::model::{AddressKind, BookAddress, CartRefusal};
use crate::store;
use ::store::Tx;
use deal::Address;
use kernel::rules::Rules;
use kernel::{Actor, Id, Outcome};

fn most() -> i64 {
    Rules::current().cart.addresses_most
}

/// The firm's addresses, the one that is proposed first first.
pub fn addresses(tx: &mut Tx<'_>, by: &Actor) -> Outcome<Vec<BookAddress>> {
    let firm = firm_of(by)?;
    store::list_addresses(tx, firm, most())
}

/// One of them; another firm's does not exist.
pub(crate) fn address(tx: &mut Tx<'_>, by: &Actor, id: Id<AddressKind>) -> Outcome<BookAddress> {
    let firm = firm_of(by)?;
    store::get_address(tx, firm, id)
}

/// Adds an address; the first one of a book is proposed first.
pub fn add_address(tx: &mut Tx<'_>, by: &Actor, new: &Address) -> Outcome<BookAddress> {
    let (firm, _) = by.trader()?;
    let address = new.read()?;
    let before = store::list_addresses(tx, firm, most())?;
    if i64::try_from(before.len()).unwrap_or(i64::MAX) >= most() {
        return Err(CartRefusal::AddressesTooMany { most: most() }.into());
    }
    let is_first = !before.iter().any(|one| one.is_first);
    let added = BookAddress { id: tx.id(), address, is_first, version: 1 };
    store::add_address(tx, firm, &added)?;
    Ok(added)
}

/// Writes an address over the version that was read. Orders keep what they were given.
pub fn change_address(
    tx: &mut Tx<'_>,
    by: &Actor,
    (id, version): (Id<AddressKind>, i64),
    new: &Address,
) -> Outcome<BookAddress> {
    let (firm, _) = by.trader()?;
    let before = store::get_address(tx, firm, id)?;
    let address = new.read()?;
    store::change_address(tx, firm, (id, version), &address)?;
    Ok(BookAddress { address, version: version + 1, ..before })
}

/// Proposes an address first.
pub fn make_first(tx: &mut Tx<'_>, by: &Actor, id: Id<AddressKind>) -> Outcome<BookAddress> {
    let (firm, _) = by.trader()?;
    let address = store::get_address(tx, firm, id)?;
    store::end_first(tx, firm)?;
    store::make_first(tx, firm, id)?;
    Ok(BookAddress { is_first: true, ..address })
}

/// An address vanishes from the book.
pub fn remove_address(tx: &mut Tx<'_>, by: &Actor, id: Id<AddressKind>) -> Outcome<()> {
    let (firm, _) = by.trader()?;
    store::get_address(tx, firm, id)?;
    store::remove_address(tx, firm, id)
}
