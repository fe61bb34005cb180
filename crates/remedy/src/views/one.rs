//! The claims of a deal, and one claim: how far it is, what may be done, what was said and shown.

use super::record::Record;
use super::{Case, crumbs, state_tag, time};
use crate::model::{Act, Remedy, State};
use deal::Deal;
use kernel::Fact;
use maud::{Markup, html};
use party::views::trust_line;
use web::page::{
    Draft, FormKit, Input, Lamp, LedgerLine, Viewer, empty, icon, lamp, ledger_of_amounts, money,
    section,
};

/// The claims of a deal.
pub(crate) fn list(viewer: &Viewer<'_>, deal: &Deal, rows: &[Remedy], may_ask: bool) -> Markup {
    let title = viewer.say("remedy-list-title");
    let new = format!("/deals/{}/remedies/new", deal.id);
    let word = viewer.say("remedy-list-ask");
    let act = may_ask.then_some((new.as_str(), word.as_str()));
    html! {
        div.page-head {
            (crumbs(viewer, (&deal.id.to_string(), &deal.title), &title))
            h1 { (title) }
        }
        @if rows.is_empty() {
            (empty(
                &viewer.say("remedy-list-none"),
                &viewer.say("remedy-list-none-what"),
                act,
            ))
        } @else {
            ul.rows.box { @for remedy in rows { li { (row(viewer, remedy)) } } }
            @if let Some((href, word)) = act { p.acts { a.btn.go href=(href) { (word) } } }
        }
    }
}

fn row(viewer: &Viewer<'_>, remedy: &Remedy) -> Markup {
    let path = format!("/deals/{}/remedies/{}", remedy.deal, remedy.id);
    html! {
        div.stack-s {
            div.row {
                a.title.b href=(path) { (want(viewer, remedy)) }
                span.push { (money(remedy.amount)) }
            }
            p.row.near {
                (state_tag(viewer, remedy.state))
                small { (time(viewer, remedy.asked_at)) }
            }
        }
    }
}

fn want(viewer: &Viewer<'_>, remedy: &Remedy) -> String {
    viewer.say(&format!("remedy-want-{}", remedy.want.word()))
}

/// One claim.
pub(crate) fn one(viewer: &Viewer<'_>, case: &Case, draft: &Draft) -> Markup {
    let remedy = &case.view.remedy;
    let title = viewer.say("remedy-title");
    let path = case.path("");
    let did = |told: &str| format!("remedy-did-{told}");
    let record = Record { firms: &case.firms, path: &path, did };
    let shown = record.evidence(viewer, &case.view.evidence);
    let happened = record.steps(viewer, &case.view.steps);
    html! {
        div.page-head {
            (crumbs(viewer, (&remedy.deal.to_string(), &case.view.title), &title))
            div.row { h1 { (want(viewer, remedy)) } span.push { (money(remedy.amount)) } }
            p.row.mid { (state_tag(viewer, remedy.state)) }
            @for firm in &case.firms { (trust_line(viewer, firm)) }
        }
        (FormKit::new(viewer, draft).summary())
        (what_next(viewer, case))
        @if let Some(words) = named(viewer, case) { p.mb { (words) } }
        @if let Some(calendar) = remedy.calendar.as_deref().filter(|_| remedy.ended_at.is_none()) {
            p.mute.mb { small {
                (viewer.say_with("remedy-counted-by", &[("calendar", calendar.into())]))
            } }
        }
        @if remedy.is_of_right { p.mb { (viewer.say("remedy-of-right")) } }
        div.stack-l {
            div.cols.half.ruled {
                (section(&viewer.say("remedy-happened"), None, &happened))
                aside.stack-l {
                    (sums(viewer, case))
                    (section(&viewer.say("remedy-evidence-title"), None, &shown))
                    (show(viewer, case, draft))
                }
            }
        }
    }
}

