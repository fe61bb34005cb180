//! Where goods go.

use super::refusal::DealRefusal;
use catalog::ProductKind;
use kernel::text::{TextFault, read_line};
use kernel::{Faults, Id, Money, Outcome, Tax, TaxBasis};
use party::Country;

/// A name on a parcel, a street, a region: each fits one line of its label.
const LINE_CHARS_MOST: usize = 100;
/// The longest street addresses take two lines of a label.
const STREET_CHARS_MOST: usize = 200;
/// E.164 has 15 digits; people set them apart.
const PHONE_CHARS_MOST: usize = 32;
/// Digits that a telephone number has at least.
const PHONE_DIGITS_LEAST: usize = 5;
/// The longest postcodes have ten.
const POSTCODE_CHARS_MOST: usize = 16;

/// Whom goods go to, and where.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Address {
    /// Who takes the parcel.
    pub name: String,
    /// By which the carrier reaches them.
    pub phone: String,
    /// ISO 3166-1, two letters.
    pub country: String,
    /// State or province; empty where there is none.
    pub region: String,
    /// Town.
    pub city: String,
    /// Street, house, flat.
    pub street: String,
    /// Empty where there is none.
    pub postcode: String,
}

/// How an order is brought.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Delivery {
    /// Where to; nothing for what does not travel.
    pub address: Option<Address>,
    /// What bringing costs; nothing where that is in the price.
    pub freight: Option<Money>,
    /// How it is taxed; nothing where the shop does not tell.
    pub tax: Option<DeliveryTax>,
}

/// How an order is taxed where it goes, as its shop says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryTax {
    /// Whether tax is in the prices or comes on top.
    pub basis: TaxBasis,
    /// Of each product.
    pub goods: Vec<(Id<ProductKind>, Tax)>,
    /// Of bringing it.
    pub freight: Tax,
}

impl DeliveryTax {
    /// How a product is taxed; what nothing is told of is outside any tax.
    pub fn of(&self, product: Id<ProductKind>) -> Tax {
        let found = self.goods.iter().find(|(one, _)| *one == product);
        found.map_or(Tax::NONE, |(_, tax)| *tax)
    }
}

impl Address {
    /// All of it in one line, for the contract's text. Its fields hold no line ends.
    pub(crate) fn as_line(&self) -> String {
        let Self { name, phone, country, region, city, street, postcode } = self;
        [name, phone, street, postcode, city, region, country].map(String::as_str).join(" | ")
    }

    /// Reads an address as it was typed; every mistake is told at once.
    pub fn read(&self) -> Outcome<Self> {
        let mut faults = Faults::default();
        let country = self.country.trim().to_uppercase();
        if Country::from_code(&country).is_none() {
            faults.add(DealRefusal::CountryUnknown);
        }
        let digits = self.phone.chars().filter(char::is_ascii_digit).count();
        let is_number = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | ' ' | '(' | ')');
        let phone = self.phone.trim();
        if digits < PHONE_DIGITS_LEAST
            || phone.chars().count() > PHONE_CHARS_MOST
            || !phone.chars().all(is_number)
        {
            faults.add(DealRefusal::PhoneUnreadable);
        }
        let mut line = |field, told: &str, most: usize, must: bool| {
            let read = match read_line(told, most) {
                Err(TextFault::Empty) if !must => Ok(String::new()),
                read => read.map_err(|_| DealRefusal::Text {
                    field,
                    most: i64::try_from(most).unwrap_or(i64::MAX),
                }),
            };
            faults.or(read, String::new())
        };
        let read = Self {
            name: line("name", &self.name, LINE_CHARS_MOST, true),
            phone: phone.to_owned(),
            country,
            region: line("region", &self.region, LINE_CHARS_MOST, false),
            city: line("city", &self.city, LINE_CHARS_MOST, true),
            street: line("street", &self.street, STREET_CHARS_MOST, true),
            postcode: line("postcode", &self.postcode, POSTCODE_CHARS_MOST, false),
        };
        faults.end().map(|()| read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Stop;

    fn home() -> Address {
        Address {
            name: "Elsa Lind".into(),
            phone: "+46 70 123 45 67".into(),
            country: "se".into(),
            region: String::new(),
            city: "Malmö".into(),
            street: "Storgatan 1".into(),
            postcode: "211 22".into(),
        }
    }

    fn faults(change: impl FnOnce(&mut Address)) -> Vec<&'static str> {
        let mut address = home();
        change(&mut address);
        match address.read() {
            Err(Stop::RefusedAll(all)) => all.iter().filter_map(|one| one.field).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn an_address_that_a_parcel_would_not_reach_is_refused_field_by_field() {
        assert_eq!(home().read().map(|read| read.country).ok().as_deref(), Some("SE"));
        assert!(faults(|_| ()).is_empty());
        let all = faults(|address| *address = Address::default());
        assert_eq!(all, ["country", "phone", "name", "city", "street"]);
        assert_eq!(faults(|address| address.phone = "call me maybe".into()), ["phone"]);
        assert_eq!(faults(|address| address.street = "a\u{202e}b".into()), ["street"]);
        assert_eq!(faults(|address| address.postcode = "1".repeat(17)), ["postcode"]);
    }
}
