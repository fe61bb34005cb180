//! What may be done with a remedy, by whom, in which state: one function, from which the pages, the
//! API, the table in the documents and the tests all take it.

use super::refusal::RemedyRefusal;
use super::remedy::{Remedy, State};
use kernel::Stop;

/// Something that a person can do with a remedy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// The buyer wants something else.
    Change,
    /// The buyer takes it back.
    Withdraw,
    /// The seller says yes.
    Agree,
    /// The seller says no, and why.
    Refuse,
    /// The buyer tells by which waybill the goods go back.
    SendBack,
    /// The seller has the goods and is content.
    AcceptReturn,
    /// The seller is not content with what came back, and says why.
    ContestReturn,
    /// The seller sends goods again.
    SendAgain,
    /// Either side calls an officer.
    StepIn,
    /// A side says something, or shows a file.
    Tell,
    /// A side has said all.
    EndEvidence,
    /// An officer takes the case.
    Take,
    /// An officer gives it back.
    PutBack,
    /// The officer who has it decides.
    Decide,
}

/// Whose act it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words say it")]
pub enum Doer {
    Buyer,
    Seller,
    Either,
    Officer,
}

/// Who somebody is to a remedy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Somebody of the buyer's firm.
    Buyer,
    /// Somebody of the seller's firm.
    Seller,
    /// The officer who has the case.
    Holder,
    /// An officer who has not.
    Officer,
    /// An officer who may not: of one of the firms, a judge of one before, or one whose time is
    /// over.
    Barred,
    /// Anybody else who is signed in.
    Other,
    /// Nobody.
    Stranger,
}

impl Role {
    /// All of them, in the order of the table.
    pub const ALL: [Self; 7] = [
        Self::Buyer,
        Self::Seller,
        Self::Holder,
        Self::Officer,
        Self::Barred,
        Self::Other,
        Self::Stranger,
    ];

    /// The word in the table.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Buyer => "buyer",
            Self::Seller => "seller",
            Self::Holder => "holder",
            Self::Officer => "officer",
            Self::Barred => "barred",
            Self::Other => "other",
            Self::Stranger => "stranger",
        }
    }

    /// Whether the remedy may be seen: by its two sides and by officers.
    pub const fn may_look(self) -> bool {
        !matches!(self, Self::Other | Self::Stranger | Self::Barred)
    }
}

impl Act {
    /// All of them, in the order of the table.
    pub const ALL: [Self; 14] = [
        Self::Change,
        Self::Withdraw,
        Self::Agree,
        Self::Refuse,
        Self::SendBack,
        Self::AcceptReturn,
        Self::ContestReturn,
        Self::SendAgain,
        Self::StepIn,
        Self::Tell,
        Self::EndEvidence,
        Self::Take,
        Self::PutBack,
        Self::Decide,
    ];

    /// The word in the table.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Change => "change",
            Self::Withdraw => "withdraw",
            Self::Agree => "agree",
            Self::Refuse => "refuse",
            Self::SendBack => "send-back",
            Self::AcceptReturn => "accept-return",
            Self::ContestReturn => "contest-return",
            Self::SendAgain => "send-again",
            Self::StepIn => "step-in",
            Self::Tell => "tell",
            Self::EndEvidence => "end-evidence",
            Self::Take => "take",
            Self::PutBack => "put-back",
            Self::Decide => "decide",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.word() == word)
    }

    /// Whose it is.
    pub const fn doer(self) -> Doer {
        match self {
            Self::Change | Self::Withdraw | Self::SendBack => Doer::Buyer,
            Self::Agree
            | Self::Refuse
            | Self::AcceptReturn
            | Self::ContestReturn
            | Self::SendAgain => Doer::Seller,
            Self::StepIn | Self::Tell | Self::EndEvidence => Doer::Either,
            Self::Take | Self::PutBack | Self::Decide => Doer::Officer,
        }
    }
}

