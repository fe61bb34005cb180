//! How deals are written in the API.

use super::address::AddressDocument;
use super::contract::{DealTerms, SignatureDocument};
use super::proposals::ParcelLine;
use crate::model::{
    Card, DealKind, DealView, Inspection, InspectionKind, ProposalKind, Refund, RefundKind,
    RemedyKind, Shipment, ShipmentKind, TimelineEntry, Tracks,
};
use custody::Identity;
use kernel::{Firm, Id, Timestamp, Transport};
use party::TrustLine;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use web::json::Amount;

/// Where a deal stands on its three tracks, and in one word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DealTracks {
    /// `offered`, `agreed` or `lapsed`.
    pub information: String,
    /// `nothing`, `part_paid`, `paid`, `released`, `refunded` or `closed`.
    pub money: String,
    /// `not_started`, `making`, `inspecting`, `inspected`, `part_shipped`, `shipped`, `received` or
    /// `cancelled`.
    pub goods: String,
    /// `offered`, `agreed`, `funded`, `shipped`, `finished` or `closed`.
    pub stage: String,
}

impl From<Tracks> for DealTracks {
    fn from(tracks: Tracks) -> Self {
        Self {
            information: tracks.information.word().to_owned(),
            money: tracks.money.word().to_owned(),
            goods: tracks.goods.word().to_owned(),
            stage: tracks.stage().word().to_owned(),
        }
    }
}

/// Goods on their way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ShipmentDocument {
    /// The shipment.
    #[schema(value_type = String, example = "shipment_01m0tkcv40001")]
    pub id: Id<ShipmentKind>,
    /// Who carries it.
    pub carrier: String,
    /// The waybill's number.
    pub tracking: String,
    /// `express`, `surface`, `sea` or `virtual`.
    #[schema(value_type = String)]
    pub transport: Transport,
    /// `whole`: all goods; `part`: the lines told beside it; `again`: goods sent once more.
    pub contents: String,
    /// How many of which lines, where it is a part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<ParcelLine>,
    /// When it left.
    #[schema(value_type = String, format = DateTime)]
    pub shipped_at: Timestamp,
    /// When it should arrive.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub eta: Option<Timestamp>,
    /// When the carrier said that it was handed over.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub delivered_at: Option<Timestamp>,
}

impl From<Shipment> for ShipmentDocument {
    fn from(shipment: Shipment) -> Self {
        let Shipment { id, carrier, tracking, transport, shipped_at, eta, delivered_at, .. } =
            shipment;
        let contents = shipment.contents.word().to_owned();
        let lines = shipment.packed.into_iter().map(ParcelLine::from).collect();
        Self { id, carrier, tracking, transport, contents, lines, shipped_at, eta, delivered_at }
    }
}

/// A look at the goods.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct InspectionDocument {
    /// The inspection.
    #[schema(value_type = String, example = "inspection_01m0tkcv40001")]
    pub id: Id<InspectionKind>,
    /// Who sent for it.
    #[schema(value_type = String, example = "firm_01m0tkcv40001")]
    pub ordered_by: Id<Firm>,
    /// `ordered`, `passed`, `failed`, `called_off` or `lapsed`.
    pub state: String,
    /// Pieces that are not as agreed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found: Option<i64>,
    /// What was seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// When it was ordered.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// When it is over if there is no report.
    #[schema(value_type = String, format = DateTime)]
    pub report_by: Timestamp,
}

impl From<Inspection> for InspectionDocument {
    fn from(seen: Inspection) -> Self {
        let Inspection { id, ordered_by, state, found, note, at, report_by, .. } = seen;
        Self { id, ordered_by, state: state.word().to_owned(), found, note, at, report_by }
    }
}

/// Money that went back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RefundDocument {
    /// The refund.
    #[schema(value_type = String, example = "refund_01m0tkcv40001")]
    pub id: Id<RefundKind>,
    /// How much.
    pub amount: Amount,
    /// `held` (out of custody) or `seller` (after the release).
    pub source: String,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
}

impl From<Refund> for RefundDocument {
    fn from(refund: Refund) -> Self {
        let (amount, source) = (refund.amount.into(), refund.source.word().to_owned());
        Self { id: refund.id, amount, source, reason: refund.reason, at: refund.at }
    }
}

/// The sums of a deal's money: `paid_in - returned = held + released + refunded + fees`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MoneySums {
    /// All that came in.
    pub paid_in: Amount,
    /// What went back because a payment bounced.
    pub returned: Amount,
    /// What is in custody.
    pub held: Amount,
    /// What the seller has.
    pub released: Amount,
    /// What the buyer has back.
    pub refunded: Amount,
    /// What the market took.
    pub fees: Amount,
}

impl From<Identity> for MoneySums {
    fn from(sums: Identity) -> Self {
        Self {
            paid_in: sums.paid_in.into(),
            returned: sums.returned.into(),
            held: sums.held.into(),
            released: sums.released.into(),
            refunded: sums.refunded.into(),
            fees: sums.fees.into(),
        }
    }
}

/// A firm by id and name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NamedFirm {
    /// The firm.
    #[schema(value_type = String, example = "firm_01m0tkcv40001")]
    pub firm: Id<Firm>,
    /// Its name.
    pub name: String,
}

