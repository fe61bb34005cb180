//! One claim: how far it is, what may be done, what was promised, said and shown.

use super::acts::acts;
use super::claims::waits_for_fund;
use super::{Case, crumbs, hyphens, name, state_tag, time};
use crate::model::{Act, State, text};
use deal::Side;
use kernel::Fact;
use maud::{Markup, html};
use party::views::trust_line;
use remedy::views::record::Record;
use web::page::{
    Draft, FormKit, Input, LedgerLine, Viewer, icon, ledger_of_amounts, money, section,
};

/// One claim.
pub(crate) fn one(viewer: &Viewer<'_>, case: &Case, draft: &Draft) -> Markup {
    let claim = &case.view.compensation;
    let title = viewer.say("promise-claim-title");
    let path = case.path("");
    let did = |told: &str| format!("promise-did-{told}");
    let record = Record { firms: &case.firms, path: &path, did };
    let shown = record.evidence(viewer, &case.view.evidence);
    let happened = record.steps(viewer, &case.view.steps);
    html! {
        div.page-head {
            (crumbs(viewer, (&claim.deal.to_string(), &case.view.title), &title))
            div.row { h1 { (name(viewer, claim.promise)) } span.push { (money(claim.amount)) } }
            p.row.mid { (state_tag(viewer, claim.state)) }
            @for firm in &case.firms { (trust_line(viewer, firm)) }
        }
        (FormKit::new(viewer, draft).summary())
        @if claim.state == State::Unpaid { div.mb { (waits_for_fund(viewer, claim)) } }
        (what_next(viewer, case))
        (acts(viewer, case, draft))
        div.stack-l {
            div.cols.half.ruled {
                (section(&viewer.say("promise-happened"), None, &happened))
                aside.stack-l {
                    (sums(viewer, case))
                    (section(&viewer.say("promise-promised"), None, &promised(viewer, case)))
                    (section(&viewer.say("promise-evidence"), None, &shown))
                    (show(viewer, case, draft))
                }
            }
        }
    }
}

/// What happens next, by whom and by when.
fn what_next(viewer: &Viewer<'_>, case: &Case) -> Markup {
    let claim = &case.view.compensation;
    let key = format!("promise-next-{}", hyphens(claim.state.word()));
    let is_made_good = case.view.steps.iter().any(|step| step.told == "compensation-made-good");
    let sentence = match claim.due_at {
        _ if is_made_good => viewer.say("promise-next-made-good"),
        Some(due_at) => viewer.say_with(&key, &[("at", due_at.into())]),
        None => viewer.say(&key),
    };
    html! {
        div.strip.mb.stack-s {
            p { b { (sentence) } }
            @if claim.is_agreed { p { (viewer.say("promise-seller-agreed")) } }
            @if case.view.side.is_none() {
                p { small { (viewer.say_with("promise-fund-holds", &[("amount", case.fund.into())]))
                } }
            }
            p.acts { a.btn.plain href=(format!("/deals/{}", claim.deal)) {
                (viewer.say("promise-to-deal"))
            } }
        }
    }
}

fn sums(viewer: &Viewer<'_>, case: &Case) -> Markup {
    let line = |key: &str, amount| LedgerLine {
        sign: "",
        name: viewer.say(key),
        small: None,
        amount,
        is_total: false,
    };
    let claim = &case.view.compensation;
    let mut lines =
        vec![line("promise-claimed", claim.amount), line("promise-worth-most", case.view.most)];
    lines.extend(claim.awarded().map(|awarded| line("promise-awarded", awarded)));
    ledger_of_amounts(&lines)
}

fn promised(viewer: &Viewer<'_>, case: &Case) -> Markup {
    let signed = &case.view.signed;
    let told = text(signed.promise, &signed.text_version, viewer.lang()).unwrap_or_default();
    html! {
        p { (told) }
        p { small { (viewer.say("promise-since")) " " (time(viewer, signed.from_at)) } }
        p { small { code.hash { (signed.text_hash) } } }
    }
}

/// What a side says and shows.
fn show(viewer: &Viewer<'_>, case: &Case, draft: &Draft) -> Markup {
    if !case.view.acts.contains(&Act::Tell) {
        return html! {};
    }
    let kit = FormKit::new(viewer, draft);
    let say = html! {
        form.form method="post" action=(case.path("tell")) {
            (kit.guards())
            (kit.area("text", "promise-field-text", None))
            p.acts { button.btn { (viewer.say("promise-tell-button")) } }
        }
    };
    let file = html! {
        p { small { (viewer.say("promise-show-what")) } }
        form.form method="post" enctype="multipart/form-data" action=(case.path("evidence")) {
            (kit.guards())
            (kit.input(&Input::text("file", "promise-field-file").kind("file")))
            p.acts { button.btn { (icon("file")) (viewer.say("promise-show-button")) } }
        }
        @if !case.talks.is_empty() {
            form.form.mt method="post" action=(case.path("messages")) {
                (kit.guards())
                (kit.select("conversation", "promise-field-conversation", &case.talks))
                p.acts { button.btn { (icon("message")) (viewer.say("promise-talk-button")) } }
            }
        }
    };
    html! {
        (section(&viewer.say("promise-act-tell"), None, &say))
        (section(&viewer.say("promise-show-title"), None, &file))
    }
}

/// Whether the reader is the seller.
pub(super) fn is_seller(case: &Case) -> bool {
    case.view.side == Some(Side::Seller)
}

/// The days of an answer, as a fact.
pub(super) fn top_up_days(case: &Case) -> [(&'static str, Fact); 1] {
    [("days", Fact::Count(case.view.compensation.rules().protect.top_up_d))]
}
