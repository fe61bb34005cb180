//! What should become of promises: deposits, a protection fund that pays first, claims on both.

use super::naive::{DAY, May, No, World, must};
use super::naive_deal::Stage;
use super::naive_remedy::Who;
use super::stage::CURRENCY;
use kernel::rules::{Protect, Rules};

/// A promise; being truthful belongs to all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Vow {
    Truthful,
    Genuine,
    Fake,
}

impl Vow {
    pub(super) const ALL: [Self; 3] = [Self::Truthful, Self::Genuine, Self::Fake];
}

/// How a firm stands by what it promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cover {
    Active,
    Short,
    Suspended,
}

/// A firm's promises and the deposit behind them.
#[derive(Debug, Clone)]
pub(super) struct Stand {
    pub(super) cover: Cover,
    /// When the time to fill the deposit up is over.
    pub(super) due: Option<i64>,
    pub(super) deposit: i64,
    /// Each with the time from when and until when it holds.
    vows: Vec<(Vow, i64, Option<i64>)>,
}

impl Stand {
    fn held_at(&self, vow: Vow, at: i64) -> bool {
        let holds = |(own, from, until): &(Vow, i64, Option<i64>)| {
            *own == vow && *from <= at && until.is_none_or(|until| until > at)
        };
        self.vows.iter().any(holds)
    }

    fn is_open(&self, vow: Vow) -> bool {
        self.vows.iter().any(|(own, _, until)| *own == vow && until.is_none())
    }

    fn end(&mut self, at: i64, ends: impl Fn(Vow) -> bool) {
        for (vow, _, until) in &mut self.vows {
            if until.is_none() && ends(*vow) {
                *until = Some(at);
            }
        }
    }
}

/// What a claim on a promise waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Seller,
    Deciding,
    Seconding,
    Unpaid,
    Paid,
    Rejected,
    Withdrawn,
}

/// A buyer's claim that a promise was broken.
#[derive(Debug, Clone)]
pub(super) struct Break {
    /// What the store calls it.
    pub(super) id: i64,
    pub(super) deal: usize,
    vow: Vow,
    pub(super) minor: i64,
    pub(super) step: Step,
    pub(super) due: Option<i64>,
    pub(super) awarded: Option<i64>,
    pub(super) officer: Option<usize>,
    barred: Option<usize>,
    decided_by: Option<usize>,
    /// Officers who had it.
    had: Vec<usize>,
    upheld_at: i64,
}

/// What is done with such a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    Withdraw,
    Agree,
    Refuse,
    Take,
    PutBack,
    Decide(i64),
    Confirm,
    Object,
}

impl Break {
    pub(super) const fn is_open(&self) -> bool {
        !self.is_over()
    }

    const fn is_over(&self) -> bool {
        matches!(self.step, Step::Paid | Step::Rejected | Step::Withdrawn)
    }

    fn to(&mut self, step: Step, at: i64, rules: &Protect) {
        self.step = step;
        self.due = match step {
            Step::Deciding | Step::Seconding => Some(at + rules.decision_d * DAY),
            _ => None,
        };
    }

    fn uphold(&mut self, minor: i64, at: i64, rules: &Protect) {
        self.to(Step::Unpaid, at, rules);
        (self.awarded, self.upheld_at) = (Some(minor), at);
    }

    /// All that it was about went back meanwhile.
    fn end_made_good(&mut self, at: i64, rules: &Protect) {
        self.to(Step::Rejected, at, rules);
        self.awarded = Some(0);
    }

    /// So much is still due; where all went back, it ends.
    fn settle(&mut self, due: i64, at: i64, rules: &Protect) {
        match due {
            0 => self.end_made_good(at, rules),
            due => self.uphold(due, at, rules),
        }
    }

    fn another(&mut self, at: i64, rules: &Protect) {
        self.to(Step::Deciding, at, rules);
        self.barred = self.officer.or(self.barred);
        (self.officer, self.awarded, self.decided_by) = (None, None, None);
    }

    fn expire(&mut self, at: i64, rules: &Protect) {
        match self.step {
            Step::Seller => self.to(Step::Deciding, at, rules),
            Step::Deciding => self.another(at, rules),
            _ => {
                self.to(Step::Seconding, at, rules);
                self.barred = self.officer.or(self.barred);
                self.officer = None;
            }
        }
    }

    fn may_take(&self, officer: usize) -> May {
        let is_seconding = self.step == Step::Seconding;
        must(is_seconding || self.step == Step::Deciding)?;
        must(self.officer.is_none() && self.barred != Some(officer))?;
        must(!(is_seconding && self.decided_by == Some(officer)))?;
        must(!self.had.contains(&officer))
    }
}

