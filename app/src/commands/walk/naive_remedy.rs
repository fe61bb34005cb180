//! What should become of a buyer's claim on a trade.

use super::naive::{DAY, May, must};
use super::naive_deal::Deal;
use kernel::rules::Rules;
use kernel::{Calendar, Timestamp};

/// What goes to the buyer and to the seller.
pub(super) type Flow = (i64, i64);

/// What a claim waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Waits {
    Answer,
    StepIn,
    Officer,
    Return,
    Acceptance,
    Goods,
    Claim,
    Defence,
    Decision,
    Nothing,
}

/// What is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Want {
    Money,
    Return,
    Goods,
}

/// What an act does to the deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Follows {
    Nothing,
    GoOn,
    Back(i64),
    Split(i64),
    SentAgain { is_air: bool },
}

/// Who acts on a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    Firm(usize),
    Officer(usize),
}

/// An act on a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    Change(Want, i64),
    Withdraw,
    Agree,
    Refuse,
    StepIn,
    Tell,
    EndEvidence,
    Take,
    PutBack,
    Decide { to_buyer: i64, needs_return: bool },
    SendBack { is_air: bool },
    AcceptReturn,
    ContestReturn,
    SendAgain { is_air: bool },
}

/// A claim.
#[derive(Debug, Clone)]
pub(super) struct Remedy {
    pub(super) id: i64,
    pub(super) waits: Waits,
    pub(super) due: i64,
    want: Want,
    minor: i64,
    /// It names the first parcel, and so nothing that may never come.
    pub(super) names_parcel: bool,
    /// The goods had left.
    is_sent: bool,
    is_order: bool,
    is_air_back: bool,
    /// The goods were sent back once.
    is_back: bool,
    changes: i64,
    /// Statements of the buyer and of the seller.
    said: [i64; 2],
    holder: Option<usize>,
    /// Officers who had it once.
    had: Vec<usize>,
    decided: Option<i64>,
}

impl Remedy {
    pub(super) const fn new(id: i64, want: Want, minor: i64) -> Self {
        Self {
            id,
            waits: Waits::Answer,
            due: 0,
            want,
            minor,
            names_parcel: false,
            is_sent: false,
            is_order: false,
            is_air_back: false,
            is_back: false,
            changes: 0,
            said: [0; 2],
            holder: None,
            had: Vec::new(),
            decided: None,
        }
    }

    pub(super) fn may_want(&self, held: i64, is_sent: bool) -> May {
        may_want((self.want, self.minor), held, is_sent)
    }

    pub(super) fn begin(&mut self, (is_sent, is_order): (bool, bool), now: i64, rules: &Rules) {
        (self.is_sent, self.is_order) = (is_sent, is_order);
        self.wait(Waits::Answer, now, rules);
    }

    fn wait(&mut self, waits: Waits, at: i64, rules: &Rules) {
        let times = &rules.remedy;
        let days = match waits {
            Waits::Answer if self.is_order => times.t4_answer_retail_d,
            Waits::Answer => times.t4_answer_b2b_d,
            Waits::StepIn => times.t7_step_in_d,
            Waits::Officer => times.step_in_lapse_d,
            Waits::Return => times.t5_return_d,
            Waits::Acceptance if self.is_air_back => times.t6_accept_express_d,
            Waits::Acceptance => times.t6_accept_surface_d,
            Waits::Goods => times.send_again_d,
            Waits::Claim | Waits::Defence | Waits::Nothing => 0,
            Waits::Decision => times.t9_decision_d,
        };
        self.waits = waits;
        self.due = at + days * DAY;
        if matches!(waits, Waits::Claim | Waits::Defence) {
            let place =
                (rules.market.time_zone.as_str(), Calendar::current(&rules.market.holidays_of));
            let at = Timestamp::from_micros(at);
            self.due = at.plus_working_days(times.t8_evidence_wd, place).micros();
        }
    }

    /// Which officer has the case.
    pub(super) const fn holder(&self) -> Option<usize> {
        self.holder
    }

    fn grant(&mut self) -> Follows {
        self.waits = Waits::Nothing;
        self.decided.map_or(Follows::Back(self.minor), Follows::Split)
    }

    fn end(&mut self) -> Follows {
        self.waits = Waits::Nothing;
        // What was decided is not decided again.
        self.decided.map_or(Follows::GoOn, |_| Follows::Split(0))
    }

    fn another_officer(&mut self, at: i64, rules: &Rules) -> Follows {
        self.holder = None;
        self.wait(Waits::Decision, at, rules);
        Follows::Nothing
    }

