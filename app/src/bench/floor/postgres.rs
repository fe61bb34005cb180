//! The floor on PostgreSQL: what each commit held, as sets. All questions of a commit travel in one
//! journey and all its changes in a second one, each text once, with arrays of its parameters.

use crate::bench::recorder::Step;
use crate::bench::room::connect;
use anyhow::{Context, Result};
use std::collections::HashMap;
use std::time::{Duration, Instant};
use store::Value;
use store::postgres::{Boxed, array_word, arrays, in_order, said_as_set};
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Error, Statement};

/// One statement with its arrays.
struct Said {
    statement: Statement,
    arrays: Vec<Boxed>,
}

/// What a commit asked, behind its BEGIN, and changed, up to its COMMIT.
struct Commit {
    questions: Vec<Said>,
    changes: Vec<Said>,
}

/// Runs the recording; tells how long it took, without what it took to make the arrays.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
pub(super) async fn run(url: &str, steps: Vec<Step>) -> Result<Duration> {
    let client = connect(url).await?;
    // A plan made while the tables were small must not read them through once they have grown.
    client
        .batch_execute(
            "SET plan_cache_mode = force_generic_plan; SET jit = off; SET enable_seqscan = off;
             SET enable_hashjoin = off; SET enable_mergejoin = off",
        )
        .await?;
    let commits = commits(&client, steps).await?;
    let began = Instant::now();
    for commit in &commits {
        journey(&client, &commit.questions).await?;
        journey(&client, &commit.changes).await?;
    }
    Ok(began.elapsed())
}

async fn journey(client: &Client, said: &[Said]) -> Result<()> {
    let answers = in_order(said.iter().map(|said| send(client, said))).await;
    answers.into_iter().collect::<Result<(), Error>>()?;
    Ok(())
}

async fn send(client: &Client, said: &Said) -> Result<(), Error> {
    let arrays: Vec<_> = said.arrays.iter().map(|array| &**array as &(dyn ToSql + Sync)).collect();
    client.query(&said.statement, &arrays).await.map(drop)
}

/// The statements of one commit, gathered by text in the order in which the texts came.
#[derive(Default)]
struct Gathered {
    texts: Vec<(&'static str, Vec<Vec<Value>>)>,
}

impl Gathered {
    fn add(&mut self, sql: &'static str, params: Vec<Value>) {
        match self.texts.iter_mut().find(|(text, _)| std::ptr::eq(*text, sql)) {
            Some((_, sets)) => sets.push(params),
            None => self.texts.push((sql, vec![params])),
        }
    }
}

async fn commits(client: &Client, steps: Vec<Step>) -> Result<Vec<Commit>> {
    let words = [client.prepare("BEGIN").await?, client.prepare("COMMIT").await?];
    let mut book = Book { client, words, known: HashMap::new() };
    let (mut commits, mut gathered) = (Vec::new(), Gathered::default());
    for step in steps {
        match step {
            Step::Statement(sql, params) => gathered.add(sql, params),
            Step::Commit(batch) => {
                let row = batch.into_iter().map(Value::Int).collect();
                gathered.add("INSERT INTO batch (id, at, last_id) VALUES ($1, $2, $3)", row);
                commits.push(book.commit(std::mem::take(&mut gathered)).await?);
            }
        }
    }
    Ok(commits)
}

/// The statements that are prepared, by their single texts.
struct Book<'a> {
    client: &'a Client,
    /// BEGIN and COMMIT.
    words: [Statement; 2],
    known: HashMap<&'static str, (Statement, Vec<Type>)>,
}

impl Book<'_> {
    async fn commit(&mut self, gathered: Gathered) -> Result<Commit> {
        let [begin, commit] =
            self.words.clone().map(|statement| Said { statement, arrays: Vec::new() });
        let (mut questions, mut changes) = (vec![begin], Vec::new());
        for (sql, sets) in gathered.texts {
            let (statement, types) = self.statement(sql).await?;
            let arrays = arrays(sets, &types, sql)?;
            let place = if sql.starts_with("SELECT") { &mut questions } else { &mut changes };
            place.push(Said { statement, arrays });
        }
        changes.push(commit);
        Ok(Commit { questions, changes })
    }

    async fn statement(&mut self, sql: &'static str) -> Result<(Statement, Vec<Type>)> {
        if let Some((statement, types)) = self.known.get(sql) {
            return Ok((statement.clone(), types.clone()));
        }
        let single = sql.replace("{LOCK}", "FOR UPDATE");
        let types = self.client.prepare(&single).await?.params().to_vec();
        let words: Option<Vec<&str>> = types.iter().map(array_word).collect();
        let words = words.with_context(|| format!("a type that has no array: {sql}"))?;
        let text = said_as_set(&single, &words);
        let text = text.with_context(|| format!("cannot be said as a set: {sql}"))?;
        let statement = self.client.prepare(&text).await?;
        self.known.insert(sql, (statement.clone(), types.clone()));
        Ok((statement, types))
    }
}
