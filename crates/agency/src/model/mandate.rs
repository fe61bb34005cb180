//! A maker lets a middleman act for it.

use super::refusal::{AgencyRefusal, read_text};
use kernel::rules::Middleman;
use kernel::{Faults, Firm, Id, Kind, Outcome, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a mandate covers.
const SCOPE_CHARS_MOST: usize = 500;

/// Names mandates.
#[derive(Debug)]
pub enum MandateKind {}
impl Kind for MandateKind {
    const PREFIX: &'static str = "mandate";
}

/// On which side of a mandate a firm stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum MandateSide {
    /// It acts for another.
    Middleman,
    /// Another acts for it.
    Maker,
}

impl MandateSide {
    /// The word in the store and the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Middleman => "middleman",
            Self::Maker => "maker",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Middleman, Self::Maker].into_iter().find(|side| side.word() == word)
    }

    /// The other side.
    pub const fn other(self) -> Self {
        match self {
            Self::Middleman => Self::Maker,
            Self::Maker => Self::Middleman,
        }
    }
}

/// How a mandate stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum MandateState {
    /// One side offered it.
    Offered,
    /// Both sides agreed.
    Agreed,
    /// The other side said no.
    Declined,
    /// One side ended it.
    Revoked,
}

impl MandateState {
    const ALL: [Self; 4] = [Self::Offered, Self::Agreed, Self::Declined, Self::Revoked];

    /// The word in the store and the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Offered => "offered",
            Self::Agreed => "agreed",
            Self::Declined => "declined",
            Self::Revoked => "revoked",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// A mandate as one side offers it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NewMandate {
    /// The other firm.
    #[schema(example = "firm_01kd8v3m2q008")]
    pub firm: String,
    /// `middleman` to act for them, `maker` to let them act.
    #[schema(example = "middleman")]
    pub side: String,
    /// What it covers, 1 to 500 characters.
    #[schema(example = "All knitted hats, for the European Union")]
    pub scope: String,
    /// Days that it runs, from the agreement on.
    #[schema(example = 365)]
    pub days: i64,
    /// Whether the maker may be named to buyers.
    #[serde(default)]
    pub is_shown: bool,
}

/// A new mandate's terms, read and found right.
pub(crate) struct MandateTerms {
    pub(crate) other: Id<Firm>,
    pub(crate) side: MandateSide,
    pub(crate) scope: String,
    pub(crate) days: i64,
    pub(crate) is_shown: bool,
}

impl NewMandate {
    /// Reads the form; every mistake is told at once.
    pub(crate) fn read(&self, own: Id<Firm>, rules: &Middleman) -> Outcome<MandateTerms> {
        let mut faults = Faults::default();
        let other = self.firm.trim().parse().map_err(|_| AgencyRefusal::FirmUnknown);
        let other = faults.or(other, own);
        if other == own && self.firm.trim().parse() == Ok(own) {
            faults.add(AgencyRefusal::MandateOfOneself);
        }
        let side = MandateSide::from_word(&self.side).ok_or(AgencyRefusal::SideUnknown);
        let side = faults.or(side, MandateSide::Middleman);
        let scope = read_text("scope", &self.scope, SCOPE_CHARS_MOST);
        let scope = faults.or(scope, String::new());
        if !(1..=rules.mandate_most_d).contains(&self.days) {
            faults.add(AgencyRefusal::DaysOutOfRange { most: rules.mandate_most_d });
        }
        let (days, is_shown) = (self.days, self.is_shown);
        faults.end().map(|()| MandateTerms { other, side, scope, days, is_shown })
    }
}

/// A mandate as one of its firms sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mandate {
    /// Its id, the same on both sides.
    pub id: Id<MandateKind>,
    /// Whose row this is.
    pub firm: Id<Firm>,
    /// The other side.
    pub other_firm: Id<Firm>,
    /// On which side the firm stands.
    pub side: MandateSide,
    /// How it stands.
    pub state: MandateState,
    /// What it covers.
    pub scope: String,
    /// Which side offered it.
    pub offered_by: MandateSide,
    /// Whether the maker may be named to buyers.
    pub is_shown: bool,
    /// When it was offered.
    pub at: Timestamp,
    /// When both had agreed.
    pub agreed_at: Option<Timestamp>,
    /// When it runs out.
    pub ends_at: Timestamp,
    /// When one side said no or ended it.
    pub ended_at: Option<Timestamp>,
}

impl Mandate {
    /// Whether it is in force.
    pub fn is_in_force(&self, now: Timestamp) -> bool {
        self.state == MandateState::Agreed && now < self.ends_at
    }

    /// Whether this side may move it there now.
    pub(crate) fn admit(&self, to: MandateState) -> Result<(), AgencyRefusal> {
        let is_offered_by_other = self.offered_by != self.side;
        match (self.state, to) {
            (MandateState::Offered, MandateState::Agreed | MandateState::Declined)
                if is_offered_by_other =>
            {
                Ok(())
            }
            (MandateState::Offered | MandateState::Agreed, MandateState::Revoked) => Ok(()),
            (MandateState::Offered, _) => Err(AgencyRefusal::MandateNotYours),
            _ => Err(AgencyRefusal::MandateOver),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_other_side_agrees_and_either_side_revokes() {
        let mandate = |side, offered_by, state| Mandate {
            id: Id::new(1),
            firm: Id::new(2),
            other_firm: Id::new(3),
            side,
            state,
            scope: String::new(),
            offered_by,
            is_shown: false,
            at: Timestamp::default(),
            agreed_at: None,
            ends_at: Timestamp::default(),
            ended_at: None,
        };
        use MandateSide::{Maker, Middleman};
        use MandateState::{Agreed, Declined, Offered, Revoked};
        let own = mandate(Middleman, Middleman, Offered);
        assert_eq!(own.admit(Agreed), Err(AgencyRefusal::MandateNotYours));
        assert_eq!(own.admit(Revoked), Ok(()));
        let theirs = mandate(Maker, Middleman, Offered);
        assert_eq!((theirs.admit(Agreed), theirs.admit(Declined)), (Ok(()), Ok(())));
        assert_eq!(mandate(Maker, Middleman, Agreed).admit(Revoked), Ok(()));
        for over in [Declined, Revoked] {
            let admitted = mandate(Maker, Middleman, over).admit(Agreed);
            assert_eq!(admitted, Err(AgencyRefusal::MandateOver));
        }
    }
}
