//! Every statement ran on both engines with equal answers. The tests of each crate run on both at
//! once as well, and leave behind what they asked; this looks whether anything was left out.

use super::source::Tree;
use super::statement::{all, flat};
use std::collections::BTreeSet;
use std::fs;

/// Where the tests leave what they asked; `cargo xtask test` empties it first.
const FOLDER: &str = "JISHI_TEST_STATEMENTS";

/// Each database is migrated by itself, before there are two to ask.
pub(super) const MIGRATING: &str = "crates/store/src/migrate.rs";

/// All that was asked of both engines.
#[expect(clippy::disallowed_methods, reason = "the tests say where they left it")]
fn asked() -> BTreeSet<String> {
    let folder = std::env::var_os(FOLDER);
    let folder = folder.unwrap_or_else(|| panic!("{FOLDER} is not set: cargo xtask test"));
    let files = fs::read_dir(&folder).expect("a folder of statements");
    let texts = files.map(|file| fs::read_to_string(file.expect("a file").path()).expect("a text"));
    texts.flat_map(|text| text.split('\0').map(flat).collect::<Vec<_>>()).collect()
}

#[test]
fn every_statement_was_asked_of_both_engines() -> anyhow::Result<()> {
    let tree = Tree::workspace()?;
    let asked = asked();
    let statements = all(&tree);
    assert!(statements.len() > 100, "the statements are not found any more");
    let left_out: Vec<String> = statements
        .iter()
        .filter(|statement| statement.path != MIGRATING)
        .filter(|statement| !asked.contains(&flat(&statement.text)))
        .map(|one| format!("\n  {}:{}: {}", one.path, one.line, flat(&one.text)))
        .collect();
    let (count, of) = (left_out.len(), statements.len());
    assert!(left_out.is_empty(), "{count} of {of} never ran on both: {}", left_out.concat());
    Ok(())
}
