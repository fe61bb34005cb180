//! Every place where a deal can stand against every act and every side, as the code decides it: for
//! auditors, and for the documents, which are made from it.

use super::contract::Origin;
use super::deal::{Deadline, Deal, Milestone, Side, Stopped};
use super::decide::Finisher;
use super::inspection::{Inspection, InspectionState};
use super::refusal::DealRefusal;
use super::shipping::Dispatch;
use super::tracks::{Goods, MoneyTrack, Stage, TABLE, Tracks};
use kernel::{
    Actor, Currency, Firm, Id, Money, PaymentDue, Role, Scope, Stop, Timestamp, Transport,
};

/// Something that a person can do with a deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the steps of a deal")]
pub enum Act {
    Pay,
    OrderInspection,
    CallOffInspection,
    Ship,
    ShipPart,
    CloseRest,
    Confirm,
    Refund,
    Extend,
    ChangePrice,
    Answer,
    Withdraw,
    Cancel,
    AskRemedy,
}

/// Who somebody is to a deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words say it")]
pub enum Who {
    Buyer,
    Seller,
    Other,
    Stranger,
}

/// What else a deal waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing: it runs.
    Runs,
    /// A remedy is open, and it stands still.
    Still,
    /// The seller has proposed something.
    Proposed,
}

/// Where a deal stands: its tracks, and what else it waits for.
pub type Place = (Tracks, Standing);

/// What one person gets for one act in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words of the domain")]
pub struct Cell {
    pub place: Place,
    pub act: Act,
    pub person: Who,
    /// Nothing where it is allowed; else the reason's code, or `sign-in`, `absent`, `forbidden`.
    pub refused: Option<&'static str>,
}

impl Act {
    /// All of them, in the order of the table.
    pub const ALL: [Self; 14] = [
        Self::Pay,
        Self::OrderInspection,
        Self::CallOffInspection,
        Self::Ship,
        Self::ShipPart,
        Self::CloseRest,
        Self::Confirm,
        Self::Refund,
        Self::Extend,
        Self::ChangePrice,
        Self::Answer,
        Self::Withdraw,
        Self::Cancel,
        Self::AskRemedy,
    ];

    /// The word in the table.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pay => "pay",
            Self::OrderInspection => "inspect",
            Self::CallOffInspection => "call-off-inspection",
            Self::Ship => "ship",
            Self::ShipPart => "ship-part",
            Self::CloseRest => "close-rest",
            Self::Confirm => "confirm",
            Self::Refund => "refund",
            Self::Extend => "extend",
            Self::ChangePrice => "change-price",
            Self::Answer => "answer",
            Self::Withdraw => "withdraw",
            Self::Cancel => "cancel",
            Self::AskRemedy => "ask-remedy",
        }
    }

    /// Whose it is; either side's where nothing is told.
    const fn side(self) -> Option<Side> {
        match self {
            Self::Pay | Self::Confirm | Self::AskRemedy | Self::Answer => Some(Side::Buyer),
            Self::Ship
            | Self::ShipPart
            | Self::Refund
            | Self::Extend
            | Self::ChangePrice
            | Self::Withdraw => Some(Side::Seller),
            Self::OrderInspection | Self::CallOffInspection | Self::Cancel | Self::CloseRest => {
                None
            }
        }
    }
}

impl Who {
    /// All of them, in the order of the table.
    pub const ALL: [Self; 4] = [Self::Buyer, Self::Seller, Self::Other, Self::Stranger];

    /// The word in the table.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Buyer => "buyer",
            Self::Seller => "seller",
            Self::Other => "other",
            Self::Stranger => "stranger",
        }
    }

    fn actor(self) -> Actor {
        let of = |firm| Actor::Member {
            person: Id::new(9),
            firm: Some((firm, Role::Owner)),
            scope: Scope::Full,
        };
        match self {
            Self::Buyer => of(BUYER),
            Self::Seller => of(SELLER),
            Self::Other => of(Id::new(4)),
            Self::Stranger => Actor::Stranger,
        }
    }
}

const BUYER: Id<Firm> = Id::new(2);
const SELLER: Id<Firm> = Id::new(3);
const NOW: Timestamp = Timestamp::from_micros(0);

