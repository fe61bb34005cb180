//! Acts that wait, who may agree to them, and from which sum on.

mod refusal;

pub use refusal::AssentRefusal;

use kernel::rules::Rules;
use kernel::{Actor, Any, Desk, Firm, Id, Kind, Money, Person, Stop, Timestamp};
use serde::{Deserialize, Serialize};

/// Names a pending act.
#[derive(Debug)]
pub enum PendingKind {}
impl Kind for PendingKind {
    const PREFIX: &'static str = "act";
}

/// The thing that an act is about, and the act.
pub type Which = (Id<Any>, Id<PendingKind>);

/// How far an act is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// A second officer must say.
    Waiting,
    /// One did, and it is done.
    Agreed,
    /// It is not done.
    Declined,
    /// Nobody said anything in time, or it went on otherwise.
    Lapsed,
}

impl State {
    const ALL: [Self; 4] = [Self::Waiting, Self::Agreed, Self::Declined, Self::Lapsed];

    /// The word in tables and in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Agreed => "agreed",
            Self::Declined => "declined",
            Self::Lapsed => "lapsed",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// Where money lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// In a firm's wallet.
    Wallet,
    /// Kept for an agreement.
    Escrow,
    /// Kept until a clerk has said whose it is.
    Kept,
    /// With somebody outside.
    Outside,
    /// With the market: what it has earned.
    Earned,
    /// In the protection fund.
    Fund,
    /// What a firm owes.
    Owed,
}

impl Place {
    /// The word in the API and in word files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Wallet => "wallet",
            Self::Escrow => "escrow",
            Self::Kept => "kept",
            Self::Outside => "outside",
            Self::Earned => "earned",
            Self::Fund => "fund",
            Self::Owed => "owed",
        }
    }
}

/// Money that an act moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    /// From where.
    pub from: Place,
    /// To where.
    pub to: Place,
    /// Whose wallet or debt it is, where it is one.
    pub firm: Option<Id<Firm>>,
    /// How much.
    pub minor: i64,
}

/// What a clerk asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAct<'a> {
    /// What it is about.
    pub about: Id<Any>,
    /// Which act: the key of its words too.
    pub kind: &'static str,
    /// Officers alone may agree.
    pub is_for_officers: bool,
    /// The sum that it is about, if there is one.
    pub amount: Option<Money>,
    /// What its words say, by name.
    pub facts: Vec<(&'a str, String)>,
    /// What moves.
    pub moves: Vec<Move>,
    /// Whose people may not agree.
    pub firms: Vec<Id<Firm>>,
    /// The exact act, as its domain reads it again.
    pub body: String,
    /// Why, in the first clerk's words.
    pub note: String,
    /// Where the thing can be looked at; empty where there is no page.
    pub path: String,
}

/// An act that waits, or how it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PendingAct {
    /// What it is about.
    pub about: Id<Any>,
    /// The act.
    pub id: Id<PendingKind>,
    /// Which act: the key of its words too.
    pub kind: String,
    /// Officers alone may agree.
    pub is_for_officers: bool,
    /// The sum that it is about.
    pub amount: Option<Money>,
    /// What its words say, by name.
    pub facts: Vec<(String, String)>,
    /// What moves.
    pub moves: Vec<Move>,
    /// Whose people may not agree.
    pub firms: Vec<Id<Firm>>,
    /// The exact act.
    pub body: String,
    /// Why.
    pub note: String,
    /// Where the thing can be looked at.
    pub path: String,
    /// How far it is.
    pub state: State,
    /// Who asked for it.
    pub asked_by: Id<Person>,
    /// Who ended it; nobody where it lapsed.
    pub ended_by: Option<Id<Person>>,
    /// What the second one wrote.
    pub answer: Option<String>,
    /// Its timer.
    pub timer: Option<Id<Any>>,
    /// When it was asked for.
    pub at: Timestamp,
    /// When it lapses.
    pub due_at: Timestamp,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
}

/// An act as the domain that asked for it reads it back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// What it is about.
    pub about: Id<Any>,
    /// Which act.
    pub kind: String,
    /// The exact act.
    pub body: String,
    /// Why.
    pub note: String,
    /// How it ended.
    pub state: State,
    /// Who asked for it.
    pub asked_by: Id<Person>,
    /// Who agreed or declined.
    pub ended_by: Option<Id<Person>>,
}

/// Whether a sum is so large that two must agree.
pub fn needs_second(amount: Money) -> bool {
    amount.minor.abs() >= Rules::current().officer.second_from(amount.currency).minor
}

impl PendingAct {
    /// Whether a clerk may read it and answer.
    pub(crate) fn is_for(&self, by: &Actor) -> bool {
        !self.is_for_officers || by.is_at(Desk::Officer)
    }

    /// Whether somebody may agree now. Who has to do with the firms is looked up by who calls it.
    pub(crate) fn may_agree(&self, person: Id<Person>) -> Result<(), AssentRefusal> {
        if self.state != State::Waiting {
            return Err(AssentRefusal::Ended);
        }
        if self.asked_by == person {
            return Err(AssentRefusal::NotOneself);
        }
        Ok(())
    }
}

/// The clerk who acts.
pub(crate) fn clerk_of(by: &Actor) -> Result<Id<Person>, Stop> {
    match by {
        Actor::Stranger => Err(Stop::SignIn),
        Actor::Clerk { person, .. } => Ok(*person),
        _ => Err(Stop::Forbidden),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Currency;

    #[test]
    fn the_sum_follows_the_decimals_of_its_currency() {
        let code = |code| Currency::from_code(code).expect("a currency");
        let from = Rules::current().officer.second_from_minor;
        for (currency, least) in
            [(Currency::USD, from), (Currency::JPY, from / 100), (code("KWD"), from * 10)]
        {
            assert!(needs_second(Money::new(least, currency)), "{currency:?}");
            assert!(needs_second(Money::new(-least, currency)), "{currency:?}");
            assert!(!needs_second(Money::new(least - 1, currency)), "{currency:?}");
        }
    }

    #[test]
    fn every_word_reads_back() {
        for state in State::ALL {
            assert_eq!(State::from_word(state.word()), Some(state));
        }
    }
}
