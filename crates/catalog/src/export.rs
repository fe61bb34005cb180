//! A firm's goods on their way out as a table: read in pages and sent as they are written, so that
//! a million of them take no memory.

use crate::actions;
use crate::jobs::paths_of;
use crate::model::{CatalogRefusal, ImportKind, Listing};
use crate::table::{Format, Written, as_workbook};
use ::store::Tx;
use axum::body::{Body, Bytes};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use http_body::Frame;
use kernel::{Id, Lang, Outcome, Stop};
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use web::{App, Caller, Problem};

/// Products read at a time.
pub(crate) const AT_A_TIME: i64 = 200;
/// A workbook of more would lie in memory whole.
const WORKBOOK_MOST: usize = 50_000;

/// The file's format and its language by its name in an address.
pub(crate) fn format_of(file: &str) -> Outcome<Format> {
    match file.rsplit_once('.') {
        Some((_, "csv")) => Ok(Format::Csv),
        Some((_, "xlsx")) => Ok(Format::Xlsx),
        _ => Err(Stop::Absent),
    }
}

/// All goods of the caller's firm as a file.
pub(crate) async fn answer(app: App, caller: Caller, file: &str) -> Result<Response, Problem> {
    let format = format_of(file)?;
    // Whoever may not has no file begun.
    let first = page(&app, &caller, 0).await?;
    let lang = caller.lang();
    let body = match format {
        Format::Csv => stream(app, caller, lang, first)?,
        Format::Xlsx => Body::from(workbook(&app, &caller, lang, first).await?),
    };
    Ok(attached(format, "products", body))
}

/// An example to fill in, for everybody.
pub(crate) fn sample(lang: Lang, file: &str) -> Result<Response, Problem> {
    let format = format_of(file)?;
    let bytes = crate::table::sample(format, lang).map_err(Stop::Fault)?;
    Ok(attached(format, "sample", Body::from(bytes)))
}

/// The rows of an import that stay out, for the firm that sent it.
pub(crate) async fn left_out(
    app: App,
    caller: Caller,
    (id, format): (Id<ImportKind>, &str),
) -> Result<Response, Problem> {
    let format = format_of(&format!(".{format}"))?;
    let look = app.look("catalog.import", &caller, move |tx, by| actions::get_import(tx, by, id));
    let path = paths_of(&app, &look.await?).left;
    let body = match format {
        Format::Csv => web::send_file(&path).await?,
        Format::Xlsx => {
            let read = move || if path.exists() { as_workbook(&path).map(Some) } else { Ok(None) };
            let found = app.compute(read).await?.map_err(Stop::Fault)?.ok_or(Stop::Absent)?;
            let most = i64::try_from(WORKBOOK_MOST).unwrap_or(i64::MAX);
            Body::from(found.ok_or_else(|| Stop::from(CatalogRefusal::ExportTooLarge { most }))?)
        }
    };
    Ok(attached(format, "left-out", body))
}

fn attached(format: Format, name: &str, body: Body) -> Response {
    let (kind, ending) = match format {
        Format::Csv => ("text/csv; charset=utf-8", "csv"),
        Format::Xlsx => {
            ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx")
        }
    };
    let name = format!("attachment; filename=\"{name}.{ending}\"");
    let headers = [
        (CONTENT_TYPE, kind.to_owned()),
        (CONTENT_DISPOSITION, name),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, body).into_response()
}

async fn page(app: &App, caller: &Caller, after: i64) -> Outcome<Vec<Listing>> {
    let look = app.look("catalog.export", caller, move |tx: &mut Tx<'_>, by| {
        actions::export(tx, by, after, AT_A_TIME)
    });
    look.await
}

/// The id of the last product of a page, if another page may follow.
pub(crate) fn last_of(page: &[Listing]) -> Option<i64> {
    let is_full = i64::try_from(page.len()).is_ok_and(|count| count >= AT_A_TIME);
    page.last().filter(|_| is_full).map(|listing| listing.card.offer.product.raw())
}

async fn workbook(app: &App, caller: &Caller, lang: Lang, first: Vec<Listing>) -> Outcome<Vec<u8>> {
    let mut all = first;
    let mut last = last_of(&all);
    while let Some(after) = last {
        let more = page(app, caller, after).await?;
        last = last_of(&more);
        all.extend(more);
        if all.len() > WORKBOOK_MOST {
            let most = i64::try_from(WORKBOOK_MOST).unwrap_or(i64::MAX);
            return Err(CatalogRefusal::ExportTooLarge { most }.into());
        }
    }
    let write = move || {
        let mut written = Written::begin(Format::Xlsx, lang)?;
        all.iter().try_for_each(|listing| written.add(listing))?;
        written.end()
    };
    app.compute(write).await?.map_err(Stop::Fault)
}

fn stream(app: App, caller: Caller, lang: Lang, first: Vec<Listing>) -> Outcome<Body> {
    let mut written = Written::begin(Format::Csv, lang).map_err(Stop::Fault)?;
    first.iter().try_for_each(|listing| written.add(listing)).map_err(Stop::Fault)?;
    let ready = written.take().map_err(Stop::Fault)?;
    let last = last_of(&first);
    Ok(Body::new(Streamed { app, caller, written: Some(written), ready, last, next: None }))
}

type NextPage = Pin<Box<dyn Future<Output = Outcome<Vec<Listing>>> + Send>>;

/// A body that reads the next page when the last is sent.
struct Streamed {
    app: App,
    caller: Caller,
    written: Option<Written>,
    ready: Vec<u8>,
    last: Option<i64>,
    next: Option<NextPage>,
}

impl http_body::Body for Streamed {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        if !self.ready.is_empty() {
            let ready = std::mem::take(&mut self.ready);
            return Poll::Ready(Some(Ok(Frame::data(ready.into()))));
        }
        let Some(after) = self.last else { return Poll::Ready(None) };
        let (app, caller) = (self.app.clone(), self.caller.clone());
        let next = self
            .next
            .get_or_insert_with(|| Box::pin(async move { page(&app, &caller, after).await }));
        let Poll::Ready(page) = next.as_mut().poll(context) else { return Poll::Pending };
        self.next = None;
        let cut = |_| std::io::Error::other("the rest of the goods could not be read");
        let page = page.map_err(cut)?;
        self.last = last_of(&page);
        let Some(written) = &mut self.written else { return Poll::Ready(None) };
        let lines = page.iter().try_for_each(|listing| written.add(listing));
        let bytes = lines.and_then(|()| written.take());
        let bytes = bytes.map_err(|_| std::io::Error::other("a row could not be written"))?;
        if bytes.is_empty() {
            return Poll::Ready(None);
        }
        Poll::Ready(Some(Ok(Frame::data(bytes.into()))))
    }
}
