//! Chance: which act comes next. Mostly one that fits, now and then one that must be refused.

use super::act::{Action, Money, Says, Step};
use super::act_promise::Pledge;
use super::files::Line;
use super::naive::{OrderState, World};
use super::naive_deal::{Deal, Stage};
use super::naive_goods::{Price, Reply};
use super::naive_remedy::{Act, Waits, Want, Who};
use super::stage::OFFICERS;
use rand::Rng;
use rand_chacha::ChaCha12Rng;

/// Of so many of the newest trades and orders one is taken.
const NEWEST: usize = 160;
/// Of so many of the latest lines one is told again, most likely on its day.
const LATEST: usize = 12;
/// Most pieces of one order.
const PIECES_MOST: i64 = 500;

/// Draws acts.
pub(super) struct Draw {
    pub(super) rng: ChaCha12Rng,
}

impl Draw {
    pub(super) fn below(&mut self, end: usize) -> usize {
        self.rng.random_range(0..end.max(1))
    }

    pub(super) fn minor(&mut self, most: i64) -> i64 {
        self.rng.random_range(1..=most.max(1))
    }

    pub(super) fn one_in(&mut self, many: usize) -> bool {
        self.below(many) == 0
    }

    pub(super) fn newest(&mut self, count: usize) -> Option<usize> {
        let back = self.below(NEWEST.min(count));
        count.checked_sub(back + 1)
    }

    /// The next act in this world.
    pub(super) fn action(&mut self, world: &World) -> Action {
        let firms = world.purses.len();
        let (one, other) = (self.below(firms), self.below(firms));
        match self.below(100) {
            0..=5 => Action::Purse(one, Money::TopUp(self.minor(150_000))),
            6..=15 => self.notice(world).unwrap_or(Action::Purse(one, Money::PayDebts)),
            16..=26 => {
                let free = world.shelves[other].map_or(PIECES_MOST, |shelf| shelf.free());
                // Often the last ones, by two at once.
                let few = free.clamp(1, PIECES_MOST);
                let pieces = match self.below(12) {
                    0..=2 => few,
                    // Three times the price of so many is more than one officer may decide.
                    3 => PIECES_MOST * 6,
                    _ => self.minor(PIECES_MOST),
                };
                Action::Place(one, other, pieces)
            }
            27..=30 => {
                let (pieces, name) = (self.minor(PIECES_MOST), self.rng.random());
                Action::Offer(one, pieces, name)
            }
            31 if self.one_in(2) => Action::Purse(one, Money::PayDebts),
            31 => self.count(world, one),
            32..=35 => {
                let has = world.purses[one].available();
                let minor = self.minor(has + has / 8 + 1);
                let out = [Money::PayOut(minor), Money::Withdraw(minor)][self.below(2)];
                Action::Purse(one, out)
            }
            40..=53 => self.pledge(world).unwrap_or(Action::Pledge(Pledge::Feed(90_000))),
            _ => self.on_deal(world).unwrap_or(Action::Purse(one, Money::TopUp(100_000))),
        }
    }

    /// A seller counts its goods, now and then by a look of before.
    fn count(&mut self, world: &World, seller: usize) -> Action {
        let shelf = world.shelves[seller];
        let (counts, kept) = shelf.map_or((0, 0), |shelf| (shelf.counts, shelf.kept));
        let counts = if self.one_in(8) { counts + 1 } else { counts };
        Action::Count(seller, counts, self.minor(kept + 8 * PIECES_MOST))
    }

    /// What the bank says about an order, as a notice of the played bank.
    fn notice(&mut self, world: &World) -> Option<Action> {
        let of = self.newest(world.orders.len())?;
        let order = Some(of).filter(|order| !world.orders[*order].by_file)?;
        let minor = world.orders[order].minor;
        if self.one_in(15) {
            return Some(Action::Bank(order, Says::No));
        }
        let minor = if self.one_in(12) { self.minor(minor * 2) } else { minor };
        let nth = if self.one_in(10) { 1 } else { 0 };
        Some(Action::Bank(order, Says::Paid { nth, minor }))
    }

    fn on_deal(&mut self, world: &World) -> Option<Action> {
        let mut place = self.newest(world.deals.len())?;
        for _ in 0..4 {
            if !world.deals[place].is_over() {
                break;
            }
            place = self.newest(world.deals.len())?;
        }
        let deal = &world.deals[place];
        let who = self.side(deal, world.purses.len());
        if deal.stands() && !self.one_in(8) {
            let (who, act) = self.on_remedy(deal, who)?;
            return Some(Action::Act(place, deal.asks, who, act));
        }
        Some(self.step(place, deal, who))
    }

