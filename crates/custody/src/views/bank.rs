//! The desk of the bank as it looks.

use super::{sum, time};
use crate::model::{
    Difference, DifferenceState, KeptFile, KeptStatement, OwnAccount, Recall, RecallState, Way,
    Whereabouts,
};
use assent::PendingKind;
use kernel::rules::Rules;
use kernel::{Any, Fact, Id, Money, Page};
use maud::{Markup, html};
use web::page::{
    Choice, Draft, FormKit, Input, Tone, Viewer, empty, money as figure, note, pager, section, tag,
};

fn crumbs(viewer: &Viewer<'_>) -> Markup {
    html! {
        nav aria-label=(viewer.say("custody-path")) { ol.crumbs {
            li { a href="/desk/bank" { (viewer.say("custody-bank-desk")) } }
        } }
    }
}

/// The work list, a form for a file, the newest files, our accounts.
pub(crate) fn desk(
    viewer: &Viewer<'_>,
    open: &Page<Difference>,
    files: &[KeptFile],
    (accounts, draft): (&[OwnAccount], &Draft),
) -> Markup {
    let done = viewer.say("custody-ended-list");
    html! {
        div.page-head {
            h1 { (viewer.say("custody-bank-desk")) }
            p { (viewer.say("custody-bank-desk-what")) }
        }
        div.stack-l {
            (section(&viewer.say("custody-worklist"), Some(("/desk/bank/done", &done)), &html! {
                @if open.rows.is_empty() {
                    (empty(&viewer.say("custody-worklist-empty"),
                        &viewer.say("custody-worklist-empty-what"), None))
                } @else {
                    (lines(viewer, &open.rows))
                    (pager("/desk/bank", open.next.map(|cursor| cursor.0),
                        &viewer.say("custody-older")))
                }
            }))
            (section(&viewer.say("custody-bring-file"), None, &bring(viewer, draft)))
            (section(&viewer.say("custody-bank-files"), None, &html! {
                @if files.is_empty() { p.mute { (viewer.say("custody-bank-files-empty")) } }
                @else { ul.rows { @for file in files { li { (file_line(viewer, file)) } } } }
            }))
            @if !accounts.is_empty() {
                (section(&viewer.say("custody-statements"), None, &html! {
                    ul.rows { @for own in accounts { li.row {
                        b { (own.currency.code()) }
                        a href=(format!("/desk/bank/statements/{}", own.number)) { (own.number) }
                    } } }
                }))
            }
        }
    }
}

fn bring(viewer: &Viewer<'_>, draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    html! {
        form.form method="post" action="/desk/bank/files" enctype="multipart/form-data" {
            (kit.guards())
            (kit.summary())
            p.mute { (viewer.say("custody-bring-file-what")) }
            div.field {
                label.lab for="f-file" { (viewer.say("custody-file")) }
                input id="f-file" name="file" type="file" accept=".xml,text/xml,application/xml";
            }
            p.acts { button.btn { (viewer.say("custody-bring-file-button")) } }
        }
    }
}

fn lines(viewer: &Viewer<'_>, rows: &[Difference]) -> Markup {
    html! { ul.rows { @for row in rows { li { (line(viewer, row)) } } } }
}

fn line(viewer: &Viewer<'_>, row: &Difference) -> Markup {
    let kind = viewer.say(&format!("custody-difference-{}", row.kind.word()));
    html! {
        div.stack-s {
            div.row {
                a href=(format!("/desk/bank/{}", row.id)) { b { (kind) } }
                (state(viewer, row.state))
                @if row.amount.minor != 0 { span.push { (figure(row.amount)) } }
            }
            p.row.near {
                @if let Some(name) = &row.party_name { small { (name) } }
                @if let Some(account) = &row.party_account { small { code { (account) } } }
                @if let Some(expected) = row.expected_minor {
                    @let amount = Money::new(expected, row.amount.currency);
                    small { (viewer.say_with("custody-expected", &[("amount", amount.into())])) }
                }
                small { (time(viewer, row.at)) }
            }
            @if !row.words.is_empty() { p { small.words { (row.words) } } }
        }
    }
}

fn state(viewer: &Viewer<'_>, state: DifferenceState) -> Markup {
    let tone = match state {
        DifferenceState::Open => Tone::Turn,
        DifferenceState::Asked => Tone::Wait,
        DifferenceState::Ended => Tone::Ok,
    };
    tag(tone, &viewer.say(&format!("custody-state-{}", state.word())))
}

