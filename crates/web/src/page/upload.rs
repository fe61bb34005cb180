//! Large files on their way in: written to the files folder as they come, never held in memory.

use super::post::{Posted, admit, refuse_foreign, refuse_unproven};
use crate::problem::Problem;
use crate::{App, Caller};
use axum::body::Body;
use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_LENGTH;
use kernel::{Refusal, Stop};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tokio::io::AsyncWriteExt;

/// Characters of a file's own name that are kept.
const NAME_CHARS_MOST: usize = 120;
/// What a form says beside its file, in bytes.
const FORM_BYTES_MOST: u64 = 64 * 1024;

/// A file that lies in the files folder under a name of ours; it is removed with this, unless it
/// is kept.
#[derive(Debug)]
pub struct Sent {
    /// Its name in the files folder.
    pub key: String,
    /// The name that the sender gave it.
    pub name: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// SHA-256 of its bytes.
    pub hash: [u8; 32],
    path: PathBuf,
    is_kept: bool,
}

impl Sent {
    /// Leaves the file where it lies.
    pub fn keep(&mut self) {
        self.is_kept = true;
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Sent {
    fn drop(&mut self) {
        if !self.is_kept {
            // What cannot be removed is swept with the folder.
            std::fs::remove_file(&self.path).ok();
        }
    }
}

/// How large a file may be, and what is said to a larger one.
#[derive(Debug, Clone)]
pub struct Most {
    /// Bytes.
    pub bytes: u64,
    /// What is said.
    pub refusal: Refusal,
}

/// A form from a page of ours with a file, which is written down as it comes. Whoever does not
/// prove the page first has nothing kept.
pub async fn take_upload(
    app: &App,
    request: Request,
    most: &Most,
) -> Result<(Posted, Option<Sent>), Problem> {
    let (parts, body) = request.into_parts();
    let caller = Caller::of(&parts, app.zone());
    refuse_foreign(&parts.headers)?;
    refuse_large(&parts.headers, most)?;
    let path = parts.uri.path().to_owned();
    let form = Multipart::from_request(Request::from_parts(parts, body), app).await;
    let mut form = form.map_err(|error| Problem::status(error.status()))?;
    let broken = |error: MultipartError| Problem::status(error.status());
    let (mut typed, mut file) = (BTreeMap::new(), None);
    while let Some(mut field) = form.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        let Some(file_name) = field.file_name().map(str::to_owned) else {
            typed.insert(name, field.text().await.map_err(broken)?);
            continue;
        };
        refuse_unproven(app, &caller, &typed)?;
        if file.is_some() {
            return Err(Problem::status(axum::http::StatusCode::FORBIDDEN));
        }
        let mut sink = Sink::open(app, &file_name).await?;
        while let Some(piece) = field.chunk().await.map_err(broken)? {
            sink.write(&piece, most).await?;
        }
        file = Some(sink.end().await?).filter(|file| file.bytes > 0);
    }
    let hash = file.as_ref().map_or([0; 32], |file| file.hash);
    let posted = admit(app, &caller, &path, typed, &hash)?;
    Ok((posted, file))
}

/// The body of a request, written down as it comes.
pub async fn take_body(app: &App, request: Request, most: &Most) -> Result<Sent, Problem> {
    refuse_large(request.headers(), most)?;
    let mut sink = Sink::open(app, "").await?;
    let mut pieces = Body::into_data_stream(request.into_body());
    while let Some(piece) = next(&mut pieces).await {
        let piece = piece.map_err(|_| Problem::status(axum::http::StatusCode::BAD_REQUEST))?;
        sink.write(&piece, most).await?;
    }
    sink.end().await
}

async fn next(
    pieces: &mut axum::body::BodyDataStream,
) -> Option<Result<axum::body::Bytes, axum::Error>> {
    use axum::body::HttpBody;
    let frame =
        std::future::poll_fn(|context| std::pin::Pin::new(&mut *pieces).poll_frame(context));
    match frame.await? {
        Ok(frame) => Some(Ok(frame.into_data().unwrap_or_default())),
        Err(error) => Some(Err(error)),
    }
}

/// A sender who says how much comes is told at once.
fn refuse_large(headers: &HeaderMap, most: &Most) -> Result<(), Problem> {
    let told = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    let told = told.and_then(|value| value.parse::<u64>().ok()).unwrap_or(0);
    if told > most.bytes + FORM_BYTES_MOST {
        return Err(Problem::too_large(most.refusal.clone()));
    }
    Ok(())
}

struct Sink {
    sent: Sent,
    file: tokio::fs::File,
    hash: Sha256,
}

impl Sink {
    async fn open(app: &App, name: &str) -> Result<Self, Problem> {
        let key = format!("import-{}", app.fresh_key());
        let path = app.files().join(&key);
        let file = tokio::fs::File::create(&path).await.map_err(fault)?;
        let is_shown = |c: &char| !c.is_control() && !matches!(c, '/' | '\\');
        let name = name.chars().filter(is_shown).take(NAME_CHARS_MOST).collect();
        Ok(Self {
            sent: Sent { key, name, bytes: 0, hash: [0; 32], path, is_kept: false },
            file,
            hash: Sha256::new(),
        })
    }

    async fn write(&mut self, piece: &[u8], most: &Most) -> Result<(), Problem> {
        self.sent.bytes += piece.len() as u64;
        if self.sent.bytes > most.bytes {
            return Err(Problem::too_large(most.refusal.clone()));
        }
        self.hash.update(piece);
        self.file.write_all(piece).await.map_err(fault)
    }

    async fn end(mut self) -> Result<Sent, Problem> {
        self.file.flush().await.map_err(fault)?;
        self.file.sync_all().await.map_err(fault)?;
        self.sent.hash = self.hash.finalize().into();
        Ok(self.sent)
    }
}

fn fault(error: std::io::Error) -> Problem {
    Stop::Fault(anyhow::Error::new(error).context("a file on its way in")).into()
}
