//! Letters, routing, and the desk that reads reports.

use super::time;
use crate::model::{MailWish, Report, ReportOutcome, Route};
use kernel::{Firm, Id, Page, Person};
use maud::{Markup, html};
use party::TrustLine;
use std::collections::BTreeMap;
use web::page::{Choice, Draft, FormKit, Input, Viewer, empty, pager, section};

/// What a person and their firm have chosen.
pub(crate) struct Settings {
    /// How the person wants letters.
    pub(crate) wish: MailWish,
    /// The firm's rules, in the order in which they are tried.
    pub(crate) routes: Vec<Route>,
    /// The firm's people.
    pub(crate) people: Vec<(Id<Person>, String)>,
    /// Whether the reader may change the rules.
    pub(crate) is_owner: bool,
}

/// The whole page.
pub(crate) fn settings(viewer: &Viewer<'_>, settings: &Settings, draft: &Draft) -> Markup {
    html! {
        div.page-head { h1 { (viewer.say("talk-settings-title")) } }
        div.cols.half.ruled {
            (section(&viewer.say("talk-mail-heading"), None, &mail(viewer, settings)))
            (section(&viewer.say("talk-routes-heading"), None, &routes(viewer, settings, draft)))
        }
    }
}

fn mail(viewer: &Viewer<'_>, settings: &Settings) -> Markup {
    let draft = Draft::of([("wish", settings.wish.word().to_owned())]);
    let kit = FormKit::new(viewer, &draft);
    let word = |wish: MailWish| {
        (wish.word().to_owned(), viewer.say(&format!("talk-mail-{}", wish.word())))
    };
    let wishes: Vec<Choice> = MailWish::ALL.into_iter().map(word).collect();
    html! {
        form.stack-s method="post" action="/messages/mail" {
            (kit.guards())
            (kit.select("wish", "talk-mail-wish", &wishes))
            p.acts { button.btn.go { (viewer.say("talk-save")) } }
        }
    }
}

fn routes(viewer: &Viewer<'_>, settings: &Settings, draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let choice = |(person, name): &(Id<Person>, String)| (person.to_string(), name.clone());
    let people: Vec<Choice> = settings.people.iter().map(choice).collect();
    html! {
        div.stack {
            p { (viewer.say("talk-routes-what")) }
            @if settings.routes.is_empty() { p.mute { (viewer.say("talk-routes-none")) } }
            ul.rows { @for route in &settings.routes { (route_of(viewer, settings, route, &kit)) } }
            @if settings.is_owner {
                form.stack-s method="post" action="/messages/routes" {
                    (kit.guards())
                    (kit.summary())
                    (kit.input(&Input::text("category", "talk-route-category")))
                    (kit.input(&Input::text("country", "talk-route-country")))
                    (kit.select("person", "talk-route-person", &people))
                    p.acts { button.btn { (viewer.say("talk-route-add")) } }
                }
            }
        }
    }
}

fn route_of(viewer: &Viewer<'_>, settings: &Settings, route: &Route, kit: &FormKit<'_>) -> Markup {
    let any = viewer.say("talk-route-any");
    let shown = |told: &Option<String>| told.clone().unwrap_or_else(|| any.clone());
    let person = settings.people.iter().find(|(person, _)| *person == route.person);
    html! {
        li.row.mid.near {
            span { (shown(&route.category)) " · " (shown(&route.country)) " → "
                b { (person.map_or("", |(_, name)| name.as_str())) } }
            @if settings.is_owner {
                form.push method="post" action=(format!("/messages/routes/{}/remove", route.id)) {
                    (kit.guards()) button.btn.quiet { (viewer.say("talk-route-remove")) }
                }
            }
        }
    }
}

/// The page behind a letter's link.
pub(crate) fn mail_off(viewer: &Viewer<'_>) -> Markup {
    let draft = Draft::default();
    let kit = FormKit::new(viewer, &draft);
    html! {
        div.page-head { h1 { (viewer.say("talk-mail-off-title")) } }
        form.stack method="post" {
            (kit.guards())
            p { (viewer.say("talk-mail-off-what")) }
            p.acts { button.btn.go { (viewer.say("talk-mail-off-act")) } }
        }
    }
}

/// The open reports.
pub(crate) fn reports(
    viewer: &Viewer<'_>,
    page: &Page<Report>,
    firms: &BTreeMap<Id<Firm>, TrustLine>,
    draft: &Draft,
) -> Markup {
    let next = page.next.map(|cursor| cursor.0);
    html! {
        div.page-head {
            h1 { (viewer.say("talk-reports")) }
            p.mute { (viewer.say("talk-reports-what")) }
        }
        (FormKit::new(viewer, draft).summary())
        @if page.rows.is_empty() && next.is_none() {
            (empty(&viewer.say("talk-reports-none"), &viewer.say("talk-reports-none-what"), None))
        } @else {
            section.sec aria-label=(viewer.say("talk-reports")) {
                ul.rows { @for report in &page.rows {
                    li.stack-s { (report_of(viewer, report, firms)) }
                } }
                (pager("/reports", next, &viewer.say("talk-reports-later")))
            }
        }
    }
}

fn report_of(
    viewer: &Viewer<'_>,
    report: &Report,
    firms: &BTreeMap<Id<Firm>, TrustLine>,
) -> Markup {
    let draft = Draft::default();
    let kit = FormKit::new(viewer, &draft);
    let name = |firm| firms.get(&firm).map_or(String::new(), |line| line.name.clone());
    let between = [("firm", name(report.firm).into()), ("other", name(report.other_firm).into())];
    let word = |outcome: ReportOutcome| {
        (outcome.word().to_owned(), viewer.say(&format!("talk-outcome-{}", outcome.word())))
    };
    let outcomes: Vec<Choice> = ReportOutcome::ALL.into_iter().map(word).collect();
    let path = format!("/reports/{}", report.conversation);
    html! {
        h2 { (viewer.say_with("talk-report-by", &between)) }
        p { span.tag.wait { (viewer.say(&format!("talk-reason-{}", report.reason.word()))) } " "
            (time(viewer, report.at)) }
        @if !report.note.is_empty() { p { (report.note) } }
        div.cols.half {
            form.stack-s method="post" action=(format!("{path}/read")) {
                (kit.guards())
                label.field { span { (viewer.say("talk-report-why")) } input name="why"; }
                p.acts { button.btn { (viewer.say("talk-report-read")) } }
            }
            form.stack-s method="post" action=(format!("{path}/{}/close", report.id)) {
                (kit.guards())
                label.field {
                    span { (viewer.say("talk-report-outcome")) }
                    select name="outcome" {
                        @for (word, shown) in &outcomes { option value=(word) { (shown) } }
                    }
                }
                p.acts { button.btn { (viewer.say("talk-report-close")) } }
            }
        }
    }
}
