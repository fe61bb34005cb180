//! What may be done with a claim, by whom, in which state: one function, from which the pages, the
//! API, the table in the documents and the tests all take it.

use super::compensation::{Compensation, State};
use super::refusal::PromiseRefusal;
use kernel::{Money, Stop};
use remedy::{Doer, Role};

/// Something that a person can do with a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// The buyer takes it back.
    Withdraw,
    /// The seller says yes.
    Agree,
    /// The seller says no, and why.
    Refuse,
    /// A side says something, or shows a file.
    Tell,
    /// An officer takes the case.
    Take,
    /// An officer gives it back.
    PutBack,
    /// The officer who has it decides.
    Decide,
    /// A second officer agrees to what was decided.
    Confirm,
    /// A second officer does not.
    Object,
}

/// An act with what must be said with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NewAct {
    /// An act that needs no words.
    Plain(Act),
    /// A refusal, a statement or an objection, with its words.
    Saying(Act, String),
    /// A decision: what the buyer gets, and why.
    Decide(Money, String),
}

impl Act {
    /// All of them, in the order of the table.
    pub const ALL: [Self; 9] = [
        Self::Withdraw,
        Self::Agree,
        Self::Refuse,
        Self::Tell,
        Self::Take,
        Self::PutBack,
        Self::Decide,
        Self::Confirm,
        Self::Object,
    ];

    /// The word in the table.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Withdraw => "withdraw",
            Self::Agree => "agree",
            Self::Refuse => "refuse",
            Self::Tell => "tell",
            Self::Take => "take",
            Self::PutBack => "put-back",
            Self::Decide => "decide",
            Self::Confirm => "confirm",
            Self::Object => "object",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.word() == word)
    }

    /// Whose it is.
    pub const fn doer(self) -> Doer {
        match self {
            Self::Withdraw => Doer::Buyer,
            Self::Agree | Self::Refuse => Doer::Seller,
            Self::Tell => Doer::Either,
            Self::Take | Self::PutBack | Self::Decide | Self::Confirm | Self::Object => {
                Doer::Officer
            }
        }
    }
}

impl Compensation {
    /// Whether somebody in this role may do this now, or why not.
    pub fn may(&self, role: Role, act: Act) -> Result<(), Stop> {
        may_role(role, act)?;
        Ok(self.may_now(role, act)?)
    }

    fn may_now(&self, role: Role, act: Act) -> Result<(), PromiseRefusal> {
        use PromiseRefusal as No;
        use State as S;
        let is_waiting = self.state == S::WaitsSeller;
        match (act, self.state) {
            (_, state) if state.is_over() => Err(No::IsOver),
            (_, S::Unpaid) => Err(No::Upheld),
            (Act::Withdraw, S::WaitsSeller | S::Deciding) => Ok(()),
            (Act::Withdraw, _) => Err(No::Decided),
            (Act::Agree | Act::Refuse, _) if is_waiting => Ok(()),
            (Act::Agree | Act::Refuse, _) => Err(No::Answered),
            (Act::Tell, S::WaitsSeller | S::Deciding) => Ok(()),
            (Act::Tell, _) => Err(No::Decided),
            (_, S::WaitsSeller) => Err(No::NotForDecision),
            (Act::Take, _) if role == Role::Officer && self.officer.is_none() => Ok(()),
            (Act::Take, _) => Err(No::Taken),
            (Act::Decide, S::Seconding) | (Act::Confirm | Act::Object, S::Deciding) => {
                Err(No::OtherStage)
            }
            _ if role == Role::Holder => Ok(()),
            _ => Err(No::NotTaken),
        }
    }
}

/// Who may at all: to a third firm the claim does not exist.
fn may_role(role: Role, act: Act) -> Result<(), Stop> {
    match (role, act.doer()) {
        (Role::Stranger, _) => Err(Stop::SignIn),
        (Role::Other, _) => Err(Stop::Absent),
        (Role::Barred, Doer::Officer) => Err(PromiseRefusal::Conflict.into()),
        (Role::Buyer, Doer::Buyer | Doer::Either)
        | (Role::Seller, Doer::Seller | Doer::Either)
        | (Role::Holder | Role::Officer, Doer::Officer) => Ok(()),
        _ => Err(Stop::Forbidden),
    }
}
