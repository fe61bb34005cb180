//! Finding requests: the index proposes, the store decides what is shown.

use crate::jobs::{RequestFinder, findable};
use crate::model::{Request, RequestKind};
use ::store::Tx;
use catalog::Unmet;
use finding::{Asked, ROWS, Results};
use kernel::{Actor, Desk, Id, Outcome, Stop};
use search::{Found, Hit};

/// Words looked for in vain that are shown.
const UNMET_MOST: i64 = 100;

/// The requests that answer, for people of firms and the operator's. What is closed, full, over or
/// no longer for everybody is left out, whatever the index says.
pub fn find(
    tx: &mut Tx<'_>,
    by: &Actor,
    finder: &RequestFinder,
    asked: &Asked,
) -> Outcome<Results<Request>> {
    may_look(by)?;
    let first = asked.page * ROWS;
    let found = finder.find(&asked.question(), first..first + ROWS)?;
    let id = |hit: &Hit| i64::try_from(hit.id).ok().map(Id::new);
    let ids: Vec<Id<RequestKind>> = found.hits.iter().filter_map(id).collect();
    let rows = findable(tx, &ids)?;
    let has_next = found.places > first + ROWS;
    let Found { counts, whole, meant, .. } = found;
    Ok(Results { rows, counts, whole, meant, has_next })
}

/// Stops whoever may not see the demand.
pub(crate) fn may_look(by: &Actor) -> Outcome<()> {
    match by {
        Actor::Stranger => Err(Stop::SignIn),
        _ if by.firm().is_some() || by.is_at(Desk::Operator) => Ok(()),
        _ => Err(Stop::Absent),
    }
}

/// What was looked for in vain, the most frequent first, for those who may see the demand. What few
/// searches had is not told.
pub fn unmet(tx: &mut Tx<'_>, by: &Actor) -> Outcome<Vec<Unmet>> {
    may_look(by)?;
    catalog::unmet_demand(tx, UNMET_MOST)
}
