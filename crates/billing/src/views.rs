//! Fees as they look.

pub(crate) mod books;
pub(crate) mod desk;

use crate::model::{
    Details, Document, Line, LineKind, Look, Statement, StatementState, Tax, Taxes, WaitsFor,
};
use crate::pages::Seen;
use crate::paper::percent;
use kernel::{Money, Page};
use maud::{Markup, html};
use party::Country;
use web::page::{
    Choice, Draft, FormKit, Input, LedgerLine, Tone, Viewer, empty, ledger, money, note, pager,
    section, tag,
};
use web::show_number;

/// The way back.
fn crumbs(viewer: &Viewer<'_>) -> Markup {
    html! { p { a href="/fees" { "← " (viewer.say("billing-title")) } } }
}

/// A month's title.
pub(crate) fn title(viewer: &Viewer<'_>, statement: &Statement) -> String {
    let month = statement.month.to_string();
    let facts = [("month", month.into()), ("currency", statement.currency.into())];
    viewer.say_with("billing-statement-of", &facts)
}

/// All months.
pub(crate) fn list(
    viewer: &Viewer<'_>,
    rows: &[Statement],
    most: i64,
    (details, looks): (&Details, &[Look]),
) -> Markup {
    let shown = usize::try_from(most).unwrap_or(0);
    let next = rows.get(shown).and_then(|_| rows.get(shown - 1));
    let next = next.map(|last| format!("{}.{}", last.month, last.currency.code()));
    html! {
        div.page-head {
            h1 { (viewer.say("billing-title")) }
            p { (viewer.say("billing-what")) }
        }
        div.stack-l {
            @if rows.is_empty() {
                (empty(
                    &viewer.say("billing-none"),
                    &viewer.say("billing-none-what"),
                    Some(("/deals", &viewer.say("billing-to-deals"))),
                ))
            } @else {
                @if !details.is_enough() {
                    (note(Tone::Turn, &viewer.say("billing-details-missing"),
                        Some(&viewer.say("billing-details-missing-what"))))
                }
                section.sec {
                    ul.rows { @for row in rows.iter().take(shown) {
                        li { (month(viewer, row)) }
                    } }
                    (pager("/fees", next, &viewer.say("billing-older")))
                }
            }
            p.acts {
                a.btn href="/fees/invoices" { (viewer.say("billing-invoices")) }
                a.btn href="/fees/details" { (viewer.say("billing-details")) }
            }
            @if !looks.is_empty() {
                (section(&viewer.say("billing-looks"), None, &seen_by(viewer, looks)))
            }
        }
    }
}

fn seen_by(viewer: &Viewer<'_>, looks: &[Look]) -> Markup {
    html! {
        ul.rows { @for (_, person, what, at) in looks { li {
            p.row {
                span { (viewer.say_with("billing-look", &[("what", what.as_str().into())])) }
                small { code { (person) } }
                small.push { time datetime=(at) { (viewer.caller.reader.time(*at)) } }
            }
        } } }
    }
}

fn month(viewer: &Viewer<'_>, row: &Statement) -> Markup {
    let address = format!("/fees/{}/{}", row.month, row.currency.code());
    html! {
        div.stack-s {
            div.row {
                a.title.b href=(address) { (title(viewer, row)) }
                (state(viewer, row))
                span.push { (money(row.total())) }
            }
            p.mute { small { (viewer.say_with("billing-lines", &[("count", row.lines.into())])) } }
        }
    }
}

fn state(viewer: &Viewer<'_>, row: &Statement) -> Markup {
    match (row.state, row.waits_for) {
        (StatementState::Closed, _) => tag(Tone::Ok, &viewer.say("billing-state-closed")),
        (_, Some(WaitsFor::Firm)) => tag(Tone::Turn, &viewer.say("billing-waits-firm")),
        (_, Some(WaitsFor::Check)) => tag(Tone::Wait, &viewer.say("billing-waits-check")),
        (_, Some(WaitsFor::Operator)) => tag(Tone::Wait, &viewer.say("billing-waits-operator")),
        (_, None) => tag(Tone::Plain, &viewer.say("billing-state-open")),
    }
}

