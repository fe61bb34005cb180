//! Which act about promises comes next.

use super::act::Action;
use super::act_promise::Pledge;
use super::draw::Draw;
use super::naive::World;
use super::naive_promise::{Answer, Cover, Step, Vow};
use super::naive_remedy::Who;
use super::stage::OFFICERS;

/// Claims that wait for a fund that nobody feeds, at most.
const UNPAID_MOST: usize = 30;

impl Draw {
    fn vow(&mut self) -> Vow {
        Vow::ALL[self.below(Vow::ALL.len())]
    }

    /// An act about promises.
    pub(super) fn pledge(&mut self, world: &World) -> Option<Action> {
        // A deposit is much money: the richest of some.
        let some = [(); 4].map(|()| self.below(world.purses.len()));
        let rich = some.into_iter().max_by_key(|firm| world.purses[*firm].available());
        let firm = rich.unwrap_or(0);
        let unpaid = world.breaks.iter().filter(|own| own.step == Step::Unpaid).count();
        let pledge = match self.below(12) {
            _ if unpaid > UNPAID_MOST => Pledge::Feed(900_000),
            0 => Pledge::Feed(self.minor(60_000)),
            1..=3 => self.stand(world, firm),
            4..=6 => self.complain(world)?,
            _ => self.answer(world)?,
        };
        Some(Action::Pledge(pledge))
    }

    /// An owner signs, fills up or ends: mostly what fits.
    fn stand(&mut self, world: &World, firm: usize) -> Pledge {
        let stand = world.stands[firm].as_ref();
        let missing = world.least_deposit() - stand.map_or(0, |stand| stand.deposit);
        match stand.map(|stand| stand.cover) {
            Some(Cover::Short) => Pledge::FillUp(firm),
            Some(Cover::Active) if self.one_in(2) => Pledge::End(firm, self.vow()),
            _ if self.one_in(8) => Pledge::FillUp(firm),
            _ => {
                let less = if self.one_in(8) { 1 } else { 0 };
                let more = if self.one_in(3) { self.minor(40_000) } else { 0 };
                Pledge::Sign(firm, [self.vow(), self.vow()], (missing - less + more).max(0))
            }
        }
    }

    /// The buyer of a trade that was carried out claims; now and then somebody else, or too much.
    fn complain(&mut self, world: &World) -> Option<Pledge> {
        let mut deal = self.newest(world.deals.len())?;
        for _ in 0..12 {
            if world.is_carried_out(deal) {
                break;
            }
            deal = self.newest(world.deals.len())?;
        }
        let of = &world.deals[deal];
        let paid: i64 = of.parts.iter().map(|part| part.minor).sum();
        let vow = self.vow();
        let most = if vow == Vow::Fake { 3 * paid } else { paid - of.refunded };
        let minor = if self.one_in(3) { most.max(1) } else { self.minor(most + most / 8 + 1) };
        let other = self.below(world.purses.len());
        let firm = if self.one_in(12) { other } else { of.buyer? };
        Some(Pledge::Complain(firm, deal, vow, minor))
    }

    fn answer(&mut self, world: &World) -> Option<Pledge> {
        let mut nth = self.newest(world.breaks.len())?;
        for _ in 0..6 {
            if world.breaks[nth].is_open() {
                break;
            }
            nth = self.newest(world.breaks.len())?;
        }
        let own = &world.breaks[nth];
        let (buyer, seller) = (world.deals[own.deal].buyer?, world.deals[own.deal].seller);
        let chance = Who::Officer(self.below(OFFICERS));
        let officer = own.officer.map_or(chance, Who::Officer);
        let share = self.below(usize::try_from(own.minor).unwrap_or(0) + 1);
        let decided = if self.one_in(3) { own.minor } else { i64::try_from(share).unwrap_or(0) };
        let (who, answer) = match (own.step, self.below(8)) {
            (_, 0) => (Who::Firm(buyer), Answer::Withdraw),
            (Step::Seller, 1..=4) => (Who::Firm(seller), Answer::Agree),
            (Step::Seller, _) => (Who::Firm(seller), Answer::Refuse),
            (_, 1) => (officer, Answer::PutBack),
            (_, 2..=3) => (chance, Answer::Take),
            (Step::Seconding, 4) => (officer, Answer::Object),
            (Step::Seconding, 5..=7) => (officer, Answer::Confirm),
            (_, 4) => (officer, Answer::Confirm),
            _ => (officer, Answer::Decide(decided)),
        };
        Some(Pledge::Answer(nth, who, answer))
    }
}
