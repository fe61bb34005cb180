//! Benchmarks: each figure with its floor beside it, made in the same run.

mod asking;
pub(crate) mod bank;
mod client;
pub(crate) mod figures;
mod fixture;
mod floor;
pub(crate) mod growth;
pub(crate) mod import;
pub(crate) mod ledger;
pub(crate) mod matching;
pub(crate) mod pages;
mod recorder;
pub(crate) mod room;
pub(crate) mod search;
pub(crate) mod trades;
mod wares;
mod work;

use store::Address;

/// The engine's name in figures.
pub(crate) fn engine_name(address: &Address) -> &'static str {
    match address {
        Address::Sqlite(_) => "sqlite",
        Address::Postgres(_) => "postgres",
    }
}
