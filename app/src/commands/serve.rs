//! `jishi serve`: the market, answering.

use crate::config::{Serve, Settings};
use crate::market::{Market, options};
use crate::opening::setup;
use crate::output::say;
use crate::serve;
use anyhow::Result;
use kernel::{MICROS_PER_SECOND, Timestamp};
use std::process::ExitCode;
use std::sync::Arc;
use store::clock::{Clock, QuickClock};
use store::{Options, Store};

/// A clock that runs faster or goes ahead; none where time is told as it is.
fn clock_of(how: &Serve) -> Option<Arc<dyn Clock>> {
    let (times, ahead_s) = (how.speed.unwrap_or(1), how.ahead_s);
    let since = how.since.unwrap_or(0).saturating_mul(MICROS_PER_SECOND);
    let clock = QuickClock { since: Timestamp::from_micros(since), times, ahead_s };
    (times > 1 || ahead_s != 0).then(|| Arc::new(clock) as Arc<dyn Clock>)
}

/// Serves until asked to stop.
pub(crate) async fn run(settings: &Settings, how: &Serve) -> Result<ExitCode> {
    let bound = serve::Bound::at(settings.listen).await?;
    let own_address = bound.address.to_string();
    let clock = clock_of(how);
    let options = Options { own_address, clock, ..options() };
    let store = Store::open(&settings.store, options)?;
    let market = Market::new(store, setup(settings, how))?;
    say(&format!("{} at http://{}", settings.name, bound.address));
    serve::run(&market, bound, serve::asked_to_stop()).await?;
    Ok(ExitCode::SUCCESS)
}
