//! How deals are written in the API.

use crate::model::{
    Card, Deal, DealKind, DealView, Done, Effect, Inspection, InspectionKind, Line, Milestone,
    Refund, RefundKind, Shipment, ShipmentKind, Side, Signature, TimelineEntry, Tracks,
};
use catalog::ProductKind;
use custody::Identity;
use kernel::{Firm, Id, Incoterm, Locode, Money, PaymentDue, PaymentPart, Timestamp, Transport};
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
    /// `not_started`, `making`, `inspecting`, `inspected`, `shipped`, `received` or `cancelled`.
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

/// One item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DealLine {
    /// Its place in the contract, from one.
    pub nth: i64,
    /// The listing it came from.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "product_01m0tkcv40001")]
    pub product: Option<Id<ProductKind>>,
    /// What it is.
    pub title: String,
    /// UN/ECE Recommendation 20.
    #[schema(example = "PR")]
    pub unit: String,
    /// How many.
    pub quantity: i64,
    /// The price of one, at most six decimals.
    #[schema(example = "0.0875")]
    pub unit_price: String,
    /// The price of all.
    pub amount: Amount,
}

impl From<Line> for DealLine {
    fn from(line: Line) -> Self {
        Self {
            nth: line.nth,
            product: line.product,
            title: line.title,
            unit: line.unit.code().to_owned(),
            quantity: line.quantity,
            unit_price: line.price.plain(),
            amount: line.amount.into(),
        }
    }
}

/// A part of the price.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DealMilestone {
    /// Its place, from one; parts are paid in this order.
    pub nth: i64,
    /// Basis points of the whole.
    pub share_bps: i64,
    /// `before_production` or `before_shipment`.
    pub due: String,
    /// How much.
    pub amount: Amount,
    /// When it was paid into custody.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub paid_at: Option<Timestamp>,
}

impl From<Milestone> for DealMilestone {
    fn from(part: Milestone) -> Self {
        Self {
            nth: part.nth,
            share_bps: part.share_bps,
            due: part.due.word().to_owned(),
            amount: part.amount.into(),
            paid_at: part.paid_at,
        }
    }
}

/// A part of a price to be agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Part {
    /// Basis points of the whole; all parts sum to 10,000.
    #[schema(example = 3000, minimum = 1, maximum = 10000)]
    pub share_bps: i64,
    /// Before what it is due.
    #[schema(value_type = String, example = "before_production")]
    pub due: PaymentDue,
}

impl From<Part> for PaymentPart {
    fn from(part: Part) -> Self {
        Self { share_bps: part.share_bps, due: part.due }
    }
}

/// One side's signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SignatureDocument {
    /// Who is bound.
    #[schema(value_type = String, example = "firm_01m0tkcv40001")]
    pub firm: Id<Firm>,
    /// `person`, `open_offer`, `quote` or `record`.
    pub means: String,
    /// SHA-256 of the contract's text, in hexadecimal digits.
    pub contract_hash: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub signed_at: Timestamp,
}

impl From<Signature> for SignatureDocument {
    fn from(signature: Signature) -> Self {
        Self {
            firm: signature.firm,
            means: signature.means.word().to_owned(),
            contract_hash: hex(&signature.contract_hash),
            signed_at: signature.signed_at,
        }
    }
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
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
    /// `express`, `surface` or `sea`.
    #[schema(value_type = String)]
    pub transport: Transport,
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
        let Shipment { id, carrier, tracking, transport, shipped_at, eta, delivered_at } = shipment;
        Self { id, carrier, tracking, transport, shipped_at, eta, delivered_at }
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
    /// `ordered`, `passed` or `failed`.
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
}

