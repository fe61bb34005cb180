//! A deal and what belongs to it.

use super::contract::Origin;
use super::proposal::ProposalKind;
use super::tracks::{Goods, Information, MoneyTrack, Tracks};
use kernel::rules::Rules;
use kernel::{
    Actor, Any, Firm, Id, Incoterm, Kind, Locode, Money, Outcome, PaymentDue, Person, Stop, Tax,
    TaxBasis, Timestamp, Transport, Unit, UnitPrice,
};

/// Names deals.
#[derive(Debug)]
pub enum DealKind {}
impl Kind for DealKind {
    const PREFIX: &'static str = "deal";
}

/// Names shipments.
#[derive(Debug)]
pub enum ShipmentKind {}
impl Kind for ShipmentKind {
    const PREFIX: &'static str = "shipment";
}

/// Names inspections.
#[derive(Debug)]
pub enum InspectionKind {}
impl Kind for InspectionKind {
    const PREFIX: &'static str = "inspection";
}

/// Names refunds.
#[derive(Debug)]
pub enum RefundKind {}
impl Kind for RefundKind {
    const PREFIX: &'static str = "refund";
}

/// Names what a buyer asks for when a trade goes wrong. A deal knows only that one is open.
#[derive(Debug)]
pub enum RemedyKind {}
impl Kind for RemedyKind {
    const PREFIX: &'static str = "remedy";
}

/// A deal that stands still because a remedy is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stopped {
    /// What stopped it.
    pub remedy: Id<RemedyKind>,
    /// Its deadline, and what was left of it, in microseconds; nothing where it had none.
    pub left: Option<(DeadlineKind, i64)>,
}

/// On which side of a deal somebody stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Pays and gets the goods.
    Buyer,
    /// Sends the goods and is paid.
    Seller,
}

impl Side {
    /// The word in tables and in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Buyer => "buyer",
            Self::Seller => "seller",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Buyer, Self::Seller].into_iter().find(|side| side.word() == word)
    }
}

/// What a deadline waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeadlineKind {
    /// T1: the next payment, or the deal closes.
    Pay,
    /// T2: dispatch, or the seller is late.
    Ship,
    /// Half of T2 is over: the seller is reminded, and T2 goes on.
    Remind,
    /// T3: the buyer's word, or the money is released.
    Confirm,
    /// A buyer's acceptance, or the offer lapses.
    Accept,
}

impl DeadlineKind {
    /// The kind of its timer.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pay => "deal-pay",
            Self::Ship => "deal-ship",
            Self::Remind => "deal-ship-remind",
            Self::Confirm => "deal-confirm",
            Self::Accept => "deal-accept",
        }
    }

    /// Reads a timer's kind.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Pay, Self::Ship, Self::Remind, Self::Confirm, Self::Accept]
            .into_iter()
            .find(|kind| kind.word() == word)
    }
}

/// The one timer that a deal has at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadline {
    /// What it waits for.
    pub kind: DeadlineKind,
    /// The timer.
    pub timer: Id<Any>,
    /// When it is due.
    pub due_at: Timestamp,
}

/// One trade between two firms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deal {
    /// The deal.
    pub id: Id<DealKind>,
    /// Who pays; nobody yet while it is a link.
    pub buyer: Option<Id<Firm>>,
    /// Who sells.
    pub seller: Id<Firm>,
    /// How it came about.
    pub origin: Origin,
    /// The inquiry that led to it.
    pub inquiry: Option<Id<Any>>,
    /// The quote that was accepted.
    pub quote: Option<Id<Any>>,
    /// What it is about: the first line.
    pub title: String,
    /// How many lines it has.
    pub line_count: i64,
    /// The whole price.
    pub total: Money,
    /// Who carries cost and risk, if agreed.
    pub incoterm: Option<Incoterm>,
    /// To which place.
    pub place: Option<Locode>,
    /// How the goods are to travel.
    pub transport: Transport,
    /// Days from payment to dispatch, if agreed.
    pub lead_time_d: Option<i64>,
    /// What the buyer wrote beside an order, or the seller beside an offer.
    pub note: Option<String>,
    /// Where it stands.
    pub tracks: Tracks,
    /// The goods did not leave in time.
    pub is_late: bool,
    /// The version of the rules it began under.
    pub rules_version: String,
    /// SHA-256 of what was signed.
    pub contract_hash: [u8; 32],
    /// What happens by itself, and when.
    pub deadline: Option<Deadline>,
    /// Which deadline was over while an inspector's report was awaited, and waits for it.
    pub waiting: Option<DeadlineKind>,
    /// Why its clock stands still, and what is left.
    pub stopped: Option<Stopped>,
    /// How often the seller gave the buyer more time.
    pub extensions: i64,
    /// Pieces of a stock are kept for it.
    pub holds_stock: bool,
    /// The goods may leave in several parcels.
    pub may_ship_in_parts: bool,
    /// Whether the amounts of its lines include tax; nothing where tax is not told.
    pub tax_basis: Option<TaxBasis>,
    /// Counted from one, raised when its terms change before it is paid.
    pub revision: i64,
    /// What the seller has proposed and the buyer has not answered.
    pub proposal: Option<Id<ProposalKind>>,
    /// So long before T2's end the seller is reminded, in microseconds; nothing once that was done.
    pub remind_us: Option<i64>,
    /// When the goods should arrive, as the seller said at dispatch.
    pub eta: Option<Timestamp>,
    /// The date of the same trade in imported records.
    pub original_at: Option<Timestamp>,
    /// When it was ordered or offered.
    pub placed_at: Timestamp,
    /// When both had signed.
    pub agreed_at: Option<Timestamp>,
    /// When all was paid.
    pub paid_at: Option<Timestamp>,
    /// When the goods left.
    pub shipped_at: Option<Timestamp>,
    /// When it was finished or closed.
    pub ended_at: Option<Timestamp>,
    /// Raised with each step.
    pub version: i64,
}

