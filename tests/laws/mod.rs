//! The architecture as tests. A law takes the tree and lists its breaches. Each carries a sample
//! that keeps it and samples that break it, because a law that cannot fail is a defect.

mod executed;
mod habits;
mod homes;
mod names;
mod order;
mod rooms;
mod schema;
mod sets;
mod sizes;
mod source;
mod sql;
mod statement;
mod tokens;
mod told;
mod words;

use source::{Breach, Tree};

/// The files of a made-up tree: path and text.
type Files = &'static [(&'static str, &'static str)];

/// One rule of the house that a machine can check.
struct Law {
    name: &'static str,
    check: fn(&Tree) -> Vec<Breach>,
    /// A tree that keeps the law, near the border.
    kept: Files,
    /// Trees that break it, each with a part of what the law must say.
    broken: &'static [(&'static str, Files)],
}

const CHAPTERS: &[&[Law]] = &[
    rooms::LAWS,
    order::LAWS,
    sizes::LAWS,
    habits::LAWS,
    names::LAWS,
    schema::LAWS,
    sql::LAWS,
    homes::LAWS,
    words::LAWS,
];

fn laws() -> impl Iterator<Item = &'static Law> {
    CHAPTERS.iter().copied().flatten()
}

#[test]
fn every_law_can_fail_and_can_be_kept() {
    for law in laws() {
        let kept = (law.check)(&Tree::sample(law.kept));
        assert!(kept.is_empty(), "\"{}\" refuses its good sample: {}", law.name, list(&kept));
        assert!(!law.broken.is_empty(), "\"{}\" has no bad sample", law.name);
        for (wanted, files) in law.broken {
            let found = list(&(law.check)(&Tree::sample(files)));
            assert!(found.contains(wanted), "\"{}\" misses \"{wanted}\": {found}", law.name);
        }
    }
}

#[test]
fn the_tree_keeps_every_law() -> anyhow::Result<()> {
    let tree = Tree::workspace()?;
    let broken: Vec<String> = laws()
        .map(|law| (law.name, (law.check)(&tree)))
        .filter(|(_, breaches)| !breaches.is_empty())
        .map(|(name, breaches)| format!("\n{name}{}", list(&breaches)))
        .collect();
    assert!(broken.is_empty(), "{}", broken.concat());
    Ok(())
}

fn list(breaches: &[Breach]) -> String {
    breaches.iter().map(|breach| format!("\n  {breach}")).collect()
}
