//! What a seller proposes after both have signed, and the buyer answers: another price before
//! anything is paid, or that the rest of the goods will not come.

use super::contract::{Contract, contract_hash, milestones, total};
use super::deal::{DeadlineKind, Deal, DealKind, Line, LineKind, Milestone, Side};
use super::decide::{Change, Entry, Step};
use super::refusal::DealRefusal;
use super::tracks::{Goods, MoneyTrack, Track};
use kernel::{
    Any, Firm, Id, Kind, Money, Outcome, PaymentPart, Person, Tax, TaxBasis, Timestamp, UnitPrice,
};
use serde::{Deserialize, Serialize};

/// Names proposals.
#[derive(Debug)]
pub enum ProposalKind {}
impl Kind for ProposalKind {
    const PREFIX: &'static str = "proposal";
}

/// What is proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proposed {
    /// Another price.
    Price,
    /// The rest of the goods will not come.
    Short,
}

impl Proposed {
    /// The word in tables and in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Price => "price",
            Self::Short => "short",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Price, Self::Short].into_iter().find(|kind| kind.word() == word)
    }
}

/// What became of a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words say it")]
pub enum ProposalState {
    Open,
    Accepted,
    Declined,
    Withdrawn,
    /// The trade went on without it.
    Lapsed,
}

impl ProposalState {
    const ALL: [Self; 5] =
        [Self::Open, Self::Accepted, Self::Declined, Self::Withdrawn, Self::Lapsed];

    /// The word in tables and in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
            Self::Lapsed => "lapsed",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// The price of one of a line, as it would be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPrice {
    /// Which line of the contract.
    pub nth: i64,
    /// The price of one, in millionths.
    pub millionths: i64,
}

/// Another price, as a seller says it: what is left out stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Repricing {
    /// Other prices of one.
    pub prices: Vec<NewPrice>,
    /// What bringing the goods costs; zero takes it off.
    pub freight: Option<Money>,
    /// What is taken off all goods together.
    pub discount: Option<Money>,
}

/// A proposal as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The proposal.
    pub id: Id<ProposalKind>,
    /// What is proposed.
    pub kind: Proposed,
    /// What became of it.
    pub state: ProposalState,
    /// Who made it.
    pub person: Id<Person>,
    /// Why.
    pub reason: String,
    /// What was agreed when it was made.
    pub old_total: Money,
    /// The whole price with it; for a rest that does not come, what stays of the price.
    pub new_total: Money,
    /// Another price, where that is proposed.
    pub terms: Repricing,
    /// The contract as it was before, word for word, and its hash.
    pub old_text: String,
    /// SHA-256 of the contract as it would be; for a rest, of the one that stays.
    pub new_hash: [u8; 32],
    /// When it was made.
    pub at: Timestamp,
    /// When silence counts as yes, of a rest that does not come.
    pub answer_by: Option<Timestamp>,
    /// The timer of that.
    pub timer: Option<Id<Any>>,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
}

impl Deal {
    /// Whether another price may be proposed: both have signed, and nothing is paid.
    pub(crate) fn may_reprice(&self) -> Result<(), DealRefusal> {
        self.must_go_on()?;
        self.must_run()?;
        if self.tracks.money != MoneyTrack::Nothing {
            return Err(DealRefusal::PriceIsPaid);
        }
        self.has_no_proposal()
    }

    fn has_no_proposal(&self) -> Result<(), DealRefusal> {
        if self.proposal.is_some() { Err(DealRefusal::ProposalOpen) } else { Ok(()) }
    }

    /// Whether the rest may be given up: some of the goods have left. The seller proposes it; the
    /// buyer says it alone once the seller is late.
    pub(crate) fn may_close_rest(&self, side: Side) -> Result<(), DealRefusal> {
        self.must_go_on()?;
        self.must_run()?;
        match (self.tracks.goods, side) {
            (Goods::PartShipped, Side::Seller) => self.has_no_proposal(),
            (Goods::PartShipped, Side::Buyer) if self.is_late => Ok(()),
            (Goods::PartShipped, Side::Buyer) => Err(match self.deadline {
                Some(deadline) => DealRefusal::NotLate { due_at: deadline.due_at },
                None => DealRefusal::NoProposal,
            }),
            (Goods::Shipped, _) => Err(DealRefusal::AlreadyShipped),
            _ => Err(DealRefusal::NothingSentYet),
        }
    }

