//! What windows do by themselves: they follow what is listed, so that shelves and counts are ready
//! before anybody asks.

mod finder;

pub use finder::{FirmFinder, Firms};

use crate::events::WindowChanged;
use crate::{actions, store};
use ::store::{Event, Follower, Told, Tx};
use catalog::{ProductChanged, ProductKind};
use kernel::{Firm, Id, Outcome};
use std::collections::{BTreeMap, BTreeSet};

/// Puts listed goods on their shelves and takes hidden ones away.
pub const SHELVES: Follower = Follower {
    name: "window-shelves",
    hears: |name| [ProductChanged::NAME, WindowChanged::NAME].contains(&name),
    take,
};

/// Empties the shelves and lets the follower begin again from the first event: both or neither.
pub fn forget(tx: &mut Tx<'_>) -> Outcome<()> {
    store::clear_shelves(tx)?;
    ::store::rewind(tx, SHELVES.name)
}

/// Each product is looked at once, as it is now, however many of the events are about it.
fn take(tx: &mut Tx<'_>, told: &[Told]) -> Outcome<()> {
    let mut products: BTreeSet<Id<ProductKind>> = BTreeSet::new();
    let mut windows: BTreeMap<Id<Firm>, BTreeSet<Id<ProductKind>>> = BTreeMap::new();
    for told in told {
        match told.name.as_str() {
            ProductChanged::NAME => {
                products.insert(told.read::<ProductChanged>()?.product);
            }
            WindowChanged::NAME => {
                let WindowChanged { firm, products } = told.read()?;
                windows.entry(firm).or_default().extend(products);
            }
            _ => {}
        }
    }
    let products: Vec<_> = products.into_iter().collect();
    actions::shelve(tx, &products)?;
    for (firm, products) in windows {
        let products: Vec<_> = products.into_iter().collect();
        actions::arrange(tx, firm, &products)?;
    }
    Ok(())
}
