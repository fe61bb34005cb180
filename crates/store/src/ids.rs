//! Ids that rise and never repeat.

use kernel::Timestamp;

/// Gives ids: `max(last + 1, now_ms << 22 | node << 12)`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct IdSource {
    last: i64,
    node: i64,
}

/// Nodes number from 0 (the only one on SQLite) to 1,023.
pub(crate) const MOST_NODES: i64 = 1_024;

impl IdSource {
    pub(crate) fn after(last: i64, node: i64) -> Self {
        Self { last, node: node.rem_euclid(MOST_NODES) }
    }

    /// Lets ids follow the clock; a clock that stands still or runs back changes nothing.
    pub(crate) fn advance(&mut self, now: Timestamp) {
        let floor = ((now.micros() / 1_000) << 22) | (self.node << 12);
        self.last = self.last.max(floor);
    }

    pub(crate) fn next(&mut self) -> i64 {
        self.last += 1;
        self.last
    }

    pub(crate) fn last(&self) -> i64 {
        self.last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_rise_even_when_the_clock_runs_back() {
        let mut ids = IdSource::after(0, 0);
        ids.advance(Timestamp::from_micros(2_000_000_000));
        let first = ids.next();
        ids.advance(Timestamp::from_micros(1_000_000_000));
        assert_eq!(ids.next(), first + 1);
        assert!(IdSource::after(ids.last(), 0).next() > first);
    }
}
