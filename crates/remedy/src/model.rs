//! Nouns, states and decisions: pure, so that tables of examples test them without a database.

mod act;
mod ask;
mod decide;
mod new_act;
mod refusal;
mod remedy;
mod table;
mod texts;
mod view;

pub use act::{Act, Doer, Role};
pub use ask::{Asked, NewRemedy};
pub use deal::{About, RemedyKind};
pub use decide::{Consequence, TimerKind};
pub use new_act::NewAct;
pub use refusal::RemedyRefusal;
pub use remedy::{Decision, Remedy, State, Want};
pub use table::{Cell, cells, markdown, page_rows};
pub use texts::NewDecision;
pub use view::{
    Done, Evidence, EvidenceKind, EvidenceSource, Findings, PublishedDecision, PublishedKind,
    QueueRow, RemedyView, Step, StepKind,
};

pub(crate) use decide::Move;
pub(crate) use texts::{read_line_of, read_text};