/// Every place: all that the tracks allow; where money is kept also standing still; where a seller
/// may propose something also with that.
pub fn places() -> Vec<Place> {
    let running = TABLE.iter().map(|tracks| (*tracks, Standing::Runs));
    let may_stop = |tracks: &&Tracks| {
        !tracks.is_over() && matches!(tracks.money, MoneyTrack::PartPaid | MoneyTrack::Paid)
    };
    let still = TABLE.iter().filter(may_stop).map(|tracks| (*tracks, Standing::Still));
    let may_propose = |tracks: &&Tracks| {
        let is_unpaid = tracks.stage() == Stage::Agreed;
        is_unpaid || tracks.goods == Goods::PartShipped
    };
    let proposed = TABLE.iter().filter(may_propose).map(|tracks| (*tracks, Standing::Proposed));
    running.chain(still).chain(proposed).collect()
}

/// The whole table, in the order of places, acts and people.
pub fn cells() -> Vec<Cell> {
    let mut cells = Vec::new();
    for place in places() {
        for act in Act::ALL {
            for person in Who::ALL {
                let refused = try_out(place, act, person).err().map(|stop| word(&stop));
                cells.push(Cell { place, act, person, refused });
            }
        }
    }
    cells
}

fn word(stop: &Stop) -> &'static str {
    match stop {
        Stop::SignIn => "sign-in",
        Stop::Absent => "absent",
        Stop::Forbidden => "forbidden",
        other => other.code().unwrap_or("fault"),
    }
}

/// A deal of two parts in a place, in time, with the parts paid that its tracks say.
fn sample((tracks, standing): Place) -> (Deal, [Milestone; 2]) {
    let is_stopped = standing == Standing::Still;
    let is_paid = |nth| match tracks.money {
        MoneyTrack::Nothing | MoneyTrack::Closed => false,
        MoneyTrack::PartPaid => nth == 1,
        _ => true,
    };
    let was_sent = matches!(tracks.goods, Goods::Shipped | Goods::Received);
    let later = NOW.plus_days(1);
    let deadline = Deadline { kind: tracks.waits_for(), timer: Id::new(1), due_at: later };
    let deal = Deal {
        id: Id::new(1),
        buyer: (tracks != Tracks::OFFERED).then_some(BUYER),
        seller: SELLER,
        origin: Origin::Quote,
        inquiry: None,
        quote: None,
        title: String::new(),
        line_count: 1,
        total: Money::new(10, Currency::USD),
        incoterm: None,
        place: None,
        transport: Transport::Express,
        lead_time_d: None,
        note: None,
        tracks,
        is_late: false,
        rules_version: String::new(),
        contract_hash: [0; 32],
        deadline: (!is_stopped && !tracks.is_over()).then_some(deadline),
        waiting: None,
        stopped: is_stopped.then_some(Stopped { remedy: Id::new(5), left: None }),
        extensions: 0,
        holds_stock: false,
        may_ship_in_parts: true,
        tax_basis: None,
        revision: 1,
        proposal: (standing == Standing::Proposed).then_some(Id::new(6)),
        remind_us: None,
        eta: None,
        original_at: None,
        placed_at: NOW,
        agreed_at: Some(NOW),
        paid_at: is_paid(2).then_some(NOW),
        shipped_at: was_sent.then_some(NOW),
        ended_at: tracks.is_over().then_some(NOW),
        version: 1,
    };
    let part = |nth| Milestone {
        nth,
        share_bps: 5_000,
        due: PaymentDue::BeforeShipment,
        amount: Money::new(5, Currency::USD),
        paid_at: is_paid(nth).then_some(NOW),
    };
    (deal, [part(1), part(2)])
}

/// The buyer has sent for an inspector.
fn ordered() -> Inspection {
    Inspection {
        id: Id::new(7),
        ordered_by: BUYER,
        state: InspectionState::Ordered,
        found: None,
        note: None,
        at: NOW,
        report_by: NOW.plus_days(1),
        timer: Id::new(8),
    }
}

fn try_out(place: Place, act: Act, person: Who) -> Result<(), Stop> {
    let (deal, parts) = sample(place);
    let by = person.actor();
    let side = deal.acting_side(&by)?;
    if act.side().is_some_and(|wanted| wanted != side) {
        return Err(Stop::Forbidden);
    }
    Ok(decide(&deal, &parts, act, side)?)
}