/// What was done.
pub(crate) fn ended(viewer: &Viewer<'_>, page: &Page<Difference>) -> Markup {
    html! {
        div.page-head {
            (crumbs(viewer))
            h1 { (viewer.say("custody-ended-list")) }
        }
        section.sec {
            @if page.rows.is_empty() { p.mute { (viewer.say("custody-worklist-empty")) } }
            @else {
                (lines(viewer, &page.rows))
                (pager("/desk/bank/done", page.next.map(|cursor| cursor.0),
                    &viewer.say("custody-older")))
            }
        }
    }
}

fn file_line(viewer: &Viewer<'_>, file: &KeptFile) -> Markup {
    let tone = match file.state.as_str() {
        "taken" => Tone::Ok,
        "refused" => Tone::Bad,
        _ => Tone::Wait,
    };
    let counts = [("count", file.entries.into()), ("listed", file.listed.into())];
    html! {
        div.stack-s {
            div.row {
                a href=(format!("/desk/bank/files/{}", file.hash)) { b { (file.name) } }
                (tag(tone, &viewer.say(&format!("custody-file-{}", file.state))))
                small.push { (time(viewer, file.at)) }
            }
            @if file.state == "taken" {
                p { small { (file.message) " · "
                    (viewer.say_with("custody-payments-in-file", &counts)) } }
            }
        }
    }
}

/// One file, with all that is wrong in it.
pub(crate) fn file(viewer: &Viewer<'_>, file: &KeptFile) -> Markup {
    html! {
        div.page-head {
            (crumbs(viewer))
            h1 { (file.name) }
        }
        section.sec.stack {
            (file_line(viewer, file))
            @if !file.message_id.is_empty() { p { small { code { (file.message_id) } } } }
            @if !file.faults.is_empty() {
                ul.rows { @for fault in file.faults.lines() { li { (fault_line(viewer, fault)) } } }
            }
        }
    }
}

/// A fault's line, path and word; or the code of a refusal.
fn fault_line(viewer: &Viewer<'_>, fault: &str) -> Markup {
    let mut parts = fault.splitn(3, ' ');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(line), Some(path), Some(word)) => html! {
            div.stack-s {
                b { (viewer.say(&format!("custody-fault-{word}"))) }
                p { small { (viewer.say_with("custody-line", &[("line", line.into())]))
                    " · " code.words { (path) } } }
            }
        },
        _ => html! { (viewer.say(&format!("refusal-{fault}"))) },
    }
}

/// The newest statements of one account beside the ledger.
pub(crate) fn statements(viewer: &Viewer<'_>, account: &str, rows: &[KeptStatement]) -> Markup {
    let heads = [
        "custody-day",
        "custody-opening",
        "custody-entries",
        "custody-closing",
        "custody-mirror",
        "custody-told-only",
        "custody-unexplained",
    ];
    let heads = heads.map(|key| viewer.say(key));
    let path = format!("/desk/bank/statements/{account}");
    let is_full = i64::try_from(rows.len()).unwrap_or(0) >= kernel::Limit::DEFAULT.ask();
    let next = rows.last().filter(|_| is_full).map(|last| last.day.clone());
    html! {
        div.page-head {
            (crumbs(viewer))
            h1 { (viewer.say("custody-statements")) }
            p { code { (account) } }
        }
        section.sec {
            @if rows.is_empty() { p.mute { (viewer.say("custody-statements-empty")) } }
            @else {
                table.tbl.cards {
                    thead { tr {
                        th scope="col" { (heads[0]) }
                        @for head in &heads[1..] { th.num scope="col" { (head) } }
                    } }
                    tbody { @for row in rows { tr {
                        th scope="row" { (row.day) }
                        @for (amount, head) in sums_of(row).into_iter().zip(&heads[1..]) {
                            td.num data-l=(head) { (sum(amount)) }
                        }
                        td.num data-l=(heads[6]) {
                            @let is_clear = row.unexplained.minor == 0;
                            @let tone = if is_clear { Tone::Ok } else { Tone::Bad };
                            (tag(tone, &sum(row.unexplained)))
                        }
                    } } }
                }
                (pager(&path, next, &viewer.say("custody-older")))
            }
        }
    }
}

const fn sums_of(row: &KeptStatement) -> [Money; 5] {
    [row.opening, row.entries, row.closing, row.mirror, row.told_only]
}

/// What stands beside a line of the work list.
pub(crate) struct Beside<'a> {
    /// The file that told it.
    pub(crate) file: Option<&'a KeptFile>,
    /// The act that waits for a second clerk.
    pub(crate) waits: Option<Id<PendingKind>>,
    /// What is asked back, and where the money is.
    pub(crate) recall: Option<&'a (Recall, Whereabouts)>,
}

