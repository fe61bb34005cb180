//! One module a command.

mod backup;
mod clerk;
mod demo;
mod gallery;
mod goods;
mod holidays;
mod migrate;
mod rates;
mod rebuild;
mod sanctions;
mod serve;
mod torture;
mod verify;
mod verify_talk;
mod walk;

use crate::config::{Arguments, Bench, Command, Settings};
use crate::market::words;
use crate::{bench, judge};
use anyhow::{Result, anyhow};
use kernel::{Lang, Stop};
use std::process::ExitCode;
use std::time::Duration;
use web::Reader;

/// When all is done, a thread beside that still waits for a disk or a bucket may take so long.
const LAST_MOST: Duration = Duration::from_secs(5);

/// Runs the command that was typed.
pub(crate) fn run(arguments: Arguments) -> Result<ExitCode> {
    let settings = Settings::of(&arguments)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let done = runtime.block_on(async {
        match arguments.command {
            Command::Verify => verify::run(&settings).await,
            Command::VerifyTalk(paper) => verify_talk::run(&settings, &paper),
            Command::Demo(how) => demo::run(&settings, &how).await,
            Command::Serve(how) => serve::run(&settings, &how).await,
            Command::Torture(how) => torture::run(&settings, &how).await,
            Command::Walk(how) => walk::run(&settings, &how).await,
            Command::Migrate => migrate::run(&settings),
            Command::Backup(to) => backup::run(&settings, &to).await,
            Command::Restore(from) => backup::restore(&settings, &from).await,
            Command::Clerk(told) => clerk::run(&settings, &told).await,
            Command::Holidays(how) => holidays::run(&how),
            Command::Rates(how) => rates::run(&settings, &how).await,
            Command::Sanctions(how) => sanctions::run(&settings, &how).await,
            Command::Rebuild => rebuild::run(&settings).await,
            Command::Import(how) => goods::import(&settings, &how).await,
            Command::Export(how) => goods::export(&settings, &how).await,
            Command::Gallery(how) => gallery::run(&settings, &how).await,
            Command::Judge(what) => judge::run(&settings, &what),
            Command::Bench(Bench::Ledger(how)) => bench::ledger::run(&settings, &how).await,
            Command::Bench(Bench::Search(how)) => bench::search::run(&settings, &how).await,
            Command::Bench(Bench::Pages(how)) => bench::pages::run(&settings, &how).await,
            Command::Bench(Bench::Import(how)) => bench::import::run(&settings, &how).await,
            Command::Bench(Bench::Trades(how)) => bench::trades::run(&settings, &how).await,
            Command::Bench(Bench::Growth(how)) => bench::growth::run(&settings, &how).await,
            Command::Bench(Bench::Bank(how)) => bench::bank::run(&settings, &how).await,
            Command::Bench(Bench::Match(how)) => bench::matching::run(&settings, &how),
        }
    });
    runtime.shutdown_timeout(LAST_MOST);
    done
}

/// Why an act ended, for whoever typed it.
fn in_words(stop: Stop) -> anyhow::Error {
    let reader = Reader { lang: Lang::En, zone: "UTC".to_owned() };
    match (stop, words()) {
        (Stop::Refused(refusal), Ok(words)) => anyhow!(words.refusal(&reader, &refusal)),
        (Stop::Fault(cause), _) => cause,
        (stop, _) => anyhow!("{stop:?}"),
    }
}
