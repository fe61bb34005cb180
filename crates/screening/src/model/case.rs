//! A name here that is like one on a list, and what officers do about it.

use super::ScreeningRefusal;
use super::list::{Entry, ListKind, Match};
use super::measure::Arithmetic;
use custody::BankOrderKind;
use kernel::rules::Rules;
use kernel::text::read_paragraphs;
use kernel::{Firm, Id, Kind, Person, Timestamp};
use sha2::{Digest, Sha256};

/// Names a case.
#[derive(Debug)]
pub enum CaseKind {}
impl Kind for CaseKind {
    const PREFIX: &'static str = "check";
}

/// Whose name it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SubjectKind {
    /// The firm's own.
    Firm,
    /// Of somebody of the firm.
    Person,
    /// On an account that it has named.
    Holder,
    /// Of whom a payment goes to that is no firm's.
    Payee,
}

impl SubjectKind {
    const ALL: [Self; 4] = [Self::Firm, Self::Person, Self::Holder, Self::Payee];

    /// The word in tables and in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Firm => "firm",
            Self::Person => "person",
            Self::Holder => "holder",
            Self::Payee => "payee",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// A name that is looked for on the list.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subject {
    /// Whose it is.
    pub kind: SubjectKind,
    /// The name as it is written here.
    pub name: String,
}

/// A name that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hit {
    /// The name here.
    pub subject: Subject,
    /// What it is like.
    pub found: Match,
    /// The entry as it stood, as a hash.
    pub entry_hash: String,
}

/// How far a case is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseState {
    /// An officer must look.
    Open,
    /// One says that it is another; a second must agree.
    Asked,
    /// It is the same: the money stays.
    Upheld,
    /// It is another.
    Cleared,
}

impl CaseState {
    const ALL: [Self; 4] = [Self::Open, Self::Asked, Self::Upheld, Self::Cleared];

    /// The word in tables and in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Asked => "asked",
            Self::Upheld => "upheld",
            Self::Cleared => "cleared",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// A case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Whose money is stopped.
    pub firm: Id<Firm>,
    /// The case.
    pub id: Id<CaseKind>,
    /// The list by which it was found.
    pub list: Id<ListKind>,
    /// The list's number of the entry.
    pub code: String,
    /// The entry as it stood.
    pub entry_hash: String,
    /// The name here.
    pub subject: Subject,
    /// The name as it is compared.
    pub name_key: String,
    /// The name on the list.
    pub listed_name: String,
    /// The entry's reference.
    pub reference: String,
    /// The one order that is stopped, where it is no firm's name.
    pub order: Option<Id<BankOrderKind>>,
    /// How the score came about.
    pub arithmetic: Arithmetic,
    /// How far it is.
    pub state: CaseState,
    /// The officer who has it.
    pub officer: Option<Id<Person>>,
    /// Who decided.
    pub decided_by: Option<Id<Person>>,
    /// Why.
    pub reasons: Option<String>,
    /// Since when.
    pub at: Timestamp,
    /// When it was decided.
    pub ended_at: Option<Timestamp>,
    /// Raised with each act.
    pub version: i64,
}

/// One line of the officers' queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueRow {
    /// The case.
    pub case: Case,
    /// The firm's name.
    pub firm_name: String,
}

/// A case as an officer sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The case and the firm's name.
    pub row: QueueRow,
    /// Whether this officer has said that they look into it; before that the rest is not told.
    pub may_read: bool,
    /// The entry as it stood when the names were compared.
    pub entry: Option<Entry>,
    /// The entry as it is on the list that counts now, where that is another text.
    pub entry_now: Option<Entry>,
    /// Whether it is on the list that counts now.
    pub is_listed: bool,
    /// Whether whoever has it has left it lying, so that another officer may take it over.
    pub is_left: bool,
}

/// What an officer does with a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Takes it, to decide it.
    Take,
    /// Gives it back.
    PutBack,
    /// Looks into it, to answer as the second one.
    Look,
    /// It is the same as on the list.
    Uphold,
    /// It is another.
    Clear,
}

