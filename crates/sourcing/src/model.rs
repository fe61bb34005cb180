//! Inquiries, requests, quotes, and when one becomes an agreement.

pub(crate) mod compare;
mod inquiry;
pub(crate) mod matching;
mod quote;
mod refusal;
mod request;
mod request_file;
mod request_quote;
mod request_refusal;
mod saved_search;

pub use compare::{Compared, Order, SellerRecord};
pub(crate) use inquiry::{Going, QUANTITY_MOST};
pub use inquiry::{Inquiry, InquiryKind, InquiryRow, InquiryState, NewInquiry, Side, Thread};
pub use matching::{Lead, Listed, Match, Part, Points, Roster, Supplier};
pub use quote::{Award, NewPart, NewQuote, Quote, QuoteKind, QuoteState, QuoteTerms};
pub use refusal::SourcingRefusal;
pub use request::{
    Audience, Mark, NewRequest, NewRequestLine, NewTarget, Reader, Request, RequestKind,
    RequestLine, RequestSeen, RequestState, ReviewReason, Spec, Verdict, Wanted,
};
pub(crate) use request::{UnknownBuyer, due_after, marks_of};
pub(crate) use request_file::admit_beside;
pub use request_file::{RequestFile, RequestFileKind};
pub use request_quote::{
    Answer, AwardedLine, Fit, Meets, NewQuoteLine, NewRequestQuote, NewSample, RequestAward,
    RequestQuote, RequestQuoteLine, Sample, Take,
};
pub use request_refusal::RequestRefusal;
pub use saved_search::{Filter, NewSavedSearch, SavedSearch, SavedSearchKind, Sought};
