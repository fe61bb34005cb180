//! Many acts at once: the store commits them together.

use super::trader::Trader;
use anyhow::{Result, anyhow};
use catalog::ProductKind;
use deal::DealKind;
use kernel::{Id, Outcome, Stop};
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;
use store::{Store, Tx};

/// Acts on their way at once: enough to fill batches, few enough that none waits its two seconds.
const MOST_AT_ONCE: usize = 512;
/// A busy store is asked again so often: what it said meant that nothing was done.
const TRIES: u32 = 50;
/// How long between.
const PAUSE: Duration = Duration::from_millis(100);

/// What an act made, if others will need it.
#[derive(Debug, Clone)]
pub(super) enum Made {
    Nothing,
    Firm(Trader),
    Deal(Id<DealKind>),
    /// Places among the stock codes, and what stands for them.
    Listings(Vec<(usize, Id<ProductKind>)>),
}

/// An act, which may run several times.
pub(super) type Job = Arc<dyn Fn(&mut Tx<'_>) -> Outcome<Made> + Send + Sync>;
/// An act on its way, and its answer.
type Going = (Pin<Box<dyn Future<Output = Result<Made>> + Send>>, Option<Result<Made>>);

/// Does all these acts, in this order, and tells what each made.
pub(super) async fn act_all(store: &Store, jobs: &[Job]) -> Result<Vec<Made>> {
    let mut made = Vec::with_capacity(jobs.len());
    for some in jobs.chunks(MOST_AT_ONCE) {
        let going = |job: &Job| (Box::pin(act(store.clone(), Arc::clone(job))) as _, None);
        made.extend(in_order(some.iter().map(going).collect()).await?);
    }
    Ok(made)
}

/// Whoever is asked first stands first in the store's queue.
async fn in_order(mut all: Vec<Going>) -> Result<Vec<Made>> {
    poll_fn(|context| {
        let mut is_over = true;
        for (going, answer) in all.iter_mut().filter(|(_, answer)| answer.is_none()) {
            match going.as_mut().poll(context) {
                Poll::Ready(made) => *answer = Some(made),
                Poll::Pending => is_over = false,
            }
        }
        if is_over { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    all.into_iter().filter_map(|(_, answer)| answer).collect()
}

#[expect(clippy::disallowed_methods, reason = "a busy store is left alone for a moment")]
async fn act(store: Store, job: Job) -> Result<Made> {
    let mut tries = 0;
    loop {
        let job = Arc::clone(&job);
        match store.write("demo.replay", move |tx| job(tx)).await {
            Err(Stop::Busy { .. }) if tries < TRIES => tries += 1,
            answer => return answer.map_err(|stop| anyhow!("replaying: {stop:?}")),
        }
        tokio::time::sleep(PAUSE).await;
    }
}
