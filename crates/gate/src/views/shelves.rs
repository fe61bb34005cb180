//! Categories under the operator's rule, and the line before them.

use super::{button, category, day, head, is_operator, is_stranger, number, plot};
use crate::model::{
    Application, ApplicationState, Crowd, Health, Mode, Points, Shelf, ShelfChange, ShelfView,
    Stand,
};
use catalog::Category;
use kernel::rules::Rules;
use kernel::{Fact, Firm, Id};
use maud::{Markup, html};
use party::TrustLine;
use party::views::trust_line;
use std::collections::BTreeMap;
use web::page::{Choice, Draft, FormKit, Input, Tone, Viewer, empty, pager, section, tag};

/// What the list shows.
pub(crate) struct Shelves {
    pub(crate) shelves: Vec<(Shelf, Crowd)>,
    pub(crate) goes_on: bool,
    pub(crate) own: Vec<Application>,
}

/// What the page of a category shows.
pub(crate) struct One {
    pub(crate) view: ShelfView,
    pub(crate) stand: Stand,
    pub(crate) lines: BTreeMap<Id<Firm>, TrustLine>,
}

/// All categories in which buyers come first.
pub(crate) fn list(viewer: &Viewer<'_>, shelves: &Shelves, draft: &Draft) -> Markup {
    let next = shelves.shelves.last().filter(|_| shelves.goes_on);
    let next = next.map(|(shelf, _)| shelf.category.to_string());
    let target = Fact::Count(Rules::current().buyers.per_seller_target);
    html! {
        (head(None, &viewer.say("gate-shelves"),
            &viewer.say_with("gate-shelves-what", &[("target", target)])))
        div.stack-l {
            @if shelves.shelves.is_empty() {
                (empty(
                    &viewer.say("gate-shelves-none"),
                    &viewer.say("gate-shelves-none-what"),
                    None,
                ))
            } @else {
                section.sec aria-label=(viewer.say("gate-shelves")) {
                    (table(viewer, shelves))
                    (pager("/shelves", next, &viewer.say("gate-more")))
                }
            }
            @if is_operator(viewer) {
                (section(&viewer.say("gate-mode-heading"), None, &mode_form(viewer, draft)))
            }
        }
    }
}

fn table(viewer: &Viewer<'_>, shelves: &Shelves) -> Markup {
    let ratio = viewer.say("gate-ratio");
    html! {
        table.tbl.cards {
            thead { tr {
                th scope="col" { (viewer.say("gate-category")) }
                th.num scope="col" { (viewer.say("gate-buyers-sellers")) }
                th.num scope="col" { (ratio) }
                th.num scope="col" { (viewer.say("gate-line")) }
                th scope="col" { (viewer.say("gate-state")) }
            } }
            tbody { @for (shelf, crowd) in &shelves.shelves { tr {
                th scope="row" {
                    a href=(format!("/shelves/{}", shelf.category)) {
                        (category(viewer, &shelf.category))
                    }
                    @if let Some(own) = own_state(shelves, shelf) {
                        " " (application_tag(viewer, own))
                    }
                }
                td.num data-l=(viewer.say("gate-buyers-sellers")) {
                    (number(crowd.buyers)) " : " (number(crowd.sellers))
                }
                td.num data-l=(ratio) { (ratio_of(*crowd)) }
                td.num data-l=(viewer.say("gate-line")) { (number(shelf.waiting)) }
                td data-l=(viewer.say("gate-state")) { (state_tag(viewer, shelf.mode, *crowd)) }
            } } }
        }
    }
}

fn own_state(shelves: &Shelves, shelf: &Shelf) -> Option<ApplicationState> {
    let own = shelves.own.iter().find(|own| own.category == shelf.category);
    own.map(|own| own.state)
}

fn ratio_of(crowd: Crowd) -> String {
    crowd.tenths().map_or("—".to_owned(), plot::in_tenths)
}

fn state_tag(viewer: &Viewer<'_>, mode: Mode, crowd: Crowd) -> Markup {
    if mode == Mode::Open {
        return tag(Tone::Ok, &viewer.say("gate-open-to-all"));
    }
    let rules = &Rules::current().buyers;
    let missing = Fact::Count(crowd.buyers_missing(rules));
    match crowd.health(rules) {
        Health::Room => tag(Tone::Ok, &viewer.say("gate-room")),
        Health::Full | Health::Brake => {
            tag(Tone::Wait, &viewer.say_with("gate-buyers-short", &[("missing", missing)]))
        }
        Health::Red => tag(Tone::Bad, &viewer.say("gate-red")),
    }
}

