//! How promises and claims are written in the API.

use crate::model::{
    Compensation, CompensationKind, CompensationView, Done, Held, Own, Protection, QueueRow,
    Signed, SignedKind, text,
};
use deal::DealKind;
use kernel::{Id, Lang, Timestamp};
use remedy::api::{EvidenceDocument, StepDocument};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::json::Amount;

/// How a firm stands by its promises in one currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CoverDocument {
    /// ISO 4217.
    #[schema(example = "CNY")]
    pub currency: String,
    /// `active`; `short` while the deposit is to be filled up; `suspended`, `ending`, `ended`.
    pub state: String,
    /// What must lie in the deposit.
    pub required: Amount,
    /// What lies there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deposit: Option<Amount>,
    /// What the firm owes to the protection fund; told to itself alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owed: Option<Amount>,
    /// What happens by itself next, when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub due_at: Option<Timestamp>,
    /// Raised with each change.
    pub version: i64,
}

impl From<Protection> for CoverDocument {
    fn from(protection: Protection) -> Self {
        Self {
            currency: protection.currency.code().to_owned(),
            state: protection.state.word().to_owned(),
            required: protection.required.into(),
            deposit: None,
            owed: None,
            due_at: protection.due_at,
            version: protection.version,
        }
    }
}

/// A promise as it was signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PromiseDocument {
    /// Its id.
    #[schema(value_type = String, example = "promise_01m0tkcv40001")]
    pub id: Id<SignedKind>,
    /// `truthful`, `no-reason`, `fake`, `repair`, `instant` or `genuine`.
    pub promise: String,
    /// For trades in this currency.
    pub currency: String,
    /// Its exact words in English; `text_zh_cn` beside.
    pub text_en: String,
    /// Its exact words in Chinese.
    pub text_zh_cn: String,
    /// The version of the words.
    pub text_version: String,
    /// SHA-256 over promise, version and all words, lines of one text, hexadecimal.
    pub text_hash: String,
    /// From when on it holds.
    #[schema(value_type = String, format = DateTime)]
    pub from: Timestamp,
    /// From when on it does not hold for new trades.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub until: Option<Timestamp>,
}

impl From<Signed> for PromiseDocument {
    fn from(signed: Signed) -> Self {
        let words = |lang| text(signed.promise, &signed.text_version, lang).unwrap_or_default();
        Self {
            id: signed.id,
            promise: signed.promise.word().to_owned(),
            currency: signed.currency.code().to_owned(),
            text_en: words(Lang::En).to_owned(),
            text_zh_cn: words(Lang::ZhCn).to_owned(),
            text_version: signed.text_version,
            text_hash: signed.text_hash,
            from: signed.from_at,
            until: signed.until_at,
        }
    }
}

/// What a firm promises, and ever promised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FirmPromises {
    /// How it stands, currency by currency.
    pub covers: Vec<CoverDocument>,
    /// All that was signed, newest first, at most 200.
    pub promises: Vec<PromiseDocument>,
}

impl FirmPromises {
    pub(crate) fn of(own: Own, is_own: bool) -> Self {
        let cover = |held: Held| {
            let mut cover = CoverDocument::from(held.protection);
            cover.deposit = Some(held.deposit.into());
            cover.owed = is_own.then(|| held.owed.into());
            cover
        };
        let covers = own.held.into_iter().map(cover).collect();
        Self { covers, promises: own.signed.into_iter().map(PromiseDocument::from).collect() }
    }
}

/// How an act left a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CompensationDone {
    /// The deal.
    #[schema(value_type = String, example = "deal_01m0tkcv40001")]
    pub deal: Id<DealKind>,
    /// The claim.
    #[schema(value_type = String, example = "compensation_01m0tkcv40001")]
    pub compensation: Id<CompensationKind>,
    /// How far it is, such as `waits_seller`; `unpaid` while the fund is too poor.
    pub state: String,
    /// What happens by itself next, when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub due_at: Option<Timestamp>,
    /// Its version now.
    pub version: i64,
}

