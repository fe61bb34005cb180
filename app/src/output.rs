//! What the command line says.

use std::io::Write as _;

use serde::Serialize;
use tracing_subscriber::EnvFilter;

/// Structured logs go to standard error, one JSON object a line.
pub(crate) fn start_logs(filter: &str) {
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("warn"));
    let logs = tracing_subscriber::fmt().json().with_writer(std::io::stderr);
    // A second start within one process (a test) keeps the first.
    logs.with_env_filter(filter).with_current_span(false).try_init().ok();
}

/// An error, in words.
#[expect(clippy::print_stderr, reason = "this is the command line")]
pub(crate) fn say_error(error: &anyhow::Error) {
    eprintln!("jishi: {error:#}");
}

/// A line for the person at the terminal. Where nobody reads any more (`| head`) it is lost: what
/// the command does goes on.
pub(crate) fn say(line: &str) {
    writeln!(std::io::stdout(), "{line}").ok();
}

/// A result: one JSON object, or lines of `name value` for a person.
pub(crate) fn say_result(as_json: bool, result: &impl Serialize) -> anyhow::Result<()> {
    let value = serde_json::to_value(result)?;
    if as_json {
        say(&value.to_string());
        return Ok(());
    }
    let Some(members) = value.as_object() else {
        say(&value.to_string());
        return Ok(());
    };
    let width = members.keys().map(String::len).max().unwrap_or(0);
    for (name, value) in members {
        let shown = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        say(&format!("{name:width$}  {shown}"));
    }
    Ok(())
}
