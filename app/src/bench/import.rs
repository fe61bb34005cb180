//! `jishi bench import`: a table of goods, from the file to the last product.

use super::figures::per_second;
use super::floor;
use super::recorder::{Recorded, Recording};
use super::room::Room;
use crate::config::{ImportBench, Serve, Settings};
use crate::market::{Market, migrations, options};
use crate::opening::setup;
use crate::output::say_result;
use anyhow::{Result, anyhow, ensure};
use catalog::by_hand::{self, Table};
use catalog::{ImportState, jobs};
use kernel::{Id, Stop};
use serde::Serialize;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};
use store::{Options, Store};

/// Products of the shorter run that is recorded and done again on the bare driver.
const RECORDED_MOST: u64 = 5_000;

#[derive(Serialize)]
struct Figures {
    engine: &'static str,
    products: u64,
    file_bytes: u64,
    check_s: u64,
    write_s: u64,
    checked_per_s: u64,
    written_per_s: u64,
    floor_written_per_s: u64,
    floor_ratio_percent: u64,
}

/// What one import took.
struct Took {
    check: Duration,
    write: Duration,
}

/// Measures, reports.
pub(crate) async fn run(settings: &Settings, how: &ImportBench) -> Result<ExitCode> {
    let room = Room::beside(&settings.store)?;
    let table = room.files()?.join("table.csv");
    write_table(&table, how.products)?;
    let small = room.files()?.join("small.csv");
    let recorded = how.products.min(RECORDED_MOST);
    write_table(&small, recorded)?;
    Store::open(&room.address, options())?.close();
    let floor = floor_rate(&room, settings, &small).await?;
    let store = Store::open(&room.address, options())?;
    let took = import(&market(settings, &room, store)?, &table).await?;
    let written_per_s = per_second(how.products, took.write);
    let floor_written_per_s = per_second(recorded, floor);
    let figures = Figures {
        engine: super::engine_name(&room.address),
        products: how.products,
        file_bytes: std::fs::metadata(&table)?.len(),
        check_s: took.check.as_secs(),
        write_s: took.write.as_secs(),
        checked_per_s: per_second(how.products, took.check),
        written_per_s,
        floor_written_per_s,
        floor_ratio_percent: written_per_s * 100 / floor_written_per_s.max(1),
    };
    say_result(settings.says_json, &figures)?;
    Ok(ExitCode::SUCCESS)
}

fn market(settings: &Settings, room: &Room, store: Store) -> Result<Market> {
    let mut setup = setup(settings, &Serve { simulate: false, ..Serve::default() });
    setup.folder = room.files()?;
    Market::new(store, setup)
}

/// A table such as a wholesaler has: three prices, facts, a code of customs.
fn write_table(path: &Path, products: u64) -> Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    writeln!(
        file,
        "sku,title,description,category,unit,currency,moq,price,more prices,hs code,brand,facts"
    )?;
    for nth in 0..products {
        let cents = 100 + nth % 900;
        writeln!(
            file,
            "B-{nth:08},\"Cotton socks, {} needles, article {nth}\",Soft and warm.,socks,PR,USD,\
             100,{cents}.5,1000: {cents}.25; 10000: {cents},611595,Lan,Material: {}% cotton",
            96 + nth % 200,
            50 + nth % 50,
        )?;
    }
    Ok(file.flush()?)
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
async fn import(market: &Market, table: &Path) -> Result<Took> {
    let fault = |stop: Stop| anyhow!("{stop:?}");
    let table = Table {
        path: table.to_owned(),
        mapping: Vec::new(),
        for_all: Vec::new(),
        currency: "USD".to_owned(),
        lead_time_d: 7,
        is_in_earnest: true,
        taking: catalog::Taking::default(),
    };
    let app = &market.app;
    let began = Instant::now();
    let id = by_hand::begin(app, Id::new(1), table).await.map_err(fault)?.id;
    jobs::work(app).await.map_err(fault)?;
    let check = began.elapsed();
    loop {
        let import = by_hand::import_of(app, id).await.map_err(fault)?;
        ensure!(import.fault_count == 0, "{} faults", import.fault_count);
        if import.state == ImportState::Done {
            break;
        }
        jobs::work(app).await.map_err(fault)?;
    }
    let write = began.elapsed() - check;
    app.store().close();
    Ok(Took { check, write })
}

/// Records a shorter run, then does the same on the bare driver; tells how long that took.
async fn floor_rate(room: &Room, settings: &Settings, table: &Path) -> Result<Duration> {
    let copy = room.copy(&room.address, "floor").await?;
    let recorded = room.copy(&room.address, "recorded").await?;
    let recording = Recording::default();
    let engines = Recorded::at(&recorded, Arc::clone(&recording));
    let options = Options { migrations: migrations(), ..Options::default() };
    let store = Store::open_with(Arc::new(engines), options)?;
    import(&market(settings, room, store)?, table).await?;
    let steps = std::mem::take(&mut *recording.lock().unwrap_or_else(PoisonError::into_inner));
    let took = floor::run(&copy, steps).await?;
    room.clear(&["recorded", "floor"]).await?;
    Ok(took)
}
