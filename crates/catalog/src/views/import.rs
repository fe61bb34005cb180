//! The pages of a file of goods.

use super::form::details::{category, countries};
use super::{currencies, unit_word};
use crate::model::{Alike, Import, ImportState, ToldFault};
use crate::table::{FIELDS, word_of};
use kernel::{Fact, Lang, Page, Unit};
use maud::{Markup, html};
use web::page::{Choice, Draft, FormKit, Input, Tone, Viewer, note, pager, section, tag};
use web::show_number;

/// What a page asks for all rows of a file.
pub(crate) const ASKED_FOR_ALL: [&str; 9] = [
    "unit",
    "currency",
    "moq",
    "order_multiple",
    "lead_time_d",
    "category",
    "brand",
    "origin",
    "hs",
];

/// The form to send a file, over the files sent before.
pub(crate) fn import_form(viewer: &Viewer<'_>, draft: &Draft, recent: &[Import]) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let money: Vec<Choice> =
        currencies("").into_iter().map(|code| (code.to_owned(), code.to_owned())).collect();
    html! {
        div.page-head {
            h1 { (viewer.say("catalog-import")) }
            p.mute { (viewer.say("catalog-import-what")) }
        }
        div.cols.main-side.ruled {
            form.form method="post" enctype="multipart/form-data" {
                (kit.guards())
                (kit.summary())
                div.pair {
                    (kit.select("currency", "catalog-import-currency", &money))
                    (kit.input(&Input::count("lead_time_d", "catalog-import-lead")))
                }
                (kit.input(&Input::text("file", "catalog-import-file").kind("file")
                    .hint("catalog-import-file-hint")))
                p.acts { button.btn.go { (viewer.say("catalog-import-send")) } }
            }
            aside.stack-l { (section(&viewer.say("catalog-import-help"), None, &help(viewer))) }
        }
        @if !recent.is_empty() {
            (section(&viewer.say("catalog-import-recent"), None, &list(viewer, recent)))
        }
    }
}

fn help(viewer: &Viewer<'_>) -> Markup {
    html! {
        p { (viewer.say("catalog-import-help-what")) }
        p.acts {
            a.btn href="/goods/sample/sample.xlsx" { (viewer.say("catalog-import-sample-xlsx")) }
            a.btn href="/goods/sample/sample.csv" { (viewer.say("catalog-import-sample-csv")) }
        }
        p.mute { (viewer.say("catalog-import-shops")) }
        p.acts {
            a.btn.quiet href="/goods/export/products.csv" { (viewer.say("catalog-export-csv")) }
            a.btn.quiet href="/goods/export/products.xlsx" { (viewer.say("catalog-export-xlsx")) }
        }
    }
}

fn list(viewer: &Viewer<'_>, recent: &[Import]) -> Markup {
    let words = [
        "catalog-import-file",
        "catalog-import-came",
        "catalog-col-products",
        "catalog-import-state",
    ]
    .map(|key| viewer.say(key));
    html! {
        table.tbl.cards {
            thead { tr { @for word in &words { th scope="col" { (word) } } } }
            tbody { @for import in recent { tr {
                th scope="row" {
                    a href=(format!("/goods/imports/{}", import.id)) { (name(viewer, import)) }
                }
                td data-l=(words[1]) { (viewer.caller.reader.time(import.at)) }
                td data-l=(words[2]) { (figure(import.product_count)) }
                td data-l=(words[3]) { (state(viewer, import)) }
            } } }
        }
    }
}

fn name(viewer: &Viewer<'_>, import: &Import) -> String {
    match import.file_name.as_str() {
        "" => viewer.say("catalog-import-unnamed"),
        name => name.to_owned(),
    }
}

fn state(viewer: &Viewer<'_>, import: &Import) -> Markup {
    let tone = match import.state {
        ImportState::Done => Tone::Ok,
        ImportState::Faulty => Tone::Bad,
        ImportState::Unmapped | ImportState::Ready => Tone::Warn,
        _ => Tone::Wait,
    };
    tag(tone, &viewer.say(&format!("catalog-import-is-{}", import.state.word())))
}

/// A number with its thousands set apart.
fn figure(count: i64) -> String {
    show_number(&count.to_string())
}