    /// Mostly one of the two sides.
    fn side(&mut self, deal: &Deal, firms: usize) -> usize {
        match self.below(20) {
            0 => self.below(firms),
            1..=10 => deal.seller,
            _ => deal.buyer.unwrap_or_else(|| self.below(firms)),
        }
    }

    fn step(&mut self, deal: usize, of: &Deal, who: usize) -> Action {
        let buyer = of.buyer.unwrap_or(who);
        let part = of.next_part().unwrap_or(0);
        let seller = of.seller;
        let is_air = !self.one_in(4);
        let fitting = match of.stage {
            Stage::Offered => (who, Step::Accept),
            _ if of.proposal.is_some() && !self.one_in(3) => self.reply(buyer, seller),
            Stage::Agreed if self.one_in(5) => (seller, self.reprice(of)),
            Stage::Agreed => (buyer, Step::Pay(part)),
            Stage::Making if of.next_part().is_some() => (buyer, Step::Pay(part)),
            Stage::Making if !of.may_part || self.one_in(2) => (seller, Step::Ship { is_air }),
            Stage::PartShipped if of.is_late && self.one_in(2) => (buyer, Step::CloseRest),
            Stage::PartShipped if self.one_in(3) => (seller, Step::CloseRest),
            Stage::Making | Stage::PartShipped => {
                (seller, Step::ShipSome { pieces: self.minor(of.goods.rest()), is_air })
            }
            Stage::Shipped => (buyer, Step::Confirm),
            Stage::Finished | Stage::Closed => {
                (seller, Step::Refund(self.minor(of.released / 4 + 1)))
            }
        };
        let (firm, step) = match self.below(24) {
            0 => (who, Step::Cancel),
            1 => (who, Step::Pay(self.below(2))),
            2..=3 => (buyer, Step::PayByBank(part)),
            4 => (who, Step::Ship { is_air: true }),
            5 => (who, Step::Confirm),
            6 if self.one_in(2) => (who, Step::Extend([3, 4, 5, 10][self.below(4)])),
            6 => (who, self.odd(of)),
            7..=8 => {
                let most = of.held + of.released;
                let minor = if self.one_in(4) { most } else { self.minor(most + most / 8 + 1) };
                (who, Step::Refund(minor))
            }
            9..=13 => {
                let minor = if self.one_in(3) { of.held } else { self.minor(of.held + 9) };
                (buyer, Step::Ask { want: self.want(), minor, names_parcel: self.one_in(2) })
            }
            _ => fitting,
        };
        Action::Step(firm, deal, step)
    }

    /// The buyer answers what is proposed, or the seller takes it back.
    fn reply(&mut self, buyer: usize, seller: usize) -> (usize, Step) {
        match self.below(6) {
            0 => (seller, Step::Reply(Reply::Withdraw)),
            1..=2 => (buyer, Step::Reply(Reply::Decline)),
            _ => (buyer, Step::Reply(Reply::Accept)),
        }
    }

    /// Another price: mostly near the old one, now and then one that may not be.
    fn reprice(&mut self, of: &Deal) -> Step {
        Step::Reprice(match self.below(6) {
            0..=2 => Price::Each(self.minor(of.goods.price + of.goods.price / 8 + 1)),
            3..=4 => Price::Off(self.minor(of.goods.total() / 4 + 1)),
            _ => Price::Freight(self.share(2_000)),
        })
    }

    /// What has to do with prices and parcels, where it may not fit.
    fn odd(&mut self, of: &Deal) -> Step {
        match self.below(6) {
            0 => self.reprice(of),
            1 => Step::CloseRest,
            2 => Step::ShipSome { pieces: self.share(of.goods.pieces + 2), is_air: true },
            3 => Step::Reply(Reply::Accept),
            4 => Step::Reply(Reply::Decline),
            _ => Step::Reply(Reply::Withdraw),
        }
    }

    fn want(&mut self) -> Want {
        [Want::Money, Want::Money, Want::Return, Want::Goods][self.below(4)]
    }