impl Act {
    /// Every act, in the order of the table.
    pub const ALL: [Self; 5] = [Self::Take, Self::PutBack, Self::Look, Self::Uphold, Self::Clear];

    /// The word in the API and in paths.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Take => "take",
            Self::PutBack => "put-back",
            Self::Look => "look",
            Self::Uphold => "uphold",
            Self::Clear => "clear",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.word() == word)
    }
}

/// An act with what is said with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAct {
    /// Which.
    pub act: Act,
    /// Why, where it decides.
    pub reasons: String,
}

impl Case {
    /// Whether an officer may do something now. Who has to do with the firm is looked up by who
    /// calls it.
    pub(crate) fn may(&self, act: Act, person: Id<Person>) -> Result<(), ScreeningRefusal> {
        let is_own = self.officer == Some(person);
        match (act, self.state) {
            (Act::Look, _) => Ok(()),
            (_, CaseState::Asked) => Err(ScreeningRefusal::WaitsForSecond),
            (_, CaseState::Cleared) => Err(ScreeningRefusal::Decided),
            (Act::Take, _) if self.officer.is_some() && !is_own => {
                let days = Rules::current().screening.taken_over_d;
                Err(ScreeningRefusal::Taken { days })
            }
            (Act::Take, _) => Ok(()),
            (Act::Uphold, CaseState::Upheld) => Err(ScreeningRefusal::Decided),
            _ if !is_own => Err(ScreeningRefusal::NotTaken),
            _ => Ok(()),
        }
    }

    /// Whether whoever has it has done nothing about it for so long that another officer may take
    /// it over.
    pub(crate) fn is_left(&self, last_at: Option<Timestamp>, now: Timestamp) -> bool {
        let days = Rules::current().screening.taken_over_d;
        let last_at = last_at.unwrap_or(self.at);
        self.officer.is_some() && last_at.plus_days(days) <= now
    }

    /// Whether a hit was looked at before: the same name, and the entry as it was. What an officer
    /// has cleared does not come back until one of them changes. While a case is open the hit is
    /// its own, however the entry reads by now: the firm is looked at once more when it is cleared.
    pub(crate) fn covers(&self, hit: &Hit, name_key: &str) -> bool {
        let is_same = self.code == hit.found.code && self.name_key == name_key;
        is_same && (self.state != CaseState::Cleared || self.entry_hash == hit.entry_hash)
    }
}

/// Reasons of some two pages.
const REASONS_CHARS_MOST: usize = 4_000;

/// Reads an officer's reasons.
pub(crate) fn read_reasons(told: &str) -> Result<String, ScreeningRefusal> {
    let most = i64::try_from(REASONS_CHARS_MOST).unwrap_or(i64::MAX);
    read_paragraphs(told, REASONS_CHARS_MOST).map_err(|_| ScreeningRefusal::Reasons { most })
}

/// SHA-256 of a file's bytes, by which a version of the list is known.
pub fn hash_of_file(bytes: &[u8]) -> String {
    hex(bytes)
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A name by which a decision on it is found again: how it is written makes no difference.
pub(crate) fn name_key(name: &str) -> String {
    let plain = search::fold(name);
    let words: Vec<&str> = plain.split(|c: char| !c.is_alphanumeric()).collect();
    hex(words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ").as_bytes())
}

/// An entry as it stands, as a hash over all that is compared.
pub(crate) fn hash_of(entry: &Entry) -> String {
    hex(format!("{entry:?}").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back() {
        for act in Act::ALL {
            assert_eq!(Act::from_word(act.word()), Some(act));
        }
        for kind in SubjectKind::ALL {
            assert_eq!(SubjectKind::from_word(kind.word()), Some(kind));
        }
        for state in CaseState::ALL {
            assert_eq!(CaseState::from_word(state.word()), Some(state));
        }
    }

    #[test]
    fn a_name_is_the_same_in_other_letters() {
        assert_eq!(name_key("Café  Müller"), name_key("CAFE MULLER"));
        assert_ne!(name_key("Café Müller"), name_key("Café Mueller"));
    }
}
