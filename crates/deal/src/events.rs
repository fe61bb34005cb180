//! What happened between two firms.

use crate::model::{Deal, DealKind};
use ::store::Event;
use kernel::Timestamp;
use kernel::{Currency, Firm, Id, Transport};
use serde::{Deserialize, Serialize};

/// A seller made an offer by link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of the domain")]
pub struct DealOffered {
    pub deal: Id<DealKind>,
    pub seller: Id<Firm>,
    pub currency: Currency,
    pub total_minor: i64,
}

/// Both sides have signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of the domain")]
pub struct DealAgreed {
    pub deal: Id<DealKind>,
    pub buyer: Id<Firm>,
    pub seller: Id<Firm>,
    pub currency: Currency,
    pub total_minor: i64,
}

/// A part of the price came into custody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of the domain")]
pub struct DealPaid {
    pub deal: Id<DealKind>,
    pub buyer: Id<Firm>,
    pub seller: Id<Firm>,
    pub nth: i64,
    pub currency: Currency,
    pub amount_minor: i64,
    /// Nothing more is to be paid.
    pub is_all: bool,
}

/// Somebody sent for an inspector.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of the domain")]
pub struct InspectionOrdered {
    pub deal: Id<DealKind>,
    pub buyer: Option<Id<Firm>>,
    pub seller: Id<Firm>,
    pub inspection: Id<crate::InspectionKind>,
    pub firm: Id<Firm>,
}

/// The inspector told what was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of the domain")]
pub struct InspectionFiled {
    pub deal: Id<DealKind>,
    pub buyer: Option<Id<Firm>>,
    pub seller: Id<Firm>,
    pub inspection: Id<crate::InspectionKind>,
    pub has_passed: bool,
    pub found: i64,
}

/// An inspection is over without a report: called off, or there was none in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of the domain")]
pub struct InspectionEnded {
    pub deal: Id<DealKind>,
    pub buyer: Option<Id<Firm>>,
    pub seller: Id<Firm>,
    pub inspection: Id<crate::InspectionKind>,
    /// Somebody called it off.
    pub was_called_off: bool,
}

/// The goods left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of the domain")]
pub struct DealShipped {
    pub deal: Id<DealKind>,
    pub shipment: Id<crate::ShipmentKind>,
    pub buyer: Option<Id<Firm>>,
    pub seller: Id<Firm>,
    pub transport: Transport,
    pub confirms_itself_at: Option<Timestamp>,
}

/// A part of the price can be paid now, since the goods have passed an inspection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of the domain")]
pub struct DealPartDue {
    pub deal: Id<DealKind>,
    pub buyer: Id<Firm>,
    pub nth: i64,
    pub currency: Currency,
    pub amount_minor: i64,
}

/// Some of the goods left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of the domain")]
pub struct DealPartShipped {
    pub deal: Id<DealKind>,
    pub shipment: Id<crate::ShipmentKind>,
    pub buyer: Option<Id<Firm>>,
    pub seller: Id<Firm>,
    pub transport: Transport,
}

/// The seller proposed another price, or that the rest will not come; the buyer answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of the domain")]
pub struct DealProposed {
    pub deal: Id<DealKind>,
    pub proposal: Id<crate::ProposalKind>,
    /// `price` or `short`.
    pub kind: String,
    pub buyer: Option<Id<Firm>>,
    pub seller: Id<Firm>,
    pub currency: Currency,
    pub old_minor: i64,
    pub new_minor: i64,
    /// When silence counts as yes.
    pub answer_by: Option<Timestamp>,
}

/// The contract has another price, and nothing of it is paid yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of the domain")]
pub struct DealPriceChanged {
    pub deal: Id<DealKind>,
    pub buyer: Id<Firm>,
    pub seller: Id<Firm>,
    pub currency: Currency,
    pub old_minor: i64,
    pub new_minor: i64,
}

/// The rest of the goods will not come, and the money for it went back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of the domain")]
pub struct DealRestClosed {
    pub deal: Id<DealKind>,
    pub buyer: Option<Id<Firm>>,
    pub seller: Id<Firm>,
    pub pieces: i64,
    pub currency: Currency,
    pub back_minor: i64,
}

/// The carrier handed a shipment over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of the domain")]
pub struct DealDelivered {
    pub deal: Id<DealKind>,
    pub shipment: Id<crate::ShipmentKind>,
    pub buyer: Option<Id<Firm>>,
    pub seller: Id<Firm>,
}

/// The seller gave the buyer more time to check the goods.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of the domain")]
pub struct DealExtended {
    pub deal: Id<DealKind>,
    pub buyer: Option<Id<Firm>>,
    pub seller: Id<Firm>,
    pub days: i64,
    pub confirms_itself_at: Option<Timestamp>,
}