/// How far a file is, and what to do next.
pub(crate) fn import_page(
    viewer: &Viewer<'_>,
    import: &Import,
    faults: &Page<ToldFault>,
    draft: &Draft,
) -> Markup {
    let kit = FormKit::new(viewer, draft);
    html! {
        nav.mb-s aria-label=(viewer.say("catalog-path")) { ol.crumbs {
            li { a href="/goods" { (viewer.say("catalog-goods")) } }
            li { a href="/goods/import" { (viewer.say("catalog-import")) } }
        } }
        div.page-head {
            h1 { (name(viewer, import)) }
            p { (state(viewer, import)) }
        }
        (kit.summary())
        div.stack-l {
            (what_next(viewer, import))
            @match import.state {
                ImportState::Unmapped => (columns(viewer, &kit, import)),
                ImportState::Faulty => {
                    (mend_or_leave(viewer, &kit, import))
                    (fault_list(viewer, import, faults))
                    details.facet {
                        summary { (viewer.say("catalog-import-columns")) }
                        (columns(viewer, &kit, import))
                    }
                },
                ImportState::Ready => {
                    (go(viewer, &kit, import))
                    details.facet {
                        summary { (viewer.say("catalog-import-columns")) }
                        (columns(viewer, &kit, import))
                    }
                },
                ImportState::Running | ImportState::Waiting => (stop(viewer, &kit, import)),
                ImportState::Done | ImportState::Stopped => {
                    @if import.fault_count > 0 { (fault_list(viewer, import, faults)) }
                    @if import.left_out > 0 && import.leaves_out { (fetch(viewer, import)) }
                    p.acts {
                        a.btn.go href="/goods" { (viewer.say("catalog-import-to-goods")) }
                        a.btn href="/goods/import" { (viewer.say("catalog-import-another")) }
                    }
                },
            }
        }
    }
}

fn what_next(viewer: &Viewer<'_>, import: &Import) -> Markup {
    let count = |count: i64| Fact::Count(count);
    let facts = [
        ("rows", count(import.row_count)),
        ("products", count(import.product_count)),
        ("faults", count(import.fault_count)),
        ("shown", count(import.fault_count.min(most_faults()))),
        ("taken", count(import.taken.all())),
        ("added", count(import.taken.added)),
        ("changed", count(import.taken.changed)),
        ("unchanged", count(import.taken.unchanged)),
        ("left", count(import.left_out)),
        ("alike", count(import.alike_count)),
    ];
    let key = match import.state {
        ImportState::Done if import.leaves_out && import.left_out > 0 => {
            "catalog-import-next-done-without".to_owned()
        }
        state => format!("catalog-import-next-{}", state.word()),
    };
    let told = viewer.say_with(&key, &facts);
    let tone = match import.state {
        ImportState::Done => Tone::Ok,
        ImportState::Faulty => Tone::Bad,
        ImportState::Unmapped => Tone::Warn,
        _ => Tone::Plain,
    };
    html! {
        (note(tone, &told, None))
        @if import.state == ImportState::Done && import.fault_count > import.left_out {
            (note(Tone::Warn, &viewer.say("catalog-import-not-whole"), None))
        }
        @if import.taken.shut_out > 0 {
            @let hidden = [("hidden", count(import.taken.shut_out))];
            (note(Tone::Warn, &viewer.say_with("catalog-import-shut-out", &hidden), None))
        }
        @if import.state == ImportState::Running {
            progress.wide max=(import.product_count.max(1)) value=(import.taken.all())
                aria-label=(viewer.say("catalog-import-is-running")) {}
        }
        @if !import.plan.unused().is_empty() && import.state == ImportState::Ready {
            p.mute {
                (viewer.say("catalog-import-unused")) " " (import.plan.unused().join(", "))
            }
        }
    }
}

fn most_faults() -> i64 {
    kernel::rules::Rules::current().listing.import_faults_most
}

