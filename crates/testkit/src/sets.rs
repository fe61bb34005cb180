//! Statements in the form in which many of them travel as one.

use anyhow::{Context, Result};
use store::Address;
use store::postgres::{array_word, said_as_set};
use tokio_postgres::NoTls;
use tokio_postgres::types::Type;

/// Types given where the server must be told; more than a text has parameters do no harm.
const MOST: usize = 64;

/// Lets PostgreSQL read each text in its set form, with the tables of the store at `address`; tells
/// how many have one. Fails at the first that is not understood.
pub async fn read_as_sets(address: &Address, texts: &[String]) -> Result<usize> {
    let Address::Postgres(url) = address else { anyhow::bail!("sets travel to PostgreSQL") };
    let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
    let reading = async {
        let mut count = 0;
        for text in texts {
            let single = text.replace("{LOCK}", "FOR UPDATE");
            // Where the server cannot tell a type, it is an integer's.
            let prepared = match client.prepare(&single).await {
                Ok(prepared) => prepared,
                Err(_) => {
                    let prepared = client.prepare_typed(&single, &[Type::INT8; MOST]).await;
                    prepared.with_context(|| format!("not understood: {text}"))?
                }
            };
            let words: Option<Vec<_>> = prepared.params().iter().map(array_word).collect();
            let set = words.and_then(|words| said_as_set(&single, &words));
            if let Some(set) = set {
                client.prepare(&set).await.with_context(|| format!("not understood: {set}"))?;
                count += 1;
            }
        }
        Ok(count)
    };
    tokio::select! {
        count = reading => count,
        ended = connection => {
            ended?;
            anyhow::bail!("the connection ended")
        }
    }
}