/// One month.
pub(crate) fn one(viewer: &Viewer<'_>, seen: &Seen) -> Markup {
    let statement = &seen.statement;
    let address = format!("/fees/{}/{}", statement.month, statement.currency.code());
    let next = seen.lines.next.map(|cursor| cursor.0);
    html! {
        div.page-head {
            (crumbs(viewer))
            h1 { (title(viewer, statement)) }
            div.row { (state(viewer, statement)) }
        }
        div.stack-l {
            @if statement.waits_for == Some(WaitsFor::Firm) {
                (note(Tone::Turn, &viewer.say("billing-waits-firm"),
                    Some(&viewer.say("billing-details-missing-what"))))
                p.acts { a.btn.go href="/fees/details" { (viewer.say("billing-details")) } }
            }
            (sums(viewer, seen))
            p.acts {
                a.btn href=(format!("{address}/pdf")) { (viewer.say("billing-as-pdf")) }
                a.btn href=(format!("{address}/csv")) { (viewer.say("billing-as-csv")) }
            }
            @if !seen.documents.is_empty() {
                @let papers = papers(viewer, &seen.documents);
                (section(&viewer.say("billing-documents"), None, &papers))
            }
            section.sec {
                header { h2 { (viewer.say("billing-each")) } }
                (lines(viewer, &seen.lines.rows, &seen.taxes))
                (pager(&address, next, &viewer.say("billing-more")))
            }
        }
    }
}

pub(crate) fn sums(viewer: &Viewer<'_>, seen: &Seen) -> Markup {
    let statement = &seen.statement;
    let (total, tax) = (statement.total(), seen.taxes.within(statement));
    let line = |sign, key: &str, amount, is_total| LedgerLine {
        sign,
        name: viewer.say(key),
        small: None,
        amount,
        is_total,
    };
    let name = match seen.taxes.only(statement) {
        Some(tax) => viewer.say_with(&tax_key(tax), &[("rate", percent(tax.rate_bps).into())]),
        None => viewer.say("billing-tax"),
    };
    let lines = [
        line("", "billing-charged", statement.charged, false),
        line("−", "billing-returned", statement.returned, false),
        line("−", "billing-credited", statement.credited, false),
        LedgerLine {
            small: Some(format!("{name} {}", show_number(&tax.plain()))),
            ..line("=", "billing-total", total, true)
        },
    ];
    html! {
        section.sec {
            header { h2 { (viewer.say("billing-sum")) " (" (statement.currency.code()) ")" } }
            (ledger(&lines))
            p.mute { small { (viewer.say("billing-tax-is-within")) } }
        }
    }
}

fn tax_key(tax: Tax) -> String {
    format!("billing-tax-{}", tax.category.code().to_lowercase())
}

pub(crate) fn lines(viewer: &Viewer<'_>, lines: &[Line], taxes: &Taxes) -> Markup {
    let heads = [
        "billing-date",
        "billing-deal",
        "billing-base",
        "billing-amount",
        "billing-net",
        "billing-tax",
    ];
    let heads = heads.map(|key| viewer.say(key));
    html! {
        table.tbl.cards {
            thead { tr {
                th scope="col" { (heads[0]) }
                th scope="col" { (heads[1]) }
                @for head in &heads[2..] { th.num scope="col" { (head) } }
            } }
            tbody { @for line in lines {
                @let (fee, part) = (line.signed(), taxes.within_line(line));
                @let net = Money { minor: fee.minor - part.minor, ..fee };
                tr {
                    th scope="row" {
                        time datetime=(line.at) { (viewer.caller.reader.day(line.at)) }
                    }
                    td data-l=(heads[1]) { span {
                        a href=(format!("/deals/{}", line.deal)) { code { (line.deal) } }
                        @if line.kind != LineKind::Fee { " " small { (kind(viewer, line)) } }
                    } }
                    @for (amount, head) in [line.base, fee, net, part].iter().zip(&heads[2..]) {
                        td.num data-l=(head) { (show_number(&amount.plain())) }
                    }
                }
            } }
        }
    }
}

