//! Verbs: what owners sign, what buyers claim, what sides and officers do with a claim, what the
//! fund and the timers do. Each loads, decides, writes and tells.

mod claim;
mod cover;
mod evidence;
mod officer;
mod pay;
mod perform;
mod read;
mod sign;
mod timers;
mod verify;
mod write;

pub use claim::claim;
pub use evidence::{evidence, may_show, show, talk_evidence};
pub use officer::queue;
pub use perform::perform;
pub use read::{compensation, compensations, of_deal, own, promises_of};
pub use sign::{end_all, end_one, sign, top_up};
pub use timers::{expire, lapse};
pub use verify::{verify, verify_protections};

pub(crate) use claim::claimable;
pub(crate) use pay::pay_waiting;

use crate::model::{Compensation, CompensationKind};
use crate::store;
use ::store::Tx;
use deal::DealKind;
use kernel::{Actor, Id, Outcome, Stop};
use remedy::Role;

/// Which claim of which deal.
pub(crate) type Which = (Id<DealKind>, Id<CompensationKind>);

/// The claim, read for update, and who the caller is to it. A key that only reads acts for nobody.
fn acting(tx: &mut Tx<'_>, by: &Actor, which: Which) -> Outcome<(Compensation, Role)> {
    let claim = store::lock_claim(tx, which.0, which.1)?;
    let role = claim.role_of(by);
    let may_know = !matches!(role, Role::Other | Role::Stranger);
    if may_know && !by.may_write() {
        return Err(Stop::Forbidden);
    }
    Ok((claim, role))
}
