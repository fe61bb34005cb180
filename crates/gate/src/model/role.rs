//! What a firm says it is, who lets it act for them, what it can do, and what was found.

use super::GateRefusal;
use super::refusal::read_text;
use kernel::rules::Middleman;
use kernel::{Faults, Firm, Id, Kind, Outcome, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Some two pages.
const ABOUT_CHARS_MOST: usize = 2_000;
/// A word or two for a service: `quality control`.
const OFFER_CHARS_MOST: usize = 40;
/// What a mandate covers.
const SCOPE_CHARS_MOST: usize = 500;
/// The form numbers of customs registers have.
const LICENCE_CHARS: std::ops::RangeInclusive<usize> = 6..=32;

/// Names mandates.
#[derive(Debug)]
pub enum MandateKind {}
impl Kind for MandateKind {
    const PREFIX: &'static str = "mandate";
}

/// Names findings.
#[derive(Debug)]
pub enum FindingKind {}
impl Kind for FindingKind {
    const PREFIX: &'static str = "finding";
}

/// What a firm says it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TradeRoleName {
    /// It makes what it sells.
    Factory,
    /// It buys and sells in its own name.
    TradingHouse,
    /// It acts for makers.
    Agent,
    /// It sells a maker's goods in a place.
    Distributor,
}

impl TradeRoleName {
    /// Every role, in the order of a form.
    pub const ALL: [Self; 4] = [Self::Factory, Self::TradingHouse, Self::Agent, Self::Distributor];

    /// The word in the store and the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Factory => "factory",
            Self::TradingHouse => "trading-house",
            Self::Agent => "agent",
            Self::Distributor => "distributor",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }

    /// Whether it stands between a maker and a buyer.
    pub fn is_middleman(self) -> bool {
        self != Self::Factory
    }
}

/// What a firm says of itself, as it is typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NewRole {
    /// `factory`, `trading-house`, `agent` or `distributor`.
    #[schema(example = "trading-house")]
    pub role: String,
    /// What it does and for whom, 20 to 2,000 characters.
    pub about: String,
    /// Services, such as `quality control`; at most twelve.
    #[serde(default)]
    pub offers: Vec<String>,
    /// Whether buyers see whom it acts for.
    #[serde(default)]
    pub shows_mandates: bool,
    /// The registration number for foreign trade.
    #[serde(default)]
    pub licence: Option<String>,
}

/// A role's terms, read and found right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RoleTerms {
    pub(crate) role: TradeRoleName,
    pub(crate) about: String,
    pub(crate) offers: Vec<String>,
    pub(crate) shows_mandates: bool,
    pub(crate) licence: Option<String>,
}

/// A text shorter than this tells a buyer nothing.
const ABOUT_CHARS_LEAST: usize = 20;

impl NewRole {
    /// Reads the form; every mistake is told at once.
    pub(crate) fn read(&self, rules: &Middleman) -> Outcome<RoleTerms> {
        let mut faults = Faults::default();
        let role = TradeRoleName::from_word(&self.role).ok_or(GateRefusal::RoleUnknown);
        let role = faults.or(role, TradeRoleName::Factory);
        let about = read_text("about", &self.about, ABOUT_CHARS_MOST).and_then(|about| {
            let is_long = about.chars().count() >= ABOUT_CHARS_LEAST;
            is_long.then_some(about).ok_or(GateRefusal::AboutTooShort { least: ABOUT_CHARS_LEAST })
        });
        let about = faults.or(about, String::new());
        let told = self.offers.iter().filter(|offer| !offer.trim().is_empty());
        let offers: Vec<String> = told
            .map(|offer| faults.or(read_text("offers", offer, OFFER_CHARS_MOST), String::new()))
            .collect();
        if i64::try_from(offers.len()).unwrap_or(i64::MAX) > rules.offers_most {
            faults.add(GateRefusal::TooManyOffers { most: rules.offers_most });
        }
        let licence = self.licence.as_deref().map(str::trim).filter(|told| !told.is_empty());
        let licence = licence.map(|told| faults.or(read_licence(told), String::new()));
        let shows_mandates = self.shows_mandates;
        faults.end().map(|()| RoleTerms { role, about, offers, shows_mandates, licence })
    }
}

fn read_licence(told: &str) -> Result<String, GateRefusal> {
    let licence: String = told.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    let is_plain = licence.chars().all(|c| c.is_ascii_alphanumeric());
    let is_number = is_plain && licence.chars().any(|c| c.is_ascii_digit());
    let licence = licence.to_ascii_uppercase();
    if is_number && LICENCE_CHARS.contains(&licence.len()) {
        Ok(licence)
    } else {
        Err(GateRefusal::LicenceMalformed)
    }
}

/// What a firm says it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TradeRole {
    /// Which firm.
    pub firm: Id<Firm>,
    /// What it is.
    pub role: TradeRoleName,
    /// What it does and for whom.
    pub about: String,
    /// Its services.
    pub offers: Vec<String>,
    /// Whether buyers see whom it acts for.
    pub shows_mandates: bool,
    /// Its registration number for foreign trade, for itself and the operator.
    pub licence: Option<String>,
    /// Capabilities that a clerk has seen evidence of, 0 to 5.
    pub level: i64,
    /// Raised by each change.
    pub version: i64,
    /// Since when it is told.
    pub at: Timestamp,
}

/// Whether a firm says openly what it is, for whoever ranks: a disclosed middleman is never ranked
/// below a factory for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Disclosure {
    /// Nothing is known against what it says.
    Disclosed,
    /// A finding stands that it is not what it says.
    Undisclosed,
}

