//! Letters about what nobody has read.

use crate::jobs::{DAILY, DIGEST};
use crate::model::{MailWish, TalkRow};
use crate::store;
use ::store::Tx;
use kernel::rules::Rules;
use kernel::{Actor, Firm, Id, Outcome, Person, Role, Scope, Stop, Timestamp};
use party::{NewLetter, Reached};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Conversations that a letter names; of the others it tells how many.
const NAMED_MOST: usize = 5;
/// What a letter shows of a message.
const SHOWN_CHARS: usize = 60;

/// How the person wants letters about what is unread.
pub fn mail_wish(tx: &mut Tx<'_>, by: &Actor) -> Outcome<MailWish> {
    let person = by.person().ok_or(Stop::SignIn)?;
    let kept = store::find_wish(tx, person)?;
    Ok(kept.map_or(MailWish::AtOnce, |(wish, _)| wish))
}

/// Says how.
pub fn set_mail_wish(tx: &mut Tx<'_>, by: &Actor, wish: MailWish) -> Outcome<()> {
    match *by {
        Actor::Stranger => Err(Stop::SignIn),
        Actor::Member { person, scope: Scope::Full, .. } => store::put_wish(tx, person, wish),
        _ => Err(Stop::Forbidden),
    }
}

/// Whoever holds a letter's link wants no more of them.
pub fn stop_letters(tx: &mut Tx<'_>, hash: &[u8; 32]) -> Outcome<()> {
    let person = store::find_mail_off(tx, hash)?.ok_or(Stop::Absent)?;
    store::put_wish(tx, person, MailWish::Never)
}

/// Writes the letters about what a firm has not read: to the colleague who answers, else to the
/// owners. `wish` says whose turn it is: those who want them soon, or once a day.
pub(crate) fn tell_unread(tx: &mut Tx<'_>, firm: Id<Firm>, wish: MailWish) -> Outcome<()> {
    let after = Rules::current().talk.digest_after_min;
    let until = tx.now().plus_seconds(-60 * after);
    let rows = store::list_untold(tx, firm, until)?;
    if rows.is_empty() {
        return Ok(());
    }
    let mut letters: BTreeMap<Id<Person>, Vec<TalkRow>> = BTreeMap::new();
    for (row, people) in addressed(tx, firm, rows)? {
        for person in people {
            letters.entry(person).or_default().push(row.clone());
        }
    }
    for (person, rows) in letters {
        tell_one(tx, firm, person, &rows, wish)?;
    }
    Ok(())
}

/// Each row with those whom it concerns.
fn addressed(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    rows: Vec<TalkRow>,
) -> Outcome<Vec<(TalkRow, Vec<Id<Person>>)>> {
    let people = party::people(tx, firm)?;
    let owners: Vec<Id<Person>> =
        people.iter().filter(|(_, role)| *role == Role::Owner).map(|(owner, _)| *owner).collect();
    let is_here = |person: &Id<Person>| people.iter().any(|(known, _)| known == person);
    let to = |row: TalkRow| {
        let handler = row.handler.filter(is_here);
        (row, handler.map_or_else(|| owners.clone(), |handler| vec![handler]))
    };
    Ok(rows.into_iter().map(to).collect())
}

fn tell_one(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    person: Id<Person>,
    rows: &[TalkRow],
    turn: MailWish,
) -> Outcome<()> {
    let rules = &Rules::current().talk;
    let kept = store::find_wish(tx, person)?;
    let (wish, sent_at) = kept.unwrap_or((MailWish::AtOnce, None));
    let free_at = sent_at.map(|at| at.plus_seconds(60 * rules.digest_window_min));
    match (wish, free_at) {
        (MailWish::Never, _) => {}
        (MailWish::Daily, _) if turn != MailWish::Daily => {
            let morning = next_morning(tx.now());
            return tx.set_timer(firm, DAILY, morning).map(|_| ());
        }
        (MailWish::AtOnce, Some(free_at)) if free_at > tx.now() => {
            return tx.set_timer(firm, DIGEST, free_at).map(|_| ());
        }
        _ => {
            if let Some(to) = party::reach(tx, person)? {
                write(tx, &to, rows)?;
                store::record_sent(tx, person)?;
            }
        }
    }
    rows.iter().try_for_each(|row| store::told(tx, firm, row.conversation, row.last_message))
}

fn write(tx: &mut Tx<'_>, to: &Reached, rows: &[TalkRow]) -> Outcome<()> {
    let firms: Vec<Id<Firm>> = rows.iter().map(|row| row.other_firm).collect();
    let names = party::trust_lines(tx, &distinct(firms))?;
    let names: BTreeMap<_, _> = names.into_iter().map(|line| (line.firm, line.name)).collect();
    let line = |row: &TalkRow| {
        let name = names.get(&row.other_firm).map_or("", String::as_str);
        let shown: String = row.excerpt.chars().take(SHOWN_CHARS).collect();
        format!("{name}: {shown}")
    };
    let lines: Vec<String> = rows.iter().take(NAMED_MOST).map(line).collect();
    let token: [u8; 16] = tx.random();
    let token: String = token.iter().map(|byte| format!("{byte:02x}")).collect();
    let hash = Sha256::digest(token.as_bytes()).into();
    let ends = tx.now().plus_days(Rules::current().talk.mail_off_d);
    store::add_mail_off(tx, &hash, to.person, ends)?;
    let facts = [
        ("name", to.name.clone()),
        ("count", rows.len().to_string()),
        ("lines", lines.join("\n")),
        ("token", token),
    ];
    let letter = NewLetter { to: &to.contact, lang: to.lang, kind: "talk-unread", facts: &facts };
    party::send_letter(tx, &letter)
}

fn distinct(mut firms: Vec<Id<Firm>>) -> Vec<Id<Firm>> {
    firms.sort_unstable();
    firms.dedup();
    firms
}

/// The next hour of the daily letter (rule `talk.digest_daily_at_h`).
fn next_morning(now: Timestamp) -> Timestamp {
    let rules = Rules::current();
    let zone = jiff::tz::TimeZone::get(&rules.market.time_zone).unwrap_or(jiff::tz::TimeZone::UTC);
    let hour = i8::try_from(rules.talk.digest_daily_at_h).unwrap_or(8);
    let today = now.date_in(&rules.market.time_zone);
    let days = [Some(today), today.tomorrow().ok()];
    let mornings = days.into_iter().flatten().filter_map(|day| {
        Some(Timestamp::from(day.at(hour, 0, 0, 0).to_zoned(zone.clone()).ok()?.timestamp()))
    });
    mornings.into_iter().find(|morning| *morning > now).unwrap_or(now.plus_days(1))
}

/// Forgets the links of old letters; tells how many.
pub(crate) fn sweep(tx: &mut Tx<'_>) -> Outcome<usize> {
    store::sweep_mail_off(tx)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_daily_letter_comes_at_eight_in_the_market() {
        // 2026-03-02 12:00 UTC is 20:00 in Shanghai.
        let noon = Timestamp::from_micros(1_772_452_800_000_000);
        let morning = next_morning(noon);
        assert_eq!(morning, noon.plus_seconds(12 * 3_600));
        assert_eq!(next_morning(morning.plus_seconds(-1)), morning);
        assert_eq!(next_morning(morning), morning.plus_days(1));
    }
}
