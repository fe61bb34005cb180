//! What should be: wallets, trades and a bank in plain arithmetic, which knows of no store, no
//! ledger and no code of the domains. Times are microseconds, amounts minor units of one currency.

use super::naive_deal::{Deal, Part, Stage};
use super::naive_promise::{Break, Stand};
use super::naive_shelf::Shelf;
use super::stage::EARNED;
use kernel::rules::Rules;
use std::collections::HashMap;

/// One day.
pub(super) const DAY: i64 = 86_400_000_000;

/// The business says no.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct No;

/// What an act comes to.
pub(super) type May<T = ()> = Result<T, No>;

/// Goes on if this is so.
pub(super) const fn must(is_so: bool) -> May {
    if is_so { Ok(()) } else { Err(No) }
}

/// What one firm has and owes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Purse {
    /// In the wallet, what is reserved included.
    pub(super) has: i64,
    /// Of it, on its way out.
    pub(super) reserved: i64,
    /// What it owes, oldest first.
    pub(super) owes: Vec<Debt>,
}

/// What a firm owes to the bank, which took a payment back, or to the protection fund.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Debt {
    pub(super) minor: i64,
    pub(super) is_to_fund: bool,
}

impl Purse {
    pub(super) const fn available(&self) -> i64 {
        self.has - self.reserved
    }

    pub(super) fn debt(&self) -> i64 {
        self.owes.iter().map(|debt| debt.minor).sum()
    }

    pub(super) fn owed_to_fund(&self) -> i64 {
        self.owes.iter().filter(|debt| debt.is_to_fund).map(|debt| debt.minor).sum()
    }

    fn owe(&mut self, minor: i64) {
        self.owes.push(Debt { minor, is_to_fund: false });
    }

    pub(super) fn owe_fund(&mut self, minor: i64) {
        self.owes.push(Debt { minor, is_to_fund: true });
    }

    fn take(&mut self, minor: i64) -> May {
        must(self.available() >= minor)?;
        self.has -= minor;
        Ok(())
    }
}

/// How far an order to the bank is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OrderState {
    Waiting,
    Booked,
    Rejected,
}

/// An order to the bank.
#[derive(Debug, Clone)]
pub(super) struct Order {
    pub(super) reference: String,
    pub(super) firm: usize,
    pub(super) is_in: bool,
    /// Told to the bank, and told by it, by files alone.
    pub(super) by_file: bool,
    pub(super) minor: i64,
    pub(super) deal: Option<usize>,
    /// When it was asked for last.
    at: i64,
    pub(super) state: OrderState,
    /// Payments for it on statements that were not taken back.
    pub(super) payments: Vec<i64>,
    /// What came for it and lies apart until a clerk has looked.
    kept: Vec<i64>,
    has_come_back: bool,
}

/// A line of a statement as it was told.
#[derive(Debug, Clone, Copy)]
struct Stated {
    /// What stands under its name; nothing once it was found out whose it is.
    own: i64,
    /// All of it, with what was told otherwise since.
    minor: i64,
    names_nobody: bool,
    order: Option<usize>,
}

/// All of it.
#[derive(Debug)]
pub(super) struct World {
    pub(super) now: i64,
    pub(super) purses: Vec<Purse>,
    /// What lies ready of each firm's goods; without a shelf they are made.
    pub(super) shelves: Vec<Option<Shelf>>,
    pub(super) deals: Vec<Deal>,
    pub(super) orders: Vec<Order>,
    /// Deals in which something may still happen by itself.
    live: Vec<usize>,
    /// What came or went, by what the bank calls it.
    told: HashMap<String, i64>,
    /// The same of lines, by the bank's name for it, whether it went, and its day: a name that is
    /// used again on another day is another line's.
    stated: HashMap<(String, bool, i64), Stated>,
    /// Promises of each firm, and claims on them.
    pub(super) stands: Vec<Option<Stand>>,
    pub(super) breaks: Vec<Break>,
    /// What the protection fund holds.
    pub(super) fund: i64,
    /// What the bank has for the market.
    pub(super) bank: i64,
    /// What came or went and is nobody's yet.
    pub(super) unclear: i64,
    /// Payments that the bank took back, and debts that came of it.
    pub(super) bounced: u64,
    pub(super) debts: u64,
    /// Lines of statements that have a name.
    pub(super) lines: usize,
    pub(super) rules: &'static Rules,
}

