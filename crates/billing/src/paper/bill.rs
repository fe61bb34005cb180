//! An invoice or a credit note on paper: made from the very document that was issued.

use super::font::Letters;
use super::sheet::{At, LEFT, PLAIN, RIGHT, SMALL, Sheets, TITLE};
use super::statement::percent;
use crate::model::{Document, DocumentKind};
use anyhow::{Context, anyhow};
use en16931::Invoice;
use en16931::invoice::Party;
use kernel::Fact;
use web::{Reader, Words, show_number};

/// Where the right half begins.
const MIDDLE: i32 = 3_100;
/// Black and grey.
const INK: u8 = 0;
const GREY: u8 = 90;

/// What is said, to whom.
struct Voice<'a> {
    words: &'a Words,
    reader: &'a Reader,
}

impl Voice<'_> {
    fn say(&self, key: &str) -> String {
        self.words.say(self.reader.lang, key)
    }

    fn with(&self, key: &str, name: &str, fact: impl Into<Fact>) -> String {
        self.words.say_with(self.reader, key, &[(name, fact.into())])
    }
}

pub(crate) fn pdf_of_invoice(
    letters: &Letters,
    (words, reader): (&Words, &Reader),
    document: &Document,
) -> anyhow::Result<Vec<u8>> {
    let voice = Voice { words, reader };
    let read = en16931_formats::read(document.xml.as_bytes());
    let read = read.map_err(|error| anyhow!("an issued document does not read: {error}"))?;
    let invoice = read.invoice;
    let mut sheets = Sheets::new(letters)?;
    let number = document.number.to_string();
    let key = format!("billing-{}-number", document.kind.word());
    let title = voice.with(&key, "number", number.as_str());
    sheets.paragraph(LEFT, RIGHT - LEFT, (TITLE, INK), &title);
    sheets.skip(120);
    parties(&mut sheets, &voice, &invoice);
    facts(&mut sheets, &voice, document, &invoice);
    lines(&mut sheets, &voice, &invoice)?;
    totals(&mut sheets, &voice, document, &invoice);
    sheets.skip(300);
    for note in &invoice.notes {
        let text = note.note.as_deref().unwrap_or_default();
        sheets.paragraph(LEFT, RIGHT - LEFT, (SMALL, GREY), text);
    }
    let seller = invoice.seller.name.unwrap_or_default();
    sheets.finish(&title, reader.lang.tag(), &format!("{seller} · {number}"))
}

/// Seller left, buyer right.
fn parties(sheets: &mut Sheets<'_>, voice: &Voice<'_>, invoice: &Invoice) {
    let begin = sheets.y;
    let mut end = begin;
    let sides =
        [(LEFT, "billing-seller", &invoice.seller), (MIDDLE, "billing-buyer", &invoice.buyer)];
    for (x, key, party) in sides {
        sheets.y = begin;
        sheets.put(At::From(x), SMALL, GREY, &voice.say(key));
        sheets.next(PLAIN);
        for text in party_lines(party) {
            sheets.paragraph(x, 2_250, (PLAIN, INK), &text);
        }
        end = end.max(sheets.y);
    }
    sheets.y = end + 160;
}

fn party_lines(party: &Party) -> Vec<String> {
    let address = &party.address;
    let text = |part: &Option<String>| part.clone().unwrap_or_default();
    let city = format!("{} {}", text(&address.post_code), text(&address.city));
    let country = address.country.as_ref().map(|code| code.as_str().to_owned());
    let registration = party.legal_registration.as_ref().map(|id| id.content().to_owned());
    let all = [
        text(&party.name),
        text(&address.line1),
        city.trim().to_owned(),
        country.unwrap_or_default(),
        text(&party.vat_identifier),
        registration.unwrap_or_default(),
    ];
    all.into_iter().filter(|line| !line.is_empty()).collect()
}

fn facts(sheets: &mut Sheets<'_>, voice: &Voice<'_>, document: &Document, invoice: &Invoice) {
    let about: Vec<_> =
        invoice.preceding_invoices.iter().map(|one| one.reference.as_str().to_owned()).collect();
    let mut rows = vec![
        ("billing-issued-on", voice.reader.day(document.issued_at)),
        ("billing-month", document.month.to_string()),
    ];
    if document.kind == DocumentKind::Credit {
        rows.push(("billing-about-invoices", about.join(", ")));
    }
    for (key, value) in rows {
        sheets.put(At::From(LEFT), SMALL, GREY, &voice.say(key));
        sheets.paragraph(LEFT + 1_300, RIGHT - LEFT - 1_300, (PLAIN, INK), &value);
    }
    sheets.skip(260);
}

fn lines(sheets: &mut Sheets<'_>, voice: &Voice<'_>, invoice: &Invoice) -> anyhow::Result<()> {
    let currency = invoice.currency.as_ref().context("an invoice without a currency")?;
    sheets.put(At::From(LEFT), SMALL, GREY, &voice.say("billing-service"));
    let net = format!("{} ({})", voice.say("billing-net"), currency.as_str());
    sheets.put(At::Until(RIGHT), SMALL, GREY, &net);
    sheets.skip(50);
    sheets.rule(LEFT, RIGHT, 8);
    sheets.skip(150);
    for line in &invoice.lines {
        sheets.put(At::Until(RIGHT), PLAIN, INK, &told(&line.net_amount));
        let name = line.item.name.as_deref().unwrap_or_default();
        sheets.paragraph(LEFT, 3_600, (PLAIN, INK), name);
        sheets.skip(30);
    }
    Ok(())
}

/// An amount of the document, as it stands there.
fn told(amount: &impl std::fmt::Display) -> String {
    show_number(&amount.to_string()).replace('-', "−")
}

/// The sums as the document states them, so that its lines add up to them: an invoice knows
/// hundredths, also of a currency with three decimals or none.
fn totals(sheets: &mut Sheets<'_>, voice: &Voice<'_>, document: &Document, invoice: &Invoice) {
    let tax = format!("billing-tax-{}", document.tax.category.code().to_lowercase());
    let rate = percent(document.tax.rate_bps);
    let all = &invoice.totals;
    let settled = format!("billing-settled-{}", document.kind.word());
    let rows = [
        (voice.say("billing-net"), told(&all.line_total)),
        (voice.with(&tax, "rate", rate), all.vat_total.as_ref().map(told).unwrap_or_default()),
        (voice.say("billing-gross"), told(&all.gross_total)),
        (voice.say(&settled), format!("−{}", all.paid.as_ref().map(told).unwrap_or_default())),
        (voice.say("billing-due"), told(&all.due)),
    ];
    sheets.skip(-40);
    sheets.rule(LEFT, RIGHT, 8);
    sheets.skip(200);
    for (name, amount) in rows {
        let sum = format!("{} {amount}", document.gross.currency.code());
        sheets.put(At::Until(RIGHT), PLAIN, INK, &sum);
        sheets.paragraph(MIDDLE - 500, 1_900, (PLAIN, INK), &name);
        sheets.skip(20);
    }
}