/// Which goods a claim names.
pub(super) fn named(viewer: &Viewer<'_>, case: &Case) -> Option<String> {
    let about = &case.view.remedy.about;
    let lines: Vec<String> = about.lines.iter().map(i64::to_string).collect();
    match (about.shipment.and(case.view.waybill.as_deref()), lines.as_slice()) {
        (Some(name), _) => Some(viewer.say_with("remedy-about-parcel", &[("name", name.into())])),
        (None, []) => None,
        (None, lines) => {
            Some(viewer.say_with("remedy-about-lines", &[("lines", lines.join(", ").into())]))
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
    let remedy = &case.view.remedy;
    let mut lines =
        vec![line("remedy-kept", case.view.held), line("remedy-claimed", remedy.amount)];
    lines.extend(remedy.decision.map(|decision| line("remedy-field-to-buyer", decision.to_buyer)));
    ledger_of_amounts(&lines)
}

/// The lamp where the reader must act, else what happens by itself; and all that may be done.
fn what_next(viewer: &Viewer<'_>, case: &Case) -> Markup {
    let remedy = &case.view.remedy;
    let sentence = match remedy.due_at {
        Some(due_at) if remedy.decision.is_some() && remedy.state == State::WaitsReturn => {
            viewer.say_with("remedy-next-waits-return-decided", &[("at", due_at.into())])
        }
        Some(due_at) => viewer.say_with(
            &format!("remedy-next-{}", super::hyphens(remedy.state.word())),
            &[("at", due_at.into())],
        ),
        None => viewer.say("remedy-next-over"),
    };
    let acts = case.view.acts.iter().filter(|act| **act != Act::Tell);
    let mut acts: Vec<Act> = acts.copied().collect();
    // The ways out are never the first thing.
    acts.sort_by_key(|act| is_way_out(*act));
    let must = acts.first().is_some_and(|act| is_called_for(*act));
    let buttons = html! {
        @for (nth, act) in acts.iter().enumerate() {
            a class=(class(*act, nth == 0 && must)) href=(case.path(act.word())) {
                (viewer.say(&format!("remedy-act-{}", act.word())))
            }
        }
        a.btn.plain href=(format!("/deals/{}", remedy.deal)) { (viewer.say("remedy-to-deal")) }
    };
    if !must {
        return html! {
            div.strip.mb.stack-s { p { b { (sentence) } } p.acts { (buttons) } }
        };
    }
    let kicker = match remedy.due_at {
        Some(due_at) => viewer.say_with("deal-your-turn-until", &[("at", due_at.into())]),
        None => viewer.say("deal-your-turn"),
    };
    lamp(&Lamp {
        kicker,
        act: viewer.say(&format!("remedy-state-{}", super::hyphens(remedy.state.word()))),
        why: sentence,
        buttons: &buttons,
        name: viewer.say("deal-your-turn"),
    })
}

/// Whether the market waits for whoever may do this.
const fn is_called_for(act: Act) -> bool {
    matches!(
        act,
        Act::Agree
            | Act::SendBack
            | Act::AcceptReturn
            | Act::SendAgain
            | Act::StepIn
            | Act::EndEvidence
            | Act::Decide
    )
}

/// Whether a side takes it back, or an officer gives the case back.
const fn is_way_out(act: Act) -> bool {
    matches!(act, Act::Withdraw | Act::PutBack)
}

const fn class(act: Act, is_main: bool) -> &'static str {
    match act {
        _ if is_main => "btn ink",
        act if is_way_out(act) => "btn plain",
        _ => "btn",
    }
}

/// What a side says and shows, in its time for evidence.
fn show(viewer: &Viewer<'_>, case: &Case, draft: &Draft) -> Markup {
    if !case.view.acts.contains(&Act::Tell) {
        return html! {};
    }
    let kit = FormKit::new(viewer, draft);
    let say = html! {
        form.form method="post" action=(case.path("tell")) {
            (kit.guards())
            (kit.area("text", "remedy-field-text", None))
            input type="hidden" name="step" value="do";
            p.acts { button.btn { (viewer.say("remedy-tell-button")) } }
        }
    };
    let file = html! {
        p { small { (viewer.say("remedy-show-what")) } }
        form.form method="post" enctype="multipart/form-data" action=(case.path("evidence")) {
            (kit.guards())
            (kit.input(&Input::text("file", "remedy-field-file").kind("file")))
            p.acts { button.btn { (icon("file")) (viewer.say("remedy-show-button")) } }
        }
    };
    html! {
        (section(&viewer.say("remedy-act-tell"), None, &say))
        (section(&viewer.say("remedy-show-title"), None, &file))
        @if !case.talks.is_empty() { (talks(viewer, case, &kit)) }
    }
}

fn talks(viewer: &Viewer<'_>, case: &Case, kit: &FormKit<'_>) -> Markup {
    let body = html! {
        p { small { (viewer.say("remedy-talk-what")) } }
        form.form method="post" action=(case.path("messages")) {
            (kit.guards())
            (kit.select("conversation", "remedy-field-conversation", &case.talks))
            p.acts { button.btn { (icon("message")) (viewer.say("remedy-talk-button")) } }
        }
    };
    section(&viewer.say("remedy-talk-title"), None, &body)
}

/// How much is kept, as a fact.
pub(super) fn held(case: &Case) -> [(&'static str, Fact); 1] {
    [("held", case.view.held.into())]
}
