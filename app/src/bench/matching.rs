//! `jishi bench match`: one new request against a roster of many sellers.

use super::figures::{Latencies, thousandths};
use crate::config::{MatchBench, Settings};
use crate::output::say_result;
use anyhow::Result;
use kernel::rules::Rules;
use kernel::{Id, Timestamp, Unit};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha12Rng;
use serde::Serialize;
use sourcing::{Listed, RequestLine, Roster, SellerRecord, Supplier};
use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};
use talk::ReplyRecord;

/// What listings are made of: a material, a make and a thing.
const MATERIALS: [&str; 12] = [
    "cotton", "merino", "linen", "bamboo", "steel", "ceramic", "leather", "paper", "glass", "wool",
    "nylon", "rubber",
];
const MAKES: [&str; 12] = [
    "knitted", "woven", "printed", "folding", "kids", "outdoor", "office", "kitchen", "sports",
    "travel", "vintage", "heavy",
];
const THINGS: [&str; 25] = [
    "socks", "gloves", "caps", "bags", "mugs", "lamps", "chairs", "tables", "boxes", "brushes",
    "knives", "towels", "blankets", "scarves", "belts", "wallets", "toys", "frames", "mirrors",
    "baskets", "bottles", "trays", "candles", "clocks", "ropes",
];
/// Listings of one seller.
const LISTINGS: usize = 3;
/// Requests that are matched, each another one.
const ROUNDS: usize = 50;

#[derive(Serialize)]
struct Figures {
    suppliers: usize,
    listings: usize,
    requests: usize,
    p50_ms: f64,
    p99_ms: f64,
    most_ms: f64,
    scan_floor_ms: f64,
    built_in_ms: f64,
    leads: usize,
}

/// Measures and reports; fails above 20 ms.
pub(crate) fn run(settings: &Settings, how: &MatchBench) -> Result<ExitCode> {
    let mut rng = ChaCha12Rng::seed_from_u64(how.seed);
    let (roster, built, moqs) = build(how.suppliers, &mut rng);
    let rules = &Rules::current().matching;
    let (mut took, mut leads) = (Latencies::default(), 0);
    for _ in 0..ROUNDS {
        let line = wanted(&mut rng);
        let (found, one) = timed(|| roster.matches(Id::new(0), &[line], rules, NOW));
        leads += found.len();
        took.add(one);
    }
    let mut floor = Latencies::default();
    for least in 1..=ROUNDS {
        let least = i64::try_from(least).unwrap_or(1) * 100;
        let (_, one) = timed(|| black_box(moqs.iter().filter(|moq| **moq <= least).count()));
        floor.add(one);
    }
    let figures = Figures {
        suppliers: roster.len(),
        listings: moqs.len(),
        requests: ROUNDS,
        p50_ms: took.percentile_ms(500),
        p99_ms: took.percentile_ms(990),
        most_ms: took.percentile_ms(1_000),
        scan_floor_ms: floor.percentile_ms(500),
        built_in_ms: thousandths(u64::try_from(built.as_micros()).unwrap_or(u64::MAX)),
        leads,
    };
    say_result(settings.says_json, &figures)?;
    Ok(if figures.p99_ms < 20.0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

const NOW: Timestamp = Timestamp::from_micros(1_772_452_800_000_000);

#[expect(clippy::disallowed_methods, reason = "a measurement")]
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let begun = Instant::now();
    let done = work();
    (done, begun.elapsed())
}

fn word<'a>(rng: &mut ChaCha12Rng, words: &[&'a str]) -> &'a str {
    words.get(rng.random_range(0..words.len())).copied().unwrap_or_default()
}

fn title(rng: &mut ChaCha12Rng) -> String {
    let (material, make, thing) = (word(rng, &MATERIALS), word(rng, &MAKES), word(rng, &THINGS));
    // A model number, so that the roster also holds words that are rare.
    format!("{material} {make} {thing} {}", rng.random_range(100..100_000))
}

fn category(rng: &mut ChaCha12Rng) -> String {
    format!("{:02}{:02}", rng.random_range(1..98), rng.random_range(1..25))
}

fn build(suppliers: i64, rng: &mut ChaCha12Rng) -> (Roster, Duration, Vec<i64>) {
    let mut moqs = Vec::new();
    let (roster, took) = timed(|| {
        let mut roster = Roster::default();
        let rules = &Rules::current().matching;
        for firm in 1..=suppliers {
            let asked = rng.random_range(0..40);
            let answered = rng.random_range(0..=asked);
            let waited_s = rng.random_range(600..200_000);
            let median_s = (answered > 0).then_some(waited_s);
            let reply = ReplyRecord { asked, answered, median_s };
            let led_at = Some(NOW.plus_days(-rng.random_range(0..60)));
            roster.set(Id::new(firm), Supplier::of(None, SellerRecord { reply, led_at }, rules));
            for _ in 0..LISTINGS {
                let moq = rng.random_range(1..5_000);
                let (title, category) = (title(rng), category(rng));
                moqs.push(moq);
                roster.add(&Listed {
                    firm: Id::new(firm),
                    category: &category,
                    unit: Unit::PIECE,
                    title: &title,
                    moq,
                });
            }
        }
        roster
    });
    (roster, took, moqs)
}

fn wanted(rng: &mut ChaCha12Rng) -> RequestLine {
    RequestLine {
        nth: 1,
        what: title(rng),
        category: category(rng),
        quantity: rng.random_range(500..50_000),
        unit: Unit::PIECE,
        specs: Vec::new(),
        target: None,
        awarded: 0,
    }
}
