//! The page of rates.

use crate::model::RateDay;
use kernel::rules::Rules;
use kernel::{Currency, Desk, Fact};
use maud::{Markup, html};
use web::page::{Choice, Draft, FormKit, Tone, Viewer, empty, note, section};

/// The whole page.
pub(crate) fn page(viewer: &Viewer<'_>, days: &[RateDay], back: &str, draft: &Draft) -> Markup {
    let stale = [("days", Fact::Count(Rules::current().rates.stale_d))];
    html! {
        div.page-head {
            h1 { (viewer.say("rates-title")) }
            p.mute { (viewer.say("rates-what")) }
        }
        div.stack-l {
            (FormKit::new(viewer, draft).summary())
            @match days.first() {
                None => (empty(&viewer.say("rates-none"), &viewer.say("rates-none-what"), None)),
                Some(newest) => {
                    @if viewer.app.rates().is_none() {
                        (note(Tone::Warn, &viewer.say("rates-stale"),
                            Some(&viewer.say_with("rates-stale-what", &stale))))
                    } @else {
                        (section(&viewer.say("rates-choose"), None, &choice(viewer, back)))
                    }
                    (section(&heading(viewer, newest), None, &table(viewer, newest)))
                },
            }
            @if viewer.actor.is_at(Desk::Operator) {
                (section(&viewer.say("rates-send"), None, &send(viewer, draft)))
                @if !days.is_empty() {
                    (section(&viewer.say("rates-days"), None, &earlier(viewer, days)))
                }
            }
        }
    }
}

fn day_word(viewer: &Viewer<'_>, day: &RateDay) -> String {
    let told = &day.rates.day;
    viewer.caller.reader.civil_day(told).unwrap_or_else(|| told.clone())
}

fn heading(viewer: &Viewer<'_>, day: &RateDay) -> String {
    let facts = [("day", day_word(viewer, day).into())];
    viewer.say_with("rates-of-day", &facts)
}

/// The currencies to choose from; none is a choice too.
fn choice(viewer: &Viewer<'_>, back: &str) -> Markup {
    let chosen = viewer.caller.currency.map_or_else(String::new, |one| one.code().to_owned());
    let draft = Draft::of([("currency", chosen)]);
    let kit = FormKit::new(viewer, &draft);
    let mut choices: Vec<Choice> = vec![(String::new(), viewer.say("page-currency-own"))];
    if let Some(rates) = viewer.app.rates() {
        let named = |(one, _): &(Currency, _)| (one.code().to_owned(), one.code().to_owned());
        choices.extend(rates.all().iter().map(named));
    }
    html! {
        form.form method="post" action="/currency" {
            input type="hidden" name="back" value=(back);
            (kit.select("currency", "page-currency", &choices))
            p.acts { button.btn.go { (viewer.say("rates-show")) } }
        }
    }
}

/// Every currency with its rate.
fn table(viewer: &Viewer<'_>, day: &RateDay) -> Markup {
    let facts = [("source", Fact::Text(day.source.clone()))];
    html! {
        p.mute { (viewer.say_with("rates-source", &facts)) " " (viewer.say("rates-rounding")) }
        ul.grid.g4 {
            @for (one, rate) in day.rates.all().iter().filter(|row| row.0 != day.rates.base) {
                li.row.near { span { (one.code()) } span.n.push { (rate.plain()) } }
            }
        }
    }
}

fn send(viewer: &Viewer<'_>, draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    html! {
        form.form method="post" action="/rates" enctype="multipart/form-data" {
            (kit.guards())
            div.field {
                label for="f-file" { (viewer.say("rates-file")) }
                p.hint #f-file-hint { (viewer.say("rates-file-hint")) }
                input #f-file type="file" name="file" accept=".xml,.csv"
                    aria-describedby="f-file-hint";
            }
            p.acts { button.btn { (viewer.say("rates-take")) } }
        }
    }
}

/// The days that are known, newest first.
fn earlier(viewer: &Viewer<'_>, days: &[RateDay]) -> Markup {
    html! {
        ul.rows { @for day in days {
            li.row.near {
                b { (day_word(viewer, day)) }
                span { (day.source) }
                small.push {
                    (viewer.say("rates-taken-at")) " "
                    time datetime=(day.at) { (viewer.caller.reader.time(day.at)) }
                }
            }
        } }
    }
}
