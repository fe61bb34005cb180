//! What is measured and how it is told.

use std::time::Duration;
use store::Address;

/// How long requests took, in microseconds.
#[derive(Debug, Default)]
pub(crate) struct Latencies(Vec<u64>);

impl Latencies {
    /// Adds one.
    pub(crate) fn add(&mut self, took: Duration) {
        self.0.push(micros(took));
    }

    /// Adds another's.
    pub(crate) fn join(&mut self, mut other: Self) {
        self.0.append(&mut other.0);
    }

    /// The value that `permille` of a thousand stay below, in milliseconds.
    pub(crate) fn percentile_ms(&mut self, permille: usize) -> f64 {
        self.0.sort_unstable();
        let last = self.0.len().saturating_sub(1);
        let place = (self.0.len() * permille / 1_000).min(last);
        thousandths(self.0.get(place).copied().unwrap_or(0))
    }
}

/// A count of thousandths as a decimal number.
#[expect(clippy::float_arithmetic, reason = "a figure for people, never money")]
pub(crate) fn thousandths(count: u64) -> f64 {
    let whole = u32::try_from(count / 1_000).unwrap_or(u32::MAX);
    let rest = u32::try_from(count % 1_000).unwrap_or(0);
    f64::from(whole) + f64::from(rest) / 1_000.0
}

/// Whole microseconds.
pub(crate) fn micros(took: Duration) -> u64 {
    u64::try_from(took.as_micros()).unwrap_or(u64::MAX)
}

/// How many a second.
pub(crate) fn per_second(done: u64, took: Duration) -> u64 {
    let took_us = took.as_micros().max(1);
    u64::try_from(u128::from(done) * 1_000_000 / took_us).unwrap_or(u64::MAX)
}

/// How many per one, in thousandths.
pub(crate) fn ratio(many: u64, one: u64) -> f64 {
    thousandths(many.saturating_mul(1_000) / one.max(1))
}

/// Flushes that the store's disk has done since the machine started: the kernel's own count (field
/// 19 of `/proc/diskstats`), which other programs add to. `None` where the kernel or the disk does
/// not tell.
pub(crate) fn disk_flushes(store: &Address) -> Option<u64> {
    use std::os::unix::fs::MetadataExt;
    let Address::Sqlite(path) = store else { return None };
    let device = std::fs::metadata(path.parent()?).ok()?.dev();
    let (major, minor) = ((device >> 8) & 0xfff, (device & 0xff) | ((device >> 12) & 0xfff00));
    let stats = std::fs::read_to_string("/proc/diskstats").ok()?;
    stats.lines().find_map(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let is_ours = words.first()?.parse() == Ok(major) && words.get(1)?.parse() == Ok(minor);
        if is_ours { words.get(18)?.parse().ok() } else { None }
    })
}

/// CPU time that this process has used, of user and system, to a hundredth of a second (fields 14
/// and 15 of `/proc/self/stat`).
pub(crate) fn cpu_time() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let behind_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks: u64 = behind_name
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|ticks| ticks.parse::<u64>().ok())
        .sum();
    Duration::from_millis(ticks * 10)
}

/// Memory that this process holds, in KiB.
pub(crate) fn memory_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}
