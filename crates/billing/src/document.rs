//! An invoice or a credit note as UBL 2.1, by the rules of EN 16931.

use crate::model::{Bill, Category, Details, DocumentKind, Parties};
use anyhow::{Context, anyhow};
use en16931::invoice::{
    Code, DocumentTotals, Party, Period, PostalAddress, PrecedingInvoice, VatBreakdown,
};
use en16931::profiles::EN16931;
use en16931::{
    Date, DocumentReference, En16931, Identifier, Invoice, InvoiceAmount, InvoiceLine, Percentage,
    Quantity, Validated,
};
use en16931_formats::Syntax;
use kernel::{Any, Id, Money};
use rust_decimal::Decimal;

/// The unit of one service (UN/ECE Recommendation 20).
const ONE: &str = "C62";

/// Whether the document keeps every rule of EN 16931, so that it can be issued.
pub(crate) fn is_sound(bill: &Bill<'_>) -> anyhow::Result<bool> {
    Ok(Validated::<En16931>::new(invoice_of(bill)?).is_ok())
}

/// The document, checked against every rule of EN 16931 before it is written: what does not pass is
/// never issued.
pub(crate) fn xml_of(bill: &Bill<'_>) -> anyhow::Result<String> {
    let proven: Validated<En16931> =
        Validated::new(invoice_of(bill)?).map_err(|no| anyhow!("a document that is none: {no}"))?;
    Ok(en16931_formats::write(&proven, Syntax::Ubl).xml)
}

fn invoice_of(bill: &Bill<'_>) -> anyhow::Result<Invoice> {
    let mut builder = Invoice::builder(
        EN16931.specification_id,
        bill.number.to_string(),
        date(bill.issued_on)?,
        bill.kind.type_code(),
        bill.charged.currency.code(),
    )
    .seller(bill.parties.0.clone())
    .buyer(bill.parties.1.clone())
    .invoicing_period(Period {
        start: Some(date(bill.month.first_day())?),
        end: Some(date(bill.month.last_day())?),
    })
    .note(note(bill))
    .totals(totals(bill));
    if bill.kind == DocumentKind::Credit {
        builder = builder.credit_note();
    }
    let mut invoice = builder.vat_breakdown(breakdown(bill)).build();
    if let Some((number, issued_on)) = bill.about {
        invoice.preceding_invoices.push(PrecedingInvoice {
            reference: DocumentReference::new(number.to_string()),
            issue_date: Some(date(issued_on)?),
        });
    }
    invoice.lines = lines(bill);
    Ok(invoice)
}

fn date(told: jiff::civil::Date) -> anyhow::Result<Date> {
    Date::parse(&told.to_string()).context("a date that is none")
}

/// Hundredths of the currency's unit, half to even: EN 16931 knows no third decimal.
fn hundredths(money: Money) -> i64 {
    let per_unit = money.currency.minor_per_unit();
    Money { minor: 100, ..money }.pro_rata(money.minor, per_unit).minor
}

fn amount(money: Money) -> InvoiceAmount {
    InvoiceAmount::from_minor_units(hundredths(money))
}

/// The tax as the document states it: what is left of the whole, so that both add up in hundredths.
fn tax_of(bill: &Bill<'_>) -> InvoiceAmount {
    InvoiceAmount::from_minor_units(hundredths(bill.gross()) - hundredths(bill.net()))
}

/// Seller and buyer of an invoice.
pub(crate) fn parties_of(
    operator: &Details,
    (firm, id): (&Details, Id<Any>),
    category: Category,
) -> Parties {
    let (mut seller, mut buyer) = (party(operator, category), party(firm, category));
    // Where no VAT number may stand there must be another one.
    if seller.vat_identifier.is_none() && seller.legal_registration.is_none() {
        seller.identifiers.push(Identifier::new(operator.vat_id.clone()));
    }
    buyer.identifiers.push(Identifier::new(id.raw().to_string()));
    (seller, buyer)
}

/// Seller and buyer as an issued document names them: who it corrects is who it was made out to.
pub(crate) fn parties_in(xml: &str) -> anyhow::Result<Parties> {
    let read = en16931_formats::read(xml.as_bytes());
    let read = read.map_err(|error| anyhow!("an issued document does not read: {error}"))?;
    Ok((read.invoice.seller, read.invoice.buyer))
}

/// A party; outside the scope of the tax no VAT number may stand (BR-O-02).
fn party(details: &Details, category: Category) -> Party {
    let address = PostalAddress {
        line1: some(&details.street),
        city: some(&details.city),
        post_code: some(&details.post_code),
        country: Some(Code::new(details.country.clone())),
        ..PostalAddress::default()
    };
    let mut party = Party::new(details.legal_name.clone(), address);
    party.legal_registration = some(&details.registration).map(Identifier::new);
    if category != Category::O {
        party.vat_identifier = some(&details.vat_id);
    }
    party
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}

