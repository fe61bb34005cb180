//! Which goods a claim is about, and how much of what it brings makes good for goods that were
//! sent. That is no part of what goes back for a rest that does not come.

use super::deal::{Deal, Line, LineKind, ShipmentKind};
use super::parcel::{Contents, Packed, back_for_rest, lowered, rest_of, worth_of};
use super::view::{DealView, Refund, Shipment};
use anyhow::Context;
use kernel::{Id, Money, Outcome};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Which goods a claim is about; all of them where nothing is named.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct About {
    /// One parcel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shipment: Option<Id<ShipmentKind>>,
    /// Lines of the contract; beside a parcel, what of them is in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<i64>,
}

impl About {
    /// Whether it names nothing.
    pub const fn is_all(&self) -> bool {
        self.shipment.is_none() && self.lines.is_empty()
    }

    /// The text in tables and in forms.
    pub fn text(&self) -> anyhow::Result<String> {
        serde_json::to_string(self).context("goods that JSON cannot hold")
    }

    /// Reads the text; an empty one names nothing.
    pub fn from_text(text: &str) -> anyhow::Result<Self> {
        if text.is_empty() {
            return Ok(Self::default());
        }
        serde_json::from_str(text).context("goods that do not read")
    }

    /// Whether a deal has what it names: the parcel, and the lines in that parcel.
    pub fn is_of(&self, deal: &DealView) -> bool {
        let named = |id| deal.shipments.iter().find(|way| way.id == id);
        let way = self.shipment.map(named);
        let holds = |nth: &i64| match way.flatten() {
            Some(Shipment { contents: Contents::Part, packed, .. }) => {
                packed.iter().any(|one| one.nth == *nth)
            }
            _ => deal.lines.iter().any(|line| line.nth == *nth),
        };
        way != Some(None) && self.lines.iter().all(holds)
    }
}

/// So many of a line in a parcel; freight is in none.
type Pieces = BTreeSet<(Option<Id<ShipmentKind>>, Packed)>;

/// A contract of which goods leave in parcels, and what went back of its price.
#[derive(Debug)]
pub(crate) struct Fulfilment<'a> {
    pub(crate) deal: &'a Deal,
    pub(crate) lines: &'a [Line],
    /// What has left.
    pub(crate) ways: Vec<Shipment>,
    /// What went back.
    pub(crate) refunds: Vec<Refund>,
}

impl Fulfilment<'_> {
    /// What goes back for the rest: what it is worth, less what went back for it before.
    pub(crate) fn back_for_rest(&self) -> Outcome<Money> {
        let worth = self.worth(&rest_of(self.lines))?;
        Ok(back_for_rest(worth, self.deal.total, self.general()))
    }

    /// How much of an amount that goes back for named goods makes good for goods that were sent: no
    /// more than these are worth, less what made them good before. All else is money for all goods,
    /// those included that may never come.
    pub(crate) fn for_sent(&self, amount: Money, about: &About) -> Outcome<Money> {
        let named = self.pieces(about);
        let before: Vec<(Pieces, i64)> = self
            .refunds
            .iter()
            .map(|refund| (self.pieces(&refund.about), refund.for_sent.minor))
            .collect();
        // Money for a whole line may have made any parcel of it good: no more goes beyond the line.
        let mut together = named.clone();
        for (goods, _) in before.iter().filter(|(goods, _)| !goods.is_disjoint(&named)) {
            together.extend(goods);
        }
        let mut most = amount.minor;
        for goods in [&named, &together] {
            let packed: Vec<Packed> = goods.iter().map(|(_, packed)| *packed).collect();
            let worth = lowered(self.worth(&packed)?, self.deal.total, self.general().0);
            let within = before.iter().filter(|(other, _)| other.is_subset(goods));
            most = most.min(worth.minor - within.map(|(_, minor)| minor).sum::<i64>());
        }
        Ok(Money::new(most.max(0), amount.currency))
    }

    fn worth(&self, packed: &[Packed]) -> Outcome<Money> {
        worth_of((self.lines, packed), (self.deal.total.currency, self.deal.tax_basis))
    }

    /// What went back otherwise than for goods that were sent: before the first parcel left, which
    /// is a lower price for all goods, and since.
    fn general(&self) -> (i64, i64) {
        let first = self.ways.iter().map(|way| way.id.raw()).min();
        let (mut before, mut since) = (0, 0);
        for refund in &self.refunds {
            let is_before = first.is_none_or(|first| refund.id.raw() < first);
            let general = refund.amount.minor - refund.for_sent.minor;
            *(if is_before { &mut before } else { &mut since }) += general;
        }
        (before, since)
    }

    /// What of named goods has left: what the parcel holds of them; of lines all, once nothing of
    /// them is still to come, since that may be what the claim is about.
    fn pieces(&self, about: &About) -> Pieces {
        let is_named = |nth: i64| about.lines.is_empty() || about.lines.contains(&nth);
        let is_parcel = about.shipment.is_some();
        let comes = |line: &Line| is_named(line.nth) && line.rest() > 0;
        if about.is_all() || (!is_parcel && self.lines.iter().any(comes)) {
            return Pieces::new();
        }
        let ways = self.ways.iter().filter(|way| !is_parcel || about.shipment == Some(way.id));
        let sent = ways.flat_map(|way| way.packed.iter().map(|one| (Some(way.id), *one)));
        let freight = self.lines.iter().filter(|line| !is_parcel && line.kind == LineKind::Freight);
        let freight = freight.map(|line| (None, Packed { nth: line.nth, quantity: line.quantity }));
        sent.chain(freight).filter(|(_, one)| is_named(one.nth)).collect()
    }
}