    fn on_remedy(&mut self, deal: &Deal, who: usize) -> Option<(Who, Act)> {
        let (buyer, seller) = (Who::Firm(deal.buyer?), Who::Firm(deal.seller));
        let officer = Who::Officer(self.below(OFFICERS));
        let is_air = self.one_in(2);
        let waits = deal.remedy.as_ref()?.waits;
        let fitting = match (waits, self.below(4)) {
            (Waits::Answer, 0) => (seller, Act::Agree),
            (Waits::Answer, _) => (seller, Act::Refuse),
            (Waits::StepIn, _) => (seller, Act::Agree),
            (Waits::Officer, _) => (buyer, Act::StepIn),
            (Waits::Return, _) => (buyer, Act::SendBack { is_air }),
            (Waits::Acceptance, 0) => (seller, Act::ContestReturn),
            (Waits::Acceptance, _) => (seller, Act::AcceptReturn),
            (Waits::Goods, _) => (seller, Act::SendAgain { is_air }),
            (Waits::Claim, 0) => (buyer, Act::Tell),
            (Waits::Claim, _) => (buyer, Act::EndEvidence),
            (Waits::Defence, 0) => (seller, Act::Tell),
            (Waits::Defence, _) => (seller, Act::EndEvidence),
            (Waits::Decision | Waits::Nothing, 0) => (officer, Act::Take),
            (Waits::Decision | Waits::Nothing, _) => {
                let to_buyer = if self.one_in(4) { deal.held } else { self.share(deal.held) };
                let needs_return = self.one_in(4);
                let holder = deal.remedy.as_ref()?.holder().map_or(officer, Who::Officer);
                let act = Act::Decide { to_buyer, needs_return };
                if holder == officer { (officer, Act::Take) } else { (holder, act) }
            }
        };
        if !self.one_in(5) {
            return Some(fitting);
        }
        let who = if self.one_in(3) { officer } else { Who::Firm(who) };
        let (want, held) = (self.want(), deal.held);
        let act = match self.below(10) {
            0 => Act::Withdraw,
            1..=3 => Act::Change(want, self.minor(held + 9)),
            4 => Act::Agree,
            5 => Act::StepIn,
            6 => Act::PutBack,
            7 => Act::Take,
            8 => Act::ContestReturn,
            _ => Act::Decide { to_buyer: self.share(held + 1), needs_return: false },
        };
        Some((who, act))
    }

    fn share(&mut self, most: i64) -> i64 {
        self.rng.random_range(0..=most.max(0))
    }

    /// Lines of a statement: places of orders, amounts, and whether they take something back.
    pub(super) fn lines(&mut self, world: &World) -> Vec<Line> {
        let count = 1 + self.below(9);
        let mut lines: Vec<Line> = (0..count).map(|nth| self.line(world, nth)).collect();
        // The bank names two payments of one file alike only if they are alike.
        lines.sort_by_key(|line| line.name);
        lines.dedup_by_key(|line| line.name);
        lines
    }

    /// An order that the bank may say something about; often one that it was paid for.
    fn told_of(&mut self, world: &World) -> Option<usize> {
        let mut of = self.newest(world.orders.len())?;
        for _ in 0..self.below(8) {
            if !world.orders[of].payments.is_empty() {
                break;
            }
            of = self.newest(world.orders.len())?;
        }
        Some(of)
    }

    fn line(&mut self, world: &World, nth: usize) -> Line {
        let name = world.lines + nth;
        // Mostly a name of today's, which is told again; now and then one of another day's.
        let of = if self.one_in(4) { world.lines } else { LATEST.min(world.lines) };
        let back = self.below(of);
        let again = world.lines.saturating_sub(1 + back);
        let name = if self.one_in(20) { again } else { name };
        let of = self.told_of(world).filter(|_| !self.one_in(15));
        let Some(place) = of else {
            let minor = self.minor(50_000) * [1, -1][self.below(2)];
            return Line { name, order: None, minor, is_back: false };
        };
        let order = &world.orders[place];
        let is_booked = order.state == OrderState::Booked;
        let (sign, is_back) = match (order.is_in, is_booked) {
            (true, false) => (1, false),
            (true, true) => (-1, !self.one_in(8)),
            (false, false) => (-1, false),
            (false, true) => (1, self.one_in(2)),
        };
        let off = if self.one_in(15) { self.minor(9) } else { 0 };
        let minor = sign * (order.minor + off).max(1);
        Line { name, order: Some(place), minor, is_back }
    }
}
