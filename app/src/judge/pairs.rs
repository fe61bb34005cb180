//! `jishi judge pairs`: how well a title answers a query, against what people said of it.

use super::measure::auc;
use super::table::Table;
use super::titles::index_of;
use crate::config::{Settings, SplitPairs};
use crate::output::say_result;
use anyhow::Result;
use search::fold;
use serde::Serialize;
use std::collections::HashSet;

/// The labels that are told apart: answers it, does not.
const LABELS: [&str; 2] = ["2", "0"];

#[derive(Serialize)]
struct Figures {
    pairs: usize,
    answering: usize,
    not_answering: usize,
    auc: f64,
    bigram_auc: f64,
}

/// Measures and reports. The score is what the product's own measure says that a title leaves
/// unanswered; the floor is the share of the query's pairs of characters that the title has.
pub(super) fn run(settings: &Settings, files: &SplitPairs) -> Result<()> {
    let table = Table::read(&files.pairs, &["split", "query", "title", "label"])?;
    let rows: Vec<[&str; 4]> = table.each(["split", "query", "title", "label"]).collect();
    let rows: Vec<[&str; 4]> = rows.into_iter().filter(|row| row[0] == files.split).collect();
    let index = index_of(rows.iter().map(|row| row[2]))?;
    let mut ours: [Vec<f32>; 2] = Default::default();
    let mut floor: [Vec<f32>; 2] = Default::default();
    for [_, query, title, label] in &rows {
        let Some(kind) = LABELS.iter().position(|known| known == label) else { continue };
        ours[kind].push(-index.unanswered(query, title)?);
        floor[kind].push(shared(query, title));
    }
    let figures = Figures {
        pairs: rows.len(),
        answering: ours[0].len(),
        not_answering: ours[1].len(),
        auc: auc(&ours[0], &ours[1]),
        bigram_auc: auc(&floor[0], &floor[1]),
    };
    say_result(settings.says_json, &figures)
}

fn shared(query: &str, title: &str) -> f32 {
    let (asked, there) = (bigrams(query), bigrams(title));
    let both = u16::try_from(asked.intersection(&there).count()).unwrap_or(u16::MAX);
    f32::from(both) / f32::from(u16::try_from(asked.len()).unwrap_or(u16::MAX).max(1))
}

fn bigrams(text: &str) -> HashSet<[char; 2]> {
    let letters: Vec<char> = fold(text).chars().filter(|letter| letter.is_alphanumeric()).collect();
    letters.windows(2).map(|pair| [pair[0], pair[1]]).collect()
}