impl World {
    pub(super) fn new(shelves: Vec<Option<Shelf>>, now: i64) -> Self {
        let stands = shelves.iter().map(|_| None).collect();
        Self {
            now,
            purses: vec![Purse::default(); shelves.len()],
            shelves,
            deals: Vec::new(),
            orders: Vec::new(),
            live: Vec::new(),
            told: HashMap::new(),
            stated: HashMap::new(),
            stands,
            breaks: Vec::new(),
            fund: 0,
            bank: EARNED,
            unclear: 0,
            bounced: 0,
            debts: 0,
            lines: 0,
            rules: Rules::current(),
        }
    }

    /// A firm orders money in; gives the order's place.
    pub(super) fn order_in(&mut self, firm: usize, minor: i64, deal: Option<usize>) -> usize {
        let state = OrderState::Waiting;
        let order = Order {
            reference: String::new(),
            firm,
            is_in: true,
            by_file: false,
            minor,
            deal,
            at: self.now,
            state,
            payments: Vec::new(),
            kept: Vec::new(),
            has_come_back: false,
        };
        self.orders.push(order);
        self.orders.len() - 1
    }

    /// A trade begins; gives its place.
    pub(super) fn begin(&mut self, deal: Deal) -> usize {
        self.live.push(self.deals.len());
        self.deals.push(deal);
        self.deals.len() - 1
    }

    /// A firm orders money out: what it owes must stay.
    pub(super) fn order_out(&mut self, firm: usize, minor: i64, by_file: bool) -> May<usize> {
        let purse = &mut self.purses[firm];
        must(purse.available() - minor >= purse.debt())?;
        purse.reserved += minor;
        self.forget_what_left(firm);
        let place = self.order_in(firm, minor, None);
        (self.orders[place].is_in, self.orders[place].by_file) = (false, by_file);
        Ok(place)
    }

    /// What came for parts that are not paid yet came for them only as far as the wallet still has
    /// it, the newest first.
    fn forget_what_left(&mut self, firm: usize) {
        let mut waiting = Vec::new();
        for &nth in &self.live {
            let deal = &self.deals[nth];
            if deal.buyer == Some(firm) && !deal.is_over() {
                let parts = deal.waiting().into_iter();
                waiting.extend(parts.map(|(order, part, minor)| (order, nth, part, minor)));
            }
        }
        waiting.sort_unstable_by_key(|(order, ..)| std::cmp::Reverse(*order));
        let mut left = self.purses[firm].available();
        for (_, nth, part, minor) in waiting {
            left -= minor;
            if left < 0 {
                self.deals[nth].forget(part);
            }
        }
    }

    /// A buyer asks how to pay the next part by bank: the same answer while one is awaited.
    pub(super) fn order_part(&mut self, firm: usize, deal: usize, part: usize) -> May<usize> {
        let minor = self.deals[deal].may_pay(firm, part)?;
        let is_same = |place: &usize| {
            let order = &self.orders[*place];
            order.minor == minor && order.state == OrderState::Waiting
        };
        if let Some(place) = self.deals[deal].orders.iter().copied().find(is_same) {
            self.orders[place].at = self.now;
            return Ok(place);
        }
        let place = self.order_in(firm, minor, Some(deal));
        self.deals[deal].orders.push(place);
        Ok(place)
    }

    /// The bank says that an order was paid in, by a notice of its own.
    pub(super) fn notice_in(&mut self, code: &str, order: usize, minor: i64) -> May {
        if let Some(before) = self.told.get(code) {
            return must(*before == minor);
        }
        must(self.orders[order].is_in)?;
        self.pay_in(order, minor)?;
        self.told.insert(code.to_owned(), minor);
        Ok(())
    }

    fn pay_in(&mut self, order: usize, minor: i64) -> May {
        let Order { firm, deal, state, .. } = self.orders[order].clone();
        self.purses[firm].has += minor;
        self.bank += minor;
        if state == OrderState::Waiting {
            self.orders[order].state = OrderState::Booked;
        }
        let Some(deal) = deal else { return Ok(()) };
        let Some(part) = self.deals[deal].next_part() else { return Ok(()) };
        let is_theirs = self.deals[deal].buyer == Some(firm) && self.deals[deal].takes_payment();
        let due = self.deals[deal].parts[part].minor;
        // Whoever has paid a part otherwise since then did not mean the next one.
        let at = self.orders[order].at;
        let is_later = |part: &Part| part.paid_at.is_some_and(|paid_at| paid_at > at);
        let is_known = self.deals[deal].parts.iter().any(is_later);
        let is_meant = self.orders[order].minor >= due && !is_known;
        if !is_theirs || !is_meant {
            return Ok(());
        }
        self.deals[deal].comes(part, order);
        match self.purses[firm].available() >= due {
            true => self.pay_part(firm, deal, part),
            false => Ok(()),
        }
    }