impl Remedy {
    /// Whether somebody in this role may do this now, or why not.
    pub fn may(&self, role: Role, act: Act) -> Result<(), Stop> {
        self.may_role(role, act)?;
        Ok(self.may_now(role, act)?)
    }

    /// Who may at all: to a third firm the remedy does not exist.
    fn may_role(&self, role: Role, act: Act) -> Result<(), Stop> {
        match (role, act.doer()) {
            (Role::Stranger, _) => Err(Stop::SignIn),
            (Role::Other, _) => Err(Stop::Absent),
            (Role::Barred, Doer::Officer) => Err(RemedyRefusal::Conflict.into()),
            (Role::Buyer, Doer::Buyer | Doer::Either)
            | (Role::Seller, Doer::Seller | Doer::Either)
            | (Role::Holder | Role::Officer, Doer::Officer) => Ok(()),
            _ => Err(Stop::Forbidden),
        }
    }

    fn may_now(&self, role: Role, act: Act) -> Result<(), RemedyRefusal> {
        use RemedyRefusal as No;
        use State as S;
        let state = self.state;
        if state.is_over() {
            return Err(No::IsOver);
        }
        let is_disputed = matches!(state, S::Claiming | S::Answering | S::Deciding);
        let is_open_to_talk = matches!(state, S::WaitsSeller | S::Refused | S::StepIn);
        match act {
            Act::Change if is_open_to_talk => Ok(()),
            Act::Change => Err(No::TooLateToChange),
            Act::Withdraw if state == S::WaitsAcceptance => Err(No::GoodsOnTheirWay),
            Act::Withdraw => Ok(()),
            Act::Agree if is_open_to_talk || is_disputed => Ok(()),
            Act::Refuse if state == S::WaitsSeller && self.is_of_right => Err(No::ReturnOfRight),
            Act::Refuse if state == S::WaitsSeller => Ok(()),
            Act::Agree | Act::Refuse => Err(No::Answered),
            Act::SendBack if state == S::WaitsReturn => Ok(()),
            Act::SendBack => Err(No::NothingToSendBack),
            Act::AcceptReturn | Act::ContestReturn if state == S::WaitsAcceptance => Ok(()),
            Act::AcceptReturn | Act::ContestReturn => Err(No::NothingSentBack),
            Act::SendAgain if state == S::WaitsReshipment => Ok(()),
            Act::SendAgain => Err(No::NothingToSendAgain),
            Act::StepIn => self.may_step_in(),
            Act::Tell | Act::EndEvidence => self.may_tell(role),
            Act::Take | Act::PutBack | Act::Decide => self.may_judge(role, act),
        }
    }

    fn may_step_in(&self) -> Result<(), RemedyRefusal> {
        match self.state {
            State::StepIn => Ok(()),
            State::Refused => Err(RemedyRefusal::StepInTooEarly { from: self.due_at }),
            State::Claiming | State::Answering | State::Deciding => Err(RemedyRefusal::InDispute),
            _ => Err(RemedyRefusal::NotRefused),
        }
    }

    fn may_tell(&self, role: Role) -> Result<(), RemedyRefusal> {
        match (self.state, role) {
            (State::Claiming, Role::Buyer) | (State::Answering, Role::Seller) => Ok(()),
            (State::Claiming | State::Answering, _) => Err(RemedyRefusal::OtherSidesEvidence),
            (State::Deciding, _) => Err(RemedyRefusal::EvidenceClosed),
            _ => Err(RemedyRefusal::NotInDispute),
        }
    }

    fn may_judge(&self, role: Role, act: Act) -> Result<(), RemedyRefusal> {
        if self.state != State::Deciding {
            return Err(RemedyRefusal::NotForDecision);
        }
        match (act, role) {
            (Act::Take, Role::Officer) if self.officer.is_none() => Ok(()),
            (Act::Take, _) => Err(RemedyRefusal::Taken),
            (_, Role::Holder) => Ok(()),
            _ => Err(RemedyRefusal::NotTaken),
        }
    }
}
