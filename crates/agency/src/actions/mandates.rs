//! A maker lets a middleman act for it.

use super::reader;
use crate::events::RoleChanged;
use crate::model::{AgencyRefusal, Mandate, MandateKind, MandateState, NewMandate};
use crate::store::mandates as store;
use ::store::Tx;
use kernel::rules::Rules;
use kernel::{Actor, Cursor, Id, Limit, MICROS_PER_DAY, Outcome, Page, Stop};

/// Offers a mandate to the other side; it counts when they agree.
pub fn offer_mandate(tx: &mut Tx<'_>, by: &Actor, new: &NewMandate) -> Outcome<Mandate> {
    let (firm, _) = by.trader()?;
    let terms = new.read(firm, &Rules::current().middleman)?;
    party::firm(tx, terms.other).map_err(|stop| match stop {
        Stop::Absent => AgencyRefusal::FirmUnknown.into(),
        stop => stop,
    })?;
    let mandate = Mandate {
        id: tx.id(),
        firm,
        other_firm: terms.other,
        side: terms.side,
        state: MandateState::Offered,
        scope: terms.scope,
        offered_by: terms.side,
        is_shown: terms.is_shown,
        at: tx.now(),
        agreed_at: None,
        ends_at: tx.now().plus_days(terms.days),
        ended_at: None,
    };
    store::add(tx, &mandate)?;
    Ok(mandate)
}

/// Agrees, declines or revokes; done twice it is done once.
pub fn answer_mandate(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<MandateKind>,
    to: MandateState,
) -> Outcome<Mandate> {
    let (firm, _) = by.trader()?;
    let before = store::find(tx, firm, id)?.ok_or(Stop::Absent)?;
    if before.state == to {
        return Ok(before);
    }
    before.admit(to)?;
    let now = tx.now();
    let mut after = Mandate { state: to, ..before.clone() };
    if to == MandateState::Agreed {
        // Its days run from the agreement on.
        let days = before.ends_at.micros_since(before.at) / MICROS_PER_DAY;
        (after.agreed_at, after.ends_at) = (Some(now), now.plus_days(days));
    } else {
        after.ended_at = Some(now);
    }
    store::change(tx, &before, &after)?;
    for firm in [before.firm, before.other_firm] {
        tx.tell(firm, &RoleChanged { firm })?;
    }
    Ok(after)
}

/// The actor's firm's mandates on both sides, newest first.
pub fn mandates(
    tx: &mut Tx<'_>,
    by: &Actor,
    after: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<Mandate>> {
    let firm = reader(by)?;
    let before = after.map_or(i64::MAX, |cursor| cursor.0);
    let rows = store::list(tx, firm, before, limit.ask())?;
    Ok(Page::cut(rows, limit, |mandate| mandate.id.raw()))
}
