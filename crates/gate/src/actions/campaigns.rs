//! Inviting buyers, and writing down who brought whom.

use super::{operator, reader};
use crate::model::{
    Branch, Brought, Campaign, CampaignKind, GateRefusal, Link, NewCampaign, NewLink, Offered,
    work_domain,
};
use crate::store::{campaigns as store, checks};
use ::store::Tx;
use kernel::rules::Rules;
use kernel::{Actor, Cursor, Firm, Id, Limit, Outcome, Page, Person, Stop};

/// Links of a firm that its page shows.
const LINKS_MOST: i64 = 50;
const WEEK_D: i64 = 7;

/// The operator begins a campaign.
pub fn begin_campaign(tx: &mut Tx<'_>, by: &Actor, new: &NewCampaign) -> Outcome<Campaign> {
    let clerk = operator(by)?;
    let terms = new.read()?;
    let id = tx.id();
    store::add(tx, id, &terms, clerk)?;
    store::find(tx, id)?.ok_or(Stop::Absent)
}

/// Campaigns with what came of them, newest first, for the operator.
pub fn campaigns(
    tx: &mut Tx<'_>,
    by: &Actor,
    after: Option<Cursor>,
    limit: Limit,
) -> Outcome<Page<Campaign>> {
    operator(by)?;
    let before = after.map_or(i64::MAX, |cursor| cursor.0);
    let rows = store::list(tx, before, limit.ask())?;
    Ok(Page::cut(rows, limit, |campaign| campaign.id.raw()))
}

/// A campaign, for the operator.
pub fn campaign(tx: &mut Tx<'_>, by: &Actor, id: Id<CampaignKind>) -> Outcome<Campaign> {
    operator(by)?;
    store::find(tx, id)?.ok_or(Stop::Absent)
}

/// The operator makes a link of a campaign, by the hash of its token.
pub fn make_campaign_link(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: Id<CampaignKind>,
    new: &NewLink,
    hash: &[u8; 32],
) -> Outcome<Link> {
    let (clerk, campaign) = (operator(by)?, campaign(tx, by, id)?);
    let (cap, note) = new.read(NewLink::campaign_most())?;
    add_link(tx, hash, Maker { by: clerk, of: Ok(campaign.id) }, (cap, note))
}

/// A buyer makes a link that invites other buyers, by the hash of its token; so many a week.
pub fn make_link(tx: &mut Tx<'_>, by: &Actor, new: &NewLink, hash: &[u8; 32]) -> Outcome<Link> {
    let (firm, person) = by.trader()?;
    let rules = &Rules::current().buyers;
    let (cap, note) = new.read(rules.link_firms_most)?;
    let most = rules.links_week_most;
    let since = tx.now().plus_days(-WEEK_D);
    let made = store::list_links(tx, firm, since, most)?;
    if i64::try_from(made.len()).unwrap_or(i64::MAX) >= most {
        return Err(GateRefusal::LinksTooMany { most }.into());
    }
    add_link(tx, hash, Maker { by: person, of: Err(firm) }, (cap, note))
}

/// Who makes a link, for a campaign or for a firm.
struct Maker {
    by: Id<Person>,
    of: Result<Id<CampaignKind>, Id<Firm>>,
}

fn add_link(
    tx: &mut Tx<'_>,
    hash: &[u8; 32],
    maker: Maker,
    (cap, note): (i64, String),
) -> Outcome<Link> {
    let at = tx.now();
    let open_until = at.plus_days(Rules::current().buyers.link_open_d);
    let (campaign, firm) = (maker.of.ok(), maker.of.err());
    let link = Link { campaign, firm, by: maker.by, cap, used: 0, note, at, open_until };
    store::add_link(tx, hash, &link)?;
    Ok(link)
}

/// The links that the actor's firm made, newest first, at most fifty; and its own branch.
pub fn own_links(tx: &mut Tx<'_>, by: &Actor) -> Outcome<(Vec<Link>, Option<Brought>)> {
    let firm = reader(by)?;
    let links = store::list_links(tx, firm, kernel::Timestamp::default(), LINKS_MOST)?;
    Ok((links, store::find_brought(tx, firm)?))
}

/// What a link invites to, for whoever holds its token.
pub fn offered(tx: &mut Tx<'_>, by: &Actor, hash: &[u8; 32]) -> Outcome<Offered> {
    let link = store::find_link(tx, hash)?.ok_or(Stop::Absent)?;
    let is_brought = match by.firm() {
        Some(firm) => store::find_brought(tx, firm)?.is_some_and(|brought| !is_root(&brought)),
        None => false,
    };
    Ok(Offered { by_firm: link.firm, link, is_brought })
}

fn is_root(brought: &Brought) -> bool {
    brought.by_firm.is_none() && brought.campaign.is_none()
}

