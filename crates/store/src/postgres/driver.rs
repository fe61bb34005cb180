//! What moves a connection: a small runtime of its own, which runs only while somebody waits.

use crate::engine::{Answer, EngineError};
use anyhow::Context;
use std::future::Future;
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;
use tokio::runtime::{Builder, Handle, Runtime};

/// Runs the futures of one connection on the thread that waits for them.
pub(super) struct Driver(Option<Runtime>);

impl Driver {
    pub(super) fn start() -> Answer<Self> {
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime.context("starting a connection's runtime");
        runtime.map(|runtime| Self(Some(runtime))).map_err(EngineError::Broken)
    }

    /// Lets a future run whenever somebody waits for another.
    pub(super) fn spawn(&self, future: impl Future<Output = ()> + Send + 'static) {
        if let Some(runtime) = &self.0 {
            runtime.spawn(future);
        }
    }

    /// Waits for a future; `Lost` if it takes longer than `limit`.
    pub(super) fn wait<T: Send>(
        &self,
        limit: Duration,
        future: impl Future<Output = T> + Send,
    ) -> Answer<T> {
        let Some(runtime) = &self.0 else { return Err(EngineError::Lost) };
        let wait = || runtime.block_on(async { tokio::time::timeout(limit, future).await });
        let answer = if Handle::try_current().is_err() {
            wait()
        } else {
            // Stores are opened from async code too, where a runtime may not wait for another one.
            std::thread::scope(|scope| match scope.spawn(wait).join() {
                Ok(answer) => answer,
                Err(panic) => std::panic::resume_unwind(panic),
            })
        };
        answer.map_err(|_| EngineError::Lost)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

/// A future and, if it was ready at once, what it gave.
type Running<F> = (Pin<Box<F>>, Option<<F as Future>::Output>);

/// Starts all futures in their order, so that their messages leave in that order and together,
/// then waits for each.
pub async fn in_order<F: Future>(futures: impl Iterator<Item = F>) -> Vec<F::Output> {
    let mut running: Vec<Running<F>> = futures.map(|future| (Box::pin(future), None)).collect();
    std::future::poll_fn(|context| {
        for (future, output) in &mut running {
            if let Poll::Ready(ready) = future.as_mut().poll(context) {
                *output = Some(ready);
            }
        }
        Poll::Ready(())
    })
    .await;
    let mut outputs = Vec::with_capacity(running.len());
    for (future, output) in running {
        outputs.push(match output {
            Some(output) => output,
            None => future.await,
        });
    }
    outputs
}
