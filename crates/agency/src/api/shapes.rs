//! How what firms say they are is written in the API.

use crate::model::{
    Capability, CapabilityKind, CapabilityState, Disclosure, Finding, Mandate, MandateSide,
    MandateState, RoleFile, TradeRole, TradeRoleName,
};
use kernel::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a firm says it is.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct RoleSeen {
    /// What it is.
    pub(crate) role: TradeRoleName,
    /// What it does and for whom.
    pub(crate) about: String,
    /// Its services.
    pub(crate) offers: Vec<String>,
    /// Whether buyers see whom it acts for.
    pub(crate) shows_mandates: bool,
    /// Its registration number for foreign trade, for itself and the operator.
    pub(crate) licence: Option<String>,
    /// Capabilities that a clerk has seen evidence of, 0 to 5.
    pub(crate) level: i64,
}

impl From<TradeRole> for RoleSeen {
    fn from(role: TradeRole) -> Self {
        let TradeRole { role, about, offers, shows_mandates, licence, level, .. } = role;
        Self { role, about, offers, shows_mandates, licence, level }
    }
}

/// A capability.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct CapabilitySeen {
    /// Whose.
    pub(crate) firm: String,
    /// Which.
    pub(crate) kind: CapabilityKind,
    /// How it stands.
    pub(crate) state: CapabilityState,
    /// What shows it.
    pub(crate) evidence: String,
    /// What the clerk said.
    pub(crate) note: String,
}

impl From<Capability> for CapabilitySeen {
    fn from(capability: Capability) -> Self {
        let firm = capability.firm.to_string();
        let Capability { kind, state, evidence, note, .. } = capability;
        Self { firm, kind, state, evidence, note }
    }
}

/// A mandate as one of its firms sees it.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct MandateSeen {
    /// Its id.
    #[schema(example = "mandate_01kd8v3m2q008")]
    pub(crate) id: String,
    /// The other side.
    pub(crate) other_firm: String,
    /// On which side the firm stands.
    pub(crate) side: MandateSide,
    /// How it stands.
    pub(crate) state: MandateState,
    /// What it covers.
    pub(crate) scope: String,
    /// Which side offered it.
    pub(crate) offered_by: MandateSide,
    /// Whether the maker may be named to buyers.
    pub(crate) is_shown: bool,
    /// When both had agreed.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub(crate) agreed_at: Option<Timestamp>,
    /// When it runs out.
    #[schema(value_type = String, format = DateTime)]
    pub(crate) ends_at: Timestamp,
}

impl From<Mandate> for MandateSeen {
    fn from(mandate: Mandate) -> Self {
        let (id, other_firm) = (mandate.id.to_string(), mandate.other_firm.to_string());
        let Mandate { side, state, scope, offered_by, is_shown, agreed_at, ends_at, .. } = mandate;
        Self { id, other_firm, side, state, scope, offered_by, is_shown, agreed_at, ends_at }
    }
}

/// What a clerk found about what a firm says of itself.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct FindingSeen {
    /// Its id.
    #[schema(example = "finding_01kd8v3m2q008")]
    pub(crate) id: String,
    /// What the firm says it is.
    pub(crate) claim: TradeRoleName,
    /// What was found.
    pub(crate) evidence: String,
    /// From when it counts, unless it is lifted.
    #[schema(value_type = String, format = DateTime)]
    pub(crate) counts_from: Timestamp,
    /// What the firm answers.
    pub(crate) reply: Option<String>,
    /// Why it was lifted.
    pub(crate) lifted: Option<String>,
}

impl From<Finding> for FindingSeen {
    fn from(finding: Finding) -> Self {
        let id = finding.id.to_string();
        let Finding { claim, evidence, counts_from, reply, lifted, .. } = finding;
        Self { id, claim, evidence, counts_from, reply, lifted: lifted.map(|(_, why)| why) }
    }
}

/// All that the caller may see of a firm's role.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct RoleFileSeen {
    /// What it says it is.
    pub(crate) role: Option<RoleSeen>,
    /// Its capabilities.
    pub(crate) capabilities: Vec<CapabilitySeen>,
    /// Mandates in force that the caller may see.
    pub(crate) mandates: Vec<MandateSeen>,
    /// All mandates in force.
    pub(crate) mandates_in_force: i64,
    /// Findings, newest first.
    pub(crate) findings: Vec<FindingSeen>,
    /// Whether it says openly what it is.
    pub(crate) disclosure: Disclosure,
}

impl From<RoleFile> for RoleFileSeen {
    fn from(file: RoleFile) -> Self {
        Self {
            role: file.role.map(Into::into),
            capabilities: file.capabilities.into_iter().map(Into::into).collect(),
            mandates: file.mandates.into_iter().map(Into::into).collect(),
            mandates_in_force: file.mandates_in_force,
            findings: file.findings.into_iter().map(Into::into).collect(),
            disclosure: file.disclosure,
        }
    }
}
