//! What runs beside the answers: timers, followers, letters, imports, the day's end, sweeping.

use super::listen::DRAIN_MOST;
use crate::market::Market;
use kernel::{Outcome, Stop};
use std::future::Future;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinSet;

/// How often due timers and new events are looked for.
const SOON: Duration = Duration::from_millis(200);
/// How often the day's end is looked for.
const DAILY_LOOK: Duration = Duration::from_secs(60);
/// How often files are swept: the folder is read from end to end.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// How often numbers that wait for the register of firms are looked for.
const REGISTER_LOOK: Duration = Duration::from_secs(10);
/// How often it is looked whether a new list of sanctions was loaded.
const LISTS_LOOK: Duration = Duration::from_secs(5);
/// How often it is looked whether a desk must be told of something.
const DESK_LOOK: Duration = Duration::from_secs(15);
/// How often the bank's folder is looked into.
const BANK_LOOK: Duration = Duration::from_secs(1);

/// The tasks, which end when told to.
pub(crate) struct Background {
    tasks: JoinSet<()>,
    stop: watch::Sender<bool>,
}

impl Background {
    /// Starts everything; but for its own index only the process that writes does anything.
    pub(crate) fn start(market: &Market) -> Self {
        let (stop, stopped) = watch::channel(false);
        let mut tasks = JoinSet::new();
        let each = |every: Duration| Every { every, stopped: stopped.clone() };
        let market = market.clone();
        tasks.spawn(each(SOON).run(market.clone(), "timers", Market::run_timers));
        tasks.spawn(each(SOON).run(market.clone(), "followers", Market::run_followers));
        tasks.spawn(each(SOON).run(market.clone(), "letters", Market::send_letters));
        tasks.spawn(each(SOON).run(market.clone(), "webhooks", Market::tell_programs));
        tasks.spawn(each(SOON).run(market.clone(), "translations", Market::translate));
        tasks.spawn(each(SOON).everywhere(market.clone(), "index", Market::follow_with_index));
        let sends_unmet = each(super::unmet::EVERY);
        tasks.spawn(sends_unmet.everywhere(market.clone(), "unmet", Market::send_unmet));
        tasks.spawn(each(SOON).run(market.clone(), "imports", Market::import_goods));
        tasks.spawn(each(DAILY_LOOK).run(market.clone(), "goods", Market::expire_goods));
        tasks.spawn(each(DAY).run(market.clone(), "files", Market::sweep_imports));
        tasks.spawn(each(SOON).run(market.clone(), "matching", Market::match_requests));
        tasks.spawn(each(DAILY_LOOK).run(market.clone(), "digests", Market::write_digests));
        tasks.spawn(each(DESK_LOOK).run(market.clone(), "desks", Market::tell_desks));
        tasks.spawn(each(DAILY_LOOK).everywhere(market.clone(), "rates", Market::refresh_rates));
        let forgets = each(DAILY_LOOK);
        tasks.spawn(forgets.everywhere(market.clone(), "callers", Market::forget_callers));
        tasks.spawn(each(BANK_LOOK).run(market.clone(), "bank", Market::work_with_bank));
        tasks.spawn(each(LISTS_LOOK).run(market.clone(), "names", Market::look_at_names));
        tasks.spawn(each(DAILY_LOOK).run(market.clone(), "wallets", Market::watch_wallets));
        let asks_register = each(REGISTER_LOOK);
        tasks.spawn(asks_register.run(market.clone(), "register", Market::ask_register));
        tasks.spawn(each(DAILY_LOOK).run(market, "day's end", Market::end_day));
        Self { tasks, stop }
    }

    /// Lets each task finish what it is at, if that does not take long; what is cut off then is
    /// taken up again by whoever writes next, as after a crash.
    pub(crate) async fn end(self) {
        self.end_within(DRAIN_MOST).await;
    }

    async fn end_within(mut self, most: Duration) {
        // A receiver that is gone has ended already.
        self.stop.send(true).ok();
        let ended = async { while self.tasks.join_next().await.is_some() {} };
        if tokio::time::timeout(most, ended).await.is_err() {
            tracing::warn!("work is cut off that had not ended after {most:?}");
            // A call that stands still, as of a disk that does not answer, cannot be cut off, so
            // nothing is waited for.
            self.tasks.abort_all();
        }
    }
}

/// Something done again and again until told to stop.
struct Every {
    every: Duration,
    stopped: watch::Receiver<bool>,
}

impl Every {
    /// Works in the process that writes.
    async fn run<F>(self, market: Market, name: &'static str, work: fn(Market) -> F)
    where
        F: Future<Output = Outcome<usize>> + Send,
    {
        self.repeat(market, name, work, |market| market.app.store().is_writer()).await;
    }

    /// Works in every process.
    async fn everywhere<F>(self, market: Market, name: &'static str, work: fn(Market) -> F)
    where
        F: Future<Output = Outcome<usize>> + Send,
    {
        self.repeat(market, name, work, |_| true).await;
    }

    /// Works while there is work, then waits. A failure is logged and tried again.
    async fn repeat<F>(
        mut self,
        market: Market,
        name: &'static str,
        work: fn(Market) -> F,
        may: fn(&Market) -> bool,
    ) where
        F: Future<Output = Outcome<usize>> + Send,
    {
        loop {
            let mut did = 0;
            if may(&market) {
                did = work(market.clone()).await.unwrap_or_else(|stop| {
                    if !matches!(stop, Stop::Busy { .. }) {
                        tracing::error!(task = name, ?stop, "it will be tried again");
                    }
                    0
                });
            }
            let pause = if did > 0 { Duration::from_millis(1) } else { self.every };
            if tokio::time::timeout(pause, self.stopped.wait_for(|stop| *stop)).await.is_ok() {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Arc, mpsc};
    use tokio::sync::oneshot;

    // The clock runs on by itself while nothing happens.
    #[tokio::test(start_paused = true)]
    async fn what_never_finishes_holds_up_no_end() {
        let (stop, _stopped) = watch::channel(false);
        let (mut tasks, running) = (JoinSet::new(), Arc::new(()));
        let builds = Arc::clone(&running);
        tasks.spawn(async move {
            let _builds = builds;
            std::future::pending::<()>().await;
        });
        let end = Background { tasks, stop }.end();
        tokio::time::timeout(2 * DRAIN_MOST, end).await.expect("an end");
        tokio::task::yield_now().await;
        assert_eq!(Arc::strong_count(&running), 1, "nothing runs on");
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_call_that_stands_still_holds_up_no_end() {
        let (stop, _stopped) = watch::channel(false);
        let (mut tasks, (disk, answer)) = (JoinSet::new(), mpsc::channel::<()>());
        let (tells_begun, begun) = oneshot::channel();
        tasks.spawn(async move {
            tells_begun.send(()).expect("somebody waits");
            // Until the other end is gone.
            answer.recv().expect_err("nothing comes");
        });
        begun.await.expect("begun");
        let end = Background { tasks, stop }.end_within(Duration::from_millis(1));
        tokio::time::timeout(DRAIN_MOST, end).await.expect("an end");
        drop(disk);
    }
}
