//! Deadlines, what must happen when money comes or bounces, and the simulated inspectors and
//! carriers.

use crate::actions::{
    ANSWER, REPORT, deliver, expire, file_inspection, give_what_is_called_back, is_news,
    lapse_inspection, pay_what_came, take_silence, tell_gate, write_letters,
};
use crate::events::{DealAgreed, DealFinished, DealPartShipped, DealShipped, InspectionOrdered};
use crate::model::{DeadlineKind, DealKind, ShipmentKind, awaited};
use crate::ports::{carry, inspect};
use crate::store;
use ::store::{Due, Event, Follower, Reaction, Told, Tx};
use custody::{HeldCalledBack, PaymentBooked};
use kernel::{Actor, Id, Outcome};

/// What must happen in the transaction that books a payment or takes it back.
pub const REACTIONS: &[Reaction] = &[
    Reaction { event: PaymentBooked::NAME, take: |tx, told| pay_what_came(tx, &told.read()?) },
    Reaction {
        event: HeldCalledBack::NAME,
        take: |tx, told| give_what_is_called_back(tx, &told.read()?),
    },
];

/// Hears of inspections and shipments for the simulated inspectors and carriers. The app takes it
/// on only where they are simulated.
pub const SIMULATED_CARRIERS: Follower = Follower {
    name: "deal-simulated-carriers",
    hears: |name| {
        [InspectionOrdered::NAME, DealShipped::NAME, DealPartShipped::NAME].contains(&name)
    },
    take: hear_all,
};

/// Tells the gate which firms ordered, sold and finished a trade.
pub const TRADES: Follower = Follower {
    name: "deal-trades",
    hears: |name| [DealAgreed::NAME, DealFinished::NAME].contains(&name),
    take: tell_gate,
};

/// Writes letters about what came, what is under way and what waits for somebody.
pub const LETTERS: Follower =
    Follower { name: "deal-letters", hears: is_news, take: write_letters };

const INSPECTOR_ANSWERS: &str = "deal-inspector-answers";
const CARRIER_ANSWERS: &str = "deal-carrier-answers";

fn hear_all(tx: &mut Tx<'_>, told: &[Told]) -> Outcome<()> {
    told.iter().try_for_each(|told| hear(tx, told))
}

fn hear(tx: &mut Tx<'_>, told: &Told) -> Outcome<()> {
    if told.name == InspectionOrdered::NAME {
        let ordered: InspectionOrdered = told.read()?;
        let (after_s, _) = inspect(seed(ordered.inspection));
        let due_at = tx.now().plus_seconds(after_s);
        tx.set_timer(ordered.deal, INSPECTOR_ANSWERS, due_at)?;
    } else if told.name == DealShipped::NAME {
        let shipped: DealShipped = told.read()?;
        set_carrier(tx, shipped.deal, shipped.shipment)?;
    } else if told.name == DealPartShipped::NAME {
        let shipped: DealPartShipped = told.read()?;
        set_carrier(tx, shipped.deal, shipped.shipment)?;
    }
    Ok(())
}

fn set_carrier(tx: &mut Tx<'_>, deal: Id<DealKind>, shipment: Id<ShipmentKind>) -> Outcome<()> {
    for after_s in carry(seed(shipment)) {
        let due_at = tx.now().plus_seconds(after_s);
        tx.set_timer(deal, CARRIER_ANSWERS, due_at)?;
    }
    Ok(())
}

/// What a due timer of a deal does. Other timers are not the deal's.
pub fn on_due(tx: &mut Tx<'_>, due: &Due) -> Outcome<()> {
    let deal = due.home.cast::<DealKind>();
    match due.kind.as_str() {
        INSPECTOR_ANSWERS => answer_inspection(tx, deal),
        CARRIER_ANSWERS => answer_shipment(tx, deal),
        ANSWER => take_silence(tx, deal, due.id, due.due_at),
        REPORT => lapse_inspection(tx, deal, due.id, due.due_at),
        kind => match DeadlineKind::from_word(kind) {
            Some(kind) => expire(tx, deal, due.id, kind, due.due_at),
            None => Ok(()),
        },
    }
}

fn answer_inspection(tx: &mut Tx<'_>, deal: Id<DealKind>) -> Outcome<()> {
    let all = store::list_inspections(tx, deal)?;
    let Some(open) = awaited(&all) else { return Ok(()) };
    let (_, finding) = inspect(seed(open.id));
    file_inspection(tx, &Actor::Rail, deal, open.id, &finding).map(|_| ())
}

fn answer_shipment(tx: &mut Tx<'_>, deal: Id<DealKind>) -> Outcome<()> {
    let all = store::list_shipments(tx, deal)?;
    let open = all.iter().find(|shipment| shipment.delivered_at.is_none());
    open.map_or(Ok(()), |open| deliver(tx, &Actor::Rail, deal, open.id))
}

fn seed<K>(id: Id<K>) -> u64 {
    id.raw().cast_unsigned()
}
