//! The end of a request's time, and the matcher that brings requests to sellers.

mod finder;

pub(crate) use finder::findable;
pub use finder::{OpenRequests, RequestFinder};

use crate::actions::{bring, expire_request, seller_records, unmatched_requests, weigh_reply};
use crate::events::RequestOpened;
use crate::model::{Listed, RequestKind, Roster, Supplier};
use crate::store::requests::get_request;
use ::store::{Due, Event as _, Follower, Lane, Store, Told, Tx};
use catalog::Listing;
use kernel::rules::Rules;
use kernel::{Cursor, Firm, Id, Limit, Outcome, Page, Timestamp};
use std::sync::{Mutex, PoisonError};
use talk::ReplyRecord;
use talk::events::ReplyRecordChanged;

/// The timer of a request's end.
pub(crate) const REQUEST_ENDS: &str = "sourcing-request-ends";
/// A roster older than this is made anew before it is asked, so that what sellers changed counts.
const ROSTER_S: i64 = 600;

/// Lets the order of what is found obey how sellers answer.
pub const REPLIES: Follower = Follower {
    name: "sourcing-replies",
    hears: |name| name == ReplyRecordChanged::NAME,
    take: take_replies,
};

fn take_replies(tx: &mut Tx<'_>, events: &[Told]) -> Outcome<()> {
    for told in events {
        let ReplyRecordChanged { firm, asked, answered, median_s } = told.read()?;
        weigh_reply(tx, firm, &ReplyRecord { asked, answered, median_s })?;
    }
    Ok(())
}

/// Wants a translation of what buyers write when it opens to sellers. Only a market with an engine
/// follows.
pub const TEXTS: Follower = Follower {
    name: "sourcing-texts",
    hears: |name| name == RequestOpened::NAME,
    take: take_texts,
};

fn take_texts(tx: &mut Tx<'_>, events: &[Told]) -> Outcome<()> {
    for told in events {
        let RequestOpened { request, .. } = told.read()?;
        let wanted = get_request(tx, request)?.wanted;
        let texts = wanted.texts();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        talk::want_translations(tx, &texts, Some(&wanted.lang))?;
    }
    Ok(())
}

/// What a due timer of sourcing does.
pub fn on_due(tx: &mut Tx<'_>, due: &Due) -> Outcome<()> {
    match due.kind.as_str() {
        REQUEST_ENDS => expire_request(tx, due.home.cast::<RequestKind>(), due.due_at),
        _ => Ok(()),
    }
}

/// Holds the roster of all sellers between two requests.
#[derive(Debug, Default)]
pub struct Matcher {
    held: Mutex<Option<(Timestamp, Roster)>>,
}

impl Matcher {
    /// Brings the requests that wait to the sellers that can serve them; tells how many. Safe to
    /// run twice: a request is brought once.
    pub async fn run(&self, store: &Store) -> Outcome<usize> {
        let waiting = store.read("sourcing.unmatched", unmatched_requests).await?;
        if waiting.is_empty() {
            return Ok(0);
        }
        let count = waiting.len();
        let now = store.read("sourcing.now", |tx| Ok(tx.now())).await?;
        let (made_at, mut roster) = self.take(store, now).await?;
        let rules = &Rules::current().matching;
        for request in waiting {
            let found = roster.matches(request.buyer, &request.wanted.lines, rules, now);
            found.iter().for_each(|one| roster.led(one.firm, now));
            let id = request.id;
            let act = move |tx: &mut Tx<'_>| bring(tx, id, &found);
            store.write_in(Lane::Timers, "sourcing.bring", act).await?;
        }
        *self.held.lock().unwrap_or_else(PoisonError::into_inner) = Some((made_at, roster));
        Ok(count)
    }

    /// The roster that is held, if it is young enough, or a new one.
    async fn take(&self, store: &Store, now: Timestamp) -> Outcome<(Timestamp, Roster)> {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner).take();
        match held.filter(|(at, _)| now < at.plus_seconds(ROSTER_S)) {
            Some(held) => Ok(held),
            None => Ok((now, read_roster(store).await?)),
        }
    }
}

/// Reads everything that is listed, page by page, and who lists it.
async fn read_roster(store: &Store) -> Outcome<Roster> {
    let (mut roster, mut after) = (Roster::default(), None);
    loop {
        let look = move |tx: &mut Tx<'_>| read_page(tx, after);
        let (page, sellers) = store.read("sourcing.roster", look).await?;
        for (firm, supplier) in sellers {
            roster.set(firm, supplier);
        }
        for listing in &page.rows {
            let offer = &listing.card.offer;
            roster.add(&Listed {
                firm: offer.firm,
                category: listing.details.category.as_deref().unwrap_or(""),
                unit: offer.unit,
                title: &offer.title,
                moq: offer.moq(),
            });
        }
        match page.next {
            Some(next) => after = Some(next),
            None => return Ok(roster),
        }
    }
}

type ListedPage = (Page<Listing>, Vec<(Id<Firm>, Supplier)>);

fn read_page(tx: &mut Tx<'_>, after: Option<Cursor>) -> Outcome<ListedPage> {
    let page = catalog::listed_after(tx, after, Limit::clamp(Limit::MOST))?;
    let mut firms: Vec<_> = page.rows.iter().map(|listing| listing.card.offer.firm).collect();
    firms.sort_unstable();
    firms.dedup();
    let trust = party::trust_lines(tx, &firms)?;
    let mut records = seller_records(tx, &firms)?;
    let rules = &Rules::current().matching;
    let sellers = firms.into_iter().map(|firm| {
        let line = trust.iter().find(|line| line.firm == firm);
        let record = records.remove(&firm).unwrap_or_default();
        (firm, Supplier::of(line, record, rules))
    });
    Ok((page, sellers.collect()))
}
