//! A firm's inquiries, on both sides.

use crate::model::{Going, InquiryRow, InquiryState, Side};
use kernel::{Firm, Id, TurnPage};
use maud::{Markup, html};
use party::TrustLine;
use party::views::trust_line;
use std::collections::BTreeMap;
use web::page::{Tone, Viewer, empty, pager, tag};

/// What the list shows.
pub(crate) struct Inquiries {
    /// The rows.
    pub(crate) page: TurnPage<Going>,
    /// The other firms.
    pub(crate) trust: BTreeMap<Id<Firm>, TrustLine>,
}

/// The whole page.
pub(crate) fn inquiries(viewer: &Viewer<'_>, inquiries: &Inquiries) -> Markup {
    let market = viewer.say("sourcing-empty-act");
    let next = inquiries.page.next;
    let is_empty = inquiries.page.rows.is_empty() && next.is_none();
    html! {
        div.page-head {
            h1 { (viewer.say("sourcing-inquiries")) }
            @if !is_empty {
                p.mute { (viewer.say("sourcing-inquiries-what")) }
            }
        }
        @if is_empty {
            (empty(
                &viewer.say("sourcing-empty"),
                &viewer.say("sourcing-empty-what"),
                Some(("/", &market)),
            ))
        } @else {
            section.sec aria-label=(viewer.say("sourcing-inquiries")) {
                ul.rows {
                    @for going in &inquiries.page.rows { (one(viewer, going, &inquiries.trust)) }
                }
                (pager("/inquiries", next, &viewer.say("sourcing-older")))
            }
        }
    }
}

fn one(viewer: &Viewer<'_>, going: &Going, trust: &BTreeMap<Id<Firm>, TrustLine>) -> Markup {
    let Going { row, active_at, .. } = going;
    html! {
        li.stack-s.close {
            div.row.mid.near {
                h2 { a.title href=(format!("/inquiries/{}", row.inquiry)) { (row.title) } }
                @if going.is_mine() { (tag(Tone::Turn, &viewer.say("sourcing-turn"))) }
                (state_tag(viewer, row.side, row.state))
            }
            @if let Some(other) = trust.get(&row.other_firm) { (trust_line(viewer, other)) }
            p { small {
                (asked_for(viewer, row)) " · "
                time datetime=(active_at) {
                    (viewer.say_with("sourcing-last-activity", &[("at", (*active_at).into())]))
                }
            } }
        }
    }
}

fn asked_for(viewer: &Viewer<'_>, row: &InquiryRow) -> String {
    let quantity = catalog::views::quantity(viewer, row.quantity, row.unit);
    match row.side {
        Side::Buyer => viewer.say_with("sourcing-you-ask", &[("quantity", quantity.into())]),
        Side::Seller => viewer.say_with("sourcing-they-ask", &[("quantity", quantity.into())]),
    }
}

/// Where an inquiry stands, as this side sees it.
pub(super) fn state_tag(viewer: &Viewer<'_>, side: Side, state: InquiryState) -> Markup {
    let tone = if state == InquiryState::Agreed { Tone::Ok } else { Tone::Wait };
    let word = viewer.say(&format!("sourcing-state-{}-{}", side.word(), state.word()));
    tag(tone, &word)
}
