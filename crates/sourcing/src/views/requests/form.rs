//! The form of a request.

use super::super::places;
use crate::model::{Audience, Request};
use catalog::Category;
use catalog::views::{currencies, unit_word};
use kernel::{Currency, Incoterm, Unit};
use maud::{Markup, html};
use web::page::{Choice, Draft, FormKit, Input, Tone, Viewer, note};

/// Lines that the button for more adds.
pub(crate) const ROWS_MORE: i64 = 3;
/// Lines of a new form: most requests have one.
const ROWS_LEAST: i64 = 1;
/// The languages that requests are most often written in, each by its own name.
const LANGS: [(&str, &str); 20] = [
    ("zh", "中文"),
    ("en", "English"),
    ("sv", "Svenska"),
    ("de", "Deutsch"),
    ("fr", "Français"),
    ("es", "Español"),
    ("pt", "Português"),
    ("it", "Italiano"),
    ("nl", "Nederlands"),
    ("pl", "Polski"),
    ("ru", "Русский"),
    ("tr", "Türkçe"),
    ("ar", "العربية"),
    ("hi", "हिन्दी"),
    ("id", "Bahasa Indonesia"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("ms", "Bahasa Melayu"),
    ("th", "ไทย"),
    ("vi", "Tiếng Việt"),
];

/// The name of a line's field.
pub(crate) fn field_of(name: &str, nth: i64) -> String {
    format!("{name}_{nth}")
}

/// How many lines a form shows.
pub(crate) fn rows_of(draft: &Draft) -> i64 {
    draft.value("rows").parse().unwrap_or(ROWS_LEAST).clamp(ROWS_LEAST, 50)
}

/// The whole page; `old` is the draft that is written anew.
pub(crate) fn form(viewer: &Viewer<'_>, old: Option<&Request>, draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    html! {
        div.page-head {
            h1 { (viewer.say(if old.is_some() { "request-edit" } else { "request-new" })) }
            p.mute { (viewer.say("request-new-what")) }
        }
        @if let Some(old) = old.filter(|old| !old.reasons.is_empty()) { (returned(viewer, old)) }
        form.form method="post" {
            (kit.guards())
            (kit.hidden("rows"))
            (kit.hidden("version"))
            (kit.summary())
            (kit.input(&Input::text("title", "request-field-title")
                .hint("request-field-title-hint")))
            (lines(viewer, &kit, draft))
            (categories(viewer))
            (kit.area("text", "request-field-text", Some("request-field-text-hint")))
            (kit.select("lang", "request-field-lang", &langs()))
            (kit.input(&Input::text("destination", "sourcing-field-destination")
                .hint("request-field-destination-hint").list("places")))
            (places(viewer))
            (more(viewer, &kit))
            p.acts {
                button.btn.go name="act" value="send" { (viewer.say("request-send")) }
                button.btn name="act" value="keep" { (viewer.say("request-keep")) }
            }
            p { small { (viewer.say("request-send-note")) } }
        }
    }
}

/// Why a request came back.
pub(super) fn returned(viewer: &Viewer<'_>, old: &Request) -> Markup {
    html! {
        (note(Tone::Warn, &viewer.say("request-came-back"), None))
        ul.mb-s {
            @for reason in &old.reasons {
                li { (viewer.say(&format!("request-reason-{}", reason.word()))) }
            }
        }
        @if !old.review_note.is_empty() { p.mb-s { (old.review_note) } }
    }
}

fn lines(viewer: &Viewer<'_>, kit: &FormKit<'_>, draft: &Draft) -> Markup {
    let rows = rows_of(draft);
    let units = units(viewer);
    kit.group("lines", "request-field-lines", Some("request-field-lines-hint"), &html! {
        @for nth in 1..=rows {
            div.stack-s.mb-s {
                @if rows > 1 {
                    p { b { (viewer.say_with("request-line-nth", &[("nth", nth.into())])) } }
                }
                (kit.input(&Input::text(&field_of("what", nth), "request-field-what")))
                div.pair {
                    (kit.input(&Input::count(&field_of("quantity", nth),
                        "sourcing-field-quantity")))
                    (kit.select(&field_of("unit", nth), "request-field-unit", &units))
                }
                (kit.area(&field_of("specs", nth), "request-field-specs",
                    Some("request-field-specs-hint")))
                div.pair {
                    (kit.input(&Input::amount(&field_of("target", nth), "request-field-target")))
                    (kit.input(&Input::text(&field_of("category", nth), "request-field-category")
                        .hint("request-field-category-hint").list("categories")))
                }
            }
        }
        p.acts {
            button.btn.quiet name="act" value="more" { (viewer.say("request-more-lines")) }
        }
    })
}

/// The names that a category's field proposes; a browser finds them by the other languages' too.
fn categories(viewer: &Viewer<'_>) -> Markup {
    html! {
        datalist #categories {
            @for one in Category::all() {
                @let own = one.name(viewer.lang());
                option value=(own) label=(others(one, own)) {}
            }
        }
    }
}

fn others(one: &Category, own: &str) -> String {
    let names: Vec<&str> = one.names().filter(|name| *name != own).take(1).collect();
    let above = Category::find(one.parent()).map(|above| above.names().next().unwrap_or_default());
    names.into_iter().chain(above).collect::<Vec<_>>().join(" / ")
}

fn more(viewer: &Viewer<'_>, kit: &FormKit<'_>) -> Markup {
    let audience = |one: Audience| {
        let word = viewer.say(&format!("request-audience-{}", one.word()));
        (one.word().to_owned(), word)
    };
    let audiences: Vec<Choice> = [Audience::Everyone, Audience::Asked].map(audience).into();
    let own = Currency::USD;
    let money = currencies(own.code()).into_iter().map(|code| (code.to_owned(), code.to_owned()));
    let money: Vec<Choice> = money.collect();
    html! {
        details {
            summary.btn.quiet { (viewer.say("request-more-facts")) }
            div.stack {
                (kit.select("incoterm", "sourcing-terms", &incoterms(viewer)))
                div.pair {
                    (kit.input(&Input::text("wanted_by", "request-wanted-by").kind("date")))
                    (kit.input(&Input::count("open_d", "request-field-open")))
                }
                (kit.area("certificates", "request-certificates",
                    Some("request-field-certificates-hint")))
                (kit.check("wants_sample", "request-field-sample"))
                div.pair {
                    (kit.select("audience", "request-audience", &audiences))
                    (kit.select("currency", "request-field-currency", &money))
                }
            }
        }
    }
}

fn langs() -> Vec<Choice> {
    LANGS.map(|(tag, name)| (tag.to_owned(), name.to_owned())).into()
}

fn units(viewer: &Viewer<'_>) -> Vec<Choice> {
    Unit::all().map(|unit| (unit.code().to_owned(), unit_word(viewer, unit, 2))).collect()
}

fn incoterms(viewer: &Viewer<'_>) -> Vec<Choice> {
    let word = |term: Incoterm| {
        let word = format!("sourcing-incoterm-{}", term.code().to_ascii_lowercase());
        (term.code().to_owned(), viewer.say(&word))
    };
    let none = (String::new(), viewer.say("request-incoterm-any"));
    std::iter::once(none).chain(Incoterm::ALL.into_iter().map(word)).collect()
}
