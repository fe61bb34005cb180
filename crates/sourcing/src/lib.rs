#![doc = include_str!("../README.md")]

mod actions;
pub mod api;
pub mod events;
pub mod jobs;
mod model;
pub mod pages;
mod store;
pub mod views;

pub use actions::{
    Alert, add_request_file, award, award_request, bring, change_request, close_request, demand,
    draft_request, due_alerts, find, forget_search, get, inquire, inquiries, leads,
    own_request_quotes, own_requests, quote, quote_request, remove_request_file, request,
    request_categories, request_file, request_files, requests_in_review, review_request,
    save_search, saved_searches, say, seller_records, send_request, unmatched_requests, unmet,
    unsubscribe, withdraw, withdraw_request_quote, write_alerts,
};
pub use jobs::RequestFinder;
pub use model::{
    Answer, Audience, Award, AwardedLine, Compared, Filter, Fit, Inquiry, InquiryKind, InquiryRow,
    InquiryState, Lead, Listed, Mark, Match, Meets, NewInquiry, NewPart, NewQuote, NewQuoteLine,
    NewRequest, NewRequestLine, NewRequestQuote, NewSample, NewSavedSearch, NewTarget, Order, Part,
    Points, Quote, QuoteKind, QuoteState, QuoteTerms, Reader, Request, RequestAward, RequestFile,
    RequestFileKind, RequestKind, RequestLine, RequestQuote, RequestQuoteLine, RequestRefusal,
    RequestSeen, RequestState, ReviewReason, Roster, Sample, SavedSearch, SavedSearchKind,
    SellerRecord, Side, Sought, SourcingRefusal, Spec, Supplier, Take, Thread, Verdict, Wanted,
};

use ::store::{Migration, migration};
use kernel::{Lang, Locale};

/// The tables of inquiries, requests and quotes, in order.
pub const MIGRATIONS: &[Migration] = &[
    migration("sourcing-0001", include_str!("../migrations/0001.sql")),
    migration("sourcing-0002", include_str!("../migrations/0002.sql")),
    migration("sourcing-searches", include_str!("../migrations/0003.sql")),
    migration("sourcing-request-files", include_str!("../migrations/0004.sql")),
];

/// What it says when it says no.
pub const LOCALES: &[Locale] = &[
    Locale { lang: Lang::En, text: include_str!("../locales/en.ftl") },
    Locale { lang: Lang::ZhCn, text: include_str!("../locales/zh-CN.ftl") },
];
