//! `jishi bench pages`: what a product's page costs, as HTML and as JSON, with few sellers and with
//! many in the same store, beside an answer that says nothing.

use super::asking::ask;
use super::figures::{ratio, thousandths};
use super::fixture::open_firms;
use super::room::Room;
use super::search::list;
use super::trades::open;
use crate::config::{PagesBench, Settings};
use crate::market::{Market, options};
use crate::output::say_result;
use anyhow::Result;
use catalog::ProductKind;
use kernel::Id;
use serde::Serialize;
use std::process::ExitCode;
use store::Store;

/// Products of each seller.
const PRODUCTS_EACH: u64 = 5;
/// Products that are looked at in turn.
const LOOKED_AT: usize = 2_000;

/// CPU times are of the whole process: clients, door, store, page.
#[derive(Serialize)]
struct Figures {
    engine: &'static str,
    clients: usize,
    few: Costs,
    many: Costs,
    html_many_of_few: f64,
    json_many_of_few: f64,
}

#[derive(Serialize)]
struct Costs {
    sellers: i64,
    products: usize,
    html_cpu_ms: f64,
    html_p99_ms: f64,
    json_cpu_ms: f64,
    json_p99_ms: f64,
    empty_answer_cpu_ms: f64,
    #[serde(skip)]
    us: [u64; 2],
}

/// Measures and reports.
pub(crate) async fn run(settings: &Settings, how: &PagesBench) -> Result<ExitCode> {
    let room = Room::beside(&settings.store)?;
    let market = open(&room, Store::open(&room.address, options())?)?;
    let mut products = Vec::new();
    let few = measure(&market, how, how.few, &mut products).await?;
    let many = measure(&market, how, how.sellers - how.few, &mut products).await?;
    market.app.store().close();
    let figures = Figures {
        engine: super::engine_name(&room.address),
        clients: how.clients,
        html_many_of_few: ratio(many.us[0], few.us[0]),
        json_many_of_few: ratio(many.us[1], few.us[1]),
        many: Costs { sellers: how.sellers, ..many },
        few,
    };
    say_result(settings.says_json, &figures)?;
    Ok(ExitCode::SUCCESS)
}

/// Lets so many more sellers in, then asks for products of all of them.
async fn measure(
    market: &Market,
    how: &PagesBench,
    more: i64,
    products: &mut Vec<Id<ProductKind>>,
) -> Result<Costs> {
    let sellers = open_firms(market, "Seller", more).await?;
    products.extend(list(market, &sellers, more.unsigned_abs() * PRODUCTS_EACH).await?);
    let step = (products.len() / LOOKED_AT).max(1);
    let some = || products.iter().step_by(step).take(LOOKED_AT);
    let html = some().map(|id| format!("/products/{id}")).collect();
    let json = some().map(|id| format!("/api/v1/products/{id}")).collect();
    let mut html = ask(market, html, how.clients, how.seconds).await?;
    let mut json = ask(market, json, how.clients, how.seconds).await?;
    let empty = ask(market, vec!["/health".to_owned()], how.clients, how.seconds).await?;
    Ok(Costs {
        sellers: more,
        products: products.len(),
        html_cpu_ms: thousandths(html.cpu_us()),
        html_p99_ms: html.latencies.percentile_ms(990),
        json_cpu_ms: thousandths(json.cpu_us()),
        json_p99_ms: json.latencies.percentile_ms(990),
        empty_answer_cpu_ms: thousandths(empty.cpu_us()),
        us: [html.cpu_us(), json.cpu_us()],
    })
}