fn kind(viewer: &Viewer<'_>, line: &Line) -> String {
    let month = [("month", line.charged_in.as_str().into())];
    viewer.say_with(&format!("billing-line-{}", line.kind.word()), &month)
}

/// Invoices and credit notes, newest first.
pub(crate) fn documents(viewer: &Viewer<'_>, page: &Page<Document>) -> Markup {
    let next = page.next.map(|cursor| cursor.0);
    html! {
        div.page-head {
            (crumbs(viewer))
            h1 { (viewer.say("billing-invoices")) }
            p { (viewer.say("billing-invoices-what")) }
        }
        @if page.rows.is_empty() {
            (empty(
                &viewer.say("billing-invoices-none"),
                &viewer.say("billing-invoices-none-what"),
                Some(("/fees/details", &viewer.say("billing-details"))),
            ))
        } @else {
            section.sec {
                (papers(viewer, &page.rows))
                (pager("/fees/invoices", next, &viewer.say("billing-older")))
            }
        }
    }
}

fn papers(viewer: &Viewer<'_>, documents: &[Document]) -> Markup {
    html! {
        ul.rows { @for made in documents { li {
            @let address = format!("/fees/invoices/{}", made.id);
            @let key = format!("billing-{}-number", made.kind.word());
            @let number = [("number", made.number.to_string().into())];
            div.stack-s {
                div.row {
                    b { (viewer.say_with(&key, &number)) }
                    small { (made.month) " · " (viewer.caller.reader.day(made.issued_at)) }
                    span.push { (money(made.gross)) }
                }
                p.row.near {
                    a href=(format!("{address}/pdf")) { (viewer.say("billing-as-pdf")) }
                    a href=(format!("{address}/xml")) { (viewer.say("billing-as-ubl")) }
                }
            }
        } } }
    }
}

/// Whose details a form is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whose {
    Firm,
    Operator,
}

/// The details as a form shows them first.
pub(crate) fn draft_of(details: &Details) -> Draft {
    Draft::of([
        ("legal_name", details.legal_name.clone()),
        ("street", details.street.clone()),
        ("city", details.city.clone()),
        ("post_code", details.post_code.clone()),
        ("country", details.country.clone()),
        ("vat_id", details.vat_id.clone()),
        ("registration", details.registration.clone()),
        ("version", details.version.to_string()),
    ])
}

/// Who stands on invoices.
pub(crate) fn details(viewer: &Viewer<'_>, draft: &Draft, whose: Whose) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let (action, heading, what) = match whose {
        Whose::Firm => ("/fees/details", "billing-details", "billing-details-what"),
        Whose::Operator => {
            ("/desk/fees/details", "billing-operator-details", "billing-operator-details-what")
        }
    };
    let countries: Vec<Choice> = Country::all()
        .map(|one| (one.code().to_owned(), party::views::country(viewer, one)))
        .collect();
    let lines = [
        Input::text("legal_name", "billing-legal-name").autocomplete("organization"),
        Input::text("street", "billing-street").autocomplete("street-address"),
        Input::text("post_code", "billing-post-code").autocomplete("postal-code"),
        Input::text("city", "billing-city").autocomplete("address-level2"),
    ];
    html! {
        div.page-head {
            @if whose == Whose::Firm { (crumbs(viewer)) }
            h1 { (viewer.say(heading)) }
            p { (viewer.say(what)) }
        }
        form.form method="post" action=(action) {
            (kit.guards())
            (kit.hidden("version"))
            (kit.summary())
            @for line in &lines { (kit.input(line)) }
            (kit.select("country", "billing-country", &countries))
            (kit.input(&Input::text("vat_id", "billing-vat-id").hint("billing-vat-id-hint")))
            (kit.input(&Input::text("registration", "billing-registration")))
            p.acts { button.btn.go { (viewer.say("billing-keep")) } }
        }
    }
}
