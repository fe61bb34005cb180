//! Who stands on an invoice.

use super::BillingRefusal;
use kernel::text::{TextFault, read_line};
use kernel::{Faults, Outcome};
use party::Country;
use serde::{Deserialize, Serialize};

/// The longest name or line of an address; a document can still show it on two lines.
const LINE_MOST: usize = 120;
/// The longest number of a register or a tax office.
const NUMBER_MOST: usize = 35;

/// A firm, or the operator, as invoices name it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// The registered name.
    pub legal_name: String,
    /// Street and house.
    pub street: String,
    /// The city.
    pub city: String,
    /// The postal code; empty where there is none.
    pub post_code: String,
    /// ISO 3166-1.
    pub country: String,
    /// The VAT number with its country's prefix; empty where there is none.
    pub vat_id: String,
    /// The number in a register of firms; empty if it is not told.
    pub registration: String,
    /// Raised with every change; nothing before the first.
    pub version: i64,
}

impl Details {
    /// What must be there before an invoice can name a firm.
    pub fn is_enough(&self) -> bool {
        ![&self.legal_name, &self.street, &self.city, &self.country]
            .iter()
            .any(|one| one.is_empty())
    }

    /// The operator must be known to a tax office or a register besides.
    pub fn is_enough_to_issue(&self) -> bool {
        self.is_enough() && !(self.vat_id.is_empty() && self.registration.is_empty())
    }
}

/// What was typed.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "the fields are those of `Details`")]
pub struct NewDetails {
    pub legal_name: String,
    pub street: String,
    pub city: String,
    pub post_code: String,
    pub country: String,
    pub vat_id: String,
    pub registration: String,
}

impl NewDetails {
    /// Reads all fields; what is wrong is told of each. The operator says one number at least.
    pub(crate) fn read(&self, is_operator: bool) -> Outcome<Details> {
        let mut faults = Faults::default();
        let empty = String::new;
        let vat_id = self.vat_id.to_uppercase().replace([' ', '.', '-'], "");
        let country = Country::parse(&self.country, "country").map(|one| one.code().to_owned());
        let read = Details {
            legal_name: faults.or(line("legal_name", &self.legal_name, LINE_MOST), empty()),
            street: faults.or(line("street", &self.street, LINE_MOST), empty()),
            city: faults.or(line("city", &self.city, LINE_MOST), empty()),
            post_code: faults.or(maybe("post_code", &self.post_code, NUMBER_MOST), empty()),
            country: faults.or(country, empty()),
            vat_id: faults.or(vat_number(&vat_id), empty()),
            registration: faults
                .or(maybe("registration", &self.registration, NUMBER_MOST), empty()),
            version: 0,
        };
        if is_operator && read.vat_id.is_empty() && read.registration.is_empty() {
            faults.add(BillingRefusal::OperatorWithoutNumber);
        }
        faults.end().map(|()| read)
    }
}

fn line(field: &'static str, told: &str, most: usize) -> Result<String, BillingRefusal> {
    read_line(told, most).map_err(|fault| match fault {
        TextFault::Empty => BillingRefusal::Missing { field },
        _ => BillingRefusal::Text { field, most: i64::try_from(most).unwrap_or(i64::MAX) },
    })
}

fn maybe(field: &'static str, told: &str, most: usize) -> Result<String, BillingRefusal> {
    if told.trim().is_empty() { Ok(String::new()) } else { line(field, told, most) }
}

/// Prefixes that are no country of ISO 3166-1: Greece and Northern Ireland. EN 16931 (BR-CO-09)
/// refuses all others, such as the EU of the one-stop shop.
const PREFIXES: [&str; 2] = ["EL", "XI"];

/// Two letters of a country and 2 to 13 letters or digits; nothing is a number too.
fn vat_number(told: &str) -> Result<String, BillingRefusal> {
    let (prefix, rest) = told.split_at_checked(2).unwrap_or((told, ""));
    let is_number = (PREFIXES.contains(&prefix) || Country::from_code(prefix).is_some())
        && (2..=13).contains(&rest.len())
        && rest.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if told.is_empty() || is_number { Ok(told.to_owned()) } else { Err(BillingRefusal::VatNumber) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new(country: &str, vat_id: &str) -> NewDetails {
        NewDetails {
            legal_name: "  宁波袜业 <有限公司> ".to_owned(),
            street: "Hamngatan 1".to_owned(),
            city: "Stockholm".to_owned(),
            country: country.to_owned(),
            vat_id: vat_id.to_owned(),
            ..NewDetails::default()
        }
    }

    #[test]
    fn a_vat_number_is_read_however_it_is_typed_and_nothing_else_passes_for_one() {
        for (told, read) in [
            ("se 556677-8899 01", Some("SE556677889901")),
            ("", Some("")),
            ("556677889901", None),
            ("SE", None),
            ("瑞典123", None),
            ("SE<script>", None),
            ("EL123456789", Some("EL123456789")),
            ("XI 123 4567 89", Some("XI123456789")),
            ("EU372000041", None),
            ("ZZ123456789", None),
        ] {
            let vat_id = new("SE", told).read(false).ok().map(|details| details.vat_id);
            assert_eq!(vat_id.as_deref(), read, "{told}");
        }
    }

    #[test]
    fn everything_that_is_missing_is_told_at_once() {
        let stop = NewDetails::default().read(true).expect_err("refusals");
        let kernel::Stop::RefusedAll(all) = stop else { panic!("not refusals") };
        let fields: Vec<_> = all.iter().filter_map(|refusal| refusal.field).collect();
        assert_eq!(fields, ["legal_name", "street", "city", "country", "vat_id"]);
    }
}