    /// Its time is over.
    pub(super) fn expire(&mut self, at: i64, rules: &Rules) -> Follows {
        let next = match self.waits {
            Waits::Answer if self.want == Want::Return && !self.is_back => Waits::Return,
            Waits::Answer | Waits::Acceptance | Waits::Goods => return self.grant(),
            Waits::Officer | Waits::Return => return self.end(),
            Waits::Decision => return self.another_officer(at, rules),
            Waits::StepIn => Waits::Officer,
            Waits::Claim => Waits::Defence,
            Waits::Defence | Waits::Nothing => Waits::Decision,
        };
        self.wait(next, at, rules);
        Follows::Nothing
    }

    /// Whose acts these are: the buyer's, the seller's, either's, an officer's.
    fn may_do(&self, act: Act, (buyer, seller): (Option<usize>, usize), who: Who) -> May {
        let is_buyer = buyer.is_some() && who == Who::Firm(buyer.unwrap_or(usize::MAX));
        let is_seller = who == Who::Firm(seller);
        let Who::Officer(officer) = who else {
            return must(match act {
                Act::Change(..) | Act::Withdraw | Act::SendBack { .. } => is_buyer,
                Act::Agree | Act::Refuse | Act::AcceptReturn | Act::ContestReturn => is_seller,
                Act::SendAgain { .. } => is_seller,
                Act::StepIn => is_buyer || is_seller,
                Act::Tell | Act::EndEvidence if self.waits == Waits::Claim => is_buyer,
                Act::Tell | Act::EndEvidence => is_seller,
                Act::Take | Act::PutBack | Act::Decide { .. } => false,
            });
        };
        must(self.waits == Waits::Decision)?;
        must(match act {
            Act::Take => self.holder.is_none() && !self.had.contains(&officer),
            Act::PutBack | Act::Decide { .. } => self.holder == Some(officer),
            _ => false,
        })
    }

    /// Somebody does something.
    fn act(&mut self, act: Act, held: i64, by: (Who, i64, &Rules)) -> May<Follows> {
        match act {
            Act::Change(..) | Act::Withdraw | Act::Agree | Act::Refuse => {
                self.settle(act, held, (by.1, by.2))
            }
            Act::SendBack { .. }
            | Act::AcceptReturn
            | Act::ContestReturn
            | Act::SendAgain { .. } => self.travel(act, (by.1, by.2)),
            _ => self.dispute(act, held, by),
        }
    }

    /// What the two sides settle between them.
    fn settle(&mut self, act: Act, held: i64, (at, rules): (i64, &Rules)) -> May<Follows> {
        let is_open = matches!(self.waits, Waits::Answer | Waits::StepIn | Waits::Officer);
        let is_disputed = matches!(self.waits, Waits::Claim | Waits::Defence | Waits::Decision);
        match act {
            Act::Change(want, minor) => {
                must(is_open && self.changes < rules.remedy.changes_most)?;
                may_want((want, minor), held, self.is_sent)?;
                // Whoever changes a claim here names nothing any more.
                (self.want, self.minor, self.names_parcel) = (want, minor, false);
                self.changes += 1;
                self.wait(Waits::Answer, at, rules);
            }
            Act::Withdraw => {
                must(self.waits != Waits::Acceptance)?;
                return Ok(self.end());
            }
            Act::Agree => {
                must(is_open || is_disputed)?;
                match self.want {
                    _ if self.decided.is_some() => return Ok(self.grant()),
                    Want::Money => return Ok(self.grant()),
                    Want::Return if self.is_back => return Ok(self.grant()),
                    Want::Return => self.wait(Waits::Return, at, rules),
                    Want::Goods => self.wait(Waits::Goods, at, rules),
                }
            }
            _ => {
                must(self.waits == Waits::Answer)?;
                self.wait(Waits::StepIn, at, rules);
            }
        }
        Ok(Follows::Nothing)
    }

    /// Goods travel, back or again.
    fn travel(&mut self, act: Act, (at, rules): (i64, &Rules)) -> May<Follows> {
        match act {
            Act::SendBack { is_air } => {
                must(self.waits == Waits::Return)?;
                (self.is_air_back, self.is_back) = (is_air, true);
                self.wait(Waits::Acceptance, at, rules);
            }
            Act::SendAgain { is_air } => {
                must(self.waits == Waits::Goods)?;
                self.waits = Waits::Nothing;
                return Ok(Follows::SentAgain { is_air });
            }
            Act::AcceptReturn => {
                must(self.waits == Waits::Acceptance)?;
                return Ok(self.grant());
            }
            _ => {
                must(self.waits == Waits::Acceptance)?;
                if self.decided.is_some() {
                    return Ok(self.another_officer(at, rules));
                }
                self.wait(Waits::StepIn, at, rules);
            }
        }
        Ok(Follows::Nothing)
    }

