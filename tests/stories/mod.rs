//! What people do, through HTTP: sign in, press, read. A story is a file named by what is done.
#![expect(
    clippy::disallowed_methods,
    reason = "stories read their environment and start programs as people do"
)]

mod buyers_first;
mod buyers_first_in_browser;
mod care;
mod demo;
mod desk;
mod export;
mod export_in_browser;
mod facts;
mod goes_wrong_in_browser;
mod hand;
mod last_pieces;
mod lease;
mod market;
mod orders_over_firms;
mod parcels_in_browser;
mod power;
pub(crate) mod program;
mod programs;
mod requests;
mod sanctions;
mod torture;
mod translator;
mod walk;
mod walls;
