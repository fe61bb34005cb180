//! The page kit: one layout, one stylesheet, small parts, forms that keep what was typed.

mod about;
mod assets;
mod form;
mod frame;
mod parts;
mod post;
mod upload;

pub use about::{about, about_price, about_range};
pub use assets::assets;
pub use form::{Choice, Draft, FormKit, Input};
pub use frame::{Frame, Item, Menus, Stands, Viewer, address_in};
pub use parts::{
    Lamp, Lane, LedgerLine, Moment, Station, Tone, Track, Trust, Who, empty, hyphens, icon, lamp,
    ledger, ledger_of_amounts, money, note, pager, section, tag, time, timeline, tracks, trust,
};
pub use post::{
    Posted, PostedFile, YEAR_S, back_to, done, local, page_of_problem, read_whole, unwelcome,
    with_cookie,
};
pub use upload::{Most, Sent, take_body, take_upload};

use crate::problem::Problem;
use axum::response::Response;

/// What a page's handler gives: a page, or a problem that the door turns into one.
pub type PageResult = Result<Response, Problem>;
