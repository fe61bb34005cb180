//! Opening what the settings name: the store, and the market on it.

use crate::config::{Serve, Settings};
use crate::market::{Setup, folder_of, options};
use anyhow::{Result, bail};
use std::time::Duration;
use store::Store;
use web::Place;

/// Opens the store that the settings name.
pub(crate) fn open(settings: &Settings) -> Result<Store> {
    Ok(Store::open(&settings.store, options())?)
}

/// How long a lease that nobody renews may last.
const LEASE_ENDS: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(100);

/// The same, to write: waits until a lease that a dead process left behind has run out.
#[expect(clippy::disallowed_methods, reason = "a lease ends in real time")]
pub(crate) async fn open_to_write(settings: &Settings) -> Result<Store> {
    let store = open(settings)?;
    let wait = async {
        while !store.is_writer() {
            tokio::time::sleep(PAUSE).await;
        }
    };
    if tokio::time::timeout(LEASE_ENDS, wait).await.is_err() {
        bail!("another process writes to {}; stop it first", settings.store);
    }
    Ok(store)
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
    let rates = (settings.member_rate, settings.stranger_rate);
    Setup { place, rates, folder, outside: settings.outside.clone() }
}
