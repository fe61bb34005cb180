//! What stands outside: a machine that helps to read another language. A trait, the built-in
//! glossary, and an adapter to a server that speaks LibreTranslate's JSON.

use crate::model::{AUTO, Piece, Shielded, annotate, two_letters};
use anyhow::Context;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode, Uri, header};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use kernel::Lang;
use serde::{Deserialize, Serialize};
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

/// A model on a processor takes seconds for a page of text.
const PATIENCE: Duration = Duration::from_secs(20);
/// Four thousand characters in any script, thrice over.
const ANSWER_MOST_BYTES: usize = 64 * 1024;

/// What is to be read in another language.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The text.
    pub text: &'a str,
    /// Its language's tag, or `auto`.
    pub from: &'a str,
    /// The reader's language.
    pub to: Lang,
}

/// What an engine made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Aid {
    /// Words beside those of the original: help, never a translation. Pages draw it themselves.
    Words(Vec<Piece>),
    /// A translation in which every number, unit, term and code is that of the original.
    Translation(String),
    /// None that may be shown: something was lost or changed, or it is the reader's language
    /// already.
    Nothing,
}

/// Why an engine gave no answer.
#[derive(Debug)]
pub enum Failure {
    /// It may answer later: it is away, busy or too slow.
    Later(anyhow::Error),
    /// It will not: it does not know the language, or refuses the text.
    Never(anyhow::Error),
}

/// An answer that is waited for.
pub type Answering<'a> = Pin<Box<dyn Future<Output = Result<Aid, Failure>> + Send + 'a>>;

/// A machine that helps to read another language.
pub trait Translator: Send + Sync {
    /// Its name, which stands beside everything that it made.
    fn engine(&self) -> &str;

    /// Whether what it makes is worth keeping, or is made anew whenever a page is drawn.
    fn is_kept(&self) -> bool;

    /// Helps with a text.
    fn help<'a>(&'a self, asked: Asked<'a>) -> Answering<'a>;
}

/// The built-in list of trade words. No translation.
#[derive(Debug, Clone, Copy)]
pub struct Glossary;

impl Translator for Glossary {
    fn engine(&self) -> &str {
        "glossary"
    }

    fn is_kept(&self) -> bool {
        false
    }

    fn help<'a>(&'a self, asked: Asked<'a>) -> Answering<'a> {
        let pieces = annotate(asked.text, asked.to);
        let aid = if pieces.is_empty() { Aid::Nothing } else { Aid::Words(pieces) };
        Box::pin(std::future::ready(Ok(aid)))
    }
}

/// A server that speaks LibreTranslate's JSON over HTTP. Its address comes from the operator's own
/// configuration, so it may be a private one; nobody else can name one.
#[derive(Debug, Clone)]
pub struct LibreTranslate {
    address: Uri,
    key: Option<String>,
    name: String,
    client: Client<HttpConnector, Body>,
}

#[derive(Serialize)]
struct Question<'a> {
    q: &'a str,
    source: &'a str,
    target: &'a str,
    format: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    api_key: Option<&'a str>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    translated_text: String,
    detected_language: Option<Detected>,
}

#[derive(Deserialize)]
struct Detected {
    language: String,
}

impl LibreTranslate {
    /// The server at an address such as `http://127.0.0.1:5000`, under a name that readers see.
    pub fn at(address: &str, key: Option<String>, name: &str) -> anyhow::Result<Self> {
        let whole = format!("{}/translate", address.trim_end_matches('/'));
        let uri: Uri = whole.parse().with_context(|| format!("{address} is no address"))?;
        anyhow::ensure!(
            uri.scheme_str() == Some("http") && uri.host().is_some(),
            "{address} must begin with http:// and a host"
        );
        let client = Client::builder(TokioExecutor::new()).build_http();
        Ok(Self { address: uri, key, name: name.to_owned(), client })
    }

    async fn ask(&self, shielded: &Shielded, asked: Asked<'_>) -> Result<Answer, Failure> {
        let question = Question {
            q: &shielded.text,
            source: asked.from.get(..2).filter(|_| asked.from != AUTO).unwrap_or(AUTO),
            target: two_letters(asked.to),
            format: "text",
            api_key: self.key.as_deref(),
        };
        let body = serde_json::to_vec(&question).map_err(|error| Failure::Never(error.into()))?;
        let request = Request::builder()
            .method(Method::POST)
            .uri(self.address.clone())
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body))
            .map_err(|error| Failure::Never(error.into()))?;
        let answer = web::within(PATIENCE, self.send(request)).await;
        answer.unwrap_or_else(|| Err(Failure::Later(anyhow::anyhow!("it takes too long"))))
    }

    async fn send(&self, request: Request<Body>) -> Result<Answer, Failure> {
        let answer = self.client.request(request).await;
        let answer = answer.map_err(|error| Failure::Later(error.into()))?;
        let status = answer.status();
        let body = to_bytes(Body::new(answer.into_body()), ANSWER_MOST_BYTES).await;
        let told = |what: &str| anyhow::anyhow!("{what}, status {status}");
        match (status, body) {
            (StatusCode::OK, Ok(body)) => serde_json::from_slice(&body)
                .map_err(|_| Failure::Never(told("the answer is not LibreTranslate's"))),
            (StatusCode::OK, Err(_)) => Err(Failure::Never(told("the answer is too long"))),
            (StatusCode::TOO_MANY_REQUESTS, _) => Err(Failure::Later(told("it is busy"))),
            (status, _) if status.is_server_error() => Err(Failure::Later(told("it is broken"))),
            _ => Err(Failure::Never(told("it refuses"))),
        }
    }
}

impl Translator for LibreTranslate {
    fn engine(&self) -> &str {
        &self.name
    }

    fn is_kept(&self) -> bool {
        true
    }

    fn help<'a>(&'a self, asked: Asked<'a>) -> Answering<'a> {
        Box::pin(async move {
            let Some(shielded) = Shielded::of(asked.text) else { return Ok(Aid::Nothing) };
            let answer = self.ask(&shielded, asked).await?;
            let found = answer.detected_language.map(|found| found.language).unwrap_or_default();
            if found.get(..2) == Some(two_letters(asked.to)) {
                return Ok(Aid::Nothing);
            }
            let whole = shielded.restore(&answer.translated_text);
            let differs = whole.filter(|text| text.trim() != asked.text.trim());
            Ok(differs.map_or(Aid::Nothing, Aid::Translation))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_http_with_a_host_is_an_address() {
        for wrong in ["", "127.0.0.1:5000", "https://example.com", "ftp://example.com", "http://"] {
            assert!(LibreTranslate::at(wrong, None, "LibreTranslate").is_err(), "{wrong}");
        }
        let server = LibreTranslate::at("http://127.0.0.1:5000/", None, "LibreTranslate");
        assert_eq!(server.expect("an address").address.path(), "/translate");
    }
}
