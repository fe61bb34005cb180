//! Remedies as they look.

mod acts;
mod desk;
mod one;
pub mod record;
mod rules;

pub(crate) use acts::{act, ask, first_draft, has_fields};
pub(crate) use desk::{decisions, queue};
pub(crate) use one::{list, one};
pub(crate) use rules::rules;

use crate::model::{About, RemedyView, State};
use deal::views::{Sides, crumbs_of as crumbs};
use deal::{Deal, Side};
use kernel::{Firm, Id, Money};
use maud::Markup;
use party::TrustLine;
use web::page::{Tone, Viewer, hyphens, tag, time};

/// A claim with all that its page shows.
pub(crate) struct Case {
    /// The claim.
    pub(crate) view: RemedyView,
    /// Its two firms.
    pub(crate) firms: Vec<TrustLine>,
    /// Conversations of the two firms: id and title.
    pub(crate) talks: Vec<(String, String)>,
    /// On which side the reader stands; nobody's for the officer.
    pub(crate) side: Option<Side>,
    /// What else of the deal it may be about, for whoever may change that.
    pub(crate) goods: Vec<Goods>,
}

impl Case {
    fn line(&self, firm: Id<Firm>) -> Option<&TrustLine> {
        self.firms.iter().find(|line| line.firm == firm)
    }

    fn name(&self, firm: Id<Firm>) -> &str {
        self.line(firm).map_or("", |line| line.name.as_str())
    }

    fn sides(&self) -> Sides<'_> {
        let remedy = &self.view.remedy;
        let (buyer, seller) = (self.name(remedy.buyer), self.name(remedy.seller));
        Sides { own: self.side, buyer, seller }
    }

    fn path(&self, page: &str) -> String {
        let remedy = &self.view.remedy;
        let base = format!("/deals/{}/remedies/{}", remedy.deal, remedy.id);
        if page.is_empty() { base } else { format!("{base}/{page}") }
    }
}

/// What a new claim would be about.
pub(crate) struct Ask {
    /// The deal.
    pub(crate) deal: Deal,
    /// What is kept for it.
    pub(crate) held: Money,
    /// The seller.
    pub(crate) firms: Vec<TrustLine>,
    /// What of it a claim may be about.
    pub(crate) goods: Vec<Goods>,
}

/// Goods that a claim may be about.
pub(crate) struct Goods {
    /// What names them.
    pub(crate) about: About,
    /// A waybill, or the title of a line.
    pub(crate) name: String,
}

/// The parcels and lines of a deal that has several of them; the one parcel too, where it holds a
/// part of the goods.
pub(crate) fn goods_of(view: &deal::DealView) -> Vec<Goods> {
    let parcel = |way: &deal::Shipment| Goods {
        about: About { shipment: Some(way.id), lines: Vec::new() },
        name: way.tracking.clone(),
    };
    let line = |line: &deal::Line| Goods {
        about: About { shipment: None, lines: vec![line.nth] },
        name: line.title.clone(),
    };
    let is_part = |way: &deal::Shipment| way.contents == deal::Contents::Part;
    let has_several = view.shipments.len() > 1 || view.shipments.iter().any(is_part);
    let lines = view.lines.iter().filter(|line| line.kind == deal::LineKind::Goods);
    let ways = view.shipments.iter().map(parcel).filter(|_| has_several);
    let lines = lines.clone().map(line).filter(|_| lines.clone().count() > 1);
    ways.chain(lines).collect()
}

/// How far a claim is, as a badge.
fn state_tag(viewer: &Viewer<'_>, state: State) -> Markup {
    let tone = match state {
        State::Succeeded => Tone::Ok,
        State::Closed => Tone::Plain,
        State::Refused | State::StepIn => Tone::Bad,
        _ => Tone::Wait,
    };
    tag(tone, &viewer.say(&format!("remedy-state-{}", hyphens(state.word()))))
}
