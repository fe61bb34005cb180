//! A month's statement as a document a bookkeeper files.

use super::font::Letters;
use super::sheet::{At, LEFT, PLAIN, RIGHT, SMALL, Sheets, TITLE};
use crate::model::{Details, Line, LineKind, Statement, Taxes};
use kernel::{Fact, Money, Timestamp};
use web::{Reader, Words, show_number};

/// Columns: date and deal from the left, figures until the right.
const DEAL: i32 = LEFT + 700;
const BASE: i32 = LEFT + 2_900;
const FEE: i32 = LEFT + 3_550;
const NET: i32 = LEFT + 4_200;
/// Black and grey.
const INK: u8 = 0;
const GREY: u8 = 90;

/// Everything a statement prints.
pub(crate) struct Rendered<'a> {
    pub(crate) words: &'a Words,
    pub(crate) reader: &'a Reader,
    pub(crate) market: &'a str,
    pub(crate) statement: &'a Statement,
    pub(crate) taxes: &'a Taxes,
    pub(crate) lines: &'a [Line],
    pub(crate) firm: &'a Details,
    pub(crate) operator: &'a Details,
    pub(crate) now: Timestamp,
}

impl Rendered<'_> {
    fn say(&self, key: &str) -> String {
        self.words.say(self.reader.lang, key)
    }

    fn with(&self, key: &str, facts: &[(&str, Fact)]) -> String {
        self.words.say_with(self.reader, key, facts)
    }
}

pub(crate) fn pdf_of_statement(letters: &Letters, it: &Rendered<'_>) -> anyhow::Result<Vec<u8>> {
    let mut sheets = Sheets::new(letters)?;
    let month = it.statement.month.to_string();
    let facts = [("month", month.as_str().into()), ("currency", it.statement.currency.into())];
    let title = it.with("billing-statement-of", &facts);
    head(&mut sheets, it, &title);
    columns(&mut sheets, it);
    for line in it.lines {
        if sheets.turns_for(PLAIN * 2) {
            columns(&mut sheets, it);
        }
        row(&mut sheets, it, line);
    }
    totals(&mut sheets, it);
    let foot = format!("{} · {title}", it.market);
    sheets.finish(&title, it.reader.lang.tag(), &foot)
}

fn head(sheets: &mut Sheets<'_>, it: &Rendered<'_>, title: &str) {
    let issuer = match it.operator.legal_name.as_str() {
        "" => it.market,
        name => name,
    };
    sheets.put(At::From(LEFT), PLAIN, GREY, issuer);
    let made = it.with("billing-made-on", &[("at", it.now.into())]);
    sheets.put(At::Until(RIGHT), SMALL, GREY, &made);
    sheets.skip(420);
    sheets.paragraph(LEFT, RIGHT - LEFT, (TITLE, INK), title);
    sheets.skip(60);
    for text in address(it.firm) {
        sheets.paragraph(LEFT, 3_000, (PLAIN, INK), &text);
    }
    sheets.skip(120);
    sheets.paragraph(LEFT, RIGHT - LEFT, (SMALL, GREY), &it.say("billing-tax-is-within"));
    sheets.skip(160);
}

/// The lines of an address, without those that are not known.
fn address(of: &Details) -> Vec<String> {
    let city = format!("{} {}", of.post_code, of.city);
    let mut lines = vec![of.legal_name.clone(), of.street.clone(), city.trim().to_owned()];
    lines.push(of.country.clone());
    lines.push(of.vat_id.clone());
    lines.retain(|line| !line.is_empty());
    lines
}

fn columns(sheets: &mut Sheets<'_>, it: &Rendered<'_>) {
    let heads = [
        (At::From(LEFT), "billing-date"),
        (At::From(DEAL), "billing-deal"),
        (At::Until(BASE), "billing-base"),
        (At::Until(FEE), "billing-amount"),
        (At::Until(NET), "billing-net"),
        (At::Until(RIGHT), "billing-tax"),
    ];
    for (at, key) in heads {
        sheets.put(at, SMALL, GREY, &it.say(key));
    }
    sheets.skip(50);
    sheets.rule(LEFT, RIGHT, 8);
    sheets.skip(140);
}

fn row(sheets: &mut Sheets<'_>, it: &Rendered<'_>, line: &Line) {
    let (gross, tax) = (line.signed(), it.taxes.within_line(line));
    let net = Money { minor: gross.minor - tax.minor, ..gross };
    sheets.put(At::From(LEFT), PLAIN, INK, &it.reader.day(line.at));
    sheets.put(At::From(DEAL), PLAIN, INK, &line.deal.to_string());
    for (until, amount) in [(BASE, line.base), (FEE, gross), (NET, net), (RIGHT, tax)] {
        sheets.put(At::Until(until), PLAIN, INK, &figure(amount));
    }
    if line.kind != LineKind::Fee {
        sheets.next(SMALL);
        let facts = [("month", line.charged_in.as_str().into())];
        let what = it.with(&format!("billing-line-{}", line.kind.word()), &facts);
        sheets.put(At::From(DEAL), SMALL, GREY, &what);
    }
    sheets.next(PLAIN);
    sheets.skip(30);
}

/// An amount with its thousands set apart and a true minus.
fn figure(amount: Money) -> String {
    show_number(&amount.plain()).replace('-', "−")
}

fn totals(sheets: &mut Sheets<'_>, it: &Rendered<'_>) {
    let statement = it.statement;
    let (total, tax) = (statement.total(), it.taxes.within(statement));
    let net = Money { minor: total.minor - tax.minor, ..total };
    sheets.turns_for(1_500);
    sheets.skip(-60);
    sheets.rule(LEFT, RIGHT, 8);
    sheets.skip(220);
    for (name, amount) in [
        (it.say("billing-charged"), statement.charged),
        (it.say("billing-returned"), statement.returned.negated()),
        (it.say("billing-credited"), statement.credited.negated()),
        (it.say("billing-net"), net),
        (tax_word(it), tax),
    ] {
        sum(sheets, &name, amount);
    }
    // The double rule above a total.
    sheets.skip(-90);
    sheets.rule(BASE - 600, RIGHT, 5);
    sheets.skip(30);
    sheets.rule(BASE - 600, RIGHT, 5);
    sheets.skip(150);
    sum(sheets, &it.say("billing-total"), total);
}

fn sum(sheets: &mut Sheets<'_>, name: &str, amount: Money) {
    let told = format!("{} {}", amount.currency.code(), figure(amount));
    sheets.put(At::From(BASE - 600), PLAIN, INK, name);
    sheets.put(At::Until(RIGHT), PLAIN, INK, &told);
    sheets.next(PLAIN);
    sheets.skip(20);
}

fn tax_word(it: &Rendered<'_>) -> String {
    let Some(tax) = it.taxes.only(it.statement) else { return it.say("billing-tax") };
    let key = format!("billing-tax-{}", tax.category.code().to_lowercase());
    it.with(&key, &[("rate", percent(tax.rate_bps).into())])
}

/// Basis points as a percentage: `25.5`.
pub(crate) fn percent(bps: i64) -> String {
    let text = format!("{}.{:02}", bps / 100, bps % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
