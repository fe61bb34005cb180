//! Deals as they look: the list, one deal, its contract, the look before each step.

mod begin;
mod contract;
mod deal;
mod goods;
mod link;
mod list;
mod money;
mod parcels;
mod proposal;
mod steps;
mod timeline;
mod tracks;

pub(crate) use begin::{accept_quote, award, take_field};
pub(crate) use contract::contract;
pub(crate) use deal::{deal, officer_asks, title};
pub use goods::address;
pub(crate) use link::{link_made, new_link, offer};
pub(crate) use list::list;
pub use list::stage_of;
pub(crate) use parcels::{PACKED, first_parcel};
pub(crate) use proposal::{
    ProposalLook, change_price, close_rest, first_prices, price_field, proposal,
};
pub use steps::{Sides, foresee};
pub(crate) use steps::{cancel, confirm, extend, pay, refund, ship};
pub(crate) use timeline::history;

use crate::model::{Deal, DealView, Side, TimelineEntry};
use custody::BankOrder;
use kernel::{Firm, Id, Timestamp, Unit};
use maud::{Markup, html};
use party::TrustLine;
use std::collections::BTreeMap;
use web::page::{Viewer, hyphens, time};

/// Firms by their id, with what each has to show for itself.
pub(crate) type Firms = BTreeMap<Id<Firm>, TrustLine>;

/// A deal with all that its page shows.
pub(crate) struct Whole {
    /// The deal.
    pub(crate) view: DealView,
    /// Its firms.
    pub(crate) firms: Firms,
    /// The newest of what happened.
    pub(crate) moments: Vec<TimelineEntry>,
    /// Whether more happened.
    pub(crate) has_more: bool,
    /// A payment for it that is with the buyer's bank.
    pub(crate) awaited: Option<BankOrder>,
}

impl Whole {
    /// The other side, as the reader sees it.
    fn other(&self) -> Option<&TrustLine> {
        let deal = &self.view.deal;
        let other = match self.view.side {
            Some(Side::Seller) => deal.buyer?,
            _ => deal.seller,
        };
        self.firms.get(&other)
    }

    /// The name of a side's firm.
    fn name(&self, side: Side) -> &str {
        let deal = &self.view.deal;
        let firm = if side == Side::Seller { Some(deal.seller) } else { deal.buyer };
        firm.and_then(|firm| self.firms.get(&firm)).map_or("", |line| line.name.as_str())
    }
}

/// The path of a deal, or of a page below it.
fn path(whole: &Whole, page: &str) -> String {
    let id = whole.view.deal.id;
    if page.is_empty() { format!("/deals/{id}") } else { format!("/deals/{id}/{page}") }
}

/// A day that machines read too.
fn day(viewer: &Viewer<'_>, at: Timestamp) -> Markup {
    html! { time datetime=(at) { (viewer.caller.reader.day(at)) } }
}

/// `FOB Ningbo`, with the place as the reader calls it; nothing if none was agreed.
fn delivery(viewer: &Viewer<'_>, deal: &Deal) -> Option<String> {
    let (incoterm, place) = (deal.incoterm?, deal.place.as_ref()?);
    Some(format!("{} {}", incoterm.code(), sourcing::views::place(viewer, place)))
}

/// So many of the goods, in the unit of all lines; where they differ, in pieces.
fn pieces(viewer: &Viewer<'_>, whole: &Whole, count: i64) -> String {
    let mut units = whole.view.lines.iter().map(|line| line.unit);
    let first = units.next().unwrap_or(Unit::PIECE);
    let unit = if units.all(|unit| unit == first) { first } else { Unit::PIECE };
    catalog::views::quantity(viewer, count, unit)
}

/// Where a page stands, from the list of deals on.
fn crumbs(viewer: &Viewer<'_>, whole: &Whole, here: Option<&str>) -> Markup {
    let deal = &whole.view.deal;
    match here {
        Some(here) => crumbs_of(viewer, (&deal.id.to_string(), &deal.title), here),
        None => way(viewer, &html! { li.n { (deal.id) } }),
    }
}

/// The same for a page about a deal, by the deal's id and title.
pub fn crumbs_of(viewer: &Viewer<'_>, (deal, title): (&str, &str), here: &str) -> Markup {
    way(viewer, &html! { li { a href=(format!("/deals/{deal}")) { (title) } } li { (here) } })
}

fn way(viewer: &Viewer<'_>, rest: &Markup) -> Markup {
    html! {
        nav aria-label=(viewer.say("deal-path")) { ol.crumbs {
            li { a href="/deals" { (viewer.say("deal-list-title")) } }
            (rest)
        } }
    }
}
