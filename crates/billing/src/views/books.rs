//! The market's books as they look.

use crate::model::{BookLine, TrialBalance};
use custody::{BookAccount, Difference, KeptStatement};
use kernel::{Currency, Money};
use ledger::{JournalMark, JournalRow};
use maud::{Markup, html};
use web::page::{Draft, FormKit, Input, Tone, Viewer, empty, section, tag};
use web::show_number;

/// The key of an account's name.
pub(crate) fn key_of(account: BookAccount) -> String {
    format!("billing-account-{}", account.number())
}

fn figure(amount: Money) -> String {
    show_number(&amount.plain())
}

/// A day: the trial balance, the bank's side, other days, the export.
pub(crate) fn day(viewer: &Viewer<'_>, seen: &TrialBalance, draft: &Draft) -> Markup {
    html! {
        div.page-head {
            h1 { (viewer.say("billing-books")) }
            p { (viewer.say("billing-books-what")) }
            p.acts {
                a.btn href="/desk/fees" { (viewer.say("billing-desk")) }
                a.btn href="/desk/fees/details" { (viewer.say("billing-operator-details")) }
                a.btn href="/desk/bank" { (viewer.say("billing-to-bank")) }
                a.btn href="/checkpoints" { (viewer.say("billing-to-checkpoints")) }
            }
        }
        div.stack-l {
            (choose(viewer, seen))
            @if seen.is_open {
                p.mute { (viewer.say("billing-not-closed")) }
            } @else if seen.lines.is_empty() {
                @let what = viewer.say("billing-books-none-what");
                (empty(&viewer.say("billing-books-none"), &what, None))
            } @else {
                (balance(viewer, seen))
            }
            (section(&viewer.say("billing-bank-day"), None, &bank(viewer, seen)))
            (section(&viewer.say("billing-export"), None, &export(viewer, draft)))
        }
    }
}

fn choose(viewer: &Viewer<'_>, seen: &TrialBalance) -> Markup {
    let draft = Draft::of([("day", seen.day.clone())]);
    let kit = FormKit::new(viewer, &draft);
    html! {
        section.sec {
            form.form method="get" action="/desk/books" {
                (kit.input(&Input::text("day", "billing-day").kind("date")))
                p.acts { button.btn { (viewer.say("billing-show")) } }
            }
            @if !seen.earlier.is_empty() {
                p.row.near { @for day in &seen.earlier {
                    a href=(format!("/desk/books?day={}", day.day)) { (day.day) }
                } }
            }
        }
    }
}

fn balance(viewer: &Viewer<'_>, seen: &TrialBalance) -> Markup {
    let mut currencies: Vec<Currency> = seen.lines.iter().map(|it| it.opening.currency).collect();
    currencies.sort_unstable_by_key(|currency| currency.code());
    currencies.dedup();
    html! {
        @for currency in currencies {
            @let lines: Vec<_> = seen.lines.iter()
                .filter(|line| line.opening.currency == currency).collect();
            @let facts = [("day", seen.day.as_str().into()), ("currency", currency.into())];
            section.sec {
                header {
                    h2 { (viewer.say_with("billing-trial-balance", &facts)) }
                    a href=(format!("/desk/books/csv?day={}", seen.day)) {
                        (viewer.say("billing-csv"))
                    }
                }
                @if !seen.had_postings { p.mute { (viewer.say("billing-no-postings")) } }
                (table(viewer, seen, &lines))
            }
        }
    }
}

fn table(viewer: &Viewer<'_>, seen: &TrialBalance, lines: &[&BookLine]) -> Markup {
    let heads = [
        "billing-account",
        "billing-opening",
        "billing-debit",
        "billing-credit-side",
        "billing-closing",
    ];
    let heads = heads.map(|key| viewer.say(key));
    let sum = |of: fn(&BookLine) -> Money| -> i64 { lines.iter().map(|it| of(it).minor).sum() };
    let sums = [
        sum(|line| line.opening),
        sum(|line| line.debit),
        sum(|line| line.credit),
        sum(BookLine::closing),
    ];
    let currency = lines.first().map_or(Currency::USD, |line| line.opening.currency);
    html! {
        table.tbl.cards {
            thead { tr {
                th scope="col" { (heads[0]) }
                @for head in &heads[1..] { th.num scope="col" { (head) } }
            } }
            tbody {
                @for line in lines { tr {
                    th scope="row" { (open(viewer, seen, line)) }
                    td.num data-l=(heads[1]) { (sided(viewer, line.opening)) }
                    td.num data-l=(heads[2]) { (figure(line.debit)) }
                    td.num data-l=(heads[3]) { (figure(line.credit)) }
                    td.num data-l=(heads[4]) { (sided(viewer, line.closing())) }
                } }
                tr {
                    th scope="row" { b { (viewer.say("billing-sum-of-all")) } }
                    @for (minor, head) in sums.into_iter().zip(&heads[1..]) {
                        td.num data-l=(head) { b { (figure(Money::new(minor, currency))) } }
                    }
                }
            }
        }
    }
}

/// A balance with its side: what the market has is a debit, what it owes a credit.
fn sided(viewer: &Viewer<'_>, balance: Money) -> Markup {
    let (amount, side) = match balance.minor {
        0 => (balance, None),
        ..0 => (balance.negated(), Some("billing-debit-balance")),
        _ => (balance, Some("billing-credit-balance")),
    };
    // In one piece, which stands beside its label on a phone.
    html! { span {
        (figure(amount)) @if let Some(side) = side { " " span.mute { (viewer.say(side)) } }
    } }
}