    /// T4 of a rest that will not come: until when the buyer answers what is proposed now.
    pub(crate) fn answers_by(&self, now: Timestamp) -> Timestamp {
        let rules = &self.rules().remedy;
        let is_retail = self.is_retail();
        now.plus_days(if is_retail { rules.t4_answer_retail_d } else { rules.t4_answer_b2b_d })
    }

    /// Whether there is a proposal to answer or to withdraw.
    pub(crate) fn may_answer(&self) -> Result<Id<ProposalKind>, DealRefusal> {
        self.must_go_on()?;
        self.must_run()?;
        self.proposal.ok_or(DealRefusal::NoProposal)
    }

    /// Whether the buyer may say no to the open one of all proposals. The rest of the goods can be
    /// insisted on only so often: whoever then wants neither what came nor the money for the rest
    /// claims, so that the money is not held for ever.
    pub(crate) fn may_decline(
        &self,
        open: Id<ProposalKind>,
        all: &[Proposal],
    ) -> Result<(), DealRefusal> {
        let short = || all.iter().filter(|one| one.kind == Proposed::Short);
        let is_short = short().any(|one| one.id == open);
        let before = short().filter(|one| one.state == ProposalState::Declined).count();
        let most = self.rules().pay.rest_declines_most;
        if is_short && i64::try_from(before).unwrap_or(i64::MAX) >= most {
            return Err(DealRefusal::ClaimInstead);
        }
        Ok(())
    }

    /// The seller proposes something; the buyer answers.
    pub(crate) fn propose(
        &self,
        id: Id<ProposalKind>,
        kind: Proposed,
        (old, new): (Money, Money),
    ) -> Step {
        let (track, word) = match kind {
            Proposed::Price => (Track::Information, "price-proposed"),
            Proposed::Short => (Track::Goods, "rest-offered"),
        };
        let entry = Entry::new(track, word).by(Some(self.seller)).with("old", old.plain());
        let mut step = self.step(entry.money(new));
        step.after.proposal = Some(id);
        step
    }

    /// A proposal ends and changes nothing.
    pub(crate) fn end_proposal(&self, by: Option<Id<Firm>>, state: ProposalState) -> Step {
        let word = match state {
            ProposalState::Declined => "proposal-declined",
            _ => "proposal-withdrawn",
        };
        let mut step = self.step(Entry::new(Track::Information, word).by(by));
        step.after.proposal = None;
        step
    }

    /// The contract has another price from now on. The time to pay begins anew, where nothing else
    /// is waited for.
    pub(crate) fn reprice(
        &self,
        contract: &Contract,
        by: Option<Id<Firm>>,
        now: Timestamp,
    ) -> Step {
        let new = &contract.deal;
        let word = if by == Some(self.seller) { "price-lowered" } else { "price-agreed" };
        let entry = Entry::new(Track::Information, word).by(by);
        let entry = entry.with("old", self.total.plain()).money(new.total);
        let mut step = self.step(entry);
        step.after.total = new.total;
        step.after.revision = new.revision;
        step.after.contract_hash = new.contract_hash;
        step.after.proposal = None;
        if self.due_of(DeadlineKind::Pay).is_some() {
            step.deadline = Change::Set(DeadlineKind::Pay, self.pays_by(now));
        }
        step
    }
}

impl Repricing {
    /// The contract as it would be: the same terms with other prices, one revision on.
    pub(crate) fn apply(&self, old: &Contract) -> Outcome<Contract> {
        let Contract { deal, lines, milestones: parts, address } = old;
        let currency = deal.total.currency;
        let mut lines = lines.clone();
        for price in &self.prices {
            let nth = price.nth;
            let is_it = |line: &&mut Line| line.nth == nth && line.kind == LineKind::Goods;
            let line = lines.iter_mut().find(is_it).ok_or(DealRefusal::LineUnknown { nth })?;
            if price.millionths < 0 {
                return Err(DealRefusal::NothingToPay.into());
            }
            line.price = UnitPrice::new(price.millionths, currency);
            line.discount = Money::zero(currency);
            line.amount = line.price.times(line.quantity)?;
        }
        let told = self.freight.into_iter().chain(self.discount);
        if told.into_iter().any(|amount| amount.currency != currency) {
            return Err(DealRefusal::TwoCurrencies.into());
        }
        if let Some(freight) = self.freight {
            set_freight(&mut lines, (freight, deal.tax_basis))?;
        }
        if let Some(discount) = self.discount {
            take_off(&mut lines, discount)?;
        }
        let total = total(&lines, (currency, deal.tax_basis))?;
        if total.minor <= 0 {
            return Err(DealRefusal::NothingToPay.into());
        }
        let shares = |part: &Milestone| PaymentPart { share_bps: part.share_bps, due: part.due };
        let parts = milestones(total, &parts.iter().map(shares).collect::<Vec<_>>());
        if parts.iter().any(|part| part.amount.minor <= 0) {
            return Err(DealRefusal::TooSmallToSplit.into());
        }
        let mut deal = Deal { total, revision: deal.revision + 1, ..deal.clone() };
        let address = address.clone();
        deal.contract_hash = contract_hash(&deal, &lines, &parts, address.as_ref());
        let new = Contract { deal, lines, milestones: parts, address };
        if new.lines == old.lines { Err(DealRefusal::PriceIsSame.into()) } else { Ok(new) }
    }
}

