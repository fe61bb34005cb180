//! Two servers on one PostgreSQL: the one that writes is killed or paused under load, and the other
//! takes over.

use super::program::{assert_held, count, jishi, number, torture};

/// JISHI_LEASE_ROUNDS asks for more.
const ROUNDS: u64 = 3;

#[test]
fn the_other_server_takes_over_and_nothing_is_lost_doubled_or_skipped() {
    let rounds = count("JISHI_LEASE_ROUNDS", ROUNDS);
    let mut command = jishi();
    command.args(["torture", "--processes", "2", "--seed", "4", "--kills", &rounds.to_string()]);
    let report = torture(&testkit::fresh_database(), &mut command).expect("a report");
    assert_held(&report, rounds);
    // Both kinds of blow fell, and each event stands in its place.
    assert!(number(&report, "kills") > 0 && number(&report, "pauses") > 0, "{report}");
    assert!(number(&report, "events") > 0, "{report}");
}
