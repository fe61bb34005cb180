//! What a firm says it is.

use super::capability::Capability;
use super::finding::{Disclosure, Finding};
use super::mandate::Mandate;
use super::refusal::{AgencyRefusal, read_text};
use kernel::rules::Middleman;
use kernel::{Faults, Firm, Id, Outcome, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Some two pages.
const ABOUT_CHARS_MOST: usize = 2_000;
/// A word or two for a service: `quality control`.
const OFFER_CHARS_MOST: usize = 40;
/// The form numbers of customs registers have.
const LICENCE_CHARS: std::ops::RangeInclusive<usize> = 6..=32;

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
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
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
        let role = TradeRoleName::from_word(&self.role).ok_or(AgencyRefusal::RoleUnknown);
        let role = faults.or(role, TradeRoleName::Factory);
        let about = read_text("about", &self.about, ABOUT_CHARS_MOST).and_then(|about| {
            let is_long = about.chars().count() >= ABOUT_CHARS_LEAST;
            is_long
                .then_some(about)
                .ok_or(AgencyRefusal::AboutTooShort { least: ABOUT_CHARS_LEAST })
        });
        let about = faults.or(about, String::new());
        let told = self.offers.iter().filter(|offer| !offer.trim().is_empty());
        let offers: Vec<String> = told
            .map(|offer| faults.or(read_text("offers", offer, OFFER_CHARS_MOST), String::new()))
            .collect();
        if i64::try_from(offers.len()).unwrap_or(i64::MAX) > rules.offers_most {
            faults.add(AgencyRefusal::TooManyOffers { most: rules.offers_most });
        }
        let licence = self.licence.as_deref().map(str::trim).filter(|told| !told.is_empty());
        let licence = licence.map(|told| faults.or(read_licence(told), String::new()));
        let shows_mandates = self.shows_mandates;
        faults.end().map(|()| RoleTerms { role, about, offers, shows_mandates, licence })
    }
}

fn read_licence(told: &str) -> Result<String, AgencyRefusal> {
    let licence: String = told.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    let is_plain = licence.chars().all(|c| c.is_ascii_alphanumeric());
    let is_number = is_plain && licence.chars().any(|c| c.is_ascii_digit());
    let licence = licence.to_ascii_uppercase();
    if is_number && LICENCE_CHARS.contains(&licence.len()) {
        Ok(licence)
    } else {
        Err(AgencyRefusal::LicenceMalformed)
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
}
