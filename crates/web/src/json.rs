//! How money, prices and pages are written in the API.

use kernel::{Currency, Money, MoneyRefusal, Page, Stop, UnitPrice};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An amount of money: plain decimal digits, exactly the currency's decimals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Amount {
    /// Such as `12400.00`.
    #[schema(example = "12400.00")]
    pub amount: String,
    /// ISO 4217.
    #[schema(example = "USD", min_length = 3, max_length = 3)]
    pub currency: String,
}

impl From<Money> for Amount {
    fn from(money: Money) -> Self {
        Self { amount: money.plain(), currency: money.currency.code().to_owned() }
    }
}

impl TryFrom<&Amount> for Money {
    type Error = Stop;

    fn try_from(amount: &Amount) -> Result<Self, Stop> {
        let currency = currency(&amount.currency)?;
        Ok(Self::parse(&amount.amount, currency)?)
    }
}

/// Reads an ISO 4217 code.
pub fn currency(code: &str) -> Result<Currency, Stop> {
    let refusal = kernel::Refusal {
        code: "money-unknown-currency",
        field: Some("currency"),
        facts: vec![("told", code.chars().take(8).collect::<String>().into())],
    };
    Currency::from_code(code).ok_or(Stop::Refused(refusal))
}

/// Reads a unit price of at most six decimals.
pub fn unit_price(digits: &str, currency: Currency) -> Result<UnitPrice, MoneyRefusal> {
    UnitPrice::parse(digits, currency)
}

/// One page of a list.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Rows<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// Give this as `after` to go on; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<i64>,
}

impl<T, U: From<T>> From<Page<T>> for Rows<U> {
    fn from(page: Page<T>) -> Self {
        let next = page.next.map(|cursor| cursor.0);
        Self { rows: page.rows.into_iter().map(U::from).collect(), next }
    }
}
