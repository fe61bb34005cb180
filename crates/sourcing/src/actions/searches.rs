//! What firms want to hear of reaches them: searches that they keep, and the letters of these.

use super::reader;
use crate::model::{NewSavedSearch, Request, RequestRefusal, SavedSearch, SavedSearchKind, Sought};
use crate::store::{requests, searches};
use ::store::Tx;
use catalog::Finder;
use kernel::rules::Rules;
use kernel::{Actor, Firm, Id, Lang, Outcome, Timestamp};

/// New requests that one look of a saved search goes through.
const OPENED_MOST: i64 = 200;
/// Saved searches whose letters are written in one go.
const DUE_MOST: i64 = 20;

/// Keeps a search for the actor's firm.
pub fn save_search(tx: &mut Tx<'_>, by: &Actor, new: &NewSavedSearch) -> Outcome<SavedSearch> {
    let (firm, _) = by.trader()?;
    let filter = new.read()?;
    let rules = &Rules::current().alert;
    let kept = searches::list(tx, firm, rules.searches_most)?;
    let count = i64::try_from(kept.len()).unwrap_or(i64::MAX);
    if count >= rules.searches_most {
        return Err(RequestRefusal::TooManySearches { most: rules.searches_most }.into());
    }
    let (at, next_at) = (tx.now(), tx.now().plus_seconds(rules.every_h * 3_600));
    let id: Id<SavedSearchKind> = tx.id();
    let seen = match new.kind {
        Sought::Request => at.micros(),
        Sought::Product => id.raw(),
    };
    let search = SavedSearch { id, sought: new.kind, filter, seen, next_at, at };
    searches::add(tx, firm, &search)?;
    Ok(search)
}

/// The saved searches of the actor's firm, newest first.
pub fn saved_searches(tx: &mut Tx<'_>, by: &Actor) -> Outcome<Vec<SavedSearch>> {
    let firm = reader(by)?;
    searches::list(tx, firm, Rules::current().alert.searches_most)
}

/// Forgets a saved search of the actor's firm.
pub fn forget_search(tx: &mut Tx<'_>, by: &Actor, id: Id<SavedSearchKind>) -> Outcome<()> {
    let (firm, _) = by.trader()?;
    searches::delete(tx, firm, id)
}

/// Forgets a saved search by the proof that stood in its letter.
pub fn unsubscribe(tx: &mut Tx<'_>, firm: Id<Firm>, id: Id<SavedSearchKind>) -> Outcome<()> {
    searches::delete(tx, firm, id)
}

/// What is new of one saved search that is due.
#[derive(Debug, Clone)]
pub struct Alert {
    firm: Id<Firm>,
    search: SavedSearch,
    /// Up to where it was looked.
    seen: i64,
    titles: Vec<String>,
}

/// Looks for what is new of the saved searches that are due. Goods are looked for in the index of
/// this process; without it their searches wait.
pub fn due_alerts(tx: &mut Tx<'_>, goods: Option<&Finder>) -> Outcome<Vec<Alert>> {
    let due = searches::list_due(tx, DUE_MOST)?;
    let for_requests = due.iter().filter(|(_, search)| search.sought == Sought::Request);
    let opened = match for_requests.map(|(_, search)| search.seen).min() {
        Some(since) => requests::list_opened_since(tx, Timestamp::from_micros(since), OPENED_MOST)?,
        None => Vec::new(),
    };
    let mut alerts = Vec::with_capacity(due.len());
    for (firm, search) in due {
        match (search.sought, goods) {
            (Sought::Request, _) => alerts.push(new_requests(firm, search, &opened)),
            (Sought::Product, Some(finder)) => {
                let looked = (search.filter.query.as_str(), Id::new(search.seen));
                let news = catalog::news(tx, finder, looked, firm)?;
                let (seen, titles) = (news.newest.raw(), news.titles);
                alerts.push(Alert { firm, search, seen, titles });
            }
            (Sought::Product, None) => {}
        }
    }
    Ok(alerts)
}

fn new_requests(firm: Id<Firm>, search: SavedSearch, opened: &[Request]) -> Alert {
    let end = opened.last().and_then(|request| request.opened_at).map(Timestamp::micros);
    let is_new = |request: &&Request| {
        request.opened_at.is_some_and(|at| at.micros() > search.seen)
            && request.buyer != firm
            && search.filter.fits(&request.wanted)
    };
    let titles = opened.iter().filter(is_new).map(|request| request.wanted.title.clone());
    let titles = titles.collect();
    let seen = end.unwrap_or(search.seen).max(search.seen);
    Alert { firm, search, seen, titles }
}

/// Writes a letter for each search that has something new, and lets each wait for another day; a
/// search that was looked at by somebody else meanwhile is passed by. `proof` makes the secret of a
/// link that ends the letters. Tells how many were looked at.
pub fn write_alerts(
    tx: &mut Tx<'_>,
    alerts: &[Alert],
    proof: impl Fn(Id<Firm>, Id<SavedSearchKind>) -> String,
) -> Outcome<usize> {
    let rules = &Rules::current().alert;
    let next_at = tx.now().plus_seconds(rules.every_h * 3_600);
    let most = usize::try_from(rules.matches_most).unwrap_or(0);
    for Alert { firm, search, seen, titles } in alerts {
        if !searches::move_on(tx, *firm, search, (*seen, next_at))? || titles.is_empty() {
            continue;
        }
        let stop = format!("/alerts/stop/{firm}/{}/{}", search.id, proof(*firm, search.id));
        let named: Vec<&str> = titles.iter().take(most).map(String::as_str).collect();
        let path = format!("/search?{}", search.filter.query);
        let kind = match search.sought {
            Sought::Request => "alert",
            Sought::Product => "alert-goods",
        };
        party::send_to_owners(tx, &[*firm], kind, |_, lang| {
            let between = if lang == Lang::ZhCn { "；" } else { "; " };
            vec![
                ("count", named.len().to_string()),
                ("titles", named.join(between)),
                ("path", path.clone()),
                ("stop", stop.clone()),
            ]
        })?;
    }
    Ok(alerts.len())
}