impl World {
    fn protect(&self) -> &'static Protect {
        let rules: &'static Rules = self.rules;
        &rules.protect
    }

    /// The least that lies in a deposit, in cents.
    pub(super) fn least_deposit(&self) -> i64 {
        self.protect().deposit_least.get(CURRENCY.code()).map_or(0, |units| units * 100)
    }

    /// An owner signs, and freezes money behind it.
    pub(super) fn sign(&mut self, firm: usize, vows: &[Vow], minor: i64) -> May {
        let (now, least) = (self.now, self.least_deposit());
        let left = self.stands[firm].as_ref().map_or(0, |stand| stand.deposit);
        must(self.purses[firm].owed_to_fund() == 0 && minor >= least - left)?;
        self.freeze(firm, minor)?;
        let new = Stand { cover: Cover::Active, due: None, deposit: 0, vows: Vec::new() };
        let stand = self.stands[firm].get_or_insert(new);
        stand.deposit += minor;
        (stand.cover, stand.due) = (Cover::Active, None);
        for vow in Vow::ALL {
            let is_wanted = vow == Vow::Truthful || vows.contains(&vow);
            if is_wanted && !stand.is_open(vow) {
                stand.vows.push((vow, now, None));
            }
        }
        self.pay_waiting(now);
        Ok(())
    }

    fn freeze(&mut self, firm: usize, minor: i64) -> May {
        let purse = &mut self.purses[firm];
        must(minor == 0 || purse.available() - minor >= purse.debt())?;
        must(purse.available() >= minor)?;
        purse.has -= minor;
        Ok(())
    }

    /// An owner fills the deposit up, once what is owed to the fund is paid: all of it or nothing.
    pub(super) fn fill_up(&mut self, firm: usize) -> May {
        let before = (self.purses.clone(), self.stands.clone(), self.breaks.clone(), self.fund);
        let filled = self.try_fill_up(firm);
        if filled.is_err() {
            (self.purses, self.stands, self.breaks, self.fund) = before;
        }
        filled
    }

    fn try_fill_up(&mut self, firm: usize) -> May {
        let is_short = |stand: &Stand| stand.cover == Cover::Short;
        must(self.stands[firm].as_ref().is_some_and(is_short))?;
        self.pay_debts(firm);
        must(self.purses[firm].owed_to_fund() == 0)?;
        let deposit = self.stands[firm].as_ref().map_or(0, |stand| stand.deposit);
        let missing = (self.least_deposit() - deposit).max(0);
        self.freeze(firm, missing)?;
        let stand = self.stands[firm].as_mut().ok_or(No)?;
        stand.deposit += missing;
        (stand.cover, stand.due) = (Cover::Active, None);
        self.pay_waiting(self.now);
        Ok(())
    }

    /// An owner ends one promise for what is agreed from now on.
    pub(super) fn end_vow(&mut self, firm: usize, vow: Vow) -> May {
        let now = self.now;
        let stand = self.stands[firm].as_mut().ok_or(No)?;
        must(vow != Vow::Truthful && stand.is_open(vow))?;
        stand.end(now, |own| own == vow);
        Ok(())
    }

    /// The most that a claim is worth now, beside others of its deal.
    fn worth(&self, deal: usize, vow: Vow, but: Option<usize>) -> i64 {
        let of = &self.deals[deal];
        let paid: i64 = of.parts.iter().map(|part| part.minor).sum();
        if vow == Vow::Fake {
            return paid * self.protect().fake_multiple;
        }
        let others = self.breaks.iter().enumerate();
        let others = others.filter(|(nth, own)| own.deal == deal && Some(*nth) != but);
        let made_good: i64 =
            others.filter(|(_, own)| own.vow != Vow::Fake).filter_map(|(_, own)| own.awarded).sum();
        (paid - of.refunded - made_good).max(0)
    }

    /// A buyer says that a promise was broken.
    pub(super) fn complain(
        &mut self,
        (firm, deal): (usize, usize),
        (vow, minor): (Vow, i64),
        id: i64,
    ) -> May {
        let (now, rules) = (self.now, self.protect());
        let of = &self.deals[deal];
        must(of.buyer == Some(firm) && of.is_order && of.is_sent())?;
        let ended_at = of.ended_at.ok_or(No)?;
        let stand = self.stands[of.seller].as_ref().ok_or(No)?;
        must(stand.held_at(vow, of.agreed_at))?;
        must(!self.breaks.iter().any(|own| own.deal == deal && own.vow == vow))?;
        must(now <= ended_at + rules.claim_d * DAY)?;
        must((1..=self.worth(deal, vow, None)).contains(&minor))?;
        self.breaks.push(Break {
            id,
            deal,
            vow,
            minor,
            step: Step::Seller,
            due: Some(now + rules.answer_d * DAY),
            awarded: None,
            officer: None,
            barred: None,
            decided_by: None,
            had: Vec::new(),
            upheld_at: 0,
        });
        Ok(())
    }

    /// Somebody does something with a claim.
    pub(super) fn answer(&mut self, nth: usize, who: Who, answer: Answer) -> May {
        let (now, rules) = (self.now, self.protect());
        let second_from = self.rules.officer.second_from_minor;
        let own = &self.breaks[nth];
        let of = &self.deals[own.deal];
        let seller = of.seller;
        must(!own.is_over() && own.step != Step::Unpaid)?;
        let is_early = matches!(own.step, Step::Seller | Step::Deciding);
        let (is_buyer, is_seller) = match who {
            Who::Firm(firm) => (of.buyer == Some(firm), seller == firm),
            Who::Officer(_) => (false, false),
        };
        let worth = self.worth(own.deal, own.vow, Some(nth)).min(own.minor);
        let deposit = self.stands[seller].as_ref().map_or(0, |stand| stand.deposit);
        let own = &mut self.breaks[nth];
        let holds = matches!(who, Who::Officer(officer) if own.officer == Some(officer));
        match answer {
            Answer::Withdraw => {
                must(is_buyer && is_early)?;
                own.to(Step::Withdrawn, now, rules);
            }
            Answer::Agree => {
                must(is_seller && own.step == Step::Seller)?;
                match deposit >= worth {
                    true => own.settle(worth, now, rules),
                    false => own.to(Step::Deciding, now, rules),
                }
            }
            Answer::Refuse => {
                must(is_seller && own.step == Step::Seller)?;
                own.to(Step::Deciding, now, rules);
            }
            Answer::Take => {
                let Who::Officer(officer) = who else { return Err(No) };
                own.may_take(officer)?;
                own.officer = Some(officer);
                own.had.push(officer);
            }
            Answer::PutBack => {
                must(holds)?;
                (own.barred, own.officer) = (own.officer, None);
            }
            Answer::Decide(minor) => {
                must(holds && own.step == Step::Deciding && (0..=worth).contains(&minor))?;
                own.decided_by = own.officer;
                match minor {
                    0 => own.to(Step::Rejected, now, rules),
                    _ if minor >= second_from => {
                        own.to(Step::Seconding, now, rules);
                        (own.officer, own.barred) = (None, None);
                    }
                    _ => own.uphold(minor, now, rules),
                }
                own.awarded = Some(minor);
            }
            Answer::Confirm => {
                must(holds && own.step == Step::Seconding)?;
                own.settle(own.awarded.unwrap_or(0).min(worth), now, rules);
            }
            Answer::Object => {
                must(holds && own.step == Step::Seconding)?;
                let first = own.decided_by;
                own.another(now, rules);
                own.barred = first;
            }
        }
        self.pay_if_upheld(nth);
        Ok(())
    }

    fn pay_if_upheld(&mut self, nth: usize) {
        if self.breaks[nth].step == Step::Unpaid {
            self.pay_waiting(self.now);
        }
    }

    /// The fund grows.
    pub(super) fn feed(&mut self, minor: i64) {
        self.fund += minor;
        self.pay_waiting(self.now);
    }

    /// The fund pays who has waited longest, as long as it and the seller's deposit can; the
    /// deposit gives what it has, the rest the seller owes.
    pub(super) fn pay_waiting(&mut self, at: i64) {
        loop {
            let waits = self.breaks.iter().enumerate();
            let waits = waits.filter(|(_, own)| own.step == Step::Unpaid);
            let order =
                |(_, own): &(usize, &Break)| (own.upheld_at, self.deals[own.deal].id, own.id);
            let Some((nth, own)) = waits.min_by_key(order) else { return };
            let (deal, worth) = (own.deal, self.worth(own.deal, own.vow, Some(nth)));
            let minor = own.awarded.unwrap_or(0).min(worth);
            if minor == 0 {
                let rules = self.protect();
                self.breaks[nth].end_made_good(at, rules);
                continue;
            }
            let (buyer, seller) = (self.deals[deal].buyer, self.deals[deal].seller);
            let deposit = self.stands[seller].as_ref().map_or(0, |stand| stand.deposit);
            if self.fund + minor.min(deposit) < minor {
                return;
            }
            self.breaks[nth].step = Step::Paid;
            self.breaks[nth].awarded = Some(minor);
            if let Some(buyer) = buyer {
                self.purses[buyer].has += minor;
            }
            let (least, top_up_d) = (self.least_deposit(), self.protect().top_up_d);
            let Some(stand) = &mut self.stands[seller] else { return };
            let given = minor.min(stand.deposit);
            stand.deposit -= given;
            self.fund += given - minor;
            if given < minor {
                self.purses[seller].owe_fund(minor - given);
            }
            let is_short = stand.deposit < least || self.purses[seller].owed_to_fund() > 0;
            if stand.cover == Cover::Active && is_short {
                (stand.cover, stand.due) = (Cover::Short, Some(at + top_up_d * DAY));
            }
        }
    }

    /// What comes due by an instant among promises and claims on them.
    pub(super) fn expire_promises(&mut self, now: i64) {
        let rules = self.protect();
        for own in &mut self.breaks {
            while let Some(at) = own.due.filter(|at| *at <= now) {
                own.expire(at, rules);
            }
        }
        for stand in self.stands.iter_mut().flatten() {
            if let Some(at) = stand.due.filter(|at| *at <= now) {
                (stand.cover, stand.due) = (Cover::Suspended, None);
                stand.end(at, |_| true);
            }
        }
    }

    /// Whether a claim on a promise could be made of a trade.
    pub(super) fn is_carried_out(&self, deal: usize) -> bool {
        let of = &self.deals[deal];
        of.is_order && of.stage == Stage::Finished && of.is_sent()
    }
}
