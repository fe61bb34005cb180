//! The three sorts of things that people look for.

use kernel::{Actor, Outcome};
use search::{Index, Question};
use std::sync::Arc;

/// A sort of thing that people look for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Products.
    Goods,
    /// Firms that show themselves.
    Firms,
    /// Requests to buy that are open to every firm.
    Requests,
}

impl Scope {
    /// In the order of the tabs.
    pub const ALL: [Self; 3] = [Self::Goods, Self::Firms, Self::Requests];

    /// Its word in addresses and in the words shown.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Goods => "goods",
            Self::Firms => "firms",
            Self::Requests => "requests",
        }
    }

    /// Where its results are.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Goods => "/search",
            Self::Firms => "/search/firms",
            Self::Requests => "/search/requests",
        }
    }

    /// The scope of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.word() == word)
    }
}

/// How many of each sort have the same words, as far as the indexes know.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    counts: [Option<usize>; 3],
}

impl Tally {
    /// The same for one who reads: strangers are told nothing of requests.
    pub fn seen_by(self, actor: &Actor) -> Self {
        let [goods, firms, requests] = self.counts;
        let requests = requests.filter(|_| *actor != Actor::Stranger);
        Self { counts: [goods, firms, requests] }
    }

    /// How many of one sort, if it is told.
    pub const fn of(self, scope: Scope) -> Option<usize> {
        match scope {
            Scope::Goods => self.counts[0],
            Scope::Firms => self.counts[1],
            Scope::Requests => self.counts[2],
        }
    }
}

/// The indexes of all three, to count in.
#[derive(Clone)]
pub struct Scopes([Arc<Index>; 3]);

impl Scopes {
    /// Puts them together, in the order of the scopes.
    pub fn new(goods: &Arc<Index>, firms: &Arc<Index>, requests: &Arc<Index>) -> Self {
        Self([goods, firms, requests].map(Arc::clone))
    }

    /// How many of each sort have these words; of one sort it may be known already.
    pub fn tally(&self, text: &str, known: Option<(Scope, usize)>) -> Outcome<Tally> {
        let question = Question { text: text.to_owned(), ..Question::default() };
        let mut counts = [None; 3];
        for ((index, scope), count) in self.0.iter().zip(Scope::ALL).zip(&mut counts) {
            *count = Some(match known {
                Some((known, many)) if known == scope => many,
                _ => index.how_many(&question)?,
            });
        }
        Ok(Tally { counts })
    }
}