fn columns(viewer: &Viewer<'_>, kit: &FormKit<'_>, import: &Import) -> Markup {
    let is_chinese = viewer.lang() == Lang::ZhCn;
    let words = ["catalog-import-heading", "catalog-import-example", "catalog-import-is"]
        .map(|key| viewer.say(key));
    html! {
        form method="post" action=(format!("/goods/imports/{}/columns", import.id)) {
            (kit.guards())
            table.tbl.cards {
                thead { tr { @for word in &words { th scope="col" { (word) } } } }
                tbody {
                    @for (nth, heading) in import.plan.headings.iter().enumerate() {
                        @let field = import.plan.fields.get(nth).cloned().flatten();
                        tr {
                            th scope="row" { (heading) }
                            td data-l=(words[1]) {
                                (import.plan.examples.get(nth).map_or("", String::as_str))
                            }
                            td.field data-l=(words[2]) {
                                select name=(format!("column_{}", nth + 1)) aria-label=(heading) {
                                    option value="" { (viewer.say("catalog-import-left-out")) }
                                    @for (name, _) in FIELDS {
                                        option value=(name)
                                            selected[field.as_deref() == Some(name)] {
                                            (word_of(name, is_chinese))
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
            (for_all(viewer, kit))
            p.acts.mt { button.btn.go { (viewer.say("catalog-import-look")) } }
        }
    }
}

/// What holds for all rows where the file says nothing.
fn for_all(viewer: &Viewer<'_>, kit: &FormKit<'_>) -> Markup {
    let none = || (String::new(), "–".to_owned());
    let unit = |unit: Unit| (unit.code().to_owned(), unit_word(viewer, unit, 1));
    let units: Vec<Choice> = [none()].into_iter().chain(Unit::all().map(unit)).collect();
    let money: Vec<Choice> =
        currencies("").into_iter().map(|code| (code.to_owned(), code.to_owned())).collect();
    html! {
        details.facet.mt {
            summary { (viewer.say("catalog-import-for-all")) }
            div.stack {
                p.mute { (viewer.say("catalog-import-for-all-what")) }
                div.pair {
                    (kit.select("unit", "catalog-sold-by", &units))
                    (kit.select("currency", "catalog-field-currency", &money))
                }
                div.pair {
                    (kit.input(&Input::count("moq", "catalog-import-moq")))
                    (kit.input(&Input::count("order_multiple", "catalog-field-multiple")))
                }
                (category(viewer, kit))
                div.pair {
                    (kit.input(&Input::count("lead_time_d", "catalog-field-lead")))
                    (kit.input(&Input::text("brand", "catalog-field-brand")))
                }
                div.pair {
                    (kit.select("origin", "catalog-field-origin", &countries(viewer)))
                    (kit.input(&Input::count("hs", "catalog-field-hs")))
                }
            }
        }
    }
}

/// The two ways on from a file with faults: mend it, or take what is right without the rest.
fn mend_or_leave(viewer: &Viewer<'_>, kit: &FormKit<'_>, import: &Import) -> Markup {
    let facts = [("products", import.product_count.into()), ("left", import.left_out.into())];
    html! {
        p.acts { a.btn.go href="/goods/import" { (viewer.say("catalog-import-again")) } }
        @if import.left_out > 0 { (fetch(viewer, import)) }
        @if import.product_count > 0 {
            form.stack-s method="post" action=(format!("/goods/imports/{}/run", import.id)) {
                (kit.guards())
                input type="hidden" name="leave_out_faulty" value="1";
                p { (viewer.say_with("catalog-import-leave-what", &facts)) }
                (alike(viewer, import))
                p.acts { button.btn { (viewer.say_with("catalog-import-leave", &facts)) } }
            }
        }
    }
}

/// Where the rows that stay out are fetched.
fn fetch(viewer: &Viewer<'_>, import: &Import) -> Markup {
    let to = |format: &str| format!("/goods/imports/{}/left-out/{format}", import.id);
    html! {
        p { (viewer.say("catalog-import-left-what")) }
        p.acts {
            a.btn.quiet href=(to("xlsx")) { (viewer.say("catalog-import-left-xlsx")) }
            a.btn.quiet href=(to("csv")) { (viewer.say("catalog-import-left-csv")) }
        }
    }
}

/// What is done with products without an article number that look like goods that are there.
fn alike(viewer: &Viewer<'_>, import: &Import) -> Markup {
    let told = [("alike", Fact::Count(import.alike_count))];
    html! {
        @if import.alike_count > 0 {
            fieldset.field {
                legend.lab { (viewer.say_with("catalog-import-alike", &told)) }
                @for one in Alike::ALL {
                    label.check {
                        input type="radio" name="alike" value=(one.word())
                            checked[one == import.alike];
                        span { (viewer.say(&format!("catalog-import-alike-{}", one.word()))) }
                    }
                }
            }
        }
    }
}

fn fault_list(viewer: &Viewer<'_>, import: &Import, faults: &Page<ToldFault>) -> Markup {
    let words = ["catalog-import-row", "catalog-import-column", "catalog-import-fault"]
        .map(|key| viewer.say(key));
    let next = faults.next.map(|cursor| cursor.0);
    html! {
        table.tbl.cards {
            thead { tr {
                th.num scope="col" { (words[0]) }
                th scope="col" { (words[1]) }
                th scope="col" { (words[2]) }
            } }
            tbody { @for fault in &faults.rows { tr {
                th.num scope="row" {
                    @if fault.row > 0 { (figure(fault.row)) }
                    @else { (viewer.say("catalog-import-whole")) }
                }
                td data-l=(words[1]) {
                    @if fault.column.is_empty() { "–" } @else { (fault.column) }
                }
                td data-l=(words[2]) { (fault.told) }
            } } }
        }
        (pager(&format!("/goods/imports/{}", import.id), next, &viewer.say("catalog-import-more")))
    }
}

fn go(viewer: &Viewer<'_>, kit: &FormKit<'_>, import: &Import) -> Markup {
    let word = viewer.say_with("catalog-import-go", &[("products", import.product_count.into())]);
    html! {
        form.stack-s method="post" action=(format!("/goods/imports/{}/run", import.id)) {
            (kit.guards())
            (alike(viewer, import))
            p.acts { button.btn.go { (word) } }
        }
        (stop_button(viewer, kit, import))
    }
}

fn stop(viewer: &Viewer<'_>, kit: &FormKit<'_>, import: &Import) -> Markup {
    html! {
        div.acts {
            a.btn href=(format!("/goods/imports/{}", import.id)) {
                (viewer.say("catalog-import-refresh"))
            }
            (stop_button(viewer, kit, import))
        }
    }
}

fn stop_button(viewer: &Viewer<'_>, kit: &FormKit<'_>, import: &Import) -> Markup {
    html! {
        form method="post" action=(format!("/goods/imports/{}/stop", import.id)) {
            (kit.guards())
            button.btn.quiet { (viewer.say("catalog-import-stop")) }
        }
    }
}
