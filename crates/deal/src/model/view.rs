//! What is shown of a deal.

use super::about::About;
use super::address::Address;
use super::contract::{Contract, contract_hash, total};
use super::deal::{Deal, DealKind, Line, Milestone, RefundKind, ShipmentKind, Side, Signature};
use super::inspection::Inspection;
use super::parcel::{Contents, Packed, rest_of};
use super::tracks::{Goods, Stage, Track, Tracks};
use super::turn::Badge;
use custody::{Identity, Source};
use kernel::{Any, Firm, Id, Money, Refusal, Timestamp, Transport, TurnKey};
use std::fmt;

/// Goods on their way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shipment {
    /// The shipment.
    pub id: Id<ShipmentKind>,
    /// Who carries it.
    pub carrier: String,
    /// The waybill's number.
    pub tracking: String,
    /// How it travels.
    pub transport: Transport,
    /// What it holds.
    pub contents: Contents,
    /// How many of which lines, where it is a part.
    pub packed: Vec<Packed>,
    /// When it left.
    pub shipped_at: Timestamp,
    /// When it should arrive.
    pub eta: Option<Timestamp>,
    /// When the carrier said that it was handed over.
    pub delivered_at: Option<Timestamp>,
}

/// Money that went back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refund {
    /// The refund.
    pub id: Id<RefundKind>,
    /// How much.
    pub amount: Money,
    /// Where it came from.
    pub source: Source,
    /// Why; nothing where a deal was cancelled or closed.
    pub reason: Option<String>,
    /// Who agreed to it; nobody where a deadline gave it back.
    pub by: Option<Id<Firm>>,
    /// Which goods it was claimed for; all where nobody claimed.
    pub about: About,
    /// How much of it makes good for goods that were sent, and is no part of a rest that does not
    /// come.
    pub for_sent: Money,
    /// When.
    pub at: Timestamp,
}

/// A line of the timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineEntry {
    /// Its place; later ones are larger.
    pub id: Id<Any>,
    /// On which track.
    pub track: Track,
    /// What happened, such as `shipped`.
    pub kind: String,
    /// What its sentence needs, as plain texts: amounts in digits, times in RFC 3339.
    pub facts: Vec<(String, String)>,
    /// Who did it; nobody where a deadline or a rail did.
    pub firm: Option<Id<Firm>>,
    /// When.
    pub at: Timestamp,
}

/// All of a deal, for its two sides.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words of the domain")]
pub struct DealView {
    pub deal: Deal,
    pub lines: Vec<Line>,
    pub milestones: Vec<Milestone>,
    pub signatures: Vec<Signature>,
    pub shipments: Vec<Shipment>,
    pub inspections: Vec<Inspection>,
    pub refunds: Vec<Refund>,
    /// Where the goods go, if that was said with the order.
    pub address: Option<Address>,
    /// The sums of its money; none while it is only offered.
    pub identity: Option<Identity>,
    /// Who looks; nobody for an officer.
    pub side: Option<Side>,
}

impl DealView {
    /// Whether the carrier has handed over all that has left.
    pub(crate) fn was_delivered(&self) -> bool {
        let mut ways = self.shipments.iter();
        !self.shipments.is_empty() && ways.all(|way| way.delivered_at.is_some())
    }

    /// The firm that looks.
    fn looker(&self) -> Option<Id<Firm>> {
        match self.side? {
            Side::Buyer => self.deal.buyer,
            Side::Seller => Some(self.deal.seller),
        }
    }

    /// Whether it makes sense for whoever looks to send for an inspector now: not again where the
    /// goods have passed.
    pub(crate) fn wants_inspection(&self) -> bool {
        let may = |firm| self.deal.order_inspection(firm, &self.inspections).is_ok();
        self.deal.tracks.goods != Goods::Inspected && self.looker().is_some_and(may)
    }

    /// Whether whoever looks sent for the inspector whose report is awaited.
    pub(crate) fn may_call_off(&self) -> bool {
        let may = |firm| self.deal.may_call_off(firm, &self.inspections).is_ok();
        self.looker().is_some_and(may)
    }

