//! How remedies are written in the API.

use crate::model::{
    Done, Evidence, EvidenceKind, PublishedDecision, QueueRow, Remedy, RemedyKind, RemedyView, Step,
};
use deal::api::DoneEffect;
use deal::{DealKind, ShipmentKind};
use kernel::{Firm, Id, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::json::Amount;

/// How an act left a remedy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RemedyDone {
    /// The deal.
    #[schema(value_type = String, example = "deal_01m0tkcv40001")]
    pub deal: Id<DealKind>,
    /// The remedy.
    #[schema(value_type = String, example = "remedy_01m0tkcv40001")]
    pub remedy: Id<RemedyKind>,
    /// How far it is, such as `waits_seller`.
    pub state: String,
    /// What happens by itself next, when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub due_at: Option<Timestamp>,
    /// Its version now.
    pub version: i64,
    /// Only with `?preview=true`: what would be done, and was not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effect: Option<DoneEffect>,
}

impl From<Done> for RemedyDone {
    fn from(done: Done) -> Self {
        Self {
            deal: done.deal,
            remedy: done.remedy,
            state: done.state.word().to_owned(),
            due_at: done.due_at,
            version: done.version,
            effect: None,
        }
    }
}

/// A remedy in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RemedyCard {
    /// The remedy.
    #[schema(value_type = String, example = "remedy_01m0tkcv40001")]
    pub remedy: Id<RemedyKind>,
    /// `money`, `return` or `reshipment`.
    pub want: String,
    /// How much.
    pub amount: Amount,
    /// Why.
    pub reason: String,
    /// The parcel that it is about; all where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "shipment_01m0tkcv40001")]
    pub shipment: Option<Id<ShipmentKind>>,
    /// The lines of the contract that it is about; all where none is named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<i64>,
    /// How far it is.
    pub state: String,
    /// 2 once a second officer decides.
    pub level: i64,
    /// What was decided for the buyer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_buyer: Option<Amount>,
    /// The goods go back first, by decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needs_return: Option<bool>,
    /// What happens by itself next, when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub due_at: Option<Timestamp>,
    /// By which calendar of holidays working days were counted last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "CN-2026")]
    pub calendar: Option<String>,
    /// When it was asked for.
    #[schema(value_type = String, format = DateTime)]
    pub asked_at: Timestamp,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub ended_at: Option<Timestamp>,
    /// Raised with each act.
    pub version: i64,
}

impl From<Remedy> for RemedyCard {
    fn from(remedy: Remedy) -> Self {
        Self {
            remedy: remedy.id,
            want: remedy.want.word().to_owned(),
            amount: remedy.amount.into(),
            reason: remedy.reason,
            shipment: remedy.about.shipment,
            lines: remedy.about.lines,
            state: remedy.state.word().to_owned(),
            level: remedy.level,
            to_buyer: remedy.decision.map(|decision| decision.to_buyer.into()),
            needs_return: remedy.decision.map(|decision| decision.needs_return),
            due_at: remedy.due_at,
            calendar: remedy.calendar,
            asked_at: remedy.asked_at,
            ended_at: remedy.ended_at,
            version: remedy.version,
        }
    }
}

/// Something that was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StepDocument {
    /// What, such as `remedy-refused`.
    pub told: String,
    /// By which firm; absent for an officer or a timer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "firm_01m0tkcv40001")]
    pub firm: Option<Id<Firm>>,
    /// What was written with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
}

impl From<Step> for StepDocument {
    fn from(step: Step) -> Self {
        Self { told: step.told, firm: step.firm, text: step.text, at: step.at }
    }
}

/// What a side shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EvidenceDocument {
    /// The evidence.
    #[schema(value_type = String, example = "evidence_01m0tkcv40001")]
    pub id: Id<EvidenceKind>,
    /// Which side shows it.
    #[schema(value_type = String, example = "firm_01m0tkcv40001")]
    pub firm: Id<Firm>,
    /// `file`, or `talk` for messages with their hashes.
    pub source: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub media_type: String,
    /// Its length.
    pub bytes: i64,
    /// When it was shown.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
}

impl From<Evidence> for EvidenceDocument {
    fn from(shown: Evidence) -> Self {
        Self {
            id: shown.id,
            firm: shown.firm,
            source: shown.source.word().to_owned(),
            sha256: shown.sha256,
            name: shown.name,
            media_type: shown.media_type,
            bytes: shown.bytes,
            at: shown.at,
        }
    }
}

/// All of a remedy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RemedyDocument {
    /// The remedy.
    #[serde(flatten)]
    pub card: RemedyCard,
    /// What is kept for the deal now.
    pub held: Amount,
    /// What was done, oldest first.
    pub steps: Vec<StepDocument>,
    /// What was shown.
    pub evidence: Vec<EvidenceDocument>,
    /// What the caller may do now.
    pub acts: Vec<String>,
}

impl From<RemedyView> for RemedyDocument {
    fn from(view: RemedyView) -> Self {
        Self {
            card: view.remedy.into(),
            held: view.held.into(),
            steps: view.steps.into_iter().map(StepDocument::from).collect(),
            evidence: view.evidence.into_iter().map(EvidenceDocument::from).collect(),
            acts: view.acts.iter().map(|act| act.word().to_owned()).collect(),
        }
    }
}

/// A case that waits for a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DisputeRow {
    /// The deal.
    #[schema(value_type = String, example = "deal_01m0tkcv40001")]
    pub deal: Id<DealKind>,
    /// The remedy.
    #[schema(value_type = String, example = "remedy_01m0tkcv40001")]
    pub remedy: Id<RemedyKind>,
    /// What is wanted.
    pub want: String,
    /// How much.
    pub amount: Amount,
    /// 2 once a second officer decides.
    pub level: i64,
    /// An officer has it.
    pub is_taken: bool,
    /// Until when it is to be decided.
    #[schema(value_type = String, format = DateTime)]
    pub due_at: Timestamp,
}

impl From<QueueRow> for DisputeRow {
    fn from(row: QueueRow) -> Self {
        Self {
            deal: row.deal,
            remedy: row.remedy,
            want: row.want.word().to_owned(),
            amount: row.amount.into(),
            level: row.level,
            is_taken: row.officer.is_some(),
            due_at: row.due_at,
        }
    }
}

/// A decision as everybody may read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DecisionSeen {
    /// The civil month, in the market's time zone.
    #[schema(example = "2026-11")]
    pub month: String,
    /// What was wanted.
    pub want: String,
    /// The goods had left.
    pub was_shipped: bool,
    /// The currency.
    pub currency: String,
    /// What was kept, as a power of ten of whole units: 3 is 1,000 to 9,999.
    pub magnitude: i64,
    /// Basis points of it that went to the buyer.
    pub to_buyer_bps: i64,
    /// The goods had to go back first.
    pub needs_return: bool,
    /// Why, without names.
    pub text: String,
}

impl From<PublishedDecision> for DecisionSeen {
    fn from(told: PublishedDecision) -> Self {
        Self {
            month: told.month,
            want: told.want.word().to_owned(),
            was_shipped: told.was_shipped,
            currency: told.currency.code().to_owned(),
            magnitude: told.magnitude,
            to_buyer_bps: told.to_buyer_bps,
            needs_return: told.needs_return,
            text: told.text,
        }
    }
}
