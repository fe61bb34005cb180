//! Inquiries and quotes as JSON.

mod inquiries;
mod views;

pub use inquiries::NewInquiryBody;
pub use views::{InquiryCard, InquiryView, PartView, PlaceView, QuoteView};

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::App;

/// The routes of inquiries and quotes.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(inquiries::inquire))
        .routes(routes!(inquiries::list))
        .routes(routes!(inquiries::read))
        .routes(routes!(inquiries::say))
        .routes(routes!(inquiries::quote))
        .routes(routes!(inquiries::withdraw))
}
