//! The server is killed again and again while firms trade.

use super::program::{Place, assert_held, count, jishi, torture};

/// JISHI_TORTURE_KILLS asks for more.
const KILLS: u64 = 20;

fn kill(store: &str) {
    let kills = count("JISHI_TORTURE_KILLS", KILLS);
    let mut command = jishi();
    command.args(["torture", "--seed", "7", "--kills", &kills.to_string()]);
    let report = torture(store, &mut command).expect("a report");
    assert_held(&report, kills);
}

#[test]
fn kills_lose_nothing_and_double_nothing_on_sqlite() {
    kill(&Place::new().sqlite());
}

#[test]
fn kills_lose_nothing_and_double_nothing_on_postgres() {
    kill(&testkit::fresh_database());
}
