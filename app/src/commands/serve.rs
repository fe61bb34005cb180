//! `jishi serve`: the market, answering.

use crate::config::{Serve, Settings};
use crate::market::{Market, Setup, folder_of, options};
use crate::output::say;
use crate::serve;
use anyhow::Result;
use std::process::ExitCode;
use store::{Options, Store};
use web::Place;

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

/// The market as the settings want it.
pub(crate) fn setup(settings: &Settings, how: &Serve) -> Setup {
    let place = Place {
        name: settings.name.clone(),
        name_zh: settings.name_zh.clone(),
        url: settings.url.clone(),
        zone: kernel::rules::Rules::current().market.time_zone.clone(),
        is_simulated: how.simulate,
    };
    let folder = folder_of(&settings.store);
    Setup { place, rates: (settings.member_rate, settings.stranger_rate), folder }
}
