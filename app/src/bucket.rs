//! Photos and papers in a bucket of an S3-compatible service, with a copy in the files folder that
//! may be thrown away at any time: what is asked for again comes from there.

use anyhow::{Context, Result, anyhow, ensure};
use axum::body::{Body, Bytes};
use axum::http::{Method, Request, StatusCode};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use kernel::{Outcome, Stop};
use rusty_s3::{Bucket as Place, Credentials, S3Action, UrlStyle};
use serde::Deserialize;
use std::fmt;
use std::time::Duration;
use tokio::runtime::Handle;
use web::{Files, Folder};

/// The region of services that have none.
const FIRST_REGION: &str = "us-east-1";
/// How long a signature holds; a clock may be off by some.
const SIGNED_FOR: Duration = Duration::from_secs(600);
/// How long one try may take: eight megabytes on a slow line.
const PATIENCE: Duration = Duration::from_secs(20);
/// Tries of what the service did not take or did not give for a reason of its own.
const TRIES: usize = 3;
/// No kept file is larger.
const FILE_BYTES_MOST: usize = 64 * 1024 * 1024;

/// Where the bucket is, and who may use it: in the TOML file, or in the environment, which goes
/// before it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settings {
    /// `https://host/name` of the service and the bucket; JISHI_BUCKET.
    #[serde(default)]
    pub(crate) url: String,
    /// Its region, as the service calls it; JISHI_BUCKET_REGION.
    #[serde(default)]
    pub(crate) region: String,
    /// Whether the name stands before the host instead of in the path, as some services want it.
    #[serde(default)]
    pub(crate) is_in_host: bool,
    /// The id of the key; JISHI_BUCKET_KEY.
    #[serde(default)]
    pub(crate) key: String,
    /// Its secret; JISHI_BUCKET_SECRET.
    #[serde(default)]
    pub(crate) secret: Secret,
}

/// A text that no log shows.
#[derive(Clone, Default, Deserialize)]
#[serde(transparent)]
pub(crate) struct Secret(String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

impl Settings {
    /// What the file and the environment say; none if nobody names a bucket.
    #[expect(clippy::disallowed_methods, reason = "a secret belongs into no command line")]
    pub(crate) fn told(file: Option<Self>) -> Option<Self> {
        let mut told = file.unwrap_or_default();
        let places = [
            ("JISHI_BUCKET", &mut told.url),
            ("JISHI_BUCKET_REGION", &mut told.region),
            ("JISHI_BUCKET_KEY", &mut told.key),
            ("JISHI_BUCKET_SECRET", &mut told.secret.0),
        ];
        for (name, place) in places {
            if let Ok(value) = std::env::var(name) {
                *place = value;
            }
        }
        Some(told).filter(|told| !told.url.is_empty())
    }
}

/// A bucket that files are kept in.
pub(crate) struct Bucket {
    place: Place,
    credentials: Credentials,
    client: Client<HttpsConnector<HttpConnector>, Body>,
    runtime: Handle,
    copies: Folder,
}

impl Bucket {
    /// A bucket, with its copies in a folder. Needs the runtime that it is opened in.
    pub(crate) fn open(settings: Settings, copies: Folder) -> Result<Self> {
        let (endpoint, name) = (settings.url.trim_end_matches('/').rsplit_once('/'))
            .filter(|(endpoint, name)| endpoint.contains("://") && !name.is_empty())
            .context("the bucket's address is https://host/name")?;
        let endpoint = endpoint.parse().context("the bucket's address")?;
        let region = if settings.region.is_empty() { FIRST_REGION } else { &settings.region };
        let style = if settings.is_in_host { UrlStyle::VirtualHost } else { UrlStyle::Path };
        let place = Place::new(endpoint, style, name.to_owned(), region.to_owned())?;
        let connector = HttpsConnectorBuilder::new()
            .with_provider_and_native_roots(rustls::crypto::ring::default_provider())
            .context("the machine's certificates")?
            .https_or_http()
            .enable_http1()
            .build();
        Ok(Self {
            place,
            credentials: Credentials::new(settings.key, settings.secret.0),
            client: Client::builder(TokioExecutor::new()).build(connector),
            runtime: Handle::current(),
            copies,
        })
    }

    fn put(&self, name: &str, bytes: &[u8]) -> Result<()> {
        let url = self.place.put_object(Some(&self.credentials), name).sign(SIGNED_FOR);
        let (status, told) = self.ask(&Method::PUT, url.as_str(), bytes)?;
        ensure!(status.is_success(), "{}", said(status, &told));
        Ok(())
    }

    fn get(&self, name: &str) -> Result<Option<Bytes>> {
        let url = self.place.get_object(Some(&self.credentials), name).sign(SIGNED_FOR);
        match self.ask(&Method::GET, url.as_str(), &[])? {
            (StatusCode::OK, bytes) => Ok(Some(bytes)),
            (StatusCode::NOT_FOUND, _) => Ok(None),
            (status, told) => Err(anyhow!(said(status, &told))),
        }
    }

    /// Asks until the service answers for itself; both verbs may be said twice.
    fn ask(&self, method: &Method, url: &str, bytes: &[u8]) -> Result<(StatusCode, Bytes)> {
        let mut last = Err(anyhow!("it was not asked"));
        for _ in 0..TRIES {
            last = tokio::task::block_in_place(|| {
                self.runtime.block_on(self.ask_once(method, url, bytes))
            });
            if matches!(&last, Ok((status, _)) if !status.is_server_error()) {
                break;
            }
        }
        last
    }

    async fn ask_once(
        &self,
        method: &Method,
        url: &str,
        bytes: &[u8],
    ) -> Result<(StatusCode, Bytes)> {
        let body = Body::from(bytes.to_vec());
        let request = Request::builder().method(method).uri(url).body(body)?;
        let ask = async {
            let (head, body) = self.client.request(request).await?.into_parts();
            let bytes = axum::body::to_bytes(Body::new(body), FILE_BYTES_MOST).await?;
            Ok::<_, anyhow::Error>((head.status, bytes))
        };
        tokio::time::timeout(PATIENCE, ask).await.context("it does not answer")?
    }
}

impl Files for Bucket {
    fn keep(&self, name: &str, bytes: &[u8]) -> Outcome<()> {
        self.put(name, bytes).map_err(|error| down("is not taken", name, &error))?;
        // Without its copy it is fetched from the bucket.
        self.copies.keep(name, bytes).ok();
        Ok(())
    }

    fn find(&self, name: &str) -> Outcome<Vec<u8>> {
        if let Ok(copy) = self.copies.find(name) {
            return Ok(copy);
        }
        let found = self.get(name).map_err(|error| down("is not given", name, &error))?;
        let bytes = found.ok_or(Stop::Absent)?;
        self.copies.keep(name, &bytes).ok();
        Ok(bytes.to_vec())
    }
}

fn down(what: &str, name: &str, error: &anyhow::Error) -> Stop {
    tracing::error!(name, "the file {what} by the bucket: {error:#}");
    Stop::StoreDown
}

/// What the service says, which never names the key's secret.
fn said(status: StatusCode, told: &[u8]) -> String {
    let told: String = String::from_utf8_lossy(told).chars().take(400).collect();
    format!("{status}: {told}")
}

#[cfg(test)]
mod tests;