/// An account's name: a button that shows its postings, where it has any.
fn open(viewer: &Viewer<'_>, seen: &TrialBalance, line: &BookLine) -> Markup {
    let name = format!("{} {}", line.account.number(), viewer.say(&key_of(line.account)));
    let of = (seen.day.as_str(), line.account, line.opening.currency);
    html! {
        @if line.postings == 0 { (name) } @else { (show(viewer, of, None, &name)) }
    }
}

fn show(
    viewer: &Viewer<'_>,
    (day, account, currency): (&str, BookAccount, Currency),
    after: Option<JournalMark>,
    word: &str,
) -> Markup {
    let draft = Draft::of([
        ("day", day.to_owned()),
        ("account", account.number().to_string()),
        ("currency", currency.code().to_owned()),
        ("after", after.map(|mark| mark.to_string()).unwrap_or_default()),
    ]);
    let kit = FormKit::new(viewer, &draft);
    html! {
        form method="post" action="/desk/books/postings" {
            (kit.guards())
            @for name in ["day", "account", "currency", "after"] { (kit.hidden(name)) }
            button.btn.plain { (word) }
        }
    }
}

/// The bank's statements of the day beside the ledger, and every difference by its name.
fn bank(viewer: &Viewer<'_>, seen: &TrialBalance) -> Markup {
    html! {
        @if seen.bank.statements.is_empty() && seen.bank.differences.is_empty() {
            p.mute { (viewer.say("billing-bank-nothing")) }
        }
        @if !seen.bank.statements.is_empty() {
            ul.rows { @for row in &seen.bank.statements { li { (statement(viewer, row)) } } }
        }
        @if !seen.bank.differences.is_empty() {
            ul.rows { @for row in &seen.bank.differences { li { (difference(viewer, row)) } } }
        }
    }
}

fn statement(viewer: &Viewer<'_>, row: &KeptStatement) -> Markup {
    let sums = [
        ("billing-bank-closing", row.closing),
        ("billing-bank-mirror", row.mirror),
        ("billing-bank-told-only", row.told_only),
    ];
    let is_clear = row.unexplained.minor == 0;
    let (tone, key) = match is_clear {
        true => (Tone::Ok, "billing-bank-agrees"),
        false => (Tone::Bad, "billing-bank-differs"),
    };
    let by = [("amount", row.unexplained.into())];
    html! {
        div.stack-s {
            div.row {
                a href=(format!("/desk/bank/statements/{}", row.account)) { code { (row.account) } }
                small { (row.code) }
                span.push { (tag(tone, &viewer.say_with(key, &by))) }
            }
            dl.kv { @for (key, amount) in sums {
                dt { (viewer.say(key)) }
                dd { (amount.currency.code()) " " (figure(amount)) }
            } }
        }
    }
}

fn difference(viewer: &Viewer<'_>, row: &Difference) -> Markup {
    let word = viewer.say(&format!("custody-difference-{}", row.kind.word()));
    let (tone, key) = match row.ended_at {
        Some(_) => (Tone::Ok, "billing-difference-ended"),
        None => (Tone::Turn, "billing-difference-open"),
    };
    html! {
        div.row {
            a href=(format!("/desk/bank/{}", row.id)) { (word) }
            (tag(tone, &viewer.say(key)))
            span.push { (row.amount.currency.code()) " " (figure(row.amount)) }
        }
    }
}

fn export(viewer: &Viewer<'_>, draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    html! {
        p { (viewer.say("billing-export-what")) }
        form.form method="post" action="/desk/books/export" {
            (kit.guards())
            (kit.summary())
            (kit.input(&Input::text("from", "billing-from").kind("date")))
            (kit.input(&Input::text("to", "billing-to").kind("date")))
            p.acts { button.btn { (viewer.say("billing-export-button")) } }
        }
    }
}

/// One account's postings of a day.
pub(crate) fn postings(
    viewer: &Viewer<'_>,
    (day, account, currency): (&str, BookAccount, Currency),
    (rows, next): (&[JournalRow], Option<JournalMark>),
) -> Markup {
    let heads = ["billing-time", "billing-owner", "billing-reason", "billing-moved"];
    let heads = heads.map(|key| viewer.say(key));
    html! {
        div.page-head {
            p { a href=(format!("/desk/books?day={day}")) { "← " (viewer.say("billing-books")) } }
            h1 { (account.number()) " " (viewer.say(&key_of(account))) }
            p.mute { (day) " · " (currency.code()) " · " (viewer.say("billing-noted")) }
        }
        section.sec {
            @if rows.is_empty() { p.mute { (viewer.say("billing-postings-none")) } } @else {
                table.tbl.cards {
                    thead { tr {
                        @for head in &heads[..3] { th scope="col" { (head) } }
                        th.num scope="col" { (heads[3]) }
                    } }
                    tbody { @for row in rows { tr {
                        th scope="row" {
                            time datetime=(row.entry.at) {
                                (viewer.caller.reader.time(row.entry.at))
                            }
                        }
                        td data-l=(heads[1]) { code { (row.entry.account.owner.raw()) } }
                        td data-l=(heads[2]) { code { (row.entry.reason) } }
                        td.num data-l=(heads[3]) { (figure(row.entry.money())) }
                    } } }
                }
            }
            @if let Some(next) = next {
                (show(viewer, (day, account, currency), Some(next), &viewer.say("billing-more")))
            }
        }
    }
}