impl From<Inspection> for InspectionDocument {
    fn from(seen: Inspection) -> Self {
        let Inspection { id, ordered_by, state, found, note, at } = seen;
        Self { id, ordered_by, state: state.word().to_owned(), found, note, at }
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

/// The terms of a deal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DealTerms {
    /// `order`, `quote`, `link` or `record`.
    pub origin: String,
    /// The whole price.
    pub total: Amount,
    /// Incoterms 2020.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "FOB")]
    pub incoterm: Option<Incoterm>,
    /// UN/LOCODE.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "CNNGB")]
    pub place: Option<Locode>,
    /// `express`, `surface` or `sea`.
    #[schema(value_type = String)]
    pub transport: Transport,
    /// Days from payment to dispatch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead_time_d: Option<i64>,
    /// What was written beside it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The rules that it began under.
    pub rules_version: String,
    /// SHA-256 of what was signed, in hexadecimal digits.
    pub contract_hash: String,
    /// The items.
    pub lines: Vec<DealLine>,
    /// The parts of the price.
    pub milestones: Vec<DealMilestone>,
}

impl DealTerms {
    pub(super) fn of(deal: &Deal, lines: Vec<Line>, milestones: Vec<Milestone>) -> Self {
        Self {
            origin: deal.origin.word().to_owned(),
            total: deal.total.into(),
            incoterm: deal.incoterm,
            place: deal.place,
            transport: deal.transport,
            lead_time_d: deal.lead_time_d,
            note: deal.note.clone(),
            rules_version: deal.rules_version.clone(),
            contract_hash: hex(&deal.contract_hash),
            lines: lines.into_iter().map(DealLine::from).collect(),
            milestones: milestones.into_iter().map(DealMilestone::from).collect(),
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

/// One line of money that a step moves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Posting {
    /// `wallet`, `escrow` or `fee`.
    pub account: String,
    /// Whose it is; absent where it lies with the deal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub side: Option<String>,
    /// With a minus, it leaves the account.
    pub amount: Amount,
}

/// What a side gets in all, or gives with a minus.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Gets {
    /// `buyer` or `seller`.
    pub side: String,
    /// How much.
    pub amount: Amount,
}

/// A deadline that a step sets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TimerDocument {
    /// What happens then: `deal-pay`, `deal-ship`, `deal-confirm` or `deal-accept`.
    pub kind: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub due_at: Timestamp,
}

/// What a step would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DoneEffect {
    /// Each line of money, in order.
    pub postings: Vec<Posting>,
    /// Who gets what in all.
    pub gets: Vec<Gets>,
    /// Deadlines that begin.
    pub timers: Vec<TimerDocument>,
}

impl From<Effect> for DoneEffect {
    fn from(effect: Effect) -> Self {
        let gets = [Side::Buyer, Side::Seller].into_iter().filter_map(|side| {
            let of_side = effect.postings.iter().filter(|moved| moved.side == Some(side));
            let currency = of_side.clone().next()?.amount.currency;
            let minor = of_side.map(|moved| moved.amount.minor).sum();
            let amount = Money::new(minor, currency).into();
            Some(Gets { side: side.word().to_owned(), amount })
        });
        let gets = gets.collect();
        let postings = effect.postings.iter().map(|moved| Posting {
            account: moved.purpose.word().to_owned(),
            side: moved.side.map(|side| side.word().to_owned()),
            amount: moved.amount.into(),
        });
        let timer = |timer: crate::model::TimerSet| TimerDocument {
            kind: timer.kind,
            due_at: timer.due_at,
        };
        let postings = postings.collect();
        Self { postings, gets, timers: effect.timers.into_iter().map(timer).collect() }
    }
}

/// How a step left a deal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DealDone {
    /// The deal.
    #[schema(value_type = String, example = "deal_01m0tkcv40001")]
    pub deal: Id<DealKind>,
    /// Where it stands now.
    pub tracks: DealTracks,
    /// Its version now.
    pub version: i64,
    /// Only with `?preview=true`: what would be done, and was not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effect: Option<DoneEffect>,
}

impl From<Done> for DealDone {
    fn from(done: Done) -> Self {
        Self { deal: done.deal, tracks: done.tracks.into(), version: done.version, effect: None }
    }
}
