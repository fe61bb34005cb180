//! Photos: sent with a product, read by everybody.

use super::products::{ProductView, edited, product_id};
use crate::actions;
use crate::model::{CatalogRefusal, PhotoAct};
use crate::photo::{UPLOAD_MOST_BYTES, find_photo, keep_photo};
use axum::body::Bytes;
use axum::extract::{FromRequest, Multipart, Path, Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use kernel::{Outcome, Stop};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;
use web::{App, Call, Caller, Command, Edit, Problem, refuse_stranger};

/// The largest body of an upload: a photo and the lines that a form puts around it.
pub const UPLOAD_BODY_MOST: usize = UPLOAD_MOST_BYTES + 64 * 1024;

/// A file named by the hash of its bytes never changes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// A picture as it was sent: as the body itself, or in the field `photo` of a form. A stranger's is
/// not even taken in.
pub struct Upload {
    /// The bytes of the picture.
    pub picture: Bytes,
    /// How it is asked for.
    pub call: Call,
}

impl FromRequest<App> for Upload {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let key = text_of(request.headers(), "idempotency-key");
        let kind = text_of(request.headers(), "content-type");
        let path = request.uri().path().to_owned();
        let (parts, body) = request.into_parts();
        refuse_stranger(app, &Caller::of(&parts, app.zone())).await?;
        let request = Request::from_parts(parts, body);
        let picture = if kind.starts_with("multipart/form-data") {
            photo_field(request, app).await?
        } else if kind.starts_with("image/") {
            let body = Bytes::from_request(request, app).await;
            body.map_err(|error| Problem::status(error.status()))?
        } else {
            return Err(Problem::status(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        };
        let body = [path.as_bytes(), b"\n", Sha256::digest(&picture).as_slice()].concat();
        Ok(Self { picture, call: Call { key, body, is_preview: false } })
    }
}

fn text_of(headers: &HeaderMap, name: &str) -> String {
    let text = headers.get(name).and_then(|value| value.to_str().ok());
    text.unwrap_or_default().to_owned()
}

async fn photo_field(request: Request, app: &App) -> Result<Bytes, Problem> {
    let form = Multipart::from_request(request, app).await;
    let mut form = form.map_err(|error| Problem::status(error.status()))?;
    let broken = |error: axum::extract::multipart::MultipartError| Problem::status(error.status());
    while let Some(field) = form.next_field().await.map_err(broken)? {
        if field.name() == Some("photo") {
            return field.bytes().await.map_err(broken);
        }
    }
    Err(Stop::from(CatalogRefusal::PhotoMissing).into())
}

/// Gives a product its photo: JPEG, PNG or WebP of at most 8 MB, as the body itself or in the field
/// `photo` of a form.
#[utoipa::path(put, path = "/api/v1/products/{id}/photo", tag = "products",
    params(("id" = String, Path), ("If-Match" = String, Header)),
    request_body(content_type = "image/jpeg", content = Vec<u8>),
    responses((status = 200, body = ProductView)))]
pub(super) async fn put_photo(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Edit(version): Edit,
    upload: Upload,
) -> Result<Response, Problem> {
    let id = product_id(&id)?;
    let Upload { picture, call } = upload;
    // Whoever may not change the product has nothing decoded or kept.
    app.look("catalog.may-change", &caller, move |tx, by| actions::may_change(tx, by, id)).await?;
    let files = app.kept();
    let photo = app.compute(move || keep_photo(&*files, &picture)).await??;
    let act = app.act("catalog.set-photo", &caller, &call, Some(id.cast()), move |tx, by| {
        actions::set_photo(tx, by, id, version, photo).map(ProductView::from)
    });
    Ok(edited(StatusCode::OK, act.await?))
}

/// Puts one more photo behind those that a product has: JPEG, PNG or WebP of at most 8 MB, as the
/// body itself or in the field `photo` of a form.
#[utoipa::path(post, path = "/api/v1/products/{id}/photos", tag = "products",
    params(("id" = String, Path), ("If-Match" = String, Header)),
    request_body(content_type = "image/jpeg", content = Vec<u8>),
    responses((status = 200, body = ProductView)))]
pub(super) async fn add_photo(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Edit(version): Edit,
    upload: Upload,
) -> Result<Response, Problem> {
    let id = product_id(&id)?;
    let Upload { picture, call } = upload;
    app.look("catalog.may-change", &caller, move |tx, by| actions::may_change(tx, by, id)).await?;
    let files = app.kept();
    let photo = app.compute(move || keep_photo(&*files, &picture)).await??;
    let act = app.act("catalog.add-photo", &caller, &call, Some(id.cast()), move |tx, by| {
        actions::add_photo(tx, by, id, version, photo).map(ProductView::from)
    });
    Ok(edited(StatusCode::OK, act.await?))
}

/// What is done with one of several photos.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PhotoChange {
    /// `first` or `remove`.
    pub act: PhotoAct,
}

/// Makes one of a product's photos the first, or takes it away; places count from 1.
#[utoipa::path(put, path = "/api/v1/products/{id}/photos/{place}", tag = "products",
    params(("id" = String, Path), ("place" = usize, Path), ("If-Match" = String, Header)),
    request_body = PhotoChange, responses((status = 200, body = ProductView)))]
pub(super) async fn arrange_photo(
    State(app): State<App>,
    caller: Caller,
    Path((id, place)): Path<(String, String)>,
    Edit(version): Edit,
    command: Command<PhotoChange>,
) -> Result<Response, Problem> {
    let (id, Command { body, call }) = (product_id(&id)?, command);
    let place = photo_place(&place)?;
    let act = app.act("catalog.arrange-photo", &caller, &call, Some(id.cast()), move |tx, by| {
        let photo = (place, body.act);
        actions::arrange_photo(tx, by, id, version, photo).map(ProductView::from)
    });
    Ok(edited(StatusCode::OK, act.await?))
}

/// A place in an address, from 1, as it is counted inside, from 0.
pub(crate) fn photo_place(told: &str) -> Outcome<usize> {
    told.parse::<usize>().ok().and_then(|place| place.checked_sub(1)).ok_or(Stop::Absent)
}

/// A photo by its name, for everybody; with `-thumb` after the name, the small one.
#[utoipa::path(get, path = "/photos/{name}", tag = "products",
    params(("name" = String, Path)),
    responses((status = 200, content_type = "image/jpeg", body = Vec<u8>)))]
pub(super) async fn get_photo(
    State(app): State<App>,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    let files = app.kept();
    let bytes = app.fetch(move || find_photo(&*files, &name)).await??;
    let headers = [
        (CONTENT_TYPE, "image/jpeg"),
        (CACHE_CONTROL, FOR_EVER),
        (CONTENT_DISPOSITION, "inline"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    Ok((headers, bytes).into_response())
}
