//! How contracts are written in the API.

use crate::model::{Deal, Line, Milestone, Signature, tax_sums};
use catalog::ProductKind;
use kernel::{Firm, Id, Incoterm, Locode, PaymentDue, PaymentPart, TaxSum, Timestamp, Transport};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::json::Amount;

/// One item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DealLine {
    /// Its place in the contract, from one.
    pub nth: i64,
    /// `goods`, or `freight` for what it costs to bring them.
    #[schema(example = "goods")]
    pub kind: String,
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
    /// What was taken off it when the price was lowered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount: Option<Amount>,
    /// The price of all, less the discount.
    pub amount: Amount,
    /// How it is taxed, where that is told: `S`, `Z`, `E`, `AE` or `O` (UNCL 5305).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_category: Option<String>,
    /// The rate in basis points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_rate_bps: Option<i64>,
    /// How many left, where goods leave in several parcels.
    #[serde(default)]
    pub sent: i64,
    /// How many will not come.
    #[serde(default)]
    pub short: i64,
}

impl From<Line> for DealLine {
    fn from(line: Line) -> Self {
        Self {
            nth: line.nth,
            kind: line.kind.word().to_owned(),
            product: line.product,
            title: line.title,
            unit: line.unit.code().to_owned(),
            quantity: line.quantity,
            unit_price: line.price.plain(),
            discount: Some(line.discount).filter(|off| off.minor > 0).map(Amount::from),
            amount: line.amount.into(),
            tax_category: line.tax.map(|tax| tax.category.code().to_owned()),
            tax_rate_bps: line.tax.map(|tax| tax.rate_bps),
            sent: line.sent,
            short: line.short,
        }
    }
}

/// The tax of one category and rate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TaxLine {
    /// `S`, `Z`, `E`, `AE` or `O` (UNCL 5305).
    #[schema(example = "S")]
    pub category: String,
    /// The rate in basis points.
    #[schema(example = 1900)]
    pub rate_bps: i64,
    /// What it is on.
    pub net: Amount,
    /// The tax.
    pub tax: Amount,
    /// Both together.
    pub gross: Amount,
}

impl From<TaxSum> for TaxLine {
    fn from(sum: TaxSum) -> Self {
        Self {
            category: sum.tax.category.code().to_owned(),
            rate_bps: sum.tax.rate_bps,
            net: sum.net.into(),
            tax: sum.amount.into(),
            gross: sum.gross().into(),
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
    /// `before_production`, `after_inspection` or `before_shipment`.
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
    /// `person`, `open_offer`, `quote`, `record`, or `lowered`: a word for a higher price.
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
    /// Whether the goods may leave in several parcels.
    #[serde(default)]
    pub may_ship_in_parts: bool,
    /// Whether the amounts of lines are `net` or `gross`; absent where tax is not told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_basis: Option<String>,
    /// The tax by category and rate, each rounded once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taxes: Vec<TaxLine>,
    /// Raised when the price changes before it is paid.
    #[serde(default)]
    pub revision: i64,
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
            may_ship_in_parts: deal.may_ship_in_parts,
            tax_basis: deal.tax_basis.map(|basis| basis.word().to_owned()),
            taxes: tax_sums(&lines, deal.tax_basis).into_iter().map(TaxLine::from).collect(),
            revision: deal.revision,
            lead_time_d: deal.lead_time_d,
            note: deal.note.clone(),
            rules_version: deal.rules_version.clone(),
            contract_hash: hex(&deal.contract_hash),
            lines: lines.into_iter().map(DealLine::from).collect(),
            milestones: milestones.into_iter().map(DealMilestone::from).collect(),
        }
    }
}