/// One line of the work list, and what can be done about it.
pub(crate) fn one(
    viewer: &Viewer<'_>,
    row: &Difference,
    beside: &Beside<'_>,
    draft: &Draft,
) -> Markup {
    let lies = viewer.say(&format!("custody-lies-{}", row.lies.word()));
    html! {
        div.page-head {
            (crumbs(viewer))
            h1 { (viewer.say(&format!("custody-difference-{}", row.kind.word()))) }
        }
        div.stack-l {
            section.sec.stack {
                (line(viewer, row))
                @match beside.recall {
                    Some((recall, is_at)) => (recalled(viewer, recall, *is_at)),
                    None => p { (lies) },
                }
                @if let Some(file) = beside.file {
                    @let told = [("name", file.name.as_str().into()), ("line", row.line.into())];
                    p { a href=(format!("/desk/bank/files/{}", file.hash)) {
                        (viewer.say_with("custody-line-of-file", &told))
                    } }
                }
                @if let (Some(way), Some(why)) = (row.way, &row.note) {
                    @let way = viewer.say(&format!("custody-way-{}", way.word()));
                    @let told = [("way", way.into()), ("note", why.as_str().into())];
                    @let key = if row.state == DifferenceState::Asked { "custody-asked-so" }
                        else { "custody-ended-so" };
                    (note(Tone::Plain, &viewer.say_with(key, &told), None))
                }
            }
            @if let Some(act) = beside.waits {
                p.acts { a.btn.go href=(format!("/desk/second/{}/{act}", row.id.cast::<Any>())) {
                    (viewer.say("custody-to-second"))
                } }
            }
            @if row.state != DifferenceState::Ended {
                @let form = decide(viewer, row, draft);
                (section(&viewer.say("custody-decide"), None, &form))
            }
        }
    }
}

/// A reason of ISO's list in words, with its code; another one as it came.
fn why_of(viewer: &Viewer<'_>, code: &str) -> String {
    const KNOWN: [&str; 6] = ["DUPL", "TECH", "FRAD", "CUST", "AC03", "AM09"];
    match KNOWN.contains(&code) {
        true => {
            let words = viewer.say(&format!("custody-recall-{}", code.to_ascii_lowercase()));
            format!("{words} ({code})")
        }
        false => code.to_owned(),
    }
}

/// What is asked back, where the money is, and until when it must be answered.
fn recalled(viewer: &Viewer<'_>, recall: &Recall, is_at: Whereabouts) -> Markup {
    html! {
        p { (viewer.say(&format!("custody-recall-{}", recall.state.word()))) }
        @if recall.state == RecallState::Asked {
            p { (viewer.say(&format!("custody-recall-{}", is_at.word()))) }
        }
        dl.kv {
            @if let Some(why) = &recall.why {
                dt { (viewer.say("custody-recall-why")) }
                dd { (why_of(viewer, why)) }
            }
            dt { (viewer.say("custody-recall-until")) }
            dd { (time(viewer, recall.due_at)) }
            @if let Some(name) = &recall.payment.end_to_end {
                dt { (viewer.say("custody-recall-end-to-end")) }
                dd { code.words { (name) } }
            }
            @if let Some(bank) = &recall.assigner {
                dt { (viewer.say("custody-recall-bank")) }
                dd { code { (bank) } }
            }
        }
    }
}

fn decide(viewer: &Viewer<'_>, row: &Difference, draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let choice = |way: Way| -> Choice {
        (way.word().to_owned(), viewer.say(&format!("custody-way-{}", way.word())))
    };
    let ways = row.ways();
    let choices: Vec<Choice> = ways.iter().copied().map(choice).collect();
    let from = Rules::current().officer.second_from(row.amount.currency);
    let reference =
        Input::text("reference", "custody-assign-reference").hint("custody-assign-reference-hint");
    html! {
        form.form method="post" action=(format!("/desk/bank/{}", row.id)) {
            (kit.guards())
            (kit.summary())
            (kit.select("way", "custody-way", &choices))
            @if row.takes_reference() { (kit.input(&reference)) }
            (kit.input(&Input::text("note", "custody-note")))
            @if row.amount.minor.abs() >= from.minor {
                @let from = [("amount", Fact::Money(from))];
                p.mute { (viewer.say_with("custody-second-needed", &from)) }
            }
            p.acts { button.btn.go { (viewer.say("custody-decide-button")) } }
        }
    }
}
