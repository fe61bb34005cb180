//! Inquiries, quotes, and when one becomes an agreement.

mod inquiry;
mod quote;
mod refusal;

pub(crate) use inquiry::Going;
pub use inquiry::{Inquiry, InquiryKind, InquiryRow, InquiryState, NewInquiry, Side, Thread};
pub use quote::{Award, NewPart, NewQuote, Quote, QuoteKind, QuoteState, QuoteTerms};
pub use refusal::SourcingRefusal;