    /// What happens before an officer.
    fn dispute(
        &mut self,
        act: Act,
        held: i64,
        (who, at, rules): (Who, i64, &Rules),
    ) -> May<Follows> {
        let is_heard = matches!(self.waits, Waits::Claim | Waits::Defence);
        match (act, who) {
            (Act::StepIn, _) => {
                must(self.waits == Waits::Officer)?;
                self.wait(Waits::Claim, at, rules);
            }
            (Act::Tell, _) => {
                let side = usize::from(self.waits == Waits::Defence);
                must(is_heard && self.said[side] < rules.remedy.statements_most)?;
                self.said[side] += 1;
            }
            (Act::EndEvidence, _) => {
                must(is_heard)?;
                return Ok(self.expire(at, rules));
            }
            (Act::Take, Who::Officer(officer)) => {
                self.holder = Some(officer);
                self.had.push(officer);
            }
            (Act::PutBack, _) => self.holder = None,
            (Act::Decide { to_buyer, needs_return }, _) => {
                must((0..=held).contains(&to_buyer))?;
                must(!needs_return || (self.is_sent && to_buyer > 0))?;
                return Ok(self.decide(to_buyer, needs_return, (at, rules)));
            }
            _ => {}
        }
        Ok(Follows::Nothing)
    }

    fn decide(&mut self, to_buyer: i64, needs_return: bool, (at, rules): (i64, &Rules)) -> Follows {
        self.decided = Some(to_buyer);
        if needs_return {
            self.wait(Waits::Return, at, rules);
            return Follows::Nothing;
        }
        self.waits = Waits::Nothing;
        match (self.is_sent, to_buyer) {
            (true, _) => Follows::Split(to_buyer),
            (false, 0) => Follows::GoOn,
            (false, _) => Follows::Back(to_buyer),
        }
    }
}

fn may_want((want, minor): (Want, i64), held: i64, is_sent: bool) -> May {
    must(is_sent || want == Want::Money)?;
    must((1..=held).contains(&minor))
}

impl Deal {
    /// Somebody does something about the newest claim; tells what moves.
    pub(super) fn act(&mut self, who: Who, act: Act, (now, rules): (i64, &Rules)) -> May<Flow> {
        must(self.stands())?;
        let (sides, held) = ((self.buyer, self.seller), self.held);
        let Some(mut remedy) = self.remedy.clone() else { return Ok((0, 0)) };
        remedy.may_do(act, sides, who)?;
        let follows = remedy.act(act, held, (who, now, rules))?;
        self.remedy = Some(remedy);
        Ok(self.follow(follows, now, rules))
    }

    /// What a claim does to its deal: never more than is kept.
    pub(super) fn follow(&mut self, follows: Follows, at: i64, rules: &Rules) -> Flow {
        match follows {
            Follows::Nothing => (0, 0),
            Follows::GoOn => {
                self.go_on(at, rules);
                (0, 0)
            }
            Follows::Back(minor) => {
                let back = self.give_back(minor);
                if !self.is_over() {
                    self.go_on(at, rules);
                }
                (back, 0)
            }
            Follows::Split(minor) => {
                let back = self.give_back(minor);
                if self.is_over() {
                    return (back, 0);
                }
                (back, self.finish(rules))
            }
            Follows::SentAgain { is_air } => {
                self.sent_again(is_air, at, rules);
                (0, 0)
            }
        }
    }

    fn give_back(&mut self, minor: i64) -> i64 {
        let back = minor.min(self.held);
        if back > 0 {
            self.refund(back, false);
        }
        if self.remedy.as_ref().is_some_and(|remedy| remedy.names_parcel) {
            // Nobody loses more by a parcel than was paid for it; all else is for something else.
            let lost = self.goods.worth(self.goods.first, self.refunded_before);
            self.made_good += back.min(lost - self.made_good).max(0);
        }
        back
    }
}

impl Waits {
    /// What the store calls it; nothing once it is over.
    pub(super) const fn word(self) -> Option<&'static str> {
        Some(match self {
            Self::Answer => "waits_seller",
            Self::StepIn => "refused",
            Self::Officer => "step_in",
            Self::Return => "waits_return",
            Self::Acceptance => "waits_acceptance",
            Self::Goods => "waits_reshipment",
            Self::Claim => "claiming",
            Self::Defence => "answering",
            Self::Decision => "deciding",
            Self::Nothing => return None,
        })
    }
}
