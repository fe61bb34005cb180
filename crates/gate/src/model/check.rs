//! Facts that verify a buyer.

use super::GateRefusal;
use super::free_mail::is_free;
use kernel::text::read_line;
use kernel::{Firm, Id, Kind, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Registers number firms with 5 to 32 letters and digits.
const NUMBER_CHARS: std::ops::RangeInclusive<usize> = 5..=32;

/// Names checks and requests for them.
#[derive(Debug)]
pub enum CheckRequestKind {}
impl Kind for CheckRequestKind {
    const PREFIX: &'static str = "check";
}

/// How a firm was looked into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CheckKind {
    /// Somebody of it reads mail at a domain of its own.
    WorkMail,
    /// The register of its country knows its number.
    Registry,
}

impl CheckKind {
    /// The word in the store and the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::WorkMail => "work-mail",
            Self::Registry => "registry",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::WorkMail, Self::Registry].into_iter().find(|kind| kind.word() == word)
    }
}

/// A dated fact that verifies a firm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuyerCheck {
    /// Which firm.
    pub firm: Id<Firm>,
    /// How it was looked into.
    pub kind: CheckKind,
    /// The domain, or the register and who asked it.
    pub source: String,
    /// SHA-256 of what was seen: the address, or the number with the answer.
    pub evidence: [u8; 32],
    /// When.
    pub at: Timestamp,
    /// Until when it verifies.
    pub valid_until: Timestamp,
}

/// How a request for a check stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum CheckState {
    /// Nobody has answered.
    Waiting,
    /// The register knows the number.
    Passed,
    /// It does not, or the number is another firm's.
    Failed,
}

impl CheckState {
    const ALL: [Self; 3] = [Self::Waiting, Self::Passed, Self::Failed];

    /// The word in the store and the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Passed => "passed",
            Self::Failed => "failed",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// A registry number that was sent in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckRequest {
    /// Its id.
    pub id: Id<CheckRequestKind>,
    /// Whose number it is.
    pub firm: Id<Firm>,
    /// The number.
    pub number: String,
    /// How it stands.
    pub state: CheckState,
    /// What was said to it.
    pub note: String,
    /// When it was sent in.
    pub at: Timestamp,
}

/// What a register says of a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It knows it; with where that was read.
    Known {
        /// The register.
        source: String,
    },
    /// It has no such number.
    Unknown {
        /// The register.
        source: String,
    },
}

/// The domain that an address belongs to, if it can be a firm's own.
pub(crate) fn work_domain(address: &str) -> Result<String, GateRefusal> {
    let Some((_, domain)) = address.rsplit_once('@') else { return Err(GateRefusal::NoMail) };
    let domain = domain.to_ascii_lowercase();
    if is_free(&domain) { Err(GateRefusal::FreeMail { domain }) } else { Ok(domain) }
}

/// Reads a registry number: letters and digits, whatever stands between them.
pub(crate) fn read_number(told: &str) -> Result<String, GateRefusal> {
    let line = read_line(told, 64).map_err(|_| GateRefusal::NumberMalformed)?;
    let is_gap = |c: &char| matches!(c, ' ' | '-' | '.' | '/');
    let number: String = line.chars().filter(|c| !is_gap(c)).collect();
    let number = number.to_uppercase();
    let is_plain = number.chars().all(|c| c.is_ascii_alphanumeric());
    let has_digit = number.chars().any(|c| c.is_ascii_digit());
    match is_plain && has_digit && NUMBER_CHARS.contains(&number.len()) {
        true => Ok(number),
        false => Err(GateRefusal::NumberMalformed),
    }
}

/// What verifies a firm, and what it has asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checks {
    /// Facts, newest first.
    pub facts: Vec<BuyerCheck>,
    /// The newest registry number that was sent in.
    pub request: Option<CheckRequest>,
    /// Until when it is verified; in the past if it is not.
    pub valid_until: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_at_a_free_provider_proves_no_firm() {
        assert_eq!(work_domain("elsa@nordvik.se"), Ok("nordvik.se".into()));
        assert_eq!(work_domain("elsa@Sales.Nordvik.SE"), Ok("sales.nordvik.se".into()));
        for free in ["a@gmail.com", "a@QQ.com", "a@vip.163.com", "a@yahoo.co.jp", "a@mail.ru"] {
            assert!(matches!(work_domain(free), Err(GateRefusal::FreeMail { .. })), "{free}");
        }
        assert_eq!(work_domain("+4670123456"), Err(GateRefusal::NoMail));
    }

    #[test]
    fn a_registry_number_is_read_however_it_is_set_apart() {
        assert_eq!(read_number(" 556036-0793 "), Ok("5560360793".into()));
        assert_eq!(read_number("91330282ma2a"), Ok("91330282MA2A".into()));
        for bad in ["", "1234", "ABCDEF", "556036０793", "1'; DROP", &"1".repeat(33)] {
            assert!(read_number(bad).is_err(), "{bad}");
        }
    }
}
