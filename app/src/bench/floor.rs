//! The floor: what was recorded, done again on the bare driver with the same commits.

mod postgres;
mod sqlite;

use super::recorder::Step;
use anyhow::Result;
use std::time::Duration;
use store::Address;

/// Runs the recording on a copy of the store as it was before; tells how long it took.
pub(crate) async fn run(copy: &Address, steps: Vec<Step>) -> Result<Duration> {
    match copy {
        Address::Sqlite(path) => sqlite::run(path, &steps),
        Address::Postgres(url) => postgres::run(url, steps).await,
    }
}
