//! Lists of names, how alike two names are, and cases: pure.

mod case;
mod country;
mod list;
mod measure;
mod order;
mod plain;
mod read;
mod refusal;

pub use case::{
    Act, Case, CaseKind, CaseState, NewAct, Opened, QueueRow, Subject, SubjectKind, hash_of_file,
};
pub use list::{
    Birth, Entry, KeptList, ListKind, ListedKind, ListedName, Match, NewList, Quality, Tried,
    read_birth,
};
pub use measure::{Arithmetic, Pair};
pub use order::{Administered, FirmOrder, FirmOrderKind, NewFirmOrder, OrderedKind, Paper};
pub use read::{MOST_BYTES, read_list};
pub use refusal::ScreeningRefusal;

pub(crate) use case::{Hit, hash_of, name_key, read_reasons};
pub(crate) use list::Prepared;