    /// What its badge says.
    pub(crate) fn badge(&self) -> Badge {
        let Deal { tracks, is_late, stopped, .. } = self.deal;
        let is_stopped = stopped.is_some();
        Badge { tracks, is_late, was_delivered: self.was_delivered(), is_stopped }
    }
}

/// What anybody sees who holds a deal link: the contract and the tracks, not who the buyer is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words of the domain")]
pub struct LinkView {
    pub deal: Deal,
    pub lines: Vec<Line>,
    pub milestones: Vec<Milestone>,
    pub expires_at: Timestamp,
    /// Somebody accepted it.
    pub is_used: bool,
    /// What the seller has to show for itself.
    pub seller: party::TrustLine,
}

/// One row of a firm's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// The deal.
    pub deal: Id<DealKind>,
    /// On which side the firm stands.
    pub side: Side,
    /// The other firm, once there is one.
    pub other: Option<Id<Firm>>,
    /// What it is about.
    pub title: String,
    /// How many lines it has.
    pub line_count: i64,
    /// The whole price.
    pub total: Money,
    /// Where it stands.
    pub tracks: Tracks,
    /// The goods did not leave in time.
    pub is_late: bool,
    /// The carrier has handed them over.
    pub was_delivered: bool,
    /// A remedy is open, and the deal waits for its end.
    pub is_stopped: bool,
    /// The seller has proposed something that the buyer has not answered.
    pub has_proposal: bool,
    /// Raised when its price changed before it was paid.
    pub revision: i64,
    /// What happens by itself, when.
    pub due_at: Option<Timestamp>,
    /// When it was ordered or offered.
    pub placed_at: Timestamp,
    /// When something happened in it last.
    pub active_at: Timestamp,
    /// The date in imported records.
    pub original_at: Option<Timestamp>,
}

impl Card {
    /// Whether the firm has to act.
    pub(crate) fn is_mine(&self) -> bool {
        let turn = match self.has_proposal {
            true => Some(Side::Buyer),
            false => self.tracks.whose_turn(),
        };
        !self.is_stopped && turn == Some(self.side)
    }

    /// What a list by turn sorts it by.
    pub(crate) fn turn_key(&self) -> TurnKey {
        TurnKey { is_mine: self.is_mine(), active_at: self.active_at, id: self.deal.raw() }
    }

    /// What its badge says.
    pub(crate) const fn badge(&self) -> Badge {
        let Self { tracks, is_late, was_delivered, is_stopped, .. } = *self;
        Badge { tracks, is_late, was_delivered, is_stopped }
    }
}

/// How a step left the deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Done {
    /// The deal.
    pub deal: Id<DealKind>,
    /// Its version now.
    pub version: i64,
    /// Where it stands now.
    pub tracks: Tracks,
}

impl Done {
    /// How a deal stands after a step.
    pub const fn of(after: &Deal) -> Self {
        Self { deal: after.id, version: after.version, tracks: after.tracks }
    }

    /// How far the deal has come, in one word.
    pub const fn stage(&self) -> Stage {
        self.tracks.stage()
    }
}

/// What came of paying several deals at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Funded {
    /// None of them awaits a payment.
    Nothing,
    /// The wallet has less than all of them together need; nothing was paid.
    TooLittle {
        /// What all need.
        due: Money,
        /// What the wallet has.
        available: Money,
    },
    /// Something stops the wallet's money; nothing was paid.
    Stopped(Refusal),
    /// All that awaited a payment were paid, so much together.
    Paid(Money),
}

/// One line of money that a step moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    /// What the account is for.
    pub purpose: ledger::Purpose,
    /// Whose it is; nobody's where it lies with the deal.
    pub side: Option<Side>,
    /// With a minus, it leaves the account.
    pub amount: Money,
}

/// A deadline that a step sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimerSet {
    /// What happens then, such as `deal-ship`.
    pub kind: String,
    /// When.
    pub due_at: Timestamp,
}

/// What a step does, for the look before the button is pressed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Effect {
    /// Postings, in order.
    pub postings: Vec<Moved>,
    /// Deadlines.
    pub timers: Vec<TimerSet>,
}

/// Something that must not be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The deal.
    pub deal: Id<DealKind>,
    /// What is wrong with it.
    pub what: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.deal, self.what)
    }
}

