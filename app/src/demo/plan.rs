//! What the replay will do, decided before the store is touched: every invoice becomes a deal,
//! gives something back, or is told with its reason.

use super::export;
use super::goods::Goods;
use super::records::{Invoice, Kind, Records, Row};
use super::schedule::{Schedule, Shift, Slice};
use kernel::Timestamp;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

/// Why an invoice, or a line of a cancellation, leads to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Reason {
    /// A sale that names nobody.
    NoCustomer,
    /// A sale of nothing, or below nothing.
    SumNotPositive,
    /// A correction of the books.
    Adjustment,
    /// A cancellation that names nobody.
    CancellationWithoutCustomer,
    /// Nothing of the kind was bought before, in these records.
    CancellationWithoutPurchase,
    /// The latest deal has not so much left.
    CancellationExceedsPaid,
    /// Lines at no price, or that take nothing back.
    CancellationOfNothing,
}

/// One thing to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    /// A buyer opens a firm.
    Join { buyer: usize },
    /// An invoice becomes a deal.
    Place { sale: usize },
    /// The buyer pays by bank.
    Pay { sale: usize },
    /// The wholesaler sends the goods.
    Ship { sale: usize },
    /// The buyer confirms.
    Confirm { sale: usize },
    /// The wholesaler gives back what a line of a cancellation says.
    Refund { sale: usize, invoice: usize, row: usize },
    /// A step of the two firms that trade by sea.
    Export { step: usize },
}

/// An invoice that becomes a deal.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sale {
    /// A place among the invoices.
    pub(super) invoice: usize,
    /// A place among the customers.
    pub(super) buyer: usize,
    /// When what follows.
    pub(super) schedule: Schedule,
    /// What could still be given back.
    left_minor: i64,
    over_at: Option<Slice>,
}

/// How the invoices are shared out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct Shares {
    /// Invoices that become deals.
    pub(super) deals: usize,
    /// Cancellations of which at least one line is given back.
    pub(super) refunds: usize,
    /// All others, by reason.
    pub(super) told: BTreeMap<Reason, usize>,
    /// Lines of cancellations given back.
    pub(super) lines_refunded: usize,
    /// Lines of cancellations by customers that are not, by reason.
    pub(super) lines_told: BTreeMap<Reason, usize>,
    /// Lines of sales that give something back or cost less than nothing, and are left out.
    pub(super) lines_left_out: usize,
}

/// All that will be done.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) shift: Shift,
    pub(super) goods: Goods,
    pub(super) sales: Vec<Sale>,
    pub(super) shares: Shares,
    /// What happens in each hour.
    pub(super) slices: BTreeMap<Slice, Vec<Act>>,
}

impl Row {
    /// Whether goods went to the customer, if only as a gift.
    pub(super) const fn is_sold(&self) -> bool {
        self.quantity > 0 && self.millionths >= 0
    }
}

impl Shares {
    /// Invoices in all.
    pub(super) fn invoices(&self) -> usize {
        self.deals + self.refunds + self.told.values().sum::<usize>()
    }
}

impl Plan {
    /// Decides everything; `now` is when the replay ends.
    pub(super) fn of(records: &Records, now: Timestamp) -> Self {
        let last = records.invoices.last().map_or(now, |invoice| invoice.at);
        let shift = Shift::to_yesterday(last, now);
        let mut draft = Draft { shift, ..Draft::default() };
        for (nth, invoice) in records.invoices.iter().enumerate() {
            draft.take(nth, invoice);
        }
        draft.follow_sales(now);
        for (step, hours_ago) in export::hours_ago().enumerate() {
            draft.add(Slice::of(now).plus(-hours_ago), Act::Export { step });
        }
        let Draft { sales, shares, slices, .. } = draft;
        Self { shift, goods: Goods::of(records), sales, shares, slices }
    }

    /// Acts in all.
    pub(super) fn act_count(&self) -> usize {
        self.slices.values().map(Vec::len).sum()
    }
}

/// A plan that grows, invoice by invoice, in order of time.
#[derive(Default)]
struct Draft {
    shift: Shift,
    sales: Vec<Sale>,
    shares: Shares,
    slices: BTreeMap<Slice, Vec<Act>>,
    has_joined: HashMap<usize, Slice>,
    /// The latest sale to a customer of a code.
    latest: HashMap<(usize, usize), usize>,
}

impl Draft {
    fn add(&mut self, slice: Slice, act: Act) {
        self.slices.entry(slice).or_default().push(act);
    }

