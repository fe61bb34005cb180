//! The connections of a process that keeps its store in PostgreSQL, perhaps beside other processes.

use super::lease::{Holder, Lease, current_holder};
use super::{PostgresConfig, PostgresEngine};
use crate::engine::{Answer, Engine, EngineError};
use crate::{Dialect, Engines, Seat};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long an answer about who writes is used again.
const HOLDER_IS_FRESH: Duration = Duration::from_millis(250);

/// Makes sessions with one database.
pub struct PostgresEngines {
    config: PostgresConfig,
    seen: Mutex<Option<Seen>>,
}

struct Seen {
    engine: PostgresEngine,
    holder: Option<Holder>,
    at: Instant,
}

impl PostgresEngines {
    /// Of the database at `url`; other processes reach this one at `address`.
    #[expect(clippy::disallowed_methods, reason = "a name that no other process has")]
    pub fn new(url: &str, address: &str) -> Self {
        // Two processes that were given one address, or one that was started anew, must not take
        // each other's lease for their own.
        let holder = format!("{address} {:016x}", rand::random::<u64>());
        let config = PostgresConfig { url: url.to_owned(), holder, address: address.to_owned() };
        Self { config, seen: Mutex::default() }
    }

    #[expect(clippy::disallowed_methods, reason = "the store measures how fresh an answer is")]
    fn look(&self, before: Option<Seen>) -> Answer<Seen> {
        let mut engine = match before {
            Some(seen) if seen.at.elapsed() < HOLDER_IS_FRESH => return Ok(seen),
            Some(seen) => seen.engine,
            None => PostgresEngine::reader(&self.config)?,
        };
        let holder = current_holder(&mut engine)?;
        Ok(Seen { engine, holder, at: Instant::now() })
    }
}

impl Engines for PostgresEngines {
    fn writer(&self) -> Answer<Option<Seat>> {
        let Some(lease) = Lease::acquire(&self.config)? else { return Ok(None) };
        match PostgresEngine::writer(&self.config, lease) {
            Ok(engine) => Ok(Some(Seat { engine: Box::new(engine), node: lease.node() })),
            Err(EngineError::Fenced) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn reader(&self) -> Answer<Box<dyn Engine>> {
        Ok(Box::new(PostgresEngine::reader(&self.config)?))
    }

    fn migrator(&self) -> Answer<Box<dyn Engine>> {
        Ok(Box::new(PostgresEngine::migrator(&self.config)?))
    }

    fn dialect(&self) -> Dialect {
        Dialect::Postgres
    }

    fn writer_address(&self) -> Answer<Option<String>> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let now = self.look(seen.take())?;
        let other = now.holder.as_ref().filter(|holder| holder.name != self.config.holder);
        let address = other.map(|holder| holder.address.clone());
        *seen = Some(now);
        Ok(address)
    }
}
