//! Many clients that ask the served market for pages, one after another each.

use super::client::Connection;
use super::figures::{Latencies, cpu_time, micros};
use crate::market::Market;
use crate::serve::{self, Bound};
use anyhow::{Result, bail};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::oneshot;
use tokio::task::JoinSet;

/// What the clients saw, and what it cost.
pub(super) struct Asked {
    pub(super) latencies: Latencies,
    pub(super) answers: u64,
    pub(super) took: Duration,
    /// Of the whole process: clients, door, store, page.
    cpu: Duration,
}

impl Asked {
    /// Microseconds of CPU time for each answer, the client's with it.
    pub(super) fn cpu_us(&self) -> u64 {
        micros(self.cpu) / self.answers.max(1)
    }
}

/// Serves the market on a free port, with nothing beside, and asks for these paths in turn, again
/// and again. Fails at the first answer that is no page.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
pub(super) async fn ask(
    market: &Market,
    paths: Vec<String>,
    clients: usize,
    seconds: u64,
) -> Result<Asked> {
    let bound = Bound::at(SocketAddr::from(([127, 0, 0, 1], 0))).await?;
    let address = bound.address;
    let (stop, stopped) = oneshot::channel::<()>();
    let served = market.clone();
    let server = tokio::spawn(async move {
        let stopped = async move {
            stopped.await.ok();
        };
        serve::answer_alone(&served, bound, stopped).await
    });
    let (paths, next) = (Arc::new(paths), Arc::new(AtomicUsize::new(0)));
    let (began, before) = (Instant::now(), cpu_time());
    let mut workers = JoinSet::new();
    for _ in 0..clients {
        let (paths, next) = (Arc::clone(&paths), Arc::clone(&next));
        workers.spawn(async move {
            let mut connection = Connection::to(address);
            let (mut latencies, mut answers) = (Latencies::default(), 0);
            while began.elapsed().as_secs() < seconds {
                let path = &paths[next.fetch_add(1, Ordering::Relaxed) % paths.len()];
                let sent = Instant::now();
                let answer = connection.get(path).await?;
                latencies.add(sent.elapsed());
                if answer.status != 200 {
                    bail!("{path}: {} {}", answer.status, answer.body);
                }
                answers += 1;
            }
            Ok((latencies, answers))
        });
    }
    let (mut latencies, mut answers) = (Latencies::default(), 0);
    while let Some(done) = workers.join_next().await {
        let (own, count) = done??;
        latencies.join(own);
        answers += count;
    }
    let (took, cpu) = (began.elapsed(), cpu_time().saturating_sub(before));
    stop.send(()).ok();
    server.await??;
    Ok(Asked { latencies, answers, took, cpu })
}
