//! The desk of second officers as it looks.

use crate::model::{Move, PendingAct, Place, State};
use crate::pages::Names;
use kernel::{Fact, Money, Page};
use maud::{Markup, html};
use web::page::{
    Draft, FormKit, Input, Tone, Viewer, empty, money as figure, note, pager, section, tag,
};

/// The exact act in words.
fn words(viewer: &Viewer<'_>, act: &PendingAct) -> String {
    let told = |(name, text): &(String, String)| (name.clone(), Fact::Text(text.clone()));
    let mut facts: Vec<(String, Fact)> = act.facts.iter().map(told).collect();
    facts.extend(act.amount.map(|amount| ("amount".to_owned(), Fact::Money(amount))));
    let facts: Vec<(&str, Fact)> =
        facts.iter().map(|(name, fact)| (name.as_str(), fact.clone())).collect();
    viewer.say_with(&act.kind, &facts)
}

fn path(act: &PendingAct) -> String {
    format!("/desk/second/{}/{}", act.about, act.id)
}

fn who(viewer: &Viewer<'_>, act: &PendingAct, names: &Names) -> Markup {
    let asked = names.0.get(&act.asked_by).cloned();
    let asked = asked.unwrap_or_else(|| viewer.say("assent-somebody"));
    let asked = [("person", Fact::Text(asked)), ("at", Fact::from(act.at))];
    html! { small { (viewer.say_with("assent-asked-by", &asked)) } }
}

fn is_own(viewer: &Viewer<'_>, act: &PendingAct) -> bool {
    viewer.actor.person() == Some(act.asked_by)
}

/// What waits for a second officer.
pub(crate) fn desk(viewer: &Viewer<'_>, page: &Page<PendingAct>, names: &Names) -> Markup {
    html! {
        div.page-head {
            div.row {
                h1 { (viewer.say("assent-desk")) }
                span.push { a href="/desk/second/done" { (viewer.say("assent-ended-list")) } }
            }
            p { (viewer.say("assent-desk-what")) }
        }
        @if page.rows.is_empty() {
            (empty(&viewer.say("assent-none"), &viewer.say("assent-none-what"), None))
        } @else {
            ul.rows.box { @for act in &page.rows { li { (row(viewer, act, names)) } } }
            (pager("/desk/second", page.next.map(|next| next.0), &viewer.say("page-more")))
        }
    }
}

fn row(viewer: &Viewer<'_>, act: &PendingAct, names: &Names) -> Markup {
    html! {
        div.stack-s {
            div.row {
                a.b href=(path(act)) { (words(viewer, act)) }
                @if let Some(amount) = act.amount { span.push { (figure(amount)) } }
            }
            p.row.near {
                @if is_own(viewer, act) { (tag(Tone::Plain, &viewer.say("assent-own"))) }
                @else { (tag(Tone::Turn, &viewer.say("assent-waits"))) }
                (who(viewer, act, names))
                small { (viewer.say_with("assent-until", &[("at", act.due_at.into())])) }
            }
        }
    }
}

/// What became of the others.
pub(crate) fn ended(viewer: &Viewer<'_>, page: &Page<PendingAct>, names: &Names) -> Markup {
    html! {
        div.page-head {
            (crumbs(viewer))
            h1 { (viewer.say("assent-ended-list")) }
        }
        @if page.rows.is_empty() { p.mute { (viewer.say("assent-ended-none")) } }
        @else {
            ul.rows.box { @for act in &page.rows { li { div.stack-s {
                div.row {
                    a.b href=(path(act)) { (words(viewer, act)) }
                    @if let Some(amount) = act.amount { span.push { (figure(amount)) } }
                }
                (outcome(viewer, act, names))
            } } } }
            (pager("/desk/second/done", page.next.map(|next| next.0), &viewer.say("page-more")))
        }
    }
}

fn crumbs(viewer: &Viewer<'_>) -> Markup {
    html! {
        nav aria-label=(viewer.say("assent-path")) { ol.crumbs {
            li { a href="/desk/second" { (viewer.say("assent-desk")) } }
        } }
    }
}

fn outcome(viewer: &Viewer<'_>, act: &PendingAct, names: &Names) -> Markup {
    let tone = match act.state {
        State::Waiting => Tone::Wait,
        State::Agreed => Tone::Ok,
        State::Declined | State::Lapsed => Tone::Plain,
    };
    let by = act.ended_by.and_then(|person| names.0.get(&person).cloned()).unwrap_or_default();
    html! {
        p.row.near {
            (tag(tone, &viewer.say(&format!("assent-state-{}", act.state.word()))))
            @if !by.is_empty() { small { (by) } }
            (who(viewer, act, names))
        }
        @if let Some(answer) = &act.answer { blockquote { p { (answer) } } }
    }
}

/// One act: its words, its reasons, what it would move, and the two answers.
pub(crate) fn one(viewer: &Viewer<'_>, act: &PendingAct, names: &Names, draft: &Draft) -> Markup {
    html! {
        div.page-head {
            (crumbs(viewer))
            h1 { (words(viewer, act)) }
            (outcome(viewer, act, names))
        }
        div.stack-l {
            section.sec.stack {
                blockquote { @for line in act.note.lines() { p { (line) } } }
                @if !act.path.is_empty() {
                    p { a href=(act.path) { (viewer.say("assent-look")) } }
                }
            }
            @if !act.moves.is_empty() {
                (section(&viewer.say("assent-moves"), None, &moves(viewer, act, names)))
            }
            @if act.state == State::Waiting { (answers(viewer, act, draft)) }
        }
    }
}

fn place(viewer: &Viewer<'_>, place: Place, step: &Move, names: &Names) -> String {
    let firm = step.firm.and_then(|firm| names.1.get(&firm).cloned()).unwrap_or_default();
    let word = format!("assent-place-{}", place.word());
    viewer.say_with(&word, &[("firm", Fact::Text(firm))])
}

fn moves(viewer: &Viewer<'_>, act: &PendingAct, names: &Names) -> Markup {
    let currency = act.amount.map(|amount| amount.currency);
    html! {
        ul.rows { @for step in &act.moves { li.row {
            span {
                (place(viewer, step.from, step, names)) " → " (place(viewer, step.to, step, names))
            }
            @if let Some(currency) = currency {
                span.push { (figure(Money::new(step.minor, currency))) }
            }
        } } }
    }
}

fn answers(viewer: &Viewer<'_>, act: &PendingAct, draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let (path, own) = (path(act), is_own(viewer, act));
    let decline = viewer.say(if own { "assent-take-back" } else { "assent-decline" });
    html! {
        section.sec.stack {
            (kit.summary())
            @if own {
                (note(Tone::Wait, &viewer.say("assent-own-what"), None))
            } @else {
                form method="post" action=(format!("{path}/agree")) {
                    (kit.guards())
                    p.acts { button.btn.go { (viewer.say("assent-agree")) } }
                }
            }
            form.form method="post" action=(format!("{path}/decline")) {
                (kit.guards())
                (kit.input(&Input::text("answer", "assent-answer-why")))
                p.acts { button.btn { (decline) } }
            }
        }
    }
}