    fn take(&mut self, nth: usize, invoice: &Invoice) {
        let hour = Slice::of(self.shift.moved(invoice.at));
        if let Some(buyer) = invoice.customer
            && self.has_joined.insert(buyer, hour).is_none()
        {
            self.add(hour.plus(-1), Act::Join { buyer });
        }
        let led_to = match (invoice.kind, invoice.customer) {
            (Kind::Adjustment, _) => Err(Reason::Adjustment),
            (Kind::Cancellation, None) => Err(Reason::CancellationWithoutCustomer),
            (Kind::Cancellation, Some(buyer)) => self.give_back(nth, invoice, buyer, hour),
            (Kind::Sale, None) => Err(Reason::NoCustomer),
            (Kind::Sale, Some(buyer)) => self.sell(nth, invoice, buyer, hour),
        };
        if let Err(reason) = led_to {
            *self.shares.told.entry(reason).or_default() += 1;
        }
    }

    fn sell(
        &mut self,
        nth: usize,
        invoice: &Invoice,
        buyer: usize,
        hour: Slice,
    ) -> Result<(), Reason> {
        let sold = || invoice.rows.iter().filter(|row| row.is_sold());
        let left_minor = sold().map(|row| row.amount_minor).sum();
        if invoice.sum_millionths() <= 0 || left_minor <= 0 {
            return Err(Reason::SumNotPositive);
        }
        let sale = self.sales.len();
        let schedule = Schedule::of(&invoice.number, hour);
        self.sales.push(Sale { invoice: nth, buyer, schedule, left_minor, over_at: None });
        self.latest.extend(sold().map(|row| ((buyer, row.code), sale)));
        self.shares.deals += 1;
        self.shares.lines_left_out += invoice.rows.len() - sold().count();
        self.add(schedule.placed, Act::Place { sale });
        self.add(schedule.paid, Act::Pay { sale });
        Ok(())
    }

    fn give_back(
        &mut self,
        nth: usize,
        invoice: &Invoice,
        buyer: usize,
        hour: Slice,
    ) -> Result<(), Reason> {
        let mut reasons = Vec::new();
        for (place, row) in invoice.rows.iter().enumerate() {
            match self.match_line(row, buyer, hour) {
                Ok((sale, slice)) => {
                    self.add(slice, Act::Refund { sale, invoice: nth, row: place });
                }
                Err(reason) => reasons.push(reason),
            }
        }
        let refunded = invoice.rows.len() - reasons.len();
        self.shares.lines_refunded += refunded;
        for &reason in &reasons {
            *self.shares.lines_told.entry(reason).or_default() += 1;
        }
        if refunded > 0 {
            self.shares.refunds += 1;
            return Ok(());
        }
        // Of several reasons, the one that came nearest to a refund.
        let nearest = [Reason::CancellationExceedsPaid, Reason::CancellationWithoutPurchase];
        let reason = nearest.into_iter().find(|reason| reasons.contains(reason));
        Err(reason.unwrap_or(Reason::CancellationOfNothing))
    }

    /// The sale that a line of a cancellation takes something back from, and when.
    fn match_line(
        &mut self,
        row: &Row,
        buyer: usize,
        hour: Slice,
    ) -> Result<(usize, Slice), Reason> {
        if row.quantity >= 0 || row.amount_minor >= 0 {
            return Err(Reason::CancellationOfNothing);
        }
        let found = self.latest.get(&(buyer, row.code));
        let &place = found.ok_or(Reason::CancellationWithoutPurchase)?;
        let sale = &mut self.sales[place];
        if sale.left_minor < -row.amount_minor {
            return Err(Reason::CancellationExceedsPaid);
        }
        let slice = sale.schedule.refunded(hour);
        sale.left_minor += row.amount_minor;
        if sale.left_minor == 0 && slice < sale.schedule.confirmed {
            sale.over_at = Some(slice);
        }
        Ok((place, slice))
    }

    /// Dispatch and receipt of what was not given back before; what lies after now is left to the
    /// people and the deadlines of the market that is served.
    fn follow_sales(&mut self, now: Timestamp) {
        for place in 0..self.sales.len() {
            let Sale { schedule, over_at, .. } = self.sales[place];
            let is_due = |slice: Slice| slice.end() <= now && over_at.is_none_or(|at| slice < at);
            if is_due(schedule.shipped) {
                self.add(schedule.shipped, Act::Ship { sale: place });
            }
            if is_due(schedule.confirmed) {
                self.add(schedule.confirmed, Act::Confirm { sale: place });
            }
        }
    }
}

#[cfg(test)]
mod tests;
