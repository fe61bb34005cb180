//! Inquiries, requests and quotes as JSON.

mod inquiries;
mod request_views;
mod requests;
mod search;
mod views;

pub use inquiries::NewInquiryBody;
pub use request_views::{
    CompareView, LeadView, OwnQuoteView, PointsView, QuoteLineView, RequestCard, RequestLineView,
    RequestQuoteView, RequestView, SampleView, SearchView,
};
pub use search::{RequestsFoundView, search_api};
pub use views::{InquiryCard, InquiryView, PartView, PlaceView, QuoteView};

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::App;

/// The routes of inquiries, requests and quotes.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(inquiries::inquire))
        .routes(routes!(inquiries::list))
        .routes(routes!(inquiries::read))
        .routes(routes!(inquiries::say))
        .routes(routes!(inquiries::quote))
        .routes(routes!(inquiries::withdraw))
        .routes(routes!(requests::draft, requests::list))
        .routes(routes!(requests::read, requests::change))
        .routes(routes!(requests::send))
        .routes(routes!(requests::close))
        .routes(routes!(requests::review))
        .routes(routes!(requests::in_review))
        .routes(routes!(requests::demand))
        .routes(routes!(requests::leads))
        .routes(routes!(requests::own_quotes))
        .routes(routes!(requests::quote, requests::quotes))
        .routes(routes!(requests::withdraw))
        .routes(routes!(requests::save, requests::saved))
        .routes(routes!(requests::forget))
}
