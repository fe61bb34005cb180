//! What firms owe, as clerks see it.

use super::{sum, time};
use crate::model::{Claim, OwedTo};
use kernel::{Firm, Id, Page};
use maud::{Markup, html};
use std::collections::BTreeMap;
use web::page::{Draft, FormKit, Input, Viewer, empty, money as figure, pager};

/// The debts, each with a form to forgive it.
pub(crate) fn desk(
    viewer: &Viewer<'_>,
    page: &Page<Claim>,
    names: &BTreeMap<Id<Firm>, String>,
    draft: &Draft,
) -> Markup {
    html! {
        div.page-head {
            h1 { (viewer.say("custody-claims-desk")) }
            p { (viewer.say("custody-claims-desk-what")) }
        }
        (FormKit::new(viewer, draft).summary())
        @if page.rows.is_empty() {
            (empty(
                &viewer.say("custody-claims-none"),
                &viewer.say("custody-claims-none-what"),
                None,
            ))
        } @else {
            ul.rows.box { @for claim in &page.rows { li { (one(viewer, claim, names)) } } }
            (pager("/desk/claims", page.next.map(|next| next.0), &viewer.say("custody-older")))
        }
    }
}

fn one(viewer: &Viewer<'_>, claim: &Claim, names: &BTreeMap<Id<Firm>, String>) -> Markup {
    let draft = Draft::default();
    let kit = FormKit::new(viewer, &draft);
    let name = names.get(&claim.firm).cloned().unwrap_or_default();
    let why = match claim.owed_to {
        OwedTo::Fund => viewer.say("custody-claims-to-fund"),
        OwedTo::Bank => claim.reason.clone(),
    };
    html! {
        div.stack-s {
            div.row {
                a.b href=(format!("/firms/{}", claim.firm)) { (name) }
                span.push { (figure(claim.left())) }
                @if claim.paid_minor > 0 { small { "/ " (sum(claim.amount)) } }
            }
            p.row.near { small { (why) } small { (time(viewer, claim.at)) } }
            form.form method="post"
                action=(format!("/desk/claims/{}/{}/forgive", claim.firm, claim.id)) {
                (kit.guards())
                (kit.input(&Input::text("note", "custody-forgive-why")))
                p.acts { button.btn { (viewer.say("custody-forgive")) } }
            }
        }
    }
}
