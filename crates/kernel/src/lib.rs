#![doc = include_str!("../README.md")]

mod actor;
mod calendar;
pub mod iban;
mod id;
mod lang;
mod locode;
mod money;
mod page;
mod price;
mod rate;
mod refusal;
pub mod rules;
mod tax;
pub mod text;
mod time;
mod trade;
mod unit;

pub use actor::{Actor, Desk, Role, Scope};
pub use calendar::{Calendar, CalendarFault, Special};
pub use id::{Any, Firm, Id, Kind, Person};
pub use lang::{Lang, Locale};
pub use locode::Locode;
pub use money::{Currency, Money, MoneyRefusal};
pub use page::{Cursor, Limit, NoCursor, Page, TurnCursor, TurnKey, TurnPage};
pub use price::UnitPrice;
pub use rate::{Rate, Rates};
pub use refusal::{Fact, Faults, Outcome, Reason, Refusal, Stop};
pub use tax::{Tax, TaxBasis, TaxCategory, TaxSum};
pub use time::{MICROS_PER_DAY, MICROS_PER_SECOND, Timestamp};
pub use trade::{Incoterm, PaymentDue, PaymentPart, Transport};
pub use unit::Unit;
