//! The writer's lease: one process at a time may commit. Time is the database's, so that no
//! machine's clock matters.

use super::PostgresConfig;
use super::connection::{Link, Role};
use super::pipeline::Step;
use crate::engine::{Answer, Engine, EngineError};
use crate::{Row, params};
use anyhow::Context;
use kernel::MICROS_PER_SECOND;
use std::time::{Duration, Instant};

/// A lease that is not renewed ends after this long: a dead holder is replaced within 5 s.
pub(super) const LASTS_US: i64 = 3 * MICROS_PER_SECOND;
/// How often a holder renews.
pub(super) const RENEWED_EVERY: Duration = Duration::from_secs(1);
/// How often whoever waits for the lease looks at it.
const LOOKED_AT_EVERY: Duration = Duration::from_millis(200);
/// Ids have room for the nodes 0 to 1,023; node 0 is SQLite's.
const NODES: i64 = 1_023;

const LOOK: &str = "SELECT epoch, holder, address, CASE WHEN expires_at >
                    CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT)
                    THEN 1 ELSE 0 END FROM lease WHERE partition = 0";
/// Waits for a commit that is under way; after this none begins.
const LOCK: &str = "SELECT epoch FROM lease WHERE partition = 0 FOR UPDATE";
const TAKE: &str = "UPDATE lease SET epoch = epoch + 1, holder = $1, address = $2, expires_at =
                    CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT) + $3
                    WHERE partition = 0 AND epoch = $4 AND (holder = $1 OR expires_at <=
                    CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT))
                    RETURNING epoch";
pub(super) const RENEW: &str = "UPDATE lease SET expires_at =
                     CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT) + $1
                     WHERE partition = 0 AND epoch = $2 RETURNING epoch";
pub(super) const RELEASE: &str =
    "UPDATE lease SET expires_at = 0 WHERE partition = 0 AND epoch = $1";

/// Who may commit, and where to reach them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The process's name.
    pub name: String,
    /// Where it takes requests that change something.
    pub address: String,
    /// Rises with each take-over.
    pub epoch: i64,
}

/// The holder whose lease has not run out, as a process that only reads sees it.
pub fn current_holder(engine: &mut dyn Engine) -> Answer<Option<Holder>> {
    engine.begin()?;
    let rows = engine.query(LOOK, &[]);
    engine.abandon();
    let (holder, is_live) = seen(&rows?)?;
    Ok(is_live.then_some(holder))
}

fn seen(rows: &[Row]) -> Answer<(Holder, bool)> {
    let read = || -> anyhow::Result<(Holder, bool)> {
        let row = rows.first().context("there is no lease row: migrate first")?;
        let holder = Holder { epoch: row.int(0)?, name: row.string(1)?, address: row.string(2)? };
        Ok((holder, row.flag(3)?))
    };
    read().map_err(EngineError::Broken)
}

/// The right to commit. Whoever writes with it renews it; without renewal it ends by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lease {
    epoch: i64,
}

impl Lease {
    /// Takes the lease if it is free, has run out, or is this holder's own; `None` while another
    /// holds it. The former holder's session is ended, so that one that is paused with a
    /// transaction open stands in nobody's way.
    pub fn acquire(config: &PostgresConfig) -> Answer<Option<Self>> {
        let mut link = Link::open(config, Role::Lease)?;
        take(&mut link, config)
    }

    /// Tries to acquire until it works or the time is over.
    #[expect(
        clippy::disallowed_methods,
        reason = "a lease that runs out tells nobody: it is asked"
    )]
    pub fn acquire_within(config: &PostgresConfig, within: Duration) -> Answer<Option<Self>> {
        let until = Instant::now() + within;
        loop {
            let is_over = Instant::now() >= until;
            match Self::acquire(config) {
                Ok(None) | Err(EngineError::Lost | EngineError::Conflict) if !is_over => {
                    std::thread::sleep(LOOKED_AT_EVERY);
                }
                answer => return answer,
            }
        }
    }

    /// Rises with each take-over.
    pub fn epoch(self) -> i64 {
        self.epoch
    }

    /// The node number for ids, from 1 to 1,023: unlike those of the holders shortly before.
    pub fn node(self) -> i64 {
        self.epoch.rem_euclid(NODES) + 1
    }
}

/// One try; `None` while another holds the lease or is just taking it.
fn take(link: &mut Link, config: &PostgresConfig) -> Answer<Option<Lease>> {
    let (before, is_live) = seen(&link.send(vec![Step::question(LOOK, &[])])?)?;
    if is_live && before.name != config.holder {
        return Ok(None);
    }
    let writer = Role::Writer { epoch: before.epoch };
    if !link.end_sessions(writer)? {
        tracing::warn!(epoch = before.epoch, "the former writer's session does not end yet");
    }
    let values = params![&config.holder, &config.address, LASTS_US, before.epoch];
    let taken = link.send(vec![
        Step::Word("BEGIN"),
        Step::question(LOCK, &[]),
        Step::question(TAKE, values),
        Step::Word("COMMIT"),
    ]);
    match taken {
        Ok(rows) => {
            let epoch = rows.first().map(|row| row.int(0)).transpose();
            Ok(epoch.map_err(EngineError::Broken)?.map(|epoch| Lease { epoch }))
        }
        Err(EngineError::Conflict) => Ok(None),
        Err(error) => Err(error),
    }
}
