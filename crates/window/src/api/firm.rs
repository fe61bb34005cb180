//! A firm's page and window as JSON.

use crate::actions;
use crate::model::{FirmPage, NewFirmPage};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use catalog::api::{PhotoView, Upload};
use catalog::{ProductKind, keep_photo};
use kernel::{Firm, Id, Stop};
use serde::{Deserialize, Serialize};
use store::Answered;
use utoipa::ToSchema;
use web::{App, Caller, Command, Edit, Problem, reply};

/// What a firm says of itself.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct FirmPageView {
    /// Whose.
    #[schema(value_type = String, example = "firm_01kd8v3m2q008")]
    pub firm: Id<Firm>,
    /// What it wrote.
    #[serde(flatten)]
    pub told: NewFirmPage,
    /// Its photos.
    pub photos: Vec<PhotoView>,
    /// Send it as `If-Match` with an edit; 0 until something is written.
    pub version: i64,
}

impl From<FirmPage> for FirmPageView {
    fn from(page: FirmPage) -> Self {
        let photos = page.photos.iter().map(PhotoView::from).collect();
        Self { firm: page.firm, told: page.told, photos, version: page.version }
    }
}

fn edited(done: Answered<FirmPageView>) -> Response {
    let version = done.value.version;
    reply(StatusCode::OK, done, Some(version))
}

/// What a firm says of itself, in every language that it writes.
#[utoipa::path(get, path = "/api/v1/firms/{id}/page", tag = "firm pages",
    params(("id" = String, Path)), responses((status = 200, body = FirmPageView)))]
pub(super) async fn read(
    State(app): State<App>,
    caller: Caller,
    Path(told): Path<String>,
) -> Result<Response, Problem> {
    let firm: Id<Firm> = told.parse().map_err(|_| Stop::Absent)?;
    let look = app.look("window.page", &caller, move |tx, _| {
        party::firm(tx, firm)?;
        actions::page_of(tx, firm).map(FirmPageView::from)
    });
    Ok(edited(Answered { value: look.await?, was_replayed: false }))
}

/// Writes the page of the caller's own firm over the version that was read.
#[utoipa::path(put, path = "/api/v1/firm/page", tag = "firm pages",
    params(("If-Match" = String, Header)), request_body = NewFirmPage,
    responses((status = 200, body = FirmPageView)))]
pub(super) async fn change(
    State(app): State<App>,
    caller: Caller,
    Edit(version): Edit,
    command: Command<NewFirmPage>,
) -> Result<Response, Problem> {
    let Command { body, call } = command;
    let act = app.act("window.change-page", &caller, &call, None, move |tx, by| {
        actions::change_page(tx, by, version, &body).map(FirmPageView::from)
    });
    Ok(edited(act.await?))
}

/// Puts a photo behind the firm's others: JPEG, PNG or WebP of at most 8 MB, as the body itself or
/// in the field `photo` of a form.
#[utoipa::path(post, path = "/api/v1/firm/photos", tag = "firm pages",
    params(("If-Match" = String, Header)), responses((status = 200, body = FirmPageView)))]
pub(super) async fn add_photo(
    State(app): State<App>,
    caller: Caller,
    Edit(version): Edit,
    upload: Upload,
) -> Result<Response, Problem> {
    app.look("window.may-change", &caller, |_, by| actions::editor(by).map(|_| ())).await?;
    let Upload { picture, call } = upload;
    let files = app.kept();
    let photo = app.compute(move || keep_photo(&*files, &picture)).await??;
    let act = app.act("window.add-photo", &caller, &call, None, move |tx, by| {
        actions::add_photo(tx, by, version, photo).map(FirmPageView::from)
    });
    Ok(edited(act.await?))
}

/// The goods in a firm's window.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
pub struct WindowView {
    /// At most 12, in the order in which they are shown.
    #[schema(value_type = Vec<String>)]
    pub products: Vec<Id<ProductKind>>,
}

/// The goods that the caller's own firm put into its window.
#[utoipa::path(get, path = "/api/v1/firm/window", tag = "firm pages",
    responses((status = 200, body = WindowView)))]
pub(super) async fn window(
    State(app): State<App>,
    caller: Caller,
) -> Result<Json<WindowView>, Problem> {
    let look = app.look("window.chosen", &caller, |tx, by| {
        let firm = match by {
            kernel::Actor::Stranger => return Err(Stop::SignIn),
            _ => by.firm().ok_or(Stop::Forbidden)?,
        };
        actions::chosen(tx, firm)
    });
    Ok(Json(WindowView { products: look.await? }))
}

/// Puts goods of one's own into the window, in this order, in the place of those that were in it.
#[utoipa::path(put, path = "/api/v1/firm/window", tag = "firm pages", request_body = WindowView,
    responses((status = 200, body = WindowView)))]
pub(super) async fn choose(
    State(app): State<App>,
    caller: Caller,
    command: Command<WindowView>,
) -> Result<Response, Problem> {
    let Command { body, call } = command;
    let act = app.act("window.choose", &caller, &call, None, move |tx, by| {
        actions::choose_goods(tx, by, &body.products).map(|products| WindowView { products })
    });
    Ok(reply(StatusCode::OK, act.await?, None))
}
