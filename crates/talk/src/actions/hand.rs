//! Who of a firm answers: rules, the same colleague for the same buyer, and from hand to hand.

use super::reader;
use crate::events::QuestionLate;
use crate::model::{
    ConversationKind, Handover, NewRoute, ROUTES_MOST, Route, RouteKind, TalkRefusal,
};
use crate::store;
use ::store::Tx;
use kernel::{Actor, Firm, Id, Outcome, Person, Role, Stop};

/// The colleague who gets a new conversation: whoever answered that firm before, else the first
/// rule that fits, else nobody yet.
pub(super) fn route(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    asking: Id<Firm>,
    category: Option<&str>,
) -> Outcome<Option<Id<Person>>> {
    if let Some(person) = store::find_regular(tx, firm, asking)? {
        return Ok(Some(person));
    }
    Ok(fitting(tx, firm, asking, category)?.first().copied())
}

/// The colleagues named by the rules that fit, in their order.
fn fitting(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    asking: Id<Firm>,
    category: Option<&str>,
) -> Outcome<Vec<Id<Person>>> {
    let routes = store::list_routes(tx, firm, ROUTES_MOST)?;
    if routes.is_empty() {
        return Ok(Vec::new());
    }
    let country = party::firm(tx, asking)?.country;
    let fits = routes.into_iter().filter(|route| route.fits(category, country.code()));
    Ok(fits.map(|route| route.person).collect())
}

/// Gives a conversation to a colleague; both firms see that.
pub fn hand_over(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<ConversationKind>,
    to: Id<Person>,
) -> Outcome<()> {
    let (firm, _) = by.trader()?;
    let conversation = store::get_conversation(tx, id)?;
    conversation.admit(firm)?;
    if !party::people(tx, firm)?.iter().any(|(person, _)| *person == to) {
        return Err(TalkRefusal::NotAColleague.into());
    }
    let side = store::find_side(tx, firm, id)?.ok_or(Stop::Absent)?;
    if side.handler == Some(to) {
        return Ok(());
    }
    pass(tx, id, Handover { firm, from: side.handler, to, at: tx.now() })?;
    store::keep_regular(tx, firm, conversation.other(firm), to)
}

fn pass(tx: &mut Tx<'_>, id: Id<ConversationKind>, made: Handover) -> Outcome<()> {
    store::hand_to(tx, made.firm, id, made.to)?;
    store::add_handover(tx, id, &made)
}

/// A question that nobody has answered in time.
pub(crate) struct Late {
    /// The firm that was asked.
    pub(crate) firm: Id<Firm>,
    /// Whom to tell.
    pub(crate) owners: Vec<Id<Person>>,
}

/// Nobody has answered in time: the next colleague by the rules takes the conversation, else the
/// first owner who does not have it. Tells whom to write to: the owners; nobody if it was answered.
pub(crate) fn take_over(tx: &mut Tx<'_>, id: Id<ConversationKind>) -> Outcome<Option<Late>> {
    let conversation = store::get_conversation(tx, id)?;
    let [asking, firm] = conversation.firms;
    let side = store::find_side(tx, firm, id)?.ok_or(Stop::Absent)?;
    if side.answered_at.is_some() {
        return Ok(None);
    }
    let people = party::people(tx, firm)?;
    let is_here = |person: &Id<Person>| people.iter().any(|(known, _)| known == person);
    let owners = people.iter().filter(|(_, role)| *role == Role::Owner).map(|(owner, _)| *owner);
    let owners: Vec<Id<Person>> = owners.collect();
    let fitting = fitting(tx, firm, asking, conversation.category.as_deref())?;
    let mut next = fitting.into_iter().filter(is_here).chain(owners.iter().copied());
    if let Some(to) = next.find(|person| side.handler != Some(*person)) {
        pass(tx, id, Handover { firm, from: side.handler, to, at: tx.now() })?;
    }
    tx.tell(id, &QuestionLate { conversation: id, firm })?;
    Ok(Some(Late { firm, owners }))
}

/// The firm's routing rules, in the order in which they are tried.
pub fn routes(tx: &mut Tx<'_>, by: &Actor) -> Outcome<Vec<Route>> {
    let firm = reader(by)?;
    store::list_routes(tx, firm, ROUTES_MOST)
}

/// Adds a rule; an owner's.
pub fn add_route(tx: &mut Tx<'_>, by: &Actor, new: &NewRoute) -> Outcome<Id<RouteKind>> {
    let firm = owned(by)?;
    let route = new.read(tx.id())?;
    if store::count_routes(tx, firm)? >= ROUTES_MOST {
        return Err(TalkRefusal::TooManyRoutes { most: ROUTES_MOST }.into());
    }
    if !party::people(tx, firm)?.iter().any(|(person, _)| *person == route.person) {
        return Err(TalkRefusal::NotAColleague.into());
    }
    store::add_route(tx, firm, &route)?;
    Ok(route.id)
}

/// Takes a rule away; an owner's.
pub fn remove_route(tx: &mut Tx<'_>, by: &Actor, id: Id<RouteKind>) -> Outcome<()> {
    let firm = owned(by)?;
    store::delete_route(tx, firm, id)
}

/// Somebody has left a firm: nothing goes to them any more.
pub(crate) fn forget_colleague(tx: &mut Tx<'_>, firm: Id<Firm>, person: Id<Person>) -> Outcome<()> {
    store::forget_colleague(tx, firm, person)
}

fn owned(by: &Actor) -> Outcome<Id<Firm>> {
    let (firm, _) = by.trader()?;
    if by.is_owner_of(firm) { Ok(firm) } else { Err(Stop::Forbidden) }
}