/// The goods did not leave in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of the domain")]
pub struct DealLate {
    pub deal: Id<DealKind>,
    pub buyer: Option<Id<Firm>>,
    pub seller: Id<Firm>,
    pub due_at: Timestamp,
}

/// Half of the time to dispatch is over, and the seller was reminded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of the domain")]
pub struct DealShipReminded {
    pub deal: Id<DealKind>,
    pub seller: Id<Firm>,
    pub at: Timestamp,
    pub due_at: Timestamp,
}

/// Money went back to the buyer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of the domain")]
pub struct DealRefunded {
    pub deal: Id<DealKind>,
    pub buyer: Option<Id<Firm>>,
    pub seller: Id<Firm>,
    pub currency: Currency,
    pub amount_minor: i64,
    /// It came out of the seller's wallet, after the release.
    pub was_released: bool,
    /// Nothing of this deal had gone back before.
    pub is_first: bool,
}

/// A deal was carried out: told once, in the transaction that released the money, or that gave all
/// of it back after the goods had left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of the domain")]
pub struct DealFinished {
    pub deal: Id<DealKind>,
    pub buyer: Id<Firm>,
    pub seller: Id<Firm>,
    pub currency: Currency,
    pub total_minor: i64,
    pub refunded_minor: i64,
    pub fee_minor: i64,
    pub placed_at: Timestamp,
    pub agreed_at: Timestamp,
    pub paid_at: Timestamp,
    pub shipped_at: Timestamp,
    pub finished_at: Timestamp,
    /// The date of the same trade in imported records.
    pub original_at: Option<Timestamp>,
    pub rules_version: String,
    /// The deadline confirmed, not the buyer.
    pub by_timer: bool,
}

/// A deal ended before the goods left, or was never accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of the domain")]
pub struct DealClosed {
    pub deal: Id<DealKind>,
    pub buyer: Option<Id<Firm>>,
    pub seller: Id<Firm>,
    /// The seller had let the time run out.
    pub was_late: bool,
}

impl Event for DealOffered {
    const NAME: &'static str = "deal-offered";
}
impl Event for DealAgreed {
    const NAME: &'static str = "deal-agreed";
}
impl Event for DealPaid {
    const NAME: &'static str = "deal-paid";
}
impl Event for InspectionOrdered {
    const NAME: &'static str = "deal-inspection-ordered";
}
impl Event for InspectionFiled {
    const NAME: &'static str = "deal-inspection-filed";
}
impl Event for InspectionEnded {
    const NAME: &'static str = "deal-inspection-ended";
}
impl Event for DealShipped {
    const NAME: &'static str = "deal-shipped";
}
impl Event for DealPartDue {
    const NAME: &'static str = "deal-part-due";
}
impl Event for DealPartShipped {
    const NAME: &'static str = "deal-part-shipped";
}
impl Event for DealProposed {
    const NAME: &'static str = "deal-proposed";
}
impl Event for DealPriceChanged {
    const NAME: &'static str = "deal-price-changed";
}
impl Event for DealRestClosed {
    const NAME: &'static str = "deal-rest-closed";
}
impl Event for DealDelivered {
    const NAME: &'static str = "deal-delivered";
}
impl Event for DealExtended {
    const NAME: &'static str = "deal-extended";
}
impl Event for DealLate {
    const NAME: &'static str = "deal-late";
}
impl Event for DealShipReminded {
    const NAME: &'static str = "deal-ship-reminded";
}
impl Event for DealRefunded {
    const NAME: &'static str = "deal-refunded";
}
impl Event for DealFinished {
    const NAME: &'static str = "deal-finished";
}
impl Event for DealClosed {
    const NAME: &'static str = "deal-closed";
}

impl DealFinished {
    /// The fact about a deal as it is after its last step.
    pub(crate) fn of(
        deal: &Deal,
        (refunded_minor, fee_minor): (i64, i64),
        by_timer: bool,
    ) -> anyhow::Result<Self> {
        let must = |at: Option<Timestamp>| {
            at.ok_or_else(|| anyhow::anyhow!("a finished deal without a date"))
        };
        let buyer = deal.buyer.ok_or_else(|| anyhow::anyhow!("a finished deal without a buyer"))?;
        Ok(Self {
            deal: deal.id,
            buyer,
            seller: deal.seller,
            currency: deal.total.currency,
            total_minor: deal.total.minor,
            refunded_minor,
            fee_minor,
            placed_at: deal.placed_at,
            agreed_at: must(deal.agreed_at)?,
            paid_at: must(deal.paid_at)?,
            shipped_at: must(deal.shipped_at)?,
            finished_at: must(deal.ended_at)?,
            original_at: deal.original_at,
            rules_version: deal.rules_version.clone(),
            by_timer,
        })
    }
}