/// Another freight, taxed as before; a new one like the goods, where all of them are taxed alike.
fn set_freight(lines: &mut Vec<Line>, (amount, basis): (Money, Option<TaxBasis>)) -> Outcome<()> {
    if !(0..=Money::LIMIT_MINOR).contains(&amount.minor) {
        return Err(DealRefusal::NothingToPay.into());
    }
    let nth = i64::try_from(lines.len()).unwrap_or(i64::MAX) + 1;
    let freight = Line::freight(amount)?;
    match lines.iter_mut().find(|line| line.kind == LineKind::Freight) {
        Some(line) => *line = Line { nth: line.nth, tax: line.tax, ..freight },
        None if amount.minor > 0 => {
            let tax = basis.map(|_| tax_of_all(lines)).transpose()?;
            lines.push(Line { nth, tax, ..freight });
        }
        None => {}
    }
    Ok(())
}

/// The one tax on all lines, which what is added to them follows.
fn tax_of_all(lines: &[Line]) -> Result<Tax, DealRefusal> {
    let first = lines.first().and_then(|line| line.tax).ok_or(DealRefusal::FreightTaxUnknown)?;
    let is_one = lines.iter().all(|line| line.tax == Some(first));
    if is_one { Ok(first) } else { Err(DealRefusal::FreightTaxUnknown) }
}

/// Takes an amount off the goods, each line by its part of the whole: rounded half to even, the
/// last line takes the rest, so that not a cent is lost.
fn take_off(lines: &mut [Line], discount: Money) -> Outcome<()> {
    let goods = |line: &&mut Line| line.kind == LineKind::Goods;
    let whole: i64 = lines.iter_mut().filter(goods).map(|line| line.amount.minor).sum();
    if !(1..whole).contains(&discount.minor) {
        return Err(DealRefusal::DiscountOutOfRange {
            most: Money::new((whole - 1).max(0), discount.currency),
        }
        .into());
    }
    let (mut seen, mut taken) = (0, 0);
    for line in lines.iter_mut().filter(goods) {
        seen += line.amount.minor;
        let share = discount.pro_rata(seen, whole).minor - taken;
        taken += share;
        line.discount = line.discount.plus(Money::new(share, discount.currency))?;
        line.amount = line.amount.minus(Money::new(share, discount.currency))?;
    }
    Ok(())
}

/// Whether nothing of a contract costs more than before and it costs less in all: then the seller's
/// word is enough, since the buyer has agreed to pay more.
pub(crate) fn is_pure_reduction(old: &Contract, new: &Contract) -> bool {
    let before = |nth: i64| {
        let line = old.lines.iter().find(|line| line.nth == nth);
        line.map_or(0, |line| line.amount.minor)
    };
    let is_dearer = new.lines.iter().any(|line| line.amount.minor > before(line.nth));
    !is_dearer && new.deal.total.minor < old.deal.total.minor
}

/// What is shown of a proposal: the line of each contract side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalView {
    /// Of which deal.
    pub deal: Id<DealKind>,
    /// The proposal.
    pub proposal: Proposal,
    /// The lines as agreed.
    pub old: Vec<Line>,
    /// The lines as they would be; of a rest, as they stay.
    pub new: Vec<Line>,
    /// What goes back to the buyer.
    pub back: Money,
    /// The buyer may still say no to it.
    pub may_decline: bool,
}
