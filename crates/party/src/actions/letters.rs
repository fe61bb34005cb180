//! Letters: written with the act that causes them, sent afterwards.

use crate::model::{Contact, Fate, Letter, LetterKind, NewLetter, News, PostFailure, Topic};
use crate::store;
use ::store::Tx;
use kernel::rules::Rules;
use kernel::{Actor, Firm, Id, Lang, MICROS_PER_DAY, Outcome, Person, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

/// Letters taken in one go.
const LETTERS_MOST: i64 = 100;
/// Letters that the demo shows of one contact.
const SHOWN_MOST: i64 = 20;
/// Days back that the demo shows.
const SHOWN_D: i64 = 1;

/// Sends a letter, if the transaction commits.
pub fn send_letter(tx: &mut Tx<'_>, letter: &NewLetter<'_>) -> Outcome<()> {
    let id = tx.id();
    store::add_letter(tx, id, letter)
}

/// Sends the same letter to the first owner of each of these firms, in their language, at the first
/// of their contacts. `facts` tells the named values for a firm; one query for every 50 firms.
pub fn send_to_owners(
    tx: &mut Tx<'_>,
    firms: &[Id<Firm>],
    kind: &'static str,
    facts: impl Fn(Id<Firm>, Lang) -> Vec<(&'static str, String)>,
) -> Outcome<()> {
    let mut reached = BTreeMap::new();
    for some in firms.chunks(store::IDS_AT_A_TIME) {
        for (firm, _, to, lang) in store::list_owner_contacts(tx, some)? {
            reached.entry(firm).or_insert((to, lang));
        }
    }
    for (firm, (to, lang)) in reached {
        let facts = facts(firm, lang);
        send_letter(tx, &NewLetter { to: &to, lang, kind, facts: &facts })?;
    }
    Ok(())
}

/// Sends news to the first owner of each firm, in their language; not to those who have turned the
/// topic off, and no more than the rules' number a day to one person. Three queries for every 50
/// firms.
pub fn send_news(tx: &mut Tx<'_>, news: &[News]) -> Outcome<()> {
    let firms: BTreeSet<Id<Firm>> = news.iter().map(|news| news.firm).collect();
    let firms: Vec<Id<Firm>> = firms.into_iter().collect();
    let day = tx.now().micros().div_euclid(MICROS_PER_DAY);
    for some in firms.chunks(store::IDS_AT_A_TIME) {
        let Audience { readers, unwilling, mut left } = audience(tx, some, day)?;
        let mut sent: BTreeMap<Id<Person>, i64> = BTreeMap::new();
        for News { firm, topic, kind, facts } in news {
            let Some((person, to, lang)) = readers.get(firm) else { continue };
            let Some(left) = left.get_mut(person).filter(|left| **left > 0) else { continue };
            if unwilling.contains(&(*person, topic.word().to_owned())) {
                continue;
            }
            *left -= 1;
            *sent.entry(*person).or_default() += 1;
            send_letter(tx, &NewLetter { to, lang: *lang, kind, facts })?;
        }
        for (person, sent) in sent {
            store::count_letters(tx, person, day, sent)?;
        }
    }
    Ok(())
}

/// Who reads the news of some firms.
struct Audience {
    readers: BTreeMap<Id<Firm>, (Id<Person>, Contact, Lang)>,
    /// People, and the topics that they do not want.
    unwilling: BTreeSet<(Id<Person>, String)>,
    /// How many letters each may still have today.
    left: BTreeMap<Id<Person>, i64>,
}

fn audience(tx: &mut Tx<'_>, firms: &[Id<Firm>], day: i64) -> Outcome<Audience> {
    let most = Rules::current().letters.news_day_most;
    let mut readers = BTreeMap::new();
    for (firm, person, to, lang) in store::list_owner_contacts(tx, firms)? {
        readers.entry(firm).or_insert((person, to, lang));
    }
    let mut left: BTreeMap<Id<Person>, i64> =
        readers.values().map(|(person, ..)| (*person, most)).collect();
    let people: Vec<Id<Person>> = left.keys().copied().collect();
    if people.is_empty() {
        return Ok(Audience { readers, unwilling: BTreeSet::new(), left });
    }
    let unwilling = store::list_unwilling(tx, &people)?.into_iter().collect();
    for (person, had) in store::list_letter_counts(tx, &people, day)? {
        left.insert(person, most - had);
    }
    Ok(Audience { readers, unwilling, left })
}

/// What somebody does not want letters about.
pub fn unwanted(tx: &mut Tx<'_>, by: &Actor) -> Outcome<Vec<Topic>> {
    let person = super::signed_in(by)?;
    store::list_unwanted(tx, person)
}

/// Says what somebody does not want letters about; about all else they come.
pub fn set_unwanted(tx: &mut Tx<'_>, by: &Actor, topics: &[Topic]) -> Outcome<()> {
    let person = super::signed_in(by)?;
    let before = store::list_unwanted(tx, person)?;
    for topic in Topic::ALL {
        match (before.contains(&topic), topics.contains(&topic)) {
            (false, true) => store::add_unwanted(tx, person, topic)?,
            (true, false) => store::remove_unwanted(tx, person, topic)?,
            _ => {}
        }
    }
    Ok(())
}

/// Letters that are due, the longest waiting first, at most 100.
pub fn list_due_letters(tx: &mut Tx<'_>) -> Outcome<Vec<Letter>> {
    store::list_due(tx, LETTERS_MOST)
}

/// A contact of the caller, if they are signed in.
pub fn own_contact(tx: &mut Tx<'_>, by: &Actor) -> Outcome<Option<Contact>> {
    by.person().map_or(Ok(None), |person| store::find_contact_of(tx, person))
}

/// A contact of a person, which they have proved to be theirs.
pub fn contact_of(tx: &mut Tx<'_>, person: Id<Person>) -> Outcome<Option<Contact>> {
    store::find_contact_of(tx, person)
}

/// What a simulated post delivered to a contact within a day, with the instant of each; newest
/// first, at most 20. A real post's letters say nothing any more.
pub fn list_arrived(tx: &mut Tx<'_>, at: &Contact) -> Outcome<Vec<(Timestamp, Letter)>> {
    let since = tx.now().plus_days(-SHOWN_D);
    store::list_arrived(tx, at, since, SHOWN_MOST)
}

/// The letter was delivered; what it said is forgotten.
pub fn record_sent(tx: &mut Tx<'_>, id: Id<LetterKind>) -> Outcome<()> {
    store::record_sent(tx, id)?;
    store::forget_letter(tx, id)
}

/// The letter was delivered by a simulated post; what it said is kept, to be looked at.
pub fn record_sent_and_keep(tx: &mut Tx<'_>, id: Id<LetterKind>) -> Outcome<()> {
    store::record_sent(tx, id)
}

/// The letter was not delivered: it is tried again later, five times in all, unless it can never
/// arrive.
pub fn record_failed(tx: &mut Tx<'_>, letter: &Letter, failure: &PostFailure) -> Outcome<()> {
    match letter.after(failure, tx.now()) {
        Fate::Again { at } => store::put_off(tx, letter.id, at),
        Fate::GivenUp => {
            store::give_up(tx, letter.id)?;
            store::forget_letter(tx, letter.id)
        }
    }
}
