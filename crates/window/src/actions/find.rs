//! Finding firms: the index proposes, the store decides what is shown.

use crate::jobs::FirmFinder;
use crate::model::FirmFound;
use crate::store;
use ::store::Tx;
use catalog::Category;
use finding::{Asked, ROWS, Results};
use kernel::{Firm, Id, Lang, Outcome};
use search::{Found, Hit};

/// The firms that answer. Whoever is hidden, or shows nothing any more, is left out, whatever the
/// index says.
pub fn find(
    tx: &mut Tx<'_>,
    finder: &FirmFinder,
    asked: &Asked,
    lang: Lang,
) -> Outcome<Results<FirmFound>> {
    let first = asked.page * ROWS;
    let found = finder.find(&asked.question(), first..first + ROWS)?;
    let id = |hit: &Hit| i64::try_from(hit.id).ok().map(Id::new);
    let firms: Vec<Id<Firm>> = found.hits.iter().filter_map(id).collect();
    let rows = rows(tx, &firms, lang)?;
    let has_next = found.places > first + ROWS;
    let Found { counts, whole, meant, .. } = found;
    Ok(Results { rows, counts, whole, meant, has_next })
}

fn rows(tx: &mut Tx<'_>, firms: &[Id<Firm>], lang: Lang) -> Outcome<Vec<FirmFound>> {
    let lines = party::trust_lines(tx, firms)?;
    let mut marks = party::marks(tx, firms)?;
    let mut names = store::list_other_names(tx, firms)?;
    let mut shelves = store::list_firm_shelves(tx, firms)?;
    let mut makes = super::makes_of(tx, firms, lang)?;
    let mut rows = Vec::with_capacity(lines.len());
    for line in lines {
        let firm = line.firm;
        let marks = marks.remove(&firm).unwrap_or_default();
        let (name, on) = (names.remove(&firm), shelves.remove(&firm));
        if marks.is_hidden || (name.is_none() && on.is_none()) {
            continue;
        }
        let on = on.unwrap_or_default();
        let leaves = on.iter().filter_map(|code| Category::find(code));
        rows.push(FirmFound {
            line,
            marks,
            other_name: name.unwrap_or_default(),
            makes: makes.remove(&firm),
            shelves: leaves.filter(|category| !category.parent().is_empty()).collect(),
        });
    }
    Ok(rows)
}
