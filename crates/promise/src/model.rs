//! Nouns, states and decisions: pure, so that tables of examples test them without a database.

mod act;
mod compensation;
mod contract;
mod decide;
mod promise;
mod protection;
mod refusal;
mod table;
mod view;

pub use act::{Act, NewAct};
pub use compensation::{Compensation, CompensationKind, NewClaim, State};
pub use contract::{TEXT_VERSION, text, text_hash};
pub use promise::{Price, Promise};
pub use protection::{Cover, NewSigning, Protection, Signed, SignedKind};
pub use refusal::PromiseRefusal;
pub use table::{Cell, cells, markdown, page_rows};
pub use view::{
    Card, CompensationView, Done, Findings, FirmFindings, Held, Own, QueueRow, Shown, Step,
    StepKind,
};

pub(crate) use compensation::read_text;
pub(crate) use decide::Move;
pub(crate) use protection::{LastOf, Order, all_least, least};
pub(crate) use view::Claimable;
