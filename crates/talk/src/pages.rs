//! A firm's conversations, live, with files and evidence; settings; the desk that reads reports.

mod desk;
mod evidence;
mod file;
pub(crate) mod live;
mod one;
mod settings;

pub use one::mark_read;

pub use file::{attachment, keep as upload};

pub(crate) use file::send_back;

use crate::model::{ConversationKind, MessageKind};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use kernel::{Id, Outcome, Stop};
use web::App;

/// The largest body of an upload: a file and the lines that a form puts around it.
pub const UPLOAD_BODY_MOST: usize = crate::model::FILE_MOST_BYTES + 64 * 1024;

/// The routes of conversations.
pub fn pages() -> Router<App> {
    let files = post(file::send).layer(DefaultBodyLimit::max(UPLOAD_BODY_MOST));
    Router::new()
        .route("/messages", get(one::list))
        .route("/messages/events", get(live::events))
        .route("/messages/mail", get(settings::show).post(settings::set_wish))
        .route("/messages/mail-off/{token}", get(settings::ask_off).post(settings::mail_off))
        .route("/messages/routes", post(settings::add_route))
        .route("/messages/routes/{route}/remove", post(settings::remove_route))
        .route("/messages/{talk}", get(one::read).post(one::say))
        .route("/messages/{talk}/new", get(live::fresh))
        .route("/messages/{talk}/seen", post(live::seen))
        .route("/messages/{talk}/files", files)
        .route("/messages/{talk}/files/{message}", get(file::get))
        .route("/messages/{talk}/said/{message}", get(one::message).post(one::hide))
        .route("/messages/{talk}/hand", post(one::hand))
        .route("/messages/{talk}/block", post(one::block))
        .route("/messages/{talk}/unblock", post(one::unblock))
        .route("/messages/{talk}/report", post(one::report))
        .route("/messages/{talk}/evidence", get(evidence::show))
        .route("/messages/{talk}/evidence.json", get(evidence::file))
        .route("/reports", get(desk::list))
        .route("/reports/{talk}/read", post(desk::read))
        .route("/reports/{talk}/{report}/close", post(desk::close))
}

pub(crate) fn talk_id(text: &str) -> Outcome<Id<ConversationKind>> {
    text.parse().map_err(|_| Stop::Absent)
}

pub(crate) fn message_id(text: &str) -> Outcome<Id<MessageKind>> {
    text.parse().map_err(|_| Stop::Absent)
}
