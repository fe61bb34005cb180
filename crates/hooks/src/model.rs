//! Nouns, states and decisions: pure.

mod catalogue;
mod delivery;
mod endpoint;
mod event;
mod network;
mod refusal;
mod seal;

pub use catalogue::{CATALOGUE, EventType, Field, KEPT_INSIDE, Sides, What};
pub use delivery::{Answer, Attempt, Delivery, DeliveryState, Failure, Replayed, Whole};
pub use endpoint::{Deed, Endpoint, EndpointState, HookKind, NewEndpoint, Proof, Wish, read_url};
pub use event::{EventKind, PublicEvent};
pub use network::Networks;
pub use refusal::HooksRefusal;
pub use seal::{Seal, secret_text, sign, verify_signature};

pub(crate) use catalogue::{TEST, all_types, find_type};
pub(crate) use delivery::{Job, Next, Sent, next};
pub(crate) use endpoint::{Off, read_about, read_types};
pub(crate) use event::{Fact, example, readers, tell, tell_test};
