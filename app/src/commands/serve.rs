//! `jishi serve`: the market, answering.

use crate::config::{Serve, Settings};
use crate::market::{Market, options};
use crate::opening::setup;
use crate::output::say;
use crate::serve;
use anyhow::Result;
use std::process::ExitCode;
use store::{Options, Store};

/// Serves until asked to stop.
pub(crate) async fn run(settings: &Settings, how: &Serve) -> Result<ExitCode> {
    let bound = serve::Bound::at(settings.listen).await?;
    let own_address = bound.address.to_string();
    let options = Options { own_address, ..options() };
    let store = Store::open(&settings.store, options)?;
    let market = Market::new(store, setup(settings, how))?;
    say(&format!("{} at http://{}", settings.name, bound.address));
    serve::run(&market, bound, serve::asked_to_stop()).await?;
    Ok(ExitCode::SUCCESS)
}
