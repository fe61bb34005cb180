//! A remedy: what a buyer asks for when a trade goes wrong, and how far it is.

use deal::{About, DealKind, RemedyKind};
use kernel::rules::Rules;
use kernel::{Actor, Any, Desk, Firm, Id, Money, Person, Timestamp, Transport};

use super::act::Role;

/// How far a remedy is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// The seller answers; T4.
    WaitsSeller,
    /// The seller said no; T7.
    Refused,
    /// Either side may call an officer.
    StepIn,
    /// The buyer sends the goods back; T5.
    WaitsReturn,
    /// The goods are on their way back; T6.
    WaitsAcceptance,
    /// The seller sends goods again.
    WaitsReshipment,
    /// An officer was called: the buyer's evidence; T8.
    Claiming,
    /// The seller's evidence; T8.
    Answering,
    /// An officer decides; T9.
    Deciding,
    /// The buyer got what was due.
    Succeeded,
    /// It ended without anything.
    Closed,
}

impl State {
    /// Every state, in the order of its way.
    pub const ALL: [Self; 11] = [
        Self::WaitsSeller,
        Self::Refused,
        Self::StepIn,
        Self::WaitsReturn,
        Self::WaitsAcceptance,
        Self::WaitsReshipment,
        Self::Claiming,
        Self::Answering,
        Self::Deciding,
        Self::Succeeded,
        Self::Closed,
    ];

    /// The word in tables and in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::WaitsSeller => "waits_seller",
            Self::Refused => "refused",
            Self::StepIn => "step_in",
            Self::WaitsReturn => "waits_return",
            Self::WaitsAcceptance => "waits_acceptance",
            Self::WaitsReshipment => "waits_reshipment",
            Self::Claiming => "claiming",
            Self::Answering => "answering",
            Self::Deciding => "deciding",
            Self::Succeeded => "succeeded",
            Self::Closed => "closed",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// Whether nothing more happens in it.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Succeeded | Self::Closed)
    }
}

/// What a buyer wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Want {
    /// Money back, the goods stay where they are.
    Money,
    /// The goods go back, then the money.
    Return,
    /// Goods once more, or what is missing.
    Reshipment,
}

impl Want {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Money, Self::Return, Self::Reshipment];

    /// The word in tables and in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Money => "money",
            Self::Return => "return",
            Self::Reshipment => "reshipment",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|want| want.word() == word)
    }
}

/// What an officer decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision {
    /// What goes to the buyer of what is kept; the rest goes to the seller, once goods were sent.
    pub to_buyer: Money,
    /// The goods go back first.
    pub needs_return: bool,
}

/// One remedy of a deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remedy {
    /// The remedy.
    pub id: Id<RemedyKind>,
    /// Of which deal.
    pub deal: Id<DealKind>,
    /// Who asks.
    pub buyer: Id<Firm>,
    /// Who is asked.
    pub seller: Id<Firm>,
    /// What is wanted.
    pub want: Want,
    /// How much; for goods once more, what they are worth if they do not come.
    pub amount: Money,
    /// Why.
    pub reason: String,
    /// Which goods it is about.
    pub about: About,
    /// How far it is.
    pub state: State,
    /// The goods had left when it was asked for.
    pub was_shipped: bool,
    /// The shorter times of retail hold.
    pub is_retail: bool,
    /// Nothing of it travels, so that nothing can come back.
    pub is_virtual: bool,
    /// The seller promised to take goods back for no reason, and cannot refuse.
    pub is_of_right: bool,
    /// The version of the rules that the deal began under.
    pub rules_version: String,
    /// How the goods come back.
    pub returned_by: Option<Transport>,
    /// 1, or 2 once the time of the first officer was over or a return was contested.
    pub level: i64,
    /// Who has the case.
    pub officer: Option<Id<Person>>,
    /// Who had it before and may not have it again.
    pub barred: Option<Id<Person>>,
    /// What was decided, if it came to that.
    pub decision: Option<Decision>,
    /// How often the buyer changed it.
    pub changes: i64,
    /// Its one timer.
    pub timer: Option<Id<Any>>,
    /// When that is due.
    pub due_at: Option<Timestamp>,
    /// By which calendar working days were counted last.
    pub calendar: Option<String>,
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// Raised with each act.
    pub version: i64,
}

impl Remedy {
    /// The rules that its deal began under.
    pub fn rules(&self) -> &'static Rules {
        Rules::of(&self.rules_version)
    }

    /// Who somebody is to it.
    pub fn role_of(&self, by: &Actor) -> Role {
        let holds = |person| self.officer == Some(person);
        match *by {
            Actor::Stranger => Role::Stranger,
            Actor::Clerk { person, desk: Desk::Officer } if holds(person) => Role::Holder,
            Actor::Clerk { person, desk: Desk::Officer } if self.barred == Some(person) => {
                Role::Barred
            }
            Actor::Clerk { desk: Desk::Officer, .. } => Role::Officer,
            _ if by.is(self.buyer) => Role::Buyer,
            _ if by.is(self.seller) => Role::Seller,
            _ => Role::Other,
        }
    }

    /// The firm on the other side of somebody.
    pub fn other_of(&self, firm: Option<Id<Firm>>) -> Vec<Id<Firm>> {
        [self.buyer, self.seller].into_iter().filter(|side| Some(*side) != firm).collect()
    }
}
