//! Facts in the past tense: ids only.

use ::store::Event;
use kernel::{Firm, Id, Person};
use serde::{Deserialize, Serialize};

/// A firm was opened by its first owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirmOpened {
    /// The firm.
    pub firm: Id<Firm>,
    /// Its first owner.
    pub person: Id<Person>,
}

impl Event for FirmOpened {
    const NAME: &'static str = "firm-opened";
}

/// Something by which a firm is looked for changed: its name, its region, what it says it is, how
/// many trades it has finished by steps, or whether it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirmChanged {
    /// The firm.
    pub firm: Id<Firm>,
}

impl Event for FirmChanged {
    const NAME: &'static str = "firm-changed";
}

/// Somebody joined a firm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberJoined {
    /// The firm.
    pub firm: Id<Firm>,
    /// Who.
    pub person: Id<Person>,
}

impl Event for MemberJoined {
    const NAME: &'static str = "member-joined";
}

/// Somebody left a firm, or was taken out of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberLeft {
    /// The firm.
    pub firm: Id<Firm>,
    /// Who.
    pub person: Id<Person>,
}

impl Event for MemberLeft {
    const NAME: &'static str = "member-left";
}
