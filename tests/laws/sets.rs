//! Where many statements travel as one, PostgreSQL understands that form too.

use super::executed::MIGRATING;
use super::source::Tree;
use super::statement::all;
use crate::stories::program::tables;
use testkit::Engine;

#[tokio::test(flavor = "multi_thread")]
async fn every_statement_that_can_be_said_as_a_set_is_understood_as_one() -> anyhow::Result<()> {
    let fresh = testkit::fresh(Engine::Postgres, tables());
    let tree = Tree::workspace()?;
    let statements = all(&tree).into_iter().filter(|statement| statement.path != MIGRATING);
    let texts: Vec<String> = statements.map(|statement| statement.text).collect();
    let count = testkit::read_as_sets(&fresh.address, &texts).await?;
    assert!(count > 100, "only {count} of {} have such a form", texts.len());
    Ok(())
}