/// Writes down that the actor's firm came by a link, once for each firm, within the rule's days
/// after its opening. A firm cannot bring itself, nor one that shares a person or a domain with
/// it, nor one above it in the tree.
pub fn accept_link(tx: &mut Tx<'_>, by: &Actor, hash: &[u8; 32]) -> Outcome<Brought> {
    let (firm, person) = by.trader()?;
    let link = store::find_link(tx, hash)?.ok_or(Stop::Absent)?;
    if link.firm == Some(firm) {
        return Err(GateRefusal::LinkOfOneself.into());
    }
    if store::find_brought(tx, firm)?.is_some() {
        return Err(GateRefusal::AlreadyBrought.into());
    }
    if !link.is_open(tx.now()) {
        return Err(GateRefusal::LinkOver.into());
    }
    let most = Rules::current().buyers.brought_d;
    if tx.now() > party::firm(tx, firm)?.created_at.plus_days(most) {
        return Err(GateRefusal::BroughtTooLate { most }.into());
    }
    let above = match link.firm {
        Some(inviter) => {
            refuse_same_domain(tx, person, link.by)?;
            branch_above(tx, firm, inviter)?
        }
        None => Vec::new(),
    };
    store::use_link(tx, hash)?;
    let brought = join(tx, firm, &link, &above)?;
    if checks::valid_until(tx, firm)? > tx.now() {
        super::buyers::note_verified(tx, firm)?;
    }
    Ok(brought)
}

/// Whoever writes from the same domain as the inviter is of its house.
fn refuse_same_domain(tx: &mut Tx<'_>, person: Id<Person>, inviter: Id<Person>) -> Outcome<()> {
    let mut domain_of = |person| -> Outcome<Option<String>> {
        let contact = party::contact_of(tx, person)?;
        Ok(contact.and_then(|contact| work_domain(contact.value()).ok()))
    };
    let own = domain_of(person)?;
    match own.is_some() && own == domain_of(inviter)? {
        true => Err(GateRefusal::SameHouse.into()),
        false => Ok(()),
    }
}

/// The inviter and all above it, the nearest first; none of them may be the firm or share a person
/// with it. An inviter that nobody brought becomes a root.
fn branch_above(tx: &mut Tx<'_>, firm: Id<Firm>, inviter: Id<Firm>) -> Outcome<Vec<Brought>> {
    let mut above = Vec::new();
    let mut next = Some(inviter);
    while let Some(id) = next {
        if id == firm || party::share_a_person(tx, id, firm)? {
            return Err(GateRefusal::SameHouse.into());
        }
        let brought = match store::find_brought(tx, id)? {
            Some(brought) => brought,
            None => add_root(tx, id)?,
        };
        next = brought.by_firm;
        above.push(brought);
    }
    Ok(above)
}

fn add_root(tx: &mut Tx<'_>, firm: Id<Firm>) -> Outcome<Brought> {
    let root = new_brought(tx, firm);
    store::add_brought(tx, &root)?;
    Ok(root)
}

fn new_brought(tx: &Tx<'_>, firm: Id<Firm>) -> Brought {
    Brought {
        firm,
        by_firm: None,
        campaign: None,
        depth: 0,
        direct: 0,
        below: 0,
        at: tx.now(),
        verified_at: None,
        asked_at: None,
        ordered_at: None,
    }
}

fn join(tx: &mut Tx<'_>, firm: Id<Firm>, link: &Link, above: &[Brought]) -> Outcome<Brought> {
    let mut brought = new_brought(tx, firm);
    match above.first() {
        // A branch that is as long as the rule lets it grow begins anew.
        Some(parent) if parent.depth < Rules::current().buyers.tree_depth_most => {
            brought.by_firm = Some(parent.firm);
            brought.campaign = parent.campaign;
            brought.depth = parent.depth + 1;
            for (nth, ancestor) in above.iter().enumerate() {
                store::count_below(tx, ancestor.firm, nth == 0)?;
            }
        }
        Some(_) => {}
        None => brought.campaign = link.campaign,
    }
    store::add_brought(tx, &brought)?;
    if let Some(campaign) = brought.campaign {
        let is_direct = i64::from(brought.depth == 0);
        store::count_brought(tx, campaign, is_direct, 1 - is_direct)?;
    }
    Ok(brought)
}

/// A branch of the tree of a campaign, for the operator; of a firm, for the operator and the firm.
pub fn branch(
    tx: &mut Tx<'_>,
    by: &Actor,
    of: Result<Id<CampaignKind>, Id<Firm>>,
    after: Option<Cursor>,
    limit: Limit,
) -> Outcome<Branch> {
    let after = after.map_or(0, |cursor| cursor.0);
    let (root, rows) = match of {
        Ok(campaign) => {
            operator(by)?;
            (None, store::list_of_campaign(tx, campaign, after, limit.ask())?)
        }
        Err(firm) => {
            if !by.is(firm) {
                operator(by)?;
            }
            let root = store::find_brought(tx, firm)?;
            (root, store::list_brought_by(tx, firm, after, limit.ask())?)
        }
    };
    Ok(Branch { root, twigs: Page::cut(rows, limit, |twig| twig.firm.raw()) })
}
