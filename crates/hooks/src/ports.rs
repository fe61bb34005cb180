//! What stands outside: the addresses of firms. A request goes to the public internet alone, to the
//! very address that was looked up and judged, and follows nobody anywhere else.

use crate::model::{Answer, Failure, Networks};
use anyhow::{Context as _, Result};
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER, USER_AGENT};
use axum::http::{HeaderMap, Request, Uri};
use futures_util::StreamExt;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::dns::{GaiResolver, Name};
use hyper_util::rt::TokioExecutor;
use std::error::Error;
use std::fmt;
use std::future::Future;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};
use tower::Service;

/// As receivers see us in their logs.
const AGENT: &str = "jishi-webhooks/1";
/// So much of an answer is read and kept: enough to say what went wrong.
const ANSWER_BYTES_MOST: usize = 1_024;
/// Connections to one host that are kept open for what comes next, and how long.
const IDLE_MOST: usize = 4;
const IDLE_FOR: Duration = Duration::from_secs(20);
/// A host that does not take a connection by then takes none.
const CONNECT_WITHIN: Duration = Duration::from_secs(10);

/// A message as it goes out.
#[derive(Debug, Clone)]
pub struct Message {
    /// Where to.
    pub url: String,
    /// `webhook-id`.
    pub id: String,
    /// `webhook-timestamp`, seconds since 1970.
    pub at_s: i64,
    /// `webhook-signature`.
    pub signature: String,
    /// JSON.
    pub body: String,
}

/// Sends messages to the addresses of firms.
#[derive(Clone)]
pub struct Outgoing {
    client: Client<HttpsConnector<HttpConnector<Judged>>, Body>,
    networks: Arc<Networks>,
}

impl Outgoing {
    /// Within these networks. Needs the machine's certificates.
    pub fn within(networks: Arc<Networks>) -> Result<Self> {
        let judged = Judged { networks: Arc::clone(&networks), names: GaiResolver::new() };
        let mut http = HttpConnector::new_with_resolver(judged);
        http.enforce_http(false);
        http.set_connect_timeout(Some(CONNECT_WITHIN));
        http.set_nodelay(true);
        let connector = HttpsConnectorBuilder::new()
            .with_provider_and_native_roots(rustls::crypto::ring::default_provider())
            .context("the machine's certificates")?
            .https_or_http()
            .enable_http1()
            .wrap_connector(http);
        let client = Client::builder(TokioExecutor::new())
            .pool_max_idle_per_host(IDLE_MOST)
            .pool_idle_timeout(IDLE_FOR)
            .build(connector);
        Ok(Self { client, networks })
    }

    /// Sends one message and tells what came of it; never longer than the patience.
    #[expect(clippy::disallowed_methods, reason = "how long an answer took is no fact of a trade")]
    pub async fn send(&self, message: &Message, patience: Duration) -> Answer {
        let began = Instant::now();
        let mut answer = match web::within(patience, self.ask(message)).await {
            None => failed(Failure::TooSlow),
            Some(Err(failure)) => failed(failure),
            Some(Ok((status, retry_after_s, body))) => {
                let left = patience.saturating_sub(began.elapsed());
                Answer { retry_after_s, ..answered(status, &begin_of(body, left).await) }
            }
        };
        answer.took_ms = i64::try_from(began.elapsed().as_millis()).unwrap_or(i64::MAX);
        answer
    }

    async fn ask(&self, message: &Message) -> Result<(u16, Option<i64>, Body), Failure> {
        let uri: Uri = message.url.parse().map_err(|_| Failure::NoName)?;
        // A number in the place of a name is not looked up, so it is judged here.
        let host = uri.host().unwrap_or_default().trim_matches(['[', ']']);
        let is_private = host.parse::<IpAddr>().is_ok_and(|ip| !self.networks.may_reach(ip));
        let is_plain = uri.scheme_str() != Some("https") && !self.networks.is_http_allowed;
        if is_private || is_plain {
            return Err(Failure::Private);
        }
        let request = Request::post(uri)
            .header(CONTENT_TYPE, "application/json")
            .header(USER_AGENT, AGENT)
            .header("webhook-id", &message.id)
            .header("webhook-timestamp", message.at_s)
            .header("webhook-signature", &message.signature)
            .body(Body::from(message.body.clone()))
            .map_err(|_| Failure::NoName)?;
        match self.client.request(request).await {
            Ok(answer) => {
                let (status, wait) = (answer.status().as_u16(), retry_after(answer.headers()));
                Ok((status, wait, Body::new(answer.into_body())))
            }
            Err(error) => Err(failure_of(&error)),
        }
    }
}

