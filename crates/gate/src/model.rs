//! Shelves, the line before them, buyers that count, who brought them, and the way to a first order
//! of one's own.

mod campaign;
mod check;
mod day;
mod free_mail;
mod numbers;
pub(crate) mod path;
mod points;
mod refusal;
mod shelf;

pub use campaign::{
    Branch, Brought, Campaign, CampaignKind, Link, Medium, NewCampaign, NewLink, Offered, Twig,
    cost_per_buyer,
};
pub use check::{
    BuyerCheck, CheckKind, CheckRequest, CheckRequestKind, CheckState, Checks, Verdict,
};
pub use day::Day;
pub use numbers::{Counter, Numbers};
pub use path::{ExportPath, Step, StepName};
pub use points::{Part, PartName, Points, Record};
pub use refusal::GateRefusal;
pub use shelf::{
    Application, ApplicationState, Crowd, Health, Mode, Shelf, ShelfChange, ShelfView, Stand, Way,
    WeekRow,
};

pub(crate) use campaign::CampaignTerms;
pub(crate) use check::{read_number, work_domain};
pub(crate) use refusal::read_reason;
