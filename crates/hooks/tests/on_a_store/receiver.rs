//! A program of a firm: it answers as the test says, and keeps what came.

use serde_json::Value;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::task::JoinHandle;

/// What came, as it came.
#[derive(Debug, Clone, Default)]
pub(super) struct Came {
    pub(super) id: String,
    pub(super) at_s: i64,
    pub(super) signature: String,
    pub(super) head: String,
    pub(super) body: String,
}

impl Came {
    pub(super) fn json(&self) -> Value {
        serde_json::from_str(&self.body).expect("JSON")
    }

    pub(super) fn kind(&self) -> String {
        self.json()["type"].as_str().expect("a type").to_owned()
    }

    pub(super) fn deal(&self) -> String {
        self.json()["data"]["deal"].as_str().unwrap_or_default().to_owned()
    }

    /// Whether this was signed with that secret, at about that time.
    pub(super) fn is_signed_with(&self, secret: &str, now_s: i64) -> bool {
        let message = (self.id.as_str(), self.at_s, self.body.as_str());
        hooks::verify_signature(secret, message, &self.signature, (now_s, 300))
    }
}

/// How it answers.
#[derive(Debug, Clone)]
pub(super) enum Reply {
    /// With a status and a text.
    Status(u16, &'static str),
    /// Busy, come again after so many seconds.
    Busy(&'static str),
    /// Somewhere else.
    Elsewhere(String),
    /// With a head, and then a body without an end.
    Endless,
    /// Not at all, until it is told to.
    Held,
    /// With what is no HTTP.
    Noise,
}

pub(super) const FINE: Reply = Reply::Status(204, "");

type Answers = dyn Fn(usize, &Came) -> Reply + Send + Sync;

struct Inner {
    came: Mutex<Vec<Came>>,
    answers: Mutex<Arc<Answers>>,
    at_once: AtomicUsize,
    most_at_once: AtomicUsize,
    arrived: Notify,
    released: Notify,
}

/// It answers until its test ends.
pub(super) struct Receiver {
    at: SocketAddr,
    inner: Arc<Inner>,
    task: JoinHandle<()>,
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Receiver {
    /// Answers each message, the `nth` from 0, as `answers` says.
    pub(super) async fn answering(
        answers: impl Fn(usize, &Came) -> Reply + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let at = listener.local_addr().expect("its number");
        let inner = Arc::new(Inner {
            came: Mutex::default(),
            answers: Mutex::new(Arc::new(answers)),
            at_once: AtomicUsize::new(0),
            most_at_once: AtomicUsize::new(0),
            arrived: Notify::new(),
            released: Notify::new(),
        });
        let of_all = Arc::clone(&inner);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&of_all)));
            }
        });
        Self { at, inner, task }
    }

    pub(super) async fn fine() -> Self {
        Self::answering(|_, _| FINE).await
    }

    /// It answers otherwise from now on.
    pub(super) fn answer(&self, answers: impl Fn(usize, &Came) -> Reply + Send + Sync + 'static) {
        *self.inner.answers.lock().expect("nobody fails within") = Arc::new(answers);
    }

    pub(super) fn url(&self) -> String {
        format!("http://{}/hook?of=test", self.at)
    }

    pub(super) fn port(&self) -> u16 {
        self.at.port()
    }

    /// All that came so far.
    pub(super) fn came(&self) -> Vec<Came> {
        self.inner.came.lock().expect("nobody fails within").clone()
    }

    pub(super) fn kinds(&self) -> Vec<String> {
        self.came().iter().map(Came::kind).collect()
    }

    pub(super) fn most_at_once(&self) -> usize {
        self.inner.most_at_once.load(Ordering::SeqCst)
    }

    /// Comes back when so many have come.
    pub(super) async fn wait_for(&self, count: usize) {
        loop {
            let arrived = self.inner.arrived.notified();
            if self.came().len() >= count {
                return;
            }
            arrived.await;
        }
    }

    /// Lets all that is held be answered.
    pub(super) fn release(&self) {
        self.inner.released.notify_waiters();
    }
}

async fn serve(mut stream: TcpStream, inner: Arc<Inner>) {
    while let Some(came) = read(&mut stream).await {
        let now = inner.at_once.fetch_add(1, Ordering::SeqCst) + 1;
        inner.most_at_once.fetch_max(now, Ordering::SeqCst);
        let (nth, answers) = {
            let mut all = inner.came.lock().expect("nobody fails within");
            all.push(came.clone());
            (all.len() - 1, Arc::clone(&inner.answers.lock().expect("nobody fails within")))
        };
        let reply = answers(nth, &came);
        let released = inner.released.notified();
        inner.arrived.notify_waiters();
        if matches!(reply, Reply::Held) {
            released.await;
        }
        let goes_on = answer(&mut stream, &reply).await;
        inner.at_once.fetch_sub(1, Ordering::SeqCst);
        if !goes_on {
            return;
        }
    }
}

async fn answer(stream: &mut TcpStream, reply: &Reply) -> bool {
    let text = match reply {
        Reply::Status(status, body) => {
            format!(
                "HTTP/1.1 {status} X\r\ncontent-length: {}\r\nset-cookie: a=b\r\n\r\n{body}",
                body.len()
            )
        }
        Reply::Busy(wait) => {
            format!("HTTP/1.1 429 X\r\nretry-after: {wait}\r\ncontent-length: 0\r\n\r\n")
        }
        Reply::Elsewhere(url) => {
            format!("HTTP/1.1 307 X\r\nlocation: {url}\r\ncontent-length: 0\r\n\r\n")
        }
        Reply::Held => "HTTP/1.1 204 X\r\n\r\n".to_owned(),
        Reply::Noise => "SSH-2.0-OpenSSH_9.6\r\n".to_owned(),
        Reply::Endless => "HTTP/1.1 500 X\r\n\r\n".to_owned(),
    };
    if stream.write_all(text.as_bytes()).await.is_err() {
        return false;
    }
    if matches!(reply, Reply::Endless) {
        while stream.write_all(&[b'x'; 4_096]).await.is_ok() {}
        return false;
    }
    !matches!(reply, Reply::Noise)
}

/// One request; nothing when the other side has ended.
async fn read(stream: &mut TcpStream) -> Option<Came> {
    let mut bytes = Vec::new();
    let head_end = loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break end;
        }
        read_more(stream, &mut bytes).await?;
    };
    let head = String::from_utf8(bytes[..head_end].to_vec()).ok()?;
    let header = |name: &str| {
        let mut lines = head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.to_owned())
    };
    let length: usize = header("content-length").and_then(|told| told.parse().ok()).unwrap_or(0);
    while bytes.len() < head_end + 4 + length {
        read_more(stream, &mut bytes).await?;
    }
    let body = String::from_utf8(bytes[head_end + 4..head_end + 4 + length].to_vec()).ok()?;
    Some(Came {
        id: header("webhook-id").unwrap_or_default(),
        at_s: header("webhook-timestamp").and_then(|told| told.parse().ok()).unwrap_or(0),
        signature: header("webhook-signature").unwrap_or_default(),
        head,
        body,
    })
}

async fn read_more(stream: &mut TcpStream, bytes: &mut Vec<u8>) -> Option<()> {
    let mut some = [0; 4_096];
    let count = stream.read(&mut some).await.ok().filter(|count| *count > 0)?;
    bytes.extend_from_slice(&some[..count]);
    Some(())
}
