//! The index of requests that each process keeps for itself: those that every firm may quote to.

use crate::events::{
    RequestAwarded, RequestClosed, RequestFreed, RequestFull, RequestOpened, RequestReturned,
};
use crate::model::{Audience, Filter, Request, RequestKind, RequestState, Side};
use crate::store::requests;
use ::store::{Event, Told, Tx};
use catalog::Category;
use finding::{Keeper, Things};
use kernel::{Cursor, Firm, Id, Limit, Outcome, Page, Timestamp};
use party::events::FirmChanged;
use search::{Document, Tag};
use std::collections::{BTreeMap, BTreeSet};

/// Requests of one firm that are looked at when it is hidden or shown; more are not under way.
const OWN_MOST: i64 = 1_000;

/// The index of requests.
pub type RequestFinder = Keeper<OpenRequests>;

/// Requests that are open to every firm.
pub enum OpenRequests {}

impl Things for OpenRequests {
    const READING: &'static str = "sourcing.index";

    fn touched(tx: &mut Tx<'_>, told: &[Told]) -> Outcome<BTreeSet<i64>> {
        let mut ids = BTreeSet::new();
        for told in told {
            let id = match told.name.as_str() {
                RequestOpened::NAME => told.read::<RequestOpened>()?.request,
                RequestReturned::NAME => told.read::<RequestReturned>()?.request,
                RequestFull::NAME => told.read::<RequestFull>()?.request,
                RequestFreed::NAME => told.read::<RequestFreed>()?.request,
                RequestClosed::NAME => told.read::<RequestClosed>()?.request,
                RequestAwarded::NAME => told.read::<RequestAwarded>()?.request,
                FirmChanged::NAME => {
                    let FirmChanged { firm } = told.read()?;
                    let own = requests::list_of_firm(tx, firm, Side::Buyer, i64::MAX, OWN_MOST)?;
                    ids.extend(own.into_iter().map(Id::raw));
                    continue;
                }
                _ => continue,
            };
            ids.insert(id.raw());
        }
        Ok(ids)
    }

    fn documents(tx: &mut Tx<'_>, ids: &[i64]) -> Outcome<Vec<Document>> {
        let ids: Vec<Id<RequestKind>> = ids.iter().copied().map(Id::new).collect();
        Ok(findable(tx, &ids)?.iter().map(document).collect())
    }

    fn all_after(tx: &mut Tx<'_>, after: Option<Cursor>, limit: Limit) -> Outcome<Page<Document>> {
        let before = after.map_or(i64::MAX, |cursor| cursor.0);
        let open = requests::list_open(tx, &Filter::default(), before, limit.ask())?;
        let page = Page::cut(open, limit, |request| request.id.raw());
        let rows = shown(tx, page.rows)?;
        Ok(Page { rows: rows.iter().map(document).collect(), next: page.next })
    }
}

/// Those of these requests that every firm may quote to at this very moment, in the order asked
/// for.
pub(crate) fn findable(tx: &mut Tx<'_>, ids: &[Id<RequestKind>]) -> Outcome<Vec<Request>> {
    let all = requests::list_requests(tx, ids)?;
    shown(tx, all)
}

fn shown(tx: &mut Tx<'_>, mut all: Vec<Request>) -> Outcome<Vec<Request>> {
    let now = tx.now();
    let is_going = |until: Option<Timestamp>| until.is_some_and(|until| until > now);
    all.retain(|request| {
        request.state == RequestState::Open
            && request.wanted.audience == Audience::Everyone
            && is_going(request.open_until)
    });
    let buyers: Vec<Id<Firm>> = all.iter().map(|request| request.buyer).collect();
    let marks: BTreeMap<_, _> = party::marks(tx, &buyers)?;
    all.retain(|request| marks.get(&request.buyer).is_none_or(|marks| !marks.is_hidden));
    Ok(all)
}

/// What is found of a request: its title and lines, their points, what its buyer wrote. Never what
/// the buyer hopes to pay.
fn document(request: &Request) -> Document {
    let wanted = &request.wanted;
    let mut tags = BTreeSet::new();
    let mut kinds = Vec::new();
    let mut facts = Vec::new();
    for line in &wanted.lines {
        facts.extend(line.specs.iter().map(|spec| (spec.name.clone(), spec.value.clone())));
        let Some(category) = Category::find(&line.category) else { continue };
        kinds.extend(category.names().map(str::to_owned));
        tags.extend(category.path().iter().map(|one| Tag::Shelf(one.code().to_owned())));
    }
    let place = Some(wanted.country()).filter(|country| !country.is_empty());
    tags.extend(place.map(|country| Tag::Place(country.to_owned())));
    let whats = wanted.lines.iter().map(|line| line.what.clone());
    let text = [wanted.text.as_str(), &wanted.certificates.join(" ")].join("\n");
    Document {
        id: request.id.raw().unsigned_abs(),
        owner: request.buyer.raw().unsigned_abs(),
        titles: [wanted.title.clone()].into_iter().chain(whats).collect(),
        kinds,
        text,
        facts,
        tags: tags.into_iter().collect(),
        at: request.opened_at.unwrap_or(request.at).micros().unsigned_abs(),
        ..Document::default()
    }
}
