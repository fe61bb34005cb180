//! `jishi demo`: a market with a year of real records in it, served.

use crate::config::{Demo, Serve, Settings};
use crate::demo::{self, SignIn, Summary};
use crate::market::{Market, options};
use crate::opening::setup;
use crate::output::say;
use crate::serve::{self, Bound};
use anyhow::Result;
use serde::Serialize;
use std::process::ExitCode;
use store::{Options, Store};

/// What a machine reads.
#[derive(Serialize)]
struct Told<'a> {
    /// Nothing where the store held the demonstration already.
    #[serde(flatten)]
    summary: Option<&'a Summary>,
    sign_ins: Vec<SignIn>,
    url: String,
}

/// Replays the records if the store is fresh; then serves, with the rails simulated, until asked to
/// stop.
pub(crate) async fn run(settings: &Settings, how: &Demo) -> Result<ExitCode> {
    let bound = Bound::at(settings.listen).await?;
    let summary = demo::prepare(settings, how).await?;
    let is_sound = summary.as_ref().is_none_or(Summary::is_sound);
    if how.no_serve || !is_sound {
        tell(settings, summary.as_ref(), &bound)?;
        return Ok(if is_sound { ExitCode::SUCCESS } else { ExitCode::FAILURE });
    }
    let options = Options { own_address: bound.address.to_string(), ..options() };
    let store = Store::open(&settings.store, options)?;
    let market =
        Market::new(store, setup(settings, &Serve { simulate: true, ..Serve::default() }))?;
    tell(settings, summary.as_ref(), &bound)?;
    serve::run(&market, bound, serve::asked_to_stop()).await?;
    Ok(ExitCode::SUCCESS)
}

fn tell(settings: &Settings, summary: Option<&Summary>, bound: &Bound) -> Result<()> {
    let (sign_ins, url) = (demo::sign_ins(), format!("http://{}", bound.address));
    if settings.says_json {
        say(&serde_json::to_string(&Told { summary, sign_ins, url })?);
        return Ok(());
    }
    match summary {
        Some(summary) => summary.say(),
        None => say(&format!("{} holds the demonstration already", settings.store)),
    }
    say("\nSign in, for demonstration only:");
    for SignIn { who, email, password } in sign_ins {
        say(&format!("  {email:26}  {password}  {who}"));
    }
    say(&format!("\n{} at {url}", settings.name));
    Ok(())
}
