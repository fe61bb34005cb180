//! Connections: taken up, answered, and ended when the process ends or nothing comes over them.

use axum::Router;
use axum::extract::{ConnectInfo, Request};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use std::future::Future;
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tower::ServiceExt;

/// A connection over which no whole head of a request comes for so long is closed; one that rests
/// between two requests too. Longer than proxies keep theirs at rest (nginx: 60 s), so that they
/// are the ones to close it.
const HEAD_MOST: Duration = Duration::from_secs(75);
/// When the process ends, what is being answered may take so long; then it is cut off.
pub(super) const DRAIN_MOST: Duration = Duration::from_secs(10);
/// After an error that is no connection's own, such as too many open files.
const PAUSE: Duration = Duration::from_millis(100);

/// Answers until `stop` comes and what is running then has ended.
pub(super) async fn until(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let (mut connections, ending) = (JoinSet::new(), GracefulShutdown::new());
    let mut stop = std::pin::pin!(stop);
    loop {
        tokio::select! {
            () = &mut stop => break,
            taken = listener.accept() => match taken {
                Ok((stream, peer)) => {
                    connections.spawn(answer(stream, peer, router.clone(), ending.watcher()));
                }
                Err(error) => rest_after(&error).await,
            },
            // What has ended makes room.
            Some(_) = connections.join_next() => {}
        }
    }
    drop(listener);
    if tokio::time::timeout(DRAIN_MOST, ending.shutdown()).await.is_err() {
        tracing::warn!("requests are cut off that had not ended after {DRAIN_MOST:?}");
    }
    // Not waited for: what stands in a call that does not return cannot be cut off.
    connections.abort_all();
}

#[expect(clippy::disallowed_methods, reason = "no act waits: connections do")]
async fn rest_after(error: &std::io::Error) {
    use ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    if !matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset) {
        tracing::error!(%error, "no connection can be taken up");
        tokio::time::sleep(PAUSE).await;
    }
}

async fn answer(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    watcher: hyper_util::server::graceful::Watcher,
) {
    // An answer leaves at once, instead of waiting 40 ms for the acknowledgement of the one before.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "TCP_NODELAY");
    }
    let answer = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        router.clone().oneshot(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_MOST)
        .serve_connection(TokioIo::new(stream), answer);
    if let Err(error) = watcher.watch(connection).await {
        tracing::debug!(%error, "a connection");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::sync::oneshot;

    /// A server that ends when its client says so, and what a client hears that sends half a
    /// request.
    async fn half_a_request(ends_first: bool) -> Vec<u8> {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let (end, ended) = oneshot::channel::<()>();
        let server = until(listener, Router::new(), async move {
            ended.await.expect("the client says so");
        });
        let client = async move {
            let mut client = TcpStream::connect(address).await.expect("connected");
            client.write_all(b"GET / HT").await.expect("sent");
            let mut said = Vec::new();
            if ends_first {
                end.send(()).expect("a server");
                hang_up(&mut client, &mut said).await;
            } else {
                hang_up(&mut client, &mut said).await;
                end.send(()).expect("a server");
            }
            said
        };
        tokio::join!(server, client).1
    }

    /// Hears until the server hangs up. It resets the connection where it had not read all yet.
    async fn hang_up(client: &mut TcpStream, said: &mut Vec<u8>) {
        if let Err(error) = client.read_to_end(said).await {
            assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset, "{error}");
        }
    }

    // The clock runs on by itself while nothing happens: 75 seconds are none.
    #[tokio::test(start_paused = true)]
    async fn who_does_not_finish_a_request_is_hung_up_on() {
        let said = half_a_request(false).await;
        assert!(!said.starts_with(b"HTTP/1.1 200"), "{said:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn who_does_not_finish_a_request_holds_up_no_end() {
        let said = half_a_request(true).await;
        assert!(!said.starts_with(b"HTTP/1.1 200"), "{said:?}");
    }
}