fn application_tag(viewer: &Viewer<'_>, state: ApplicationState) -> Markup {
    let tone = match state {
        ApplicationState::Admitted => Tone::Ok,
        ApplicationState::Waiting => Tone::Wait,
        _ => Tone::Plain,
    };
    tag(tone, &viewer.say(&format!("gate-application-{}", state.word())))
}

fn mode_form(viewer: &Viewer<'_>, draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let leaves = Category::all().filter(|one| one.children().next().is_none());
    let named = |one: &Category| (one.code().to_owned(), one.name(viewer.lang()).to_owned());
    let categories: Vec<Choice> = leaves.map(named).collect();
    html! {
        form.form method="post" action="/shelves" {
            (kit.guards()) (kit.summary())
            (kit.select("category", "gate-category", &categories))
            (kit.select("mode", "gate-mode", &modes(viewer)))
            (kit.area("reason", "gate-reason", Some("gate-reason-hint")))
            p.acts { button.btn.go { (viewer.say("gate-mode-set")) } }
        }
    }
}

fn modes(viewer: &Viewer<'_>) -> Vec<Choice> {
    let choice =
        |mode: Mode| (mode.word().to_owned(), viewer.say(&format!("gate-mode-{}", mode.word())));
    vec![choice(Mode::BuyersFirst), choice(Mode::Open)]
}

/// A category: where the firm stands, the ratio, the countries, and the operator's line.
pub(crate) fn one(viewer: &Viewer<'_>, one: &One, draft: &Draft) -> Markup {
    let (view, crowd) = (&one.view, one.view.crowd);
    let mode = view.shelf.as_ref().map_or(Mode::Open, |shelf| shelf.mode);
    let rules = &Rules::current().buyers;
    html! {
        div.page-head {
            p.crumbs { a href="/shelves" { (viewer.say("gate-shelves")) } }
            h1 { (category(viewer, &view.category)) }
            p.row.mid.near {
                (state_tag(viewer, mode, crowd))
                span { (viewer.say_with("gate-two-sides", &[
                    ("buyers", crowd.buyers.into()), ("sellers", crowd.sellers.into()),
                ])) }
            }
        }
        div.stack-l {
            (FormKit::new(viewer, draft).summary())
            @if mode == Mode::BuyersFirst && !is_operator(viewer) { (own_stand(viewer, one)) }
            div.cols.main-side.ruled {
                (section(&viewer.say("gate-ratio-by-week"), None, &html! {
                    @if view.weeks.iter().any(|row| row.sellers > 0) {
                        (plot::ratio(viewer, &view.weeks, rules))
                    } @else {
                        p.mute { (viewer.say("gate-no-weeks")) }
                    }
                    p { small { (viewer.say_with("gate-rule", &[
                        ("target", rules.per_seller_target.into()),
                        ("floor", rules.per_seller_floor.into()),
                        ("days", rules.active_d.into()),
                    ])) } }
                }))
                (section(&viewer.say("gate-countries"), None, &countries(viewer, view)))
            }
            @if is_operator(viewer) { (operator(viewer, one, draft)) }
            @if !view.changes.is_empty() {
                (section(&viewer.say("gate-changes"), None, &changes(viewer, &view.changes)))
            }
        }
    }
}

fn countries(viewer: &Viewer<'_>, view: &ShelfView) -> Markup {
    let country = |code: &str| match party::Country::from_code(code) {
        Some(country) => party::views::country(viewer, country),
        None => code.to_owned(),
    };
    html! {
        @if view.countries.is_empty() {
            p.mute { (viewer.say("gate-no-buyers")) }
        } @else {
            ul.rows { @for (code, count) in &view.countries {
                li.row.near { span { (country(code)) } b.n.push { (number(*count)) } }
            } }
        }
    }
}

