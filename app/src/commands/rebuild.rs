//! `jishi rebuild`: what followers have worked out is made again from the events, from zero, and
//! the indexes of this folder from the store.

use crate::config::{Serve, Settings};
use crate::market::{FOLLOWERS, Market};
use crate::opening::{open_to_write, setup};
use crate::output::say;
use anyhow::{Result, anyhow};
use kernel::Stop;
use std::process::ExitCode;

/// Forgets and follows again; the store serves nobody meanwhile.
pub(crate) async fn run(settings: &Settings) -> Result<ExitCode> {
    let store = open_to_write(settings).await?;
    let stopped = |stop: Stop| anyhow!("rebuilding: {stop:?}");
    let forget = |tx: &mut store::Tx<'_>| {
        gate::jobs::forget(tx)?;
        store::rewind(tx, deal::jobs::TRADES.name)?;
        trust::jobs::forget(tx)?;
        window::jobs::forget(tx)
    };
    store.write("rebuild.forget", forget).await.map_err(stopped)?;
    let mut taken = 0;
    loop {
        match store::run_followers(&store, FOLLOWERS).await {
            Ok(0) => break,
            Ok(more) => taken += more,
            // It goes on from where it is.
            Err(Stop::Busy { .. }) => {}
            Err(stop) => return Err(stopped(stop)),
        }
    }
    // What was followed is what the indexes are made of.
    let market =
        Market::new(store, setup(settings, &Serve { simulate: true, ..Serve::default() }))?;
    let found = market.finders.build(&market.app).await.map_err(stopped)?;
    market.app.store().close();
    say(&format!("{taken} events followed again, {found} things to be found"));
    Ok(ExitCode::SUCCESS)
}
