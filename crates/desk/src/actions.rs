//! What waits for a clerk, and the letters about it.

use crate::model::{COUNTED_MOST, Queue, Told, Waiting, When};
use crate::store;
use ::store::Tx;
use kernel::{Actor, Desk, Id, Lang, Limit, Outcome, Stop};
use party::{Clerk, NewLetter};

/// What waits in each queue of the clerk's desk, empty ones too. Each is asked for as its own page
/// asks.
pub fn waiting(tx: &mut Tx<'_>, by: &Actor) -> Outcome<Vec<Waiting>> {
    let desk = match by {
        Actor::Stranger => return Err(Stop::SignIn),
        Actor::Clerk { desk, .. } => *desk,
        _ => return Err(Stop::Absent),
    };
    let mut all = Vec::new();
    for queue in Queue::ALL.into_iter().filter(|queue| queue.is_of(desk)) {
        all.push(Waiting::of(queue, &whens(tx, by, queue)?));
    }
    Ok(all)
}

/// When each thing of a queue began to wait or has to be done; one more than are counted.
fn whens(tx: &mut Tx<'_>, by: &Actor, queue: Queue) -> Outcome<Vec<When>> {
    let most = Limit::clamp(COUNTED_MOST + 1);
    Ok(match queue {
        Queue::Names => {
            let cases = screening::cases(tx, by, None, most)?.rows;
            cases.iter().map(|row| When::Since(row.case.at)).collect()
        }
        Queue::Disputes => {
            remedy::queue(tx, by)?.iter().map(|row| When::Until(row.due_at)).collect()
        }
        Queue::Compensations => {
            promise::queue(tx, by)?.iter().map(|row| When::Until(row.due_at)).collect()
        }
        Queue::Second => {
            let acts = assent::queue(tx, by, None, most)?.rows;
            acts.iter().map(|act| When::Until(act.due_at)).collect()
        }
        Queue::Bank => {
            let lines = custody::differences(tx, by, None, most)?.rows;
            lines.iter().map(|line| When::Since(line.at)).collect()
        }
        Queue::Checks => {
            let numbers = gate::list_waiting_checks(tx, by, Id::new(0))?;
            let claims = agency::claims(tx, by)?;
            let numbers = numbers.iter().map(|number| number.at);
            numbers.chain(claims.iter().map(|claim| claim.at)).map(When::Since).collect()
        }
        Queue::Requests => {
            let requests = sourcing::requests_in_review(tx, by)?;
            requests.iter().map(|request| When::Since(request.at)).collect()
        }
        Queue::Reports => {
            let reports = talk::reports(tx, by, None, most)?.rows;
            reports.iter().map(|report| When::Since(report.at)).collect()
        }
    })
}

/// A clerk to whom a letter is due, what it tells of, what they were told before, and what is
/// written down with it.
#[derive(Clone)]
pub(crate) struct Due {
    clerk: Clerk,
    waiting: Vec<Waiting>,
    before: Told,
    told: Told,
}

/// To whom letters are due now. What waits is asked once for each desk.
pub(crate) fn due_letters(tx: &mut Tx<'_>) -> Outcome<Vec<Due>> {
    let (mut due, now) = (Vec::new(), tx.now());
    let (clerks, all_told) = (party::clerks(tx)?, store::list_told(tx)?);
    for desk in [Desk::Operator, Desk::Officer] {
        let mut seen = None;
        for clerk in clerks.iter().filter(|clerk| clerk.desk == desk) {
            let by = Actor::Clerk { person: clerk.person, desk };
            if seen.is_none() {
                seen = Some(waiting(tx, &by)?);
            }
            let waiting = seen.as_deref().unwrap_or_default();
            let before = all_told.get(&clerk.person).cloned().unwrap_or_default();
            if let Some(told) = before.next(waiting, now) {
                due.push(Due { clerk: clerk.clone(), waiting: waiting.to_vec(), before, told });
            }
        }
    }
    Ok(due)
}

/// Writes letters, each with what it told of, unless somebody else did meanwhile. `title` gives the
/// words of a queue.
pub(crate) fn write_letters(
    tx: &mut Tx<'_>,
    due: &[Due],
    title: impl Fn(Queue, Lang) -> String,
) -> Outcome<()> {
    for Due { clerk, waiting, before, told } in due {
        if store::find_told(tx, clerk.person)? != *before {
            continue;
        }
        let some = waiting.iter().filter(|waiting| waiting.count > 0);
        let line = |waiting: &Waiting| {
            format!("{}: {}", title(waiting.queue, clerk.lang), waiting.counted())
        };
        let lines: Vec<String> = some.map(line).collect();
        let facts = [("lines", lines.join("\n")), ("short", lines.join(", "))];
        let (to, lang) = (&clerk.contact, clerk.lang);
        party::send_letter(tx, &NewLetter { to, lang, kind: "desk", facts: &facts })?;
        store::keep_told(tx, clerk.person, told)?;
    }
    Ok(())
}
