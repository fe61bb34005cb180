//! Verbs: what sides and officers do with a remedy, and what its timer does. Each loads, decides,
//! writes and tells.

mod ask;
mod evidence;
mod officer;
mod perform;
mod read;
mod rights;
mod second;
mod sides;
mod timers;
mod verify;
mod write;

pub use ask::ask;
pub use evidence::{evidence, may_show, show, talk_evidence};
pub use officer::{decisions, has_to_do_with, queue};
pub use perform::perform;
pub use read::{remedies, remedy};
pub use rights::{end_return_right, grant_return_right};
pub use timers::expire;
pub use verify::verify;

pub(crate) use second::hear_second;

use crate::model::{Remedy, RemedyKind, Role};
use crate::store;
use ::store::Tx;
use deal::DealKind;
use kernel::{Actor, Id, Outcome, Stop};

/// The remedy, read for update, and who the caller is to it. A key that only reads acts for nobody.
fn acting(
    tx: &mut Tx<'_>,
    by: &Actor,
    deal: Id<DealKind>,
    id: Id<RemedyKind>,
) -> Outcome<(Remedy, Role)> {
    let remedy = store::lock_remedy(tx, deal, id)?;
    let role = remedy.role_of(by);
    let may_know = !matches!(role, Role::Other | Role::Stranger);
    if may_know && !by.may_write() {
        return Err(Stop::Forbidden);
    }
    Ok((remedy, role))
}
