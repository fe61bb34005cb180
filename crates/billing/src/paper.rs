//! Statements and invoices as PDF: A4, one font with Chinese and Latin letters, embedded as far as
//! it is used.

mod bill;
mod font;
mod sheet;
mod statement;

pub(crate) use bill::pdf_of_invoice;
pub use font::{Fonts, MissingFont};
pub(crate) use statement::{Rendered, pdf_of_statement, percent};