impl NamedFirm {
    pub(super) fn find(firm: Option<Id<Firm>>, lines: &[TrustLine]) -> Option<Self> {
        let line = lines.iter().find(|line| Some(line.firm) == firm)?;
        Some(Self { firm: line.firm, name: line.name.clone() })
    }
}

/// All of a deal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DealDocument {
    /// The deal.
    #[schema(value_type = String, example = "deal_01m0tkcv40001")]
    pub id: Id<DealKind>,
    /// On which side the caller stands: `buyer` or `seller`; absent for an officer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub side: Option<String>,
    /// Who pays; absent while nobody has accepted a deal link.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buyer: Option<NamedFirm>,
    /// Who sells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller: Option<NamedFirm>,
    /// Where it stands.
    pub tracks: DealTracks,
    /// The goods did not leave in time.
    pub is_late: bool,
    /// What happens by itself, when.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub due_at: Option<Timestamp>,
    /// The remedy that is open, for whose end the deal waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "remedy_01m0tkcv40001")]
    pub remedy: Option<Id<RemedyKind>>,
    /// What the seller has proposed and the buyer has not answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "proposal_01m0tkcv40001")]
    pub proposal: Option<Id<ProposalKind>>,
    /// Where the goods go, if that was said with the order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<AddressDocument>,
    /// The contract.
    pub terms: DealTerms,
    /// Who signed it.
    pub signatures: Vec<SignatureDocument>,
    /// Goods on their way.
    pub shipments: Vec<ShipmentDocument>,
    /// Looks at the goods.
    pub inspections: Vec<InspectionDocument>,
    /// Money that went back.
    pub refunds: Vec<RefundDocument>,
    /// The sums of its money; absent while it is only offered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub money: Option<MoneySums>,
    /// When it was ordered or offered.
    #[schema(value_type = String, format = DateTime)]
    pub placed_at: Timestamp,
    /// The date of the same trade in imported records.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub original_at: Option<Timestamp>,
    /// When it was finished or closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub ended_at: Option<Timestamp>,
    /// Raised with each step.
    pub version: i64,
}

impl DealDocument {
    pub(super) fn of(view: DealView, names: &[TrustLine]) -> Self {
        let DealView { deal, lines, milestones, .. } = view;
        Self {
            id: deal.id,
            side: view.side.map(|side| side.word().to_owned()),
            buyer: NamedFirm::find(deal.buyer, names),
            seller: NamedFirm::find(Some(deal.seller), names),
            tracks: deal.tracks.into(),
            is_late: deal.is_late,
            due_at: deal.deadline.map(|deadline| deadline.due_at),
            remedy: deal.stopped.map(|stopped| stopped.remedy),
            proposal: deal.proposal,
            address: view.address.map(AddressDocument::from),
            terms: DealTerms::of(&deal, lines, milestones),
            signatures: view.signatures.into_iter().map(SignatureDocument::from).collect(),
            shipments: view.shipments.into_iter().map(ShipmentDocument::from).collect(),
            inspections: view.inspections.into_iter().map(InspectionDocument::from).collect(),
            refunds: view.refunds.into_iter().map(RefundDocument::from).collect(),
            money: view.identity.map(MoneySums::from),
            placed_at: deal.placed_at,
            original_at: deal.original_at,
            ended_at: deal.ended_at,
            version: deal.version,
        }
    }
}

/// One row of a firm's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DealCard {
    /// The deal.
    #[schema(value_type = String, example = "deal_01m0tkcv40001")]
    pub deal: Id<DealKind>,
    /// `buyer` or `seller`.
    pub side: String,
    /// The other firm, once there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other: Option<NamedFirm>,
    /// What it is about: the first line.
    pub title: String,
    /// How many lines it has.
    pub line_count: i64,
    /// The whole price.
    pub total: Amount,
    /// Where it stands.
    pub tracks: DealTracks,
    /// The goods did not leave in time.
    pub is_late: bool,
    /// What happens by itself, when.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub due_at: Option<Timestamp>,
    /// When it was ordered or offered.
    #[schema(value_type = String, format = DateTime)]
    pub placed_at: Timestamp,
}

impl DealCard {
    pub(super) fn of(card: Card, names: &[TrustLine]) -> Self {
        Self {
            deal: card.deal,
            side: card.side.word().to_owned(),
            other: NamedFirm::find(card.other, names),
            title: card.title,
            line_count: card.line_count,
            total: card.total.into(),
            tracks: card.tracks.into(),
            is_late: card.is_late,
            due_at: card.due_at,
            placed_at: card.placed_at,
        }
    }
}

/// A line of a timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TimelineLine {
    /// `information`, `money` or `goods`.
    pub track: String,
    /// What happened, such as `shipped`.
    pub kind: String,
    /// What its sentence needs: amounts in digits, times in RFC 3339.
    pub facts: BTreeMap<String, String>,
    /// Who did it; absent where a deadline or a rail did.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "firm_01m0tkcv40001")]
    pub firm: Option<Id<Firm>>,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
}

impl From<TimelineEntry> for TimelineLine {
    fn from(entry: TimelineEntry) -> Self {
        let facts = entry.facts.into_iter().collect();
        let track = entry.track.word().to_owned();
        Self { track, kind: entry.kind, facts, firm: entry.firm, at: entry.at }
    }
}
