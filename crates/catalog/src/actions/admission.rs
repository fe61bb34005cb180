//! Closing shelves and letting sellers in: called by the domain that decides who may sell.

use crate::model::{Admission, CatalogRefusal, CategoryCode};
use crate::store::admission as store;
use ::store::Tx;
use kernel::{Firm, Id, Outcome};

/// Closes a shelf to every firm that is not let in; what is listed there stays.
pub fn close_category(tx: &mut Tx<'_>, category: &CategoryCode) -> Outcome<()> {
    store::close(tx, category)
}

/// Opens a shelf to every firm.
pub fn open_category(tx: &mut Tx<'_>, category: &CategoryCode) -> Outcome<()> {
    store::open(tx, category)
}

/// Writes how a firm stands before a shelf: let in, waiting, or neither.
pub fn set_admission(
    tx: &mut Tx<'_>,
    category: &CategoryCode,
    firm: Id<Firm>,
    admission: Option<Admission>,
) -> Outcome<()> {
    match admission {
        Some(admission) => store::set(tx, category, firm, admission),
        None => store::delete(tx, category, firm),
    }
}

/// Stops a firm that may not list on a shelf; says how to be let in, or how many stand before it.
pub fn admit_to_category(
    tx: &mut Tx<'_>,
    category: &CategoryCode,
    firm: Id<Firm>,
) -> Outcome<()> {
    let category_code = || category.code().to_owned();
    match store::find_closed(tx, category, firm)? {
        None | Some(Some(Admission::Admitted)) => Ok(()),
        Some(None) => Err(CatalogRefusal::CategoryClosed { category: category_code() }.into()),
        Some(Some(Admission::Waiting { .. })) => {
            let place = store::count_before(tx, category, firm)? + 1;
            Err(CatalogRefusal::CategoryWaiting { category: category_code(), place }.into())
        }
    }
}

/// A firm's place in the line before a shelf, counted from 1.
pub fn place_in_line(tx: &mut Tx<'_>, category: &CategoryCode, firm: Id<Firm>) -> Outcome<i64> {
    Ok(store::count_before(tx, category, firm)? + 1)
}