impl Deal {
    /// The rules it began under.
    pub fn rules(&self) -> &'static Rules {
        Rules::of(&self.rules_version)
    }

    /// Whether it was ordered from a listing as it stood, without terms agreed on: then the shorter
    /// times for retail hold.
    pub const fn is_retail(&self) -> bool {
        matches!(self.origin, Origin::Order)
    }

    /// Whether nothing of it travels.
    pub const fn is_virtual(&self) -> bool {
        matches!(self.transport, Transport::Virtual)
    }

    /// On which side somebody stands; to anybody else the deal does not exist.
    pub fn side_of(&self, by: &Actor) -> Outcome<Side> {
        match by {
            Actor::Stranger => Err(Stop::SignIn),
            _ if self.buyer.is_some_and(|buyer| by.is(buyer)) => Ok(Side::Buyer),
            _ if by.is(self.seller) => Ok(Side::Seller),
            _ => Err(Stop::Absent),
        }
    }

    /// The same, for an act: an API key that only reads may not.
    pub fn acting_side(&self, by: &Actor) -> Outcome<Side> {
        let side = self.side_of(by)?;
        if by.may_write() { Ok(side) } else { Err(Stop::Forbidden) }
    }

    /// The firm, if it is on this side; the other side may not.
    pub fn must_be(&self, wanted: Side, by: &Actor) -> Outcome<Id<Firm>> {
        let side = self.acting_side(by)?;
        let firm = by.firm().ok_or(Stop::Absent)?;
        if side == wanted { Ok(firm) } else { Err(Stop::Forbidden) }
    }

    /// Whether a payment may come in now.
    pub const fn takes_payment(&self) -> bool {
        let Tracks { information, money, goods } = self.tracks;
        matches!(information, Information::Agreed)
            && self.stopped.is_none()
            && matches!(money, MoneyTrack::Nothing | MoneyTrack::PartPaid)
            && (matches!(goods, Goods::NotStarted) || self.tracks.is_in_work())
    }
}

/// What a line is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// What is bought.
    Goods,
    /// What it costs to bring it.
    Freight,
}

impl LineKind {
    /// The word in tables and in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Goods => "goods",
            Self::Freight => "freight",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Goods, Self::Freight].into_iter().find(|kind| kind.word() == word)
    }
}

/// One item of a deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its place in the contract, from one.
    pub nth: i64,
    /// What it is about.
    pub kind: LineKind,
    /// The listing it came from, if one.
    pub product: Option<Id<catalog::ProductKind>>,
    /// What it is.
    pub title: String,
    /// What is counted.
    pub unit: Unit,
    /// How many.
    pub quantity: i64,
    /// The price of one.
    pub price: UnitPrice,
    /// What was taken off the price of all, afterwards.
    pub discount: Money,
    /// The price of all, rounded once, less the discount.
    pub amount: Money,
    /// How it is taxed; nothing where that is not told.
    pub tax: Option<Tax>,
    /// How many left, where goods leave in several parcels.
    pub sent: i64,
    /// How many will not come.
    pub short: i64,
}

/// A part of the price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Milestone {
    /// Its place, from one; parts are paid in this order.
    pub nth: i64,
    /// Basis points of the whole.
    pub share_bps: i64,
    /// Before what it is due.
    pub due: PaymentDue,
    /// How much.
    pub amount: Money,
    /// When it was paid into custody.
    pub paid_at: Option<Timestamp>,
}

impl Milestone {
    /// Whether it may be paid while the goods are there: one that is due after an inspection only
    /// once they have passed it.
    pub const fn is_payable(&self, goods: Goods) -> bool {
        !matches!(self.due, PaymentDue::AfterInspection) || matches!(goods, Goods::Inspected)
    }
}

/// By what a side signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Means {
    /// A person pressed the button.
    Person,
    /// The standing offer of the listing.
    OpenOffer,
    /// The quote.
    Quote,
    /// The records of a trade that both had made elsewhere.
    Record,
    /// The buyer's word for a higher price, which holds for a lower one.
    Lowered,
}

impl Means {
    /// The word in tables and in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::OpenOffer => "open_offer",
            Self::Quote => "quote",
            Self::Record => "record",
            Self::Lowered => "lowered",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Person, Self::OpenOffer, Self::Quote, Self::Record, Self::Lowered]
            .into_iter()
            .find(|means| means.word() == word)
    }
}

/// One side's signature under the contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// Who is bound.
    pub firm: Id<Firm>,
    /// Who signed, if a person did.
    pub person: Option<Id<Person>>,
    /// By what.
    pub means: Means,
    /// What was signed.
    pub contract_hash: [u8; 32],
    /// When.
    pub signed_at: Timestamp,
}