fn decide(deal: &Deal, parts: &[Milestone], act: Act, side: Side) -> Result<(), DealRefusal> {
    let dispatch = Dispatch {
        carrier: String::new(),
        tracking: String::new(),
        transport: Transport::Express,
        eta: None,
    };
    let next = parts.iter().find(|part| part.paid_at.is_none()).map_or(1, |part| part.nth);
    let firm = if side == Side::Buyer { BUYER } else { SELLER };
    match act {
        Act::Pay => deal.may_pay(parts, next).map(|_| ()),
        Act::OrderInspection => deal.order_inspection(firm, &[]).map(|_| ()),
        Act::CallOffInspection => deal.may_call_off(firm, &[ordered()]).map(|_| ()),
        Act::Ship => deal.ship(parts, &dispatch, NOW).map(|_| ()),
        Act::ShipPart => deal.may_part(parts),
        Act::CloseRest => deal.may_close_rest(side),
        Act::ChangePrice => deal.may_reprice(),
        Act::Answer | Act::Withdraw => deal.may_answer().map(|_| ()),
        Act::Confirm => deal.confirm(Finisher::Buyer(BUYER), NOW).map(|_| ()),
        Act::Refund => deal.may_refund(),
        Act::Extend => deal.extend(3, NOW).map(|_| ()),
        Act::Cancel => deal.may_cancel(side),
        Act::AskRemedy => deal.may_be_stopped(NOW),
    }
}

/// The table as a page of the documents.
pub fn table_markdown() -> String {
    let mut text = String::from(HEAD);
    let rows = cells();
    for place in places() {
        let (Tracks { information, money, goods }, standing) = place;
        let still = match standing {
            Standing::Runs => "",
            Standing::Still => ", a claim is open",
            Standing::Proposed => ", a proposal is open",
        };
        let words = [information.word(), money.word(), goods.word()].join(", ");
        text.push_str(&format!("\n## {words}{still}\n\n"));
        let people: Vec<&str> = Who::ALL.iter().map(|person| person.word()).collect();
        text.push_str(&format!("| act | {} |\n|{}\n", people.join(" | "), "---|".repeat(5)));
        for act in Act::ALL {
            let of_row = rows.iter().filter(|cell| cell.place == place && cell.act == act);
            let told: Vec<&str> =
                of_row.map(|cell| cell.refused.map_or("**yes**", short)).collect();
            text.push_str(&format!("| {} | {} |\n", act.word(), told.join(" | ")));
        }
    }
    text
}

fn short(code: &'static str) -> &'static str {
    code.strip_prefix("deal-").unwrap_or(code)
}

const HEAD: &str = "# What may be done with a deal\n\n\
Made from the code by `cargo test -p deal`, which fails when this page differs. Each cell\n\
says **yes**, or why not: `sign-in`, `absent` (as if it did not exist), `forbidden`, or a\n\
refusal, whose sentence stands in `crates/deal/locales` under `refusal-deal-…`. The deals\n\
of this table have two parts to pay and may leave in parcels; no deadline is over, and it\n\
was the buyer who sent for an inspector. What\n\
deadlines do stands in `crates/deal/README.md`; claims have a table of their own,\n\
REMEDIES.md.\n";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_but_the_two_sides_does_anything_and_what_is_over_stays_so() {
        for cell in cells() {
            let is_outside = matches!(cell.person, Who::Other | Who::Stranger);
            assert!(!(is_outside && cell.refused.is_none()), "{cell:?}");
            let gives_back = cell.act == Act::Refund && cell.place.0.money == MoneyTrack::Released;
            assert!(!cell.place.0.is_over() || cell.refused.is_some() || gives_back, "{cell:?}");
            let moves = !matches!(cell.act, Act::OrderInspection | Act::CallOffInspection);
            let is_still = cell.place.1 == Standing::Still;
            assert!(!(is_still && moves && cell.refused.is_none()), "{cell:?}");
        }
        assert_eq!(cells().len(), places().len() * Act::ALL.len() * Who::ALL.len());
    }
}
