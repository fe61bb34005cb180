//! Writing messages: orders to a bank, and what a played bank says.

mod answer;
mod order;
mod recall;
mod statement;
mod text;

pub use answer::{AnswerVersion, write_answer};
pub use order::{Holder, OrderVersion, Orders, write_orders};
pub use recall::{Assignment, ResolutionVersion, write_recall, write_resolution};
pub use statement::{StatementVersion, write_statement};
pub use text::Unwritable;