fn note(bill: &Bill<'_>) -> String {
    let kept =
        "The amount was kept back from the money released in custody; nothing is to be paid.";
    let given = "The amount went back with refunds to buyers; nothing is to be paid.";
    match bill.kind {
        DocumentKind::Invoice => kept.to_owned(),
        DocumentKind::Credit => given.to_owned(),
    }
}

/// Everything was settled in custody, so all of it is paid and nothing due.
fn totals(bill: &Bill<'_>) -> DocumentTotals {
    DocumentTotals {
        line_total: amount(bill.net()),
        taxable_total: amount(bill.net()),
        vat_total: Some(tax_of(bill)),
        gross_total: amount(bill.gross()),
        paid: Some(amount(bill.gross())),
        due: InvoiceAmount::from_minor_units(0),
        ..DocumentTotals::default()
    }
}

/// The rate as a percentage; outside the scope there is none.
fn rate(bill: &Bill<'_>) -> Option<Percentage> {
    let percent = Decimal::new(bill.tax.rate_bps, 2).normalize();
    Some(Percentage::new(percent)).filter(|_| bill.tax.category != Category::O)
}

fn breakdown(bill: &Bill<'_>) -> VatBreakdown {
    let (reason, code) = match bill.tax.category {
        Category::S | Category::Z => (None, None),
        Category::E => (Some("Exempt from VAT"), None),
        Category::Ae => (Some("Reverse charge"), Some("VATEX-EU-AE")),
        Category::O => (Some("Not subject to VAT"), Some("VATEX-EU-O")),
    };
    VatBreakdown {
        taxable_amount: amount(bill.net()),
        tax_amount: tax_of(bill),
        category: Code::new(bill.tax.category.code()),
        rate: rate(bill),
        exemption_reason: reason.map(str::to_owned),
        exemption_reason_code: code.map(Code::new),
    }
}

/// What was charged, and what of it went back in the same month.
fn lines(bill: &Bill<'_>) -> Vec<InvoiceLine> {
    let (_, back) = bill.line_nets();
    let back = hundredths(back);
    let charged = hundredths(bill.net()) + back;
    let what = match bill.kind {
        DocumentKind::Invoice => format!("Guarantee fees, {}", bill.month),
        DocumentKind::Credit => format!("Guarantee fees given back, {}", bill.month),
    };
    let line = |id: &str, what: String, quantity: i64, minor: i64| {
        let net = InvoiceAmount::from_minor_units(minor);
        let quantity = Quantity::new(Decimal::from(quantity));
        InvoiceLine::new(id, what, quantity, ONE, net, bill.tax.category.code(), rate(bill))
    };
    let mut lines = vec![line("1", what, 1, charged)];
    if back > 0 {
        let what = format!("Of these given back, {}", bill.month);
        lines.push(line("2", what, -1, -back));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Number, Tax};
    use kernel::Currency;

    fn party_of(country: &str, vat_id: &str) -> Details {
        Details {
            legal_name: "集市 & Söhne <GmbH>".to_owned(),
            street: "Hauptstraße 1".to_owned(),
            city: "Berlin".to_owned(),
            post_code: "10115".to_owned(),
            country: country.to_owned(),
            vat_id: vat_id.to_owned(),
            registration: "HRB 1".to_owned(),
            version: 1,
        }
    }

    #[test]
    fn every_kind_of_tax_and_currency_makes_a_document_that_passes_and_reads_back_the_same() {
        let (operator, firm) = (party_of("DE", "DE123456789"), party_of("SE", "SE556677889901"));
        let day = jiff::civil::date(2027, 4, 3);
        for currency in [Currency::USD, Currency::JPY, Currency::from_code("KWD").expect("KWD")] {
            for (category, rate_bps) in [(Category::S, 1_900), (Category::Ae, 0), (Category::O, 0)]
            {
                for (charged, returned, kind) in [
                    (11_900, 0, DocumentKind::Invoice),
                    (7, 3, DocumentKind::Invoice),
                    (123_457, 99_991, DocumentKind::Invoice),
                    (1_001, 0, DocumentKind::Credit),
                ] {
                    let parties = parties_of(&operator, (&firm, Id::new(12)), category);
                    let bill = Bill {
                        kind,
                        number: Number { year: 2027, nth: 7 },
                        month: "2027-03".parse().expect("a month"),
                        issued_on: day,
                        parties: &parties,
                        tax: Tax { category, rate_bps },
                        charged: Money::new(charged, currency),
                        returned: Money::new(returned, currency),
                        about: match kind {
                            DocumentKind::Invoice => None,
                            DocumentKind::Credit => Some((Number { year: 2027, nth: 3 }, day)),
                        },
                    };
                    let xml = xml_of(&bill).expect("a document");
                    let read = en16931_formats::read(xml.as_bytes()).expect("read again");
                    assert_eq!(read.invoice, invoice_of(&bill).expect("the same"));
                    assert_eq!(parties_in(&xml).expect("its parties"), parties);
                    let sums = (bill.net().minor + bill.tax_amount().minor, bill.gross().minor);
                    assert_eq!(sums.0, sums.1);
                }
            }
        }
    }
}
