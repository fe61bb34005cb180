//! Idempotency: the same key does the same thing once, and gives the same answer again.

use crate::{Tx, params};
use anyhow::Context;
use kernel::{Any, Id, MICROS_PER_DAY, Outcome, Stop, Timestamp};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

/// Answers are kept for 30 days; after that a key may be used anew.
const KEPT_DAYS: i64 = 30;
/// Rows swept at a time, so that sweeping never holds up people.
const SWEPT_AT_A_TIME: i64 = 200;
/// A key has at most this many characters.
const LONGEST_KEY: usize = 64;

/// Who asks for what, once.
#[derive(Debug, Clone)]
pub struct OnceKey {
    home: Id<Any>,
    caller: Id<Any>,
    route: &'static str,
    key: String,
    body_hash: [u8; 32],
}

/// The key is empty, too long or not plain ASCII.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAKey;

impl OnceKey {
    /// `home` is what is acted on, or the caller's firm when the thing is new; `route` the method
    /// and path template; `body` every byte that decides what will be done.
    pub fn new(
        home: Id<Any>,
        caller: Id<Any>,
        route: &'static str,
        key: &str,
        body: &[u8],
    ) -> Result<Self, NotAKey> {
        let is_plain = key.bytes().all(|byte| byte.is_ascii_graphic());
        if key.is_empty() || key.len() > LONGEST_KEY || !is_plain {
            return Err(NotAKey);
        }
        let body_hash = Sha256::new().chain_update(route).chain_update(body).finalize().into();
        Ok(Self { home, caller, route, key: key.to_owned(), body_hash })
    }
}

/// An answer, and whether it was given before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered<T> {
    /// What the action gave.
    pub value: T,
    /// Whether it had been done before, by the same key.
    pub was_replayed: bool,
}

impl Tx<'_> {
    /// Does `act` once for this key: reads the key first, writes its claim last. The same key with
    /// another body is `Stop::KeyReused`. A refusal is not kept.
    pub fn once<T: Serialize + DeserializeOwned>(
        &mut self,
        key: &OnceKey,
        act: impl FnOnce(&mut Self) -> Outcome<T>,
    ) -> Outcome<Answered<T>> {
        if let Some((body_hash, answer)) = find(self, key)? {
            if body_hash != key.body_hash {
                return Err(Stop::KeyReused);
            }
            let value = serde_json::from_str(&answer).context("a kept answer does not read")?;
            return Ok(Answered { value, was_replayed: true });
        }
        let value = act(self)?;
        let answer = serde_json::to_string(&value).context("an answer that JSON cannot hold")?;
        claim(self, key, &answer)?;
        Ok(Answered { value, was_replayed: false })
    }
}

fn find(tx: &mut Tx<'_>, key: &OnceKey) -> Outcome<Option<(Vec<u8>, String)>> {
    let row = tx.find(
        "SELECT body_hash, answer FROM once WHERE home = $1 AND caller = $2 AND key = $3",
        params![key.home, key.caller, &key.key],
    )?;
    Ok(match row {
        Some(row) => Some((row.bytes(0)?.to_vec(), row.string(1)?)),
        None => None,
    })
}

fn claim(tx: &mut Tx<'_>, key: &OnceKey, answer: &str) -> Outcome<()> {
    tx.add(
        "INSERT INTO once (home, caller, key, route, body_hash, answer, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![key.home, key.caller, &key.key, key.route, &key.body_hash, answer, tx.now()],
        Stop::Busy { retry_after_s: 1 },
    )
}

/// Forgets a bounded number of answers older than 30 days; tells whether there may be more.
pub fn sweep(tx: &mut Tx<'_>) -> Outcome<bool> {
    let before = Timestamp::from_micros(tx.now().micros() - KEPT_DAYS * MICROS_PER_DAY);
    let rows = tx.all(
        "SELECT home, caller, key FROM once WHERE at < $1 ORDER BY at LIMIT $2",
        params![before, SWEPT_AT_A_TIME],
    )?;
    for row in &rows {
        tx.run(
            "DELETE FROM once WHERE home = $1 AND caller = $2 AND key = $3",
            params![row.int(0)?, row.int(1)?, row.text(2)?],
        )?;
    }
    Ok(i64::try_from(rows.len()).unwrap_or(0) == SWEPT_AT_A_TIME)
}
