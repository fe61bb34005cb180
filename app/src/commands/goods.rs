//! `jishi import` and `jishi export`: a firm's goods from a table, and into one.

use super::in_words;
use crate::config::{Export, Import, Serve, Settings};
use crate::market::Market;
use crate::opening::{open, open_to_write, setup};
use crate::output::{say, say_result};
use anyhow::{Context, Result, anyhow, bail};
use catalog::by_hand::{self, Table};
use catalog::{Alike, ImportKind, ImportState, Taking, jobs};
use indicatif::{ProgressBar, ProgressStyle};
use kernel::{Firm, Id, Lang, Stop};
use serde::Serialize;
use std::fs::File;
use std::io::BufWriter;
use std::process::ExitCode;
use web::App;

/// What the bar shows.
const SHOWN: &str = "{msg} [{bar:40}] {pos}/{len}  {elapsed_precise}, {eta} to go";
/// Faults that are said; a machine reads all by the API.
const FAULTS_SAID: usize = 1_000;

#[derive(Serialize)]
struct Figures {
    state: &'static str,
    rows: i64,
    products: i64,
    faults: i64,
    left_out: i64,
    alike: i64,
    added: i64,
    changed: i64,
    unchanged: i64,
}

/// Imports a table; exit 1 if anything in it is wrong that nobody said should stay out.
pub(crate) async fn import(settings: &Settings, how: &Import) -> Result<ExitCode> {
    let store = open_to_write(settings).await?;
    let market =
        Market::new(store, setup(settings, &Serve { simulate: false, ..Serve::default() }))?;
    let outcome = run(&market.app, how).await;
    market.app.store().close();
    let figures = outcome?;
    say_result(settings.says_json, &figures)?;
    let is_as_asked = figures.faults == 0 || how.leave_out_faulty && figures.products > 0;
    Ok(if is_as_asked { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn run(app: &App, how: &Import) -> Result<Figures> {
    let table = Table {
        path: how.file.clone(),
        mapping: how.mapping.iter().map(|pair| parts(pair, "--mapping")).collect::<Result<_>>()?,
        for_all: how.for_all.iter().map(|pair| parts(pair, "--for-all")).collect::<Result<_>>()?,
        currency: how.currency.clone(),
        lead_time_d: how.lead_time,
        is_in_earnest: !how.dry_run,
        taking: Taking {
            leave_out_faulty: how.leave_out_faulty,
            alike: Some(Alike::from_word(&how.alike).context("--alike change, keep or add")?),
        },
    };
    let begun = by_hand::begin(app, firm(&how.firm)?, table).await.map_err(in_words)?;
    let id = begun.id;
    if begun.state == ImportState::Unmapped {
        by_hand::end(app, id).await.map_err(in_words)?;
        bail!(
            "say which columns are the title and the price: --mapping HEADING=title,HEADING=price"
        );
    }
    let import = watch(app, id).await?;
    let figures = Figures {
        state: import.state.word(),
        rows: import.row_count,
        products: import.product_count,
        faults: import.fault_count,
        left_out: import.left_out,
        alike: import.alike_count,
        added: import.taken.added,
        changed: import.taken.changed,
        unchanged: import.taken.unchanged,
    };
    if import.fault_count > 0 {
        say_faults(app, id).await?;
    }
    if let Some(into) = how.left_out.as_ref().filter(|_| import.left_out > 0) {
        by_hand::write_left_out(app, &import, into).map_err(in_words)?;
    }
    by_hand::end(app, id).await.map_err(in_words)?;
    Ok(figures)
}

/// Works until the import needs nobody, or somebody.
async fn watch(app: &App, id: Id<ImportKind>) -> Result<catalog::Import> {
    let bar = ProgressBar::new_spinner().with_message("looking through the file");
    loop {
        let import = by_hand::import_of(app, id).await.map_err(in_words)?;
        if !import.state.is_at_work() {
            bar.finish_and_clear();
            return Ok(import);
        }
        if import.state == ImportState::Running {
            if bar.length().is_none() {
                bar.set_style(ProgressStyle::with_template(SHOWN)?);
                bar.set_message("importing");
                bar.set_length(import.product_count.unsigned_abs());
            }
            bar.set_position(import.taken.all().unsigned_abs());
        }
        bar.tick();
        match jobs::work(app).await {
            Ok(_) | Err(Stop::Busy { .. }) => {}
            Err(stop) => return Err(in_words(stop)),
        }
    }
}

async fn say_faults(app: &App, id: Id<ImportKind>) -> Result<()> {
    let (mut after, mut said) = (0, 0);
    while said < FAULTS_SAID {
        let faults = by_hand::faults_of(app, id, after).await.map_err(in_words)?;
        let Some(last) = faults.last() else { return Ok(()) };
        after = last.number;
        said += faults.len();
        for fault in &faults {
            let column = if fault.column.is_empty() { "" } else { ", " };
            say(&format!("row {}{column}{}: {}", fault.row, fault.column, fault.told));
        }
    }
    Ok(())
}

/// Writes all goods of a firm into a table.
pub(crate) async fn export(settings: &Settings, how: &Export) -> Result<ExitCode> {
    let market = Market::new(
        open(settings)?,
        setup(settings, &Serve { simulate: false, ..Serve::default() }),
    )?;
    let name = how.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let file = File::create(&how.file).with_context(|| how.file.display().to_string())?;
    let bar = ProgressBar::new_spinner().with_message("exporting");
    let mut into = BufWriter::new(file);
    let mut seen = |count: usize| bar.inc(count as u64);
    let count =
        by_hand::export(&market.app, firm(&how.firm)?, (&name, Lang::En), &mut into, &mut seen)
            .await
            .map_err(in_words)?;
    bar.finish_and_clear();
    market.app.store().close();
    say(&format!("{count} products in {}", how.file.display()));
    Ok(ExitCode::SUCCESS)
}

fn firm(told: &str) -> Result<Id<Firm>> {
    told.parse().map_err(|_| anyhow!("{told} is no firm; its page's address holds its id"))
}

fn parts(pair: &str, option: &str) -> Result<(String, String)> {
    let (one, other) = pair.rsplit_once('=').with_context(|| format!("{option} ONE=OTHER"))?;
    Ok((one.trim().to_owned(), other.trim().to_owned()))
}
