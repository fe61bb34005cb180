//! Requests that can be sent again, and their answers.

use anyhow::Result;
use axum::body::Body;
use axum::http::Request;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use std::net::SocketAddr;
use std::time::Duration;

/// A client asks again after this long; a paused server never says that it will not answer.
const PATIENCE: Duration = Duration::from_secs(3);
/// No answer of ours is longer.
const LONGEST_ANSWER: usize = 4 << 20;

/// What is asked, with all that is needed to ask it again.
#[derive(Debug, Clone)]
pub(super) struct Ask {
    pub(super) path: String,
    pub(super) token: String,
    pub(super) key: String,
    pub(super) body: String,
}

/// What came back.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) was_replayed: bool,
    pub(super) body: String,
}

impl Answer {
    pub(super) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Whether the server asks to be asked again.
    pub(super) fn is_busy(&self) -> bool {
        self.status == 503
    }

    /// A text member of the JSON object.
    pub(super) fn text(&self, member: &str) -> Option<String> {
        let value: serde_json::Value = serde_json::from_str(&self.body).ok()?;
        Some(value.get(member)?.as_str()?.to_owned())
    }
}

/// Keeps connections open, as browsers and programs do.
#[derive(Clone)]
pub(super) struct Http(Client<HttpConnector, Body>);

impl Http {
    pub(super) fn new() -> Self {
        Self(Client::builder(TokioExecutor::new()).build_http())
    }

    /// Sends a changing request once.
    pub(super) async fn post(&self, at: SocketAddr, ask: &Ask) -> Result<Answer> {
        let request = Request::post(format!("http://{at}{}", ask.path))
            .header(AUTHORIZATION, format!("Bearer {}", ask.token))
            .header("idempotency-key", &ask.key)
            .header(CONTENT_TYPE, "application/json")
            .body(Body::from(ask.body.clone()))?;
        self.send(request).await
    }

    /// Reads.
    pub(super) async fn get(&self, at: SocketAddr, path: &str, token: &str) -> Result<Answer> {
        let request = Request::get(format!("http://{at}{path}"))
            .header(AUTHORIZATION, format!("Bearer {token}"))
            .body(Body::empty())?;
        self.send(request).await
    }

    async fn send(&self, request: Request<Body>) -> Result<Answer> {
        let exchange = async {
            let (head, body) = self.0.request(request).await?.into_parts();
            let bytes = axum::body::to_bytes(Body::new(body), LONGEST_ANSWER).await?;
            let was_replayed = head.headers.contains_key("idempotency-replayed");
            let body = String::from_utf8_lossy(&bytes).into_owned();
            Ok(Answer { status: head.status.as_u16(), was_replayed, body })
        };
        tokio::time::timeout(PATIENCE, exchange).await?
    }
}
