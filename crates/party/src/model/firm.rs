//! Firms, their people, and what stands beside their names.

use super::{Country, Name, PartyRefusal, Region};
use kernel::{Firm, Id, Lang, Person, Role, Timestamp};
use serde::{Deserialize, Serialize};

/// A firm to be opened.
#[derive(Debug, Clone)]
pub struct NewFirm {
    /// Its name.
    pub name: Name,
    /// The language of the name, for readers aloud and for fonts.
    pub name_lang: Lang,
    /// Where it is registered.
    pub country: Country,
}

/// What a firm's owner writes of it anew.
#[derive(Debug, Clone)]
pub struct ChangedFirm {
    /// Its name.
    pub name: Name,
    /// The language of the name.
    pub name_lang: Lang,
    /// The part of its country in which it is, ISO 3166-2; empty if it does not say.
    pub region: String,
}

/// What is known of a firm beside its name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FirmMarks {
    /// The part of its country in which it is.
    pub region: Option<Region>,
    /// What it says it is, in the word of the domain that asks it; empty if it says nothing.
    pub role: String,
    /// Nobody who looks for firms or goods is shown it.
    pub is_hidden: bool,
}

/// A firm as everybody may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirmSummary {
    /// Its id.
    pub id: Id<Firm>,
    /// Its name.
    pub name: String,
    /// The language of the name.
    pub name_lang: Lang,
    /// Where it is registered.
    pub country: Country,
    /// Since when it is here.
    pub created_at: Timestamp,
    /// Raised by each change.
    pub version: i64,
}

/// Somebody of a firm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Who.
    pub person: Id<Person>,
    /// Their name.
    pub name: String,
    /// As what.
    pub role: Role,
    /// Since when.
    pub since: Timestamp,
}

/// What a firm has to show for itself, counted from its finished trades.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Since when it is here.
    pub since: Timestamp,
    /// Trades finished.
    pub finished: i64,
    /// Good ratings received.
    pub good: i64,
    /// Neutral ratings received.
    pub neutral: i64,
    /// Bad ratings received.
    pub bad: i64,
    /// Trades of which something was refunded.
    pub refunded: i64,
    /// When the last trade finished.
    pub last_finished_at: Option<Timestamp>,
}

/// What one fact adds to a standing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Deeds {
    /// Trades finished, and when the last of them was.
    pub finished: i64,
    /// When the last of them finished.
    pub last_finished_at: Option<Timestamp>,
    /// Good ratings.
    pub good: i64,
    /// Neutral ratings.
    pub neutral: i64,
    /// Bad ratings.
    pub bad: i64,
    /// Trades of which something was refunded.
    pub refunded: i64,
}

impl Deeds {
    /// Counts others in.
    pub fn add(&mut self, other: &Self) {
        self.finished += other.finished;
        self.last_finished_at = self.last_finished_at.max(other.last_finished_at);
        self.good += other.good;
        self.neutral += other.neutral;
        self.bad += other.bad;
        self.refunded += other.refunded;
    }
}

/// Who found out something about who a firm is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Witness {
    /// A code, sent to an address at a domain of the firm's own and typed in here.
    Address,
    /// A clerk, who looked the firm's registry number up.
    Clerk,
    /// The register of the firm's country, which knows its number.
    Register,
}

impl Witness {
    const ALL: [Self; 3] = [Self::Address, Self::Clerk, Self::Register];

    /// The word in the store and the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Clerk => "clerk",
            Self::Register => "register",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|witness| witness.word() == word)
    }
}

/// One dated fact about who a firm is. It is less than a verification: nobody has seen yet that the
/// person who writes may speak for the firm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirmFact {
    /// Who found it out.
    pub by: Witness,
    /// When.
    pub at: Timestamp,
    /// Until when it is shown.
    pub until: Timestamp,
}

/// What has been found out about who a firm is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FirmFacts {
    /// Its registry number was looked up.
    pub number: Option<FirmFact>,
    /// Somebody of it reads mail at a domain of its own.
    pub address: Option<FirmFact>,
}

impl FirmFacts {
    /// Those whose time is not over.
    pub(crate) fn standing(self, now: Timestamp) -> Self {
        let stands = |fact: &FirmFact| now < fact.until;
        Self { number: self.number.filter(stands), address: self.address.filter(stands) }
    }

    /// All of them, the one that tells most first.
    pub fn all(&self) -> impl Iterator<Item = FirmFact> {
        [self.number, self.address].into_iter().flatten()
    }
}

/// The line beside a counterparty's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrustLine {
    /// The firm.
    pub firm: Id<Firm>,
    /// Its name.
    pub name: String,
    /// The language of the name.
    pub name_lang: Lang,
    /// Where it is registered.
    pub country: Country,
    /// Since when it is here.
    pub since: Timestamp,
    /// Trades finished.
    pub finished: i64,
    /// Good ratings received.
    pub good: i64,
    /// Neutral ratings received.
    pub neutral: i64,
    /// Bad ratings received.
    pub bad: i64,
    /// Trades of which something was refunded.
    pub refunded: i64,
    /// What has been found out about who it is, and is not over.
    pub known: FirmFacts,
    /// What it promises buyers, frozen money behind it; the words of the promises.
    pub promises: Vec<String>,
}

impl TrustLine {
    /// Trades that finished without a refund.
    pub const fn sound(&self) -> i64 {
        self.finished - self.refunded
    }
}

/// The steps that so many sound trades reach, of those in the rule file.
pub fn steps_of(sound: i64, steps: &[i64]) -> impl Iterator<Item = i64> {
    steps.iter().copied().filter(move |step| sound >= *step)
}

/// Whether the firm keeps an owner when this one goes or steps down; `owners` may be cut after two.
pub(crate) fn may_lose_owner(
    owners: &[Id<Person>],
    leaving: Id<Person>,
) -> Result<(), PartyRefusal> {
    match owners {
        [only] if *only == leaving => Err(PartyRefusal::LastOwner),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fact_is_shown_until_its_time_is_over() {
        let at = Timestamp::from_micros;
        let fact = |by, until| Some(FirmFact { by, at: at(1), until: at(until) });
        let (number, address) = (fact(Witness::Clerk, 5), fact(Witness::Address, 9));
        let known = FirmFacts { number, address };
        assert_eq!(known.standing(at(4)), known);
        assert_eq!(known.standing(at(5)), FirmFacts { number: None, address });
        assert_eq!(known.standing(at(9)), FirmFacts::default());
        assert_eq!(known.all().map(|one| one.by).collect::<Vec<_>>()[0], Witness::Clerk);
    }

    #[test]
    fn the_last_owner_stays_and_others_may_go() {
        let (anna, bo) = (Id::new(1), Id::new(2));
        assert_eq!(may_lose_owner(&[anna], anna), Err(PartyRefusal::LastOwner));
        assert_eq!(may_lose_owner(&[anna, bo], anna), Ok(()));
        assert_eq!(may_lose_owner(&[anna], bo), Ok(()));
    }
}
