//! Nouns, states and decisions: pure, so that tables of examples test them without a database.

mod about;
mod address;
mod contract;
mod deal;
mod decide;
mod finished;
mod inspection;
mod parcel;
mod proposal;
mod recorded;
mod refusal;
mod shipping;
mod stop;
mod table;
mod tracks;
mod turn;
mod view;

pub use about::About;
pub use address::{Address, Delivery, DeliveryTax};
pub use contract::{
    Contract, LINES_MOST, LinkLine, LinkOffer, NewLine, NewOrder, Origin, RECORDED_LINES_MOST,
    Terms, contract_hash,
};
pub use deal::{
    Deadline, DeadlineKind, Deal, DealKind, InspectionKind, Line, LineKind, Means, Milestone,
    RefundKind, RemedyKind, ShipmentKind, Side, Signature, Stopped,
};
pub use finished::FinishedSides;
pub use inspection::{Finding, Inspection, InspectionState};
pub use parcel::{Contents, Packed};
pub use proposal::{
    NewPrice, Proposal, ProposalKind, ProposalState, ProposalView, Proposed, Repricing,
};
pub use recorded::{RecordedLine, RecordedOrder};
pub use refusal::DealRefusal;
pub use shipping::Shipping;
pub use stop::Back;
pub use table::{Act, Cell, Place, Standing, Who, cells, places, table_markdown};
pub use tracks::{Goods, Information, MoneyTrack, Stage, TABLE, Track, Tracks};
pub use view::{
    Card, DealView, Done, Effect, Findings, Funded, LinkView, Moved, Problem, Refund, Shipment,
    TimelineEntry, TimerSet,
};

pub(crate) use about::Fulfilment;
pub(crate) use contract::{NOTE_CHARS_MOST, contract_text, tax_sums};
pub(crate) use decide::{Change, Entry, Finisher, Step};
pub(crate) use inspection::{Clock, Ending, awaited};
pub(crate) use parcel::{read_parcel, rest_of};
pub(crate) use proposal::is_pure_reduction;
pub(crate) use shipping::{Dispatch, read_reason};
pub(crate) use turn::{Badge, Turn};
pub(crate) use view::{Checked, check};