    /// A buyer pays a part out of the wallet.
    pub(super) fn pay_part(&mut self, firm: usize, deal: usize, part: usize) -> May {
        let minor = self.deals[deal].may_pay(firm, part)?;
        self.purses[firm].take(minor)?;
        self.deals[deal].pay(part, self.now, self.rules);
        Ok(())
    }

    /// The bank says that an order went out, by a notice of its own.
    pub(super) fn notice_out(&mut self, code: &str, order: usize, minor: i64) -> May {
        if let Some(before) = self.told.get(code) {
            return must(*before == -minor);
        }
        let is_open = self.orders[order].state == OrderState::Waiting;
        must(!self.orders[order].is_in && self.orders[order].minor == minor && is_open)?;
        self.pay_out(order);
        self.told.insert(code.to_owned(), -minor);
        Ok(())
    }

    fn pay_out(&mut self, order: usize) {
        let Order { firm, minor, .. } = self.orders[order];
        self.purses[firm].has -= minor;
        self.purses[firm].reserved -= minor;
        self.bank -= minor;
        self.orders[order].state = OrderState::Booked;
    }

    /// The bank will not do what was ordered, by a notice of its own.
    pub(super) fn reject(&mut self, code: &str, order: usize) -> May {
        if self.told.contains_key(code) {
            return Ok(());
        }
        let Order { firm, minor, is_in, state, .. } = self.orders[order];
        must(state == OrderState::Waiting)?;
        if !is_in {
            self.purses[firm].reserved -= minor;
        }
        self.orders[order].state = OrderState::Rejected;
        self.told.insert(code.to_owned(), 0);
        Ok(())
    }

    /// A line of a statement: what came or went, under the bank's name for it, for an order that it
    /// names, perhaps, and perhaps taking something back. Told again that day it changes nothing;
    /// told otherwise, a clerk looks at what is more or less; and what named nobody may name an
    /// order now.
    pub(super) fn line(&mut self, code: &str, order: Option<usize>, minor: i64, is_back: bool) {
        let name = (code.to_owned(), minor < 0, self.now.div_euclid(DAY));
        let Some(before) = self.stated.get(&name).copied() else {
            let names_nobody = self.new_line(order, minor, is_back);
            self.stated.insert(name, Stated { own: minor, minor, names_nobody, order });
            return;
        };
        if before.own == minor && before.names_nobody && order.is_some() {
            self.bank -= minor;
            self.unclear -= minor;
            self.new_line(order, minor, is_back);
            self.stated.insert(name, Stated { own: 0, names_nobody: false, ..before });
        } else if before.minor != minor {
            self.lie_apart(before.order, minor - before.minor);
            self.stated.insert(name, Stated { minor, ..before });
        }
    }

    /// Tells whether it is nobody's: it names no order, or takes back what was not paid.
    fn new_line(&mut self, order: Option<usize>, minor: i64, is_back: bool) -> bool {
        let Some(place) = order else {
            self.lie_apart(None, minor);
            return true;
        };
        let is_in = self.orders[place].is_in;
        if self.line_of(place, minor, is_back).is_ok() {
            return false;
        }
        self.lie_apart(order, minor);
        is_in && minor < 0
    }

    fn lie_apart(&mut self, order: Option<usize>, minor: i64) {
        self.bank += minor;
        self.unclear += minor;
        if let Some(order) = order.filter(|_| minor > 0) {
            self.orders[order].kept.push(minor);
        }
    }

