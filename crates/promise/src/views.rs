//! Promises and claims as they look.

mod acts;
mod claims;
mod desk;
mod firm;
mod one;
mod rules;

pub(crate) use claims::{list, new, of_own_firm};
pub(crate) use desk::queue;
pub(crate) use firm::{of_firm, own};
pub(crate) use one::one;
pub(crate) use rules::rules;

use crate::model::{CompensationView, Own, Promise, State};
use deal::views::crumbs_of as crumbs;
use kernel::Money;
use ledger::Balance;
use maud::Markup;
use party::TrustLine;
use web::page::{Tone, Viewer, hyphens, tag, time};

/// What a firm's own page shows.
pub(crate) struct Firm<'a> {
    /// What it promised, and how it stands.
    pub(crate) own: &'a Own,
    /// Its line, as others see it.
    pub(crate) line: &'a TrustLine,
    /// What its wallet holds.
    pub(crate) wallet: &'a [Balance],
    /// Whether the reader may sign for it.
    pub(crate) is_owner: bool,
}

/// A claim with all that its page shows.
pub(crate) struct Case {
    /// The claim.
    pub(crate) view: CompensationView,
    /// Its two firms.
    pub(crate) firms: Vec<TrustLine>,
    /// Conversations of the two firms: id and title.
    pub(crate) talks: Vec<(String, String)>,
    /// What the fund holds in its currency.
    pub(crate) fund: Money,
    /// What lies in the seller's deposit.
    pub(crate) deposit: Money,
}

impl Case {
    fn path(&self, page: &str) -> String {
        let claim = &self.view.compensation;
        let base = format!("/deals/{}/compensations/{}", claim.deal, claim.id);
        if page.is_empty() { base } else { format!("{base}/{page}") }
    }
}

/// The name of a promise.
fn name(viewer: &Viewer<'_>, promise: Promise) -> String {
    viewer.say(&format!("party-promise-{}", promise.word()))
}

/// How far a claim is, as a badge.
fn state_tag(viewer: &Viewer<'_>, state: State) -> Markup {
    let tone = match state {
        State::Paid => Tone::Ok,
        State::Rejected | State::Withdrawn => Tone::Plain,
        State::Unpaid => Tone::Warn,
        _ => Tone::Wait,
    };
    tag(tone, &viewer.say(&format!("promise-state-{}", hyphens(state.word()))))
}
