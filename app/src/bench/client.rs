//! A small HTTP/1.1 client that keeps its connection, so that what is measured is the server.

use anyhow::{Context, Result, bail};
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// One connection.
pub(crate) struct Connection {
    address: SocketAddr,
    stream: Option<TcpStream>,
    buffer: Vec<u8>,
}

/// An answer.
pub(crate) struct Answer {
    /// The HTTP status.
    pub(crate) status: u16,
    /// The body.
    pub(crate) body: String,
}

impl Connection {
    /// Connects when it is opened, or at the first request.
    pub(crate) fn to(address: SocketAddr) -> Self {
        Self { address, stream: None, buffer: Vec::with_capacity(8_192) }
    }

    /// Connects now, so that the first request is not measured with it.
    pub(crate) async fn open(&mut self) -> Result<()> {
        if self.stream.is_none() {
            let stream = TcpStream::connect(self.address).await?;
            stream.set_nodelay(true)?;
            self.stream = Some(stream);
        }
        Ok(())
    }

    /// Sends a command and waits for its answer.
    pub(crate) async fn post(
        &mut self,
        path: &str,
        token: &str,
        key: &str,
        body: &str,
    ) -> Result<Answer> {
        let request = format!(
            "POST {path} HTTP/1.1\r\nhost: market\r\nauthorization: Bearer {token}\r\n\
             idempotency-key: {key}\r\ncontent-type: application/json\r\n\
             content-length: {}\r\n\r\n{body}",
            body.len()
        );
        let answer = self.exchange(request.as_bytes()).await;
        if answer.is_err() {
            self.stream = None;
        }
        answer
    }

    /// Asks for a page and waits for its answer.
    pub(crate) async fn get(&mut self, path: &str) -> Result<Answer> {
        let request = format!("GET {path} HTTP/1.1\r\nhost: market\r\n\r\n");
        let answer = self.exchange(request.as_bytes()).await;
        if answer.is_err() {
            self.stream = None;
        }
        answer
    }

    async fn exchange(&mut self, request: &[u8]) -> Result<Answer> {
        self.open().await?;
        let mut stream = self.stream.take().context("a connection")?;
        stream.write_all(request).await?;
        self.buffer.clear();
        let (head, length) = loop {
            if stream.read_buf(&mut self.buffer).await? == 0 {
                bail!("the server closed the connection");
            }
            if let Some(end) = self.buffer.windows(4).position(|window| window == b"\r\n\r\n") {
                break (end + 4, content_length(&self.buffer[..end])?);
            }
        };
        while self.buffer.len() < head + length {
            if stream.read_buf(&mut self.buffer).await? == 0 {
                bail!("the answer is cut short");
            }
        }
        self.stream = Some(stream);
        let status = std::str::from_utf8(&self.buffer[9..12])?.parse()?;
        let body = String::from_utf8_lossy(&self.buffer[head..head + length]).into_owned();
        Ok(Answer { status, body })
    }
}

fn content_length(head: &[u8]) -> Result<usize> {
    let head = std::str::from_utf8(head)?;
    let line = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then_some(value)
    });
    line.context("an answer without content-length")?.trim().parse().context("content-length")
}

impl Answer {
    /// The first id with this prefix in the body.
    pub(crate) fn id(&self, prefix: &str) -> Option<&str> {
        let at = self.body.find(prefix)?;
        self.body[at..].split('"').next()
    }
}
