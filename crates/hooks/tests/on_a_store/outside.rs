//! Where messages may go, and what answers can do to us.

use super::here;
use super::receiver::{FINE, Receiver, Reply};
use hooks::ports::{Message, Outgoing};
use hooks::{Answer, Failure, Networks};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

const PATIENCE: Duration = Duration::from_secs(5);
const SHORT: Duration = Duration::from_millis(300);

fn out(networks: Arc<Networks>) -> Outgoing {
    Outgoing::within(networks).expect("the machine's certificates")
}

fn message(url: &str) -> Message {
    Message {
        url: url.to_owned(),
        id: "event_0000000000001".to_owned(),
        at_s: 1,
        signature: "v1,x".to_owned(),
        body: "{}".to_owned(),
    }
}

async fn send(networks: Arc<Networks>, url: &str, patience: Duration) -> Answer {
    out(networks).send(&message(url), patience).await
}

#[tokio::test]
async fn nothing_is_sent_into_a_private_network_by_number_or_by_name() {
    let receiver = Receiver::fine().await;
    let port = receiver.port();
    // Plain http is allowed here, so that the network alone decides.
    let public = Arc::new(Networks::allowing(&[], true).expect("no network"));
    for host in ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "localhost", "0.0.0.0", "127.1"] {
        let answer = send(Arc::clone(&public), &format!("http://{host}:{port}/"), PATIENCE).await;
        assert_eq!(answer.failure, Some(Failure::Private), "{host}: {answer:?}");
    }
    assert_eq!(receiver.came().len(), 0, "not even a connection");
    let allowed = send(here(), &receiver.url(), PATIENCE).await;
    assert_eq!((allowed.status, allowed.failure), (Some(204), None));
}

#[tokio::test]
async fn plain_http_goes_nowhere_unless_the_operator_allows_it() {
    let receiver = Receiver::fine().await;
    let own = ["127.0.0.0/8".to_owned()];
    let no_http = Arc::new(Networks::allowing(&own, false).expect("a network"));
    let answer = send(no_http, &receiver.url(), PATIENCE).await;
    assert_eq!(answer.failure, Some(Failure::Private));
    assert_eq!(receiver.came().len(), 0);
}

#[tokio::test]
async fn nobody_is_followed_elsewhere() {
    let inside = Receiver::fine().await;
    let url = inside.url();
    let receiver = Receiver::answering(move |_, _| Reply::Elsewhere(url.clone())).await;
    let answer = send(here(), &receiver.url(), PATIENCE).await;
    assert_eq!((answer.status, answer.failure), (Some(307), Some(Failure::Status)));
    assert_eq!(inside.came().len(), 0);
}

#[tokio::test]
async fn an_answer_is_read_as_far_as_it_is_of_use() {
    let receiver = Receiver::answering(|nth, _| match nth {
        0 => Reply::Endless,
        1 => Reply::Noise,
        2 => Reply::Held,
        3 => Reply::Status(500, "a\0b"),
        _ => FINE,
    });
    let receiver = receiver.await;
    let endless = send(here(), &receiver.url(), PATIENCE).await;
    assert_eq!((endless.status, endless.begin.len()), (Some(500), 1_024));
    let noise = send(here(), &receiver.url(), PATIENCE).await;
    assert_eq!((noise.status, noise.failure), (None, Some(Failure::Broken)));
    let slow = send(here(), &receiver.url(), SHORT).await;
    assert_eq!((slow.status, slow.failure), (None, Some(Failure::TooSlow)));
    assert!(slow.took_ms >= 300 && slow.took_ms < 5_000, "{}", slow.took_ms);
    let odd = send(here(), &receiver.url(), PATIENCE).await;
    assert_eq!(odd.begin, "a\u{fffd}b", "the store takes no NUL");
    let fine = send(here(), &receiver.url(), PATIENCE).await;
    assert_eq!(fine.status, Some(204));
}

#[tokio::test]
async fn a_busy_address_says_when_to_come_again() {
    let waits = ["120", " 7 ", "Fri, 31 Dec 2027 23:59:59 GMT", "soon", "99999999999999999999"];
    let receiver = Receiver::answering(move |nth, _| Reply::Busy(waits[nth])).await;
    for wait in [Some(120), Some(7), None, None, None] {
        let answer = send(here(), &receiver.url(), PATIENCE).await;
        assert_eq!((answer.status, answer.retry_after_s), (Some(429), wait));
    }
}

#[tokio::test]
async fn what_does_not_answer_is_told_apart() {
    let closed = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = closed.local_addr().expect("its number").port();
    drop(closed);
    let answer = send(here(), &format!("http://127.0.0.1:{port}/"), PATIENCE).await;
    assert_eq!(answer.failure, Some(Failure::NoConnection));
    let answer = send(here(), "http://no-such-host.invalid/", PATIENCE).await;
    assert_eq!(answer.failure, Some(Failure::NoName));
    let plain = Receiver::fine().await;
    let answer = send(here(), &format!("https://localhost:{}/", plain.port()), SHORT).await;
    assert!(matches!(answer.failure, Some(Failure::Tls | Failure::TooSlow)), "{answer:?}");
}

#[tokio::test]
async fn the_name_is_said_in_the_handshake_though_the_address_was_chosen_before() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("its number").port();
    let hello = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("a connection");
        let mut bytes = vec![0; 2_048];
        let count = stream.read(&mut bytes).await.expect("a hello");
        bytes.truncate(count);
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await.expect("no handshake");
        bytes
    });
    let answer = send(here(), &format!("https://localhost:{port}/"), PATIENCE).await;
    assert_eq!(answer.failure, Some(Failure::Tls));
    let hello = hello.await.expect("a hello");
    assert_eq!(hello[0], 22, "a handshake of TLS");
    assert!(hello.windows(9).any(|bytes| bytes == b"localhost"), "the host's name in it");
}