/// What one piece of `verify` found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Findings {
    /// Deals looked at.
    pub checked: i64,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// Where to go on, if there is more.
    pub next: Option<Id<DealKind>>,
}

/// What `verify` looks at of one deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Checked {
    pub(crate) contract: Contract,
    pub(crate) signatures: Vec<Signature>,
    pub(crate) identity: Option<Identity>,
    /// What of stocks is kept for it.
    pub(crate) reserved: Vec<catalog::Reserved>,
}

/// Everything that is wrong with a deal.
pub(crate) fn check(seen: &Checked) -> Vec<Problem> {
    let Contract { deal, lines, milestones, address } = &seen.contract;
    let mut problems = Vec::new();
    let mut say = |what: String| problems.push(Problem { deal: deal.id, what });
    if let Some(why) = deal.tracks.contradiction() {
        say(format!("its tracks contradict each other: {why}"));
    }
    let sum = total(lines, (deal.total.currency, deal.tax_basis));
    if sum.map_or(-1, |sum| sum.minor) != deal.total.minor {
        say("its lines do not sum to its price".to_owned());
    }
    if milestones.iter().map(|part| part.amount.minor).sum::<i64>() != deal.total.minor {
        say("its milestones do not sum to its price".to_owned());
    }
    if contract_hash(deal, lines, milestones, address.as_ref()) != deal.contract_hash {
        say("its contract is not the one that was signed".to_owned());
    }
    let is_bound = |firm: Id<Firm>| {
        let mut signed = seen.signatures.iter().filter(|signature| signature.firm == firm);
        signed.any(|signature| signature.contract_hash == deal.contract_hash)
    };
    if !is_bound(deal.seller) || deal.buyer.is_some_and(|buyer| !is_bound(buyer)) {
        say("a side has not signed this contract".to_owned());
    }
    for what in check_stock(deal, lines, &seen.reserved) {
        say(what);
    }
    match &seen.identity {
        None if deal.agreed_at.is_some() => say("it is agreed and has no escrow".to_owned()),
        Some(identity) if !identity.holds() => say("its money does not add up".to_owned()),
        Some(_) if deal.tracks.is_over() && deal.stopped.is_some() => {
            say("it is over and stands still".to_owned());
        }
        Some(identity) if deal.tracks.is_over() && identity.held.minor != 0 => {
            say("it is over and money is still held".to_owned());
        }
        Some(identity) => {
            let paid = milestones.iter().filter(|part| part.paid_at.is_some());
            let paid: i64 = paid.map(|part| part.amount.minor).sum();
            if paid != identity.paid_in.minor - identity.returned.minor {
                say("what its milestones say was paid is not what came in".to_owned());
            }
        }
        None => {}
    }
    problems
}

/// Pieces are kept for a deal that says so and whose goods have not left, as many as it sells.
fn check_stock(deal: &Deal, lines: &[Line], reserved: &[catalog::Reserved]) -> Vec<String> {
    let mut wrong = Vec::new();
    let is_open = !deal.tracks.is_over() && deal.shipped_at.is_none();
    let in_parts = lines.iter().any(|line| line.sent > 0);
    if in_parts != (deal.tracks.goods == Goods::PartShipped) && deal.shipped_at.is_none() {
        wrong.push("what its lines say was sent is not what its goods say".to_owned());
    }
    if deal.shipped_at.is_some() && in_parts && !deal.tracks.is_over() && !rest_of(lines).is_empty()
    {
        wrong.push("all has left, and its lines say that something is left".to_owned());
    }
    let may_keep = is_open && deal.holds_stock;
    if !may_keep && !reserved.is_empty() {
        wrong.push("stock is kept for it though its goods have left or it is over".to_owned());
    }
    if deal.holds_stock && reserved.is_empty() {
        wrong.push("it says that stock is kept for it, and none is".to_owned());
    }
    for kept in reserved {
        let sold = lines.iter().filter(|line| line.product == Some(kept.product));
        let sold: i64 = sold.map(Line::rest).sum();
        if sold != kept.quantity {
            wrong.push(format!("of {} {} are kept for {sold}", kept.product, kept.quantity));
        }
    }
    wrong
}
