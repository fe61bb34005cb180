//! `jishi judge titles`: each title must be found again by its own product and brand words.

use super::measure::share;
use super::table::Table;
use crate::config::{Settings, SplitTitles};
use crate::output::say_result;
use anyhow::Result;
use search::{Document, Index, Question, fold};
use serde::Serialize;

/// Places that count as found.
const NEAR: usize = 10;

/// A title that other titles hide is not findable: they have all of its words too. It can be first
/// if none has, and among the first ten if nine at most have.
#[derive(Serialize)]
struct Figures {
    titles: usize,
    queries: usize,
    findable_top1: usize,
    top1: f64,
    findable_top10: usize,
    top10: f64,
    top1_of_all: f64,
    top10_of_all: f64,
}

/// Measures and reports.
pub(super) fn run(settings: &Settings, files: &SplitTitles) -> Result<()> {
    let table = Table::read(&files.titles, &["split", "title", "bio_tags"])?;
    let rows: Vec<[&str; 3]> = table.each(["split", "title", "bio_tags"]).collect();
    let index = index_of(rows.iter().map(|[_, title, _]| *title))?;
    let folded: Vec<String> = rows.iter().map(|[_, title, _]| fold(title)).collect();
    let (mut queries, mut first, mut near) = (0, Places::default(), Places::default());
    for (nth, [_, title, tags]) in rows.iter().enumerate().filter(|(_, row)| row[0] == files.split)
    {
        let words = tagged(title, tags);
        if words.is_empty() {
            continue;
        }
        queries += 1;
        let question = Question { text: words.join(" "), ..Question::default() };
        let id = nth as u64;
        let hits = index.find(&question)?.hits;
        let place = hits.iter().position(|hit| hit.id == id).unwrap_or(usize::MAX);
        let words: Vec<String> = words.iter().map(|word| fold(word)).collect();
        let has_all = |title: &String| words.iter().all(|word| title.contains(word.as_str()));
        let others = folded.iter().filter(|title| has_all(title)).count().saturating_sub(1);
        first.note(place < 1, others < 1);
        near.note(place < NEAR, others < NEAR);
    }
    let figures = Figures {
        titles: rows.len(),
        queries,
        findable_top1: first.findable,
        top1: share(first.found_findable, first.findable),
        findable_top10: near.findable,
        top10: share(near.found_findable, near.findable),
        top1_of_all: share(first.found, queries),
        top10_of_all: share(near.found, queries),
    };
    say_result(settings.says_json, &figures)
}

#[derive(Default)]
struct Places {
    found: usize,
    findable: usize,
    found_findable: usize,
}

impl Places {
    fn note(&mut self, is_found: bool, is_findable: bool) {
        self.found += usize::from(is_found);
        self.findable += usize::from(is_findable);
        self.found_findable += usize::from(is_found && is_findable);
    }
}

/// An index of titles, whose ids are their places in the file.
pub(super) fn index_of<'a>(titles: impl Iterator<Item = &'a str>) -> Result<Index> {
    let document = |(id, title): (u64, &str)| Document {
        id,
        titles: vec![title.to_owned()],
        ..Document::default()
    };
    let documents: Vec<Document> = (0..).zip(titles).map(document).collect();
    let index = Index::in_memory()?;
    index.put(&documents)?;
    index.commit("")?;
    Ok(index)
}

/// The stretches of a title that are tagged as product (HCCX) or brand (HPPX), one tag a character.
fn tagged(title: &str, tags: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut is_inside = false;
    for (letter, tag) in title.chars().zip(tags.split(' ')) {
        let (place, kind) = tag.split_once('-').unwrap_or((tag, ""));
        let is_wanted = matches!(kind, "HCCX" | "HPPX");
        if is_wanted && (place == "B" || !is_inside) {
            words.push(String::new());
        }
        if let (true, Some(word)) = (is_wanted, words.last_mut()) {
            word.push(letter);
        }
        is_inside = is_wanted;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::tagged;

    #[test]
    fn the_product_and_the_brand_are_what_is_asked() {
        let tags = "B-HPPX I-HPPX O B-HCCX I-HCCX B-HCCX B-XH";
        assert_eq!(tagged("百思 鞋子袜7", tags), ["百思", "鞋子", "袜"]);
        assert!(tagged("鞋", "O").is_empty());
    }
}