    fn line_of(&mut self, place: usize, minor: i64, is_back: bool) -> May {
        let order = self.orders[place].clone();
        if is_back && let Some(nth) = order.kept.iter().position(|kept| *kept == -minor) {
            // What came twice goes back from where it lies.
            self.orders[place].kept.swap_remove(nth);
            self.bank += minor;
            self.unclear += minor;
            return Ok(());
        }
        match (order.is_in, minor > 0) {
            (true, true) => {
                must(order.state != OrderState::Booked)?;
                self.pay_in(place, minor)?;
                self.orders[place].payments.push(minor);
            }
            (true, false) => {
                must(is_back)?;
                self.take_back(place, -minor)?;
            }
            (false, true) => {
                // Less comes back where a bank on the way took its fee.
                let is_all = order.minor == minor || (is_back && minor < order.minor);
                must(order.state == OrderState::Booked && is_all && !order.has_come_back)?;
                self.orders[place].has_come_back = true;
                self.purses[order.firm].has += minor;
                self.bank += minor;
            }
            (false, false) => {
                must(order.state == OrderState::Waiting && order.minor == -minor)?;
                self.pay_out(place);
                if let Some(nth) = order.kept.iter().position(|kept| *kept == -minor) {
                    // It came back before it was said to have gone.
                    self.orders[place].kept.swap_remove(nth);
                    self.orders[place].has_come_back = true;
                    self.purses[order.firm].has -= minor;
                    self.unclear += minor;
                }
            }
        }
        Ok(())
    }

    /// A payment told by a statement is taken back: from the payer's wallet, else from what it has
    /// brought to a deal or its seller; the payer owes all else.
    fn take_back(&mut self, place: usize, minor: i64) -> May {
        let Order { firm, deal, ref payments, .. } = self.orders[place];
        let payment = payments.iter().position(|paid| *paid == minor).ok_or(No)?;
        let available = self.purses[firm].available();
        let mut left = minor;
        if let Some(deal) = deal.filter(|_| available < minor) {
            let deal = &mut self.deals[deal];
            let (leaves, over, owes) = deal.lose((place, minor), (self.now, self.rules));
            left -= leaves - over + owes;
            let seller = deal.seller;
            self.purses[firm].has += over;
            self.owe(seller, owes);
        }
        let taken = available.clamp(0, left);
        self.purses[firm].has -= taken;
        self.owe(firm, left - taken);
        self.bank -= minor;
        self.orders[place].payments.swap_remove(payment);
        self.bounced += 1;
        Ok(())
    }

    fn owe(&mut self, firm: usize, minor: i64) {
        if minor > 0 {
            self.purses[firm].owe(minor);
            self.debts += 1;
        }
    }

    /// A firm pays what it owes, oldest first, as far as its wallet goes.
    pub(super) fn pay_debts(&mut self, firm: usize) {
        for nth in 0..self.purses[firm].owes.len() {
            let purse = &mut self.purses[firm];
            let paid = purse.owes[nth].minor.min(purse.available());
            purse.owes[nth].minor -= paid;
            purse.has -= paid;
            if paid > 0 && purse.owes[nth].is_to_fund {
                // Whoever waits for the fund is paid before the next debt is.
                self.feed(paid);
            }
        }
        self.purses[firm].owes.retain(|debt| debt.minor > 0);
    }

    /// Time goes on to an instant; what comes due happens at its own.
    /// Tells which trades moved.
    pub(super) fn go_to(&mut self, now: i64) -> Vec<usize> {
        self.now = now;
        let mut moved = Vec::new();
        for nth in std::mem::take(&mut self.live) {
            while let Some(at) = self.deals[nth].next_due().filter(|at| *at <= now) {
                let flows = self.deals[nth].expire(at, self.rules);
                self.flow(nth, flows);
                self.clear(nth, at);
                moved.push(nth);
            }
            if !self.deals[nth].is_over() {
                self.live.push(nth);
            }
        }
        self.expire_promises(now);
        moved
    }

    /// Moves what a deal gave to its two sides.
    pub(super) fn flow(&mut self, deal: usize, (to_buyer, to_seller): (i64, i64)) {
        let Deal { buyer, seller, .. } = self.deals[deal];
        self.purses[seller].has += to_seller;
        if let Some(buyer) = buyer {
            self.purses[buyer].has += to_buyer;
        }
    }

    /// A seller gives back what was released to him, or what is kept.
    pub(super) fn refund(&mut self, firm: usize, deal: usize, minor: i64) -> May {
        let is_released = self.deals[deal].may_refund(firm, minor)?;
        if is_released {
            let own = self.deals[deal].sellers_part(minor);
            self.purses[firm].take(own)?;
        }
        self.deals[deal].refund(minor, is_released);
        self.flow(deal, (minor, 0));
        Ok(())
    }

    /// Trades that were carried out.
    pub(super) fn finished(&self) -> usize {
        self.deals.iter().filter(|deal| deal.stage == Stage::Finished).count()
    }
}
