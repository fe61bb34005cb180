//! The claims of a firm and of a deal, and the form of a new one.

use super::{crumbs, name, state_tag, time};
use crate::model::{Card, Claimable, Compensation, Promise, Signed, text};
use deal::{Deal, Side};
use kernel::{Fact, Page};
use maud::{Markup, html};
use web::page::{
    Choice, Draft, FormKit, Input, Tone, Viewer, empty, money, note, pager, section, tag,
};

/// The claims of a deal.
pub(crate) fn list(
    viewer: &Viewer<'_>,
    deal: &Deal,
    rows: &[Compensation],
    may_claim: bool,
) -> Markup {
    let title = viewer.say("promise-list-title");
    let new = format!("/deals/{}/compensations/new", deal.id);
    let word = viewer.say("promise-claim-button");
    let act = may_claim.then_some((new.as_str(), word.as_str()));
    html! {
        div.page-head {
            (crumbs(viewer, (&deal.id.to_string(), &deal.title), &title))
            h1 { (title) }
            p { (viewer.say("promise-list-what")) }
        }
        @if rows.is_empty() {
            (empty(
                &viewer.say("promise-list-none"),
                &viewer.say("promise-list-none-what"),
                act.filter(|_| deal.is_retail()),
            ))
            @if !deal.is_retail() { p.mute { (viewer.say("refusal-promise-not-retail")) } }
        } @else {
            ul.rows.box { @for claim in rows { li { (row(viewer, claim)) } } }
            @if let Some((href, word)) = act { p.acts { a.btn href=(href) { (word) } } }
        }
    }
}

fn row(viewer: &Viewer<'_>, claim: &Compensation) -> Markup {
    let path = format!("/deals/{}/compensations/{}", claim.deal, claim.id);
    html! {
        div.stack-s {
            div.row {
                a.title.b href=(path) { (name(viewer, claim.promise)) }
                span.push { (money(claim.awarded().unwrap_or(claim.amount))) }
            }
            p.row.near {
                (state_tag(viewer, claim.state))
                small { (time(viewer, claim.asked_at)) }
            }
        }
    }
}

/// The firm's claims, and those on it.
pub(crate) fn of_own_firm(viewer: &Viewer<'_>, page: &Page<Card>) -> Markup {
    html! {
        div.page-head {
            h1 { (viewer.say("promise-own-claims-title")) }
            p { (viewer.say("promise-own-claims-what")) }
        }
        @if page.rows.is_empty() {
            (empty(
                &viewer.say("promise-own-claims-none"),
                &viewer.say("promise-own-claims-none-what"),
                None,
            ))
        } @else {
            ul.rows.box { @for card in &page.rows { li {
                (row(viewer, &card.compensation))
                p { small { (side_word(viewer, card.side)) } }
            } } }
            (pager("/compensations", page.next.map(|next| next.0), &viewer.say("page-more")))
        }
    }
}

fn side_word(viewer: &Viewer<'_>, side: Side) -> String {
    match side {
        Side::Buyer => viewer.say("promise-you-claim"),
        Side::Seller => viewer.say("promise-on-you"),
    }
}

/// A new claim: which promise, how much it is worth at most, what happened.
pub(crate) fn new(viewer: &Viewer<'_>, claimable: &Claimable, draft: &Draft) -> Markup {
    let deal = &claimable.deal;
    let title = viewer.say("promise-new-title");
    let is_open =
        |signed: &&Signed| claimable.before.iter().all(|claim| claim.promise != signed.promise);
    let open: Vec<&Signed> = claimable.held.iter().filter(is_open).collect();
    html! {
        div.page-head {
            (crumbs(viewer, (&deal.id.to_string(), &deal.title), &title))
            h1 { (title) }
            p { (viewer.say("promise-new-what")) }
        }
        @if open.is_empty() {
            (empty(
                &viewer.say("promise-new-none"),
                &viewer.say("promise-new-none-what"),
                None,
            ))
        } @else {
            div.cols.half.ruled {
                (section(&viewer.say("promise-new-form"), None, &form(viewer, deal, &open, draft)))
                (section(&viewer.say("promise-held"), None, &html! {
                    ul.rows { @for signed in &open { li {
                        (worth(viewer, claimable, signed))
                    } } }
                }))
            }
        }
    }
}

fn form(viewer: &Viewer<'_>, deal: &Deal, open: &[&Signed], draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let choice = |promise: Promise| (promise.word().to_owned(), name(viewer, promise));
    let choices: Vec<Choice> = open.iter().map(|signed| choice(signed.promise)).collect();
    let days = Fact::Count(deal.rules().protect.answer_d);
    html! {
        form.form method="post" action=(format!("/deals/{}/compensations/new", deal.id)) {
            (kit.guards())
            (kit.summary())
            (kit.select("promise", "promise-field-promise", &choices))
            (kit.input(&Input::amount("amount", "promise-field-amount")))
            (kit.area("reason", "promise-field-reason", Some("promise-field-reason-hint")))
            p { small { (viewer.say_with("promise-new-then", &[("days", days)])) } }
            p.acts {
                button.btn.go { (viewer.say("promise-claim-button")) }
                a.btn.plain href=(format!("/deals/{}", deal.id)) { (viewer.say("promise-back")) }
            }
        }
    }
}

/// A promise with its words, what it is worth now, and until when.
fn worth(viewer: &Viewer<'_>, claimable: &Claimable, signed: &Signed) -> Markup {
    let rules = &claimable.deal.rules().protect;
    let most = claimable.most(signed.promise);
    let until = claimable.sides.finished_at.plus_days(signed.promise.window_d(rules));
    let told = text(signed.promise, &signed.text_version, viewer.lang()).unwrap_or_default();
    html! {
        div.stack-s {
            div.row { b { (name(viewer, signed.promise)) } span.push { (money(most)) } }
            p { (viewer.say_with("promise-most-until", &[("at", until.into())])) }
            p { small { (told) } }
            @if most.minor == 0 {
                (tag(Tone::Plain, &viewer.say("promise-worth-nothing")))
            }
        }
    }
}

/// A notice that a claim waits for the fund.
pub(super) fn waits_for_fund(viewer: &Viewer<'_>, claim: &Compensation) -> Markup {
    let amount = claim.awarded().unwrap_or(claim.amount);
    let line = viewer.say_with("promise-waits-for-fund", &[("amount", amount.into())]);
    note(Tone::Warn, &line, Some(&viewer.say("promise-waits-for-fund-what")))
}