/// Seconds to wait, as the receiver says it; a date says no more than that it is busy.
fn retry_after(headers: &HeaderMap) -> Option<i64> {
    headers.get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()
}

/// How the body begins, as far as it comes in time: an answer has its status before it.
async fn begin_of(body: Body, patience: Duration) -> Vec<u8> {
    let mut begin = Vec::new();
    let mut pieces = body.into_data_stream();
    let read = async {
        while let Some(Ok(piece)) = pieces.next().await {
            let room = ANSWER_BYTES_MOST - begin.len();
            begin.extend_from_slice(&piece[..piece.len().min(room)]);
            if begin.len() == ANSWER_BYTES_MOST {
                return;
            }
        }
    };
    // What came by then is what there is.
    web::within(patience, read).await;
    begin
}

fn answered(status: u16, begin: &[u8]) -> Answer {
    let failure = (!(200..300).contains(&status)).then_some(Failure::Status);
    // What cannot be shown is shown as a gap; the store takes no NUL.
    let begin = String::from_utf8_lossy(begin).replace('\0', "\u{fffd}");
    Answer { status: Some(status), failure, begin, retry_after_s: None, took_ms: 0 }
}

fn failed(failure: Failure) -> Answer {
    let (failure, begin) = (Some(failure), String::new());
    Answer { status: None, failure, begin, retry_after_s: None, took_ms: 0 }
}

/// What lies at the bottom of an error.
fn failure_of(error: &hyper_util::client::legacy::Error) -> Failure {
    let is_connect = error.is_connect();
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if error.is::<AllPrivate>() {
            return Failure::Private;
        }
        if error.is::<NoSuchName>() {
            return Failure::NoName;
        }
        if is_tls(error) {
            return Failure::Tls;
        }
        cause = error.source();
    }
    if is_connect { Failure::NoConnection } else { Failure::Broken }
}

/// An error of I/O tells what it wraps only to whoever asks it.
fn is_tls(error: &(dyn Error + 'static)) -> bool {
    let inner = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
    error.is::<rustls::Error>() || inner.is_some_and(|inner| is_tls(inner))
}

/// Looks names up, and gives only addresses that may be reached: the connection goes to one of
/// these and to no other, whatever the name leads to a moment later.
#[derive(Clone)]
struct Judged {
    networks: Arc<Networks>,
    names: GaiResolver,
}

/// The name leads to addresses of nobody's public network.
#[derive(Debug)]
struct AllPrivate;

/// The name leads nowhere.
#[derive(Debug)]
struct NoSuchName;

impl fmt::Display for AllPrivate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name leads to a private network")
    }
}

impl fmt::Display for NoSuchName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name leads nowhere")
    }
}

impl Error for AllPrivate {}
impl Error for NoSuchName {}

type Found = std::vec::IntoIter<SocketAddr>;
type Cause = Box<dyn Error + Send + Sync>;

impl Service<Name> for Judged {
    type Response = Found;
    type Error = Cause;
    type Future = Pin<Box<dyn Future<Output = Result<Found, Cause>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Cause>> {
        self.names.poll_ready(context).map_err(Into::into)
    }

    fn call(&mut self, name: Name) -> Self::Future {
        let (looking, networks) = (self.names.call(name), Arc::clone(&self.networks));
        Box::pin(async move {
            let all: Vec<SocketAddr> = looking.await.map_err(|_| NoSuchName)?.collect();
            judge(&all, &networks)
        })
    }
}

fn judge(all: &[SocketAddr], networks: &Networks) -> Result<Found, Cause> {
    let may = all.iter().filter(|address| networks.may_reach(address.ip()));
    let may: Vec<SocketAddr> = may.copied().collect();
    match (all.is_empty(), may.is_empty()) {
        (true, _) => Err(NoSuchName.into()),
        (false, true) => Err(AllPrivate.into()),
        (false, false) => Ok(may.into_iter()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> SocketAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn of_what_a_name_leads_to_only_public_addresses_are_left() {
        let all = [at("10.0.0.1:443"), at("1.1.1.1:443"), at("[::1]:443")];
        let left = judge(&all, &Networks::default()).expect("one");
        assert_eq!(left.collect::<Vec<_>>(), [at("1.1.1.1:443")]);
        let none = judge(&all[..1], &Networks::default()).expect_err("none");
        assert!(none.is::<AllPrivate>());
        assert!(judge(&[], &Networks::default()).expect_err("none").is::<NoSuchName>());
    }
}