impl Disclosure {
    /// The word in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Disclosed => "disclosed",
            Self::Undisclosed => "undisclosed",
        }
    }
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
        let other = self.firm.trim().parse().map_err(|_| GateRefusal::FirmUnknown);
        let other = faults.or(other, own);
        if other == own && self.firm.trim().parse() == Ok(own) {
            faults.add(GateRefusal::MandateOfOneself);
        }
        let side = MandateSide::from_word(&self.side).ok_or(GateRefusal::SideUnknown);
        let side = faults.or(side, MandateSide::Middleman);
        let scope = read_text("scope", &self.scope, SCOPE_CHARS_MOST);
        let scope = faults.or(scope, String::new());
        if !(1..=rules.mandate_most_d).contains(&self.days) {
            faults.add(GateRefusal::DaysOutOfRange { most: rules.mandate_most_d });
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
    pub(crate) fn admit(&self, to: MandateState) -> Result<(), GateRefusal> {
        let is_offered_by_other = self.offered_by != self.side;
        match (self.state, to) {
            (MandateState::Offered, MandateState::Agreed | MandateState::Declined)
                if is_offered_by_other =>
            {
                Ok(())
            }
            (MandateState::Offered | MandateState::Agreed, MandateState::Revoked) => Ok(()),
            (MandateState::Offered, _) => Err(GateRefusal::MandateNotYours),
            _ => Err(GateRefusal::MandateOver),
        }
    }
}

/// What a modern middleman can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum CapabilityKind {
    /// It keeps records of makers, prices and quality that it shows.
    Records,
    /// It joins the goods of several makers into one shipment.
    Consolidation,
    /// It checks quality at the maker's.
    Quality,
    /// It pays makers before the buyer pays.
    Credit,
    /// It designs or develops goods.
    Design,
}

impl CapabilityKind {
    /// Every kind, in the order of the list.
    pub const ALL: [Self; 5] =
        [Self::Records, Self::Consolidation, Self::Quality, Self::Credit, Self::Design];

    /// The word in the store and the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Records => "records",
            Self::Consolidation => "consolidation",
            Self::Quality => "quality",
            Self::Credit => "credit",
            Self::Design => "design",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// How a capability stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum CapabilityState {
    /// The firm says so, with evidence.
    Claimed,
    /// A clerk has seen the evidence.
    Confirmed,
    /// A clerk has seen the evidence and it does not show it.
    Refused,
}

impl CapabilityState {
    const ALL: [Self; 3] = [Self::Claimed, Self::Confirmed, Self::Refused];

    /// The word in the store and the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Claimed => "claimed",
            Self::Confirmed => "confirmed",
            Self::Refused => "refused",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// A capability of a firm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capability {
    /// Whose.
    pub firm: Id<Firm>,
    /// Which.
    pub kind: CapabilityKind,
    /// How it stands.
    pub state: CapabilityState,
    /// What shows it.
    pub evidence: String,
    /// What the clerk said.
    pub note: String,
    /// Since when it is claimed.
    pub at: Timestamp,
}

/// What a clerk found about what a firm says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Its id.
    pub id: Id<FindingKind>,
    /// About which firm.
    pub firm: Id<Firm>,
    /// What the firm says it is.
    pub claim: TradeRoleName,
    /// What was found.
    pub evidence: String,
    /// When.
    pub at: Timestamp,
    /// From when it counts, unless it is lifted.
    pub counts_from: Timestamp,
    /// What the firm answers.
    pub reply: Option<String>,
    /// When it was lifted, and why.
    pub lifted: Option<(Timestamp, String)>,
}

impl Finding {
    /// Whether it counts against the firm.
    pub fn stands(&self, now: Timestamp) -> bool {
        self.lifted.is_none() && now >= self.counts_from
    }
}

/// All that everybody may see of a firm's role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleFile {
    /// What it says it is.
    pub role: Option<TradeRole>,
    /// Its capabilities.
    pub capabilities: Vec<Capability>,
    /// Mandates in force whose maker may be named, and all of them for the firm itself.
    pub mandates: Vec<Mandate>,
    /// Mandates in force, named or not.
    pub mandates_in_force: i64,
    /// Findings that stand or wait for an answer.
    pub findings: Vec<Finding>,
    /// Whether it says openly what it is.
    pub disclosure: Disclosure,
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Stop;
    use kernel::rules::Rules;

    #[test]
    fn every_mistake_of_a_role_is_told_at_once() {
        let new = NewRole {
            role: "wizard".into(),
            about: "short".into(),
            offers: (0..13).map(|nth| format!("offer {nth}")).collect(),
            shows_mandates: true,
            licence: Some("?".into()),
        };
        let Err(Stop::RefusedAll(all)) = new.read(&Rules::current().middleman) else {
            panic!("refused")
        };
        let fields: Vec<_> = all.iter().filter_map(|one| one.field).collect();
        assert_eq!(fields, ["role", "about", "offers", "licence"]);
    }

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
        assert_eq!(own.admit(Agreed), Err(GateRefusal::MandateNotYours));
        assert_eq!(own.admit(Revoked), Ok(()));
        let theirs = mandate(Maker, Middleman, Offered);
        assert_eq!((theirs.admit(Agreed), theirs.admit(Declined)), (Ok(()), Ok(())));
        assert_eq!(mandate(Maker, Middleman, Agreed).admit(Revoked), Ok(()));
        for over in [Declined, Revoked] {
            let admitted = mandate(Maker, Middleman, over).admit(Agreed);
            assert_eq!(admitted, Err(GateRefusal::MandateOver));
        }
    }
}
