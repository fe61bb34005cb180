//! When names are looked for: as firms and accounts come, as money goes out, and once for all firms
//! when the list changes.

use crate::actions::{UNTIL, end_of_order, hear_second, look_at_next, screen, screen_payee};
use ::store::{Due, Event, Follower, Lane, Reaction, Store, Told, Tx};
use assent::ActEnded;
use custody::{BankAccountNamed, BankOrdered, PLATFORM};
use kernel::{Firm, Id, Outcome};
use party::events::{FirmChanged, FirmOpened, MemberJoined};

/// Hears of new names.
pub const NAMES: Follower = Follower {
    name: "screening-names",
    hears: |name| {
        let of_firms = [FirmOpened::NAME, FirmChanged::NAME, MemberJoined::NAME];
        of_firms.contains(&name) || name == BankAccountNamed::NAME
    },
    take: hear_all,
};

/// Money goes out only after its names were looked for, in the transaction that orders it; and what
/// a second officer agrees to is done in theirs.
pub const REACTIONS: &[Reaction] = &[
    Reaction { event: BankOrdered::NAME, take: |tx, told| hear_order(tx, &told.read()?) },
    Reaction { event: ActEnded::NAME, take: |tx, told| hear_second(tx, &told.read()?) },
];

fn hear_order(tx: &mut Tx<'_>, ordered: &BankOrdered) -> Outcome<()> {
    if !ordered.is_out {
        return Ok(());
    }
    if ordered.firm == PLATFORM.cast() {
        return screen_payee(tx, ordered.firm, ordered.order).map(|_| ());
    }
    screen(tx, &[ordered.firm]).map(|_| ())
}

fn hear_all(tx: &mut Tx<'_>, told: &[Told]) -> Outcome<()> {
    let mut firms: Vec<Id<Firm>> = Vec::new();
    for told in told {
        match told.name.as_str() {
            FirmOpened::NAME | FirmChanged::NAME | MemberJoined::NAME => {
                firms.push(told.home.cast());
            }
            BankAccountNamed::NAME => firms.push(told.read::<BankAccountNamed>()?.firm),
            _ => {}
        }
    }
    firms.sort();
    firms.dedup();
    screen(tx, &firms).map(|_| ())
}

/// Looks at all firms by a list that was loaded, a piece in a transaction; tells how many firms
/// there were. Called again and again by the app.
pub async fn look_at_all(store: &Store) -> Outcome<usize> {
    let is_over = |tx: &mut Tx<'_>| {
        Ok(crate::store::find_current(tx)?.is_none_or(|list| list.ended_at.is_some()))
    };
    if store.read("screening.is-over", is_over).await? {
        return Ok(0);
    }
    store.write_in(Lane::Bulk, "screening.look", look_at_next).await
}

/// An order's last day is over. Other timers are not screening's.
pub fn on_due(tx: &mut Tx<'_>, due: &Due) -> Outcome<()> {
    if due.kind == UNTIL { end_of_order(tx, due.home.cast(), due.id) } else { Ok(()) }
}
