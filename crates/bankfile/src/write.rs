//! Writing messages: orders to a bank, and what a played bank says.

mod answer;
mod order;
mod statement;
mod text;

pub use answer::{AnswerVersion, write_answer};
pub use order::{Holder, OrderVersion, Orders, write_orders};
pub use statement::{StatementVersion, write_statement};
pub use text::Unwritable;
