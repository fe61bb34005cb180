//! `jishi judge log`: a log of real queries, every one answered.

use super::table::Table;
use super::titles::index_of;
use crate::bench::figures::Latencies;
use crate::config::{LogFiles, Settings};
use crate::output::say_result;
use anyhow::Result;
use search::Question;
use serde::Serialize;
use std::time::Instant;

#[derive(Serialize)]
struct Figures {
    titles: usize,
    queries: usize,
    errors: usize,
    without_result: usize,
    read_otherwise: usize,
    p50_ms: f64,
    p99_ms: f64,
    slowest_ms: f64,
}

/// Measures and reports.
#[expect(clippy::disallowed_methods, reason = "it measures how long an answer takes")]
pub(super) fn run(settings: &Settings, files: &LogFiles) -> Result<()> {
    let titles = Table::read(&files.titles, &["title"])?;
    let queries = Table::read(&files.queries, &["query"])?;
    let titles: Vec<&str> = titles.each(["title"]).map(|[title]| title).collect();
    let index = index_of(titles.iter().copied())?;
    // The dictionary is read with the first question.
    index.find(&Question { text: "袜子 baowenbei".to_owned(), ..Question::default() })?;
    let (mut asked, mut errors, mut without_result, mut read_otherwise) = (0, 0, 0, 0);
    let mut latencies = Latencies::default();
    for [query] in queries.each(["query"]) {
        let began = Instant::now();
        let found = index.find(&Question { text: query.to_owned(), ..Question::default() });
        latencies.add(began.elapsed());
        asked += 1;
        match found {
            Ok(found) => {
                without_result += usize::from(found.hits.is_empty());
                read_otherwise += usize::from(found.meant.is_some());
            }
            Err(_) => errors += 1,
        }
    }
    let figures = Figures {
        titles: titles.len(),
        queries: asked,
        errors,
        without_result,
        read_otherwise,
        p50_ms: latencies.percentile_ms(500),
        p99_ms: latencies.percentile_ms(990),
        slowest_ms: latencies.percentile_ms(1_000),
    };
    say_result(settings.says_json, &figures)
}
