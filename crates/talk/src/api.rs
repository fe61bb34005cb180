//! Conversations as JSON.

mod talks;
mod views;

pub use talks::{HandBody, MailWishBody, MessageBody, ReportBody, RouteBody, WhyBody};
pub use views::{MessageView, PresenceView, RouteView, TalkCard, TalkView};

use axum::extract::DefaultBodyLimit;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::App;

/// The routes of conversations.
pub fn api() -> OpenApiRouter<App> {
    let upload = OpenApiRouter::new()
        .routes(routes!(talks::send_file))
        .layer(DefaultBodyLimit::max(crate::pages::UPLOAD_BODY_MOST));
    OpenApiRouter::new()
        .routes(routes!(talks::list))
        .routes(routes!(talks::events))
        .routes(routes!(talks::routes_of_firm, talks::add_route))
        .routes(routes!(talks::remove_route))
        .routes(routes!(talks::mail_wish, talks::set_mail_wish))
        .routes(routes!(talks::read))
        .routes(routes!(talks::say))
        .routes(routes!(talks::hide))
        .routes(routes!(talks::get_file))
        .routes(routes!(talks::seen))
        .routes(routes!(talks::hand_over))
        .routes(routes!(talks::report))
        .routes(routes!(talks::evidence))
        .routes(routes!(talks::look_into))
        .routes(routes!(talks::block, talks::unblock))
        .merge(upload)
}