impl From<Done> for CompensationDone {
    fn from(done: Done) -> Self {
        Self {
            deal: done.deal,
            compensation: done.compensation,
            state: done.state.word().to_owned(),
            due_at: done.due_at,
            version: done.version,
        }
    }
}

/// A claim in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CompensationCard {
    /// The deal.
    #[schema(value_type = String, example = "deal_01m0tkcv40001")]
    pub deal: Id<DealKind>,
    /// The claim.
    #[schema(value_type = String, example = "compensation_01m0tkcv40001")]
    pub compensation: Id<CompensationKind>,
    /// Which promise.
    pub promise: String,
    /// How much is claimed.
    pub amount: Amount,
    /// Why.
    pub reason: String,
    /// How far it is.
    pub state: String,
    /// The seller said yes.
    pub is_agreed: bool,
    /// What was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub awarded: Option<Amount>,
    /// What happens by itself next, when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub due_at: Option<Timestamp>,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    pub asked_at: Timestamp,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub ended_at: Option<Timestamp>,
    /// Raised with each act.
    pub version: i64,
}

impl From<Compensation> for CompensationCard {
    fn from(claim: Compensation) -> Self {
        Self {
            deal: claim.deal,
            compensation: claim.id,
            promise: claim.promise.word().to_owned(),
            amount: claim.amount.into(),
            awarded: claim.awarded().map(Amount::from),
            reason: claim.reason,
            state: claim.state.word().to_owned(),
            is_agreed: claim.is_agreed,
            due_at: claim.due_at,
            asked_at: claim.asked_at,
            ended_at: claim.ended_at,
            version: claim.version,
        }
    }
}

/// A whole claim, for its two sides and its officer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CompensationDocument {
    /// The claim.
    #[serde(flatten)]
    pub card: CompensationCard,
    /// The promise in the words that held when the deal was agreed.
    pub signed: PromiseDocument,
    /// The most that it is worth now.
    pub most: Amount,
    /// All that was done, oldest first.
    pub steps: Vec<StepDocument>,
    /// What was shown.
    pub evidence: Vec<EvidenceDocument>,
    /// What the caller may do now.
    pub acts: Vec<String>,
}

impl From<CompensationView> for CompensationDocument {
    fn from(view: CompensationView) -> Self {
        Self {
            card: view.compensation.into(),
            signed: view.signed.into(),
            most: view.most.into(),
            steps: view.steps.into_iter().map(StepDocument::from).collect(),
            evidence: view.evidence.into_iter().map(EvidenceDocument::from).collect(),
            acts: view.acts.into_iter().map(|act| act.word().to_owned()).collect(),
        }
    }
}

/// A case that waits for an officer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct QueueEntry {
    /// The deal.
    #[schema(value_type = String, example = "deal_01m0tkcv40001")]
    pub deal: Id<DealKind>,
    /// The claim.
    #[schema(value_type = String, example = "compensation_01m0tkcv40001")]
    pub compensation: Id<CompensationKind>,
    /// Which promise.
    pub promise: String,
    /// How much is claimed.
    pub amount: Amount,
    /// `deciding`, or `seconding` where a second officer must agree.
    pub state: String,
    /// Raised when another officer decides.
    pub level: i64,
    /// Somebody has the case.
    pub is_taken: bool,
    /// By when it is to be decided.
    #[schema(value_type = String, format = DateTime)]
    pub due_at: Timestamp,
}

impl From<QueueRow> for QueueEntry {
    fn from(row: QueueRow) -> Self {
        Self {
            deal: row.deal,
            compensation: row.compensation,
            promise: row.promise.word().to_owned(),
            amount: row.amount.into(),
            state: row.state.word().to_owned(),
            level: row.level,
            is_taken: row.officer.is_some(),
            due_at: row.due_at,
        }
    }
}
