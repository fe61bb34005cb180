//! Orders and finished trades, as the domain that keeps them tells: many at once.

use super::buyers::{note_day, note_interest, record_of, take_step};
use super::line::settle;
use crate::model::{Counter, Twig};
use crate::store::records::FirmRecord;
use crate::store::{campaigns, counts, records, shelves};
use ::store::Tx;
use catalog::CategoryCode;
use kernel::{Firm, Id, Outcome, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

/// An order that was agreed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Who buys.
    pub buyer: Id<Firm>,
    /// Who sells.
    pub seller: Id<Firm>,
    /// The categories of what is sold.
    pub categories: BTreeSet<CategoryCode>,
    /// When it was agreed.
    pub at: Timestamp,
}

/// Orders were agreed: both sides are active, and buyers are where they buy.
pub fn note_orders(tx: &mut Tx<'_>, orders: &[Order]) -> Outcome<()> {
    let sides = orders.iter().flat_map(|order| [order.buyer, order.seller]);
    let mut known = Records::read(tx, sides.collect())?;
    for Order { buyer, seller, at, .. } in orders {
        let record = known.of(tx, *buyer)?;
        note_day(tx, Counter::ActiveBuyers, &mut record.bought_day, *at)?;
        let record = known.of(tx, *seller)?;
        note_day(tx, Counter::ActiveSellers, &mut record.sold_day, *at)?;
        record.first_sale_at = record.first_sale_at.or(Some(*at));
    }
    known.write(tx)?;
    let mut interests: BTreeMap<(&CategoryCode, Id<Firm>), Timestamp> = BTreeMap::new();
    for order in orders {
        for category in &order.categories {
            let last = interests.entry((category, order.buyer)).or_insert(order.at);
            *last = order.at.max(*last);
        }
    }
    for ((category, buyer), at) in &interests {
        note_interest(tx, *buyer, category, *at)?;
    }
    note_first_orders(tx, orders)?;
    let categories: BTreeSet<&CategoryCode> =
        interests.keys().map(|(category, _)| *category).collect();
    for category in categories {
        if shelves::find(tx, category)?.is_some() {
            settle(tx, category)?;
        }
    }
    Ok(())
}

/// Whoever brought a buyer sees its first order.
fn note_first_orders(tx: &mut Tx<'_>, orders: &[Order]) -> Outcome<()> {
    let mut first: BTreeMap<Id<Firm>, Timestamp> = BTreeMap::new();
    for order in orders {
        first.entry(order.buyer).or_insert(order.at);
    }
    let buyers: Vec<Id<Firm>> = first.keys().copied().collect();
    for some in buyers.chunks(records::FIRMS_AT_A_TIME) {
        for brought in campaigns::list_brought(tx, some)? {
            if let Some(at) = first.get(&brought.firm) {
                take_step(tx, &brought, Twig::Ordered, *at)?;
            }
        }
    }
    Ok(())
}

/// These firms finished a trade, each at this instant.
pub fn note_finished(tx: &mut Tx<'_>, finished: &[(Id<Firm>, Timestamp)]) -> Outcome<()> {
    let mut known = Records::read(tx, finished.iter().map(|(firm, _)| *firm).collect())?;
    for (firm, at) in finished {
        let record = known.of(tx, *firm)?;
        if record.first_finished_at.is_none() {
            record.first_finished_at = Some(*at);
            counts::add(tx, Counter::TradingFirms, 1)?;
        }
    }
    known.write(tx)
}

/// Records of firms, read together and written once.
struct Records(BTreeMap<Id<Firm>, (FirmRecord, FirmRecord)>);

impl Records {
    fn read(tx: &mut Tx<'_>, firms: BTreeSet<Id<Firm>>) -> Outcome<Self> {
        let firms: Vec<Id<Firm>> = firms.into_iter().collect();
        let mut known = BTreeMap::new();
        for some in firms.chunks(records::FIRMS_AT_A_TIME) {
            let read = records::list(tx, some)?.into_iter();
            known.extend(read.map(|(firm, record)| (firm, (record, record))));
        }
        Ok(Self(known))
    }

    /// A firm's record, to be changed; begun if it was not.
    fn of(&mut self, tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<&mut FirmRecord> {
        let (_, record) = match self.0.entry(firm) {
            std::collections::btree_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::btree_map::Entry::Vacant(new) => {
                let record = record_of(tx, firm)?;
                new.insert((record, record))
            }
        };
        Ok(record)
    }

    fn write(self, tx: &mut Tx<'_>) -> Outcome<()> {
        let changed = self.0.into_iter().filter(|(_, (before, after))| before != after);
        changed.into_iter().try_for_each(|(firm, (_, after))| records::change(tx, firm, &after))
    }
}
