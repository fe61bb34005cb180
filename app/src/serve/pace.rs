//! How long a request may take: as long as its body keeps coming, and a while after.

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use http_body::{Body as HttpBody, Frame, SizeHint};
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::time::Instant;

/// No answer takes longer, counted from the last piece of the body; the store's own limits are
/// shorter.
const LONGEST_ANSWER: Duration = Duration::from_secs(30);
/// A body that comes more slowly, on the whole, holds its place for nothing: the slowest telephone
/// line is twice as fast.
const BYTES_A_SECOND_LEAST: u64 = 2 * 1024;

/// Cuts off what takes too long: a body that stands or trickles (408), or an answer that does not
/// come (503).
pub(super) async fn limit<F: Future<Output = Response>>(
    request: Request,
    answer: impl FnOnce(Request) -> F,
) -> Response {
    let pace = Pace::new();
    let answer = answer(pace.watch(request));
    tokio::select! {
        response = answer => response,
        () = pace.over(LONGEST_ANSWER) => pace.status().into_response(),
    }
}

/// How a body comes in.
#[derive(Clone)]
pub(super) struct Pace(Arc<Mutex<Seen>>);

struct Seen {
    began: Instant,
    last: Instant,
    bytes: u64,
    is_whole: bool,
}

impl Pace {
    /// Begins to look.
    pub(super) fn new() -> Self {
        let now = Instant::now();
        Self(Arc::new(Mutex::new(Seen { began: now, last: now, bytes: 0, is_whole: false })))
    }

    /// The request with its body under watch.
    pub(super) fn watch(&self, request: Request) -> Request {
        let pace = self.clone();
        request.map(|body| {
            pace.note(0, body.is_end_stream());
            Body::new(Watched { body, pace })
        })
    }

    /// Comes when so long nothing has come, or when what came was too little for its time.
    pub(super) async fn over(&self, patience: Duration) {
        loop {
            let until = self.until(patience);
            if until <= Instant::now() {
                return;
            }
            tokio::time::sleep_until(until).await;
        }
    }

    fn until(&self, patience: Duration) -> Instant {
        let seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let standing = seen.last + patience;
        if seen.is_whole {
            return standing;
        }
        let earned = Duration::from_secs(seen.bytes / BYTES_A_SECOND_LEAST);
        standing.min(seen.began + LONGEST_ANSWER + earned)
    }

    fn status(&self) -> StatusCode {
        let seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.is_whole { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::REQUEST_TIMEOUT }
    }

    fn note(&self, bytes: usize, is_whole: bool) {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        seen.last = Instant::now();
        seen.bytes += bytes as u64;
        seen.is_whole |= is_whole;
    }
}

/// A body whose pieces are noted.
struct Watched {
    body: Body,
    pace: Pace,
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let polled = Pin::new(&mut self.body).poll_frame(context);
        if let Poll::Ready(frame) = &polled {
            let data = frame.as_ref().and_then(|frame| frame.as_ref().ok()?.data_ref());
            self.pace
                .note(data.map_or(0, Bytes::len), frame.is_none() || self.body.is_end_stream());
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// What comes before the time is over; none if it is.
pub(super) async fn within<T>(
    pace: &Pace,
    patience: Duration,
    work: impl Future<Output = T>,
) -> Option<T> {
    tokio::select! {
        done = work => Some(done),
        () = pace.over(patience) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(pace: &Pace, bytes: usize) {
        pace.note(bytes, false);
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_may_come_slowly_but_must_come() {
        let pace = Pace::new();
        for _ in 0..100 {
            tokio::time::advance(Duration::from_secs(20)).await;
            assert!(pace.until(LONGEST_ANSWER) > Instant::now());
            piece(&pace, 64 * 1024);
        }
        tokio::time::advance(Duration::from_secs(31)).await;
        assert!(pace.until(LONGEST_ANSWER) <= Instant::now(), "it stands");
        assert_eq!(pace.status(), StatusCode::REQUEST_TIMEOUT);
    }

    #[tokio::test(start_paused = true)]
    async fn a_trickle_is_cut_off_and_an_answer_has_its_own_time() {
        let pace = Pace::new();
        tokio::time::advance(Duration::from_secs(20)).await;
        piece(&pace, 1);
        tokio::time::advance(Duration::from_secs(11)).await;
        assert!(pace.until(LONGEST_ANSWER) <= Instant::now(), "a byte in thirty seconds");
        let pace = Pace::new();
        tokio::time::advance(Duration::from_secs(29)).await;
        pace.note(10, true);
        tokio::time::advance(Duration::from_secs(29)).await;
        assert!(pace.until(LONGEST_ANSWER) > Instant::now());
        tokio::time::advance(Duration::from_secs(2)).await;
        pace.over(LONGEST_ANSWER).await;
        assert_eq!(pace.status(), StatusCode::SERVICE_UNAVAILABLE);
    }
}