fn own_stand(viewer: &Viewer<'_>, one: &One) -> Markup {
    let path = format!("/shelves/{}", one.view.category);
    let state = one.stand.application.as_ref().map(|application| application.state);
    html! {
        section.sec {
            header { h2 { (viewer.say("gate-where-you-stand")) } }
            @match state {
                Some(ApplicationState::Admitted) => {
                    p { (viewer.say("gate-you-are-in")) }
                    div.acts {
                        a.btn.go href="/goods/new" { (viewer.say("gate-list-now")) }
                        (button(viewer, &format!("{path}/withdraw"), "btn",
                            &viewer.say("gate-give-back")))
                    }
                }
                Some(ApplicationState::Waiting) => {
                    p { (viewer.say_with("gate-your-place", &[
                        ("place", one.stand.place.unwrap_or(1).into()),
                    ])) }
                    (points(viewer, &one.stand.now))
                    div.acts {
                        (button(viewer, &format!("{path}/recount"), "btn go",
                            &viewer.say("gate-count-anew")))
                        (button(viewer, &format!("{path}/withdraw"), "btn",
                            &viewer.say("gate-leave-line")))
                    }
                }
                _ if is_stranger(viewer) => {
                    p { (viewer.say("gate-sign-in-to-apply")) }
                    p.acts { a.btn.go href=(format!("/sign-in?next={path}")) {
                        (viewer.say("page-sign-in"))
                    } }
                }
                _ => {
                    p { (viewer.say("gate-apply-what")) }
                    (points(viewer, &one.stand.now))
                    div.acts {
                        (button(viewer, &format!("{path}/apply"), "btn go",
                            &viewer.say("gate-apply")))
                    }
                }
            }
        }
    }
}

/// Points with their arithmetic, and what raises each part.
fn points(viewer: &Viewer<'_>, points: &Points) -> Markup {
    html! {
        table.sum {
            caption.vh { (viewer.say("gate-points")) }
            tbody {
                @for part in &points.parts { tr {
                    th scope="row" {
                        (viewer.say(&format!("gate-part-{}", part.name.word())))
                        small { (viewer.say_with(&format!("gate-part-{}-what", part.name.word()),
                            &[("have", part.have.into()), ("of", part.of.into())])) }
                    }
                    td { (part.points) " / " (part.most) }
                } }
                tr.total {
                    th scope="row" { (viewer.say("gate-points")) }
                    td { (points.total) }
                }
            }
        }
    }
}

fn operator(viewer: &Viewer<'_>, one: &One, draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let path = format!("/shelves/{}", one.view.category);
    html! {
        (section(&viewer.say("gate-head-of-line"), None, &html! {
            @if one.view.line.is_empty() { p.mute { (viewer.say("gate-nobody-waits")) } }
            @else { ol.rows { @for waiting in &one.view.line { (in_line(viewer, one, waiting)) } } }
        }))
        div.cols.half.ruled {
            (section(&viewer.say("gate-admit"), None, &html! {
                form.form method="post" action=(format!("{path}/admit")) {
                    (kit.guards())
                    (kit.input(&Input::text("firm", "gate-firm-id").hint("gate-firm-id-hint")))
                    (kit.area("reason", "gate-reason", Some("gate-reason-hint")))
                    p.acts { button.btn { (viewer.say("gate-admit-act")) } }
                }
            }))
            (section(&viewer.say("gate-mode-heading"), None, &html! {
                p { a href="/shelves" { (viewer.say("gate-mode-elsewhere")) } }
            }))
        }
    }
}

fn in_line(viewer: &Viewer<'_>, one: &One, waiting: &Application) -> Markup {
    html! {
        li.stack-s.close {
            div.row.near {
                @if let Some(line) = one.lines.get(&waiting.firm) { (trust_line(viewer, line)) }
                b.n.push { (viewer.say_with("gate-so-many-points",
                    &[("points", waiting.points.total.into())])) }
            }
            details {
                summary { small { (viewer.say("gate-arithmetic")) " · "
                    (day(viewer, waiting.applied_at)) } }
                (points(viewer, &waiting.points))
            }
        }
    }
}

fn changes(viewer: &Viewer<'_>, changes: &[ShelfChange]) -> Markup {
    html! {
        ul.rows { @for change in changes { li.stack-s.close {
            p.row.near {
                b { (viewer.say(&format!("gate-mode-{}", change.mode.word()))) }
                small { (day(viewer, change.at)) }
            }
            p { (change.reason) }
        } } }
    }
}
