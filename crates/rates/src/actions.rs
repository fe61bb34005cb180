//! Taking rates in, and looking them up.

use crate::model::{RateDay, RateFile, Taken, refuse_ahead};
use crate::store;
use ::store::Tx;
use kernel::rules::Rules;
use kernel::{Actor, Currency, Desk, Id, Outcome, Person, Stop};

/// The base of the rates in use.
pub(crate) const BASE: Currency = Currency::EUR;

/// Takes a file in, as the operator; a day that is known is written over.
pub fn publish(tx: &mut Tx<'_>, by: &Actor, file: &RateFile) -> Outcome<Taken> {
    let clerk = may_publish(by)?;
    take(tx, file, Some(clerk))
}

/// The operator's clerk; stops everybody else.
pub(crate) fn may_publish(by: &Actor) -> Outcome<Id<Person>> {
    match *by {
        Actor::Stranger => Err(Stop::SignIn),
        Actor::Clerk { person, desk: Desk::Operator } => Ok(person),
        _ => Err(Stop::Forbidden),
    }
}

/// The same for the command line, whose user holds the store.
pub fn publish_by_hand(tx: &mut Tx<'_>, file: &RateFile) -> Outcome<Taken> {
    take(tx, file, None)
}

fn take(tx: &mut Tx<'_>, file: &RateFile, by: Option<Id<Person>>) -> Outcome<Taken> {
    let rules = Rules::current();
    let today = tx.now().date_in(&rules.market.time_zone);
    let most = usize::try_from(rules.rates.days_of_file_most).unwrap_or(usize::MAX);
    let newest = file.days.first().map_or_else(String::new, |rates| rates.day.clone());
    refuse_ahead(&newest, today)?;
    let taken = file.days.len().min(most);
    for rates in file.days.iter().take(most) {
        store::put(tx, rates, &file.source, by)?;
    }
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    Ok(Taken { newest, days: count(taken), left_out: count(file.days.len() - taken) })
}

/// The newest rates that are known, fresh or not.
pub fn latest(tx: &mut Tx<'_>) -> Outcome<Option<RateDay>> {
    Ok(days(tx, 1)?.pop())
}

/// The newest days, the last one first.
pub fn days(tx: &mut Tx<'_>, most: i64) -> Outcome<Vec<RateDay>> {
    store::list(tx, BASE, most)
}

/// The rates that may be shown today.
pub(crate) fn in_use(tx: &mut Tx<'_>) -> Outcome<Option<RateDay>> {
    let rules = Rules::current();
    let today = tx.now().date_in(&rules.market.time_zone);
    Ok(latest(tx)?.filter(|day| day.is_fresh(today, &rules.rates)))
}
