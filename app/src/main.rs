//! jishi: an open, self-hosted trade platform for small firms. This binary is its command line.

mod bench;
mod bucket;
mod commands;
mod config;
mod demo;
mod document;
mod finders;
mod judge;
mod market;
mod menus;
mod opening;
mod output;
mod outside;
mod public;
mod rails;
mod secret;
mod serve;
mod verify;

use clap::Parser;
use config::Arguments;
use std::process::ExitCode;

/// A trade asks for memory some hundred times; glibc's takes longer (decision 0021).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    output::start_logs(&arguments.log);
    match commands::run(arguments) {
        Ok(code) => code,
        Err(error) => {
            output::say_error(&error);
            ExitCode::FAILURE
        }
    }
}
